"""What the world is made of. Records never change: an operation puts a new one in the old one's
place, so whoever keeps an old one (a search index that lags) sees the world as it was.

Moments are milliseconds since 1970 in UTC. Records point at one another by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Language = Literal["en", "ru"]
StageKind = Literal["open", "won", "lost"]
ActivityKind = Literal["call", "meeting", "task"]
Value = str | Decimal | int | None
NOBODY = 0
"""Stands for a user where the CRM itself acted."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of one pipeline; the two last ones are won and lost."""

    number: int
    pipeline: int
    name: str
    position: int
    kind: StageKind
    probability: Decimal
    created: int
    modified: int
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A way deals take; its stages are found in the world."""

    number: int
    name: str
    position: int
    created: int
    modified: int
    archived: bool = False


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who sells. ``number`` is what deals point at; ``login`` is another number, by which
    the CRM names whoever changed something."""

    number: int
    login: int
    first: str
    last: str
    email: str
    team: str
    created: int
    modified: int
    active: bool = True

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


class Option(NamedTuple):
    """One value a field may have, with the words people see."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of deals that the team has added, of a closed list of values."""

    key: str
    label: str
    options: tuple[Option, ...]
    created: int
    modified: int


@dataclass(frozen=True, slots=True)
class Company:
    number: int
    name: str
    owner: int
    created: int
    modified: int
    deleted: int | None = None
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    number: int
    first: str
    last: str
    email: str
    company: int | None
    owner: int
    created: int
    modified: int
    deleted: int | None = None
    merged_into: int | None = None


class Move(NamedTuple):
    """A deal came to a stage; its first move is its creation."""

    at: int
    stage: int
    by: int


class Edit(NamedTuple):
    """A field got a value."""

    at: int
    value: Value
    by: int


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal and all that ever happened to it. Its stage tells its pipeline."""

    number: int
    title: str
    stage: int
    amount: Decimal | None
    currency: str
    closing: int | None
    """The closing date as the record shows it: expected while open, filled in by the CRM when the
    deal closes, and open to correction by hand; not to be trusted."""
    owner: int
    company: int | None
    contacts: tuple[int, ...]
    custom: Mapping[str, str]
    """Key of a field → value; blank ones are absent."""
    created: int
    modified: int
    moves: tuple[Move, ...]
    """In order; the last one leads to ``stage``."""
    edits: Mapping[str, tuple[Edit, ...]]
    """Field → its values in order, creation included; fields never changed are absent."""
    loss_reason: str = ""
    deleted: int | None = None
    merged_into: int | None = None
    absorbed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """A call, a meeting or a task."""

    number: int
    kind: ActivityKind
    title: str
    at: int
    """When a call was made, a meeting begins, a task is due."""
    seconds: int
    outcome: str
    """Call: connected, voicemail, no_answer, busy, canceled. Meeting: scheduled, completed,
    rescheduled, no_show, canceled. Task: open, done."""
    incoming: bool
    owner: int
    deal: int | None
    contact: int | None
    company: int | None
    created: int
    modified: int
    deleted: int | None = None


Record = Company | Contact | Deal | Activity
Metadata = Stage | Pipeline | User | Field

ChangeKind = Literal["creation", "change", "deletion", "restore", "merge"]


class Change(NamedTuple):
    """One line of the world's log. ``before`` and ``after`` are the record then and now."""

    number: int
    at: int
    kind: ChangeKind
    before: Record | None
    after: Record
    field: str = ""
    value: Value = None
    by: int = NOBODY
    others: tuple[int, ...] = ()
    """Of a merge: what was merged into the record."""


DEAL_FIELDS = ("title", "amount", "currency", "closing", "owner", "loss_reason")
"""What an edit of a deal may name, beside the keys of fields the team has added."""
HELD = {"connected", "voicemail", "completed", "done"}
"""Outcomes of activities that took place."""
