"""Where a score is heading: pace, status and forecast (design section 4).

Only whole days and rounded numbers enter, so the formulas of the template agree to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.choices import Kind, ResultType, Status
from sync.core.model import KeyResult
from sync.core.scoring import ONE, ZERO, divide, progress, round_half_up, score, shown

KEEP = (ResultType.AT_LEAST, ResultType.AT_MOST, ResultType.WITHIN)
GRACE_DAYS = 7
GRACE_SHARE = Decimal("0.15")
THRESHOLDS = {
    Kind.ASPIRATIONAL: (Decimal("0.6"), Decimal("0.4")),
    Kind.COMMITTED: (Decimal("0.9"), Decimal("0.7")),
}
"""Forecast from which a row is on track, and from which it is at risk."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days a row has: from the cycle's start, or the day the row first appeared, to its due
    date or the cycle's last day; and today."""

    begin: date
    due: date
    today: date

    @property
    def over(self) -> bool:
        return self.today >= self.due

    @property
    def too_early(self) -> bool:
        """No verdict before seven days or 15 % of the time, whichever is longer."""
        total = (self.due - self.begin).days
        elapsed = (self.today - self.begin).days
        return not self.over and elapsed < max(Decimal(GRACE_DAYS), GRACE_SHARE * total)


def pace(window: Window) -> Decimal:
    """Share of the time that has passed, 0 on the first day and 1 on the last, to four places."""
    total = (window.due - window.begin).days
    if total <= 0:
        return ONE if window.over else ZERO
    elapsed = Decimal((window.today - window.begin).days)
    return round_half_up(min(max(divide(elapsed, Decimal(total)), ZERO), ONE), 4)


def heading(value: Decimal, window: Window) -> Decimal | None:
    """The score by the due date at the present rate, to two places; None while it is too early."""
    passed = pace(window)
    return None if window.too_early or passed == 0 else shown(divide(value, passed))


def verdict(value: Decimal, window: Window, kind: Kind) -> Status:
    """The status of an objective's score."""
    return Status.DONE if value >= ONE else _rated(value, window, kind)


def _rated(value: Decimal, window: Window, kind: Kind) -> Status:
    ahead = heading(value, window)
    if ahead is None:
        return Status.TOO_EARLY
    on_track, at_risk = THRESHOLDS[kind]
    if ahead >= on_track:
        return Status.ON_TRACK
    return Status.AT_RISK if ahead >= at_risk else Status.OFF_TRACK


def status(kr: KeyResult, current: Decimal | None, window: Window, kind: Kind) -> Status:
    """The verdict on one key result. A score rounded up to 1.00 is not yet done."""
    share = progress(kr, current)
    if share is None or current is None:
        return Status.NO_DATA
    if kr.type in KEEP:
        return _kept(share, window)
    if share >= ONE:
        return Status.DONE
    if kr.type is ResultType.YES_NO:
        return Status.OFF_TRACK if window.over else Status.TOO_EARLY
    found = _rated(shown(max(share, ZERO)), window, kind)
    late = found is Status.OFF_TRACK and kr.type is ResultType.COLLECT
    return Status.AT_RISK if late and lag(kr, current, window, kind) < 1 else found


def lag(kr: KeyResult, current: Decimal, window: Window, kind: Kind) -> Decimal:
    """How far a total is behind what it should have by today to be on track. Whole deals come in
    steps: less than one unit behind is nothing to call off track."""
    needed = THRESHOLDS[kind][0] * kr.target * pace(window)
    return round_half_up(needed - current, 10)


def forecast(kr: KeyResult, current: Decimal | None, window: Window) -> Decimal | None:
    """The score by the due date at the present rate, held within 1; None where a rate says nothing
    (kept values, yes or no, too early, no data)."""
    value = score(progress(kr, current))
    if value is None or kr.type in KEEP or kr.type is ResultType.YES_NO:
        return None
    if value >= ONE:
        return value
    ahead = heading(value, window)
    return None if ahead is None else min(ahead, shown(ONE))


def _kept(share: Decimal, window: Window) -> Status:
    if share < ONE:
        return Status.OFF_TRACK
    return Status.DONE if window.over else Status.ON_TRACK
