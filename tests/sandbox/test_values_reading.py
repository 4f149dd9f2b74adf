"""What the values methods read, as the real gspread client gets it."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import DateTimeOption, ValueRenderOption
from sandbox_values import book_of, put, refused, tab_of

from sandbox.google.model import CellState
from sandbox.state import Sandbox


def test_trailing_blanks_are_dropped_and_inner_ones_kept(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["a", "", "b", ""], [], ["", "c"], [""]])

    found = sheet.values_get("Sheet1!A1:D9")

    assert found == {"range": "Sheet1!A1:D9", "majorDimension": "ROWS",
                     "values": [["a", "", "b"], [], ["", "c"]]}  # fmt: skip


def test_nothing_there_means_no_values_at_all(sheet: gspread.Spreadsheet) -> None:
    assert sheet.values_get("B2:C3") == {"range": "Sheet1!B2:C3", "majorDimension": "ROWS"}


def test_columns_are_trimmed_as_columns(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["a", "b"], ["c"]])

    found = sheet.values_get("A1:C3", params={"majorDimension": "COLUMNS"})

    assert found["values"] == [["a", "c"], ["b"]]


def test_a_formula_that_shows_nothing_is_blank_to_the_reader(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["a", '=IF(1=1,"",2)']], valueInputOption="USER_ENTERED")

    assert sheet.values_get("A1:B1")["values"] == [["a"]]
    formulas = sheet.values_get("A1:B1", params={"valueRenderOption": "FORMULA"})
    assert formulas["values"] == [["a", '=IF(1=1,"",2)']]


def test_recorded_values_are_typed_and_read_back(sheet: gspread.Spreadsheet) -> None:
    """Values and results from recordings of the real service."""
    typed = [["0042", "2,000,000.01", "2020-01-01", "= 1 / 1024", "=4/2", "string"]]
    put(sheet, "A1", typed, valueInputOption="USER_ENTERED")
    worksheet = sheet.sheet1

    assert worksheet.get("A1:F1") == [
        ["42", "2,000,000.01", "2020-01-01", "0.0009765625", "2", "string"]
    ]
    assert worksheet.get("A1:F1", value_render_option=ValueRenderOption.unformatted) == [
        [42, 2000000.01, 43831, 0.0009765625, 2, "string"]
    ]
    assert worksheet.get("A1:F1", value_render_option=ValueRenderOption.formula) == [
        [42, 2000000.01, 43831, "= 1 / 1024", "=4/2", "string"]
    ]


def test_raw_values_are_kept_to_the_letter(sheet: gspread.Spreadsheet) -> None:
    texts = ["0042", "2020-01-01", "=1+1", "75%", "TRUE", "'0123", "$1", "1-2"]
    put(sheet, "A1", [[*texts, 0.75, 3, True]])

    for option in ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"):
        found = sheet.values_get("A1:Z1", params={"valueRenderOption": option})["values"][0]
        assert found[: len(texts)] == texts
    assert found[len(texts) :] == [0.75, 3, True]


def test_days_come_as_serials_or_as_text(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [["2026-11-23", "=A1+1", "=TODAY()-TODAY()+1.5"]],
        valueInputOption="USER_ENTERED")  # fmt: skip
    worksheet = sheet.sheet1

    def read(moments: DateTimeOption) -> Any:
        return worksheet.get(
            "A1:C1",
            value_render_option=ValueRenderOption.unformatted,
            date_time_render_option=moments,
        )

    assert read(DateTimeOption.serial_number) == [[46349, 46350, 1.5]]
    assert read(DateTimeOption.formatted_string)[0][:2] == ["2026-11-23", "2026-11-24"]


def test_errors_are_read_as_text(sheet: gspread.Spreadsheet) -> None:
    typed = [["=1/0", "=NA()", "=FOO(1)", "=#REF!", "=SQRT(-1)", "=1+"]]
    put(sheet, "A1", typed, valueInputOption="USER_ENTERED")
    shown = ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#NUM!", "#ERROR!"]

    for option in ("FORMATTED_VALUE", "UNFORMATTED_VALUE"):
        found = sheet.values_get("A1:Z1", params={"valueRenderOption": option})
        assert found["values"] == [shown]


def test_several_ranges_are_read_in_their_order(sheet: gspread.Spreadsheet) -> None:
    put(sheet, "A1", [[1, 2], [3, 4]])

    found = sheet.values_batch_get(["B:B", "'Sheet1'!A1", "C9:D9"])

    assert found == {"spreadsheetId": sheet.id, "valueRanges": [
        {"range": "Sheet1!B1:B1000", "majorDimension": "ROWS", "values": [["2"], ["4"]]},
        {"range": "Sheet1!A1", "majorDimension": "ROWS", "values": [["1"]]},
        {"range": "Sheet1!C9:D9", "majorDimension": "ROWS"},
    ]}  # fmt: skip


@pytest.mark.parametrize(("place", "message"), [
    ("'NoSuch'!A1:B2", "Unable to parse range: 'NoSuch'!A1:B2"),
    ("Sheet1!A5000:B5001", "Range (Sheet1!A5000:B5001) exceeds grid limits. "
     "Max rows: 1000, max columns: 26"),
])  # fmt: skip
def test_a_wrong_range_is_refused(sheet: gspread.Spreadsheet, place: str, message: str) -> None:
    with pytest.raises(APIError) as error:
        sheet.values_get(place)

    assert refused(error) == (400, message)
    assert error.value.error["status"] == "INVALID_ARGUMENT"


@pytest.mark.parametrize("title", ["a/b", "100%", "a+b", "It's!", "A1", "🌵 x", "Ключевые: все"])
def test_any_title_reaches_its_tab(sheet: gspread.Spreadsheet, title: str) -> None:
    worksheet = sheet.add_worksheet(title, 5, 5)

    worksheet.update([["x"]], "B2")

    assert worksheet.get("A1:C3") == [[], ["", "x"]]


def test_a_russian_sheet_reads_and_shows_russian_numbers(sandbox: Sandbox, sheet: Any) -> None:
    book_of(sandbox, sheet).properties["locale"] = "ru_RU"
    typed = ["0,75", "0.75", "1,8 млн", "45 %", "01.02.2026", "=СУММ(1)", "=SUM(1;0,5)", "ИСТИНА"]
    put(sheet, "A1", [typed], valueInputOption="USER_ENTERED")

    def read(option: str) -> Any:
        return sheet.values_get("A1:H1", params={"valueRenderOption": option})["values"][0]

    assert read("UNFORMATTED_VALUE") == [
        0.75, "0.75", "1,8 млн", 0.45, 46054, "#NAME?", 1.5, True,
    ]  # fmt: skip
    assert read("FORMATTED_VALUE") == [
        "0,75", "0.75", "1,8 млн", "45%", "01.02.2026", "#NAME?", "1,5", "ИСТИНА",
    ]  # fmt: skip
    assert read("FORMULA")[6] == "=SUM(1;0,5)"


def test_numbers_in_json_are_the_same_in_every_locale(sandbox: Sandbox, sheet: Any) -> None:
    book_of(sandbox, sheet).properties["locale"] = "ru_RU"

    put(sheet, "A1", [[0.75]], valueInputOption="USER_ENTERED")

    assert sheet.values_get("A1")["values"] == [["0,75"]]
    assert sheet.sheet1.acell("A1", ValueRenderOption.unformatted).value == 0.75


def test_the_spelling_of_formulas_can_be_switched(sandbox: Sandbox, sheet: Any) -> None:
    """Nobody measured how the real service spells formulas in a Russian sheet."""
    book = book_of(sandbox, sheet)
    book.properties["locale"] = "ru_RU"
    book.localised_formulas = False

    put(sheet, "A1", [["=SUM(1,0.5)"]], valueInputOption="USER_ENTERED")

    assert sheet.sheet1.acell("A1", ValueRenderOption.formula).value == "=SUM(1,0.5)"
    assert sheet.values_get("A1")["values"] == [["1,5"]]


def test_a_percentage_takes_typed_numbers_as_percents(sandbox: Sandbox, sheet: Any) -> None:
    form = {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}
    for row in range(3):
        tab_of(sandbox, sheet).put(row, 0, CellState(None, form))

    put(sheet, "A1", [["75"], [75], ["75%"]], valueInputOption="USER_ENTERED")

    assert sheet.values_get("A1:A3")["values"] == [["75%"], ["7500%"], ["75%"]]
