"""How long 50,000 deals take to read and load, and 20 metrics with evidence over them.

Run it with ``python -m bench.mirror``.
"""

from __future__ import annotations

import csv
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.vocabulary import Condition, Period
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter
from sync.sources.crm_export import read_export
from sync.store.database import open_database

DEALS = 50_000
METRICS = 20
LISTED = 50
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUARTER = Period(date(2026, 10, 1), date(2026, 11, 24), "Europe/Moscow")

TITLES = (
    "ID", "Название сделки", "Ответственный", "Этап сделки", "Воронка", "Бюджет", "Дата создания",
    "Дата закрытия", "Сегмент", "Регион", "Источник", "Продукт", "Маржа", "Дата договора",
)  # fmt: skip


@contextmanager
def measured(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    spent = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:<58}{spent:8.3f} s   peak {peak:4d} MB")


def row(chance: random.Random, number: int) -> list[object]:
    """A deal of the last three years; one in twenty-five is open."""
    created = NOW - timedelta(minutes=chance.randrange(3 * 365 * 1440))
    closed = created + timedelta(minutes=chance.randrange(90 * 1440))
    stages = ("Успешно реализовано", "Закрыто и не реализовано")
    is_open = closed > NOW or chance.random() < 0.02
    return [
        number, f"Сделка {number}", f"Сотрудник {chance.randrange(40)}",
        "Переговоры" if is_open else chance.choices(stages, (1, 3))[0],
        chance.choice(("B2B", "Upsell", "Партнёры")), f"{chance.randrange(20, 900) * 1000} ₽",
        f"{created:%d.%m.%Y %H:%M:%S}", "" if is_open else f"{closed:%d.%m.%Y %H:%M:%S}",
        chance.choice(("Enterprise", "Mid-market", "SMB")), f"Регион {chance.randrange(12)}",
        chance.choice(("Сайт", "Рекомендация", "Партнёр")), f"Продукт {chance.randrange(8)}",
        chance.randrange(5, 300) * 1000, f"{created:%d.%m.%Y}",
    ]  # fmt: skip


def write_export(path: Path) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(TITLES)
        writer.writerows(row(chance, number) for number in range(DEALS))


def queries() -> list[MetricQuery]:
    """Twenty metrics: each calculation plain, most also with a pipeline and conditions."""
    segment = Condition("Сегмент", "=", ("Enterprise",))
    where = (Condition("Бюджет", ">=", ("100000",)), Condition("Регион", "!=", ("Регион 3",)))
    plain = [
        MetricQuery(kind.key, kind, segment=segment, currency="RUB", within_days=30)
        for kind in Calculation
    ]
    filtered = [
        MetricQuery(kind.key, kind, pipeline="B2B", segment=segment, where=where, currency="RUB")
        for kind in Calculation
    ]
    return (plain + filtered)[:METRICS]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.csv"
        write_export(path)
        engine = open_database(None, Path(folder) / "database")
        with measured(f"read {DEALS:,} deals ({path.stat().st_size // 1_000_000} MB of CSV)"):
            export = read_export(path, now=NOW, zone=QUARTER.zone)
        with measured("load them into the mirror"):
            ingest(engine, "bench", export)
        with measured("load them again, unchanged"):
            ingest(engine, "bench", export)
        asked = queries()
        for attempt in ("first time", "again", "again", "again", "again"):
            with MirrorMeter(engine, "bench") as meter, measured(f"{METRICS} metrics, {attempt}"):
                for query in asked:
                    meter.measure(query, QUARTER, LISTED)
        for attempt in ("first time", "again"):
            name = f"{METRICS} metrics without evidence, {attempt}"
            with MirrorMeter(engine, "bench") as meter, measured(name):
                for query in asked:
                    meter.measure(query, QUARTER, 0)
        engine.dispose()


if __name__ == "__main__":
    main()
