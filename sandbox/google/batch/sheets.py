"""Requests about whole tabs and about the file itself."""

from __future__ import annotations

from typing import Any

from sandbox.google import copying
from sandbox.google.adjusting import delete, rewrite_rules
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.cells.references import renamed, rewrite_formulas, without_tab
from sandbox.google.locales import is_known
from sandbox.google.masks import overlay
from sandbox.google.model import Area, Spreadsheet, Tab
from sandbox.google.shapes import tidy
from sandbox.google.tabs import (
    SheetError,
    apply_properties,
    check_properties,
    check_size,
    check_title,
    free_title,
    move_tab,
    next_title,
    properties_of,
)

Json = dict[str, Any]

READ_ONLY = ("defaultFormat", "spreadsheetTheme")


def add_sheet(batch: Batch, request: Json) -> Json:
    wanted = given("SheetProperties", request, "properties")
    if wanted.get("sheetType", "GRID") != "GRID":
        raise RefusedError("Only sheets of type GRID can be added.")
    spreadsheet = batch.spreadsheet
    tab = Tab(new_sheet_id(batch, wanted.get("sheetId")), title="")
    size = {"rowCount": tab.rows, "columnCount": tab.columns} | wanted.get("gridProperties", {})
    title = wanted.get("title") or next_title(spreadsheet)
    index = checked_index(spreadsheet, wanted.get("index", len(spreadsheet.tabs)))
    apply(spreadsheet, tab, wanted | {"gridProperties": size, "title": title})
    spreadsheet.tabs.insert(index, tab)
    return {"properties": properties_of(tab, index)}


def new_sheet_id(batch: Batch, wanted: int | None) -> int:
    """An id that was asked for counts as given even when it is 0."""
    taken = [tab.sheet_id for tab in batch.spreadsheet.tabs]
    if wanted is None:
        return batch.fresh_id(taken)
    if wanted in taken:
        raise RefusedError(f"Sheet with id {wanted} already exists")
    if wanted < 0:
        raise RefusedError("sheetId must be non-negative")
    return wanted


def checked_index(spreadsheet: Spreadsheet, index: int) -> int:
    if not 0 <= index <= len(spreadsheet.tabs):
        raise RefusedError(f"Sheet index {index} is out of range.")
    return index


def apply(spreadsheet: Spreadsheet, tab: Tab, wanted: Json) -> None:
    try:
        apply_properties(spreadsheet, tab, wanted)
    except SheetError as error:
        raise RefusedError(str(error)) from error


def delete_sheet(batch: Batch, request: Json) -> Json:
    spreadsheet, tab = batch.spreadsheet, batch.tab(request.get("sheetId", 0))
    others = [one for one in spreadsheet.tabs if one is not tab]
    if all(one.properties.get("hidden") for one in others):
        raise RefusedError("You can't remove all the visible sheets in a document.")
    batch.guard_tab(tab)
    batch.guard(tab.area())
    spreadsheet.tabs = others
    spreadsheet.named_ranges = [
        one for one in spreadsheet.named_ranges if one["range"].get("sheetId", 0) != tab.sheet_id
    ]
    for one in others:
        one.charts = [without_sheet(chart, tab.sheet_id) for chart in one.charts]
    rewrite_formulas(spreadsheet, lambda formula, _: without_tab(formula, tab.title))
    rewrite_rules(spreadsheet, lambda formula, _: without_tab(formula, tab.title))
    return {}


def without_sheet(value: Any, sheet_id: int) -> Any:
    """A chart loses its sources on a deleted tab."""
    if isinstance(value, list):
        return [
            without_sheet(one, sheet_id)
            for one in value
            if not is_range(one) or one.get("sheetId", 0) != sheet_id
        ]
    if isinstance(value, dict):
        return {name: without_sheet(one, sheet_id) for name, one in value.items()}
    return value


