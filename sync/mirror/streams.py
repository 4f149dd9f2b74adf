"""How far each kind of record of a connection was read, and what is in use of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from sync.core.records import STREAMS, Stream
from sync.mirror.tables import TENANT, activities, connections, deals, streams
from sync.mirror.writing import ours


@dataclass(frozen=True, slots=True)
class InUse:
    """The complete state that metrics are answered from."""

    records: str
    """The name under which it stands."""
    as_of: datetime
    swept_at: datetime | None
    """When deletions were last looked for."""
    account: str
    fingerprint: str
    """Of the source that gave it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where reading one kind of record stands."""

    since: datetime
    """From which change on to ask next."""
    cursor: str = ""
    taken: int = 0
    finished: bool = False
    """Whether all pages came."""


def in_use(database: Connection, connection: str) -> InUse | None:
    """None while nothing was ever complete."""
    row = database.execute(select(connections).where(*ours(connections, connection))).first()
    if row is None:
        return None
    account, _, fingerprint = row.content.partition(" ")
    return InUse(row.records or connection, row.as_of, row.swept_at, account, fingerprint)


def drafts(database: Connection, connection: str) -> list[str]:
    """Names of record sets that are being read in full, the latest last."""
    used = in_use(database, connection)
    found = database.scalars(select(streams.c.records).distinct().where(*ours(streams, connection)))
    return sorted((name for name in found if used is None or name != used.records), key=_number)


def draft(database: Connection, connection: str, account: str) -> str:
    """The set of records to fill: one of this account that was begun and not finished, else a new
    one with a name of its own."""
    used, begun = in_use(database, connection), drafts(database, connection)
    mine = [name for name in begun if name.endswith(f"@{account}")]
    if mine:
        return mine[-1]
    names = [*begun, *([used.records] if used else [])]
    return f"{connection}#{max(map(_number, names), default=0) + 1}@{account}"


def reached(database: Connection, connection: str, records: str) -> Mapping[Stream, Reached]:
    """By kind of record; kinds that were never asked for are absent."""
    asked = select(streams).where(*ours(streams, connection), streams.c.records == records)
    return {
        row.stream: Reached(row.since, row.cursor, row.taken, row.finished)
        for row in database.execute(asked)
    }


def note_reached(
    database: Connection, connection: str, records: str, stream: Stream, place: Reached
) -> None:
    """Keep where reading stands, in the transaction that keeps what was read."""
    values: dict[str, Any] = {
        "since": place.since, "cursor": place.cursor, "taken": place.taken,
        "finished": place.finished,
    }  # fmt: skip
    key = {"tenant": TENANT, "connection": connection, "records": records, "stream": stream}
    row = insert(streams).values(**key, **values)
    database.execute(row.on_conflict_do_update(index_elements=list(key), set_=values))


def forget_reached(database: Connection, connection: str, records: str) -> None:
    database.execute(
        delete(streams).where(*ours(streams, connection), streams.c.records == records)
    )


def held(database: Connection, records: str, stream: Stream) -> int:
    """How many records of a kind stand under a name."""
    table = deals if stream == "deals" else activities
    mine = () if stream == "deals" else (activities.c.kind == stream,)
    asked = select(func.count()).select_from(table).where(*ours(table, records), *mine)
    return int(database.scalar(asked) or 0)


def held_in_all(database: Connection, records: str) -> dict[Stream, int]:
    return {stream: held(database, records, stream) for stream in STREAMS}


def _number(records: str) -> int:
    """Of ``hubspot#2@117``: 2."""
    number = records.rpartition("#")[2].partition("@")[0]
    return int(number) if number.isdecimal() else 0
