"""What formulas outside of cells are worth: those of rules, filters and validations.

They are computed in a shadow of the spreadsheet that shares its tabs and has one more, on which
each formula stands at the place of the cell it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sandbox.google.cells.display import formatted
from sandbox.google.cells.formula import Reference, rewrite, tab_prefix
from sandbox.google.cells.handover import local_time
from sandbox.google.cells.spelling import delocalised
from sandbox.google.cells.typed import typed
from sandbox.google.locales import rules_of
from sandbox.google.model import CellState, FormulaText, Spreadsheet, Tab, Value, plain

Json = dict[str, Any]
Place = tuple[int, int]

SCRATCH = -1
"""Id of the tab that only the shadow has."""
PLACED = re.compile(r"\b(?:ROW|COLUMN|CELL)\s*\(", re.IGNORECASE)
"""A formula that may depend on where it stands."""


def evaluate(
    spreadsheet: Spreadsheet, tab: Tab, formulas: Mapping[Place, str]
) -> dict[Place, Value]:
    """Formulas in their en_US spelling, each as if it stood in that cell of the tab."""
    return evaluate_all(spreadsheet, tab, [formulas])[0]


def evaluate_all(
    spreadsheet: Spreadsheet, tab: Tab, rules: Sequence[Mapping[Place, str]]
) -> list[dict[Place, Value]]:
    """The same for several rules in one computation, which looks at the whole file each time.

    A formula that reads the same in many cells is computed once, and stands below the cells it is
    about, unless it asks where it stands.
    """
    alike: dict[tuple[str, Place | None], Place] = {}
    layers: list[dict[Place, str]] = [{}]
    for text, place in {(t, p): None for formulas in rules for p, t in formulas.items()}:
        key = (text, place if PLACED.search(text) else None)
        if key not in alike:
            alike[key] = (tab.rows + len(alike), place[1]) if key[1] is None else place
            layer = next((one for one in layers if alike[key] not in one), None)
            if layer is None:
                layers.append(layer := {})
            layer[alike[key]] = text
    worths: dict[str, dict[Place, Value]] = {}
    for layer in layers:
        computed = _in_shadow(spreadsheet, tab, layer)
        for spot, text in layer.items():
            worths.setdefault(text, {})[spot] = computed.get(spot)
    return [
        {p: worths[t][alike[t, p if PLACED.search(t) else None]] for p, t in formulas.items()}
        for formulas in rules
    ]


def _in_shadow(
    spreadsheet: Spreadsheet, tab: Tab, formulas: Mapping[Place, str]
) -> Mapping[Place, Value]:
    if not formulas:
        return {}
    prefix = tab_prefix(tab.title)
    rows = 1 + max(row for row, _ in formulas)
    scratch = Tab(SCRATCH, free_title(spreadsheet), max(rows, tab.rows), tab.columns)
    scratch.cells = {
        place: CellState(FormulaText(on_tab(text, prefix))) for place, text in formulas.items()
    }
    shadow = shadow_of(spreadsheet)
    shadow.properties, shadow.named_ranges = spreadsheet.properties, spreadsheet.named_ranges
    shadow.tabs = [*spreadsheet.tabs, scratch]
    shadow.touch()
    return shadow.values(scratch)


def shadow_of(spreadsheet: Spreadsheet) -> Spreadsheet:
    """Kept with the spreadsheet, so that only what changed is computed anew."""
    if spreadsheet.shadow is None:
        spreadsheet.shadow = Spreadsheet(
            spreadsheet.spreadsheet_id, spreadsheet.properties, spreadsheet.now
        )
    return spreadsheet.shadow


def free_title(spreadsheet: Spreadsheet) -> str:
    title = "scratch"
    while spreadsheet.titled(title):
        title += "_"
    return title


def on_tab(formula: str, prefix: str) -> str:
    """The formula naming its tab wherever it relied on standing there."""

    def change(reference: Reference) -> str:
        named = reference if reference.tab is not None else replace(reference, prefix=prefix)
        return str(named)

    return rewrite(formula, change)


def worth(spreadsheet: Spreadsheet, tab: Tab, place: Place, operand: str) -> Value:
    """What an operand of a condition is worth: typed text or a formula."""
    if operand.startswith("="):
        return evaluate(spreadsheet, tab, {place: spelled(spreadsheet, operand)}).get(place)
    found = typed(operand, rules_of(spreadsheet.locale), local_time(spreadsheet).date(), {})
    return plain(found.entered)


def spelled(spreadsheet: Spreadsheet, formula: str) -> str:
    """A rule's formula in its en_US spelling."""
    if not spreadsheet.localised_formulas:
        return formula
    return delocalised(formula, rules_of(spreadsheet.locale)).text


def shown_text(spreadsheet: Spreadsheet, tab: Tab, row: int, column: int) -> str:
    return formatted(spreadsheet, tab, row, column)
