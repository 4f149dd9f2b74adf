"""The command line as people and programs use it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from sheets_template import write_workbook
from sync.cli.commands import main
from sync.cli.demo import move_days
from sync.core.databases import READ

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DEALS = (
    "ID;Название сделки;Воронка;Этап сделки;Бюджет;Сегмент;Дата создания;Дата закрытия\n"
    "1;Вектор;B2B;Успешно реализовано;500 000;Enterprise;05.10.2026;20.10.2026\n"
    "2;Полюс;B2B;Успешно реализовано;300 000;SMB;06.10.2026;25.10.2026\n"
    "3;Грань;B2B;Закрыто и не реализовано;200 000;SMB;07.10.2026;26.10.2026\n"
    "4;Контур;B2B;Переговоры;900 000;Enterprise;08.10.2026;\n"
)
Answer = tuple[int, dict[str, Any], str]
Okr = Callable[..., Answer]


@pytest.fixture(scope="module", autouse=True)
def settings(data_dir: Path) -> Iterator[None]:
    """All commands of this file share the database of the session."""
    before = os.environ.get("OKR_DATA_DIR")
    os.environ["OKR_DATA_DIR"] = str(data_dir)
    yield
    del os.environ["OKR_DATA_DIR"]
    if before is not None:
        os.environ["OKR_DATA_DIR"] = before


@pytest.fixture
def okr(capsys: pytest.CaptureFixture[str]) -> Okr:
    """Runs a command on 23 November 2026: exit code, JSON answer (when asked for), and errors."""

    def command(*arguments: object) -> Answer:
        words = [str(argument) for argument in arguments]
        with time_machine.travel(NOW, tick=False), pytest.raises(SystemExit) as stopped:
            main(words)
        said = capsys.readouterr()
        answer = json.loads(said.out) if "--json" in words else {"text": said.out}
        return int(str(stopped.value.code)), answer, said.err

    return command


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The Russian sample team."""
    path = tmp_path_factory.mktemp("sample") / "team.xlsx"
    write_workbook(path, "ru", sample=True, today=NOW.date())
    return path.read_bytes()


@pytest.fixture
def team(tmp_path: Path, sample: bytes) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample)
    return path


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(DEALS, "utf-8")
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_answer_has_the_keys_that_programs_rely_on(okr: Okr, team: Path, deals: Path) -> None:
    code, answer, _ = okr("sync", team, "--deals", deals, "--json")

    assert code == 1
    assert list(answer) == [
        "document", "objectives", "key_results", "metrics", "problems", "changes", "calls",
    ]  # fmt: skip
    assert answer["document"] == {
        "title": "team", "kind": "xlsx", "cycle": "2026-Q4", "language": "ru",
    }  # fmt: skip
    assert set(answer["objectives"][0]) == {
        "id", "title", "current", "progress", "score", "expected", "status",
    }  # fmt: skip
    assert set(answer["key_results"][0]) == {
        "id", "title", "current", "progress", "score", "expected", "status", "objective", "metric",
        "as_of",
    }  # fmt: skip
    assert set(answer["metrics"][0]) == {"id", "title", "value", "counted", "as_of"}
    assert set(answer["problems"][0]) == {
        "code", "level", "tab", "id", "column", "found", "message",
    }  # fmt: skip
    assert set(answer["changes"][0]) == {"place", "id", "column", "before", "after"}
    assert answer["calls"] == {"xlsx": {"read": 1, "write": 1}}


def test_second_sync_changes_nothing_and_leaves_the_bytes_alone(
    okr: Okr, team: Path, deals: Path
) -> None:
    okr("sync", team, "--deals", deals, "--json")
    before = digest(team), team.stat().st_mtime_ns

    _, answer, _ = okr("sync", team, "--deals", deals, "--json")

    assert answer["changes"] == []
    assert answer["calls"] == {"xlsx": {"read": 1, "write": 0}}
    assert (digest(team), team.stat().st_mtime_ns) == before


def test_check_and_plan_write_nothing(okr: Okr, team: Path, deals: Path) -> None:
    before = digest(team)

    checked, _, _ = okr("check", team, "--json")
    planned, answer, _ = okr("plan", team, "--deals", deals, "--json")

    assert (checked, planned) == (1, 1)
    assert answer["changes"]
    assert digest(team) == before


