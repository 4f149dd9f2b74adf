"""Writing cells into a worksheet part: only the bytes of these cells change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.grid import letters_of
from sync.core.vocabulary import CellValue, ErrorValue, Formula
from sync.documents.ooxml.cells import SharedFormulas, serial_of
from sync.documents.ooxml.markup import Edit, end_of, end_of_tag, escape, is_closed, splice
from sync.documents.ooxml.sheet import Outline, RawCell, RawRow, scan
from sync.documents.ooxml.strings import inline

_SPANS = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(rb"(?<=\s)ref\s*=\s*(?:\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True)
class Filling:
    """What a cell shall hold, and its format. None keeps the format of a cell that is there."""

    value: CellValue | Formula
    style: int


Fillings = Mapping[tuple[int, int], Filling]
"""By row and column, counted from 1."""


class SheetMap:
    """Where the rows and cells of a part stand."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.rows: dict[int, RawRow] = {}
        self._styles: dict[int, int] = {}
        self.outline: Outline = scan(content, self._take)
        self.numbers = list(self.rows)

    def cell(self, row: int, column: int) -> RawCell | None:
        return self.rows[row].cells.get(column) if row in self.rows else None

    def style(self, row: int, column: int) -> int:
        """The format of a cell, or the one its column gives to cells not there yet."""
        raw = self.cell(row, column)
        if raw is not None:
            return raw.style
        if column not in self._styles:
            outer = (s for first, last, s in self.outline.styles if first <= column <= last)
            self._styles[column] = next(outer, 0)
        return self._styles[column]

    def cells(self) -> Iterator[RawCell]:
        return (cell for row in self.rows.values() for cell in row.cells.values())

    def _take(self, row: RawRow) -> None:
        """Places are all that is needed; values would fill the memory."""
        for cell in row.cells.values():
            cell.value = None
            if cell.formula is not None and cell.formula.kind != "shared":
                cell.formula.text = ""
        self.rows[row.number] = row

    def loses_formula(self, fillings: Fillings) -> bool:
        """Whether some cell with a formula becomes a cell without."""
        return any(
            (raw := self.cell(*where)) is not None
            and raw.formula is not None
            and not isinstance(filling.value, Formula)
            for where, filling in fillings.items()
        )


def write(sheet: SheetMap, fillings: Fillings, *, date1904: bool) -> bytes:
    """The part with these cells filled. Formulas shared with an overwritten cell get a text of
    their own; ``dimension`` follows."""
    writer = _Writer(sheet, fillings, date1904)
    return splice(sheet.content, [*writer.rows(), *writer.unshared(), *writer.dimension()])


