"""Spreadsheets for tests of the cells, made of what a person would type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sandbox.google.a1 import resolve
from sandbox.google.cells.typed import typed
from sandbox.google.locales import rules_of
from sandbox.google.model import CellState, Entered, FormulaText, Spreadsheet, Tab, Value
from sheets_template.model import Computed, Scalar, Workbook

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY_ZERO = date(1899, 12, 30)


class Hand:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def spreadsheet(
    *tabs: str, locale: str = "en_US", zone: str = "Etc/GMT", now: Hand | None = None
) -> Spreadsheet:
    """Empty tabs of 100 rows and 26 columns."""
    made = [Tab(number, title, rows=100) for number, title in enumerate(tabs or ("Sheet1",))]
    properties = {"title": "Plan", "locale": locale, "timeZone": zone}
    return Spreadsheet("1plan", properties, now or Hand(), made)


def fill(book: Spreadsheet, cells: Mapping[str, object]) -> Spreadsheet:
    """Text is typed as en_US has it, everything else goes in as it is."""
    for place, content in cells.items():
        area = resolve(book, place)
        tab = book.tab(area.sheet_id)
        assert tab is not None
        tab.enter(area.top, area.left, entered(content))
    book.touch()
    return book


def entered(content: object) -> Entered:
    if isinstance(content, str):
        return typed(content, rules_of("en_US"), NOON.date(), {}).entered
    if isinstance(content, bool):
        return content
    return float(str(content))


def value(book: Spreadsheet, place: str) -> Value:
    """What the cell shows, unformatted."""
    area = resolve(book, place)
    tab = book.tab(area.sheet_id)
    assert tab is not None
    return book.value(tab, area.top, area.left)


def of_workbook(book: Workbook, now: Hand) -> Spreadsheet:
    """The template as a spreadsheet of the sandbox."""
    tabs = [
        Tab(
            number, sheet.title, rows=1_300, columns=40,
            cells={
                (row - 1, column - 1): CellState(scalar(cell.content))
                for (row, column), cell in sheet.cells.items()
            },
        )
        for number, sheet in enumerate(book.sheets)
    ]  # fmt: skip
    return Spreadsheet("1plan", {"timeZone": "Etc/GMT"}, now, tabs)


def scalar(content: Scalar | Computed) -> Entered:
    """What a cell of the template holds; days are serials."""
    match content:
        case Computed():
            return FormulaText(f"={content.formula}")
        case bool() | str() | None:
            return content
        case Decimal():
            return float(content)
        case date():
            return (content - DAY_ZERO) / timedelta(days=1)
