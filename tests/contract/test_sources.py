"""What every CRM asked over its API keeps to, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from memory_source import MemorySource
from pulling import hub
from sqlalchemy import Engine

from sandbox.hubspot.naming import DEALS
from sandbox.world import around, operations
from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.ports import RecordSource
from sync.core.records import (
    STREAMS,
    Activity,
    Bound,
    Description,
    LiveDeal,
    Owner,
    Stage,
    StageChange,
    Stream,
)
from sync.core.vocabulary import Period
from sync.mirror.meter import MirrorMeter
from sync.mirror.pull import Order, pull

QUARTER = Period(date(2026, 10, 1), date(2026, 11, 24), "Europe/Moscow")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NAMES = count(1)
DEALS_MADE, WON, CALLS_MADE = 7, 3, 4


@dataclass
class Account:
    """Seven deals of 1,000 each, of which one is merged into the first and one lies in the bin;
    three of the others are won. Four calls, one of them unanswered."""

    source: RecordSource
    gone: str
    absorbed: str
    survivor: str
    now: datetime


def memory() -> Iterator[Account]:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    stages = (
        Stage("new", "New", "sales", "Sales", "open"),
        Stage("won", "Won", "sales", "Sales", "won"),
    )
    deals = [
        LiveDeal(
            f"d{number}", now - timedelta(minutes=number % 3), f"Deal {number}", pipeline="sales",
            stage="won" if number <= WON else "new", amount=Decimal(1000), currency="RUB",
            owner="o1", created=now - timedelta(days=2),
            changes=(StageChange(now - timedelta(days=2), "new"),
                     *([StageChange(now - timedelta(days=1), "won")] if number <= WON else [])),
            absorbed=("d6",) if number == 1 else (),
        )
        for number in (1, 2, 3, 4, 5)
    ]  # fmt: skip
    calls = [
        Activity(f"c{n}", now, state="done" if n else "missed", at=now, owner="o1", deal="d6")
        for n in range(CALLS_MADE)
    ]
    described = Description(stages, (Owner("o1", "Anna Crane"),), (), "RUB", "Europe/Moscow")
    source = MemorySource(
        {"deals": list(deals), "calls": list(calls)}, {"deals": ["d6", "d7"]}, {"d6": "d1"},
        described,
    )  # fmt: skip
    yield Account(source, "d7", "d6", "d1", now)


def hubspot(engine: Engine) -> Iterator[Account]:
    with hub(engine, world="empty") as portal:
        world, clock = portal.sandbox.world, portal.sandbox.clock
        for number in range(DEALS_MADE):
            operations.create_deal(world, title=f"Deal {number + 1}", amount=Decimal(1000), owner=1)
            clock.advance(60)
        for number in (1, 2, 3):
            operations.win(world, number)
        for number in range(CALLS_MADE):
            outcome = "connected" if number else "no_answer"
            around.add_call(world, deal=6, owner=1, outcome=outcome)
        operations.merge(world, 1, 6)
        operations.delete(world, 7)
        clock.advance(600)
        yield Account(portal.source(), DEALS.of(7), DEALS.of(6), DEALS.of(1), clock.now())


@pytest.fixture(params=["memory", "hubspot"])
def account(request: pytest.FixtureRequest, engine: Engine) -> Iterator[Account]:
    yield from memory() if request.param == "memory" else hubspot(engine)


def pages(source: RecordSource, stream: Stream) -> list[str]:
    found, cursor = [], ""
    while True:
        page = source.page(stream, cursor)
        found += [record.id for record in page.records]
        cursor = page.following
        if not cursor:
            return found


def changes(source: RecordSource, stream: Stream, since: datetime) -> list[tuple[str, datetime]]:
    found, bound = [], Bound(since)
    while True:
        page = source.changed(stream, bound)
        found += [(stamp.id, stamp.modified) for stamp in page.stamps]
        if page.following is None:
            return found
        assert page.following != bound
        bound = page.following


def test_pages_bring_every_record_once(account: Account) -> None:
    for stream in STREAMS:
        found = pages(account.source, stream)

        assert len(found) == len(set(found)) == account.source.count(stream)
    assert len(pages(account.source, "deals")) == DEALS_MADE - 2


def test_changes_are_all_there_and_none_is_older(account: Account) -> None:
    everything = changes(account.source, "deals", LONG_AGO)
    middle = sorted(at for _, at in everything)[len(everything) // 2]
    later = changes(account.source, "deals", middle)

    assert {id_ for id_, _ in everything} == set(pages(account.source, "deals"))
    assert {one for one in everything if one[1] >= middle} == set(later)


def test_records_are_found_by_id(account: Account) -> None:
    wanted = [account.survivor, account.gone]

    (found,) = account.source.fetch("deals", wanted)

    assert isinstance(found, LiveDeal)
    assert found.id == account.survivor
    assert found.absorbed == (account.absorbed,)


def test_what_was_merged_answers_as_its_survivor(account: Account) -> None:
    found = account.source.fetch("deals", [account.absorbed])

    assert [record.id for record in found] == [account.survivor]


def test_the_bin_lists_what_is_gone(account: Account) -> None:
    found, cursor = set[str](), ""
    while True:
        page = account.source.deleted("deals", cursor)
        found |= set(page.ids)
        cursor = page.following
        if not cursor:
            break

    assert account.gone in found
    assert account.survivor not in found


def test_the_account_has_a_name_of_its_own(account: Account) -> None:
    assert account.source.account()
    assert account.source.fingerprint


@pytest.mark.parametrize(
    ("calculation", "value"),
    [("WON_DEALS", 3), ("REVENUE", 3000), ("NEW_DEALS", 5), ("WIN_RATE", 1), ("CALLS", 3)],
)
def test_the_known_answer(account: Account, engine: Engine, calculation: str, value: int) -> None:
    """The calls of the merged deal are those of its survivor."""
    name = f"contract-{next(NAMES)}"
    pull(engine, name, account.source, Order(lambda: account.now))

    with MirrorMeter(engine, name) as meter:
        query = MetricQuery("M-001", Calculation[calculation], pipeline="Sales")
        assert meter.measure(query, QUARTER, 5).value == value
