"""The records of a CRM as they cross into the mirror."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from sync.core.vocabulary import Problem

DealState = Literal["open", "won", "lost"]
FieldKind = Literal["text", "texts", "number", "day"]
"""``texts``: several at once, parted by semicolons."""
FieldValue = str | Decimal | date
HOME_AMOUNT = "amount_in_home_currency"
"""The key of the field that holds the amount of a deal in the currency of the account."""
Stream = Literal["deals", "calls", "meetings"]
"""A kind of record of a CRM that is asked over its API."""
STREAMS: tuple[Stream, ...] = ("deals", "calls", "meetings")
ActivityState = Literal["planned", "done", "missed", "cancelled"]


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
    key: str = ""
    """What records call it, where that is not its name."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What stands in records → the words people see, in order."""


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


class StageChange(NamedTuple):
    """A deal came to a stage; its first one is its creation."""

    at: datetime
    stage: str
    """An id."""


@dataclass(frozen=True, slots=True)
class LiveDeal:
    """One deal of a CRM that is asked over its API: names stand elsewhere, by id."""

    id: str
    modified: datetime
    title: str = ""
    link: str = ""
    pipeline: str = ""
    stage: str = ""
    state: DealState = "open"
    """By what the deal itself says; where its stage is known, the stage decides."""
    amount: Decimal | None = None
    currency: str = ""
    owner: str = ""
    created: datetime | None = None
    closed: datetime | None = None
    """The date that the deal shows; its history, where there is one, goes first."""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    """By the key of the field; blank ones are absent."""
    changes: tuple[StageChange, ...] = ()
    absorbed: tuple[str, ...] = ()
    """Deals that were merged into this one."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A call or a meeting; ids as in a live deal."""

    id: str
    modified: datetime
    title: str = ""
    link: str = ""
    state: ActivityState = "planned"
    at: datetime | None = None
    seconds: Decimal | None = None
    owner: str = ""
    deal: str = ""


LiveRecord = LiveDeal | Activity


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a pipeline, both by id and by name."""

    id: str
    name: str
    pipeline: str
    pipeline_name: str
    state: DealState


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody deals belong to; one who has left is not active."""

    id: str
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Description:
    """What a CRM calls things, in the order in which it shows them."""

    stages: tuple[Stage, ...]
    owners: tuple[Owner, ...]
    fields: tuple[Field, ...]
    currency: str
    """Of the account."""
    zone: str


class Stamp(NamedTuple):
    """A record, and when it was changed last."""

    id: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class Bound:
    """Changes from this moment on; with ``after`` only those of just this moment with later ids,
    because more records were changed in it than fit on a page."""

    at: datetime
    after: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A page of changes, earliest first."""

    stamps: tuple[Stamp, ...]
    following: Bound | None
    """Where to go on; None at the end."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of all records of a kind."""

    records: tuple[LiveRecord, ...]
    following: str
    """The page after this one; empty at the end."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A page of the ids that stand in the bin."""

    ids: tuple[str, ...]
    following: str
