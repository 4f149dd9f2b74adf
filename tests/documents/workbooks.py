"""Grids written as workbooks by other programs, and workbooks read back by them."""

from __future__ import annotations

import io
import os
import subprocess
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from sheets_template.xlsx import PlainSheet
from sync.core.grid import Sheet
from sync.core.vocabulary import Cell, CellValue, ErrorValue
from sync.documents.xlsx import XlsxDocument


def write_with_xlsxwriter(path: Path, sheets: Sequence[Sheet], *, date1904: bool = False) -> Path:
    """One cell format for dates and one for percentages; formulas carry their values."""
    with xlsxwriter.Workbook(str(path), {"date_1904": date1904, "in_memory": True}) as book:
        formats = {
            date: book.add_format({"num_format": "dd.mm.yyyy"}),
            float: book.add_format({"num_format": "0%"}),
        }
        for sheet in sheets:
            tab = book.add_worksheet(sheet.title, PlainSheet)
            if sheet.hidden:
                tab.hide()
            for row, column, cell in sheet.filled():
                _put(tab, (row - 1, column - 1), cell, formats)
            for area in sheet.merges:
                value = sheet.cell(area.top, area.left).value
                tab.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, value)
    return path


def write_with_openpyxl(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Formulas have no values, as in every file of this library."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        tab = book.create_sheet(sheet.title)
        tab.sheet_state = "hidden" if sheet.hidden else "visible"
        for row, column, cell in sheet.filled():
            value: Any = f"={cell.formula}" if cell.formula else _plain(cell.value)
            tab.cell(row, column, value)
            if cell.percent:
                tab.cell(row, column).number_format = "0%"
    book.save(path)
    return path


def read_file(path: Path) -> list[Sheet]:
    """The tabs of a document as grids, to be edited in memory."""
    document = XlsxDocument(path)
    document.read()
    return document.sheets


def convert_with_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return folder / path.name  # fmt: skip


def read_with_openpyxl(content: bytes) -> list[Sheet]:
    """What another program sees: formulas and values of every cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content))
    sheets = []
    for tab in values.worksheets:
        sheet = Sheet(tab.title, hidden=tab.sheet_state != "visible")
        for line in tab.iter_rows():
            for cell in line:
                twin = formulas[tab.title].cell(cell.row or 1, cell.column or 1)
                formula = str(twin.value)[1:] if twin.data_type == "f" else None
                if formula is not None or cell.value is not None:
                    is_percent = "%" in cell.number_format
                    value = _seen(cell.value, cell.data_type)
                    sheet.put(cell.row or 1, cell.column or 1, Cell(value, is_percent, formula))
        sheets.append(sheet)
    return sheets


def members(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def with_members(content: bytes, changed: dict[str, bytes | None]) -> bytes:
    """The workbook with parts replaced or added, or, where None, removed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in {**members(content), **changed}.items():
            if part is not None:
                target.writestr(name, part)
    return buffer.getvalue()


def _put(tab: Any, where: tuple[int, int], cell: Cell, formats: dict[type, Any]) -> None:
    value = _plain(cell.value)
    style = formats[date] if isinstance(value, date) else formats[float] if cell.percent else None
    if cell.formula is not None:
        if isinstance(value, date):
            value = (value - date(1899, 12, 30)).days
        tab.write_formula(*where, f"={cell.formula}", style, "" if value is None else value)
    elif isinstance(value, bool):
        tab.write_boolean(*where, value, style)
    elif isinstance(value, date):
        tab.write_datetime(*where, value, style)
    elif isinstance(value, str):
        tab.write_string(*where, value, style)
    else:
        tab.write_number(*where, value, style)


def _plain(value: CellValue) -> str | bool | float | date | None:
    if isinstance(value, Decimal):
        return float(value)
    return value.code if isinstance(value, ErrorValue) else value


def _seen(value: Any, kind: str) -> CellValue:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    if kind == "e":
        return ErrorValue(str(value))
    return value if isinstance(value, str | bool | date) or value is None else str(value)
