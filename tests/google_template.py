"""The template in a spreadsheet of the sandbox: clients that install it, and what stands there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import gspread

from sandbox.google.files import File
from sandbox.google.model import Spreadsheet, Tab
from sandbox.google.store import Google
from sheets_template.google.requests import Json

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
UNKNOWN = ("revision", "calculator", "now", "spreadsheet_id")
"""What tells two spreadsheets apart that hold the same."""


@dataclass(slots=True)
class Sheet:
    """One spreadsheet by the real gspread."""

    gc: gspread.Client
    file_id: str
    reads: int = 0
    writes: int = 0

    def get(self, fields: str) -> Json:
        self.reads += 1
        return dict(self.gc.http_client.fetch_sheet_metadata(self.file_id, {"fields": fields}))

    def batch_update(self, batch: list[Json]) -> object:
        self.writes += 1
        return self.gc.http_client.batch_update(self.file_id, {"requests": batch})


Opener = Callable[[File], Sheet]
"""The service's client for a file."""


class StoppedError(Exception):
    """The connection broke."""


@dataclass(slots=True)
class Breaking:
    """A client whose n-th write breaks, before it took effect or after."""

    inner: Sheet
    at: int
    applied: bool
    sent: int = 0

    def get(self, fields: str) -> Json:
        return self.inner.get(fields)

    def batch_update(self, batch: list[Json]) -> object:
        self.sent += 1
        if self.sent != self.at:
            return self.inner.batch_update(batch)
        if self.applied:
            self.inner.batch_update(batch)
        raise StoppedError


def new_file(google: Google, title: str = "Untitled spreadsheet", **properties: str) -> File:
    """An empty spreadsheet of a person, shared with the service account."""
    file = google.add_spreadsheet(title, OWNER, **properties)
    google.share(file.file_id, ROBOT)
    return file


def spreadsheet(file: File) -> Spreadsheet:
    assert file.spreadsheet is not None
    return file.spreadsheet


def state(file: File) -> Mapping[str, Any]:
    """Everything in a spreadsheet, to be compared with another one."""
    book = spreadsheet(file)
    kept = {name: part for name, part in vars(book).items() if name not in (*UNKNOWN, "tabs")}
    return kept | {"tabs": [vars(tab) for tab in book.tabs]}


def tab_titled(file: File, title: str) -> Tab:
    found = spreadsheet(file).titled(title)
    assert found is not None, title
    return found
