"""Writes a document of odd rows as a workbook with formulas, in any layout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from calculators.odd_rows import BROKEN, Records
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from sheets_template.content import Content, Typed
from sheets_template.layout import template_layout
from sheets_template.model import Scalar
from sheets_template.xlsx import PlainSheet
from sync.core.formulas import FORMULAS, Layout, at_row, formula, normal_form
from sync.core.schema import OKR_FIRST_ROW, TABS
from sync.core.vocabulary import Language

TABS_USED = ("objectives", "key_results", "kpi", "review")


def moved_layout(language: Language) -> Layout:
    """Tabs renamed, columns in another order, settings further down."""
    usual = template_layout(language)
    titles = {key: f"{title[:9]}, it's {key}" for key, title in usual.titles.items()}
    letters = {
        key: dict(zip(columns, reversed(list(columns.values())), strict=True))
        for key, columns in usual.letters.items()
    }
    rows = {key: row + 20 for key, row in usual.settings_rows.items()}
    return Layout({**titles, "_okr": "_okr"}, letters, rows, language)


def write(content: Content, records: Records, today: date, layout: Layout, path: Path) -> None:
    """A workbook whose kept results are all wrong, and whose Today is a plain date."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    settings = book.add_worksheet(layout.titles["settings"], PlainSheet)
    for key, value in {**content.settings, "today": today}.items():
        _put(settings, f"B{layout.settings_rows[key]}", value)
    for key in ("last_sync", "notes"):
        row = layout.settings_rows[key]
        settings.write_formula(f"B{row}", "=" + formula("settings", key, row, layout))
    for tab in TABS_USED:
        _write_tab(book.add_worksheet(layout.titles[tab], PlainSheet), tab, content, layout)
    okr = book.add_worksheet(layout.titles["_okr"])
    for number, (id_, record) in enumerate(records.items(), OKR_FIRST_ROW):
        for key, value in {"id": id_, **record}.items():
            _put(okr, f"{layout.letters['_okr'][key]}{number}", value)
    book.close()


def _write_tab(sheet: Worksheet, tab: str, content: Content, layout: Layout) -> None:
    forms = {
        key: normal_form(formula(tab, key, 2, layout), 2)
        for key in layout.letters[tab]
        if (tab, key) in FORMULAS
    }
    for column in TABS[tab].columns:
        cell = f"{layout.letters[tab][column.key]}1"
        sheet.write_string(cell, column.title.of(layout.language))
    for row, typed in enumerate(content.rows[tab], 2):
        _write_row(sheet, row, {**typed, "id": content.value(tab, "id", row)}, layout.letters[tab])
        for key, form in forms.items():
            sheet.write_formula(f"{layout.letters[tab][key]}{row}", "=" + at_row(form, row))


def _write_row(sheet: Worksheet, row: int, typed: Typed, letters: Mapping[str, str]) -> None:
    for key, letter in letters.items():
        _put(sheet, f"{letter}{row}", typed.get(key))


def _put(sheet: Worksheet, cell: str, value: Scalar) -> None:
    row, column = xl_cell_to_rowcol(cell)
    match value:
        case None:
            pass
        case str() if value == BROKEN:
            sheet.write_formula(row, column, "=1/0", None, BROKEN)
        case bool():
            sheet.write_boolean(row, column, value)
        case Decimal():
            sheet.write_number(row, column, float(value))
        case date():
            sheet.write_datetime(row, column, value)
        case str():
            sheet.write_string(row, column, value)
