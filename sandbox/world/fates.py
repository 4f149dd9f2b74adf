"""What happens to one deal of a drawn world.

Beside the plain road from stage to stage: jumps over stages, a start in the middle, another
pipeline, a reopening, edges of periods in several time zones, a closing date corrected by hand,
amounts that change or stay blank, foreign currencies, another owner, the bin and back, and many
records touched in the same millisecond.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from sandbox.world.basis import LOSSES, SEGMENTS, said
from sandbox.world.history import last_touched
from sandbox.world.operations import merged
from sandbox.world.records import NOBODY, Deal, Edit, Move, Stage, StageKind
from sandbox.world.team import SUBJECTS
from sandbox.world.world import World, milliseconds

T = TypeVar("T")
DAY = 86_400_000
ZONES = ("Europe/Moscow", "Asia/Vladivostok", "America/New_York", "UTC")
JUMP, MIDDLE, ELSEWHERE, REOPENED, AT_THE_EDGE = 0.05, 0.03, 0.015, 0.02, 0.01
CORRECTED, FOREIGN, BLANK, REVALUED, HANDED_OVER = 0.08, 0.10, 0.04, 0.15, 0.03
BINNED, BACK, MERGED, IN_BULK = 0.01, 0.005, 0.005, 0.006
MEAN_DAYS = 26.0


@dataclass(slots=True)
class Fates:
    """Draws deals. ``moves`` is how many stages a deal sees on average."""

    world: World
    chance: random.Random
    moves: float
    start: int
    now: int = 0
    steps: dict[int, list[Stage]] = field(default_factory=dict)
    ends: dict[tuple[int, StageKind], int] = field(default_factory=dict)
    edges: list[int] = field(default_factory=list)
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        world = self.world
        self.now = world.now()
        for number in world.pipelines:
            stages = world.steps(number)
            self.steps[number] = [stage for stage in stages if stage.kind == "open"]
            for stage in stages:
                self.ends[number, stage.kind] = stage.number
        self.edges = [edge for edge in _edges(self.start, self.now) if edge < self.now]
        self.regions = tuple(option.value for option in world.fields["region"].options)
        self.sources = tuple(option.value for option in world.fields["source"].options)
        self.losses = tuple(said(world, name) for name in LOSSES)
        self.subjects = tuple(said(world, name) for name in SUBJECTS)

    def birth(self) -> int:
        """Some moment of the world's life; days at its end are as busy as any."""
        return self.start + DAY + int(self.chance.random() * (self.now - self.start - DAY))

    def deal(self, number: int, born: int) -> Deal:
        """One deal born at a moment, as it stands now."""
        draw = self.chance.random
        world = self.world
        owner = int(draw() * len(world.users)) + 1
        moves = self._moves(born, owner)
        stage = world.stages[moves[-1].stage]
        amount = (
            None if draw() < BLANK else Decimal(round(self.chance.lognormvariate(5.25, 0.7)) * 1000)
        )
        company = int(draw() * len(world.companies)) + 1
        custom = {"segment": SEGMENTS[min(2, int(draw() * 4))], "region": self._one(self.regions)}
        if draw() < 0.9:
            custom["source"] = self._one(self.sources)
        edits, closing = self._closing(born, moves, stage.kind)
        deal = Deal(
            number, f"{world.companies[company].name}: {self._one(self.subjects)}", stage.number,
            amount, self._currency(), closing, owner, company, (company,), custom, born,
            last_touched(moves[-1].at, edits), moves, edits,
            self._one(self.losses) if stage.kind == "lost" else "",
        )  # fmt: skip
        return self._touched(deal)

    def _moves(self, born: int, owner: int) -> tuple[Move, ...]:
        draw = self.chance.random
        pipeline = 1 if draw() < 0.7 else 2 if draw() < 0.6 else 3
        ending: StageKind = "won" if draw() < 0.3 else "lost"
        stages = self._road(pipeline)
        if draw() < ELSEWHERE:
            pipeline = pipeline % len(self.steps) + 1
            stages.append(self._one(self.steps[pipeline]).number)
        span = max(1.0, self.chance.gammavariate(2.0, MEAN_DAYS / 2)) * DAY
        closed = born + int(span)
        if draw() < AT_THE_EDGE and self.edges:
            closed = next((edge for edge in self._some_edges() if edge > born), closed)
        if draw() < REOPENED:
            early: StageKind = "won" if draw() < 0.7 else "lost"
            stages += [self.ends[pipeline, early], stages[-1]]
        stages.append(self.ends[pipeline, ending])
        inner = sorted([born + int(draw() * (closed - born)) for _ in range(len(stages) - 2)])
        times = [born, *inner, closed]
        return tuple(
            Move(at, stage, owner)
            for at, stage in zip(times, stages, strict=True) if at <= self.now
        )  # fmt: skip

    def _road(self, pipeline: int) -> list[int]:
        """The open stages on the way, jumps and turns back included."""
        draw, steps = self.chance.random, self.steps[pipeline]
        first = int(draw() * len(steps)) if draw() < MIDDLE else 0
        road = [steps[first].number]
        more = 0 if draw() < JUMP else round(self.moves - 2.06 + 2 * (draw() - 0.5) + 0.19)
        ahead = [step.number for step in steps[first + 1 :]]
        forward = sorted(self.chance.sample(ahead, max(0, min(more, len(ahead)))))
        road += forward
        while len(road) <= more:
            road.append(next(s.number for s in steps if s.number != road[-1]))
        return road

    def _closing(
        self, born: int, moves: tuple[Move, ...], kind: StageKind
    ) -> tuple[dict[str, tuple[Edit, ...]], int]:
        """Expected at first, filled in by the CRM at closing, then perhaps corrected by hand."""
        draw = self.chance.random
        expected = born + int((10 + draw() * 50) * DAY)
        closed = moves[-1].at
        if kind == "open":
            return {}, expected
        history = [Edit(born, expected, NOBODY), Edit(closed, closed, NOBODY)]
        value = closed
        if draw() < CORRECTED:
            value = closed + int((draw() - 0.5) * 60) * DAY
            history.append(Edit(min(self.now, closed + int(draw() * 5 * DAY)), value, moves[-1].by))
        return {"closing": tuple(history)}, value

    def _touched(self, deal: Deal) -> Deal:
        """An amount that grew, another owner, the bin."""
        draw = self.chance.random
        end, edits = deal.moves[-1].at, dict(deal.edits)
        if deal.amount is not None and draw() < REVALUED:
            at = deal.created + int(draw() * (end - deal.created))
            edits["amount"] = (Edit(deal.created, deal.amount + 5000, NOBODY),
                               Edit(at, deal.amount, NOBODY))  # fmt: skip
        if draw() < HANDED_OVER:
            at = deal.created + int(draw() * (self.now - deal.created))
            edits["owner"] = (Edit(deal.created, deal.owner % len(self.world.users) + 1, NOBODY),
                              Edit(at, deal.owner, NOBODY))  # fmt: skip
        luck = draw()
        gone: int | None = None
        modified = last_touched(end, edits)
        if luck < BINNED + BACK:
            modified += int(draw() * (self.now - modified))
            gone = modified if luck < BINNED else None
        return replace(deal, edits=edits, deleted=gone, modified=modified)

    def _currency(self) -> str:
        luck = self.chance.random()
        return self.world.currency if luck > FOREIGN else "USD" if luck > FOREIGN * 0.4 else "EUR"

    def _one(self, several: Sequence[T]) -> T:
        return several[int(self.chance.random() * len(several))]

    def _some_edges(self) -> list[int]:
        place = int(self.chance.random() * len(self.edges))
        return self.edges[place:]


