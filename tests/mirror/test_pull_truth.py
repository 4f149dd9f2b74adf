"""What the mirror counts is what a count of the world itself gives, whatever happens in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from pulling import Hub, hub, quarter, random_questions
from sqlalchemy import Engine

from sandbox.world import around, operations
from sandbox.world.making import Size
from sandbox.world.world import NotInWorldError, World
from sync.core.choices import Calculation

pytestmark = pytest.mark.slow

SMALL = Size(deals=300, activities=500, stage_changes=1300, users=5, days=400)


def test_the_demo_counts_right(engine: Engine) -> None:
    with hub(engine) as portal:
        portal.pull()

        wrong = portal.disagreements([
            quarter(one.key, field="Segment", option="Enterprise", pipeline=pipeline)
            for one in Calculation for pipeline in ("", "B2B")
        ])  # fmt: skip

    assert wrong == []


@pytest.mark.parametrize("seed", [1, 2])
def test_worlds_full_of_traps_count_right(engine: Engine, seed: int) -> None:
    """Jumps, reopenings, edited closing dates, merges, the bin, edges of months, currencies."""
    with hub(engine, size=SMALL, seed=seed) as portal:
        portal.pull()

        asked = random_questions(portal.sandbox, random.Random(seed), 60)
        assert portal.disagreements(asked) == []


Act = Callable[[World, random.Random], Any]


def _deal(world: World, chance: random.Random) -> int:
    return chance.choice([d.number for d in world.deals.values() if d.deleted is None])


def _activity(world: World, chance: random.Random) -> int:
    return chance.choice([a.number for a in world.activities.values() if a.deleted is None])


def _hold(world: World, number: int) -> None:
    outcomes = {"call": "connected", "meeting": "completed", "task": "done"}
    outcome = outcomes[world.activities[number].kind]
    around.change_activity(world, number, outcome=outcome)


def _binned(world: World, chance: random.Random) -> int:
    gone = [d.number for d in world.deals.values() if d.deleted and d.merged_into is None]
    return chance.choice(gone or [0])


def _stage(world: World, chance: random.Random) -> tuple[int, int]:
    stage = chance.choice(list(world.stages.values()))
    return stage.number, stage.pipeline


def _person(world: World, chance: random.Random) -> str:
    return chance.choice([user.name for user in world.users.values()])


def _back(world: World, chance: random.Random, days: int = 90) -> int:
    return world.now() - chance.randrange(days * 86_400_000)


ACTS: dict[str, Act] = {
    "create": lambda w, c: operations.create_deal(
        w, title=f"New {c.random()}", amount=Decimal(c.randrange(10**6)), owner=_person(w, c),
        created=_back(w, c), custom={"segment": "Enterprise"}),
    "win": lambda w, c: operations.win(w, _deal(w, c)),
    "lose": lambda w, c: operations.lose(w, _deal(w, c), "Price"),
    "reopen": lambda w, c: operations.reopen(w, _deal(w, c)),
    "jump": lambda w, c: operations.move_stage(w, _deal(w, c), *_stage(w, c)),
    "amount": lambda w, c: operations.set_amount(
        w, _deal(w, c), c.choice([None, Decimal(c.randrange(10**6))])),
    "closing": lambda w, c: operations.set_field(w, _deal(w, c), "closing", _back(w, c)),
    "owner": lambda w, c: operations.set_field(w, _deal(w, c), "owner", _person(w, c)),
    "segment": lambda w, c: operations.set_field(
        w, _deal(w, c), "segment", c.choice(["SMB", None])),
    "delete": lambda w, c: operations.delete(w, _deal(w, c)),
    "restore": lambda w, c: operations.restore(w, _binned(w, c)),
    "merge": lambda w, c: operations.merge(w, _deal(w, c), _deal(w, c)),
    "rename stage": lambda w, c: around.rename_stage(w, _stage(w, c)[0], f"Stage {c.random()}"),
    "rename pipeline": lambda w, c: around.rename_pipeline(w, _stage(w, c)[1], f"Way {c.random()}"),
    "rename user": lambda w, c: around.rename_user(w, _person(w, c), "New", f"Name {c.random()}"),
    "rename option": lambda w, c: around.rename_option(w, "segment", "SMB", f"Small {c.random()}"),
    "call": lambda w, c: around.add_call(w, deal=_deal(w, c), at=_back(w, c)),
    "meeting": lambda w, c: around.add_meeting(
        w, owner=_person(w, c), at=_back(w, c), outcome=c.choice(["completed", "scheduled"])),
    "held": lambda w, c: _hold(w, _activity(w, c)),
    "call away": lambda w, c: around.delete_activity(w, _activity(w, c)),
}  # fmt: skip
"""What people do in a CRM."""


def act(portal: Hub, chance: random.Random) -> None:
    """Something happens; what cannot be done (a merge of a deal with itself) is not."""
    with suppress(NotInWorldError):
        ACTS[chance.choice(list(ACTS))](portal.sandbox.world, chance)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_people_do_the_count_stays_right(engine: Engine, seed: int) -> None:
    """Pulls come at any moment, while search lags behind; once everything has settled, the mirror
    says what the world says."""
    chance = random.Random(seed)
    with hub(engine, size=Size(120, 200, 500, 4, 200), seed=seed) as portal:
        for _ in range(4):
            for _ in range(25):
                act(portal, chance)
                portal.sandbox.clock.advance(chance.choice([0, 0.001, 2, 40, 400]))
                if chance.random() < 0.2:
                    portal.pull()
            portal.settle()

            asked = random_questions(portal.sandbox, chance, 15)
            assert portal.disagreements(asked) == []
