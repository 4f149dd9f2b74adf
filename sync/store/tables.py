"""The tables of the store. The mirror's own are in ``sync.mirror.tables``."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, MetaData, Table, Text, func

metadata = MetaData()

TENANT = "local"
"""The tenant of an installation that serves one team; the only one so far."""

documents = Table(
    "documents",
    metadata,
    Column("tenant", Text, primary_key=True, server_default=TENANT),
    Column("document_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("first_seen", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
