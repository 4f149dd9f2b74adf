"""The installed template, read back through the real client, is the document of the .xlsx file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from google_template import NOON, Opener, new_file

from sandbox.state import Sandbox
from sheets_template.build import make_workbook
from sheets_template.google import Order, install
from sheets_template.google.cells import DAY_ZERO
from sheets_template.google.requests import Json
from sheets_template.google.tabs import pixel_widths
from sheets_template.model import Computed, Dropdown, Numbers, Rule, Scalar, Sheet, Workbook
from sheets_template.xlsx import write
from sync.core.formulas.locale import from_locale
from sync.core.vocabulary import Language

TODAY = NOON.date()
CASES: tuple[tuple[Language, str], ...] = (("en", "en_US"), ("en", "ru_RU"), ("ru", "en_US"))
"""Language, and the locale of the file before: the Russian template changes it."""
READ = (
    "properties.locale,sheets(properties,merges,conditionalFormats.ranges,charts.spec.title,"
    "protectedRanges.protectedRangeId,columnGroups.range,data(columnMetadata,"
    "rowData.values(userEnteredValue,effectiveValue,note,dataValidation.condition)))"
)
Place = tuple[int, int]
Read = tuple[Workbook, str, Mapping[str, Json]]
"""The workbook, the file's locale, and what was read of each tab by its title."""


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def read(request: pytest.FixtureRequest, sandbox: Sandbox) -> Read:
    """The sample team, installed and read."""
    from google_template import Sheet as Client  # noqa: PLC0415 - a name of the model, too

    language, before = request.param
    file = new_file(sandbox.google, locale=before)
    client = Client(request.getfixturevalue("gc"), file.file_id)
    install(client, Order(language, sample=True, today=TODAY))
    answer = client.get(READ)
    sheets = {sheet["properties"]["title"]: sheet for sheet in answer["sheets"]}
    workbook = make_workbook(language, sample=True, today=TODAY)
    return workbook, answer["properties"]["locale"], sheets


def cells_of(sheet: Json) -> dict[Place, Json]:
    return {
        (row, column): cell
        for row, line in enumerate(sheet["data"][0].get("rowData", ()), 1)
        for column, cell in enumerate(line.get("values", ()), 1)
        if cell
    }


def value_of(extended: Json) -> object:
    """A number, text or truth, nothing for what shows nothing."""
    value = next(iter(extended.values()), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), 9)
    return value or None if isinstance(value, str) else value


def plain(value: Scalar) -> object:
    if isinstance(value, date):
        return float((value - DAY_ZERO).days)
    if isinstance(value, Decimal):
        return round(float(value), 9)
    return value or None if isinstance(value, str) else value


def test_the_tabs_are_those_of_the_workbook(read: Read) -> None:
    workbook, _, sheets = read
    seen = [(title, sheet["properties"].get("hidden", False)) for title, sheet in sheets.items()]

    assert seen == [(sheet.title, sheet.hidden) for sheet in workbook.sheets]


def test_every_cell_was_entered_as_the_workbook_says(read: Read) -> None:
    workbook, locale, sheets = read
    for sheet in workbook.sheets:
        cells = cells_of(sheets[sheet.title])
        entered = {place: entered_in(cell, locale) for place, cell in cells.items()}
        wanted = {place: entry(cell.content) for place, cell in sheet.cells.items()}
        assert filled(entered) == filled(wanted), sheet.title
        assert {p: c["note"] for p, c in cells.items() if "note" in c} == {
            p: c.note for p, c in sheet.cells.items() if c.note
        }


def entered_in(cell: Json, locale: str) -> object:
    found = cell.get("userEnteredValue", {})
    if "formulaValue" in found:
        return from_locale(found["formulaValue"], locale)
    return value_of(found)


def entry(content: Scalar | Computed) -> object:
    return "=" + content.formula if isinstance(content, Computed) else plain(content)


def filled(cells: Mapping[Place, object]) -> dict[Place, object]:
    return {place: value for place, value in cells.items() if value is not None}


def test_every_formula_shows_what_the_workbook_keeps_beside_it(read: Read) -> None:
    workbook, _, sheets = read
    compared = 0
    for sheet in workbook.sheets:
        cells = cells_of(sheets[sheet.title])
        for place, cell in sheet.cells.items():
            if isinstance(cell.content, Computed):
                shown = value_of(cells.get(place, {}).get("effectiveValue", {}))
                assert shown == plain(cell.content.value), (sheet.title, place)
                compared += 1
    assert compared > 4000


