"""How the words of a problem are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from sync.core.vocabulary import Language, Text


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


def render(
    message: Message,
    found: str,
    details: Mapping[str, str | Decimal | date | int],
    language: Language,
) -> str:
    """The sentence to show, with the values put in as a reader of this language writes them."""
    values = {name: show(value, language) for name, value in details.items()}
    return message.text.of(language).format(found=found, **values)


def show(value: str | Decimal | date | int, language: Language) -> str:
    """A value as people of this language write it: 1250.5 and 2026-10-01, 1250,5 and 01.10.2026."""
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if language == "ru" else plain
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y" if language == "ru" else "%Y-%m-%d")
    return str(value)
