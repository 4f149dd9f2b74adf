"""A team's document in memory, with every formula of the template, and a source that answers as
told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from builders import cell

from sync.core.formulas import FORMULAS, Layout, formula
from sync.core.grid import NO_VALUE, Sheet, letters_of
from sync.core.metric import MetricQuery
from sync.core.ports import Document
from sync.core.schema import TABS, Tab
from sync.core.vocabulary import Cell, Evidence, Language, Names, Period, Reading, Record
from sync.documents.memory import MemoryDocument
from sync.job import Book, Order, Report, Sources, run

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Rows = Sequence[Mapping[str, object]]

SETTINGS: Mapping[str, object] = {
    "team": "B2B", "cycle": "2026-Q4", "start": date(2026, 10, 1), "end": date(2026, 12, 31),
    "zone": "Europe/Moscow", "currency": "RUB",
}  # fmt: skip
OBJECTIVES: Rows = (
    {"id": "O-001", "title": "Become the first choice of enterprise clients"},
    {"id": "O-002", "title": "A funnel that does not leak"},
    {"id": "O-003", "title": "Customers who stay and grow"},
)
KEY_RESULTS: Rows = (
    {"id": "KR-001", "title": "Share of enterprise revenue from 22 % to 35 %", "unit": "%",
     "objective": "O-001 · Become the first choice of enterprise clients",
     "type": "Reach a level", "start": 22, "target": 35, "metric": "M-001 · Enterprise share"},
    {"id": "KR-002", "title": "50 deals in the enterprise segment", "type": "Collect a total",
     "objective": "O-001 · Become the first choice of enterprise clients", "target": 50,
     "metric": "M-002 · Enterprise deals"},
    {"id": "KR-003", "title": "Deal cycle from 45 to 30 days", "type": "Reach a level",
     "objective": "O-002 · A funnel that does not leak", "start": 45, "target": 30, "typed": 38},
    {"id": "KR-004", "title": "Churn from 3.0 % to 1.8 %", "type": "Reach a level", "unit": "%",
     "objective": "O-003 · Customers who stay and grow", "start": 3, "target": 1.8, "typed": 2.4},
)  # fmt: skip
METRICS: Rows = (
    {"id": "M-001", "title": "Enterprise share", "source": "CRM export",
     "calculation": "Segment share of revenue", "segment_field": "Segment",
     "segment_value": "Enterprise"},
    {"id": "M-002", "title": "Enterprise deals", "source": "CRM export",
     "calculation": "Won deals", "segment_field": "Segment", "segment_value": "Enterprise"},
)  # fmt: skip


@dataclass
class Team:
    """What the document of a team holds."""

    objectives: Rows = OBJECTIVES
    key_results: Rows = KEY_RESULTS
    metrics: Rows = METRICS
    kpi: Rows = ()
    settings: Mapping[str, object] = field(default_factory=lambda: dict(SETTINGS))
    language: Language = "en"
    spare: int = 3
    """Prepared rows below the last one, with an id and formulas."""

    def sheets(self) -> list[Sheet]:
        rows: dict[str, Rows] = {
            "objectives": self.objectives, "key_results": self.key_results,
            "metrics": self.metrics, "kpi": self.kpi,
        }  # fmt: skip
        return [self._sheet(tab, rows.get(tab.key, ())) for tab in TABS.values() if tab.columns]

    def document(self) -> MemoryDocument:
        return MemoryDocument(self.sheets())

    def _sheet(self, tab: Tab, rows: Rows) -> Sheet:
        sheet = Sheet(tab.title.of(self.language), hidden=tab.hidden)
        if tab.key == "settings":
            for number, column in enumerate(tab.columns, 1):
                sheet.put(number, 1, Cell(column.title.of(self.language)))
                self._put(sheet, tab, column.key, (number, 2), self.settings.get(column.key))
            return sheet
        head = 2 if tab.key == "_okr" else 1
        for number, column in enumerate(tab.columns, 1):
            sheet.put(head, number, Cell(column.title.of(self.language)))
        spare = [{"id": f"{tab.prefix}-{len(rows) + n:03d}"} for n in range(1, self.spare + 1)]
        for row, values in enumerate([*rows, *(spare if tab.prefix else ())], head + 1):
            for number, column in enumerate(tab.columns, 1):
                self._put(sheet, tab, column.key, (row, number), values.get(column.key))
        return sheet

    def _put(
        self, sheet: Sheet, tab: Tab, column: str, where: tuple[int, int], value: object
    ) -> None:
        if (tab.key, column) in FORMULAS and tab.key != "_lists":
            text = formula(tab.key, column, where[0], layout(self.language))
            sheet.put(*where, Cell(NO_VALUE, formula=text))
        elif value is not None:
            sheet.put(*where, cell(value))


@cache
def layout(language: Language) -> Layout:
    """Where a fresh document keeps everything."""
    letters = {
        tab.key: {column.key: letters_of(number) for number, column in enumerate(tab.columns, 1)}
        for tab in TABS.values()
        if tab.key != "settings"
    }
    rows = {column.key: number for number, column in enumerate(TABS["settings"].columns, 1)}
    titles = {key: tab.title.of(language) for key, tab in TABS.items()}
    return Layout(titles, letters, rows, language)


@dataclass
class ToldMeter:
    """A source that answers what the test tells it to."""

    values: dict[str, str | None] = field(default_factory=dict)
    """Metric id → value; absent ones give no data."""
    loaded: bool = True
    as_of: datetime = NOW
    records: tuple[Evidence, ...] = ()
    near: int = 89
    """Records that are not counted."""

    def names(self) -> Names | None:
        if not self.loaded:
            return None
        fields = {"Segment": ("Enterprise", "SMB"), "Amount": ()}
        pipelines = {"B2B": ("New", "Won"), "Upsell": ("New", "Won")}
        return Names("crm_export", pipelines, ("Anna Orlova",), fields, ("Amount",), ("RUB",), NOW)

    def measure(self, query: MetricQuery, period: Period, evidence: int) -> Reading:
        told = self.values.get(query.id)
        value = None if told is None else Decimal(told)
        return Reading(query.id, value, 31, 120, self.as_of, self.records, self.near)


@dataclass
class Places:
    """A book in memory; every place it knows still exists."""

    known: dict[str, str] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def address_of(self, document_id: str) -> str | None:
        return self.known.get(document_id)

    def history_of(self, document_id: str) -> tuple[Record, ...]:
        return self._wanted(document_id, "history")

    def shown_of(self, document_id: str) -> tuple[Record, ...]:
        return self._wanted(document_id, "_okr")

    def remember(self, document_id: str, document: Document, report: Report) -> None:
        self.known[document_id] = document.address
        self.reports[document_id] = report

    def _wanted(self, document_id: str, tab: str) -> tuple[Record, ...]:
        report = self.reports.get(document_id)
        return tuple(report.wanted[tab]) if report else ()


class Nowhere:
    """A book for documents that are never seen again."""

    def address_of(self, document_id: str) -> str | None:
        return None

    def history_of(self, document_id: str) -> tuple[Record, ...]:
        return ()

    def shown_of(self, document_id: str) -> tuple[Record, ...]:
        return ()

    def remember(self, document_id: str, document: Document, report: Report) -> None:
        """Nothing to keep."""


def sync(
    document: Document, meter: ToldMeter | None = None, book: Book | None = None,
    now: datetime = NOW, new_id: str = "okr-new", **order: bool,
) -> Report:  # fmt: skip
    """Run the job once."""
    told = meter or ToldMeter({"M-001": "0.29", "M-002": "31"})
    asked = Order(now, new_id, order.pop("write", True), "", **order)
    return run(document, lambda *_: Sources({"crm_export": told}), book or Places(), asked)
