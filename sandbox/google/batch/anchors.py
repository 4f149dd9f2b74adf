"""Requests about developer metadata."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google import filters, metadata
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.masks import Mask
from sandbox.google.metadata import Entry
from sandbox.google.model import Metadata, Tab

Json = dict[str, Any]


def create(batch: Batch, request: Json) -> Json:
    wanted = given("DeveloperMetadata", request, "developerMetadata")
    check_complete(wanted)
    tab, axis, index = metadata.resolve(batch.spreadsheet, wanted["location"])
    made = Metadata(
        metadata_id=new_id(batch, wanted.get("metadataId")),
        key=wanted["metadataKey"],
        value=wanted.get("metadataValue", ""),
        visibility=wanted["visibility"],
        project=batch.caller.project,
        axis=axis,
        index=index,
    )
    put(batch, tab, [*holder_list(batch, tab), made])
    metadata.check_size(batch.spreadsheet)
    return {"developerMetadata": metadata.as_json(Entry(made, tab))}


def check_complete(wanted: Json) -> None:
    if not wanted.get("metadataKey"):
        raise RefusedError("Developer metadata must have a key specified.")
    if "visibility" not in wanted:
        raise RefusedError("Developer metadata must have visibility specified.")
    if not wanted.get("location"):
        raise RefusedError("Developer metadata must have a location specified.")
    check_location(wanted["location"])


def check_location(location: Json) -> None:
    if "locationType" in location:
        raise RefusedError("locationType is output only and cannot be set.")
    if len(location) != 1:
        raise RefusedError("Exactly one kind of location must be specified.")


def new_id(batch: Batch, wanted: int | None) -> int:
    taken = {one.metadata_id for one in everything(batch)}
    if not wanted:
        return batch.fresh_id(taken)
    if wanted < 0:
        raise RefusedError("metadataId must be positive.")
    if wanted in taken:
        raise RefusedError(f"Developer metadata with ID {wanted} already exists.")
    return wanted


def everything(batch: Batch) -> list[Metadata]:
    """Also what this caller may not see: ids are unique in the file."""
    tabs = (one for tab in batch.spreadsheet.tabs for one in tab.developer_metadata)
    return [*batch.spreadsheet.developer_metadata, *tabs]


def holder_list(batch: Batch, tab: Tab | None) -> list[Metadata]:
    return (tab or batch.spreadsheet).developer_metadata


def put(batch: Batch, tab: Tab | None, entries: list[Metadata]) -> None:
    (tab or batch.spreadsheet).developer_metadata = entries


def update(batch: Batch, request: Json) -> Json:
    wanted = given("DeveloperMetadata", request, "developerMetadata")
    mask = mask_for("DeveloperMetadata", request)
    found: dict[int, Entry] = {}
    for data_filter in request.get("dataFilters", ()):
        found |= {one.metadata.metadata_id: one for one in selected(batch, data_filter)}
    if not found:
        raise RefusedError("No developer metadata matches the data filters.")
    changed = [change(batch, entry, wanted, mask) for entry in found.values()]
    metadata.check_size(batch.spreadsheet)
    return {"developerMetadata": [metadata.as_json(entry) for entry in changed]}


def selected(batch: Batch, data_filter: Json) -> list[Entry]:
    return filters.metadata_for(batch.spreadsheet, data_filter, batch.caller)


def change(batch: Batch, entry: Entry, wanted: Json, mask: Mask) -> Entry:
    old = entry.metadata
    new = old
    if mask.get("metadataKey"):
        if not wanted.get("metadataKey"):
            raise RefusedError("Developer metadata must have a key specified.")
        new = replace(new, key=wanted["metadataKey"])
    if mask.get("metadataValue"):
        new = replace(new, value=wanted.get("metadataValue", ""))
    if mask.get("visibility"):
        if "visibility" not in wanted:
            raise RefusedError("Developer metadata must have visibility specified.")
        new = replace(new, visibility=wanted["visibility"], project=batch.caller.project)
    tab = entry.tab
    if mask.get("location") and wanted.get("location"):
        check_location(wanted["location"])
        tab, axis, index = metadata.resolve(batch.spreadsheet, wanted["location"])
        new = replace(new, axis=axis, index=index)
    put(batch, entry.tab, [one for one in holder_list(batch, entry.tab) if one is not old])
    put(batch, tab, [*holder_list(batch, tab), new])
    return Entry(new, tab)


def delete(batch: Batch, request: Json) -> Json:
    """The entries that were deleted come back."""
    gone = selected(batch, request.get("dataFilter", {}))
    for entry in gone:
        kept = [one for one in holder_list(batch, entry.tab) if one is not entry.metadata]
        put(batch, entry.tab, kept)
    return {"deletedDeveloperMetadata": [metadata.as_json(entry) for entry in gone]} if gone else {}


KINDS = {
    "createDeveloperMetadata": create,
    "updateDeveloperMetadata": update,
    "deleteDeveloperMetadata": delete,
}
