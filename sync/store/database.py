"""Opens the database and brings its schema up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError

from sync.store import embedded
from sync.store.errors import (
    DatabaseAddressError,
    DatabaseNewerError,
    DatabaseUnreachableError,
)

HEAD = "0004"
"""The newest revision in ``migrations``; kept here so that a current database opens without
importing the migration tool."""

MIGRATION_LOCK = 716_150_201
"""Any number, the same in every process: one of them migrates, the others wait."""


def open_database(url: str | None, data_dir: Path) -> Engine:
    """The database at ``url``, or the embedded one in ``data_dir``, with the current schema.

    Raises SyncError in both languages when there is none.
    """
    engine = create_engine(_address(url or embedded.start(data_dir)), pool_pre_ping=True)
    try:
        with engine.begin() as connection:
            _migrate(connection)
    except OperationalError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise DatabaseUnreachableError(place, _first_line(error)) from error
    return engine


def _address(url: str) -> str:
    """The same address with the driver this package ships named in it."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseAddressError from error
    if parsed.drivername.split("+")[0] not in {"postgres", "postgresql"}:
        raise DatabaseAddressError
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _migrate(connection: Connection) -> None:
    if _revision(connection) == HEAD:
        return
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    found = _revision(connection)
    if found and found > HEAD:
        raise DatabaseNewerError(found)
    if found != HEAD:
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    from alembic.command import upgrade  # noqa: PLC0415  # slow to import, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    upgrade(config, HEAD)


def _first_line(error: OperationalError) -> str:
    return str(error.orig).strip().splitlines()[0]
