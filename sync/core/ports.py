"""What the job needs of the outside, as protocols. Adapters implement them and inherit nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sync.core.explaining import Explanation
from sync.core.metric import MetricQuery
from sync.core.records import Bound, Changed, Deleted, Description, LiveRecord, Page, Stream
from sync.core.vocabulary import Names, Period, Plan, Reading, Snapshot


class Document(Protocol):
    """A table that people edit."""

    kind: str
    """``xlsx``, ``google_sheets``, ``notion`` or ``memory``."""
    address: str
    title: str
    """Its name, as people know it; of a document elsewhere only after reading."""
    live: bool
    """Whether the template's formulas compute there; else the plan gives what they would show."""

    moved: bool
    """Whether people changed, while the plan was written, what it was made from. Nothing is lost;
    the next run takes it up."""

    @property
    def calls(self) -> Mapping[str, int]:
        """Requests so far: ``read`` and ``write``."""
        ...

    def read(self) -> Snapshot:
        """Read everything once. Raises DocumentError."""
        ...

    def apply(self, plan: Plan) -> None:
        """Write a plan made from the snapshot read last. Raises DocumentChangedError when the
        document has changed since and the plan can no longer be placed, and DocumentError."""
        ...


class Meter(Protocol):
    """Answers metrics from the records of one source."""

    def names(self) -> Names | None:
        """The names people choose from; None when no records were ever loaded."""
        ...

    def measure(self, query: MetricQuery, period: Period, evidence: int) -> Reading:
        """Evaluate one checked metric and list at most ``evidence`` records of each kind."""
        ...


class Explainer(Meter, Protocol):
    """A meter that can take one record apart."""

    def explain(self, query: MetricQuery, period: Period, record: str) -> Explanation:
        """Every test of one record, named by its id or title. Raises SourceError."""
        ...


class RecordSource(Protocol):
    """A CRM that is asked over its API and kept in the mirror. Everything raises SourceError."""

    kind: str
    """A name of ``choices.Source`` in lower case."""
    fingerprint: str
    """Another one may mean another account; shows nothing of the token."""

    def account(self) -> str:
        """Which account it is, however its token changes."""
        ...

    def describe(self, *, whole: bool) -> Description:
        """The names people choose from; ``whole`` also asks for what seldom changes."""
        ...

    def page(self, stream: Stream, cursor: str) -> Page:
        """A page of all records there are, in an order that changes do not disturb; the first one
        for an empty cursor."""
        ...

    def changed(self, stream: Stream, since: Bound) -> Changed:
        """What was changed since, deletions aside; it may take minutes to show up here."""
        ...

    def fetch(self, stream: Stream, ids: Sequence[str]) -> tuple[LiveRecord, ...]:
        """Records as they are now; one that is gone is missing, one that was merged into another
        comes under the other's id."""
        ...

    def deleted(self, stream: Stream, cursor: str) -> Deleted:
        """A page of what was deleted or merged away; the first one for an empty cursor."""
        ...

    def count(self, stream: Stream) -> int:
        """How many records there are; recent changes may be missing from it."""
        ...
