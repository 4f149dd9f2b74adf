"""A file of Drive: who may see it, what Drive says about it, and the spreadsheet inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.google.model import Spreadsheet

Json = dict[str, Any]

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RANKS = {"reader": 1, "commenter": 2, "writer": 3, "fileOrganizer": 4, "organizer": 5, "owner": 6}


@dataclass(slots=True)
class Permission:
    """One line of a file's sharing. ``email`` is the domain's name when a domain is meant."""

    permission_id: str
    kind: str
    role: str
    email: str = ""
    pending_owner: bool = False
    with_link: bool = True

    def covers(self, email: str) -> bool:
        """Whether it lets this account in."""
        if self.kind == "anyone":
            return True
        if self.kind == "domain":
            return email.lower().endswith(f"@{self.email.lower()}")
        return email.lower() == self.email.lower()


@dataclass(slots=True)
class File:
    """What Drive keeps. A spreadsheet's title is the file's name: ``name`` follows it."""

    file_id: str
    mime_type: str
    created: datetime
    modified: datetime
    permissions: list[Permission] = field(default_factory=list)
    spreadsheet: Spreadsheet | None = None
    title: str = ""
    version: int = 1
    trashed: bool = False
    office: bool = False
    parents: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, str] = field(default_factory=dict)
    description: str = ""
    starred: bool = False
    comments: list[Json] = field(default_factory=list)
    modified_by: str = ""
    drive_id: str = ""
    """The shared drive it lies in, or is."""
    edited: datetime | None = None
    """Last change of cells that Drive has not noticed yet."""

    @property
    def name(self) -> str:
        """The name shown in Drive."""
        return self.title if self.spreadsheet is None else str(self.spreadsheet.properties["title"])

    @property
    def owner(self) -> str:
        """The one account that owns the file; nobody does in a shared drive."""
        return next((one.email for one in self.permissions if one.role == "owner"), "")

    def role_of(self, email: str) -> str:
        """The strongest role an account has, or nothing."""
        roles = [one.role for one in self.permissions if one.covers(email)]
        return max(roles, key=lambda role: RANKS[role], default="")

    def known_to(self, email: str) -> bool:
        """Whether it stands in the account's list: a link that anyone may follow does not count."""
        return any(one.covers(email) for one in self.permissions if one.kind != "anyone")

    def allows(self, email: str, role: str) -> bool:
        """Whether an account has at least this role."""
        return RANKS.get(self.role_of(email), 0) >= RANKS[role]
