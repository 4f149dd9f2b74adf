"""Loading the mirror."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select

from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.records import Deal, Export, Field
from sync.core.vocabulary import Names, Period
from sync.mirror.errors import NothingLoadedError
from sync.mirror.ingest import forget, ingest, is_loaded
from sync.mirror.meter import MirrorMeter
from sync.mirror.tables import deals

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUARTER = Period(date(2026, 10, 1), date(2027, 1, 1), "Europe/Moscow")
FIELDS = (
    Field("Владелец", "text", "owner"), Field("Сумма", "number", "amount"),
    Field("Сегмент", "text"), Field("Маржа", "number"), Field("Подписан", "day"),
    Field("Регион", "text"),
)  # fmt: skip
FIRST = Deal(
    "1", "Кавычки \"'\\ и\tтабуляция", pipeline="B2B", stage="Успех", state="won",
    amount=Decimal("0.10"), currency="RUB", owner="Анна", created=NOW - timedelta(days=9),
    closed=NOW, fields={"Сегмент": "SMB", "Маржа": Decimal("1E+2"), "Подписан": date(2026, 10, 5)},
)  # fmt: skip
SECOND = Deal("2", "Вторая", pipeline="B2B", stage="Встреча", owner="Борис", closed=NOW,
              fields={"Сегмент": "SMB", "Регион": "Юг"})  # fmt: skip
THIRD = Deal("3", "Третья", pipeline="Апсейл", stage="Отказ", state="lost", owner="Борис",
             currency="USD", fields={"Сегмент": "Enterprise"})  # fmt: skip
EXPORT = Export((FIRST, SECOND, THIRD), FIELDS, "hash", NOW, "Europe/Moscow")


@pytest.fixture
def meter(engine: Engine) -> Iterator[MirrorMeter]:
    ingest(engine, "ingested", EXPORT)
    with MirrorMeter(engine, "ingested") as meter:
        yield meter


def won(meter: MirrorMeter) -> Decimal | None:
    return meter.measure(MetricQuery("M-001", Calculation.WON_DEALS), QUARTER, 5).value


def test_nothing_loaded_has_no_names_and_no_values(engine: Engine) -> None:
    empty = MirrorMeter(engine, "nobody")

    assert empty.names() is None
    with pytest.raises(NothingLoadedError, match="--deals"):
        won(empty)


def test_the_names_people_choose_from(meter: MirrorMeter) -> None:
    assert meter.names() == Names(
        source="crm_export",
        pipelines={"B2B": ("Встреча", "Успех"), "Апсейл": ("Отказ",)},
        owners=("Борис", "Анна"),
        fields={"Владелец": ("Борис", "Анна"), "Сумма": (), "Сегмент": ("SMB", "Enterprise"),
                "Маржа": (), "Подписан": (), "Регион": ("Юг",)},
        amount_fields=("Сумма", "Маржа"),
        currencies=("RUB", "USD"),
        as_of=NOW,
    )  # fmt: skip


def test_a_file_without_pipelines_has_none(engine: Engine) -> None:
    bare = replace(EXPORT, records=(replace(FIRST, pipeline=""),), content="bare")
    ingest(engine, "bare", bare)

    with MirrorMeter(engine, "bare") as meter:
        names = meter.names()
        assert names is not None
        assert names.pipelines == {}
        assert won(meter) == 1


def test_records_arrive_as_they_are(engine: Engine, meter: MirrorMeter) -> None:
    with engine.connect() as connection:
        rows = connection.execute(
            select(deals).where(deals.c.connection == "ingested").order_by(deals.c.id)
        ).all()

    assert rows[0].title == FIRST.title
    assert (rows[0].amount, rows[0].cycle_seconds) == (Decimal("0.10"), Decimal(9 * 86400))
    assert rows[0].custom == {"Сегмент": "SMB", "Маржа": 100, "Подписан": "2026-10-05"}
    assert (rows[1].closed_at, rows[1].cycle_seconds) == (None, None)
    assert rows[2].created_at is None


def test_the_same_content_only_confirms_the_time(engine: Engine) -> None:
    later = NOW + timedelta(hours=1)
    ingest(engine, "same", EXPORT)

    assert not ingest(engine, "same", replace(EXPORT, as_of=later))

    with MirrorMeter(engine, "same") as meter:
        names = meter.names()
        assert names is not None
        assert names.as_of == later


def test_new_content_replaces_all_records_of_its_connection_only(engine: Engine) -> None:
    ingest(engine, "kept", replace(EXPORT, content="kept"))
    ingest(engine, "replaced", EXPORT)

    assert ingest(engine, "replaced", replace(EXPORT, records=(SECOND,), content="other"))

    with MirrorMeter(engine, "kept") as kept, MirrorMeter(engine, "replaced") as replaced:
        assert won(kept) == 1
        assert won(replaced) == 0


def test_a_forgotten_connection_leaves_nothing(engine: Engine) -> None:
    ingest(engine, "trial", replace(EXPORT, content="trial"))
    assert is_loaded(engine, "trial", replace(EXPORT, content="trial"))

    forget(engine, "trial")

    assert not is_loaded(engine, "trial", replace(EXPORT, content="trial"))
    with engine.connect() as database:
        assert not database.execute(select(deals).where(deals.c.connection == "trial")).all()
    with MirrorMeter(engine, "trial") as meter:
        assert meter.names() is None


def test_a_meter_answers_from_one_snapshot(engine: Engine) -> None:
    """What is loaded in the middle of a run is seen by the next run."""
    ingest(engine, "snapshot", EXPORT)
    with MirrorMeter(engine, "snapshot") as meter:
        before = won(meter)
        ingest(engine, "snapshot", replace(EXPORT, records=(), content="emptied"))

        assert won(meter) == before == 1
        meter.close()
        assert won(meter) == 0


def test_a_failed_load_leaves_the_old_records(engine: Engine) -> None:
    ingest(engine, "failing", EXPORT)
    twice = replace(EXPORT, records=(FIRST, FIRST), content="twice")

    with pytest.raises(Exception, match="duplicate key"):
        ingest(engine, "failing", twice)

    with MirrorMeter(engine, "failing") as meter:
        assert won(meter) == 1
