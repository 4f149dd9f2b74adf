"""spreadsheets.values: the methods that read and write plain values.

Everything is resolved, checked and allowed before anything is written, so a refused call changes
nothing. `HANDLERS` says which function answers which method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sandbox.google import a1, filters
from sandbox.google.errors import ApiError, invalid
from sandbox.google.incoming import Incoming
from sandbox.google.model import Area, Json
from sandbox.google.protection import check_values
from sandbox.google.values_append import make_room, place_after, table_for
from sandbox.google.values_reading import Reading, value_range
from sandbox.google.values_writing import (
    Writing,
    carry_out,
    check_place,
    clear,
    counts,
    make_writing,
    totals,
)  # fmt: skip

Handler = Callable[[Incoming], Json]


def get(call: Incoming) -> Json:
    """values.get"""
    area = a1.resolve(call.spreadsheet, call.path["range"])
    return value_range(call.spreadsheet, area, _reading(call))


def batch_get(call: Incoming) -> Json:
    """values.batchGet: in the order of the ranges."""
    reading = _reading(call)
    areas = [a1.resolve(call.spreadsheet, text) for text in call.listed("ranges")]
    found = [value_range(call.spreadsheet, area, reading) for area in areas]
    return _answer(call, "valueRanges", found)


def batch_get_by_filter(call: Incoming) -> Json:
    """values.batchGetByDataFilter: each range once, with all the filters that found it."""
    reading = _reading_of(call.body)
    by: dict[Area, list[Json]] = {}
    for data_filter in call.body.get("dataFilters", []):
        for area in filters.matched(call.spreadsheet, data_filter, call.caller):
            by.setdefault(area, []).append(data_filter)
    found = [
        {"valueRange": value_range(call.spreadsheet, area, reading), "dataFilters": matching}
        for area, matching in by.items()
    ]
    return _answer(call, "valueRanges", found)


def update(call: Incoming) -> Json:
    """values.update"""
    place = call.path["range"]
    if call.body.get("range", place) != place:
        raise invalid(
            f"Requested writing to range [{call.body['range']}], but the URL names range [{place}]"
        )
    area = a1.resolve(call.spreadsheet, place, clip=False)
    writing = make_writing(area, call.body, call.text("valueInputOption"))
    check_place(call.spreadsheet, writing)
    check_values(call.spreadsheet, [writing.written], call.caller)
    carry_out(call.spreadsheet, writing)
    return _updated(call, writing)


def batch_update(call: Incoming) -> Json:
    """values.batchUpdate"""
    option = call.body.get("valueInputOption", "")
    writings = []
    for number, entry in enumerate(call.body.get("data", [])):
        with_place = _Place(f"data[{number}]")
        with with_place:
            area = a1.resolve(call.spreadsheet, entry.get("range", ""), clip=False)
            writing = make_writing(area, entry, option)
            check_place(call.spreadsheet, writing)
        writings.append(writing)
    _write(call, writings)
    wanted = _echo(call.body)
    responses = [_response(call, writing, wanted) for writing in writings]
    return _total(call, writings, responses)


def batch_update_by_filter(call: Incoming) -> Json:
    """values.batchUpdateByDataFilter: a filter writes to everything that it matches."""
    option = call.body.get("valueInputOption", "")
    writings: list[Writing] = []
    matching: list[Json] = []
    for number, entry in enumerate(call.body.get("data", [])):
        with _Place(f"data[{number}]"):
            found = filters.matched(call.spreadsheet, entry.get("dataFilter", {}), call.caller)
            made = [make_writing(area, entry, option) for area in found]
            for writing in made:
                check_place(call.spreadsheet, writing, anchored=False)
        writings += made
        matching += [entry["dataFilter"]] * len(made)
    _write(call, writings)
    wanted = _echo(call.body)
    responses = [
        {**_bare_response(call, writing, wanted), "dataFilter": data_filter}
        for writing, data_filter in zip(writings, matching, strict=True)
    ]
    return _total(call, writings, responses)


def append(call: Incoming) -> Json:
    """values.append: below the table that the range touches."""
    spreadsheet = call.spreadsheet
    asked = a1.resolve(spreadsheet, call.path["range"], clip=False)
    tab = spreadsheet.tab(asked.sheet_id) or spreadsheet.first_visible()
    table = table_for(spreadsheet, tab, asked)
    writing = make_writing(asked, call.body, call.text("valueInputOption"))
    writing = place_after(writing, table)
    check_values(spreadsheet, [writing.written], call.caller)
    inserting = call.text("insertDataOption") == "INSERT_ROWS" and table is not None
    found = {} if table is None else {"tableRange": a1.shown(spreadsheet, table)}
    make_room(spreadsheet, tab, writing, inserting=inserting)
    carry_out(spreadsheet, writing)
    return {
        "spreadsheetId": spreadsheet.spreadsheet_id,
        **found,
        "updates": _updated(call, writing),
    }


def clear_one(call: Incoming) -> Json:
    """values.clear"""
    (place,) = _cleared(call, [a1.resolve(call.spreadsheet, call.path["range"])])
    return {"spreadsheetId": call.spreadsheet.spreadsheet_id, "clearedRange": place}


def batch_clear(call: Incoming) -> Json:
    """values.batchClear"""
    areas = []
    for number, text in enumerate(call.body.get("ranges", [])):
        with _Place(f"ranges[{number}]"):
            areas.append(a1.resolve(call.spreadsheet, text))
    return _answer(call, "clearedRanges", _cleared(call, areas))


def batch_clear_by_filter(call: Incoming) -> Json:
    """values.batchClearByDataFilter"""
    areas = [
        area
        for data_filter in call.body.get("dataFilters", [])
        for area in filters.matched(call.spreadsheet, data_filter, call.caller)
    ]
    return _answer(call, "clearedRanges", _cleared(call, areas))


HANDLERS: dict[str, Handler] = {
    "spreadsheets.values.append": append,
    "spreadsheets.values.batchClear": batch_clear,
    "spreadsheets.values.batchClearByDataFilter": batch_clear_by_filter,
    "spreadsheets.values.batchGet": batch_get,
    "spreadsheets.values.batchGetByDataFilter": batch_get_by_filter,
    "spreadsheets.values.batchUpdate": batch_update,
    "spreadsheets.values.batchUpdateByDataFilter": batch_update_by_filter,
    "spreadsheets.values.clear": clear_one,
    "spreadsheets.values.get": get,
    "spreadsheets.values.update": update,
}


class _Place:
    """Says in a refusal which of several entries is meant."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ApiError):
            raise invalid(f"Invalid {self._place}: {error.message}") from error


