"""What the values methods write: first everything is looked at, then all of it is done.

`null` skips a cell, "" clears it, a shorter row leaves the cells beyond it alone. Formats, notes
and validation stay whatever is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sandbox.google import a1
from sandbox.google.cells.formula import letters
from sandbox.google.cells.handover import local_time
from sandbox.google.cells.typed import Typed, typed
from sandbox.google.errors import invalid
from sandbox.google.locales import rules_of
from sandbox.google.model import MAX_CHARACTERS, Area, Json, Spreadsheet, Tab

TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."
NO_OPTION = "'valueInputOption' is required but not specified"


@dataclass(frozen=True, slots=True)
class Writing:
    """Values for an area; rows, whatever the dimension they were sent in."""

    area: Area
    rows: Sequence[Sequence[Any]]
    typed: bool

    @property
    def written(self) -> Area:
        """The rectangle that the values take up, from the corner of the area on."""
        width = max(map(len, self.rows), default=0)
        bottom = self.area.top + max(len(self.rows), 1)
        return replace(self.area, bottom=bottom, right=self.area.left + max(width, 1))

    def cells(self) -> Iterator[tuple[int, int, Any]]:
        """Row, column and value of each cell that is touched."""
        for down, row in enumerate(self.rows):
            for along, value in enumerate(row):
                if value is not None:
                    yield self.area.top + down, self.area.left + along, value


def make_writing(area: Area, body: Json, option: str) -> Writing:
    """The values of a request; raises 400 for what no cell can hold."""
    if option not in {"RAW", "USER_ENTERED"}:
        raise invalid(NO_OPTION)
    given: list[list[Any]] = body.get("values", [])
    for row, values in enumerate(given):
        for column, value in enumerate(values):
            _check(value, row, column)
    if body.get("majorDimension") == "COLUMNS":
        height = max(map(len, given), default=0)
        given = [[line[n] if n < len(line) else None for line in given] for n in range(height)]
    return Writing(area, given, typed=option == "USER_ENTERED")


def check_place(spreadsheet: Spreadsheet, writing: Writing, *, anchored: bool = True) -> None:
    """Raises 400 if the values do not fit.

    A single cell is only the corner to start from (unless not `anchored`); a larger range must
    hold everything.
    """
    tab, area, written = _tab(spreadsheet, writing.area), writing.area, writing.written
    if anchored and area.rows == area.columns == 1:
        if written.bottom > tab.rows or written.right > tab.columns:
            raise a1.exceeds(tab, written)
        return
    too_far = ""
    if written.bottom > area.bottom:
        too_far = f"row [{area.bottom + 1}]"
    elif written.right > area.right:
        too_far = f"column [{letters(area.right)}]"
    if too_far:
        place = a1.shown(spreadsheet, area)
        raise invalid(f"Requested writing within range [{place}], but tried writing to {too_far}")


def carry_out(spreadsheet: Spreadsheet, writing: Writing) -> None:
    """Puts the values into the cells; nothing is checked any more."""
    tab = _tab(spreadsheet, writing.area)
    rules, today = rules_of(spreadsheet.locale), local_time(spreadsheet).date()
    for row, column, value in writing.cells():
        state = tab.cell(row, column)
        number_format = state.format.get("numberFormat", {})
        found = Typed(_raw(value))
        if writing.typed and isinstance(value, str):
            found = typed(value, rules, today, number_format, local=spreadsheet.localised_formulas)
        tab.enter(row, column, found.entered)
        if found.number_format is not None:
            state = tab.cell(row, column)
            form = {**state.format, "numberFormat": found.number_format}
            tab.put(row, column, replace(state, format=form))
    spreadsheet.touch()


def counts(spreadsheet: Spreadsheet, writing: Writing) -> Json:
    """The counters of an UpdateValuesResponse; zeros are left out."""
    numbers = {
        "updatedRows": len(writing.rows),
        "updatedColumns": max(map(len, writing.rows), default=0),
        "updatedCells": sum(1 for _ in writing.cells()),
    }
    place = a1.shown(spreadsheet, writing.written)
    return {"updatedRange": place} | {name: count for name, count in numbers.items() if count}


def totals(writings: Sequence[Writing]) -> Json:
    """Distinct rows and columns per tab, over all writings of one call."""
    rows, columns, cells = set(), set(), set()
    for writing in writings:
        sheet = writing.area.sheet_id
        written = [(sheet, row, column) for row, column, _ in writing.cells()]
        cells |= set(written)
        rows |= {(sheet, row) for _, row, _ in written}
        columns |= {(sheet, column) for _, _, column in written}
    numbers = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": len(cells),
        "totalUpdatedSheets": len({sheet for sheet, _, _ in cells}),
    }
    return {name: count for name, count in numbers.items() if count}


def clear(spreadsheet: Spreadsheet, areas: Sequence[Area]) -> None:
    """Contents only."""
    for area in areas:
        tab = _tab(spreadsheet, area)
        for row, column in [place for place in tab.cells if area.contains(*place)]:
            tab.enter(row, column, None)
    spreadsheet.touch()


def _raw(value: Any) -> float | str | bool | None:
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, int | float) else (value or None)


def _check(value: Any, row: int, column: int) -> None:
    if isinstance(value, str) and len(value) > MAX_CHARACTERS:
        raise invalid(TOO_LONG)
    if isinstance(value, list | dict):
        kind = "list_value" if isinstance(value, list) else "struct_value"
        raise invalid(f"Invalid values[{row}][{column}]: {kind} {{\n}}\n")


def _tab(spreadsheet: Spreadsheet, area: Area) -> Tab:
    tab = spreadsheet.tab(area.sheet_id)
    if tab is None:
        raise LookupError(f"no tab {area.sheet_id}")
    return tab
