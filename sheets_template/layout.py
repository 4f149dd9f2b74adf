"""Where the template keeps its tabs and columns: all in the order of the schema."""

from __future__ import annotations

from sheets_template.model import Area
from sync.core.formulas import Layout
from sync.core.grid import letters_of
from sync.core.schema import FIRST_DATA_ROW, LAST_DATA_ROW, TABS
from sync.core.vocabulary import Language


def template_layout(language: Language) -> Layout:
    """The places that formulas look at."""
    letters = {
        key: {column.key: letters_of(number) for number, column in enumerate(tab.columns, 1)}
        for key, tab in TABS.items()
    }
    rows = {column.key: number for number, column in enumerate(TABS["settings"].columns, 2)}
    titles = {key: tab.title.of(language) for key, tab in TABS.items()}
    return Layout(titles, letters, rows, language)


def number_of(tab: str, column: str) -> int:
    """The place of a column in its tab, counted from 1."""
    return [each.key for each in TABS[tab].columns].index(column) + 1


def column_area(tab: str, column: str) -> Area:
    """The cells of a column below its title, as far as formulas look."""
    number = number_of(tab, column)
    return Area(FIRST_DATA_ROW, number, LAST_DATA_ROW, number)


def first_cell(tab: str, column: str) -> str:
    """The first of them, as rules spell it."""
    return f"${letters_of(number_of(tab, column))}{FIRST_DATA_ROW}"
