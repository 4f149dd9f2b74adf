"""Formulas that are the same in row after row, so that one request writes them all.

``repeatCell`` moves relative references from row to row as a fill down does; what it would write is
compared with what is wanted before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sheets_template.model import Position

_QUOTED = re.compile(r"""("(?:[^"]|"")*"|'(?:[^']|'')*')""")
_RELATIVE = re.compile(r"(?<![\w.$])(\$?[A-Za-z]{1,3})([0-9]{1,7})(?![\w.(!])")
SHORTEST = 3
"""Fewer rows are written one by one."""


def shifted(formula: str, by: int) -> str:
    """The formula so many rows further down; rows behind a ``$`` stay."""
    parts = _QUOTED.split(formula)
    for number in range(0, len(parts), 2):
        parts[number] = _RELATIVE.sub(
            lambda found: f"{found[1]}{int(found[2]) + by}", parts[number]
        )
    return "".join(parts)


def runs(formulas: Mapping[Position, str]) -> Iterator[tuple[Position, int]]:
    """First cell and number of rows of each run of formulas that one request can write."""
    start: Position = (0, 0)
    length = 0
    for row, column in sorted(formulas, key=lambda place: (place[1], place[0])):
        below = (row, column) == (start[0] + length, start[1])
        if below and shifted(formulas[start], length) == formulas[row, column]:
            length += 1
            continue
        if length >= SHORTEST:
            yield start, length
        start, length = (row, column), 1
    if length >= SHORTEST:
        yield start, length
