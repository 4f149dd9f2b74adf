"""From stored cells to typed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sync.core.grid import NO_VALUE, shorten
from sync.core.vocabulary import EMPTY, Cell, CellValue, ErrorValue
from sync.documents.ooxml.formulas import Pattern, take_apart
from sync.documents.ooxml.markup import Damage
from sync.documents.ooxml.sheet import RawCell
from sync.documents.ooxml.strings import unescape
from sync.documents.ooxml.styles import Kind

_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?\s*", re.ASCII)
_PLAIN = re.compile(r"(?!-0$)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_DIGITS = 15
"""Plain numbers so long at most need no shortening; that saves time. 42.0, as Java writes, is not
plain: in a cell of text it reads 42."""
_LONGEST_NUMBER = 400
_INDEX = re.compile("[0-9]{1,9}")
_LEAP_BUG = 60
"""Excel counts 29 February 1900, which never was."""
_LAST_SERIAL = 2_958_465
_WRONG = ErrorValue("#VALUE!")


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of all sheets refer to."""

    strings: Sequence[str]
    kinds: Sequence[Kind]
    date1904: bool


@dataclass(slots=True)
class SharedFormulas:
    """The shared formulas of one sheet, met cell by cell."""

    patterns: dict[str, Pattern] = field(default_factory=dict)

    def text(self, raw: RawCell) -> str | None:
        """The formula of a cell as it reads there; None for none, or for one whose text is lost."""
        formula = raw.formula
        if formula is None:
            return None
        if formula.kind != "shared" or not formula.group:
            return formula.text or None
        if formula.text:
            self.patterns[formula.group] = take_apart(formula.text, raw.row, raw.column)
            return formula.text
        pattern = self.patterns.get(formula.group)
        return pattern.at(raw.row, raw.column) if pattern else None


def make_cell(raw: RawCell, book: Book, formulas: SharedFormulas) -> Cell:
    """A cell as the rules see it."""
    formula = formulas.text(raw)
    read = _READERS.get(raw.kind)
    value = read(raw, book) if read else _WRONG
    if value is None and formula is not None and raw.kind != "str":
        value = NO_VALUE
    kind = book.kinds[raw.style] if raw.style < len(book.kinds) else ""
    if value is None and formula is None:
        return EMPTY
    if not isinstance(value, Decimal) or not kind:
        return Cell(value, False, formula)
    if kind == "percent":
        return Cell(value, percent=True, formula=formula)
    return Cell(day_of(value, date1904=book.date1904), formula=formula)


def day_of(serial: Decimal, *, date1904: bool) -> CellValue:
    """The day a serial number means; its time is dropped."""
    if not 0 <= serial <= _LAST_SERIAL:
        return ErrorValue("#NUM!")
    days = int(serial)
    if date1904:
        return date(1904, 1, 1) + timedelta(min(days, _LAST_SERIAL - 1462))
    return date(1899, 12, 31) + timedelta(days - (days >= _LEAP_BUG))


def serial_of(day: date, *, date1904: bool) -> int | None:
    """The serial number of a day; None for days before the calendar of the workbook."""
    if date1904:
        serial = (day - date(1904, 1, 1)).days
    else:
        serial = (day - date(1899, 12, 31)).days
        serial += serial >= _LEAP_BUG
    return serial if serial >= 0 else None


def _number(raw: RawCell, _: Book) -> CellValue:
    text = raw.value
    if not text:
        return None
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return _WRONG
    short = len(text) <= _DIGITS and _PLAIN.fullmatch(text)
    return Decimal(text) if short else shorten(Decimal(text.strip()))


def _shared(raw: RawCell, book: Book) -> CellValue:
    if raw.value is None:
        return None
    if not _INDEX.fullmatch(raw.value) or int(raw.value) >= len(book.strings):
        raise Damage("a cell refers to a text that is not there",
                     "ячейка ссылается на текст, которого нет")  # fmt: skip
    return book.strings[int(raw.value)] or None


def _text(raw: RawCell, _: Book) -> CellValue:
    return unescape(raw.value or "") or None


def _boolean(raw: RawCell, _: Book) -> CellValue:
    return None if not raw.value else raw.value.strip() in ("1", "true")


def _error(raw: RawCell, _: Book) -> CellValue:
    return ErrorValue(raw.value or _WRONG.code)


def _iso_day(raw: RawCell, _: Book) -> CellValue:
    try:
        return date.fromisoformat((raw.value or "")[:10])
    except ValueError:
        return raw.value or None


_READERS: Mapping[str, Callable[[RawCell, Book], CellValue]] = {
    "n": _number, "s": _shared, "str": _text, "inlineStr": _text, "b": _boolean, "e": _error,
    "d": _iso_day,
}  # fmt: skip
