"""Buttons: syncing now, adding a document, and what goes wrong."""

from __future__ import annotations

import logging
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sites import Site, SlowDocument, press, token, wait_for
from teams import KEY_RESULTS, NOW, Team, ToldMeter

from sheets_template import write_workbook
from sync.core.vocabulary import Snapshot
from sync.documents.errors import UnreadableError
from sync.documents.memory import MemoryDocument
from sync.store.runs import KeptRun, last_runs, runs_of


class BrokenDocument(MemoryDocument):
    """A document that cannot be read."""

    def read(self) -> Snapshot:
        raise UnreadableError(self.address, "permission denied")


class FaultyDocument(MemoryDocument):
    """A document whose adapter has a fault."""

    def read(self) -> Snapshot:
        raise ZeroDivisionError("a secret detail")


def runs(site: Site, id_: str) -> tuple[KeptRun, ...]:
    return runs_of(site.workshop().engine, id_, 50)


def ended(site: Site, address: str) -> KeptRun | None:
    """The last run of an address, once it has ended."""
    found = [run for run in last_runs(site.workshop().engine) if run.address == address]
    return found[0] if found and found[0].state != "running" else None


def test_sync_now_leads_to_the_renewed_page(site: Site, client: FlaskClient) -> None:
    site.add("memory:now")
    site.sync("memory:now", "act-now")
    site.meter.values["M-002"] = "44"

    answer = client.post("/documents/act-now/sync", data={"token": token(client)})
    wait_for(lambda: runs(site, "act-now")[0].state == "done")
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    site.meter.values["M-002"] = "31"

    assert answer.status_code == 303
    assert "<td>44 <a" in page
    run = runs(site, "act-now")[0]
    assert (run.started_by, run.step, run.error) == ("page", "record", None)


def test_pressing_twice_starts_one_run(site: Site, client: FlaskClient) -> None:
    slow = SlowDocument(site.add("memory:twice"))
    slow.go_on.set()
    site.documents["memory:twice"] = slow
    site.sync("memory:twice", "act-twice")
    slow.go_on.clear()

    first, _ = press(client, "/documents/act-twice/sync")
    slow.reached.wait(20)
    second, page = press(client, "/documents/act-twice/sync")
    added, _ = press(client, "/documents", address="memory:twice")
    slow.go_on.set()
    wait_for(lambda: runs(site, "act-twice")[0].state == "done")

    assert (first, second, added) == (303, 409, 409)
    assert "has been syncing since" in page
    assert 'class="card progress"' in page
    assert len(runs(site, "act-twice")) == 2


def test_a_run_at_work_tells_its_step(site: Site, client: FlaskClient) -> None:
    slow = SlowDocument(site.add("memory:steps"))
    site.documents["memory:steps"] = slow

    answer = client.post("/documents", data={"token": token(client), "address": "memory:steps"})
    slow.reached.wait(20)
    waiting = client.get(answer.headers["Location"]).get_data(as_text=True)
    state = answer.headers["Location"].replace("/wait", "/state")
    at_work = client.get(state).json
    slow.go_on.set()
    wait_for(lambda: ended(site, "memory:steps") is not None)

    assert at_work == {"state": "running", "number": 1, "text": "Reading the document"}
    assert '<noscript><meta http-equiv="refresh"' in waiting
    done = client.get(answer.headers["Location"])
    assert done.status_code == 303
    assert "/documents/okr-" in done.headers["Location"]


