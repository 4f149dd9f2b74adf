"""Search by title. Only titles count, what lies in the trash is found too, and news shows up after
a while when the sandbox is switched so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sandbox.notion.asked import Asked
from sandbox.notion.model import TITLE, DataSource, Json, Page
from sandbox.notion.paging import query_of, window
from sandbox.notion.rendering import data_source_json, page_json
from sandbox.notion.space import Event, Notion
from sandbox.notion.texts import plain
from sandbox.notion.told import ABSENT, choice, flag, mapping, one_of, only, text

KNOWN = ("query", "filter", "sort", "start_cursor", "page_size")
OBJECTS = ("page", "data_source")
Found = Page | DataSource
Shelf = dict[str, list[tuple[datetime, str]]]
"""Id → titles, each with the moment since when it holds."""


class Index:
    """Every title that things have had, with the moment from which they had it: what the index
    knew a while ago. What was there before the first search counts as always known."""

    def __init__(self) -> None:
        self._shelves: WeakKeyDictionary[Notion, Shelf] = WeakKeyDictionary()

    def search(self, asked: Asked) -> Json:
        """One page of what is shared and has the words in its title; latest edits first."""
        space = asked.space
        only(asked.body, KNOWN)
        words = text(asked.body.get("query", ""), "body.query").casefold()
        kind, trashed = _filter(asked.body.get("filter", ABSENT))
        found = [
            one for one, name in self._known(space)
            if (kind is None or kind == _kind(one)) and words in name.casefold()
            if trashed is None or space.is_trashed(one.id) is trashed
            if space.is_shared(asked.token, one.id)
        ]  # fmt: skip
        found.sort(key=lambda one: (one.edited, one.created), reverse=_latest_first(asked.body))
        part = window(asked, [one.id for one in found], query_of(asked, "search"),
                      space.switches.query_cap)  # fmt: skip
        return part.answer([_shown(asked, one) for one in part.entries])

    def _known(self, space: Notion) -> list[tuple[Found, str]]:
        """All pages and data sources that are known by now, under the titles that are."""
        shelf = self._followed(space)
        until = space.now() - timedelta(seconds=space.switches.search_delay)
        if not space.switches.search_delay:
            return [(one, title(one)) for one in everything(space)]
        pairs = ((one, [name for since, name in shelf.get(one.id, []) if since <= until])
                 for one in everything(space))  # fmt: skip
        return [(one, names[-1]) for one, names in pairs if names]

    def _followed(self, space: Notion) -> Shelf:
        """The titles of one workspace; from now on changes are noted."""
        if space not in self._shelves:
            shelf: Shelf = {one.id: [(one.created, title(one))] for one in everything(space)}
            self._shelves[space] = shelf
            space.listeners.append(lambda event: _note(space, shelf, event))
        return self._shelves[space]


def _note(space: Notion, shelf: Shelf, event: Event) -> None:
    found = space.pages.get(event.entity) or space.data_sources.get(event.entity)
    if found is None:
        return
    known_titles = shelf.setdefault(found.id, [])
    if not known_titles or known_titles[-1][1] != title(found):
        known_titles.append((event.at, title(found)))


def everything(space: Notion) -> Iterator[Found]:
    """All pages and data sources, the latest first."""
    yield from reversed(space.pages.values())
    yield from reversed(space.data_sources.values())


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