def test_dropdowns_offer_the_ranges_of_the_xlsx_file(read: Read, tmp_path: Path) -> None:
    workbook, _, sheets = read
    path = tmp_path / "book.xlsx"
    write(workbook, path)
    book = openpyxl.load_workbook(path)
    for sheet in workbook.sheets:
        offered = {
            place: rule["values"][0]["userEnteredValue"]
            for place, cell in cells_of(sheets[sheet.title]).items()
            if (rule := cell.get("dataValidation", {}).get("condition", {})).get("type")
            == "ONE_OF_RANGE"
        }
        wanted = {
            (row, column): "=" + check.formula1
            for check in book[sheet.title].data_validations.dataValidation
            if check.type == "list"
            for area in check.sqref.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        assert offered == wanted


def test_merges_frozen_edges_and_widths_are_those_of_the_workbook(read: Read) -> None:
    workbook, _, sheets = read
    for sheet in workbook.sheets:
        found = sheets[sheet.title]
        grid = found["properties"]["gridProperties"]
        frozen = grid.get("frozenRowCount", 0), grid.get("frozenColumnCount", 0)
        widths = [column["pixelSize"] for column in found["data"][0]["columnMetadata"]]
        assert frozen == sheet.frozen
        assert grid.get("hideGridlines", False) is not sheet.grid
        assert widths[: len(sheet.widths)] == pixel_widths(sheet)
        assert len(found.get("merges", ())) == sum(c.columns > 1 for c in sheet.cells.values())


def test_colours_charts_and_protections_are_there_once(read: Read) -> None:
    workbook, _, sheets = read
    for sheet in workbook.sheets:
        found = sheets[sheet.title]
        rules = [r for r in sheet.rules if not isinstance(r, Rule) or r.color or r.fill or r.bold]
        assert len(found.get("conditionalFormats", ())) == len(rules)
        assert [c["spec"]["title"] for c in found.get("charts", ())] == [
            chart.title for chart in sheet.charts
        ]
        assert len(found.get("protectedRanges", ())) == int(sheet.hidden)
        assert len(found.get("columnGroups", ())) == int(any(w.folded for w in sheet.widths))


@pytest.mark.parametrize("key", ["key_results", "metrics"])
def test_setup_columns_are_folded(read: Read, key: str) -> None:
    workbook, _, sheets = read
    sheet = next(sheet for sheet in workbook.sheets if sheet.key == key)
    columns = sheets[sheet.title]["data"][0]["columnMetadata"]
    hidden = [column.get("hiddenByUser", False) for column in columns]

    assert hidden[: len(sheet.widths)] == [width.folded for width in sheet.widths]


NUMBERS: tuple[tuple[str, str, str, str], ...] = (
    ("180000", "180,000", "180 000", "large"),
    ("-180000", "-180,000", "-180 000", "large and negative"),
    ("-5.5", "-5.5", "-5,5", "small and negative"),
    ("2.3", "2.3", "2,3", "a fraction"),
    ("999.5", "999.5", "999,5", "just below the bound"),
    ("0", "0", "0", "nothing"),
)


@pytest.mark.parametrize(("typed", "english", "russian", "_"), NUMBERS)
def test_large_numbers_are_grouped_and_small_ones_shown_as_typed(
    read: Read, opened: Opener, sandbox: Sandbox, typed: str, english: str, russian: str, _: str
) -> None:
    workbook, locale, sheets = read
    del workbook, sheets
    file = new_file(sandbox.google, locale=locale)
    pattern = {"type": "NUMBER", "pattern": "[>=1000]#,##0;[<=-1000]-#,##0;General"}
    client = opened(file)
    client.batch_update([cell_with(float(typed), pattern)])

    answer = client.get("sheets.data.rowData.values.formattedValue")

    shown = answer["sheets"][0]["data"][0]["rowData"][0]["values"][0]["formattedValue"]
    assert shown.replace("\u00a0", " ").replace("\u202f", " ") == (
        english if locale == "en_US" else russian
    )


def cell_with(number: float, numbers: Json) -> Json:
    cell: dict[str, Any] = {
        "userEnteredValue": {"numberValue": number}, "userEnteredFormat": {"numberFormat": numbers},
    }  # fmt: skip
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    return {"updateCells": {"start": start, "rows": [{"values": [cell]}],
                            "fields": "userEnteredValue,userEnteredFormat"}}  # fmt: skip


def test_no_list_is_left_unchecked() -> None:
    """The comparison above would not see a tab without any."""
    workbook = make_workbook("en", sample=True, today=TODAY)
    lists = [check for sheet in workbook.sheets for check in sheet.checks
             if isinstance(check, Dropdown)]  # fmt: skip

    assert len(lists) > 25


def test_grouped_cells_ask_for_the_pattern() -> None:
    workbook = make_workbook("en", sample=True, today=TODAY)
    sheet: Sheet = next(sheet for sheet in workbook.sheets if sheet.key == "kpi")

    assert sum(cell.style.numbers is Numbers.GROUPED for cell in sheet.cells.values()) > 100
