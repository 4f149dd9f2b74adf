"""The straight path: read → validate → measure → score → plan → apply → record.

Only this module knows the order. Every step takes values and returns values; what is decided stands
in the plan before the first cell is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sync.core import brakes, history
from sync.core.board import Calendar
from sync.core.identity import identify
from sync.core.measuring import known_from, known_records
from sync.core.notes import level
from sync.core.planning import make_plan
from sync.core.ports import Document
from sync.core.repair import repair, restored
from sync.core.retelling import told_at_rows
from sync.core.scoreboard import Measured, score_all, withhold_broken
from sync.core.settings import zone_of
from sync.core.showing import Memory
from sync.core.surprises import fallen, odd_rows
from sync.core.validating import Checked, validate
from sync.core.vocabulary import Plan, Problem, Record, Snapshot
from sync.core.wanting import Findings, wanted_tables
from sync.errors import DocumentChangedError, DocumentCopiedError, UnsafePlanError
from sync.measure import Failures, Meters, measure, offer_starts

ATTEMPTS = 3
"""Runs over a document that people keep changing, before giving up."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What answers the metrics of a document, and what was odd in it."""

    meters: Meters
    problems: tuple[Problem, ...] = ()
    failed: Failures = field(default_factory=dict)
    """Sources that could not be read this time; their meters, if any, only know names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sources a document needs."""

    zone: str
    """Of the document, in which files without zones are read."""
    document_id: str
    """Empty while the document has no identity that lasts."""
    kinds: frozenset[str]
    """Keys of the sources that its metrics name; others are not worth a call."""
    progress: Callable[[str], None]


OpenSources = Callable[[Asked], Sources]
"""Opens the sources of a document. What cannot be read is told in ``Sources.failed``."""


class Book(Protocol):
    """What is kept of each document between runs."""

    def address_of(self, document_id: str) -> str | None:
        """The place a document is known by, while it is still there; None otherwise."""
        ...

    def history_of(self, document_id: str) -> tuple[Record, ...]:
        """The weekly rows kept of a document, oldest first; empty when there are none yet."""
        ...

    def shown_of(self, document_id: str) -> tuple[Record, ...]:
        """The records of ``_okr`` written last; empty when there are none yet."""
        ...

    def remember(self, document_id: str, document: Document, report: Report) -> None:
        """Keep where the document lives, what the run found and what it wrote."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a run."""

    now: datetime
    """With a zone."""
    new_id: str
    """The identity that a new or adopted document gets."""
    write: bool
    adopt: bool = False
    force: bool = False
    careful: bool = True
    """Whether a surprising plan stops the run; a mere check tells what it sees."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and did."""

    snapshot: Snapshot
    found: Findings
    wanted: Mapping[str, Sequence[Record]]
    """The content each service tab ought to have."""
    plan: Plan
    applied: bool

    @property
    def has_errors(self) -> bool:
        return level(self.found.problems) == "error"


def run(
    document: Document,
    open_sources: OpenSources,
    book: Book,
    order: Order,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Bring one document up to date, or only say what would change.

    Raises SyncError: the document cannot be read or written, it is a copy that nobody adopted, the
    plan is too surprising, or people change the document faster than it can be worked out.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(DocumentChangedError):
            return _run(document, open_sources, book, order, progress)
    return _run(document, open_sources, book, order, progress)


def _run(
    document: Document,
    open_sources: OpenSources,
    book: Book,
    order: Order,
    progress: Callable[[str], None],
) -> Report:
    progress("read")
    snapshot = document.read()
    document_id, copied = _document_id(snapshot, document.address, book, order)
    zone = zone_of(snapshot)
    today = order.now.astimezone(ZoneInfo(zone)).date()
    known = known_records(snapshot) or known_from(book.shown_of(document_id))
    identity = identify(snapshot)
    _stop_if(order, odd_rows(snapshot, identity, known))
    progress("validate")
    checked = validate(snapshot, identity, today)
    progress("measure")
    kinds = frozenset(metric.source for metric in checked.metrics.values())
    kept = document_id if order.write else snapshot.document_id
    sources = open_sources(Asked(zone, kept, kinds, progress))
    measured = measure(checked, sources.meters, known, today, sources.failed)
    checked = offer_starts(withhold_broken(checked, measured), measured, sources.meters)
    _stop_if(order, fallen(checked, measured, known, today))
    progress("score")
    repairs = repair(snapshot, identity)
    past = history.kept_or_read(book.history_of(document_id), snapshot)
    found = _score(checked, measured, sources.meters, Memory(known, today), past)
    said = restored(repairs, known, identity.lines, today, checked.settings.language)
    found = replace(found, problems=(*copied, *sources.problems, *found.problems, *said))
    progress("plan")
    wanted = wanted_tables(snapshot, found)
    plan = make_plan(snapshot, wanted, (*identity.changes, *repairs), document_id)
    if order.write and plan:
        progress("apply")
        document.apply(plan)
    report = Report(snapshot, found, wanted, plan, applied=order.write)
    if order.write:
        progress("record")
        book.remember(document_id, document, report)
    return report


def _score(
    checked: Checked, measured: Measured, meters: Meters, memory: Memory, past: history.Past
) -> Findings:
    lines = (line for lines in checked.lines.values() for line in lines)
    calendar = Calendar(checked.settings, memory.today, memory.all_first_seen(lines))
    board = score_all(checked, measured, memory.known, past, calendar)
    names = tuple(names for meter in meters.values() if (names := meter.names()))
    problems = (
        *checked.problems,
        *(problem for item in measured.values() for problem in item.problems),
        *told_at_rows(checked, measured),
        *board.problems,
    )
    return Findings(checked, measured, board, problems, names, past, memory)


def _document_id(
    snapshot: Snapshot, address: str, book: Book, order: Order
) -> tuple[str, tuple[Problem, ...]]:
    """The identity to go by; a copy is told of, and refused when something is to be written. What
    is adopted already keeps its identity."""
    mine = snapshot.document_id
    original = book.address_of(mine) if mine else None
    if not mine or (order.adopt and original != address):
        return order.new_id, ()
    if original is None or original == address:
        return mine, ()
    if order.write:
        raise DocumentCopiedError(address, original)
    return mine, (Problem("document-copied", found=original),)


def _stop_if(order: Order, brake: brakes.Brake | None) -> None:
    if brake and order.careful and not order.force:
        raise UnsafePlanError(brake.code, brake.text)
