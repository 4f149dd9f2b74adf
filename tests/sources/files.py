"""Small files of deals for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from sync.core.records import Export
from sync.sources.crm_export import read_export

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MOSCOW = "Europe/Moscow"

HEAD = "ID,Deal Name,Deal Stage,Amount,Create Date,Close Date"
WON = "1,First,Closed Won,1200.50,2026-10-01 10:00,2026-10-20 12:00"
LOST = "2,Second,Closed Lost,300,2026-10-02 10:00,2026-10-21 12:00"
OPEN = "3,Third,Proposal,,2026-10-03 10:00,"


def read(folder: Path, content: str | bytes, name: str = "deals.csv", zone: str = MOSCOW) -> Export:
    """What is read from a file of this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_export(path, now=NOW, zone=zone)


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx with one sheet; dates as Excel keeps them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd.mm.yyyy hh:mm"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one part replaced or added."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return buffer.getvalue()
