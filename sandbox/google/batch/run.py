"""One call of spreadsheets.batchUpdate: all of its requests, or none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from sandbox.google import a1, reading
from sandbox.google.batch import (
    anchors,
    borders,
    cells,
    conditional,
    dimensions,
    embedded,
    filling,
    filtering,
    groups,
    merging,
    named,
    paste,
    protecting,
    ranges,
    sheets,
    sorting,
    tables,
    text,
)
from sandbox.google.batch.context import Batch, Kind, RefusedError
from sandbox.google.errors import ApiError, invalid
from sandbox.google.metadata import MetadataError
from sandbox.google.model import Spreadsheet

Json = dict[str, Any]

KINDS: dict[str, Kind] = {
    kind: function
    for family in (anchors, borders, cells, conditional, dimensions, embedded, filling,
                   filtering, groups, merging, named, paste, protecting, ranges, sheets, sorting,
                   tables, text)
    for kind, function in family.KINDS.items()
}  # fmt: skip


def batch_update(
    batch: Batch, body: Json, violate: Callable[[str], None], fields: str | None = None
) -> Json:
    """The answer of the method. ``violate`` is told of documented kinds that nobody wrote;
    ``fields`` saves working out what is not asked for."""
    mask = reading.read_mask("BatchUpdateSpreadsheetResponse", fields).get("updatedSpreadsheet")
    requests = body.get("requests", [])
    if not requests:
        raise invalid("Must specify at least one request.")
    check_kinds(requests, violate)
    undo = remember(batch.spreadsheet)
    try:
        replies = [apply(batch, number, request) for number, request in enumerate(requests)]
    except Exception:  # all or nothing, whatever went wrong
        undo()
        raise
    answer: Json = {"spreadsheetId": batch.spreadsheet.spreadsheet_id, "replies": replies}
    if body.get("includeSpreadsheetInResponse") and mask is not None:
        ranges = body.get("responseRanges", ())
        areas = [a1.resolve(batch.spreadsheet, text) for text in ranges] if ranges else None
        with_cells = bool(body.get("responseIncludeGridData"))
        answer["updatedSpreadsheet"] = reading.answer(
            batch.spreadsheet, batch.caller, areas, (mask, with_cells)
        )
    return answer


def check_kinds(requests: list[Json], violate: Callable[[str], None]) -> None:
    for number, request in enumerate(requests):
        if len(request) != 1:
            raise invalid(f"Invalid requests[{number}]: Must specify exactly one kind of request.")
        kind = next(iter(request))
        if kind not in KINDS:
            violate(f"batchUpdate: {kind} not implemented")
            raise invalid(f"sandbox: {kind} not implemented")


def apply(batch: Batch, number: int, request: Json) -> Json:
    """The reply of one request, empty if its kind has none."""
    ((kind, wanted),) = request.items()
    try:
        reply = KINDS[kind](batch, wanted)
    except (RefusedError, MetadataError, ApiError) as error:
        raise refused(number, kind, str(error)) from error
    batch.spreadsheet.touch()
    return {kind: reply} if reply or kind in ALWAYS_REPLY else {}


ALWAYS_REPLY = {"deleteDimensionGroup", "deleteDeveloperMetadata", "updateDeveloperMetadata",
                "findReplace", "trimWhitespace", "deleteDuplicates"}  # fmt: skip
"""Kinds whose reply is there even when it is empty."""


def refused(number: int, kind: str, text: str) -> ApiError:
    return invalid(f"Invalid requests[{number}].{kind}: {text}")


def remember(spreadsheet: Spreadsheet) -> Callable[[], None]:
    """Notes what is there, by reference: JSON and cells are replaced, never changed in place."""
    before = [
        (one, {name: copy.copy(part) for name, part in vars(one).items()})
        for one in spreadsheet.tabs
    ]
    own = {
        name: copy.copy(getattr(spreadsheet, name))
        for name in ("properties", "tabs", "named_ranges", "developer_metadata")
    }

    def undo() -> None:
        for tab, parts in before:
            for name, part in parts.items():
                setattr(tab, name, part)
        for name, part in own.items():
            setattr(spreadsheet, name, part)
        spreadsheet.touch()

    return undo
