"""Functions of formulas on text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.formulas.kinds import Person, Record, as_text

Line = tuple[str, str, Callable[..., Any]]
LONGEST = 10_000
"""Characters that repeating and filling up make at most."""


def substring(text: str, start: float, end: float | None = None) -> str:
    """Characters from one place up to another; places outside are the ends."""
    places = [max(0, int(start)), len(text) if end is None else max(0, int(end))]
    return text[min(places) : max(places)]


def padded(text: str, length: float, filling: str) -> str:
    """What is missing to a length."""
    missing = max(0, min(int(length), LONGEST) - len(text))
    return (filling * missing)[:missing] if filling else ""


def replaced(text: str, pattern: str, put: str, count: int) -> str:
    """A pattern replaced; ``$1`` stands for its first group."""
    template = re.sub(r"\$(\d)", r"\\\1", put.replace("\\", "\\\\"))
    return _matching(pattern).sub(template, text, count=count)


def _matching(pattern: str) -> re.Pattern[str]:
    """A pattern; what is none is looked for as it stands."""
    try:
        return re.compile(pattern)
    except re.error:
        return re.compile(re.escape(pattern))


def _joined(*values: Any) -> Any:
    """Lists make one list, texts one text."""
    if values and isinstance(values[0], tuple):
        return tuple(one for value in values
                     for one in (value if isinstance(value, tuple) else (value,)))  # fmt: skip
    return "".join(as_text(value) for value in values)


def _email(person: Any) -> str:
    return person.email if isinstance(person, Person) else ""


LINES: Mapping[str, Line] = {
    "length": ("words", "number", len),
    "format": ("any", "text", as_text),
    "concat": ("words words*", "joined", _joined),
    "contains": ("text text", "boolean", lambda text, part: part in text),
    "test": ("text text", "boolean",
             lambda text, pattern: _matching(pattern).search(text) is not None),
    "match": ("text text", "texts",
              lambda text, pattern: tuple(met[0] for met in _matching(pattern).finditer(text))),
    "substring": ("text number number?", "text", substring),
    "replace": ("text text text", "text",
                lambda text, pattern, put: replaced(text, pattern, put, 1)),
    "replaceAll": ("text text text", "text",
                   lambda text, pattern, put: replaced(text, pattern, put, 0)),
    "lower": ("text", "text", str.lower),
    "upper": ("text", "text", str.upper),
    "trim": ("text", "text", str.strip),
    "repeat": ("text number", "text",
               lambda text, times: (text * max(0, min(int(times), LONGEST)))[:LONGEST]),
    "padStart": ("text number text", "text",
                 lambda text, length, filling: padded(text, length, filling) + text),
    "padEnd": ("text number text", "text",
               lambda text, length, filling: text + padded(text, length, filling)),
    "split": ("text text?", "texts",
              lambda text, mark="": tuple(text.split(mark) if mark else text.split())),
    "link": ("text text", "text", lambda text, _: text),
    "style": ("text text text*", "text", lambda text, *_: text),
    "unstyle": ("text text*", "text", lambda text, *_: text),
    "name": ("person", "text", as_text),
    "email": ("person", "text", _email),
    "id": ("page", "text", lambda row: row.id if isinstance(row, Record) else ""),
}  # fmt: skip
