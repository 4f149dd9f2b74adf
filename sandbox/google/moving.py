"""Cells carried somewhere else: what points at them follows, what they point at stays the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google.adjusting import rewrite_rules
from sandbox.google.cells.changes import Cut
from sandbox.google.cells.references import carried, cut, rewrite_formulas
from sandbox.google.edits import range_of
from sandbox.google.model import Area, CellState, FormulaText, Spreadsheet, Tab

Json = dict[str, Any]


def move_block(
    spreadsheet: Spreadsheet, tab: Tab, source: Area, onto: Tab, place: tuple[int, int]
) -> None:
    """Takes the cells of an area away and puts them down with their first one at the place."""
    change = Cut(tab.title, source, onto.title, *place)
    taken = take(tab, source)
    target = Area(onto.sheet_id, *place, place[0] + source.rows, place[1] + source.columns)
    take(onto, target)
    rewrite_formulas(spreadsheet, lambda formula, own: cut(formula, own, change))
    rewrite_rules(spreadsheet, lambda formula, own: cut(formula, own, change))
    for (row, column), state in taken.items():
        onto.put(row + change.rows, column + change.columns, carry(state, change))
    merges = [merge for merge in tab.merges if inside(tab.clip(merge), source)]
    tab.merges = [merge for merge in tab.merges if merge not in merges]
    onto.merges = [merge for merge in onto.merges if not inside(onto.clip(merge), target)]
    onto.merges += [moved(merge, tab, onto, change) for merge in merges]
    spreadsheet.named_ranges = [
        {**named, "range": moved(named["range"], tab, onto, change)}
        if named["range"].get("sheetId", 0) == tab.sheet_id
        and is_bounded(named["range"])
        and inside(tab.clip(named["range"]), source)
        else named
        for named in spreadsheet.named_ranges
    ]


def take(tab: Tab, area: Area) -> dict[tuple[int, int], CellState]:
    """The cells of an area, which the tab then no longer has."""
    taken = {place: state for place, state in tab.cells.items() if area.contains(*place)}
    for place in taken:
        del tab.cells[place]
    return taken


def carry(state: CellState, change: Cut) -> CellState:
    formula = state.entered
    if not isinstance(formula, FormulaText) or formula.broken:
        return state
    return replace(state, entered=FormulaText(carried(formula.text, change)))


def inside(inner: Area, outer: Area) -> bool:
    return inner.meet(outer) == inner


def is_bounded(grid_range: Json) -> bool:
    return {"endRowIndex", "endColumnIndex"} <= grid_range.keys()


def moved(grid_range: Json, tab: Tab, onto: Tab, change: Cut) -> Json:
    area = tab.clip(grid_range)
    return range_of(
        Area(
            onto.sheet_id,
            area.top + change.rows,
            area.left + change.columns,
            area.bottom + change.rows,
            area.right + change.columns,
        )
    )
