"""Dropdown lists and bounds of the cells that people fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from sheets_template.layout import column_area
from sheets_template.lists import list_source
from sheets_template.model import Area, Bounds, Dropdown
from sync.core.formulas import Layout
from sync.core.formulas.place import quote
from sync.core.schema import SETTINGS, Column, Tab, Type, Writer
from sync.core.vocabulary import Text

Others = Literal["refused", "asked", "taken"]
PEOPLE = "people"

LISTED: Mapping[tuple[str, str], tuple[str, Others]] = {
    ("key_results", "owner"): (PEOPLE, "taken"),
    ("key_results", "objective"): ("objectives", "asked"),
    ("key_results", "unit"): ("units", "taken"),
    ("key_results", "metric"): ("metrics", "asked"),
    ("objectives", "owner"): (PEOPLE, "taken"),
    ("objectives", "parent"): ("objectives", "taken"),
    ("metrics", "source"): ("sources", "refused"),
    ("metrics", "calculation"): ("calculations", "refused"),
    ("metrics", "pipeline"): ("pipelines", "taken"),
    ("metrics", "segment_field"): ("fields", "taken"),
    ("metrics", "segment_value"): ("values", "taken"),
    ("metrics", "owner"): ("owners", "taken"),
    ("metrics", "from_stage"): ("pipelines", "taken"),
    ("metrics", "to_stage"): ("pipelines", "taken"),
    ("metrics", "amount_field"): ("amount_fields", "taken"),
    ("kpi", "owner"): (PEOPLE, "taken"),
    ("kpi", "metric"): ("metrics", "asked"),
    ("ideas", "author"): (PEOPLE, "taken"),
    ("ideas", "objective"): ("objectives", "asked"),
    ("review", "objective"): ("objectives", "asked"),
    ("people", "crm_user"): ("owners", "taken"),
}
"""Columns with a list of their own, and what happens to anything else. Columns of fixed choices
take those only."""

ANY, ABOVE = Decimal(10) ** 14, Decimal(0)
DAYS = (date(2000, 1, 1), date(2100, 12, 31))
LIMITS: Mapping[tuple[str, str], tuple[Decimal, Decimal]] = {
    ("key_results", "confidence"): (ABOVE, Decimal(10)),
    ("key_results", "weight"): (ABOVE, ANY),
    ("metrics", "within_days"): (ABOVE, Decimal(3660)),
    ("metrics", "corrections_days"): (ABOVE, Decimal(3660)),
    ("ideas", "votes"): (ABOVE, ANY),
    ("review", "grade"): (ABOVE, Decimal(1)),
}
"""Bounds of numbers; the others take any."""

CHOOSE = Text("Choose from the list", "Выберите из списка")
CHOOSE_ONLY = Text("This cell takes a value from the list.", "Здесь нужно значение из списка.")
CHOOSE_BETTER = Text(
    "This is not in the list. Keep it only if it is the exact title of a row.",
    "Такого нет в списке. Оставьте, только если это точное название строки.",
)
NUMBER = Text("A number is needed", "Нужно просто число")
NUMBER_ONLY = Text(
    "Type digits only, such as 1800000; words go to Unit. Keep it anyway?",
    "Введите только число, например 1800000; единицу — в столбец «Единица». Оставить как есть?",
)
NUMBER_WITHIN = Text(
    "A number from {low} to {high} is expected. Keep it anyway?",
    "Нужно число от {low} до {high}. Оставить как есть?",
)
DAY = Text("A date is needed", "Нужна дата")
DAY_ONLY = Text(
    "Type a date such as 2026-12-15. Keep it anyway?",
    "Введите дату, например 15.12.2026. Оставить как есть?",
)


def checks_of(tab: Tab, layout: Layout) -> tuple[Dropdown | Bounds, ...]:
    """All checks of a table."""
    found = (_check(tab.key, column, column_area(tab.key, column.key), layout)
             for column in tab.written_by(Writer.PEOPLE))  # fmt: skip
    return tuple(check for check in found if check is not None)


def checks_of_settings(layout: Layout) -> tuple[Dropdown | Bounds, ...]:
    """The checks of the Settings tab, a cell each."""
    return tuple(_of_settings(layout))


def _of_settings(layout: Layout) -> Iterator[Dropdown | Bounds]:
    for column in SETTINGS.written_by(Writer.PEOPLE):
        row = layout.settings_rows[column.key]
        check = _check("settings", column, Area(row, 2, row, 2), layout)
        if check is not None:
            yield check


def _check(tab: str, column: Column, area: Area, layout: Layout) -> Dropdown | Bounds | None:
    if (tab, column.key) in LISTED:
        key, others = LISTED[tab, column.key]
        return _dropdown(area, _source(key, layout), others, layout)
    if column.choices is not None:
        return _dropdown(area, list_source(layout, column.choices.__name__), "refused", layout)
    if column.type is Type.NUMBER:
        return _number(tab, column, area, layout)
    if column.type is Type.DATE:
        title, message = (words.of(layout.language) for words in (DAY, DAY_ONLY))
        return Bounds(area, *DAYS, title, message)
    return None


def _dropdown(area: Area, source: str, others: Others, layout: Layout) -> Dropdown:
    words = CHOOSE_BETTER if others == "asked" else CHOOSE_ONLY
    title, message = (text.of(layout.language) for text in (CHOOSE, words))
    return Dropdown(area, source, others, title, message)


def _source(key: str, layout: Layout) -> str:
    if key != PEOPLE:
        return list_source(layout, key)
    area, letter = column_area("people", "name"), layout.letters["people"]["name"]
    return f"{quote(layout.titles['people'])}!${letter}${area.top}:${letter}${area.bottom}"


def _number(tab: str, column: Column, area: Area, layout: Layout) -> Bounds:
    low, high = LIMITS.get((tab, column.key), (-ANY, ANY))
    title = NUMBER.of(layout.language)
    if high == ANY:
        return Bounds(area, low, high, title, NUMBER_ONLY.of(layout.language))
    words = NUMBER_WITHIN.of(layout.language).format(low=low, high=high)
    return Bounds(area, low, high, title, words)
