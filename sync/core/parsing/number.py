"""Numbers as people type them: ``1 250,5``, ``1,2 млн ₽``, ``(5)``, ``45 %``, ``$1.2M``.

``1,234`` is a thousand to some and a decimal fraction to others; it is refused with both readings,
unless the caller knows the decimal sign of the whole column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sync.core.parsing import measures
from sync.core.parsing.dates import month_of, parse_date
from sync.core.parsing.folding import fold
from sync.core.parsing.unreadable import Unreadable

DecimalSign = Literal[",", "."]

_LONGEST = 100
"""Characters; longer text is not a number."""
_FORM = re.compile(
    rf"([+-])?[ ]*({measures.HEAD})?[ ]*([+-])?[ ]*(\d+(?:[ '.,]\d+)*|[.,]\d+)(.*)",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)
_BRACKETS = re.compile(rf"({measures.HEAD})?[ ]*\(([^()+-]*\d[^()+-]*)\)[ ]*(\D*)", re.IGNORECASE)
_GROUPS = re.compile(r"[1-9]\d{0,2}([ '.,])\d{3}(?:\1\d{3})*", re.ASCII)
_RANGE = re.compile(
    r"(?:от |from |between )?\d[\d .,']*(?:-|\.\.+|…| до | to | and )[ ]?\d[\d .,']*\D*",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from text."""

    value: Decimal
    """As typed: 45 for ``45 %``; thousands and millions are multiplied out."""
    percent: bool = False
    unit: str = ""
    """What stood beside the number, such as ``₽`` or ``дней``."""

    def in_scale(self, *, fractions: bool) -> Decimal:
        """``45 %`` is 0.45 in a row of fractions and 45 in a row of points; a number without a
        percent sign stands as typed."""
        return _exact(f"{self.value:f}", -2) if self.percent and fractions else self.value


def parse_number(text: str, decimal: DecimalSign | None = None) -> Number | Unreadable[Decimal]:
    """The number in a text, with its percent sign and unit.

    ``decimal`` is the decimal sign when something outside the text tells it; then the other sign
    can only part thousands.
    """
    folded = fold(text)
    if len(folded) <= _LONGEST:
        found = _parse(folded, decimal)
        if found is not None:
            return found
    return Unreadable(_why_not(folded))


def tell_decimal(texts: Iterable[str]) -> DecimalSign | None:
    """The decimal sign that a column of numbers shows: the only one under which every number that
    is clear by itself can be read. None when nothing tells, or the column contradicts itself."""
    votes: set[DecimalSign] = set()
    for text in texts:
        comma = isinstance(parse_number(text, ","), Number)
        if comma != isinstance(parse_number(text, "."), Number):
            votes.add("," if comma else ".")
    return votes.pop() if len(votes) == 1 else None


def _parse(text: str, decimal: DecimalSign | None) -> Number | Unreadable[Decimal] | None:
    negative = False
    if "(" in text:
        bracketed = _BRACKETS.fullmatch(text)
        if bracketed is None or not measures.is_plain_tail(bracketed[3]):
            return None
        negative = True
        text = f"{bracketed[1] or ''}{bracketed[2]} {bracketed[3]}".strip()
    form = _FORM.fullmatch(text)
    if form is None or (form[1] and form[3]):
        return None
    measure = measures.read_measure(form[2] or "", form[5])
    if measure is None:
        return None
    minus = negative or "-" in (form[1], form[3])
    values = tuple(
        _exact(f"-{digits}" if minus else digits, power)
        for digits in _readings(form[4], decimal)
        for power in measure.powers
    )
    if len(values) == 1:
        return Number(values[0], measure.percent, measure.unit)
    return Unreadable("ambiguous-number", values) if values else None


def _readings(digits: str, decimal: DecimalSign | None) -> list[str]:
    """What digits with separators can mean, in plain notation; whole numbers first."""
    if digits.isdecimal():
        return [digits]
    whole = _without_groups(digits)
    found = [whole] if whole is not None and (decimal is None or decimal not in digits) else []
    for sign in (decimal,) if decimal else (",", "."):
        before, mark, fraction = digits.rpartition(sign)
        plain = _without_groups(before)
        clear = mark and fraction.isdecimal() and sign not in before
        if clear and plain is not None and not _looks_like_day(before):
            found.append(f"{plain}.{fraction}")
    return found


def _looks_like_day(before: str) -> bool:
    """``01.10`` is the first of October to many readers."""
    return before.startswith("0") and before != "0"


def _without_groups(text: str) -> str | None:
    if not text:
        return "0"
    if text.isdecimal():
        return text
    groups = _GROUPS.fullmatch(text)
    return text.replace(groups[1], "") if groups else None


def _exact(plain: str, power: int) -> Decimal:
    """The number × 10^power in plain notation, never rounded; there is no negative zero."""
    number = Decimal(plain) if power == 0 else Decimal(f"{Decimal(f'{plain}e{power}'):f}")
    return number or number.copy_abs()


def _why_not(text: str) -> Literal["not-a-number", "number-range", "number-date"]:
    if len(text) > _LONGEST:
        return "not-a-number"
    day = parse_date(text)
    if not isinstance(day, Unreadable) or day.reason != "not-a-date" or _day_without_year(text):
        return "number-date"
    return "number-range" if _RANGE.fullmatch(text) else "not-a-number"


def _day_without_year(text: str) -> bool:
    day, _, month = text.partition(" ")
    return day.isdecimal() and month_of(month) is not None
