"""What a Russian word means: its lemma, part of speech and aspect, and what its stem is listed for.

The dictionary is loaded at the first Russian word, not at import: a document in English never
pays for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from sync.core.wording.lexicon_ru import DEEDS, THINGS
from sync.core.wording.senses import Deed, Part, Sense, Thing

_LONGEST_ENDING = 3

T = TypeVar("T")


def _stems(lists: Mapping[T, str]) -> dict[str, T]:
    return {stem: value for value, stems in lists.items() for stem in stems.split()}


def _find(table: Mapping[str, T], word: str) -> T | None:
    """What the longest listed stem that a word begins with stands for."""
    for length in range(len(word), 1, -1):
        stem = word[:length]
        if f"{stem}$" in table and len(word) - length <= _LONGEST_ENDING:
            return table[f"{stem}$"]
        if stem in table:
            return table[stem]
    return None


_DEEDS = _stems(DEEDS)
_THINGS = _stems(THINGS)

_VERBAL_ENDINGS = (
    "ние",
    "тие",
    "ка",
    "ция",
    "ство",
    "инг",
    "уск",
    "ост",
    "ем",
    "д",
    "ж",
    "т",
    "з",
    "р",
)
"""What nouns made of verbs end in; names of people and things (разработчик) do not."""

_PARTS = {
    "PREP": Part.PREPOSITION, "CONJ": Part.CONJUNCTION, "PRCL": Part.FUNCTION,
    "NPRO": Part.FUNCTION, "ADVB": Part.ADVERB, "COMP": Part.ADVERB, "GRND": Part.ADVERB,
    "PRED": Part.FUNCTION, "INTJ": Part.FUNCTION, "ADJF": Part.ADJECTIVE, "ADJS": Part.ADJECTIVE,
    "PRTF": Part.ADJECTIVE, "NUMR": Part.FUNCTION,
}  # fmt: skip

_VERBS = ("INFN", "PRTS", "VERB")
"""Forms that carry a sentence, the most telling first."""


class _Parse(NamedTuple):
    lemma: str
    pos: str
    grammemes: frozenset[str]


class _Tag(Protocol):
    POS: str | None
    grammemes: frozenset[str]


class _Found(Protocol):
    normal_form: str
    tag: _Tag


class _Analyzer(Protocol):
    def parse(self, word: str) -> Sequence[_Found]: ...


@lru_cache(maxsize=1)
def _analyzer() -> _Analyzer:
    # Imported here because loading it costs a moment; it ships no types.
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped] # noqa: PLC0415

    analyzer: _Analyzer = MorphAnalyzer(lang="ru")
    return analyzer


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> frozenset[str]:
    """All dictionary forms a word may have, with ё written е, and the word itself."""
    return frozenset({word, *(parse.lemma for parse in _parses(word))})


@lru_cache(maxsize=20_000)
def is_future(word: str) -> bool:
    """Whether a word is a verb in the future tense: «выйдет», «появятся»."""
    return any("futr" in parse.grammemes for parse in _parses(word))


@lru_cache(maxsize=20_000)
def sense(word: str) -> Sense:
    """The meaning of one lower-case word; hyphened compounds mean what their last part means."""
    parses = _parses(word)
    verb = _first(parses, _VERBS)
    best = parses[0]
    if verb is not None and (verb.pos != "VERB" or best.pos == "VERB"):
        return _verb_sense(verb)
    if best.pos in _PARTS:
        return Sense(_PARTS[best.pos], best.lemma)
    noun = _noun_sense(word, best)
    adjective = _first(parses, ("ADJF", "PRTF"))
    if noun.thing is Thing.OTHER and adjective is not None:
        return Sense(Part.ADJECTIVE, adjective.lemma)
    return noun


def _parses(word: str) -> tuple[_Parse, ...]:
    return tuple(
        _Parse(parse.normal_form.replace("ё", "е"), parse.tag.POS or "NOUN", parse.tag.grammemes)
        for parse in _analyzer().parse(word)
    )


def _first(parses: tuple[_Parse, ...], wanted: tuple[str, ...]) -> _Parse | None:
    return next((parse for pos in wanted for parse in parses if parse.pos == pos), None)


def _verb_sense(parse: _Parse) -> Sense:
    deed = _find(_DEEDS, parse.lemma) or Deed.OTHER
    part = Part.PARTICIPLE if parse.pos == "PRTS" else Part.VERB
    ours = parse.pos == "INFN" or bool(parse.grammemes & {"1per", "impr"})
    return Sense(part, parse.lemma, deed, ongoing="impf" in parse.grammemes, own=ours)


def _noun_sense(word: str, best: _Parse) -> Sense:
    tail = word.rsplit("-", 1)[-1]
    if tail != word and _find(_THINGS, word) is None and len(tail) > 1:
        return sense(tail)._replace(deed=None)
    thing = _find(_THINGS, best.lemma) or _find(_THINGS, word)
    deed = None
    if thing is None and best.lemma.endswith(_VERBAL_ENDINGS):
        deed = _find(_DEEDS, best.lemma)
    if deed is None and thing is None:
        thing = Thing.OTHER
    return Sense(Part.NOUN, best.lemma, deed, thing)
