"""Upload of CSV over a spreadsheet, as Drive v2 converts it: tabs and time zone do not survive."""

from __future__ import annotations

import csv
import io
from typing import Any

from sandbox.google.drive.files import the_file
from sandbox.google.drive.shown import link_to, stamp
from sandbox.google.errors import DriveError
from sandbox.google.files import File
from sandbox.google.incoming import Incoming
from sandbox.google.model import Area, Spreadsheet, Tab
from sandbox.google.values_writing import Writing, carry_out

Json = dict[str, Any]

TIME_ZONE = "America/Los_Angeles"
FEWEST_ROWS, FEWEST_COLUMNS = 1000, 26


def update(incoming: Incoming) -> Json:
    """PUT of a CSV body with ``convert``; whatever was in the file is replaced."""
    file = the_file(incoming, "writer")
    if file.spreadsheet is None or not incoming.flag("convert"):
        text = "sandbox: only a spreadsheet can be uploaded to, and only with convert=true"
        incoming.violate(text)
        raise DriveError(400, "badRequest", text)
    if incoming.text("uploadType") != "media":
        raise DriveError(400, "badRequest", "sandbox: uploadType must be media")
    with incoming.google.noticing(file, incoming.email):
        replace_by_csv(file, file.spreadsheet, incoming.content)
    return version_two(file)


def replace_by_csv(file: File, spreadsheet: Spreadsheet, content: bytes) -> None:
    """One tab of the file's name, its cells as if typed."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    width = max(map(len, rows), default=0)
    tab = Tab(0, file.name, max(len(rows), FEWEST_ROWS), max(width, FEWEST_COLUMNS))
    spreadsheet.tabs = [tab]
    spreadsheet.named_ranges = []
    spreadsheet.properties = spreadsheet.properties | {"timeZone": TIME_ZONE}
    carry_out(spreadsheet, Writing(Area(0, 0, 0, tab.rows, tab.columns), rows, typed=True))


def version_two(file: File) -> Json:
    """The file as version 2 describes it."""
    return {
        "kind": "drive#file",
        "id": file.file_id,
        "title": file.name,
        "mimeType": file.mime_type,
        "version": str(file.version),
        "createdDate": stamp(file.created),
        "modifiedDate": stamp(file.modified),
        "alternateLink": link_to(file),
        "labels": {"starred": file.starred, "trashed": file.trashed, "viewed": True},
        "editable": True,
    }
