"""One property of a page at a time: whole, in pages, with the aggregate of a rollup."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import APIResponseError
from notion_rows import Table

from sandbox.notion.ids import encoded
from sandbox.notion.model import Page, Parent
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain_item


@pytest.fixture
def table(notion: Notion, home: Page) -> Table:
    return Table(notion, parent=Parent("page_id", home.id))


@pytest.fixture
def goal(table: Table, home: Page) -> Page:
    """A goal with 30 steps of one point."""
    steps = Table(table.space, "Steps", Parent("page_id", home.id))
    steps.column("Points", "number")
    table.relation("Steps", steps)
    for function in ("sum", "median", "show_original"):
        table.rollup(function, "Steps", "Points", function, steps)
    table.rollup("Names", "Steps", "Name", "show_original", steps)
    return table.row("goal", Steps=[steps.row(str(number), Points=1) for number in range(30)])


def test_a_page_shows_25_related_rows_and_its_property_all(
    client: Any, table: Table, goal: Page
) -> None:
    prop = table.named("Steps")
    key = encoded(prop.id)

    shown = client.pages.retrieve(goal.id)["properties"]["Steps"]
    items = client.pages.properties.retrieve(goal.id, key)

    assert (len(shown["relation"]), shown["has_more"]) == (25, True)
    assert [one["relation"]["id"] for one in items["results"]] == goal.values[
        table.named("Steps").id
    ]
    assert items["results"][0] == {
        "object": "property_item", "type": "relation", "id": key,
        "relation": {"id": goal.values[prop.id][0]},
    }  # fmt: skip
    assert {name: items[name] for name in ("object", "has_more", "type", "property_item")} == {
        "object": "list", "has_more": False, "type": "property_item", "property_item": {
            "id": key, "next_url": None, "type": "relation", "relation": {}},
    }  # fmt: skip


def test_long_properties_come_in_pages(client: Any, table: Table, goal: Page) -> None:
    key, found, cursor = encoded(table.named("Steps").id), [], None
    while True:
        part = client.pages.properties.retrieve(
            goal.id, key, page_size=20, **({"start_cursor": cursor} if cursor else {})
        )
        found += [one["relation"]["id"] for one in part["results"]]
        cursor = part["next_cursor"]
        assert (part["property_item"]["next_url"] is None) is (cursor is None)
        if cursor is None:
            break

    assert found == goal.values[table.named("Steps").id]
    with pytest.raises(APIResponseError, match=r"query\.start_cursor should be a valid cursor"):
        client.pages.properties.retrieve(goal.id, key, start_cursor="31")


def test_rollups_come_with_their_aggregate(client: Any, table: Table, goal: Page) -> None:
    found = client.pages.properties.retrieve(goal.id, encoded(table.named("sum").id), page_size=10)
    shown = client.pages.properties.retrieve(goal.id, encoded(table.named("show_original").id))

    assert found["property_item"]["rollup"] == {"type": "number", "number": 30, "function": "sum"}
    assert (len(found["results"]), found["results"][0]["number"]) == (10, 1)
    assert shown["property_item"]["rollup"] == {
        "type": "array", "array": [], "function": "show_original",
    }  # fmt: skip
    assert len(shown["results"]) == 30


def test_rolled_up_texts_come_item_by_item(client: Any, table: Table, goal: Page) -> None:
    found = client.pages.properties.retrieve(goal.id, encoded(table.named("Names").id), page_size=3)

    assert [one["title"]["plain_text"] for one in found["results"]] == ["0", "1", "2"]


def test_a_median_is_not_supported_here(client: Any, table: Table, goal: Page) -> None:
    found = client.pages.properties.retrieve(goal.id, encoded(table.named("median").id))

    assert found["property_item"]["rollup"]["type"] == "unsupported"


def test_values_of_one_piece_are_answered_as_such(client: Any, table: Table) -> None:
    table.column("Score", "number")
    table.column("Text", "rich_text")
    row = table.row("goal", Score=2)
    row.values[table.named("Text").id] = [plain_item("a"), plain_item("b")]

    score = client.pages.properties.retrieve(row.id, encoded(table.named("Score").id))
    text = client.pages.properties.retrieve(row.id, encoded(table.named("Text").id))
    title = client.pages.properties.retrieve(row.id, "title")

    del score["request_id"]
    assert score == {
        "object": "property_item", "type": "number", "id": encoded(table.named("Score").id),
        "number": 2,
    }  # fmt: skip
    assert [one["rich_text"]["plain_text"] for one in text["results"]] == ["a", "b"]
    assert title["results"][0]["title"]["plain_text"] == "goal"


def test_a_page_that_is_no_row_has_a_title_only(client: Any, home: Page) -> None:
    found = client.pages.properties.retrieve(home.id, "title")

    assert found["results"][0]["title"]["plain_text"] == "Home"
    with pytest.raises(APIResponseError, match="Could not find property with name or id: Score"):
        client.pages.properties.retrieve(home.id, "Score")


def test_people_come_one_by_one(client: Any, table: Table) -> None:
    table.column("Owner", "people")
    row = table.row("goal", Owner=[table.by])

    found = client.pages.properties.retrieve(row.id, encoded(table.named("Owner").id))

    assert [one["people"]["id"] for one in found["results"]] == [table.by]
    assert found["results"][0]["people"]["person"] == {"email": "anna@example.com"}
