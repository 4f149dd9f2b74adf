"""What a noun phrase is about."""

from __future__ import annotations

from collections.abc import Sequence

from sync.core.wording.senses import Deed, Part, Thing
from sync.core.wording.text import Kind, is_cyrillic
from sync.core.wording.tokens import Token

GROWN = {Thing.METRIC, Thing.OUTCOME, Thing.SALE}
"""Nouns that a number can be about."""

_LOOKED_THROUGH = {Part.FUNCTION, Part.ADJECTIVE, Part.ADVERB}
_LINKS = {Part.PREPOSITION, Part.CONJUNCTION}
_NAMELESS = _LOOKED_THROUGH | _LINKS
_JOINTS = frozenset("-/&\"'")
_MEANING_OF_DEED = {
    Deed.TASK: Thing.ARTIFACT,
    Deed.MAKE: Thing.ARTIFACT,
    Deed.ACTIVITY: Thing.ACT,
    Deed.ROUTINE: Thing.METRIC,
}
"""What a noun made of a verb stands for: an implementation is a piece of work."""


def head_noun(tokens: Sequence[Token]) -> Thing | None:
    """What the first noun phrase is about: the last noun of an English one («sales calls»), the
    first of a Russian one («конверсия звонков»), behind words such as «number of»."""
    found: Thing | None = None
    for position, token in enumerate(tokens):
        named = _named(token, tokens[position + 1 : position + 2])
        if named is not None:
            if _is_russian(token) and found not in {None, Thing.AMOUNT, Thing.OTHER}:
                return found
            if _is_russian(token) and named is not Thing.AMOUNT:
                return named
            found = found if named is Thing.AMOUNT and found is not None else named
        elif found is not None and _ends_phrase(token, found):
            return found
    return found


def _is_russian(token: Token) -> bool:
    return is_cyrillic(token.text)


def _ends_phrase(token: Token, found: Thing) -> bool:
    if token.unit is not None:
        return found is not Thing.AMOUNT
    if token.kind in {Kind.SIGN, Kind.TIME}:
        return token.text not in _JOINTS
    if token.sense.part is Part.PREPOSITION:
        return not (found is Thing.AMOUNT and token.text == "of")
    if token.sense.part in _LOOKED_THROUGH:
        return token.sense.part is Part.FUNCTION and not _is_russian(token)
    return token.kind is Kind.WORD


def _named(token: Token, following: Sequence[Token]) -> Thing | None:
    """What a token names; None when it names nothing."""
    sense = token.sense
    if token.unit is not None or token.kind not in {Kind.WORD, Kind.LABEL}:
        return None
    if sense.thing is not None or sense.part in _NAMELESS:
        return sense.thing if sense.part not in _LINKS else None
    if sense.part in {Part.VERB, Part.PARTICIPLE}:
        return Thing.OTHER if _qualifies(token, following) else None
    named = _MEANING_OF_DEED.get(sense.deed, Thing.OTHER) if sense.deed else Thing.OTHER
    return named if sense.deed or token.kind is Kind.WORD else None


def _qualifies(token: Token, following: Sequence[Token]) -> bool:
    """«reply rate»: an English verb in front of a level word is half of its name."""
    return (
        token.sense.own
        and not _is_russian(token)
        and any(after.sense.thing is Thing.METRIC and not _is_russian(after) for after in following)
    )
