"""From a workbook to grids of cells."""

from __future__ import annotations

from sync.core.grid import Sheet
from sync.core.vocabulary import EMPTY, Cell, Text
from sync.documents.ooxml.cells import Book, SharedFormulas, make_cell
from sync.documents.ooxml.package import TooLarge
from sync.documents.ooxml.sheet import RawRow, scan
from sync.documents.ooxml.strings import read_strings
from sync.documents.ooxml.styles import read_kinds
from sync.documents.ooxml.workbook import Workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 256
"""Further right nothing of ours can stand."""
MOST_CELLS = 2_000_000


class GridReader:
    """Reads sheets of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        shared = workbook.single("sharedStrings")
        strings = read_strings(shared) if shared is not None else []
        self._book = Book(strings, read_kinds(workbook.single("styles")), workbook.date1904)
        self._cells = 0

    def read(self, number: int, rows: int = MOST_ROWS) -> Sheet:
        """One sheet down to a row. Its formulas and values are as last computed."""
        part = self.workbook.sheets[number]
        sheet = Sheet(part.title, hidden=part.hidden)
        formulas = SharedFormulas()

        def take(row: RawRow) -> None:
            found = [
                (raw.column, make_cell(raw, self._book, formulas)) for raw in row.cells.values()
            ]
            self._put(sheet, row.number, [(n, cell) for n, cell in found if cell is not EMPTY])

        outline = scan(self.workbook.package.part(part.part), take, rows)
        sheet.merges, sheet.cut = tuple(outline.merges), outline.cut
        return sheet

    def _put(self, sheet: Sheet, row: int, found: list[tuple[int, Cell]]) -> None:
        filled = [(column, cell) for column, cell in found if column <= MOST_COLUMNS]
        if not filled:
            return
        self._cells += len(filled)
        if self._cells > MOST_CELLS:
            number = f"{MOST_CELLS // 1_000_000}"
            limit = Text(f"{number} million filled cells", f"{number} млн заполненных ячеек")
            raise TooLarge(Text("too many filled cells", "слишком много заполненных ячеек"), limit)
        sheet.rows.extend([] for _ in range(row - 1 - len(sheet.rows)))
        line = [EMPTY] * filled[-1][0]
        for column, cell in filled:
            line[column - 1] = cell
        sheet.rows.append(line)
