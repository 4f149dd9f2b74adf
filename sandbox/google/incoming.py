"""One call of a Google method, ready to be answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.google.accounts import Token
from sandbox.google.discovery import Method
from sandbox.google.errors import invalid
from sandbox.google.files import File
from sandbox.google.model import Caller, Spreadsheet
from sandbox.google.store import Google

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no JSON."""

    content: bytes
    mime_type: str


@dataclass(slots=True)
class Incoming:
    """What was asked: the method, its arguments decoded once, the checked body, and by whom."""

    google: Google
    method: Method
    path: Mapping[str, str]
    query: Mapping[str, Sequence[str]]
    body: Json
    token: Token
    content: bytes = b""
    """The body as it came, for uploads."""
    file: File | None = None
    violate: Callable[[str], None] = field(default=lambda _: None)
    """Notes what no real client may do, and what nobody built."""

    @property
    def email(self) -> str:
        return self.token.email

    @property
    def spreadsheet(self) -> Spreadsheet:
        """The spreadsheet that the path names; routes made sure that there is one."""
        if self.file is None or self.file.spreadsheet is None:
            raise LookupError(f"{self.method.name} has no spreadsheet")
        return self.file.spreadsheet

    @property
    def caller(self) -> Caller:
        """Who asks, in the words of the spreadsheet's functions."""
        if self.file is None:
            raise LookupError(f"{self.method.name} has no file")
        return self.google.caller(self.email, self.file, project=self.token.project)

    def text(self, name: str, default: str = "") -> str:
        """A query parameter; of a repeated one the last counts."""
        given = self.query.get(name)
        return given[-1] if given else default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A query parameter that is true or false, in any case of its letters."""
        given = self.text(name).lower()
        if given in {"", "true", "false", "1", "0"}:
            return default if not given else given in {"true", "1"}
        raise invalid(f"Invalid value at '{name}' (TYPE_BOOL), \"{self.text(name)}\"")

    def listed(self, name: str) -> list[str]:
        """A repeated query parameter."""
        return list(self.query.get(name, ()))
