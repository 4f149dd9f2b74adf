"""The demo's world tells of the same deals as the sample exports."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sandbox.clock import Clock
from sandbox.world.demo import make_demo
from sandbox.world.records import Deal, Language
from sandbox.world.truth import Answer, Question, answer
from sandbox.world.world import World
from sync.cli.demo import SAMPLE_DAY, SAMPLE_DAYS, move_days

EXPORT = Path(__file__).parents[3] / "examples" / "deals-hubspot.csv"
MOSCOW = ZoneInfo("Europe/Moscow")
QUARTER = (date(2026, 10, 1), date(2026, 11, 24))
BEFORE = (date(2026, 7, 1), date(2026, 10, 1))


def world(day: date = SAMPLE_DAY, language: Language = "en") -> World:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return make_demo(Clock(noon, frozen=True), language=language)


def rows(by: timedelta = timedelta(0)) -> list[dict[str, str]]:
    text = move_days(EXPORT.read_text(encoding="utf-8"), by)
    return list(csv.DictReader(text.splitlines()))


def local(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, MOSCOW):%Y-%m-%d %H:%M}"


def as_row(made: World, deal: Deal) -> dict[str, str]:
    """A deal as HubSpot exports it."""
    stage = made.stages[deal.stage]
    company = made.companies[deal.company or 0].name
    labels = {
        key: next(one.label for one in made.fields[key].options if one.value == value)
        for key, value in deal.custom.items()
    }
    return {
        "Record ID": str(19_800_000_000 + 31 * deal.number), "Deal Name": deal.title,
        "Deal Stage": stage.name, "Pipeline": made.pipelines[stage.pipeline].name,
        "Amount": "" if deal.amount is None else str(deal.amount), "Currency": deal.currency,
        "Deal owner": made.users[deal.owner].name, "Create Date": local(deal.created),
        "Close Date": local(deal.closing or 0), "Associated Company": company,
        "Segment": labels["segment"], "Region": labels["region"], "Source": labels["source"],
    }  # fmt: skip


@pytest.mark.parametrize("day", [SAMPLE_DAY, date(2027, 3, 5), date(2026, 9, 1)])
def test_the_deals_are_those_of_the_export(day: date) -> None:
    made = world(day)
    first, last = SAMPLE_DAYS
    moved = timedelta(0) if first <= day <= last else day - SAMPLE_DAY

    told = [as_row(made, deal) for deal in made.deals.values() if deal.deleted is None]

    assert told == rows(moved)


def test_deals_closed_when_their_record_says() -> None:
    made = world()

    closed = {deal.number: made.closed(deal) for deal in made.deals.values()}

    assert all(at is None or at == made.deals[number].closing for number, at in closed.items())
    assert sum(at is not None for at in closed.values()) == 979 - 132


def test_what_has_not_happened_yet_is_not_known() -> None:
    """Early in the quarter later deals do not exist, and some that close later are open."""
    made = world(date(2026, 10, 25))
    alive = [deal for deal in made.deals.values() if deal.deleted is None]
    by_id = {row["Record ID"]: row for row in rows()}
    still_open = [deal for deal in alive if made.state(deal) == "open"]

    assert len(alive) == sum(row["Create Date"] < "2026-10-25 15:00" for row in by_id.values())
    assert max(deal.modified for deal in alive) <= made.now()
    assert all(one.modified <= made.now() for one in made.activities.values())
    assert any("Closed" in as_row(made, deal)["Deal Stage"] for deal in alive)
    assert sum(
        "Closed" in by_id[as_row(made, deal)["Record ID"]]["Deal Stage"] for deal in still_open
    ) > 100  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "pipeline", "before", "now"),
    [
        ("revenue_share", "B2B", "0.22", "0.29"),
        ("won_deals", "B2B", "7", "31"),
        ("average_check", "B2B", "180524", "213938"),
        ("win_rate", "B2B", "0.18", "0.22"),
        ("deal_cycle", "B2B", "44.8", "38.3"),
        ("revenue", "Upsell", "1193500", "1104500"),
        ("revenue", "", "8595000", "28916500"),
        ("new_deals", "B2B", "559", "336"),
        ("meetings", "", "118", "124"),
    ],
)
def test_the_metrics_of_the_sample_team(metric: str, pipeline: str, before: str, now: str) -> None:
    segment = ("Segment", "Enterprise") if metric in {"revenue_share", "won_deals"} else ("", "")

    for period, expected in ((BEFORE, before), (QUARTER, now)):
        question = Question(
            metric, *period, pipeline=pipeline, field=segment[0], option=segment[1], currency="RUB"
        )
        value = answer(world(), question).value
        assert value is not None
        rounded = Decimal(value.numerator) / Decimal(value.denominator)
        assert rounded.quantize(Decimal(expected)) == Decimal(expected)


def test_both_languages_tell_the_same() -> None:
    english, russian = world(), world(language="ru")

    def ask(made: World, owner: str = "", field: str = "", option: str = "") -> Answer:
        question = Question("revenue", *QUARTER, owner=owner, field=field, option=option)
        return answer(made, question)

    assert russian.users[1].name == "Анна Журавлёва"
    assert russian.stages[101].name == "Первичный контакт"
    assert ask(english, owner="Anna Crane") == ask(russian, owner="Анна Журавлёва")
    assert ask(english, field="Segment", option="SMB") == ask(
        russian, field="Сегмент", option="SMB"
    )


def test_two_worlds_of_one_moment_are_apart() -> None:
    first, second = world(), world()

    first.deals.pop(1)

    assert 1 in second.deals
