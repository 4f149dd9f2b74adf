"""One batch: from patches to requests, with all it takes to see afterwards where they landed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sync.core.following import Content
from sync.core.landing import Aim, Spot
from sync.core.placing import Patch
from sync.core.schema import OKR, SERVICE_TABS, Writer
from sync.core.schema.service import OKR_LAST_ROW
from sync.core.tabs import Header, Place, find_tabs
from sync.core.vocabulary import CellValue, Formula
from sync.documents.google_sheets import stash
from sync.documents.google_sheets.blocks import blocks, update_cells
from sync.documents.google_sheets.cells import DATE, content_of, is_date, raw_value
from sync.documents.google_sheets.reading import Book, TabRead
from sync.documents.google_sheets.stash import Band, make_band
from sync.documents.google_sheets.windows import Seen, Window

Json = dict[str, Any]
VALUE = "userEnteredValue"
_WITH_FORMAT = "userEnteredValue,userEnteredFormat.numberFormat"


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes into one tab that is there already."""

    tab: TabRead
    patch: Patch
    aim: Aim
    band: Band
    windows: tuple[Window, ...]
    """What has to be seen afterwards to know where it landed."""
    witnesses: Mapping[Spot, Content]
    """Formulas like those written, in rows that are left alone. Spreadsheets rewrite them when rows
    or columns that they look at come, go or move; then ours look at the wrong cells."""

    def is_apt(self, seen: Seen) -> bool:
        """Whether the formulas written still read as they should."""
        return all(seen.at(self.tab.id, *spot) == text for spot, text in self.witnesses.items())


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests, and what to read back."""

    opening: tuple[Json, ...]
    """What makes room, and empties the stash."""
    requests: tuple[Json, ...]
    okr: int
    """The tab with the stash."""
    windows: tuple[Window, ...]
    fresh: bool = False
    """Whether the tab with the stash comes into being in this batch."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A plan on its way."""

    pieces: tuple[Piece, ...]
    batch: Batch
    rows: int
    columns: int
    """How far the stash goes; ``_okr`` has to."""


def make_writing(
    book: Book, patches: Sequence[Patch], fresh_id: int, reach: tuple[int, int] = (0, 0)
) -> Writing:
    """All patches as one batch. A missing ``_okr`` gets ``fresh_id``; ``reach`` is how far
    the stash of an earlier write goes, if known."""
    places = find_tabs(book.sheets).places
    by_sheet = {place.sheet: place for place in places.values()}
    okr = book.tabs[places["_okr"].sheet] if "_okr" in places else None
    okr_id = okr.id if okr else fresh_id
    pieces: list[Piece] = []
    at = stash.FIRST
    for patch in patches:
        if patch.sheet is not None:
            pieces.append(_piece(book.tabs[patch.sheet], patch, by_sheet[patch.sheet], book, at))
            at = pieces[-1].band.end + 1
    new = next((patch for patch in patches if patch.sheet is None), None)
    rows = max([OKR_LAST_ROW] * (okr is None) + [piece.band.bottom for piece in pieces])
    opening = (
        [*_growth(pieces, okr, (rows, at)), stash.clearing(okr.id, reach)]
        if okr
        else _okr_tab(fresh_id, rows, at)
    )
    requests = [
        *(request for piece in pieces for request in piece.band.requests(okr_id)),
        *(request for piece in pieces for request in _updates(piece.patch, piece.tab, book)),
        *(_updates(new, TabRead(fresh_id, book.sheets[0], 0, 0), book) if new else []),
    ]
    windows = [window for piece in pieces for window in piece.windows]
    windows += [window for piece in pieces for window in _kept(piece, okr_id)]
    return Writing(
        tuple(pieces),
        Batch(tuple(opening), tuple(requests), okr_id, tuple(windows), okr is None),
        rows,
        at,
    )


def _piece(tab: TabRead, patch: Patch, place: Place, book: Book, at: int) -> Piece:
    header = place.header
    key = header.tab.key if header else OKR.key
    whole = key in SERVICE_TABS
    line = header.line if header and not header.sideways else 0
    if whole and any(row == line for row, _ in patch.cells):
        line = 0
    rows = {row for row, _ in patch.cells}
    kept = {*rows, *([line] if line else [])}
    wrote = {spot: content_of(_entered(value, book)) for spot, value in patch.cells.items()}
    seen = {row: tab.contents(row) for row in ({line} if whole else kept) if row}
    loose = _loose(header) if header and not whole else frozenset()
    places = [column for _, column in patch.cells]
    left, right = (min(places), max(places)) if whole else (1, max(tab.columns, *places))
    if whole:
        seen = {row: ("",) * (left - 1) + cells[left - 1 : right] for row, cells in seen.items()}
    aim = Aim(wrote, seen, line, loose, whole)
    band = make_band(tab.id, kept, (left, right), at)
    witnesses = _witnesses(patch, tab)
    watched = [Window(tab.id, row, 1, row) for row in {row for row, _ in witnesses}]
    return Piece(tab, patch, aim, band, (*_windows(aim, tab), *watched), witnesses)


