"""What a spreadsheet of the sandbox is made of: tabs, cells, and what stands beside the cells.

The grid of Python cells is the truth. A change is made by replacing: `CellState` is frozen, and
the JSON inside it (a format, a validation rule) is shared between cells and never changed in place.
Whoever changed anything calls `Spreadsheet.touch()`; the calculator finds what is different.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.google.cells.calculator import Calculator

Json = dict[str, Any]
MAX_CELLS = 10_000_000
MAX_COLUMNS = 18_278
MAX_CHARACTERS = 50_000


class ErrorCode(Enum):
    """An error as a value of a cell: its name in `errorValue.type`, and what the cell shows."""

    ERROR = "#ERROR!"
    NULL_VALUE = "#NULL!"
    DIVIDE_BY_ZERO = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    N_A = "#N/A"


@dataclass(frozen=True, slots=True)
class FormulaText:
    """A formula in its en_US spelling whatever the locale: `=IF(A1>0.5,"yes","no")`.

    A broken one is kept as typed (a comma between arguments in a ru_RU sheet) and shows #ERROR!.
    """

    text: str
    broken: bool = False


Value = float | str | bool | ErrorCode | None  # a number is always a float, a date its serial
Entered = Value | FormulaText


@dataclass(frozen=True, slots=True)
class CellState:
    """What someone put into a cell; what it shows is `Spreadsheet.value` and `cells.display`.

    `format` is userEnteredFormat as JSON; `extras` holds further members of CellData as they are
    sent (textFormatRuns, chipRuns, hyperlink …). Change with `dataclasses.replace`.
    """

    entered: Entered = None
    format: Json = field(default_factory=dict)
    note: str = ""
    validation: Json | None = None
    extras: Json = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """True if the cell may be dropped from the grid."""
        return self == EMPTY


EMPTY = CellState()


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of one tab, 0-based and half-open, as in a GridRange with all its bounds."""

    sheet_id: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        return self.bottom - self.top

    @property
    def columns(self) -> int:
        return self.right - self.left

    def contains(self, row: int, column: int) -> bool:
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meet(self, other: Area) -> Area | None:
        """What both cover, None if nothing."""
        top, left = max(self.top, other.top), max(self.left, other.left)
        bottom, right = min(self.bottom, other.bottom), min(self.right, other.right)
        if self.sheet_id != other.sheet_id or top >= bottom or left >= right:
            return None
        return Area(self.sheet_id, top, left, bottom, right)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Developer metadata. `axis` is "" on the tab or the file itself, else ROWS or COLUMNS."""

    metadata_id: int
    key: str
    value: str = ""
    visibility: str = "DOCUMENT"
    project: str = ""
    axis: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: decides about protection, private metadata and the language of a refusal."""

    email: str
    project: str = ""
    owner: bool = False
    language: str = "en"
    groups: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()  # everyone who may edit the file


