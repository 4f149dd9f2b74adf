"""A metric whose names have been checked against its source."""

from __future__ import annotations

from dataclasses import dataclass

from sync.core.choices import Calculation
from sync.core.vocabulary import Condition


@dataclass(frozen=True, slots=True)
class MetricQuery:
    """What to count. Names are spelt exactly as the source spells them; empty means all."""

    id: str
    calculation: Calculation
    pipeline: str = ""
    stage: str = ""
    owner: str = ""
    amount_field: str = ""
    """Empty: the amount of the deal."""
    segment: Condition | None = None
    """In a share: what the numerator has beyond the denominator. Else a filter like the others."""
    where: tuple[Condition, ...] = ()
    within_days: int | None = None
    """In a cohort win rate: only wins within so many days of creation count, and only deals old
    enough to judge are members."""
    currency: str = ""
    """Deals in another known currency are left out of sums and averages of money."""
