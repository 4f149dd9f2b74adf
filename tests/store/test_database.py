"""Opening the database: the embedded one, a given one, none at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, create_engine, text

from sync.errors import SyncError
from sync.mirror import tables as mirror
from sync.store import tables as store
from sync.store.database import HEAD, open_database
from sync.store.errors import (
    DatabaseAddressError,
    DatabaseNewerError,
    DatabaseStartError,
    DatabaseUnreachableError,
    DataFolderError,
)

ROOT = Path(__file__).parents[2]
OPEN_AND_COUNT = """
import sys, time
from pathlib import Path
from sqlalchemy import text
from sync.store.database import open_database
from sync.store.documents import address_of, remember
engine = open_database(None, Path(sys.argv[1]))
remember(engine, sys.argv[2], "xlsx", "/somewhere")
assert address_of(engine, sys.argv[2]) == "/somewhere"
with engine.connect() as connection:
    print(connection.scalar(text("SELECT count(*) FROM documents")))
"""


def run(folder: Path, document: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPEN_AND_COUNT, str(folder), document]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("XDG_RUNTIME_DIR", None)
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip


@pytest.mark.slow
def test_processes_share_one_folder_and_leave_nothing_running(own_folder: Path) -> None:
    """Three at once on a new folder: one starts it, the others wait; the last one stops it."""
    folder = own_folder / ("deep" * 30)

    together = [run(folder, f"doc-{number}") for number in range(3)]
    outputs = [process.communicate(timeout=60) for process in together]
    last, errors = run(folder, "doc-last").communicate(timeout=60)

    assert [process.returncode for process in together] == [0, 0, 0]
    assert [error for _, error in outputs] == ["", "", ""]
    assert (last.strip(), errors) == ("4", "")
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_a_folder_that_cannot_be_written_to() -> None:
    with pytest.raises(DataFolderError, match="OKR_DATA_DIR") as caught:
        open_database(None, Path(os.devnull) / "data")

    assert "OKR_DATA_DIR" in caught.value.text.ru


def test_a_folder_with_something_else_in_the_place_of_the_database(own_folder: Path) -> None:
    (own_folder / "postgres").write_text("not a folder")

    with pytest.raises(DatabaseStartError, match="DATABASE_URL") as caught:
        open_database(None, own_folder)

    assert "не запустилась" in caught.value.text.ru


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseUnreachableError) as caught:
        open_database("postgresql://me:secret@127.0.0.1:9/okr", Path())

    assert "127.0.0.1:9" in str(caught.value)
    assert "secret" not in caught.value.text.en + caught.value.text.ru


@pytest.mark.parametrize("url", ["mysql://localhost/x", "nonsense", "sqlite://"])
def test_an_address_of_something_else(url: str) -> None:
    with pytest.raises(DatabaseAddressError, match="postgresql://"):
        open_database(url, Path())


def test_a_given_address_works_with_any_driver_name(engine: Engine) -> None:
    url = engine.url.set(drivername="postgres").render_as_string(hide_password=False)

    again = open_database(url, Path("not used"))

    assert again.url == engine.url


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    newer = fresh_database(engine, "newer")
    open_database(newer, Path())
    with create_engine(newer).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseNewerError, match="9999"):
        open_database(newer, Path())


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "sync" / "store" / "migrations"))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_of_the_code(engine: Engine) -> None:
    joined = MetaData()
    for metadata in (store.metadata, mirror.metadata):
        for table in metadata.sorted_tables:
            table.to_metadata(joined)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, joined) == []


def test_every_table_carries_a_tenant() -> None:
    for metadata in (store.metadata, mirror.metadata):
        for table in metadata.sorted_tables:
            assert table.c.tenant.primary_key, table.name


def test_errors_speak_both_languages_and_say_what_to_do() -> None:
    errors: list[SyncError] = [
        DataFolderError(Path("x")), DatabaseStartError(Path("x"), "why"),
        DatabaseUnreachableError("x", "why"), DatabaseAddressError(), DatabaseNewerError("2"),
    ]  # fmt: skip

    for error in errors:
        assert "OKR_DATA_DIR" in str(error) or "DATABASE_URL" in str(error)
        assert error.text.ru != error.text.en


def fresh_database(engine: Engine, name: str) -> str:
    """The address of a new empty database on the same server."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return engine.url.set(database=name).render_as_string(hide_password=False)
