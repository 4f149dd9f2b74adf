"""One run of a document at a time.

While a run is at work, its own database session holds a lock on the address of the document. The
lock goes with the session, so a process that dies blocks nobody; the row it leaves is told to have
failed by whoever looks next.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, literal, select, update
from sqlalchemy.exc import SQLAlchemyError

from sync.core.vocabulary import Text
from sync.errors import SyncError
from sync.store.documents import document_at
from sync.store.errors import INTERRUPTED, AlreadyRunningError, unexpected
from sync.store.runs import fail_run, failure, lock_key, note_step
from sync.store.tables import TENANT, runs
from sync.store.values import column_text

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Start:
    """Which document is to be run, and what started it."""

    kind: str
    address: str
    title: str
    started_by: str
    """``cli`` or ``page``."""


class OpenRun:
    """A run at work. Used as a context, it notes why the run failed, and lets the lock go."""

    def __init__(self, engine: Engine, session: Connection, run: int, address: str) -> None:
        self.engine = engine
        self.run = run
        self.address = address
        self._session = session

    def note(self, step: str) -> None:
        """Tell those who watch what is being done."""
        logger.info("run=%s step=%s", self.run, step)
        note_step(self.engine, self.run, step)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        try:
            if error is not None:
                self._fail(error)
        finally:
            self.close()

    def close(self) -> None:
        """Let the lock go; when the session is broken, it has gone already."""
        try:
            self._session.execute(select(func.pg_advisory_unlock(_key(self.address))))
        except SQLAlchemyError:
            self._session.invalidate()
        self._session.close()

    def _fail(self, error: BaseException) -> None:
        logger.info("run=%s failed=%s", self.run, type(error).__name__)
        try:
            fail_run(self.engine, self.run, _words(error), _kind(error))
        except SQLAlchemyError:
            logger.warning("run=%s failure could not be noted", self.run)


def start_run(engine: Engine, start: Start) -> OpenRun:
    """Open a run of a document. Raises AlreadyRunningError while another one is at work."""
    session = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with closing_on_failure(session):
        if not session.scalar(select(func.pg_try_advisory_lock(_key(start.address)))):
            raise AlreadyRunningError(start.title, _since(session, start.address))
        with engine.begin() as connection:
            run = _open(connection, start)
    logger.info("run=%s started_by=%s kind=%s", run, start.started_by, start.kind)
    return OpenRun(engine, session, run, start.address)


@contextmanager
def closing_on_failure(session: Connection) -> Iterator[None]:
    """A session that is given up with all its locks when anything goes wrong."""
    try:
        yield
    except BaseException:
        session.invalidate()
        session.close()
        raise


def _open(connection: Connection, start: Start) -> int:
    """A new row; the lock is ours, so a row still at work was left by a process that is gone."""
    left = (runs.c.tenant == TENANT, runs.c.address == start.address, runs.c.state == "running")
    connection.execute(update(runs).where(*left).values(**failure(INTERRUPTED, "")))
    known = document_at(connection, start.address)
    row = insert(runs).values(
        document_id=known.id if known else None,
        kind=start.kind,
        address=start.address,
        title=column_text(start.title),
        started_by=start.started_by,
    )
    run: int = connection.execute(row.returning(runs.c.run)).scalar_one()
    return run


def _since(connection: Connection, address: str) -> datetime:
    """When the run at work was started, as the clocks of its document show it."""
    wanted = select(func.coalesce(func.max(runs.c.started), func.clock_timestamp())).where(
        runs.c.tenant == TENANT, runs.c.address == address, runs.c.state == "running"
    )
    found: datetime = connection.execute(wanted).scalar_one()
    known = document_at(connection, address)
    return found.astimezone(ZoneInfo(known.zone if known else "UTC"))


def _key(address: str) -> ColumnElement[int]:
    return lock_key(literal(address))


def _kind(error: BaseException) -> str:
    return type(error).__name__ if isinstance(error, Exception) else ""


def _words(error: BaseException) -> Text:
    if isinstance(error, SyncError):
        return error.text
    return unexpected(type(error).__name__) if isinstance(error, Exception) else INTERRUPTED
