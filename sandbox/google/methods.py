"""Which function answers which method of Google, and which role on the file it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.google import sheets_methods, values
from sandbox.google.drive import comments, export, permissions, upload, watching
from sandbox.google.drive import files as drive_files
from sandbox.google.errors import entity_not_found, file_not_found, no_permission, office_file
from sandbox.google.files import File
from sandbox.google.gate import access_of
from sandbox.google.incoming import Incoming, Raw

Json = dict[str, Any]
Handler = Callable[[Incoming], Json | Raw | None]

DRIVE: dict[str, Handler] = {
    "about.get": drive_files.about,
    "files.copy": drive_files.copy,
    "files.create": drive_files.create,
    "files.delete": drive_files.delete,
    "files.export": export.export,
    "files.generateIds": drive_files.generate_ids,
    "files.get": drive_files.get,
    "files.list": drive_files.listed,
    "files.update": drive_files.update,
    "files.watch": watching.watch_file,
    "changes.getStartPageToken": watching.start_page_token,
    "changes.list": watching.changes,
    "changes.watch": watching.watch_changes,
    "channels.stop": watching.stop,
    "comments.create": comments.create,
    "comments.delete": comments.delete,
    "comments.get": comments.get,
    "comments.list": comments.listed,
    "comments.update": comments.update,
    "permissions.create": permissions.create,
    "permissions.delete": permissions.delete,
    "permissions.get": permissions.get,
    "permissions.list": permissions.listed,
    "permissions.update": permissions.update,
}
SHEETS: dict[str, Handler] = {**values.HANDLERS, **sheets_methods.HANDLERS}

HANDLERS: dict[tuple[str, str, bool], Handler] = {
    **{("drive", name, False): function for name, function in DRIVE.items()},
    ("drive2", "files.update", True): upload.update,
    **{("sheets", name, False): function for name, function in SHEETS.items()},
}
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