def test_messages_follow_the_document_or_the_option(okr: Okr, team: Path) -> None:
    _, russian, _ = okr("check", team, "--json")
    _, english, _ = okr("check", team, "--json", "--lang", "en")

    said = {p["code"]: p["message"] for p in russian["problems"]}
    assert "«1,8 млн» записано текстом" in said["number-as-text"]
    told = {p["code"]: p["message"] for p in english["problems"]}
    assert "is stored as text" in told["number-as-text"]
    assert "1800000" in said["number-as-text"]


def test_without_a_file_the_last_export_is_used(okr: Okr, team: Path, deals: Path) -> None:
    okr("sync", team, "--deals", deals, "--json")

    _, answer, _ = okr("sync", team, "--json")

    assert answer["changes"] == []
    assert next(m for m in answer["metrics"] if m["id"] == "M-002")["counted"] == 1


def test_explain_tells_every_test_of_a_record(okr: Okr, team: Path, deals: Path) -> None:
    okr("sync", team, "--deals", deals, "--json")

    code, yes, _ = okr("explain", team, "M-002", "1", "--json", "--lang", "ru")
    _, no, _ = okr("explain", team, "M-002", "Полюс", "--json", "--lang", "ru")
    _, people, _ = okr("explain", team, "M-002", "Контур", "--lang", "ru")

    assert code == 0
    assert yes["counted"] is True
    assert no["counted"] is False
    assert "другой сегмент" in [test["reason"] for test in no["tests"]]
    assert "не учтена" in people["text"]
    assert "ещё не закрыта" in people["text"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("explain", "{team}", "M-099", "1"), "Метрики"),
        (("explain", "{team}", "M-002", "777"), "777"),
        (("check", "nothing-here.xlsx"), "Файла"),
        (("check", "https://example.com/sheet"), "не адрес Google Таблицы"),
        (("sync", "{team}", "--deals", "missing.csv"), "missing.csv"),
        (("template", "xlsx", "-o", "{team}"), "уже есть"),
        (("template", "xlsx", "-o", "/nowhere/team.xlsx"), "не записать"),
    ],
)
def test_a_failure_says_what_to_do_and_exits_with_2(
    okr: Okr, team: Path, deals: Path, arguments: tuple[str, ...], said: str
) -> None:
    okr("sync", team, "--deals", deals, "--json")
    words = [word.format(team=team) for word in arguments]

    code, answer, errors = okr(*words, "--json", "--lang", "ru")

    assert code == 2
    assert said in errors or "етрик" in errors
    assert answer["error"]["message"] == errors.strip()


@pytest.mark.parametrize("arguments", [["sync"], ["paint"], ["check", "a.xlsx", "--loud"]])
def test_wrong_usage_exits_with_64(okr: Okr, arguments: list[str]) -> None:
    code, _, errors = okr(*arguments)

    told, answer, _ = okr(*arguments, "--json")

    assert (code, told) == (64, 64)
    assert "Usage" in errors
    assert answer["error"]["type"] == "UsageError"


@pytest.mark.slow
def test_a_copied_document_is_refused_until_it_is_adopted(
    okr: Okr, team: Path, deals: Path, tmp_path: Path
) -> None:
    okr("sync", team, "--deals", deals, "--json")
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(team.read_bytes())

    refused, _, errors = okr("sync", copy, "--deals", deals)
    checked, answer, _ = okr("check", copy, "--json")
    adopted, _, _ = okr("sync", copy, "--deals", deals, "--adopt", "--json")

    assert (refused, checked, adopted) == (2, 1, 1)
    assert "--adopt" in errors
    assert "document-copied" in [problem["code"] for problem in answer["problems"]]


def test_a_moved_document_is_known_again(okr: Okr, team: Path, deals: Path, tmp_path: Path) -> None:
    okr("sync", team, "--deals", deals, "--json")
    moved = team.rename(tmp_path / "moved.xlsx")

    code, answer, _ = okr("sync", moved, "--deals", deals, "--json")

    assert code == 1
    assert answer["changes"] == []


