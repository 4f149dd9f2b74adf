"""Reads all records of a CRM, page by page, so that a process killed anywhere goes on from there.

Pages are kept together with the place of the next one, a few at a time. Nobody counts by these
records until ``pull`` puts them in use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from sync.core.ports import RecordSource
from sync.core.records import STREAMS, LiveRecord, Page, Stream
from sync.mirror.errors import PagesRepeatError
from sync.mirror.gathering import OVERLAP, RESTARTS, TRUSTED
from sync.mirror.streams import Reached, note_reached, reached
from sync.mirror.writing import put

KEPT_AT_ONCE = 500
"""Records; a process that is killed asks again for the pages that were not kept yet."""

Progress = Callable[[Stream, int], None]
"""Told the kind of record and how many of it have come."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """Fills one set of records from one source."""

    engine: Engine
    connection: str
    records: str
    source: RecordSource
    now: Callable[[], datetime]
    progress: Progress

    def run(self) -> None:
        """Read what has not come yet. Raises SourceError; what has come stays."""
        for stream in STREAMS:
            self._run(stream)

    def _run(self, stream: Stream) -> None:
        place = self._place(stream)
        for _ in range(RESTARTS + 1):
            if self._finish(stream, place):
                return
            place = replace(place, cursor="", taken=0)
        raise PagesRepeatError

    def _finish(self, stream: Stream, place: Reached) -> bool:
        """Read to the end; False when the pages lead in a circle."""
        met: set[str] = set()
        ids: set[str] = set()
        came: list[LiveRecord] = []
        try:
            while not place.finished:
                page = self.source.page(stream, place.cursor)
                new = {record.id for record in page.records} - ids
                if page.following in met or (page.records and not new):
                    return False
                met.add(page.following)
                ids |= new
                came += page.records
                place = _after(place, page)
                if len(came) >= KEPT_AT_ONCE or place.finished:
                    self._keep(stream, place, came)
                    came = []
                self.progress(stream, place.taken)
        finally:
            if came:
                self._keep(stream, place, came)
        return True

    def _keep(self, stream: Stream, place: Reached, came: Sequence[LiveRecord]) -> None:
        with self.engine.begin() as database:
            put(database, self.records, stream, came)
            note_reached(database, self.connection, self.records, stream, place)

    def _place(self, stream: Stream) -> Reached:
        """Where to go on. After the last page follows what changed since the first one, by a clock
        that may be wrong."""
        with self.engine.begin() as database:
            place = reached(database, self.connection, self.records).get(stream)
            if place is None:
                place = Reached(self.now() - TRUSTED - OVERLAP)
                note_reached(database, self.connection, self.records, stream, place)
        return place


def _after(place: Reached, page: Page) -> Reached:
    taken = place.taken + len(page.records)
    return replace(place, cursor=page.following, taken=taken, finished=not page.following)
