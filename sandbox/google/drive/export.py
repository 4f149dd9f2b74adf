"""``files.export``: the first tab as CSV or TSV, all tabs as a workbook that IronCalc writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import ironcalc

from sandbox.google.cells.display import Display
from sandbox.google.drive.files import the_file
from sandbox.google.errors import DriveError
from sandbox.google.files import OFFICE
from sandbox.google.incoming import Incoming, Raw
from sandbox.google.model import CellState, ErrorCode, FormulaText, Spreadsheet, Tab
from sandbox.google.values_reading import Reading, value_range

CSV, TSV = "text/csv", "text/tab-separated-values"
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
LONGEST_TITLE = 31


def export(incoming: Incoming) -> Raw:
    """The file in another format; only spreadsheets have one."""
    file, wanted = the_file(incoming), incoming.text("mimeType")
    if file.spreadsheet is None or file.office:
        text = "Export only supports Docs Editors files."
        raise DriveError(403, "fileNotExportable", text)
    if wanted not in WRITERS:
        text = "The requested conversion is not supported."
        raise DriveError(400, "badRequest", text, location="convertTo")
    return Raw(WRITERS[wanted](file.spreadsheet), wanted)


def separated(spreadsheet: Spreadsheet, mark: str) -> bytes:
    """The first tab as it looks: all rows equally long, no line end after the last one."""
    shown = value_range(spreadsheet, spreadsheet.tabs[0].area(), Reading())
    rows: list[list[str]] = shown.get("values", [])
    width = max(map(len, rows), default=0)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator="\r\n")
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return text.getvalue().removesuffix("\r\n").encode()


def as_workbook(spreadsheet: Spreadsheet) -> bytes:
    """Values, formulas, number formats, merges, frozen rows, hidden tabs and named ranges."""
    model = ironcalc.create("export", "en", "UTC", "en")
    titles = sheet_titles(spreadsheet)
    model.rename_sheet(0, titles[0])
    for title in titles[1:]:
        model.add_sheet(title)
    for number, tab in enumerate(spreadsheet.tabs):
        fill(model, number, spreadsheet, tab)
    model.evaluate()
    written: bytes = model.to_xlsx()
    return written


def sheet_titles(spreadsheet: Spreadsheet) -> list[str]:
    """Titles as a workbook allows them: 31 characters, some of them not at all, none twice."""
    titles: list[str] = []
    for tab in spreadsheet.tabs:
        title = tab.title.translate(FORBIDDEN)[:LONGEST_TITLE]
        number = 1
        while title.casefold() in {one.casefold() for one in titles}:
            number += 1
            title = f"{title[: LONGEST_TITLE - 4]} ({number})"
        titles.append(title)
    return titles


def fill(model: Any, number: int, spreadsheet: Spreadsheet, tab: Tab) -> None:
    """Everything of one tab that the workbook keeps."""
    display = Display(spreadsheet, tab)
    for (row, column), state in tab.cells.items():
        put(model, (number, row + 1, column + 1), state)
        pattern = display.number_format(row, column).get("pattern")
        if pattern:
            style = model.get_cell_style(number, row + 1, column + 1)
            model.set_cell_style(number, row + 1, column + 1, style | {"num_fmt": pattern})
    for merged in tab.merges:
        area = tab.clip(merged)
        model.merge_cells(number, area.top + 1, area.left + 1, area.bottom, area.right)
    grid = tab.properties.get("gridProperties", {})
    model.set_frozen_rows_count(number, grid.get("frozenRowCount", 0))
    model.set_frozen_columns_count(number, grid.get("frozenColumnCount", 0))
    if tab.properties.get("hidden"):
        model.set_sheet_state(number, "hidden")


def put(model: Any, place: tuple[int, int, int], state: CellState) -> None:
    """One cell's content."""
    match state.entered:
        case None:
            return
        case FormulaText(text):
            model.update_cell_with_formula(*place, text)
        case bool() as truth:
            model.update_cell_with_bool(*place, truth)
        case ErrorCode() as error:
            model.update_cell_with_formula(*place, f"={error.value}")
        case str() as text:
            model.update_cell_with_text(*place, text)
        case number:
            model.update_cell_with_number(*place, number)


WRITERS: dict[str, Callable[[Spreadsheet], bytes]] = {
    CSV: lambda spreadsheet: separated(spreadsheet, ","),
    TSV: lambda spreadsheet: separated(spreadsheet, "\t"),
    OFFICE: as_workbook,
}