def test_a_workbook_is_added_by_its_path(site: Site, client: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "Команда Б2Б.xlsx"
    write_workbook(path, "ru", sample=True, today=NOW.date())

    status, _ = press(client, "/documents", address=f' "{path}" ')
    wait_for(lambda: ended(site, str(path)) is not None)

    run = ended(site, str(path))
    assert status == 303
    assert run is not None
    assert (run.state, run.title) == ("done", "Команда Б2Б")
    assert "Команда Б2Б" in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_file_that_is_not_there_is_told_beside_the_form(
    site: Site, client: FlaskClient, language: str
) -> None:
    address = f"/nowhere/{language}.xlsx"
    press(client, "/documents", address=address)
    wait_for(lambda: ended(site, address) is not None)

    page = unescape(client.get(f"/?lang={language}").get_data(as_text=True))

    beside = page.split('id="add"')[1]
    assert {"en": f"There is no file '{address}'", "ru": f"Файла «{address}» нет"}[
        language
    ] in beside
    assert {"en": "Try again", "ru": "Попробовать ещё раз"}[language] in beside


@pytest.mark.parametrize(
    ("address", "said"),
    [("", "Type the address of a document"), ("   ", "Type the address of a document")],
)
def test_an_address_that_cannot_be_one_is_told_at_once(
    client: FlaskClient, address: str, said: str
) -> None:
    status, page = press(client, "/documents", address=address)

    assert status == 422
    assert said in page.split('id="address"')[1]


def test_why_a_run_failed_stands_on_the_page_and_in_the_list(
    site: Site, client: FlaskClient
) -> None:
    document = site.add("memory:fails")
    site.sync("memory:fails", "act-fails")
    broken = BrokenDocument(document.sheets, "memory:fails")
    site.documents["memory:fails"] = broken

    press(client, "/documents/act-fails/sync")
    wait_for(lambda: runs(site, "act-fails")[0].state == "failed")
    page = client.get("/documents/act-fails").get_data(as_text=True)
    russian = client.get("/documents/act-fails?lang=ru").get_data(as_text=True)

    assert "cannot be read (permission denied)" in page.split('role="alert"')[1]
    assert "Дайте себе право на чтение" in russian
    assert "0.54" in page, "what was found before stays"
    assert "The last run failed" in client.get("/?lang=en").get_data(as_text=True)


def test_a_fault_of_the_program_is_told_without_its_details(
    site: Site, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    document = site.add("memory:faulty")
    site.sync("memory:faulty", "act-faulty")
    site.documents["memory:faulty"] = FaultyDocument(document.sheets, "memory:faulty")

    press(client, "/documents/act-faulty/sync")
    wait_for(lambda: runs(site, "act-faulty")[0].state == "failed")
    page = client.get("/documents/act-faulty").get_data(as_text=True)

    assert "failed unexpectedly (ZeroDivisionError)" in page
    assert "secret" not in page
    wait_for(lambda: "ended with a fault" in caplog.text)


def test_a_source_that_fails_costs_its_own_rows_only(site: Site, client: FlaskClient) -> None:
    site.add("memory:source")
    site.sync("memory:source", "act-source")

    site.sync("memory:source", "act-source", ToldMeter(loaded=False))
    page = unescape(client.get("/documents/act-source").get_data(as_text=True))

    row = page.split('id="KR-002"')[1].split("</tr>")[0]
    assert "<td>31 <a" in row, "the last value stays"
    assert 'class="a"' in row or 'class="e"' in row
    assert "0.47" in page.split('id="KR-003"')[1].split("</tr>")[0]


def test_a_surprising_plan_can_be_carried_out_with_a_click(site: Site, client: FlaskClient) -> None:
    rows = [{**KEY_RESULTS[2], "id": f"KR-{n:03d}", "title": f"Deal cycle {n} from 45 to 30 days"}
            for n in range(1, 9)]  # fmt: skip
    site.add("memory:surprise", Team(key_results=rows))
    first = site.sync("memory:surprise", "act-surprise")
    assert first.applied
    document = site.documents["memory:surprise"]
    assert isinstance(document, MemoryDocument)
    tab = next(sheet for sheet in document.sheets if sheet.title == "Key results")
    del tab.rows[2:9]

    press(client, "/documents/act-surprise/sync")
    wait_for(lambda: runs(site, "act-surprise")[0].state == "failed")
    page = client.get("/documents/act-surprise").get_data(as_text=True)
    press(client, "/documents/act-surprise/sync", force="1")
    wait_for(lambda: runs(site, "act-surprise")[0].state == "done")

    assert "Write it anyway" in page
    assert 'name="force"' in page


def test_a_copy_can_be_adopted_with_a_click(site: Site, client: FlaskClient) -> None:
    original = site.add("memory:original")
    site.sync("memory:original", "act-original")
    copy = MemoryDocument([*original.sheets], "memory:copy")
    site.documents["memory:copy"] = copy
    site.existing.add("memory:original")

    press(client, "/documents", address="memory:copy")
    wait_for(lambda: ended(site, "memory:copy") is not None)
    page = client.get("/").get_data(as_text=True)
    beside = page.split("Not added: memory:copy")[1].split("</form>")[0]
    press(client, "/documents", address="memory:copy", adopt="1")
    wait_for(lambda: (run := ended(site, "memory:copy")) is not None and run.state == "done")

    assert 'name="adopt"' in beside
    assert "Go on with this copy" in beside


def test_a_run_is_told_step_by_step_in_the_log(
    site: Site, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    site.add("memory:logged", title="A name that stays out of the log")
    with caplog.at_level(logging.INFO, "sync"):
        site.sync("memory:logged", "act-logged")

    for step in ("read", "validate", "measure", "score", "plan", "apply", "record"):
        assert f"step={step}" in caplog.text
    assert "memory:logged" not in caplog.text
    assert "stays out" not in caplog.text
