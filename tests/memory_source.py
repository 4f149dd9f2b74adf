"""A CRM in memory: the port of a source over lists, with pages as small as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.core.records import (
    Bound,
    Changed,
    Deleted,
    Description,
    LiveRecord,
    Page,
    Stamp,
    Stream,
)

EMPTY = Description((), (), (), "RUB", "Europe/Moscow")


@dataclass
class MemorySource:
    """Records by kind; what is gone stands in ``bin``."""

    records: dict[Stream, list[LiveRecord]] = field(default_factory=dict)
    bin: dict[Stream, list[str]] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    description: Description = EMPTY
    size: int = 2
    kind: str = "hubspot"
    fingerprint: str = "memory"

    def account(self) -> str:
        return "memory"

    def describe(self, *, whole: bool) -> Description:
        return self.description

    def page(self, stream: Stream, cursor: str) -> Page:
        found = sorted(self.records.get(stream, ()), key=lambda one: one.id)
        left = [one for one in found if one.id > cursor]
        more = len(left) > self.size
        return Page(tuple(left[: self.size]), left[self.size - 1].id if more else "")

    def changed(self, stream: Stream, since: Bound) -> Changed:
        found = [
            Stamp(one.id, one.modified) for one in self.records.get(stream, ())
            if (one.modified == since.at and one.id > since.after if since.after
                else one.modified >= since.at)
        ]  # fmt: skip
        if since.after:
            found.sort()
            more = Bound(since.at, found[self.size - 1].id) if len(found) > self.size else None
            later = [one.modified for one in self.records[stream] if one.modified > since.at]
            after = Bound(min(later)) if later else None
            return Changed(tuple(found[: self.size]), more or after)
        found.sort(key=lambda stamp: (stamp.modified, stamp.id))
        page = tuple(found[: self.size])
        if len(found) <= self.size:
            return Changed(page, None)
        last = page[-1].modified
        return Changed(page, Bound(last) if last > since.at else Bound(since.at, "0"))

    def fetch(self, stream: Stream, ids: Sequence[str]) -> tuple[LiveRecord, ...]:
        wanted = {self.merged.get(id_, id_) for id_ in ids}
        return tuple(one for one in self.records.get(stream, ()) if one.id in wanted)

    def deleted(self, stream: Stream, cursor: str) -> Deleted:
        left = [id_ for id_ in sorted(self.bin.get(stream, ())) if id_ > cursor]
        more = len(left) > self.size
        return Deleted(tuple(left[: self.size]), left[self.size - 1] if more else "")

    def count(self, stream: Stream) -> int:
        return len(self.records.get(stream, ()))
