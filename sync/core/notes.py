"""The Notes of a row: what to mend, in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sync.core.texts import MESSAGES, Level, level_of, render
from sync.core.vocabulary import Language, Problem, Text

CLEAN = "✓"
SHOWN = 2
"""Findings a note spells out; the rest are counted."""
MORE = Text(" (and {n} more)", " (и ещё {n})")
ALWAYS = "formula-restored"
"""What the service did itself is always told, beside the findings."""


def sentence(problem: Problem, language: Language) -> str:
    """The words of one finding."""
    return render(MESSAGES[problem.code], problem.found, problem.details, language)


def grave_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before advice, otherwise in the order found."""
    return sorted(problems, key=lambda problem: level_of(problem.code) is not Level.ERROR)


def level(problems: Sequence[Problem]) -> str:
    """``error``, ``advice`` or ``ok``."""
    if not problems:
        return "ok"
    return level_of(grave_first(problems)[0].code).value


def note(problems: Sequence[Problem], language: Language) -> str:
    """Two findings at most, errors first, and how many more there are; ✓ when clean."""
    if not problems:
        return CLEAN
    done = [sentence(problem, language) for problem in problems if problem.code == ALWAYS]
    found = grave_first(problem for problem in problems if problem.code != ALWAYS)
    parts = list(dict.fromkeys(sentence(problem, language) for problem in found))
    more = len(parts) - SHOWN
    tail = MORE.of(language).format(n=more) if more > 0 else ""
    return " ".join([*parts[:SHOWN], *done]) + tail


def by_id(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Findings by the id of their row; those of the document stand under an empty id."""
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.id].append(problem)
    return found
