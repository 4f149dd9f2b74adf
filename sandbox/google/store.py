"""Everything Google's side of a sandbox holds: accounts, tokens, files, switches."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import RLock

from sandbox.clock import Clock
from sandbox.google.accounts import PROJECT, SCOPES, Principal, Token, Tokens
from sandbox.google.batch.context import Habits
from sandbox.google.files import FOLDER, RANKS, SPREADSHEET, File, Permission
from sandbox.google.model import Caller, Spreadsheet, Tab
from sandbox.google.notices import Notices
from sandbox.google.undoing import Steps
from sandbox.schedule import Schedule

ID_LETTERS = string.ascii_letters + string.digits + "_-"
FIRST_TAB = {"ru": "Лист1", "es": "Hoja 1", "fr": "Feuille 1"}
"""Name of a new file's tab in the account's language; English otherwise."""


@dataclass(slots=True)
class Switches:
    """What can be turned on and off, or is not known for sure about the real service."""

    quotas: bool = False
    reads_per_user: int = 60
    reads_per_project: int = 300
    writes_per_user: int = 60
    writes_per_project: int = 300
    retry_after: bool = False
    """A 429 says when to come back."""
    drive_lag: float = 180.0
    """Seconds until Drive notices that cells changed."""
    robots_have_storage: bool = False
    storage_full: bool = False
    loopback_hooks: bool = True
    """Watch channels may deliver to plain HTTP on this machine."""
    check_assertion_time: bool = True
    """Off where the sandbox's clock is far from that of the client that signs."""
    check_answers: bool = False
    """Every answer is held against Google's description; what strays is a violation."""
    disabled: frozenset[str] = frozenset()
    """Services that are off in every project: ``sheets``, ``drive``."""


