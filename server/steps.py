"""The steps of a run as people read them."""

from __future__ import annotations

from decimal import Decimal

from server import words
from sync.core.texts.message import show_number
from sync.core.vocabulary import Text

NAMES = list(words.STEPS)
PULL, AROUND = "pull", "measure"
"""``pull 1200`` counts the records loaded so far; it is part of measuring."""


def step_text(step: str) -> Text:
    """What a run is doing."""
    name, _, count = step.partition(" ")
    if name == PULL:
        taken, loading = Decimal(count), words.PULLING
        return Text(
            loading.en.format(n=show_number(taken, "en")),
            loading.ru.format(n=show_number(taken, "ru")),
        )
    return words.STEPS.get(name, words.RUNNING)


def step_number(step: str) -> int:
    """Which step it is, from 1; 0 before the first."""
    name = step.partition(" ")[0]
    name = AROUND if name == PULL else name
    return NAMES.index(name) + 1 if name in NAMES else 0
