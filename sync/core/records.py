"""The records of a CRM as they cross into the mirror."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from sync.core.vocabulary import Problem

DealState = Literal["open", "won", "lost"]
FieldKind = Literal["text", "number", "day"]
FieldValue = str | Decimal | date


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal. Moments carry a zone; text fields keep the spelling of the CRM."""

    id: str
    title: str = ""
    link: str = ""
    pipeline: str = ""
    stage: str = ""
    state: DealState = "open"
    amount: Decimal | None = None
    currency: str = ""
    """A code such as RUB; empty when the source does not say."""
    owner: str = ""
    created: datetime | None = None
    closed: datetime | None = None
    """Of an open deal: ignored; it may be an expected day or one left from before a reopening."""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    """Custom fields by their title; blank ones are absent."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the source that metrics may name."""

    name: str
    kind: FieldKind
    role: str = ""
    """A key of ``fields.STANDARD``; empty for a custom field."""


@dataclass(frozen=True, slots=True)
class Export:
    """All deals of one source at one moment."""

    records: tuple[Deal, ...]
    fields: tuple[Field, ...]
    content: str
    """A hash of what was read: the same hash means the same records."""
    as_of: datetime
    zone: str
    """In which times without a zone were read, and in which whole days are counted."""
    whole_days: bool = False
    """The creation or the closing column has no times of day, so durations are counted in days."""
    warnings: tuple[Problem, ...] = ()
