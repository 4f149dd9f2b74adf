"""What people do in the CRM changes the world, its histories, stamps and log."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from sandbox.clock import Clock
from sandbox.world import around, operations
from sandbox.world.making import make_empty
from sandbox.world.records import Change, Deal, Move
from sandbox.world.world import NotInWorldError, World

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOW = 1_795_424_400_000


@pytest.fixture
def world() -> World:
    return make_empty(Clock(START, frozen=True))


def later(world: World, seconds: float) -> int:
    assert isinstance(world.clock, Clock)
    world.clock.advance(seconds)
    return world.now()


def kinds(world: World) -> list[tuple[str, str]]:
    return [(change.kind, change.field) for change in world.changes]


def test_a_new_deal_begins_in_the_first_stage(world: World) -> None:
    deal = operations.create_deal(world, title="One", amount=Decimal(5), owner="Anna Crane")

    assert world.stages[deal.stage].name == "Appointment Scheduled"
    assert deal.moves == (Move(NOW, deal.stage, 0),)
    assert (deal.created, deal.modified, deal.owner) == (NOW, NOW, 1)
    assert kinds(world) == [("creation", "")]


def test_an_import_may_be_backdated_and_start_in_the_middle(world: World) -> None:
    deal = operations.create_deal(world, stage="Contract Sent", created=NOW - 1000)

    assert deal.moves[0].at == deal.created == NOW - 1000
    assert deal.modified == NOW


def test_winning_fills_in_the_closing_date_and_keeps_the_expected_one(world: World) -> None:
    deal = operations.create_deal(world, closing=NOW + 5000)
    at = later(world, 60)

    won = operations.win(world, deal.number, by=2)

    assert world.state(won) == "won"
    assert won.closing == won.modified == world.closed(won) == at
    assert [edit.value for edit in won.edits["closing"]] == [NOW + 5000, at]
    assert kinds(world)[1:] == [("change", "stage"), ("change", "closing")]


def test_reopened_and_won_again_closes_the_last_time(world: World) -> None:
    deal = operations.create_deal(world, stage="Qualified To Buy")
    operations.win(world, deal.number)
    first = later(world, 60)
    opened = operations.reopen(world, deal.number)
    assert world.closed(opened) is None
    assert world.stages[opened.stage].name == "Qualified To Buy"
    assert opened.closing == first - 60_000
    second = later(world, 60)

    won = operations.win(world, deal.number)

    assert world.closed(won) == second
    assert len(won.moves) == 4


def test_a_date_corrected_by_hand_does_not_move_the_closing(world: World) -> None:
    deal = operations.create_deal(world)
    closed = world.closed(operations.lose(world, deal.number, "Price"))

    edited = operations.set_field(world, deal.number, "closing", NOW - 10**9)

    assert world.closed(edited) == closed
    assert edited.closing == NOW - 10**9
    assert edited.loss_reason == "Price"


def test_to_the_same_stage_or_value_is_no_change(world: World) -> None:
    deal = operations.create_deal(world, amount=Decimal(5))
    later(world, 60)

    operations.move_stage(world, deal.number, "Appointment Scheduled")
    operations.set_amount(world, deal.number, Decimal(5))

    assert world.deal(deal.number) is deal


def test_custom_fields_come_and_go(world: World) -> None:
    deal = operations.create_deal(world, custom={"segment": "SMB"})

    operations.set_field(world, deal.number, "segment", "Enterprise")
    blank = operations.set_field(world, deal.number, "segment", None)

    assert dict(blank.custom) == {}
    assert [edit.value for edit in blank.edits["segment"]] == ["SMB", "Enterprise", None]


def test_the_bin_gives_back_what_it_took(world: World) -> None:
    deal = operations.create_deal(world, amount=Decimal(7))
    at = later(world, 60)

    assert operations.delete(world, deal.number).deleted == at
    back = operations.restore(world, deal.number)

    assert (back.deleted, back.amount, back.modified) == (None, Decimal(7), at)


def test_a_merge_keeps_the_earlier_birth_and_the_last_move_of_the_first(world: World) -> None:
    other = operations.create_deal(world, stage="Qualified To Buy")
    operations.win(world, other.number)
    later(world, 60)
    first = operations.create_deal(world)
    later(world, 60)
    closed = world.closed(operations.lose(world, first.number))
    later(world, 60)

    survivor = operations.merge(world, first.number, other.number)

    gone = world.deal(other.number)
    assert survivor.created == other.created
    assert world.state(survivor) == "lost"
    assert world.closed(survivor) == closed
    assert survivor.absorbed == (other.number,)
    assert (gone.merged_into, gone.deleted) == (first.number, world.now())
    with pytest.raises(NotInWorldError):
        operations.restore(world, other.number)
    with pytest.raises(NotInWorldError):
        operations.merge(world, first.number, first.number)


def test_records_of_the_past_stay_as_they_were(world: World) -> None:
    """A search index that lags holds on to them."""
    kept: list[Change] = []
    world.listeners.append(kept.append)
    deal = operations.create_deal(world, amount=Decimal(1))
    operations.set_amount(world, deal.number, Decimal(2))

    before, after = kept[-1].before, kept[-1].after
    assert isinstance(before, Deal)
    assert isinstance(after, Deal)
    assert (before.amount, after.amount, kept[-1].number) == (Decimal(1), Decimal(2), 2)


def test_names_change_without_touching_deals(world: World) -> None:
    deal = operations.create_deal(world, owner="Anna Crane")
    later(world, 60)

    around.rename_stage(world, "Appointment Scheduled", "First talk", "Sales")
    around.rename_pipeline(world, "Sales", "Everything")
    around.rename_user(world, "Anna Crane", "Anna", "Stork")
    around.deactivate_user(world, "Anna Stork")
    around.add_option(world, "segment", "Micro")
    around.rename_option(world, "segment", "Micro", "Very small")

    assert world.stages[deal.stage].name == "First talk"
    assert world.users[deal.owner].name == "Anna Stork"
    assert not world.users[deal.owner].active
    assert world.fields["segment"].options[-1] == ("Micro", "Very small")
    assert world.deal(deal.number) is deal


def test_activities_take_their_owner_from_the_deal(world: World) -> None:
    deal = operations.create_deal(world, owner="Igor Swift")

    call = around.add_call(world, deal=deal.number)
    meeting = around.add_meeting(world, deal=deal.number, owner="Anna Crane", outcome="scheduled")
    task = around.add_task(world)
    held = around.change_activity(world, meeting.number, outcome="completed")
    gone = around.delete_activity(world, task.number)

    assert (call.owner, meeting.owner, task.owner) == (2, 1, 0)
    assert (held.outcome, gone.deleted) == ("completed", NOW)
    assert world.activities_of(deal) == [call.number, meeting.number]


def test_rates_hold_from_their_moment_on(world: World) -> None:
    around.set_rate(world, "USD", Decimal(90))
    at = later(world, 3600)
    around.set_rate(world, "USD", Decimal(100))

    assert world.at_home(Decimal(2), "USD", at - 1) == 180
    assert world.at_home(Decimal(2), "USD", at) == 200
    assert world.at_home(Decimal(2), "RUB", at) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        lambda world: operations.win(world, 77),
        lambda world: operations.create_deal(world, pipeline="Upsell"),
        lambda world: operations.set_field(world, 1, "colour", "blue"),
        lambda world: around.add_option(world, "colour", "blue"),
        lambda world: world.user("Nobody Atall"),
    ],
)
def test_what_is_not_there_is_said(world: World, wrong: object) -> None:
    operations.create_deal(world)
    assert callable(wrong)

    with pytest.raises(NotInWorldError):
        wrong(world)
