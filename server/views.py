"""What the pages of one document show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from server.boards import Board, board_of
from server.changes import Changes, changes_of
from server.charts import NARROW, SMALL, WIDE, Chart, draw, key_result_curves, objective_curves
from server.speech import Speech
from sync.core.vocabulary import Evidence
from sync.store.documents import KeptDocument, document_of
from sync.store.evidence import KeptReading, evidence_of, readings_by_metric
from sync.store.history import history_of, objective_weeks
from sync.store.results import Kept, results_of
from sync.store.runs import KeptRun, last_change, runs_of

RUNS = 8
CHANGED_ROWS = 10
"""Rows whose changes a document's page lists."""
ALL_ROWS = 1000


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All of a document's page."""

    document: KeptDocument
    kept: Kept
    board: Board
    readings: Mapping[str, KeptReading]
    charts: tuple[Chart, ...]
    """Of the same curves: one for broad pages, one for narrow ones."""
    runs: tuple[KeptRun, ...]
    changed: KeptRun | None
    """The last run that changed anything."""
    changes: Changes | None

    @property
    def last(self) -> KeptRun | None:
        return self.runs[0] if self.runs else None

    @property
    def running(self) -> KeptRun | None:
        return self.last if self.last and self.last.state == "running" else None

    @property
    def failed(self) -> KeptRun | None:
        return self.last if self.last and self.last.state == "failed" else None


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The weeks of every row."""

    document: KeptDocument
    charts: tuple[Chart, ...]
    rows: tuple[Chart, ...]
    """One small drawing for each key result."""
    table: Chart


@dataclass(frozen=True, slots=True)
class MetricView:
    """A reading and its records."""

    document: KeptDocument
    reading: KeptReading

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return tuple(item for item in self.reading.records if item.counted)

    @property
    def others(self) -> tuple[Evidence, ...]:
        return tuple(item for item in self.reading.records if not item.counted)


@dataclass(frozen=True, slots=True)
class RunView:
    """A run, and the document it was of when that is known."""

    run: KeptRun
    document: KeptDocument | None
    kept: Kept

    def changes(self, speech: Speech) -> Changes:
        return changes_of(self.run, self.kept, speech, ALL_ROWS)


def document_view(engine: Engine, document: KeptDocument, speech: Speech) -> DocumentView:
    """Gather a document's page."""
    kept = results_of(engine, document.id)
    changed = last_change(engine, document.id)
    return DocumentView(
        document,
        kept,
        board_of(kept, speech),
        readings_by_metric(engine, document.id),
        _charts(engine, document, kept),
        runs_of(engine, document.id, RUNS),
        changed,
        changes_of(changed, kept, speech, CHANGED_ROWS) if changed else None,
    )


def history_view(engine: Engine, document: KeptDocument) -> HistoryView:
    """Gather the weeks."""
    kept = results_of(engine, document.id)
    curves = key_result_curves(kept, history_of(engine, document.id))
    span = _span(document)
    return HistoryView(
        document,
        _charts(engine, document, kept),
        tuple(draw([curve], span, SMALL) for curve in curves),
        draw(curves, span),
    )


def metric_view(engine: Engine, document: KeptDocument, metric: str) -> MetricView | None:
    """Gather the evidence of one metric; None when it was never read."""
    reading = evidence_of(engine, document.id, metric)
    return MetricView(document, reading) if reading else None


def run_view(engine: Engine, run: KeptRun) -> RunView:
    """Gather what is known of a run."""
    document = document_of(engine, run.document_id) if run.document_id else None
    return RunView(run, document, results_of(engine, document.id) if document else Kept())


def _charts(engine: Engine, document: KeptDocument, kept: Kept) -> tuple[Chart, ...]:
    goals, rows = objective_weeks(engine, document.id), history_of(engine, document.id)
    curves = objective_curves(kept, goals, rows)
    return tuple(draw(curves, _span(document), frame) for frame in (WIDE, NARROW))


def _span(document: KeptDocument) -> tuple[date, date] | None:
    first, last = document.starts, document.ends
    return (first, last) if first and last else None
