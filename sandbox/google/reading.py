"""spreadsheets.get and getByDataFilter: a whole file, or the part of it that a mask wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sandbox.google import a1, filters, metadata, protection
from sandbox.google.errors import malformed
from sandbox.google.griddata import grid_data
from sandbox.google.masks import Mask, MaskError, parse_mask, prune
from sandbox.google.model import Area, Caller, Metadata, Spreadsheet, Tab
from sandbox.google.shapes import unknown_path
from sandbox.google.tabs import properties_of
from sandbox.google.theme import DEFAULT_FORMAT, SPREADSHEET_THEME

Json = dict[str, Any]

URL = "https://docs.google.com/spreadsheets/d/{}/edit"
LISTS = {
    "merges": "merges", "conditionalFormats": "conditional_formats", "filterViews": "filter_views",
    "charts": "charts", "bandedRanges": "banded_ranges", "rowGroups": "row_groups",
    "columnGroups": "column_groups", "slicers": "slicers", "tables": "tables",
}  # fmt: skip
"""Member of Sheet → attribute of the tab, where it is given as it is kept."""


def get(
    spreadsheet: Spreadsheet, caller: Caller, *, ranges: Sequence[str] = (),
    include_grid_data: bool = False, fields: str | None = None,
) -> Json:  # fmt: skip
    """spreadsheets.get: ranges also restrict which tabs are listed."""
    areas = [a1.resolve(spreadsheet, text) for text in ranges] if ranges else None
    return answer(spreadsheet, caller, areas, wanted(fields, include_grid_data=include_grid_data))


def get_by_data_filter(
    spreadsheet: Spreadsheet, caller: Caller, data_filters: Sequence[Json], *,
    include_grid_data: bool = False, fields: str | None = None,
) -> Json:  # fmt: skip
    """spreadsheets.getByDataFilter: without filters it is the whole file."""
    areas = [
        area
        for data_filter in data_filters
        for area in filters.matched(spreadsheet, data_filter, caller)
    ]
    mask = wanted(fields, include_grid_data=include_grid_data)
    return answer(spreadsheet, caller, areas if data_filters else None, mask)


def wanted(fields: str | None, *, include_grid_data: bool) -> tuple[Mask, bool]:
    """The mask, and whether cells are asked for: a mask alone decides where there is one."""
    mask = read_mask("Spreadsheet", fields)
    return mask, mask.reaches("sheets", "data") if fields else include_grid_data


def read_mask(schema: str, fields: str | None) -> Mask:
    """The query's ``fields``; what names nothing is refused."""
    try:
        mask = parse_mask(fields)
        path = unknown_path(schema, mask)
    except MaskError as error:
        mask, path = Mask(), error.path
    if path is not None:
        text = "Error expanding 'fields' parameter. Cannot find matching fields for path "
        raise malformed([(path, f"{text}'{path}'.")])
    return mask


def answer(
    spreadsheet: Spreadsheet, caller: Caller, areas: list[Area] | None, how: tuple[Mask, bool]
) -> Json:
    mask, with_cells = how
    whole: Json = {
        "spreadsheetId": spreadsheet.spreadsheet_id,
        "properties": file_properties(spreadsheet),
        "namedRanges": spreadsheet.named_ranges,
        "spreadsheetUrl": URL.format(spreadsheet.spreadsheet_id),
        "developerMetadata": own_metadata(spreadsheet.developer_metadata, None, caller),
    }
    result: Json = prune({name: part for name, part in whole.items() if part}, mask)
    sheets_mask = mask.get("sheets")
    if sheets_mask is not None:
        listed = [
            sheet(spreadsheet, (tab, index), areas, (sheets_mask, with_cells), caller)
            for index, tab in enumerate(spreadsheet.tabs)
            if areas is None or any(area.sheet_id == tab.sheet_id for area in areas)
        ]
        result |= {"sheets": listed} if listed else {}
    return result


def file_properties(spreadsheet: Spreadsheet) -> Json:
    usual = {
        "autoRecalc": "ON_CHANGE",
        "defaultFormat": DEFAULT_FORMAT,
        "spreadsheetTheme": SPREADSHEET_THEME,
    }
    return usual | spreadsheet.properties


def own_metadata(entries: Iterable[Metadata], tab: Tab | None, caller: Caller) -> list[Json]:
    """Entries of a file or a tab itself; those of rows and columns come with the grid data."""
    return [
        metadata.as_json(metadata.Entry(one, tab))
        for one in entries
        if not one.axis and metadata.visible(one, caller)
    ]


def sheet(
    spreadsheet: Spreadsheet, place: tuple[Tab, int], areas: list[Area] | None,
    how: tuple[Mask, bool], caller: Caller,
) -> Json:  # fmt: skip
    (tab, index), (mask, with_cells) = place, how
    parts: Json = {name: getattr(tab, own) for name, own in LISTS.items() if mask.get(name)}
    parts |= {"properties": properties_of(tab, index), "basicFilter": tab.basic_filter}
    parts["protectedRanges"] = [
        backed(spreadsheet, tab, protection.shown(one, caller)) for one in tab.protected_ranges
    ]
    parts["developerMetadata"] = own_metadata(tab.developer_metadata, tab, caller)
    parts["filterViews"] = [backed(spreadsheet, tab, view) for view in tab.filter_views]
    result: Json = prune({name: part for name, part in parts.items() if part}, mask)
    cells = mask.get("data")
    if with_cells and cells is not None:
        windows = (
            [tab.area()] if areas is None else [a for a in areas if a.sheet_id == tab.sheet_id]
        )
        result["data"] = [grid_data(spreadsheet, tab, one, cells, caller) for one in windows]
    return result


def backed(spreadsheet: Spreadsheet, tab: Tab, one: Json) -> Json:
    """What follows a named range or a table shows its cells as well."""
    if "range" in one:
        return one
    grid_range = protection.backing(spreadsheet, tab, one)
    return one if grid_range is None else {**one, "range": grid_range}
