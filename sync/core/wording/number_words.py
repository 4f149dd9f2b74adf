"""Numbers written as words, in both languages."""

from __future__ import annotations

from sync.core.wording import russian
from sync.core.wording.senses import words
from sync.core.wording.text import is_cyrillic
from sync.core.wording.units import Unit

_ENGLISH_TIMES = words("""
    double doubled doubles doubling triple tripled triples tripling quadruple quadrupled halve
    halved halves halving twice twofold threefold tenfold thrice""")  # fmt: skip
_ENGLISH_COUNTS = words("""
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion dozen dozens hundreds thousands zero""")  # fmt: skip
_ENGLISH_SHARES = words("half two-thirds one-third three-quarters one-quarter")
_ENGLISH_ORDINALS = words("second third fourth fifth quarter tenth")

_RUSSIAN_TIMES = words("""
    вдвое втрое вчетверо впятеро вшестеро вполовину наполовину полтора дважды трижды удвоить
    удвоение удваивать утроить утроение утраивать учетверить двукратный трехкратный четырехкратный
    пятикратный десятикратный двойной тройной удвоиться утроиться удвоенный""")  # fmt: skip
_RUSSIAN_COUNTS = words("""
    два двое три трое четыре четверо пять пятеро шесть семь восемь девять десять одиннадцать
    двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать
    двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста
    четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча миллион миллиард десяток сотня
    дюжина нуль ноль""")  # fmt: skip
_RUSSIAN_SHARES = words("половина треть четверть")
_RUSSIAN_ORDINALS = words(
    "второй третий четвертый пятый шестой седьмой восьмой девятый десятый двадцатый"
)

_BOUNDS = words("более больше дольше менее меньше")
_BARE_UNITS = words("суток часа дня минуты недели")
"""«Не более суток» is one of them."""


def read_word(word: str, before: str) -> Unit | None:
    """The unit of a number word; None for other words. ``before`` is the word in front of it."""
    if before in {"номер", "number"}:
        return None
    return _read_russian(word, before) if is_cyrillic(word) else _read_english(word, before)


def _read_english(word: str, before: str) -> Unit | None:
    if word in _ENGLISH_TIMES:
        return Unit.TIMES
    if word in _ENGLISH_SHARES or (word in _ENGLISH_ORDINALS and before in {"a", "every"}):
        return Unit.PERCENT
    if word in _ENGLISH_COUNTS or (word == "no" and not before):
        return Unit.COUNT
    return None


def _read_russian(word: str, before: str) -> Unit | None:
    if before in _BOUNDS and word in _BARE_UNITS:
        return Unit.MOMENT
    forms = russian.lemmas(word)
    if forms & _RUSSIAN_TIMES:
        return Unit.TIMES
    if forms & _RUSSIAN_SHARES or (forms & _RUSSIAN_ORDINALS and before.startswith("кажд")):
        return Unit.PERCENT
    counts = forms & _RUSSIAN_COUNTS or ("один" in forms and before == "ни")
    return Unit.COUNT if counts else None