@dataclass
class Tab:
    """A sheet of the grid type. Lists and maps hold Google's JSON unless typed otherwise.

    `properties` are the members of SheetProperties without sheetId, title, index, sheetType and the
    row and column count; `gridProperties` in it has the rest (frozenRowCount …).
    """

    sheet_id: int
    title: str
    rows: int = 1000
    columns: int = 26
    properties: Json = field(default_factory=dict)
    cells: dict[tuple[int, int], CellState] = field(default_factory=dict)
    merges: list[Json] = field(default_factory=list)
    conditional_formats: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None
    filter_views: list[Json] = field(default_factory=list)
    protected_ranges: list[Json] = field(default_factory=list)
    banded_ranges: list[Json] = field(default_factory=list)
    charts: list[Json] = field(default_factory=list)
    slicers: list[Json] = field(default_factory=list)
    tables: list[Json] = field(default_factory=list)
    row_groups: list[Json] = field(default_factory=list)
    column_groups: list[Json] = field(default_factory=list)
    row_properties: dict[int, Json] = field(default_factory=dict)
    column_properties: dict[int, Json] = field(default_factory=dict)
    developer_metadata: list[Metadata] = field(default_factory=list)

    def cell(self, row: int, column: int) -> CellState:
        return self.cells.get((row, column), EMPTY)

    def put(self, row: int, column: int, state: CellState) -> None:
        """Replaces one cell; a blank one is dropped, so that `cells` holds only what is there."""
        if state.blank:
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = state

    def enter(self, row: int, column: int, entered: Entered) -> None:
        """Changes the content: format, note and validation stay, runs and chips go with it."""
        self.put(row, column, replace(self.cell(row, column), entered=entered, extras={}))

    def area(self) -> Area:
        return Area(self.sheet_id, 0, 0, self.rows, self.columns)

    def clip(self, grid_range: Json) -> Area:
        """A GridRange as cells: open ends end with the grid."""
        return Area(
            self.sheet_id,
            grid_range.get("startRowIndex", 0),
            grid_range.get("startColumnIndex", 0),
            min(grid_range.get("endRowIndex", self.rows), self.rows),
            min(grid_range.get("endColumnIndex", self.columns), self.columns),
        )

    def copied(self) -> Tab:
        """A tab of its own; cells are shared until replaced, everything else is copied."""
        parts = {
            name: copy.deepcopy(value)
            for name, value in vars(self).items()
            if name not in ("cells", "developer_metadata")
        }
        return Tab(
            **parts, cells=dict(self.cells), developer_metadata=list(self.developer_metadata)
        )


@dataclass
class Spreadsheet:
    """One file. `properties` is SpreadsheetProperties as JSON (title, locale, timeZone …)."""

    spreadsheet_id: str
    properties: Json
    now: Callable[[], datetime]
    tabs: list[Tab] = field(default_factory=list)
    named_ranges: list[Json] = field(default_factory=list)
    developer_metadata: list[Metadata] = field(default_factory=list)
    localised_formulas: bool = True  # formulas in and out with the locale's separators [K]
    revision: int = 0
    calculator: Calculator | None = field(default=None, repr=False)
    shadow: Spreadsheet | None = field(default=None, repr=False)  # computes formulas of rules

    @property
    def locale(self) -> str:
        return str(self.properties.get("locale", "en_US"))

    @property
    def time_zone(self) -> str:
        return str(self.properties.get("timeZone", "Etc/GMT"))

    def tab(self, sheet_id: int) -> Tab | None:
        return next((tab for tab in self.tabs if tab.sheet_id == sheet_id), None)

    def titled(self, title: str) -> Tab | None:
        """Titles are unique without regard to case."""
        wanted = title.casefold()
        return next((tab for tab in self.tabs if tab.title.casefold() == wanted), None)

    def first_visible(self) -> Tab:
        return next((tab for tab in self.tabs if not tab.properties.get("hidden")), self.tabs[0])

    def touch(self) -> None:
        """To be called after any change of cells, tabs or named ranges, before asking values."""
        self.revision += 1

    def value(self, tab: Tab, row: int, column: int) -> Value:
        """The computed value of a cell; computes what changed since the last touch."""
        entered = tab.cell(row, column).entered
        return self.values(tab).get((row, column), plain(entered))

    def values(self, tab: Tab) -> dict[tuple[int, int], Value]:
        """The computed values of the tab's formula cells, and of those their arrays spread to."""
        from sandbox.google.cells.calculator import Calculator  # noqa: PLC0415 (it needs this module)

        if self.calculator is None:
            self.calculator = Calculator()
        return self.calculator.values(self, tab)

    def snapshot(self) -> Json:
        """Everything that a refused batch must leave as it was; see `restore`."""
        return {
            "properties": copy.deepcopy(self.properties),
            "tabs": [tab.copied() for tab in self.tabs],
            "named_ranges": copy.deepcopy(self.named_ranges),
            "developer_metadata": list(self.developer_metadata),
        }

    def restore(self, snapshot: Json) -> None:
        """Puts a snapshot back; it is used up by that. Tabs are new objects afterwards."""
        for name, value in snapshot.items():
            setattr(self, name, value)
        self.touch()


def is_formula(entered: Entered) -> bool:
    return isinstance(entered, FormulaText)


def plain(entered: Entered) -> Value:
    """The value of a cell that holds no formula."""
    return None if isinstance(entered, FormulaText) else entered
