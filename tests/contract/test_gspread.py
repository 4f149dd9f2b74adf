"""All public methods of gspread's Client, Spreadsheet and Worksheet against a running sandbox.

Which methods there are is read from gspread itself: one that no test here calls fails the first
test. For that, variables are named after what they hold (`RECEIVERS`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gspread
import pytest
from gspread.utils import (
    DateTimeOption,
    Dimension,
    ExportFormat,
    MergeType,
    PasteOrientation,
    PasteType,
    TableDirection,
    ValidationConditionType,
    ValueInputOption,
    ValueRenderOption,
)
from sandbox_clients import gspread_client

from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox

ROBOT = "robot@okr-sandbox.example.com"
ANNA = "anna@example.com"
BORIS = "boris@example.com"
TYPED = ValueInputOption.user_entered

RECEIVERS: dict[type, set[str]] = {
    gspread.Client: {"gc", "anna", "boris"},
    gspread.Spreadsheet: {"sheet", "other", "seen"},
    gspread.Worksheet: {"ws", "second"},
}
"""What a variable of these names is, here and in no other way."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Served, with every answer checked against Google's own description."""
    made = make_sandbox(world="empty")
    made.google.switches.check_answers = True
    made.google.add_person(ANNA, name="Anna")
    made.google.add_person(BORIS, name="Boris")
    made.google.add_robot(ROBOT)
    with serve(made):
        yield made
    assert made.violations == []


@pytest.fixture
def gc(sandbox: Sandbox) -> gspread.Client:
    return gspread_client(sandbox, ROBOT)


@pytest.fixture
def anna(sandbox: Sandbox) -> gspread.Client:
    """A person with a Drive of her own."""
    return gspread_client(sandbox, ANNA)


@pytest.fixture
def sheet(sandbox: Sandbox, gc: gspread.Client) -> gspread.Spreadsheet:
    """Anna's spreadsheet, shared with the service account."""
    file = sandbox.google.add_spreadsheet("Plan", ANNA)
    sandbox.google.share(file.file_id, ROBOT)
    return gc.open_by_key(file.file_id)


@pytest.fixture
def ws(sheet: gspread.Spreadsheet) -> gspread.Worksheet:
    return sheet.sheet1


def test_no_public_method_goes_untried() -> None:
    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    used: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.setdefault(node.value.id, set()).add(node.attr)

    untried = {
        f"{kind.__name__}.{name}"
        for kind, receivers in RECEIVERS.items()
        for name in dir(kind)
        if not name.startswith("_")
        if not any(name in used.get(receiver, ()) for receiver in receivers)
    }

    assert untried == set()


# the client


def test_files_are_found_by_key_title_and_address(
    gc: gspread.Client, sheet: gspread.Spreadsheet
) -> None:
    assert gc.open("Plan").id == sheet.id
    assert gc.open_by_url(sheet.url).id == sheet.id
    assert [found.id for found in gc.openall("Plan")] == [sheet.id]
    assert [found["id"] for found in gc.list_spreadsheet_files()] == [sheet.id]
    with pytest.raises(gspread.SpreadsheetNotFound):
        gc.open("Nothing of the kind")
    with pytest.raises(gspread.SpreadsheetNotFound):
        gc.open_by_key("1" + "x" * 43)


def test_what_is_not_shared_cannot_be_opened(sandbox: Sandbox, gc: gspread.Client) -> None:
    file = sandbox.google.add_spreadsheet("Secret", ANNA)

    with pytest.raises(PermissionError):
        gc.open_by_key(file.file_id)


def test_a_person_creates_copies_and_deletes_files(anna: gspread.Client) -> None:
    sheet = anna.create("Plan")
    ws = sheet.sheet1
    ws.update([["a", 1]], "A1")
    sheet.share(BORIS, perm_type="user", role="writer", notify=False)

    other = anna.copy(sheet.id, title="Second plan", copy_comments=True)

    assert other.title == "Second plan"
    assert other.sheet1.get_all_values() == [["a", "1"]]
    assert [one["emailAddress"] for one in other.list_permissions()] == [ANNA]
    assert anna.copy(sheet.id).title == "Copy of Plan"
    anna.del_spreadsheet(other.id)
    with pytest.raises(gspread.SpreadsheetNotFound):
        anna.open_by_key(other.id)


