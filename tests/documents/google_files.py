"""Grids as spreadsheets of the sandbox, and spreadsheets as grids, without any client."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from google.oauth2.credentials import Credentials

from sandbox.google.model import CellState, Entered, ErrorCode, FormulaText, Spreadsheet, Tab
from sandbox.google.person import Person
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sync.core.grid import Sheet, shorten
from sync.core.vocabulary import EMPTY, Cell, CellValue, ErrorValue
from sync.documents.google_sheets import GoogleSheetsDocument, Line, make_line, open_google_document
from sync.documents.google_sheets.opening import Habits
from sync.transport import Clock

OWNER, ROBOT = "anna@example.com", "robot@okr-sandbox.example.com"
EPOCH = date(1899, 12, 30)
FORMATS: dict[type, dict[str, str]] = {date: {"type": "DATE", "pattern": "dd.mm.yyyy"},
                                       float: {"type": "PERCENT", "pattern": "0%"}}  # fmt: skip
MAKE_CREDENTIALS: Callable[..., Credentials] = Credentials


@cache
def running() -> Sandbox:
    """One sandbox for all tests of a process."""
    made = make_sandbox(world="empty")
    made.google.switches.check_answers = True
    made.google.add_person(OWNER, name="Anna")
    made.google.add_robot(ROBOT)
    serve(made)
    return made


@dataclass
class Pause:
    """A clock whose sleeps take no time; chance is always the same."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep, lambda: next(self.numbers) % 1000 / 1000)


def line(
    sandbox: Sandbox, email: str = ROBOT, pause: Pause | None = None, deadline: float = 30.0
) -> Line:
    """A way to the sandbox for an account."""
    token = MAKE_CREDENTIALS(sandbox.google.issue_token(email))
    habits = Habits(clock=(pause or Pause()).clock(), deadline=deadline)
    return make_line(token, sandbox.google.base_url, habits)


@dataclass
class GoogleFile:
    """A spreadsheet of the sandbox that the service may edit."""

    sandbox: Sandbox
    file_id: str

    @property
    def spreadsheet(self) -> Spreadsheet:
        return self.sandbox.google.spreadsheet(self.file_id)

    @property
    def anna(self) -> Person:
        """Its owner at work."""
        return Person(self.sandbox.google, self.file_id, OWNER)

    def open(self, email: str = ROBOT, **more: Any) -> GoogleSheetsDocument:
        """The document as the service opens it."""
        way = line(self.sandbox, email, more.get("pause"), more.get("deadline", 30.0))
        return open_google_document(self.file_id, way, more.get("tab_ids"))

    def seen(self) -> list[Sheet]:
        """The grids as people see them."""
        sheet = self.spreadsheet
        return [read_tab(sheet, tab) for tab in sheet.tabs]


def make_file(
    sandbox: Sandbox, sheets: Sequence[Sheet], locale: str = "en_US", role: str = "writer"
) -> GoogleFile:
    """Grids as a new spreadsheet, shared with the service."""
    file = sandbox.google.add_spreadsheet("Plan", OWNER, locale=locale)
    assert file.spreadsheet is not None
    file.spreadsheet.tabs[:] = [make_tab(number, sheet) for number, sheet in enumerate(sheets)]
    file.spreadsheet.touch()
    if role:
        sandbox.google.share(file.file_id, ROBOT, role)
    return GoogleFile(sandbox, file.file_id)


def make_tab(number: int, sheet: Sheet) -> Tab:
    rows = max(len(sheet.rows) + 5, 100)
    columns = max([len(row) for row in sheet.rows] + [26])
    tab = Tab(7 * number, sheet.title, rows, columns, {"hidden": True} if sheet.hidden else {})
    tab.merges = [
        {"sheetId": tab.sheet_id, "startRowIndex": area.top - 1, "endRowIndex": area.bottom,
         "startColumnIndex": area.left - 1, "endColumnIndex": area.right}
        for area in sheet.merges
    ]  # fmt: skip
    for row, column, cell in sheet.filled():
        tab.put(row - 1, column - 1, make_state(cell))
    return tab


def make_state(cell: Cell) -> CellState:
    look = FORMATS.get(float if cell.percent else type(cell.value))
    return CellState(entered_of(cell), {"numberFormat": look} if look else {})


def entered_of(cell: Cell) -> Entered:
    value = cell.value
    if cell.formula is not None:
        return FormulaText("=" + cell.formula)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return float((value - EPOCH).days)
    assert not isinstance(value, ErrorValue)
    return value


def read_tab(sheet: Spreadsheet, tab: Tab) -> Sheet:
    """A tab without the stash of ``_okr``."""
    grid = Sheet(tab.title, hidden=bool(tab.properties.get("hidden")))
    for (row, column), state in sorted(tab.cells.items()):
        if state.entered is not None and not (tab.title == "_okr" and column >= 26):
            grid.put(row + 1, column + 1, read_state(state))
    return grid


def read_state(state: CellState) -> Cell:
    look = state.format.get("numberFormat", {}).get("type")
    if isinstance(state.entered, FormulaText):
        return Cell(None, formula=state.entered.text[1:])
    value = value_of(state.entered)
    if isinstance(value, Decimal) and look == "DATE":
        return Cell(EPOCH + timedelta(int(value)))
    return Cell(value, percent=look == "PERCENT") if value is not None else EMPTY


def value_of(entered: Entered) -> CellValue:
    if isinstance(entered, float):
        return shorten(Decimal(repr(entered)))
    assert not isinstance(entered, FormulaText | ErrorCode)
    return entered
