"""Functions of formulas on dates. Months and years keep the day, or take the last one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.notion.formulas.kinds import MONTHS
from sandbox.notion.spans import Span, add_months, read_moment

Line = tuple[str, str, Callable[..., Any]]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
IN_MONTHS: Mapping[str, int] = {"years": 12, "quarters": 3, "months": 1}
IN_SECONDS: Mapping[str, float] = {
    "weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1,
    "milliseconds": 0.001,
}  # fmt: skip
_PATTERN = re.compile(
    r"\[[^\]]*\]|YYYY|YY|Y|Qo|Q|MMMM|MMM|MM|Mo|M|DDDD|DDD|DD|Do|D|dddd|ddd|dd|d|E|WW|W|"
    r"HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z|X|x|LLLL|LLL|LL|LT|L"
)


def moved(span: Span, number: float, unit: str) -> Span:
    """A date so much later. Hours and less make a moment of a day."""
    end = None if span.end is None else _moved(span.end, number, unit)
    timed = span.timed or unit in {"hours", "minutes", "seconds", "milliseconds"}
    return Span(_moved(span.start, number, unit), end, timed)


def _moved(moment: datetime, number: float, unit: str) -> datetime:
    unit = _unit(unit)
    if unit in IN_MONTHS:
        return add_months(moment, int(number) * IN_MONTHS[unit])
    return moment + timedelta(seconds=number * IN_SECONDS[unit])


def between(left: Span, right: Span, unit: str) -> int:
    """Whole units from the second date to the first."""
    unit = _unit(unit)
    first, second = left.start, right.start
    if unit in IN_MONTHS:
        months = _months(*sorted((second, first))) // IN_MONTHS[unit]
        return months if first >= second else -months
    return int((first - second).total_seconds() / IN_SECONDS[unit])


def _months(earlier: datetime, later: datetime) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (add_months(earlier, months) > later)


def _unit(unit: str) -> str:
    """Singular words and capitals are understood. Raises ValueError for others."""
    found = f"{unit.lower().removesuffix('s')}s"
    if found not in IN_MONTHS and found not in IN_SECONDS:
        raise ValueError(unit)
    return found


def timestamp(span: Span) -> float:
    """Milliseconds since 1970."""
    return (span.start - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1)


def from_timestamp(number: float) -> Span:
    """The moment so many milliseconds after 1970, to the minute."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)
    return Span(moment.replace(second=0, microsecond=0), timed=True)


def read_date(text: str) -> Span | None:
    """A date written as ISO 8601."""
    found = read_moment(text)
    return None if found is None else Span(found[0], timed=found[1])


def shown(span: Span, pattern: str) -> str:
    """A date by a pattern such as ``MMMM D, YYYY``; what stands in ``[]`` is kept."""
    return _PATTERN.sub(lambda met: _part(span.start, met[0]), pattern)


def _part(moment: datetime, word: str) -> str:
    if word.startswith("["):
        return word[1:-1]
    if word in LONG:
        return shown(Span(moment), LONG[word])
    return str(PARTS[word](moment))


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else endings.get(number % 10, 'th')}"


def _quarter(moment: datetime) -> int:
    return (moment.month + 2) // 3


LONG = {
    "LT": "h:mm A", "L": "MM/DD/YYYY", "LL": "MMMM D, YYYY", "LLL": "MMMM D, YYYY h:mm A",
    "LLLL": "dddd, MMMM D, YYYY h:mm A",
}  # fmt: skip
PARTS: Mapping[str, Callable[[datetime], object]] = {
    "YYYY": lambda m: f"{m.year:04}", "Y": lambda m: m.year, "YY": lambda m: f"{m.year % 100:02}",
    "Q": _quarter, "Qo": lambda m: _ordinal(_quarter(m)),
    "MMMM": lambda m: MONTHS[m.month - 1], "MMM": lambda m: MONTHS[m.month - 1][:3],
    "MM": lambda m: f"{m.month:02}", "Mo": lambda m: _ordinal(m.month), "M": lambda m: m.month,
    "DDDD": lambda m: f"{m.timetuple().tm_yday:03}", "DDD": lambda m: m.timetuple().tm_yday,
    "DD": lambda m: f"{m.day:02}", "Do": lambda m: _ordinal(m.day), "D": lambda m: m.day,
    "dddd": lambda m: DAYS[m.weekday()], "ddd": lambda m: DAYS[m.weekday()][:3],
    "dd": lambda m: DAYS[m.weekday()][:2], "d": lambda m: m.isoweekday() % 7,
    "E": lambda m: m.isoweekday(),
    "WW": lambda m: f"{m.isocalendar().week:02}", "W": lambda m: m.isocalendar().week,
    "HH": lambda m: f"{m.hour:02}", "H": lambda m: m.hour,
    "hh": lambda m: f"{m.hour % 12 or 12:02}", "h": lambda m: m.hour % 12 or 12,
    "mm": lambda m: f"{m.minute:02}", "m": lambda m: m.minute,
    "ss": lambda m: f"{m.second:02}", "s": lambda m: m.second,
    "SSS": lambda m: f"{m.microsecond // 1000:03}",
    "A": lambda m: f"{m:%p}", "a": lambda m: f"{m:%p}".lower(),
    "ZZ": lambda _: "+0000", "Z": lambda _: "+00:00",
    "X": lambda m: int(m.timestamp()), "x": lambda m: int(m.timestamp() * 1000),
}  # fmt: skip
LINES: Mapping[str, Line] = {
    "dateAdd": ("date number text", "date", moved),
    "dateSubtract": ("date number text", "date",
                     lambda span, number, unit: moved(span, -number, unit)),
    "dateBetween": ("date date text", "number", between),
    "dateRange": ("date date", "date",
                  lambda first, last: replace(first, end=last.last,
                                              timed=first.timed or last.timed)),
    "dateStart": ("date", "date", lambda span: replace(span, end=None)),
    "dateEnd": ("date", "date", lambda span: Span(span.last, timed=span.timed)),
    "formatDate": ("date text", "text", shown),
    "parseDate": ("text", "date", read_date),
    "timestamp": ("date", "number", timestamp),
    "fromTimestamp": ("number", "date", from_timestamp),
    "minute": ("date", "number", lambda span: span.start.minute),
    "hour": ("date", "number", lambda span: span.start.hour),
    "day": ("date", "number", lambda span: span.start.isoweekday()),
    "date": ("date", "number", lambda span: span.start.day),
    "week": ("date", "number", lambda span: span.start.isocalendar().week),
    "month": ("date", "number", lambda span: span.start.month),
    "year": ("date", "number", lambda span: span.start.year),
}  # fmt: skip
