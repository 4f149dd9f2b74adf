"""The tabs themselves: their size, look, groups and protection, and how an old one is emptied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sheets_template.google.found import FoundTab
from sheets_template.google.requests import Json, color, span, stable_id
from sheets_template.model import Dropdown, Sheet
from sync.core.schema import FIRST_DATA_ROW, LAST_DATA_ROW, OKR_LAST_ROW, TABS
from sync.core.vocabulary import Language, Text

SPARE_COLUMNS = 3
"""Room for columns of the team's own."""
MARGIN, ARROW = 5, 16
"""Pixels that a column needs beyond those of a workbook, without and with a dropdown."""
PROTECTED = Text("Kept by OKR Sync", "Ведёт OKR Sync")
PROPERTIES = (
    "title,index,hidden,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,"
    "frozenColumnCount,hideGridlines)"
)


def tab_id(key: str, salt: int) -> int:
    """The id of a tab: the same in every spreadsheet, but for those where it is taken."""
    return stable_id("tab", key, salt)


def properties(sheet: Sheet, sheet_id: int, index: int) -> Json:
    """SheetProperties."""
    rows, columns = grid_size(sheet)
    grid: Json = {
        "rowCount": rows, "columnCount": columns,
        "frozenRowCount": sheet.frozen[0], "frozenColumnCount": sheet.frozen[1],
        "hideGridlines": not sheet.grid,
    }  # fmt: skip
    found = {"sheetId": sheet_id, "title": sheet.title, "index": index, "gridProperties": grid}
    shade = {"tabColorStyle": color(sheet.tab_color)} if sheet.tab_color else {}
    return found | shade | {"hidden": sheet.hidden}


def grid_size(sheet: Sheet) -> tuple[int, int]:
    """Rows and columns: all that formulas look at, and a little room at the right."""
    rows = max(row + cell.rows - 1 for (row, _), cell in sheet.cells.items())
    columns = len(sheet.widths)
    if sheet.key == "_okr":
        return max(rows, OKR_LAST_ROW), columns
    if TABS[sheet.key].columns and sheet.key != "settings":
        return max(rows, LAST_DATA_ROW), columns + (0 if sheet.hidden else SPARE_COLUMNS)
    return rows + 1, columns


def size_requests(sheet: Sheet, sheet_id: int) -> Iterator[Json]:
    """Widths and heights in pixels, and the group that folds away."""
    for first, last, pixels in _runs(pixel_widths(sheet)):
        yield _sized(span(sheet_id, "COLUMNS", first, last), pixels)
    rows, _ = grid_size(sheet)
    if sheet.row_height:
        yield _sized(span(sheet_id, "ROWS", FIRST_DATA_ROW, rows), _pixels(sheet.row_height))
    heights = [_pixels(sheet.heights.get(row, 0)) for row in range(1, rows + 1)]
    for first, last, pixels in _runs(heights):
        if pixels:
            yield _sized(span(sheet_id, "ROWS", first, last), pixels)
    for first, last, folded in _runs([width.folded for width in sheet.widths]):
        if folded:
            yield from _folded(span(sheet_id, "COLUMNS", first, last))


def pixel_widths(sheet: Sheet) -> list[int]:
    """Of the columns: as in a workbook, with room for the wider margins and arrows of this one."""
    listed = {
        column
        for check in sheet.checks
        if isinstance(check, Dropdown)
        for column in range(check.area.left, check.area.right + 1)
    }
    return [
        workbook_pixels(width.letters) + (ARROW if number in listed else MARGIN)
        for number, width in enumerate(sheet.widths, 1)
    ]


def workbook_pixels(letters: float) -> int:
    """A column of so many letters as spreadsheet programs show it in Arial 10."""
    return round(letters * 7) + 5


def protection_requests(sheet: Sheet, sheet_id: int, language: Language) -> Iterator[Json]:
    """A warning and no more: a copy keeps protections and loses their editors."""
    if sheet.hidden:
        protected = {
            "protectedRangeId": stable_id("protection", sheet_id),
            "range": {"sheetId": sheet_id}, "description": PROTECTED.of(language),
            "warningOnly": True,
        }  # fmt: skip
        yield {"addProtectedRange": {"protectedRange": protected}}


def emptying_requests(tab: FoundTab) -> Iterator[Json]:
    """What makes an unfinished tab of ours as good as new."""
    for number in tab.charts:
        yield {"deleteEmbeddedObject": {"objectId": number}}
    for _ in range(tab.rules):
        yield {"deleteConditionalFormatRule": {"sheetId": tab.sheet_id, "index": 0}}
    for number in tab.protections:
        yield {"deleteProtectedRange": {"protectedRangeId": number}}
    for number in tab.bandings:
        yield {"deleteBanding": {"bandedRangeId": number}}
    for group in tab.groups:
        yield {"deleteDimensionGroup": {"range": group}}
    if tab.filtered:
        yield {"clearBasicFilter": {"sheetId": tab.sheet_id}}
    whole = {"sheetId": tab.sheet_id}
    if tab.merged:
        yield {"unmergeCells": {"range": whole}}
    yield {"updateCells": {"range": whole, "fields": "*"}}
    yield {
        "updateDimensionProperties": {
            "range": whole | {"dimension": "COLUMNS"},
            "properties": {"hiddenByUser": False},
            "fields": "hiddenByUser",
        }
    }


def _runs(values: list[int] | list[bool]) -> Iterator[tuple[int, int, int]]:
    """First and last place, counted from 1, and the value of equal neighbours."""
    first = 1
    for value, same in groupby(values):
        last = first + len(list(same)) - 1
        yield first, last, value
        first = last + 1


def _sized(place: Json, pixels: int) -> Json:
    return {
        "updateDimensionProperties": {
            "range": place, "properties": {"pixelSize": pixels}, "fields": "pixelSize",
        }
    }  # fmt: skip


def _pixels(points: float) -> int:
    return round(points * 4 / 3)


def _folded(place: Json) -> Iterator[Json]:
    """The button of the group stands at its left, where the eye is."""
    yield {"addDimensionGroup": {"range": place}}
    group = {"range": place, "depth": 1, "collapsed": True}
    yield {"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}}
