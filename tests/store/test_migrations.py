"""A database of an older version is brought up to date with what it holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from sync.store.database import HEAD, open_database
from sync.store.documents import document_of
from sync.store.history import history_of
from sync.store.runs import runs_of

MIGRATIONS = Path(__file__).parents[2] / "sync" / "store" / "migrations"
FILLED = (
    "INSERT INTO documents (document_id, kind, address) VALUES ('okr-old', 'xlsx', '/okr.xlsx')",
    "INSERT INTO connections (connection, kind, content, zone, as_of)"
    " VALUES ('export-okr-old', 'crm_export', 'abc', 'UTC', '2026-11-23T09:00:00Z')",
    "INSERT INTO deals (connection, id, title, link, pipeline, stage, state, amount, currency,"
    " owner, custom) VALUES ('export-okr-old', '101', 'Alpha', '', 'B2B', 'Won', 'won', 1250.50,"
    " 'RUB', '', '{}')",
)


def database_of(engine: Engine, name: str, revision: str) -> str:
    """The address of a new database with the schema of an earlier version."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = engine.url.set(database=name).render_as_string(hide_password=False)
    with create_engine(url).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        upgrade(config, revision)
    return url


def test_a_filled_database_of_the_first_version_keeps_what_it_holds(engine: Engine) -> None:
    url = database_of(engine, "first_version", "0001")
    with create_engine(url).begin() as connection:
        for statement in FILLED:
            connection.execute(text(statement))

    opened = open_database(url, Path())

    found = document_of(opened, "okr-old")
    assert found is not None
    assert (found.address, found.title, found.level) == ("/okr.xlsx", "/okr.xlsx", "")
    assert (runs_of(opened, "okr-old", 5), history_of(opened, "okr-old")) == ((), ())
    with opened.connect() as connection:
        deal = connection.execute(text("SELECT title, amount FROM deals")).one()
        as_of = connection.scalar(text("SELECT as_of FROM connections"))
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert (deal.title, str(deal.amount), version) == ("Alpha", "1250.50", HEAD)
    assert as_of == datetime(2026, 11, 23, 9, tzinfo=UTC)
