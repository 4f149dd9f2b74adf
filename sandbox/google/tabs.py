"""Tabs as SheetProperties, and what names, numbers and sizes a tab may have."""

from __future__ import annotations

from typing import Any

from sandbox.google.model import MAX_CELLS, MAX_COLUMNS, Spreadsheet, Tab

Json = dict[str, Any]

LONGEST_TITLE = 100
FORBIDDEN_IN_TITLES = "\n\r\t"


class SheetError(ValueError):
    """A tab cannot be like that; the text is what the service says about it."""


def properties_of(tab: Tab, index: int) -> Json:
    """SheetProperties; the id and the place are written even when they are zero."""
    rest = {name: part for name, part in tab.properties.items() if name != "gridProperties"}
    grid = {"rowCount": tab.rows, "columnCount": tab.columns}
    return {
        "sheetId": tab.sheet_id,
        "title": tab.title,
        "index": index,
        "sheetType": "GRID",
        "gridProperties": grid | tab.properties.get("gridProperties", {}),
        **rest,
    }


def apply_properties(spreadsheet: Spreadsheet, tab: Tab, wanted: Json) -> None:
    """Title, size and the rest from SheetProperties, once they have been checked."""
    check_properties(spreadsheet, wanted, but=tab)
    grid = dict(wanted["gridProperties"])
    rows, columns = grid.pop("rowCount"), grid.pop("columnCount")
    kept = {
        name: part
        for name, part in wanted.items()
        if name not in {"sheetId", "title", "index", "sheetType", "gridProperties"}
    }
    tab.title, tab.rows, tab.columns = wanted["title"], rows, columns
    tab.properties = kept | ({"gridProperties": grid} if grid else {})


def check_properties(spreadsheet: Spreadsheet, wanted: Json, *, but: Tab | None = None) -> None:
    """Raises `SheetError` for SheetProperties that no tab can have."""
    grid = wanted.get("gridProperties", {})
    rows, columns = grid.get("rowCount", 0), grid.get("columnCount", 0)
    check_title(spreadsheet, wanted.get("title", ""), but=but)
    check_size(spreadsheet, (rows, columns), but=but)
    check_frozen(grid, rows, columns)


def check_title(spreadsheet: Spreadsheet, title: str, *, but: Tab | None = None) -> None:
    if not title or any(letter in title for letter in FORBIDDEN_IN_TITLES):
        raise SheetError("Sheet title must be specified.")
    if len(title) > LONGEST_TITLE:
        raise SheetError(f"Sheet title must be at most {LONGEST_TITLE} characters long.")
    if (same := spreadsheet.titled(title)) is not None and same is not but:
        raise SheetError(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )


def check_size(spreadsheet: Spreadsheet, size: tuple[int, int], *, but: Tab | None = None) -> None:
    rows, columns = size
    if rows < 1 or columns < 1:
        raise SheetError("A grid must have at least one row and one column.")
    if columns > MAX_COLUMNS:
        raise SheetError(
            "This action would increase the number of columns in the sheet above the limit of "
            f"{MAX_COLUMNS} columns."
        )
    others = sum(tab.rows * tab.columns for tab in spreadsheet.tabs if tab is not but)
    if others + rows * columns > MAX_CELLS:
        raise SheetError(
            "This action would increase the number of cells in the workbook above the limit of "
            f"{MAX_CELLS} cells."
        )


def check_frozen(grid: Json, rows: int, columns: int) -> None:
    if grid.get("frozenRowCount", 0) >= rows:
        raise SheetError("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= columns:
        raise SheetError("You can't freeze all visible columns on the sheet.")


def free_title(spreadsheet: Spreadsheet, base: str) -> str:
    """The title, or with the first number that makes it unique."""
    number, title = 1, base
    while spreadsheet.titled(title):
        number += 1
        title = f"{base} {number}"
    return title


def next_title(spreadsheet: Spreadsheet) -> str:
    """The name of a tab that was added without one."""
    number = len(spreadsheet.tabs) + 1
    while spreadsheet.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def move_tab(spreadsheet: Spreadsheet, tab: Tab, index: int) -> None:
    """The index counts the tabs as they stood before the move."""
    old = spreadsheet.tabs.index(tab)
    if not 0 <= index <= len(spreadsheet.tabs):
        raise SheetError(f"Sheet index {index} is out of range.")
    if index in {old, old + 1}:
        return
    spreadsheet.tabs.pop(old)
    spreadsheet.tabs.insert(index if index < old else index - 1, tab)
