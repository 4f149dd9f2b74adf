"""LibreOffice and IronCalc as calculators of .xlsx files."""

from __future__ import annotations

import os
import subprocess
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import ironcalc
import openpyxl

Value = str | float | bool | None
Sheet = Mapping[tuple[int, int], Value]
"""Row and column, counted from 1, to what the cell shows; blank cells are absent."""
Book = Mapping[str, Sheet]

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Recalculate every formula on loading; the default trusts the results kept in the file."""
_DAY_ZERO = date(1899, 12, 30)


def by_libreoffice(files: Iterable[Path], work: Path, *, forced: bool) -> dict[str, Book]:
    """Each file by its name, as LibreOffice shows it after opening; one call for all of them."""
    profile, out = work / "profile", work / "out"
    convert(files, profile, out, forced=forced)
    return {path.name: read(path) for path in sorted(out.glob("*.xlsx"))}


def convert(
    files: Iterable[Path], profile: Path, out: Path, *, forced: bool, to: str = "xlsx"
) -> None:
    """Open files in LibreOffice and save them in another format."""
    if forced:
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", out, *files],
        check=True, capture_output=True, timeout=120, env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip


def read(path: Path) -> Book:
    """The values that stand in a file, formulas by their kept results."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "(Unknown|Conditional Formatting) extension")
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        return {sheet.title: _cells(sheet.iter_rows()) for sheet in book.worksheets}


def by_ironcalc(path: Path, language: str = "en") -> Book:
    """The file recalculated by IronCalc."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", language)
    model.evaluate()
    names = [sheet["name"] for sheet in model.get_worksheets_properties()]
    book: dict[str, dict[tuple[int, int], Value]] = {name: {} for name in names}
    for sheet, row, column in model.get_all_cells():
        value = model.get_cell_value(sheet, row, column)
        if value not in (None, ""):
            book[names[sheet]][row, column] = value
    return book


def _cells(rows: Iterable[Iterable[object]]) -> Sheet:
    cells = (cell for row in rows for cell in row)
    return {
        (cell.row, cell.column): _plain(cell.value)  # type: ignore[attr-defined]  # EmptyCell has none
        for cell in cells
        if getattr(cell, "value", None) not in (None, "")
    }


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return float((value - _DAY_ZERO).days)
    return value if isinstance(value, str | bool) else float(str(value))
