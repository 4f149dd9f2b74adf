"""How long the whole job takes on 100 and 1,000 key results with 20 metrics over 50,000 deals.

Run it with ``python -m bench.job``. The document is held in memory, so that the figure is the
service's own time; reading and writing of files is in ``bench.xlsx``, loading of deals in
``bench.mirror``.
"""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from bench.mirror import write_export
from sync.core.choices import Calculation
from sync.core.formulas import FORMULAS, Layout, formula
from sync.core.grid import NO_VALUE, Sheet, letters_of
from sync.core.ports import Document
from sync.core.schema import TABS, Tab
from sync.core.vocabulary import Cell, CellValue, Record
from sync.documents.memory import MemoryDocument
from sync.job import Asked, Order, Report, Sources, run
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter
from sync.sources.crm_export import read_export
from sync.store.database import open_database

SPAWN = multiprocessing.get_context("spawn")
SIZES = (100, 1_000)
METRICS = 20
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SETTINGS: Mapping[str, CellValue] = {
    "team": "B2B", "cycle": "2026-Q4", "start": date(2026, 10, 1), "end": date(2026, 12, 31),
    "zone": "Europe/Moscow",
}  # fmt: skip
Rows = Sequence[Mapping[str, CellValue]]


class Nowhere:
    """A book for documents that are never seen again."""

    def address_of(self, document_id: str) -> str | None:  # noqa: ARG002 - as the port has it
        return None

    def history_of(self, document_id: str) -> tuple[Record, ...]:  # noqa: ARG002 - as the port
        return ()

    def shown_of(self, document_id: str) -> tuple[Record, ...]:  # noqa: ARG002 - as the port
        return ()

    def remember(self, document_id: str, document: Document, report: Report) -> None:
        """Nothing to keep."""


def make_document(key_results: int) -> MemoryDocument:
    """Four key results an objective; every fifth follows a metric."""
    calculations = [calculation.title.ru for calculation in Calculation
                    if not calculation.is_rate and not calculation.is_of_activities]  # fmt: skip
    rows: dict[str, Rows] = {
        "objectives": [{"id": f"O-{n:03d}", "title": f"Стать сильнее в направлении {n}"}
                       for n in range(1, key_results // 4 + 1)],
        "key_results": [_key_result(n) for n in range(1, key_results + 1)],
        "metrics": [{"id": f"M-{n:03d}", "title": f"Метрика {n}", "source": "Выгрузка CRM",
                     "calculation": calculations[n % len(calculations)]}
                    for n in range(1, METRICS + 1)],
    }  # fmt: skip
    return MemoryDocument([_sheet(tab, rows.get(tab.key, ())) for tab in TABS.values()])


def _key_result(number: int) -> Mapping[str, CellValue]:
    metric = {"metric": f"M-{number // 5 % METRICS + 1:03d}"} if number % 5 == 0 else {}
    return {
        "id": f"KR-{number:03d}", "title": f"Выручка направления {number} с 10 до 90 млн ₽",
        "objective": f"O-{(number - 1) // 4 + 1:03d}", "type": "Достичь уровня",
        "start": Decimal(10), "target": Decimal(90), "typed": Decimal(number % 100), **metric,
    }  # fmt: skip


def _sheet(tab: Tab, rows: Rows) -> Sheet:
    sheet = Sheet(tab.title.ru, hidden=tab.hidden)
    layout = _layout()
    for number, column in enumerate(tab.columns, 1):
        if tab.key == "settings":
            sheet.put(number, 1, Cell(column.title.ru))
            sheet.put(number, 2, Cell(SETTINGS.get(column.key)))
            continue
        head = 2 if tab.key == "_okr" else 1
        sheet.put(head, number, Cell(column.title.ru))
        for line, values in enumerate(rows, head + 1):
            if (tab.key, column.key) in FORMULAS:
                text = formula(tab.key, column.key, line, layout)
                sheet.put(line, number, Cell(NO_VALUE, formula=text))
            else:
                sheet.put(line, number, Cell(values.get(column.key)))
    return sheet


def _layout() -> Layout:
    letters = {tab.key: {c.key: letters_of(n) for n, c in enumerate(tab.columns, 1)}
               for tab in TABS.values()}  # fmt: skip
    settings = {column.key: n for n, column in enumerate(TABS["settings"].columns, 1)}
    return Layout({key: tab.title.ru for key, tab in TABS.items()}, letters, settings, "ru")


def measure(key_results: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "deals.csv"
        write_export(export)
        engine = open_database(None, Path(folder))
        ingest(engine, "bench", read_export(export, now=NOW, zone="Europe/Moscow"))
        document = make_document(key_results)
        for name in ("first run", "nothing to do"):
            with MirrorMeter(engine, "bench") as meter:
                sources = Sources({"crm_export": meter})
                order = Order(NOW, "okr-bench", write=True)
                started = time.perf_counter()
                report = run(document, partial(_opened, sources), Nowhere(), order)
                spent = time.perf_counter() - started
            changes = len(report.plan.changes)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{key_results:>6} key results, {METRICS} metrics, {name:>14}: {spent:5.2f} s,"
                  f" {changes:>6} changes, peak {peak} MB")  # fmt: skip
        engine.dispose()


def _opened(sources: Sources, _asked: Asked) -> Sources:
    return sources


def main() -> None:
    for size in SIZES:
        worker = SPAWN.Process(target=measure, args=(size,))
        worker.start()
        worker.join()


if __name__ == "__main__":
    main()
