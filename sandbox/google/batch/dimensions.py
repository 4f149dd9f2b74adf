"""Requests about rows and columns as such: insert, delete, move, append, resize, hide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google import adjusting
from sandbox.google.batch.context import Batch, RefusedError, axis_of, given, mask_for
from sandbox.google.cells.changes import Moved
from sandbox.google.masks import Mask, overlay
from sandbox.google.model import EMPTY, Area, Tab
from sandbox.google.tabs import SheetError, check_size
from sandbox.google.widths import fitting_height, fitting_width

Json = dict[str, Any]

NOUNS = {"ROWS": "rows", "COLUMNS": "columns"}
FROZEN = adjusting.FROZEN


def size_of(tab: Tab, axis: str) -> int:
    return tab.rows if axis == "ROWS" else tab.columns


def strip(tab: Tab, axis: str, span: range) -> Area:
    """Whole rows or columns as cells."""
    if axis == "ROWS":
        return Area(tab.sheet_id, span.start, 0, span.stop, tab.columns)
    return Area(tab.sheet_id, 0, span.start, tab.rows, span.stop)


def check_growth(batch: Batch, tab: Tab, axis: str, count: int) -> None:
    rows, columns = (count, 0) if axis == "ROWS" else (0, count)
    try:
        check_size(batch.spreadsheet, (tab.rows + rows, tab.columns + columns), but=tab)
    except SheetError as error:
        raise RefusedError(str(error)) from error


def insert_dimension(batch: Batch, request: Json) -> Json:
    wanted = request.get("range", {})
    tab, axis = batch.tab(wanted.get("sheetId", 0)), axis_of(wanted.get("dimension"))
    start, end = wanted.get("startIndex", 0), wanted.get("endIndex")
    if end is None or end <= start:
        raise RefusedError("range.endIndex must be specified and greater than range.startIndex")
    size, before = size_of(tab, axis), bool(request.get("inheritFromBefore"))
    if before and start == 0:
        raise RefusedError(
            "range.startIndex[0] must be greater than 0 if inheritFromBefore is true."
        )
    if start > size or (start == size and not before):
        rule = "" if before else " if inheritFromBefore is false"
        raise RefusedError(
            f"range.startIndex[{start}] must be less than the grid size ({size}){rule}."
        )
    check_growth(batch, tab, axis, end - start)
    guard_insertion(batch, tab, axis, start)
    adjusting.insert(batch.spreadsheet, tab, axis, start, end - start)
    inherit(tab, axis, range(start, end), start - 1 if before else end)
    return {}


def guard_insertion(batch: Batch, tab: Tab, axis: str, at: int) -> None:
    """Nothing may come between two rows of which both are protected."""
    batch.guard_tab(tab)
    if 0 < at < size_of(tab, axis) and touches_both(batch, tab, axis, at):
        batch.guard(strip(tab, axis, range(at, at + 1)))


def touches_both(batch: Batch, tab: Tab, axis: str, at: int) -> bool:
    try:
        batch.guard(strip(tab, axis, range(at - 1, at)))
    except RefusedError:
        return True
    return False


def inherit(tab: Tab, axis: str, new: range, model: int) -> None:
    """New rows look like their neighbour: formats, validation, size; not values or notes."""
    properties = tab.row_properties if axis == "ROWS" else tab.column_properties
    pixel_size = properties.get(model, {}).get("pixelSize")
    if pixel_size is not None:
        properties.update({at: {"pixelSize": pixel_size} for at in new})
    across = tab.columns if axis == "ROWS" else tab.rows
    for other in range(across):
        state = tab.cell(*((model, other) if axis == "ROWS" else (other, model)))
        if state is EMPTY or not (state.format or state.validation):
            continue
        blank = replace(EMPTY, format=state.format, validation=state.validation)
        for at in new:
            tab.put(*((at, other) if axis == "ROWS" else (other, at)), blank)


def delete_dimension(batch: Batch, request: Json) -> Json:
    tab, axis, gone = batch.dimension(request.get("range", {}))
    frozen = tab.properties.get("gridProperties", {}).get(FROZEN[axis], 0)
    size = size_of(tab, axis)
    if len(gone) >= size:
        raise RefusedError(f"You can't delete all the {NOUNS[axis]} on the sheet.")
    if gone.stop == size and gone.start <= frozen:
        raise RefusedError(f"Sorry, it is not possible to delete all non-frozen {NOUNS[axis]}.")
    batch.guard(strip(tab, axis, gone))
    adjusting.delete(batch.spreadsheet, tab, axis, gone)
    return {}


def move_dimension(batch: Batch, request: Json) -> Json:
    """The destination is counted before the block is taken out."""
    tab, axis, moved = batch.dimension(request.get("source", {}))
    target = request.get("destinationIndex", 0)
    if not 0 <= target <= size_of(tab, axis):
        raise RefusedError(f"destinationIndex[{target}] is out of the grid")
    if moved.start <= target <= moved.stop:
        return {}
    batch.guard(strip(tab, axis, moved))
    guard_insertion(batch, tab, axis, target)
    change = Moved(tab.title, axis, moved.start, moved.stop, target)  # type: ignore[arg-type]
    adjusting.carry(batch.spreadsheet, tab, change)
    return {}


def append_dimension(batch: Batch, request: Json) -> Json:
    tab, axis = batch.tab(request.get("sheetId", 0)), axis_of(request.get("dimension"))
    count = request.get("length", 0)
    if count < 1:
        raise RefusedError("length must be greater than 0")
    check_growth(batch, tab, axis, count)
    batch.guard_tab(tab)
    adjusting.grow(tab, axis, count)
    return {}


def update_dimension_properties(batch: Batch, request: Json) -> Json:
    tab, axis, span = batch.dimension(request.get("range", {}))
    wanted = given("DimensionProperties", request, "properties")
    mask = mask_for("DimensionProperties", request)
    if mask.whole:
        mask = Mask(members={"pixelSize": mask, "hiddenByUser": mask})
    if wanted.get("pixelSize", 1) < 0:
        raise RefusedError("pixelSize must not be negative")
    batch.guard_tab(tab)
    set_properties(tab, axis, span, wanted, mask)
    return {}


def set_properties(tab: Tab, axis: str, span: range, wanted: Json, mask: Mask) -> None:
    properties = tab.row_properties if axis == "ROWS" else tab.column_properties
    for at in span:
        changed = overlay(properties.get(at, {}), wanted, mask)
        if changed:
            properties[at] = changed
        else:
            properties.pop(at, None)


def auto_resize_dimensions(batch: Batch, request: Json) -> Json:
    tab, axis, span = batch.dimension(request.get("dimensions", {}))
    batch.guard_tab(tab)
    measure = fitting_height if axis == "ROWS" else fitting_width
    for at in span:
        size = measure(batch.spreadsheet, tab, at)
        set_properties(tab, axis, range(at, at + 1), {"pixelSize": size}, SIZE)
    return {}


SIZE = Mask(members={"pixelSize": Mask(whole=True)})

KINDS = {
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "appendDimension": append_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
}
