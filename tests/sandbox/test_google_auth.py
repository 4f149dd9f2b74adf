"""Tokens as the real google-auth gets them, and what a call without a right one is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import id_token
from sandbox_clients import google_credentials, gspread_client, session, sign_in

from sandbox.google.accounts import DRIVE_SCOPE, SHEETS_SCOPE
from sandbox.google.tokens import mint, service_account_key, signed_token
from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"
VERIFY: Callable[..., Mapping[str, Any]] = id_token.verify_token
JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def ask(sandbox: Sandbox, **claims: Any) -> requests.Response:
    """The token endpoint with an assertion of the robot, some of its claims replaced."""
    now = int(sandbox.clock.now().timestamp())
    usual = {
        "iss": ROBOT, "aud": "https://oauth2.googleapis.com/token", "scope": SHEETS_SCOPE,
        "iat": now, "exp": now + 3600,
    }  # fmt: skip
    key = claims.pop("key", sandbox.google.principal(ROBOT).key_id)
    head = {"alg": "RS256", "kid": sandbox.google.principal(ROBOT).key_id}
    form = {"grant_type": JWT_GRANT, "assertion": signed_token(key, head, usual | claims)}
    return requests.post(f"{sandbox.google.base_url}/token", data=form, timeout=5)


def get(sandbox: Sandbox, path: str, token: str = "", **query: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    url = f"{sandbox.google.base_url}{path}"
    return requests.get(url, headers=headers, params=query, timeout=5)


def test_a_service_account_signs_in_with_its_key(sandbox: Sandbox) -> None:
    value = sign_in(google_credentials(sandbox, ROBOT))

    token = sandbox.google.tokens.bearers[value]
    assert (token.email, token.scopes) == (ROBOT, frozenset({SHEETS_SCOPE, DRIVE_SCOPE}))


def test_a_key_file_is_all_that_gspread_needs(sandbox: Sandbox, tmp_path: Path) -> None:
    """As an admin has it: the file of a console, its ``token_uri`` here."""
    path = tmp_path / "key.json"
    path.write_text(json.dumps(service_account_key(sandbox.google, ROBOT)), encoding="utf-8")
    client = gspread.service_account(filename=path)

    assert sandbox.google.tokens.bearers[sign_in(client.http_client.auth)].email == ROBOT


def test_a_person_signs_in_with_a_refresh_token(sandbox: Sandbox) -> None:
    value = sign_in(google_credentials(sandbox, OWNER))

    assert sandbox.google.tokens.bearers[value].email == OWNER


def test_a_revoked_consent_is_no_consent(sandbox: Sandbox) -> None:
    person = google_credentials(sandbox, OWNER)
    sandbox.google.tokens.refresh.clear()

    with pytest.raises(RefreshError, match="invalid_grant"):
        sign_in(person)


def test_both_audiences_are_taken(sandbox: Sandbox) -> None:
    """google-auth signs for Google's address whatever token_uri says."""
    assert ask(sandbox).json()["token_type"] == "Bearer"
    assert ask(sandbox, aud=f"{sandbox.google.base_url}/token").ok


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"key": "another"}, "Invalid JWT Signature."),
        ({"iss": "nobody@example.com"}, "Invalid grant: account not found"),
        ({"iss": OWNER}, "Invalid grant: account not found"),
        ({"aud": "https://example.com"}, "Invalid JWT: Failed audience check."),
        ({"exp": 1}, "Invalid JWT: Token must be a short-lived token"),
        ({"exp": int(time.time()) + 7200}, "Invalid JWT: Token must be a short-lived token"),
        ({"iat": "now"}, "Invalid JWT: iat and exp must be numbers."),
        ({"scope": "https://example.com/everything"}, "Invalid OAuth scope"),
    ],
)
def test_an_assertion_that_is_not_right_gets_no_token(
    sandbox: Sandbox, claims: dict[str, Any], said: str
) -> None:
    answer = ask(sandbox, **claims)

    assert answer.status_code == 400
    assert answer.json()["error_description"].startswith(said)


