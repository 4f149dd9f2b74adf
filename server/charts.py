"""Charts of scores by week: where every point and word of the drawing stands.

The drawing itself is a template, so that titles people typed are escaped there like all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.scoring import roll_up
from sync.core.vocabulary import Record
from sync.store.results import Kept, KeptObjective

COLOURS = 6
"""Curves of more rows begin again with the first colour; their marks differ."""
LEAST_GAP = 15
"""Units between the words at the ends of two curves."""
DAY_ROOM = 64
"""Units that the name of a day takes."""

Scores = Mapping[date, Decimal]


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing and of the margins around its scale, in its own units."""

    width: int
    height: int
    left: int = 34
    right: int = 112
    top: int = 10
    bottom: int = 24

    def x(self, share: float) -> float:
        return round(self.left + share * (self.width - self.left - self.right), 1)

    def y(self, score: Decimal | float) -> float:
        return round(self.top + (1 - float(score)) * (self.height - self.top - self.bottom), 1)


WIDE = Frame(720, 250)
NARROW = Frame(340, 240, left=34, right=122)
SMALL = Frame(220, 64, left=4, right=4, top=5, bottom=5)


@dataclass(frozen=True, slots=True)
class Curve:
    """The scores of one row by week."""

    id: str
    title: str
    scores: Scores

    @property
    def last(self) -> Decimal:
        return self.scores[max(self.scores)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A curve in a drawing."""

    curve: Curve
    colour: int
    points: tuple[tuple[float, float], ...]
    label: float
    """How high its name stands."""

    @property
    def path(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its curves, and the weeks below its scale."""

    frame: Frame
    curves: tuple[Drawn, ...]
    weeks: tuple[tuple[date, float], ...]
    """Those that are named: first, last and a few between."""
    days: tuple[date, ...]
    """All weeks that any curve has."""


def draw(curves: Sequence[Curve], span: tuple[date, date] | None, frame: Frame = WIDE) -> Chart:
    """Lay out curves over the days of the cycle, or over their own when it is not known."""
    days = sorted({day for curve in curves for day in curve.scores})
    first, last = _span(days, span)
    places = {day: frame.x(_share(day, first, last)) for day in days}
    labels = _apart([frame.y(curve.last) for curve in curves], frame)
    drawn = tuple(
        Drawn(
            curve,
            number % COLOURS,
            tuple((places[day], frame.y(curve.scores[day])) for day in sorted(curve.scores)),
            label,
        )
        for number, (curve, label) in enumerate(zip(curves, labels, strict=True))
    )
    return Chart(frame, drawn, _named(places), tuple(days))


def objective_curves(kept: Kept, goals: Iterable[Record], rows: Iterable[Record]) -> list[Curve]:
    """Scores of the objectives of this cycle. Weeks from before the database, of which only the
    key results are known, are worked out from those with the weights of today."""
    known = _by_week(goals)
    weekly = _by_week(rows)
    curves = []
    for objective in kept.objectives:
        if objective.current:
            scores = {**_rolled_up(objective, kept, weekly), **known.get(objective.id, {})}
            curves.append(Curve(objective.id, objective.title, scores))
    return [curve for curve in curves if curve.scores]


def key_result_curves(kept: Kept, rows: Iterable[Record]) -> list[Curve]:
    """Scores of the key results that are still there."""
    weekly = _by_week(rows)
    return [Curve(kr.id, kr.title, weekly[kr.id]) for kr in kept.key_results if kr.id in weekly]


def _by_week(records: Iterable[Record]) -> dict[str, dict[date, Decimal]]:
    found: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for record in records:
        day, score = record.get("week"), record.get("score")
        if isinstance(day, date) and isinstance(score, Decimal):
            found[str(record.get("id"))][day] = min(max(score, Decimal(0)), Decimal(1))
    return dict(found)


def _rolled_up(objective: KeptObjective, kept: Kept, weekly: Mapping[str, Scores]) -> Scores:
    members = [kr for kr in kept.key_results if kr.objective == objective.id and kr.title]
    days = sorted({day for kr in members for day in weekly.get(kr.id, ())})
    weight = {kr.id: Decimal(1) if kr.weight is None else kr.weight for kr in members}
    rolled = {
        day: roll_up((weight[kr.id], weekly.get(kr.id, {}).get(day)) for kr in members).score
        for day in days
    }
    return {day: score for day, score in rolled.items() if score is not None}


def _span(days: Sequence[date], span: tuple[date, date] | None) -> tuple[date, date]:
    if not days:
        return span or (date.min, date.max)
    first, last = span or (days[0], days[-1])
    return min(first, days[0]), max(last, days[-1])


def _share(day: date, first: date, last: date) -> float:
    return (day - first).days / ((last - first).days or 1)


def _named(places: dict[date, float]) -> tuple[tuple[date, float], ...]:
    """The days to name below the scale, from the last one back, as far as there is room."""
    named: list[tuple[date, float]] = []
    for day, x in reversed(places.items()):
        if not named or named[-1][1] - x >= DAY_ROOM:
            named.append((day, x))
    return tuple(reversed(named))


def _apart(heights: Sequence[float], frame: Frame) -> list[float]:
    """The same heights in the same order from above, none closer than words are high."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    placed = [0.0] * len(heights)
    before = float("-inf")
    for place in order:
        before = max(heights[place], before + LEAST_GAP)
        placed[place] = before
    over = max(0.0, before - (frame.height - frame.bottom)) if heights else 0.0
    return [round(height - over, 1) for height in placed]
