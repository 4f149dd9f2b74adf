"""What Drive says about a file, a permission or an account; the part of it that was asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.google import discovery
from sandbox.google.errors import DriveError
from sandbox.google.files import FOLDER, SPREADSHEET, File, Permission
from sandbox.google.incoming import Incoming
from sandbox.google.masks import Mask, MaskError, parse_mask, prune
from sandbox.google.store import Google

Json = dict[str, Any]

USUAL = {
    "File": "kind,id,name,mimeType",
    "FileList": "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)",
    "Permission": "kind,id,type,role",
    "PermissionList": "kind,nextPageToken,permissions(kind,id,type,role)",
    "ChangeList": "kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,"
    "fileId,file(kind,id,name,mimeType))",
}
"""What an answer holds when nobody asked for more."""
MUST_ASK = frozenset({"About", "Comment", "CommentList"})
"""Shapes that Drive gives only to callers who name their fields."""


def masked(incoming: Incoming, shape: str, full: Json) -> Json:
    """The part of an answer that the caller asked for, in Drive's words when that is impossible."""
    text = incoming.text("fields")
    if not text and shape in MUST_ASK:
        message = "The 'fields' parameter is required for this method."
        raise DriveError(400, "required", message, location="fields")
    try:
        mask = parse_mask(text or USUAL.get(shape, "*"))
        check_mask(mask, shape)
    except MaskError as error:
        message = f"Invalid field selection {error.path}"
        raise DriveError(400, "invalidParameter", message, location="fields") from error
    wanted: Json = prune(full, mask)
    return wanted


def check_mask(mask: Mask, shape: str) -> None:
    """Every name of a mask must be a member; what lies below properties is anybody's guess."""
    if mask.whole:
        return
    known = discovery.schema("drive", shape).get("properties", {})
    for name, below in mask.members.items():
        if name != "*" and name not in known:
            raise MaskError(name)
        member = known.get(name, {})
        inner = member.get("items", member)
        if "$ref" in inner:
            check_mask(below, inner["$ref"])


def stamp(moment: datetime) -> str:
    """A moment as Drive writes it, to the millisecond."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def user_json(google: Google, email: str, me: str = "") -> Json:
    """An account as others see it."""
    return {
        "kind": "drive#user",
        "displayName": google.principal(email).name,
        "me": email == me,
        "permissionId": google.permission_id(email),
        "emailAddress": email,
    }


def file_json(google: Google, file: File, email: str) -> Json:
    """Everything Drive would tell this account about a file."""
    may_write = file.allows(email, "writer")
    told = {
        "kind": "drive#file",
        "id": file.file_id,
        "name": file.name,
        "mimeType": file.mime_type,
        "description": file.description,
        "starred": file.starred,
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": file.parents,
        "properties": file.properties,
        "appProperties": file.app_properties,
        "spaces": ["drive"],
        "version": str(file.version),
        "webViewLink": link_to(file),
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        "lastModifyingUser": user_json(google, file.modified_by, email),
        "ownedByMe": file.owner == email,
        "shared": len(file.permissions) > 1,
        "writersCanShare": True,
        "capabilities": capabilities(file, email),
        "owners": [user_json(google, file.owner, email)] if file.owner else None,
        "driveId": file.drive_id or None,
        "permissions": [permission_json(google, one) for one in file.permissions]
        if may_write
        else None,
        "permissionIds": [one.permission_id for one in file.permissions] if may_write else None,
    }
    return {name: value for name, value in told.items() if value not in (None, {}, "")}


def link_to(file: File) -> str:
    """Where a browser opens the file."""
    if file.mime_type == SPREADSHEET or file.office:
        return f"https://docs.google.com/spreadsheets/d/{file.file_id}/edit?usp=drivesdk"
    if file.mime_type == FOLDER:
        return f"https://drive.google.com/drive/folders/{file.file_id}"
    return f"https://drive.google.com/file/d/{file.file_id}/view?usp=drivesdk"


def capabilities(file: File, email: str) -> Json:
    """What this account may do with the file."""
    writes, owns = file.allows(email, "writer"), file.allows(email, "fileOrganizer")
    return {
        "canEdit": writes,
        "canComment": file.allows(email, "commenter"),
        "canCopy": True,
        "canShare": writes,
        "canRename": writes,
        "canDownload": True,
        "canReadRevisions": writes,
        "canModifyContent": writes,
        "canDelete": owns,
        "canTrash": owns,
        "canUntrash": owns,
        "canAddChildren": writes and file.mime_type == FOLDER,
        "canListChildren": file.mime_type == FOLDER,
    }


def permission_json(google: Google, permission: Permission) -> Json:
    """One line of a file's sharing."""
    told: Json = {
        "kind": "drive#permission",
        "id": permission.permission_id,
        "type": permission.kind,
        "role": permission.role,
    }
    if permission.kind == "anyone":
        return told | {"allowFileDiscovery": not permission.with_link}
    if permission.kind == "domain":
        hidden = {"allowFileDiscovery": not permission.with_link}
        return told | {"domain": permission.email, "displayName": permission.email} | hidden
    name = google.principal(permission.email).name
    person = {"emailAddress": permission.email, "displayName": name, "deleted": False}
    return told | person | {"pendingOwner": permission.pending_owner}
