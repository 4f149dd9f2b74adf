"""Appending to a table: which block of cells is meant, and where the new rows go.

A block is what Ctrl+A would select: filled cells that touch one another, corners included. A cell
whose formula shows nothing is filled, too.
"""

from __future__ import annotations

from dataclasses import replace

from sandbox.google.adjusting import insert
from sandbox.google.errors import invalid
from sandbox.google.model import MAX_CELLS, MAX_COLUMNS, Area, Spreadsheet, Tab
from sandbox.google.values_writing import Writing

Place = tuple[int, int]


def table_for(spreadsheet: Spreadsheet, tab: Tab, asked: Area) -> Area | None:
    """The last block that the range touches, None if all its cells are blank."""
    left = {place for place, state in tab.cells.items() if state.entered is not None}
    left |= spreadsheet.values(tab).keys()
    touched = [place for place in left if asked.contains(*place)]
    blocks = [_block(tab, place, left) for place in touched if place in left]
    return max(blocks, key=lambda block: (block.bottom, block.left), default=None)


def place_after(writing: Writing, table: Area | None) -> Writing:
    """The writing moved below the table, or left at the corner of its range."""
    if table is None:
        return writing
    return replace(writing, area=replace(table, top=table.bottom, bottom=table.bottom + 1))


def make_room(spreadsheet: Spreadsheet, tab: Tab, writing: Writing, *, inserting: bool) -> None:
    """Inserts rows or lets the grid grow as far as needed; 400 beyond the limits."""
    written = writing.written
    added = len(writing.rows) if inserting else 0
    rows = max(tab.rows + added, written.bottom)
    columns = max(tab.columns, written.right)
    check_size(spreadsheet, tab, rows, columns)
    if added:
        insert(spreadsheet, tab, "ROWS", min(written.top, tab.rows), added)
    tab.rows, tab.columns = rows, columns
    spreadsheet.touch()


def check_size(spreadsheet: Spreadsheet, tab: Tab, rows: int, columns: int) -> None:
    """400 if the tab may not become that large."""
    if columns > MAX_COLUMNS and columns > tab.columns:
        raise invalid(
            "This action would increase the number of columns in the sheet above the limit of "
            f"{MAX_COLUMNS} columns."
        )
    cells = rows * columns + sum(t.rows * t.columns for t in spreadsheet.tabs if t is not tab)
    if cells > MAX_CELLS and rows * columns > tab.rows * tab.columns:
        raise invalid(
            "This action would increase the number of cells in the workbook above the limit of "
            f"{MAX_CELLS} cells."
        )


def _block(tab: Tab, start: Place, left: set[Place]) -> Area:
    """The rectangle around the filled cells connected with one; takes them out of `left`."""
    left.discard(start)
    edge, rows, columns = [start], [start[0]], [start[1]]
    while edge:
        row, column = edge.pop()
        around = {(row + down, column + along) for down in (-1, 0, 1) for along in (-1, 0, 1)}
        near = around & left
        left -= near
        edge.extend(near)
        rows.extend(place[0] for place in near)
        columns.extend(place[1] for place in near)
    return Area(tab.sheet_id, min(rows), min(columns), max(rows) + 1, max(columns) + 1)
