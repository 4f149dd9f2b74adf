"""Reading all rows of a database, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from notion_client import Client

from sync.documents.notion.errors import TooManyRowsError
from sync.documents.notion.values import Json

PAGE = 100
"""Rows of one answer."""
CREATED = [{"timestamp": "created_time", "direction": "ascending"}]
_ROUNDS = 1000
"""Answers after which a query is given up: a hundred thousand rows."""


def rows_of(client: Client, data_source: str) -> list[Json]:
    """Every row that is not in the trash, in the order of creation, each once. Raises
    TooManyRowsError.

    Notion ends a query after 10,000 rows, and says so where no client looks; then it goes on from
    the day of the last one.
    """
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
    """The pages of one query. A cursor that was seen before ends it: Notion repeats itself."""
    cursors: set[str] = set()
    more: dict[str, Any] = {}
    for _ in range(_ROUNDS):
        answer = cast(Json, client.data_sources.query(**asked, **more))
        yield answer
        cursor = answer.get("next_cursor")
        if not answer.get("has_more") or not cursor or cursor in cursors:
            return
        cursors.add(cursor)
        more = {"start_cursor": cursor}


def edited_rows(client: Client, data_source: str, since: str) -> list[Json]:
    """Rows edited at this moment or later; all of them without one."""
    if not since:
        return rows_of(client, data_source)
    edited = {"timestamp": "last_edited_time", "last_edited_time": {"on_or_after": since}}
    asked = {"data_source_id": data_source, "filter": edited, "page_size": PAGE}
    rows = {row["id"]: row for answer in _pages(client, asked) for row in answer["results"]}
    return list(rows.values())


def related_rows(client: Client, page: str, property_id: str) -> list[str]:
    """Ids of all related rows: a row's own answer stops at 25."""
    found: list[str] = []
    cursor: str | None = None
    for _ in range(_ROUNDS):
        more = {"start_cursor": cursor} if cursor else {}
        asked: dict[str, Any] = {
            "page_id": page,
            "property_id": property_id,
            "page_size": PAGE,
            **more,
        }
        answer = cast(Json, client.pages.properties.retrieve(**asked))
        found += [one["relation"]["id"] for one in answer["results"]]
        cursor = answer.get("next_cursor")
        if not answer.get("has_more") or not cursor:
            break
    return found
