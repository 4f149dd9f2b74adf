"""Formulas of pace and status: ``sync.core.pace``, word for word."""

from __future__ import annotations

from dataclasses import dataclass

from sync.core.choices import Kind, State, Status
from sync.core.formulas.place import BLANK, Place, if_, is_one_of, share, two_places

ON_TRACK = ("0.9", "0.6")
AT_RISK = ("0.7", "0.4")
"""Thresholds of a committed and of an aspirational objective."""


@dataclass(frozen=True, slots=True)
class Days:
    """``pace.Window`` as expressions."""

    begin: str
    due: str
    today: str

    @property
    def over(self) -> str:
        return f"{self.today}>={self.due}"

    @property
    def too_early(self) -> str:
        """Twenty times seven days and three of twenty parts, in whole numbers."""
        spent = f"20*({self.today}-{self.begin})"
        return f"AND({self.today}<{self.due},{spent}<MAX(140,3*({self.due}-{self.begin})))"

    @property
    def pace(self) -> str:
        passed = share(f"({self.today}-{self.begin})", f"({self.due}-{self.begin})")
        held = f"ROUND(MAX(0,MIN(1,{passed})),4)"
        return if_(f"{self.due}<={self.begin}", if_(self.over, "1", "0"), held)


def days(place: Place, due: str) -> Days:
    """From the cycle's start, or the day the row first appeared, to its due date."""
    first_seen = f"IFERROR({place.record('first_seen', place.cell('id'))},0)"
    return Days(f"MAX({place.setting('start')},{first_seen})", due, place.today)


def dated(place: Place, expression: str) -> str:
    """The expression once the cycle has its two days, in their order."""
    start, end = place.setting("start"), place.setting("end")
    return if_(f"OR(COUNT({start},{end})<2,{end}<={start})", BLANK, expression)


def rests(place: Place, cycle: str, state: str) -> str:
    """Whether an objective is of another cycle or not at work, so that nothing is judged."""
    other = f'AND({cycle}<>"",{cycle}<>{place.setting("cycle")}&"")'
    return f"OR({is_one_of(state, State.DRAFT, State.CANCELLED)},{other})"


def rated(place: Place, ahead: str, committed: str, last_word: str) -> str:
    """On track or at risk by where the score is heading; ``last_word`` when neither."""
    on_track, at_risk = (if_(committed, *pair) for pair in (ON_TRACK, AT_RISK))
    behind = if_(f"{ahead}>={at_risk}", place.word(Status.AT_RISK), last_word)
    return if_(f"{ahead}>={on_track}", place.word(Status.ON_TRACK), behind)


def heading(score: str, pace: str) -> str:
    """The score by the due date at the present rate."""
    return two_places(share(score, pace))


def is_committed(kind: str) -> str:
    return is_one_of(kind, Kind.COMMITTED)
