"""From patches of sheets to a new workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sync.core.placing import Patch
from sync.core.vocabulary import CellValue, Formula
from sync.documents.ooxml.cells import serial_of
from sync.documents.ooxml.markup import Damage
from sync.documents.ooxml.parts import Parts
from sync.documents.ooxml.splicing import Filling, SheetMap, write
from sync.documents.ooxml.styles import add_date, pick, read_kinds
from sync.documents.ooxml.workbook import Workbook


def patch_workbook(workbook: Workbook, patches: Iterable[Patch]) -> bytes:
    """The bytes of the workbook with these cells filled and everything else as it was."""
    patcher = _Patcher(workbook)
    for patch in patches:
        patcher.patch(patch)
    return patcher.parts.rewrite()


class _Patcher:
    """Parts and formats, which grow while sheets are patched."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.parts = Parts(workbook)
        self.kinds = read_kinds(workbook.single("styles"))

    def patch(self, patch: Patch) -> None:
        if patch.sheet is None:
            part = self.parts.add_sheet(patch.title)
        else:
            part = self.workbook.sheets[patch.sheet].part
        sheet = SheetMap(self.parts.get(part))
        fillings = {
            (row, column): Filling(value, self._style(sheet, patch, (row, column), value))
            for (row, column), value in patch.cells.items()
        }
        if sheet.loses_formula(fillings):
            self.parts.drop_calculation_order()
        self.parts.put(part, write(sheet, fillings, date1904=self.workbook.date1904))

    def _style(
        self, sheet: SheetMap, patch: Patch, where: tuple[int, int], value: CellValue | Formula
    ) -> int:
        """The format of the cell; for a record, of the first record in its column, so that the
        template's formats go on."""
        row, column = where
        template = patch.first_record if 0 < patch.first_record < row else row
        style = sheet.style(template, column)
        if isinstance(value, Decimal):
            return pick(self.kinds, style, date=False) or 0
        if (
            isinstance(value, date)
            and serial_of(value, date1904=self.workbook.date1904) is not None
        ):
            found = pick(self.kinds, style, date=True)
            return self._new_date() if found is None else found
        return style

    def _new_date(self) -> int:
        name = self.workbook.related.get("styles")
        if not name or not self.workbook.package.has(name):
            raise Damage("the formats are not there", "нет форматов ячеек")
        content, number = add_date(self.parts.get(name))
        self.parts.put(name, content)
        self.kinds = (*self.kinds, "date")
        return number
