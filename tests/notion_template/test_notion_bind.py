"""Which of a team's own tables and columns are what."""

from __future__ import annotations

from datetime import date

import pytest
from notion_own_tables import Place, columns, make_place, values

from notion_template.bind import Proposal, carry_out, propose
from notion_template.bind.errors import NothingToBindError
from sync.core.binding import Binding
from sync.documents.notion import NotionDocument

TODAY = date(2026, 11, 23)
GOALS = {"Цель": "title", "Кто": "people", "Квартал": ["Q3 2026", "Q4 2026"]}
RESULTS = {
    "KR": "title", "Было": "number", "План": "number", "Факт": "number", "Ответственный": "people",
    "Дедлайн": "date", "Уверенность": "number", "Комментарий": "rich_text",
    "Статус": ["Зелёный", "Красный"],
}  # fmt: skip


@pytest.fixture
def place() -> Place:
    return make_place()


def proposed(place: Place, home: str = "", kept: Binding | None = None) -> Proposal:
    return propose(place.look(home), None, kept)


def bound(place: Place, proposal: Proposal) -> Binding:
    return carry_out(place.client, proposal, lambda _: None, TODAY)


def test_a_russian_team_finds_its_columns_again(place: Place) -> None:
    goals = place.table("Цели команды", GOALS)
    place.table("Ключевые результаты", {**RESULTS, "К цели": goals})

    found = proposed(place)

    assert found.language == "ru"
    assert found.origin == "own"
    assert found.tabs["key_results"].mapped == {
        "title": "KR", "start": "Было", "target": "План", "typed": "Факт", "due": "Дедлайн",
        "owner": "Ответственный", "confidence": "Уверенность", "objective": "К цели",
    }  # fmt: skip
    assert found.tabs["objectives"].mapped == {
        "title": "Цель", "owner": "Кто", "cycle": "Квартал",
    }  # fmt: skip
    assert set(found.tabs["key_results"].left) == {"Комментарий", "Статус"}
    assert found.made == ("settings", "metrics", "history")


def test_what_is_added_never_takes_a_name_of_the_team(place: Place) -> None:
    place.table("Цели", GOALS)
    place.table("KR", {**RESULTS, "Статус (OKR Sync)": "rich_text", "оценка": "rich_text"})

    added = proposed(place).tabs["key_results"].added

    assert added["status"] == "Статус (OKR Sync 2)"
    assert added["score"] == "Оценка (OKR Sync)"
    assert added["id"] == "ID"
    assert added["type"] == "Тип результата"


def test_only_properties_are_added(place: Place) -> None:
    """Nothing of the team's is changed: columns, values, rows."""
    goals = place.table("Цели", GOALS)
    results = place.table("Ключевые результаты", {**RESULTS, "Цель": goals})
    place.rows(goals, {"Цель": "Стать первыми", "Квартал": "Q4 2026"})
    place.rows(results, {"KR": "Конверсия с 22 до 35", "Было": "22", "План": "35", "Факт": "27",
                         "Статус": "Красный"})  # fmt: skip
    before = {one.id: (columns(one), values(place.space, one)) for one in (goals, results)}

    bound(place, proposed(place))

    for one in (goals, results):
        kept, cells = before[one.id]
        assert {key: prop for key, prop in columns(one).items() if key in kept} == kept
        assert values(place.space, one) == cells
    added = {p.name for k, p in results.properties.items() if k not in before[results.id][0]}
    assert "Замечания" in added
    assert "Факт из CRM" in added
    assert "Тип результата" in added


def test_a_second_binding_changes_nothing(place: Place) -> None:
    goals = place.table("Цели", GOALS)
    place.table("Ключевые результаты", {**RESULTS, "Цель": goals})
    first = bound(place, proposed(place))
    version = place.space.version

    again = proposed(place, kept=first)
    assert not again.adds
    assert bound(place, again) == first
    assert place.space.version == version


def test_a_binding_that_was_lost_is_found_again(place: Place) -> None:
    """On another machine: what the service added is known by what it says of itself."""
    goals = place.table("Цели", GOALS)
    place.table("Ключевые результаты", {**RESULTS, "Цель": goals})
    first = bound(place, proposed(place))

    again = proposed(place)
    assert not again.adds
    assert bound(place, again) == first


def test_the_document_works_from_then_on(place: Place) -> None:
    goals = place.table("Цели", GOALS)
    results = place.table("Ключевые результаты", {**RESULTS, "Цель": goals})
    goal = place.rows(goals, {"Цель": "Стать первыми", "Квартал": "Q4 2026"})[0]
    row = place.rows(results, {"KR": "Конверсия с 22 до 35", "Было": "22", "План": "35",
                               "Факт": "27"})[0]  # fmt: skip
    place.person.put(row.id, "Цель", [goal.id])

    binding = bound(place, proposed(place))
    place.person.type(row.id, "Тип результата", "Достичь уровня")
    snapshot = NotionDocument(place.line(), binding, lambda _: ()).read()

    cells = snapshot.tables["key_results"].rows[0]
    assert cells.value("target") == 35
    assert cells.value("typed") == 27
    assert cells.value("type") == "Достичь уровня"
    assert "Стать первыми" in str(cells.value("objective"))
    assert snapshot.tables["settings"].rows[0].value("cycle") == "Q4 2026"
    assert [p.code for p in snapshot.problems] == []


def test_an_english_team_with_one_table(place: Place) -> None:
    """Objectives are options of a select: each becomes a row of a new table."""
    source = place.table("Team OKRs", {
        "Key Result": "title", "Objective": ["Win enterprise", "Keep customers"], "DRI": "people",
        "Baseline": "number", "Goal": "number", "Current": "number", "Due date": "date",
    })  # fmt: skip

    found = proposed(place)
    binding = bound(place, found)

    assert found.tabs["key_results"].mapped == {
        "title": "Key Result", "objective": "Objective", "owner": "DRI", "start": "Baseline",
        "target": "Goal", "typed": "Current", "due": "Due date",
    }  # fmt: skip
    assert found.made == ("settings", "objectives", "metrics", "history")
    assert [remark.code for remark in found.remarks] == ["objective-by-name", "fill-in"]
    rows = place.space.data_sources[binding.tabs["objectives"].data_source].rows
    titles = [place.space.pages[row].values["title"][0]["plain_text"] for row in rows]
    assert titles == ["Win enterprise", "Keep customers"]

    place.rows(source, {"Key Result": "Churn 3 %", "Objective": "Keep customers"})
    snapshot = NotionDocument(place.line(), binding, lambda _: ()).read()
    chosen = [row.value("objective") for row in snapshot.tables["key_results"].rows]
    assert chosen == ["O-002 · Keep customers"]


def test_a_page_without_key_results_is_refused(place: Place) -> None:
    place.table("Tasks", {"Task": "title", "Owner": "people", "Due": "date"})

    with pytest.raises(NothingToBindError, match="sees only: “Tasks”"):
        proposed(place)
