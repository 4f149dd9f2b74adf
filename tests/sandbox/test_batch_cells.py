"""Requests that write cells, merge them, draw around them."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_batches import area, book, typed_rows

Json = dict[str, Any]


def number(value: float) -> Json:
    return {"userEnteredValue": {"numberValue": value}}


def test_a_range_loses_what_its_rows_do_not_give() -> None:
    made = typed_rows(("a", "b"), ("c", "d"), ("e", "f"))

    made.do({"updateCells": {
        "range": area(0, 0, 2, 2), "fields": "userEnteredValue",
        "rows": [{"values": [number(1)]}],
    }})  # fmt: skip

    assert made.column("A") == ["1", "", "e"]
    assert made.column("B") == ["", "", "f"]


def test_writing_from_a_corner_touches_only_what_is_given() -> None:
    made = typed_rows(("a", "b"), ("c", "d"))

    made.do({"updateCells": {
        "start": {"rowIndex": 0, "columnIndex": 1}, "fields": "userEnteredValue",
        "rows": [{"values": [number(1)]}, {}],
    }})  # fmt: skip

    assert (made.column("A"), made.column("B")) == (["a", "c"], ["1", "d"])


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"range": area(0, 0, 1, 1), "rows": [{}, {"values": [number(1)]}]},
         "Attempting to write row: 1, beyond the last requested row of: 0"),
        ({"range": area(0, 0, 1, 1), "rows": [{"values": [number(1), number(2)]}]},
         "Attempting to write column: 1, beyond the last requested column of: 0"),
        ({"start": {"rowIndex": 100}, "rows": []}, "rowIndex[100] is after last row"),
        ({"start": {"sheetId": 5}, "rows": []}, "No grid with id: 5"),
        ({"range": area(0, 0, 101, 1)}, "endRowIndex[101] is after last row in grid[100]"),
        ({"rows": []}, "Exactly one of range and start"),
        ({"start": {}, "rows": [{"values": [{"userEnteredValue": {"stringValue": "x" * 50_001}}]}]},
         "more than the maximum of 50000 characters"),
        ({"start": {}, "rows": [{"values": [{"userEnteredValue": {"formulaValue": "1+1"}}]}]},
         "must begin with '='"),
        ({"start": {}, "rows": [{"values": [{"pivotTable": {}}]}]},
         "sandbox: pivotTable not implemented"),
    ],
)  # fmt: skip
def test_writing_where_nothing_can_be_written(request_: Json, words: str) -> None:
    assert words in book().refused({"updateCells": {"fields": "userEnteredValue"} | request_})


def test_an_unknown_field_is_refused() -> None:
    message = book().refused({"repeatCell": {
        "range": area(0, 0, 1, 1), "cell": {}, "fields": "userEnteredFormat.bold",
    }})  # fmt: skip

    assert message == "Invalid requests[0].repeatCell: Invalid field: userEnteredFormat.bold"


def test_an_empty_text_removes_a_note() -> None:
    made = typed_rows(("a",))
    note = {"updateCells": {"range": area(0, 0, 1, 1), "fields": "note",
                            "rows": [{"values": [{"note": "look"}]}]}}  # fmt: skip
    made.do(note)
    assert made.cell("A1", "note") == "look"

    note["updateCells"]["rows"] = [{"values": [{"note": ""}]}]
    made.do(note)

    assert made.cell("A1", "note") is None
    assert made.column() == ["a"]


def test_a_mask_changes_parts_of_a_format() -> None:
    made = typed_rows(("a",))
    first = {"textFormat": {"bold": True, "fontSize": 12}, "horizontalAlignment": "CENTER"}
    made.do({"repeatCell": {"range": area(0, 0, 1, 1), "cell": {"userEnteredFormat": first},
                            "fields": "userEnteredFormat"}})  # fmt: skip

    made.do({"repeatCell": {
        "range": area(0, 0, 1, 1),
        "cell": {"userEnteredFormat": {"backgroundColor": {"red": 0.5},
                                       "textFormat": {"italic": True}}},
        "fields": "userEnteredFormat(backgroundColor,textFormat.bold,horizontalAlignment)",
    }})  # fmt: skip

    assert made.cell("A1") == {
        "textFormat": {"fontSize": 12},
        "backgroundColor": {"red": 0.49803922},
        "backgroundColorStyle": {"rgbColor": {"red": 0.49803922}},
    }


def test_a_repeated_formula_moves_along() -> None:
    """The example of Google's description of repeatCell."""
    made = book()

    made.do({"repeatCell": {
        "range": area(1, 1, 4, 3), "fields": "userEnteredValue",
        "cell": {"userEnteredValue": {"formulaValue": "=A1+$D$1"}},
    }})  # fmt: skip

    formulas = [[made.formula(f"{column}{row}") for column in "BC"] for row in (2, 3, 4)]
    assert formulas == [
        ["=A1+$D$1", "=B1+$D$1"], ["=A2+$D$1", "=B2+$D$1"], ["=A3+$D$1", "=B3+$D$1"],
    ]  # fmt: skip


