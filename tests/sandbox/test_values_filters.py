"""Values by data filter: rows are found by their marks."""

from __future__ import annotations

import gspread
import pytest
from gspread.exceptions import APIError
from sandbox_values import ask, on_row, put


def test_a_rows_mark_is_read_and_written_wherever_the_row_is(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["a", 1], ["b", 2]])
    found_by = on_row(sheet, 1, "row-b")
    sheet.sheet1.insert_row(["new"], 1)

    read = ask(sheet, "batchGetByDataFilter", {"dataFilters": [found_by]})
    wrote = ask(sheet, "batchUpdateByDataFilter", {
        "valueInputOption": "RAW", "data": [{"dataFilter": found_by, "values": [[None, 20]]}],
    })  # fmt: skip
    cleared = ask(sheet, "batchClearByDataFilter", {"dataFilters": [{"a1Range": "A1:A2"}]})

    assert read["valueRanges"] == [{
        "valueRange": {"range": "Sheet1!A3:Z3", "majorDimension": "ROWS", "values": [["b", "2"]]},
        "dataFilters": [found_by],
    }]  # fmt: skip
    assert wrote["totalUpdatedCells"] == 1
    assert wrote["responses"][0]["dataFilter"] == found_by
    assert cleared["clearedRanges"] == ["Sheet1!A1:A2"]
    assert sheet.values_get("A1:B9")["values"] == [[], ["", "1"], ["b", "20"]]


def test_a_filter_that_finds_nothing_changes_nothing(sheet: gspread.Spreadsheet) -> None:
    nothing = {"developerMetadataLookup": {"metadataKey": "no such key"}}

    wrote = ask(sheet, "batchUpdateByDataFilter", {
        "valueInputOption": "RAW", "data": [{"dataFilter": nothing, "values": [["x"]]}],
    })  # fmt: skip

    assert wrote == {"spreadsheetId": sheet.id}
    assert ask(sheet, "batchGetByDataFilter", {"dataFilters": [nothing]}) == {
        "spreadsheetId": sheet.id
    }


def test_more_values_than_a_filter_found_are_refused(sheet: gspread.Spreadsheet) -> None:
    place = {"gridRange": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1,
                           "startColumnIndex": 0, "endColumnIndex": 1}}  # fmt: skip

    with pytest.raises(APIError) as error:
        ask(sheet, "batchUpdateByDataFilter", {
            "valueInputOption": "RAW", "data": [{"dataFilter": place, "values": [["x", "y"]]}],
        })  # fmt: skip

    assert error.value.code == 400
    assert "tried writing to column [B]" in error.value.error["message"]
