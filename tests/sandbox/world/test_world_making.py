"""Worlds of any size: the same for the same seed, as large as asked, full of traps."""

from __future__ import annotations

import resource
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from sandbox.clock import Clock
from sandbox.world.making import Size, make_world
from sandbox.world.records import Deal
from sandbox.world.world import World

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)
SMALL = Size(deals=4_000, activities=8_000, stage_changes=17_200)


def make(size: Size = SMALL, seed: int = 1) -> World:
    return make_world(Clock(NOON, frozen=True), seed=seed, size=size)


@pytest.fixture(scope="module")
def world() -> World:
    return make()


def test_a_seed_gives_the_same_world_again(world: World) -> None:
    again, other = make(), make(seed=2)

    assert again.deals == world.deals
    assert again.activities == world.activities
    assert other.deals != world.deals


def test_it_is_as_large_as_asked(world: World) -> None:
    moves = sum(len(deal.moves) for deal in world.deals.values())

    assert len(world.deals) == SMALL.deals
    assert len(world.activities) == SMALL.activities
    assert abs(moves - SMALL.stage_changes) < 0.03 * SMALL.stage_changes


def test_nothing_lies_ahead_or_before_its_beginning(world: World) -> None:
    now = world.now()
    for deal in world.deals.values():
        times = [move.at for move in deal.moves]
        assert times == sorted(times)
        assert deal.created <= times[0]
        assert times[-1] <= deal.modified <= now
        assert deal.stage == deal.moves[-1].stage
        for history in deal.edits.values():
            assert [edit.at for edit in history] == sorted(edit.at for edit in history)
            assert history[-1].at <= deal.modified
    assert all(one.created <= one.modified <= now for one in world.activities.values())


def test_histories_end_with_what_the_deal_shows(world: World) -> None:
    for deal in world.deals.values():
        for field, history in deal.edits.items():
            shown = deal.custom.get(field) if field in world.fields else getattr(deal, field)
            assert history[-1].value == shown


def kinds_of(world: World, deal: Deal) -> list[str]:
    return [world.stages[move.stage].kind for move in deal.moves]


def test_every_trap_is_there(world: World) -> None:
    found: Counter[str] = Counter()
    stamps = Counter(deal.modified for deal in world.deals.values())
    for deal in world.deals.values():
        kinds = kinds_of(world, deal)
        stages = [world.stages[move.stage] for move in deal.moves]
        closed = world.closed(deal)
        found["reopened"] += any(a != "open" and b == "open" for a, b in pairwise(kinds))
        found["won twice"] += kinds.count("won") == 2
        found["jumped"] += len(kinds) == 2 and kinds[-1] != "open"
        found["began in the middle"] += stages[0].position > 0
        found["another pipeline"] += len({stage.pipeline for stage in stages}) == 2
        found["date corrected"] += closed is not None and deal.closing != closed
        found["blank amount"] += deal.amount is None
        found["foreign"] += deal.currency != world.currency
        found["revalued"] += "amount" in deal.edits
        found["handed over"] += "owner" in deal.edits
        found["binned"] += deal.deleted is not None and deal.merged_into is None
        found["merged"] += deal.merged_into is not None
        found["absorbed"] += bool(deal.absorbed)
        found["at an edge"] += closed is not None and closed % 3_600_000 in {0, 3_599_999}
        found["in bulk"] += stamps[deal.modified] > 5
    assert {name for name, number in found.items() if number < 10} == set()


def test_two_pipelines_have_stages_of_the_same_names(world: World) -> None:
    names = [{stage.name for stage in world.steps(number)} for number in world.pipelines]

    assert {"Qualified To Buy", "Closed Won"} <= names[0] & names[1] & names[2]


@pytest.mark.slow
def test_the_reference_account_is_as_large_as_told() -> None:
    """50,000 deals, 200,000 activities, 215,000 stage changes, in less than 1.5 GB."""
    world = make(Size())

    moves = sum(len(deal.moves) for deal in world.deals.values())
    still_open = sum(world.state(deal) == "open" for deal in world.deals.values())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000
    assert abs(moves - 215_000) < 5_000
    assert 1_500 < still_open < 2_500
