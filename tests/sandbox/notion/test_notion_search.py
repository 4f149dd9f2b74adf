"""Search: titles only, what is shared only, latest edits first, the trash included."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import APIResponseError
from notion_rows import NOON, Table

from sandbox.notion.model import Json, Page, Parent
from sandbox.notion.space import Notion


@pytest.fixture
def goals(notion: Notion, home: Page) -> Table:
    """A table of two rows; beside it something that is not shared."""
    notion.clock.freeze()
    notion.clock.set(NOON)
    home.created = home.edited = NOON
    notion.clock.advance(60)
    table = Table(notion, "Goals", Parent("page_id", home.id))
    table.row("Win more goals")
    table.row("Lose less")
    Table(notion, "Secret goals").row("Secret goal")
    return table


def names(answer: Json) -> list[str]:
    """The titles of what was found."""
    found = []
    for one in answer["results"]:
        by_type = {prop["type"]: prop for prop in one["properties"].values()}
        title = one["title"] if one["object"] == "data_source" else by_type["title"]["title"]
        found.append("".join(item["plain_text"] for item in title))
    return found


@pytest.mark.parametrize(("asked", "found"), [
    ({}, ["Lose less", "Win more goals", "Goals", "Home"]),
    ({"query": "GOAL"}, ["Win more goals", "Goals"]), ({"query": "nothing"}, []),
    ({"query": "goal", "filter": {"property": "object", "value": "data_source"}}, ["Goals"]),
    ({"filter": {"property": "object", "value": "page"}}, ["Lose less", "Win more goals", "Home"]),
    ({"query": "goal", "sort": {"timestamp": "last_edited_time", "direction": "ascending"}},
     ["Goals", "Win more goals"]),
    ({"sort": {"timestamp": "last_edited_time", "direction": "descending"}, "query": "less"},
     ["Lose less"]),
    ({"sort": {"property": "relevance"}, "query": "o"},
     ["Lose less", "Win more goals", "Goals", "Home"]),
])  # fmt: skip
def test_titles_are_searched(client: Any, goals: Table, asked: Any, found: list[str]) -> None:
    assert names(client.search(**asked)) == found


def test_the_trash_is_searched_too_unless_told_otherwise(client: Any, goals: Table) -> None:
    goals.space.pages[goals.source.rows[0]].in_trash = True

    everything = client.search(query="win")
    kept = client.search(query="win", filter={"in_trash": False})
    trashed = client.search(filter={"in_trash": True})

    assert [one["in_trash"] for one in everything["results"]] == [True]
    assert names(kept) == []
    assert names(trashed) == ["Win more goals"]


def test_results_come_in_pages(client: Any, goals: Table) -> None:
    first = client.search(page_size=3)
    second = client.search(page_size=3, start_cursor=first["next_cursor"])

    assert first["has_more"]
    assert names(second) == ["Home"]
    assert first["type"] == "page_or_data_source"


def test_news_show_up_after_a_while_when_switched_so(client: Any, goals: Table) -> None:
    client.search()
    goals.space.switches.search_delay = 30
    goals.space.clock.advance(60)
    row = goals.space.pages[goals.source.rows[0]]
    title = {"title": [{"text": {"content": "Brand new"}}]}
    client.pages.update(row.id, properties={"Name": title})
    made = client.pages.create(
        parent={"data_source_id": goals.source.id}, properties={"Name": title}
    )

    assert names(client.search(query="brand")) == []
    assert [one["id"] for one in client.search(query="win more")["results"]] == [row.id]
    goals.space.clock.advance(31)
    assert {one["id"] for one in client.search(query="brand")["results"]} == {row.id, made["id"]}


@pytest.mark.parametrize(("asked", "message"), [
    ({"filter": {"property": "object", "value": "database"}}, r"body\.filter\.value should be one"),
    ({"filter": {"property": "title"}}, r"body\.filter\.value should be defined"),
    ({"filter": {"value": "page"}}, r"body\.filter\.property should be defined"),
    ({"sort": {"timestamp": "created_time", "direction": "ascending"}}, r"body\.sort\.timestamp"),
    ({"query": 3}, r"body\.query should be a string"),
])  # fmt: skip
def test_searches_that_make_no_sense_are_refused(
    client: Any, goals: Table, asked: Any, message: str
) -> None:
    with pytest.raises(APIResponseError, match=message):
        client.search(**asked)
