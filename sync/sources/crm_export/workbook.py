"""Turns an .xlsx into grids, without trusting what it claims about its size."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from sync.sources.crm_export.errors import DamagedWorkbookError, ExportTooLargeError

LARGEST_UNPACKED = 300
"""Megabytes; a list of deals that packs to 100 unpacks to less."""
MOST_ROWS = 1_048_576
MOST_SHEETS = 20

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, TypeError,
    LookupError, AttributeError, ArithmeticError, RuntimeError, SyntaxError, AssertionError,
)  # fmt: skip
"""What the library has been seen to raise on damaged files; errors of XML are SyntaxErrors."""


def read_workbook(content: bytes, file: str, most_columns: int) -> list[pd.DataFrame]:
    """The sheets that hold anything. Raises ExportError."""
    try:
        _refuse_bombs(content, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_sheets(content, most_columns))
    except BROKEN as error:
        raise DamagedWorkbookError(file) from error


def _refuse_bombs(content: bytes, file: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED * 1_000_000:
            raise ExportTooLargeError(file, LARGEST_UNPACKED)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as opened:
                    if b"<!" in opened.read(512).replace(b"<!--", b""):
                        raise DamagedWorkbookError(file)


def _sheets(content: bytes, most_columns: int) -> Iterator[pd.DataFrame]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets[:MOST_SHEETS]:
        sheet.reset_dimensions()
        rows = dict(_rows(sheet.iter_rows(values_only=True), most_columns))
        if rows:
            width = max(map(len, rows.values()))
            filled = [cells + [""] * (width - len(cells)) for cells in rows.values()]
            yield pd.DataFrame(filled, index=pd.Index(rows), dtype=object)


def _rows(
    cells: Iterable[tuple[Any, ...]], most_columns: int
) -> Iterator[tuple[int, list[str | Decimal | datetime]]]:
    """The rows that are not blank, by number, without their blank ends."""
    for number, row in enumerate(cells, start=1):
        if number > MOST_ROWS:
            raise ValueError
        values = [_value(cell) for cell in row[:most_columns]]
        while values and values[-1] == "":
            values.pop()
        if values:
            yield number, values


def _value(cell: Any) -> str | Decimal | datetime:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        number = Decimal(repr(cell))
        return number if number.is_finite() else ""
    if isinstance(cell, datetime):
        return cell
    return datetime.combine(cell, time()) if isinstance(cell, date) else str(cell)
