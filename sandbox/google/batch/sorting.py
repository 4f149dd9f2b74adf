"""Requests that put the rows of a range into another order, or drop some of them.

Row metadata follows its row when the sorted range is as wide as what the tab holds: then the rows
themselves changed places. A narrower sort moves cells between rows, so entries stay where they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google.batch.cells import shifted
from sandbox.google.batch.context import Batch, RefusedError, given
from sandbox.google.model import Area, CellState, ErrorCode, Tab, Value
from sandbox.google.moving import take

Json = dict[str, Any]
Key = tuple[int, Any, str]


def sort_range(batch: Batch, request: Json) -> Json:
    tab, area = batch.writable(request.get("range", {}))
    specs = given("SortRangeRequest", {"request": request}, "request").get("sortSpecs", [])
    if not specs:
        raise RefusedError("At least one sortSpec must be specified.")
    sort(batch, tab, area, specs)
    return {}


def sort(batch: Batch, tab: Tab, area: Area, specs: list[Json]) -> None:
    """Later specifications count among rows that are equal by the earlier ones."""
    check_not_merged(tab, area)
    order = list(range(area.top, area.bottom))
    for spec in reversed(specs):
        column = spec.get("dimensionIndex", 0)
        if not area.left <= column < area.right:
            raise RefusedError(f"sortSpecs.dimensionIndex[{column}] is outside of the range.")
        order = ordered(batch, tab, order, spec)
    rearrange(batch, tab, area, order)


def check_not_merged(tab: Tab, area: Area) -> None:
    for merge in tab.merges:
        if area.meet(tab.clip(merge)) is not None and tab.clip(merge).rows > 1:
            raise RefusedError("You can't sort a range with vertically merged cells.")


def ordered(batch: Batch, tab: Tab, rows: list[int], spec: Json) -> list[int]:
    """Blanks come last whichever way the rest is sorted."""
    column = spec.get("dimensionIndex", 0)
    if "backgroundColor" in spec or "foregroundColor" in spec:
        return sorted(rows, key=lambda row: not has_colour(tab.cell(row, column), spec))
    values = {row: batch.spreadsheet.value(tab, row, column) for row in rows}
    filled = [row for row in rows if not is_blank(values[row])]
    blanks = [row for row in rows if is_blank(values[row])]
    falling = spec.get("sortOrder") == "DESCENDING"
    return sorted(filled, key=lambda row: key_of(values[row]), reverse=falling) + blanks


def is_blank(value: Value) -> bool:
    return value is None or value == ""


def key_of(value: Value) -> Key:
    """Numbers, then text, then booleans, then errors."""
    if isinstance(value, bool):
        return 2, value, ""
    if isinstance(value, ErrorCode):
        return 3, "", value.value
    if isinstance(value, str):
        folded = value.casefold()
        return 1, folded.replace("ё", "е"), folded
    return 0, value, ""


def has_colour(state: CellState, spec: Json) -> bool:
    if "backgroundColor" in spec:
        white = {"red": 1, "green": 1, "blue": 1}
        return bool(state.format.get("backgroundColor", white) == spec["backgroundColor"])
    letters = state.format.get("textFormat", {})
    return bool(letters.get("foregroundColor", {}) == spec["foregroundColor"])


def rearrange(batch: Batch, tab: Tab, area: Area, order: list[int]) -> None:
    """The n-th row of the area becomes what the n-th row of the order was."""
    follow = batch.habits.metadata_follows_sort and is_whole_width(tab, area)
    taken = take(tab, area)
    target = {old: area.top + at for at, old in enumerate(order)}
    for (row, column), state in taken.items():
        if row in target:
            tab.put(target[row], column, shifted(state, target[row] - row, 0))
    if follow:
        tab.developer_metadata = [
            replace(one, index=target[one.index])
            if one.axis == "ROWS" and one.index in target
            else one
            for one in tab.developer_metadata
        ]


def is_whole_width(tab: Tab, area: Area) -> bool:
    """Whether nothing in these rows stands beside the area."""
    return all(
        area.left <= column < area.right
        for (row, column), state in tab.cells.items()
        if area.top <= row < area.bottom and state.entered is not None
    )


def randomize_range(batch: Batch, request: Json) -> Json:
    tab, area = batch.writable(request.get("range", {}))
    check_not_merged(tab, area)
    order = list(range(area.top, area.bottom))
    batch.random.shuffle(order)
    rearrange(batch, tab, area, order)
    return {}


def delete_duplicates(batch: Batch, request: Json) -> Json:
    """Only cells of the range move up; letters count without regard to case."""
    tab, area = batch.writable(request.get("range", {}))
    check_not_merged(tab, area)
    compared = compared_columns(area, request.get("comparisonColumns", []))
    kept: dict[tuple[Any, ...], int] = {}
    for row in range(area.top, area.bottom):
        values = (batch.spreadsheet.value(tab, row, column) for column in compared)
        kept.setdefault(tuple(key_of(value) for value in values), row)
    order = list(kept.values())
    removed = area.rows - len(order)
    if removed:
        rearrange(batch, tab, area, order)
    return {"duplicatesRemovedCount": removed} if removed else {}


def compared_columns(area: Area, spans: list[Json]) -> list[int]:
    if not spans:
        return list(range(area.left, area.right))
    columns: list[int] = []
    for span in spans:
        if span.get("dimension") != "COLUMNS":
            raise RefusedError("comparisonColumns must be columns.")
        start, end = span.get("startIndex", 0), span.get("endIndex", area.right)
        if start < area.left or end > area.right or start >= end:
            raise RefusedError("comparisonColumns must lie within the range.")
        columns.extend(range(start, end))
    return columns


KINDS = {
    "sortRange": sort_range,
    "randomizeRange": randomize_range,
    "deleteDuplicates": delete_duplicates,
}
