"""One change of a tab's rows or columns carried through everything that has a place in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.google.cells.changes import Deleted, GridChange, Inserted
from sandbox.google.cells.references import adjusted, rewrite_formulas
from sandbox.google.edits import GONE, Edit, edited, edited_count, edited_filter, edited_range
from sandbox.google.model import CellState, Metadata, Spreadsheet, Tab

Json = dict[str, Any]

PLACED = ("merges", "conditional_formats", "protected_ranges", "banded_ranges", "charts",
          "slicers", "tables", "row_groups", "column_groups")  # fmt: skip
"""Lists of a tab whose JSON holds places."""


def insert(spreadsheet: Spreadsheet, tab: Tab, axis: str, at: int, count: int) -> None:
    """Empty rows or columns before an index; the grid grows."""
    grow(tab, axis, count)
    carry(spreadsheet, tab, Inserted(tab.title, axis, at, count))  # type: ignore[arg-type]


def delete(spreadsheet: Spreadsheet, tab: Tab, axis: str, gone: range) -> None:
    """Rows or columns away with all that stands in them; the grid shrinks."""
    carry(spreadsheet, tab, Deleted(tab.title, axis, gone.start, gone.stop))  # type: ignore[arg-type]
    grow(tab, axis, -len(gone))


def grow(tab: Tab, axis: str, count: int) -> None:
    if axis == "ROWS":
        tab.rows += count
    else:
        tab.columns += count


def carry(spreadsheet: Spreadsheet, tab: Tab, change: GridChange) -> None:
    """Adjusts cells, properties, metadata, ranges and formulas to a change of this tab's grid."""
    edit = Edit(tab.sheet_id, change)
    move_cells(tab, edit)
    move_metadata(tab, edit)
    keep_frozen(tab, edit)
    for one in spreadsheet.tabs:
        move_places(one, edit)
    spreadsheet.named_ranges = [moved_name(named, edit) for named in spreadsheet.named_ranges]
    rewrite_formulas(spreadsheet, lambda formula, own: adjusted(formula, own, change))
    rewrite_rules(spreadsheet, lambda formula, own: adjusted(formula, own, change))
    spreadsheet.touch()


def move_cells(tab: Tab, edit: Edit) -> None:
    index, rows = edit.change.index, edit.axis == "ROWS"
    cells: dict[tuple[int, int], CellState] = {}
    for (row, column), state in tab.cells.items():
        at = index(row if rows else column)
        if at is not None:
            cells[(at, column) if rows else (row, at)] = state
    tab.cells = cells
    name = "row_properties" if rows else "column_properties"
    kept = {index(at): properties for at, properties in getattr(tab, name).items()}
    kept.pop(None, None)
    setattr(tab, name, kept)


def move_metadata(tab: Tab, edit: Edit) -> None:
    """Entries of a deleted row or column go with it, silently."""

    def moved(one: Metadata) -> Metadata | None:
        if one.axis != edit.axis:
            return one
        at = edit.change.index(one.index)
        return None if at is None else replace(one, index=at)

    tab.developer_metadata = [
        kept for one in tab.developer_metadata if (kept := moved(one)) is not None
    ]


FROZEN = {"ROWS": "frozenRowCount", "COLUMNS": "frozenColumnCount"}


def keep_frozen(tab: Tab, edit: Edit) -> None:
    grid = tab.properties.get("gridProperties", {})
    count = grid.get(FROZEN[edit.axis], 0)
    if count and (left := edited_count(count, edit)) != count:
        kept = {name: one for name, one in grid.items() if name != FROZEN[edit.axis]}
        tab.properties = tab.properties | {
            "gridProperties": kept | ({FROZEN[edit.axis]: left} if left else {})
        }


def move_places(tab: Tab, edit: Edit) -> None:
    for name in PLACED:
        setattr(tab, name, edited(getattr(tab, name), edit))
    tab.merges = [one for one in tab.merges if not is_single(one)]
    tab.conditional_formats = [one for one in tab.conditional_formats if one["ranges"]]
    views = [edited_filter(view, edit) for view in tab.filter_views]
    tab.filter_views = [view for view in views if view is not GONE]
    if tab.basic_filter is not None:
        kept = edited_filter(tab.basic_filter, edit)
        tab.basic_filter = None if kept is GONE else kept


def is_single(merge: Json) -> bool:
    rows = merge["endRowIndex"] - merge.get("startRowIndex", 0)
    columns = merge["endColumnIndex"] - merge.get("startColumnIndex", 0)
    return bool(rows == columns == 1)


def moved_name(named: Json, edit: Edit) -> Json:
    """A named range outlives its cells: it is then empty, and shows as #REF!."""
    kept = edited_range(named["range"], edit)
    if kept is GONE:
        sheet = {"sheetId": edit.sheet_id} if edit.sheet_id else {}
        empty = dict.fromkeys(
            ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"), 0
        )
        kept = sheet | empty
    return {**named, "range": kept}


Rewrite = Callable[[str, str], str]
"""Formula and title of its tab → formula."""


def rewrite_rules(spreadsheet: Spreadsheet, change: Rewrite) -> None:
    """Every formula in the conditions of validations, conditional formats and filters."""
    for tab in spreadsheet.tabs:
        rewrite_validations(tab, change)
        tab.conditional_formats = rewritten(tab.conditional_formats, tab.title, change)
        tab.filter_views = rewritten(tab.filter_views, tab.title, change)
        tab.basic_filter = rewritten(tab.basic_filter, tab.title, change)


def rewrite_validations(tab: Tab, change: Rewrite) -> None:
    """Cells share their rules; each rule is rewritten once and shared again."""
    known: dict[int, Json | None] = {}
    for place, state in tab.cells.items():
        rule = state.validation
        if rule is None or not holds_formula(rule):
            continue
        if id(rule) not in known:
            known[id(rule)] = rewritten(rule, tab.title, change)
        if known[id(rule)] != rule:
            tab.cells[place] = replace(state, validation=known[id(rule)])


def holds_formula(rule: Json) -> bool:
    values = rule.get("condition", {}).get("values", ())
    return any(str(one.get("userEnteredValue", "")).startswith("=") for one in values)


def rewritten(value: Any, title: str, change: Rewrite) -> Any:
    """The JSON with the formulas of its conditions changed."""
    if isinstance(value, list):
        return [rewritten(one, title, change) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: change(one, title)
        if name == "userEnteredValue" and isinstance(one, str) and one.startswith("=")
        else rewritten(one, title, change)
        for name, one in value.items()
    }
