"""What a cell holds and shows, in the words of CellData and of the values methods.

A formula without a number format of its own takes one over: from TODAY and its kin, or from the
first cell that a plain calculation refers to.
"""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.google.cells.formula import Token, tokens
from sandbox.google.cells.patterns import sections
from sandbox.google.cells.rendering import pattern_of, rendered
from sandbox.google.cells.spelling import localised
from sandbox.google.locales import rules_of
from sandbox.google.model import (
    EMPTY,
    Entered,
    ErrorCode,
    FormulaText,
    Json,
    Spreadsheet,
    Tab,
    Value,
    plain,
)  # fmt: skip

Place = tuple[int, int]

BRINGS_FORMAT = {"TODAY": "DATE", "DATE": "DATE", "EDATE": "DATE", "EOMONTH": "DATE",
                 "DATEVALUE": "DATE", "NOW": "DATE_TIME", "TIME": "TIME"}  # fmt: skip
HANDS_ON_FORMAT = {"SUM", "MIN", "MAX", "AVERAGE", "MEDIAN", "ROUND", "ABS"}
MESSAGES = {
    ErrorCode.ERROR: "Formula parse error.",
    ErrorCode.NULL_VALUE: "The ranges do not meet.",
    ErrorCode.DIVIDE_BY_ZERO: "Function DIVIDE parameter 2 cannot be zero.",
    ErrorCode.VALUE: "A parameter expects a value of another type.",
    ErrorCode.REF: "Reference does not exist.",
    ErrorCode.NAME: "Unknown function or range name.",
    ErrorCode.NUM: "The result is not a number that can be shown.",
    ErrorCode.N_A: "Did not find the value.",
}
DATED = {"DATE", "TIME", "DATE_TIME"}
_CHAIN = 8


class Display:
    """The cells of one tab; made for one answer, since it keeps the computed values."""

    def __init__(self, spreadsheet: Spreadsheet, tab: Tab) -> None:
        self._spreadsheet, self._tab = spreadsheet, tab
        self._rules = rules_of(spreadsheet.locale)
        self._computed: Mapping[Place, Value] = spreadsheet.values(tab)

    def places(self) -> set[Place]:
        """Everything that is formatted, filled or reached by an array."""
        return self._tab.cells.keys() | self._computed.keys()

    def value(self, row: int, column: int) -> Value:
        """The computed value."""
        entered = self._tab.cells.get((row, column), EMPTY).entered
        if type(entered) is str or type(entered) is float:
            return entered
        return self._computed.get((row, column), plain(entered))

    def text(self, row: int, column: int) -> str:
        """`formattedValue`, "" for a blank cell."""
        value = self.value(row, column)
        if value is None or (type(value) is str and not self._tab.cell(row, column).format):
            return value or ""
        return rendered(value, self._number_format(row, column), self._rules)

    def entered(self, row: int, column: int) -> Json | None:
        """`userEnteredValue`, None for a blank cell."""
        entered = self._tab.cells.get((row, column), EMPTY).entered
        if isinstance(entered, FormulaText):
            return {"formulaValue": self._spelled(entered)}
        return extended_value(entered)

    def effective(self, row: int, column: int) -> Json | None:
        """`effectiveValue`, None for a blank cell."""
        return extended_value(self.value(row, column))

    def number_format(self, row: int, column: int) -> Json:
        """`effectiveFormat.numberFormat` with its pattern, {} if the cell has an automatic one."""
        found = self._number_format(row, column)
        pattern = pattern_of(found, self._rules)
        return {**found, "pattern": pattern} if pattern else dict(found)

    def own_numbers(self, row: int, column: int) -> Json:
        """The number format that somebody gave the cell."""
        found: Json = self._tab.cells.get((row, column), EMPTY).format.get("numberFormat", {})
        return found

    def source(self, row: int, column: int) -> str | None:
        """The formula as the sheet spells it, None if there is none."""
        entered = self._tab.cells.get((row, column), EMPTY).entered
        return self._spelled(entered) if isinstance(entered, FormulaText) else None

    def dated(self, row: int, column: int) -> bool:
        """True if a number here is shown as a day or a time."""
        found = self._number_format(row, column)
        if found.get("type") in DATED:
            return True
        pattern = found.get("pattern")
        return bool(pattern) and sections(str(pattern))[0].has("date")

    def _spelled(self, entered: FormulaText) -> str:
        if entered.broken or not self._spreadsheet.localised_formulas:
            return entered.text
        return localised(entered.text, self._rules)

    def _number_format(self, row: int, column: int) -> Json:
        return number_format(self._spreadsheet, self._tab, (row, column))


def formatted(spreadsheet: Spreadsheet, tab: Tab, row: int, column: int) -> str:
    """The text that one cell shows; take a `Display` for many."""
    return Display(spreadsheet, tab).text(row, column)


def number_format(spreadsheet: Spreadsheet, tab: Tab, place: Place, *, chain: int = _CHAIN) -> Json:
    """NumberFormat of a cell: its own, or the one its formula brings along; {} for none."""
    state = tab.cells.get(place, EMPTY)
    own: Json = state.format.get("numberFormat", {})
    if own or not isinstance(state.entered, FormulaText) or not chain:
        return own
    pieces = [token for token in tokens(state.entered.text) if token.text.strip("= ")]
    first = pieces[0].text.upper() if pieces and pieces[0].kind == "function" else ""
    if first in BRINGS_FORMAT:
        return {"type": BRINGS_FORMAT[first]}
    return _handed_on(spreadsheet, tab, pieces, chain)


def extended_value(value: Entered) -> Json | None:
    """A value as ExtendedValue; whole numbers are written without a point."""
    match value:
        case None | FormulaText():
            return None
        case bool():
            return {"boolValue": value}
        case str():
            return {"stringValue": value}
        case ErrorCode():
            return {"errorValue": {"type": value.name, "message": MESSAGES[value]}}
        case _:
            return {"numberValue": number(value)}


def number(value: float) -> float | int:
    """A number as JSON has it: 42, not 42.0."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _handed_on(spreadsheet: Spreadsheet, tab: Tab, pieces: list[Token], chain: int) -> Json:
    """A plain calculation takes over the format of the first cell it refers to."""
    functions = {piece.text.upper() for piece in pieces if piece.kind == "function"}
    other = any(piece.kind in {"text", "name"} or piece.text in {"&", "<", ">"} for piece in pieces)
    reference = next((piece.reference for piece in pieces if piece.reference), None)
    if other or functions - HANDS_ON_FORMAT or reference is None:
        return {}
    target = tab if reference.tab is None else spreadsheet.titled(reference.tab)
    if target is None:
        return {}
    place = (reference.first.row or 0, reference.first.column or 0)
    return number_format(spreadsheet, target, place, chain=chain - 1)
