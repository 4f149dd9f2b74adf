"""Number formats taken apart: `[>=1000]#,##0;-0.00;"none"`, `dd.mm.yyyy`, `0.0%`, `@`.

A pattern has up to four sections (positive, negative, zero, text) or sections with conditions of
their own. Patterns are spelled as in en_US whatever the locale; `rendering` fills them in.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "literal", "digit", "point", "comma", "percent", "power", "date", "text", "general"
]  # fmt: skip

_PIECE = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | (?P<blank>_.) | \*(?P<fill>.)
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<condition>(?:<=|>=|<>|<|>|=)-?[0-9.]+)\]
    | \[(?P<colour>[A-Za-z]+[0-9]*)\]
    | (?P<general>general)
    | (?P<power>[eE][+-]0+)
    | (?P<half>am/pm|a/p)
    | (?P<moment>y+|m+|d+|h+|s+(?:\.0+)?)
    | (?P<digit>[0\#?])
    | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section: what kind it is, and its letters."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What numbers of one range look like."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, float] | None = None

    def has(self, kind: Kind) -> bool:
        return any(piece.kind == kind for piece in self.pieces)

    def suits(self, value: float) -> bool:
        if self.condition is None:
            return True
        sign, bound = self.condition
        return _COMPARISONS[sign](value, bound)


@lru_cache(maxsize=4096)
def sections(pattern: str) -> tuple[Section, ...]:
    """Never fails: letters that mean nothing are shown as they stand."""
    parts: list[list[re.Match[str]]] = [[]]
    for match in _PIECE.finditer(pattern):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part) for part in parts)


def section_for(pattern: str, value: float) -> tuple[Section, bool]:
    """The section that shows a number, and whether it shows the number without its sign: one with
    a condition of its own writes the sign itself, as the usual one for negative numbers does."""
    found = sections(pattern)
    if any(section.condition for section in found):
        for section in found[:3]:
            if section.suits(value):
                return section, section.condition is not None
        return found[0], False
    if value < 0 and len(found) > 1:
        return found[1], True
    return found[2 if value == 0 and len(found) > 2 else 0], False


def text_section(pattern: str) -> Section | None:
    """The section that shows text, if any says how."""
    found = sections(pattern)
    if len(found) == 4:
        return found[3]
    return found[-1] if found[-1].has("text") else None


def _section(matches: list[re.Match[str]]) -> Section:
    condition = next((match["condition"] for match in matches if match["condition"]), None)
    pieces = tuple(piece for match in matches if (piece := _piece(match)) is not None)
    return Section(pieces, _condition(condition) if condition else None)


def _condition(text: str) -> tuple[str, float]:
    sign = re.match(r"[<>=]+", text)
    assert sign is not None
    return sign[0], float(text[sign.end() :])


def _piece(match: re.Match[str]) -> Piece | None:
    """Colours say nothing here, and neither do conditions: they are read apart."""
    kind, text = match.lastgroup, match.group()
    match kind:
        case "condition" | "colour" | "fill":
            return None
        case "quoted" | "escaped" | "currency" | "other":
            return Piece("literal", match[kind])
        case "blank":
            return Piece("literal", " ")
        case "elapsed" | "half" | "moment":
            return Piece("date", text.lower())
        case _:
            return Piece(kind, text)  # type: ignore[arg-type]  # named after the kinds
