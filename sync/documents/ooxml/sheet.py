"""One pass over a worksheet part: its rows and cells, with the bytes they stand at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from sync.core.grid import LAST_COLUMN, LAST_ROW, Area, column_of
from sync.documents.ooxml.markup import Damage, make_parser, parse

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
MOST_MERGES = 10_000
_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")
_NUMBER = re.compile(r"[0-9]{1,7}")


@dataclass(slots=True)
class RawFormula:
    """One ``<f>`` as it stands."""

    start: int
    kind: str
    group: str
    """Number of the shared formula this cell belongs to."""
    end: int = 0
    """Where the parser reported its end tag."""
    text: str = ""


@dataclass(slots=True)
class RawCell:
    """One ``<c>`` as it stands. ``end`` is where the parser reported its end tag."""

    row: int
    column: int
    start: int
    style: int
    kind: str
    end: int = 0
    value: str | None = None
    """The text of ``<v>`` or of ``<is>``; None without one."""
    formula: RawFormula | None = None


@dataclass(slots=True)
class RawRow:
    """One ``<row>`` as it stands. ``end`` is where the parser reported its end tag."""

    number: int
    start: int
    end: int = 0
    cells: dict[int, RawCell] = field(default_factory=dict)
    """By column, in order."""


@dataclass(slots=True)
class Outline:
    """What surrounds the cells."""

    prefix: str = ""
    dimension: int | None = None
    start: int | None = None
    """Of ``<sheetData>``; ``end`` is where the parser reported its end tag."""
    end: int = 0
    styles: list[tuple[int, int, int]] = field(default_factory=list)
    """First column, last column and format of columns that have one."""
    merges: list[Area] = field(default_factory=list)
    cut: bool = False
    """Filled rows below the limit were passed over."""


class _Enough(Exception):  # noqa: N818
    """Everything asked for was read."""


def scan(content: bytes, on_row: Callable[[RawRow], None], limit: int = LAST_ROW) -> Outline:
    """Hand over the rows down to ``limit`` one by one. Rows and cells out of order are damage."""
    scanner = _Scanner(on_row, limit)
    try:
        parse(scanner.parser, content)
    except _Enough:
        scanner.outline.cut = True
    if scanner.outline.start is None:
        raise Damage("a sheet has no cells part", "у листа нет части с ячейками")
    return scanner.outline


class _Scanner:
    """The handlers of the parser and what they have to remember."""

    def __init__(self, on_row: Callable[[RawRow], None], limit: int) -> None:
        self.outline = Outline()
        self.parser = make_parser()
        self.parser.StartElementHandler = self._root
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._hear
        self._on_row = on_row
        self._limit = limit
        self._row: RawRow | None = None
        self._cell: RawCell | None = None
        self._number, self._digits, self._column = 0, "0", 0
        self._inside = False
        self._silent = False
        self._text: list[str] | None = None

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        self.outline.prefix = prefix = name.removesuffix("worksheet")
        space = attributes.get(f"xmlns:{prefix}".rstrip(":"))
        if name == prefix or space not in NAMESPACES:
            raise Damage("a sheet is not a worksheet", "часть листа — не лист")
        self._opened = {
            prefix + name: method
            for name, method in (
                ("c", self._open_cell), ("v", self._open_text), ("f", self._open_formula),
                ("t", self._open_run), ("row", self._open_row), ("rPh", self._open_sound),
                ("sheetData", self._open_grid), ("mergeCell", self._open_merge),
                ("col", self._open_column), ("dimension", self._open_dimension),
            )
        }  # fmt: skip
        self._closed = {
            prefix + name: method
            for name, method in (
                ("c", self._close_cell), ("v", self._close_value), ("f", self._close_formula),
                ("t", self._close_run), ("row", self._close_row), ("rPh", self._close_sound),
                ("sheetData", self._close_grid),
            )
        }  # fmt: skip
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        method = self._opened.get(name)
        if method is not None:
            method(attributes)

    def _end(self, name: str) -> None:
        method = self._closed.get(name)
        if method is not None:
            method()

    def _hear(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _open_grid(self, _: dict[str, str]) -> None:
        if self.outline.start is not None:
            raise Damage("a sheet has two cell parts", "у листа две части с ячейками")
        self.outline.start, self._inside = self.parser.CurrentByteIndex, True

    def _close_grid(self) -> None:
        self.outline.end, self._inside = self.parser.CurrentByteIndex, False

    def _open_row(self, attributes: dict[str, str]) -> None:
        if not self._inside or self._row is not None:
            raise Damage("a row is out of place", "строка не на своём месте")
        number = _natural(attributes.get("r", str(self._number + 1)), LAST_ROW)
        if number <= self._number:
            raise Damage(f"row {number} is out of order", f"строка {number} не по порядку")
        self._number, self._digits, self._column = number, str(number), 0
        self._row = RawRow(number, self.parser.CurrentByteIndex)

    def _close_row(self) -> None:
        if self._row is not None and self._row.number <= self._limit:
            self._row.end = self.parser.CurrentByteIndex
            self._on_row(self._row)
        self._row = None

    def _open_cell(self, attributes: dict[str, str]) -> None:
        if self._row is None or self._cell is not None:
            raise Damage("a cell is out of place", "ячейка не на своём месте")
        column = self._column_of(attributes.get("r"))
        if not self._column < column <= LAST_COLUMN:
            raise Damage(f"a cell of row {self._number} is out of order",
                         f"ячейка строки {self._number} не по порядку")  # fmt: skip
        self._column = column
        style = _natural(attributes.get("s", "0"), 1_000_000)
        self._cell = RawCell(
            self._number, column, self.parser.CurrentByteIndex, style, attributes.get("t", "n")
        )

    def _column_of(self, reference: str | None) -> int:
        if reference is None:
            return self._column + 1
        if not reference.endswith(self._digits):
            raise Damage(f"a cell of row {self._number} has a wrong address",
                         f"у ячейки строки {self._number} неверный адрес")  # fmt: skip
        return column_of(reference.removesuffix(self._digits))

    def _close_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._cell.end = self.parser.CurrentByteIndex
        self._row.cells[self._cell.column] = self._cell
        self._cell = None

    def _open_text(self, _: dict[str, str]) -> None:
        if self._cell is not None:
            if self._number > self._limit:
                raise _Enough
            self._text = []

    def _open_run(self, attributes: dict[str, str]) -> None:
        if not self._silent:
            self._open_text(attributes)

    def _open_sound(self, _: dict[str, str]) -> None:
        self._silent = True

    def _close_sound(self) -> None:
        self._silent = False

    def _open_formula(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            kind, group = attributes.get("t", "normal"), attributes.get("si", "")
            self._cell.formula = RawFormula(self.parser.CurrentByteIndex, kind, group)
            self._text = []

    def _close_formula(self) -> None:
        if self._cell is not None and self._cell.formula is not None:
            self._cell.formula.end = self.parser.CurrentByteIndex
            self._cell.formula.text = "".join(self._text or ())
        self._text = None

    def _close_value(self) -> None:
        if self._cell is not None and self._text is not None:
            self._cell.value = "".join(self._text)
        self._text = None

    def _close_run(self) -> None:
        if self._cell is not None and self._text is not None:
            self._cell.value = (self._cell.value or "") + "".join(self._text)
        self._text = None

    def _open_merge(self, attributes: dict[str, str]) -> None:
        area = area_of(attributes.get("ref", ""))
        if area is not None and len(self.outline.merges) < MOST_MERGES:
            self.outline.merges.append(area)

    def _open_column(self, attributes: dict[str, str]) -> None:
        first, last, style = (
            _natural(attributes.get(name, "0"), 1_000_000) for name in ("min", "max", "style")
        )
        if style:
            self.outline.styles.append((first, last, style))

    def _open_dimension(self, _: dict[str, str]) -> None:
        self.outline.dimension = self.parser.CurrentByteIndex


def area_of(reference: str) -> Area | None:
    """The rectangle that ``A1:C3`` names; None for what names none."""
    found = _AREA.fullmatch(reference)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    first, last = column_of(left), column_of(right or left)
    if not first or not last:
        return None
    rows = sorted((int(top), int(bottom or top)))
    return Area(rows[0], min(first, last), rows[1], max(first, last))


@lru_cache(maxsize=1024)
def _natural(text: str, most: int) -> int:
    if not _NUMBER.fullmatch(text) or int(text) > most:
        raise Damage(f"{text[:20]!r} is no valid number", f"«{text[:20]}» — недопустимое число")
    return int(text)
