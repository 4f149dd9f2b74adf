"""Typed days and times: in the order of the locale, with names of months, or as ISO writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from sandbox.google.cells.serials import serial
from sandbox.google.locales import Rules, months
from sandbox.google.model import Json

_CLOCK = re.compile(
    r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,6}))?)?\s*(?P<half>[AaPp][Mm])?\Z"
)
_ISO = re.compile(r"(\d{4})(?P<mark>[-/.])(\d{1,2})(?P=mark)(\d{1,2})\Z")
_NUMBERS = re.compile(r"(\d{1,4})(?P<mark>[-/.])(\d{1,2})(?:(?P=mark)(\d{1,4}))?\Z")
_NAMED = re.compile(r"(?:(\d{1,2})[ -])?([^\W\d]+)\.?(?:[ -](\d{1,2}))?(?:,?[ -](\d{4}))?\Z")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day and the pattern that shows it as it was typed."""

    day: date
    pattern: str


def typed_moment(text: str, rules: Rules, today: date) -> tuple[float, Json] | None:
    """The serial and its format; None if the text is neither day nor time."""
    text = text.strip()
    if (clock := _clock(text)) is not None:
        return serial(clock[0]), {"type": "TIME", "pattern": clock[1]}
    day_text, clock = _split(text)
    found = _day(day_text, rules, today)
    if found is None:
        return None
    if clock is None:
        return serial(found.day), {"type": "DATE", "pattern": found.pattern}
    moment = datetime.combine(found.day, clock[0])
    return serial(moment), {"type": "DATE_TIME", "pattern": f"{found.pattern} {clock[1]}"}


def _split(text: str) -> tuple[str, tuple[time, str] | None]:
    """`2026-01-02T10:00` and `02.01.2026 10:00` are a day and a time."""
    for mark in ("T", " "):
        day, _, rest = text.partition(mark)
        if rest and (clock := _clock(rest.strip())) is not None:
            return day, clock
    return text, None


def _clock(text: str) -> tuple[time, str] | None:
    match = _CLOCK.match(text)
    if match is None:
        return None
    hour, half = int(match["h"]), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    fraction = int((match["f"] or "0").ljust(6, "0"))
    if hour > 23 or int(match["m"]) > 59 or int(match["s"] or 0) > 59:
        return None
    found = time(hour, int(match["m"]), int(match["s"] or 0), fraction)
    shown = ("h" if half or len(match["h"]) == 1 else "hh") + ":mm" + (":ss" if match["s"] else "")
    return found, shown + (" am/pm" if half else "")


def _day(text: str, rules: Rules, today: date) -> _Day | None:
    for year, month, day, pattern in _readings(text, rules, today):
        try:
            return _Day(date(year, month, day), pattern)
        except ValueError:
            continue
    return None


def _readings(text: str, rules: Rules, today: date) -> Iterator[tuple[int, int, int, str]]:
    """(year, month, day, pattern) of every way to read it, the likeliest first."""
    if (iso := _ISO.match(text)) is not None:
        mark = iso["mark"]
        if mark in "-/" or mark in rules.separators:
            shown = mark.join(("yyyy", _letters("m", iso[3]), _letters("d", iso[4])))
            yield int(iso[1]), int(iso[3]), int(iso[4]), shown
        return
    if (match := _NUMBERS.match(text)) is not None and match["mark"] in rules.separators:
        yield from _in_order(match, rules, today)
        return
    if (named := _NAMED.match(text)) is not None:
        yield from _named(named, rules, today)


def _in_order(
    match: re.Match[str], rules: Rules, today: date
) -> Iterator[tuple[int, int, int, str]]:
    mark, given = match["mark"], [part for part in (match[1], match[3], match[4]) if part]
    order = rules.order if len(given) == 3 else rules.order.replace("y", "")
    parts = dict(zip(order, given, strict=True))
    if any(len(parts[key]) > 2 for key in "md") or len(parts.get("y", "00")) not in {2, 4}:
        return
    year = _year(parts["y"]) if "y" in parts else today.year
    pattern = mark.join(_letters(key, parts[key]) for key in order)
    yield year, int(parts["m"]), int(parts["d"]), pattern


def _named(match: re.Match[str], rules: Rules, today: date) -> Iterator[tuple[int, int, int, str]]:
    """`1 Jan 2026`, `Jan 1, 2026`, `1 января`."""
    known = months("en") | months(rules.language)
    month = known.get(match[2].casefold())
    day = match[1] or match[3]
    if month is None or day is None or (match[1] and match[3]):
        return
    year = int(match[4]) if match[4] else today.year
    name = "mmm" if len(match[2]) <= 4 else "mmmm"
    if match[1]:
        yield year, month, int(day), f"d {name}" + (" yyyy" if match[4] else "")
    else:
        yield year, month, int(day), f"{name} d" + (", yyyy" if match[4] else "")


def _letters(key: str, digits: str) -> str:
    if key == "y":
        return "yyyy" if len(digits) == 4 else "yy"
    return key * (2 if digits.startswith("0") or len(digits) == 2 else 1)


def _year(digits: str) -> int:
    """Two digits are of this century up to 29, as in every spreadsheet."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 30 else 1900)
