"""Where documents made of databases have their tables and columns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "bindings",
        sa.Column("tenant", sa.Text, primary_key=True, server_default="local"),
        sa.Column("home", sa.Text, primary_key=True),
        sa.Column("binding", sa.JSON, nullable=False),
        sa.Column(
            "checked", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.Column("mark", sa.JSON),
        sa.Column("comments", sa.JSON, nullable=False, server_default="{}"),
    )
