"""Requests that write cells: updateCells, repeatCell, appendCells, setDataValidation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.google import a1
from sandbox.google.batch.conditional import check_condition
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.batch.dimensions import check_growth
from sandbox.google.batch.entering import check_length, entered
from sandbox.google.cells.references import copied
from sandbox.google.errors import ApiError
from sandbox.google.hiding import filtered_rows
from sandbox.google.masks import Mask, overlay
from sandbox.google.model import Area, CellState, FormulaText, Spreadsheet, Tab

Json = dict[str, Any]
Place = tuple[int, int]

RUNS = ("textFormatRuns", "chipRuns")
UNKNOWN = ("pivotTable", "dataSourceTable")


def written(spreadsheet: Spreadsheet, state: CellState, cell: Json, mask: Mask) -> CellState:
    """The cell with the masked members of a CellData; masked but absent ones are reset."""
    extras = dict(state.extras)
    if mask.get("userEnteredValue"):
        extras = {name: part for name, part in extras.items() if name not in RUNS}
        state = replace(state, entered=entered(spreadsheet, cell.get("userEnteredValue")))
    if wanted := mask.get("userEnteredFormat"):
        changed = overlay(state.format, cell.get("userEnteredFormat", {}), wanted)
        state = replace(state, format=changed)
    if mask.get("note"):
        check_length(cell.get("note", ""))
        state = replace(state, note=cell.get("note", ""))
    if mask.get("dataValidation"):
        state = replace(state, validation=checked_rule(spreadsheet, cell.get("dataValidation")))
    for name in RUNS:
        if mask.get(name):
            extras.pop(name, None)
            extras |= {name: cell[name]} if name in cell else {}
    return state if extras == state.extras else replace(state, extras=extras)


def checked_rule(spreadsheet: Spreadsheet, rule: Json | None) -> Json | None:
    """A validation rule that the service would take; nothing clears."""
    if not rule:
        return None
    condition = rule.get("condition", {})
    check_condition(condition, validation=True)
    if condition["type"] == "ONE_OF_RANGE":
        text = condition["values"][0].get("userEnteredValue", "").removeprefix("=")
        try:
            a1.resolve(spreadsheet, text)
        except ApiError as error:
            raise RefusedError(f"Unable to parse range: {text}") from error
    return rule


def refuse_unknown(cell: Json) -> None:
    """What the sandbox cannot do must not look like success."""
    for name in UNKNOWN:
        if name in cell:
            raise RefusedError(f"sandbox: {name} not implemented")


Write = Callable[[CellState, Json], CellState]


def writer(spreadsheet: Spreadsheet, mask: Mask) -> Write:
    """`written`, computed once for cells and contents that are the same objects."""
    known: dict[tuple[int, int], CellState] = {}
    kept: list[object] = []

    def write(state: CellState, cell: Json) -> CellState:
        key = id(state), id(cell)
        if key not in known:
            refuse_unknown(cell)
            known[key] = written(spreadsheet, state, cell, mask)
            kept.extend((state, cell))
        return known[key]

    return write


def update_cells(batch: Batch, request: Json) -> Json:
    """With a range, cells of it that get no content lose the masked members."""
    mask, rows = mask_for("CellData", request), content_of(request)
    if ("range" in request) is ("start" in request):
        raise RefusedError("Exactly one of range and start must be specified.")
    if "range" in request:
        tab, area = batch.area(request["range"])
        nothing: Json = {}
        blank: dict[Place, Json] = {
            (row, column): nothing
            for row in range(area.top, area.bottom)
            for column in range(area.left, area.right)
        }
    else:
        tab, row, column = batch.coordinate(request["start"])
        area, blank = Area(tab.sheet_id, row, column, tab.rows, tab.columns), {}
    contents = {
        (area.top + down, area.left + across): cell
        for down, cells in enumerate(rows)
        for across, cell in enumerate(cells)
    }
    check_within(area, contents)
    put_all(batch, tab, blank | contents, mask)
    return {}


def content_of(request: Json) -> list[list[Json]]:
    tidied = given("UpdateCellsRequest", {"request": {"rows": request.get("rows", [])}}, "request")
    return [row.get("values", []) for row in tidied.get("rows", [])]


def check_within(area: Area, contents: dict[Place, Json]) -> None:
    for row, column in contents:
        if row >= area.bottom:
            last = area.bottom - 1
            raise RefusedError(
                f"Attempting to write row: {row}, beyond the last requested row of: {last}"
            )
        if column >= area.right:
            last = area.right - 1
            raise RefusedError(
                f"Attempting to write column: {column}, beyond the last requested column of: {last}"
            )


def put_all(batch: Batch, tab: Tab, contents: dict[Place, Json], mask: Mask) -> None:
    if not contents:
        return
    rows, columns = [row for row, _ in contents], [column for _, column in contents]
    batch.guard(Area(tab.sheet_id, min(rows), min(columns), max(rows) + 1, max(columns) + 1))
    write = writer(batch.spreadsheet, mask)
    for place, cell in contents.items():
        tab.put(*place, write(tab.cell(*place), cell))


def repeat_cell(batch: Batch, request: Json) -> Json:
    """References of a formula move along from the first cell of the range."""
    mask = mask_for("CellData", request)
    tab, area = batch.writable(request.get("range", {}))
    cell = given("CellData", request, "cell")
    write = writer(batch.spreadsheet, mask)
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            state = write(tab.cell(row, column), cell)
            if mask.get("userEnteredValue"):
                state = shifted(state, row - area.top, column - area.left)
            tab.put(row, column, state)
    return {}


def shifted(state: CellState, rows: int, columns: int) -> CellState:
    """A cell as its copy so far away has it."""
    formula = state.entered
    if not isinstance(formula, FormulaText) or formula.broken or not (rows or columns):
        return state
    return replace(state, entered=FormulaText(copied(formula.text, rows, columns)))


def append_cells(batch: Batch, request: Json) -> Json:
    """After the last row with values; the grid grows where that is not enough."""
    if request.get("tableId"):
        raise RefusedError("sandbox: appendCells.tableId not implemented")
    mask, rows = mask_for("CellData", request), content_of(request)
    tab = batch.tab(request.get("sheetId", 0))
    filled = [row for (row, _), state in tab.cells.items() if state.entered is not None]
    start = max(filled, default=-1) + 1
    missing = start + len(rows) - tab.rows
    if missing > 0:
        check_growth(batch, tab, "ROWS", missing)
        tab.rows += missing
    width = max((len(cells) for cells in rows), default=0)
    if width > tab.columns:
        check_growth(batch, tab, "COLUMNS", width - tab.columns)
        tab.columns = width
    contents = {
        (start + down, across): cell
        for down, cells in enumerate(rows)
        for across, cell in enumerate(cells)
    }
    put_all(batch, tab, contents, mask)
    return {}


def set_data_validation(batch: Batch, request: Json) -> Json:
    """Rows hidden by a filter are left out unless the request includes them."""
    tab, area = batch.writable(request.get("range", {}))
    rule = checked_rule(batch.spreadsheet, given("DataValidationRule", request, "rule"))
    hidden: set[int] = set()
    if not request.get("filteredRowsIncluded"):
        hidden = filtered_rows(batch.spreadsheet, tab)
    for row in range(area.top, area.bottom):
        if row not in hidden:
            for column in range(area.left, area.right):
                tab.put(row, column, replace(tab.cell(row, column), validation=rule))
    return {}


KINDS = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
    "setDataValidation": set_data_validation,
}
