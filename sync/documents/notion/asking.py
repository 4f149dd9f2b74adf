"""Reading all rows of a database, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from notion_client import Client

from sync.documents.notion.errors import RestlessRowsError, TooManyRowsError
from sync.documents.notion.values import Json

PAGE = 100
"""Rows of one answer."""
CREATED = [{"timestamp": "created_time", "direction": "ascending"}]
_TRIES = 3
_ROUNDS = 1000
"""Answers after which a query is given up: a hundred thousand rows."""


def schema_of(client: Client, data_source: str) -> Mapping[str, Json]:
    """Name → property, for a database that has no rows to show them."""
    answer = cast(Json, client.data_sources.retrieve(data_source_id=data_source))
    return cast("Mapping[str, Json]", answer["properties"])


class _BrokenOffError(Exception):
    """Rows are missing, and nothing tells how to get them."""


def rows_of(client: Client, data_source: str) -> list[Json]:
    """Every row that is not in the trash, in the order of creation, each once. Raises
    TooManyRowsError and RestlessRowsError.

    Part of the rows is never taken for all: where pages break off, or columns come and go between
    two of them, everything is asked for again.
    """
    for _ in range(_TRIES):
        with suppress(_BrokenOffError):
            rows = _all_rows(client, data_source)
            if len({_columns(row) for row in (*rows[::PAGE], *rows[-1:])}) <= 1:
                return rows
    raise RestlessRowsError


def _columns(row: Json) -> frozenset[tuple[str, str]]:
    return frozenset((value["id"], value["type"]) for value in row["properties"].values())


def _all_rows(client: Client, data_source: str) -> list[Json]:
    """Notion ends a query after 10,000 rows, and says so where no client looks; then this goes on
    from the minute of the last one."""
    found: dict[str, Json] = {}
    since = ""
    while True:
        before = len(found)
        capped = False
        for answer in _answers(client, data_source, since):
            found |= {row["id"]: row for row in answer["results"] if row["object"] == "page"}
            capped = (answer.get("request_status") or {}).get("type") == "incomplete"
        if not capped:
            return list(found.values())
        if len(found) == before:
            raise TooManyRowsError(before)
        since = max(row["created_time"] for row in found.values())


def _answers(client: Client, data_source: str, since: str) -> Iterator[Json]:
    asked: dict[str, Any] = {"data_source_id": data_source, "sorts": CREATED, "page_size": PAGE}
    if since:
        created = {"timestamp": "created_time", "created_time": {"on_or_after": since}}
        asked["filter"] = created
    return _pages(client, asked)


def _pages(client: Client, asked: Mapping[str, Any]) -> Iterator[Json]:
    """The pages of one query."""
    cursors: set[str] = set()
    more: dict[str, Any] = {}
    for _ in range(_ROUNDS):
        answer = cast(Json, client.data_sources.query(**asked, **more))
        yield answer
        if not answer.get("has_more"):
            return
        more = {"start_cursor": _next(answer, cursors)}
    raise _BrokenOffError


def _next(answer: Json, cursors: set[str]) -> str:
    """Where to go on; the same place twice would go on for ever."""
    cursor = answer.get("next_cursor")
    if not isinstance(cursor, str) or cursor in cursors:
        raise _BrokenOffError
    cursors.add(cursor)
    return cursor


def edited_rows(client: Client, data_source: str, since: str) -> list[Json]:
    """Rows edited at this moment or later; all of them without one, or where the query breaks
    off. Raises as ``rows_of`` does."""
    if not since:
        return rows_of(client, data_source)
    edited = {"timestamp": "last_edited_time", "last_edited_time": {"on_or_after": since}}
    asked = {"data_source_id": data_source, "filter": edited, "page_size": PAGE}
    with suppress(_BrokenOffError):
        rows = {row["id"]: row for answer in _pages(client, asked) for row in answer["results"]}
        return list(rows.values())
    return rows_of(client, data_source)


def related_rows(client: Client, page: str, property_id: str) -> list[str]:
    """Ids of all related rows: a row's own answer stops at 25. Raises RestlessRowsError."""
    found: list[str] = []
    cursors: set[str] = set()
    asked: dict[str, Any] = {"page_id": page, "property_id": property_id, "page_size": PAGE}
    for _ in range(_ROUNDS):
        answer = cast(Json, client.pages.properties.retrieve(**asked))
        found += [one["relation"]["id"] for one in answer["results"]]
        if not answer.get("has_more"):
            return found
        try:
            asked["start_cursor"] = _next(answer, cursors)
        except _BrokenOffError as error:
            raise RestlessRowsError from error
    raise RestlessRowsError
