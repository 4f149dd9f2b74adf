"""Where each document was seen: another place with the same id is a copy."""

from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from sync.store.tables import TENANT, documents


def address_of(engine: Engine, document_id: str) -> str | None:
    """The place this document is known by; None when it was never seen."""
    wanted = select(documents.c.address).where(
        documents.c.tenant == TENANT, documents.c.document_id == document_id
    )
    with engine.connect() as connection:
        address: str | None = connection.scalar(wanted)
    return address


def remember(engine: Engine, document_id: str, kind: str, address: str) -> None:
    """Note that this document lives here from now on; the day it was first seen stays."""
    seen = insert(documents).values(document_id=document_id, kind=kind, address=address)
    moved = seen.on_conflict_do_update(
        index_elements=[documents.c.tenant, documents.c.document_id],
        set_={"kind": kind, "address": address},
    )
    with engine.begin() as connection:
        connection.execute(moved)
