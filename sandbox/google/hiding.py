"""Rows that the tab's filter hides."""

from __future__ import annotations

from typing import Any

from sandbox.google.asking import evaluate, spelled, worth
from sandbox.google.cells.display import Display
from sandbox.google.cells.references import copied
from sandbox.google.conditions import holds, is_on
from sandbox.google.model import Area, Spreadsheet, Tab, Value

Json = dict[str, Any]
Place = tuple[int, int]


def filtered_rows(spreadsheet: Spreadsheet, tab: Tab) -> set[int]:
    """Numbers of the rows that do not meet the criteria; the header row always shows."""
    basic = tab.basic_filter
    if basic is None or not basic.get("criteria"):
        return set()
    area = tab.clip(basic["range"])
    hidden: set[int] = set()
    for column, rule in basic["criteria"].items():
        hidden |= hidden_by(spreadsheet, tab, area, int(column), rule)
    return hidden


def hidden_by(spreadsheet: Spreadsheet, tab: Tab, area: Area, column: int, rule: Json) -> set[int]:
    """Rows that the criteria of one column hide."""
    display, rows = Display(spreadsheet, tab), range(area.top + 1, area.bottom)
    hidden = {row for row in rows if is_listed(display.text(row, column), rule)}
    hidden |= {row for row in rows if is_other_colour(tab, (row, column), rule)}
    condition = rule.get("condition")
    if condition is None:
        return hidden
    if condition["type"] == "CUSTOM_FORMULA":
        return hidden | by_formula(spreadsheet, tab, condition, [(row, column) for row in rows])
    known: dict[str, Value] = {}

    def read(operand: str) -> Value:
        if operand not in known:
            known[operand] = worth(spreadsheet, tab, (area.top, column), operand)
        return known[operand]

    return hidden | {
        row
        for row in rows
        if not holds(condition, display.value(row, column), display.text(row, column), read)
    }


def is_listed(text: str, rule: Json) -> bool:
    return text in rule.get("hiddenValues", ())


def by_formula(
    spreadsheet: Spreadsheet, tab: Tab, condition: Json, places: list[Place]
) -> set[int]:
    """The formula is written for the first row below the header, and moves along from there."""
    formula = spelled(spreadsheet, condition["values"][0].get("userEnteredValue", ""))
    formulas = {place: copied(formula, place[0] - places[0][0], 0) for place in places}
    values = evaluate(spreadsheet, tab, formulas)
    return {row for (row, _), value in values.items() if not is_on(value)}


LOOKED_AT = {
    "visibleBackgroundColor": {"red": 1, "green": 1, "blue": 1},
    "visibleForegroundColor": {},
}
"""Colour that a filter can ask for → what a cell has unless it was formatted."""


def is_other_colour(tab: Tab, place: Place, rule: Json) -> bool:
    look = tab.cell(*place).format
    has = {
        "visibleBackgroundColor": look.get("backgroundColor"),
        "visibleForegroundColor": look.get("textFormat", {}).get("foregroundColor"),
    }
    return any(
        name in rule and rule[name] != (usual if has[name] is None else has[name])
        for name, usual in LOOKED_AT.items()
    )
