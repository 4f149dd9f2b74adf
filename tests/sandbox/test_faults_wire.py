"""Scripted failures as a client meets them on the wire."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from sandbox_clients import google_credentials, sign_in

from sandbox.app import create_app
from sandbox.faults import KINDS, Fault, gzip_bomb
from sandbox.state import Sandbox

OWNER = "anna@example.com"
FILES = "/google/drive/v3/files"


@pytest.fixture
def client(sandbox: Sandbox) -> requests.Session:
    """Plain requests with a token of the owner."""
    made = requests.Session()
    made.headers["Authorization"] = f"Bearer {sandbox.google.issue_token(OWNER)}"
    return made


def create(sandbox: Sandbox, client: requests.Session, **more: Any) -> requests.Response:
    body = {"name": "New", "mimeType": "application/vnd.google-apps.spreadsheet"}
    return client.post(f"{sandbox.url}{FILES}", json=body, timeout=5, **more)


def names(sandbox: Sandbox) -> list[str]:
    return [file.name for file in sandbox.google.files.values()]


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize(("kind", "done"), [("drop_before", []), ("drop_after", ["New"])])
def test_a_lost_answer_does_not_tell_whether_it_was_done(
    sandbox: Sandbox, client: requests.Session, kind: str, done: list[str], reset: bool
) -> None:
    sandbox.faults.add(Fault(kind, reset=reset))

    with pytest.raises(requests.ConnectionError):
        create(sandbox, client)

    assert names(sandbox) == done
    assert sandbox.calls[-1].fault == kind


@pytest.mark.parametrize("kind", ["truncate", "truncate_chunked"])
def test_a_cut_answer_breaks_off_in_the_middle(
    sandbox: Sandbox, client: requests.Session, kind: str
) -> None:
    sandbox.faults.add(Fault(kind))

    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.ConnectionError)):
        create(sandbox, client)

    assert names(sandbox) == ["New"]


def test_a_cut_answer_may_claim_to_be_whole(sandbox: Sandbox, client: requests.Session) -> None:
    sandbox.faults.add(Fault("truncate_matching_length"))

    answer = create(sandbox, client)

    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    with pytest.raises(requests.exceptions.JSONDecodeError):
        answer.json()


def test_a_dripping_answer_outlasts_the_timeout_between_two_bytes(
    sandbox: Sandbox, client: requests.Session
) -> None:
    """Every byte comes within the timeout; the whole takes far longer."""
    sandbox.faults.add(Fault("drip", seconds=0.004))
    began = time.monotonic()

    answer = client.get(f"{sandbox.url}{FILES}?prettyPrint=false", timeout=0.1)

    assert answer.json()["files"] == []
    assert time.monotonic() - began > 0.15


def test_a_late_answer_is_none_for_the_impatient(
    sandbox: Sandbox, client: requests.Session
) -> None:
    sandbox.faults.add(Fault("delay", seconds=30))

    with pytest.raises(requests.ReadTimeout):
        client.get(f"{sandbox.url}{FILES}", timeout=0.1)

    assert sandbox.calls[-1].status == 200


def test_a_gzip_bomb_is_small_until_it_is_opened(
    sandbox: Sandbox, client: requests.Session
) -> None:
    sandbox.faults.add(Fault("gzip_bomb", megabytes=20))

    answer = client.get(f"{sandbox.url}{FILES}", stream=True, timeout=5)

    assert int(answer.headers["Content-Length"]) < 40_000
    assert len(answer.content) == 20_000_002
    assert len(gzip_bomb(200)) < 400_000


@pytest.mark.parametrize(
    ("fault", "status", "start"),
    [
        (Fault("html"), 503, b"<!DOCTYPE html>"),
        (Fault("html", status=502), 502, b"<!DOCTYPE html>"),
        (Fault("html_200"), 200, b"<!DOCTYPE html>"),
        (Fault("empty_200"), 200, b""),
        (Fault("other_json"), 200, b'{"unexpected"'),
        (Fault("other_json", body="[]"), 200, b"[]"),
    ],
)
def test_bodies_that_nobody_expects(
    sandbox: Sandbox, client: requests.Session, fault: Fault, status: int, start: bytes
) -> None:
    sandbox.faults.add(fault)

    answer = create(sandbox, client)

    assert (answer.status_code, answer.content[: len(start) or 1]) == (status, start)
    assert names(sandbox) == []


def test_a_status_comes_in_the_shape_of_its_service(
    sandbox: Sandbox, client: requests.Session
) -> None:
    sandbox.faults.add(Fault("status", status=429, count=2, headers={"Retry-After": "7"}))

    drive = client.get(f"{sandbox.url}{FILES}", timeout=5)
    sheets = client.get(f"{sandbox.url}/google/v4/spreadsheets/x", timeout=5)

    assert drive.json()["error"]["errors"][0]["domain"] == "usageLimits"
    assert sheets.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert drive.headers["Retry-After"] == sheets.headers["Retry-After"] == "7"


def test_google_auth_gets_over_a_token_endpoint_in_trouble(sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault("status", path="/token$", status=503))

    assert sign_in(google_credentials(sandbox, OWNER))
    assert [call.status for call in sandbox.calls] == [503, 200]


def test_many_clients_at_once_are_answered_one_by_one(
    sandbox: Sandbox, client: requests.Session
) -> None:
    headers = dict(client.headers)

    def make(number: int) -> int:
        body = {"name": f"Plan {number}"}
        url = f"{sandbox.url}{FILES}"
        return requests.post(url, json=body, headers=headers, timeout=30).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(make, range(80)))

    assert statuses == {200}
    assert len(set(names(sandbox))) == len(sandbox.calls) == 80


def test_a_status_may_hide_that_it_was_done(sandbox: Sandbox, client: requests.Session) -> None:
    sandbox.faults.add(Fault("status", status=503, applied=True))

    assert create(sandbox, client).status_code == 503
    assert names(sandbox) == ["New"]


def test_a_fault_waits_for_its_call(sandbox: Sandbox, client: requests.Session) -> None:
    """The second POST to files fails, and the third; nothing else."""
    sandbox.faults.add(Fault("status", path=r"/files$", method="POST", after=1, count=2))

    statuses = [create(sandbox, client).status_code for _ in range(4)]

    assert statuses == [200, 503, 503, 200]
    assert client.get(f"{sandbox.url}{FILES}", timeout=5).ok
    assert sandbox.faults.waiting() == []


def test_a_connection_serves_many_requests_and_lives_through_a_fault(
    sandbox: Sandbox, client: requests.Session
) -> None:
    for kind in ("drop_before", "truncate"):
        sandbox.faults.add(Fault(kind))
        with pytest.raises(requests.RequestException):
            client.get(f"{sandbox.url}{FILES}", timeout=5)

        assert client.get(f"{sandbox.url}{FILES}", timeout=5).ok


def test_chunked_bodies_and_expectations_are_understood(sandbox: Sandbox) -> None:
    token = sandbox.google.issue_token(OWNER)
    port = int(sandbox.url.rpartition(":")[2])
    head = (
        f"POST {FILES}?alt=json HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
        "Expect: 100-continue\r\nConnection: close\r\n\r\n"
    )

    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
        wire.sendall(head.encode())
        went_on = wire.recv(100)
        wire.sendall(b'7\r\n{"name"\r\n9\r\n: "Late"}\r\n0\r\n\r\n')
        answer = b"".join(iter(lambda: wire.recv(4096), b""))

    assert went_on.startswith(b"HTTP/1.1 100")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert names(sandbox) == ["Late"]


def test_without_the_wire_a_lost_answer_is_an_exception(sandbox: Sandbox) -> None:
    """The test client of Flask has no connection to drop."""
    sandbox.faults.add(Fault("drop_after"))

    with pytest.raises(ConnectionResetError):
        create_app(sandbox).test_client().get(FILES)


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="drop_after"):
        Fault("explode")
    assert {"gzip_bomb", "drip"} <= KINDS
