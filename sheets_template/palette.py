"""Colours and styles, each with one meaning throughout the workbook."""

from __future__ import annotations

from dataclasses import replace

from sheets_template.model import Numbers, Style
from sync.core.choices import Status
from sync.core.schema import Writer

INK, GREY, PALE, LINE = "1F2937", "5B6675", "9AA3AF", "DFE3E8"
NAVY, TEAL, WHITE = "1D3557", "2A7F8E", "FFFFFF"
CREAM, AMBER = "FFFCF2", "FFE9B0"
"""Cells and titles of what people fill in."""
MIST, BLUE = "F4F6F9", "DCE6F2"
"""Cells and titles of what is computed."""
ASH = "E7E7EA"
"""Titles of what the service fills in."""
RUST = "9A4B12"
"""Words of Notes."""

TITLE_FILL = {Writer.PEOPLE: AMBER, Writer.FORMULA: BLUE, Writer.SERVICE: ASH}
CELL_FILL = {Writer.PEOPLE: CREAM, Writer.FORMULA: MIST, Writer.SERVICE: MIST}
CELL_INK = {Writer.PEOPLE: INK, Writer.FORMULA: GREY, Writer.SERVICE: PALE}

GREEN, LIGHT_GREEN, YELLOW, RED = "BFE5C7", "E0F2CF", "FCEBB0", "F7CFC9"
DARK_GREEN, OLIVE, BROWN, MAROON = "14532D", "40600F", "7A4A06", "8A1C1C"

STATUS_COLORS: dict[Status, tuple[str, str]] = {
    Status.ON_TRACK: (DARK_GREEN, "CDEED6"),
    Status.DONE: (WHITE, "2F9E5B"),
    Status.AT_RISK: (BROWN, YELLOW),
    Status.OFF_TRACK: (MAROON, RED),
    Status.TOO_EARLY: ("3C4A5C", "E3E8EF"),
    Status.NO_DATA: (PALE, WHITE),
}
"""Letters and background of a status."""

STATUS_CHART = {
    Status.ON_TRACK: "6CBF84", Status.DONE: "2F9E5B", Status.AT_RISK: "F0C04A",
    Status.OFF_TRACK: "DE6B5F", Status.TOO_EARLY: "A9B6C6", Status.NO_DATA: "DDE2E8",
}  # fmt: skip


def title_style(writer: Writer) -> Style:
    """The title of a column."""
    return Style(color=INK, fill=TITLE_FILL[writer], bold=True, wrap=True, lines=LINE)


def cell_style(writer: Writer, numbers: Numbers = Numbers.AS_TYPED) -> Style:
    """A cell below it."""
    return Style(color=CELL_INK[writer], fill=CELL_FILL[writer], lines=LINE, numbers=numbers)


def centred(style: Style) -> Style:
    return replace(style, align="center")
