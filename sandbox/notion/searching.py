"""Search by title. Only titles count, what lies in the trash is found too, and news shows up after
a while when the sandbox is switched so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sandbox.notion.asked import Asked
from sandbox.notion.model import TITLE, DataSource, Json, Page
from sandbox.notion.paging import query_of, window
from sandbox.notion.rendering import data_source_json, page_json
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain
from sandbox.notion.told import ABSENT, choice, flag, mapping, one_of, only, text

KNOWN = ("query", "filter", "sort", "start_cursor", "page_size")
OBJECTS = ("page", "data_source")
Found = Page | DataSource


def search(asked: Asked) -> Json:
    """One page of what is shared and has the words in its title; latest edits first."""
    space = asked.space
    only(asked.body, KNOWN)
    words = text(asked.body.get("query", ""), "body.query").casefold()
    kind, trashed = _filter(asked.body.get("filter", ABSENT))
    found = [
        one for one in everything(space)
        if (kind is None or kind == _kind(one)) and words in title(one).casefold()
        if trashed is None or space.is_trashed(one.id) is trashed
        if space.is_shared(asked.token, one.id)
    ]  # fmt: skip
    found.sort(key=lambda one: (one.edited, one.created), reverse=_latest_first(asked.body))
    part = window(asked, [one.id for one in found], query_of(asked, "search"),
                  space.switches.query_cap)  # fmt: skip
    return part.answer([_shown(asked, one) for one in part.entries])


def everything(space: Notion) -> Iterator[Found]:
    """All pages and data sources that the index knows by now."""
    known = space.now() - timedelta(seconds=space.switches.search_delay)
    yield from (one for one in reversed(space.pages.values()) if one.created <= known)
    yield from (one for one in reversed(space.data_sources.values()) if one.created <= known)


def title(found: Found) -> str:
    """What people read in its head."""
    items = found.values.get(TITLE) if isinstance(found, Page) else found.title
    return plain(items or [])


def _kind(found: Found) -> str:
    return "page" if isinstance(found, Page) else "data_source"


def _filter(told: Any) -> tuple[str | None, bool | None]:
    """The kind of things wanted, and whether from the trash; nothing for both."""
    if told is ABSENT:
        return None, None
    found = mapping(told, "body.filter")
    only(found, ("property", "value", "in_trash"), "body.filter")
    trashed = flag(found["in_trash"], "body.filter.in_trash") if "in_trash" in found else None
    if "property" not in found and "value" not in found and trashed is not None:
        return None, trashed
    for key in ("property", "value"):
        if key not in found:
            raise one_of((key,), "body.filter", found)
    choice(found["property"], ("object",), "body.filter.property")
    return choice(found["value"], OBJECTS, "body.filter.value"), trashed


def _latest_first(told: Json) -> bool:
    if "sort" not in told:
        return True
    sort = mapping(told["sort"], "body.sort")
    if sort == {"property": "relevance"}:
        return True
    only(sort, ("timestamp", "direction"), "body.sort")
    choice(sort.get("timestamp", ABSENT), ("last_edited_time",), "body.sort.timestamp")
    directions = ("ascending", "descending")
    return choice(sort.get("direction", ABSENT), directions, "body.sort.direction") == "descending"


def _shown(asked: Asked, key: str) -> Json:
    page = asked.space.pages.get(key)
    if page is not None:
        return page_json(asked.space, page, asked.version)
    return data_source_json(asked.space, asked.space.data_sources[key], asked.version)
