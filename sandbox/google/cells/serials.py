"""Days and times as the numbers that cells hold: days since 30 December 1899."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (cells know no zones)
_SECONDS = 86_400


def serial(moment: datetime | date | time) -> float:
    """The number of a moment without zone; a time alone is a fraction of a day."""
    if isinstance(moment, time):
        passed = timedelta(
            hours=moment.hour, minutes=moment.minute, seconds=moment.second,
            microseconds=moment.microsecond,
        )  # fmt: skip
        return passed / timedelta(days=1)
    if not isinstance(moment, datetime):
        return float((moment - DAY_ZERO.date()).days)
    return (moment - DAY_ZERO) / timedelta(days=1)


def moment(number: float) -> datetime | None:
    """The opposite, to the millisecond; None for what lies outside the calendar."""
    try:
        return DAY_ZERO + timedelta(milliseconds=round(number * _SECONDS * 1000))
    except OverflowError:
        return None
