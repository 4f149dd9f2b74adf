"""Writes a workbook value as an .xlsx file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_never

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sheets_template.model import (
    Area,
    Bars,
    Bounds,
    Cell,
    Computed,
    Dropdown,
    Numbers,
    Rule,
    Scalar,
    Sheet,
    Style,
    Workbook,
)
from sheets_template.xlsx_chart import insert_chart
from sync.core.vocabulary import Language

FONT = "Arial"
FORMATS: Mapping[Numbers, str] = {
    Numbers.AS_TYPED: "General",
    Numbers.GROUPED: "General",
    Numbers.THOUSANDS: "#,##0",
    Numbers.SCORE: "0.00",
    Numbers.PERCENT: "0%",
    Numbers.RATE: "0.0%",
    Numbers.TEXT: "@",
}
DAYS: Mapping[Language, str] = {"en": "yyyy-mm-dd", "ru": "dd.mm.yyyy"}
SHORT_DAYS: Mapping[Language, str] = {"en": "mm-dd", "ru": "dd.mm"}
PAPER_A4 = 9
ERROR_TYPES = {"refused": "stop", "asked": "warning", "taken": "information"}


class PlainSheet(Worksheet):  # type: ignore[misc] # the library has no types
    """Our formulas hold no function of newer programs; looking for all of these in each formula
    would take most of the time."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002 - as in the library
        return formula.removeprefix("=")


class _File:
    """An open file and the formats it already has."""

    def __init__(self, workbook: Workbook, path: Path) -> None:
        self.workbook = workbook
        self.book = xlsxwriter.Workbook(path, {"strings_to_urls": False})
        self.formats: dict[object, Format] = {}
        self.book.formats[0].set_font_name(FONT)
        self.book.formats[0].set_font_size(10)

    def number_format(self, numbers: Numbers) -> str:
        return DAYS[self.workbook.language] if numbers is Numbers.DAY else FORMATS[numbers]

    def format(self, style: Style) -> Format:
        if style not in self.formats:
            self.formats[style] = self.book.add_format(_properties(style, self))
        return self.formats[style]

    def rule_format(self, rule: Rule) -> Format:
        properties: dict[str, Any] = {}
        if rule.color:
            properties["font_color"] = f"#{rule.color}"
        if rule.fill:
            properties["bg_color"] = f"#{rule.fill}"
        if rule.bold:
            properties["bold"] = True
        if rule.numbers:
            properties["num_format"] = self.number_format(rule.numbers)
        key = tuple(properties.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]


def write(workbook: Workbook, path: Path) -> None:
    """Write the file; the same value gives the same bytes."""
    file = _File(workbook, path)
    created = datetime.combine(workbook.created, time(), UTC)
    file.book.set_properties({
        "title": workbook.title, "subject": workbook.subject, "author": "OKR Sync",
        "created": created,
    })  # fmt: skip
    for sheet in workbook.sheets:
        file.book.add_worksheet(sheet.title, PlainSheet)
    titles = {sheet.key: sheet.title for sheet in workbook.sheets}
    for sheet, target in zip(workbook.sheets, file.book.worksheets(), strict=True):
        _write_sheet(sheet, target, file)
        for chart in sheet.charts:
            days = SHORT_DAYS[workbook.language]
            insert_chart(chart, titles[chart.sheet], target, file.book, days)
    file.book.close()


def _write_sheet(sheet: Sheet, target: Worksheet, file: _File) -> None:
    _set_columns(sheet, target)
    if sheet.row_height:
        target.set_default_row(sheet.row_height)
    for row, height in sheet.heights.items():
        target.set_row(row - 1, height)
    for (row, column), cell in sheet.cells.items():
        _write_cell(target, row - 1, column - 1, cell, file)
    if any(sheet.frozen):
        target.freeze_panes(*sheet.frozen)
    for check in sheet.checks:
        _add_check(target, check)
    for rule in sheet.rules:
        _add_rule(target, rule, file)
    _set_page(sheet, target)
    if not sheet.grid:
        target.hide_gridlines(2)
    if sheet.tab_color:
        target.set_tab_color(f"#{sheet.tab_color}")
    if sheet.hidden:
        target.protect()
        target.hide()


