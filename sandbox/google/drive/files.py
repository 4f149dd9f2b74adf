"""``files.*``: create, look up, list, change, copy, delete."""

from __future__ import annotations

from typing import Any

from sandbox.google.copying import copy_spreadsheet
from sandbox.google.drive.listing import page_of
from sandbox.google.drive.search import in_order, parse_query
from sandbox.google.drive.shown import file_json, masked, user_json
from sandbox.google.errors import (
    DriveError,
    few_file_permissions,
    file_not_found,
    no_storage,
)
from sandbox.google.files import FOLDER, SPREADSHEET, File
from sandbox.google.incoming import Incoming
from sandbox.google.store import Google

Json = dict[str, Any]

MOST_IDS = 1000


def shown(incoming: Incoming, file: File) -> Json:
    """A file in the caller's fields."""
    return masked(incoming, "File", file_json(incoming.google, file, incoming.email))


def the_file(incoming: Incoming, role: str = "reader") -> File:
    """The file of the path, if the caller has at least this role on it."""
    if incoming.file is None:
        raise LookupError(f"{incoming.method.name} has no file")
    if not incoming.file.allows(incoming.email, role):
        raise few_file_permissions()
    return incoming.file


def get(incoming: Incoming) -> Json:
    return shown(incoming, the_file(incoming))


def listed(incoming: Incoming) -> Json:
    """Files the caller owns or was given by name; a link alone lists nothing."""
    google, email = incoming.google, incoming.email
    wanted = parse_query(google, email, incoming.text("q"))
    found = in_order(
        (file for file in google.files.values() if file.known_to(email) and wanted(file)),
        incoming.text("orderBy"),
    )
    page, following = page_of(incoming, found, 1000, usual=100)
    files = [file_json(google, file, email) for file in page]
    full = {"kind": "drive#fileList", "incompleteSearch": False, "files": files} | following
    return masked(incoming, "FileList", full)


def parents_for(google: Google, email: str, wanted: list[str]) -> list[str]:
    """Where a new file goes: a folder the caller may write to, or the top of their own Drive."""
    root = google.root_of(email)
    parents = [root if one == "root" else one for one in wanted or [root]]
    for parent in parents:
        folder = google.find(parent)
        if parent != root and (folder is None or not folder.role_of(email)):
            raise file_not_found(parent)
        if folder is not None and not folder.allows(email, "writer"):
            raise few_file_permissions()
    return parents


def check_storage(google: Google, email: str, parents: list[str]) -> None:
    """A shared drive has room of its own; elsewhere the new file's owner needs some."""
    if any((folder := google.find(one)) and folder.drive_id for one in parents):
        return
    owner = google.principal(email)
    room = owner.storage or (owner.robot and google.switches.robots_have_storage)
    if google.switches.storage_full or not room:
        raise no_storage()


def create(incoming: Incoming) -> Json:
    google, email, body = incoming.google, incoming.email, incoming.body
    parents = parents_for(google, email, body.get("parents") or [])
    check_storage(google, email, parents)
    if body.get("id") in google.files:
        raise DriveError(409, "fileIdInUse", "A file already exists with the provided ID.")
    name, kind = body.get("name") or "Untitled", body.get("mimeType") or "application/octet-stream"
    file_id = body.get("id") or ""
    if kind == SPREADSHEET:
        file = google.add_spreadsheet(name, email, file_id=file_id)
    else:
        file = google.add_file(name, email, kind, file_id=file_id)
    place(google, file, parents)
    describe(google, file, body)
    google.changed(file, email)
    return shown(incoming, file)


def place(google: Google, file: File, parents: list[str]) -> None:
    """Put a file into its folders; what lies in a shared drive belongs to nobody."""
    file.parents = list(dict.fromkeys(parents))
    for folder in filter(None, map(google.find, parents)):
        if folder.drive_id:
            file.drive_id = folder.drive_id
            file.permissions = list(folder.permissions)


def describe(google: Google, file: File, body: Json) -> None:
    """Take over what a body says about a file; a property that is null goes away."""
    del google
    file.description = str(body.get("description") or file.description)
    file.starred = bool(body.get("starred", file.starred))
    for member, held in (("properties", file.properties), ("appProperties", file.app_properties)):
        for name, value in (body.get(member) or {}).items():
            if value is None:
                held.pop(name, None)
            else:
                held[name] = str(value)


def update(incoming: Incoming) -> Json:
    google, email, body = incoming.google, incoming.email, incoming.body
    file = the_file(incoming, "writer")
    if body.get("trashed") is not None and not file.allows(email, "fileOrganizer"):
        raise few_file_permissions()
    if body.get("name"):
        google.rename(file, str(body["name"]), email)
    if body.get("trashed") is not None:
        file.trashed = bool(body["trashed"])
    describe(google, file, body)
    added = [one for one in incoming.text("addParents").split(",") if one]
    gone = {one for one in incoming.text("removeParents").split(",") if one}
    if added or gone:
        kept = [one for one in file.parents if one not in gone]
        place(google, file, kept + parents_for(google, email, added) if added else kept)
    google.changed(file, email)
    return shown(incoming, file)


def delete(incoming: Incoming) -> None:
    """For good, by the owner alone; what lies in a deleted folder goes with it."""
    file = the_file(incoming, "organizer")
    remove(incoming.google, file)


def remove(google: Google, file: File) -> None:
    google.gone(file)
    for inner in [one for one in google.files.values() if file.file_id in one.parents]:
        if file.mime_type == FOLDER:
            remove(google, inner)


def copy(incoming: Incoming) -> Json:
    """A copy belongs to whoever makes it; sharing, comments and trash stay behind."""
    google, email, body = incoming.google, incoming.email, incoming.body
    source = the_file(incoming)
    own = [one for one in source.parents if one != google.root_of(source.owner)]
    reachable = [
        one for one in own if (folder := google.find(one)) and folder.allows(email, "writer")
    ]
    parents = parents_for(google, email, body.get("parents") or reachable)
    check_storage(google, email, parents)
    file = duplicate(google, source, email, body.get("name") or f"Copy of {source.name}")
    place(google, file, parents)
    describe(google, file, body)
    google.changed(file, email)
    return shown(incoming, file)


def duplicate(google: Google, source: File, email: str, name: str) -> File:
    """A file of its own with the same content."""
    file = google.add_file(name, email, source.mime_type)
    file.office, file.description = source.office, source.description
    file.properties, file.app_properties = dict(source.properties), dict(source.app_properties)
    if source.spreadsheet is not None:
        file.spreadsheet = copy_spreadsheet(
            source.spreadsheet, file.file_id, google.caller(email, file)
        )
        google.entitle(file, name)
    return file


def generate_ids(incoming: Incoming) -> Json:
    count = int(incoming.text("count") or 10)
    if not 1 <= count <= MOST_IDS:
        raise DriveError(400, "invalidParameter", f"Invalid value '{count}'.", location="count")
    ids = [incoming.google.new_id() for _ in range(count)]
    return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}


def about(incoming: Incoming) -> Json:
    google, email = incoming.google, incoming.email
    full = {
        "kind": "drive#about",
        "user": user_json(google, email, email),
        "storageQuota": {"limit": "16106127360", "usage": "0", "usageInDrive": "0"},
    }
    return masked(incoming, "About", full)
