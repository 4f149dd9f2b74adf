"""Brings the mirror of one connection up to date: everything the first time, then what changed.

Metrics are answered from the last complete state only. A first reading goes page by page into a
record set nobody counts by; what changed later is gathered whole and kept in one transaction. So a
pull that fails leaves what was complete before, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from psycopg.errors import LockNotAvailable
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from sync.core.ports import RecordSource
from sync.core.records import STREAMS, Description, Stream
from sync.errors import SourceError
from sync.mirror.backfill import Backfill, Progress
from sync.mirror.errors import (
    LoadingStoppedError,
    RecordsMissingError,
    StillLoadingError,
    SuddenlyEmptyError,
)
from sync.mirror.gathering import RESTARTS, Gatherer, News
from sync.mirror.publishing import Edition, drop, publish
from sync.mirror.streams import InUse, draft, drafts, held, in_use, reached
from sync.mirror.tables import TENANT
from sync.mirror.writing import known_stamps

SWEPT = timedelta(hours=1)
"""Deletions are looked for no more often."""
SLACK = 10
"""Records by which a first reading and the CRM's own count may differ."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull did."""

    as_of: datetime
    """By when the mirror is complete."""
    changed: int = 0
    """Records that came."""
    waited: bool = False
    """Another process pulled meanwhile, so nothing was asked."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a pull is to be done."""

    now: Callable[[], datetime]
    """With a zone."""
    progress: Progress = lambda _stream, _taken: None
    whole: bool = False
    """Read everything anew; the old records stay in use until then."""
    patience: timedelta = timedelta(minutes=10)
    """How long to wait for another process that pulls the same connection."""
    fresh_for: timedelta = timedelta(0)
    """How old the last complete state may be to be taken as it is."""


def pull(engine: Engine, connection: str, source: RecordSource, order: Order) -> Pulled:
    """Bring the mirror of a connection up to date. Raises SourceError; then what was complete
    before stays in use."""
    began = order.now()
    with engine.connect() as database:
        used = in_use(database, connection)
    if used and not order.whole and used.as_of > began - order.fresh_for:
        return Pulled(used.as_of, waited=True)
    with _alone(engine, connection, order.patience) as alone:
        with engine.connect() as database:
            used = in_use(database, connection)
        if used and not order.whole and (not alone or used.as_of > began - order.fresh_for):
            return Pulled(used.as_of, waited=True)
        if not alone:
            raise StillLoadingError(loading(engine, connection) or 0)
        return _Pull(engine, connection, source, order, began).run(used)


def loading(engine: Engine, connection: str) -> int | None:
    """Deals that a first reading has brought so far; None when there is a complete state."""
    with engine.connect() as database:
        names = [] if in_use(database, connection) else drafts(database, connection)
        places = reached(database, connection, names[-1]) if names else {}
        return places["deals"].taken if "deals" in places else None


