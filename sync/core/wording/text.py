"""Cuts a line into words, numbers, dates and labels, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

LONGEST = 2_000
"""Characters that are judged; no objective is longer, and time stays bounded."""


class Kind(Enum):
    """What a piece of a line is."""

    WORD = auto()
    NUMBER = auto()
    TIME = auto()
    """A date, a quarter, a year: digits that measure nothing."""
    LABEL = auto()
    """Digits that are part of a name: №1, B2B, 30-day, 1:1."""
    RANK = auto()
    """A place in a list: top 3."""
    SIGN = auto()


class Piece(NamedTuple):
    """One piece, in lower case and with ё written е."""

    kind: Kind
    text: str
    start: int
    end: int


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»“”„‟″"), '"') | dict.fromkeys(map(ord, "’‘ʼ′`"), "'")
_SPECIAL = {ord("№"): "#", ord("ё"): "е", ord("→"): ">", ord("➜"): ">", ord("⇒"): ">"}
_CLEAN = _DASHES | _QUOTES | _SPECIAL

_LIST_MARK = re.compile(r"^(?:(?:kr|кр|o|ц|цель|objective|key result)\s?\d*(?:[.\-]\d+)*\s?[:.)\-]"
                        r"|\d{1,2}(?:\.\d{1,2})*[.)]\s|[-*•·▪])\s*")  # fmt: skip


def normalise(text: str) -> str:
    """One spelling for all ways to type the same: case, ё, dashes, quotes, spaces, hidden marks."""
    cut = text[:LONGEST].translate(_CLEAN)
    folded = unicodedata.normalize("NFKC", cut)[:LONGEST].lower().translate(_CLEAN)
    plain = "".join(_visible(char) for char in folded)
    return _LIST_MARK.sub("", " ".join(plain.split()))


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    return " " if category in {"Zs", "Zl", "Zp", "Cc"} else char


def is_cyrillic(word: str) -> bool:
    """Whether a lower-case word is written in Russian letters; other letters count as English."""
    return any("а" <= char <= "я" for char in word)


_MONTH_EN = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # noqa: E501
_MONTH_RU = r"(?:январ[яеьию]\w*|феврал\w+|март[ае]?|апрел\w+|ма[яйею]|июн\w+|июл\w+|август[ае]?|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+)\b"  # noqa: E501
_MONTH = rf"(?:{_MONTH_EN}|{_MONTH_RU})"
_YEAR = r"20[1-4]\d"
_NO_UNIT = r"(?!\d|\s?(?:%|млн|тыс|руб|₽|[$€]|процент|percent|из|дн|час|балл|points?))"

_DATE = "|".join((
    r"\d{4}-\d\d-\d\d",
    r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d\b",
    rf"\d{{1,2}}(?:st|nd|rd|th|-?го|-?е)?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
    rf"{_MONTH_EN}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?[%$€k])(?:,?\s{_YEAR})?",
    rf"{_MONTH}\s{_YEAR}",
    rf"(?:к|до|by|until|till)\s\d{{1,2}}\.(?:0[1-9]|1[0-2])(?:\.(?:20)?\d\d)?\b{_NO_UNIT}",
    rf"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\b{_NO_UNIT}",
    r"\d{1,2}:\d\d\b",
    r"\d{1,2}\s?(?:am|pm)\b",
))  # fmt: skip

_QUARTER_WORD = r"(?:квартал\w*|кв\b\.?|quarters?\b|полугоди\w+)"
_QUARTER = "|".join((
    rf"(?:q|кв\.?\s?)[1-4](?:\s?-\s?q?[1-4])?(?:[\s'./-]*{_YEAR}|'\d\d)?(?![\w%])",
    rf"{_YEAR}[\s./-]*q[1-4]",
    r"[1-4]q(?:20)?\d\d\b",
    rf"[1-4](?:-?(?:й|го|м|ом|му|ый|ого|st|nd|rd|th))?(?:\sи\s[1-4](?:-?\w{{1,2}})?)?\s{_QUARTER_WORD}",
    rf"(?:i{{1,3}}|iv)\s{_QUARTER_WORD}",
    rf"h[12](?:[\s'./-]*{_YEAR}|'\d\d)?(?![\w%])",
    r"fy\s?'?\d{2,4}\b",
))  # fmt: skip

_YEARS = "|".join((
    rf"{_YEAR}(?:-?(?:го|м|й|х))?\s(?:год\w*|гг?\b\.?)",
    rf"(?:fiscal\s|calendar\s)?year\s{_YEAR}\b",
    rf"(?:in|by|of|for|since|until|во?|к|до|за|на|с|end|конц[ауе]|year)\s{_YEAR}\b(?!\s?[\w%$€₽.,+-]\w|\s?%)",
    rf"{_YEAR}/(?:20)?\d\d\b",
))  # fmt: skip

_GLUED = (
    r"(?:до|с|со|от|на|в|к|по|за|не|менее|более|ниже|выше"
    r"|from|to|by|at|of|over|under|usd|eur|rub|gbp)"
)
"""Words that people type without a space before the number."""

_LABEL = "|".join((
    r"#\s?\d+", r"no\.\s?\d+", r"номер\s\d+", r"number\s\d+",
    r"1:1s?\b", r"24/7", r"24x7", r"1[cс]\b", r"2(?:гис|gis)\w*", r"[23]d\b",
    r"(?:iso|soc|гост|фз|web|ver|версия|version|tier|phase|фаза|stage|step|этап|шаг)\s?-?\d+(?:\.\d+)?\b(?!\s?%)",
    r"\d+-?(?:st|nd|rd|th)\b", r"\d+-(?:ая|ый|ой|ий|го|му|й|я|е|м)\b(?!\sдн)",
    r"\d+(?:-\d+)?-(?!fold|кратн|го\sдн|to\b|ти?\b|х\b|ми\b|и\b|percent|процент|plus|times)[a-zа-я]{2,}[\w-]*",
    rf"(?!{_GLUED}\d|[xх]\d)[a-zа-я]+-?\d+[a-zа-я]\w*(?:-\w+)*",
    rf"(?!{_GLUED}\d|[xх]\d)[a-zа-я]+-?\d+(?![\d.,]*\s?[%$€₽])",
))  # fmt: skip

_RANK = r"(?:топ|top)[\s-]?\d+"
_NUMBER = (
    r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
_WORD = r"[^\W\d_]+(?:['&][^\W\d_]+)*(?:-[^\W\d_]+(?:'[^\W\d_]+)*)*"

_PIECES = re.compile(
    rf"(?<![\w.,])(?P<TIME>{_DATE}|{_QUARTER}|{_YEARS})|(?<![\w.,])(?P<RANK>{_RANK})"
    rf"|(?<![\w.,])(?P<LABEL>{_LABEL})|(?P<NUMBER>{_NUMBER})|(?P<WORD>{_WORD})|(?P<SIGN>\S)"
)


def cut(line: str) -> list[Piece]:
    """The pieces of a normalised line, in order."""
    return [
        Piece(Kind[match.lastgroup or "SIGN"], match.group(), match.start(), match.end())
        for match in _PIECES.finditer(line)
    ]
