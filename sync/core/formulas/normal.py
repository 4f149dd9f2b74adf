"""Formulas with their own row left open, so that one can be compared with or copied to another."""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTED = re.compile(r"""("(?:[^"]|"")*"|'(?:[^']|'')*')""")
_REFERENCE = re.compile(
    r"(?<![\w.$])(?P<column>\$?[A-Za-z]{1,3})(?P<row>[0-9]{1,7})(?![\w.(!]|:[^\W\d_])"
)
_OPEN = "{r}"


def normal_form(formula: str, row: int) -> str:
    """The formula with ``{r}`` for every reference to its own row; texts, names of tabs and
    references to fixed rows stay as they are."""
    return "".join(
        part if quoted else _REFERENCE.sub(lambda found: _opened(found, row), part)
        for part, quoted in _parts(formula)
    )


def at_row(normal: str, row: int) -> str:
    """The formula that ``normal`` stands for in a row."""
    return str(row).join(_pieces(normal))


@lru_cache(maxsize=512)
def _pieces(normal: str) -> tuple[str, ...]:
    """What stands between the references to the own row."""
    opened = (part if quoted else part.replace(_OPEN, "\0") for part, quoted in _parts(normal))
    return tuple("".join(opened).split("\0"))


def _parts(formula: str) -> list[tuple[str, bool]]:
    """The pieces of a formula and whether each is a quoted text or the quoted name of a tab."""
    return [(part, number % 2 == 1) for number, part in enumerate(_QUOTED.split(formula))]


def _opened(found: re.Match[str], row: int) -> str:
    return found["column"] + _OPEN if int(found["row"]) == row else found[0]
