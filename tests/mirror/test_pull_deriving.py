"""What is worked out from ids and histories: states, closing moments, cycles, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from memory_source import MemorySource
from sqlalchemy import Engine, Row, select

from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.records import (
    Activity,
    Description,
    Field,
    LiveDeal,
    LiveRecord,
    Owner,
    Stage,
    StageChange,
)
from sync.core.vocabulary import Condition, Period
from sync.mirror.meter import MirrorMeter
from sync.mirror.pull import Order, pull
from sync.mirror.tables import deals

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
QUARTER = Period(date(2026, 10, 1), date(2026, 11, 24), "Europe/Moscow")
STAGES = (
    Stage("a", "Talks", "p", "Sales", "open"), Stage("b", "Offer", "p", "Sales", "open"),
    Stage("won", "Won", "p", "Sales", "won"), Stage("lost", "Lost", "p", "Sales", "lost"),
    Stage("won2", "Won", "q", "Upsell", "won"),
)  # fmt: skip
FIELDS = (
    Field("Amount", "number", "amount", "amount"),
    Field("Tags", "texts", key="tags", options={"x": "Export", "y": "Yard", "z": "Zoo"}),
    Field("Margin", "number", key="margin"), Field("Kind", "text", key="kind"),
)  # fmt: skip
DESCRIBED = Description(STAGES, (Owner("o", "Anna Crane"),), FIELDS, "RUB", "Europe/Moscow")
NAMES = count(1)


class Pulled:
    """A source in memory and what is pulled from it, an hour and more later each time."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.name = engine, f"derived-{next(NAMES)}"
        self.source = MemorySource(description=DESCRIBED)
        self.now = NOW

    def deal(self, **wanted: object) -> Row[tuple[object, ...]]:
        """One deal, as the mirror shows it."""
        (found,) = self.deals(LiveDeal("1", self.now, **wanted))  # type: ignore[arg-type]
        return found

    def deals(self, *live: LiveRecord) -> list[Row[tuple[object, ...]]]:
        self.source.records["deals"] = list(live)
        self.pull()
        with self.engine.connect() as database:
            mine = deals.c.connection.startswith(f"{self.name}#")
            return list(database.execute(select(deals).where(mine).order_by(deals.c.id)))

    def pull(self) -> None:
        pull(self.engine, self.name, self.source, Order(lambda: self.now))
        self.now += timedelta(hours=2)

    def value(self, query: MetricQuery) -> Decimal | None:
        with MirrorMeter(self.engine, self.name) as meter:
            return meter.measure(query, QUARTER, 5).value


@pytest.fixture
def pulled(engine: Engine) -> Pulled:
    return Pulled(engine)


def moves(*stages: str) -> tuple[StageChange, ...]:
    """One a day, the last one yesterday."""
    return tuple(
        StageChange(NOW - (len(stages) - place) * DAY, stage) for place, stage in enumerate(stages)
    )


def passed(id_: str, *visited: tuple[int, str]) -> LiveDeal:
    """A deal that came to each stage so many days ago."""
    changes = tuple(StageChange(NOW - days * DAY, stage) for days, stage in visited)
    return LiveDeal(id_, NOW, stage=visited[-1][1], created=changes[0].at, changes=changes)


@pytest.mark.parametrize(
    ("visited", "days_ago"),
    [
        (("a", "won"), 1),
        (("a", "won", "won2"), 2),
        (("a", "won", "lost", "won"), 1),
        (("a", "lost", "a", "b", "won"), 1),
        (("won",), 1),
        (("a", "gone", "won"), 1),
    ],
    ids=["plain", "moved to another pipeline", "wavered", "reopened", "born won", "lost stage"],
)
def test_a_deal_closed_when_it_came_into_its_present_state(
    pulled: Pulled, visited: tuple[str, ...], days_ago: int
) -> None:
    found = pulled.deal(stage=visited[-1], changes=moves(*visited), closed=NOW - 300 * DAY)

    assert (found.state, found.closed_at) == ("won", NOW - days_ago * DAY)


def test_a_reopened_deal_has_not_closed(pulled: Pulled) -> None:
    found = pulled.deal(stage="b", changes=moves("a", "won", "b"), closed=NOW)

    assert (found.state, found.stage, found.closed_at) == ("open", "Offer", None)
    assert found.cycle_seconds is None


def test_without_a_history_the_date_of_the_deal_counts(pulled: Pulled) -> None:
    found = pulled.deal(stage="won", created=NOW - 9 * DAY, closed=NOW - 4 * DAY)

    assert (found.closed_at, found.cycle_seconds) == (NOW - 4 * DAY, 5 * 86400)


