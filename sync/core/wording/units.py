"""What a number in digits counts, and whether it measures anything."""

from __future__ import annotations

import re
from enum import Enum, auto


class Unit(Enum):
    """What a number counts."""

    PERCENT = auto()
    MONEY = auto()
    MOMENT = auto()
    """Seconds to hours: always a measurement."""
    SPAN = auto()
    """Days to years: a measurement, or only the time in which something happens."""
    TIMES = auto()
    """«twice», «в 2 раза», 4x."""
    LARGE = auto()
    """2 million of something not named."""
    COUNT = auto()


_SIGN = r"[$€£₽¥₸₴]"
_SCALE = (
    r"(?:(?:k|к|m|м|mm|bn|b)\b"
    r"|\s?(?:mln|mio|bln|млн|млрд|мио|тыс|thousands?|millions?|billions?)\b\.?"
    r"|\s?(?:тысяч\w*|миллион\w*|миллиард\w*)\b)"
)
_PERCENT = (
    r"\s?(?:[%‰]|(?:percent\w*|per\scent|процент\w*|пп|pp|ppt|bps)\b"
    r"|п\.\s?п\.?|p\.\s?p\.?)"
)
_MONEY = (
    rf"(?:{_SCALE})?\.?\s?(?:{_SIGN}|(?:руб\w*|р|т\.\s?р|usd|eur|rub|rur|gbp|kzt|byn|uzs"
    r"|тенге|доллар\w*|евро|dollars?|euros?|сум|сомов|сом|гривен|лир)\b\.?)"
)
_TIMES = r"(?:[xх×]\b|\s[xх×](?=\s|$)|\s?-?\s?fold\b|\s?-?\s?кратн\w+|\sраза?\b|\stimes\b)"
_MOMENT = (
    r"\s?(?:sec|s|ms|seconds?|min|mins|minutes?|hours?|hrs?|h"
    r"|секунд\w*|сек|мин|минут\w*|час(?:а|ов|у|ам|ами|ах)?|ч)\b\.?"
)
_SPAN = (
    r"\s?-?(?:(?:working|business|calendar|рабочих|календарных|раб\.?)\s)?"
    r"(?:days?|weeks?|months?|mos?|years?|yrs?|quarters?|d|w|дн\w*|день|сут\w+|недел\w+"
    r"|месяц\w*|мес|год(?:а|у|ам|ов)?|лет|квартал\w*)\b\.?"
)
_PATTERNS = tuple(
    (unit, re.compile(pattern))
    for unit, pattern in (
        (Unit.PERCENT, _PERCENT),
        (Unit.MONEY, _MONEY),
        (Unit.TIMES, _TIMES),
        (Unit.MOMENT, _MOMENT),
        (Unit.SPAN, _SPAN),
        (Unit.LARGE, _SCALE),
    )
)
_SCALED = re.compile(_SCALE)
_MONEY_BEFORE = re.compile(rf"(?:{_SIGN}|\b(?:usd|eur|rub|gbp)\s?)\s?[<>~]?\s?$")
_ENDING = re.compile(r"-(?:ти|х|ми|и|ю|го|th)\b")
"""«5-ти сделок»: a grammatical ending typed behind the digits."""


def read_unit(line: str, start: int, end: int) -> tuple[Unit, int]:
    """The unit of the number at ``line[start:end]`` and where the whole quantity ends."""
    ending = _ENDING.match(line, end)
    end = ending.end() if ending else end
    if _MONEY_BEFORE.search(line, max(0, start - 6), start):
        scale = _SCALED.match(line, end)
        return Unit.MONEY, scale.end() if scale else end
    for unit, pattern in _PATTERNS:
        match = pattern.match(line, end)
        if match:
            return unit, match.end()
    return Unit.COUNT, end


_WINDOW_BEFORE = re.compile(
    r"(?:^|\s)(?:within|in|over|for|during|next|first|last|past|every|after|than|once|old"
    r"|за|течение|ближайш\w+|перв\w+|последн\w+|следующ\w+|после|спустя|через|каждые|раз в"
    r"|старше|дольше|движения|активности)"
    r"\s(?:the\s|their\s|our\s)?(?:first\s|next\s|last\s|more than\s)?$"
)
_AGE_AFTER = re.compile(r"\s?(?:old|ago|назад)\b")
_BOUND_BEFORE = re.compile(r"(?:не|no|not|less|lower|shorter|faster|ниже|меньше)\s(?:\w+\s)?$")


def is_window(line: str, start: int, end: int) -> bool:
    """Whether a span of days and longer only says when: «in 3 months», «older than 90 days»."""
    before = line[max(0, start - 40) : start]
    if _AGE_AFTER.match(line, end):
        return True
    return bool(_WINDOW_BEFORE.search(before)) and not _BOUND_BEFORE.search(before)
