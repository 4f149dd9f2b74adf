"""Tells plain sales, which a KPI counts, from sales in a segment, which a key result may count."""

from __future__ import annotations

from sync.core.wording.phrase import Phrase
from sync.core.wording.senses import Part, Thing, words
from sync.core.wording.text import Kind
from sync.core.wording.tokens import Token
from sync.core.wording.units import Unit

_SALES = {"sales", "продажа"}
_NEUTRAL = _SALES | words("""
    new more total successful won additional least product all other next personal
    новый успешный дополнительный всего личный общий минимум менее""")
"""Words that leave «50 deals» as plain as they were."""

_NO_SEGMENT = {Thing.SALE, Thing.AMOUNT, Thing.PERIOD, Thing.STAFF}
_SEGMENT_PARTS = {Part.NOUN, Part.ADJECTIVE, Part.UNKNOWN}


def is_bare_sale(phrase: Phrase) -> bool:
    """«Close 50 deals» without saying which."""
    if phrase.thing is not Thing.SALE and not _counts_sales(phrase):
        return False
    if phrase.first_unit not in {Unit.COUNT, None} or len(phrase.quantities) > 1:
        return False
    return not any(_marks_segment(token) for token in phrase.tokens)


def _counts_sales(phrase: Phrase) -> bool:
    """«Make 100 sales», «продажи: 500 единиц»: a level word, but here it counts."""
    if phrase.counted is Thing.SALE and phrase.deed is None:
        return any(token.sense.lemma in _SALES for token in phrase.tokens)
    pairs = zip(phrase.tokens, phrase.tokens[1:], strict=False)
    return any(a.unit is Unit.COUNT and b.sense.lemma in _SALES for a, b in pairs)


def _marks_segment(token: Token) -> bool:
    if token.kind is Kind.LABEL:
        return True
    sense = token.sense
    if token.kind is not Kind.WORD or sense.lemma in _NEUTRAL or sense.thing in _NO_SEGMENT:
        return False
    names = sense.deed is None or sense.thing is not None
    return names and sense.part in _SEGMENT_PARTS