def bulk_edit(world: World, chance: random.Random) -> None:
    """An administrator changes many deals at once: all of them carry the same stamp."""
    number = int(len(world.deals) * IN_BULK)
    at = world.now() - 3 * DAY
    for deal in chance.sample(list(world.deals.values()), number):
        if deal.deleted is None and deal.modified < at:
            region = deal.custom.get("region", "")
            history = (Edit(deal.created, None, NOBODY), Edit(at, region, NOBODY))
            world.deals[deal.number] = replace(
                deal, modified=at, edits={**deal.edits, "region": history}
            )


def merge_some(world: World, chance: random.Random) -> None:
    """Deals entered twice become one."""
    alive = [deal for deal in world.deals.values() if deal.deleted is None]
    number = int(len(world.deals) * MERGED)
    pairs = chance.sample(alive, min(2 * number, len(alive) // 2 * 2))
    for first, second in zip(pairs[::2], pairs[1::2], strict=True):
        at = max(first.modified, second.modified)
        at += int(chance.random() * (world.now() - at))
        world.deals[first.number], world.deals[second.number] = merged(first, second, at)


def _edges(start: int, now: int) -> list[int]:
    """The last and the first millisecond around the first day of each month, in several zones."""
    first, last = (datetime.fromtimestamp(moment / 1000, UTC).date() for moment in (start, now))
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1) for month in range(1, 13)
    ]  # fmt: skip
    midnights = [
        milliseconds(datetime.combine(month, time(), ZoneInfo(zone)))
        for month in months for zone in ZONES
    ]  # fmt: skip
    return sorted(edge for at in midnights if at > start for edge in (at - 1, at))
