"""The stash: columns of the hidden ``_okr`` tab that keep what a write lays itself over.

Google carries a batch out in one go, but knows no "only if nothing has changed". So every batch
first copies the cells it is going to write into the stash, each in its own row, and notes a word
that tells whether the batch was carried out at all. Whatever a person typed or moved there a moment
earlier is in the stash then. The next batch clears it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sync.core.following import Content, Grid
from sync.core.landing import Spot
from sync.documents.google_sheets.windows import Seen, Window
from sync.documents.ooxml.formulas import take_apart

Json = dict[str, Any]

OKR_COLUMNS = 26
"""So many columns of ``_okr`` are read; the others belong to the stash."""
MARK: Spot = (1, 40)
FIRST = 41
"""The first column of what is kept."""
_NEAR = 3
_MOST_SPANS = 20


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one tab, or some columns of them, and where in the stash they are kept; rows stay the
    same."""

    sheet_id: int
    left: int
    right: int
    spans: tuple[tuple[int, int], ...]
    """First and last rows."""
    at: int
    """First column in the stash."""

    @property
    def end(self) -> int:
        """The last column in the stash."""
        return self.at + self.right - self.left

    @property
    def bottom(self) -> int:
        return self.spans[-1][1]

    def requests(self, okr: int) -> list[Json]:
        """Copy the cells into the stash."""
        return [
            {"copyPaste": {
                "source": Window(self.sheet_id, top, self.left, bottom, self.right).grid_range(),
                "destination": Window(okr, top, self.at, bottom, self.end).grid_range(),
                "pasteType": "PASTE_FORMULA",
            }}
            for top, bottom in self.spans
        ]  # fmt: skip

    def windows(self, okr: int) -> list[Window]:
        return [Window(okr, top, self.at, bottom, self.end) for top, bottom in self.spans]

    def before(self, seen: Seen, okr: int) -> Grid:
        """The rows as they stood just before the write; references in formulas are shifted."""
        gap = [""] * (self.left - 1)
        return {
            row: gap + seen.grid(okr).get(row, [])[self.at - 1 : self.end]
            for top, bottom in self.spans
            for row in range(top, bottom + 1)
        }

    def home(self, spot: Spot, content: Content) -> Content:
        """A formula from the stash as it read in its own cell."""
        if not content.startswith("="):
            return content
        row, column = spot
        away = take_apart(content[1:], row, self.at + column - self.left)
        return "=" + away.at(row, column)


def make_band(sheet_id: int, rows: Iterable[int], columns: tuple[int, int], at: int) -> Band:
    """A band with these rows, from the first column to the last."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row - spans[-1][1] <= _NEAR:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    if len(spans) > _MOST_SPANS:
        spans = [[spans[0][0], spans[-1][1]]]
    return Band(sheet_id, *columns, tuple((top, bottom) for top, bottom in spans), at)


def clearing(okr: int, reach: tuple[int, int] = (0, 0)) -> Json:
    """Empty the stash, which reaches down and right so far; (0, 0) when that is not known."""
    ends = {"endRowIndex": reach[0], "endColumnIndex": reach[1]} if all(reach) else {}
    place = {"sheetId": okr, "startColumnIndex": OKR_COLUMNS, **ends}
    return {"updateCells": {"range": place, "fields": "userEnteredValue"}}


def growing(sheet_id: int, dimension: str, count: int) -> Json:
    """Further rows or columns; always added, never set, since people may have added some."""
    return {"appendDimension": {"sheetId": sheet_id, "dimension": dimension, "length": count}}


def marking(okr: int, word: str) -> Json:
    """Leave the word by which the batch is known."""
    start = {"sheetId": okr, "rowIndex": MARK[0] - 1, "columnIndex": MARK[1] - 1}
    row = {"values": [{"userEnteredValue": {"stringValue": word}}]}
    return {"updateCells": {"start": start, "rows": [row], "fields": "userEnteredValue"}}


def mark_window(okr: int) -> Window:
    return Window(okr, MARK[0], MARK[1], MARK[0], MARK[1])
