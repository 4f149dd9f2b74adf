"""Reads a column of numbers as people and programs write them: ``1 200 000,00 ₽``, ``$1,200.00``.

A comma and a point mean different things in different files, so a value such as ``1,234`` is read
in the light of its whole column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sync.core.currencies import currency_code, is_currency
from sync.core.parsing import DecimalSign, Number, parse_number, tell_decimal

MOST_DIGITS = 18
"""Before the decimal sign; no amount of a deal is longer."""

_PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,2})?", re.ASCII)
_CODE_FIRST = re.compile(r"([A-Za-z]{3})[ \u00a0](.*\d.*)")
"""``RUB 214,000.00``, as Salesforce writes money."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the currency written beside it, empty if none."""

    number: Decimal
    currency: str = ""


def read_amounts(texts: Iterable[str], *, money: bool = False) -> dict[str, Amount]:
    """The numbers among the distinct texts of one column.

    Where nothing in the column tells thousands from decimals, ``1,234`` is a thousand in a column
    of money, which has no three decimals, and otherwise no number.
    """
    distinct = set(texts)
    found = {text: Amount(Decimal(text)) for text in distinct if _PLAIN.fullmatch(text)}
    others = distinct - found.keys()
    if not others:
        return found
    pointed = [text for text in found if "." in text][:1]
    digits = [_split(text)[1] for text in (*others, *pointed)]
    sign = tell_decimal(digits)
    thousands = money and sign is None and not any(map(_is_clear, digits))
    for text in others:
        amount = _read(text, sign, thousands=thousands)
        if amount is not None:
            found[text] = amount
    return found


def _is_clear(digits: str) -> bool:
    """Whether a value with a comma or a point can be read in one way only."""
    return ("," in digits or "." in digits) and isinstance(parse_number(digits), Number)


def _read(text: str, sign: DecimalSign | None, *, thousands: bool) -> Amount | None:
    code, digits = _split(text)
    number = parse_number(digits, sign)
    if not isinstance(number, Number) and thousands:
        number = parse_number(digits, "," if "." in digits else ".")
    if not isinstance(number, Number) or len(f"{abs(number.value):.0f}") > MOST_DIGITS:
        return None
    unit = code or number.unit
    if unit and not is_currency(unit):
        return None
    return Amount(number.value, currency_code(unit))


def _split(text: str) -> tuple[str, str]:
    """A currency code in front and the rest."""
    match = _CODE_FIRST.fullmatch(text)
    return (match[1], match[2]) if match and is_currency(match[1]) else ("", text)
