"""Dates as Notion compares them: days, or moments cut to the minute; ranges have an end, too."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sandbox.notion.model import Json


@dataclass(frozen=True, slots=True)
class Span:
    """A date, or a range. Days stand at midnight UTC; ``timed`` tells them from moments."""

    start: datetime
    end: datetime | None = None
    timed: bool = False

    @property
    def last(self) -> datetime:
        """Its end, or its start when it has none."""
        return self.end or self.start


def read_moment(text: str) -> tuple[datetime, bool] | None:
    """A moment in UTC and whether it names a time; nothing when it is no ISO 8601 date."""
    try:
        if len(text) == 10:
            return at_midnight(date.fromisoformat(text)), False
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC), True


def read_span(stored: Json | None) -> Span | None:
    """What a date column holds."""
    if stored is None or (start := read_moment(stored["start"])) is None:
        return None
    end = read_moment(stored["end"]) if stored.get("end") else None
    return Span(start[0], end[0] if end else None, start[1])


def at_midnight(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def to_minute(moment: datetime) -> datetime:
    """Without seconds, as Notion keeps times."""
    return moment.replace(second=0, microsecond=0)


def shown_moment(moment: datetime, *, timed: bool) -> str:
    """As answers show it."""
    if not timed:
        return moment.date().isoformat()
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}+00:00"


def shown_span(span: Span | None) -> Json | None:
    """As the value of a date column."""
    if span is None:
        return None
    end = None if span.end is None else shown_moment(span.end, timed=span.timed)
    return {"start": shown_moment(span.start, timed=span.timed), "end": end, "time_zone": None}


def add_months(moment: datetime, months: int) -> datetime:
    """The same day so many months on; the last one of a shorter month."""
    month = moment.year * 12 + moment.month - 1 + months
    year, index = divmod(month, 12)
    return moment.replace(
        year=year, month=index + 1, day=min(moment.day, monthrange(year, index + 1)[1])
    )


def monday_of(moment: datetime) -> datetime:
    """The first day of its week."""
    return at_midnight(moment.date()) - timedelta(days=moment.weekday())
