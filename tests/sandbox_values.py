"""Values written and read through the real gspread client: what its own words do not cover."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from sandbox.google.model import Spreadsheet, Tab
from sandbox.state import Sandbox


def book_of(sandbox: Sandbox, sheet: gspread.Spreadsheet) -> Spreadsheet:
    return sandbox.google.spreadsheet(sheet.id)


def tab_of(sandbox: Sandbox, sheet: gspread.Spreadsheet) -> Tab:
    return book_of(sandbox, sheet).tabs[0]


def refused(error: pytest.ExceptionInfo[APIError]) -> tuple[int, str]:
    """Code and message of a refusal."""
    return error.value.code, error.value.error["message"]


def put(sheet: gspread.Spreadsheet, place: str, values: list[list[Any]], **params: str) -> Any:
    """values.update, RAW unless said otherwise."""
    query: dict[str, Any] = {"valueInputOption": "RAW"} | params
    return sheet.values_update(place, params=query, body={"values": values})


def append(sheet: gspread.Spreadsheet, place: str, values: list[list[Any]], **params: str) -> Any:
    """values.append, RAW unless said otherwise."""
    query: dict[str, Any] = {"valueInputOption": "RAW"} | params
    return sheet.values_append(place, query, {"values": values})


def ask(sheet: gspread.Spreadsheet, method: str, body: dict[str, Any]) -> Any:
    """A method that gspread has no word for."""
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{sheet.id}/values:{method}"
    return sheet.client.request("post", url, json=body).json()


def on_row(sheet: gspread.Spreadsheet, row: int, key: str) -> dict[str, Any]:
    """Marks a row and gives the filter that finds it."""
    place = {"sheetId": 0, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    sheet.batch_update({"requests": [{"createDeveloperMetadata": {"developerMetadata": {
        "metadataKey": key, "visibility": "DOCUMENT", "location": {"dimensionRange": place},
    }}}]})  # fmt: skip
    return {"developerMetadataLookup": {"metadataKey": key}}
