"""One run of a document at a time, whatever becomes of the process that began it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from books import Shelf
from sqlalchemy import Engine, text
from teams import Team, sync

from sync.errors import DocumentChangedError
from sync.store.errors import INTERRUPTED, AlreadyRunningError
from sync.store.running import OpenRun, Start, start_run
from sync.store.runs import KeptRun, last_change, last_runs, run_of, runs_of

ROOT = Path(__file__).parents[2]
BEGIN_AND_WAIT = """
import sys
from pathlib import Path
from sync.store.database import open_database
from sync.store.running import Start, start_run
opened = start_run(open_database(sys.argv[1], Path()), Start("memory", sys.argv[2], "x", "cli"))
opened.note("measure")
print(opened.run, flush=True)
sys.stdin.read()
"""


def begin(engine: Engine, address: str) -> OpenRun:
    return start_run(engine, Start("memory", address, address, "cli"))


def kept(engine: Engine, run: int) -> KeptRun:
    found = run_of(engine, run)
    assert found is not None
    return found


def test_a_second_run_is_refused_in_both_languages(engine: Engine) -> None:
    with begin(engine, "run-twice"):
        with pytest.raises(AlreadyRunningError, match="has been syncing since") as caught:
            begin(engine, "run-twice")
        assert "уже обновляется с" in caught.value.text.ru

    with begin(engine, "run-twice"):
        pass


def test_runs_of_other_documents_go_on(engine: Engine) -> None:
    with begin(engine, "run-one"), begin(engine, "run-other"):
        pass


def test_of_many_at_once_exactly_one_begins(engine: Engine) -> None:
    def attempt(_: int) -> OpenRun | None:
        try:
            return begin(engine, "run-many")
        except AlreadyRunningError:
            return None

    with ThreadPoolExecutor(8) as pool:
        opened = [run for run in pool.map(attempt, range(8)) if run]

    assert len(opened) == 1
    opened[0].close()


def test_a_killed_process_blocks_nobody_and_its_run_is_told_to_have_failed(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-c", BEGIN_AND_WAIT, url, "run-killed"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    run = int(process.stdout.readline())
    at_work = kept(engine, run)

    with pytest.raises(AlreadyRunningError):
        begin(engine, "run-killed")
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    wait_until_gone(engine, "run-killed")

    assert (at_work.state, at_work.step) == ("running", "measure")
    dead = kept(engine, run)
    assert (dead.state, dead.error, dead.step) == ("failed", INTERRUPTED, "measure")
    with begin(engine, "run-killed"):
        assert kept(engine, run).state == "failed"


def test_a_row_left_at_work_is_closed_by_the_next_run(engine: Engine) -> None:
    left = begin(engine, "run-left")
    left.close()

    with begin(engine, "run-left") as opened:
        assert (kept(engine, left.run).state, kept(engine, opened.run).state) == (
            "failed", "running",
        )  # fmt: skip


def test_a_session_that_broke_gives_its_lock_back(engine: Engine) -> None:
    opened = begin(engine, "run-broken")
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
            )
        )
    wait_until_gone(engine, "run-broken")

    opened.close()

    with begin(engine, "run-broken"):
        pass


def test_why_a_run_stopped_is_kept_in_both_languages(engine: Engine) -> None:
    opened = begin(engine, "run-fails")
    with pytest.raises(DocumentChangedError), opened:
        raise DocumentChangedError("okr.xlsx")

    failed = kept(engine, opened.run)
    assert failed.state == "failed"
    assert failed.error == DocumentChangedError("okr.xlsx").text
    assert failed.error_kind == "DocumentChangedError"
    assert failed.finished is not None


def test_a_fault_of_the_program_is_told_without_its_details(engine: Engine) -> None:
    opened = begin(engine, "run-fault")
    with pytest.raises(KeyError), opened:
        raise KeyError("secret")

    error = kept(engine, opened.run).error
    assert error is not None
    assert "KeyError" in error.en
    assert "KeyError" in error.ru
    assert "secret" not in error.en + error.ru


def test_a_finished_run_tells_what_it_did(engine: Engine) -> None:
    document = Team().document()
    document.address = "run-tells"
    shelf = Shelf(engine)
    with begin(engine, "run-tells") as opened:
        opened.note("read")
        shelf.run = opened.run
        report = sync(document, book=shelf, new_id="run-tells-id")

    found = kept(engine, opened.run)

    assert (found.state, found.document_id, found.error) == ("done", "run-tells-id", None)
    assert found.changes == len(report.plan.changes) == sum(found.places.values())
    assert found.calls == {"memory": {"read": 1, "write": 1}}
    assert {change.place for change in found.told} == {"_okr"}
    assert not {"fingerprint", "level", "kind"} & {change.column for change in found.told}


def test_runs_stand_under_their_document_also_those_that_never_read_it(engine: Engine) -> None:
    document = Team().document()
    document.address = "run-listed"
    with pytest.raises(DocumentChangedError), begin(engine, "run-listed") as first:
        raise DocumentChangedError("run-listed")
    shelf = Shelf(engine)
    with begin(engine, "run-listed") as second:
        shelf.run = second.run
        sync(document, book=shelf, new_id="run-listed-id")
    with begin(engine, "run-listed") as third:
        shelf.run = third.run
        sync(document, book=shelf)

    found = runs_of(engine, "run-listed-id", 10)
    change = last_change(engine, "run-listed-id")

    assert [run.run for run in found] == [third.run, second.run, first.run]
    assert [run.changes for run in found] == [0, found[1].changes, None]
    assert change is not None
    assert change.run == second.run
    assert third.run in [run.run for run in last_runs(engine)]


def wait_until_gone(engine: Engine, address: str) -> None:
    """Until the server has noticed that the session is gone; it takes a moment."""
    wanted = text(
        "SELECT count(*) FROM pg_locks, (SELECT hashtextextended('local/' || :address, 0) AS key)"
        " AS wanted WHERE locktype = 'advisory' AND objid::bigint = (key & 4294967295)"
    )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(2000):
            if connection.scalar(wanted, {"address": address}) == 0:
                return
            connection.execute(text("SELECT pg_sleep(0.005)"))
    raise AssertionError("the lock is still held")
