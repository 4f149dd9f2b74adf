"""The straight path: read → validate → measure → score → plan → apply → record.

Only this module knows the order. Every step takes values and returns values; what is decided stands
in the plan before the first cell is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from sync.core import brakes, history
from sync.core.board import Calendar
from sync.core.filling import computed, only_rows
from sync.core.identity import Identity, identify
from sync.core.measuring import Known, known_from, known_from_rows, known_records
from sync.core.notes import level
from sync.core.page_addresses import metric_page
from sync.core.planning import make_plan
from sync.core.ports import Document
from sync.core.repair import repair, restored
from sync.core.retelling import told_at_rows
from sync.core.scoreboard import Measured, score_all, withhold_broken
from sync.core.settings import current_cycle, zone_of
from sync.core.showing import Memory
from sync.core.surprises import fallen, odd_rows
from sync.core.validating import Checked, validate
from sync.core.vocabulary import Change, Plan, Problem, Record, Snapshot
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
    pages: str = ""
    """Where the service's own pages are, for links to evidence."""
    adopt: bool = False
    force: bool = False
    careful: bool = True
    """Whether a surprising plan stops the run; a mere check tells what it sees."""

    def page_of(self, document_id: str) -> Callable[[str], str]:
        """Id of a metric → the page with the records behind it."""
        return partial(metric_page, self.pages, document_id)


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
    opened = _open(document, book, order)
    snapshot, document_id = opened.snapshot, opened.document_id
    progress("validate")
    checked = validate(snapshot, opened.identity, opened.today)
    progress("measure")
    kinds = frozenset(metric.source for metric in checked.metrics.values())
    kept = document_id if order.write else snapshot.document_id
    sources = open_sources(Asked(opened.zone, kept, kinds, progress))
    measured = measure(checked, sources.meters, opened.known, opened.today, sources.failed)
    checked = offer_starts(withhold_broken(checked, measured), measured, sources.meters)
    _stop_if(order, fallen(checked, measured, opened.known, opened.today))
    progress("score")
    memory = Memory(opened.known, opened.today)
    past = history.kept_or_read(book.history_of(document_id), snapshot)
    found = _score(checked, measured, sources.meters, memory, past)
    problems = (*opened.copied, *sources.problems, *found.problems, *_restored(opened, checked))
    found = replace(found, problems=problems)
    progress("plan")
    wanted = wanted_tables(snapshot, found)
    cells, tables = opened.repairs, wanted
    if not document.live:
        cells = computed(snapshot, found, wanted, order.page_of(document_id))
        tables = only_rows(wanted)
    plan = make_plan(snapshot, tables, (*opened.identity.changes, *cells), document_id)
    if order.write and plan:
        progress("apply")
        document.apply(plan)
    report = Report(snapshot, found, wanted, plan, applied=order.write)
    if order.write:
        progress("record")
        book.remember(document_id, document, report)
    return report


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document as read, and what is known of it before anything is judged."""

    snapshot: Snapshot
    document_id: str
    copied: tuple[Problem, ...]
    zone: str
    today: date
    known: Mapping[str, Known]
    identity: Identity
    repairs: tuple[Change, ...]
    """Formulas to put back, in a document that computes."""


def _open(document: Document, book: Book, order: Order) -> _Opened:
    snapshot = current_cycle(document.read(), order.now.date())
    document_id, copied = _document_id(snapshot, document.address, book, order)
    zone = zone_of(snapshot)
    today = order.now.astimezone(ZoneInfo(zone)).date()
    known = _known(snapshot, book, document_id, live=document.live)
    identity = identify(snapshot)
    _stop_if(order, odd_rows(snapshot, identity, known))
    repairs = repair(snapshot, identity) if document.live else ()
    return _Opened(snapshot, document_id, copied, zone, today, known, identity, repairs)


def _restored(opened: _Opened, checked: Checked) -> list[Problem]:
    """What to say of formulas that were put back."""
    language = checked.settings.language
    return restored(opened.repairs, opened.known, opened.identity.lines, opened.today, language)


def _known(snapshot: Snapshot, book: Book, document_id: str, *, live: bool) -> Mapping[str, Known]:
    """What was shown last: as the document keeps it, else the service, else the rows themselves."""
    kept = known_records(snapshot) or known_from(book.shown_of(document_id))
    return kept or ({} if live else known_from_rows(snapshot))


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
