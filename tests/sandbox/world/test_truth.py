"""The right answers: by hand where a case can be worked out, and against another count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from mirror.oracle import Oracle

from sandbox.clock import Clock
from sandbox.world import around, operations
from sandbox.world.making import Size, make_empty, make_world
from sandbox.world.truth import ACTIVITIES, METRICS, Question, answer
from sandbox.world.world import World
from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.records import Deal, Export
from sync.core.vocabulary import Condition, Period

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))
DAY = 86_400.0


@pytest.fixture
def world() -> World:
    return make_empty(Clock(START, frozen=True))


def jump(world: World, days: float) -> None:
    assert isinstance(world.clock, Clock)
    world.clock.advance(days * DAY)


def ask(world: World, metric: str, period: tuple[date, date] = NOVEMBER, **how: Any) -> Any:
    return answer(world, Question(metric, *period, **how)).value


def won(world: World, amount: int | None = 100, **wish: Any) -> int:
    deal = operations.create_deal(world, amount=None if amount is None else Decimal(amount), **wish)
    return operations.win(world, deal.number).number


def test_revenue_counts_won_deals_with_an_amount(world: World) -> None:
    won(world, 100)
    won(world, 50)
    won(world, None)
    lost = operations.create_deal(world, amount=Decimal(7))
    operations.lose(world, lost.number)
    operations.create_deal(world, amount=Decimal(9))

    assert ask(world, "revenue") == 150
    assert ask(world, "won_deals") == 3
    assert ask(world, "average_check") == 75
    assert ask(world, "median_check") == 75
    assert ask(world, "win_rate") == Fraction(3, 4)
    assert ask(world, "new_deals") == 5


def test_nothing_is_zero_only_where_something_is_counted(world: World) -> None:
    assert ask(world, "revenue") == ask(world, "won_deals") == 0
    for metric in ("average_check", "median_check", "win_rate", "win_rate_cohort", "deal_cycle",
                   "deal_cycle_median", "deals_share", "revenue_share"):  # fmt: skip
        assert ask(world, metric) is None
    won(world, None)
    assert ask(world, "revenue") is None


def test_a_deal_won_again_counts_in_its_last_period(world: World) -> None:
    number = won(world)
    operations.reopen(world, number)
    assert ask(world, "won_deals") == 0
    jump(world, 10)
    operations.win(world, number)

    assert ask(world, "won_deals") == 0
    assert ask(world, "won_deals", DECEMBER) == 1
    assert ask(world, "deal_cycle", DECEMBER) == 10


def test_the_event_decides_unless_the_field_is_asked_for(world: World) -> None:
    number = won(world)
    operations.set_field(world, number, "closing", world.now() + 20 * 86_400_000)

    assert (ask(world, "won_deals"), ask(world, "won_deals", DECEMBER)) == (1, 0)
    assert ask(world, "won_deals", closed_by="field") == 0
    assert ask(world, "won_deals", DECEMBER, closed_by="field") == 1


def test_deleted_and_absorbed_deals_leave_all_sets(world: World) -> None:
    first, second, third = (won(world) for _ in range(3))
    operations.delete(world, first)
    operations.merge(world, second, third)

    assert ask(world, "won_deals") == 1
    operations.restore(world, first)
    assert ask(world, "revenue") == 200


@pytest.mark.parametrize(
    ("zone", "moment", "inside"),
    [
        ("Europe/Moscow", "2026-12-31T20:59:59.999+00:00", True),
        ("Europe/Moscow", "2026-12-31T21:00:00.000+00:00", False),
        ("Asia/Vladivostok", "2026-12-31T13:59:59.999+00:00", True),
        ("Asia/Vladivostok", "2026-12-31T14:00:00.000+00:00", False),
        ("America/New_York", "2027-01-01T04:59:59.999+00:00", True),
        ("America/New_York", "2027-01-01T05:00:00.000+00:00", False),
    ],
)
def test_days_end_at_midnight_where_the_team_lives(
    world: World, zone: str, moment: str, inside: bool
) -> None:
    assert isinstance(world.clock, Clock)
    world.clock.set(datetime.fromisoformat(moment))
    won(world)

    assert ask(world, "won_deals", DECEMBER, zone=zone) == int(inside)


def test_a_day_of_23_hours_is_a_day(world: World) -> None:
    """New York moves its clocks on 14 March 2027."""
    assert isinstance(world.clock, Clock)
    period = (date(2027, 3, 14), date(2027, 3, 15))
    for moment, inside in (("04:59:59.999", 0), ("05:00", 1)):
        world.clock.set(datetime.fromisoformat(f"2027-03-14T{moment}+00:00"))
        won(world)
        assert ask(world, "won_deals", period, zone="America/New_York") == inside
    world.clock.set(datetime.fromisoformat("2027-03-15T04:00+00:00"))
    won(world)
    assert ask(world, "won_deals", period, zone="America/New_York") == 1


def test_currencies_are_left_out_or_turned_into_one(world: World) -> None:
    around.set_rate(world, "USD", Decimal(90))
    won(world, 100)
    won(world, 2, currency="USD")
    jump(world, 1)
    around.set_rate(world, "USD", Decimal(100))
    won(world, 2, currency="USD")

    assert ask(world, "revenue") == 104
    assert ask(world, "revenue", currency="RUB") == 100
    assert ask(world, "revenue", at_home=True) == 100 + 180 + 200


def test_shares_have_everything_below_and_the_segment_above(world: World) -> None:
    won(world, 300, custom={"segment": "Enterprise"})
    won(world, 100, custom={"segment": "SMB"})
    won(world, None)
    share, deals, revenue = (
        ask(world, metric, field="Segment", option="enterprise")
        for metric in ("revenue_share", "deals_share", "revenue")
    )

    assert (share, deals, revenue) == (Fraction(3, 4), Fraction(1, 3), 300)


def test_an_option_is_asked_for_by_its_words(world: World) -> None:
    won(world, custom={"source": "cold_call"})

    assert ask(world, "won_deals", field="Source", option="Cold call") == 1
    assert ask(world, "won_deals", field="Source", option="cold_call") == 0


def test_cohorts_count_only_what_is_old_enough(world: World) -> None:
    won(world)
    operations.create_deal(world)
    late = operations.create_deal(world).number
    jump(world, 8)
    operations.win(world, late)

    assert ask(world, "win_rate_cohort") == Fraction(2, 3)
    assert ask(world, "win_rate_cohort", within_days=7) == Fraction(1, 3)
    assert ask(world, "win_rate_cohort", within_days=9) is None


def test_calls_and_meetings_that_took_place(world: World) -> None:
    deal = operations.create_deal(world, owner="Anna Crane", custom={"segment": "SMB"})
    around.add_call(world, deal=deal.number, seconds=20)
    around.add_call(world, deal=deal.number, outcome="no_answer", seconds=0)
    around.add_call(world, owner="Igor Swift", seconds=200)
    around.add_meeting(world, deal=deal.number)
    around.add_meeting(world, deal=deal.number, outcome="no_show")
    gone = around.add_meeting(world)
    around.delete_activity(world, gone.number)

    assert ask(world, "calls") == 2
    assert ask(world, "calls", any_outcome=True) == 3
    assert ask(world, "calls", min_seconds=60) == 1
    assert ask(world, "calls", owner="Anna Crane") == 1
    assert ask(world, "calls", pipeline="Sales") == 1
    assert ask(world, "meetings") == 1
    assert ask(world, "meetings", field="Segment", option="SMB") == 1
    assert ask(world, "meetings", field="Segment", option="Enterprise") == 0
    assert ask(world, "meetings", DECEMBER) == 0


def test_the_calls_of_a_merged_deal_go_with_its_survivor(world: World) -> None:
    gone = operations.create_deal(world, custom={"segment": "SMB"}).number
    stays = operations.create_deal(world, custom={"segment": "Enterprise"}).number
    around.add_call(world, deal=gone)
    operations.merge(world, stays, gone)

    assert ask(world, "calls", field="Segment", option="Enterprise") == 1
    assert world.activities_of(world.deal(stays)) == [1]


def test_every_calculation_of_the_product_has_its_truth() -> None:
    """A calculation added to the product needs its answer here."""
    calculations = {member.key for member in Calculation}

    assert calculations == METRICS


PERIODS = [(date(2026, 7, 1), date(2026, 10, 1)), (date(2026, 10, 1), date(2026, 11, 24))]


def as_export(world: World) -> Export:
    """The world as a CRM export shows it, closed when it really closed."""

    def told() -> Iterator[Deal]:
        for deal in world.deals.values():
            if deal.deleted is None:
                stage = world.stages[deal.stage]
                closed = world.closed(deal)
                yield Deal(
                    str(deal.number), deal.title, "", world.pipelines[stage.pipeline].name,
                    stage.name, stage.kind, deal.amount, deal.currency,
                    world.users[deal.owner].name, moment(deal.created),
                    moment(closed) if closed is not None else None,
                    {"Segment": deal.custom["segment"]} if "segment" in deal.custom else {},
                )  # fmt: skip

    return Export(tuple(told()), (), "", START, "Europe/Moscow")


def moment(at: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)


def test_another_count_of_the_same_deals_agrees() -> None:
    """The mirror's oracle counts deals of an export; this world is full of traps."""
    clock = Clock(START, frozen=True)
    size = Size(deals=1_500, activities=0, stage_changes=6_000, users=6, days=300)
    world = make_world(clock, seed=5, size=size)
    export = as_export(world)
    for kind in (one for one in Calculation if one.key in METRICS - set(ACTIVITIES)):
        for start, end in PERIODS:
            for query, question in variants(kind, start, end):
                expected = Oracle(export, query, Period(start, end, "Europe/Moscow")).answer()
                found = answer(world, question)
                assert found.value == expected.value, (query, question)
                assert {str(number) for number in found.counted} == expected.counted
                assert {str(number) for number in found.cases} == expected.cases


def variants(kind: Calculation, start: date, end: date) -> Iterator[tuple[MetricQuery, Question]]:
    """The same question in the product's words and in the world's."""
    query = MetricQuery("M-001", kind)
    question = Question(kind.key, start, end)
    enterprise = Condition("Segment", "=", ("Enterprise",))
    chosen = replace(question, field="Segment", option="Enterprise")
    yield (
        replace(query, segment=enterprise, pipeline="Sales", within_days=30),
        replace(chosen, pipeline="Sales", within_days=30),
    )
    if not kind.needs_segment:
        yield query, question
        yield (
            replace(query, owner="Mary Finch", currency="RUB", stage="Closed Won"),
            replace(question, owner="Mary Finch", currency="RUB", stage="Closed Won"),
        )
