"""Names and types of columns, judged together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from notion_template.bind.look import Seen
from notion_template.bind.mapping import ENOUGH, own_columns, strength
from notion_template.bind.tabs import template_tab
from notion_template.tables import database_request
from sync.core.databases import DATABASES
from sync.core.vocabulary import Language

HERE, THERE = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"


def seen(title: str = "OKR", **kinds: Any) -> Seen:
    """A table with these columns; ``_`` in a name is a space."""
    return table({name.replace("_", " "): kind for name, kind in kinds.items()}, title)


def table(kinds: Mapping[str, Any], title: str = "OKR") -> Seen:
    properties = {"Row": shown("title"), **{name: shown(kind) for name, kind in kinds.items()}}
    return Seen("database", HERE, title, "", properties)


def shown(kind: Any) -> dict[str, Any]:
    if isinstance(kind, list):
        options = [{"id": name, "name": name} for name in kind]
        return {"id": "x", "type": "select", "select": {"options": options}}
    if kind == "percent":
        return {"id": "x", "type": "number", "number": {"format": "percent"}}
    if kind in (HERE, THERE):
        return {"id": "x", "type": "relation", "relation": {"data_source_id": kind}}
    return {"id": "x", "type": kind, kind: {}}


def answered(asked: dict[str, Any]) -> dict[str, Any]:
    """A property as it is shown after it was asked for."""
    options = asked[asked["type"]].get("options")
    return shown([one["name"] for one in options]) if options else {**asked, "id": "x"}


@pytest.mark.parametrize(
    ("name", "kind", "column"),
    [
        ("Цель", "number", "target"), ("Цель", THERE, "objective"),
        ("Цель", "rich_text", "objective"), ("KR owner", "people", "owner"),
        ("Goal", "number", "target"), ("Goal", THERE, "objective"), ("Plan", "number", "target"),
        ("🎯 Target (Q4)", "number", "target"), ("Целевое значение, %", "percent", "target"),
        ("Target date", "date", "due"), ("Дедлайн", "date", "due"), ("Сроки", "date", "due"),
        ("Start", "number", "start"), ("Начало", "number", "start"), ("Было", "number", "start"),
        ("Стало", "number", "typed"), ("ФАКТ", "number", "typed"), ("Current", "rollup", "typed"),
        ("Progress", "number", "typed"), ("DRI", "people", "owner"),
        ("Ответственный", "select", "owner"), ("Уверенность", "number", "confidence"),
        ("Ед. изм.", "rich_text", "unit"), ("Риски", "rich_text", "blocker"),
        ("Type", ["Reach a level", "Yes or no"], "type"),
        ("Частота", ["Каждую неделю", "Каждый месяц", "Иначе"], "rhythm"),
    ],
)  # fmt: skip
def test_one_column(name: str, kind: str, column: str) -> None:
    assert own_columns("key_results", table({name: kind})) == {"title": "Row", column: name}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Start", "date"), ("Status", "status"), ("Score", "number"), ("Notes", "rich_text"),
        ("ID", "unique_id"), ("Progress", "formula"), ("Confidence", "percent"),
        ("Type", ["Committed", "Aspirational"]), ("Type", []), ("Objective", HERE),
        ("Metric", "rich_text"), ("Owner", "number"), ("Due", "rich_text"), ("Файлы", "files"),
        ("Customers", THERE), ("Department", "rich_text"),
    ],
)  # fmt: skip
def test_nothing_of_ours(name: str, kind: str) -> None:
    assert own_columns("key_results", table({name: kind})) == {"title": "Row"}


def test_the_likelier_of_two_is_taken() -> None:
    plain = seen(Plan="number", Previous_plan="number", Progress="number", Actual="number")

    found = own_columns("key_results", plain)

    assert found == {"title": "Row", "target": "Plan", "typed": "Actual"}


def test_progress_of_another_scale_is_no_value() -> None:
    assert "typed" not in own_columns("key_results", seen(Target="number", Progress="percent"))
    assert "typed" in own_columns("key_results", seen(Target="percent", Progress="percent"))


def test_columns_of_objectives() -> None:
    goals = table({"Quarter": ["Q4 2026"], "Отдел": "select", "Parent goal": HERE, "Lead": "people",
                   "Тип": ["Обязательная"], "State": ["Open"]}, "Goals")  # fmt: skip

    assert own_columns("objectives", goals) == {
        "title": "Row", "cycle": "Quarter", "team": "Отдел", "parent": "Parent goal",
        "owner": "Lead", "kind": "Тип",
    }  # fmt: skip


@pytest.mark.parametrize("title", ["Key results", "Q4 OKRs", "КР отдела", "Ключевые результаты"])
def test_a_title_is_enough(title: str) -> None:
    assert strength("key_results", table({}, title)) >= ENOUGH


def test_tables_of_something_else() -> None:
    plan = {"Plan": "number", "Fact": "number", "Owner": "people"}

    assert strength("key_results", table({"Owner": "people", "Due": "date"}, "Tasks")) < ENOUGH
    assert strength("key_results", table(plan, "KPI")) == 0
    assert strength("key_results", table(plan, "Team")) >= ENOUGH


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("tab", DATABASES)
def test_tables_of_the_template_are_known(tab: str, language: Language) -> None:
    """By what they say of themselves, and by their columns alone."""
    request = database_request(tab, language, HERE)
    asked = request["initial_data_source"]["properties"]
    properties = {name: {**answered(one), "name": name} for name, one in asked.items()}
    whole = Seen("database", HERE, "Renamed", "", properties)
    marked = Seen("database", HERE, "Renamed", f"(okr-sync:{tab})", properties)

    assert template_tab(marked) == (tab, language)
    assert template_tab(whole) == (tab, language)
