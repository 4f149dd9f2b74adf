"""Requests about tabs and the file, and the rule that a batch is all or nothing."""

from __future__ import annotations

import pytest
from sandbox_batches import area, book, typed_rows

from sandbox.google.batch.run import KINDS
from sandbox.google.discovery import schema
from sandbox.google.errors import ApiError

OUT_OF_REACH = {"addDataSource", "updateDataSource", "deleteDataSource", "refreshDataSource",
                "cancelDataSourceRefresh", "insertComment", "deleteComment", "addCommentReply",
                "deleteCommentReply", "updateCommentPost"}  # fmt: skip
"""BigQuery and comments: refused loudly."""


def test_every_documented_kind_is_there_or_refused_loudly() -> None:
    documented = schema("sheets", "Request")["properties"].keys()

    assert KINDS.keys() == documented - OUT_OF_REACH


@pytest.mark.parametrize("kind", sorted(OUT_OF_REACH))
def test_an_unknown_kind_can_never_look_like_success(kind: str) -> None:
    made = book()

    message = made.refused({kind: {}})

    assert message == f"sandbox: {kind} not implemented"
    assert made.violations == [f"batchUpdate: {kind} not implemented"]


def test_an_unknown_kind_stops_the_batch_before_its_first_request() -> None:
    made = book()

    made.refused({"addSheet": {}}, {"insertComment": {}})

    assert len(made.sheet.tabs) == 1


def test_a_refused_request_undoes_those_before_it() -> None:
    made = typed_rows(("a", 1), ("b", "=B1*2"))

    message = made.refused(
        {"addSheet": {"properties": {"title": "New"}}},
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}}},
        {"updateSheetProperties": {"properties": {"title": "Other"}, "fields": "title"}},
        {"deleteSheet": {"sheetId": 99}},
    )

    assert message == "Invalid requests[3].deleteSheet: No sheet with id: 99"
    assert made.formula("B2") == "=B1*2"


def test_no_request_at_all_is_refused() -> None:
    assert book().refused() == "Must specify at least one request."


def test_a_new_tab_answers_with_its_properties() -> None:
    made = book()

    (reply,) = made.do(
        {"addSheet": {"properties": {"title": "w", "gridProperties": {"rowCount": 3,
                                                                      "columnCount": 3}}}}
    )  # fmt: skip

    properties = reply["addSheet"]["properties"]
    assert properties.pop("sheetId") > 0
    assert properties == {
        "title": "w",
        "index": 1,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 3, "columnCount": 3},
    }


def test_an_explicit_sheet_id_of_zero_counts_as_given() -> None:
    message = book().refused({"addSheet": {"properties": {"sheetId": 0}}})

    assert message == "Invalid requests[0].addSheet: Sheet with id 0 already exists"


def test_two_tabs_cannot_have_one_title() -> None:
    message = book().refused({"addSheet": {"properties": {"title": "sheet1"}}})

    assert 'A sheet with the name "sheet1" already exists.' in message


def test_masked_but_absent_members_go_back_to_their_default() -> None:
    made = book()
    made.do({"updateSheetProperties": {
        "properties": {"tabColor": {"red": 1}, "gridProperties": {"frozenRowCount": 1}},
        "fields": "tabColor,gridProperties.frozenRowCount",
    }})  # fmt: skip
    assert made.first("properties")["tabColorStyle"] == {"rgbColor": {"red": 1}}

    made.do({"updateSheetProperties": {
        "properties": {"sheetId": 0},
        "fields": "tabColorStyle,gridProperties/frozenRowCount",
    }})  # fmt: skip

    assert made.first("properties").keys() == {
        "sheetId", "title", "index", "sheetType", "gridProperties",
    }  # fmt: skip
    assert made.first("properties")["gridProperties"] == {"rowCount": 100, "columnCount": 26}


def test_an_update_without_a_mask_is_refused() -> None:
    message = book().refused({"updateSheetProperties": {"properties": {"title": "x"}}})

    assert "At least one field must be listed in 'fields'." in message


