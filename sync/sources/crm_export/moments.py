"""Reads a column of dates and times: ``05.10.2026 14:33:12``, ``2026-10-05T14:33Z``, Excel's own.

Exports hold local times. A time without a zone is read in the zone of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from sync.core.parsing import DayOrder, Unreadable, parse_date, tell_order
from sync.core.parsing.dates import FIRST_YEAR, LAST_YEAR
from sync.sources.crm_export.errors import AmbiguousDatesError, UnknownZoneError
from sync.sources.crm_export.grid import Value

_CLOCK = re.compile(
    r"(.*?)(?:T|,? +)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    r" ?(am|pm)? ?(z|utc|gmt|[+-]\d\d:?\d\d)?",
    re.IGNORECASE | re.ASCII,
)
_SERIAL = range(20_000, 80_000)
"""Days since 1899-12-30, as Excel keeps dates that lost their format."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What a column of dates holds."""

    read: Mapping[Value, datetime]
    """By the value in the cell; unreadable ones are absent. All have a zone."""
    has_times: bool
    """False when every value is a mere day."""


@dataclass(frozen=True, slots=True)
class _Written:
    day: str
    clock: time | None = None
    zone: tzinfo | None = None


def zone_of(name: str) -> ZoneInfo:
    """The zone with this name. Raises UnknownZoneError."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZoneError(name) from error


def order_of(values: Iterable[Value]) -> DayOrder | None:
    """Whether days or months stand first in dates such as ``10/25/2026``, if any of them tells."""
    texts = {_written(value).day for value in values if isinstance(value, str) and "/" in value}
    return tell_order(texts)


def read_moments(
    column: str, values: Iterable[Value], zone: tzinfo, order: DayOrder | None = None
) -> Moments:
    """The moments in the cells of one column. Raises AmbiguousDatesError.

    ``order`` is what other columns of the file tell; it counts where this one tells nothing.
    """
    distinct = set(values)
    texts = {value: _written(value) for value in distinct if isinstance(value, str)}
    days = _days(column, {written.day for written in texts.values()}, order)
    found = {value: _cell(value, zone) for value in distinct - texts.keys()}
    for value, written in texts.items():
        day = days.get(written.day)
        if day is not None:
            clock = written.clock or time()
            found[value] = datetime.combine(day, clock, written.zone or zone)
    read = {value: moment for value, moment in found.items() if moment and _sane(moment)}
    has_times = any(moment.timetz().replace(tzinfo=None) != time() for moment in read.values())
    return Moments({value: moment.astimezone(UTC) for value, moment in read.items()}, has_times)


def read_days(values: Iterable[str]) -> dict[str, date]:
    """The days among the texts of a custom column; nothing when their order is unclear."""
    texts = {value: _written(value).day for value in set(values)}
    try:
        days = _days("", set(texts.values()), None)
    except AmbiguousDatesError:
        return {}
    return {value: days[text] for value, text in texts.items() if text in days}


def _days(column: str, texts: set[str], order: DayOrder | None) -> dict[str, date]:
    votes = {tell_order([text]) for text in texts if "/" in text or "-" in text} - {None}
    if votes:
        order = votes.pop() if len(votes) == 1 else None
    found: dict[str, date] = {}
    for text in sorted(texts):
        day = parse_date(text, order)
        if isinstance(day, date):
            found[text] = day
        elif isinstance(day, Unreadable) and day.reason == "ambiguous-date":
            raise AmbiguousDatesError(column, text)
    return found


def _written(text: str) -> _Written:
    """A text taken apart into its day, its time of day and its zone."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return _Written(text)
    hour = int(match[2]) % 12 + 12 * (match[5].lower() == "pm") if match[5] else int(match[2])
    try:
        clock = time(hour, int(match[3]), int(match[4] or 0))
    except ValueError:
        return _Written(text)
    return _Written(match[1], clock, _offset(match[6]))


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _cell(value: Value, zone: tzinfo) -> datetime | None:
    """A date cell of a workbook, or the number of one that lost its format."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, Decimal) and int(value) in _SERIAL:
        seconds = round((value % 1) * 86400)
        return datetime(1899, 12, 30, tzinfo=zone) + timedelta(days=int(value), seconds=seconds)
    return None


def _sane(moment: datetime) -> bool:
    return FIRST_YEAR <= moment.year <= LAST_YEAR
