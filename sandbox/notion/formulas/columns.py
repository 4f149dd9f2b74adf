"""Cells of plain columns and rollups as values of formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.formulas.kinds import Person, Record
from sandbox.notion.model import TITLE, Page, Property
from sandbox.notion.sight import FIRST, Sight
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain

Value = Callable[[Sight, Page, Property], Any]


def read_column(sight: Sight, page: Page, prop: Property, value: Value) -> Any:
    """A cell. Of related rows only the first are seen."""
    found = value(sight, page, prop)
    made = _MADE.get(prop.type)
    return found if made is None else made(sight.space, prop, found)


def _people(space: Notion, _prop: Property, ids: tuple[str, ...] | None) -> tuple[Person, ...]:
    known = (space.users.get(one) for one in ids or ())
    return tuple(Person(one.id, one.name, one.email) for one in known if one is not None)


def _person(space: Notion, prop: Property, ids: tuple[str, ...]) -> Person | None:
    return next(iter(_people(space, prop, ids)), None)


def _rows(space: Notion, _prop: Property, ids: tuple[str, ...]) -> tuple[Record, ...]:
    pages = (space.pages[one] for one in ids[:FIRST])
    return tuple(Record(one.id, plain(one.values.get(TITLE) or [])) for one in pages)


def _number(_space: Notion, prop: Property, number: int | None) -> str:
    prefix = prop.config.get("prefix")
    return "" if number is None else f"{prefix}-{number}" if prefix else str(number)


_MADE: Mapping[str, Callable[[Notion, Property, Any], Any]] = {
    "people": _people, "created_by": _person, "last_edited_by": _person, "relation": _rows,
    "unique_id": _number,
}  # fmt: skip
