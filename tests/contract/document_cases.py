"""Every kind of document behind one face, for the contract suite."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from documents.google_files import make_file, make_state, running
from documents.notion_files import Workspace
from documents.notion_tables import fill
from documents.workbooks import read_with_openpyxl, write_with_xlsxwriter

from sync.core.databases import READ
from sync.core.grid import Sheet
from sync.core.ports import Document
from sync.core.schema import SERVICE_TABS, TABS
from sync.core.vocabulary import Cell, CellValue, Language, Snapshot
from sync.documents.memory import MemoryDocument
from sync.documents.xlsx import XlsxDocument


class Case(Protocol):
    """A document, and what people see and do in it without us."""

    first: int
    """Requests that the first read of a document takes."""

    @property
    def document(self) -> Document: ...

    def seen(self) -> list[Sheet]:
        """The cells as another program shows them."""
        ...


class GridCase(Case, Protocol):
    """One of cells with formulas."""

    def edit(self, step: Callable[[list[Sheet]], object]) -> None:
        """A person changes the document."""
        ...


class MemoryCase:
    first = 1

    def __init__(self, sheets: Sequence[Sheet], _: Path) -> None:
        self.document = MemoryDocument(list(sheets))

    def seen(self) -> list[Sheet]:
        return [
            Sheet(sheet.title, [list(row) for row in sheet.rows], sheet.hidden)
            for sheet in self.document.sheets
        ]

    def edit(self, step: Callable[[list[Sheet]], object]) -> None:
        step(self.document.sheets)


class XlsxCase:
    first = 1
    numbers = itertools.count()

    def __init__(self, sheets: Sequence[Sheet], folder: Path) -> None:
        path = folder / f"okr{next(self.numbers)}.xlsx"
        self.document = XlsxDocument(write_with_xlsxwriter(path, sheets))

    def seen(self) -> list[Sheet]:
        return read_with_openpyxl(self.document.path.read_bytes())

    def edit(self, step: Callable[[list[Sheet]], object]) -> None:
        sheets = self.seen()
        step(sheets)
        write_with_xlsxwriter(self.document.path, sheets)


class GoogleCase:
    """Through the real gspread client."""

    first = 2

    def __init__(self, sheets: Sequence[Sheet], _: Path) -> None:
        self.file = make_file(running(), sheets)
        self.document = self.file.open()

    def seen(self) -> list[Sheet]:
        return self.file.seen()

    def edit(self, step: Callable[[list[Sheet]], object]) -> None:
        before, after = self.seen(), self.seen()
        step(after)
        spreadsheet = self.file.spreadsheet
        for tab, old, new in zip(spreadsheet.tabs, before, after, strict=True):
            for row, column, cell in new.filled():
                if old.cell(row, column) != cell:
                    tab.put(row - 1, column - 1, make_state(cell))
        spreadsheet.touch()


class NotionCase:
    """Through the real notion-client."""

    first = len(READ)

    def __init__(self, sheets: Sequence[Sheet], _: Path) -> None:
        space, russian = running().notion, TABS["key_results"].title.ru
        language: Language = "ru" if any(sheet.title == russian for sheet in sheets) else "en"
        anna = space.add_user("Anna", email="anna@example.com").id
        self.workspace = Workspace(space, fill(space, sheets, language, anna), anna)
        self.document = self.workspace.open()

    def seen(self) -> list[Sheet]:
        return [self._sheet(tab) for tab in self.workspace.filled.binding.tabs]

    def _sheet(self, tab: str) -> Sheet:
        bound, rows = self.workspace.filled.binding.tabs[tab], self.workspace.filled.rows(tab)
        titles = [Cell(column.name) for column in bound.columns.values()]
        lines = [[self._cell(tab, number, key) for key in bound.columns]
                 for number in range(len(rows))]  # fmt: skip
        return Sheet(bound.title, [titles, *lines])

    def _cell(self, tab: str, number: int, key: str) -> Cell:
        held = self.workspace.shown(tab, number, key)
        if isinstance(held, float | int) and not isinstance(held, bool):
            return Cell(Decimal(repr(held)))
        return Cell(held if held is None or isinstance(held, bool) else str(held) or None)


GRIDS: dict[str, Callable[[Sequence[Sheet], Path], GridCase]] = {
    "memory": MemoryCase,
    "xlsx": XlsxCase,
    "google_sheets": GoogleCase,
}
"""Documents of cells with formulas."""
CASES: dict[str, Callable[[Sequence[Sheet], Path], Case]] = {**GRIDS, "notion": NotionCase}
"""A new kind of document is one line."""
SHARED = ("google_sheets",)
"""Kinds that people edit while the service writes: they are written in spite of it, and what is hit
is put back."""


def values(snapshot: Snapshot, tab: str) -> list[dict[str, CellValue]]:
    """The rows of a tab without what is empty."""
    return [
        {key: cell.value for key, cell in row.cells.items() if cell.value is not None}
        for row in snapshot.tables[tab].rows
    ]


def people_cells(sheets: list[Sheet]) -> dict[tuple[str, int, int], Cell]:
    """Every cell outside the service's tabs, and the columns of no tab inside them."""
    return {
        (sheet.title, row, place): cell
        for sheet in sheets
        if not any(sheet.title in TABS[key].title for key in SERVICE_TABS)
        for row, place, cell in sheet.filled()
    }
