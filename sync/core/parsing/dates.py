"""Days as people type them: ``2026-10-01``, ``01.10.2026``, ``1 октября 2026``, ``Oct 1, 2026``.

``10/01/2026`` is October to some and January to others; it is refused with both readings, unless
the caller knows the order of the whole column. A time of day after the date is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from sync.core.parsing.folding import fold
from sync.core.parsing.unreadable import Unreadable

DayOrder = Literal["day", "month"]
"""What stands first in ``10/01/2026``."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST = 60

_FLAGS = re.IGNORECASE | re.ASCII
_TIME = r"(?:(?:,? |T)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?)?"
_END = rf"(?: ?г\.?| года)?{_TIME}"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", _FLAGS)
_DOTS = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}|\d{{2}}){_END}", _FLAGS)
_EITHER = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", _FLAGS)
_NUMBERED = r"(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?"
_DAY_MONTH = re.compile(
    rf"{_NUMBERED}(?: |-|\. )?([^\W\d_]+)\.?,?[ -]?(\d{{4}}){_END}", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"([^\W\d_]+)\.? ?{_NUMBERED},? ?(\d{{4}}){_TIME}", re.IGNORECASE)

_MONTHS = (
    ("january", "январь", "января"), ("february", "февраль", "февраля"),
    ("march", "март", "марта"), ("april", "апрель", "апреля"), ("may", "май", "мая"),
    ("june", "июнь", "июня"), ("july", "июль", "июля"), ("august", "август", "августа"),
    ("september", "сентябрь", "сентября"), ("october", "октябрь", "октября"),
    ("november", "ноябрь", "ноября"), ("december", "декабрь", "декабря"),
)  # fmt: skip


def parse_date(text: str, order: DayOrder | None = None) -> date | Unreadable[date]:
    """The day in a text. ``order`` settles ``10/01/2026`` when something outside tells it."""
    folded = fold(text)
    if len(folded) > _LONGEST:
        return Unreadable("not-a-date")
    days = {day for day in map(_day, _readings(folded, order)) if day is not None}
    sane = sorted(day for day in days if FIRST_YEAR <= day.year <= LAST_YEAR)
    if len(sane) == 1:
        return sane[0]
    if sane:
        return Unreadable("ambiguous-date", tuple(sane))
    return Unreadable("date-out-of-range" if days else "not-a-date", tuple(sorted(days)))


def tell_order(texts: Iterable[str]) -> DayOrder | None:
    """The order that a column of dates shows: the only one under which every date that is clear by
    itself can be read. None when nothing tells, or the column contradicts itself."""
    votes: set[DayOrder] = set()
    for text in texts:
        day = isinstance(parse_date(text, "day"), date)
        if day != isinstance(parse_date(text, "month"), date):
            votes.add("day" if day else "month")
    return votes.pop() if len(votes) == 1 else None


def month_of(word: str) -> int | None:
    """The month with this name in either language; three letters and more are enough."""
    name = word.rstrip(".").lower()
    if len(name) < 3:
        return None
    return next(
        (
            number
            for number, forms in enumerate(_MONTHS, start=1)
            if any(form.startswith(name) for form in forms)
        ),
        None,
    )


def _readings(text: str, order: DayOrder | None) -> list[tuple[int, int, int]]:
    """What a text can mean, as year, month and day; not all of them exist in a calendar."""
    if match := _YEAR_FIRST.fullmatch(text):
        return [(int(match[1]), int(match[3]), int(match[4]))]
    if match := _DOTS.fullmatch(text):
        return [(year, int(match[2]), int(match[1])) for year in _years(match[3])]
    if match := _EITHER.fullmatch(text):
        first, second, years = int(match[1]), int(match[3]), _years(match[4])
        day_first = [(year, second, first) for year in years] if order != "month" else []
        return day_first + ([(year, first, second) for year in years] if order != "day" else [])
    if match := _DAY_MONTH.fullmatch(text):
        month = month_of(match[2])
        return [(int(match[3]), month, int(match[1]))] if month else []
    if match := _MONTH_DAY.fullmatch(text):
        month = month_of(match[1])
        return [(int(match[3]), month, int(match[2]))] if month else []
    return []


def _years(text: str) -> list[int]:
    """The years that four digits, or the last two, can mean."""
    if len(text) == 4:
        return [int(text)]
    return [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year % 100 == int(text)]


def _day(parts: tuple[int, int, int]) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None
