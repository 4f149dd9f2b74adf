"""Functions of formulas on lists, which are tuples here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.formulas.kinds import as_text

Line = tuple[str, str, Callable[..., Any]]
Values = tuple[Any, ...]


def at(values: Values, place: float) -> Any:
    """The item at a place, from 0; negative ones count from the end."""
    index = int(place)
    return values[index] if -len(values) <= index < len(values) else None


def includes(values: Values | str, wanted: Any) -> bool:
    """Whether a list has an item, or a text a part."""
    return as_text(wanted) in values if isinstance(values, str) else wanted in values


def unique(values: Values) -> Values:
    """Without repetitions; the first of equal ones stays."""
    return tuple(dict.fromkeys(values))


def flat(values: Values) -> Values:
    """Lists within a list laid out."""
    return tuple(one for value in values
                 for one in (value if isinstance(value, tuple) else (value,)))  # fmt: skip


LINES: Mapping[str, Line] = {
    "at": ("list number", "item", at),
    "first": ("list", "item", lambda values: at(values, 0)),
    "last": ("list", "item", lambda values: at(values, -1)),
    "slice": ("list number number?", "same",
              lambda values, start, end=None: values[int(start) : None if end is None
                                                     else int(end)]),
    "includes": ("words any", "boolean", includes),
    "reverse": ("list", "same", lambda values: values[::-1]),
    "unique": ("list", "same", unique),
    "flat": ("list", "flat", flat),
    "join": ("list text", "text",
             lambda values, mark: mark.join(as_text(one) for one in values)),
    "count": ("list", "number", len),
}  # fmt: skip
