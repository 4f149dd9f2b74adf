"""A Google Sheet as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from sync.core.grid import NO_VALUE, Sheet
from sync.core.layout import read_sheets
from sync.core.placing import Patch, place
from sync.core.tabs import HEAD_ROWS, find_tabs
from sync.core.vocabulary import EMPTY, Cell, Formula, Plan, Snapshot
from sync.documents.errors import ForeignCellError
from sync.documents.google_sheets import errors, reading
from sync.documents.google_sheets.cells import raw_value
from sync.documents.google_sheets.mending import Ground, mend, told, verify
from sync.documents.google_sheets.reading import Book, Listed, TabRead
from sync.documents.google_sheets.refusals import explain
from sync.documents.google_sheets.refused_writes import why_refused
from sync.documents.google_sheets.sending import NotCarriedOutError, send
from sync.documents.google_sheets.spreadsheet import Spreadsheet
from sync.documents.google_sheets.writing import Writing, make_writing
from sync.errors import DocumentChangedError
from sync.transport import TransportError

TabIds = Mapping[str, Any]
"""What is worth keeping between runs, as plain JSON: ``tabs`` (tab key → id), ``doubles`` (ids of
tabs passed over) and ``stash`` (how many rows and columns of ``_okr`` it goes)."""


class GoogleSheetsDocument:
    """A spreadsheet that people edit while the service works. One read and one write; what a write
    hits that was not meant is put back, and the job plans anew."""

    kind = "google_sheets"
    live = True
    moved = False

    def __init__(self, spreadsheet: Spreadsheet, tab_ids: TabIds | None = None) -> None:
        self.spreadsheet = spreadsheet
        self.address = spreadsheet.address
        self.title = ""
        self.calls = spreadsheet.calls
        self.tab_ids: TabIds = tab_ids or {}
        self._book: Book | None = None

    @property
    def sheets(self) -> list[Sheet]:
        """The grids read last, of foreign tabs the first rows."""
        return self._book.sheets if self._book else []

    def read(self) -> Snapshot:
        with self._explained(writing=False):
            book = self._read_known() or self._read_all()
        found = find_tabs(book.sheets)
        if not found.known:
            raise errors.NotOkrSheetError(self.address)
        self._book, self.title = book, book.title
        self.tab_ids = {
            "tabs": {key: book.tabs[place_.sheet].id for key, place_ in found.places.items()},
            "doubles": [tab.id for tab in book.tabs
                        if tab.sheet.title in {title for _, title in found.doubled}],
            "stash": self.tab_ids.get("stash", [0, 0]),
        }  # fmt: skip
        return read_sheets(book.sheets)

    def apply(self, plan: Plan) -> None:
        if not plan:
            return
        if self._book is None:
            raise DocumentChangedError(self.address)
        placement = place(plan, self._book.sheets, whole=True)
        if placement.foreign:
            raise ForeignCellError(self.address, placement.foreign_names)
        if placement.lost:
            raise DocumentChangedError(self.address)
        if placement.patches:
            self._write(self._book, placement.patches)

    def _write(self, book: Book, patches: tuple[Patch, ...]) -> None:
        rows, columns = self.tab_ids["stash"]
        writing = make_writing(book, patches, self._fresh_id(book), (rows, columns))
        titles = {tab.id: tab.sheet.title for tab in book.tabs}
        self._book = None
        with self._explained(writing=True):
            try:
                outcome = send(self.spreadsheet, writing.batch, titles)
            except NotCarriedOutError as refused:
                raise why_refused(self.spreadsheet, book, writing, refused.cause) from refused
            owing = verify(self.spreadsheet, writing, outcome)
            ground = self._ground(book, writing, titles | outcome.seen.titles)
            left = mend(self.spreadsheet, owing, ground)
        self.tab_ids = {**self.tab_ids, "stash": [*ground.reach]}
        if left:
            raise errors.UnsettledError(self.address, told(left, ground.titles))
        if owing:
            raise errors.SheetBusyError(self.address)
        self._book = _written(book, patches, writing)

    def _ground(self, book: Book, writing: Writing, titles: dict[int, str]) -> Ground:
        okr = next((tab for tab in book.tabs if tab.id == writing.batch.okr), None)
        reach = writing.rows, writing.columns
        rows = max(reach[0], okr.rows if okr else 0)
        columns = max(reach[1], okr.columns if okr else 0)
        return Ground(writing.batch.okr, rows, columns, reach, titles)

    def _read_known(self) -> Book | None:
        """The tabs known from an earlier run, in one read; nothing when a tab is missing, which
        may have come back, or was deleted, which Google refuses."""
        known: Mapping[str, int] = self.tab_ids.get("tabs", {})
        if not reading.column_keys() <= known.keys():
            return None
        _, columns = self.tab_ids.get("stash", (0, 0))
        filters = [reading.whole(key, number, columns) for key, number in known.items()]
        doubles = [Listed(i, "", 1, reading.HEAD_COLUMNS) for i in self.tab_ids.get("doubles", ())]
        try:
            answer = self.spreadsheet.send_filters(
                [*filters, *map(reading.head, doubles)], reading.READ_FIELDS
            )
        except TransportError as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            return None
        book = reading.parse_book(answer)
        found = find_tabs(book.sheets).places
        return book if known.keys() <= found.keys() else None

    def _read_all(self) -> Book:
        """Look for our tabs among all there are: a list, their cells, and once more those that only
        their columns gave away."""
        tabs = reading.listed(self.spreadsheet.get(reading.TAB_FIELDS))
        filters = reading.first_filters(tabs)
        if not filters:
            raise errors.NotOkrSheetError(self.address)
        answer = self.spreadsheet.send_filters(filters, reading.READ_FIELDS)
        return self._read_rest(reading.parse_book(answer), tabs)

    def _read_rest(self, book: Book, tabs: list[Listed]) -> Book:
        whole = {tab.id for tab in tabs if tab.key}
        places = find_tabs(book.sheets).places.items()
        strangers = [(key, book.tabs[p.sheet]) for key, p in places
                     if book.tabs[p.sheet].id not in whole]  # fmt: skip
        filters = [
            reading.whole(key, tab.id, tab.columns)
            for key, tab in strangers
            if tab.rows > HEAD_ROWS or tab.columns > reading.HEAD_COLUMNS
        ]
        if not filters:
            return book
        answer = self.spreadsheet.send_filters(filters, reading.READ_FIELDS)
        return book.with_tabs(reading.parse_book(answer).tabs)

    def _fresh_id(self, book: Book) -> int:
        """An id for a new ``_okr``, the same at every try."""
        taken = {tab.id for tab in book.tabs}
        digest = int(sha256(self.spreadsheet.id.encode()).hexdigest()[:7], 16)
        return next(number for number in range(digest, digest + 1000) if number not in taken)

    @contextmanager
    def _explained(self, *, writing: bool) -> Iterator[None]:
        try:
            yield
        except TransportError as error:
            robot = self.spreadsheet.robot
            raise explain(error, self.address, robot, writing=writing) from error


def _written(book: Book, patches: tuple[Patch, ...], writing: Writing) -> Book:
    """The book with what now stands in it."""
    for tab in book.tabs:
        if tab.id == writing.batch.okr:
            tab.rows, tab.columns = max(tab.rows, writing.rows), max(tab.columns, writing.columns)
    for patch in patches:
        if patch.sheet is None:
            sheet = Sheet(patch.title, hidden=True)
            tab = TabRead(writing.batch.okr, sheet, writing.rows, writing.columns)
            book.tabs.append(tab)
        else:
            tab = book.tabs[patch.sheet]
        for (row, column), value in patch.cells.items():
            tab.rows, tab.columns = max(tab.rows, row), max(tab.columns, column)
            raw = raw_value(value, spell=book.spell)
            entered = {"userEnteredValue": raw} if raw else {}
            if isinstance(value, Formula):
                tab.put(row, column, Cell(NO_VALUE, formula=value.text), entered)
            else:
                cell = Cell(value) if value is not None else EMPTY
                tab.put(row, column, cell, {**entered, "effectiveValue": raw} if raw else {})
    return book
