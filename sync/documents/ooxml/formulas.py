"""Shared formulas: one text for a block of cells, whose references move with the cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.core.grid import LAST_COLUMN, LAST_ROW, column_of, letters_of

_AFTER = r"(?![\w.(!\[])"
_TOKEN = re.compile(
    r"""  "(?:[^"]|"")*"                                        # text
        | '(?:[^']|'')*'                                        # name of a sheet
        | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]             # part of a table
        | (?P<c1>\$?[A-Z]{1,3}):(?P<c2>\$?[A-Z]{1,3})AFTER      # whole columns
        | (?P<r1>ROW):(?P<r2>ROW)AFTER                          # whole rows
        | (?P<column>\$?[A-Z]{1,3})(?P<row>ROW)AFTER
        | [0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?               # number
        | [^\W\d][\w.]*                                         # function or name
    """.replace("AFTER", _AFTER).replace("ROW", r"\$?[1-9][0-9]{0,6}"),
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """The column or the row of a reference; ``shift`` counts from the formula's cell."""

    shift: int
    fixed: str
    """As written, when it does not move."""

    def at(self, place: int, last: int) -> int:
        moved = place + self.shift
        return moved if 1 <= moved <= last else 0


Piece = str | tuple[_Part | None, _Part | None]
"""Literal text, or column and row of a reference."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A formula taken apart at its references."""

    pieces: tuple[Piece, ...]

    def at(self, row: int, column: int) -> str:
        """The formula as it reads in another cell."""
        return "".join(
            piece if isinstance(piece, str) else _reference(piece, row, column)
            for piece in self.pieces
        )


def take_apart(formula: str, row: int, column: int) -> Pattern:
    """A formula that stands in this cell, ready to be moved."""
    pieces: list[Piece] = []
    position = 0
    for token in _TOKEN.finditer(formula):
        pieces.append(formula[position : token.start()])
        pieces += _pieces(token, row, column)
        position = token.end()
    return Pattern((*pieces, formula[position:]))


def _pieces(token: re.Match[str], row: int, column: int) -> list[Piece]:
    columns = [text for name in ("c1", "c2", "column") if (text := token[name])]
    rows = [text for name in ("r1", "r2", "row") if (text := token[name])]
    if not all(map(_exists, columns + rows)):
        return [token[0]]
    if token["column"]:
        return [(_column(token["column"], column), _row(token["row"], row))]
    if columns:
        return [(_column(columns[0], column), None), ":", (_column(columns[1], column), None)]
    if rows:
        return [(None, _row(rows[0], row)), ":", (None, _row(rows[1], row))]
    return [token[0]]


def _exists(text: str) -> bool:
    plain = text.strip("$")
    return int(plain) <= LAST_ROW if plain.isdecimal() else column_of(plain) > 0


def _column(text: str, column: int) -> _Part:
    return _Part(0, text) if text[0] == "$" else _Part(column_of(text) - column, "")


def _row(text: str, row: int) -> _Part:
    return _Part(0, text) if text[0] == "$" else _Part(int(text) - row, "")


def _reference(piece: tuple[_Part | None, _Part | None], row: int, column: int) -> str:
    across, down = piece
    text = ""
    if across is not None:
        number = across.at(column, LAST_COLUMN)
        text = across.fixed or (letters_of(number) if number else "#REF!")
    if down is not None and not text.startswith("#"):
        number = down.at(row, LAST_ROW)
        text = text + (down.fixed or str(number)) if down.fixed or number else "#REF!"
    return text