def test_a_new_value_ends_the_runs_of_the_old_one() -> None:
    made = book()
    runs = [{"format": {}}, {"startIndex": 1, "format": {"bold": True}}]
    made.do({"updateCells": {"start": {}, "fields": "userEnteredValue,textFormatRuns", "rows": [
        {"values": [{"userEnteredValue": {"stringValue": "ab"},
                     "textFormatRuns": runs}]}]}})  # fmt: skip
    assert made.cell("A1", "textFormatRuns") == runs

    made.do({"updateCells": {"start": {}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"stringValue": "cd"}}]}]}})  # fmt: skip

    assert made.cell("A1", "textFormatRuns") is None


def test_formulas_come_in_the_spelling_of_the_locale() -> None:
    made = book()
    made.do(
        {"updateSpreadsheetProperties": {"properties": {"locale": "ru_RU"}, "fields": "locale"}}
    )

    made.do({"updateCells": {"start": {}, "fields": "userEnteredValue", "rows": [
        {"values": [{"userEnteredValue": {"formulaValue": "=IF(1>0,5;2;3)"}}]}]}})  # fmt: skip

    assert made.formula("A1") == "=IF(1>0,5;2;3)"
    assert made.cell("A1", "effectiveValue") == {"numberValue": 2}


def test_appended_cells_go_below_the_last_value() -> None:
    made = typed_rows(("a",), (None, "b"))
    made.do({"updateSheetProperties": {
        "properties": {"gridProperties": {"rowCount": 3, "columnCount": 2}},
        "fields": "gridProperties.rowCount,gridProperties.columnCount",
    }})  # fmt: skip

    made.do({"appendCells": {"fields": "userEnteredValue", "rows": [
        {"values": [number(1), number(2), number(3)]}, {"values": [number(4)]}]}})  # fmt: skip

    assert made.column("A") == ["a", "", "1", "4"]
    assert (made.tab.rows, made.tab.columns) == (4, 3)
    assert "not implemented" in made.refused(
        {"appendCells": {"tableId": "1", "rows": [], "fields": "*"}}
    )


LIST = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "yes"}]},
        "strict": True}  # fmt: skip


def test_validation_is_set_cleared_and_not_enforced_on_programs() -> None:
    made = typed_rows(("a",), ("b",))
    made.do({"setDataValidation": {"range": area(0, 0, 2, 1), "rule": LIST}})
    assert made.cell("A2", "dataValidation") == LIST

    made.do({"updateCells": {"start": {}, "fields": "userEnteredValue",
                             "rows": [{"values": [{"userEnteredValue": {"stringValue": "no"}}]}]}},
            {"setDataValidation": {"range": area(1, 0, 2, 1)}})  # fmt: skip

    assert made.column() == ["no", "b"]
    assert made.cell("A1", "dataValidation") == LIST
    assert made.cell("A2", "dataValidation") is None


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"type": "NUMBER_BETWEEN", "values": [{"userEnteredValue": "1"}]}, "requires 2"),
        ({"type": "ONE_OF_LIST"}, "requires at least 1"),
        ({"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Nowhere!A1:A2"}]},
         "Unable to parse range: Nowhere!A1:A2"),
        ({"type": "FILTER_EXPRESSION", "values": [{"userEnteredValue": "x"}]}, "not supported"),
        ({}, "type must be specified"),
    ],
)  # fmt: skip
def test_conditions_that_make_no_sense_are_refused(condition: Json, words: str) -> None:
    message = book().refused(
        {"setDataValidation": {"range": area(0, 0, 1, 1), "rule": {"condition": condition}}}
    )

    assert words in message