def test_a_stage_nobody_describes_goes_by_the_deal_itself(pulled: Pulled) -> None:
    found = pulled.deal(stage="new", pipeline="other", state="won", changes=moves("a", "new"))

    assert (found.state, found.stage, found.pipeline) == ("won", "new", "other")


def test_two_moves_in_one_moment(pulled: Pulled) -> None:
    at = NOW - DAY
    changes = (StageChange(at, "a"), StageChange(at, "won"))

    assert pulled.deal(stage="won", changes=changes).closed_at == at


def test_the_survivor_of_a_merge_is_as_old_as_the_oldest(pulled: Pulled) -> None:
    """What happened to the other one afterwards changes nothing of when it closed."""
    first = passed("1", (9, "a"), (3, "won"))
    other = passed("2", (30, "a"), (1, "b"))
    pulled.deals(first, other)
    pulled.source.bin["deals"] = ["2"]

    (found,) = pulled.deals(replace(first, modified=pulled.now, absorbed=("2",)))

    assert (found.created_at, found.closed_at) == (NOW - 30 * DAY, NOW - 3 * DAY)
    assert found.cycle_seconds == 27 * 86400


def test_a_survivor_whose_own_history_begins_at_the_merge(pulled: Pulled) -> None:
    """Some CRMs make a new record of two: the moves before it are those of the two."""
    pulled.deals(passed("1", (9, "a"), (3, "won")))
    pulled.source.bin["deals"] = ["1"]
    made = replace(passed("3", (0, "won")), modified=pulled.now, absorbed=("1",))

    (found,) = pulled.deals(made)

    assert (found.created_at, found.closed_at) == (NOW - 9 * DAY, NOW - 3 * DAY)


def test_merges_upon_merges_take_their_calls_along(pulled: Pulled) -> None:
    one, two = LiveDeal("1", NOW, pipeline="p", stage="a"), LiveDeal("2", NOW, stage="a")
    third = LiveDeal("3", NOW, pipeline="p", stage="a")
    call = Activity("c", NOW, state="done", at=NOW, deal="1", owner="o")
    pulled.source.records["calls"] = [call]
    pulled.deals(one, two, third)
    pulled.deals(replace(two, modified=pulled.now, absorbed=("1",)), third)
    pulled.deals(replace(third, modified=pulled.now, absorbed=("2",)))

    query = MetricQuery("M", Calculation.CALLS, pipeline="Sales", owner="Anna Crane")
    assert pulled.value(query) == 1


def test_what_comes_back_from_the_bin_is_found_without_being_told(pulled: Pulled) -> None:
    """Restored with the stamp it had before."""
    kept, gone = LiveDeal("1", NOW, stage="a"), LiveDeal("2", NOW - 9 * DAY, stage="a")
    pulled.deals(kept, gone)
    pulled.source.bin["deals"] = ["2"]
    assert [deal.id for deal in pulled.deals(kept)] == ["1"]
    pulled.source.bin["deals"] = []

    assert [deal.id for deal in pulled.deals(kept, gone)] == ["1", "2"]


def test_values_of_lists_are_found_one_by_one(pulled: Pulled) -> None:
    live = [
        LiveDeal(str(number), NOW, stage="a", created=NOW, fields=fields)
        for number, fields in enumerate([{"tags": "x;y"}, {"tags": "xy"}, {"tags": "z"}, {}])
    ]
    pulled.deals(*live)

    def new(operator: str, *values: str) -> Decimal | None:
        where = (Condition("Tags", operator, values),)  # type: ignore[arg-type]
        return pulled.value(MetricQuery("M", Calculation.NEW_DEALS, where=where))

    assert [new("=", "Yard"), new("=", "export", "Zoo"), new("!=", "Export")] == [1, 2, 3]


def test_numbers_and_texts_of_the_team(pulled: Pulled) -> None:
    live = [
        LiveDeal(str(number), NOW, stage="a", created=NOW,
                 fields={"margin": Decimal(number), "kind": kind})
        for number, kind in enumerate(["One", "one", "Two"])
    ]  # fmt: skip
    pulled.deals(*live)
    where = (Condition("Margin", ">=", ("1",)), Condition("Kind", "=", ("ONE",)))

    assert pulled.value(MetricQuery("M", Calculation.NEW_DEALS, where=where)) == 1


def test_a_record_that_is_changed_by_its_copy_only_comes_once(pulled: Pulled) -> None:
    """The same page twice, the same change twice."""
    live = [LiveDeal(str(number), NOW, stage="a", created=NOW) for number in range(9)]

    assert len(pulled.deals(*live)) == 9
    assert len(pulled.deals(*live)) == 9
