"""What the editor refuses while somebody types: invalid entries where the rule is strict.

Programs are not checked, and neither is what people paste.
"""

from __future__ import annotations

from typing import Any

from sandbox.google import a1
from sandbox.google.asking import shown_text, worth
from sandbox.google.cells.formula import tab_prefix
from sandbox.google.conditions import holds
from sandbox.google.errors import GoogleError
from sandbox.google.model import Spreadsheet, Tab

Json = dict[str, Any]
Place = tuple[int, int]

REFUSALS = {
    "en": "The data you entered in cell {} violates the data validation rules set on this cell.",
    "ru": "Данные, введённые в ячейку {}, нарушают правила проверки, установленные для неё.",
    "es": "Los datos introducidos en la celda {} infringen las reglas de validación de la celda.",
}


class RefusedError(Exception):
    """The editor does not let this person do that; the text is what it says."""


def invalid_entry(language: str, place: str) -> RefusedError:
    """The refusal of a strict rule, in the account's language."""
    return RefusedError(REFUSALS.get(language[:2], REFUSALS["en"]).format(place))


def is_valid(spreadsheet: Spreadsheet, tab: Tab, place: Place) -> bool:
    """Whether what stands in a cell meets its rule; where there is no rule or nothing, it does."""
    rule = tab.cell(*place).validation
    value = spreadsheet.value(tab, *place)
    if rule is None or value is None:
        return True
    condition, shown = rule.get("condition", {}), shown_text(spreadsheet, tab, *place)
    if condition.get("type") == "ONE_OF_RANGE":
        return shown in listed(spreadsheet, tab, condition)
    return holds(condition, value, shown, lambda text: worth(spreadsheet, tab, place, text))


def listed(spreadsheet: Spreadsheet, tab: Tab, condition: Json) -> set[str]:
    """The texts of the cells that a list takes its entries from."""
    text = str(condition["values"][0].get("userEnteredValue", "")).removeprefix("=")
    try:
        area = a1.resolve(spreadsheet, text if "!" in text else tab_prefix(tab.title) + text)
    except GoogleError:
        return set()
    source = spreadsheet.tab(area.sheet_id) or tab
    found = {
        shown_text(spreadsheet, source, row, column)
        for row in range(area.top, area.bottom)
        for column in range(area.left, area.right)
    }
    return found - {""}
