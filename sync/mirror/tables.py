"""The tables of the mirror. A migration in ``sync.store`` makes them."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Numeric, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

TENANT = "local"
"""The tenant of an installation that serves one team; the only one so far."""


def _owned() -> list[Column[str]]:
    tenant = Column("tenant", Text, primary_key=True, server_default=TENANT)
    return [tenant, Column("connection", Text, primary_key=True)]


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


connections = Table(
    "connections",
    metadata,
    *_owned(),
    *_words("kind", "content", "zone"),
    Column("as_of", DateTime(timezone=True), nullable=False),
)
"""``content`` is the hash of what was read last; ``as_of`` when it was last confirmed."""

fields = Table(
    "fields",
    metadata,
    *_owned(),
    Column("position", Integer, primary_key=True),
    *_words("name", "kind", "role"),
    Column("seen", JSONB, nullable=False),
)
"""``seen`` lists the distinct texts of a field, the most frequent first, capped."""

stages = Table(
    "stages",
    metadata,
    *_owned(),
    Column("position", Integer, primary_key=True),
    *_words("pipeline", "stage", "kind"),
)

deals = Table(
    "deals",
    metadata,
    *_owned(),
    Column("id", Text, primary_key=True),
    *_words("title", "link", "pipeline", "stage", "state"),
    Column("amount", Numeric),
    *_words("currency", "owner"),
    Column("created_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    Column("cycle_seconds", Numeric),
    Column("custom", JSONB, nullable=False),
    Index("deals_closed", "tenant", "connection", "closed_at"),
    Index("deals_created", "tenant", "connection", "created_at"),
)
"""``closed_at`` and ``cycle_seconds`` are empty while a deal is open. ``custom`` holds texts,
numbers and days (as ``2026-10-05``) by the title of the field."""
