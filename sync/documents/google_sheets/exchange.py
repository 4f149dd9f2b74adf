"""gspread with the project's own way to the network underneath."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import gspread
import requests

from sync.documents.google_sheets.credentials import SignIn
from sync.transport import Call, Limit, Patience, Repeat, Transport, TransportError
from sync.transport.calls import DEADLINE

SHEETS, DRIVE = "https://sheets.googleapis.com", "https://www.googleapis.com"
LIMITS = (Limit(60, 60.0, ("read",)), Limit(60, 60.0, ("write",)))
"""Requests a minute that Google grants one account."""
PATIENCE = Patience(refill=61.0, seconds=150.0)
"""A refused quota is full again after a minute; Google does not say so in its answer."""
_CLIENT: Callable[..., gspread.Client] = gspread.Client
_SPREADSHEET = re.compile(r"/v4/spreadsheets/[^/:]+(?::batchUpdate|:getByDataFilter)?$")
_READING = (":getByDataFilter", ":batchGetByDataFilter", ":search")


@dataclass(frozen=True, slots=True)
class Line:
    """What a spreadsheet is reached through."""

    carrier: Transport
    sign_in: SignIn
    base_url: str | None = None
    """Instead of Google's own hosts."""
    deadline: float = DEADLINE


class Exchange(gspread.HTTPClient):
    """Carries what gspread asks; failures are TransportError and SignInError, not gspread's."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.sign_in.credentials, line.carrier.session)
        self.line = line

    def request(  # noqa: PLR0913, PLR0917 - as gspread has it
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: Any = None,
        json: Any = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        if files is not None:
            raise ValueError("files are not sent through this client")
        parts = {"params": params, "json": json, "form": data}
        return self._sent(method.upper(), endpoint, parts, headers or {})

    def _sent(
        self, method: str, endpoint: str, parts: Mapping[str, Any], headers: Mapping[str, str]
    ) -> requests.Response:
        """One request; a token that Google no longer takes is renewed once."""
        url = self._at_home(endpoint)
        for renewed in (False, True):
            call = Call(
                method=method, url=url, template=_template(endpoint),
                headers={**headers, **self.line.sign_in.headers(method, url)},
                repeat=_repeat(method, endpoint), shape=_shape(endpoint, parts),
                deadline=self.line.deadline, **parts,
            )  # fmt: skip
            try:
                return self.line.carrier.send(call)
            except TransportError as error:
                if error.status != HTTPStatus.UNAUTHORIZED or renewed:
                    raise
            self.line.sign_in.renew()
        raise AssertionError("unreachable")

    def _at_home(self, endpoint: str) -> str:
        """The same path at the base address."""
        base = self.line.base_url
        for host in (SHEETS, DRIVE) if base is not None else ():
            if endpoint.startswith(host):
                return f"{base}{endpoint[len(host) :]}"
        return endpoint


def make_client(line: Line) -> gspread.Client:
    """gspread's own client."""
    return _CLIENT(line.sign_in.credentials, http_client=lambda *_: Exchange(line))


def _shape(endpoint: str, parts: Mapping[str, Any]) -> Callable[[Any], bool]:
    """What tells an answer from any other JSON: whole spreadsheets say which they are, if asked."""
    asked = (parts.get("params") or {}).get("fields", "")
    named = _SPREADSHEET.search(endpoint) and (not asked or "spreadsheetId" in asked)
    return lambda body: isinstance(body, dict) and (not named or "spreadsheetId" in body)


def _repeat(method: str, endpoint: str) -> Repeat:
    if method == "GET" or endpoint.endswith(_READING):
        return Repeat.READ
    return {"PUT": Repeat.SET, "DELETE": Repeat.DELETE}.get(method, Repeat.CREATE)


def _template(endpoint: str) -> str:
    """The path without ids, ranges and queries."""
    path = endpoint.removeprefix(SHEETS).removeprefix(DRIVE).partition("?")[0]
    parts = path.split("/")
    for place, part in enumerate(parts[:-1]):
        if part in ("spreadsheets", "files"):
            _, colon, verb = parts[place + 1].rpartition(":")
            parts[place + 1 :] = ["{id}" + colon + verb, *(["…"] if parts[place + 2 :] else [])]
            break
    return "/".join(parts)
