"""The demo's world: the deals that the sample exports in ``examples`` tell of, as a live CRM has
them, with calls and meetings, standing around the clock's today.

What lies after the clock's time has not happened yet: such a deal does not exist or is still open.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from sandbox.world.basis import (
    LOSSES,
    OPEN_STAGES,
    SEGMENTS,
    add_fields,
    add_pipelines,
    add_rates,
    add_users,
    option_of,
    said,
)
from sandbox.world.demo_activities import add_activities
from sandbox.world.history import Path, told_until
from sandbox.world.records import NOBODY, Company, Contact, Deal, Edit, Language, Move
from sandbox.world.team import COLOURS, LAST_DAY, OWNERS, THINGS, Invented, Name, make_deals
from sandbox.world.world import TellsTime, World, milliseconds

SAMPLE_DAY = date(2026, 11, 23)
SAMPLE_DAYS = (date(2026, 10, 20), date(2026, 12, 31))
"""Between these days the sample stands as it is, on others it is moved around today."""
SEED = 11
ZONE = ZoneInfo("Europe/Moscow")
DAY = 86_400_000
BEFORE = timedelta(days=400)
"""The team's CRM was set up so long before the sample day."""
REOPENED, DUPLICATES = 0.04, 3
SEEN = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 20)  # noqa: DTZ001 - local
"""By when open deals have come to where the exports show them."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock for drawing a world."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def make_demo(clock: TellsTime, *, language: Language = "en") -> World:
    """The sample team's CRM at the clock's time."""
    return _drawn(clock.now(), language).copied(clock)


@lru_cache(maxsize=4)
def _drawn(now: datetime, language: Language) -> World:
    """Drawn once; records never change, so every copy may use them."""
    clock = Stopped(now)
    world = World(clock, language=language)
    moved = days_moved(clock.now().date())
    start = milliseconds(datetime.combine(SAMPLE_DAY, datetime.min.time(), ZONE) + moved - BEFORE)
    add_pipelines(world, (("B2B", OPEN_STAGES), ("Upsell", OPEN_STAGES)), start)
    add_users(world, OWNERS, start)
    add_fields(world, start)
    add_rates(world, start, start + 300 * DAY)
    _add_companies(world, start)
    chance = random.Random(SEED)  # noqa: S311 - nothing secret is drawn
    invented = make_deals()
    companies = {company.name: company.number for company in world.companies.values()}
    for one in invented:
        deal = _deal(world, chance, one, moved, companies)
        if deal.created <= world.now():
            world.deals[deal.number] = told_until(world, deal, world.now())
    _add_duplicates(world, len(invented))
    add_activities(world, chance, moved)
    return world


def days_moved(today: date) -> timedelta:
    """By how much the sample is moved."""
    first, last = SAMPLE_DAYS
    return timedelta(0) if first <= today <= last else today - SAMPLE_DAY


def _add_companies(world: World, start: int) -> None:
    names = [
        f"{said(world, colour)} {said(world, thing)}" for colour in COLOURS for thing in THINGS
    ]
    for number, name in enumerate(names, start=1):
        world.companies[number] = Company(number, name, NOBODY, start, start)
        first, last = (
            said(world, Name("Contact", "Контактное")),
            said(world, Name("Person", "лицо")),
        )
        world.contacts[number] = Contact(
            number, first, last, f"client{number}@example.com", number, NOBODY, start, start
        )  # fmt: skip


def _deal(
    world: World, chance: random.Random, one: Invented, moved: timedelta, companies: dict[str, int]
) -> Deal:
    created, closed = (_moment(moment + moved) for moment in (one.created, one.closed))
    pipeline = world.pipeline(one.pipeline).number
    owner = OWNERS.index(one.owner) + 1
    last = closed if one.state != "open" else min(created + 25 * DAY, _moment(SEEN + moved))
    moves = _moves(world, chance, one, Path(pipeline, created, last))
    company = companies[said(world, one.company)]
    edits: dict[str, tuple[Edit, ...]] = {}
    if one.state != "open":
        expected = closed + chance.randrange(-20, 20) * DAY
        edits["closing"] = (Edit(created, expected, owner), Edit(closed, closed, owner))
    amount = None if one.amount is None else Decimal(one.amount)
    if amount is not None and chance.random() < 0.15:
        first = Decimal(one.amount or 0) + 1000 * chance.randrange(-10, 10)
        edits["amount"] = (Edit(created, max(first, Decimal(1000)), owner),
                           Edit((created + moves[-1].at) // 2, amount, owner))  # fmt: skip
    custom = {
        "segment": SEGMENTS[SEGMENTS.index(one.segment)],
        "region": option_of(world, "region", one.region),
        "source": option_of(world, "source", one.source),
    }
    loss = said(world, chance.choice(LOSSES)) if one.state == "lost" else ""
    return Deal(
        one.number, said(world, one.title), moves[-1].stage, amount, world.currency, closed, owner,
        company, (company,), custom, created, moves[-1].at, moves, edits, loss,
    )  # fmt: skip


def _moves(world: World, chance: random.Random, one: Invented, path: Path) -> tuple[Move, ...]:
    """Step by step to the furthest stage, sometimes past one, sometimes closed and opened again."""
    steps = world.steps(path.pipeline)
    stages = [step.number for step in steps if step.kind == "open"][: one.stage + 1]
    if len(stages) > 2 and chance.random() < 0.2:
        stages.pop(1)
    if one.state != "open":
        if chance.random() < REOPENED:
            early = chance.choice(("won", "lost"))
            stages += [world.end(path.pipeline, early).number, stages[-1]]  # type: ignore[arg-type]
        stages.append(next(step.number for step in steps if step.kind == one.state))
    times = path.between(chance, len(stages))
    owner = OWNERS.index(one.owner) + 1
    return tuple(Move(at, stage, owner) for at, stage in zip(times, stages, strict=True))


def _add_duplicates(world: World, last: int) -> None:
    """A few deals entered twice: the second ones were thrown away or merged into the first."""
    twins = [deal for deal in world.deals.values() if world.state(deal) == "open"][:DUPLICATES]
    for number, deal in enumerate(twins, start=last + 1):
        gone = min(deal.moves[0].at + 3 * DAY, world.now())
        into = deal.number if number == last + 1 else None
        world.deals[number] = replace(
            deal, number=number, moves=deal.moves[:1], stage=deal.moves[0].stage, edits={},
            modified=gone, deleted=gone, merged_into=into,
        )  # fmt: skip
        if into is not None:
            world.deals[into] = replace(deal, absorbed=(number,), modified=max(gone, deal.modified))


def _moment(local: datetime) -> int:
    return milliseconds(local.replace(tzinfo=ZONE))
