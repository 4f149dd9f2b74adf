"""The control plane over HTTP, and the parts of the frame it moves."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from sandbox.clock import Clock
from sandbox.schedule import Schedule
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox

OWNER = "anna@example.com"


def control(sandbox: Sandbox, name: str, verb: str = "POST", /, **body: Any) -> Any:
    answer = requests.request(verb, f"{sandbox.url}/_control/{name}", json=body, timeout=5)
    return answer.json() | ({} if answer.ok else {"status": answer.status_code})


def google(sandbox: Sandbox, operation: str, /, **told: Any) -> Any:
    return control(sandbox, f"google/{operation}", **told)


def test_the_clock_is_set_frozen_and_moved(sandbox: Sandbox) -> None:
    control(sandbox, "clock", frozen=True, set="2026-11-23T09:00:00+03:00")
    told = control(sandbox, "clock", advance=90)

    assert told == {"now": "2026-11-23T06:01:30+00:00", "frozen": True}
    assert sandbox.clock.now() == datetime(2026, 11, 23, 6, 1, 30, tzinfo=UTC)
    assert control(sandbox, "clock", "GET")["frozen"] is True
    assert control(sandbox, "clock", frozen=False)["frozen"] is False


@pytest.mark.parametrize(
    ("path", "method", "body"),
    [
        ("clock", "POST", {"backwards": 1}), ("clock", "POST", {"set": "soon"}),
        ("clock", "POST", {"set": "2026-11-23T09:00:00"}), ("faults", "POST", {"kind": "explode"}),
        ("faults", "POST", {"nonsense": 1}), ("nothing", "GET", {}), ("reset", "GET", {}),
        ("reset", "POST", {"world": "huge"}),
        ("google/nothing", "POST", {}), ("google/share", "POST", {"file_id": "x"}),
        ("google/switch", "POST", {"nonsense": 1}), ("google/delete", "POST", {"file_id": "x"}),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    sandbox: Sandbox, path: str, method: str, body: dict[str, Any]
) -> None:
    answer = control(sandbox, path, method, **body)

    assert answer["status"] == 400
    assert answer["error"]


def test_faults_are_queued_and_cleared(sandbox: Sandbox) -> None:
    control(sandbox, "faults", kind="status", path="/files", status=429, count=2)
    first = requests.get(f"{sandbox.url}/google/drive/v3/files", timeout=5).status_code
    waiting = control(sandbox, "faults", "GET")["faults"]
    left = control(sandbox, "faults", "DELETE")["faults"]

    assert (first, waiting[0]["count"], left) == (429, 1, [])


def test_the_log_of_calls_and_of_violations(sandbox: Sandbox) -> None:
    requests.get(f"{sandbox.url}/nowhere?x=1", timeout=5)

    (line,) = control(sandbox, "calls", "GET")["calls"]
    told = control(sandbox, "violations", "GET")["violations"]
    control(sandbox, "calls", "DELETE")
    control(sandbox, "violations", "DELETE")

    assert (line["method"], line["path"], line["query"], line["status"]) == (
        "GET", "/nowhere", "x=1", 501,
    )  # fmt: skip
    assert told == ["no such route: GET /nowhere"]
    assert (sandbox.calls, sandbox.violations) == ([], [])


def test_a_reset_forgets_everything_but_the_clock(sandbox: Sandbox) -> None:
    google(sandbox, "add_spreadsheet", title="Plan", owner=OWNER)
    google(sandbox, "switch", quotas=True)
    control(sandbox, "clock", set="2030-01-01T00:00:00Z")

    control(sandbox, "reset", world="demo", seed=7)

    assert google(sandbox, "list_files") == {"files": []}
    assert google(sandbox, "switch")["quotas"] is False
    assert (sandbox.clock.now().year, sandbox.seed, len(sandbox.world.deals) > 10) == (
        2030,
        7,
        True,
    )
    key = google(sandbox, "add_robot", email="robot@example.com")
    assert key["token_uri"] == f"{sandbox.url}/google/token"


def test_accounts_and_their_tokens(sandbox: Sandbox) -> None:
    google(sandbox, "add_person", email="vera@example.com", name="Vera", language="ru")
    token = google(sandbox, "issue_token", email="vera@example.com", value="fixed")["access_token"]
    consent = google(sandbox, "consent", email="vera@example.com")
    minted = google(sandbox, "identity_token", email="vera@example.com", aud="x")["id_token"]

    def about() -> requests.Response:
        return requests.get(
            f"{sandbox.url}/google/drive/v3/about?fields=user(displayName)",
            headers={"Authorization": f"Bearer {token}"}, timeout=5,
        )  # fmt: skip

    assert about().json() == {"user": {"displayName": "Vera"}}
    assert google(sandbox, "revoke_token", value="fixed") == {"revoked": True}
    assert about().status_code == 401
    assert (consent["type"], minted.count(".")) == ("authorized_user", 2)


def test_files_are_made_shared_and_thrown_away(sandbox: Sandbox) -> None:
    made = google(sandbox, "add_spreadsheet", title="План", owner=OWNER, file_id="1abc",
                  locale="ru_RU", timeZone="Europe/Moscow", tab_title="Лист1")  # fmt: skip
    google(sandbox, "share", file_id="1abc", email="boris@example.com", role="reader")
    file = sandbox.google.files["1abc"]
    roles = [one.role for one in file.permissions]
    google(sandbox, "unshare", file_id="1abc", email="boris@example.com")
    google(sandbox, "set_office", file_id="1abc")
    google(sandbox, "trash", file_id="1abc")
    inside = sandbox.google.spreadsheet("1abc")

    assert (made, roles, len(file.permissions)) == ({"id": "1abc"}, ["owner", "reader"], 1)
    assert (inside.locale, inside.time_zone, inside.tabs[0].title) == (
        "ru_RU", "Europe/Moscow", "Лист1",
    )  # fmt: skip
    assert (file.office, file.trashed) == (True, True)
    google(sandbox, "delete", file_id="1abc")
    assert google(sandbox, "list_files") == {"files": []}


def test_a_person_acts(sandbox: Sandbox) -> None:
    file_id = google(sandbox, "add_spreadsheet", title="Plan", owner=OWNER)["id"]
    told = {"file_id": file_id, "email": OWNER}

    google(sandbox, "act_as", **told, act="type", tab="Sheet1", cell="A1", text="=1+1")
    number = google(sandbox, "act_as", **told, act="add_tab", title="Second")
    refused = google(sandbox, "act_as", **told, act="add_tab", title="Second")
    copy = google(sandbox, "act_as", **told, act="make_copy")
    unknown = google(sandbox, "act_as", **told, act="guard", area=1)

    inside = sandbox.google.spreadsheet(file_id)
    assert inside.value(inside.tabs[0], 0, 0) == 2.0
    assert number == {"done": inside.tabs[1].sheet_id}
    assert "already exists" in refused["refused"]
    assert sandbox.google.files[copy["done"]].name == "Copy of Plan"
    assert unknown["status"] == 400


def test_deliveries_are_listed_and_switches_told(sandbox: Sandbox) -> None:
    switched = google(sandbox, "switch", disabled=["drive"], drive_lag=5)

    assert (switched["disabled"], switched["drive_lag"]) == (["drive"], 5)
    assert google(sandbox, "list_deliveries") == {"deliveries": []}
    assert google(sandbox, "add_shared_drive", name="Team", roles={OWNER: "organizer"})["id"]


def test_a_running_clock_runs_and_a_frozen_one_stands() -> None:
    clock = Clock(datetime(2026, 1, 1, tzinfo=UTC), frozen=True)
    jumps: list[datetime] = []
    clock.watchers.append(lambda: jumps.append(clock.now()))

    first = clock.now()
    clock.advance(1)
    clock.run()
    running = clock.now()

    assert (first.second, jumps) == (0, [datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)])
    assert jumps[0] <= running <= clock.now()
    with pytest.raises(ValueError, match="time zone"):
        clock.set(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the mistake


def test_what_is_due_runs_in_its_order() -> None:
    clock = Clock(frozen=True)
    schedule, done = Schedule(clock), list[str]()

    def early() -> None:
        done.append("early")
        schedule.later(0, lambda: done.append("next"))

    schedule.later(20, lambda: done.append("late"))
    schedule.later(10, early)

    schedule.run_due()
    before = list(done)
    clock.advance(10)
    schedule.run_due()

    assert (before, done) == ([], ["early", "next"])
    assert schedule.next_due() == clock.later(10)


def test_a_demo_ticks_by_itself() -> None:
    sandbox = make_sandbox(world="empty")
    happened = threading.Event()

    with serve(sandbox, ticking=True):
        sandbox.schedule.later(0.05, happened.set)

        assert happened.wait(3)


def test_an_unknown_world_is_named() -> None:
    with pytest.raises(ValueError, match="'demo' and 'empty'"):
        make_sandbox(world="flat")
