"""Replaces the records of one connection, all at once or not at all."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Select, Table, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from sync.core.records import Deal, Export, Field, FieldValue
from sync.mirror.tables import TENANT, connections, deals, fields, stages

MOST_SEEN = 1000
"""Distinct texts of a field that are remembered; a field with more is no list to choose from."""

MANY = 1000
"""Deals after whose arrival the database looks at its tables anew; few are found anyway."""

_COLUMNS = (
    "connection", "id", "title", "link", "pipeline", "stage", "state", "amount", "currency",
    "owner", "created_at", "closed_at", "cycle_seconds", "custom",
)  # fmt: skip
_ORDER = {"open": 0, "won": 1, "lost": 2}


def ingest(engine: Engine, connection: str, export: Export, kind: str = "crm_export") -> bool:
    """Put the records of an export into the mirror; whether anything was written but the time.

    The same content again only confirms the time. Readers see the old records until the new ones
    are all there.
    """
    with engine.begin() as database:
        if _confirm(database, connection, export):
            return False
        _lock(database, connection)
        _clear(database, connection, deals, stages, fields)
        _copy_deals(database, connection, export)
        _insert(database, stages, _stages(connection, export.records))
        _insert(database, fields, _fields(connection, export))
        _note(database, connection, export, kind)
        if len(export.records) >= MANY:
            database.execute(text("ANALYZE deals"))
    return True


def is_loaded(engine: Engine, connection: str, export: Export) -> bool:
    """Whether the mirror holds just these records under this name."""
    with engine.connect() as database:
        return bool(database.scalar(_content_of(connection)) == export.content)


def forget(engine: Engine, connection: str) -> None:
    """Drop all records of a connection."""
    with engine.begin() as database:
        _clear(database, connection, deals, stages, fields, connections)


def _clear(database: Connection, connection: str, *tables: Table) -> None:
    for table in tables:
        database.execute(
            delete(table).where(table.c.tenant == TENANT, table.c.connection == connection)
        )


def _content_of(connection: str) -> Select[Any]:
    return select(connections.c.content).where(
        connections.c.tenant == TENANT, connections.c.connection == connection
    )


def _confirm(database: Connection, connection: str, export: Export) -> bool:
    if database.scalar(_content_of(connection)) != export.content:
        return False
    database.execute(
        update(connections)
        .where(connections.c.tenant == TENANT, connections.c.connection == connection)
        .values(as_of=export.as_of)
    )
    return True


def _lock(database: Connection, connection: str) -> None:
    """Two processes reading the same export take turns."""
    key = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
    database.execute(key, {"name": f"{TENANT}/{connection}"})


def _note(database: Connection, connection: str, export: Export, kind: str) -> None:
    values = {"kind": kind, "content": export.content, "zone": export.zone, "as_of": export.as_of}
    row = upsert(connections).values(connection=connection, **values)
    keys = [connections.c.tenant, connections.c.connection]
    database.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


def _insert(database: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        database.execute(insert(table), rows)


def _copy_deals(database: Connection, connection: str, export: Export) -> None:
    zone = ZoneInfo(export.zone)
    driver = database.connection.driver_connection
    assert driver is not None
    with driver.cursor().copy(f"COPY deals ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for deal in sorted(export.records, key=_by_closing, reverse=True):
            copy.write_row((connection, *_row(deal, zone, whole_days=export.whole_days)))


def _by_closing(deal: Deal) -> datetime:
    """Deals of one period stand close together in the table, where they are read together."""
    return deal.closed or deal.created or datetime.max.replace(tzinfo=UTC)


def _row(deal: Deal, zone: ZoneInfo, *, whole_days: bool) -> Iterator[object]:
    """The cells of a deal. A deal that was reopened has not closed, whatever date is left."""
    closed = deal.closed if deal.state != "open" else None
    yield from (deal.id, deal.title, deal.link, deal.pipeline, deal.stage, deal.state)
    yield from (deal.amount, deal.currency, deal.owner, deal.created, closed)
    yield _cycle_seconds(deal, zone, whole_days=whole_days) if closed else None
    yield custom_json(deal.fields)


def _cycle_seconds(deal: Deal, zone: ZoneInfo, *, whole_days: bool) -> Decimal | None:
    """From creation to closing; where one of them is a mere day, the days between the two."""
    if deal.created is None or deal.closed is None:
        return None
    if whole_days:
        days = deal.closed.astimezone(zone).date() - deal.created.astimezone(zone).date()
        return Decimal(days.days * 86400)
    return Decimal((deal.closed - deal.created) // timedelta(microseconds=1)) / 1_000_000


def custom_json(values: Mapping[str, FieldValue]) -> str:
    """Fields as JSON, numbers digit by digit."""
    pairs = (f"{json.dumps(name)}: {_json_value(value)}" for name, value in values.items())
    return f"{{{', '.join(pairs)}}}"


def _json_value(value: FieldValue) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value.isoformat() if isinstance(value, date) else value)


def _stages(connection: str, records: Iterable[Deal]) -> list[dict[str, Any]]:
    """The stages seen in each pipeline: open ones in the order met, then won, then lost."""
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for deal in records:
        kinds[deal.pipeline, deal.stage][deal.state] += 1
    common = {names: counted.most_common(1)[0][0] for names, counted in kinds.items()}
    ordered = sorted(common, key=lambda names: (names[0], _ORDER[common[names]]))
    return [
        {"connection": connection, "position": place, "pipeline": pipeline, "stage": stage,
         "kind": common[pipeline, stage]}
        for place, (pipeline, stage) in enumerate(ordered)
    ]  # fmt: skip


def _fields(connection: str, export: Export) -> list[dict[str, Any]]:
    return [
        {"connection": connection, "position": place, "name": field.name, "kind": field.kind,
         "role": field.role, "seen": _seen(field, export.records)}
        for place, field in enumerate(export.fields)
    ]  # fmt: skip


def _seen(field: Field, records: Iterable[Deal]) -> list[str]:
    if field.kind != "text":
        return []
    values = Counter(text_of(deal, field) for deal in records)
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    return [value for value, _ in ordered if value][:MOST_SEEN]


def text_of(deal: Deal, field: Field) -> str:
    """The text a deal has in a field of texts, empty if none."""
    value = getattr(deal, field.role) if field.role else deal.fields.get(field.name, "")
    return value if isinstance(value, str) else ""