class Google:
    """The state behind the token, Sheets and Drive services."""

    def __init__(self, clock: Clock, random: Random, schedule: Schedule, lock: RLock) -> None:
        self.clock, self.random, self.schedule, self.lock = clock, random, schedule, lock
        self.notices = Notices(clock, random, schedule)
        self.mails: list[tuple[str, str]] = []
        """Messages that went out with an invitation: to whom, and what it said."""
        self.base_url = "http://127.0.0.1/google"
        self.switches, self.habits = Switches(), Habits()
        self.principals: dict[str, Principal] = {}
        self.tokens = Tokens()
        self.files: dict[str, File] = {}
        self.steps: Steps = {}
        """What people did, for their undo."""
        self.spent: dict[str, int] = {}
        """Calls of the present minute, by access and by user or project."""

    # accounts

    def add_person(self, email: str, *, name: str = "", language: str = "en") -> Principal:
        """An account with a Drive of its own."""
        return self._add(Principal(email, name or email.partition("@")[0], language))

    def add_robot(self, email: str, *, project: str = PROJECT) -> Principal:
        """A service account; it owns no room in Drive."""
        found = Principal(
            email, email.partition("@")[0], storage=False, project=project, robot=True
        )
        found.key_id = f"key-{email}"
        return self._add(found)

    def _add(self, principal: Principal) -> Principal:
        return self.principals.setdefault(principal.email, principal)

    def principal(self, email: str) -> Principal:
        """The account with this address; a new one is a person."""
        return self.principals.get(email) or self.add_person(email)

    def issue_token(
        self, email: str, scopes: Iterable[str] = SCOPES, *, seconds: float | None = None,
        value: str = "",
    ) -> str:  # fmt: skip
        """A bearer token of an account; it lasts unless ``seconds`` are given."""
        value = value or f"ya29.{self.letters(40)}"
        expires = None if seconds is None else self.clock.later(seconds)
        project = self.principal(email).project
        self.tokens.bearers[value] = Token(email, frozenset(scopes), project, expires)
        return value

    # files

    def letters(self, count: int) -> str:
        """Letters and digits as ids are made of."""
        return "".join(self.random.choices(ID_LETTERS, k=count))

    def new_id(self) -> str:
        """The id of a new file: 44 characters, the first a 1."""
        return f"1{self.letters(43)}"

    def add_spreadsheet(
        self, title: str, owner: str, *, file_id: str = "", tab_title: str = "", **properties: str
    ) -> File:
        """A new file with one empty tab; ``properties`` are ``locale``, ``timeZone`` …"""
        language = self.principal(owner).language
        tab = Tab(0, tab_title or FIRST_TAB.get(language, "Sheet1"))
        told = {"title": title, "locale": "en_US", "timeZone": "Etc/GMT"} | properties
        file = self.add_file(title, owner, SPREADSHEET, file_id=file_id)
        file.spreadsheet = Spreadsheet(file.file_id, told, self.clock.now, [tab])
        return file

    def add_file(self, title: str, owner: str, mime_type: str, *, file_id: str = "") -> File:
        """A new file of any kind, owned by one account."""
        now, file_id = self.clock.now(), file_id or self.new_id()
        file = File(file_id, mime_type, now, now, title=title, modified_by=owner)
        if owner:
            self.principal(owner)
            file.permissions.append(Permission(self.permission_id(owner), "user", "owner", owner))
            file.parents.append(self.root_of(owner))
        self.files[file_id] = file
        return file

    def find(self, file_id: str) -> File | None:
        """The file with this id."""
        return self.files.get(file_id)

    def spreadsheet(self, file_id: str) -> Spreadsheet:
        """The spreadsheet with this id, which must exist."""
        found = self.files[file_id].spreadsheet
        if found is None:
            raise LookupError(f"{file_id} is no spreadsheet")
        return found

    def caller(self, email: str, file: File, *, project: str = "") -> Caller:
        """Who asks, as Sheets' functions want to know it."""
        found = self.principal(email)
        return Caller(
            email=email,
            project=project or found.project,
            owner=file.owner == email,
            language=found.language,
            groups=tuple(found.groups),
            editors=tuple(
                one.email for one in file.permissions if RANKS[one.role] >= RANKS["writer"]
            ),
        )

    def add_shared_drive(self, name: str, **roles: str) -> File:
        """A drive that belongs to nobody; ``roles`` has each member's e-mail and role."""
        file = self.add_file(name, "", FOLDER)
        file.permissions = [
            Permission(self.permission_id(email), "user", role, email)
            for email, role in roles.items()
        ]
        file.drive_id = file.file_id
        return file

    def root_of(self, email: str) -> str:
        """The id of the account's own top folder."""
        return f"0A{Random(email.lower()).randrange(10**16):016d}PVA"  # noqa: S311 - no secret

    # changes

    @contextmanager
    def noticing(self, file: File, email: str) -> Iterator[None]:
        """Around anything that may change a spreadsheet: Drive takes notice afterwards."""
        inside = file.spreadsheet
        if inside is None:
            yield
            return
        revision, name = inside.revision, file.name
        yield
        if file.name != name:
            self.changed(file, email)
        elif inside.revision != revision:
            self.edited(file, email)

    def edited(self, file: File, email: str) -> None:
        """Cells changed: Drive notices a while after the first of several edits."""
        waiting, file.edited, file.modified_by = file.edited, self.clock.now(), email
        if waiting is None:
            self.schedule.later(self.switches.drive_lag, lambda: self._notice(file))

    def _notice(self, file: File) -> None:
        with self.lock:
            if file.edited is not None and file.file_id in self.files:
                file.modified, file.edited = max(file.modified, file.edited), None
                file.version += 1
                self.notices.note(file, "content")

    def changed(self, file: File, email: str, *, lost: str = "") -> None:
        """Name, sharing, place or trash changed: Drive notices at once."""
        file.version += 1
        file.modified, file.modified_by = self.clock.now(), email
        self.notices.note(file, "permissions" if lost else "properties", lost=lost)

    def gone(self, file: File) -> None:
        """The file is deleted for good."""
        del self.files[file.file_id]
        self.notices.note(file, "", state="remove")

    def rename(self, file: File, name: str, email: str) -> None:
        """Give the file another name; Drive notices at once."""
        self.entitle(file, name)
        self.changed(file, email)

    def entitle(self, file: File, name: str) -> None:
        """The name of a file is also its spreadsheet's title."""
        file.title = name
        if file.spreadsheet is not None:
            file.spreadsheet.properties = file.spreadsheet.properties | {"title": name}
            file.spreadsheet.touch()

    # sharing

    def permission_id(self, email: str) -> str:
        """The same account has the same permission id in every file."""
        return str(Random(email.lower()).randrange(10**19, 10**20))  # noqa: S311 - no secret

    def share(self, file_id: str, email: str, role: str = "writer") -> Permission:
        """Let an account in, or change its role; ``anyone`` stands for a link."""
        file = self.files[file_id]
        anyone = email == "anyone"
        number = "anyoneWithLink" if anyone else self.permission_id(email)
        file.permissions = [one for one in file.permissions if one.permission_id != number]
        kind = "anyone" if anyone else "user"
        made = Permission(number, kind, role, "" if anyone else email)
        file.permissions.append(made)
        self.changed(file, file.owner)
        return made

    def unshare(self, file_id: str, email: str) -> None:
        """Shut an account out."""
        file = self.files[file_id]
        file.permissions = [
            one for one in file.permissions if one.role == "owner" or not one.covers(email)
        ]
        self.changed(file, file.owner, lost=email)