@dataclass(frozen=True, slots=True)
class _Pull:
    engine: Engine
    connection: str
    source: RecordSource
    order: Order
    began: datetime

    def run(self, used: InUse | None) -> Pulled:
        if used is not None and not self.order.whole and self._is_same_account(used):
            return self._update(used)
        try:
            return self._read_all(used)
        except SourceError as error:
            if used is not None:
                raise
            taken = loading(self.engine, self.connection) or 0
            raise LoadingStoppedError(taken, error) from error

    def _is_same_account(self, used: InUse) -> bool:
        """A new token may be of the same account; a call tells."""
        return used.fingerprint == self.source.fingerprint or used.account == self.source.account()

    def _update(self, used: InUse) -> Pulled:
        """Ask for what changed."""
        due = used.swept_at is None or self.began - used.swept_at >= SWEPT
        description = self.source.describe(whole=due)
        gatherer = self._gatherer(used.records)
        news = gatherer.changes(self._since(used.records))
        for stream in STREAMS if due else ():
            gatherer.sweep(stream, news[stream])
        if not news["deals"].records:
            self._doubt_silence(used.records, gatherer, news["deals"], swept=due)
        swept_at = self.began if due else used.swept_at
        edition = self._edition(used.records, used.account, description, news, swept_at)
        return Pulled(self.began, publish(self.engine, edition))

    def _doubt_silence(self, records: str, gatherer: Gatherer, news: News, *, swept: bool) -> None:
        """No news may mean that nothing is shown to us any more."""
        found = self.source.count("deals")
        if 2 * found >= self._known(records, news):
            return
        if not swept:
            gatherer.sweep("deals", news)
        known = self._known(records, news)
        if 2 * found < known:
            raise SuddenlyEmptyError(found, known)

    def _read_all(self, used: InUse | None) -> Pulled:
        """Read everything; again, from the start, when too little came."""
        for _ in range(RESTARTS):
            try:
                return self._read_once(used)
            except RecordsMissingError:
                self._discard_drafts(used)
        return self._read_once(used)

    def _read_once(self, used: InUse | None) -> Pulled:
        account = self.source.account()
        with self.engine.connect() as database:
            records = draft(database, self.connection, account)
        now, progress = self.order.now, self.order.progress
        Backfill(self.engine, self.connection, records, self.source, now, progress).run()
        description = self.source.describe(whole=True)
        gatherer = self._gatherer(records)
        news = gatherer.changes(self._since(records))
        expected = {}
        for stream in STREAMS:
            gatherer.sweep(stream, news[stream])
            expected[stream] = self._expected(stream, news[stream])
        if used is not None and used.account == account:
            self._doubt_emptiness(used.records, records, news["deals"])
        edition = self._edition(records, account, description, news, self.began)
        publish(self.engine, replace(edition, expected=expected))
        with self.engine.connect() as database:
            return Pulled(self.began, sum(held(database, records, stream) for stream in STREAMS))

    def _expected(self, stream: Stream, news: News) -> int:
        """How many records there have to be at least, by the CRM's own count, which may lag."""
        count = self.source.count(stream)
        return count - min(SLACK, count // 10) - min(SLACK, len(news.deleted))

    def _doubt_emptiness(self, old: str, new: str, news: News) -> None:
        """Everything read anew is far less than before, and the bin does not explain it."""
        with self.engine.connect() as database:
            found = held(database, new, "deals") + len(news.records)
        known = self._known(old, news)
        if 2 * found < known:
            raise SuddenlyEmptyError(found, known)

    def _known(self, records: str, news: News) -> int:
        """Deals that are held and were not found in the bin."""
        with self.engine.connect() as database:
            gone = known_stamps(database, records, "deals", news.deleted)
            return held(database, records, "deals") - len(gone)

    def _since(self, records: str) -> dict[Stream, datetime]:
        with self.engine.connect() as database:
            places = reached(database, self.connection, records)
        return {stream: place.since for stream, place in places.items()}

    def _gatherer(self, records: str) -> Gatherer:
        return Gatherer(self.engine, records, self.source, self.began)

    def _edition(
        self,
        records: str,
        account: str,
        description: Description,
        news: Mapping[Stream, News],
        swept_at: datetime | None,
    ) -> Edition:
        source = self.source
        return Edition(
            self.connection, records, source.kind, account, source.fingerprint, self.began,
            description, news, swept_at, {},
        )  # fmt: skip

    def _discard_drafts(self, used: InUse | None) -> None:
        with self.engine.begin() as database:
            drop(database, self.connection, keep=used.records if used else "")


@contextmanager
def _alone(engine: Engine, connection: str, patience: timedelta) -> Iterator[bool]:
    """Whether nobody else pulls this connection until the block ends; waits for whoever does."""
    name = {"name": f"pull/{TENANT}/{connection}"}
    limit = max(1, round(patience.total_seconds() * 1000))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as database:
        database.execute(text(f"SET lock_timeout = {limit}"))
        try:
            database.execute(text("SELECT pg_advisory_lock(hashtextextended(:name, 0))"), name)
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            yield False
            return
        finally:
            database.execute(text("RESET lock_timeout"))
        try:
            yield True
        finally:
            database.execute(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), name)