def test_comments_go_with_a_copy_unless_left_behind(anna: gspread.Client) -> None:
    """gspread itself only copies comments; making and listing them are calls of Drive."""
    sheet = anna.create("Plan")
    address = "https://www.googleapis.com/drive/v3/files/{}/comments"
    comment = {"content": "Is that right?"}
    anna.http_client.request(
        "post", address.format(sheet.id), json=comment, params={"fields": "id"}
    )

    def comments_of(file_id: str) -> list[str]:
        params: dict[str, Any] = {"fields": "comments/content"}
        told = anna.http_client.request("get", address.format(file_id), params=params).json()
        return [one["content"] for one in told["comments"]]

    assert comments_of(anna.copy(sheet.id).id) == ["Is that right?"]
    assert comments_of(anna.copy(sheet.id, copy_comments=False).id) == []


def test_a_robot_has_no_room_for_files(gc: gspread.Client) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="storage quota"):
        gc.create("Plan")


def test_csv_goes_in_and_out(anna: gspread.Client) -> None:
    sheet = anna.create("Plan")
    anna.import_csv(sheet.id, "name,number\nДоход,5\n")

    sheet = anna.open_by_key(sheet.id)

    assert sheet.sheet1.title == "Plan"
    assert sheet.timezone == "America/Los_Angeles"
    assert sheet.sheet1.get_all_values() == [["name", "number"], ["Доход", "5"]]
    assert anna.export(sheet.id, ExportFormat.CSV).decode().splitlines()[1] == "Доход,5"
    assert sheet.export(ExportFormat.CSV).decode().splitlines()[0] == "name,number"
    with pytest.raises(gspread.exceptions.APIError):
        sheet.export(ExportFormat.PDF)


def test_files_are_shared_and_unshared_by_the_client(anna: gspread.Client) -> None:
    sheet = anna.create("Plan")

    made = anna.insert_permission(sheet.id, BORIS, perm_type="user", role="reader").json()

    shared = {str(one["emailAddress"]): one["role"] for one in anna.list_permissions(sheet.id)}
    assert shared == {ANNA: "owner", BORIS: "reader"}
    anna.remove_permission(sheet.id, made["id"])
    assert len(anna.list_permissions(sheet.id)) == 1


def test_what_drive_says_about_a_file(gc: gspread.Client, sheet: gspread.Spreadsheet) -> None:
    gc.set_timeout(10)

    told = gc.get_file_drive_metadata(sheet.id)

    assert told["name"] == "Plan"
    assert told["createdTime"] == sheet.creationTime
    expiry = gc.expiry
    assert expiry is not None
    assert expiry.replace(tzinfo=UTC) > datetime.now(UTC)


# the spreadsheet


def test_properties_of_a_spreadsheet(sheet: gspread.Spreadsheet, gc: gspread.Client) -> None:
    sheet.update_title("Year")
    sheet.update_timezone("Europe/Moscow")
    sheet.update_locale("ru_RU")

    seen = gc.open_by_key(sheet.id)

    assert (seen.title, seen.timezone, seen.locale) == ("Year", "Europe/Moscow", "ru_RU")
    with pytest.warns(DeprecationWarning, match="lastUpdateTime"):
        assert seen.lastUpdateTime == seen.get_lastUpdateTime()
    seen.update_drive_metadata()
    assert seen.creationTime == sheet.creationTime


