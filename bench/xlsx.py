"""How long workbooks take to read and write, and how much memory that needs.

Run it with ``python -m bench.xlsx``. Each size runs in a process of its own, so that its peak
is its own. Three tabs have so many rows: key results, ``_okr`` and History.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from sync.core.schema import TABS, Tab, Type, Writer
from sync.core.vocabulary import Change, Formula, Plan, Record
from sync.documents.xlsx import XlsxDocument

SPAWN = multiprocessing.get_context("spawn")
SIZES = (100, 1_000, 10_000)
TODAY = date(2026, 10, 14)
FORMULA = (
    '=IF($A{row}="","",IF(Settings!$B$12=0,"",IFERROR(IF(INDEX(_okr!$C$3:$C$2402,'
    'MATCH($A{row},_okr!$A$3:$A$2402,0))="","",INDEX(_okr!$C$3:$C$2402,'
    'MATCH($A{row},_okr!$A$3:$A$2402,0))),"")))'
)
"""A lookup of the template."""


def write_workbook(path: Path, key_results: int) -> None:
    """Every tab, with so many full rows of key results and of ``_okr`` and History."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for tab in TABS.values():
            sheet = book.add_worksheet(tab.title.en)
            if tab.key == "settings":
                for row, column in enumerate(tab.columns):
                    sheet.write_row(row, 0, [column.title.en, "x"])
                continue
            first = 2 if tab.key == "_okr" else 1
            sheet.write_row(first - 1, 0, [column.title.en for column in tab.columns])
            rows = key_results if tab.key in ("key_results", "_okr", "history") else 20
            for row in range(first, first + rows if tab.columns else 0):
                _write_row(sheet, tab, row, day)


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, tab: Tab, row: int, day: xlsxwriter.format.Format
) -> None:
    for place, column in enumerate(tab.columns):
        if column.key == "id":
            sheet.write_string(row, place, f"{tab.prefix or 'KR'}-{row:03d}")
        elif column.writer is Writer.FORMULA:
            sheet.write_formula(row, place, FORMULA.format(row=row + 1), None, 0.5)
        elif column.type is Type.NUMBER:
            sheet.write_number(row, place, row / 7)
        elif column.type is Type.DATE:
            sheet.write_datetime(row, place, TODAY, day)
        else:
            sheet.write_string(row, place, f"{column.title.en} of row {row}, as people write it")


def make_plan(key_results: int) -> Plan:
    """Every record of ``_okr`` and History anew, and an id and a formula for every tenth row."""
    okr: tuple[Record, ...] = tuple(
        {"id": f"KR-{n:03d}", "kind": "row", "value": Decimal(n), "as_of": TODAY, "message": "✓"}
        for n in range(key_results)
    )
    history: tuple[Record, ...] = tuple(
        {"week": TODAY, "id": f"KR-{n:03d}", "title": "A key result", "score": Decimal("0.65")}
        for n in range(key_results)
    )
    rows = range(2, key_results + 2, 10)
    changes = [
        change
        for row in rows
        for change in (
            Change("key_results", "KR", "id", None, f"KR-9{row}", row),
            Change("key_results", "KR", "crm", None, Formula(f"$I{row}"), row),
        )
    ]
    return Plan(tuple(changes), {"_okr": okr, "history": history}, "doc-1")


def measure(key_results: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "okr.xlsx"
        writer = SPAWN.Process(target=write_workbook, args=(path, key_results))
        writer.start()
        writer.join()
        document = XlsxDocument(path)
        before = _peak()
        reading = _timed(document.read)
        plan = make_plan(key_results)
        writing = _timed(lambda: document.apply(plan))
        size = path.stat().st_size / 1e6
    times = f"read {reading:6.2f} s   write {writing:6.2f} s"
    print(f"{key_results:>6} rows {size:5.1f} MB   {times}   peak {_peak()} MB (empty: {before})")


def _timed(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    for size in SIZES:
        worker = SPAWN.Process(target=measure, args=(size,))
        worker.start()
        worker.join()
        if worker.exitcode:
            sys.exit(worker.exitcode)


if __name__ == "__main__":
    main()
