"""The documents that were seen: where each lives, what it is called, how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, RowMapping, func, select, update
from sqlalchemy.dialects.postgresql import insert

from sync.core.model import Settings
from sync.core.ports import Document
from sync.core.vocabulary import Language
from sync.store.tables import TENANT, documents
from sync.store.values import Json, column_text


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as its last run left it."""

    id: str
    kind: str
    address: str
    title: str = ""
    team: str = ""
    cycle: str = ""
    starts: date | None = None
    """First and last day of the cycle; None when the document does not say."""
    ends: date | None = None
    zone: str = "UTC"
    language: Language = "en"
    level: str = ""
    """``error``, ``advice`` or ``ok``; empty when no run has ended well yet."""
    last_run: int | None = None
    synced: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says of itself."""

    settings: Settings
    level: str


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
    with engine.begin() as connection:
        _put(connection, document_id, {"kind": kind, "address": address})


def keep_document(
    connection: Connection, document_id: str, document: Document, told: Told, run: int | None
) -> None:
    """Note where a document lives, what it says of itself, and that a run has just ended well."""
    settings = told.settings
    known = settings.dates_known
    kept = {
        "kind": document.kind, "address": document.address, "title": document.title,
        "team": settings.team, "cycle": settings.cycle, "zone": settings.zone,
        "language": settings.language, "level": told.level,
    }  # fmt: skip
    _put(connection, document_id, {
        **{name: column_text(text) for name, text in kept.items()},
        "starts": settings.start if known else None,
        "ends": settings.end if known else None,
        "last_run": run,
        "synced": func.clock_timestamp(),
    })  # fmt: skip


def documents_of(engine: Engine) -> tuple[KeptDocument, ...]:
    """All documents, by title."""
    wanted = select(documents).where(documents.c.tenant == TENANT)
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    found = (_document(row) for row in rows)
    return tuple(sorted(found, key=lambda item: (item.title.casefold(), item.id)))


def document_of(engine: Engine, document_id: str) -> KeptDocument | None:
    """One document."""
    wanted = select(documents).where(
        documents.c.tenant == TENANT, documents.c.document_id == document_id
    )
    with engine.connect() as connection:
        row = connection.execute(wanted).mappings().one_or_none()
    return _document(row) if row else None


def document_at(connection: Connection, address: str) -> KeptDocument | None:
    """The document that lives here; of several, which only a copy can make, the one seen last."""
    wanted = (
        select(documents)
        .where(documents.c.tenant == TENANT, documents.c.address == address)
        .order_by(documents.c.synced.desc().nulls_last())
    )
    row = connection.execute(wanted).mappings().first()
    return _document(row) if row else None


def tabs_at(engine: Engine, address: str) -> Mapping[str, Json]:
    """What a document at this address asked to be reminded of; empty when nothing."""
    wanted = select(documents.c.tabs).where(
        documents.c.tenant == TENANT, documents.c.address == address
    )
    with engine.connect() as connection:
        found: Mapping[str, Json] | None = connection.scalar(wanted)
    return found or {}


def keep_tabs(engine: Engine, address: str, tabs: Mapping[str, Json]) -> None:
    """Remind the document at this address of these tabs when it is opened next."""
    noted = (
        update(documents)
        .where(documents.c.tenant == TENANT, documents.c.address == address)
        .values(tabs=dict(tabs))
    )
    with engine.begin() as connection:
        connection.execute(noted)


def _put(connection: Connection, document_id: str, values: Mapping[str, object]) -> None:
    added = insert(documents).values(document_id=document_id, **values)
    connection.execute(
        added.on_conflict_do_update(
            index_elements=[documents.c.tenant, documents.c.document_id], set_=values
        )
    )


def _document(row: RowMapping) -> KeptDocument:
    return KeptDocument(
        id=row["document_id"],
        kind=row["kind"],
        address=row["address"],
        title=row["title"] or row["address"],
        team=row["team"],
        cycle=row["cycle"],
        starts=row["starts"],
        ends=row["ends"],
        zone=row["zone"] or "UTC",
        language="ru" if row["language"] == "ru" else "en",
        level=row["level"],
        last_run=row["last_run"],
        synced=row["synced"],
    )
