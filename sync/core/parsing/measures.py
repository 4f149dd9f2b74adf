"""What stands beside a number: thousands and millions, percent signs, currencies, units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.core.parsing.dates import month_of

_CURRENCY_SIGNS = "$€£¥₽₸₴₺₼₾₹₩₪₫₦₱฿₡₲₵₭₮₨¢"
_CURRENCY_CODES = (
    "usd", "eur", "rub", "rur", "gbp", "chf", "cny", "jpy", "kzt", "byn", "uah", "amd", "azn",
    "gel", "kgs", "uzs", "try", "aed", "inr", "pln", "czk", "sek", "nok", "dkk", "ils", "brl",
)  # fmt: skip
_CURRENCY_WORDS = {
    *_CURRENCY_CODES,
    "р", "руб", "рубль", "рубля", "рублей", "рубли", "ruble", "rubles", "rouble", "roubles",
    "долл", "доллар", "доллара", "долларов", "dollar", "dollars", "евро", "euro", "euros",
    "тенге", "тг", "юань", "юаня", "юаней", "pound", "pounds",
}  # fmt: skip
HEAD = rf"%|[a-z]{{0,2}}[{re.escape(_CURRENCY_SIGNS)}]|(?:{'|'.join(_CURRENCY_CODES)})|[Рр]уб\.?"
"""A pattern for what may stand before the number."""

_POWERS = {
    **dict.fromkeys(("сотня", "сотни", "сотен", "hundred", "hundreds"), 2),
    **dict.fromkeys(("тыс", "тысяча", "тысячи", "тысяч", "k", "к", "thousand", "thousands"), 3),
    **dict.fromkeys(("лакх", "lakh", "lakhs"), 5),
    **dict.fromkeys(("млн", "миллион", "миллиона", "миллионов", "mln", "mio", "mn"), 6),
    **dict.fromkeys(("million", "millions", "кк", "kk"), 6),
    **dict.fromkeys(("crore", "crores"), 7),
    **dict.fromkeys(("млрд", "миллиард", "миллиарда", "миллиардов", "bn", "bln", "mrd"), 9),
    **dict.fromkeys(("billion", "billions"), 9),
    **dict.fromkeys(("трлн", "триллион", "триллиона", "триллионов", "trn", "trillion"), 12),
}
_CAPITALS = {"M": 6, "М": 6, "B": 9}
"""Clear as capitals only; the second M is Cyrillic."""
_UNCLEAR = {"m": (0, 6), "м": (0, 6), "mm": (0, 6), "b": (0, 9), "т": (0, 3), "t": (0, 3, 12)}
"""Metres or millions, tonnes or thousands: clear only beside money."""
_BESIDE_MONEY = {"m": 6, "м": 6, "mm": 6, "b": 9, "т": 3}
_PERCENT_WORDS = {"процент", "процента", "процентов", "проц", "percent", "pct"}
_CONNECTING = {
    "и", "или", "с", "до", "от", "из", "не", "на", "x", "х", "and", "or", "to", "of", "not", "by",
    "am", "pm", "e", "е",
}  # fmt: skip
"""Words that make a sentence of what follows the number, so it is no unit. The last two would be
the rest of an exponent."""

_WORD = re.compile(r"\s*([^\W\d_]+)\.?")
_LETTER = rf"A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ{re.escape(_CURRENCY_SIGNS)}"
_UNIT = re.compile(rf"/? ?[{_LETTER}][{_LETTER}²³ ./'-]{{0,29}}")
"""Latin and Cyrillic only: in other scripts a unit may be a word for ten thousand."""
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """What the text beside a number says."""

    powers: tuple[int, ...] = (0,)
    """By which powers of ten the number may be multiplied; more than one when it is unclear."""
    percent: bool = False
    unit: str = ""


_NONE = Measure()


def read_measure(head: str, tail: str) -> Measure | None:
    """What stands before and after a number; None when it is no measure at all."""
    if not tail and not head:
        return _NONE
    powers, rest = _take_power(tail, money=bool(head) and head != "%")
    percent, rest = _take_percent(rest)
    unit = " ".join(rest.split()) or head.strip("% ")
    before = head == "%"
    if percent and (head or powers != (0,) or _is_money(unit)):
        return None
    if rest.strip() and not _is_unit(unit):
        return None
    return Measure(powers, percent or before, unit)


def is_plain_tail(text: str) -> bool:
    """Whether only a currency or a percent sign stands here, or nothing."""
    return text.strip() in {"", "%"} or _is_money(text.strip())


def _take_power(tail: str, *, money: bool) -> tuple[tuple[int, ...], str]:
    word = _WORD.match(tail)
    if word is None:
        return (0,), tail
    name, rest = word[1], tail[word.end() :]
    power = _CAPITALS.get(name, _POWERS.get(name.lower()))
    if power is not None:
        return (power,), rest
    unclear = _UNCLEAR.get(name.lower())
    if unclear is None or (rest.strip() and not _is_money(rest.strip())):
        return (0,), tail
    if name.lower() in _BESIDE_MONEY and (money or rest.strip()):
        return (_BESIDE_MONEY[name.lower()],), rest
    return unclear, rest


def _take_percent(tail: str) -> tuple[bool, str]:
    stripped = tail.lstrip()
    if stripped.startswith("%"):
        return True, stripped[1:]
    word = _WORD.match(tail)
    if word is not None and word[1].lower() in _PERCENT_WORDS:
        return True, tail[word.end() :]
    return False, tail


def _is_money(text: str) -> bool:
    return (len(text) == 1 and text in _CURRENCY_SIGNS) or text.lower().rstrip(
        "."
    ) in _CURRENCY_WORDS


def _is_unit(text: str) -> bool:
    words = text.lower().split()
    return (
        _UNIT.fullmatch(text) is not None
        and len(words) <= _MOST_WORDS
        and _CONNECTING.isdisjoint(words)
        and month_of(words[0]) is None
    )
