"""Every kind of document behind one face, for the contract suite."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from documents.workbooks import read_with_openpyxl, write_with_xlsxwriter

from sync.core.grid import Sheet
from sync.core.ports import Document
from sync.documents.memory import MemoryDocument
from sync.documents.xlsx import XlsxDocument


class Case(Protocol):
    """A document, and what people see and do in it without us."""

    @property
    def document(self) -> Document: ...

    def seen(self) -> list[Sheet]:
        """The cells as another program shows them."""
        ...

    def edit(self, step: Callable[[list[Sheet]], object]) -> None:
        """A person changes the document."""
        ...


class MemoryCase:
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


CASES: dict[str, Callable[[Sequence[Sheet], Path], Case]] = {
    "memory": MemoryCase,
    "xlsx": XlsxCase,
}
"""A new kind of document is one line."""
