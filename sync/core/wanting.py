"""What the service's own tabs ought to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.core import history
from sync.core.choices import Source
from sync.core.evidence import evidence_records
from sync.core.lists import list_records
from sync.core.measuring import NOTHING_KNOWN, Known, Measurement
from sync.core.notes import by_id
from sync.core.scoreboard import Measured, Scoreboard
from sync.core.showing import Memory, Shown, okr_records
from sync.core.validating import Checked
from sync.core.valuing import (
    change_since,
    last_shown,
    shown_key_result,
    shown_kpi,
    shown_metric,
)
from sync.core.vocabulary import Names, Problem, Record, Snapshot


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything one run has found out."""

    checked: Checked
    measured: Measured
    board: Scoreboard
    problems: tuple[Problem, ...]
    names: tuple[Names, ...]
    past: history.Past
    memory: Memory


def wanted_tables(snapshot: Snapshot, found: Findings) -> Mapping[str, Sequence[Record]]:
    """The records of every service tab."""
    settings = found.checked.settings
    language = settings.language
    day = min(found.memory.today, settings.end) if settings.dates_known else found.memory.today
    week = history.week_of(day, settings.check_in_day)
    running = [result for result in found.board.results if result.status is not None]
    return {
        "_okr": okr_records(
            found.checked.lines,
            _shown(found),
            by_id(found.problems),
            found.memory,
            language,
        ),
        "_lists": list_records(snapshot, found.names, settings),
        "history": history.with_this_week(found.past, running, week, language),
        "evidence": evidence_records(
            snapshot, found.checked.lines["metrics"], found.measured, settings
        ),
    }


def _shown(found: Findings) -> dict[str, Shown]:
    """The figures of every row of the current cycle."""
    checked = found.checked
    current = {
        result.line.id: _key_result(found, index)
        for index, result in enumerate(found.board.results)
        if checked.is_current(checked.key_results[index].objective)
    }
    objectives = {o.id: Shown() for o in checked.objectives.values() if checked.tells(o)}
    metrics = {line.id: _metric(found, line.id) for line in checked.lines["metrics"]}
    kpis = {line.id: _kpi(found, line.id) for line in checked.lines["kpi"]}
    return {**objectives, **current, **metrics, **kpis}


def _key_result(found: Findings, index: int) -> Shown:
    result, parsed = found.board.results[index], found.checked.key_results[index]
    known = _known(found, result.line.id)
    if result.kr is None:
        chosen = parsed.line.row.value("metric") is not None
        mine = known.comes_from(parsed.metric) if parsed.metric else chosen
        return last_shown(known) if mine else Shown()
    settings = found.checked.settings
    week = history.week_of(found.memory.today, settings.check_in_day)
    last = found.past.last_value(result.line.id, week, settings.start)
    source = _source(found, parsed.metric)
    return shown_key_result(result, source, change_since(result.current, last))


def _metric(found: Findings, id_: str) -> Shown:
    measured = found.measured.get(id_)
    known = _known(found, id_)
    if measured is None:
        return last_shown(known)
    return shown_metric(measured, known, _source(found, id_), found.checked.settings)


def _kpi(found: Findings, id_: str) -> Shown:
    kpi = found.checked.kpis.get(id_)
    known = _known(found, id_)
    if kpi is None:
        return last_shown(known)
    measured: Measurement | None = found.measured.get(kpi.metric)
    source = _source(found, kpi.metric)
    return shown_kpi(kpi, measured, known, source, found.checked.settings)


def _known(found: Findings, id_: str) -> Known:
    return found.memory.known.get(id_, NOTHING_KNOWN)


def _source(found: Findings, metric: str) -> str:
    """``M-001 · CRM export``: the metric and where it was measured."""
    measured = found.measured.get(metric)
    if measured is None:
        return ""
    title = Source[measured.metric.source.upper()].title
    return f"{metric} · {title.of(found.checked.settings.language)}"
