"""Rows that the tab's filter hides."""

from __future__ import annotations

from typing import Any

from sandbox.google.asking import shown_text, worth
from sandbox.google.conditions import holds
from sandbox.google.model import Spreadsheet, Tab

Json = dict[str, Any]


def filtered_rows(spreadsheet: Spreadsheet, tab: Tab) -> set[int]:
    """Numbers of the rows that do not meet the criteria; the header row always shows."""
    basic = tab.basic_filter
    criteria = {} if basic is None else basic.get("criteria", {})
    if basic is None or not criteria:
        return set()
    area = tab.clip(basic["range"])
    return {
        row
        for row in range(area.top + 1, area.bottom)
        if any(
            hides(spreadsheet, tab, (row, int(column)), rule) for column, rule in criteria.items()
        )
    }


def hides(spreadsheet: Spreadsheet, tab: Tab, place: tuple[int, int], rule: Json) -> bool:
    text = shown_text(spreadsheet, tab, *place)
    if text in rule.get("hiddenValues", ()):
        return True
    for name, wanted in coloured(tab, place).items():
        if rule.get(name) and rule[name] != wanted:
            return True
    condition = rule.get("condition")
    if condition is None:
        return False
    value = spreadsheet.value(tab, *place)
    return not holds(
        condition, value, text, lambda operand: worth(spreadsheet, tab, place, operand)
    )


def coloured(tab: Tab, place: tuple[int, int]) -> Json:
    """The colours a filter can ask for, as the cell has them."""
    look = tab.cell(*place).format
    return {
        "visibleBackgroundColor": look.get("backgroundColor", {"red": 1, "green": 1, "blue": 1}),
        "visibleForegroundColor": look.get("textFormat", {}).get("foregroundColor", {}),
    }
