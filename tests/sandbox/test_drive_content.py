"""Spreadsheets in and out of other formats, through gspread."""

from __future__ import annotations

import io

import gspread
import openpyxl
import pytest
from gspread.exceptions import APIError
from gspread.utils import ExportFormat

from sandbox.google.files import FOLDER
from sandbox.google.model import Entered, FormulaText, Tab
from sandbox.state import Sandbox

OWNER = "anna@example.com"


@pytest.fixture
def file_id(sandbox: Sandbox) -> str:
    """Two tabs; the first one has text, numbers, a formula and a hole."""
    file = sandbox.google.add_spreadsheet("Plan", OWNER, locale="ru_RU")
    inside = sandbox.google.spreadsheet(file.file_id)
    cells: dict[tuple[int, int], Entered] = {
        (0, 0): "Имя, «полное»", (0, 1): 0.5, (1, 0): FormulaText("=B1*2"), (2, 2): True,
    }  # fmt: skip
    for place, entered in cells.items():
        inside.tabs[0].enter(*place, entered)
    inside.tabs.append(Tab(7, "Second: 1/2"))
    inside.tabs[1].enter(0, 0, FormulaText("=Sheet1!A2"))
    inside.touch()
    return file.file_id


def test_csv_is_the_first_tab_as_it_looks(owner_gc: gspread.Client, file_id: str) -> None:
    exported = owner_gc.http_client.export(file_id, ExportFormat.CSV)

    assert exported.decode() == '"Имя, «полное»","0,5",\r\n1,,\r\n,,ИСТИНА'


def test_tab_separated_values_need_no_quotes(owner_gc: gspread.Client, file_id: str) -> None:
    exported = owner_gc.http_client.export(file_id, ExportFormat.TSV)

    assert exported.decode().splitlines()[0] == "Имя, «полное»\t0,5\t"


def test_a_workbook_has_all_tabs_formulas_and_values(
    owner_gc: gspread.Client, file_id: str
) -> None:
    exported = owner_gc.http_client.export(file_id, ExportFormat.EXCEL)

    formulas = openpyxl.load_workbook(io.BytesIO(exported))
    values = openpyxl.load_workbook(io.BytesIO(exported), data_only=True)
    assert formulas.sheetnames == ["Sheet1", "Second_ 1_2"]
    assert formulas["Sheet1"]["A2"].value == "=B1*2"
    assert (values["Sheet1"]["A2"].value, values["Second_ 1_2"]["A1"].value) == (1, 1)
    assert values["Sheet1"]["C3"].value is True


def test_other_formats_and_other_files_are_refused(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    folder = sandbox.google.add_file("Folder", OWNER, FOLDER)

    with pytest.raises(APIError) as caught:
        owner_gc.http_client.export(file_id, ExportFormat.PDF)
    assert caught.value.code == 400
    with pytest.raises(APIError) as caught:
        owner_gc.http_client.export(folder.file_id, ExportFormat.CSV)
    assert caught.value.error["errors"][0]["reason"] == "fileNotExportable"


def test_csv_replaces_everything(sandbox: Sandbox, owner_gc: gspread.Client, file_id: str) -> None:
    """One tab of the file's name is left, typed anew, in another time zone."""
    told = owner_gc.http_client.import_csv(file_id, 'Name,Share\n"a, b",75%\n,007\n')

    inside = sandbox.google.spreadsheet(file_id)
    (tab,) = inside.tabs
    assert (told["kind"], told["title"], tab.title) == ("drive#file", "Plan", "Plan")
    assert inside.time_zone == "America/Los_Angeles"
    assert [tab.cell(1, 0).entered, tab.cell(1, 1).entered] == ["a, b", 0.75]
    assert (tab.cell(2, 0).entered, tab.cell(2, 1).entered) == (None, 7.0)


def test_an_upload_without_conversion_is_refused_loudly(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    with pytest.raises(APIError):
        owner_gc.http_client.request(
            "put", f"https://www.googleapis.com/upload/drive/v2/files/{file_id}", data=b"x",
        )  # fmt: skip

    assert len(sandbox.violations) == 1
    sandbox.violations.clear()
