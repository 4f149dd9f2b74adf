"""The order of a query's rows: earlier sorts count first, what is empty comes last when
ascending, and what remains equal stands newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sandbox.notion import cells, computing
from sandbox.notion.errors import invalid
from sandbox.notion.filters import known_property
from sandbox.notion.model import TITLE, DataSource, Page, Property
from sandbox.notion.sight import Sight, options_of
from sandbox.notion.spans import Span
from sandbox.notion.texts import plain
from sandbox.notion.told import choice, listing, mapping, one_of, only, text

DIRECTIONS = ("ascending", "descending")
TIMES = ("created_time", "last_edited_time")
UNSORTED = frozenset({"button", "place", "verification"})
Key = Callable[[Page], Any]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort: what a row is sorted by (nothing for what is empty), and which way."""

    key: Key
    descending: bool


def read_sorts(
    sight: Sight, source: DataSource, told: Any, where: str = "body.sorts"
) -> list[Sort]:
    """The sorts of a query; there may be none. Raises NotionError."""
    if told is None:
        return []
    return [
        _sort(sight, source, mapping(one, f"{where}[{place}]"), f"{where}[{place}]")
        for place, one in enumerate(listing(told, where))
    ]


def in_order(source: DataSource, pages: Iterable[Page], sorts: Iterable[Sort]) -> list[Page]:
    """Rows in the order of the sorts."""
    place = {one: index for index, one in enumerate(source.rows)}
    rows = sorted(pages, key=lambda page: (page.created, place.get(page.id, 0)), reverse=True)
    for sort in reversed(tuple(sorts)):
        rows = _sorted(rows, sort)
    return rows


def _sorted(rows: list[Page], sort: Sort) -> list[Page]:
    keyed = [(sort.key(page), page) for page in rows]
    filled = [pair for pair in keyed if pair[0] is not None]
    empty = [page for key, page in keyed if key is None]
    ordered = [page for _, page in sorted(filled, key=lambda p: p[0], reverse=sort.descending)]
    return [*empty, *ordered] if sort.descending else [*ordered, *empty]


def _sort(sight: Sight, source: DataSource, told: dict[str, Any], where: str) -> Sort:
    named = "timestamp" if "timestamp" in told else "property"
    only(told, (named, "direction"), where)
    if named not in told:
        raise one_of(("property", "timestamp"), where, told)
    if "direction" not in told:
        raise one_of(("direction",), where, told)
    descending = choice(told["direction"], DIRECTIONS, f"{where}.direction") == "descending"
    if named == "timestamp":
        return Sort(_moment(source, choice(told[named], TIMES, f"{where}.{named}")), descending)
    prop = known_property(source, text(told["property"], f"{where}.property"))
    if prop.type in UNSORTED:
        raise invalid(f"Sorting by {prop.type} properties is not supported.")
    return Sort(_by_property(sight, source, prop), descending)


def _moment(source: DataSource, name: str) -> Key:
    """Exact moments; rows made at the same one stand in the order of their making."""
    if name == "last_edited_time":
        return lambda page: page.edited
    place = {one: index for index, one in enumerate(source.rows)}
    return lambda page: (page.created, place.get(page.id, 0))


def _by_property(sight: Sight, source: DataSource, prop: Property) -> Key:
    if prop.type in TIMES:
        return _moment(source, prop.type)
    comparable = _comparable(sight, computing.family(sight.space, source, prop), prop)

    def key(page: Page) -> Any:
        found = computing.value(sight, page, prop)
        return None if cells.is_empty(found) else comparable(found)

    return key


def _comparable(sight: Sight, family: str, prop: Property) -> Callable[[Any], Any]:
    places = _places(prop)
    space = sight.space

    def person(one: str) -> str:
        return space.users[one].name.casefold() if one in space.users else ""

    def title(one: str) -> str:
        return plain(space.pages[one].values.get(TITLE) or []).casefold()

    comparables: dict[str, Callable[[Any], Any]] = {
        "text": lambda found: found.casefold(),
        "option": lambda found: places.get(found, 0),
        "options": lambda found: tuple(places.get(one, 0) for one in found),
        "date": _span,
        "people": lambda found: tuple(person(one) for one in found),
        "relation": lambda found: tuple(title(one) for one in found),
        "files": lambda found: tuple(one.casefold() for one in found),
        "array": lambda found: tuple(str(one) for one in found),
    }
    return comparables.get(family, lambda found: found)


def _places(prop: Property) -> dict[str, int]:
    """Names of options in the order of the column; those of a status by their groups."""
    options = options_of(prop)
    grouped = [one for group in prop.config.get("groups", []) for one in group["option_ids"]]
    ids = [*(one for one in grouped if one in options), *options]
    return {options[one]["name"]: place for place, one in enumerate(dict.fromkeys(ids))}


def _span(found: Span) -> Any:
    return found.start, found.last
