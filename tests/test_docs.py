"""The pages are true: commands exist, links lead somewhere, generated pages are fresh."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sandbox.google.tokens import service_account_key
from sandbox.serving import serve
from sandbox.state import make_sandbox
from sync.cli.commands import cli
from sync.core.texts import MESSAGES

ROOT = Path(__file__).parent.parent
ROBOT = "okr-sync@team.example.com"
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
TARGETS = set(
    re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
SH = re.MULTILINE | re.DOTALL
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def in_blocks(tool: str) -> list[tuple[str, str]]:
    """Page and line of every command in a block marked ``sh``."""
    found = set()
    for page in PAGES:
        blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), SH)
        for block in blocks:
            for line in block.replace("\\\n", " ").splitlines():
                found.add((page.name, line.split(" #")[0].strip()))
    return sorted(pair for pair in found if pair[1].split(" ")[0] == tool)


def in_prose(tool: str) -> list[tuple[str, str]]:
    """Page and words of every command named between backticks; its arguments may be missing."""
    span = re.compile(rf"(?<!`)`({tool} [^`]+)`(?!`)")
    pages = ((page.name, page.read_text(encoding="utf-8")) for page in PAGES)
    return sorted({(name, found) for name, text in pages for found in span.findall(text)})


def find(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that these words name, and the words left for it."""
    command: click.Command = cli
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"there is no {words[0]!r}"
        command, words = found, words[1:]
    return command, words


def test_the_pages_show_commands() -> None:
    """Guards the tests below against finding nothing."""
    assert ("README.md", "make demo") in in_blocks("make")
    assert ("README.md", "make test") in in_blocks("make")
    assert len(in_blocks("okr-sync")) >= 4
    assert len(in_prose("okr-sync")) >= 6


@pytest.mark.parametrize(("page", "line"), [*in_blocks("make"), *in_prose("make")])
def test_every_make_target_shown_exists(page: str, line: str) -> None:
    assert set(shlex.split(line)[1:]) <= TARGETS, page


@pytest.mark.parametrize(("page", "line"), in_blocks("okr-sync"))
def test_every_command_shown_is_understood(page: str, line: str) -> None:
    command, words = find(shlex.split(line)[1:])

    command.make_context(command.name, words)


@pytest.mark.parametrize(("page", "line"), in_prose("okr-sync"))
def test_every_command_named_exists_with_its_options(page: str, line: str) -> None:
    command, words = find(shlex.split(line)[1:])
    known = {option for parameter in command.params for option in parameter.opts}

    assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize(("page", "line"), in_blocks("okr-sync"))
def test_every_example_file_shown_exists(page: str, line: str) -> None:
    named = [word for word in shlex.split(line) if word.startswith("examples/")]

    assert [word for word in named if not (ROOT / word).exists()] == []


def lines_below(heading: str) -> list[str]:
    """The commands in the first block of a part of the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition(heading)[2].partition("```sh\n")[2].partition("```")[0]
    return [line for line in block.splitlines() if line.startswith("okr-sync ")]


@pytest.mark.slow
def test_the_lines_for_workbooks_run_one_after_the_other(tmp_path: Path, data_dir: Path) -> None:
    """Each ends well or with remarks on the sample rows, as the page says."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    settings = {**os.environ, "OKR_DATA_DIR": str(data_dir)}
    lines = lines_below("## Use it with a workbook")
    for line in lines:
        done = subprocess.run(
            [sys.executable, "-m", "sync", *shlex.split(line)[1:]],
            cwd=tmp_path, env=settings, capture_output=True, check=False, text=True,
        )  # fmt: skip

        assert done.returncode in (0, 1), f"{line}: {done.stdout}{done.stderr}"
    assert len(lines) == 4


@pytest.mark.slow
def test_the_lines_for_google_sheets_run_one_after_the_other(
    tmp_path: Path, data_dir: Path
) -> None:
    """With the key of a service account and an empty sheet in the sandbox."""
    sandbox = make_sandbox(world="demo")
    sandbox.google.add_robot(ROBOT)
    file = sandbox.google.add_spreadsheet("Untitled spreadsheet", "anna@example.com")
    sandbox.google.share(file.file_id, ROBOT)
    lines = lines_below("## Use it with a Google Sheet")
    with serve(sandbox) as running:
        key = tmp_path / "google-key.json"
        key.write_text(json.dumps(service_account_key(sandbox.google, ROBOT)), encoding="utf-8")
        settings = {
            **os.environ, "OKR_DATA_DIR": str(data_dir),
            "GOOGLE_APPLICATION_CREDENTIALS": str(key),
            "OKR_GOOGLE_URL": f"{running.url}/google", "OKR_HUBSPOT_URL": f"{running.url}/hubspot",
            "OKR_HUBSPOT_TOKEN": sandbox.hubspot.tokens.private,
        }  # fmt: skip
        for line in (line for line in lines if line != "okr-sync serve"):
            words = shlex.split(line.replace("SHEET_ID", file.file_id))[1:]
            done = subprocess.run(
                [sys.executable, "-m", "sync", *words],
                cwd=tmp_path, env=settings, capture_output=True, check=False,
                text=True,
            )  # fmt: skip

            assert done.returncode in (0, 1), f"{line}: {done.stdout}{done.stderr}"
    assert len(lines) == 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]

    assert [target for target in local if not (page.parent / target).exists()] == []


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=ROOT, capture_output=True, check=False, text=True,
    )  # fmt: skip

    assert done.stdout + done.stderr == ""


def test_every_problem_has_its_line() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    assert [code for code in MESSAGES if f"| `{code}` |" not in page] == []


def test_every_decision_is_short() -> None:
    long = [
        page.name
        for page in (ROOT / "docs" / "decisions").glob("*.md")
        if len(page.read_text(encoding="utf-8").splitlines()) > 40
    ]

    assert long == []