def _witnesses(patch: Patch, tab: TabRead) -> dict[Spot, Content]:
    """For each column that gets a formula, one that stands there already."""
    columns = {column for (_, column), value in patch.cells.items() if isinstance(value, Formula)}
    touched = {row for row, _ in patch.cells}
    found: dict[Spot, Content] = {}
    for row, line in enumerate(tab.sheet.rows, 1) if columns else ():
        there = {n for n in columns if n <= len(line) and line[n - 1].formula is not None}
        if there and row not in touched:
            contents = tab.contents(row)
            found |= {(row, n): contents[n - 1] for n in there}
            columns -= there
    return found


def _loose(header: Header) -> frozenset[int]:
    """Columns of formulas; where titles stand below one another, there are none."""
    computed = {column.key for column in header.tab.written_by(Writer.FORMULA)}
    places = () if header.sideways else header.places.items()
    return frozenset(number for key, number in places if key in computed)


def _windows(aim: Aim, tab: TabRead) -> Iterable[Window]:
    """What people write in all rows, by which rows are known again, and the rows written into; of a
    tab of the service nothing."""
    if aim.whole:
        return []
    width = max((len(line) for line in tab.sheet.rows), default=1)
    typed = blocks((1, column) for column in range(1, width + 1) if column not in aim.loose)
    columns = [Window(tab.id, 1, block.left, 0, block.right) for block in typed]
    rows = make_band(tab.id, aim.seen, (1, 1), 0).spans
    return [*columns, *(Window(tab.id, top, 1, bottom) for top, bottom in rows)]


def _kept(piece: Piece, okr: int) -> list[Window]:
    """What of the stash has to be seen: of a tab of the service the titles; the rest is looked at
    only when these have moved."""
    if not piece.aim.whole:
        return piece.band.windows(okr)
    head, band = piece.aim.head, piece.band
    return [Window(okr, head, band.at, head, band.end)] if head else []


def _updates(patch: Patch, tab: TabRead, book: Book) -> list[Json]:
    """The new cells. A day where no days are shown, or a number where days are, brings the number
    format along, so that it is read again as what it is; all others leave the format alone."""

    def cell(row: int, column: int) -> Json:
        return _entered(patch.cells[row, column], book)

    def formatted(row: int, column: int) -> Json:
        value = patch.cells[row, column]
        first = _format(tab, patch.first_record, column)
        look = {"numberFormat": dict(first) if is_date(first) else DATE}
        return cell(row, column) | ({"userEnteredFormat": look} if _is_day(value) else {})

    odd = {
        (row, column)
        for (row, column), value in patch.cells.items()
        if isinstance(value, Decimal | date)
        and is_date(_format(tab, row, column)) != _is_day(value)
    }
    return [
        *(update_cells(tab.id, one, cell, VALUE) for one in blocks(patch.cells.keys() - odd)),
        *(update_cells(tab.id, one, formatted, _WITH_FORMAT) for one in blocks(odd)),
    ]


def _is_day(value: CellValue | Formula) -> bool:
    return isinstance(value, date)


def _format(tab: TabRead, row: int, column: int) -> Mapping[str, Any]:
    raw = tab.raw_cell(row, column) if row else {}
    found: Mapping[str, Any] = raw.get("effectiveFormat", {}).get("numberFormat", {})
    return found


def _entered(value: CellValue | Formula, book: Book) -> Json:
    raw = raw_value(value, spell=book.spell)
    return {VALUE: raw} if raw else {}


def _growth(pieces: Sequence[Piece], okr: TabRead, need: tuple[int, int]) -> list[Json]:
    """Rows and columns that tabs lack for what they get."""
    tabs = {okr.id: okr, **{piece.tab.id: piece.tab for piece in pieces}}
    rows = {piece.tab.id: piece.band.bottom for piece in pieces}
    columns = {piece.tab.id: piece.band.right for piece in pieces}
    rows[okr.id], columns[okr.id] = need
    needs = [
        (tab.id, name, wanted[tab.id] - size)
        for tab in tabs.values()
        for name, wanted, size in (("ROWS", rows, tab.rows), ("COLUMNS", columns, tab.columns))
    ]
    return [
        stash.growing(sheet_id, name, missing) for sheet_id, name, missing in needs if missing > 0
    ]


def _okr_tab(sheet_id: int, rows: int, columns: int) -> list[Json]:
    """A new hidden tab, protected by a mere warning: copies of a file lose editors of ranges."""
    grid = {"rowCount": rows, "columnCount": columns}
    about = {"sheetId": sheet_id, "title": OKR.title.en, "hidden": True, "gridProperties": grid}
    guard = {"range": {"sheetId": sheet_id}, "warningOnly": True, "description": "OKR Sync"}
    return [
        {"addSheet": {"properties": about}},
        {"addProtectedRange": {"protectedRange": guard}},
    ]
