"""What a change of the grid does to places: indexes, spans and rectangles of cells.

Rows and columns are counted from 0, spans are half-open. `axis` is ROWS or COLUMNS, as in a
DimensionRange. A change says which tab's grid it changes by the tab's title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sandbox.google.model import Area

Axis = Literal["ROWS", "COLUMNS"]


@dataclass(frozen=True, slots=True)
class Inserted:
    """`count` rows or columns before index `at`."""

    title: str
    axis: Axis
    at: int
    count: int

    def index(self, index: int) -> int | None:
        return index + self.count if index >= self.at else index

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Grows when the new ones come inside, and only then."""
        return self.index(start) or 0, (self.index(end - 1) or 0) + 1


@dataclass(frozen=True, slots=True)
class Deleted:
    """The rows or columns of `start` up to `end` are gone."""

    title: str
    axis: Axis
    start: int
    end: int

    def index(self, index: int) -> int | None:
        """None if it is gone."""
        if index < self.start:
            return index
        return index - (self.end - self.start) if index >= self.end else None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """What is left of it, None if nothing."""
        first, last = self._left_of(start), self._left_of(end)
        return (first, last) if first < last else None

    def _left_of(self, bound: int) -> int:
        return bound - max(0, min(bound, self.end) - self.start)


@dataclass(frozen=True, slots=True)
class Moved:
    """`start` up to `end` now stand before what was at `to` (counted before the move)."""

    title: str
    axis: Axis
    start: int
    end: int
    to: int

    def index(self, index: int) -> int | None:
        count = self.end - self.start
        if self.start <= index < self.end:
            return index + (self.to - self.start if self.to <= self.start else self.to - self.end)
        if self.to <= index < self.start:
            return index + count
        return index - count if self.end <= index < self.to else index

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Both ends follow their own row, as in every spreadsheet: a range can grow by that."""
        first, last = self.index(start) or 0, self.index(end - 1) or 0
        return min(first, last), max(first, last) + 1


GridChange = Inserted | Deleted | Moved


@dataclass(frozen=True, slots=True)
class Cut:
    """The cells of `source` (on the tab titled `title`) now stand at `row`, `column` of `onto`."""

    title: str
    source: Area
    onto: str
    row: int
    column: int

    @property
    def rows(self) -> int:
        """How far down the cells went."""
        return self.row - self.source.top

    @property
    def columns(self) -> int:
        return self.column - self.source.left


def changed_area(area: Area, change: GridChange) -> Area | None:
    """A rectangle on the changed tab after the change, None if nothing is left of it."""
    rows = change.axis == "ROWS"
    span = change.span(*((area.top, area.bottom) if rows else (area.left, area.right)))
    if span is None:
        return None
    if rows:
        return Area(area.sheet_id, span[0], area.left, span[1], area.right)
    return Area(area.sheet_id, area.top, span[0], area.bottom, span[1])