def is_range(value: Any) -> bool:
    return isinstance(value, dict) and "startRowIndex" in value


def update_sheet_properties(batch: Batch, request: Json) -> Json:
    wanted = given("SheetProperties", request, "properties")
    mask = mask_for("SheetProperties", request)
    spreadsheet, tab = batch.spreadsheet, batch.tab(wanted.get("sheetId", 0))
    batch.guard_tab(tab)
    before = properties_of(tab, spreadsheet.tabs.index(tab))
    after = overlay(before, wanted, mask)
    if after.get("hidden") and not any(
        not one.properties.get("hidden") for one in spreadsheet.tabs if one is not tab
    ):
        raise RefusedError("You can't hide all the sheets in a document.")
    old = tab.title
    try:
        check_properties(spreadsheet, after, but=tab)
    except SheetError as error:
        raise RefusedError(str(error)) from error
    shrink(batch, tab, after["gridProperties"])
    apply(spreadsheet, tab, after)
    if mask.get("index"):
        place(spreadsheet, tab, wanted.get("index", len(spreadsheet.tabs)))
    if tab.title != old:
        rewrite_formulas(spreadsheet, lambda formula, _: renamed(formula, old, tab.title))
        rewrite_rules(spreadsheet, lambda formula, _: renamed(formula, old, tab.title))
    return {}


def place(spreadsheet: Spreadsheet, tab: Tab, index: int) -> None:
    try:
        move_tab(spreadsheet, tab, index)
    except SheetError as error:
        raise RefusedError(str(error)) from error


def shrink(batch: Batch, tab: Tab, grid: Json) -> None:
    """A smaller grid loses its last rows and columns as if they had been deleted."""
    rows, columns = grid["rowCount"], grid["columnCount"]
    if rows < tab.rows:
        batch.guard(Area(tab.sheet_id, rows, 0, tab.rows, tab.columns))
        delete(batch.spreadsheet, tab, "ROWS", range(rows, tab.rows))
    if columns < tab.columns:
        batch.guard(Area(tab.sheet_id, 0, columns, tab.rows, tab.columns))
        delete(batch.spreadsheet, tab, "COLUMNS", range(columns, tab.columns))


def update_spreadsheet_properties(batch: Batch, request: Json) -> Json:
    wanted = tidy("SpreadsheetProperties", request.get("properties") or {})
    mask = mask_for("SpreadsheetProperties", request)
    before = batch.spreadsheet.properties
    kept = {name: part for name, part in before.items() if name in READ_ONLY}
    after = overlay(before, wanted, mask) | kept
    if not after.get("title"):
        raise RefusedError("Spreadsheet title must be specified.")
    if not is_known(after.get("locale", "en_US")):
        raise RefusedError(f"Unsupported locale: {after['locale']}")
    batch.spreadsheet.properties = {
        "locale": "en_US", "timeZone": "Etc/GMT", **after
    }  # fmt: skip
    return {}


def duplicate_sheet(batch: Batch, request: Json) -> Json:
    spreadsheet, tab = batch.spreadsheet, batch.tab(request.get("sourceSheetId", 0))
    sheet_id = new_sheet_id(batch, request.get("newSheetId"))
    index = checked_index(spreadsheet, request.get("insertSheetIndex", 0))
    title = request.get("newSheetName") or free_title(spreadsheet, f"Copy of {tab.title}")
    try:
        check_title(spreadsheet, title)
        check_size(spreadsheet, (tab.rows, tab.columns))
    except SheetError as error:
        raise RefusedError(str(error)) from error
    made = copying.copy_tab(
        copying.Target(spreadsheet, batch.random, batch.caller), tab, sheet_id, title,
        with_metadata=batch.habits.metadata_copied_with_tab,
    )  # fmt: skip
    spreadsheet.tabs.insert(index, made)
    return {"properties": properties_of(made, index)}


KINDS = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
    "duplicateSheet": duplicate_sheet,
}
