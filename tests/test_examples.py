"""The sample exports: fresh, alike in all four CRMs, and as lively as the sample team needs."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pulling import hub
from sqlalchemy import Engine

from examples.make_examples import FOLDER, make_examples
from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.records import Deal, Export
from sync.core.vocabulary import Condition, Period, Reading
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter
from sync.sources.crm_export import read_export

NOW = datetime(2026, 11, 23, 20, 59, tzinfo=UTC)
"""The end of the day in Moscow: whether a deal is old enough is then the same without times."""
ZONE = "Europe/Moscow"
QUARTER = Period(date(2026, 10, 1), date(2026, 11, 24), ZONE)
BEFORE = Period(date(2026, 7, 1), date(2026, 10, 1), ZONE)
ENTERPRISE = Condition("Segment", "=", ("Enterprise",))
FILES = ("deals-amocrm.csv", "deals-hubspot.csv", "deals-salesforce.xlsx", "deals-bitrix24.csv")


@pytest.fixture(scope="module")
def exports() -> dict[str, Export]:
    return {name: read_export(FOLDER / name, now=NOW, zone=ZONE) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_fresh(name: str) -> None:
    """Else: python -m examples.make_examples"""
    fresh, kept = make_examples()[name], (Path(FOLDER) / name).read_bytes()

    assert parts(kept) == parts(fresh) if name.endswith(".xlsx") else kept == fresh


def parts(book: bytes) -> dict[str, bytes]:
    """What is in a workbook; how well it is packed depends on the machine."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_is_wrong_with_the_samples(exports: dict[str, Export]) -> None:
    assert [export.warnings for export in exports.values()] == [()] * 4
    assert {len(export.records) for export in exports.values()} == {979}


def test_all_four_hold_the_same_deals(exports: dict[str, Export]) -> None:
    first, *others = (list(map(essence, export.records)) for export in exports.values())

    for other in others:
        assert other == first


def essence(deal: Deal) -> tuple[object, ...]:
    """What must not depend on the CRM: two of them keep no times, and open deals close later."""
    ended = deal.closed if deal.state != "open" else None
    closed = ended.astimezone(ZoneInfo(ZONE)).date() if ended else None
    segment = deal.fields.get("Segment") or deal.fields.get("Сегмент")
    return deal.pipeline, deal.state, deal.amount, closed, segment


def test_people_are_not_kept(exports: dict[str, Export]) -> None:
    kept = {field.name for export in exports.values() for field in export.fields}

    assert not {"Основной контакт", "Контакт", "Рабочий телефон (контакт)", "Примечание",
                "Рабочий email (контакт)", "Кем создана", "Комментарий"} & kept  # fmt: skip
    assert "@" not in repr([export.records for export in exports.values()])


@pytest.fixture(scope="module")
def meters(engine: Engine, exports: dict[str, Export]) -> Iterator[dict[str, MirrorMeter]]:
    for name, export in exports.items():
        ingest(engine, name, export)
    opened = {name: MirrorMeter(engine, name) for name in exports}
    yield opened
    for meter in opened.values():
        meter.close()


def queries() -> list[MetricQuery]:
    return [
        MetricQuery(
            kind.key, kind, pipeline=pipeline, segment=segment, currency="RUB", within_days=within
        )
        for kind in Calculation
        for pipeline, segment, within in (("B2B", ENTERPRISE, 30), ("", None, None))
    ]


@pytest.mark.slow
def test_every_metric_is_exactly_equal_in_all_four(meters: dict[str, MirrorMeter]) -> None:
    for query in queries():
        for when in (QUARTER, BEFORE):
            readings = [meter.measure(query, when, 1000) for meter in meters.values()]
            assert len({(one.value, one.counted, one.cases) for one in readings}) == 1
            first, *others = (records(one) for one in readings)
            assert all(other == first for other in others)


def records(reading: Reading) -> Counter[tuple[date | None, Decimal | None]]:
    """The days and amounts of what is counted."""
    return Counter((item.day, item.amount) for item in reading.evidence if item.counted)


def test_hubspot_over_its_api_counts_what_its_export_counts(
    meters: dict[str, MirrorMeter], engine: Engine
) -> None:
    """The same team stands behind both. The API knows the times of day, so cycles are finer."""
    export = meters["deals-hubspot.csv"]
    deals = [one for one in queries() if not one.calculation.is_of_activities]
    with hub(engine) as portal:
        portal.sandbox.clock.set(NOW)
        portal.pull()
        with portal.meter() as live:
            for query in deals:
                for when in (QUARTER, BEFORE):
                    one, other = (meter.measure(query, when, 1000) for meter in (live, export))
                    assert (one.counted, one.cases) == (other.counted, other.cases)
                    assert records(one) == records(other)
                    if "cycle" not in query.calculation.key:
                        assert one.value == other.value


@pytest.mark.parametrize(
    ("kind", "pipeline", "segment", "before", "now"),
    [
        (Calculation.REVENUE_SHARE, "B2B", ENTERPRISE, "0.22", "0.29"),
        (Calculation.WON_DEALS, "B2B", ENTERPRISE, "7", "31"),
        (Calculation.AVERAGE_CHECK, "B2B", None, "180524", "213938"),
        (Calculation.WIN_RATE, "B2B", None, "0.18", "0.22"),
        (Calculation.DEAL_CYCLE, "B2B", None, "44.8", "38.3"),
        (Calculation.REVENUE, "Upsell", None, "1193500", "1104500"),
        (Calculation.REVENUE, "", None, "8595000", "28916500"),
        (Calculation.NEW_DEALS, "B2B", None, "559", "336"),
    ],
)
def test_the_sample_quarter_is_alive(
    meters: dict[str, MirrorMeter], kind: Calculation, pipeline: str, segment: Condition | None,
    before: str, now: str,
) -> None:  # fmt: skip
    """On 23 November the sample team is on its way from the last quarter to its targets."""
    query = MetricQuery(kind.key, kind, pipeline=pipeline, segment=segment, currency="RUB")

    for when, expected in ((BEFORE, before), (QUARTER, now)):
        value = meters["deals-amocrm.csv"].measure(query, when, 0).value
        assert value is not None
        assert value.quantize(Decimal(expected)) == Decimal(expected)
