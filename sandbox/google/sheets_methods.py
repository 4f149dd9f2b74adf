"""The methods of Sheets that are not about plain values: whole spreadsheets, batches, metadata."""

from __future__ import annotations

from typing import Any

from sandbox.google import filters, metadata, reading
from sandbox.google.batch.context import Batch
from sandbox.google.batch.run import batch_update
from sandbox.google.copying import Target, copy_to
from sandbox.google.errors import ApiError, GoogleError, entity_not_found, invalid, no_permission
from sandbox.google.files import File
from sandbox.google.incoming import Incoming
from sandbox.google.store import Google

Json = dict[str, Any]


def batch_for(google: Google, file: File, email: str, project: str = "") -> Batch:
    """One batch of requests on a file, by one account."""
    if file.spreadsheet is None:
        raise entity_not_found()
    caller = google.caller(email, file, project=project)
    return Batch(file.spreadsheet, caller, google.random, google.habits)


def run_batch(call: Incoming) -> Json:
    if call.file is None:
        raise entity_not_found()
    batch = batch_for(call.google, call.file, call.email, call.token.project)
    return batch_update(batch, call.body, call.violate, call.text("fields"))


def get(call: Incoming) -> Json:
    return reading.get(
        call.spreadsheet,
        call.caller,
        ranges=call.listed("ranges"),
        include_grid_data=call.flag("includeGridData"),
        fields=call.text("fields"),
    )


def get_by_filter(call: Incoming) -> Json:
    return reading.get_by_data_filter(
        call.spreadsheet,
        call.caller,
        call.body.get("dataFilters", []),
        include_grid_data=bool(call.body.get("includeGridData")),
        fields=call.text("fields"),
    )


def get_metadata(call: Incoming) -> Json:
    number = call.path["metadataId"]
    if not number.isdecimal():
        raise invalid(f"Invalid value at 'metadata_id' (TYPE_INT32), \"{number}\"")
    return metadata.get(call.spreadsheet, int(number), call.caller)


def search_metadata(call: Incoming) -> Json:
    return filters.search(call.spreadsheet, call.body.get("dataFilters", []), call.caller)


def copy_tab(call: Incoming) -> Json:
    """A tab into another spreadsheet, or once more into its own."""
    google, wanted = call.google, call.path["sheetId"]
    tab = call.spreadsheet.tab(int(wanted)) if wanted.isdecimal() else None
    if tab is None:
        raise invalid(f"The sheet ({wanted}) does not exist.")
    target = google.find(str(call.body.get("destinationSpreadsheetId")))
    if target is None or target.spreadsheet is None:
        raise entity_not_found()
    if not target.allows(call.email, "writer"):
        raise no_permission()
    caller = google.caller(call.email, target, project=call.token.project)
    with google.noticing(target, call.email):
        return copy_to(
            tab,
            Target(target.spreadsheet, google.random, caller),
            with_metadata=google.habits.metadata_copied_with_tab,
        )


def create(call: Incoming) -> Json:
    """A new spreadsheet in the caller's own Drive, made of what the body describes."""
    google, wanted = call.google, call.body.get("properties", {})
    if not google.principal(call.email).storage and not google.switches.robots_have_storage:
        raise no_permission()
    kept = {name: value for name, value in wanted.items() if name != "title"}
    file = google.add_spreadsheet(wanted.get("title") or "Untitled spreadsheet", call.email, **kept)
    requests = building(call.body)
    try:
        if requests:
            batch = batch_for(google, file, call.email, call.token.project)
            batch_update(batch, {"requests": requests}, call.violate)
    except GoogleError as error:
        del google.files[file.file_id]
        raise ApiError(400, error.message) from error
    google.changed(file, call.email)
    call.file = file
    return reading.get(call.spreadsheet, call.caller, fields=call.text("fields"))


def building(body: Json) -> list[Json]:
    """Requests that turn a fresh spreadsheet into the one that is described."""
    sheets = body.get("sheets", [])
    requests: list[Json] = []
    for number, sheet in enumerate(sheets):
        properties = {"index": number, "sheetId": 1_000_000 + number} | sheet.get("properties", {})
        properties.setdefault("title", f"Sheet{number + 1}")
        requests.append({"addSheet": {"properties": properties}})
    if sheets:
        requests.insert(0, {"updateSheetProperties": {
            "properties": {"sheetId": 0, "title": "\u2063"}, "fields": "title",
        }})  # fmt: skip
        requests.append({"deleteSheet": {"sheetId": 0}})
    named = [{"addNamedRange": {"namedRange": one}} for one in body.get("namedRanges", [])]
    return requests + named


HANDLERS = {
    "spreadsheets.batchUpdate": run_batch,
    "spreadsheets.create": create,
    "spreadsheets.get": get,
    "spreadsheets.getByDataFilter": get_by_filter,
    "spreadsheets.developerMetadata.get": get_metadata,
    "spreadsheets.developerMetadata.search": search_metadata,
    "spreadsheets.sheets.copyTo": copy_tab,
}
