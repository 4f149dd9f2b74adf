"""The straight path: read → validate → measure → score → plan → apply → record.

Only this module knows the order. Every step takes values and returns values; what is decided stands
in the plan before the first cell is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sync.core import brakes, history
from sync.core.board import Calendar
from sync.core.evidence import LISTED
from sync.core.identity import Identity, identify
from sync.core.measuring import (
    Known,
    Measurement,
    known_records,
    period_of,
    previous_period,
    rounded,
)
from sync.core.metric_names import Resolver
from sync.core.model import Metric
from sync.core.notes import level
from sync.core.planning import make_plan
from sync.core.ports import Document, Meter
from sync.core.repair import repair, restored
from sync.core.schema import ID_TABS, TABS
from sync.core.scoreboard import Measured, score_all, withhold_broken
from sync.core.settings import zone_of
from sync.core.showing import Memory
from sync.core.texts.message import show
from sync.core.validating import Checked, validate
from sync.core.vocabulary import Plan, Problem, Snapshot
from sync.core.wanting import Findings, wanted_tables
from sync.errors import DocumentCopiedError, UnsafePlanError

Meters = Mapping[str, Meter]
"""Key of a source → what answers its metrics."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What answers the metrics of a document, and what was odd in it."""

    meters: Meters
    problems: tuple[Problem, ...] = ()


OpenSources = Callable[[str], Sources]
"""Opens the sources for a document of this time zone, in which files without zones are read."""


class AddressBook(Protocol):
    """Where each document was seen last."""

    def address_of(self, document_id: str) -> str | None:
        """The place a document is known by, while it is still there; None otherwise."""
        ...

    def remember(self, document_id: str, kind: str, address: str) -> None:
        """Note where a document lives from now on."""
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
    plan: Plan
    applied: bool

    @property
    def has_errors(self) -> bool:
        return level(self.found.problems) == "error"


