"""``okr-sync template sheets`` against the sandbox, as people and programs use it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google_template import OWNER, ROBOT, new_file, spreadsheet, state

from sandbox.faults import Fault
from sandbox.google.model import CellState
from sandbox.google.tokens import service_account_key
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sync.cli.commands import main
from sync.core.schema import TABS

pytestmark = pytest.mark.slow

Answer = tuple[int, dict[str, Any], str]
Okr = Callable[..., Answer]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = make_sandbox(world="empty")
    made.google.add_person(OWNER, name="Anna")
    made.google.add_robot(ROBOT)
    with serve(made):
        yield made
    assert made.violations == []


@pytest.fixture
def okr(
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Okr:
    """Runs a command as the service account: exit code, JSON answer (when asked for), errors."""
    key = tmp_path / "key.json"
    key.write_text(json.dumps(service_account_key(sandbox.google, ROBOT)), "utf-8")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key))
    monkeypatch.setenv("OKR_GOOGLE_URL", sandbox.google.base_url)

    def command(*words: str) -> Answer:
        with pytest.raises(SystemExit) as stopped:
            main(["template", "sheets", *words])
        said = capsys.readouterr()
        answer = json.loads(said.out) if "--json" in words else {"text": said.out}
        return int(str(stopped.value.code)), answer, said.err

    return command


def address(file_id: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{file_id}/edit#gid=0"


def shown(sandbox: Sandbox, file_id: str) -> str:
    """Where the sandbox shows it."""
    return f"{sandbox.google.base_url}/spreadsheets/d/{file_id}/edit"


def test_it_is_built_and_then_left_alone(okr: Okr, sandbox: Sandbox) -> None:
    file = new_file(sandbox.google)

    first = okr("--into", address(file.file_id), "--lang", "ru", "--sample", "--json")
    built = state(file)
    second = okr("--into", address(file.file_id), "--lang", "ru", "--json")

    told = {"written": shown(sandbox, file.file_id), "language": "ru"}
    calls = first[1]["calls"]["google_sheets"]
    assert first[:2] == (0, {**told, "sample": True, "already": False,
                             "calls": {"google_sheets": calls}})  # fmt: skip
    assert calls["read"] == 1
    assert 1 <= calls["write"] <= 6
    assert second[:2] == (0, {**told, "sample": False, "already": True,
                              "calls": {"google_sheets": {"read": 1, "write": 0}}})  # fmt: skip
    assert state(file) == built
    assert [tab.title for tab in spreadsheet(file).tabs] == [t.title.ru for t in TABS.values()]


def test_people_are_told_where_it_is(okr: Okr, sandbox: Sandbox) -> None:
    file = new_file(sandbox.google)

    code, built, _ = okr("--into", file.file_id)
    _, again, _ = okr("--into", file.file_id, "--lang", "ru")

    assert code == 0
    assert built["text"] == f"Wrote {shown(sandbox, file.file_id)}\n"
    assert again["text"] == (
        f"Шаблон здесь уже есть, ничего не записано: {shown(sandbox, file.file_id)}\n"
    )


def test_a_sheet_in_use_is_refused(okr: Okr, sandbox: Sandbox) -> None:
    file = new_file(sandbox.google, "Plan")
    spreadsheet(file).tabs[0].put(0, 0, CellState("mine"))
    spreadsheet(file).touch()

    code, answer, said = okr("--into", address(file.file_id), "--lang", "ru", "--json")

    assert code == 2
    assert answer["error"]["type"] == "SheetInUseError"
    assert "Таблица «Plan» уже занята (вкладки: «Sheet1»)" in said


def test_a_sheet_that_is_not_shared_says_whom_to_share_it_with(okr: Okr, sandbox: Sandbox) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    code, _, said = okr("--into", address(file.file_id))

    assert code == 2
    assert ROBOT in said


@pytest.mark.parametrize("into", ["team.xlsx", "https://example.com/", ""])
def test_other_addresses_are_no_sheets(okr: Okr, into: str) -> None:
    code, _, said = okr("--into", into)

    assert code == 2
    assert "is not the address of a Google Sheet" in said


def test_when_it_breaks_the_same_command_goes_on(okr: Okr, sandbox: Sandbox) -> None:
    file, whole = new_file(sandbox.google), new_file(sandbox.google)
    okr("--into", whole.file_id)
    path = f"{file.file_id}:batchUpdate"
    sandbox.faults.add(Fault("drop_after", path=path, after=1))

    broken, _, said = okr("--into", file.file_id)
    code, answer, _ = okr("--into", file.file_id, "--json")

    assert (broken, code) == (2, 0)
    assert "again" in said or "run" in said
    assert answer["calls"]["google_sheets"]["read"] == 1
    assert state(file) == state(whole)
