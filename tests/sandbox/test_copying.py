"""Copies of tabs and of files: what they keep, what gets a new number, what they point at."""

from __future__ import annotations

from random import Random
from typing import Any

import gspread
import pytest
from sandbox_batches import ANNA, BORIS, Book, area, book, span
from sandbox_clients import gspread_client

from sandbox.google.copying import Target, copy_spreadsheet, copy_to
from sandbox.state import Sandbox

Json = dict[str, Any]
LIST = {"condition": {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Lists!A1:A3"}]}}


def furnished() -> Book:
    """A tab with one thing of every kind, and another one that it points at."""
    made = book({"Plan!A1": 2, "Plan!B1": "=A1*Lists!A1", "Plan!C1": "=Plan!A1", "Lists!A1": 5},
                "Plan", "Lists")  # fmt: skip
    rule = {"ranges": [area(0, 0, 2, 2)], "booleanRule": {
        "condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}}  # fmt: skip
    source = {"sourceRange": {"sources": [area(0, 0, 3, 1)]}}
    made.do(
        {"repeatCell": {"range": area(0, 0, 1, 1), "fields": "note,dataValidation",
                        "cell": {"note": "n", "dataValidation": LIST}}},
        {"mergeCells": {"range": area(5, 0, 6, 2), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": rule}},
        {"addProtectedRange": {"protectedRange": {"range": area(0, 0, 1, 1)}}},
        {"addProtectedRange": {"protectedRange": {"range": area(8, 0, 9, 1), "warningOnly": True}}},
        {"addNamedRange": {"namedRange": {"name": "named", "range": area(0, 0, 1, 1)}}},
        {"setBasicFilter": {"filter": {"range": area(0, 0, 3, 2)}}},
        {"addFilterView": {"filter": {"range": area(0, 0, 3, 2)}}},
        {"addBanding": {"bandedRange": {"range": area(0, 0, 3, 2), "rowProperties": {
            "firstBandColor": {}, "secondBandColor": {"red": 1}}}}},
        {"addDimensionGroup": {"range": span("ROWS", 0, 2)}},
        {"addTable": {"table": {"name": "T", "range": area(10, 0, 12, 2)}}},
        {"addChart": {"chart": {
            "spec": {"basicChart": {"chartType": "LINE", "series": [{"series": source}]}},
            "position": {"overlayPosition": {"anchorCell": {"rowIndex": 3}}}}}},
        {"createDeveloperMetadata": {"developerMetadata": {
            "metadataKey": "k", "location": {"dimensionRange": span("ROWS", 0, 1)},
            "visibility": "DOCUMENT"}}},
        {"updateSheetProperties": {"properties": {"tabColor": {"red": 1}, "gridProperties": {
            "frozenRowCount": 1}}, "fields": "tabColor,gridProperties.frozenRowCount"}},
    )  # fmt: skip
    return made


NUMBERS = {"protectedRangeId", "bandedRangeId", "chartId", "filterViewId", "tableId"}


def collected(value: Any, names: set[str]) -> list[Any]:
    """Every value of these members, in order."""
    if isinstance(value, list):
        return [found for one in value for found in collected(one, names)]
    if not isinstance(value, dict):
        return []
    own = [one for name, one in value.items() if name in names]
    return own + [found for one in value.values() for found in collected(one, names)]


def without(value: Any, names: set[str]) -> Any:
    if isinstance(value, list):
        return [without(one, names) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: without(one, names) for name, one in value.items() if name not in names}


def test_a_duplicated_tab_is_alike_but_for_its_numbers() -> None:
    made = furnished()

    (reply,) = made.do({"duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1}})

    properties = reply["duplicateSheet"]["properties"]
    original, copied = made.read()["sheets"][:2]
    assert (properties["title"], properties["index"]) == ("Copy of Plan", 1)
    assert copied["properties"] == properties
    different = NUMBERS | {"sheetId", "title", "index", "name", "metadataId"}
    assert without(copied, different) == without(original, different)
    assert set(collected(original, NUMBERS)).isdisjoint(collected(copied, NUMBERS))
    assert set(collected(without(copied, {"properties"}), {"sheetId"})) == {properties["sheetId"]}
    assert made.formula("'Copy of Plan'!B1") == "=A1*Lists!A1"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"newSheetId": 1}, "Sheet with id 1 already exists"),
        ({"newSheetName": "lists"}, 'A sheet with the name "lists" already exists'),
        ({"sourceSheetId": 9}, "No sheet with id: 9"),
        ({"insertSheetIndex": 9}, "out of range"),
    ],
)
def test_duplicates_that_cannot_be_are_refused(more: Json, words: str) -> None:
    assert words in furnished().refused({"duplicateSheet": {"sourceSheetId": 0} | more})


def test_each_duplicate_gets_a_name_of_its_own() -> None:
    made = furnished()
    again = {"duplicateSheet": {"sourceSheetId": 0}}

    made.do(again, again)

    assert {tab.title for tab in made.sheet.tabs} == {
        "Plan", "Lists", "Copy of Plan", "Copy of Plan 2",
    }  # fmt: skip


def test_a_tab_in_another_file_points_at_what_is_there() -> None:
    made, other = furnished(), book({"Sheet1!A1": 7})
    target = Target(other.sheet, Random(1), BORIS)

    first = copy_to(made.tab, target)
    other.do({"addSheet": {"properties": {"title": "Lists"}}}, caller=BORIS)
    copy_to(made.tab, target)

    assert (first["title"], first["index"]) == ("Copy of Plan", 1)
    assert other.formula("'Copy of Plan'!B1") == "=A1*#REF!A1"
    assert other.formula("'Copy of Plan'!C1") == "='Copy of Plan'!A1"
    assert other.formula("'Copy of Plan 2'!B1") == "=A1*Lists!A1"
    users = [one.get("editors") for one in other.sheet.tabs[1].protected_ranges]
    assert users == [{"users": [BORIS.email]}, None]
    assert other.cell("'Copy of Plan'!A1", "note") == "n"


def test_a_copied_file_is_the_same_but_for_who_may_edit_it() -> None:
    made = furnished()

    twin = Book(copy_spreadsheet(made.sheet, "1twin", BORIS))

    different = {"spreadsheetId", "spreadsheetUrl", "editors"}
    assert without(twin.read(caller=BORIS), different) == without(made.read(), different)
    protections = twin.first("protectedRanges", caller=BORIS)
    assert protections[0]["editors"] == {"users": [BORIS.email]}
    assert protections[1]["warningOnly"] is True
    made.do({"deleteDimension": {"range": span("ROWS", 0, 2)}})
    assert twin.cell("A1", "note") == "n"
    assert made.read("namedRanges") != twin.read("namedRanges")


def test_a_person_copies_a_file_and_owns_the_copy(sandbox: Sandbox) -> None:
    """files.copy over HTTP, twice: a copy of the copy is still the same table."""
    google = sandbox.google
    file = google.add_spreadsheet("План", "anna@example.com", locale="ru_RU")
    google.add_person("boris@example.com", language="ru")
    google.share(file.file_id, "boris@example.com", "reader")
    sheet = gspread_client(sandbox, ANNA.email).open_by_key(file.file_id)
    ws = sheet.get_worksheet(0)
    ws.update([["a", 1]], "A1")
    ws.add_protected_range("A1:B1", [ANNA.email])
    boris = gspread_client(sandbox, "boris@example.com")

    copied = boris.copy(boris.copy(file.file_id).id, title="Второй")

    assert (copied.title, copied.locale) == ("Второй", "ru_RU")
    second = copied.get_worksheet(0)
    assert (second.id, second.title) == (ws.id, ws.title)
    second.update([["mine"]], "A1")
    assert second.get_all_values() == [["mine", "1"]]
    assert ws.get_all_values() == [["a", "1"]]


def test_a_tab_goes_to_a_file_that_the_caller_may_write(
    sandbox: Sandbox, sheet: gspread.Spreadsheet
) -> None:
    other = sandbox.google.add_spreadsheet("Other", "anna@example.com")

    with pytest.raises(gspread.exceptions.APIError, match="does not have permission"):
        sheet.sheet1.copy_to(other.file_id)
