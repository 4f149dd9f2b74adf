"""What runs found and did: the runs themselves, weeks, evidence, results."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _documents()
    _runs()
    _readings()
    _history()
    _found()


def _keys(*names: str) -> list[sa.Column[str]]:
    tenant = sa.Column("tenant", sa.Text, primary_key=True, server_default="local")
    return [tenant, *(sa.Column(name, sa.Text, primary_key=True) for name in names)]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names]


def _json(*names: str, empty: str | None = None) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.JSON, nullable=False, server_default=empty) for name in names]


def _documents() -> None:
    columns: list[sa.Column[Any]] = [
        *_words("title", "team", "cycle", "zone", "level"),
        sa.Column("language", sa.Text, nullable=False, server_default="en"),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        *_json("tabs", empty="{}"),
        sa.Column("last_run", sa.BigInteger),
        sa.Column("synced", sa.DateTime(timezone=True)),
    ]
    for column in columns:
        op.add_column("documents", column)
    op.create_index("documents_address", "documents", ["tenant", "address"])


def _runs() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "runs",
        *_keys(),
        sa.Column("run", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("document_id", sa.Text),
        *_words(
            "kind", "address", "title", "started_by", "step", "error_kind", "error_en", "error_ru"
        ),
        sa.Column("state", sa.Text, nullable=False, server_default="running"),
        sa.Column("started", moment, nullable=False, server_default=sa.func.now()),
        sa.Column("finished", moment),
        sa.Column("changes", sa.Integer),
        *_json("calls", "places", empty="{}"),
        *_json("told", empty="[]"),
    )
    op.create_index("runs_document", "runs", ["tenant", "document_id", "run"])
    op.create_index("runs_address", "runs", ["tenant", "address", "run"])


def _readings() -> None:
    op.create_table(
        "readings",
        *_keys(),
        sa.Column("run", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("metric", sa.Text, primary_key=True),
        sa.Column("value", sa.Numeric),
        *(sa.Column(name, sa.Integer, nullable=False)
          for name in ("counted", "cases", "not_counted")),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
    )  # fmt: skip


def _history() -> None:
    op.create_table(
        "history",
        *_keys("document_id", "kind"),
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_json("record"),
    )


def _found() -> None:
    op.create_table("evidence", *_keys("document_id", "metric"), *_json("reading", "records"))
    op.create_table("shown", *_keys("document_id"), *_json("records"))
    op.create_table(
        "results",
        *_keys("document_id"),
        sa.Column("run", sa.BigInteger),
        *_json("objectives", "key_results", "metrics", "problems"),
    )
