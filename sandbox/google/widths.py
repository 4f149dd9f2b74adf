"""How wide a column and how tall a row must be to show what is in it."""

from __future__ import annotations

from sandbox.google.cells.display import formatted
from sandbox.google.model import Spreadsheet, Tab

DEFAULT_HEIGHT, DEFAULT_WIDTH = 21, 100
PADDING = 6
LINE = 1.6
"""Height of a line, in sizes of the letters."""

# fmt: off
WIDE = {"A": 0.848, "M": 1.06, "W": 1.2, "m": 1.06, "w": 0.92, "i": 0.28, "l": 0.28, "j": 0.28,
        "t": 0.35, "f": 0.35, "r": 0.42, "I": 0.35, " ": 0.35, ".": 0.35, ",": 0.35, ":": 0.35}
# fmt: on
"""Advance of some letters as shares of the font size in pixels; the rest take the usual one."""
USUAL_LOWER, USUAL_UPPER = 0.72, 0.86


def letter_width(letter: str) -> float:
    known = WIDE.get(letter)
    if known is not None:
        return known
    return USUAL_UPPER if letter.isupper() or ord(letter) > 0x2E80 else USUAL_LOWER


def text_width(text: str, font_size: float, *, bold: bool) -> int:
    """Pixels of the longest line."""
    longest = max((sum(map(letter_width, line)) for line in text.split("\n")), default=0)
    return round(longest * font_size * (1.06 if bold else 1.0))


def fitting_width(spreadsheet: Spreadsheet, tab: Tab, column: int) -> int:
    """Pixels for the longest text of the column; an empty one keeps the usual width."""
    widths = [
        text_width(text, size, bold=bold)
        for row, at in tab.cells
        if at == column
        for text, size, bold in [shown(spreadsheet, tab, row, column)]
        if text
    ]
    return max(widths) + PADDING if widths else DEFAULT_WIDTH


def fitting_height(spreadsheet: Spreadsheet, tab: Tab, row: int) -> int:
    """Pixels for the cell of the row with the most lines."""
    heights = [
        round(size * LINE * (text.count("\n") + 1)) + 5
        for at, column in tab.cells
        if at == row
        for text, size, _ in [shown(spreadsheet, tab, row, column)]
        if text
    ]
    return max([DEFAULT_HEIGHT, *heights])


def shown(spreadsheet: Spreadsheet, tab: Tab, row: int, column: int) -> tuple[str, float, bool]:
    """Text of a cell, size of its letters, and whether they are bold."""
    state = tab.cell(row, column)
    letters = state.format.get("textFormat", {})
    text = formatted(spreadsheet, tab, row, column)
    return text, float(letters.get("fontSize", 10)), bool(letters.get("bold"))
