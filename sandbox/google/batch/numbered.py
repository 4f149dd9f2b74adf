"""Things of a tab that carry a number unique in the file: found, added, replaced, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.google.batch.context import Batch, RefusedError
from sandbox.google.model import Tab

Json = dict[str, Any]


class Shelf:
    """One of the numbered lists of the tabs: where it hangs, its number, and how people call it."""

    def __init__(self, attribute: str, number: str, noun: str) -> None:
        self._attribute, self._number, self._noun = attribute, number, noun

    def all(self, batch: Batch) -> Iterator[tuple[Tab, Json]]:
        for tab in batch.spreadsheet.tabs:
            for one in getattr(tab, self._attribute):
                yield tab, one

    def find(self, batch: Batch, number: int) -> tuple[Tab, Json]:
        for tab, one in self.all(batch):
            if one[self._number] == number:
                return tab, one
        raise RefusedError(f"No {self._noun} with id: {number}")

    def has(self, batch: Batch, number: int) -> bool:
        return any(one[self._number] == number for _, one in self.all(batch))

    def number_for(self, batch: Batch, wanted: int | None) -> int:
        """The number asked for if it is free, else a new one."""
        taken = {one[self._number] for _, one in self.all(batch)}
        if wanted is None or wanted == 0:
            return batch.fresh_id(taken)
        if wanted in taken:
            raise RefusedError(f"A {self._noun} with id {wanted} already exists.")
        return wanted

    def add(self, tab: Tab, one: Json) -> None:
        setattr(tab, self._attribute, [*getattr(tab, self._attribute), one])

    def replace(self, tab: Tab, old: Json, new: Json) -> None:
        kept = [new if one is old else one for one in getattr(tab, self._attribute)]
        setattr(tab, self._attribute, kept)

    def remove(self, tab: Tab, old: Json) -> None:
        kept = [one for one in getattr(tab, self._attribute) if one is not old]
        setattr(tab, self._attribute, kept)
