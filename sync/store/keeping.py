"""Keeps what a finished run found and wrote: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Engine

from sync.core.notes import level
from sync.core.ports import Document
from sync.core.vocabulary import Plan, Record
from sync.core.wanting import Findings
from sync.store.documents import Told, keep_document
from sync.store.evidence import keep_evidence, keep_readings
from sync.store.history import keep_history
from sync.store.results import keep_results
from sync.store.runs import Outcome, finish_run
from sync.store.shown import keep_shown


class Finished(Protocol):
    """What of ``job.Report`` is kept."""

    @property
    def found(self) -> Findings: ...
    @property
    def wanted(self) -> Mapping[str, Sequence[Record]]: ...
    @property
    def plan(self) -> Plan: ...


@dataclass(frozen=True, slots=True)
class Ending:
    """A run that was opened, and what it has asked of CRMs."""

    run: int
    calls: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def keep_report(
    engine: Engine, document_id: str, document: Document, report: Finished,
    ending: Ending | None = None,
) -> None:  # fmt: skip
    """Keep a report in one transaction and, when it came of a run that was opened, end that run.

    A database that has no weeks of a document yet takes over those of its History tab: the report
    holds them.
    """
    found, wanted = report.found, report.wanted
    checked = found.checked
    told = Told(checked.settings, level(found.problems))
    titles = {line.id: line.title for lines in checked.lines.values() for line in lines}
    run = ending.run if ending else None
    metrics = [line.id for line in checked.lines["metrics"]]
    with engine.begin() as connection:
        keep_document(connection, document_id, document, told, run)
        keep_history(connection, document_id, wanted["history"], found.board.objectives)
        keep_evidence(connection, document_id, metrics, found.measured, checked.settings)
        keep_shown(connection, document_id, wanted["_okr"])
        keep_results(connection, document_id, found, wanted["_okr"], run)
        if ending is not None:
            keep_readings(connection, ending.run, found.measured)
            calls = {document.kind: document.calls, **ending.calls}
            outcome = Outcome(document_id, report.plan.changes, titles, calls)
            finish_run(connection, ending.run, outcome)