@dataclass(frozen=True, slots=True)
class _Writer:
    sheet: SheetMap
    fillings: Fillings
    date1904: bool

    def rows(self) -> Iterator[Edit]:
        """The edits of all rows; new rows go in front of the next row that is there."""
        wanted: dict[int, list[int]] = {}
        for row, column in sorted(self.fillings):
            if self.fillings[row, column].value is not None or self.sheet.cell(row, column):
                wanted.setdefault(row, []).append(column)
        added: dict[int, list[str]] = {}
        for number, columns in wanted.items():
            if number in self.sheet.rows:
                yield from self._old_row(self.sheet.rows[number], columns)
            else:
                added.setdefault(self._gap(number), []).append(self._new_row(number, columns))
        for position, texts in added.items():
            yield self._insert(position, "".join(texts).encode())

    def unshared(self) -> Iterator[Edit]:
        """A text of its own for every formula whose shared text is overwritten."""
        formulas, prefix, gone = SharedFormulas(), self.sheet.outline.prefix, set[str]()
        for raw in self.sheet.cells():
            text, formula = formulas.text(raw), raw.formula
            if formula is None or formula.kind != "shared":
                continue
            replaced = (raw.row, raw.column) in self.fillings
            if formula.text:
                (gone.add if replaced else gone.discard)(formula.group)
            elif formula.group in gone and not replaced and text is not None:
                end = end_of(self.sheet.content, formula.start, formula.end)
                new = f"<{prefix}f>{escape(text)}</{prefix}f>"
                yield Edit(formula.start, end, new.encode())

    def dimension(self) -> Iterator[Edit]:
        start = self.sheet.outline.dimension
        if start is None:
            return
        found = _REFERENCE.search(self.sheet.content, start, end_of_tag(self.sheet.content, start))
        if found:
            yield Edit(*found.span(), f'ref="{self._extent()}"'.encode())

    def _extent(self) -> str:
        new = [where for where, filling in self.fillings.items() if filling.value is not None]
        old = [row for row in self.sheet.rows.values() if row.cells]
        rows = {row.number for row in old} | {row for row, _ in new}
        columns = {column for row in old for column in row.cells} | {column for _, column in new}
        if not rows:
            return "A1"
        first = f"{letters_of(min(columns))}{min(rows)}"
        last = f"{letters_of(max(columns))}{max(rows)}"
        return first if first == last else f"{first}:{last}"

    def _gap(self, number: int) -> int:
        """Where a row that is not there yet goes; -1 for the end of the grid."""
        place = bisect_right(self.sheet.numbers, number)
        known = self.sheet.numbers
        return self.sheet.rows[known[place]].start if place < len(known) else -1

    def _insert(self, position: int, new: bytes) -> Edit:
        outline, content = self.sheet.outline, self.sheet.content
        if position >= 0:
            return Edit(position, position, new)
        assert outline.start is not None
        return _inside(content, outline.start, outline.end, f"{outline.prefix}sheetData", new)

    def _old_row(self, row: RawRow, columns: list[int]) -> Iterator[Edit]:
        content, added = self.sheet.content, False
        tail: list[str] = []
        for column in columns:
            raw = self.sheet.cell(row.number, column)
            text = self._cell(row.number, column)
            if raw is not None:
                yield Edit(raw.start, end_of(content, raw.start, raw.end), text.encode())
                continue
            added = True
            after = next((c.start for n, c in row.cells.items() if n > column), None)
            if after is None:
                tail.append(text)
            else:
                yield Edit(after, after, text.encode())
        if tail:
            name = f"{self.sheet.outline.prefix}row"
            yield _inside(content, row.start, row.end, name, "".join(tail).encode())
        if added and not (tail and is_closed(content, row.start)):
            yield from _without_spans(content, row.start)

    def _new_row(self, number: int, columns: list[int]) -> str:
        prefix = self.sheet.outline.prefix
        cells = "".join(self._cell(number, column) for column in columns)
        return f'<{prefix}row r="{number}">{cells}</{prefix}row>'

    def _cell(self, row: int, column: int) -> str:
        prefix, filling = self.sheet.outline.prefix, self.fillings[row, column]
        kind, inner = _content(filling.value, prefix, self.date1904)
        head = f'{prefix}c r="{letters_of(column)}{row}"'
        style = f' s="{filling.style}"' if filling.style else ""
        return f"<{head}{style}{kind}>{inner}</{prefix}c>" if inner else f"<{head}{style}/>"


def _content(value: CellValue | Formula, prefix: str, date1904: bool) -> tuple[str, str]:
    """The type attribute and the content of a cell. Text is never a formula, whatever it starts
    with; a day before the calendar of the workbook is a text."""
    if isinstance(value, Formula):
        return "", f"<{prefix}f>{escape(value.text)}</{prefix}f>"
    if isinstance(value, ErrorValue):
        return ' t="e"', f"<{prefix}v>{escape(value.code)}</{prefix}v>"
    if isinstance(value, date):
        serial = serial_of(value, date1904=date1904)
        value = value.isoformat() if serial is None else Decimal(serial)
    if isinstance(value, bool | Decimal):
        kind, number = (' t="b"', int(value)) if isinstance(value, bool) else ("", value)
        return kind, f"<{prefix}v>{number}</{prefix}v>"
    return (' t="inlineStr"', inline(value, prefix)) if value else ("", "")


def _inside(content: bytes, start: int, reported: int, name: str, new: bytes) -> Edit:
    """Put something at the end of an element, opening it first when it is ``<row/>``."""
    if not is_closed(content, start):
        return Edit(reported, reported, new)
    tag = content[start : end_of_tag(content, start)]
    opened = _SPANS.sub(b"", tag[:-2]).rstrip() + b">"
    return Edit(start, start + len(tag), opened + new + f"</{name}>".encode())


def _without_spans(content: bytes, start: int) -> Iterator[Edit]:
    """``spans`` promises that no cell stands outside it; without it nothing is promised."""
    found = _SPANS.search(content, start, end_of_tag(content, start))
    if found:
        yield Edit(*found.span(), b"")
