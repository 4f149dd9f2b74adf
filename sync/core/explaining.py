"""Why one record is or is not counted, test by test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One test of a record."""

    test: Text
    """What was asked, as a short statement: ``Pipeline = B2B``."""
    passed: bool
    found: str | Decimal | date | None
    """What stood in the record; None when nothing did."""
    reason: str = ""
    """Why the record is not counted if this test failed, a key of ``choices.Reason``."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One record and all its tests, in the order they are asked."""

    record: str
    title: str
    link: str
    findings: tuple[Finding, ...]

    @property
    def counted(self) -> bool:
        return all(finding.passed for finding in self.findings)
