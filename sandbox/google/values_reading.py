"""What the values methods read: rows or columns of a range, trimmed and rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sandbox.google import a1
from sandbox.google.cells.display import Display, number
from sandbox.google.model import Area, ErrorCode, Json, Spreadsheet, Value

Shown = str | float | bool
Rendering = Callable[[Display, int, int], Shown]


@dataclass(frozen=True, slots=True)
class Reading:
    """How values are wanted; unspecified words mean the first of each."""

    dimension: str = "ROWS"
    values: str = "FORMATTED_VALUE"
    moments: str = "SERIAL_NUMBER"

    @classmethod
    def asked(cls, dimension: str, values: str, moments: str) -> Reading:
        return cls(
            "COLUMNS" if dimension == "COLUMNS" else "ROWS",
            values if values in {"UNFORMATTED_VALUE", "FORMULA"} else "FORMATTED_VALUE",
            "FORMATTED_STRING" if moments == "FORMATTED_STRING" else "SERIAL_NUMBER",
        )


def value_range(spreadsheet: Spreadsheet, area: Area, reading: Reading) -> Json:
    """A ValueRange; without the key `values` if nothing is there."""
    grid = _grid(spreadsheet, area, _rendering(reading))
    if reading.dimension == "COLUMNS":
        grid = {(column, row): value for (row, column), value in grid.items()}
    values = _trimmed(grid)
    answer: Json = {
        "range": a1.shown(spreadsheet, area),
        "majorDimension": reading.dimension,
    }
    return answer | ({"values": values} if values else {})


def _grid(
    spreadsheet: Spreadsheet, area: Area, rendering: Rendering
) -> dict[tuple[int, int], Shown]:
    """The cells of the area that show anything, counted from its corner."""
    tab = spreadsheet.tab(area.sheet_id)
    if tab is None:
        return {}
    display = Display(spreadsheet, tab)
    shown = {
        (row - area.top, column - area.left): rendering(display, row, column)
        for row, column in _places(display.places(), area)
    }
    return {place: value for place, value in shown.items() if value != ""}


def _places(places: set[tuple[int, int]], area: Area) -> Sequence[tuple[int, int]]:
    if area.rows * area.columns < len(places):
        return [
            (row, column)
            for row in range(area.top, area.bottom)
            for column in range(area.left, area.right)
            if (row, column) in places
        ]
    return [place for place in places if area.contains(*place)]


def _trimmed(grid: dict[tuple[int, int], Shown]) -> list[list[Shown]]:
    """Rows up to the last one with something in it, each up to its own last cell."""
    ends: dict[int, int] = {}
    for row, column in grid:
        ends[row] = max(ends.get(row, 0), column + 1)
    rows: list[list[Shown]] = [[""] * ends.get(row, 0) for row in range(max(ends, default=-1) + 1)]
    for (row, column), value in grid.items():
        rows[row][column] = value
    return rows


def _rendering(reading: Reading) -> Rendering:
    if reading.values == "FORMATTED_VALUE":
        return Display.text
    as_text = reading.values == "UNFORMATTED_VALUE" and reading.moments == "FORMATTED_STRING"
    sources = reading.values == "FORMULA"

    def render(display: Display, row: int, column: int) -> Shown:
        if sources and (source := display.source(row, column)) is not None:
            return source
        value = display.value(row, column)
        if as_text and type(value) is float and display.dated(row, column):
            return display.text(row, column)
        return _unformatted(value)

    return render


def _unformatted(value: Value) -> Shown:
    match value:
        case None:
            return ""
        case bool() | str():
            return value
        case ErrorCode():
            return value.value
        case _:
            return number(value)
