"""``okr-sync template notion`` against the sandbox, as people and programs use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documents.google_files import running
from notion_own_tables import Place, make_place

from sandbox.notion.failing import fault
from sync.cli.commands import main
from sync.core.schema import TABS

pytestmark = pytest.mark.slow

Answer = tuple[int, dict[str, Any], str]
Okr = Callable[..., Answer]


@pytest.fixture
def place() -> Place:
    """A page shared with a connection, in the sandbox that all tests of a process share."""
    made = make_place()
    made.space.switches.enforce_rate = False
    return made


@pytest.fixture
def okr(
    place: Place,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Okr:
    """Runs a command with the connection's token: exit code, JSON answer (if asked for), errors."""
    monkeypatch.setenv("OKR_NOTION_TOKEN", place.token.secret)
    monkeypatch.setenv("OKR_NOTION_URL", place.space.base_url)
    monkeypatch.setenv("OKR_NOTION_PER_MINUTE", "6000")
    monkeypatch.setenv("OKR_DATA_DIR", str(data_dir))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def command(*words: str) -> Answer:
        with pytest.raises(SystemExit) as stopped:
            main([*words])
        said = capsys.readouterr()
        answer = json.loads(said.out) if "--json" in words else {"text": said.out}
        return int(str(stopped.value.code)), answer, said.err

    return command


def address(place: Place, page: str = "") -> str:
    return f"{place.space.base_url}/p/Sales-{(page or place.page.id).replace('-', '')}"


def titles(place: Place) -> list[str]:
    (home,) = place.page.children
    databases = [one for one in place.space.databases.values() if one.parent.id == home]
    return [one.title[0]["text"]["content"] for one in databases if not one.inline]


def test_it_is_built_checked_and_then_left_alone(okr: Okr, place: Place) -> None:
    build = ("template", "notion", "--parent", address(place), "--lang", "ru", "--json")

    code, first, _ = okr(*build)
    again = okr(*build)

    assert code == 0
    assert first["language"] == "ru"
    assert first["already"] is False
    assert again[:2] == (0, {**first, "already": True})
    assert titles(place) == [TABS[tab].title.ru for tab in (
        "settings", "objectives", "key_results", "metrics", "kpi", "ideas", "review", "history",
    )]  # fmt: skip
    code, checked, _ = okr("check", str(first["written"]), "--json")
    assert code == 0
    assert checked["document"]["kind"] == "notion"


def test_a_broken_off_run_is_gone_on_with(okr: Okr, place: Place) -> None:
    """Its database may be lost, too: the page itself says what it is."""
    refusing = fault(400, path="/v1/databases", method="POST")
    refusing.after = 3
    running().faults.add(refusing)

    code, failed, told = okr("template", "notion", "--parent", address(place), "--json")
    assert (code, failed["error"]["type"]) == (2, "TransportError")
    assert "Notion" in told
    code, done, _ = okr("template", "notion", "--parent", address(place))

    assert code == 0
    assert "okr-sync sync" in str(done["text"])
    assert len(titles(place)) == 8


def test_what_is_no_address_is_said_so(okr: Okr) -> None:
    code, told, _ = okr("template", "notion", "--parent", "our page", "--json")

    assert code == 2
    assert told["error"]["type"] == "NotANotionAddressError"
