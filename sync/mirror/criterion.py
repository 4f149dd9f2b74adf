"""One thing asked of a record, and all of them together.

Every criterion is an SQL expression that is never NULL. What an earlier criterion has found missing
is not asked about again, so that a record misses by as few as can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, true

from sync.core.choices import Reason
from sync.core.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing asked of a deal."""

    test: Text
    passed: ColumnElement[bool]
    """Also of deals that it does not concern."""
    reason: Reason
    """Why a deal that does not meet it is not counted."""
    found: ColumnElement[Any]
    asked: ColumnElement[bool]
    """Whether it concerns the deal: an open deal is not asked for its closing date."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where records stand, and what is shown of each."""

    table: FromClause
    id: ColumnElement[str]
    title: ColumnElement[str]
    link: ColumnElement[str]


@dataclass(frozen=True, slots=True)
class Criteria:
    """All that is asked of a record, in the order it is told."""

    shown: Shown
    members: tuple[Criterion, ...]
    """Of the denominator, or of everything counted where nothing is divided."""
    money: tuple[Criterion, ...]
    """Of members too: that there is an amount to add."""
    hits: tuple[Criterion, ...]
    """Of the numerator, beyond being a member."""
    ours: ColumnElement[bool]
    """Records of this connection."""
    near: ColumnElement[bool]
    """Whose date is in the period or close to it, or missing."""
    moment: ColumnElement[Any]
    """The date by which a record is counted."""
    amount: ColumnElement[Any]

    measured: ColumnElement[Any]
    """What is added up: the amount, or the seconds from creation to closing."""

    @property
    def all(self) -> tuple[Criterion, ...]:
        return (*self.members, *self.money, *self.hits)


def ask(
    test: Text,
    met: ColumnElement[bool],
    reason: Reason,
    found: ColumnElement[Any],
    asked: ColumnElement[bool] | None = None,
) -> Criterion:
    """A criterion, asked of every deal unless said otherwise."""
    passed = met if asked is None else case((asked, met), else_=true())
    return Criterion(test, passed, reason, found, true() if asked is None else asked)
