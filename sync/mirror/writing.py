"""Puts records of a CRM that is asked over its API into the mirror, in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from sync.core.records import Activity, LiveDeal, LiveRecord, Stream
from sync.mirror.ingest import custom_json
from sync.mirror.tables import TENANT, activities, deals, stage_changes, tombstones

Row = dict[str, Any]
DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # untyped in the library


def put(database: Connection, records: str, stream: Stream, found: Iterable[LiveRecord]) -> None:
    """Put records in the place of older ones with their ids; what was thought deleted is back.
    Names and closing moments are worked out afterwards: see ``deriving``."""
    newest = {record.id: record for record in found}
    stones = tombstones.c
    back = stones.kind == stream, stones.id.in_(newest)
    database.execute(delete(tombstones).where(*ours(tombstones, records), *back))
    live = [record for record in newest.values() if isinstance(record, LiveDeal)]
    upsert(database, deals, [_deal(records, deal) for deal in live])
    _put_moves(database, records, live)
    for deal in live:
        bury(database, records, "deals", deal.absorbed, deal.id)
    acted = [record for record in newest.values() if isinstance(record, Activity)]
    upsert(database, activities, [_activity(records, stream, one) for one in acted])


def bury(
    database: Connection, records: str, stream: Stream, ids: Collection[str], into: str = ""
) -> None:
    """Take records away that were deleted, or merged into another one."""
    if not ids:
        return
    known = _creations(database, records, ids) if stream == "deals" else {}
    rows = [
        {"connection": records, "kind": stream, "id": id_, "created_at": known.get(id_)}
        for id_ in ids
    ]  # fmt: skip
    upsert(database, tombstones, rows, keep=("created_at",))
    if into:
        stones = tombstones.c
        mine = stones.kind == stream, stones.id.in_(ids)
        where = (*ours(tombstones, records), *mine)
        database.execute(update(tombstones).where(*where).values(merged_into=into))
    if stream == "deals":
        database.execute(delete(deals).where(*ours(deals, records), deals.c.id.in_(ids)))
    else:
        mine = activities.c.kind == stream, activities.c.id.in_(ids)
        database.execute(delete(activities).where(*ours(activities, records), *mine))


def known_stamps(
    database: Connection, records: str, stream: Stream, ids: Collection[str]
) -> Mapping[str, datetime]:
    """When each of these records that the mirror holds was changed last."""
    table = deals if stream == "deals" else activities
    mine = () if stream == "deals" else (activities.c.kind == stream,)
    asked = select(table.c.id, table.c.modified_at).where(*ours(table, records), *mine)
    found = database.execute(asked.where(table.c.id.in_(ids)))
    return {row.id: row.modified_at for row in found if row.modified_at}


def upsert(
    database: Connection, table: Table, rows: Sequence[Row], keep: Sequence[str] = ()
) -> None:
    """Insert or replace rows in one statement; JSON comes as text; ``keep`` names columns in which
    an older value stays."""
    if not rows:
        return
    columns = [column for column in table.c if column.name in rows[0]]
    kinds = ", ".join(f"{column.name} {_type(column)}" for column in columns)
    read = ", ".join(f"CAST({column.name} AS {_sql_type(column)})" for column in columns)
    names = ", ".join(column.name for column in columns)
    keys = [column.name for column in table.primary_key]
    changed = ", ".join(
        f"{name} = coalesce({table.name}.{name}, excluded.{name})" if name in keep
        else f"{name} = excluded.{name}"
        for name in (column.name for column in columns) if name not in keys
    )  # fmt: skip
    statement = (
        f"INSERT INTO {table.name} ({names})"  # noqa: S608 - names of our own tables
        f" SELECT {read} FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r({kinds})"
        f" ON CONFLICT ({', '.join(keys)}) DO {f'UPDATE SET {changed}' if changed else 'NOTHING'}"
    )
    database.execute(text(statement), {"rows": json.dumps(rows, default=_plain)})


def ours(table: Table, records: str) -> tuple[Any, Any]:
    """Rows that stand under this name."""
    return table.c.tenant == TENANT, table.c.connection == records


def erase(database: Connection, records: str, *tables: Table) -> None:
    """Drop everything that stands under a name."""
    for table in tables:
        database.execute(delete(table).where(*ours(table, records)))


def _put_moves(database: Connection, records: str, live: Sequence[LiveDeal]) -> None:
    ids = [deal.id for deal in live]
    mine = ours(stage_changes, records)
    if ids:
        database.execute(delete(stage_changes).where(*mine, stage_changes.c.deal_id.in_(ids)))
    moves = {(deal.id, *move) for deal in live for move in deal.changes}
    rows = [
        {"connection": records, "deal_id": id_, "at": at, "stage_id": stage}
        for id_, at, stage in moves
    ]
    upsert(database, stage_changes, rows)


def _creations(database: Connection, records: str, ids: Collection[str]) -> Row:
    asked = select(deals.c.id, deals.c.created_at).where(*ours(deals, records))
    return {row.id: row.created_at for row in database.execute(asked.where(deals.c.id.in_(ids)))}


def _deal(records: str, deal: LiveDeal) -> Row:
    return {
        "connection": records, "id": deal.id, "title": deal.title, "link": deal.link,
        "pipeline": "", "stage": "", "state": deal.state, "amount": deal.amount,
        "currency": deal.currency, "owner": "", "created_at": deal.created,
        "pipeline_id": deal.pipeline, "stage_id": deal.stage, "owner_id": deal.owner,
        "close_date": deal.closed, "modified_at": deal.modified,
        "custom": custom_json(deal.fields),
    }  # fmt: skip


def _activity(records: str, stream: Stream, one: Activity) -> Row:
    return {
        "connection": records, "kind": stream, "id": one.id, "title": one.title, "link": one.link,
        "state": one.state, "owner_id": one.owner, "owner": "", "deal_id": one.deal, "at": one.at,
        "seconds": one.seconds, "modified_at": one.modified,
    }  # fmt: skip


def _type(column: Column[Any]) -> str:
    return "TEXT" if isinstance(column.type, JSONB) else _sql_type(column)


def _sql_type(column: Column[Any]) -> str:
    return str(column.type.compile(dialect=DIALECT))


def _plain(value: datetime | Decimal) -> str:
    return value.isoformat() if isinstance(value, datetime) else f"{value:f}"
