"""How a line begins: with a verb that promises something, or with the name of a figure."""

from __future__ import annotations

from collections.abc import Sequence

from sync.core.wording import lexicon_en, lexicon_ru
from sync.core.wording.senses import Deed, Part, Thing, words
from sync.core.wording.text import Kind, is_cyrillic
from sync.core.wording.tokens import Token

ARTICLES = words("the a an our your their every all")


def first_telling(tokens: Sequence[Token]) -> int:
    """Where the line begins to say something: after «we will», «нужно», «by the end of Q3,»."""
    start = 0
    while start < len(tokens) and _is_leader(tokens[start]) and not promises_more(tokens[start:]):
        start += 1
    if start < len(tokens) and tokens[start].sense.part is Part.PREPOSITION:
        nearby = range(start, min(start + 8, len(tokens)))
        return next((index for index in nearby if _is_own_verb(tokens[index])), start)
    return start


def _is_leader(token: Token) -> bool:
    if token.text in lexicon_en.COMPARATIVES or token.unit is not None:
        return False
    if token.kind is not Kind.WORD:
        return True
    sense = token.sense
    leads = sense.part in {Part.FUNCTION, Part.ADVERB, Part.ADJECTIVE, Part.CONJUNCTION}
    return (leads and sense.deed is None) or sense.deed is Deed.STRIVE or token.text == "to"


def _is_own_verb(token: Token) -> bool:
    sense = token.sense
    return sense.own and sense.deed is not None and sense.part in {Part.VERB, Part.NOUN}


def promises_more(rest: Sequence[Token]) -> bool:
    """«More leads», «больше клиентов», but not «more than 30» or «больше звонить»."""
    if len(rest) < 2 or rest[1].kind is not Kind.WORD or rest[1].text in {"than", "чем"}:
        return False
    if rest[0].text in lexicon_en.COMPARATIVES:
        return True
    return rest[0].text in lexicon_ru.COMPARATIVES and rest[1].sense.part is not Part.VERB


def is_verb(rest: Sequence[Token]) -> bool:
    """Whether the first word is the verb of the line; English nouns often look the same."""
    sense = rest[0].sense
    if rest[0].kind is not Kind.WORD:
        return False
    if sense.deed is None:
        return not is_cyrillic(rest[0].text) and _looks_like_a_verb(rest)
    if sense.thing is None:
        return not _describes(rest)
    return not is_cyrillic(rest[0].text) and sense.own and not _names_something(rest)


def _describes(rest: Sequence[Token]) -> bool:
    """«Cancelled orders …» names orders; «cancelled 30 orders» is a deed."""
    if rest[0].sense.part is not Part.PARTICIPLE or len(rest) < 2:
        return False
    return not is_cyrillic(rest[0].text) and rest[1].sense.part is Part.NOUN


def _looks_like_a_verb(rest: Sequence[Token]) -> bool:
    """«Package the offer», «gamify onboarding»: an article behind it or the ending tells."""
    if rest[0].sense.part is Part.UNKNOWN and rest[0].text.endswith(("ize", "ise", "ify", "ate")):
        return True
    return len(rest) > 1 and rest[1].text in ARTICLES


def _names_something(rest: Sequence[Token]) -> bool:
    """«Close rate …», «Discount per deal …» name a figure; «Call 100 prospects» does not."""
    chunk = [rest[0]]
    for token in rest[1:]:
        if token.kind is not Kind.WORD or token.sense.part in {Part.FUNCTION, Part.CONJUNCTION}:
            break
        if token.sense.part is Part.PREPOSITION and token.text != "to":
            break
        chunk.append(token)
    if len(chunk) == 1:
        if chunk[0].sense.deed is Deed.VAGUE:
            return False
        after = rest[1] if len(rest) > 1 else None
        return after is None or after.sense.part is Part.PREPOSITION or after.kind is Kind.SIGN
    last = chunk[-1].sense.thing
    return last in {Thing.METRIC, Thing.PLAN} and chunk[1].sense.part is not Part.ADJECTIVE
