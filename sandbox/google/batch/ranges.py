"""Requests that push cells aside to make room, or close the gap that cells leave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google.adjusting import rewrite_rules
from sandbox.google.batch.context import Batch, RefusedError, axis_of
from sandbox.google.batch.dimensions import check_growth
from sandbox.google.batch.merging import PARTLY, check_not_partly
from sandbox.google.cells.references import overwritten, rewrite_formulas
from sandbox.google.model import Area, Tab
from sandbox.google.moving import move_block, take

Json = dict[str, Any]


def insert_range(batch: Batch, request: Json) -> Json:
    """The grid grows only where something would be pushed out of it."""
    axis = axis_of(request.get("shiftDimension"))
    tab, area = batch.area(request.get("range", {}))
    rest = band(tab, area, axis)
    batch.guard(rest)
    check_unmerged(tab, rest, area)
    filled = [
        (row, column) for (row, column) in tab.cells if rest.contains(row, column)
    ]  # fmt: skip
    if axis == "ROWS":
        needed = max((row for row, _ in filled), default=-1) + area.rows + 1 - tab.rows
    else:
        needed = max((column for _, column in filled), default=-1) + area.columns + 1 - tab.columns
    if needed > 0:
        check_growth(batch, tab, axis, needed)
        tab.rows += needed if axis == "ROWS" else 0
        tab.columns += needed if axis == "COLUMNS" else 0
    place = (area.bottom, area.left) if axis == "ROWS" else (area.top, area.right)
    move_block(batch.spreadsheet, tab, rest, tab, place)
    return {}


def band(tab: Tab, area: Area, axis: str) -> Area:
    """The cells from the area to the edge of the grid, in the direction of the shift."""
    if axis == "ROWS":
        return replace(area, bottom=tab.rows)
    return replace(area, right=tab.columns)


def check_unmerged(tab: Tab, rest: Area, area: Area) -> None:
    """Merged cells may be shifted as a whole, but not torn apart."""
    check_not_partly(tab, rest)
    for merge in tab.merges:
        old = tab.clip(merge)
        if old.meet(area) is not None and old.meet(area) != old and old.meet(rest) != old:
            raise RefusedError(PARTLY)


def delete_range(batch: Batch, request: Json) -> Json:
    """What pointed at the deleted cells becomes #REF!."""
    axis = axis_of(request.get("shiftDimension"))
    tab, area = batch.area(request.get("range", {}))
    batch.guard(band(tab, area, axis))
    check_not_partly(tab, band(tab, area, axis))
    check_not_partly(tab, area)
    take(tab, area)
    tab.merges = [merge for merge in tab.merges if area.meet(tab.clip(merge)) is None]
    title = tab.title
    rewrite_formulas(batch.spreadsheet, lambda formula, own: overwritten(formula, own, title, area))
    rewrite_rules(batch.spreadsheet, lambda formula, own: overwritten(formula, own, title, area))
    if axis == "ROWS":
        rest = replace(area, top=area.bottom, bottom=tab.rows)
    else:
        rest = replace(area, left=area.right, right=tab.columns)
    if rest.rows > 0 and rest.columns > 0:
        move_block(batch.spreadsheet, tab, rest, tab, (area.top, area.left))
    return {}


KINDS = {"insertRange": insert_range, "deleteRange": delete_range}
