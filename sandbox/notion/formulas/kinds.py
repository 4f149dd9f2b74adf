"""Kinds of values in formulas, and how values read as text."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.notion.spans import Span

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of values. A list knows its items, a page the data source whose row it is."""

    name: str
    item: Kind | None = None
    source: str = ""


TEXT, NUMBER, BOOLEAN, DATE, PERSON = (
    Kind("text"), Kind("number"), Kind("boolean"), Kind("date"), Kind("person"),
)  # fmt: skip
ANY = Kind("any")
"""Nothing is known: an empty list's items, a column that is gone."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a people column."""

    id: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A related row."""

    id: str
    title: str


def list_of(item: Kind) -> Kind:
    """The kind of lists with such items."""
    return Kind("list", item)


def fits(found: Kind, wanted: Kind) -> bool:
    """Whether a value of one kind may stand where the other is wanted."""
    if "any" in {found.name, wanted.name}:
        return True
    if found.item is not None and wanted.item is not None:
        return fits(found.item, wanted.item)
    return found == wanted


def common(kinds: list[Kind]) -> Kind:
    """The kind of a value that is one of several."""
    known = [kind for kind in kinds if kind.name != "any"]
    first = known[0] if known else ANY
    return first if all(fits(kind, first) for kind in known) else ANY


def number_text(number: float) -> str:
    """A number as JavaScript writes it."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 1e21:
        return str(int(number))
    mantissa, letter, exponent = repr(number).partition("e")
    if not letter:
        return mantissa
    power = int(exponent)
    if -7 < power < 0:
        return f"{number:.{len(mantissa.replace('.', '').lstrip('-')) - 1 - power}f}"
    return f"{mantissa.removesuffix('.0')}e{power:+d}"


def as_text(value: Any) -> str:
    """A value in words; of nothing there are none."""
    written = _WRITTEN.get(type(value))
    return str(value) if written is None else written(value)


def _span(span: Span) -> str:
    shown = _moment(span.start, timed=span.timed)
    return shown if span.end is None else f"{shown} → {_moment(span.end, timed=span.timed)}"


def _moment(moment: Any, *, timed: bool) -> str:
    day = f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"
    return f"{day} {moment.hour % 12 or 12}:{moment:%M %p}" if timed else day


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    int: number_text,
    float: number_text,
    Span: _span,
    Person: lambda value: str(value.name),
    Record: lambda value: str(value.title),
    tuple: lambda value: ", ".join(as_text(one) for one in value),
}
