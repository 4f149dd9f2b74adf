"""Worlds of any size, drawn from one seed, with everything in them that makes CRM numbers wrong:
see ``sandbox.world.fates`` for what may happen to a deal."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, timedelta

from sandbox.world.basis import (
    MORE_STAGES,
    OPEN_STAGES,
    add_fields,
    add_pipelines,
    add_rates,
    add_users,
    invented_people,
    said,
)
from sandbox.world.fates import Fates, bulk_edit, merge_some
from sandbox.world.records import HELD, NOBODY, Activity, ActivityKind, Company, Contact, Language
from sandbox.world.team import COLOURS, THINGS, Name
from sandbox.world.world import TellsTime, World, milliseconds

DAY = 86_400_000
PIPELINES = (
    (Name("Sales", "Продажи"), (*OPEN_STAGES, *MORE_STAGES)),
    (Name("Upsell", "Допродажи"), OPEN_STAGES),
    (Name("Partners", "Партнёры"), (*OPEN_STAGES, MORE_STAGES[1])),
)
OUTCOMES: dict[ActivityKind, tuple[str, ...]] = {
    "call": ("connected", "connected", "connected", "no_answer", "voicemail", "busy", "canceled"),
    "meeting": ("completed", "completed", "completed", "no_show", "canceled", "rescheduled"),
    "task": ("done", "done", "done", "open"),
}
KINDS: tuple[ActivityKind, ...] = ("call", "call", "call", "meeting", "task")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a world is to be; stage changes, creation included, come out roughly as many."""

    deals: int = 50_000
    activities: int = 200_000
    stage_changes: int = 215_000
    users: int = 40
    days: int = 730


def make_world(
    clock: TellsTime, *, seed: int = 1, size: Size | None = None, language: Language = "en"
) -> World:
    """The same world for the same seed, size and time."""
    size = size or Size()
    world = World(clock, language=language)
    chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    start = world.now() - (size.days + 1) * DAY
    add_pipelines(world, ((said(world, name), stages) for name, stages in PIPELINES), start)
    add_users(world, invented_people(size.users), start)
    add_fields(world, start)
    add_rates(world, start, world.now() - 40 * DAY)
    _add_companies(world, chance, size, start)
    fates = Fates(world, chance, size.stage_changes / max(1, size.deals), start)
    births = sorted(fates.birth() for _ in range(size.deals))
    for number, born in enumerate(births, start=1):
        world.deals[number] = fates.deal(number, born)
    bulk_edit(world, chance)
    merge_some(world, chance)
    _add_activities(world, chance, size.activities)
    return world


def make_empty(clock: TellsTime, *, language: Language = "en") -> World:
    """A CRM that somebody has set up and not used yet."""
    world = World(clock, language=language)
    start = milliseconds(clock.now().astimezone(UTC) - timedelta(days=30))
    add_pipelines(world, ((said(world, PIPELINES[0][0]), OPEN_STAGES),), start)
    add_users(world, invented_people(2), start)
    add_fields(world, start)
    return world


def _add_companies(world: World, chance: random.Random, size: Size, start: int) -> None:
    for number in range(1, max(1, size.deals // 3) + 1):
        colour, thing = chance.choice(COLOURS), chance.choice(THINGS)
        name = f"{said(world, colour)} {said(world, thing)} {number}"
        owner = chance.randrange(size.users) + 1
        world.companies[number] = Company(number, name, owner, start, start)
        world.contacts[number] = Contact(
            number, said(world, thing), str(number), f"client{number}@example.com", number, owner,
            start, start,
        )  # fmt: skip


def _add_activities(world: World, chance: random.Random, count: int) -> None:
    """Each at some moment of the life of some deal; a few have been deleted."""
    deals, now = list(world.deals.values()), world.now()
    pick, draw = chance.choice, chance.random
    for number in range(1, count + 1):
        deal = pick(deals)
        kind = pick(KINDS)
        until = now if world.stages[deal.stage].kind == "open" else deal.moves[-1].at
        at = deal.created + int(draw() * (until - deal.created + 1))
        outcome = pick(OUTCOMES[kind])
        talked = kind == "call" and outcome in HELD
        seconds = int(20 + draw() * 900) if talked else 3600 if kind == "meeting" else 0
        created = at if kind == "call" else max(deal.created, at - int(draw() * 5 * DAY))
        touched = min(now, at + seconds * 1000)
        gone = touched if draw() < 0.005 else None
        world.activities[number] = Activity(
            number, kind, f"{kind} {number}", at, seconds, outcome, kind == "call" and draw() < 0.3,
            deal.owner if draw() < 0.97 else NOBODY, deal.number if draw() < 0.95 else None,
            deal.contacts[0] if deal.contacts else None, deal.company, created,
            max(created, touched), gone,
        )  # fmt: skip