def test_a_smaller_grid_drops_its_cells() -> None:
    made = book({"A1": 1, "A50": 2, "C1": "=A50", "D1": 4})

    made.do({"updateSheetProperties": {
        "properties": {"gridProperties": {"rowCount": 10, "columnCount": 3}},
        "fields": "gridProperties(rowCount,columnCount)",
    }})  # fmt: skip

    assert sorted(made.tab.cells) == [(0, 0), (0, 2)]
    assert made.formula("C1") == "=#REF!"


@pytest.mark.parametrize(("index", "order"), [(0, "CAB"), (1, "ACB"), (2, "ABC"), (3, "ABC")])
def test_the_index_is_counted_before_the_move(index: int, order: str) -> None:
    made = book({}, "A", "B", "C")

    made.do({"updateSheetProperties": {
        "properties": {"sheetId": 2, "index": index}, "fields": "index",
    }})  # fmt: skip

    assert "".join(tab.title for tab in made.sheet.tabs) == order


def test_the_last_visible_tab_cannot_be_hidden() -> None:
    message = book().refused({"updateSheetProperties": {
        "properties": {"hidden": True}, "fields": "hidden",
    }})  # fmt: skip

    assert message == (
        "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document."
    )


def test_a_renamed_tab_is_renamed_in_formulas_and_rules() -> None:
    made = book({"A1": 1, "Other!A1": "=Sheet1!A1"}, "Sheet1", "Other")
    rule = {
        "condition": {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Sheet1!A1:A3"}]}
    }
    made.do(
        {"setDataValidation": {"range": area(0, 1, 1, 2, 1), "rule": rule}},
        {"updateSheetProperties": {"properties": {"title": "Key results"}, "fields": "title"}},
    )

    assert made.formula("Other!A1") == "='Key results'!A1"
    validation = made.sheet.tabs[1].cell(0, 1).validation
    assert validation is not None
    assert validation["condition"]["values"] == [{"userEnteredValue": "='Key results'!A1:A3"}]


def test_what_pointed_at_a_deleted_tab_is_dead() -> None:
    made = book({"A1": "=Other!A1", "Other!A1": 5}, "Sheet1", "Other")
    made.do({"addNamedRange": {"namedRange": {"name": "five", "range": area(0, 0, 1, 1, 1)}}})

    made.do({"deleteSheet": {"sheetId": 1}})

    assert made.formula("A1") == "=#REF!A1"
    assert made.read("namedRanges") == {}
    assert "remove all" in made.refused({"deleteSheet": {"sheetId": 0}})


def test_the_file_can_be_renamed_and_moved_to_another_zone() -> None:
    made = book()

    made.do({"updateSpreadsheetProperties": {
        "properties": {"title": "T", "timeZone": "Europe/Moscow", "locale": "ru_RU"},
        "fields": "title,timeZone,locale",
    }})  # fmt: skip

    properties = made.read("properties(title,timeZone,locale,autoRecalc)")["properties"]
    assert properties == {
        "title": "T", "timeZone": "Europe/Moscow", "locale": "ru_RU", "autoRecalc": "ON_CHANGE",
    }  # fmt: skip
    assert "Unsupported locale" in made.refused({"updateSpreadsheetProperties": {
        "properties": {"locale": "xx_YY"}, "fields": "locale",
    }})  # fmt: skip


def test_the_spreadsheet_comes_back_with_the_answer_when_asked_for() -> None:
    made = typed_rows(("a",))

    answer = made.run({
        "requests": [{"addSheet": {"properties": {"title": "w"}}}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["Sheet1!A1:B2"],
        "responseIncludeGridData": True,
    })  # fmt: skip

    (listed,) = answer["updatedSpreadsheet"]["sheets"]
    assert listed["properties"]["title"] == "Sheet1"
    assert listed["data"][0]["rowData"][0]["values"][0]["formattedValue"] == "a"


def test_a_request_of_two_kinds_is_refused() -> None:
    made = book()

    with pytest.raises(ApiError, match="exactly one kind"):
        made.run({"requests": [{"addSheet": {}, "deleteSheet": {}}]})
