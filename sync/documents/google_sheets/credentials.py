"""Signing in to Google: application default credentials, a service account's key, or a person's
consent, all through google-auth, with the project's own rules for HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import google.auth
from google.auth import exceptions, transport
from google.auth.credentials import Credentials

from sync.documents.google_sheets.sign_in_errors import (
    CredentialsFileError,
    NoCredentialsError,
    SignInRefusedError,
    SignInUnreachableError,
)
from sync.transport import Call, Kind, Repeat, Transport, TransportError

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.file",
)
_FROM_FILE: Callable[..., tuple[Credentials, Any]] = google.auth.load_credentials_from_file
_UNREACHED: Callable[[str], Exception] = exceptions.TransportError
_LONGEST_CODE = 40
_BOUNDARY = "/allowedLocations"
"""What google-auth asks about after each sign-in, on a thread of its own, and can do without."""


def load_credentials(path: Path | None = None) -> Credentials:
    """The credentials of a file (a service account's key or ``authorized_user``), or without one
    those of the environment. Raises SignInError."""
    try:
        if path is None:
            found, _ = google.auth.default(scopes=SCOPES)
        else:
            found, _ = _FROM_FILE(str(path), scopes=SCOPES)
    except (exceptions.GoogleAuthError, ValueError, OSError, LookupError, AttributeError) as error:
        missing = path is None and "not found" in str(error)
        raise (NoCredentialsError() if missing else CredentialsFileError(_name(path))) from error
    return found


class SignIn:
    """Tokens for requests, fetched when needed."""

    def __init__(self, credentials: Credentials, carrier: Transport) -> None:
        self.credentials, self._carrier = credentials, carrier

    @property
    def email(self) -> str:
        """Whom to share a sheet with; empty where Google does not tell."""
        found = str(getattr(self.credentials, "service_account_email", "") or "")
        return found if "@" in found else ""

    def headers(self, method: str, url: str) -> Mapping[str, str]:
        """What to send along with a request. Raises SignInError."""
        headers: dict[str, str] = {}
        try:
            sign: Callable[..., None] = self.credentials.before_request
            sign(_Request(self._carrier), method, url, headers)
        except exceptions.GoogleAuthError as error:
            raise self._refused(error) from error
        return headers

    def renew(self) -> None:
        """A new token, since Google has refused the one at hand. Raises SignInError."""
        try:
            refresh: Callable[..., None] = self.credentials.refresh
            refresh(_Request(self._carrier))
        except exceptions.GoogleAuthError as error:
            raise self._refused(error) from error

    def _refused(self, error: exceptions.GoogleAuthError) -> Exception:
        if isinstance(error, exceptions.TransportError):
            return SignInUnreachableError()
        return SignInRefusedError(self.email, _reason(error))


class _Request(transport.Request):
    """google-auth's way to the network."""

    def __init__(self, carrier: Transport) -> None:
        self._carrier = carrier

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Any = None,
        **_: object,
    ) -> transport.Response:
        if _BOUNDARY in url:
            raise _UNREACHED("not asked")
        seconds = min(float(timeout), 30.0) if isinstance(timeout, int | float) else 30.0
        call = Call(
            method=method, url=url, template="/token", repeat=Repeat.SET, form=body,
            headers=headers, deadline=seconds,
            shape=None if method == "GET" else lambda found: isinstance(found, dict),
        )  # fmt: skip
        try:
            answer = self._carrier.send(call)
        except TransportError as error:
            if error.kind is Kind.REFUSED:
                return _Response(error.status, {}, error.body)
            raise _UNREACHED(error.text.en) from error
        return _Response(answer.status_code, answer.headers, answer.content)


class _Response(transport.Response):
    """An answer as google-auth wants it."""

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self._status, self._headers, self._content = status, headers, content

    @property
    def status(self) -> int:
        return self._status

    @property
    def headers(self) -> Mapping[str, str]:
        return self._headers

    @property
    def data(self) -> bytes:
        return self._content


def _name(path: Path | None) -> str:
    return str(path) if path is not None else "GOOGLE_APPLICATION_CREDENTIALS"


def _reason(error: Exception) -> str:
    """The short code that Google gives, such as ``invalid_grant``."""
    text = str(error.args[0]) if error.args else ""
    code = text.partition(":")[0].strip(" ('\"")
    return code if code.isidentifier() and len(code) <= _LONGEST_CODE else ""
