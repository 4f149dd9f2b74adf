"""The measure step: ask the sources for every metric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sync.core.choices import Source
from sync.core.evidence import LISTED
from sync.core.measuring import (
    Known,
    Measurement,
    period_of,
    previous_period,
    rounded,
)
from sync.core.metric_names import Resolver
from sync.core.model import Metric, Settings
from sync.core.ports import Meter
from sync.core.scoreboard import Measured
from sync.core.texts.message import show
from sync.core.validating import Checked
from sync.core.vocabulary import Problem
from sync.errors import SourceError

Meters = Mapping[str, Meter]
"""Key of a source → what answers its metrics."""
Failures = Mapping[str, SourceError]
"""Key of a source → why it could not be read this time."""


def measure(
    checked: Checked, meters: Meters, known: Mapping[str, Known], today: date,
    failed: Failures = MappingProxyType({}),
) -> Measured:  # fmt: skip
    """Ask the sources. A source that cannot be read costs its own metrics only."""
    return {
        id_: Measurement(metric, None, (_failed(metric, failed[metric.source], checked, known),))
        if metric.source in failed
        else _measure(metric, meters.get(metric.source), checked, known, today)
        for id_, metric in checked.metrics.items()
    }


def _measure(
    metric: Metric, meter: Meter | None, checked: Checked, known: Mapping[str, Known], today: date
) -> Measurement:
    settings = checked.settings
    names = meter.names() if meter else None
    if meter is None or names is None:
        live = Source[metric.source.upper()].is_live and meter is None
        said = _unconnected(metric, settings) if live else _not_read(metric, known, settings)
        return Measurement(metric, None, (said,))
    resolver = Resolver(metric, names, settings.language)
    query = resolver.query(settings.currency)
    problems = tuple(resolver.problems)
    period = period_of(metric, settings, today) if settings.dates_known else None
    if query is None or period is None:
        closed = settings.dates_known and period is None
        said = Problem("period-closed", "metrics", metric.id, "period", settings.end)
        return Measurement(metric, None, (*problems, said) if closed else problems)
    return Measurement(metric, meter.measure(query, period, LISTED), problems)


def _failed(
    metric: Metric, error: SourceError, checked: Checked, known: Mapping[str, Known]
) -> Problem:
    """Why the last value stays, and since when; what to do about it is in the error's words."""
    last = known[metric.id].day("as_of") if metric.id in known else None
    details = {"reason": error.say(checked.settings.language)}
    code = "source-failed-never" if last is None else "source-failed"
    return Problem(code, "metrics", metric.id, "source", last or "", details)


def _unconnected(metric: Metric, settings: Settings) -> Problem:
    details = {"source": Source[metric.source.upper()].title.of(settings.language)}
    return Problem("source-not-connected", "metrics", metric.id, "source", details=details)


def _not_read(metric: Metric, known: Mapping[str, Known], settings: Settings) -> Problem:
    last = known[metric.id].day("as_of") if metric.id in known else None
    if last is None:
        return Problem("source-never-read", "metrics", metric.id, "source")
    over = known[metric.id].is_over(metric.calculation, settings)
    code = "source-last-cycle" if over else "source-not-read"
    return Problem(code, "metrics", metric.id, "source", last)


def offer_starts(checked: Checked, measured: Measured, meters: Meters) -> Checked:
    """Where a rate lacks its start value, offer the one of the previous period."""
    wanted = {p.id for p in checked.problems if p.code == "start-missing-rate"}
    metrics = {kr.line.id: kr.metric for kr in checked.key_results if kr.line.id in wanted}
    values = {metric: _previous_value(checked, measured[metric], meters)
              for metric in set(metrics.values()) if metric in measured}  # fmt: skip
    offers = {id_: values[metric] for id_, metric in metrics.items() if values.get(metric)}
    problems = tuple(
        replace(p, details={**p.details, "offer": offers[p.id]})
        if p.code == "start-missing-rate" and p.id in offers else p
        for p in checked.problems
    )  # fmt: skip
    return replace(checked, problems=problems)


def _previous_value(checked: Checked, measured: Measurement, meters: Meters) -> str:
    """A sentence with a rate's value of the previous period; empty when there is none."""
    settings, calculation = checked.settings, measured.metric.calculation
    meter = meters.get(measured.metric.source)
    names = meter.names() if meter else None
    if meter is None or names is None or not (settings.dates_known and calculation.is_rate):
        return ""
    query = Resolver(measured.metric, names, settings.language).query(settings.currency)
    reading = meter.measure(query, previous_period(settings), 0) if query else None
    if reading is None or reading.value is None:
        return ""
    value = show(rounded(reading.value, calculation) * 100, settings.language)
    return {"en": f" In the previous period it was {value} % by the CRM.",
            "ru": f" За прошлый период по CRM было {value} %."}[settings.language]  # fmt: skip
