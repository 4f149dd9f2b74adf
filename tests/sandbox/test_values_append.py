"""Appending: which table is meant, and where its new rows go."""

from __future__ import annotations

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import InsertDataOption
from sandbox_values import append, put, refused, tab_of

from sandbox.google.model import CellState
from sandbox.state import Sandbox


def test_appending_starts_an_empty_sheet_at_its_corner(sheet: gspread.Spreadsheet) -> None:
    answer = append(sheet, "Sheet1", [["a", "b"]])

    assert "tableRange" not in answer
    assert answer["updates"]["updatedRange"] == "Sheet1!A1:B1"


def test_appending_goes_below_the_table_it_touches(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "B2", [["Name", "Sum"], ["a", 1]])

    answer = append(sheet, "B2:C2", [["b", 2]])

    assert answer["tableRange"] == "Sheet1!B2:C3"
    assert answer["updates"]["updatedRange"] == "Sheet1!B4:C4"


def test_a_blank_column_parts_two_tables(sheet: gspread.Spreadsheet) -> None:
    """Recorded: the whole sheet means its last table, A1 the one that stands there."""
    put(sheet, "A1", [["x", "", "y"]])

    whole = append(sheet, "Sheet1", [["1", "2", "3"]])
    first = append(sheet, "Sheet1!A1", [["4", "5", "6"]])

    assert (whole["tableRange"], whole["updates"]["updatedRange"]) == ("Sheet1!C1", "Sheet1!C2:E2")
    assert (first["tableRange"], first["updates"]["updatedRange"]) == ("Sheet1!A1", "Sheet1!A2:C2")


def test_a_blank_cell_is_no_table_whatever_stands_around_it(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["a"], [None], ["c"]])

    answer = append(sheet, "A2", [["b", "b"]])

    assert "tableRange" not in answer
    assert answer["updates"]["updatedRange"] == "Sheet1!A2:B2"


def test_a_formula_that_shows_nothing_belongs_to_the_table(sheet: gspread.Spreadsheet) -> None:
    """Prepared rows full of formulas push appended rows below them."""
    put(sheet, "A1", [["Name", "Check"], ["a", '=IF(A2="","","ok")'], ["", '=IF(A3="","","ok")']],
        valueInputOption="USER_ENTERED")  # fmt: skip

    answer = append(sheet, "A1", [["b"]])

    assert answer["tableRange"] == "Sheet1!A1:B3"
    assert answer["updates"]["updatedRange"] == "Sheet1!A4"


def test_appended_rows_overwrite_what_stands_below_or_push_it_down(
    sheet: gspread.Spreadsheet,
) -> None:
    put(sheet, "A1", [["table"], [None], ["total"]])
    append(sheet, "A1", [["one"], ["two"]])
    overwritten = sheet.values_get("A1:A9")["values"]
    sheet.sheet1.clear()
    put(sheet, "A1", [["table"], [None], ["total", "=A3"]], valueInputOption="USER_ENTERED")

    append(sheet, "A1", [["one"], ["two"]], insertDataOption="INSERT_ROWS")

    assert overwritten == [["table"], ["one"], ["two"]]
    found = sheet.values_get("A1:B9", params={"valueRenderOption": "FORMULA"})["values"]
    assert found == [["table"], ["one"], ["two"], [], ["total", "=A5"]]


def test_appending_makes_the_grid_larger(sheet: gspread.Spreadsheet) -> None:
    worksheet = sheet.add_worksheet("Small", 2, 2)
    worksheet.update([["a"], ["b"]], "A1")

    worksheet.append_rows([["c", "d", "e"], ["f"]], table_range="A1")
    worksheet.append_row(["g"], insert_data_option=InsertDataOption.insert_rows)

    fresh = sheet.worksheet("Small")
    assert (fresh.row_count, fresh.col_count) == (5, 3)
    assert fresh.get("A3:C5") == [["c", "d", "e"], ["f"], ["g"]]


def test_columns_are_appended_as_columns(sheet: gspread.Spreadsheet) -> None:
    body = {"values": [[1, 2, 3, 4], [5, 6, 7, 8]], "majorDimension": "COLUMNS"}

    answer = sheet.values_append("B1", {"valueInputOption": "RAW"}, body)

    assert answer["updates"]["updatedRange"] == "Sheet1!B1:C4"


def test_a_workbook_has_its_limits(sandbox: Sandbox, sheet: gspread.Spreadsheet) -> None:
    tab = tab_of(sandbox, sheet)
    tab.rows = 384_615
    tab.put(384_614, 0, CellState("last"))

    with pytest.raises(APIError) as error:
        append(sheet, "A384615", [["one"], ["more"]])

    assert refused(error) == (400, (
        "This action would increase the number of cells in the workbook above the limit of "
        "10000000 cells."
    ))  # fmt: skip