def test_tabs_are_added_found_ordered_and_deleted(sheet: gspread.Spreadsheet) -> None:
    second = sheet.add_worksheet("Second", rows=20, cols=5)
    third = sheet.add_worksheet("Third", rows=1, cols=1, index=0)

    assert [ws.title for ws in sheet.worksheets()] == ["Third", "Sheet1", "Second"]
    assert (second.row_count, second.col_count, second.index) == (20, 5, 1)
    assert sheet.worksheet("Second").id == second.id
    assert sheet.get_worksheet(2).id == second.id
    assert sheet.get_worksheet_by_id(second.id).title == "Second"
    assert second.url.endswith(f"#gid={second.id}")
    assert second.spreadsheet.id == sheet.id
    sheet.reorder_worksheets([second, third])
    assert [ws.title for ws in sheet] == ["Second", "Third", "Sheet1"]
    made = sheet.duplicate_sheet(second.id, insert_sheet_index=0, new_sheet_name="Copy")
    assert sheet.get_worksheet(0).id == made.id
    sheet.del_worksheet(third)
    sheet.del_worksheet_by_id(made.id)
    assert [ws.title for ws in sheet.worksheets()] == ["Second", "Sheet1"]
    with pytest.raises(gspread.WorksheetNotFound):
        sheet.worksheet("Third")


def test_values_methods_of_a_spreadsheet(sheet: gspread.Spreadsheet) -> None:
    sheet.values_update(
        "Sheet1!A1:B2", params={"valueInputOption": "RAW"}, body={"values": [["a", "b"], [1, 2]]}
    )
    added = sheet.values_append("Sheet1!A1", {"valueInputOption": "RAW"}, {"values": [[3, 4]]})
    assert added["updates"]["updatedRange"] == "Sheet1!A3:B3"
    sheet.values_batch_update(
        {"valueInputOption": "USER_ENTERED", "data": [{"range": "C1", "values": [["=A2+B3"]]}]}
    )
    assert sheet.values_get("Sheet1!A1:C3")["values"] == [["a", "b", "5"], ["1", "2"], ["3", "4"]]
    both = sheet.values_batch_get(["A1:A2", "C1"])["valueRanges"]
    assert [one["values"] for one in both] == [[["a"], ["1"]], [["5"]]]
    assert sheet.values_clear("Sheet1!A3:B3")["clearedRange"] == "Sheet1!A3:B3"
    sheet.values_batch_clear(body={"ranges": ["C1", "B1:B2"]})
    assert sheet.values_get("Sheet1")["values"] == [["a"], ["1"]]


def test_a_raw_batch_and_the_whole_metadata(sheet: gspread.Spreadsheet) -> None:
    replies = sheet.batch_update({"requests": [{"addSheet": {"properties": {"title": "New"}}}]})

    assert replies["replies"][0]["addSheet"]["properties"]["index"] == 1
    listed = sheet.fetch_sheet_metadata({"fields": "sheets.properties.title"})
    assert listed == {"sheets": [{"properties": {"title": "Sheet1"}},
                                 {"properties": {"title": "New"}}]}  # fmt: skip


def test_sharing_and_a_new_owner(sandbox: Sandbox, anna: gspread.Client) -> None:
    sheet = anna.create("Plan")
    sheet.share(BORIS, perm_type="user", role="writer", email_message="Look")
    sheet.share("example.com", perm_type="domain", role="reader")
    roles = {one["type"]: one["role"] for one in sheet.list_permissions()}
    assert roles == {"user": "writer", "domain": "reader"}
    (permission,) = (one for one in sheet.list_permissions() if one.get("emailAddress") == BORIS)

    sheet.transfer_ownership(str(permission["id"]))
    seen = gspread_client(sandbox, BORIS).open_by_key(sheet.id)
    seen.accept_ownership(str(permission["id"]))

    owners = [one["emailAddress"] for one in seen.list_permissions() if one["role"] == "owner"]
    assert owners == [BORIS]
    assert seen.remove_permissions("example.com") != []
    assert seen.remove_permissions(ANNA, role="writer") != []
    assert [one["emailAddress"] for one in seen.list_permissions()] == [BORIS]


