"""Pulling a CRM: what is asked, what a change costs, what may go on at the same time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pulling import EVERYTHING, Hub, hub, quarter
from sqlalchemy import Engine, func, select

from sandbox.faults import Fault
from sandbox.hubspot.naming import ACTIVITIES, DEALS
from sandbox.world import around, operations
from sandbox.world.making import Size
from sync.core.choices import Calculation, Reason
from sync.core.metric import MetricQuery
from sync.core.vocabulary import Condition, Period
from sync.errors import SourceError
from sync.mirror.errors import (
    LoadingStoppedError,
    PagesRepeatError,
    RecordsMissingError,
    StillLoadingError,
    SuddenlyEmptyError,
)
from sync.mirror.pull import Order, loading, pull
from sync.mirror.tables import activities, deals, streams
from sync.sources.hubspot.errors import HubSpotUnreachableError

pytestmark = pytest.mark.slow

SMALL = Size(deals=120, activities=250, stage_changes=500, users=4, days=200)
QUARTER = Period(date(2026, 10, 1), date(2026, 11, 24), "Europe/Moscow")
ASKED = [quarter(one.key, field="Segment", option="Enterprise") for one in Calculation]


def calls(portal: Hub, act: Callable[[], object]) -> list[str]:
    """What was asked for meanwhile."""
    portal.sandbox.calls.clear()
    act()
    return [f"{call.method} {call.path.removeprefix('/hubspot')}" for call in portal.sandbox.calls]


def held(portal: Hub) -> tuple[int, int]:
    """How many deals and activities stand under any name of this connection."""
    with portal.engine.connect() as database:
        found = [
            database.scalar(
                select(func.count()).select_from(table)
                .where(table.c.connection.startswith(f"{portal.connection}#"))
            )
            for table in (deals, activities)
        ]  # fmt: skip
    return found[0] or 0, found[1] or 0


def test_a_poll_without_news_takes_seven_calls(
    engine: Engine, record_property: Callable[[str, object], None]
) -> None:
    with hub(engine, size=SMALL) as portal:
        portal.pull()
        portal.sandbox.clock.advance(400)

        asked = calls(portal, portal.pull)

    record_property("figure", f"HubSpot, poll without news: {len(asked)} calls")
    assert asked == [
        "GET /crm/v3/pipelines/deals", "GET /crm/v3/properties/deals", "GET /crm/v3/owners",
        "POST /crm/v3/objects/deals/search", "POST /crm/v3/objects/calls/search",
        "POST /crm/v3/objects/meetings/search", "POST /crm/v3/objects/deals/search",
    ]  # fmt: skip


def test_a_change_costs_a_call_more_and_only_once(engine: Engine) -> None:
    """It is asked for again during the overlap, and known by then."""
    with hub(engine, size=SMALL) as portal:
        portal.pull()
        portal.sandbox.clock.advance(400)
        operations.set_amount(portal.sandbox.world, 1, Decimal(77))
        portal.sandbox.clock.advance(30)

        first = calls(portal, portal.pull)
        portal.sandbox.clock.advance(60)
        second = calls(portal, portal.pull)

    assert first.count("POST /crm/v3/objects/deals/batch/read") == 1
    assert "POST /crm/v3/objects/deals/batch/read" not in second


@pytest.mark.parametrize("version", ["2025-09", "2026-03", "2026-09"])
def test_dated_versions_of_the_api(engine: Engine, version: str) -> None:
    with hub(engine, size=SMALL) as portal:
        asked = calls(portal, lambda: portal.pull(portal.source(portal.terms(version))))
        around.add_call(portal.sandbox.world, deal=1)
        portal.sandbox.clock.advance(60)
        asked += calls(portal, lambda: portal.pull(portal.source(portal.terms(version))))

        assert portal.disagreements(ASKED) == []
    assert [path for path in asked if version not in path] == []
    assert any("associations" in path for path in asked)


def test_what_changes_between_any_two_calls_of_the_first_reading(engine: Engine) -> None:
    """Deals are made, won, deleted, merged and restored while the pages go by."""
    with hub(engine, size=SMALL) as portal:
        world, steps = portal.sandbox.world, iter(range(10**6))
        alive = [number for number, deal in world.deals.items() if deal.deleted is None]

        def person(_: str) -> None:
            step = next(steps)
            first, second = alive[step], alive[-1 - step]
            portal.sandbox.clock.advance(1)
            if step >= 30:
                return
            match step % 5:
                case 0:
                    operations.create_deal(world, amount=Decimal(step), owner=1)
                case 1:
                    operations.win(world, first)
                case 2:
                    operations.delete(world, second)
                case 3:
                    operations.merge(world, second, first)
                case _:
                    around.add_call(world, deal=first, owner=2)

        portal.sandbox.between.append(person)
        portal.pull()
        portal.sandbox.between.clear()
        portal.settle()

        assert portal.disagreements(ASKED) == []


def test_search_may_lag_by_two_minutes(engine: Engine) -> None:
    """A change that search did not show yet is found later; the place to go on from waits."""
    with hub(engine, size=SMALL) as portal:
        portal.sandbox.hubspot.config.search_lag = 120.0
        portal.pull()
        world = portal.sandbox.world
        for number in (1, 2, 3):
            operations.create_deal(world, title=f"Late {number}", amount=Decimal(1000))
            portal.sandbox.clock.advance(70)
            portal.pull()
        portal.sandbox.clock.advance(130)
        portal.pull()

        assert portal.disagreements(ASKED) == []


def test_a_clock_ahead_of_the_crm_loses_nothing(engine: Engine) -> None:
    """Ours is half an hour ahead: changes of the last minutes are still asked for."""
    with hub(engine, size=SMALL) as portal:
        now = portal.sandbox.clock.now
        order = Order(lambda: now() + timedelta(minutes=30))
        for _ in range(3):
            pull(engine, portal.connection, portal.source(), order)
            operations.create_deal(portal.sandbox.world, amount=Decimal(1))
            portal.sandbox.clock.advance(120)
        pull(engine, portal.connection, portal.source(), order)

        assert portal.disagreements([quarter("new_deals"), quarter("calls")]) == []


@pytest.mark.slow
def test_more_changes_than_search_will_show(engine: Engine) -> None:
    """12,000 deals are imported, 700 of them in one millisecond; search stops at 10,000."""
    with hub(engine, size=SMALL) as portal:
        portal.pull()
        world, clock = portal.sandbox.world, portal.sandbox.clock
        clock.advance(600)
        for number in range(12_000):
            if not 5000 < number <= 5700:
                clock.advance(0.002)
            operations.create_deal(world, amount=Decimal(number))
        clock.advance(60)

        asked = calls(portal, portal.pull)

        assert portal.disagreements([quarter("new_deals"), quarter("won_deals")]) == []
    searches = asked.count("POST /crm/v3/objects/deals/search")
    assert searches < 70
    assert asked.count("POST /crm/v3/objects/deals/batch/read") == 240


def test_everything_changed_in_one_moment(engine: Engine) -> None:
    """A bulk edit touches 450 deals in the same millisecond: more than two pages."""
    with hub(engine, size=replace(SMALL, deals=450)) as portal:
        portal.pull()
        portal.sandbox.clock.advance(600)
        for number, deal in list(portal.sandbox.world.deals.items()):
            if deal.deleted is None:
                operations.set_field(portal.sandbox.world, number, "amount", Decimal(5))
        portal.sandbox.clock.advance(60)
        portal.pull()

        assert portal.disagreements([quarter("revenue"), quarter("median_check")]) == []


def test_renames_show_at_once(engine: Engine) -> None:
    """No deal has changed, yet each shows the new names."""
    with hub(engine, size=SMALL) as portal:
        portal.pull()
        world = portal.sandbox.world
        around.rename_pipeline(world, "Sales", "Key accounts")
        around.rename_stage(world, 101, "First talk")
        around.rename_user(world, world.users[1].name, "Vera", "Heron")
        around.rename_option(world, "segment", "Enterprise", "Large")
        portal.sandbox.clock.advance(60)
        portal.pull()

        with portal.meter() as meter:
            names = meter.names()
        assert names is not None
        assert next(iter(names.pipelines)) == "Key accounts"
        assert names.pipelines["Key accounts"][0] == "First talk"
        assert "Vera Heron" in names.owners
        assert "Large" in names.fields["Segment"]
        asked = quarter("new_deals", pipeline="Key accounts", owner="Vera Heron", field="Segment",
                        option="Large")  # fmt: skip
        assert portal.disagreements([asked, quarter("new_deals", stage="First talk")]) == []


def test_all_stages_and_people_are_offered(engine: Engine) -> None:
    """Also stages without deals; somebody who left stays with their deals, behind the others."""
    with hub(engine, world="empty") as portal:
        world = portal.sandbox.world
        gone = world.users[1].name
        operations.create_deal(world, owner=1, amount=Decimal(10))
        around.deactivate_user(world, gone)
        portal.pull()

        with portal.meter() as meter:
            names = meter.names()
        assert names is not None
        assert names.source == "hubspot"
        assert len(names.pipelines["Sales"]) == 6
        assert names.owners[-1] == gone
        assert names.amount_fields[:2] == ("Amount", "Amount in company currency")
        assert portal.measure(
            MetricQuery("M-001", Calculation.NEW_DEALS, owner=gone), QUARTER
        ).value == 1  # fmt: skip


ONLY = """{"results": [{"id": "default", "label": "Sales", "stages": [
  {"id": "1", "label": "Only", "metadata": {"isClosed": "false", "probability": "0.5"}}]}]}"""


def test_a_stage_that_is_taken_away_keeps_its_meaning(engine: Engine) -> None:
    """Deals that were won in it stay won, and it is no longer offered."""
    with hub(engine, world="empty") as portal:
        world = portal.sandbox.world
        deal = operations.create_deal(world, amount=Decimal(10))
        operations.win(world, deal.number)
        portal.pull()
        portal.sandbox.faults.add(Fault("status", "/pipelines/", status=200, body=ONLY))
        portal.sandbox.clock.advance(400)
        portal.pull()

        with portal.meter() as meter:
            names = meter.names()
        assert names is not None
        assert names.pipelines == {"Sales": ("Only",)}
        assert portal.measure(MetricQuery("M", Calculation.WON_DEALS), QUARTER).value == 1


def test_the_closing_moment_comes_from_history(engine: Engine) -> None:
    """The closing date was moved to last year by hand; the deal was won today all the same, with a
    cycle of as long as it took."""
    with hub(engine, world="empty") as portal:
        world, clock = portal.sandbox.world, portal.sandbox.clock
        deal = operations.create_deal(world, title="Bridge", amount=Decimal(10), owner=1)
        clock.advance(2 * 86400)
        operations.win(world, deal.number)
        operations.set_field(world, deal.number, "closing", world.now() - 400 * 86_400_000)
        portal.pull()

        reading = portal.measure(MetricQuery("M", Calculation.DEAL_CYCLE), portal_today(portal))

    assert reading.value == 2
    assert reading.evidence[0].link == (
        f"https://app-eu1.hubspot.com/contacts/24000117/record/0-3/{DEALS.of(deal.number)}"
    )


def portal_today(portal: Hub) -> Period:
    today = portal.sandbox.clock.now().date()
    return Period(today, today + timedelta(days=1), "UTC")


def test_why_a_call_is_not_counted(engine: Engine) -> None:
    with hub(engine, world="empty") as portal:
        world = portal.sandbox.world
        deal = operations.create_deal(world, title="Bridge", owner=1, amount=Decimal(5))
        other, mine = world.users[2].name, world.users[1].name
        expected = {
            around.add_call(world, deal=deal.number).number: "",
            around.add_call(world, deal=deal.number, outcome="no_answer").number: "not_answered",
            around.add_call(world, deal=deal.number, outcome="canceled").number: "cancelled",
            around.add_call(world, deal=deal.number, outcome="").number: "planned",
            around.add_call(world, owner=other, deal=deal.number).number: "other_owner",
            around.add_call(world, owner=mine).number: "no_deal",
            around.add_call(world, deal=deal.number, at=world.now() - 60 * 86_400_000).number:
                "other_period",
        }  # fmt: skip
        portal.pull()
        query = MetricQuery("M", Calculation.CALLS, pipeline="Sales", owner=mine)

        reading = portal.measure(query, replace(QUARTER, start=date(2026, 10, 5)))

        found = {item.record: item.reason for item in reading.evidence}
        assert found == {ACTIVITIES.of(number): reason for number, reason in expected.items()}
        with portal.meter() as meter:
            explained = meter.explain(query, QUARTER, "call 2")
    assert [(one.test.en, one.passed) for one in explained.findings] == [
        (f"Owner = {mine}", True), ("Is linked to a deal", True), ("Pipeline = Sales", True),
        ("The call was answered", False), ("Has a date", True),
        ("Took place from 2026-10-01 to 2026-11-23", True),
    ]  # fmt: skip
    assert Reason[explained.findings[3].reason.upper()].title.ru == "без ответа"


def test_amounts_in_the_currency_of_the_company(engine: Engine) -> None:
    """By choice of the amount field; then no currency is left out."""
    with hub(engine, world="empty") as portal:
        world = portal.sandbox.world
        around.set_rate(world, "USD", Decimal(90))
        for amount, currency in ((100, "RUB"), (10, "USD")):
            deal = operations.create_deal(world, amount=Decimal(amount), currency=currency)
            operations.win(world, deal.number)
        portal.pull()
        plain = MetricQuery("M", Calculation.REVENUE, currency="RUB")

        readings = [
            portal.measure(plain, QUARTER),
            portal.measure(replace(plain, amount_field="Amount in company currency"), QUARTER),
        ]

    assert [reading.value for reading in readings] == [100, 1000]
    assert [reading.left_out for reading in readings] == [1, 0]


def test_fields_are_selected_by_the_words_people_see(engine: Engine) -> None:
    with hub(engine) as portal:
        portal.pull()
        with portal.meter() as meter:
            named = [
                meter.measure(
                    MetricQuery("M", Calculation.NEW_DEALS,
                                where=(Condition("Region", "=", (value,)),)),
                    QUARTER, EVERYTHING,
                ).counted
                for value in ("Moscow", "moscow", "MOSCOW")
            ]  # fmt: skip
            explained = meter.explain(
                MetricQuery("M", Calculation.NEW_DEALS,
                            where=(Condition("Region", "=", ("Moscow",)),)),
                QUARTER, DEALS.of(1),
            )  # fmt: skip

    assert named[0] > 0
    assert len(set(named)) == 1
    assert str(explained.findings[0].found)[0].isupper()


def test_two_pulls_at_once_read_everything_once(engine: Engine) -> None:
    """The second waits for the first; then it asks for changes only."""
    with hub(engine, size=SMALL) as portal:
        threads = [threading.Thread(target=portal.pull) for _ in range(3)]
        asked = calls(portal, lambda: run_all(threads))

        assert portal.disagreements(ASKED) == []
        assert held(portal)[0] == sum(
            deal.deleted is None for deal in portal.sandbox.world.deals.values()
        )
    assert asked.count("GET /account-info/v3/details") <= 2


def run_all(threads: list[threading.Thread]) -> None:
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_who_does_not_want_to_wait_is_told(engine: Engine) -> None:
    """Somebody else is still reading for the first time; later, the state there is will do."""
    with hub(engine, size=SMALL) as portal:
        told: list[object] = []
        hurried = Order(portal.sandbox.clock.now, patience=timedelta(0))

        def meanwhile(path: str) -> None:
            if "/objects/calls?" not in path and "/objects/calls" in path and not told:
                told.append(None)
                try:
                    pull(engine, portal.connection, portal.source(), hurried)
                except StillLoadingError as error:
                    told[0] = error.text.en

        portal.sandbox.between.append(meanwhile)
        portal.pull()
        portal.sandbox.between.clear()
        alive = sum(deal.deleted is None for deal in portal.sandbox.world.deals.values())

        assert told == [f"The CRM is still loading, {alive} deals so far. Wait for the next run."]
        assert loading(engine, portal.connection) is None


def test_a_fresh_state_is_taken_as_it_is(engine: Engine) -> None:
    """Three documents synced in one minute share one pull."""
    with hub(engine, size=SMALL) as portal:
        first = portal.pull()
        portal.sandbox.clock.advance(50)
        order = Order(portal.sandbox.clock.now, fresh_for=timedelta(minutes=1))

        asked = calls(portal, lambda: pull(engine, portal.connection, portal.source(), order))

        assert asked == []
        assert pull(engine, portal.connection, portal.source(), order).as_of == first.as_of


EMPTY = '{"results": [], "total": 0}'


def test_suddenly_nothing_is_an_outage(engine: Engine) -> None:
    """The token lost its right to see deals: 200 with an empty list. What was known stays."""
    with hub(engine, size=SMALL) as portal:
        portal.pull()
        portal.sandbox.clock.advance(400)
        portal.sandbox.faults.add(
            Fault("status", r"/objects/\w+(\?|/search)", status=200, body=EMPTY, count=9999)
        )

        with pytest.raises(SuddenlyEmptyError, match=r"now shows 0 deals; 11\d were known"):
            portal.pull()
        with pytest.raises(SuddenlyEmptyError, match="still sees all deals"):
            portal.pull(whole=True)

        portal.sandbox.faults.clear()
        assert portal.disagreements(ASKED) == []


def test_all_deals_deleted_is_no_outage(engine: Engine) -> None:
    """The bin explains it."""
    with hub(engine, world="empty") as portal:
        world = portal.sandbox.world
        numbers = [operations.create_deal(world).number for _ in range(8)]
        portal.pull()
        for number in numbers[1:]:
            operations.delete(world, number)
        portal.sandbox.clock.advance(60)
        portal.pull()

        assert portal.measure(MetricQuery("M", Calculation.NEW_DEALS), QUARTER).value == 1


def test_a_list_that_ends_early_is_read_again(engine: Engine) -> None:
    """A page comes empty and says that it is the last."""
    with hub(engine, size=SMALL) as portal:
        portal.sandbox.faults.add(
            Fault("status", r"deals\?.*History", after=1, status=200, body=EMPTY)
        )
        portal.pull()

        assert portal.disagreements(ASKED) == []


def test_a_list_that_always_ends_early_counts_for_nothing(engine: Engine) -> None:
    with hub(engine, size=SMALL) as portal:
        portal.sandbox.faults.add(
            Fault("status", r"deals\?.*History", status=200, body=EMPTY, count=9999)
        )
        with pytest.raises(LoadingStoppedError) as raised:
            portal.pull()

        assert isinstance(raised.value.__cause__, RecordsMissingError)
        assert "Nothing is counted from a part" in raised.value.text.en
        with portal.meter() as meter:
            assert meter.names() is None


ROUND = '{"results": [], "total": 9, "paging": {"next": {"after": "5"}}}'


@pytest.mark.parametrize("path", [r"deals\?.*History", r"calls\?.*archived"])
def test_pages_in_a_circle_are_left(engine: Engine, path: str) -> None:
    """The same page comes again and again; after three rounds it is enough."""
    with hub(engine, size=SMALL) as portal:
        portal.sandbox.faults.add(Fault("status", path, status=200, body=ROUND, count=9999))
        portal.sandbox.calls.clear()
        with pytest.raises(LoadingStoppedError) as raised:
            portal.pull()

        assert isinstance(raised.value.__cause__, PagesRepeatError)
        assert sum(bool(call.fault) for call in portal.sandbox.calls) <= 9


@pytest.mark.parametrize("kind", ["delay", "drip"])
@pytest.mark.parametrize("path", [r"deals\?.*History", "/calls/search"])
def test_nobody_waits_for_ever(engine: Engine, kind: str, path: str) -> None:
    with hub(engine, size=SMALL) as portal:
        portal.sandbox.faults.add(Fault(kind, path, seconds=0.4, count=9999))
        source = portal.source(portal.terms(deadline=0.3))
        with pytest.raises(LoadingStoppedError) as raised:
            portal.pull(source)

        assert isinstance(raised.value.__cause__, HubSpotUnreachableError)
        portal.sandbox.faults.clear()


def test_reading_anew_keeps_the_old_state_in_use(engine: Engine) -> None:
    """Also where it breaks off: nothing is lost, nothing left behind."""
    with hub(engine, size=SMALL) as portal:
        first = portal.pull()
        portal.sandbox.clock.advance(400)
        portal.sandbox.faults.add(Fault("status", r"calls\?.*associations", count=9999))
        with pytest.raises(HubSpotUnreachableError):
            portal.pull(whole=True)
        portal.sandbox.faults.clear()
        portal.sandbox.clock.advance(400)
        with portal.meter() as meter:
            names = meter.names()
        assert names is not None
        assert names.as_of == first.as_of

        portal.pull(whole=True)

        assert portal.disagreements(ASKED) == []
        assert held(portal)[0] == sum(
            deal.deleted is None for deal in portal.sandbox.world.deals.values()
        )
        with engine.connect() as database:
            mine = streams.c.connection == portal.connection
            assert len(set(database.scalars(select(streams.c.records).where(mine)))) == 1


def test_a_new_token_of_the_same_account_goes_on(engine: Engine) -> None:
    with hub(engine, size=SMALL) as portal:
        portal.pull()
        portal.sandbox.clock.advance(400)
        portal.token = portal.sandbox.hubspot.tokens.issue(
            ["oauth", "crm.objects.deals.read", "crm.objects.contacts.read",
             "crm.objects.owners.read", "crm.schemas.deals.read"]
        )  # fmt: skip

        asked = calls(portal, portal.pull)

        assert len(asked) == 8
        portal.sandbox.clock.advance(60)
        assert len(calls(portal, portal.pull)) == 7


def test_another_account_is_read_from_the_start(engine: Engine) -> None:
    """Its deals never mix with those of the first one, and fewer of them are no outage."""
    with hub(engine, size=SMALL) as portal, hub(engine, world="empty") as other:
        portal.pull()
        other.connection, other.sandbox.hubspot.config.portal_id = portal.connection, 99
        operations.create_deal(other.sandbox.world)
        other.pull()

        assert other.disagreements([quarter("new_deals"), quarter("calls")]) == []
        assert held(other) == (1, 0)


@pytest.mark.parametrize(
    ("scopes", "named"),
    [
        ("crm.objects.deals.read", "crm.objects.deals.read"),
        ("crm.objects.contacts.read", "crm.objects.contacts.read"),
        ("crm.objects.owners.read", "crm.objects.owners.read"),
    ],
)
def test_a_missing_permission_is_named(engine: Engine, scopes: str, named: str) -> None:
    given = {"oauth", "crm.objects.deals.read", "crm.objects.contacts.read",
             "crm.objects.owners.read"} - {scopes}  # fmt: skip
    with hub(engine, size=SMALL) as portal:
        portal.token = portal.sandbox.hubspot.tokens.issue(given)
        with pytest.raises(SourceError, match=f"lacks the permissions? {named}") as raised:
            portal.pull()
    assert raised.value.permanent


def test_a_wrong_token_is_said_to_be_wrong(engine: Engine) -> None:
    with hub(engine, size=SMALL) as portal:
        portal.token = "pat-eu1-gone"
        with pytest.raises(SourceError, match="does not accept the token") as raised:
            portal.pull()
    assert raised.value.permanent
    assert "pat-eu1" not in str(raised.value) + raised.value.text.ru


def test_nobody_reads_the_token_in_the_logs(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with hub(engine, size=SMALL) as portal:
        portal.sandbox.faults.add(Fault("status", "/owners", count=9))
        with pytest.raises(LoadingStoppedError) as raised:
            portal.pull()
        told = caplog.text + repr(raised.value.__cause__) + repr(portal.source().__dict__)

    assert "/crm/v3/owners" in told
    assert portal.token not in told
