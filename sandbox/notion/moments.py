"""Moments as answers show them, and dates as they are entered."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def minute(moment: datetime) -> str:
    """Cut to the minute, as pages, blocks and data sources show their times."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}:00.000Z"


def exact(moment: datetime) -> str:
    """With milliseconds, as databases and views show their times."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def entered_date(text: str, zone: str | None = None) -> str | None:
    """A day as it was told; a moment cut to the minute, with its offset. Nothing for what is no
    ISO 8601 date, or for an unknown zone."""
    if not DAY.match(text):
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
    except (ValueError, ZoneInfoNotFoundError):
        return None
    return moment.replace(second=0, microsecond=0).isoformat(timespec="milliseconds")
