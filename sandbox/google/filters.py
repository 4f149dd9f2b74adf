"""Data filters: which cells, and which developer metadata, a request means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.google import a1, metadata
from sandbox.google.errors import invalid
from sandbox.google.metadata import Entry, MetadataError
from sandbox.google.model import Area, Caller, Spreadsheet

Json = dict[str, Any]

MEMBERS = ("a1Range", "gridRange", "developerMetadataLookup")


def check(data_filter: Json) -> None:
    if sum(name in data_filter for name in MEMBERS) != 1:
        raise invalid("Invalid dataFilter: exactly one of " + ", ".join(MEMBERS) + " must be set.")


def matched(spreadsheet: Spreadsheet, data_filter: Json, caller: Caller) -> list[Area]:
    """The cells that the filter selects; a row's metadata selects the whole row."""
    check(data_filter)
    if "developerMetadataLookup" in data_filter:
        found = metadata_for(spreadsheet, data_filter, caller)
        areas = [area for entry in found if (area := entry.area()) is not None]
        whole = [tab.area() for tab in spreadsheet.tabs]
        return areas + (whole if any(entry.tab is None for entry in found) else [])
    return [place_of(spreadsheet, data_filter)]


def place_of(spreadsheet: Spreadsheet, data_filter: Json) -> Area:
    """The cells of an a1Range or a gridRange."""
    if "a1Range" in data_filter:
        return a1.resolve(spreadsheet, data_filter["a1Range"])
    grid_range = data_filter["gridRange"]
    tab = spreadsheet.tab(grid_range.get("sheetId", 0))
    if tab is None:
        raise invalid(f"No grid with id: {grid_range.get('sheetId', 0)}")
    area = tab.clip(grid_range)
    if area.rows < 1 or area.columns < 1:
        raise a1.exceeds(tab, Area(tab.sheet_id, area.top, area.left, area.top + 1, area.left + 1))
    return area


def metadata_for(spreadsheet: Spreadsheet, data_filter: Json, caller: Caller) -> list[Entry]:
    """The developer metadata that the filter selects."""
    check(data_filter)
    try:
        if "developerMetadataLookup" in data_filter:
            return metadata.looked_up(spreadsheet, data_filter["developerMetadataLookup"], caller)
    except MetadataError as error:
        raise invalid(f"Invalid dataFilter: {error}") from error
    area = place_of(spreadsheet, data_filter)
    return [
        entry
        for entry in metadata.entries(spreadsheet, caller)
        if (own := entry.area()) is not None and own.meet(area) is not None
    ]


def search(spreadsheet: Spreadsheet, data_filters: Sequence[Json], caller: Caller) -> Json:
    """developerMetadata.search: each entry once, with all the filters that found it."""
    found: dict[int, Entry] = {}
    by: dict[int, list[Json]] = {}
    for data_filter in data_filters:
        for entry in metadata_for(spreadsheet, data_filter, caller):
            number = entry.metadata.metadata_id
            found[number] = entry
            by.setdefault(number, []).append(data_filter)
    matches = [
        {"developerMetadata": metadata.as_json(entry), "dataFilters": by[number]}
        for number, entry in found.items()
    ]
    return {"matchedDeveloperMetadata": matches} if matches else {}
