"""Every calculation equals the oracle's, with the same deals behind it, on any deals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mirror.oracle import Answer, Oracle
from sqlalchemy import Engine

from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.records import Deal, Export, Field
from sync.core.vocabulary import Condition, Evidence, Period, Reading
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter

MOSCOW = "Europe/Moscow"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 9, 30, 21, tzinfo=UTC)
"""The fourth quarter begins in Moscow."""
PERIODS = [
    Period(date(2026, 10, 1), date(2026, 11, 24), MOSCOW),
    Period(date(2026, 10, 1), date(2026, 11, 24), "America/New_York"),
    Period(date(2026, 7, 1), date(2026, 10, 1), MOSCOW),
]

FIELDS = (
    Field("Pipeline", "text", "pipeline"), Field("Owner", "text", "owner"),
    Field("Amount", "number", "amount"), Field("Created", "day", "created"),
    Field("Closed", "day", "closed"), Field("Segment", "text"), Field("Margin", "number"),
    Field("Signed", "day"),
)  # fmt: skip

moments = st.one_of(
    st.none(),
    st.sampled_from([timedelta(0), timedelta(seconds=-1), timedelta(days=14), timedelta(days=-14)])
    .map(lambda offset: MIDNIGHT + offset),
    st.integers(-60 * 1440, 60 * 1440).map(lambda minutes: MIDNIGHT + timedelta(minutes=minutes)),
)  # fmt: skip
amounts = st.sampled_from([None, "0", "100.50", "-50", "100000", "100000.01", "214000"]).map(
    lambda text: Decimal(text) if text else None
)
customs = st.fixed_dictionaries(
    {},
    optional={
        "Segment": st.sampled_from(
            ["Enterprise", "enterprise", "SMB", "Средний \"бизнес\" \\ 'х'"]
        ),
        "Margin": st.sampled_from([Decimal("0.1"), Decimal(15), Decimal("-2.5")]),
        "Signed": st.sampled_from([date(2026, 10, 5), date(2026, 10, 6)]),
    },
)
deals = st.builds(
    Deal,
    id=st.uuids().map(str),
    title=st.just("Deal"),
    pipeline=st.sampled_from(["B2B", "Upsell"]),
    stage=st.sampled_from(["Talks", "Offer"]),
    state=st.sampled_from(["open", "won", "won", "lost"]),
    amount=amounts,
    currency=st.sampled_from(["", "RUB", "USD"]),
    owner=st.sampled_from(["Анна", "Пётр"]),
    created=moments,
    closed=moments,
    fields=customs,
)
conditions = st.one_of(
    st.builds(Condition, st.just("Segment"), st.sampled_from(["=", "!="]),
              st.sampled_from([("Enterprise",), ("SMB", "Enterprise"), ("Nobody",)])),
    st.builds(Condition, st.sampled_from(["Amount", "Margin"]),
              st.sampled_from(["=", "!=", ">", ">=", "<", "<="]),
              st.sampled_from([("100000",), ("0.10",), ("-2.5",)])),
    st.builds(Condition, st.sampled_from(["Created", "Closed", "Signed"]),
              st.sampled_from(["=", "!=", ">", ">=", "<", "<="]),
              st.sampled_from([("2026-10-01",), ("2026-10-05",)])),
    st.builds(Condition, st.just("Pipeline"), st.sampled_from(["=", "!="]), st.just(("B2B",))),
)  # fmt: skip
queries = st.builds(
    MetricQuery,
    id=st.just("M-001"),
    calculation=st.sampled_from([one for one in Calculation if not one.is_of_activities]),
    pipeline=st.sampled_from(["", "", "B2B"]),
    stage=st.sampled_from(["", "", "Talks"]),
    owner=st.sampled_from(["", "", "Анна"]),
    amount_field=st.sampled_from(["", "", "Margin"]),
    segment=st.sampled_from([None, Condition("Segment", "=", ("Enterprise",))]),
    where=st.lists(conditions, max_size=2).map(tuple),
    within_days=st.sampled_from([None, 0, 10, 30]),
    currency=st.sampled_from(["", "RUB"]),
)


CONTENTS = count()
"""No two exports are taken for the same file."""


def export(records: list[Deal], *, whole_days: bool = False) -> Export:
    unique = tuple({deal.id: deal for deal in records}.values())
    return Export(unique, FIELDS, f"content {next(CONTENTS)}", NOW, MOSCOW, whole_days)


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.lists(deals, max_size=25),
    asked=st.lists(queries, min_size=6, max_size=6),
    period=st.sampled_from(PERIODS),
    whole_days=st.booleans(),
)
def test_every_calculation_equals_the_oracle(
    engine: Engine,
    records: list[Deal],
    asked: list[MetricQuery],
    period: Period,
    whole_days: bool,
) -> None:
    period = PERIODS[0] if whole_days else period
    loaded = export(records, whole_days=whole_days)
    ingest(engine, "oracle", loaded)

    with MirrorMeter(engine, "oracle") as meter:
        for query in asked:
            reading = meter.measure(query, period, 100)
            agree(reading, Oracle(loaded, query, period).answer())


def agree(reading: Reading, answer: Answer) -> None:
    counted = [item for item in reading.evidence if item.counted]
    others = [item for item in reading.evidence if not item.counted]
    assert {item.record for item in counted} == answer.counted
    assert {item.record: item.reason for item in others} == {
        record: reasons[0].key for record, reasons in answer.missed.items()
    }
    assert (reading.counted, reading.cases) == (len(answer.counted), len(answer.cases))
    assert reading.not_counted == len(answer.missed)
    assert [len(answer.missed[item.record]) for item in others] == sorted(
        len(answer.missed[item.record]) for item in others
    )
    same_value(reading.value, answer.value)


def same_value(found: Decimal | None, expected: Fraction | None) -> None:
    if found is None or expected is None:
        assert found is None
        assert expected is None
    else:
        assert abs(Fraction(found) - expected) <= abs(expected) / 10**20


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(deals, max_size=12), query=queries)
def test_explaining_a_record_agrees_with_counting_it(
    engine: Engine, records: list[Deal], query: MetricQuery
) -> None:
    loaded = export(records)
    ingest(engine, "explained", loaded)
    answer = Oracle(loaded, query, PERIODS[0]).answer()

    with MirrorMeter(engine, "explained") as meter:
        for deal in loaded.records:
            explained = meter.explain(query, PERIODS[0], deal.id)
            missed = [finding.reason for finding in explained.findings if not finding.passed]
            assert explained.counted == (deal.id in answer.counted)
            if deal.id in answer.missed:
                assert missed == [reason.key for reason in answer.missed[deal.id]]


def test_the_list_is_capped_and_shows_every_kind_of_near_miss(engine: Engine) -> None:
    """A hundred open deals do not hide the one that has no amount."""
    day = MIDNIGHT + timedelta(days=3)
    won = Deal("won", state="won", amount=Decimal(1), created=day, closed=day)
    blank = Deal("blank", state="won", created=day, closed=day)
    still_open = [Deal(f"open{n}", amount=Decimal(1), created=day) for n in range(100)]
    ingest(engine, "capped", export([*still_open, blank, won]))

    with MirrorMeter(engine, "capped") as meter:
        reading = meter.measure(MetricQuery("M-001", Calculation.REVENUE), PERIODS[0], 3)

    assert reading.not_counted == 101
    assert [(item.record, item.reason) for item in reading.evidence] == [
        ("won", ""), ("blank", "no_amount"), ("open0", "not_closed"), ("open1", "not_closed"),
    ]  # fmt: skip
    assert reading.evidence[0] == Evidence(
        "won", "", "", date(2026, 10, 4), Decimal(1), counted=True, reason=""
    )


def test_many_conditions_are_all_asked(engine: Engine) -> None:
    """More than there are bits to note them one by one."""
    day = MIDNIGHT + timedelta(days=3)
    records = [Deal(str(n), amount=Decimal(n), state="won", closed=day) for n in (99, 100)]
    where = tuple(Condition("Amount", ">=", (str(n),)) for n in range(1, 101))
    ingest(engine, "many", export(records))

    with MirrorMeter(engine, "many") as meter:
        query = MetricQuery("M-001", Calculation.WON_DEALS, where=where)
        reading = meter.measure(query, PERIODS[0], 5)

    assert [item.record for item in reading.evidence if item.counted] == ["100"]