def test_named_ranges(sheet: gspread.Spreadsheet, ws: gspread.Worksheet) -> None:
    ws.update([["a", "b"], [1, 2]], "A1")

    made = ws.define_named_range("A1:B2", "table")["replies"][0]["addNamedRange"]["namedRange"]

    assert made["range"] == {
        "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2,
    }  # fmt: skip
    assert [one["name"] for one in sheet.list_named_ranges()] == ["table"]
    assert [cell.value for cell in sheet.named_range("table")] == ["a", "b", "1", "2"]
    assert ws.get("table") == [["a", "b"], ["1", "2"]]
    ws.delete_named_range(made["namedRangeId"])
    assert sheet.list_named_ranges() == []


# reading a tab


@pytest.fixture
def filled(ws: gspread.Worksheet) -> gspread.Worksheet:
    ws.update([["Name", "Number"], ["a", 1], ["b", "=B2*1.5"], ["", ""], ["d", 4]], "A1",
              value_input_option=TYPED)  # fmt: skip
    return ws


def test_reading_cells_rows_and_columns(filled: gspread.Worksheet) -> None:
    ws = filled
    assert ws.acell("B3").value == "1.5"
    assert ws.acell("B3", value_render_option=ValueRenderOption.formula).value == "=B2*1.5"
    assert ws.cell(2, 1).value == "a"
    assert ws.row_values(2) == ["a", "1"]
    assert ws.col_values(1) == ["Name", "a", "b", "", "d"]
    assert [cell.value for cell in ws.range("A2:B3")] == ["a", "1", "b", "1.5"]
    ws.resize(6, 3)
    assert len(ws.get_all_cells()) == 18
    found = ws.find("b")
    assert found is not None
    assert found.address == "A3"
    assert [cell.row for cell in ws.findall("1.5", in_column=2)] == [3]
    assert ws.find("nothing") is None


def test_reading_ranges(filled: gspread.Worksheet) -> None:
    ws = filled
    everything = [["Name", "Number"], ["a", "1"], ["b", "1.5"], ["", ""], ["d", "4"]]
    assert ws.get_all_values() == ws.get_values() == everything
    assert ws.get("A2:B3", value_render_option=ValueRenderOption.unformatted) == [
        ["a", 1], ["b", 1.5],
    ]  # fmt: skip
    assert ws.get("A1:B2", major_dimension=Dimension.cols) == [["Name", "a"], ["Number", "1"]]
    assert [block.range for block in ws.batch_get(["A1:A2", "B:B"])] == [
        "Sheet1!A1:A2", "Sheet1!B1:B1000",
    ]  # fmt: skip
    assert ws.get_all_records()[1] == {"Name": "b", "Number": 1.5}
    assert ws.expand("A1", TableDirection.down) == [["Name"], ["a"], ["b"]]


def test_days_come_as_serials_or_as_text(ws: gspread.Worksheet) -> None:
    ws.update_acell("A1", "2020-01-01")
    unformatted = ValueRenderOption.unformatted

    text = DateTimeOption.formatted_string

    assert ws.get("A1", value_render_option=unformatted) == [[43831]]
    assert ws.get("A1", value_render_option=unformatted, date_time_render_option=text) == [
        ["2020-01-01"]
    ]


# writing a tab


def test_writing_cells(ws: gspread.Worksheet) -> None:
    ws.update_acell("A1", "=2+3")
    ws.update_cell(1, 2, "0042")
    cells = ws.range("A2:B2")
    for cell in cells:
        cell.value = "=raw"
    ws.update_cells(cells)
    ws.batch_update([{"range": "A3", "values": [["x", None, "z"]]}])
    ws.update([["y"]], "B3")

    assert ws.get_all_values() == [["5", "42", ""], ["=raw", "=raw", ""], ["x", "y", "z"]]


