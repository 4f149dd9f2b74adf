"""``okr-sync bind`` against the sandbox, as people and programs use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from notion_own_tables import Place, make_place
from rich.console import Console

from sandbox.notion.model import DataSource
from sync.cli.binding import bind_document
from sync.cli.commands import main
from sync.cli.voice import Voice

pytestmark = pytest.mark.slow

Answer = tuple[int, dict[str, Any], str]
Okr = Callable[..., Answer]


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def table(place: Place) -> DataSource:
    return place.table("Ключевые результаты", {
        "Результат": "title", "Цель": ["Стать первыми"], "Было": "number", "План": "number",
        "Факт": "number", "Срок сдачи": "rich_text",
    })  # fmt: skip


@pytest.fixture
def okr(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Okr:  # fmt: skip
    """Runs a command with the connection's token: exit code, JSON answer (when asked for) or text,
    errors."""
    monkeypatch.setenv("OKR_NOTION_TOKEN", place.token.secret)
    monkeypatch.setenv("OKR_NOTION_URL", place.space.base_url)
    monkeypatch.setenv("OKR_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def command(*words: str) -> Answer:
        with pytest.raises(SystemExit) as stopped:
            main([*words])
        said = capsys.readouterr()
        answer = json.loads(said.out) if "--json" in words else {"text": said.out}
        return int(str(stopped.value.code)), answer, said.err

    return command


def address(place: Place) -> str:
    return f"{place.space.base_url}/p/{place.page.id.replace('-', '')}"


@pytest.mark.usefixtures("table")
def test_it_is_shown_and_done_only_with_yes(okr: Okr, place: Place) -> None:
    version = place.space.version

    code, shown, _ = okr("bind", address(place))

    assert code == 64
    assert place.space.version == version
    text = shown["text"]
    assert "«Sales»: ваши собственные базы" in text
    assert "Исходное значение   Было" in text
    assert "Остаются как есть, сервис их не трогает: Срок сдачи" in text
    assert "Новые базы на странице: Настройки, Цели, Метрики, История" in text
    assert text.endswith("Чтобы выполнить, запустите команду ещё раз с ключом --yes.\n")

    code, done, _ = okr("bind", address(place), "--yes", "--json")

    assert code == 0
    assert done["bound"] is True
    assert done["origin"] == "own"
    assert done["tables"][0]["columns"]["start"] == "Было"
    assert place.space.version > version


def test_after_it_the_document_is_synced(okr: Okr, place: Place, table: DataSource) -> None:
    row = place.rows(table, {"Результат": "Конверсия с 22 до 35", "Цель": "Стать первыми",
                             "Было": "22", "План": "35", "Факт": "27"})[0]  # fmt: skip
    before = okr("sync", address(place))
    okr("bind", address(place), "--yes")
    place.person.type(row.id, "Тип результата", "Достичь уровня")

    code, told, _ = okr("sync", address(place), "--json")
    again = okr("bind", address(place), "--json")

    assert before[0] == 2
    assert "okr-sync bind" in before[2]
    assert code in (0, 1)
    assert told["key_results"][0]["score"] == 0.38
    assert told["objectives"][0]["title"] == "Стать первыми"
    shown = row.values[place.person.column(table.id, "Оценка").id]
    assert shown == 0.38
    assert again[1]["already"] is True
    assert again[0] == 0


@pytest.mark.usefixtures("table", "okr")
def test_on_a_terminal_it_asks(place: Place) -> None:
    version, asked = place.space.version, []
    heard = StringIO()
    voice = Voice(False, "en", Console(file=heard, width=100))

    def no(question: str) -> bool:
        asked.append(question)
        return False

    code = bind_document(address(place), voice, yes=False, ask=no)

    assert code == 0
    assert asked == ["Bind it like this?"]
    assert place.space.version == version
    assert "Nothing was changed." in heard.getvalue()


def test_what_is_bound_again_shows_only_what_is_theirs(
    okr: Okr, place: Place, table: DataSource
) -> None:
    """Tables of the service need no mapping; what people deleted is put back."""
    okr("bind", address(place), "--yes")
    place.person.delete_column(table.id, "Прогноз")

    code, shown, _ = okr("bind", address(place), "--lang", "en")

    assert code == 64
    assert "Key results: your database “Ключевые результаты”" in shown["text"]
    assert "Will be added, the service fills them in: Прогноз\n" in shown["text"]
    assert "History" not in shown["text"]


def test_one_table_is_not_bound_under_two_addresses(
    okr: Okr, place: Place, table: DataSource
) -> None:
    """People paste the address of the page, and later that of the database on it."""
    okr("bind", address(place), "--yes")
    okr("sync", address(place))
    version = place.space.version

    code, told, said = okr("bind", table.parent.id.replace("-", ""), "--yes", "--json")

    assert code == 2
    assert told["error"]["type"] == "BoundElsewhereError"
    assert said.strip().endswith(f"okr-sync sync {address(place)}")
    assert place.space.version == version


def test_a_page_that_is_not_shared(okr: Okr, place: Place) -> None:
    stranger = place.person.add_page("", "Private")

    code, told, said = okr("bind", stranger.id.replace("-", ""), "--lang", "ru", "--json")

    assert code == 2
    assert told["error"]["type"] == "NotSharedError"
    assert "«OKR Sync»" in said


def test_a_page_without_tables(okr: Okr, place: Place) -> None:
    code, told, said = okr("bind", address(place), "--json")

    assert code == 2
    assert told["error"]["type"] == "NothingToBindError"
    assert "okr-sync template notion --parent" in said
