"""How views group their rows: which shape a grouping has by the type of its column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.notion.errors import invalid
from sandbox.notion.fitting import (
    Shape,
    flag,
    misfit,
    number,
    record,
    text,
    variants,
    word,
)  # fmt: skip
from sandbox.notion.ids import decoded
from sandbox.notion.model import DataSource, Property

Shapes = Mapping[str, Shape]
DATES = ("date", "created_time", "last_edited_time")
TEXTS = ("rich_text", "title", "url", "email", "phone_number")
GROUPED: Mapping[str, tuple[str, ...]] = {
    "select": ("select",), "multi_select": ("multi_select",), "status": ("status",),
    "person": ("people",), "created_by": ("created_by",), "last_edited_by": ("last_edited_by",),
    "relation": ("relation",), "date": ("date",), "created_time": ("created_time",),
    "last_edited_time": ("last_edited_time",), "text": TEXTS, "title": ("title",),
    "url": ("url",), "email": ("email",), "phone_number": ("phone_number",),
    "number": ("number",), "checkbox": ("checkbox",), "formula": ("formula",),
}  # fmt: skip
"""What a grouping is called → the types of columns it groups by."""
SORT = record({"type": word("manual", "ascending", "descending")})
MONDAY = {"start_day_of_week": word(0, 1)}
RANGE = {"range_start": number, "range_end": number, "range_size": number}
PERIOD = word("relative", "day", "week", "month", "year")
EXACT = word("exact", "alphabet_prefix")


def column(source: DataSource, *types: str) -> Shape:
    """A reference to a column, of one of these types if any are given; kept as its id."""

    def fit(value: Any, path: str) -> str:
        found = known_column(source, text(value, path))
        if types and found.type not in types:
            raise misfit(path, f"the id of a {' or '.join(types)} property", value)
        return found.id

    return fit


def known_column(source: DataSource, reference: str) -> Property:
    """The column of a name or id. Raises what Notion answers when there is none."""
    by_name = {one.name: one for one in source.properties.values()}
    found = (
        source.properties.get(reference) or source.properties.get(decoded(reference))
        or by_name.get(reference)
    )  # fmt: skip
    if found is None:
        raise invalid(f"Could not find property with name or id: {reference}")
    return found


def group_by(source: DataSource) -> Shape:
    """A grouping by one column."""
    return variants("type", {kind: _grouping(source, kind) for kind in GROUPED})


def _grouping(source: DataSource, kind: str) -> Shape:
    required: dict[str, Shape] = {"type": word(kind), "property_id": column(source, *GROUPED[kind])}
    optional: dict[str, Shape] = {"hide_empty_groups": flag}
    if kind == "formula":
        return record(required | {"group_by": variants("type", _FORMULA)}, optional)
    required["sort"] = SORT
    if kind in DATES:
        return record(required | {"group_by": PERIOD}, optional | MONDAY)
    if kind == "status":
        return record(required | {"group_by": word("group", "option")}, optional)
    if kind == "text" or kind in TEXTS:
        return record(required | {"group_by": EXACT}, optional)
    return record(required, optional | (RANGE if kind == "number" else {}))


_FORMULA: Shapes = {
    "date": record({"type": word("date"), "group_by": PERIOD, "sort": SORT}, MONDAY),
    "text": record({"type": word("text"), "group_by": EXACT, "sort": SORT}),
    "number": record({"type": word("number"), "sort": SORT}, RANGE),
    "checkbox": record({"type": word("checkbox"), "sort": SORT}),
}