def test_a_broken_export_loses_nothing(okr: Okr, team: Path, deals: Path) -> None:
    okr("sync", team, "--deals", deals, "--json")
    before = digest(team)
    deals.write_text(DEALS.replace(".2026", ".2025"), "utf-8")

    code, _, errors = okr("sync", team, "--deals", deals)
    forced, _, _ = okr("sync", team, "--deals", deals, "--force", "--json")

    assert code == 2
    assert "--force" in errors
    assert forced == 1
    assert digest(team) != before


def test_a_trial_or_a_refused_export_leaves_the_kept_one_in_place(
    okr: Okr, team: Path, deals: Path, tmp_path: Path
) -> None:
    okr("sync", team, "--deals", deals, "--json")
    trial = tmp_path / "trial.csv"
    trial.write_text(DEALS.replace(".2026", ".2025"), "utf-8")

    okr("check", team, "--deals", trial, "--json")
    okr("plan", team, "--deals", trial, "--json")
    refused, _, _ = okr("sync", team, "--deals", trial, "--json")
    okr("explain", team, "M-002", "1", "--deals", trial, "--json")
    _, answer, _ = okr("sync", team, "--json")

    assert refused == 2
    assert answer["changes"] == []


def test_a_document_is_the_same_by_every_path(
    okr: Okr, team: Path, deals: Path, tmp_path: Path
) -> None:
    okr("sync", team, "--deals", deals, "--json")
    link, folder = tmp_path / "link.xlsx", tmp_path / "sub"
    link.symlink_to(team)
    folder.mkdir()

    for path in (link, folder / ".." / team.name):
        code, answer, _ = okr("sync", path, "--json")
        assert (code, answer["changes"]) == (1, [])


def test_a_renamed_document_keeps_its_export(okr: Okr, team: Path, deals: Path) -> None:
    okr("sync", team, "--deals", deals, "--json")
    renamed = team.rename(team.with_name("renamed.xlsx"))

    _, answer, _ = okr("sync", renamed, "--json")

    assert answer["changes"] == []
    assert next(m for m in answer["metrics"] if m["id"] == "M-002")["counted"] == 1


def test_explain_takes_a_key_result_and_look_alike_letters(
    okr: Okr, team: Path, deals: Path
) -> None:
    okr("sync", team, "--deals", deals, "--json")

    _, by_result, _ = okr("explain", team, "KR-002", "1", "--json")
    _, by_cyrillic, _ = okr("explain", team, "М-002", "1")

    assert by_result["counted"] is True
    assert "учтена" in by_cyrillic["text"]


def test_refusals_speak_the_language_of_the_document(
    okr: Okr, team: Path, deals: Path, tmp_path: Path
) -> None:
    okr("sync", team, "--deals", deals, "--json")
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(team.read_bytes())

    _, _, russian = okr("sync", copy)
    _, _, english = okr("sync", copy, "--lang", "en")

    assert "копия документа" in russian
    assert "is a copy of" in english


def test_template_tells_the_name_it_wrote(okr: Okr, tmp_path: Path) -> None:
    _, answer, _ = okr("template", "xlsx", "-o", tmp_path / "team.txt", "--json")
    folder, _, errors = okr("template", "xlsx", "-o", tmp_path)

    assert Path(answer["written"]).exists()
    assert folder == 2
    assert "folder" in errors


def test_a_plan_counts_what_only_the_service_reads(okr: Okr, team: Path, deals: Path) -> None:
    _, answer, _ = okr("plan", team, "--deals", deals)

    assert "Расшифровка: изменений" in answer["text"]
    assert len(answer["text"].splitlines()) < 500


