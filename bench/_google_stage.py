"""The stage of ``bench.google``: a Google Sheet in the sandbox, its quotas, and a clock that only
calls and waiting move."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import gspread
from google.oauth2.credentials import Credentials

from bench.job import NOW, make_document
from sandbox.clock import Clock
from sandbox.google.drive.files import duplicate
from sandbox.google.model import Spreadsheet
from sandbox.google.person import Person
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sheets_template.google import Order, install
from sync.core.schema import TABS
from sync.core.vocabulary import CellValue
from sync.documents.google_sheets import Line, make_line, open_google_spreadsheet
from sync.documents.google_sheets.opening import Habits
from sync.transport import Clock as Waits

KEY_RESULTS = 100
SECONDS_A_CALL = 0.3
MINUTE = 60.0
OWNER, ROBOT = "anna@example.com", "robot@bench.example.com"
TYPED = ("objectives", "key_results", "metrics")
"""Tabs that the team has filled in."""
EPOCH = date(1899, 12, 30)
MAKE_CREDENTIALS: Callable[..., Credentials] = Credentials


@dataclass(frozen=True, slots=True)
class Figures:
    """What one piece of work took."""

    reads: float
    writes: float
    here: float
    """Seconds in the sandbox."""
    google: float
    """Seconds of the client itself, and with Google's delays and quotas."""

    @property
    def calls(self) -> float:
        return self.reads + self.writes


class Stage:
    """A served sandbox with one sheet that is copied for each client."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.google = sandbox, sandbox.google
        self.served = 0.0
        """Seconds that the sandbox spent on answers."""
        self._began: float | None = None
        self._token = self.google.issue_token(ROBOT)
        self._first = self._make_sheet()

    def copy(self, of: str = "") -> str:
        """The id of a copy of a sheet, else of the one that was never synced. Its formulas are
        computed, as Google's always are."""
        file = duplicate(self.google, self.google.files[of or self._first], OWNER, "План")
        self.google.share(file.file_id, ROBOT)
        _compute(self.google.spreadsheet(file.file_id))
        return file.file_id

    def person(self, file_id: str) -> Person:
        """The owner at work."""
        return Person(self.google, file_id, OWNER)

    def line(self) -> Line:
        """The service's way to Google."""
        clock = self.sandbox.clock
        waits = Waits(lambda: clock.now().timestamp(), clock.advance)
        credentials = MAKE_CREDENTIALS(self._token)
        return make_line(credentials, self.google.base_url, Habits(clock=waits))

    def gspread(self) -> gspread.Client:
        """The client others take, in good hands: it waits for the next minute, and no longer, when
        a quota is used up."""
        return gspread.authorize(MAKE_CREDENTIALS(self._token), http_client=_waiting(self.sandbox))

    def measure(self, work: Callable[[], object]) -> Figures:
        """Do some work, from the beginning of a minute on."""
        clock, calls = self.sandbox.clock, self.sandbox.calls
        clock.advance(MINUTE - clock.now().timestamp() % MINUTE)
        calls.clear()
        self.served = 0.0
        begun, started = clock.now(), time.perf_counter()
        work()
        here = time.perf_counter() - started
        waited = (clock.now() - begun).total_seconds()
        done = [call.access for call in calls if call.status == 200]
        own = here - self.served
        return Figures(done.count("read"), done.count("write"), here, own + waited)

    def delay(self, _call: str) -> None:
        """Let time pass; called as a request comes and as its answer goes."""
        self.sandbox.clock.advance(SECONDS_A_CALL / 2)
        now = time.perf_counter()
        if self._began is None:
            self._began = now
        else:
            self.served += now - self._began
            self._began = None

    def _make_sheet(self) -> str:
        """The template in Russian with so many key results."""
        file = self.google.add_spreadsheet("План", OWNER, locale="ru_RU", timeZone="Europe/Moscow")
        self.google.share(file.file_id, ROBOT)
        target = open_google_spreadsheet(file.file_id, self.line())
        install(target, Order("ru", sample=False, today=NOW.date()))
        sheet = self.google.spreadsheet(file.file_id)
        titles = {TABS[key].title.ru for key in TYPED}
        for grid in make_document(KEY_RESULTS).sheets:
            tab = sheet.titled(grid.title)
            for row, column, cell in grid.filled() if tab and grid.title in titles else ():
                if row > 1 and cell.formula is None and tab:
                    tab.enter(row - 1, column - 1, entered(cell.value))
        sheet.touch()
        return file.file_id


@contextmanager
def set_stage() -> Iterator[Stage]:
    """A sandbox in which 60 reads and 60 writes a minute are enforced, and each call takes its time
    on the sandbox's own frozen clock."""
    sandbox = make_sandbox(world="empty", clock=Clock(NOW, frozen=True))
    sandbox.google.add_person(OWNER, language="ru")
    sandbox.google.add_robot(ROBOT)
    with serve(sandbox):
        stage = Stage(sandbox)
        sandbox.google.switches.quotas = True
        sandbox.between.append(stage.delay)
        yield stage


def entered(value: CellValue) -> str | float | bool | None:
    """A value as it stands in a cell of Google's."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return float((value - EPOCH).days)
    assert value is None or isinstance(value, str | bool)
    return value


def _compute(sheet: Spreadsheet) -> None:
    for tab in sheet.tabs:
        sheet.values(tab)


def _waiting(sandbox: Sandbox) -> type[gspread.HTTPClient]:
    clock = sandbox.clock

    class Waiting(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *rest: Any, **more: Any) -> Any:
            url = endpoint.replace("https://sheets.googleapis.com", sandbox.google.base_url, 1)
            while True:
                try:
                    return super().request(method, url, *rest, **more)
                except gspread.exceptions.APIError as error:
                    if error.code != 429:
                        raise
                clock.advance(MINUTE - clock.now().timestamp() % MINUTE)

    return Waiting