def test_without_a_token_both_services_say_401_in_their_own_shape(sandbox: Sandbox) -> None:
    sheets = get(sandbox, "/v4/spreadsheets/x")
    drive = get(sandbox, "/drive/v3/files", token="unknown")

    assert sheets.json()["error"]["status"] == "UNAUTHENTICATED"
    assert drive.json()["error"]["errors"][0]["location"] == "Authorization"
    for answer in (sheets, drive):
        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_token_ends_with_its_hour_on_the_sandbox_clock(sandbox: Sandbox) -> None:
    token = ask(sandbox, scope=DRIVE_SCOPE).json()["access_token"]
    before = get(sandbox, "/drive/v3/files", token)

    sandbox.clock.advance(3600)

    assert before.ok
    assert get(sandbox, "/drive/v3/files", token).status_code == 401


def test_a_fixed_token_lasts(sandbox: Sandbox) -> None:
    sandbox.google.issue_token(OWNER, value="fixed")
    sandbox.clock.advance(10 * 365 * 86_400)

    assert get(sandbox, "/drive/v3/files", "fixed").ok


@pytest.mark.parametrize(
    ("verb", "path", "opens"),
    [
        ("GET", "", {"spreadsheets.readonly", "drive.readonly", "spreadsheets", "drive.file"}),
        ("GET", "/values/A1", {"spreadsheets.readonly", "drive.readonly", "spreadsheets"}),
        ("POST", ":getByDataFilter", {"spreadsheets", "drive", "drive.file"}),
        ("GET", "/developerMetadata/1", {"spreadsheets", "drive"}),
        ("POST", ":batchUpdate", {"spreadsheets", "drive"}),
    ],
)
def test_scopes_decide_what_a_token_opens(
    sandbox: Sandbox, verb: str, path: str, opens: set[str]
) -> None:
    """Only three methods of Sheets are open to a token for reading; metadata is not."""
    every = {
        "spreadsheets", "spreadsheets.readonly", "drive", "drive.readonly", "drive.file",
        "drive.metadata",
    }  # fmt: skip
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    refused = set()
    for scope in every:
        token = sandbox.google.issue_token(OWNER, [f"https://www.googleapis.com/auth/{scope}"])
        url = f"{sandbox.google.base_url}/v4/spreadsheets/{file.file_id}{path}"
        answer = (
            requests.request(
                verb, url, headers={"Authorization": f"Bearer {token}"}, json={}, timeout=5
            )
            if verb == "POST"
            else get(sandbox, f"/v4/spreadsheets/{file.file_id}{path}", token)
        )
        if "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in answer.text:
            assert answer.json()["error"]["message"].startswith("Request had insufficient")
            refused.add(scope)

    assert opens <= every - refused
    assert "drive.metadata" in refused


def test_a_service_that_is_off_names_the_project(sandbox: Sandbox) -> None:
    sandbox.google.switches.disabled = frozenset({"sheets"})

    with pytest.raises(PermissionError) as caught:
        gspread_client(sandbox, ROBOT).open_by_key("x")

    error = caught.value.__cause__
    assert isinstance(error, gspread.exceptions.APIError)
    assert error.error["details"][1]["reason"] == "SERVICE_DISABLED"
    assert "123456789012" in error.error["message"]


def test_an_identity_token_is_verified_with_the_certs(sandbox: Sandbox) -> None:
    token = mint(sandbox.google, {"aud": "https://okr.example.com", "email": OWNER})
    certs = f"{sandbox.google.base_url}/oauth2/v1/certs"

    claims = VERIFY(token, Request(), audience="https://okr.example.com", certs_url=certs)

    assert (claims["email"], claims["hd"]) == (OWNER, "example.com")
    with pytest.raises(ValueError, match="audience"):
        VERIFY(token, Request(), audience="https://other.example.com", certs_url=certs)


def test_a_session_refreshes_by_itself_after_an_hour(sandbox: Sandbox) -> None:
    drive = session(sandbox, OWNER)
    url = f"{sandbox.google.base_url}/drive/v3/files"
    first = drive.get(url)

    sandbox.clock.advance(3600)

    assert (first.status_code, drive.get(url).status_code) == (200, 200)
    assert [call.template for call in sandbox.calls].count("/google/token") == 2