def test_appending_and_inserting(ws: gspread.Worksheet) -> None:
    ws.append_row(["a", 1])
    answer = ws.append_rows([["b", 2], ["c", 3]], value_input_option=TYPED)
    assert answer["updates"]["updatedRange"] == "Sheet1!A2:B3"
    ws.insert_row(["new", 0], index=1)
    ws.insert_rows([["m", 5], ["n", 6]], row=3)
    ws.insert_cols([["left", "l"]], col=1)
    assert ws.get_all_values() == [
        ["left", "new", "0"], ["l", "a", "1"], ["", "m", "5"], ["", "n", "6"], ["", "b", "2"],
        ["", "c", "3"],
    ]  # fmt: skip


def test_deleting_and_clearing(filled: gspread.Worksheet) -> None:
    ws = filled
    ws.delete_rows(4)
    assert ws.col_values(1) == ["Name", "a", "b", "d"]
    ws.delete_dimension(Dimension.rows, 1, 1)
    ws.batch_clear(["B1", "A3:B3"])
    assert ws.get_all_values() == [["a", ""], ["b", "0"]]
    ws.delete_columns(1)
    assert ws.acell("A2").value == "0"
    ws.clear()
    assert ws.get_all_values() == [[]]


def test_sizes(ws: gspread.Worksheet) -> None:
    ws.resize(rows=10, cols=4)
    ws.add_rows(5)
    ws.add_cols(1)
    seen = ws.spreadsheet
    (second,) = seen.worksheets()
    assert (second.row_count, second.col_count) == (15, 5)
    assert second.column_count == 5


def test_sorting(ws: gspread.Worksheet) -> None:
    ws.update([["h", "n"], ["b", 2], ["a", 2], ["c", 10], ["d", ""]], "A1")
    ws.freeze(rows=1)

    ws.sort((2, "des"), (1, "asc"))

    assert ws.col_values(1) == ["h", "c", "a", "b", "d"]
    ws.sort((1, "asc"), range="A2:B3")
    assert ws.col_values(1) == ["h", "a", "c", "b", "d"]


def test_copying_and_cutting(filled: gspread.Worksheet) -> None:
    ws = filled
    ws.copy_range("A2:B3", "D1")
    assert ws.get("D1:E2", value_render_option=ValueRenderOption.formula) == [
        ["a", 1], ["b", "=E1*1.5"],
    ]  # fmt: skip
    ws.copy_range("A1:B1", "G1", PasteType.values, PasteOrientation.transpose)
    assert ws.get("G1:G2") == [["Name"], ["Number"]]
    ws.cut_range("B2", "J9")
    assert ws.acell("B3", value_render_option=ValueRenderOption.formula).value == "=J9*1.5"
    assert ws.acell("B2").value is None


# how a tab looks


def format_of(ws: gspread.Worksheet, place: str) -> Any:
    params: dict[str, Any] = {
        "ranges": f"'{ws.title}'!{place}",
        "fields": "sheets.data.rowData.values",
    }
    (listed,) = ws.spreadsheet.fetch_sheet_metadata(params)["sheets"]
    return listed["data"][0]["rowData"][0]["values"][0]


def test_formats(ws: gspread.Worksheet) -> None:
    ws.update([[0.5]], "A1")
    ws.format("A1:B1", {"textFormat": {"bold": True}, "backgroundColor": {"red": 0.5}})
    ws.batch_format(
        [{"range": "A1", "format": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}]
    )

    cell = format_of(ws, "A1")

    assert cell["formattedValue"] == "50%"
    assert cell["userEnteredFormat"]["textFormat"] == {"bold": True}
    assert cell["userEnteredFormat"]["backgroundColor"] == {"red": 0.49803922}
    assert cell["effectiveFormat"]["horizontalAlignment"] == "RIGHT"


