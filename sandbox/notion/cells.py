"""What stands in a cell, as filters and sorts compare it: one form for each family of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.model import Page, Property
from sandbox.notion.sight import Sight, options_of
from sandbox.notion.spans import Span, read_span, to_minute
from sandbox.notion.texts import plain

FAMILIES: Mapping[str, str] = {
    "title": "text", "rich_text": "text", "url": "text", "email": "text", "phone_number": "text",
    "number": "number", "unique_id": "number", "checkbox": "checkbox", "files": "files",
    "select": "option", "status": "option", "multi_select": "options", "people": "people",
    "created_by": "people", "last_edited_by": "people", "relation": "relation", "date": "date",
    "created_time": "date", "last_edited_time": "date", "verification": "verification",
}  # fmt: skip
"""Type of a column → its family. Formulas and rollups have that of their result."""


def value(sight: Sight, page: Page, prop: Property) -> Any:
    """What stands in a cell: text, number, truth, name of an option, names or ids in a tuple, a
    span. Nothing for what is empty, but text is ``""`` then, and a checkbox false. Formulas and
    rollups are left to ``computing``."""
    read = _READ.get(prop.type)
    return None if read is None else read(sight, page, prop)


def is_empty(found: Any) -> bool:
    """Whether a cell has nothing in it; a checkbox always has."""
    return found is None or found in ("", ())


def _text(_sight: Sight, page: Page, prop: Property) -> str:
    stored = page.values.get(prop.id)
    return plain(stored or []) if prop.type in {"title", "rich_text"} else str(stored or "")


def _as_is(_sight: Sight, page: Page, prop: Property) -> Any:
    return page.values.get(prop.id)


def _option(_sight: Sight, page: Page, prop: Property) -> str | None:
    found = options_of(prop).get(page.values.get(prop.id) or "")
    return None if found is None else str(found["name"])


def _options(_sight: Sight, page: Page, prop: Property) -> tuple[str, ...]:
    known = options_of(prop)
    return tuple(known[one]["name"] for one in page.values.get(prop.id) or () if one in known)


def _relation(sight: Sight, page: Page, prop: Property) -> tuple[str, ...]:
    return tuple(one.id for one in sight.related(page, prop))


def _files(_sight: Sight, page: Page, prop: Property) -> tuple[str, ...]:
    return tuple(str(one.get("name", "")) for one in page.values.get(prop.id) or ())


_READ: Mapping[str, Callable[[Sight, Page, Property], Any]] = {
    **dict.fromkeys(("title", "rich_text", "url", "email", "phone_number"), _text),
    **dict.fromkeys(("number", "unique_id"), _as_is),
    "checkbox": lambda _sight, page, prop: bool(page.values.get(prop.id)),
    **dict.fromkeys(("select", "status"), _option),
    "multi_select": _options,
    "people": lambda _sight, page, prop: tuple(page.values.get(prop.id) or ()),
    "created_by": lambda _sight, page, _prop: (page.created_by,),
    "last_edited_by": lambda _sight, page, _prop: (page.edited_by,),
    "relation": _relation,
    "date": lambda _sight, page, prop: read_span(page.values.get(prop.id)),
    "created_time": lambda _sight, page, _prop: Span(to_minute(page.created), timed=True),
    "last_edited_time": lambda _sight, page, _prop: Span(to_minute(page.edited), timed=True),
    "files": _files,
}
