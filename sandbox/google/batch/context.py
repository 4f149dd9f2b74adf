"""What a request of a batch may use: the spreadsheet, who asks, chance, and the usual checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sandbox.google import protection
from sandbox.google.edits import BOUNDS
from sandbox.google.masks import Mask, MaskError, parse_mask
from sandbox.google.model import Area, Caller, Spreadsheet, Tab
from sandbox.google.shapes import tidy, unknown_path, widen

Json = dict[str, Any]


class RefusedError(Exception):
    """One request cannot be carried out; the text is what the service says about it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What is not known for sure about the real service."""

    metadata_follows_sort: bool = True
    metadata_copied_with_tab: bool = True


@dataclass(slots=True)
class Batch:
    """One call of batchUpdate while it is applied."""

    spreadsheet: Spreadsheet
    caller: Caller
    random: Random
    habits: Habits = field(default_factory=Habits)

    def tab(self, sheet_id: int) -> Tab:
        found = self.spreadsheet.tab(sheet_id)
        if found is None:
            raise RefusedError(f"No sheet with id: {sheet_id}")
        return found

    def area(self, grid_range: Json) -> tuple[Tab, Area]:
        """The cells of a GridRange, which must lie on its grid and hold at least one."""
        tab = self.spreadsheet.tab(grid_range.get("sheetId", 0))
        if tab is None:
            raise RefusedError(f"No grid with id: {grid_range.get('sheetId', 0)}")
        check_bounds(grid_range, "ROWS", tab.rows)
        check_bounds(grid_range, "COLUMNS", tab.columns)
        return tab, tab.clip(grid_range)

    def writable(self, grid_range: Json) -> tuple[Tab, Area]:
        """The same, and the caller may change them."""
        tab, area = self.area(grid_range)
        self.guard(area)
        return tab, area

    def dimension(self, wanted: Json) -> tuple[Tab, str, range]:
        """Tab, axis and indexes of a DimensionRange; open ends end with the grid."""
        tab = self.tab(wanted.get("sheetId", 0))
        axis = axis_of(wanted.get("dimension"))
        size = tab.rows if axis == "ROWS" else tab.columns
        start, end = wanted.get("startIndex", 0), wanted.get("endIndex", size)
        if start >= end:
            raise RefusedError(
                f"range.endIndex[{end}] must be greater than range.startIndex[{start}]"
            )
        if end > size:
            noun = "row" if axis == "ROWS" else "column"
            raise RefusedError(f"range.endIndex[{end}] is after last {noun} in grid[{size}]")
        return tab, axis, range(start, end)

    def coordinate(self, wanted: Json) -> tuple[Tab, int, int]:
        tab = self.spreadsheet.tab(wanted.get("sheetId", 0))
        if tab is None:
            raise RefusedError(f"No grid with id: {wanted.get('sheetId', 0)}")
        row, column = wanted.get("rowIndex", 0), wanted.get("columnIndex", 0)
        if row >= tab.rows:
            raise RefusedError(
                f"GridCoordinate.rowIndex[{row}] is after last row in grid[{tab.rows}]"
            )
        if column >= tab.columns:
            raise RefusedError(
                f"GridCoordinate.columnIndex[{column}] is after last column in grid[{tab.columns}]"
            )
        return tab, row, column

    def guard(self, area: Area) -> None:
        """Refuses what a protection keeps this caller from changing."""
        if protection.blocked(self.spreadsheet, area, self.caller):
            raise RefusedError(protection.refusal(self.caller))

    def guard_tab(self, tab: Tab) -> None:
        if protection.blocked_tab(tab, self.caller):
            raise RefusedError(protection.refusal(self.caller))

    def fresh_id(self, taken: Iterable[int]) -> int:
        """A positive 31-bit number that is not in use."""
        used = set(taken)
        while (number := self.random.randrange(1, 2**31)) in used:
            pass
        return number


Kind = Callable[[Batch, Json], Json]
Kinds = Mapping[str, Kind]


def check_bounds(grid_range: Json, axis: str, size: int) -> None:
    first, last = BOUNDS[axis]
    noun = "row" if axis == "ROWS" else "column"
    start, end = grid_range.get(first, 0), grid_range.get(last, size)
    if min(start, end) < 0:
        raise RefusedError(f"GridRange.{first}[{start}] must not be negative")
    if start >= size:
        raise RefusedError(f"GridRange.{first}[{start}] is after last {noun} in grid[{size}]")
    if end > size:
        raise RefusedError(f"GridRange.{last}[{end}] is after last {noun} in grid[{size}]")
    if start >= end:
        raise RefusedError(f"GridRange.{last}[{end}] must be after {first}[{start}]")


def axis_of(dimension: str | None) -> str:
    if dimension not in BOUNDS:
        raise RefusedError("dimension must be specified")
    return dimension


def needed(request: Json, name: str) -> Any:
    """A member that the request cannot do without."""
    if name not in request:
        raise RefusedError(f"No {name} specified.")
    return request[name]


def mask_for(schema: str, request: Json) -> Mask:
    """The ``fields`` of an update, with every colour under both of its names."""
    text = request.get("fields")
    if not text:
        raise RefusedError(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    try:
        mask = parse_mask(text)
    except MaskError as error:
        raise RefusedError(f"Invalid field: {error.path}") from error
    if path := unknown_path(schema, mask):
        raise RefusedError(f"Invalid field: {path}")
    return widen(schema, mask)


def given(schema: str, request: Json, name: str) -> Json:
    """A message of the request in the form in which the service keeps it."""
    return tidy(schema, request.get(name) or {})