def test_validation(ws: gspread.Worksheet) -> None:
    ws.add_validation("A1:A3", ValidationConditionType.one_of_list, ["yes", "no"], strict=True,
                      inputMessage="Choose", showCustomUi=True)  # fmt: skip

    assert format_of(ws, "A2")["dataValidation"] == {
        "condition": {
            "type": "ONE_OF_LIST",
            "values": [{"userEnteredValue": "yes"}, {"userEnteredValue": "no"}],
        },
        "inputMessage": "Choose",
        "strict": True,
        "showCustomUi": True,
    }
    ws.update_acell("A2", "maybe")
    assert ws.acell("A2").value == "maybe"


def test_notes(ws: gspread.Worksheet) -> None:
    ws.update_note("A1", "one")
    ws.insert_note("B2", "two")
    ws.insert_notes({"C1": "three"})
    ws.update_notes({"A2": "four"})

    assert ws.get_note("B2") == "two"
    assert ws.get_notes() == [["one", "", "three"], ["four", "two"]]
    ws.clear_note("A1")
    ws.clear_notes(["C1", "A2"])
    assert ws.get_notes() == [[], ["", "two"]]
    assert ws.get_note("A1") == ""


def test_merges(ws: gspread.Worksheet, sheet: gspread.Spreadsheet) -> None:
    ws.update([["a", "b"], ["c", "d"]], "A1")
    ws.merge_cells("A1:B2", MergeType.merge_rows)
    assert ws.get_all_values() == [["a"], ["c"]]
    assert len(sheet.fetch_sheet_metadata()["sheets"][0]["merges"]) == 2
    ws.batch_merge([{"range": "D1:E1"}, {"range": "A1:B2"}])
    merged = sheet.fetch_sheet_metadata()["sheets"][0]["merges"]
    assert [one["startColumnIndex"] for one in merged] == [3, 0]
    ws.unmerge_cells("A1:E2")
    assert "merges" not in sheet.fetch_sheet_metadata()["sheets"][0]


def test_groups(ws: gspread.Worksheet) -> None:
    ws.add_dimension_group_rows(0, 2)
    ws.add_dimension_group_columns(1, 3)

    assert ws.list_dimension_group_rows() == [
        {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 2}, "depth": 1}
    ]
    assert ws.list_dimension_group_columns()[0]["range"]["endIndex"] == 3
    answer = ws.delete_dimension_group_rows(0, 2)
    assert answer["replies"] == [{"deleteDimensionGroup": {}}]
    ws.delete_dimension_group_columns(1, 3)
    assert ws.list_dimension_group_rows() == ws.list_dimension_group_columns() == []


def test_hiding(sheet: gspread.Spreadsheet, ws: gspread.Worksheet) -> None:
    second = sheet.add_worksheet("Second", rows=5, cols=5)
    ws.hide()
    ws = sheet.get_worksheet_by_id(ws.id)
    assert ws.isSheetHidden
    assert [one.title for one in sheet.worksheets(exclude_hidden=True)] == ["Second"]
    with pytest.raises(gspread.exceptions.APIError, match="You can't hide all the sheets"):
        second.hide()
    ws.show()
    ws.hide_gridlines()
    ws = sheet.get_worksheet_by_id(ws.id)
    assert ws.is_gridlines_hidden
    ws.show_gridlines()
    ws = sheet.get_worksheet_by_id(ws.id)
    assert not ws.is_gridlines_hidden


def dimensions_of(sheet: gspread.Spreadsheet, place: str) -> Any:
    params: dict[str, Any] = {"ranges": place, "fields": "sheets.data(rowMetadata,columnMetadata)"}
    return sheet.fetch_sheet_metadata(params)["sheets"][0]["data"][0]


def test_hidden_and_fitted_rows_and_columns(
    sheet: gspread.Spreadsheet, ws: gspread.Worksheet
) -> None:
    ws.hide_rows(0, 1)
    ws.hide_columns(1, 2)
    told = dimensions_of(sheet, "A1:B2")
    assert [one.get("hiddenByUser") for one in told["rowMetadata"]] == [True, None]
    assert [one.get("hiddenByUser") for one in told["columnMetadata"]] == [None, True]
    ws.unhide_rows(0, 1)
    ws.unhide_columns(1, 2)
    ws.update([["A" * 1024], ["x\ny\nz"]], "A1")
    ws.columns_auto_resize(0, 1)
    ws.rows_auto_resize(0, 2)
    told = dimensions_of(sheet, "A1:B2")
    assert told["columnMetadata"][0]["pixelSize"] == pytest.approx(8691, rel=0.02)
    assert told["columnMetadata"][1] == {"pixelSize": 100}
    assert told["rowMetadata"][1]["pixelSize"] > told["rowMetadata"][0]["pixelSize"] == 21


