"""An .xlsx workbook as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.core.grid import Sheet
from sync.core.layout import read_sheets
from sync.core.placing import Patch, place
from sync.core.tabs import HEAD_ROWS, find_tabs
from sync.core.vocabulary import Plan, Snapshot
from sync.documents import errors
from sync.documents.files import check_size, read_bytes, refuse_if_open, replace_bytes
from sync.documents.ooxml.markup import Damage
from sync.documents.ooxml.package import TooLarge
from sync.documents.ooxml.patching import patch_workbook
from sync.documents.ooxml.reading import GridReader
from sync.documents.ooxml.workbook import HasMacros, NotAWorkbook, Workbook, open_workbook
from sync.errors import DocumentChangedError

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class XlsxDocument:
    """A workbook on disk. Nothing but the cells of a plan is ever rewritten; see
    ``docs/decisions/xlsx-splicing.md``."""

    kind = "xlsx"
    live = True
    moved = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)
        self.title = path.stem
        self.calls = {"read": 0, "write": 0}
        self._seen = ""
        self.sheets: list[Sheet] = []
        """The grids read last, of foreign tabs the first rows; empty after writing."""

    def read(self) -> Snapshot:
        self.calls["read"] += 1
        content = read_bytes(self.path)
        with self._explained():
            sheets = _sheets(self._open(content))
        if not find_tabs(sheets).known:
            raise errors.NotOkrDocumentError(self.address)
        self._seen, self.sheets = _digest(content), sheets
        return read_sheets(sheets)

    def apply(self, plan: Plan) -> None:
        if not plan:
            return
        refuse_if_open(self.path)
        content = self._unchanged()
        with self._explained():
            workbook = self._open(content)
            patches = self._place(plan, self.sheets or _sheets(workbook))
            if not patches:
                return
            new = patch_workbook(workbook, patches)
        check_size(self.path, len(new))
        self._unchanged()
        replace_bytes(self.path, new)
        self.calls["write"] += 1
        self._seen, self.sheets = _digest(new), []

    def _open(self, content: bytes) -> Workbook:
        if content.startswith(_OLE2):
            encrypted = _ENCRYPTED in content
            raise (errors.PasswordError if encrypted else errors.OldWorkbookError)(self.address)
        if content and not content.startswith(b"PK"):
            raise errors.NotAWorkbookError(self.address)
        return open_workbook(content)

    def _unchanged(self) -> bytes:
        content = read_bytes(self.path)
        if _digest(content) != self._seen:
            raise DocumentChangedError(self.address)
        return content

    def _place(self, plan: Plan, sheets: list[Sheet]) -> tuple[Patch, ...]:
        placement = place(plan, sheets)
        if placement.foreign:
            raise errors.ForeignCellError(self.address, placement.foreign_names)
        if placement.lost:
            raise DocumentChangedError(self.address)
        return placement.patches

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Give what is wrong inside the file its sentence."""
        try:
            yield
        except Damage as damage:
            raise errors.DamagedError(self.address, damage.reason) from damage
        except TooLarge as large:
            raise errors.OversizedError(self.address, large.what, large.limit) from large
        except NotAWorkbook as other:
            raise errors.NotAWorkbookError(self.address) from other
        except HasMacros as other:
            raise errors.MacroWorkbookError(self.address) from other


def _sheets(workbook: Workbook) -> list[Sheet]:
    """All sheets: those that are tabs of ours whole, of others the first rows only."""
    reader = GridReader(workbook)
    sheets = [reader.read(number, HEAD_ROWS) for number in range(len(workbook.sheets))]
    for place_ in find_tabs(sheets).places.values():
        sheets[place_.sheet] = reader.read(place_.sheet)
    return sheets


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
