"""Values on their way into cells: ExtendedValue as programs send it, and text as people type it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google.batch.context import RefusedError
from sandbox.google.cells.handover import local_time
from sandbox.google.cells.spelling import delocalised
from sandbox.google.cells.typed import typed
from sandbox.google.locales import rules_of
from sandbox.google.model import (
    MAX_CHARACTERS,
    CellState,
    Entered,
    FormulaText,
    Spreadsheet,
    Tab,
)

Json = dict[str, Any]

TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."


def entered(spreadsheet: Spreadsheet, value: Json | None) -> Entered:
    """What a userEnteredValue puts into a cell; nothing empties it."""
    if not value:
        return None
    if "errorValue" in value:
        raise RefusedError("errorValue is read-only and cannot be set.")
    if len(value) > 1:
        raise RefusedError("userEnteredValue must have exactly one kind of value.")
    ((kind, content),) = value.items()
    if isinstance(content, str):
        check_length(content)
    if kind == "formulaValue":
        return formula(spreadsheet, content)
    if kind == "numberValue":
        return float(content)
    return content if kind == "boolValue" else (content or None)


def formula(spreadsheet: Spreadsheet, text: str) -> FormulaText:
    if not text.startswith("="):
        raise RefusedError("formulaValue must begin with '='.")
    local = spreadsheet.localised_formulas
    return delocalised(text, rules_of(spreadsheet.locale)) if local else FormulaText(text)


def check_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(TOO_LONG)


def type_in(spreadsheet: Spreadsheet, tab: Tab, place: tuple[int, int], text: str) -> None:
    """Puts text into a cell as if it had been typed there; its number format may come along."""
    check_length(text)
    state = tab.cell(*place)
    tab.put(*place, typed_state(spreadsheet, state, text))


def typed_state(spreadsheet: Spreadsheet, state: CellState, text: str) -> CellState:
    found = typed(
        text,
        rules_of(spreadsheet.locale),
        local_time(spreadsheet).date(),
        state.format.get("numberFormat", {}),
        local=spreadsheet.localised_formulas,
    )
    changed = replace(state, entered=found.entered)
    if found.number_format is not None:
        changed = replace(changed, format={**state.format, "numberFormat": found.number_format})
    return changed
