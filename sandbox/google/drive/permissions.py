"""``permissions.*``: who shares a file, and how it changes hands."""

from __future__ import annotations

from typing import Any

from sandbox.google.drive.files import the_file
from sandbox.google.drive.listing import page_of
from sandbox.google.drive.shown import masked, permission_json
from sandbox.google.errors import DriveError
from sandbox.google.files import File, Permission
from sandbox.google.incoming import Incoming

Json = dict[str, Any]

ROLES = frozenset({"owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"})
KINDS = frozenset({"user", "group", "domain", "anyone"})


def shown(incoming: Incoming, permission: Permission) -> Json:
    return masked(incoming, "Permission", permission_json(incoming.google, permission))


def get(incoming: Incoming) -> Json:
    return shown(incoming, the_permission(incoming, the_file(incoming)))


def listed(incoming: Incoming) -> Json:
    file = the_file(incoming, "writer")
    page, following = page_of(incoming, file.permissions, 100, usual=100)
    told = [permission_json(incoming.google, one) for one in page]
    full = {"kind": "drive#permissionList", "permissions": told} | following
    return masked(incoming, "PermissionList", full)


def the_permission(incoming: Incoming, file: File) -> Permission:
    """The permission of the path."""
    wanted = incoming.path["permissionId"]
    for one in file.permissions:
        if one.permission_id == wanted:
            return one
    text = f"Permission not found: {wanted}."
    raise DriveError(404, "notFound", text, location="permissionId")


def create(incoming: Incoming) -> Json:
    """Share the file; someone who already has a role gets the new one instead."""
    file, body, google = the_file(incoming, "writer"), incoming.body, incoming.google
    kind, role = body.get("type"), body.get("role")
    if kind not in KINDS:
        raise bad("permission type field is required" if not kind else "Invalid permission type")
    if role not in ROLES:
        raise bad("The permission role field is required." if not role else "Invalid role")
    whom = str(body.get("domain" if kind == "domain" else "emailAddress") or "")
    if kind != "anyone" and not whom:
        raise bad(
            "The specified emailAddress is invalid or not applicable for the given permission type."
        )
    if role == "owner":
        check_transfer(incoming, file, str(kind))
    number = "anyoneWithLink" if kind == "anyone" else google.permission_id(whom)
    permission = Permission(number, str(kind), str(role), whom)
    permission.pending_owner = bool(body.get("pendingOwner"))
    permission.with_link = not body.get("allowFileDiscovery")
    settle(incoming, file, permission)
    if kind in {"user", "group"} and incoming.flag("sendNotificationEmail", default=True):
        google.mails.append((whom, incoming.text("emailMessage")))
    return shown(incoming, permission)


def settle(incoming: Incoming, file: File, permission: Permission) -> None:
    """Put a permission in its place; a new owner makes a writer of the old one."""
    number = permission.permission_id
    held = next((one for one in file.permissions if one.permission_id == number), None)
    if held is not None and held.role == "owner" and permission.role != "owner":
        raise cannot("The owner of a file cannot be removed.")
    if permission.role == "owner":
        permission.pending_owner = False
        for one in file.permissions:
            one.role = "writer" if one.role == "owner" else one.role
    if held is None:
        file.permissions.append(permission)
    else:
        file.permissions[file.permissions.index(held)] = permission
    incoming.google.changed(file, incoming.email)


def check_transfer(incoming: Incoming, file: File, kind: str) -> None:
    """Only the owner hands a file over, or the one it was offered to takes it; both say so."""
    if not incoming.flag("transferOwnership"):
        text = (
            "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        )
        raise DriveError(403, "forbidden", text, location="transferOwnership")
    if kind != "user":
        raise bad("Ownership can only be transferred to a user.")
    offered = any(one.pending_owner and one.covers(incoming.email) for one in file.permissions)
    if file.owner != incoming.email and not offered:
        raise DriveError(
            403, "insufficientFilePermissions",
            "The user does not have sufficient permissions for this file.",
        )  # fmt: skip


def update(incoming: Incoming) -> Json:
    file, body = the_file(incoming, "reader"), incoming.body
    held = the_permission(incoming, file)
    role = body.get("role") or held.role
    if role not in ROLES:
        raise bad("Invalid role")
    if role == "owner":
        check_transfer(incoming, file, held.kind)
    else:
        the_file(incoming, "writer")
    if body.get("pendingOwner") and (file.owner != incoming.email or role != "writer"):
        raise cannot("Only the owner may offer a file, and only to a writer of it.")
    offer = body.get("pendingOwner")
    changed = Permission(
        held.permission_id, held.kind, role, held.email,
        held.pending_owner if offer is None else bool(offer), held.with_link,
    )  # fmt: skip
    settle(incoming, file, changed)
    return shown(incoming, changed)


def delete(incoming: Incoming) -> None:
    """Writers shut others out; everybody may leave."""
    file = the_file(incoming)
    held = the_permission(incoming, file)
    if not held.covers(incoming.email) or held.kind == "anyone":
        the_file(incoming, "writer")
    if held.role == "owner":
        raise cannot("The owner of a file cannot be removed.")
    file.permissions.remove(held)
    incoming.google.changed(file, incoming.email, lost=held.email)


def bad(text: str) -> DriveError:
    return DriveError(400, "badRequest", text)


def cannot(text: str) -> DriveError:
    return DriveError(403, "forbidden", text)
