"""What there is in a page, or in a database, of Notion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, cast

from notion_template.properties import Json
from notion_template.rich import said
from sync.transport import TransportError

if TYPE_CHECKING:
    from notion_client import Client

LEVELS = 2
"""Pages inside pages that are looked into."""
MOST_PLACES = 40
"""Pages and blocks whose content is read; what stands deeper in a wiki is no part of it."""
MOST_ANSWERS = 50
FOLDED = frozenset({
    "column_list", "column", "toggle", "synced_block", "callout", "heading_1", "heading_2",
    "heading_3", "heading_4", "quote", "bulleted_list_item", "numbered_list_item", "tab",
})  # fmt: skip
"""Blocks in which databases stand as if they stood in the page itself."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A table: a data source with the database it belongs to."""

    database: str
    data_source: str
    title: str
    description: str
    properties: Mapping[str, Json]
    """By name, as Notion shows them."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that can be bound under one address."""

    home: str
    kind: Literal["page", "database"]
    title: str
    place: str
    """The page in which databases can be made; empty when the connection sees none."""
    seen: tuple[Seen, ...]
    """Those of the page first, then those that its relations lead to."""


def look(client: Client, home: str) -> Found:
    """The databases of a page, down to the second level, and what their relations lead to; of a
    database itself and ours beside it. Reads only. Raises TransportError."""
    block = cast(Json, client.blocks.retrieve(block_id=home))
    place = _page_around(client, block)
    if block["type"] == "child_database":
        seen = list(_tables(client, home))
        seen += [one for one in _beside(client, home, place) if f"{home[:8]} " in one.description]
        found = Found(home, "database", block["child_database"]["title"], place, ())
    else:
        tables = (table for one in _databases(client, home) for table in _tables(client, one))
        seen = list(tables)
        found = Found(home, "page", block.get("child_page", {}).get("title", ""), home, ())
    once = {one.data_source: one for one in reversed(seen)}
    seen = [one for one in seen if once.get(one.data_source) is one]
    return replace(found, seen=(*seen, *_related(client, seen)))


def stands(client: Client, home: str) -> bool:
    """Whether a page or a database is still there, for this connection."""
    block = _asked(lambda: client.blocks.retrieve(block_id=home))
    return block is not None and not block.get("in_trash")


def _beside(client: Client, home: str, place: str) -> Iterator[Seen]:
    if place:
        for one in _databases(client, place, levels=1):
            if one != home:
                yield from _tables(client, one)


def _databases(client: Client, page: str, levels: int = LEVELS) -> list[str]:
    """Ids of the databases in a page, in the order in which people see them."""
    found: list[str] = []
    waiting = [(page, levels)]
    for _ in range(MOST_PLACES):
        if not waiting:
            break
        place, left = waiting.pop(0)
        for block in _children(client, place):
            if block["type"] == "child_database":
                found.append(block["id"])
            elif block["type"] == "child_page" and left > 1:
                waiting.append((block["id"], left - 1))
            elif block["type"] in FOLDED and block.get("has_children"):
                waiting.append((block["id"], left))
    return found


def _children(client: Client, place: str) -> Iterator[Json]:
    cursor: str | None = None
    for _ in range(MOST_ANSWERS):
        more = {"start_cursor": cursor} if cursor else {}
        asked: dict[str, Any] = {"block_id": place, "page_size": 100, **more}
        answer = cast(Json, client.blocks.children.list(**asked))
        yield from answer["results"]
        cursor = answer.get("next_cursor")
        if not answer.get("has_more") or not cursor:
            return


def _tables(client: Client, database: str) -> list[Seen]:
    """What a database holds; nothing when it is not shared, or only shows another one."""
    shown = _asked(lambda: client.databases.retrieve(database_id=database))
    if shown is None or shown.get("in_trash"):
        return []
    parts = shown.get("data_sources") or []
    tables = (_table(client, shown, part["id"], many=len(parts) > 1) for part in parts)
    return [one for one in tables if one is not None]


def _table(client: Client, database: Json, data_source: str, *, many: bool) -> Seen | None:
    shown = _asked(lambda: client.data_sources.retrieve(data_source_id=data_source))
    if shown is None or shown.get("in_trash"):
        return None
    title = said(shown.get("title") or ()) if many else said(database.get("title") or ())
    return Seen(
        str((shown.get("parent") or {}).get("database_id") or database["id"]), data_source, title,
        said(database.get("description") or ()), shown["properties"],
    )  # fmt: skip


def _related(client: Client, seen: list[Seen]) -> Iterator[Seen]:
    """Tables elsewhere to which a relation leads, one step away."""
    known = {one.data_source for one in seen}
    for one in seen:
        for shown in one.properties.values():
            target = (shown.get("relation") or {}).get("data_source_id")
            if target and target not in known:
                known.add(target)
                yield from _elsewhere(client, target)


def _elsewhere(client: Client, data_source: str) -> Iterator[Seen]:
    shown = _asked(lambda: client.data_sources.retrieve(data_source_id=data_source))
    database = ((shown or {}).get("parent") or {}).get("database_id")
    if database:
        yield from (one for one in _tables(client, database) if one.data_source == data_source)


def _page_around(client: Client, block: Json) -> str:
    """The page in which a block stands; empty when it is out of sight."""
    for _ in range(MOST_PLACES):
        parent = block.get("parent") or {}
        above = parent.get("page_id") or parent.get("block_id")
        if not above:
            return ""
        shown = _asked(lambda: client.blocks.retrieve(block_id=str(above)))  # noqa: B023 - at once
        if shown is None:
            return ""
        if shown["type"] == "child_page":
            return str(shown["id"])
        block = shown
    return ""


def _asked(request: Any) -> Json | None:
    """The answer; None for what is not there, or not for this connection."""
    try:
        return cast(Json, request())
    except TransportError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        return None
