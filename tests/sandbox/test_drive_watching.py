"""Drive notices changes late, lists them, and tells whoever watches."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from google.auth.transport.requests import AuthorizedSession
from sandbox_clients import session

from sandbox.state import Sandbox

OWNER = "anna@example.com"
OTHER = "boris@example.com"


class Listener:
    """A web server of the service's kind: keeps the headers it was sent, answers as told."""

    def __init__(self) -> None:
        self.heard: list[dict[str, str]] = []
        self.answers: list[int] = []
        listener = self

        class Taker(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = {name.lower(): value for name, value in self.headers.items()}
                listener.heard.append(told)
                self.send_response(listener.answers.pop(0) if listener.answers else 200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Taker)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def states(self) -> list[str]:
        return [told["x-goog-resource-state"] for told in self.heard]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def drive(sandbox: Sandbox) -> AuthorizedSession:
    sandbox.clock.freeze()
    return session(sandbox, OWNER)


def api(sandbox: Sandbox, rest: str) -> str:
    return f"{sandbox.google.base_url}/drive/v3/{rest}"


def edit(sandbox: Sandbox, file_id: str) -> None:
    """Someone types into a cell."""
    file = sandbox.google.files[file_id]
    with sandbox.google.noticing(file, OWNER):
        sandbox.google.spreadsheet(file_id).tabs[0].enter(0, 0, "typed")
        sandbox.google.spreadsheet(file_id).touch()


def watch(sandbox: Sandbox, drive: AuthorizedSession, path: str, **body: Any) -> Any:
    usual = {"id": "channel-1", "type": "web_hook", "token": "secret"}
    return drive.post(api(sandbox, path), json=usual | body)


def test_drive_notices_edits_late_and_together(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    place = api(sandbox, f"files/{file.file_id}?fields=version,modifiedTime")
    before = drive.get(place).json()

    edit(sandbox, file.file_id)
    sandbox.clock.advance(100)
    edit(sandbox, file.file_id)
    sandbox.clock.advance(79)
    unnoticed = drive.get(place).json()
    sandbox.clock.advance(1)
    after = drive.get(place).json()

    assert unnoticed == before
    assert (before["version"], after["version"]) == ("1", "2")
    assert after["modifiedTime"] > before["modifiedTime"]


def test_a_new_title_is_noticed_at_once(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    sandbox.google.rename(file, "Plan 2", OWNER)

    place = api(sandbox, f"files/{file.file_id}?fields=version,name")
    assert drive.get(place).json() == {"version": "2", "name": "Plan 2"}


def test_a_watched_file_tells_of_its_edits(
    sandbox: Sandbox, drive: AuthorizedSession, listener: Listener
) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    opened = watch(sandbox, drive, f"files/{file.file_id}/watch", address=listener.address).json()
    edit(sandbox, file.file_id)
    sandbox.clock.advance(179)
    quiet = listener.states()
    sandbox.clock.advance(1)

    assert (quiet, listener.states()) == (["sync"], ["sync", "update"])
    sync, update = listener.heard
    assert sync["x-goog-message-number"] == "1"
    assert int(update["x-goog-message-number"]) > 1
    assert update["x-goog-changed"] == "content"
    assert update["x-goog-channel-token"] == "secret"
    assert update["x-goog-channel-id"] == "channel-1"
    assert update["x-goog-resource-id"] == opened["resourceId"]
    assert update["content-length"] == "0"
    assert opened["kind"] == "api#channel"


def test_a_listener_in_trouble_is_asked_again(
    sandbox: Sandbox, drive: AuthorizedSession, listener: Listener
) -> None:
    """A 404 is final, a 503 is not."""
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    listener.answers = [503, 500, 200, 404]

    watch(sandbox, drive, f"files/{file.file_id}/watch", address=listener.address)
    sandbox.clock.advance(10)
    sandbox.clock.advance(20)
    sandbox.google.rename(file, "Plan 2", OWNER)
    sandbox.clock.advance(600)

    numbers = [told["x-goog-message-number"] for told in listener.heard]
    assert listener.states() == ["sync", "sync", "sync", "update"]
    assert numbers[:3] == ["1", "1", "1"]
    assert [one.status for one in sandbox.google.notices.deliveries] == [503, 500, 200, 404]


def test_a_channel_ends_by_itself_or_when_it_is_stopped(
    sandbox: Sandbox, drive: AuthorizedSession, listener: Listener
) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    path = f"files/{file.file_id}/watch"
    watch(sandbox, drive, path, address=listener.address)
    second = watch(sandbox, drive, path, id="channel-2", address=listener.address).json()
    both = {"id": "channel-2", "resourceId": second["resourceId"]}

    stopped = drive.post(api(sandbox, "channels/stop"), json=both)
    again = drive.post(api(sandbox, "channels/stop"), json=both)
    sandbox.clock.advance(3601)
    sandbox.google.rename(file, "Plan 2", OWNER)
    sandbox.clock.advance(1)

    assert (stopped.status_code, again.status_code) == (204, 404)
    assert listener.states() == ["sync", "sync"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"address": "http://example.com/hook"}, "push.webhookUrlNotHttps"),
        ({"address": "nonsense"}, "push.webhookUrlNotHttps"),
        ({"address": "https://example.com/x", "type": "pigeon"}, "channelUnknownType"),
        ({"address": "https://example.com/x", "id": ""}, "required"),
        ({"address": "https://example.com/x", "expiration": "1000"}, "invalid"),
    ],
)
def test_a_channel_that_cannot_be(
    sandbox: Sandbox, drive: AuthorizedSession, body: dict[str, str], reason: str
) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    answer = watch(sandbox, drive, f"files/{file.file_id}/watch", **body)

    assert answer.status_code == 400
    assert answer.json()["error"]["errors"][0]["reason"] == reason


