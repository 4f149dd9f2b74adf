"""spreadsheets.get and getByDataFilter: what is written, what is left out, and how fast."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from sandbox_batches import ANNA, BORIS, area, book, span, typed_rows

from sandbox.google import reading
from sandbox.google.discovery import answer_problems
from sandbox.google.errors import ApiError
from sandbox.google.masks import MaskError, parse_mask, prune
from sandbox.google.shapes import FRACTIONS, tidy
from sandbox.google.theme import DEFAULT_FORMAT, THEME
from sandbox.state import Sandbox

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("a.b.c", {"a.b.c"}),
        ("a/b/c", {"a.b.c"}),
        ("a(b,c(d)),e", {"a.b", "a.c.d", "e"}),
        ("a,a.b", {"a"}),
        ("a.*", {"a"}),
        (" a , b ( c ) ", {"a", "b.c"}),
    ],
)
def test_masks_are_read_in_both_spellings(text: str, paths: set[str]) -> None:
    assert {".".join(path) for path in parse_mask(text).paths()} == paths


@pytest.mark.parametrize("text", ["a(b", "a)", "a..b", ",", "a b", "a,", "a.(b)", "ü"])
def test_what_is_no_mask_is_refused(text: str) -> None:
    with pytest.raises(MaskError):
        parse_mask(text)


def test_a_mask_goes_through_lists() -> None:
    whole = {"a": [{"b": 1, "c": 2}, {"c": 3}], "d": 4}

    assert prune(whole, parse_mask("a.b")) == {"a": [{"b": 1}, {}]}


def test_defaults_are_left_out_except_where_they_are_always_written() -> None:
    rule = tidy("ProtectedRange", {
        "range": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2}, "warningOnly": False,
        "description": "", "editors": {"users": [], "domainUsersCanEdit": None},
    })  # fmt: skip
    properties = tidy("SheetProperties", {"sheetId": 0, "index": 0, "hidden": False})
    letters = tidy("CellFormat", {"textFormat": {"bold": False}, "wrapStrategy": "WRAP"})

    assert rule == {"range": {"startRowIndex": 0, "endRowIndex": 2}, "editors": {}}
    assert properties == {"sheetId": 0, "index": 0}
    assert letters == {"textFormat": {"bold": False}, "wrapStrategy": "WRAP"}


def test_colours_have_eight_bits_and_two_names() -> None:
    look = tidy("CellFormat", {"backgroundColor": {"red": 0.5, "alpha": 1, "blue": 0}})
    themed = tidy("SheetProperties", {"tabColorStyle": {"themeColor": "ACCENT1"},
                                      "tabColor": {"red": 1}})  # fmt: skip

    assert look == {
        "backgroundColor": {"red": 0.49803922},
        "backgroundColorStyle": {"rgbColor": {"red": 0.49803922}},
    }
    assert themed["tabColor"] == THEME["ACCENT1"]
    assert [tidy("Color", {"red": one}).get("red", 0) for one in FRACTIONS] == FRACTIONS
    assert all(tidy("Color", colour) == colour for colour in THEME.values())


def test_a_file_without_its_cells() -> None:
    answer = book().read("spreadsheetId,properties,sheets.properties,spreadsheetUrl,namedRanges")

    assert answer == {
        "spreadsheetId": "1plan",
        "properties": {
            "title": "Plan",
            "locale": "en_US",
            "timeZone": "Etc/GMT",
            "autoRecalc": "ON_CHANGE",
            "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": answer["properties"]["spreadsheetTheme"],
        },
        "sheets": [{"properties": {
            "sheetId": 0, "title": "Sheet1", "index": 0, "sheetType": "GRID",
            "gridProperties": {"rowCount": 100, "columnCount": 26}}}],
        "spreadsheetUrl": "https://docs.google.com/spreadsheets/d/1plan/edit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("namedRanges", {}),
        ("sheets.properties.tabColorStyle", {"sheets": [{"properties": {}}]}),
        ("sheets.merges", {"sheets": [{}]}),
        ("sheets.data.rowData", {"sheets": [{"data": [{}]}]}),
        ("developerMetadata", {}),
    ],
)
def test_a_mask_that_finds_nothing(fields: str, expected: Json) -> None:
    assert book().read(fields) == expected


@pytest.mark.parametrize("fields", ["sheets.colour", "sheets.data.rowData.values.bold", "a b"])
def test_a_mask_of_unknown_members_is_refused(fields: str) -> None:
    with pytest.raises(ApiError, match="Cannot find matching fields") as error:
        reading.get(book().sheet, ANNA, fields=fields)

    assert error.value.status == 400


def cells(answer: Json) -> Json:
    found: Json = answer["sheets"][0]["data"][0]
    return found


def test_rows_end_with_the_last_that_has_something_wanted() -> None:
    made = typed_rows(("a", None, "c"), (), (None, "b"))
    made.do({"updateCells": {"range": area(5, 0, 6, 1), "fields": "note",
                             "rows": [{"values": [{"note": "n"}]}]}})  # fmt: skip

    values = cells(made.read("sheets.data.rowData.values.userEnteredValue"))
    notes = cells(made.read("sheets.data.rowData.values.note", ranges=("A5:B9",)))

    text = "userEnteredValue"
    assert values["rowData"] == [
        {"values": [{text: {"stringValue": "a"}}, {}, {text: {"stringValue": "c"}}]},
        {},
        {"values": [{}, {text: {"stringValue": "b"}}]},
    ]
    assert notes == {"rowData": [{}, {"values": [{"note": "n"}]}]}


def test_a_window_says_where_it_starts_and_describes_its_rows_and_columns() -> None:
    made = typed_rows(("a", "b"), ("c", "d"))

    data = cells(made.read("sheets.data", ranges=("B2:C3",)))

    assert (data["startRow"], data["startColumn"]) == (1, 1)
    assert data["rowMetadata"] == [{"pixelSize": 21}] * 2
    assert data["columnMetadata"] == [{"pixelSize": 100}] * 2
    assert data["rowData"][0]["values"][0]["formattedValue"] == "d"


def test_grid_data_comes_when_asked_for_or_when_the_mask_reaches_it() -> None:
    made = typed_rows(("a",))

    def has_cells(**how: Any) -> bool:
        return "data" in reading.get(made.sheet, ANNA, **how)["sheets"][0]

    assert not has_cells()
    assert has_cells(include_grid_data=True)
    assert has_cells(fields="sheets")
    assert not has_cells(fields="sheets.properties", include_grid_data=True)


def test_ranges_also_restrict_the_tabs() -> None:
    made = book({"A1": 1, "Other!A1": 2}, "Sheet1", "Other")

    answer = made.read("sheets(properties.title,data.rowData.values.formattedValue)",
                       ranges=("Other!A1", "Other!A1:B1"))  # fmt: skip

    row = {"values": [{"formattedValue": "2"}]}
    assert answer == {
        "sheets": [{"properties": {"title": "Other"},
                    "data": [{"rowData": [row]}, {"rowData": [row]}]}]
    }  # fmt: skip


def test_everything_about_one_cell() -> None:
    made = typed_rows((0.5,))
    made.do({"updateCells": {
        "start": {"columnIndex": 1}, "fields": "*",
        "rows": [{"values": [{
            "userEnteredValue": {"formulaValue": '=HYPERLINK("https://example.com", A1*2)'},
            "userEnteredFormat": {"textFormat": {"bold": True}},
            "note": "n",
            "dataValidation": {"condition": {"type": "NOT_BLANK"}},
        }]}],
    }})  # fmt: skip

    data = cells(made.read("sheets.data.rowData.values", ranges=("B1",)))
    cell = data["rowData"][0]["values"][0]

    assert cell["userEnteredValue"] == {"formulaValue": '=HYPERLINK("https://example.com", A1*2)'}
    assert cell["hyperlink"] == "https://example.com"
    assert (cell["note"], cell["dataValidation"]) == ("n", {"condition": {"type": "NOT_BLANK"}})
    assert cell["userEnteredFormat"] == {"textFormat": {"bold": True}}
    assert cell["effectiveFormat"]["textFormat"] == DEFAULT_FORMAT["textFormat"] | {"bold": True}


@pytest.mark.parametrize(
    ("content", "alignment"), [(1, "RIGHT"), ("a", "LEFT"), (True, "CENTER"), ("=1/0", "CENTER")]
)
def test_the_effective_format_stands_where_the_kind_of_value_stands(
    content: object, alignment: str
) -> None:
    made = typed_rows((content,))

    assert made.cell("A1", "effectiveFormat") == DEFAULT_FORMAT | {
        "hyperlinkDisplayType": "PLAIN_TEXT", "horizontalAlignment": alignment,
    }  # fmt: skip
    assert made.cell("B1", "effectiveFormat") is None


def test_a_part_of_the_effective_format() -> None:
    made = book()
    made.do({"repeatCell": {"range": area(0, 0, 1, 1), "fields": "*", "cell": {
        "userEnteredValue": {"numberValue": 0.5},
        "userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}}})  # fmt: skip

    answer = made.read("sheets.data.rowData.values.effectiveFormat.numberFormat")

    assert cells(answer)["rowData"][0]["values"] == [
        {"effectiveFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}
    ]


def test_row_metadata_carries_developer_metadata() -> None:
    made = typed_rows(("a",), ("b",))
    made.do({"createDeveloperMetadata": {"developerMetadata": {
        "metadataId": 7, "metadataKey": "k", "visibility": "DOCUMENT",
        "location": {"dimensionRange": span("ROWS", 1, 2)}}}})  # fmt: skip

    answer = made.read("sheets.data.rowMetadata.developerMetadata", ranges=("A1:A2",))

    first, second = cells(answer)["rowMetadata"]
    assert first == {}
    assert second["developerMetadata"][0]["metadataId"] == 7
    assert "developerMetadata" not in made.read()["sheets"][0]


def test_what_a_protection_shows_depends_on_who_reads() -> None:
    made = book()
    made.do({"addProtectedRange": {"protectedRange": {"range": area(0, 0, 1, 1)}}})

    assert made.first("protectedRanges")[0]["editors"] == {"users": ["anna@example.com"]}
    seen = made.first("protectedRanges", caller=BORIS)[0]
    assert not {"editors", "requestingUserCanEdit"} & seen.keys()


def test_data_filters_select_ranges_and_metadata() -> None:
    made = typed_rows(("a",), ("b",), tabs=("Sheet1", "Other"))
    made.do({"createDeveloperMetadata": {"developerMetadata": {
        "metadataKey": "k", "visibility": "DOCUMENT",
        "location": {"dimensionRange": span("ROWS", 1, 2)}}}})  # fmt: skip

    def read(*filters: Json) -> Json:
        answer = reading.get_by_data_filter(
            made.sheet, ANNA, list(filters), fields="sheets(properties.title,data.rowData)"
        )
        assert answer_problems("sheets", "Spreadsheet", answer) == []
        return answer

    by_key = read({"developerMetadataLookup": {"metadataKey": "k"}})
    assert len(by_key["sheets"]) == 1
    assert cells(by_key)["rowData"][0]["values"][0]["formattedValue"] == "b"
    by_range = read({"gridRange": area(0, 0, 1, 1, 1)}, {"a1Range": "Other!B2"})
    assert [len(one["data"]) for one in by_range["sheets"]] == [2]
    assert len(read()["sheets"]) == 2
    assert read({"developerMetadataLookup": {"metadataKey": "none"}}) == {}
    with pytest.raises(ApiError, match="exactly one of"):
        read({})


def test_reading_over_http(sandbox: Sandbox, sheet: gspread.Spreadsheet) -> None:
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{sheet.id}"
    sheet.sheet1.update([["a", 1]], "A1")

    got = sheet.client.request(
        "post", f"{url}:getByDataFilter", params={"fields": "sheets.data.rowData.values"},
        json={"dataFilters": [{"a1Range": "Sheet1!B1"}]},
    ).json()  # fmt: skip

    value = got["sheets"][0]["data"][0]["rowData"][0]["values"][0]["effectiveValue"]
    assert value == {"numberValue": 1}
    with pytest.raises(gspread.exceptions.APIError, match="Cannot find matching fields"):
        sheet.fetch_sheet_metadata({"fields": "sheets.nothing"})
