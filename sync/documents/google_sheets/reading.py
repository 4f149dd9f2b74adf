"""What is asked for when a spreadsheet is read, and what the answer becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sync.core.following import Content
from sync.core.grid import Area, Sheet, clean
from sync.core.schema import OKR, TABS, find_tab
from sync.core.tabs import HEAD_ROWS
from sync.core.vocabulary import EMPTY, Cell
from sync.documents.google_sheets.cells import FIELDS, content_of, make_cell
from sync.documents.google_sheets.spelling import is_localised, to_core, to_local
from sync.documents.google_sheets.stash import FIRST, OKR_COLUMNS

Json = dict[str, Any]

TAB_FIELDS = (
    "sheets.properties(sheetId,title,index,hidden,sheetType,gridProperties(rowCount,columnCount))"
)
"""For a list of the tabs."""
READ_FIELDS = (
    "properties(title,locale),sheets(properties(sheetId,title,index,hidden,gridProperties(rowCount,"
    f"columnCount)),merges,data(startRow,startColumn,rowData(values({FIELDS}))))"
)
HEAD_COLUMNS = 39
"""Short of the stash, should a tab be an ``_okr`` under another name."""
MOST_STRANGERS = 40
"""Tabs under strange names whose heads are looked at."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A tab as the list of tabs has it."""

    id: int
    title: str
    rows: int
    columns: int

    @property
    def key(self) -> str:
        """The tab of ours that has its title; empty for others."""
        tab = find_tab(clean(self.title) or "")
        return tab.key if tab is not None and tab.columns else ""


@dataclass(slots=True)
class TabRead:
    """One tab as read."""

    id: int
    sheet: Sheet
    rows: int
    columns: int
    """Size of its grid, which is larger than what is filled."""
    raw: list[list[Json]] = field(default_factory=list)
    """Google's own cells."""

    def raw_cell(self, row: int, column: int) -> Json:
        """A cell counted from 1."""
        line = self.raw[row - 1] if row <= len(self.raw) else []
        return line[column - 1] if column <= len(line) else {}

    def contents(self, row: int) -> tuple[Content, ...]:
        """What a row holds, as ``landing`` compares it."""
        return contents(self.raw[row - 1]) if row <= len(self.raw) else ()

    def put(self, row: int, column: int, cell: Cell, raw: Json) -> None:
        """Note what was written."""
        self.sheet.put(row, column, cell)
        self.raw.extend([] for _ in range(row - len(self.raw)))
        line = self.raw[row - 1]
        line.extend({} for _ in range(column - len(line)))
        line[column - 1] = raw


@dataclass(slots=True)
class Book:
    """A spreadsheet as read, its tabs in order."""

    title: str
    tabs: list[TabRead]
    localised: bool
    """Whether formulas come and go in the spelling of the locale."""

    @property
    def sheets(self) -> list[Sheet]:
        return [tab.sheet for tab in self.tabs]

    def spell(self, formula: str) -> str:
        """A formula of ours as this spreadsheet wants it."""
        return to_local(formula) if self.localised else formula

    def with_tabs(self, others: Iterable[TabRead]) -> Book:
        """The same with some tabs read anew."""
        newer = {tab.id: tab for tab in others}
        return replace(self, tabs=[newer.get(tab.id, tab) for tab in self.tabs])


def listed(answer: Mapping[str, Any]) -> list[Listed]:
    """The tabs that are grids."""
    found = []
    for sheet in answer.get("sheets", ()):
        about = sheet["properties"]
        size = about.get("gridProperties", {})
        if about.get("sheetType", "GRID") == "GRID":
            rows, columns = size.get("rowCount", 0), size.get("columnCount", 0)
            found.append(Listed(about["sheetId"], about["title"], rows, columns))
    return found


def first_filters(tabs: Sequence[Listed]) -> list[Json]:
    """Our tabs whole, of others the beginnings."""
    strangers = [tab for tab in tabs if not tab.key][:MOST_STRANGERS]
    ours = [whole(tab.key, tab.id, tab.columns) for tab in tabs if tab.key]
    return [*ours, *map(head, strangers)]


