"""A small document of OKRs as grids, in either language, built from the schema alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sync.core.grid import Sheet
from sync.core.schema import TABS, Tab
from sync.core.vocabulary import EMPTY, Cell, CellValue, Language

Values = Mapping[str, CellValue]

ROWS: dict[str, Sequence[Values]] = {
    "objectives": (
        {"id": "O-001", "title": "Grow", "owner": "Ann", "cycle": "2026-Q4"},
        {"id": "O-002", "title": "Keep"},
    ),
    "key_results": (
        {"id": "KR-001", "title": "Win rate up", "start": Decimal("0.2"), "target": Decimal("0.3"),
         "due": date(2026, 12, 15), "objective": "O-001 · Grow", "typed": True},
        {"id": "KR-002", "title": "Churn down", "start": Decimal(8), "target": Decimal(4)},
        {"id": "KR-003"},
    ),
    "metrics": ({"id": "M-001", "title": "Won deals"},),
    "kpi": ({"id": "K-001", "title": "Plan", "plan": Decimal(100)},),
    "people": ({"name": "Ann", "email": "ann@example.com"},),
    "history": (
        {"week": date(2026, 10, 5), "id": "KR-001", "value": Decimal("0.21")},
        {"week": date(2026, 10, 12), "id": "KR-001", "value": Decimal("0.22")},
    ),
    "_okr": (
        {"id": "KR-001", "kind": "row", "value": Decimal("0.22"), "as_of": date(2026, 10, 12)},
    ),
    "_lists": ({"sources": "CRM export", "units": "%"}, {"units": "days"}),
}  # fmt: skip
SETTINGS: Values = {
    "team": "Sales", "cycle": "2026-Q4", "start": date(2026, 10, 1), "end": date(2026, 12, 31),
}  # fmt: skip
FORMULAS = {"current": 'IF($L{row}="","",$L{row})', "progress": "ROUND($K{row}/2,10)"}


def make_sheets(language: Language = "en", document_id: str = "doc-1") -> list[Sheet]:
    """All tabs, the columns in the order of the schema."""
    return [_sheet(tab, language, document_id) for tab in TABS.values()]


def find(sheets: Sequence[Sheet], tab: str) -> Sheet:
    """The sheet that has this tab's title in either language."""
    return next(sheet for sheet in sheets if sheet.title in TABS[tab].title)


def column(sheet: Sheet, title: str, row: int = 1) -> int:
    """The number of the column with this title."""
    values = [cell.value for cell in sheet.rows[row - 1]]
    return values.index(title) + 1


def move_column(sheet: Sheet, old: int, new: int) -> None:
    """Move a column, counted from 1, as people do it with the mouse."""
    for line in sheet.rows:
        line.extend([EMPTY] * (max(old, new) - len(line)))
        line.insert(new - 1, line.pop(old - 1))


def edit(sheets: list[Sheet], *steps: Callable[[list[Sheet]], object]) -> list[Sheet]:
    """The same sheets after some steps."""
    for step in steps:
        step(sheets)
    return sheets


def _sheet(tab: Tab, language: Language, document_id: str) -> Sheet:
    sheet = Sheet(tab.title.of(language), hidden=tab.hidden)
    if tab.key == "settings":
        _put_settings(sheet, language)
        return sheet
    line = 1
    if tab.key == "_okr":
        line = 2
        _put_line(sheet, 1, ["schema", Decimal(1), "document", document_id])
    _put_line(sheet, line, [column.title.of(language) for column in tab.columns])
    for number, values in enumerate(ROWS.get(tab.key, ()), line + 1):
        _put_line(sheet, number, [values.get(column.key) for column in tab.columns])
        if tab.key == "key_results":
            for key, formula in FORMULAS.items():
                place = [column.key for column in tab.columns].index(key) + 1
                sheet.put(number, place, Cell(Decimal(1), formula=formula.format(row=number)))
    return sheet


def _put_settings(sheet: Sheet, language: Language) -> None:
    for number, column_ in enumerate(TABS["settings"].columns, 1):
        _put_line(sheet, number, [column_.title.of(language), SETTINGS.get(column_.key)])
    today = [column_.key for column_ in TABS["settings"].columns].index("today") + 1
    sheet.put(today, 2, Cell(date(2026, 10, 14), formula="TODAY()"))


def _put_line(sheet: Sheet, number: int, values: Sequence[CellValue]) -> None:
    for place, value in enumerate(values, 1):
        if value is not None:
            sheet.put(number, place, Cell(value))
