"""Documents seen, and the mirror of one CRM's deals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None


def upgrade() -> None:
    _documents()
    _connections()
    _fields()
    _stages()
    _deals()


def _tenant() -> sa.Column[str]:
    return sa.Column("tenant", sa.Text, primary_key=True, server_default="local")


def _connection() -> sa.Column[str]:
    return sa.Column("connection", sa.Text, primary_key=True)


def _moment(name: str, *, nullable: bool = False, now: bool = False) -> sa.Column[object]:
    default = sa.func.now() if now else None
    kind = sa.DateTime(timezone=True)
    return sa.Column(name, kind, nullable=nullable, server_default=default)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _documents() -> None:
    op.create_table(
        "documents",
        _tenant(),
        sa.Column("document_id", sa.Text, primary_key=True),
        *_words("kind", "address"),
        _moment("first_seen", now=True),
    )


def _connections() -> None:
    op.create_table(
        "connections",
        _tenant(),
        _connection(),
        *_words("kind", "content", "zone"),
        _moment("as_of"),
    )


def _fields() -> None:
    op.create_table(
        "fields",
        _tenant(),
        _connection(),
        sa.Column("position", sa.Integer, primary_key=True),
        *_words("name", "kind", "role"),
        sa.Column("seen", JSONB, nullable=False),
    )


def _stages() -> None:
    op.create_table(
        "stages",
        _tenant(),
        _connection(),
        sa.Column("position", sa.Integer, primary_key=True),
        *_words("pipeline", "stage", "kind"),
    )


def _deals() -> None:
    op.create_table(
        "deals",
        _tenant(),
        _connection(),
        sa.Column("id", sa.Text, primary_key=True),
        *_words("title", "link", "pipeline", "stage", "state"),
        sa.Column("amount", sa.Numeric),
        *_words("currency", "owner"),
        _moment("created_at", nullable=True),
        _moment("closed_at", nullable=True),
        sa.Column("cycle_seconds", sa.Numeric),
        sa.Column("custom", JSONB, nullable=False),
    )
    op.create_index("deals_closed", "deals", ["tenant", "connection", "closed_at"])
    op.create_index("deals_created", "deals", ["tenant", "connection", "created_at"])
