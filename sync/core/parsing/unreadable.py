"""The answer for text that cannot be read, or not in one way only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Reason = Literal[
    "not-a-number",
    "ambiguous-number",
    "number-range",
    "number-date",
    "not-a-date",
    "ambiguous-date",
    "date-out-of-range",
]


@dataclass(frozen=True, slots=True)
class Unreadable(Generic[T]):
    """Why a text was refused. ``readings`` lists what it could mean, when that is known."""

    reason: Reason
    readings: tuple[T, ...] = ()
