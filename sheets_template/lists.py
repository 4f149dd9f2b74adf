"""The hidden tab of dropdown lists: the service's, then the fixed ones, then one that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sheets_template.model import Cell, Computed, Page, Position, Sheet, Style, Width
from sheets_template.palette import ASH, GREY
from sheets_template.results import Results
from sync.core import choices as c
from sync.core.choices import titles
from sync.core.formulas import Layout, formula
from sync.core.formulas.place import quote
from sync.core.grid import letters_of
from sync.core.schema import FIRST_DATA_ROW, LAST_DATA_ROW, LISTS
from sync.core.vocabulary import Language, Text

FIXED: Mapping[str, type[c.Choice]] = {
    kind.__name__: kind
    for kind in (
        c.ResultType, c.Kind, c.State, c.OrgLevel, c.Rhythm, c.Weekday, c.LanguageName, c.YesNo,
        c.Cause, c.NextMove, c.MetricPeriod,
    )
}  # fmt: skip
"""Lists that never change, by the title of their column; only ever appended."""

UNITS: Mapping[Language, Sequence[str]] = {
    "en": ("%", "$", "€", "₽", "deals", "customers", "days", "hours", "points"),
    "ru": ("%", "₽", "сделок", "клиентов", "дней", "часов", "баллов", "шт."),
}
OBJECTIVES_COUNTED = 200
"""Rows of Objectives that Overview looks through."""
RUNNING = Text("running objectives", "running objectives")

_HEAD = Style(bold=True, fill=ASH)
_QUIET = Style(color=GREY)
_OWN = [column.key for column in LISTS.columns]


def list_source(layout: Layout, key: str) -> str:
    """The range of a list: one of the schema's, or a fixed one by its name."""
    number, last = _place(key), LAST_DATA_ROW
    if key in FIXED:
        last = FIRST_DATA_ROW + len(FIXED[key]) - 1
    letter = letters_of(number)
    return f"{quote(layout.titles['_lists'])}!${letter}${FIRST_DATA_ROW}:${letter}${last}"


def running_range(layout: Layout) -> str:
    """How many objectives of the present cycle stand in the rows down to each one."""
    letter = letters_of(_place(RUNNING.en))
    return f"{quote(layout.titles['_lists'])}!${letter}$1:${letter}${OBJECTIVES_COUNTED + 1}"


def lists_sheet(layout: Layout, results: Results) -> Sheet:
    """The tab as shipped: what the service has to fill in is still empty."""
    cells: dict[Position, Cell] = {
        (1, number): Cell(title, _HEAD) for number, title in enumerate(_titles(), 1)
    }
    cells |= _choices_of_rows(layout, results) | _fixed(layout.language) | _running(layout, results)
    widths = tuple(Width(24) for _ in _titles())
    title = layout.titles["_lists"]
    return Sheet("_lists", title, cells, widths, Page(title), frozen=(1, 0), hidden=True)


def _titles() -> list[str]:
    return [*(column.title.en for column in LISTS.columns), *FIXED, RUNNING.en]


def _place(key: str) -> int:
    keys = [*_OWN, *FIXED, RUNNING.en]
    return keys.index(key) + 1


def _choices_of_rows(layout: Layout, results: Results) -> dict[Position, Cell]:
    return {
        (row, _place(tab)): Cell(
            Computed(formula("_lists", tab, row, layout), results.choice(tab, row)), _QUIET
        )
        for tab in ("objectives", "metrics")
        for row in range(FIRST_DATA_ROW, LAST_DATA_ROW + 1)
    }


def _fixed(language: Language) -> dict[Position, Cell]:
    lists = {
        **{key: titles(kind, language) for key, kind in FIXED.items()},
        "sources": titles(c.Source, language),
        "calculations": titles(c.Calculation, language),
        "units": UNITS[language],
    }
    return {
        (row, _place(key)): Cell(text, _QUIET)
        for key, texts in lists.items()
        for row, text in enumerate(texts, FIRST_DATA_ROW)
    }


def _running(layout: Layout, results: Results) -> dict[Position, Cell]:
    number = _place(RUNNING.en)
    letter, status = letters_of(number), layout.letters["objectives"]["status"]
    column = f"{quote(layout.titles['objectives'])}!${status}$1:${status}${LAST_DATA_ROW}"
    cells, counted = {}, 0
    for row in range(FIRST_DATA_ROW, FIRST_DATA_ROW + OBJECTIVES_COUNTED):
        above = f"{letter}{row - 1}+" if row > FIRST_DATA_ROW else ""
        counted += results.runs(row)
        computed = Computed(f'{above}(INDEX({column},{row})<>"")*1', Decimal(counted))
        cells[row, number] = Cell(computed, _QUIET)
    return cells
