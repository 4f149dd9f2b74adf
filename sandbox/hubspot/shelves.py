"""The order in which records are listed, and what search can see of them.

A list goes by number. Search sees each record as it was when its last change reached the index,
which is some seconds late; records never change in place, so keeping the old one is enough.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.world.records import Change, Record

Key = Any
KeyOf = Callable[[Any], Key | None]
"""Gives what a record is sorted by; None when it has no such value."""


class Shelf:
    """The records of one kind: numbers in order, those in the bin apart."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.alive: list[int] = []
        self.binned: list[int] = []
        for record in records:
            (self.alive if record.deleted is None else self.binned).append(record.number)
        self.alive.sort()
        self.binned.sort()

    def take(self, change: Change) -> None:
        """Follow one change of the world."""
        number = change.after.number
        for numbers in (self.alive, self.binned):
            place = bisect_left(numbers, number)
            if place < len(numbers) and numbers[place] == number:
                numbers.pop(place)
        insort(self.alive if change.after.deleted is None else self.binned, number)

    def page(self, after: int, limit: int, *, archived: bool) -> tuple[list[int], bool]:
        """Numbers above one, and whether there are more."""
        numbers = self.binned if archived else self.alive
        place = bisect_right(numbers, after)
        return numbers[place : place + limit], place + limit < len(numbers)


class Index:
    """What search sees. ``keys`` tells how to sort by a property."""

    def __init__(self, records: Mapping[int, Record], keys: Callable[[str], KeyOf]) -> None:
        self.seen = {number: record for number, record in records.items() if record.deleted is None}
        self.version = 0
        self._keys = keys
        self._sorted: dict[str, list[tuple[Key, int]]] = {}
        self._coming: list[tuple[float, int, Change]] = []
        self._applied: dict[int, int] = {}

    def announce(self, due: float, change: Change) -> None:
        """A change that search will know of at a moment."""
        heapq.heappush(self._coming, (due, change.number, change))

    def settle(self, now: float) -> None:
        """Take in what has become known by now. A later change is never undone by an earlier."""
        while self._coming and self._coming[0][0] <= now:
            change = heapq.heappop(self._coming)[2]
            number = change.after.number
            if change.number > self._applied.get(number, 0):
                self._applied[number] = change.number
                self._replace(number, change.after if change.after.deleted is None else None)

    def sorted_by(self, name: str) -> list[tuple[Key, int]]:
        """Value and number of all records that have a value, in order."""
        if name not in self._sorted:
            key = self._keys(name)
            pairs = ((key(record), number) for number, record in self.seen.items())
            self._sorted[name] = sorted(pair for pair in pairs if pair[0] is not None)
        return self._sorted[name]

    def between(self, name: str, low: Key | None, high: Key | None) -> list[int]:
        """Numbers of records whose value lies between two, both included, in order."""
        pairs = self.sorted_by(name)
        first = 0 if low is None else bisect_left(pairs, (low,))
        last = len(pairs) if high is None else bisect_right(pairs, high, key=lambda pair: pair[0])
        return [number for _, number in pairs[first:last]]

    def forget(self, name: str) -> None:
        """A property is no longer what it was."""
        self._sorted.pop(name, None)

    def _replace(self, number: int, record: Record | None) -> None:
        before = self.seen.pop(number, None)
        for name, pairs in self._sorted.items():
            key = self._keys(name)
            if before is not None and (old := key(before)) is not None:
                place = bisect_left(pairs, (old, number))
                if place < len(pairs) and pairs[place] == (old, number):
                    pairs.pop(place)
            if record is not None and (new := key(record)) is not None:
                insort(pairs, (new, number))
        if record is not None:
            self.seen[number] = record
        self.version += 1
