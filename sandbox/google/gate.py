"""Who may call what: bearer tokens, scopes, switched-off services, quotas."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.google.accounts import DRIVE_SCOPE, SHEETS_SCOPE, Token
from sandbox.google.discovery import Method
from sandbox.google.errors import (
    api_not_enabled,
    few_scopes,
    quota_exceeded,
    unauthenticated,
)
from sandbox.google.store import Google

READS_BY_POST = frozenset({
    "spreadsheets.getByDataFilter", "spreadsheets.values.batchGetByDataFilter",
    "spreadsheets.developerMetadata.search",
})  # fmt: skip
SHEETS_ANY = frozenset({SHEETS_SCOPE, DRIVE_SCOPE, f"{DRIVE_SCOPE}.file"})
SHEETS_READ = SHEETS_ANY | {f"{SHEETS_SCOPE}.readonly", f"{DRIVE_SCOPE}.readonly"}
READABLE = frozenset(
    {"spreadsheets.get", "spreadsheets.values.get", "spreadsheets.values.batchGet"}
)
"""The only methods of Sheets that a token for reading reaches."""
DRIVE_ANY = frozenset({DRIVE_SCOPE, f"{DRIVE_SCOPE}.file"})
DRIVE_METADATA = DRIVE_ANY | {
    f"{DRIVE_SCOPE}.readonly", f"{DRIVE_SCOPE}.metadata", f"{DRIVE_SCOPE}.metadata.readonly",
}  # fmt: skip
DRIVE_CONTENT = DRIVE_ANY | {f"{DRIVE_SCOPE}.readonly"}


def access_of(method: Method) -> str:
    """``read`` or ``write``, as the quotas count."""
    return "read" if method.verb == "GET" or method.name in READS_BY_POST else "write"


def token_of(google: Google, headers: Mapping[str, str], *, drive: bool) -> Token:
    """The token a request carries; no valid one is a 401."""
    kind, _, value = headers.get("Authorization", "").partition(" ")
    token = google.tokens.bearers.get(value.strip())
    expired = (
        token is not None and token.expires is not None and token.expires <= google.clock.now()
    )
    if token is None or kind.lower() != "bearer" or expired:
        raise unauthenticated(drive=drive)
    return token


def admit(google: Google, method: Method, token: Token) -> None:
    """Refuse a token whose project or scopes do not reach this method, or that asks too often."""
    service = "sheets" if method.service == "sheets" else "drive"
    if service in google.switches.disabled:
        raise api_not_enabled(service, token.project)
    if not token.scopes & scopes_for(method):
        raise few_scopes(service, method.name)
    if google.switches.quotas and service == "sheets":
        spend(google, token, access_of(method))


def scopes_for(method: Method) -> frozenset[str]:
    """Any of these opens the method."""
    if method.service == "sheets":
        return SHEETS_READ if method.name in READABLE else SHEETS_ANY
    if method.verb == "GET" or method.name in {"files.watch", "changes.watch", "channels.stop"}:
        return DRIVE_CONTENT if method.name == "files.export" else DRIVE_METADATA
    return DRIVE_ANY


def spend(google: Google, token: Token, access: str) -> None:
    """Count a call against the minute's quota of its user and its project."""
    minute = int(google.clock.now().timestamp() // 60)
    switches, spent = google.switches, google.spent
    if spent.get("minute") != minute:
        spent.clear()
        spent["minute"] = minute
    for whose, key, most in (
        ("user", f"{access} {token.email}", getattr(switches, f"{access}s_per_user")),
        ("project", f"{access} {token.project}", getattr(switches, f"{access}s_per_project")),
    ):
        if spent.get(key, 0) >= most:
            raise _quota(google, token, access, whose, most)
        spent[key] = spent.get(key, 0) + 1


def _quota(google: Google, token: Token, access: str, whose: str, most: int) -> Exception:
    noun = access.capitalize()
    error = quota_exceeded(token.project, {
        "noun": f"{noun} requests",
        "metric": f"{access}_requests",
        "name": f"{noun}RequestsPerMinutePer{whose.capitalize()}",
        "words": f"{noun} requests per minute per user" if whose == "user"
        else f"{noun} requests per minute",
        "value": str(most),
        "unit": "1/min/{project}/{user}" if whose == "user" else "1/min/{project}",
    })  # fmt: skip
    if google.switches.retry_after:
        error.headers["Retry-After"] = str(60 - google.clock.now().second)
    return error
