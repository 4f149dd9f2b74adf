"""A workbook as a value: what stands where and how it looks, for any spreadsheet program.

Rows and columns are counted from 1. ``xlsx`` turns it into a file, ``google`` into requests for
Google Sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

from sync.core.vocabulary import Language

Scalar = str | Decimal | bool | date | None
Position = tuple[int, int]
"""Row and column."""


class Numbers(Enum):
    """How a cell shows its value."""

    AS_TYPED = "as typed"
    GROUPED = "grouped"
    """As typed, but whole and with parted thousands from 1000 on, by a rule of the column: formats
    with conditions of their own lose the sign of a negative number in some programs."""
    THOUSANDS = "thousands"
    SCORE = "score"
    """Two places; a score or a forecast."""
    PERCENT = "percent"
    RATE = "rate"
    """A percentage with one place."""
    DAY = "day"
    TEXT = "text"
    """Kept as typed: 4.2026 does not become a date."""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell. Colours are six hexadecimal digits."""

    color: str = "1F2937"
    fill: str = ""
    size: int = 10
    bold: bool = False
    italic: bool = False
    align: Literal["", "left", "center", "right"] = ""
    top: bool = False
    """Held at the top of the row instead of its middle."""
    wrap: bool = False
    indent: int = 0
    lines: str = ""
    """Colour of the thin lines around; none when empty."""
    numbers: Numbers = Numbers.AS_TYPED


@dataclass(frozen=True, slots=True)
class Computed:
    """A formula without the leading ``=``, and the value it has today."""

    formula: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. A title over several columns or rows says how many it covers."""

    content: Scalar | Computed = None
    style: Style = Style()
    columns: int = 1
    rows: int = 1
    note: str = ""
    """Shown when the pointer rests on the cell."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Dropdown:
    """Cells that offer a list."""

    area: Area
    source: str
    """A range as formulas spell it."""
    others: Literal["refused", "asked", "taken"]
    """What happens to anything that is not in the list."""
    title: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Cells that take numbers or days within bounds; anything else is asked about."""

    area: Area
    low: Decimal | date
    high: Decimal | date | None
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Cells that change their look while a formula, written for the first cell, is true."""

    area: Area
    formula: str
    color: str = ""
    fill: str = ""
    bold: bool = False
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Cells with a bar from 0 to 1 behind their number."""

    area: Area
    color: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one row of values, placed over cells."""

    kind: Literal["bars", "columns", "ring"]
    title: str
    categories: Area
    values: Area
    sheet: str
    """Key of the sheet whose cells it shows."""
    at: Position
    size: tuple[int, int]
    """Width and height in pixels."""
    colors: tuple[str, ...]
    """Of the whole, or of each point."""
    numbers: Numbers = Numbers.SCORE
    labels: Numbers = Numbers.AS_TYPED
    """How the categories are shown."""
    inset: int = 0
    """Pixels from the left edge of its first cell."""


@dataclass(frozen=True, slots=True)
class Width:
    """A column: how many letters wide, and whether it is in the group that folds away."""

    letters: float
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet prints; always landscape, A4, as wide as the page."""

    title: str
    repeated_rows: int = 1
    last: Position | None = None
    """The last cell to print."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab."""

    key: str
    title: str
    cells: Mapping[Position, Cell]
    widths: tuple[Width, ...]
    page: Page
    heights: Mapping[int, float] = field(default_factory=dict)
    """Row → points."""
    row_height: float = 0
    """Of the other rows, in points; 0 leaves it to the program."""
    frozen: Position = (0, 0)
    """Rows and columns that stay while scrolling."""
    checks: tuple[Dropdown | Bounds, ...] = ()
    rules: tuple[Rule | Bars, ...] = ()
    charts: tuple[Chart, ...] = ()
    tab_color: str = ""
    grid: bool = True
    hidden: bool = False
    """Hidden tabs are also protected, without a password."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole document."""

    title: str
    subject: str
    language: Language
    sheets: tuple[Sheet, ...]
    created: date
    """Kept in its properties."""
