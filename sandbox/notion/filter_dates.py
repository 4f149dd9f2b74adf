"""Filters on dates: by minute, by day when the operand is a day, or by words such as
``past_week``, which reach from today to the same day so far away, both included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.notion.filter_operators import EXISTENCE, Operator
from sandbox.notion.spans import (
    Span,
    add_months,
    at_midnight,
    monday_of,
    read_moment,
    to_minute,
)  # fmt: skip
from sandbox.notion.told import wrong

DAY, WEEK = timedelta(days=1), timedelta(days=7)
RELATIVE: Mapping[str, Callable[[datetime], datetime]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + DAY,
    "yesterday": lambda today: today - DAY,
    "one_week_ago": lambda today: today - WEEK,
    "one_week_from_now": lambda today: today + WEEK,
    "one_month_ago": lambda today: add_months(today, -1),
    "one_month_from_now": lambda today: add_months(today, 1),
}
"""Words for days, told from midnight of today."""
RANGES: Mapping[str, Callable[[datetime], tuple[datetime, datetime]]] = {
    "this_week": lambda today: (monday_of(today), monday_of(today) + 6 * DAY),
    "past_week": lambda today: (today - WEEK, today),
    "past_month": lambda today: (add_months(today, -1), today),
    "past_year": lambda today: (add_months(today, -12), today),
    "next_week": lambda today: (today, today + WEEK),
    "next_month": lambda today: (today, add_months(today, 1)),
    "next_year": lambda today: (today, add_months(today, 12)),
}
"""Words for ranges of days, first and last."""


@dataclass(frozen=True, slots=True)
class When:
    """What a cell is compared with."""

    moment: datetime
    timed: bool

    def of(self, found: Span) -> datetime:
        """A cell, as exact as this."""
        return to_minute(found.start) if self.timed else at_midnight(found.start.date())


def date_operators(now: datetime) -> Mapping[str, Operator]:
    """What may stand under ``date`` and the like at this moment."""
    today = at_midnight(now.date())

    def read(told: Any, where: str) -> When:
        if isinstance(told, str) and told in RELATIVE:
            return When(RELATIVE[told](today), timed=False)
        found = read_moment(told) if isinstance(told, str) else None
        if found is None:
            raise wrong(where, "a valid ISO 8601 date string", told)
        return When(to_minute(found[0]) if found[1] else found[0], found[1])

    ranges = {name: _within(*bounds(today)) for name, bounds in RANGES.items()}
    return {
        "equals": _compared(read, lambda found, wanted: found == wanted),
        "before": _compared(read, lambda found, wanted: found < wanted),
        "after": _compared(read, lambda found, wanted: found > wanted),
        "on_or_before": _compared(read, lambda found, wanted: found <= wanted),
        "on_or_after": _compared(read, lambda found, wanted: found >= wanted),
        **ranges, **EXISTENCE,
    }  # fmt: skip


def _compared(
    read: Callable[[Any, str], When], holds: Callable[[datetime, datetime], bool]
) -> Operator:
    return Operator(
        read, lambda found, wanted: found is not None and holds(wanted.of(found), wanted.moment)
    )


def _within(first: datetime, last: datetime) -> Operator:
    return Operator(_nothing, lambda found, _: found is not None
                    and first <= at_midnight(found.start.date()) <= last)  # fmt: skip


def _nothing(told: Any, where: str) -> None:
    if told != {}:
        raise wrong(where, "an empty object", told)
