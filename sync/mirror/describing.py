"""Keeps what a CRM calls things: stages, owners, fields and the values seen in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select

from sync.core.privacy import MOST_VALUES
from sync.core.records import Description, Field
from sync.mirror.ingest import MOST_SEEN
from sync.mirror.tables import deals, fields, owners, stages
from sync.mirror.writing import Row, erase, ours

_NAMED = {"pipeline", "stage", "owner"}
"""Roles whose texts are names of other things."""


def note(database: Connection, records: str, found: Description) -> bool:
    """Keep a description; whether names that deals show have changed. What is missing from it has
    left the CRM, but stays known by its name."""
    old = _held(database, records, stages, stages.c.position)
    new = _stages(records, found, old)
    held = _held(database, records, owners, owners.c.id)
    people = _owners(records, found, held)
    if new == old and sorted(people, key=_id) == sorted(held, key=_id):
        return False
    erase(database, records, stages, owners)
    for table, rows in ((stages, new), (owners, people)):
        if rows:
            database.execute(insert(table), rows)
    return True


def note_fields(
    database: Connection, records: str, found: Description, *, look: bool = False
) -> None:
    """Keep the fields; ``look`` also finds anew which texts stand in those of no closed list."""
    old = _held(database, records, fields, fields.c.position)
    seen = {row["key"] or row["name"]: row["seen"] for row in old}
    names = _names(database, records)
    new = [
        {"connection": records, "position": place, "name": field.name, "kind": field.kind,
         "role": field.role, "key": field.key, "options": dict(field.options),
         "seen": _seen(database, records, field, names, None if look else seen)}
        for place, field in enumerate(found.fields)
    ]  # fmt: skip
    if new != old:
        erase(database, records, fields)
        if new:
            database.execute(insert(fields), new)


def _held(database: Connection, records: str, table: Any, order: Any) -> list[Row]:
    columns = [column for column in table.c if column.name != "tenant"]
    asked = select(*columns).where(*ours(table, records)).order_by(order)
    return [dict(row) for row in database.execute(asked).mappings()]


def _stages(records: str, found: Description, old: Iterable[Row]) -> list[Row]:
    rows = [
        {"pipeline": one.pipeline_name, "stage": one.name, "kind": one.state,
         "pipeline_id": one.pipeline, "stage_id": one.id, "shown": True}
        for one in found.stages
    ]  # fmt: skip
    here = {one.id for one in found.stages}
    gone = [{**row, "shown": False} for row in old if row["stage_id"] not in here]
    return [
        {"connection": records, **row, "position": place} for place, row in enumerate(rows + gone)
    ]


def _owners(records: str, found: Description, old: Iterable[Row]) -> list[Row]:
    rows = {
        one.id: {"connection": records, "id": one.id, "name": one.name, "shown": one.active}
        for one in found.owners
    }
    gone = {row["id"]: {**row, "shown": False} for row in old if row["id"] not in rows}
    return [*rows.values(), *gone.values()]


def _id(row: Row) -> str:
    return str(row["id"])


def _names(database: Connection, records: str) -> dict[str, list[str]]:
    """The texts of roles: pipelines and stages in order, owners who are there before others."""
    known = _held(database, records, stages, stages.c.position)
    people = _held(database, records, owners, owners.c.name)
    ordered = sorted(people, key=lambda row: not row["shown"])
    return {
        "pipeline": _unique(row["pipeline"] for row in known),
        "stage": _unique(row["stage"] for row in known),
        "owner": _unique(row["name"] for row in ordered),
    }


def _unique(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _seen(
    database: Connection,
    records: str,
    field: Field,
    names: dict[str, list[str]],
    before: dict[str, Sequence[str]] | None,
) -> Sequence[str]:
    if field.role in _NAMED:
        return names[field.role]
    if field.options:
        return _unique(field.options.values())[:MOST_SEEN]
    if field.kind != "text" or field.role in {"id", "title", "link"}:
        return []
    if before is not None:
        return before.get(field.key or field.name, [])
    stored = deals.c[field.role] if field.role else deals.c.custom[field.key].astext
    asked = (
        select(stored).where(*ours(deals, records), func.coalesce(stored, "") != "")
        .group_by(stored).order_by(func.count().desc(), stored).limit(MOST_VALUES + 1)
    )  # fmt: skip
    found = list(database.scalars(asked))
    return found if len(found) <= MOST_VALUES else []
