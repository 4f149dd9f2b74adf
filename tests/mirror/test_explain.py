"""Why one deal is or is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from sync.core.choices import Calculation
from sync.core.explaining import Finding
from sync.core.metric import MetricQuery
from sync.core.records import Deal, Export, Field
from sync.core.vocabulary import Condition, Period, Text
from sync.mirror.errors import RecordAmbiguousError, RecordUnknownError
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1), "Europe/Moscow")
WON_AT = datetime(2026, 9, 30, 20, 59, tzinfo=UTC)
"""A minute before October begins in Moscow."""
RECORDS = (
    Deal("10", "Синий кедр: лицензии", pipeline="B2B", stage="Успешно", state="won",
         amount=Decimal("214000.00"), currency="RUB", created=WON_AT - timedelta(days=3),
         closed=WON_AT, fields={"Сегмент": "SMB"}),
    Deal("11", "Синий кедр: внедрение", stage="Переговоры"),
    Deal("12", "10"),
)  # fmt: skip
QUERY = MetricQuery(
    "M-001", Calculation.REVENUE, pipeline="B2B",
    segment=Condition("Segment", "=", ("enterprise",)),
    where=(Condition("Сумма", ">=", ("100000",)),), currency="RUB",
)  # fmt: skip


@pytest.fixture
def meter(engine: Engine) -> Iterator[MirrorMeter]:
    fields = (Field("Сумма", "number", "amount"), Field("Сегмент", "text"))
    ingest(engine, "explain", Export(RECORDS, fields, "explain", NOW, "Europe/Moscow"))
    with MirrorMeter(engine, "explain") as meter:
        yield meter


def test_every_test_says_what_stood_there(meter: MirrorMeter) -> None:
    explained = meter.explain(QUERY, OCTOBER, "10")

    assert explained.title == "Синий кедр: лицензии"
    assert not explained.counted
    assert explained.findings == (
        Finding(Text("Pipeline = B2B", "Воронка = B2B"), passed=True, found="B2B"),
        Finding(Text("Segment = enterprise", "Segment = enterprise"), passed=False, found="SMB",
                reason="other_segment"),
        Finding(Text("Сумма >= 100000", "Сумма >= 100000"), passed=True, found=Decimal(214000)),
        Finding(Text("Closed", "Закрыта"), passed=True, found="Успешно"),
        Finding(Text("Won", "Выиграна"), passed=True, found="Успешно"),
        Finding(Text("Has a closing date", "Есть дата закрытия"), passed=True,
                found=date(2026, 9, 30)),
        Finding(Text("Closed from 2026-10-01 to 2026-10-31", "Закрыта с 01.10.2026 по 31.10.2026"),
                passed=False, found=date(2026, 9, 30), reason="other_period"),
        Finding(Text("Has an amount", "Есть сумма"), passed=True, found=Decimal(214000)),
        Finding(Text("Currency = RUB", "Валюта = RUB"), passed=True, found="RUB"),
    )  # fmt: skip


def test_an_open_deal_is_not_asked_when_it_closed(meter: MirrorMeter) -> None:
    plain = MetricQuery("M-001", Calculation.WON_DEALS)

    assert [finding.test.en for finding in meter.explain(plain, OCTOBER, "11").findings] == [
        "Closed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "expected"),
    [("10", "10"), ("12", "12"), ("синий КЕДР: лицензии", "10"), ("внедрение", "11")],
)
def test_a_deal_is_found_by_id_then_title_then_part_of_it(
    meter: MirrorMeter, record: str, expected: str
) -> None:
    assert meter.explain(QUERY, OCTOBER, record).record == expected


def test_an_ambiguous_title_lists_the_deals(meter: MirrorMeter) -> None:
    with pytest.raises(RecordAmbiguousError, match="10 Синий кедр: лицензии; 11 Синий кедр") as e:
        meter.explain(QUERY, OCTOBER, "синий")

    assert "несколько записей" in e.value.text.ru


@pytest.mark.parametrize("record", ["99", "", "красный"])
def test_an_unknown_deal(meter: MirrorMeter, record: str) -> None:
    with pytest.raises(RecordUnknownError, match="no record"):
        meter.explain(QUERY, OCTOBER, record)
