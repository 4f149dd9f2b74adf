"""The mirror of a CRM that is asked over its API: names by id, histories, activities, cursors."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _known_tables()
    _owners()
    _stage_changes()
    _activities()
    _tombstones()
    _streams()


def _key(*names: str) -> list[sa.Column[str]]:
    tenant = sa.Column("tenant", sa.Text, primary_key=True, server_default="local")
    others = [sa.Column(name, sa.Text, primary_key=True) for name in ("connection", *names)]
    return [tenant, *others]


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names]


def _known_tables() -> None:
    """Exports leave what is new here blank."""
    added: dict[str, list[sa.Column[Any]]] = {
        "connections": [*_words("records", "currency"), _moment("swept_at")],
        "fields": [
            *_words("key"),
            sa.Column("options", JSONB, nullable=False, server_default="{}"),
        ],
        "stages": [
            *_words("pipeline_id", "stage_id"),
            sa.Column("shown", sa.Boolean, nullable=False, server_default=sa.true()),
        ],
        "deals": [
            *_words("pipeline_id", "stage_id", "owner_id"),
            _moment("close_date"),
            _moment("modified_at"),
        ],
    }
    for table, columns in added.items():
        for column in columns:
            op.add_column(table, column)


def _owners() -> None:
    shown = sa.Column("shown", sa.Boolean, nullable=False, server_default=sa.true())
    op.create_table("owners", *_key("id"), *_words("name"), shown)


def _stage_changes() -> None:
    at = sa.Column("at", sa.DateTime(timezone=True), primary_key=True)
    stage = sa.Column("stage_id", sa.Text, primary_key=True)
    op.create_table("stage_changes", *_key("deal_id"), at, stage)


def _activities() -> None:
    op.create_table(
        "activities",
        *_key("kind", "id"),
        *_words("title", "link", "state", "owner_id", "owner", "deal_id"),
        _moment("at"),
        sa.Column("seconds", sa.Numeric),
        _moment("modified_at"),
    )
    op.create_index("activities_at", "activities", ["tenant", "connection", "kind", "at"])


def _tombstones() -> None:
    op.create_table(
        "tombstones", *_key("kind", "id"), *_words("merged_into"), _moment("created_at")
    )


def _streams() -> None:
    op.create_table(
        "streams",
        *_key("records", "stream"),
        *_words("cursor"),
        _moment("since"),
        sa.Column("taken", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.false()),
    )
