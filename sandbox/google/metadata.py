"""Developer metadata: what stands on a file, a tab, a row or a column for programs alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.google.errors import ApiError
from sandbox.google.model import Area, Caller, Metadata, Spreadsheet, Tab

Json = dict[str, Any]

MOST_CHARACTERS = 30_000
"""Of all keys and values on one tab, and again of those on the file itself."""
AXES = {"ROWS": "ROW", "COLUMNS": "COLUMN"}


class MetadataError(ValueError):
    """The request makes no sense; the text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry and where it stands; no tab means the file itself."""

    metadata: Metadata
    tab: Tab | None

    @property
    def location_type(self) -> str:
        if self.tab is None:
            return "SPREADSHEET"
        return AXES.get(self.metadata.axis, "SHEET")

    def area(self) -> Area | None:
        """The cells it stands on; nothing for the file itself."""
        return (
            None if self.tab is None else place(self.tab, self.metadata.axis, self.metadata.index)
        )


def place(tab: Tab, axis: str, index: int) -> Area:
    whole = tab.area()
    if axis == "ROWS":
        return Area(tab.sheet_id, index, 0, index + 1, whole.right)
    if axis == "COLUMNS":
        return Area(tab.sheet_id, 0, index, whole.bottom, index + 1)
    return whole


def entries(spreadsheet: Spreadsheet, caller: Caller) -> Iterator[Entry]:
    """Everything this caller may see, ordered by place in the file."""
    for metadata in spreadsheet.developer_metadata:
        if visible(metadata, caller):
            yield Entry(metadata, None)
    for tab in spreadsheet.tabs:
        for metadata in tab.developer_metadata:
            if visible(metadata, caller):
                yield Entry(metadata, tab)


def visible(metadata: Metadata, caller: Caller) -> bool:
    return metadata.visibility != "PROJECT" or metadata.project == caller.project


def as_json(entry: Entry) -> Json:
    """The entry as DeveloperMetadata."""
    metadata = entry.metadata
    written: Json = {"metadataId": metadata.metadata_id, "metadataKey": metadata.key}
    if metadata.value:
        written["metadataValue"] = metadata.value
    return written | {"location": location_of(entry), "visibility": metadata.visibility}


def location_of(entry: Entry) -> Json:
    kind, tab = entry.location_type, entry.tab
    if tab is None:
        return {"locationType": kind, "spreadsheet": True}
    sheet = {"sheetId": tab.sheet_id} if tab.sheet_id else {}
    if kind == "SHEET":
        return {"locationType": kind, **(sheet or {"sheetId": 0})}
    at = entry.metadata.index
    span = {"dimension": entry.metadata.axis, "startIndex": at, "endIndex": at + 1}
    return {"locationType": kind, "dimensionRange": sheet | span}


def get(spreadsheet: Spreadsheet, metadata_id: int, caller: Caller) -> Json:
    """developerMetadata.get"""
    for entry in entries(spreadsheet, caller):
        if entry.metadata.metadata_id == metadata_id:
            return as_json(entry)
    raise ApiError(404, f"No developer metadata with ID {metadata_id}.")


def looked_up(spreadsheet: Spreadsheet, lookup: Json, caller: Caller) -> list[Entry]:
    """Entries that fit every given member of a DeveloperMetadataLookup."""
    check_lookup(lookup)
    fitting = [entry for entry in entries(spreadsheet, caller) if fits(entry, lookup)]
    if location := lookup.get("metadataLocation"):
        exact = lookup.get("locationMatchingStrategy") == "EXACT_LOCATION"
        tab, axis, index = resolve(spreadsheet, location)
        return [one for one in fitting if stands_at(one, (tab, axis, index), exact=exact)]
    return fitting


def check_lookup(lookup: Json) -> None:
    strategy, location = lookup.get("locationMatchingStrategy"), lookup.get("metadataLocation")
    kind = lookup.get("locationType")
    if strategy and not location:
        raise MetadataError("metadataLocation must be set if locationMatchingStrategy is set")
    if kind and strategy == "EXACT_LOCATION":
        raise MetadataError("locationType must not be set with EXACT_LOCATION")
    if not location:
        return
    if location.get("spreadsheet") and strategy != "EXACT_LOCATION":
        raise MetadataError("A spreadsheet location cannot be matched with INTERSECTING_LOCATION")
    if kind == "SPREADSHEET":
        raise MetadataError("locationType cannot be SPREADSHEET for this metadataLocation")


LOOKED_AT = {"metadataId": "metadata_id", "metadataKey": "key", "metadataValue": "value",
             "visibility": "visibility"}  # fmt: skip


def fits(entry: Entry, lookup: Json) -> bool:
    if lookup.get("locationType", entry.location_type) != entry.location_type:
        return False
    return all(
        getattr(entry.metadata, own) == lookup[name]
        for name, own in LOOKED_AT.items()
        if name in lookup
    )


def stands_at(entry: Entry, wanted: tuple[Tab | None, str, int], *, exact: bool) -> bool:
    tab, axis, index = wanted
    metadata = entry.metadata
    if exact or tab is None:
        return entry.tab is tab and (metadata.axis, metadata.index) == (axis, index)
    area = entry.area()
    return area is not None and area.meet(place(tab, axis, index)) is not None


def resolve(spreadsheet: Spreadsheet, location: Json) -> tuple[Tab | None, str, int]:
    """Tab, axis and index of a DeveloperMetadataLocation; no tab for the file itself."""
    if location.get("spreadsheet"):
        return None, "", 0
    span = location.get("dimensionRange")
    sheet_id = (span or location).get("sheetId", 0)
    tab = spreadsheet.tab(sheet_id)
    if tab is None:
        raise MetadataError(f"No sheet with id: {sheet_id}")
    if span is None:
        return tab, "", 0
    axis, start = span.get("dimension"), span.get("startIndex", 0)
    if axis not in AXES or span.get("endIndex") != start + 1:
        raise MetadataError("DimensionRange must represent a single row or column")
    if start >= (tab.rows if axis == "ROWS" else tab.columns):
        raise MetadataError("DimensionRange must lie within the grid")
    return tab, axis, start


def check_size(spreadsheet: Spreadsheet) -> None:
    """Raises when the file itself or one of its tabs carries too much."""
    holders = (spreadsheet.developer_metadata, *(t.developer_metadata for t in spreadsheet.tabs))
    for holder in holders:
        size = sum(len(one.key) + len(one.value) for one in holder)
        if size > MOST_CHARACTERS:
            raise MetadataError(
                f"This would exceed the limit of {MOST_CHARACTERS} characters of developer metadata"
            )