def run(
    document: Document,
    open_sources: OpenSources,
    book: AddressBook,
    order: Order,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Bring one document up to date, or only say what would change.

    Raises SyncError: the document cannot be read or written, it is a copy that nobody adopted, or
    the plan is too surprising.
    """
    progress("read")
    snapshot = document.read()
    document_id, copied = _document_id(snapshot, document.address, book, order)
    zone = zone_of(snapshot)
    today = order.now.astimezone(ZoneInfo(zone)).date()
    known = known_records(snapshot)
    identity = identify(snapshot)
    _stop_if(order, _odd_rows(snapshot, identity, known))
    progress("validate")
    checked = validate(snapshot, identity, today)
    progress("measure")
    sources = open_sources(zone)
    meters = sources.meters
    measured = measure(checked, meters, known, today)
    checked = _offer_starts(withhold_broken(checked, measured), measured, meters)
    _stop_if(order, _fallen(checked, measured, known, today))
    progress("score")
    repairs = repair(snapshot, identity)
    found = _score(snapshot, checked, measured, meters, Memory(known, today))
    language = checked.settings.language
    said = restored(repairs, known, identity.lines, today, language)
    found = replace(found, problems=(*copied, *sources.problems, *found.problems, *said))
    progress("plan")
    wanted = wanted_tables(snapshot, found)
    plan = make_plan(snapshot, wanted, (*identity.changes, *repairs), document_id)
    if order.write and plan:
        progress("apply")
        document.apply(plan)
    if order.write:
        book.remember(document_id, document.kind, document.address)
    return Report(snapshot, found, plan, applied=order.write)


def measure(checked: Checked, meters: Meters, known: Mapping[str, Known], today: date) -> Measured:
    """Ask the sources. A source that cannot be read costs its own metrics only."""
    return {
        id_: _measure(metric, meters.get(metric.source), checked, known, today)
        for id_, metric in checked.metrics.items()
    }


def _measure(
    metric: Metric, meter: Meter | None, checked: Checked, known: Mapping[str, Known], today: date
) -> Measurement:
    settings = checked.settings
    names = meter.names() if meter else None
    if meter is None or names is None:
        return Measurement(metric, None, (_not_read(metric, known),))
    resolver = Resolver(metric, names, settings.language)
    query = resolver.query(settings.currency)
    problems = tuple(resolver.problems)
    period = period_of(metric, settings, today) if settings.dates_known else None
    if query is None or period is None:
        closed = settings.dates_known and period is None
        said = Problem("period-closed", "metrics", metric.id, "period", settings.end)
        return Measurement(metric, None, (*problems, said) if closed else problems)
    return Measurement(metric, meter.measure(query, period, LISTED), problems)


def _not_read(metric: Metric, known: Mapping[str, Known]) -> Problem:
    last = known[metric.id].day("as_of") if metric.id in known else None
    if last is None:
        return Problem("source-never-read", "metrics", metric.id, "source")
    return Problem("source-not-read", "metrics", metric.id, "source", last)


def _score(
    snapshot: Snapshot, checked: Checked, measured: Measured, meters: Meters, memory: Memory
) -> Findings:
    past = history.past_of(snapshot)
    lines = (line for lines in checked.lines.values() for line in lines)
    calendar = Calendar(checked.settings, memory.today, memory.all_first_seen(lines))
    board = score_all(checked, measured, memory.known, past, calendar)
    names = tuple(names for meter in meters.values() if (names := meter.names()))
    problems = (
        *checked.problems,
        *(problem for item in measured.values() for problem in item.problems),
        *_told_at_key_results(checked, measured),
        *board.problems,
    )
    return Findings(checked, measured, board, problems, names, past, memory)


def _told_at_key_results(checked: Checked, measured: Measured) -> list[Problem]:
    """Why the value of a key result is not fresh stands at its own row too."""
    told = ("source-not-read", "source-never-read", "period-closed")
    return [
        Problem(problem.code, "key_results", kr.line.id, "metric", problem.found)
        for kr in checked.key_results
        if checked.is_current(kr.objective) and kr.metric in measured
        for problem in measured[kr.metric].problems
        if problem.code in told
    ]


def _document_id(
    snapshot: Snapshot, address: str, book: AddressBook, order: Order
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


def _odd_rows(
    snapshot: Snapshot, identity: Identity, known: Mapping[str, Known]
) -> brakes.Brake | None:
    """Tabs, headers or half the rows gone, or texts that were sorted without their ids."""
    language = snapshot.language
    gone = [
        tab.title.of(language)
        for tab in (TABS[key] for key in ID_TABS if key not in snapshot.tables)
        if any(id_.startswith(tab.prefix + "-") for id_ in known)
    ]
    missing = [
        TABS[tab].column(column).title.of(language)
        for tab in ("objectives", "key_results")
        if tab in snapshot.tables
        for column in ("id", "title")
        if column not in snapshot.tables[tab].columns
    ]
    rows = [line.id for tab in ("objectives", "key_results") for line in identity.lines[tab]]
    before = [id_ for id_ in known if id_.startswith(("O-", "KR-"))]
    return (
        brakes.tabs_gone(gone)
        or brakes.headers_gone(missing)
        or brakes.rows_gone(before, rows)
        or brakes.rows_shuffled(identity.shuffled)
    )


def _fallen(
    checked: Checked, measured: Measured, known: Mapping[str, Known], today: date
) -> brakes.Brake | None:
    """Every metric at zero at once."""
    settings = checked.settings
    falls = [
        brakes.Fall(f"{id_} · {item.metric.title}", known[id_].value, known[id_].day("as_of"),
                    item.reading.value, period.start)
        for id_, item in measured.items()
        if item.reading and id_ in known and (period := period_of(item.metric, settings, today))
    ]  # fmt: skip
    return brakes.all_fell(falls, settings.confirm_drop, today)


def _offer_starts(checked: Checked, measured: Measured, meters: Meters) -> Checked:
    """Where a rate lacks its start value, offer the one of the previous period."""
    offers = {
        kr.line.id: offer
        for kr in checked.key_results
        if any(problem.code == "start-missing-rate" for problem in kr.problems)
        if kr.metric in measured and measured[kr.metric].metric.calculation.is_rate
        if (offer := _previous_value(checked, measured.get(kr.metric), meters))
    }
    if not offers:
        return checked
    problems = tuple(
        replace(p, details={**p.details, "offer": offers[p.id]})
        if p.code == "start-missing-rate" and p.id in offers else p
        for p in checked.problems
    )  # fmt: skip
    return replace(checked, problems=problems)


def _previous_value(checked: Checked, measured: Measurement | None, meters: Meters) -> str:
    settings = checked.settings
    meter = meters.get(measured.metric.source) if measured else None
    names = meter.names() if meter else None
    if measured is None or meter is None or names is None or not settings.dates_known:
        return ""
    query = Resolver(measured.metric, names, settings.language).query(settings.currency)
    reading = meter.measure(query, previous_period(settings), 0) if query else None
    if reading is None or reading.value is None:
        return ""
    value = show(rounded(reading.value, measured.metric.calculation) * 100, settings.language)
    return {"en": f" In the previous period it was {value} % by the CRM.",
            "ru": f" За прошлый период по CRM было {value} %."}[settings.language]  # fmt: skip
