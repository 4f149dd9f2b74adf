"""Credentials of every kind, and a sign-in service that errs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from documents.google_files import OWNER, ROBOT, GoogleFile, Pause, make_file, running
from documents.grids import make_sheets
from google.oauth2 import credentials as of_people
from sandbox_clients import google_credentials

from sandbox.faults import Fault
from sandbox.google.tokens import authorized_user, service_account_key
from sandbox.state import Sandbox
from sync.documents.google_sheets import (
    GoogleSheetsDocument,
    load_credentials,
    make_line,
    open_google_document,
)
from sync.documents.google_sheets.credentials import SCOPES
from sync.documents.google_sheets.opening import Habits
from sync.documents.google_sheets.sign_in_errors import (
    CredentialsFileError,
    NoCredentialsError,
    SignInRefusedError,
    SignInUnreachableError,
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = running()
    yield made
    made.faults.clear()


@pytest.fixture
def file(sandbox: Sandbox) -> GoogleFile:
    return make_file(sandbox, make_sheets())


def key_file(folder: Path, content: object) -> Path:
    path = folder / "key.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def opened(file: GoogleFile, credentials: Any, pause: Pause | None = None) -> GoogleSheetsDocument:
    habits = Habits(clock=(pause or Pause()).clock())
    return open_google_document(
        file.file_id, make_line(credentials, file.sandbox.google.base_url, habits)
    )


def test_the_key_of_a_service_account_is_all_it_takes(file: GoogleFile, tmp_path: Path) -> None:
    path = key_file(tmp_path, service_account_key(file.sandbox.google, ROBOT))

    document = opened(file, load_credentials(path))
    document.read()

    assert document.spreadsheet.robot == ROBOT


def test_the_consent_of_a_person_is_refreshed(file: GoogleFile, tmp_path: Path) -> None:
    """Such a file always leads to Google's own address; here it is exchanged."""
    consent = authorized_user(file.sandbox.google, OWNER, SCOPES)
    found: Any = load_credentials(key_file(tmp_path, consent))
    local: Callable[..., Any] = of_people.Credentials
    kept = {name: getattr(found, name) for name in ("refresh_token", "client_id", "client_secret")}

    document = opened(file, local(None, token_uri=consent["token_uri"], scopes=SCOPES, **kept))
    document.read()

    assert document.spreadsheet.robot == ""
    assert tuple(found.scopes) == SCOPES


def test_the_environment_names_a_file(
    file: GoogleFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = key_file(tmp_path, service_account_key(file.sandbox.google, ROBOT))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))

    opened(file, load_credentials()).read()


def test_nothing_configured_says_what_to_configure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")

    with pytest.raises(NoCredentialsError, match="GOOGLE_APPLICATION_CREDENTIALS") as caught:
        load_credentials()

    assert "Учётные данные Google не найдены" in caught.value.say("ru")


@pytest.mark.parametrize(
    "content", ["", "no JSON", "{}", "[]", {"type": "service_account"}, "\x00"]
)
def test_a_broken_file_is_named(tmp_path: Path, content: object) -> None:
    path = key_file(tmp_path, content)

    with pytest.raises(CredentialsFileError, match=r"key\.json"):
        load_credentials(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsFileError, match=r"gone\.json"):
        load_credentials(tmp_path / "gone.json")


def test_a_person_who_took_back_the_consent_is_told_so(file: GoogleFile) -> None:
    credentials: Any = google_credentials(file.sandbox, OWNER)
    file.sandbox.google.tokens.refresh.clear()

    with pytest.raises(SignInRefusedError, match="invalid_grant"):
        opened(file, credentials).read()


FAULTS = [
    Fault("status", "/token", status=500), Fault("html", "/token", status=502),
    Fault("drop_before", "/token"), Fault("drop_after", "/token", reset=True),
    Fault("truncate", "/token"), Fault("truncate_matching_length", "/token"),
    Fault("html_200", "/token"), Fault("empty_200", "/token"),
    Fault("status", "/token", status=429, headers={"Retry-After": "2"}),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_a_sign_in_that_fails_once_is_tried_again(file: GoogleFile, number: int) -> None:
    fault = FAULTS[number]
    file.sandbox.faults.add(Fault(fault.kind, fault.path, status=fault.status,
                                  headers=fault.headers, reset=fault.reset))  # fmt: skip

    opened(file, google_credentials(file.sandbox, ROBOT)).read()


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_a_sign_in_that_keeps_failing_is_given_up(file: GoogleFile, number: int) -> None:
    fault, pause = FAULTS[number], Pause()
    file.sandbox.faults.add(Fault(fault.kind, fault.path, count=99, status=fault.status,
                                  headers=fault.headers, reset=fault.reset))  # fmt: skip
    before = len(file.sandbox.calls)

    with pytest.raises(SignInUnreachableError, match="Nothing was changed"):
        opened(file, google_credentials(file.sandbox, ROBOT), pause).read()

    assert len(file.sandbox.calls) - before <= 5


def test_one_token_serves_many_requests(file: GoogleFile) -> None:
    document = opened(file, google_credentials(file.sandbox, ROBOT))
    before = len(file.sandbox.calls)

    document.read()
    document.read()

    tokens = [call for call in file.sandbox.calls[before:] if call.path.endswith("/token")]
    assert len(tokens) == 1
    assert document.calls == {"read": 3, "write": 0}
