"""The records behind the latest reading of each metric, and the readings of each run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from sync.core.measuring import Measurement
from sync.core.model import Settings
from sync.core.scoreboard import Measured
from sync.core.vocabulary import Evidence, Reading
from sync.store.tables import TENANT, evidence, readings
from sync.store.values import Json, column_text, pack, unpack


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading with its true totals. A rate is a fraction, a duration is in days."""

    metric: str
    title: str
    source: str
    calculation: str
    """Keys of ``choices.Source`` and ``choices.Calculation``."""
    value: Decimal | None
    counted: int
    cases: int
    not_counted: int
    left_out: int
    currency: str
    """Of the document."""
    as_of: str
    """The moment when the source confirmed it, ISO with its offset."""
    records: tuple[Evidence, ...] = ()

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.as_of)


def keep_evidence(
    connection: Connection, document_id: str, metrics: Iterable[str], measured: Measured,
    settings: Settings,
) -> None:  # fmt: skip
    """Keep what was read now; what was read earlier stays, unless its metric is gone. Where names
    are to be hidden neither they nor amounts are kept, also of what stays."""
    known = tuple(metrics)
    mine = (evidence.c.tenant == TENANT, evidence.c.document_id == document_id)
    connection.execute(delete(evidence).where(*mine, evidence.c.metric.not_in(known)))
    fresh = {id_: item for id_, item in measured.items() if item.reading and id_ in known}
    if settings.hide_names:
        _hide_kept(connection, document_id, [id_ for id_ in known if id_ not in fresh])
    for item in fresh.values():
        _put(connection, document_id, item, settings)


def keep_readings(connection: Connection, run: int, measured: Measured) -> None:
    """Keep the value of every metric that a run has read."""
    found = [item.reading for item in measured.values() if item.reading]
    if found:
        connection.execute(insert(readings), [
            {"run": run, "metric": column_text(reading.metric), "value": reading.value,
             "counted": reading.counted, "cases": reading.cases,
             "not_counted": reading.not_counted, "as_of": reading.as_of}
            for reading in found
        ])  # fmt: skip


def evidence_of(engine: Engine, document_id: str, metric: str) -> KeptReading | None:
    """The latest reading of a metric with its records; None when it was never read."""
    wanted = select(evidence.c.reading, evidence.c.records).where(
        evidence.c.tenant == TENANT,
        evidence.c.document_id == document_id,
        evidence.c.metric == metric,
    )
    with engine.connect() as connection:
        row = connection.execute(wanted).one_or_none()
    return replace(unpack(KeptReading, row.reading), records=_records(row.records)) if row else None


def readings_by_metric(engine: Engine, document_id: str) -> dict[str, KeptReading]:
    """The latest reading of each metric, without its records."""
    wanted = select(evidence.c.metric, evidence.c.reading).where(
        evidence.c.tenant == TENANT, evidence.c.document_id == document_id
    )
    with engine.connect() as connection:
        return {row.metric: unpack(KeptReading, row.reading)
                for row in connection.execute(wanted)}  # fmt: skip


def _put(connection: Connection, document_id: str, item: Measurement, settings: Settings) -> None:
    assert item.reading is not None
    reading: Reading = item.reading
    listed = [_hidden(each) if settings.hide_names else each for each in reading.evidence]
    metric = item.metric
    head = {
        "metric": metric.id, "title": metric.title, "source": metric.source,
        "calculation": metric.calculation.key, "counted": reading.counted, "cases": reading.cases,
        "not_counted": reading.not_counted, "left_out": reading.left_out,
        "currency": settings.currency, "as_of": reading.as_of.isoformat(),
        "value": None if reading.value is None else {"n": str(reading.value)},
    }  # fmt: skip
    rows: dict[str, object] = {"reading": head, "records": [pack(each) for each in listed]}
    added = insert(evidence).values(document_id=document_id, metric=metric.id, **rows)
    keys = list(evidence.primary_key)
    connection.execute(added.on_conflict_do_update(index_elements=keys, set_=rows))


def _hide_kept(connection: Connection, document_id: str, metrics: Sequence[str]) -> None:
    mine = (evidence.c.tenant == TENANT, evidence.c.document_id == document_id)
    wanted = select(evidence.c.metric, evidence.c.records).where(
        *mine, evidence.c.metric.in_(metrics)
    )
    for row in connection.execute(wanted).all():
        hidden = [pack(_hidden(each)) for each in _records(row.records)]
        connection.execute(
            update(evidence).where(*mine, evidence.c.metric == row.metric).values(records=hidden)
        )


def _hidden(item: Evidence) -> Evidence:
    return replace(item, title="", amount=None)


def _records(kept: Iterable[Json]) -> tuple[Evidence, ...]:
    return tuple(unpack(Evidence, item) for item in kept)
