"""What an English word means: its base form is guessed by suffix and looked up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sync.core.wording.lexicon_en import DEEDS, NOUNS, PARTS
from sync.core.wording.senses import Deed, Part, Sense, Thing, words

_DEEDS = {word: deed for deed, words in DEEDS.items() for word in words.split()}
_THINGS = {word: thing for thing, words in NOUNS.items() for word in words.split()}
_PARTS = {word: part for part, words in PARTS.items() for word in words.split()}

_IRREGULAR = {
    "won": "win", "sold": "sell", "held": "hold", "kept": "keep", "made": "make", "built": "build",
    "ran": "run", "did": "do", "done": "do", "had": "have", "has": "have", "gave": "give",
    "sent": "send", "met": "meet", "wrote": "write", "written": "write", "grew": "grow",
    "grown": "grow", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise",
    "brought": "bring", "got": "get", "led": "lead", "taught": "teach", "spent": "spend",
    "set": "set", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "am": "be",
    "goes": "go", "went": "go", "came": "come", "found": "find", "taken": "take", "took": "take",
    "bought": "buy", "chose": "choose", "chosen": "choose", "paid": "pay", "people": "person",
    "children": "child", "analyses": "analysis", "does": "do", "shrank": "shrink", "beat": "beat",
    "left": "leave", "began": "begin", "spoke": "speak", "became": "become", "hit": "hit",
    "cut": "cut", "signups": "signup", "sign-ups": "sign-up", "having": "have", "won't": "will",
    "we'll": "will", "gotten": "get", "understood": "understand", "won-back": "recover",
}  # fmt: skip

_PAST = words("won sold held kept made built done given sent met written grown brought got spent")
"""Irregular forms that close a passive clause."""


@lru_cache(maxsize=20_000)
def sense(word: str) -> Sense:
    """The meaning of one lower-case word; hyphened compounds mean what their last part means."""
    if word in _PARTS and word not in _DEEDS and word not in _THINGS:
        return Sense(_PARTS[word], word)
    deed, thing, lemma = _look_up(word)
    if deed is None and thing is None and "-" in word:
        tail = sense(word.rsplit("-", 1)[1])
        return tail._replace(deed=None, part=Part.NOUN if tail.thing else tail.part)
    part = _part(word, deed, thing)
    return Sense(part, lemma, deed, thing, own=word == lemma)


def _look_up(word: str) -> tuple[Deed | None, Thing | None, str]:
    deed: Deed | None = None
    thing: Thing | None = None
    lemma = word
    for form in _base_forms(word):
        if deed is None and form in _DEEDS:
            deed, lemma = _DEEDS[form], form
        if thing is None and form in _THINGS and not _is_past(word):
            thing = _THINGS[form]
            lemma = lemma if deed else form
    return deed, thing, lemma


_NOUN_ENDINGS = ("ion", "ment", "ance", "ence")


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 4)


def _part(word: str, deed: Deed | None, thing: Thing | None) -> Part:
    if deed is not None and _is_past(word):
        return Part.PARTICIPLE
    if word in _PARTS:
        return _PARTS[word]
    if deed is not None:
        return Part.NOUN if thing is not None or word.endswith(_NOUN_ENDINGS) else Part.VERB
    if thing is not None:
        return Part.NOUN
    if word.endswith("ly") and len(word) > 4:
        return Part.ADVERB
    return Part.UNKNOWN


def _base_forms(word: str) -> Iterator[str]:
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    if word.endswith("'s"):
        yield word[:-2]
    for suffix, endings in _SUFFIXES.items():
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            yield from _restored(word[: -len(suffix)], endings)


_SUFFIXES = {"ies": ("y",), "es": ("", "e"), "s": ("",), "ied": ("y",), "ed": ("", "e"),
             "ing": ("", "e"), "er": (), "d": ()}  # fmt: skip


def _restored(stem: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        yield stem + ending
    if len(stem) > 2 and stem[-1] == stem[-2] and endings and "" in endings:
        yield stem[:-1]
