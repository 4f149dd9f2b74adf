"""Batches of requests on a spreadsheet in this process, with every answer checked for its shape."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sandbox_grids import fill, spreadsheet

from sandbox.google import reading
from sandbox.google.batch.context import Batch, Habits
from sandbox.google.batch.run import batch_update
from sandbox.google.discovery import answer_problems
from sandbox.google.errors import ApiError
from sandbox.google.model import Caller, Spreadsheet, Tab

Json = dict[str, Any]

ANNA = Caller("anna@example.com", project="100", owner=True)
BORIS = Caller("boris@example.com", project="200")


class Book:
    """A spreadsheet under test: `do` carries requests out, `text` and `shown` look at it."""

    def __init__(self, sheet: Spreadsheet, *, habits: Habits | None = None) -> None:
        self.sheet, self.habits = sheet, habits or Habits()
        self.violations: list[str] = []
        self.random = Random(7)

    @property
    def tab(self) -> Tab:
        return self.sheet.tabs[0]

    def run(self, body: Json, caller: Caller = ANNA) -> Json:
        batch = Batch(self.sheet, caller, self.random, self.habits)
        answer = batch_update(batch, body, self.violations.append)
        assert answer_problems("sheets", "BatchUpdateSpreadsheetResponse", answer) == []
        return answer

    def do(self, *requests: Json, caller: Caller = ANNA) -> list[Json]:
        """The replies."""
        replies: list[Json] = self.run({"requests": list(requests)}, caller)["replies"]
        return replies

    def refused(self, *requests: Json, caller: Caller = ANNA) -> str:
        """The words in which a batch is refused, which must have changed nothing."""
        before = self.read()
        with pytest.raises(ApiError) as error:
            self.do(*requests, caller=caller)
        assert error.value.status == 400
        assert self.read() == before
        return error.value.message

    def read(
        self, fields: str = "*", *, ranges: tuple[str, ...] = (), caller: Caller = ANNA
    ) -> Json:
        answer = reading.get(self.sheet, caller, ranges=ranges, fields=fields)
        assert answer_problems("sheets", "Spreadsheet", answer) == []
        return answer

    def first(self, name: str, caller: Caller = ANNA) -> Any:
        """A member of the first tab, None if it is not written."""
        return self.read(f"sheets({name})", caller=caller)["sheets"][0].get(name)

    def cell(self, place: str, member: str = "userEnteredFormat") -> Any:
        answer = self.read(f"sheets.data.rowData.values.{member}", ranges=(place,))
        rows = answer["sheets"][0]["data"][0].get("rowData", [{}])
        return rows[0].get("values", [{}])[0].get(member)

    def column(self, letter: str = "A") -> list[str]:
        """What a column shows, without the blanks at its end."""
        answer = self.read(
            "sheets.data.rowData.values.formattedValue", ranges=(f"{letter}:{letter}",)
        )
        rows = answer["sheets"][0]["data"][0].get("rowData", [])
        return [row.get("values", [{}])[0].get("formattedValue", "") for row in rows]

    def formula(self, place: str) -> str:
        return str((self.cell(place, "userEnteredValue") or {}).get("formulaValue"))


def book(cells: dict[str, object] | None = None, *tabs: str, habits: Habits | None = None) -> Book:
    """A spreadsheet with what people typed in it."""
    return Book(fill(spreadsheet(*tabs), cells or {}), habits=habits)


def typed_rows(*rows: tuple[object, ...], tabs: tuple[str, ...] = ()) -> Book:
    """The same from rows that start in A1; None leaves a cell blank."""
    cells = {
        f"{'ABCDEFGHIJ'[column]}{row}": content
        for row, cells in enumerate(rows, start=1)
        for column, content in enumerate(cells)
        if content is not None
    }
    return book(cells, *tabs)


def area(top: int, left: int, bottom: int, right: int, sheet_id: int = 0) -> Json:
    """A GridRange."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def span(axis: str, start: int, end: int, sheet_id: int = 0) -> Json:
    """A DimensionRange."""
    return {"sheetId": sheet_id, "dimension": axis, "startIndex": start, "endIndex": end}
