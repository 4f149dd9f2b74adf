"""What a metric's deals add up to: exact sums and counts by SQL, one division after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, ColumnElement, func, literal

from sync.core.choices import Calculation
from sync.mirror.criterion import Criteria

DAY = 86400

_SUMS = {"REVENUE", "AVERAGE_CHECK", "REVENUE_SHARE", "DEAL_CYCLE"}
_MEDIANS = {"MEDIAN_CHECK", "DEAL_CYCLE_MEDIAN"}


@dataclass(frozen=True, slots=True)
class Totals:
    """What the query gives."""

    near: int
    """Deals near by, counted or not."""
    with_amount_or_not: int
    """Deals that would be members if an amount were not asked for."""
    cases: int
    counted: int
    whole: Decimal | None = None
    """The sum over all cases."""
    part: Decimal | None = None
    """The sum over what is counted."""
    low: Decimal | None = None
    high: Decimal | None = None
    """The two middle values, which are one when their number is odd."""


def totals_of(calculation: Calculation, criteria: Criteria, near: CTE) -> list[ColumnElement[Any]]:
    """The columns of `Totals`, over the deals near by and the criteria each of them misses."""
    members, money = len(criteria.members), len(criteria.money)
    outer = _misses_none(near, members)
    member = _misses_none(near, members + money)
    counted = near.c.bits == 0
    columns: list[ColumnElement[Any]] = [
        func.count().label("near"),
        func.count().filter(outer).label("with_amount_or_not"),
        func.count().filter(member).label("cases"),
        func.count().filter(counted).label("counted"),
    ]
    measured = near.c.measured
    if calculation.name in _SUMS:
        columns.append(func.sum(measured).filter(member).label("whole"))
        columns.append(func.sum(measured).filter(counted).label("part"))
    if calculation.name in _MEDIANS:
        middle = func.percentile_disc(0.5)
        columns.append(middle.within_group(measured).filter(member).label("low"))
        columns.append(middle.within_group(measured.desc()).filter(member).label("high"))
    return columns


def _misses_none(near: CTE, first: int) -> ColumnElement[bool]:
    """Whether a deal meets the first so many criteria."""
    return near.c.bits.bitwise_and(literal((1 << first) - 1)) == 0


def value_of(calculation: Calculation, totals: Totals) -> Decimal | None:
    """The value of the metric; None when there is nothing to divide by or nothing to add."""
    value = _VALUES.get(calculation.name, _rate)
    return value(totals)


def _count(totals: Totals) -> Decimal | None:
    return Decimal(totals.counted)


def _mean(totals: Totals) -> Decimal | None:
    return _ratio(totals.part, totals.counted)


def _mean_days(totals: Totals) -> Decimal | None:
    return _ratio(totals.part, totals.counted * DAY)


def _share(totals: Totals) -> Decimal | None:
    return _ratio(totals.part or Decimal(0), totals.whole or 0)


def _rate(totals: Totals) -> Decimal | None:
    return _ratio(Decimal(totals.counted), totals.cases)


def _median(totals: Totals) -> Decimal | None:
    return _middle(totals, 1)


def _median_days(totals: Totals) -> Decimal | None:
    return _middle(totals, DAY)


def _revenue(totals: Totals) -> Decimal | None:
    """Nothing won is zero; won deals of which none has an amount are no data."""
    if totals.counted == 0 and totals.with_amount_or_not:
        return None
    return totals.part or Decimal(0)


def _ratio(part: Decimal | None, whole: Decimal | int) -> Decimal | None:
    return part / whole if whole and part is not None else None


def _middle(totals: Totals, unit: int) -> Decimal | None:
    if totals.low is None or totals.high is None:
        return None
    return (totals.low + totals.high) / (2 * unit)


_VALUES: dict[str, Callable[[Totals], Decimal | None]] = {
    "WON_DEALS": _count,
    "NEW_DEALS": _count,
    "REVENUE": _revenue,
    "AVERAGE_CHECK": _mean,
    "MEDIAN_CHECK": _median,
    "REVENUE_SHARE": _share,
    "CALLS": _count,
    "MEETINGS": _count,
    "DEAL_CYCLE": _mean_days,
    "DEAL_CYCLE_MEDIAN": _median_days,
}
"""The others are rates: counted by cases."""
