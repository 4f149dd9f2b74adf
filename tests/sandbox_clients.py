"""Real Google clients pointed at a sandbox: what changes is where they call, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import gspread
from google.auth.credentials import Credentials
from google.auth.crypt import RSASigner, Signer
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2 import credentials, service_account

from sandbox.google.accounts import DRIVE_SCOPE, SHEETS_SCOPE, private_pem
from sandbox.google.tokens import authorized_user
from sandbox.state import Sandbox

BOTH = (SHEETS_SCOPE, DRIVE_SCOPE)
ROBOT: Callable[..., Credentials] = service_account.Credentials
SIGNER: Callable[..., Signer] = RSASigner.from_service_account_info
PERSON: Callable[..., Credentials] = credentials.Credentials
SESSION: Callable[..., AuthorizedSession] = AuthorizedSession
HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


@cache
def signer(key_id: str) -> Signer:
    """Reading a key takes longer than most tests; each account keeps its own for a process."""
    return SIGNER({"private_key": private_pem(key_id), "private_key_id": key_id})


def google_credentials(sandbox: Sandbox, email: str, scopes: Iterable[str] = BOTH) -> Credentials:
    """google-auth's credentials of an account, signed or refreshed at the sandbox.

    ``from_authorized_user_info`` would call Google's own address whatever the file says.
    """
    wanted = list(scopes)
    if sandbox.google.principal(email).robot:
        token_uri = f"{sandbox.google.base_url}/token"
        return ROBOT(
            signer(sandbox.google.principal(email).key_id), email, token_uri, scopes=wanted
        )
    consent = authorized_user(sandbox.google, email, wanted)
    kept = ("refresh_token", "token_uri", "client_id", "client_secret")
    return PERSON(None, scopes=wanted, **{name: consent[name] for name in kept})


def sign_in(found: Credentials) -> str:
    """Fetch a token; this is it."""
    refresh: Callable[[Request], None] = found.refresh
    refresh(Request())
    return str(found.token)


def gspread_client(sandbox: Sandbox, email: str, scopes: Iterable[str] = BOTH) -> gspread.Client:
    """gspread with its own HTTP client class, which only exchanges the host."""
    base = sandbox.google.base_url

    class Redirected(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *rest: Any, **more: Any) -> Any:
            for host in HOSTS:
                endpoint = endpoint.replace(host, base, 1)
            return super().request(method, endpoint, *rest, **more)

    found = google_credentials(sandbox, email, scopes)
    return gspread.authorize(found, http_client=Redirected)


def session(sandbox: Sandbox, email: str, scopes: Iterable[str] = BOTH) -> AuthorizedSession:
    """requests with an account's token, for what gspread has no word for."""
    return SESSION(google_credentials(sandbox, email, scopes))
