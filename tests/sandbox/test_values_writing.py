"""What the values methods write and clear, and what they refuse."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import Dimension
from sandbox_values import put, refused, tab_of

from sandbox.google.model import CellState
from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"


def test_the_answer_tells_what_was_written(sheet: gspread.Spreadsheet) -> None:
    answer = put(sheet, "A1", [["a", "b", ""], ["c", None, "d", "e"]])

    assert answer == {"spreadsheetId": sheet.id, "updatedRange": "Sheet1!A1:D2",
                      "updatedRows": 2, "updatedColumns": 4, "updatedCells": 6}  # fmt: skip


def test_null_skips_an_empty_string_clears_and_a_short_row_leaves_the_rest(
    sheet: gspread.Spreadsheet,
) -> None:
    put(sheet, "A1", [["a", "b", "c", "d"]])

    put(sheet, "A1:D1", [[None, "", "C"]])

    assert sheet.values_get("A1:D1")["values"] == [["a", "", "C", "d"]]


def test_formats_notes_and_validation_outlive_values(
    sandbox: Sandbox, sheet: gspread.Spreadsheet
) -> None:
    rule = {"condition": {"type": "BOOLEAN"}}
    kept = CellState(1.0, {"numberFormat": {"type": "PERCENT", "pattern": "0.0%"}}, "why", rule)
    tab_of(sandbox, sheet).put(0, 0, kept)

    put(sheet, "A1", [[0.5]])

    state = tab_of(sandbox, sheet).cell(0, 0)
    assert (state.entered, state.format, state.note, state.validation) == (
        0.5, kept.format, "why", rule,
    )  # fmt: skip
    assert sheet.values_get("A1")["values"] == [["50.0%"]]


@pytest.mark.parametrize(("values", "where"), [
    ([["a"], ["b"]], "row [2]"), ([["a", "b", "c"]], "column [C]"),
])  # fmt: skip
def test_more_values_than_the_range_holds_are_refused(
    sheet: gspread.Spreadsheet, values: list[list[Any]], where: str
) -> None:
    with pytest.raises(APIError) as error:
        put(sheet, "A1:B1", values)

    place = "Requested writing within range [Sheet1!A1:B1]"
    assert refused(error) == (400, f"{place}, but tried writing to {where}")
    assert "values" not in sheet.values_get("A1:C2")


def test_writing_does_not_make_the_grid_larger(sheet: gspread.Spreadsheet) -> None:
    worksheet = sheet.add_worksheet("Small", 3, 3)

    with pytest.raises(APIError) as error:
        worksheet.update([["a"], ["b"]], "A3")

    limits = "exceeds grid limits. Max rows: 3, max columns: 3"
    assert refused(error) == (400, f"Range (Small!A3:A4) {limits}")


def test_a_cell_holds_50000_characters(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["x" * 50_000]])

    with pytest.raises(APIError) as error:
        put(sheet, "A1", [["fine", "x" * 50_001]])

    text = "Your input contains more than the maximum of 50000 characters in a single cell."
    assert refused(error) == (400, text)
    assert len(sheet.values_get("A1")["values"][0][0]) == 50_000


def test_a_list_is_no_value(sheet: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError) as error:
        put(sheet, "A1", [["a", ["b"]]])

    assert error.value.code == 400
    assert "list_value" in error.value.error["message"]


def test_how_to_take_the_values_must_be_said(sheet: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError) as error:
        sheet.values_update("A1", params={}, body={"values": [[1]]})

    assert refused(error) == (400, "'valueInputOption' is required but not specified")


def test_written_values_can_be_had_back_as_they_ended_up(sheet: gspread.Spreadsheet) -> None:
    answer = put(
        sheet, "B2", [["0042", "=B2*2"]], valueInputOption="USER_ENTERED",
        includeValuesInResponse="true", responseValueRenderOption="UNFORMATTED_VALUE",
    )  # fmt: skip

    assert answer["updatedData"] == {
        "range": "Sheet1!B2:C2", "majorDimension": "ROWS", "values": [[42, 84]],
    }  # fmt: skip


def test_columns_are_written_as_columns(sheet: gspread.Spreadsheet) -> None:
    sheet.sheet1.update([["a", "b"], ["c"]], "A1", major_dimension=Dimension.cols)

    assert sheet.values_get("A1:C3")["values"] == [["a", "c"], ["b"]]


def test_batches_count_rows_and_columns_once(sheet: gspread.Spreadsheet) -> None:
    answer = sheet.sheet1.batch_update(
        [{"range": "A1:D1", "values": [["A1", "B1", "", "D1"]]},
         {"range": "A2:D2", "values": [["A2", "B2", "", "D2"]]}]
    )  # fmt: skip

    assert {name: n for name, n in answer.items() if name.startswith("total")} == {
        "totalUpdatedRows": 2, "totalUpdatedColumns": 4, "totalUpdatedCells": 8,
        "totalUpdatedSheets": 1,
    }  # fmt: skip
    assert [one["updatedRange"] for one in answer["responses"]] == [
        "Sheet1!A1:D1", "Sheet1!A2:D2",
    ]  # fmt: skip


def test_one_wrong_range_refuses_the_whole_batch(sheet: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError) as error:
        sheet.values_batch_update({"valueInputOption": "RAW", "data": [
            {"range": "A1", "values": [["x"]]}, {"range": "NoSuch!A1", "values": [["x"]]},
        ]})  # fmt: skip

    assert refused(error) == (400, "Invalid data[1]: Unable to parse range: NoSuch!A1")
    assert "values" not in sheet.values_get("A1")


def test_protected_cells_are_refused_in_the_callers_language(
    sandbox: Sandbox, sheet: gspread.Spreadsheet
) -> None:
    tab_of(sandbox, sheet).protected_ranges.append({
        "protectedRangeId": 7, "editors": {"users": ["anna@example.com"]},
        "range": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1},
    })  # fmt: skip

    with pytest.raises(APIError) as english:
        sheet.values_batch_update({"valueInputOption": "RAW", "data": [
            {"range": "A5", "values": [["x"]]}, {"range": "A1", "values": [["x"]]},
        ]})  # fmt: skip
    sandbox.google.principal(ROBOT).language = "ru"
    with pytest.raises(APIError) as russian:
        sheet.sheet1.clear()

    assert english.value.error["message"].startswith("Invalid data[1]: You are trying to edit")
    assert "Вы пытаетесь изменить" in russian.value.error["message"]
    assert "values" not in sheet.values_get("A1:A9")


def test_clearing_empties_cells_only(sandbox: Sandbox, sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [[1, 2], [3, 4]])
    tab = tab_of(sandbox, sheet)
    tab.put(0, 0, CellState(1.0, {"textFormat": {"bold": True}}, "a note"))

    answer = sheet.sheet1.batch_clear(["A1:A2", "B2"])

    assert answer["clearedRanges"] == ["Sheet1!A1:A2", "Sheet1!B2"]
    assert sheet.values_get("A1:C3")["values"] == [["", "2"]]
    assert tab.cell(0, 0) == CellState(None, {"textFormat": {"bold": True}}, "a note")
    assert sheet.values_clear("Sheet1")["clearedRange"] == "Sheet1!A1:Z1000"
