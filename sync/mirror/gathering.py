"""Finds out what changed in a CRM since the mirror last looked. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from sync.core.ports import RecordSource
from sync.core.records import STREAMS, Bound, LiveRecord, Stamp, Stream
from sync.mirror.errors import PagesRepeatError
from sync.mirror.tables import tombstones
from sync.mirror.writing import known_stamps, ours

OVERLAP = timedelta(minutes=5)
"""Changes of so long ago are asked for again: a CRM's search index lags behind its records."""
TRUSTED = timedelta(hours=1)
"""Our clock may be ahead of the CRM's, so without news the next question moves on only so far."""
RESTARTS = 2


@dataclass(slots=True)
class News:
    """What changed in one kind of record."""

    since: datetime
    """From which change on to ask next time."""
    records: list[LiveRecord] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    vanished: set[str] = field(default_factory=set)
    """What had been deleted before and cannot be brought back any more."""

    def __bool__(self) -> bool:
        return bool(self.records or self.deleted or self.vanished)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Asks one source about the records that stand under one name."""

    engine: Engine
    records: str
    source: RecordSource
    now: datetime
    """When the pull began."""

    def changes(self, since: Mapping[Stream, datetime]) -> dict[Stream, News]:
        """Records changed since, as they are now. Raises SourceError."""
        return {stream: self._changed(stream, since[stream]) for stream in STREAMS}

    def sweep(self, stream: Stream, news: News) -> None:
        """Look for deletions, and for what came back without being told of."""
        here = self._deleted(stream)
        with self.engine.connect() as database:
            stones = tombstones.c
            mine = *ours(tombstones, self.records), stones.kind == stream
            known = database.execute(select(stones.id, stones.merged_into).where(*mine)).all()
        news.deleted |= here - {row.id for row in known}
        left = sorted({row.id for row in known if not row.merged_into} - here)
        back = {one.id: one for one in self.source.fetch(stream, left)} if left else {}
        news.records += back.values()
        news.vanished |= set(left) - back.keys()

    def _changed(self, stream: Stream, since: datetime) -> News:
        seen: dict[str, datetime] = {}
        for stamps in self._pages(stream, Bound(since)):
            seen |= {stamp.id: stamp.modified for stamp in stamps}
        with self.engine.connect() as database:
            known = known_stamps(database, self.records, stream, list(seen))
        fresh = [id_ for id_, at in seen.items() if id_ not in known or known[id_] < at]
        latest = max([since + OVERLAP, *seen.values(), self.now - TRUSTED])
        news = News(max(since, min(latest, self.now) - OVERLAP))
        news.records = list(self.source.fetch(stream, fresh)) if fresh else []
        return news

    def _pages(self, stream: Stream, bound: Bound) -> Iterator[Sequence[Stamp]]:
        """Pages of changes; where they lead in a circle, again from the start, twice at most."""
        for _ in range(RESTARTS + 1):
            met: set[Bound] = set()
            following: Bound | None = bound
            while following is not None and following not in met:
                met.add(following)
                page = self.source.changed(stream, following)
                yield page.stamps
                following = page.following
            if following is None:
                return
        raise PagesRepeatError

    def _deleted(self, stream: Stream) -> set[str]:
        for _ in range(RESTARTS + 1):
            met: set[str] = set()
            found: set[str] = set()
            cursor = ""
            while cursor not in met:
                met.add(cursor)
                page = self.source.deleted(stream, cursor)
                found |= set(page.ids)
                cursor = page.following
                if not cursor:
                    return found
        raise PagesRepeatError