def test_a_channel_has_its_id_alone_and_ends_in_time(
    sandbox: Sandbox, drive: AuthorizedSession
) -> None:
    """Addresses elsewhere are never called; the record says that nobody took the message."""
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    path, now = f"files/{file.file_id}/watch", sandbox.clock.now().timestamp()
    far = {"address": "https://example.com/x", "expiration": str(int((now + 10**7) * 1000))}

    first = watch(sandbox, drive, path, **far).json()
    twice = watch(sandbox, drive, path, **far).json()
    wide = watch(sandbox, drive, "changes/watch?pageToken=1", id="channel-2", **far).json()

    assert int(first["expiration"]) // 1000 == int(now + 86_400)
    assert int(wide["expiration"]) // 1000 == int(now + 604_800)
    assert twice["error"]["errors"][0]["reason"] == "channelIdNotUnique"
    assert [one.status for one in sandbox.google.notices.deliveries] == [0, 0]


def test_plain_http_on_this_machine_can_be_switched_off(
    sandbox: Sandbox, drive: AuthorizedSession, listener: Listener
) -> None:
    sandbox.google.switches.loopback_hooks = False

    answer = watch(sandbox, drive, "changes/watch?pageToken=1", address=listener.address)

    assert answer.status_code == 400


def test_the_change_list_has_each_file_once(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    google = sandbox.google
    start = drive.get(api(sandbox, "changes/startPageToken")).json()["startPageToken"]
    plan, gone = google.add_spreadsheet("Plan", OWNER), google.add_spreadsheet("Gone", OWNER)
    google.rename(plan, "Plan 1", OWNER)
    google.rename(google.add_spreadsheet("Hidden", OTHER), "Still hidden", OTHER)
    google.rename(plan, "Plan 2", OWNER)
    google.gone(gone)

    told = drive.get(api(sandbox, "changes"), params={"pageToken": start}).json()
    first = drive.get(api(sandbox, "changes"), params={"pageToken": start, "pageSize": 1}).json()
    second = drive.get(api(sandbox, "changes"), params={"pageToken": first["nextPageToken"]}).json()

    found = [(one["fileId"], one["removed"]) for one in told["changes"]]
    assert found == [(plan.file_id, False), (gone.file_id, True)]
    assert told["changes"][0]["file"]["name"] == "Plan 2"
    assert [one["fileId"] for one in first["changes"] + second["changes"]] == [
        plan.file_id, gone.file_id,
    ]  # fmt: skip
    end = drive.get(api(sandbox, "changes"), params={"pageToken": told["newStartPageToken"]})
    assert end.json()["changes"] == []


def test_who_watches_all_changes_hears_of_files_they_can_see(
    sandbox: Sandbox, listener: Listener
) -> None:
    sandbox.clock.freeze()
    boris, google = session(sandbox, OTHER), sandbox.google
    watch(sandbox, boris, "changes/watch?pageToken=1", address=listener.address)
    plan = google.add_spreadsheet("Plan", OWNER)
    google.rename(plan, "Plan 1", OWNER)
    google.share(plan.file_id, OTHER)
    google.rename(plan, "Plan 2", OWNER)
    sandbox.schedule.run_due()

    assert listener.states() == ["sync", "change", "change"]
    assert "x-goog-changed" not in listener.heard[1]


def test_losing_a_file_is_a_change(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OTHER)
    mine = sandbox.google.share(file.file_id, OWNER, "writer").permission_id
    place = f"files/{file.file_id}/permissions/{mine}"

    session(sandbox, OTHER).delete(api(sandbox, place))

    told = drive.get(api(sandbox, "changes"), params={"pageToken": "1"}).json()
    assert [(one["fileId"], one["removed"]) for one in told["changes"]] == [(file.file_id, True)]
    assert json.dumps(told).count('file": {') == 0
