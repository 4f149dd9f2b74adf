"""Developer metadata: made, found, changed, and carried along with rows and copies."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from sandbox_batches import ANNA, BORIS, Book, area, book, span, typed_rows

from sandbox.google import filters, metadata
from sandbox.google.copying import copy_spreadsheet
from sandbox.google.discovery import answer_problems
from sandbox.google.errors import ApiError
from sandbox.google.model import Caller
from sandbox.state import Sandbox

Json = dict[str, Any]

ROW = {"dimensionRange": span("ROWS", 2, 3)}
COLUMN = {"dimensionRange": span("COLUMNS", 1, 2)}
SHEET = {"sheetId": 0}
FILE = {"spreadsheet": True}


def create(key: str = "k", location: Json | None = None, **more: Any) -> Json:
    entry = {"metadataKey": key, "location": location or ROW, "visibility": "DOCUMENT", **more}
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def search(made: Book, *lookups: Json, caller: Caller = ANNA) -> list[Json]:
    """The matches; each lookup is a filter of its own."""
    answer = filters.search(
        made.sheet, [{"developerMetadataLookup": one} for one in lookups], caller
    )
    assert answer_problems("sheets", "SearchDeveloperMetadataResponse", answer) == []
    matches: list[Json] = answer.get("matchedDeveloperMetadata", [])
    return matches


def keys(made: Book, *lookups: Json, caller: Caller = ANNA) -> list[str]:
    found = search(made, *lookups, caller=caller)
    return sorted(one["developerMetadata"]["metadataKey"] for one in found)


def everywhere() -> Book:
    made = book({}, "Sheet1", "Other")
    made.do(create("row"), create("column", COLUMN), create("sheet", SHEET), create("file", FILE),
            create("other", {"sheetId": 1}))  # fmt: skip
    return made


def test_a_new_entry_comes_back_with_its_number_and_kind_of_place() -> None:
    made = book()

    (reply,) = made.do(create(metadataValue="v"))

    entry = reply["createDeveloperMetadata"]["developerMetadata"]
    assert entry.pop("metadataId") > 0
    assert entry == {
        "metadataKey": "k",
        "metadataValue": "v",
        "location": {
            "locationType": "ROW",
            "dimensionRange": {"dimension": "ROWS", "startIndex": 2, "endIndex": 3},
        },
        "visibility": "DOCUMENT",
    }


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (create(""), "must have a key"),
        (create(visibility=None), "must have visibility"),
        (create(location={"locationType": "ROW", **ROW}), "locationType is output only"),
        (create(location={**FILE, **SHEET}), "Exactly one kind of location"),
        (create(location={"dimensionRange": span("ROWS", 2, 4)}),
         "DimensionRange must represent a single row or column"),
        (create(location={"dimensionRange": {"dimension": "ROWS"}}),
         "DimensionRange must represent a single row or column"),
        (create(location={"sheetId": 9}), "No sheet with id: 9"),
        (create(metadataValue="x" * 30_000), "limit of 30000 characters"),
    ],
)  # fmt: skip
def test_entries_that_cannot_be_are_refused(request_: Json, words: str) -> None:
    assert words in book().refused(request_)


def test_an_id_is_used_once() -> None:
    made = book()
    made.do(create(metadataId=5))

    assert "with ID 5 already exists" in made.refused(create(metadataId=5))


def test_each_tab_and_the_file_hold_thirty_thousand_characters() -> None:
    made = book({}, "Sheet1", "Other")
    full: Json = {"metadataValue": "x" * 29_999}

    made.do(create(**full), create(location={"sheetId": 1}, **full), create(location=FILE, **full))

    assert "limit of 30000" in made.refused(create(location=COLUMN))


@pytest.mark.parametrize(
    ("lookup", "expected"),
    [
        ({}, ["column", "file", "other", "row", "sheet"]),
        ({"metadataKey": "row"}, ["row"]),
        ({"locationType": "SHEET"}, ["other", "sheet"]),
        ({"metadataLocation": SHEET}, ["column", "row", "sheet"]),
        ({"metadataLocation": SHEET, "locationMatchingStrategy": "EXACT_LOCATION"}, ["sheet"]),
        ({"metadataLocation": SHEET, "locationType": "ROW"}, ["row"]),
        ({"metadataLocation": ROW}, ["column", "row", "sheet"]),
        ({"metadataLocation": {"dimensionRange": span("ROWS", 5, 6)}}, ["column", "sheet"]),
        ({"metadataLocation": FILE, "locationMatchingStrategy": "EXACT_LOCATION"}, ["file"]),
        ({"metadataKey": "row", "locationType": "SHEET"}, []),
        ({"metadataValue": "v"}, []),
    ],
)
def test_a_lookup_wants_all_its_members(lookup: Json, expected: list[str]) -> None:
    assert keys(everywhere(), lookup) == expected


@pytest.mark.parametrize(
    "lookup",
    [
        {"metadataLocation": FILE},
        {"metadataLocation": FILE, "locationMatchingStrategy": "INTERSECTING_LOCATION"},
        {"metadataLocation": SHEET, "locationType": "SPREADSHEET"},
        {"locationMatchingStrategy": "EXACT_LOCATION"},
        {"metadataLocation": SHEET, "locationMatchingStrategy": "EXACT_LOCATION",
         "locationType": "SHEET"},
    ],
)  # fmt: skip
def test_lookups_that_make_no_sense_are_refused(lookup: Json) -> None:
    with pytest.raises(ApiError, match="Invalid dataFilter") as error:
        search(everywhere(), lookup)

    assert error.value.status == 400


def test_an_entry_found_twice_is_told_once_with_both_filters() -> None:
    (match,) = search(everywhere(), {"metadataKey": "row"}, {"locationType": "ROW"})

    assert len(match["dataFilters"]) == 2


def test_ranges_find_what_stands_on_them() -> None:
    made = everywhere()

    found = filters.metadata_for(made.sheet, {"a1Range": "A3"}, ANNA)

    assert sorted(one.metadata.key for one in found) == ["row", "sheet"]


def test_private_entries_are_seen_by_their_project_alone() -> None:
    made = book()
    made.do(create("mine", visibility="PROJECT"), create("ours"))

    assert keys(made, {}) == ["mine", "ours"]
    assert keys(made, {}, caller=BORIS) == ["ours"]


def test_one_entry_by_its_number() -> None:
    made = book()
    made.do(create(metadataId=5))

    assert metadata.get(made.sheet, 5, ANNA)["metadataKey"] == "k"
    with pytest.raises(ApiError, match="No developer metadata with ID 6") as error:
        metadata.get(made.sheet, 6, ANNA)
    assert error.value.status == 404


def test_entries_are_changed_through_filters() -> None:
    made = everywhere()

    (reply,) = made.do({"updateDeveloperMetadata": {
        "dataFilters": [{"developerMetadataLookup": {"metadataKey": "row"}}],
        "developerMetadata": {"metadataValue": "new", "location": COLUMN},
        "fields": "metadataValue,location",
    }})  # fmt: skip

    (entry,) = reply["updateDeveloperMetadata"]["developerMetadata"]
    assert (entry["metadataValue"], entry["location"]["locationType"]) == ("new", "COLUMN")
    assert keys(made, {"locationType": "COLUMN"}) == ["column", "row"]
    assert "No developer metadata matches" in made.refused({"updateDeveloperMetadata": {
        "dataFilters": [{"developerMetadataLookup": {"metadataKey": "none"}}],
        "developerMetadata": {}, "fields": "metadataValue",
    }})  # fmt: skip


def test_deleted_entries_come_back_once_more() -> None:
    made = everywhere()
    delete = {"deleteDeveloperMetadata": {
        "dataFilter": {"developerMetadataLookup": {"metadataLocation": SHEET}}}}  # fmt: skip

    (reply,) = made.do(delete)
    gone = reply["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]

    assert sorted(one["metadataKey"] for one in gone) == ["column", "row", "sheet"]
    assert keys(made, {}) == ["file", "other"]
    assert made.do(delete) == [{"deleteDeveloperMetadata": {}}]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"insertDimension": {"range": span("ROWS", 1, 3)}}, [4]),
        ({"insertDimension": {"range": span("ROWS", 3, 4)}}, [2]),
        ({"deleteDimension": {"range": span("ROWS", 0, 1)}}, [1]),
        ({"deleteDimension": {"range": span("ROWS", 2, 3)}}, []),
        ({"moveDimension": {"source": span("ROWS", 2, 3), "destinationIndex": 0}}, [0]),
        ({"moveDimension": {"source": span("ROWS", 0, 1), "destinationIndex": 4}}, [1]),
        ({"insertDimension": {"range": span("COLUMNS", 0, 3)}}, [2]),
        ({"cutPaste": {"source": area(2, 0, 3, 2), "destination": {"rowIndex": 9}}}, [2]),
        ({"copyPaste": {"source": area(2, 0, 3, 2), "destination": area(9, 0, 10, 2)}}, [2]),
        ({"updateCells": {"range": area(2, 0, 3, 2), "fields": "userEnteredValue"}}, [2]),
        ({"sortRange": {"range": area(0, 0, 3, 2), "sortSpecs": [{"dimensionIndex": 0}]}}, [0]),
    ],
)
def test_what_happens_to_the_entry_of_a_row(request_: Json, expected: list[int]) -> None:
    made = typed_rows(("c", 1), ("b", 2), ("a", 3))
    made.do(create())

    made.do(request_)

    assert [one.index for one in made.tab.developer_metadata] == expected


@pytest.mark.parametrize(("copies", "expected"), [(True, 2), (False, 1)])
def test_a_copied_tab_has_entries_with_new_numbers(copies: bool, expected: int) -> None:
    made = book()
    made.habits = made.habits.__class__(metadata_copied_with_tab=copies)
    made.do(create(metadataId=5))

    made.do({"duplicateSheet": {"sourceSheetId": 0}})

    numbers = [one["developerMetadata"]["metadataId"] for one in search(made, {})]
    assert len(set(numbers)) == expected


def test_a_copied_file_keeps_numbers_places_and_visibility() -> None:
    made = everywhere()
    made.do(create("mine", visibility="PROJECT", metadataId=5))

    twin = Book(copy_spreadsheet(made.sheet, "1copy", BORIS))
    again = Book(copy_spreadsheet(twin.sheet, "1again", BORIS))

    assert search(again, {}) == search(made, {})
    made.do({"deleteDimension": {"range": span("ROWS", 0, 1)}})
    assert metadata.get(again.sheet, 5, ANNA)["location"]["dimensionRange"]["startIndex"] == 2


def test_metadata_over_http(sandbox: Sandbox, sheet: gspread.Spreadsheet) -> None:
    """The calls that gspread has no words for."""
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{sheet.id}"
    values = [[f"row {row}"] for row in range(5)]
    sheet.sheet1.update(values, "A1")
    sheet.batch_update({"requests": [create(metadataId=5)]})
    lookup = {"developerMetadataLookup": {"metadataId": 5}}

    def post(path: str, body: Json) -> Json:
        answer: Json = sheet.client.request("post", url + path, json=body).json()
        return answer

    assert sheet.client.request("get", f"{url}/developerMetadata/5").json()["metadataKey"] == "k"
    found = post("/developerMetadata:search", {"dataFilters": [lookup]})
    assert len(found["matchedDeveloperMetadata"]) == 1
    assert post("/developerMetadata:search", {"dataFilters": [
        {"developerMetadataLookup": {"metadataKey": "none"}}]}) == {}  # fmt: skip
    read = post("/values:batchGetByDataFilter", {"dataFilters": [lookup]})
    assert read["valueRanges"][0]["valueRange"] == {
        "range": "Sheet1!A3:Z3", "majorDimension": "ROWS", "values": [["row 2"]],
    }  # fmt: skip
    post("/values:batchUpdateByDataFilter", {
        "valueInputOption": "RAW",
        "data": [{"dataFilter": lookup, "majorDimension": "ROWS", "values": [[None, "new"]]}],
    })  # fmt: skip
    assert sheet.sheet1.row_values(3) == ["row 2", "new"]
    with pytest.raises(gspread.exceptions.APIError, match="No developer metadata with ID 6"):
        sheet.client.request("get", f"{url}/developerMetadata/6")
