"""The values last confirmed: the records of ``_okr``, for a document that lost its own."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.postgresql import insert

from sync.core.vocabulary import Record
from sync.store.tables import TENANT, shown
from sync.store.values import record_from_json, record_to_json


def keep_shown(connection: Connection, document_id: str, records: Iterable[Record]) -> None:
    """Keep the records in place of the earlier ones."""
    kept = {"records": [record_to_json(record) for record in records]}
    put = insert(shown).values(document_id=document_id, **kept)
    connection.execute(
        put.on_conflict_do_update(index_elements=[shown.c.tenant, shown.c.document_id], set_=kept)
    )


def shown_of(engine: Engine, document_id: str) -> tuple[Record, ...]:
    """The records of ``_okr`` written last; empty when there are none yet."""
    wanted = select(shown.c.records).where(
        shown.c.tenant == TENANT, shown.c.document_id == document_id
    )
    with engine.connect() as connection:
        kept = connection.scalar(wanted)
    return tuple(record_from_json(record) for record in kept or ())
