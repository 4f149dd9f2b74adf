"""IronCalc as the calculator behind one spreadsheet's grid.

The grid of Python cells is the truth. When a value is asked for after a touch, the cells that
differ from what was handed over last are handed over, everything is evaluated once, and the results
of formulas are read back. Which cells differ is found by comparing, so nobody has to keep a list.

Known differences from Google: a blank cell handed on by a function counts as 0 (only `=A1` stays
blank), numbers joined to text have a decimal point in every locale, and every array spreads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import is_
from typing import Any

import ironcalc

from sandbox.google.cells.formula import tokens
from sandbox.google.cells.handover import (
    Layout,
    asks_clock,
    handed_over,
    layout_of,
    local_time,
    tab_name,
)  # fmt: skip
from sandbox.google.model import CellState, Entered, ErrorCode, FormulaText, Spreadsheet, Tab, Value

Place = tuple[int, int]
Values = dict[Place, Value]
BROKEN = "=#ERROR!"
ERRORS = {code.value: code for code in ErrorCode} | {
    "#CIRC!": ErrorCode.REF,
    "#SPILL!": ErrorCode.REF,
    "#CALC!": ErrorCode.N_A,
    "#N/IMPL!": ErrorCode.NAME,
}


@dataclass(slots=True)
class _Sheet:
    """What IronCalc has of one tab."""

    number: int
    states: dict[Place, CellState] = field(default_factory=dict)
    given: dict[Place, Entered] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    """Formula cells as they were handed over."""
    clocked: set[Place] = field(default_factory=set)
    """Formula cells that ask for the time."""
    values: Values = field(default_factory=dict)

    def same(self, cells: dict[Place, CellState]) -> bool:
        """By identity: 1 and TRUE are equal to Python, but not the same in a cell."""
        return (
            len(cells) == len(self.states)
            and (bool(cells) or not (self.given or self.formulas))
            and all(map(is_, cells.values(), self.states.values()))
            and list(cells) == list(self.states)
        )

    def forget_formulas(self) -> None:
        """They are all looked at again; those that read the same are not handed over."""
        self.states = {}
        self.given = {p: given for p, given in self.given.items() if p not in self.formulas}

    def differing(self, cells: dict[Place, CellState]) -> Iterator[tuple[Place, Entered]]:
        """A cell may be blank, and its formula forgotten but still there."""
        for place, state in cells.items():
            before, entered = self.given.get(place), state.entered
            if before is entered:
                if entered is None and place in self.formulas:
                    yield place, None
            elif type(before) is not type(entered) or before != entered:
                yield place, entered
        for place in (self.given.keys() | self.formulas.keys()) - cells.keys():
            yield place, None


class Calculator:
    """Keeps a workbook of IronCalc in step with a spreadsheet."""

    def __init__(self) -> None:
        self._model: Any = None
        self._revision = -1
        self._day = ""
        self._layout = Layout({}, {})
        self._sheets: dict[int, _Sheet] = {}
        self._plain: tuple[int, dict[int, bool]] = (-1, {})

    def values(self, spreadsheet: Spreadsheet, tab: Tab) -> Values:
        """The results of the tab's formulas, and of the cells their arrays spread to."""
        now = local_time(spreadsheet)
        if self._revision != spreadsheet.revision or self._stale(now):
            if self._is_plain(spreadsheet, tab):
                return {}
            self._bring_up_to_date(spreadsheet, now)
        sheet = self._sheets.get(tab.sheet_id)
        return sheet.values if sheet else {}

    def _is_plain(self, spreadsheet: Spreadsheet, tab: Tab) -> bool:
        """Whether a tab has no formulas; then nothing is computed for its sake."""
        if self._plain[0] != spreadsheet.revision:
            self._plain = (spreadsheet.revision, {})
        known = self._plain[1]
        if tab.sheet_id not in known:
            states = tab.cells.values()
            known[tab.sheet_id] = not any(isinstance(one.entered, FormulaText) for one in states)
        return known[tab.sheet_id]

    def _stale(self, now: datetime) -> bool:
        """A new day changes TODAY; NOW moves on only together with a change, as it does there."""
        return now.date().isoformat() != self._day and any(
            sheet.clocked for sheet in self._sheets.values()
        )

    def _bring_up_to_date(self, spreadsheet: Spreadsheet, now: datetime) -> None:
        changed = self._clear_arrays() | self._lay_out(spreadsheet)
        for tab in spreadsheet.tabs:
            changed |= self._hand_over(tab, now)
            changed |= self._wind_clock(tab, now)
        self._revision, self._day = spreadsheet.revision, now.date().isoformat()
        if changed:
            self._model.evaluate()
            spread = self._spread(spreadsheet)
            for tab in spreadsheet.tabs:
                self._read(spreadsheet, tab, spread)

    def _clear_arrays(self) -> bool:
        """IronCalc forgets to empty what an array reached before its formula was replaced."""
        for sheet in self._sheets.values():
            for row, column in sheet.values.keys() - sheet.given.keys():
                self._model.clear_cell_contents(sheet.number, row + 1, column + 1)
        return any(sheet.values.keys() - sheet.given.keys() for sheet in self._sheets.values())

    def _lay_out(self, spreadsheet: Spreadsheet) -> bool:
        """Starts anew if tabs came or went; says whether anything that formulas need changed."""
        order = [tab.sheet_id for tab in spreadsheet.tabs]
        layout = layout_of(spreadsheet)
        if set(order) != self._sheets.keys():
            self._model = ironcalc.create("sandbox", "en", "UTC", "en")
            self._model.rename_sheet(0, tab_name(order[0]))
            for sheet_id in order[1:]:
                self._model.add_sheet(tab_name(sheet_id))
            self._sheets = {sheet_id: _Sheet(number) for number, sheet_id in enumerate(order)}
        elif layout != self._layout:
            for sheet in self._sheets.values():
                sheet.forget_formulas()
        if layout == self._layout:
            return False
        self._layout = layout
        return True

    def _hand_over(self, tab: Tab, now: datetime) -> bool:
        """Gives the cells that are not what they were, blank ones first: an array that goes takes
        along what stands where it reached. True if there was any."""
        sheet = self._sheets[tab.sheet_id]
        if sheet.same(tab.cells):
            return False
        differing = sorted(sheet.differing(tab.cells), key=lambda one: one[1] is not None)
        for place, entered in differing:
            sheet.clocked.discard(place)
            if isinstance(entered, FormulaText):
                self._give_formula(tab, place, entered, now)
            else:
                sheet.formulas.pop(place, None)
                self._give(sheet.number, place, entered)
            sheet.given[place] = entered
            if entered is None:
                del sheet.given[place]
        sheet.states = dict(tab.cells)
        return bool(differing)

    def _give_formula(self, tab: Tab, place: Place, entered: FormulaText, now: datetime) -> None:
        sheet = self._sheets[tab.sheet_id]
        text = BROKEN
        if not entered.broken:
            text = handed_over(entered.text, tab.area(), self._layout, now)
            if asks_clock(entered.text):
                sheet.clocked.add(place)
        if sheet.formulas.get(place) != text:
            sheet.formulas[place] = text
            at = (sheet.number, place[0] + 1, place[1] + 1)
            try:
                self._model.update_cell_with_formula(*at, text)
            except ironcalc.WorkbookError:
                self._model.update_cell_with_formula(*at, BROKEN)

    def _give(self, number: int, place: Place, entered: Entered) -> None:
        row, column = place[0] + 1, place[1] + 1
        match entered:
            case None:
                self._model.clear_cell_contents(number, row, column)
            case bool():
                self._model.update_cell_with_bool(number, row, column, entered)
            case float() | int():
                self._model.update_cell_with_number(number, row, column, float(entered))
            case ErrorCode():
                self._model.update_cell_with_formula(number, row, column, f"={entered.value}")
            case _:
                self._model.update_cell_with_text(number, row, column, entered)

    def _wind_clock(self, tab: Tab, now: datetime) -> bool:
        """TODAY and NOW of formulas that are otherwise unchanged."""
        sheet = self._sheets[tab.sheet_id]
        before = {place: sheet.formulas[place] for place in sheet.clocked}
        for place in before:
            entered = tab.cell(*place).entered
            if isinstance(entered, FormulaText):
                self._give_formula(tab, place, entered, now)
        return any(sheet.formulas[place] != text for place, text in before.items())

    def _spread(self, spreadsheet: Spreadsheet) -> dict[int, list[Place]]:
        """Cells that have a value without anything in them: arrays reach there."""
        by_number = {sheet.number: sheet for sheet in self._sheets.values()}
        found: dict[int, list[Place]] = {tab.sheet_id: [] for tab in spreadsheet.tabs}
        ids = {sheet.number: sheet_id for sheet_id, sheet in self._sheets.items()}
        for number, row, column in self._model.get_all_cells():
            if (row - 1, column - 1) not in by_number[number].given:
                found[ids[number]].append((row - 1, column - 1))
        return found

    def _read(self, spreadsheet: Spreadsheet, tab: Tab, spread: dict[int, list[Place]]) -> None:
        sheet = self._sheets[tab.sheet_id]
        sheet.values = {place: self._value(sheet.number, place) for place in sheet.formulas}
        for place in spread[tab.sheet_id]:
            if (value := self._value(sheet.number, place)) not in (None, ""):
                sheet.values[place] = value
        for place, value in sheet.values.items():
            if value == 0.0 and self._hands_on_blank(spreadsheet, tab, place):
                sheet.values[place] = None

    def _value(self, number: int, place: Place) -> Value:
        row, column = place[0] + 1, place[1] + 1
        value: Value = self._model.get_cell_value(number, row, column)
        if isinstance(value, str) and value.startswith("#"):
            kind = self._model.get_cell_type(number, row, column)
            if kind == ironcalc.CellType.ErrorValue:
                return ERRORS.get(value, ErrorCode.ERROR)
        return value

    def _hands_on_blank(self, spreadsheet: Spreadsheet, tab: Tab, place: Place) -> bool:
        """`=A1` of a blank cell is blank there, 0 here."""
        entered = tab.cell(*place).entered
        pieces = tokens(entered.text) if isinstance(entered, FormulaText) else ()
        if len(pieces) != 2 or (reference := pieces[1].reference) is None or reference.last:
            return False
        title = reference.tab
        target = tab if title is None else spreadsheet.titled(title)
        if target is None or reference.first.row is None or reference.first.column is None:
            return False
        at = (reference.first.row, reference.first.column)
        return target.cell(*at).entered is None and not self._sheets[target.sheet_id].values.get(at)
