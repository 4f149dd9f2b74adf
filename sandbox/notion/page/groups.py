"""Groups of rows, as boards, grouped tables and charts show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from sandbox.notion.model import DataSource, Json, Page, Property
from sandbox.notion.page.cells import Cells
from sandbox.notion.page.looks import day_text, number_text

SET_BY_MOVING = frozenset({"select", "multi_select", "status", "people", "relation", "checkbox"})
"""Types whose groups say which value a row gets when it is moved there."""


@dataclass(slots=True)
class Group:
    """Rows that share a value; without ``cell`` the group is named in words."""

    key: str
    name: str = ""
    cell: Json | None = None
    value: Any = None
    """What a row moved here has to hold."""
    color: str = ""
    rank: tuple[int, Any] = (0, 0)
    rows: list[str] = field(default_factory=list)


def groups_of(cells: Cells, source: DataSource, rows: Sequence[Page], by: Json) -> list[Group]:
    """The groups of rows by a grouping of a view, in its order."""
    column = source.properties.get(by.get("property_id", ""))
    if column is None:
        return []
    found = {group.key: group for group in _known(column, by)}
    for page in rows:
        for group in _of(cells, page, column, by):
            found.setdefault(group.key, group).rows.append(page.id)
    shown = [one for one in found.values()
             if one.rows or (one.key and not by.get("hide_empty_groups"))]  # fmt: skip
    return _sorted(shown, by)


def group_json(group: Group) -> Json:
    """A group as the page's script draws it."""
    return {"key": group.key, "name": group.name, "cell": group.cell, "value": group.value,
            "rows": group.rows}  # fmt: skip


def can_move(column: Property | None, by: Json) -> bool:
    """Whether a row that is moved to another group gets its value."""
    return (
        column is not None and column.type in SET_BY_MOVING and by.get("group_by") != "group"
    )  # fmt: skip


def _sorted(found: list[Group], by: Json) -> list[Group]:
    order = by.get("sort", {}).get("type", "manual")
    bare = [one for one in found if not one.key]
    named = sorted((one for one in found if one.key), key=lambda one: one.rank)
    return bare + (named[::-1] if order == "descending" else named)


def _known(column: Property, by: Json) -> Iterator[Group]:
    """The groups that there are without any row."""
    if column.type == "checkbox":
        yield from (_checked(one) for one in (False, True))
    if column.type == "status" and by.get("group_by") == "group":
        yield from (_status_group(column, one) for one in column.config.get("groups", []))
    elif column.type in {"select", "multi_select", "status"}:
        yield Group("", value=[] if column.type == "multi_select" else None)
        yield from (_option(column, one) for one in column.config.get("options", []))


def _of(cells: Cells, page: Page, column: Property, by: Json) -> Iterator[Group]:
    """The groups that a row is in; a row with several values is in several."""
    cell = cells.cell(page, column)
    found = list(_of_cell(cells, cell, column, by))
    yield from found or [Group("", value=[] if cell["kind"] in {"people", "pages"} else None)]


def _of_cell(cells: Cells, cell: Json, column: Property, by: Json) -> Iterator[Group]:
    kind = cell["kind"]
    if kind == "check":
        yield _checked(cell["checked"])
    elif kind == "pills":
        yield from _of_options(cell, column, by)
    elif kind in {"people", "pages"}:
        yield from _of_names(cells, cell)
    elif kind == "number":
        yield from _range(cell, by)
    elif "start" in cell:
        yield from _period(cells, cell, by)
    elif cell.get("text"):
        text = str(cell["text"])
        text = text[0].upper() if by.get("group_by") == "alphabet_prefix" else text
        yield Group(text, text, rank=(0, text.casefold()))


def _of_options(cell: Json, column: Property, by: Json) -> Iterator[Group]:
    if by.get("group_by") != "group":
        yield from (_option(column, one) for one in cell["options"])
        return
    ids = {one["id"] for one in cell["options"]}
    for one in column.config.get("groups", []):
        if ids & set(one["option_ids"]):
            yield _status_group(column, one)


def _of_names(cells: Cells, cell: Json) -> Iterator[Group]:
    """One group for each person or related row."""
    kind = cell["kind"]
    for one in cell[kind]:
        name = one["name"] if kind == "people" else one["title"]
        drawn = cells.people([one["id"]]) if kind == "people" else cells.pages([one["id"]])
        yield Group(one["id"], name, drawn, [one["id"]], rank=(0, name.casefold()))


def _checked(checked: bool) -> Group:
    cell = {"kind": "check", "type": "checkbox", "checked": checked}
    return Group(str(checked), cell=cell, value=checked, rank=(0, checked))


def _option(column: Property, option: Json) -> Group:
    place = [one["id"] for one in column.config.get("options", [])].index(option["id"])
    value = [option["id"]] if column.type == "multi_select" else option["id"]
    cell = {"kind": "pills", "type": column.type, "options": [option]}
    return Group(option["id"], option["name"], cell, value, option.get("color", ""), (0, place))


def _status_group(column: Property, group: Json) -> Group:
    place = column.config["groups"].index(group)
    return Group(group["id"], group["name"], color=group.get("color", ""), rank=(0, place))


def _range(cell: Json, by: Json) -> Iterator[Group]:
    value = cell.get("value")
    if value is None:
        return
    size, start = by.get("range_size"), by.get("range_start", 0)
    if not size:
        yield Group(str(value), cell["text"], rank=(0, value))
        return
    low = start + (value - start) // size * size
    name = f"{number_text(low)}–{number_text(low + size)}"
    yield Group(f"{low}", name, rank=(0, low))


def _period(cells: Cells, cell: Json, by: Json) -> Iterator[Group]:
    start = cell.get("start")
    if not start:
        return
    day, period = date.fromisoformat(str(start)[:10]), by.get("group_by", "day")
    if period == "week":
        day -= timedelta(days=day.weekday() if by.get("start_day_of_week", 1) else
                         day.isoweekday() % 7)  # fmt: skip
    elif period == "month":
        day = day.replace(day=1)
    elif period == "year":
        day = day.replace(month=1, day=1)
    yield Group(day.isoformat(), _period_name(cells, day, period), rank=(0, day))


def _period_name(cells: Cells, day: date, period: str) -> str:
    if period == "year":
        return str(day.year)
    if period == "month":
        name: str = format_date(day, "LLLL y", locale=cells.language)
        return name
    return day_text(day, cells.language)