def test_rows_hidden_by_a_filter_get_no_validation_unless_asked() -> None:
    made = typed_rows(("h",), ("a",), ("b",))
    made.do({"setBasicFilter": {"filter": {
        "range": area(0, 0, 3, 1), "criteria": {"0": {"hiddenValues": ["a"]}}}}})  # fmt: skip

    made.do({"setDataValidation": {"range": area(1, 0, 3, 1), "rule": LIST}})
    assert made.cell("A2", "dataValidation") is None
    assert made.cell("A3", "dataValidation") == LIST

    made.do({"setDataValidation": {
        "range": area(1, 0, 3, 1), "rule": LIST, "filteredRowsIncluded": True}})  # fmt: skip
    assert made.cell("A2", "dataValidation") == LIST


def merge(kind: str, *bounds: int) -> Json:
    top, left, bottom, right = bounds
    return {"mergeCells": {"range": area(top, left, bottom, right), "mergeType": kind}}


def corners(made: Any) -> list[tuple[int, int, int, int]]:
    return [
        (one["startRowIndex"], one["startColumnIndex"], one["endRowIndex"], one["endColumnIndex"])
        for one in made.first("merges") or []
    ]


def test_merges_come_in_the_order_of_their_making() -> None:
    made = typed_rows(("a", "b", "c"), ("d", "e", "f"))

    made.do(merge("MERGE_ROWS", 0, 0, 2, 2), merge("MERGE_ALL", 4, 0, 6, 1))
    assert corners(made) == [(0, 0, 1, 2), (1, 0, 2, 2), (4, 0, 6, 1)]
    assert (made.column("A"), made.column("B")) == (["a", "d"], [])

    made.do(merge("MERGE_COLUMNS", 0, 0, 2, 3))
    assert corners(made) == [(4, 0, 6, 1), (0, 0, 2, 1), (0, 1, 2, 2), (0, 2, 2, 3)]
    made.do({"unmergeCells": {"range": area(0, 0, 2, 3)}})
    assert corners(made) == [(4, 0, 6, 1)]


def test_merges_are_not_torn_and_do_not_cross_the_frozen_edge() -> None:
    made = typed_rows(("a", "b"), ("c", "d"))
    made.do(merge("MERGE_ALL", 0, 0, 2, 2))
    torn = "You must select all cells in a merged range"
    assert torn in made.refused(merge("MERGE_ALL", 1, 1, 3, 3))
    assert torn in made.refused({"unmergeCells": {"range": area(0, 0, 1, 1)}})

    made.do({"updateSheetProperties": {
        "properties": {"gridProperties": {"frozenRowCount": 3, "frozenColumnCount": 4}},
        "fields": "gridProperties(frozenRowCount,frozenColumnCount)"}})  # fmt: skip
    assert "frozen and non-frozen rows" in made.refused(merge("MERGE_ALL", 2, 0, 5, 1))
    assert "frozen and non-frozen columns" in made.refused(merge("MERGE_ROWS", 4, 3, 5, 6))


def test_borders_are_drawn_inside_and_outside() -> None:
    made = book()
    line = {"style": "SOLID", "colorStyle": {"rgbColor": {"red": 1}}}

    made.do({"updateBorders": {"range": area(0, 0, 2, 2), "top": line, "innerVertical": line}})

    assert made.cell("A1")["borders"].keys() == {"top", "right"}
    assert made.cell("B2")["borders"].keys() == {"left"}
    assert made.cell("A1")["borders"]["top"] == {
        "style": "SOLID",
        "width": 1,
        "color": {"red": 1},
        "colorStyle": {"rgbColor": {"red": 1}},
    }
    made.do({"updateBorders": {"range": area(0, 0, 2, 2), "top": {"style": "NONE"}}})
    assert made.cell("A1")["borders"].keys() == {"right"}
