"""The tables of the mirror. Migrations in ``sync.store`` make them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

TENANT = "local"
"""The tenant of an installation that serves one team; the only one so far."""


def _owned(*names: str) -> list[Column[str]]:
    tenant = Column("tenant", Text, primary_key=True, server_default=TENANT)
    return [tenant, *(Column(name, Text, primary_key=True) for name in ("connection", *names))]


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _maybe(*names: str) -> list[Column[str]]:
    """Words that are blank where nobody says them: in exports."""
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _shown() -> Column[bool]:
    return Column("shown", Boolean, nullable=False, server_default=true())


connections = Table(
    "connections",
    metadata,
    *_owned(),
    *_words("kind", "content", "zone"),
    Column("as_of", DateTime(timezone=True), nullable=False),
    *_maybe("records", "currency"),
    Column("swept_at", DateTime(timezone=True)),
)
"""``content`` is the hash of what was read last; ``as_of`` when it was last confirmed. ``records``
is the name under which its records stand, blank where it is the same: a CRM that is read anew in
full keeps its old records in use until all the new ones are there. ``currency`` is that of the
account; ``swept_at`` is when deletions were last looked for."""

fields = Table(
    "fields",
    metadata,
    *_owned(),
    Column("position", Integer, primary_key=True),
    *_words("name", "kind", "role"),
    Column("seen", JSONB, nullable=False),
    *_maybe("key"),
    Column("options", JSONB, nullable=False, server_default="{}"),
)
"""``seen`` lists the distinct texts of a field, the most frequent first, capped. ``key`` is what
the field is called in ``deals.custom``, blank where that is its name; ``options`` maps what stands
there to the words people see."""

stages = Table(
    "stages",
    metadata,
    *_owned(),
    Column("position", Integer, primary_key=True),
    *_words("pipeline", "stage", "kind"),
    *_maybe("pipeline_id", "stage_id"),
    _shown(),
)
"""A stage that is no longer shown has left the CRM but stands in histories."""

owners = Table("owners", metadata, *_owned("id"), *_maybe("name"), _shown())

deals = Table(
    "deals",
    metadata,
    *_owned("id"),
    *_words("title", "link", "pipeline", "stage", "state"),
    Column("amount", Numeric),
    *_words("currency", "owner"),
    Column("created_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    Column("cycle_seconds", Numeric),
    Column("custom", JSONB, nullable=False),
    *_maybe("pipeline_id", "stage_id", "owner_id"),
    Column("close_date", DateTime(timezone=True)),
    Column("modified_at", DateTime(timezone=True)),
    Index("deals_closed", "tenant", "connection", "closed_at"),
    Index("deals_created", "tenant", "connection", "created_at"),
)
"""``closed_at`` and ``cycle_seconds`` are empty while a deal is open. ``custom`` holds texts,
numbers and days (as ``2026-10-05``) by the title of the field, or by its key.

Of a CRM that is asked over its API, names, state, ``closed_at`` and ``cycle_seconds`` are worked
out from ids and histories (``sync.mirror.deriving``); ``close_date`` is what the deal shows."""

stage_changes = Table(
    "stage_changes",
    metadata,
    *_owned("deal_id"),
    Column("at", DateTime(timezone=True), primary_key=True),
    Column("stage_id", Text, primary_key=True),
)
"""Since when a deal stood in a stage, its first one included; also of deals merged into others."""

activities = Table(
    "activities",
    metadata,
    *_owned("kind", "id"),
    *_maybe("title", "link", "state", "owner_id", "owner", "deal_id"),
    Column("at", DateTime(timezone=True)),
    Column("seconds", Numeric),
    Column("modified_at", DateTime(timezone=True)),
    Index("activities_at", "tenant", "connection", "kind", "at"),
)

tombstones = Table(
    "tombstones",
    metadata,
    *_owned("kind", "id"),
    *_maybe("merged_into"),
    Column("created_at", DateTime(timezone=True)),
)
"""Records that were deleted, or merged into another."""

streams = Table(
    "streams",
    metadata,
    *_owned("records", "stream"),
    *_maybe("cursor"),
    Column("since", DateTime(timezone=True)),
    Column("taken", BigInteger, nullable=False, server_default="0"),
    Column("finished", Boolean, nullable=False, server_default="false"),
)
"""How far each kind of record was read. While ``records`` are being read in full: ``cursor`` is the
page that comes next and ``taken`` how many came. ``since``: from which change on to ask next."""