def test_names_places_colours_and_frozen_panes(
    sheet: gspread.Spreadsheet, ws: gspread.Worksheet
) -> None:
    sheet.add_worksheet("Second", rows=5, cols=5)
    ws.update_title("It's 100% / «план»!")
    ws.update_index(2)
    ws.update_tab_color("#ff0080")
    ws.freeze(rows=2, cols=1)
    seen = sheet.get_worksheet(1)
    assert seen.title == "It's 100% / «план»!"
    second = seen
    assert (second.frozen_row_count, second.frozen_col_count) == (2, 1)
    assert second.tab_color == second.get_tab_color() == "#FF0080"
    second.update([["here"]], "A1")
    assert second.acell("A1").value == "here"
    second.clear_tab_color()
    assert sheet.get_worksheet(1).tab_color is None


def test_filters(sheet: gspread.Spreadsheet, ws: gspread.Worksheet) -> None:
    ws.resize(10, 3)
    ws.set_basic_filter()
    assert sheet.fetch_sheet_metadata()["sheets"][0]["basicFilter"]["range"] == {
        "startRowIndex": 0, "endRowIndex": 10, "startColumnIndex": 0, "endColumnIndex": 3,
    }  # fmt: skip
    ws.set_basic_filter("A1:B5")
    assert sheet.fetch_sheet_metadata()["sheets"][0]["basicFilter"]["range"]["endRowIndex"] == 5
    ws.clear_basic_filter()
    assert "basicFilter" not in sheet.fetch_sheet_metadata()["sheets"][0]


def test_protection(
    anna: gspread.Client, sheet: gspread.Spreadsheet, ws: gspread.Worksheet
) -> None:
    seen = anna.open_by_key(sheet.id)
    second = seen.sheet1
    reply = second.add_protected_range("A1:A2", [ANNA], description="Results")
    protected = reply["replies"][0]["addProtectedRange"]["protectedRange"]
    assert protected["requestingUserCanEdit"] is True
    assert seen.list_protected_ranges(ws.id)[0]["editors"] == {"users": [ANNA]}

    with pytest.raises(gspread.exceptions.APIError, match="edit a protected cell") as error:
        ws.format("A1", {"textFormat": {"bold": True}})
    assert error.value.code == 400
    with pytest.raises(gspread.exceptions.APIError, match="edit a protected cell"):
        ws.update([["x"]], "A1")
    second.update([["owner"]], "A1")
    second.delete_protected_range(protected["protectedRangeId"])
    ws.add_protected_range("A1:A2", warning_only=True)
    ws.update([["x"]], "A1")
    assert ws.acell("A1").value == "x"


def test_copies_of_tabs(
    anna: gspread.Client, sheet: gspread.Spreadsheet, ws: gspread.Worksheet
) -> None:
    ws.update([["a", "=A1"]], "A1", value_input_option=TYPED)
    ws.update_note("A1", "kept")

    second = ws.duplicate(insert_sheet_index=1, new_sheet_name="Twin")
    ws.update_acell("A1", "changed")

    assert second.get_all_values() == [["a", "a"]]
    assert second.get_note("A1") == "kept"
    other = anna.create("Other")
    other.share(ROBOT, perm_type="user", role="writer")
    made = ws.copy_to(other.id)
    assert made["title"] == "Copy of Sheet1"
    assert other.get_worksheet_by_id(made["sheetId"]).get_all_values() == [["changed", "changed"]]
