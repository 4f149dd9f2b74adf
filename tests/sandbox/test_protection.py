"""Who may change protected cells, and what the others are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gspread
import pytest
from sandbox_batches import ANNA, BORIS, Book, area, book, span, typed_rows
from sandbox_clients import gspread_client

from sandbox.google.model import Caller
from sandbox.google.protection import REFUSALS
from sandbox.state import Sandbox

Json = dict[str, Any]

VERA = Caller("vera@example.com", groups=("sales@example.com",))
WRITE = {"updateCells": {"start": {"rowIndex": 1}, "fields": "userEnteredValue", "rows": [
    {"values": [{"userEnteredValue": {"numberValue": 5}}]}]}}  # fmt: skip


def protect(made: Book, caller: Caller = ANNA, **more: Any) -> int:
    wanted = {"range": area(1, 0, 3, 2), **more}
    (reply,) = made.do({"addProtectedRange": {"protectedRange": wanted}}, caller=caller)
    number: int = reply["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    return number


def test_the_answer_names_no_editors_but_a_later_read_does() -> None:
    made = book()

    (reply,) = made.do({"addProtectedRange": {"protectedRange": {
        "range": area(1, 0, 3, 2), "description": "Results"}}})  # fmt: skip

    protected = reply["addProtectedRange"]["protectedRange"]
    assert protected.pop("protectedRangeId") > 0
    assert protected == {
        "range": {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2},
        "description": "Results", "requestingUserCanEdit": True, "editors": {},
    }  # fmt: skip
    assert made.first("protectedRanges")[0]["editors"] == {"users": [ANNA.email]}


@pytest.mark.parametrize(
    ("caller", "more", "allowed"),
    [
        (ANNA, {}, True),
        (BORIS, {}, False),
        (BORIS, {"editors": {"users": [BORIS.email]}}, True),
        (VERA, {"editors": {"groups": ["sales@example.com"]}}, True),
        (BORIS, {"editors": {"groups": ["sales@example.com"]}}, False),
        (BORIS, {"editors": {"domainUsersCanEdit": True}}, True),
        (BORIS, {"warningOnly": True}, True),
    ],
)
def test_who_may_write(caller: Caller, more: Json, allowed: bool) -> None:
    made = typed_rows(("a",), ("b",))
    protect(made, **more)

    if allowed:
        made.do(WRITE, caller=caller)
        assert made.column() == ["a", "5"]
    else:
        message = made.refused(WRITE, caller=caller)
        assert message == f"Invalid requests[0].updateCells: {REFUSALS['en']}"


@pytest.mark.parametrize("language", ["en", "ru", "es", "de"])
def test_the_refusal_speaks_the_callers_language(language: str) -> None:
    made = book()
    protect(made)

    message = made.refused(WRITE, caller=replace(BORIS, language=language))

    assert message.endswith(REFUSALS.get(language, REFUSALS["en"]))


INSIDE = area(1, 0, 2, 1)


@pytest.mark.parametrize(
    "request_",
    [
        {"repeatCell": {"range": INSIDE, "cell": {}, "fields": "note"}},
        {"setDataValidation": {"range": INSIDE}},
        {"mergeCells": {"range": area(0, 0, 2, 1), "mergeType": "MERGE_ALL"}},
        {"updateBorders": {"range": INSIDE, "top": {"style": "SOLID"}}},
        {"copyPaste": {"source": area(9, 0, 10, 1), "destination": INSIDE}},
        {"cutPaste": {"source": INSIDE, "destination": {"rowIndex": 9}}},
        {"cutPaste": {"source": area(9, 0, 10, 1), "destination": {"rowIndex": 1}}},
        {"sortRange": {"range": area(0, 0, 9, 2), "sortSpecs": [{"dimensionIndex": 0}]}},
        {"insertRange": {"range": area(0, 0, 1, 1), "shiftDimension": "ROWS"}},
        {"deleteRange": {"range": area(0, 0, 1, 1), "shiftDimension": "ROWS"}},
        {"deleteDimension": {"range": span("ROWS", 2, 3)}},
        {"insertDimension": {"range": span("ROWS", 2, 3)}},
        {"moveDimension": {"source": span("ROWS", 1, 2), "destinationIndex": 9}},
        {"moveDimension": {"source": span("ROWS", 8, 9), "destinationIndex": 2}},
        {"findReplace": {"find": "b", "replacement": "x", "allSheets": True}},
        {"trimWhitespace": {"range": INSIDE}},
        {"deleteDuplicates": {"range": area(0, 0, 9, 1)}},
        {"autoFill": {"sourceAndDestination": {
            "source": area(0, 0, 1, 1), "dimension": "ROWS", "fillLength": 1}}},
        {"pasteData": {"coordinate": {"rowIndex": 1}, "data": "x", "delimiter": ","}},
        {"textToColumns": {"source": INSIDE, "delimiterType": "COMMA"}},
        {"appendCells": {"fields": "*", "rows": [{"values": [{}]}]}},
        {"updateSheetProperties": {"properties": {"gridProperties": {"rowCount": 2,
                                                                     "columnCount": 26}},
                                   "fields": "gridProperties.rowCount"}},
        {"deleteSheet": {"sheetId": 0}},
        {"addBanding": {"bandedRange": {"range": INSIDE, "rowProperties": {
            "firstBandColor": {}, "secondBandColor": {}}}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [INSIDE], "booleanRule": {
            "condition": {"type": "BLANK"}, "format": {}}}}},
    ],
    ids=lambda one: next(iter(one)),
)  # fmt: skip
def test_no_kind_of_request_gets_around_a_protection(request_: Json) -> None:
    made = typed_rows(("a",), ("b",))
    made.do({"addSheet": {}})
    protect(made)

    assert REFUSALS["en"] in made.refused(request_, caller=BORIS)


@pytest.mark.parametrize(
    "request_",
    [
        {"insertDimension": {"range": span("ROWS", 1, 2)}},
        {"insertDimension": {"range": span("ROWS", 3, 4)}},
        {"deleteDimension": {"range": span("ROWS", 0, 1)}},
        {"updateSheetProperties": {"properties": {"title": "New"}, "fields": "title"}},
        {"updateDimensionProperties": {"range": span("ROWS", 1, 2), "fields": "pixelSize",
                                       "properties": {"pixelSize": 50}}},
        {"sortRange": {"range": area(5, 0, 9, 2), "sortSpecs": [{"dimensionIndex": 0}]}},
        {"copyPaste": {"source": area(1, 0, 2, 1), "destination": area(9, 0, 10, 1)}},
        {"addSheet": {}},
    ],
    ids=lambda one: next(iter(one)),
)  # fmt: skip
def test_what_lies_around_a_protection_stays_free(request_: Json) -> None:
    made = typed_rows(("a",), ("b",))
    protect(made)

    made.do(request_, caller=BORIS)


def test_a_protected_tab_may_leave_cells_free() -> None:
    made = book()
    protect(made, range={"sheetId": 0}, unprotectedRanges=[area(0, 0, 5, 1), area(0, 1, 5, 2)])
    free = {"repeatCell": {"range": area(0, 0, 5, 2), "cell": {"note": "n"}, "fields": "note"}}

    made.do(free, caller=BORIS)

    free["repeatCell"]["range"] = area(0, 0, 6, 2)
    assert REFUSALS["en"] in made.refused(free, caller=BORIS)
    rename = {"updateSheetProperties": {"properties": {"title": "x"}, "fields": "title"}}
    assert REFUSALS["en"] in made.refused(rename, caller=BORIS)
    grow = {"appendDimension": {"dimension": "ROWS", "length": 1}}
    assert REFUSALS["en"] in made.refused(grow, caller=BORIS)


def test_a_protection_can_follow_a_named_range() -> None:
    made = book()
    (reply,) = made.do({"addNamedRange": {"namedRange": {"name": "n", "range": area(1, 0, 2, 1)}}})
    number = reply["addNamedRange"]["namedRange"]["namedRangeId"]
    made.do({"addProtectedRange": {"protectedRange": {"namedRangeId": number}}})
    assert REFUSALS["en"] in made.refused(WRITE, caller=BORIS)
    assert made.first("protectedRanges")[0]["range"]["startRowIndex"] == 1

    made.do({"updateNamedRange": {"namedRange": {"namedRangeId": number,
                                                 "range": area(7, 0, 8, 1)},
                                  "fields": "range"}})  # fmt: skip

    made.do(WRITE, caller=BORIS)


def test_protections_are_changed_by_their_editors_alone() -> None:
    made = book()
    number = protect(made)
    loosen = {"updateProtectedRange": {"protectedRange": {"protectedRangeId": number,
                                                          "warningOnly": True},
                                       "fields": "warningOnly"}}  # fmt: skip
    delete = {"deleteProtectedRange": {"protectedRangeId": number}}
    assert REFUSALS["en"] in made.refused(loosen, caller=BORIS)
    assert REFUSALS["en"] in made.refused(delete, caller=BORIS)

    made.do(loosen)
    assert "editors" not in made.first("protectedRanges")[0]
    tighten = {"updateProtectedRange": {"protectedRange": {"protectedRangeId": number},
                                        "fields": "warningOnly"}}  # fmt: skip
    made.do(tighten, caller=replace(ANNA, editors=(ANNA.email, BORIS.email)))
    made.do(WRITE, caller=BORIS)
    made.do({"updateProtectedRange": {"protectedRange": {
        "protectedRangeId": number, "range": area(5, 0, 6, 1), "editors": {"users": []}},
        "fields": "range,editors"}})  # fmt: skip
    made.do(WRITE, caller=BORIS)
    assert made.first("protectedRanges")[0]["range"]["startRowIndex"] == 5
    made.do(delete)
    assert made.first("protectedRanges") is None


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "Exactly one of range, namedRangeId and tableId"),
        ({"range": area(0, 0, 1, 1), "unprotectedRanges": [area(0, 0, 1, 1)]},
         "only supported on protected sheets"),
        ({"range": area(0, 0, 1, 1), "warningOnly": True, "editors": {"users": ["x"]}},
         "not supported with warning-only"),
        ({"namedRangeId": "5"}, "nothing with that namedRangeId"),
    ],
)  # fmt: skip
def test_protections_that_make_no_sense_are_refused(wanted: Json, words: str) -> None:
    assert words in book().refused({"addProtectedRange": {"protectedRange": wanted}})


@pytest.mark.parametrize(("language", "words"), [("en", "protected"), ("ru", "защищ"),
                                                 ("es", "protegid")])  # fmt: skip
def test_values_methods_refuse_in_the_callers_language(
    sandbox: Sandbox, language: str, words: str
) -> None:
    """HTTP 400, and the text starts with the range at fault."""
    google = sandbox.google
    file = google.add_spreadsheet("Plan", "anna@example.com")
    google.add_person("boris@example.com", language=language)
    google.share(file.file_id, "boris@example.com")
    owner = gspread_client(sandbox, "anna@example.com").open_by_key(file.file_id).sheet1
    owner.add_protected_range("A2:B2", ["anna@example.com"])
    sheet = gspread_client(sandbox, "boris@example.com").open_by_key(file.file_id)

    with pytest.raises(gspread.exceptions.APIError, match=words) as error:
        sheet.sheet1.batch_update([{"range": "A1", "values": [["free"]]},
                                   {"range": "A2", "values": [["taken"]]}])  # fmt: skip

    assert error.value.code == 400
    assert error.value.error["message"].startswith("Invalid data[1]: ")
    assert owner.get_all_values() == [[]]