def test_people_read_a_summary(okr: Okr, team: Path, deals: Path) -> None:
    _, answer, _ = okr("sync", team, "--deals", deals)

    text = answer["text"]
    for words in ("Цели и ключевые результаты", "Отстаёт", "Ошибки", "Записано изменений"):
        assert words in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_empty_template_is_clean_work_for_the_job(
    okr: Okr, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "empty.xlsx"
    written, _, _ = okr("template", "xlsx", "--lang", language, "-o", path, "--json")

    code, answer, _ = okr("sync", path, "--json")

    assert (written, code) == (0, 0)
    assert answer["key_results"] == []
    assert [p for p in answer["problems"] if p["level"] == "error"] == []


EXPORTS = ("deals-amocrm", "deals-hubspot", "deals-salesforce", "deals-bitrix24")


@pytest.mark.slow
def test_all_four_exports_give_the_same_numbers(okr: Okr, tmp_path: Path, sample: bytes) -> None:
    numbers = []
    for name in EXPORTS:
        export = next(EXAMPLES.glob(f"{name}.*"))
        team = tmp_path / f"{name}.xlsx"
        team.write_bytes(sample)
        _, answer, _ = okr("sync", team, "--deals", export, "--json")
        numbers.append([(kr["id"], kr["current"], kr["score"]) for kr in answer["key_results"]])
        assert all(m["value"] is not None for m in answer["metrics"]), name

    assert all(found == numbers[0] for found in numbers)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ru"])
def test_demo_check_ends_with_nothing_to_do(okr: Okr, language: str) -> None:
    code, answer, _ = okr("demo", "--check", "--json", "--lang", language)

    passes = {(one["pass"], one["kind"]): one for one in answer["passes"]}
    assert code == 0
    kinds = ("google_sheets", "notion", "xlsx")
    assert all(passes[1, kind]["changes"] > 100 for kind in kinds)
    assert all(passes[2, kind]["changes"] == 0 for kind in kinds)
    assert passes[1, "notion"]["calls"]["notion"]["read"] == len(READ)
    assert passes[1, "notion"]["calls"]["notion"]["write"] > 40
    assert passes[2, "notion"]["calls"]["notion"] == {"read": len(READ), "write": 0}
    assert passes[2, "xlsx"]["calls"] == {"xlsx": {"read": 1, "write": 0}}
    assert passes[1, "google_sheets"]["calls"]["google_sheets"] == {"read": 2, "write": 1}
    assert passes[2, "google_sheets"]["calls"]["google_sheets"] == {"read": 1, "write": 0}


@pytest.mark.slow
def test_demo_is_alive_in_another_year(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        time_machine.travel(datetime(2028, 3, 7, 12, tzinfo=UTC), tick=True),
        pytest.raises(SystemExit),
    ):
        main(["demo", "--check", "--lang", "ru"])

    text = capsys.readouterr().out
    assert "В графике" in text
    assert "Цикл закончился" not in text


def shown_demo(folder: Path) -> tuple[int, str]:
    """The demo until its addresses are told; then it is asked to end, as Ctrl-C asks it, by the
    signal that nobody ignores."""
    settings = {**os.environ, "PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "sync", "demo", "--folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as running:
        assert running.stdout is not None
        told = []
        for line in running.stdout:
            told.append(line)
            if "Ctrl-C" in line:
                running.send_signal(signal.SIGTERM)
        return running.wait(60), "".join(told)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.slow
def test_demo_keeps_what_people_typed_into_its_files(tmp_path: Path) -> None:
    shown_demo(tmp_path / "demo")
    made = tmp_path / "demo" / "okr-en.xlsx"
    before = digest(made)

    code, text = shown_demo(tmp_path / "demo")

    assert code == 0
    assert digest(made) == before
    assert "http://127.0.0.1:" in text


def test_days_in_an_export_are_moved_in_both_spellings() -> None:
    from datetime import timedelta  # noqa: PLC0415

    text = "1;23.11.2026 10:05;2026-12-31;35.99.2026-x;12.5"

    assert move_days("23.11.2026;2026-12-31", timedelta(days=2)) == "25.11.2026;2027-01-02"
    assert move_days(text, timedelta(0)) == text


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sync", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("okr-sync, version")


def test_who_stops_a_command_is_told_how_to_go_on() -> None:
    """It waits for a Notion that never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)
        notion = f"http://127.0.0.1:{silent.getsockname()[1]}/notion"
        settings = {"OKR_NOTION_URL": notion, "OKR_NOTION_TOKEN": "ntn_example"}
        program = subprocess.Popen(
            [sys.executable, "-m", "sync", "template", "notion", "--parent", "a" * 32, "--json"],
            env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        with silent.accept()[0]:
            program.send_signal(signal.SIGINT)
            said, errors = program.communicate(timeout=30)

    assert program.returncode == 2
    assert json.loads(said)["error"]["type"] == "StoppedError"
    assert errors.decode().rstrip().endswith("run the command again to go on.")