def _set_columns(sheet: Sheet, target: Worksheet) -> None:
    """The button of a folded group stands at its left, where the eye is."""
    folded = [width.folded for width in sheet.widths]
    if any(folded):
        target.outline_settings(symbols_right=False)
    for number, width in enumerate(sheet.widths):
        options: dict[str, Any] = {}
        if width.folded:
            options = {"level": 1, "hidden": True}
        elif any(folded[number + 1 : number + 2]):
            options = {"collapsed": True}
        target.set_column(number, number, width.letters, None, options)


def _write_cell(target: Worksheet, row: int, column: int, cell: Cell, file: _File) -> None:
    style = file.format(cell.style)
    if cell.columns > 1 or cell.rows > 1:
        target.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
    content = cell.content
    if isinstance(content, Computed):
        target.write_formula(row, column, "=" + content.formula, style, _kept(content.value))
    else:
        _write_scalar(target, row, column, content, style)
    if cell.note:
        lines = sum(len(line) // 34 + 1 for line in cell.note.split("\n"))
        size = {"width": 220, "height": 18 + 15 * lines, "font_name": FONT, "font_size": 9}
        target.write_comment(row, column, cell.note, {"author": "OKR Sync", **size})


def _write_scalar(target: Worksheet, row: int, column: int, value: Scalar, style: Format) -> None:
    match value:
        case None | "":
            target.write_blank(row, column, None, style)
        case bool():
            target.write_boolean(row, column, value, style)
        case Decimal():
            target.write_number(row, column, float(value), style)
        case date():
            target.write_datetime(row, column, datetime.combine(value, time()), style)
        case str():
            target.write_string(row, column, value, style)
        case _:
            assert_never(value)


def _kept(value: Scalar) -> str | float | bool:
    """The result beside a formula."""
    if isinstance(value, Decimal):
        number = float(value)
        return int(number) if number.is_integer() else number
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return "" if value is None else value


def _properties(style: Style, file: _File) -> dict[str, Any]:
    found: dict[str, Any] = {
        "font_name": FONT, "font_size": style.size, "font_color": f"#{style.color}",
        "valign": "top" if style.top else "vcenter",
        "num_format": file.number_format(style.numbers),
    }  # fmt: skip
    optional = {
        "bold": style.bold, "italic": style.italic, "align": style.align,
        "text_wrap": style.wrap, "indent": style.indent,
        "bg_color": style.fill and f"#{style.fill}",
    }  # fmt: skip
    found |= {key: value for key, value in optional.items() if value}
    if style.lines:
        found |= {"border": 1, "border_color": f"#{style.lines}"}
    return found


def _add_check(target: Worksheet, check: Dropdown | Bounds) -> None:
    area = _zero_based(check.area)
    words = {"error_title": check.title, "error_message": check.message}
    if isinstance(check, Dropdown):
        target.data_validation(*area, {
            "validate": "list", "source": "=" + check.source, **words,
            "error_type": ERROR_TYPES[check.others], "show_error": check.others != "taken",
        })  # fmt: skip
        return
    low, high = check.low, check.high
    target.data_validation(*area, {
        "validate": "date" if isinstance(low, date) else "decimal", "criteria": "between",
        "minimum": _limit(low), "maximum": _limit(high), "error_type": "warning", **words,
    })  # fmt: skip


def _limit(value: Decimal | date | None) -> float | datetime:
    if isinstance(value, date):
        return datetime.combine(value, time())
    return float(value or 0)


def _add_rule(target: Worksheet, rule: Rule | Bars, file: _File) -> None:
    area = _zero_based(rule.area)
    if isinstance(rule, Bars):
        target.conditional_format(*area, {
            "type": "data_bar", "bar_color": f"#{rule.color}", "min_type": "num", "min_value": 0,
            "max_type": "num", "max_value": 1,
        })  # fmt: skip
        return
    target.conditional_format(*area, {
        "type": "formula", "criteria": "=" + rule.formula, "format": file.rule_format(rule),
        "stop_if_true": rule.numbers is None,
    })  # fmt: skip


def _set_page(sheet: Sheet, target: Worksheet) -> None:
    page = sheet.page
    target.set_landscape()
    target.set_paper(PAPER_A4)
    target.fit_to_pages(1, 0)
    target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    target.set_footer(f"&L&8{page.title}&R&8&P / &N")
    if page.repeated_rows:
        target.repeat_rows(0, page.repeated_rows - 1)
    if page.last:
        target.print_area(0, 0, page.last[0] - 1, page.last[1] - 1)


def _zero_based(area: Area) -> Iterable[int]:
    return (area.top - 1, area.left - 1, area.bottom - 1, area.right - 1)