def _reading(call: Incoming) -> Reading:
    names = ("majorDimension", "valueRenderOption", "dateTimeRenderOption")
    return Reading.asked(*(call.text(name) for name in names))


def _reading_of(body: Json) -> Reading:
    names = ("majorDimension", "valueRenderOption", "dateTimeRenderOption")
    return Reading.asked(*(body.get(name, "") for name in names))


def _echo(body: Json) -> Reading | None:
    """How written values are wanted back, None if they are not."""
    if not body.get("includeValuesInResponse"):
        return None
    names = ("responseValueRenderOption", "responseDateTimeRenderOption")
    return Reading.asked("ROWS", *(body.get(name, "") for name in names))


def _write(call: Incoming, writings: Sequence[Writing]) -> None:
    check_values(call.spreadsheet, [writing.written for writing in writings], call.caller)
    for writing in writings:
        carry_out(call.spreadsheet, writing)


def _updated(call: Incoming, writing: Writing) -> Json:
    """UpdateValuesResponse of a call whose wishes stand in the query."""
    asked = {
        "includeValuesInResponse": call.flag("includeValuesInResponse"),
        "responseValueRenderOption": call.text("responseValueRenderOption"),
        "responseDateTimeRenderOption": call.text("responseDateTimeRenderOption"),
    }
    return _response(call, writing, _echo(asked))


def _response(call: Incoming, writing: Writing, echo: Reading | None) -> Json:
    identity = {"spreadsheetId": call.spreadsheet.spreadsheet_id}
    return identity | _bare_response(call, writing, echo)


def _bare_response(call: Incoming, writing: Writing, echo: Reading | None) -> Json:
    answer = counts(call.spreadsheet, writing)
    if echo is not None:
        answer["updatedData"] = value_range(call.spreadsheet, writing.written, echo)
    return answer


def _total(call: Incoming, writings: Sequence[Writing], responses: list[Json]) -> Json:
    return _answer(call, "responses", responses) | totals(writings)


def _cleared(call: Incoming, areas: Sequence[Area]) -> list[str]:
    check_values(call.spreadsheet, areas, call.caller, place="ranges[{}]")
    clear(call.spreadsheet, areas)
    return [a1.shown(call.spreadsheet, area) for area in areas]


def _answer(call: Incoming, name: str, found: Iterable[object]) -> Json:
    """Empty lists are left out."""
    kept = list(found)
    return {"spreadsheetId": call.spreadsheet.spreadsheet_id} | ({name: kept} if kept else {})
