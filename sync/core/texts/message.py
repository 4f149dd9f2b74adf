"""How the words of a problem are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from sync.core.vocabulary import Language, Text

LONGEST_FOUND = 200
"""Characters of a cell that a sentence repeats."""


class Level(Enum):
    """``error``: the row gets no score (or, for a whole document, the exit code is 1);
    ``advice`` never blocks."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one code; braces name ``found`` or a detail of the problem."""

    level: Level
    text: Text
    """What is wrong and what to type instead."""
    example: Text


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number inside a sentence: ``{crm}`` is read, ``{number:plain}`` is to be typed,
    ``{found:score}`` is a score as people see it."""

    value: Decimal
    language: Language

    def __format__(self, form: str) -> str:
        if form == "score":
            return f"{self.value:.2f}".replace(".", "," if self.language == "ru" else ".")
        write = plain_number if form == "plain" else show_number
        return write(self.value, self.language)


def render(
    message: Message,
    found: str | Decimal | date,
    details: Mapping[str, str | Decimal | date | int],
    language: Language,
) -> str:
    """The sentence to show, with the values put in as a reader of this language writes them."""
    seen = _short(found) if isinstance(found, str) else found
    values = {
        name: _Figure(value, language) if isinstance(value, Decimal) else show(value, language)
        for name, value in {"found": seen, **details}.items()
    }
    return message.text.of(language).format(**values)


def _short(text: str) -> str:
    """What people typed, cut so that a note stays a note."""
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1].rstrip() + "…"


def show(value: str | Decimal | date | int, language: Language) -> str:
    """A value as people of this language write it: 1250.5 and 2026-10-01, 1250,5 and 01.10.2026."""
    if isinstance(value, Decimal):
        return show_number(value, language)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y" if language == "ru" else "%Y-%m-%d")
    return str(value)


def show_number(value: Decimal, language: Language) -> str:
    """A number to read: 1,250,000.5 in English, 1 250 000,5 with no-break spaces in Russian.

    Four digits stay together, as both languages allow.
    """
    plain = plain_number(value, language)
    whole = plain.lstrip("-").split("," if language == "ru" else ".")[0]
    if len(whole) < 5:
        return plain
    return plain.replace(
        whole, f"{int(whole):,}".replace(",", "\u00a0" if language == "ru" else ",")
    )


def plain_number(value: Decimal, language: Language) -> str:
    """A number to type into a cell: without signs between thousands and without needless zeros."""
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if plain == "-0":
        return "0"
    return plain.replace(".", ",") if language == "ru" else plain
