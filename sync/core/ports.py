"""What the job needs of the outside, as protocols. Adapters implement them and inherit nothing."""

from __future__ import annotations

from typing import Protocol

from sync.core.explaining import Explanation
from sync.core.metric import MetricQuery
from sync.core.vocabulary import Names, Period, Plan, Reading, Snapshot


class Document(Protocol):
    """A table that people edit."""

    kind: str
    """``xlsx``, ``google_sheets``, ``notion`` or ``memory``."""
    address: str
    title: str
    """Its name, as people know it; of a document elsewhere only after reading."""
    calls: dict[str, int]
    """Requests so far: ``read`` and ``write``."""

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
