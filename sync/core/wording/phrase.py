"""The skeleton of a line: what it promises to do, to what, and which numbers measure it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sync.core.wording.heads import ARTICLES, first_telling, is_verb, promises_more
from sync.core.wording.nouns import GROWN, head_noun
from sync.core.wording.senses import Deed, Part, Thing, words
from sync.core.wording.text import Kind, is_cyrillic
from sync.core.wording.tokens import Token, tokenise
from sync.core.wording.units import Unit

_SHARE_OF = re.compile(r"(?:из|out of|of) (?:кажд\w+ |every |each )?\d")
"""«Из 100 лидов …»: what follows is a share, whatever it counts."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the rules look at."""

    line: str
    tokens: tuple[Token, ...]
    deed: Deed | None = None
    """What the line promises to do; None when it only names something."""
    lemma: str = ""
    """The dictionary form of that verb."""
    thing: Thing | None = None
    """What the deed is done to, or what is named."""
    ongoing: bool = False

    @property
    def quantities(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if token.measures)

    @property
    def first_unit(self) -> Unit | None:
        if _SHARE_OF.match(self.line):
            return Unit.PERCENT
        return self.quantities[0].unit if self.quantities else None

    @property
    def counted(self) -> Thing | None:
        """What stands behind the first number."""
        first = next((at for at, token in enumerate(self.tokens) if token.measures), None)
        return None if first is None else head_noun(self.tokens[first + 1 :])

    @property
    def word_tokens(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if token.kind is Kind.WORD)


def parse(line: str) -> Phrase:
    """The skeleton of a normalised line."""
    tokens = tokenise(line)
    start = first_telling(tokens)
    rest = tokens[start:]
    if not rest:
        return Phrase(line, tokens)
    if promises_more(rest) or (rest[0].unit is Unit.TIMES and rest[0].text.isalpha()):
        return Phrase(line, tokens, Deed.CHANGE, rest[0].text, head_noun(rest[1:]))
    if start and tokens[start - 1].text == "не" and rest[0].sense.deed is not None:
        return Phrase(line, tokens, Deed.KEEP, rest[0].sense.lemma, head_noun(rest[1:]))
    named = start and tokens[start - 1].text in ARTICLES and rest[0].sense.thing is not None
    if not named and is_verb(rest):
        return _verbal(line, tokens, rest)
    return _nominal(line, tokens, rest)


_CAUSATIVES = words("have ensure help let get make enable")
_BETWEEN = {Part.FUNCTION, Part.ADJECTIVE, Part.ADVERB, Part.PREPOSITION}


def _verbal(line: str, tokens: tuple[Token, ...], rest: Sequence[Token]) -> Phrase:
    head = rest[0].sense
    inner = _inner_verb(rest) if head.lemma in _CAUSATIVES else 0
    if inner:
        head, rest = rest[inner].sense, rest[inner:]
    deed = head.deed or Deed.OTHER
    return Phrase(line, tokens, deed, head.lemma, head_noun(rest[1:]), head.ongoing)


def _inner_verb(rest: Sequence[Token]) -> int:
    """Where «have your reps call …», «ensure we do …» say what is done; 0 when they do not."""
    for position, token in enumerate(rest[1:], 1):
        sense = token.sense
        if position > 1 and sense.own and sense.deed is not None and sense.thing is None:
            return position
        if sense.thing is not Thing.STAFF and sense.part not in _BETWEEN and token.unit is None:
            return 0
    return 0


def _nominal(line: str, tokens: tuple[Token, ...], rest: Sequence[Token]) -> Phrase:
    thing = head_noun(rest)
    for position, token in enumerate(rest):
        sense = token.sense
        if sense.part is Part.VERB and not token.text.endswith("ing"):
            break
        if sense.deed is None or sense.part is Part.ADJECTIVE:
            continue
        if sense.part is Part.PARTICIPLE and _closes_clause(rest, position, thing):
            return Phrase(line, tokens, sense.deed, sense.lemma, thing)
        if sense.deed in _NOUN_DEEDS and _closes_chunk(rest, position):
            russian = is_cyrillic(token.text)
            about = rest[position + 1 :] if russian else rest[:position]
            return Phrase(line, tokens, sense.deed, sense.lemma, head_noun(about))
    return Phrase(line, tokens, None, "", thing)


_NOUN_DEEDS = {Deed.TASK, Deed.CHANGE, Deed.MAKE}
_IN_CHUNK = {Part.NOUN, Part.ADJECTIVE, Part.UNKNOWN}


def _closes_clause(rest: Sequence[Token], position: int, thing: Thing | None) -> bool:
    """«Template approved», not «approved template»; and a share of customers is an outcome,
    whatever was done to them."""
    share = any(token.unit is Unit.PERCENT for token in rest[:2]) and thing in GROWN
    if share or thing is Thing.METRIC:
        return False
    after = rest[position + 1] if position + 1 < len(rest) else None
    if after is None or after.kind is not Kind.WORD or is_cyrillic(rest[position].text):
        return True
    return after.sense.part not in _IN_CHUNK


def _closes_chunk(rest: Sequence[Token], position: int) -> bool:
    """«Revenue growth in Spain»: growth is what the line is about."""
    before = rest[:position]
    if any(token.kind is not Kind.WORD or token.sense.part is Part.PREPOSITION for token in before):
        return False
    after = rest[position + 1] if position + 1 < len(rest) else None
    return after is None or after.kind is not Kind.WORD or after.sense.part is Part.PREPOSITION
