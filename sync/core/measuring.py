"""Which days a metric covers, and how a reading stands in the scale of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sync.core.choices import Calculation, MetricPeriod
from sync.core.model import KeyResult, Kpi, Metric, Settings
from sync.core.scoring import round_half_up
from sync.core.vocabulary import Cell, Period, Problem, Reading, Record, Row, Snapshot

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What the document showed of an id when it was read: a record of ``_okr``."""

    row: Row

    @property
    def value(self) -> Decimal | None:
        found = self.row.value("value")
        return found if isinstance(found, Decimal) else None

    def comes_from(self, metric: str) -> bool:
        """Whether the value was measured by this metric, and not by one chosen earlier."""
        return str(self.row.value("source") or "").split(" ", 1)[0] == metric

    def is_over(self, calculation: Calculation, settings: Settings) -> bool:
        """Whether the value is a total of an earlier cycle, which says nothing about this one."""
        as_of = self.day("as_of")
        return calculation.accumulates and as_of is not None and as_of < settings.start

    def day(self, column: str) -> date | None:
        found = self.row.value(column)
        return found if isinstance(found, date) else None


NOTHING_KNOWN = Known(Row(0, {}))


def known_records(snapshot: Snapshot) -> Mapping[str, Known]:
    """The records of ``_okr`` by id."""
    table = snapshot.tables.get("_okr")
    rows = table.rows if table else ()
    return {str(row.value("id")): Known(row) for row in rows if row.value("id") is not None}


def known_from(records: Iterable[Record]) -> Mapping[str, Known]:
    """The same of records that were kept elsewhere, for a document that lost its own."""
    cells = ({key: Cell(value) for key, value in record.items()} for record in records)
    rows = (Row(0, row) for row in cells)
    return {str(row.value("id")): Known(row) for row in rows if row.value("id") is not None}


def known_from_rows(snapshot: Snapshot) -> Mapping[str, Known]:
    """What people's own rows show of an earlier run, where they hold values and nothing else is
    left of it: a value outlives a failing source, and no row looks as if it appeared today, even
    when the service has lost its memory."""
    named = (("objectives", ""), ("key_results", "crm"), ("kpi", "crm"), ("metrics", "value"))
    return known_from(
        {
            "id": row.value("id"), "value": row.value(column), "as_of": row.value("as_of"),
            "source": row.value("metric") or row.value("id"), "records": row.value("records"),
        }
        for tab, column in named
        if (table := snapshot.tables.get(tab))
        for row in table.rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measurement:
    """A metric and its reading; without one the last value stays, and ``problems`` say why."""

    metric: Metric
    reading: Reading | None
    problems: tuple[Problem, ...] = ()


def period_of(metric: Metric, settings: Settings, today: date) -> Period | None:
    """The days to count, never beyond today; None when corrections are no longer accepted."""
    cycle = settings.period
    end = min(cycle.end, max(today + DAY, cycle.start))
    if today >= cycle.end + timedelta(days=metric.corrections_days):
        return None
    match metric.period:
        case MetricPeriod.CYCLE:
            start = cycle.start
        case MetricPeriod.MONTH:
            start = (end - DAY).replace(day=1)
        case MetricPeriod.LAST_30:
            start = end - timedelta(days=30)
        case MetricPeriod.LAST_90:
            start = end - timedelta(days=90)
    return Period(start, end, settings.zone)


def previous_period(settings: Settings) -> Period:
    """As many days before the cycle as the cycle has."""
    cycle = settings.period
    return Period(cycle.start - (cycle.end - cycle.start), cycle.start, cycle.zone)


def rounded(value: Decimal, calculation: Calculation) -> Decimal:
    """A reading as it is written: rates to four places (of a fraction), the others to two."""
    return round_half_up(value, 4 if calculation.is_rate else 2)


def in_scale(value: Decimal, calculation: Calculation, kr: KeyResult) -> Decimal:
    """A reading in the scale of its row: points where the unit is % and cells are plain."""
    number = rounded(value, calculation)
    return number * 100 if calculation.is_rate and not kr.fractions else number


def in_kpi_scale(value: Decimal, calculation: Calculation, kpi: Kpi) -> Decimal:
    """A KPI has no unit: a rate stands in points when its plan is a plain number above 1."""
    number = rounded(value, calculation)
    plain = kpi.plan is not None and kpi.plan > 1 and not kpi.fractions
    return number * 100 if calculation.is_rate and plain else number


def scale_problem(kr: KeyResult, calculation: Calculation, title: str) -> Problem | None:
    """A rate in a row that is not in %, or the other way round."""
    in_percent = kr.unit == "%" or kr.fractions
    if calculation.is_rate and not in_percent:
        return Problem("unit-missing-rate", "key_results", kr.id, "unit", kr.unit)
    if in_percent and not calculation.is_rate:
        details = {"calculation": title}
        return Problem("unit-not-rate", "key_results", kr.id, "unit", kr.unit, details)
    return None
