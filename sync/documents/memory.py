"""A document held in memory: the simplest that keeps the contract."""

from __future__ import annotations

from sync.core.grid import NO_VALUE, Sheet
from sync.core.layout import read_sheets
from sync.core.placing import Patch, place
from sync.core.tabs import find_tabs
from sync.core.vocabulary import EMPTY, Cell, CellValue, Formula, Plan, Snapshot
from sync.documents.errors import ForeignCellError, NotOkrDocumentError
from sync.errors import DocumentChangedError


class MemoryDocument:
    """Grids that a test may edit freely between two runs."""

    kind = "memory"
    live = True
    moved = False

    def __init__(self, sheets: list[Sheet], address: str = "memory") -> None:
        self.sheets = sheets
        self.address = address
        self.title = address
        self.calls = {"read": 0, "write": 0}
        self._seen: list[Sheet] = []

    def read(self) -> Snapshot:
        self.calls["read"] += 1
        if not find_tabs(self.sheets).known:
            raise NotOkrDocumentError(self.address)
        self._seen = _copy(self.sheets)
        return read_sheets(self.sheets)

    def apply(self, plan: Plan) -> None:
        if not plan:
            return
        if self.sheets != self._seen:
            raise DocumentChangedError(self.address)
        placement = place(plan, self.sheets)
        if placement.foreign:
            raise ForeignCellError(self.address, placement.foreign_names)
        if placement.lost:
            raise DocumentChangedError(self.address)
        if placement.patches:
            self.calls["write"] += 1
        for patch in placement.patches:
            self._put(patch)
        self._seen = _copy(self.sheets)

    def _put(self, patch: Patch) -> None:
        if patch.sheet is None:
            self.sheets.append(Sheet(patch.title, hidden=True))
        sheet = self.sheets[-1 if patch.sheet is None else patch.sheet]
        for (row, column), value in patch.cells.items():
            sheet.put(row, column, _cell(value))


def _cell(value: CellValue | Formula) -> Cell:
    if isinstance(value, Formula):
        return Cell(NO_VALUE, formula=value.text)
    return Cell(value) if value is not None else EMPTY


def _copy(sheets: list[Sheet]) -> list[Sheet]:
    return [
        Sheet(sheet.title, [list(row) for row in sheet.rows], sheet.hidden, sheet.merges, sheet.cut)
        for sheet in sheets
    ]
