"""A document as grids of cells: what ``layout`` reads and ``placing`` writes into."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from sync.core.vocabulary import EMPTY, Cell, CellValue, ErrorValue

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet of Excel."""
LONGEST_TEXT = 32_767
"""What a cell of Excel holds, counted in UTF-16 units."""
NO_VALUE = ErrorValue("#NOVALUE")
"""A formula that no spreadsheet program has computed yet."""

_SPREADSHEET = Context(prec=15)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGE = ("Cc", "Cf")


class Area(NamedTuple):
    """A rectangle of cells, its ends included; the first row and column are 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One tab. ``rows[0][0]`` is the cell A1; rows may differ in length."""

    title: str
    rows: list[list[Cell]] = field(default_factory=list)
    hidden: bool = False
    merges: tuple[Area, ...] = ()
    cut: bool = False
    """Further rows stand below those read."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place counted from 1; empty beyond the edges."""
        if not 1 <= row <= len(self.rows) or not 1 <= column <= len(self.rows[row - 1]):
            return EMPTY
        return self.rows[row - 1][column - 1]

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Put a cell at a place counted from 1, growing the grid as needed."""
        self.rows.extend([] for _ in range(row - len(self.rows)))
        line = self.rows[row - 1]
        line.extend([EMPTY] * (column - len(line)))
        line[column - 1] = cell

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """Row, column and cell of every cell that holds something."""
        for number, line in enumerate(self.rows, 1):
            for column, cell in enumerate(line, 1):
                if cell.value is not None or cell.formula is not None:
                    yield number, column, cell


@lru_cache(maxsize=1024)
def letters_of(column: int) -> str:
    """``A`` for 1, ``AA`` for 27."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int:
    """1 for ``A``, 27 for ``AA``; 0 for what is no column of a sheet."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if number <= LAST_COLUMN else 0


def as_stored(value: CellValue) -> CellValue:
    """A value as a spreadsheet keeps it: 15 digits, legal characters, no endless text."""
    if isinstance(value, Decimal):
        return shorten(value)
    if isinstance(value, str):
        return _fit(_UNWRITABLE.sub("", value)) or None
    return value


def shorten(number: Decimal) -> CellValue:
    """A number with 15 significant digits, as spreadsheets show it; 1.1000000000000001 is 1.1."""
    if not number.is_finite() or number.adjusted() > 307:
        return ErrorValue("#NUM!")
    if not number or number.adjusted() < -307:
        return Decimal(0)
    short = _SPREADSHEET.plus(number).normalize(_SPREADSHEET)
    whole = isinstance(exponent := short.as_tuple().exponent, int) and 0 < exponent < 15
    return short.quantize(Decimal(1), context=Context(prec=40)) if whole else short


def clean(text: str) -> str | None:
    """What a person meant to type: composed letters, nothing invisible at the ends, no NUL."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip() or None
    composed = unicodedata.normalize("NFC", text.replace("\0", ""))
    start, end = 0, len(composed)
    while start < end and _invisible(composed[start]):
        start += 1
    while start < end and _invisible(composed[end - 1]):
        end -= 1
    return composed[start:end] or None


def _invisible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in _EDGE


def _fit(text: str) -> str:
    if 2 * len(text) <= LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
