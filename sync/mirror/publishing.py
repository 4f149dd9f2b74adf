"""Puts what was gathered in use: all of it in one transaction, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, text
from sqlalchemy.dialects.postgresql import insert

from sync.core.records import Description, Stream
from sync.mirror.deriving import derive
from sync.mirror.describing import note, note_fields
from sync.mirror.errors import RecordsMissingError
from sync.mirror.gathering import News
from sync.mirror.ingest import MANY
from sync.mirror.streams import (
    Reached,
    drafts,
    forget_reached,
    held,
    in_use,
    note_reached,
)
from sync.mirror.tables import (
    TENANT,
    activities,
    connections,
    deals,
    fields,
    owners,
    stage_changes,
    stages,
    tombstones,
)
from sync.mirror.writing import bury, erase, ours, put

RECORDS = (deals, stage_changes, activities, tombstones, stages, owners, fields)
"""Tables that hold sets of records."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A set of records, and all that is to be kept of it together."""

    connection: str
    records: str
    kind: str
    account: str
    fingerprint: str
    as_of: datetime
    description: Description
    news: Mapping[Stream, News]
    swept_at: datetime | None
    """When deletions were looked for last."""
    expected: Mapping[Stream, int]
    """How many records there are to be at least, where that is known."""


def publish(engine: Engine, edition: Edition) -> int:
    """Keep it and use it from now on; how many records came. Raises RecordsMissingError, and
    nothing is kept."""
    came = sum(len(news.records) for news in edition.news.values())
    with engine.begin() as database:
        used = in_use(database, edition.connection)
        first = used is None or used.records != edition.records
        renamed = note(database, edition.records, edition.description)
        touched = _keep(database, edition)
        _check(database, edition.records, edition.expected)
        if first or came >= MANY:
            _look_anew(database)
        if first or renamed or any(edition.news.values()):
            derive(database, edition.records, None if first or renamed else touched)
        swept = edition.swept_at == edition.as_of
        note_fields(database, edition.records, edition.description, look=swept)
        _use(database, edition)
        if first:
            drop(database, edition.connection, keep=edition.records)
    return came


def drop(database: Connection, connection: str, keep: str) -> None:
    """Forget all sets of records of a connection but one."""
    for name in drafts(database, connection):
        if name != keep:
            forget_reached(database, connection, name)
            erase(database, name, *RECORDS)


def _look_anew(database: Connection) -> None:
    """Have the database count its rows: it plans by what it knew before they came."""
    for table in RECORDS:
        database.execute(text(f"ANALYZE {table.name}"))


def _keep(database: Connection, edition: Edition) -> list[str]:
    """The ids of deals that came."""
    for stream, news in edition.news.items():
        bury(database, edition.records, stream, news.deleted)
        put(database, edition.records, stream, news.records)
        _forget_stones(database, edition.records, stream, news.vanished)
        place = Reached(news.since, finished=True)
        note_reached(database, edition.connection, edition.records, stream, place)
    return [record.id for record in edition.news["deals"].records]


def _forget_stones(database: Connection, records: str, stream: Stream, ids: Iterable[str]) -> None:
    stones = tombstones.c
    mine = *ours(tombstones, records), stones.kind == stream, stones.id.in_(list(ids))
    database.execute(delete(tombstones).where(*mine))


def _check(database: Connection, records: str, expected: Mapping[Stream, int]) -> None:
    for stream, number in expected.items():
        found = held(database, records, stream)
        if found < number:
            raise RecordsMissingError(found, number)


def _use(database: Connection, edition: Edition) -> None:
    """What a brief description leaves out stays as it was."""
    account = {"zone": edition.description.zone, "currency": edition.description.currency}
    values = {
        "kind": edition.kind, "content": f"{edition.account} {edition.fingerprint}",
        "as_of": edition.as_of, "records": edition.records,
        "swept_at": edition.swept_at,
    }  # fmt: skip
    new = {"tenant": TENANT, "connection": edition.connection, **values, **account}
    changed = values | {name: word for name, word in account.items() if word}
    row = insert(connections).values(new)
    keys = ["tenant", "connection"]
    database.execute(row.on_conflict_do_update(index_elements=keys, set_=changed))
