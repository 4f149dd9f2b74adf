"""Windows onto cells: rectangles of tabs that a write reads back, and what is seen through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sync.core.following import Content
from sync.core.grid import letters_of
from sync.documents.google_sheets.cells import content_of

Json = dict[str, Any]

BACK_FIELDS = (
    "sheets(properties(sheetId,title),data(startRow,startColumn,"
    "rowData(values(userEnteredValue,effectiveValue))))"
)


@dataclass(frozen=True, slots=True)
class Window:
    """Rows and columns counted from 1, ends included; 0 is an open end."""

    sheet_id: int
    top: int = 1
    left: int = 1
    bottom: int = 0
    right: int = 0

    def grid_range(self) -> Json:
        """As the API names it by the tab's id."""
        wanted = {"sheetId": self.sheet_id, "startRowIndex": self.top - 1,
                  "startColumnIndex": self.left - 1}  # fmt: skip
        ends = {"endRowIndex": self.bottom, "endColumnIndex": self.right}
        return wanted | {name: end for name, end in ends.items() if end}

    def a1(self, title: str) -> str:
        """As the API names it by the tab's title."""
        name = "'" + title.replace("'", "''") + "'"
        start = f"{letters_of(self.left)}{self.top}"
        end = f"{letters_of(self.right) if self.right else ''}{self.bottom or ''}"
        if not end and (self.top, self.left) == (1, 1):
            return name
        if not self.right and self.left == 1:
            return f"{name}!{self.top}:{self.bottom}"
        if not self.bottom and self.top == 1:
            return f"{name}!{letters_of(self.left)}:{end}"
        return f"{name}!{start}:{end}"


@dataclass(slots=True)
class Seen:
    """What stands behind the windows, by tab."""

    titles: dict[int, str] = field(default_factory=dict)
    rows: dict[int, dict[int, list[Content]]] = field(default_factory=dict)
    """Sheet id → row → contents."""

    def grid(self, sheet_id: int) -> dict[int, list[Content]]:
        return self.rows.get(sheet_id, {})

    def at(self, sheet_id: int, row: int, column: int) -> Content:
        line = self.grid(sheet_id).get(row, [])
        return line[column - 1] if column <= len(line) else ""


def look(answer: Mapping[str, Any]) -> Seen:
    """An answer with ``BACK_FIELDS``. Rows without a cell inside a window are there, too."""
    seen = Seen()
    for sheet in answer.get("sheets", ()):
        about = sheet["properties"]
        seen.titles[about["sheetId"]] = about["title"]
        grid = seen.rows.setdefault(about["sheetId"], {})
        for part in sheet.get("data", ()):
            left = part.get("startColumn", 0)
            for number, line in enumerate(part.get("rowData", ()), part.get("startRow", 0) + 1):
                _put(grid.setdefault(number, []), left, line.get("values", ()))
    return seen


def _put(line: list[Content], left: int, cells: Iterable[Json]) -> None:
    found = [content_of(cell) for cell in cells]
    line.extend([""] * (left + len(found) - len(line)))
    line[left : left + len(found)] = found
