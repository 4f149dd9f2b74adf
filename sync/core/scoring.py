"""Progress, scores, bands and roll-up.

The formulas of the template give the same numbers: every quotient is rounded half up to ten places
and what people see to two, so that binary fractions cannot tip a result (1 → 2 at 1.005 is 0.01).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

from sync.core.choices import Kind, ResultType
from sync.core.model import KeyResult

ZERO, ONE = Decimal(0), Decimal(1)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


class Band(Enum):
    """The colour of a score; ``ideal`` is the light green zone of 0.6–0.69."""

    GREEN = "green"
    IDEAL = "ideal"
    YELLOW = "yellow"
    RED = "red"


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Half away from zero, as ROUND of a spreadsheet does; of any size, since cells hold 1E+300."""
    digits = max(_WIDE.prec, number.adjusted() + places + 2)
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    return number.quantize(Decimal(1).scaleb(-places), context=context)


def shown(number: Decimal, places: int = 2) -> Decimal:
    """The number people see: ``ROUND(ROUND(x, 10), places)``."""
    return round_half_up(round_half_up(number, 10), places)


def divide(part: Decimal, whole: Decimal) -> Decimal:
    """A quotient rounded to ten places. The caller has excluded a zero divisor."""
    return round_half_up(_WIDE.divide(part, whole), 10)


def progress(kr: KeyResult, current: Decimal | None) -> Decimal | None:
    """Share of the way, unbounded, to ten places; None without data.

    Definitions: design section 4 and the table of result types in section 3. Checks have refused
    rows that cannot be judged (start equal to target, a total without a positive target).
    """
    if current is None:
        return None
    match kr.type:
        case ResultType.REACH:
            start = kr.start or ZERO
            return None if start == kr.target else divide(current - start, kr.target - start)
        case ResultType.COLLECT | ResultType.MILESTONES:
            return divide(current, kr.target) if kr.target > 0 else None
        case ResultType.YES_NO:
            return ONE if current == 1 else ZERO
        case _:
            return ONE if distance(kr, current) == 0 else ZERO


def distance(kr: KeyResult, current: Decimal) -> Decimal:
    """How far a kept value is outside its bound: negative below, positive above, 0 inside."""
    below = round_half_up(current - kr.target, 10)
    if kr.type is ResultType.AT_LEAST:
        return min(below, ZERO)
    if kr.type is ResultType.AT_MOST:
        return max(below, ZERO)
    upper = kr.target if kr.upper is None else kr.upper
    return min(below, ZERO) or max(round_half_up(current - upper, 10), ZERO)


def score(share: Decimal | None) -> Decimal | None:
    """Progress held within 0 and 1, to two places."""
    return None if share is None else shown(min(max(share, ZERO), ONE))


@dataclass(frozen=True, slots=True)
class RollUp:
    """The score of an objective and how much of it is known."""

    score: Decimal | None
    with_data: int
    total: int


def roll_up(scores: Iterable[tuple[Decimal, Decimal | None]], *, final: bool = False) -> RollUp:
    """Weighted mean of rounded scores, given as (weight, score).

    A weight of 0 is a guardrail: counted in the coverage, not averaged. Results without data are
    left out; in the final score they count 0.
    """
    pairs = list(scores)
    known = [(w, ZERO if s is None else s) for w, s in pairs if w > 0 and (final or s is not None)]
    weight = sum((w for w, _ in known), ZERO)
    mean = shown(divide(sum((w * s for w, s in known), ZERO), weight)) if weight else None
    return RollUp(mean, sum(s is not None for _, s in pairs), len(pairs))


def band(value: Decimal, kind: Kind = Kind.ASPIRATIONAL) -> Band:
    """The colour of a rounded score; a committed objective is green only at 1.0."""
    if value >= (ONE if kind is Kind.COMMITTED else Decimal("0.7")):
        return Band.GREEN
    if kind is Kind.ASPIRATIONAL and value >= Decimal("0.6"):
        return Band.IDEAL
    return Band.YELLOW if value >= Decimal("0.4") else Band.RED
