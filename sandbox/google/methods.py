"""Which function answers which method of Google, and which role on the file it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.google.errors import entity_not_found, file_not_found, no_permission, office_file
from sandbox.google.files import File
from sandbox.google.gate import access_of
from sandbox.google.incoming import Incoming, Raw

Json = dict[str, Any]
Handler = Callable[[Incoming], Json | Raw | None]

HANDLERS: dict[tuple[str, str, bool], Handler] = {}
"""(service, method, upload) → its function."""


def file_for(incoming: Incoming) -> File | None:
    """The file that the path names, if the caller may do that with it."""
    if "spreadsheetId" in incoming.path:
        return spreadsheet_for(incoming)
    if "fileId" not in incoming.path:
        return None
    file = incoming.google.find(incoming.path["fileId"])
    if file is None or not file.role_of(incoming.email):
        raise file_not_found(incoming.path["fileId"])
    return file


def spreadsheet_for(incoming: Incoming) -> File:
    """The spreadsheet of a Sheets call: it exists, is no Office file, and the role suffices."""
    file = incoming.google.find(incoming.path["spreadsheetId"])
    if file is None:
        raise entity_not_found()
    role = "reader" if access_of(incoming.method) == "read" else "writer"
    if not file.allows(incoming.email, role):
        raise no_permission()
    if file.office:
        raise office_file()
    if file.spreadsheet is None:
        raise entity_not_found()
    return file