def whole(key: str, sheet_id: int, columns: int) -> Json:
    """All filled cells of a tab; of ``_okr`` without its stash, for which it has to have so many
    columns."""
    bounds = {"endColumnIndex": OKR_COLUMNS} if key == OKR.key and columns >= FIRST else {}
    return {"gridRange": {"sheetId": sheet_id, **bounds}}


def head(tab: Listed) -> Json:
    """As much of a tab as tells what it is."""
    rows, columns = min(tab.rows, HEAD_ROWS), min(tab.columns, HEAD_COLUMNS)
    return {"gridRange": {"sheetId": tab.id, "endRowIndex": rows, "endColumnIndex": columns}}


def parse_book(answer: Mapping[str, Any]) -> Book:
    """A spreadsheet from an answer with ``READ_FIELDS``."""
    about = answer.get("properties", {})
    parts = sorted(answer.get("sheets", ()), key=lambda sheet: sheet["properties"].get("index", 0))
    grids = [_raw_rows(sheet.get("data", ())) for sheet in parts]
    localised = is_localised(str(about.get("locale", "")), _formulas(grids))
    tabs = [_tab(sheet, rows, localised) for sheet, rows in zip(parts, grids, strict=True)]
    return Book(str(about.get("title", "")), tabs, localised)


def contents(line: Sequence[Json]) -> tuple[Content, ...]:
    """What a row of Google's cells holds, as ``landing`` compares it."""
    return tuple(content_of(cell) for cell in line)


def column_keys() -> frozenset[str]:
    """The tabs of the schema that are read at all."""
    return frozenset(key for key, tab in TABS.items() if tab.columns)


def _tab(sheet: Mapping[str, Any], raw: list[list[Json]], localised: bool) -> TabRead:
    about = sheet["properties"]
    size = about.get("gridProperties", {})
    rows = [_line(line, number if localised else 0) for number, line in enumerate(raw, 1)]
    while rows and not rows[-1]:
        rows.pop()
    merges = tuple(_area(merge) for merge in sheet.get("merges", ()))
    read = Sheet(about["title"], rows, bool(about.get("hidden")), merges)
    return TabRead(about["sheetId"], read, size.get("rowCount", 0), size.get("columnCount", 0), raw)


def _line(line: Sequence[Json], localised_row: int) -> list[Cell]:
    """The cells of a row; its number when formulas have to be translated, else 0."""
    cells = [make_cell(raw) if raw else EMPTY for raw in line]
    if localised_row:
        cells = [replace(c, formula=to_core(c.formula, localised_row)) if c.formula else c
                 for c in cells]  # fmt: skip
    while cells and cells[-1] is EMPTY:
        cells.pop()
    return cells


def _raw_rows(parts: Iterable[Mapping[str, Any]]) -> list[list[Json]]:
    rows: list[list[Json]] = []
    for part in parts:
        top, left = part.get("startRow", 0), part.get("startColumn", 0)
        for number, line in enumerate(part.get("rowData", ()), top):
            values = line.get("values", ())
            rows.extend([] for _ in range(number + 1 - len(rows)))
            old = rows[number]
            old.extend({} for _ in range(left + len(values) - len(old)))
            old[left : left + len(values)] = values
    return rows


def _formulas(grids: Sequence[list[list[Json]]]) -> Iterator[str]:
    for rows in grids:
        for line in rows:
            for cell in line:
                formula = cell.get("userEnteredValue", {}).get("formulaValue")
                if formula:
                    yield formula[1:]


def _area(merge: Mapping[str, Any]) -> Area:
    return Area(
        merge.get("startRowIndex", 0) + 1,
        merge.get("startColumnIndex", 0) + 1,
        merge.get("endRowIndex", 0),
        merge.get("endColumnIndex", 0),
    )
