"""A person at work in the sandbox's Notion, and templates that somebody takes over."""

from __future__ import annotations

import re
from typing import Any

import pytest
from notion_client import APIResponseError
from notion_grids import make_row, make_source, text

from sandbox.notion.model import Page
from sandbox.notion.person import Person
from sandbox.notion.rendering import title_of
from sandbox.notion.space import Notion

IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def person(notion: Notion, anna: str) -> Person:
    return Person(notion, anna)


@pytest.fixture
def source(client: Any, home: Page) -> str:
    return make_source(client, home.id, {
        "Name": {"title": {}}, "Sum": {"number": {"format": "percent"}}, "Stage": {"select": {}},
        "Tags": {"multi_select": {}}, "Owner": {"people": {}}, "Due": {"date": {}},
        "Done": {"checkbox": {}}, "Note": {"rich_text": {}}, "State": {"status": {}},
    })  # fmt: skip


def shown(client: Any, row: Any, column: str) -> Any:
    """A value as the API answers."""
    found = client.pages.retrieve(row["id"] if isinstance(row, dict) else row.id)
    value = found["properties"][column]
    return value[value["type"]]


def test_what_is_typed_is_answered(client: Any, person: Person, source: str, anna: str) -> None:
    row = person.add_row(source, {"Name": "Deal", "Sum": "70%", "Stage": "Hot"})
    person.type(row.id, "Tags", ["a", "b"])
    person.type(row.id, "Due", {"start": "2026-07-01"})
    person.type(row.id, "Note", "12,5 or so")
    person.put(row.id, "Owner", [anna])
    person.put(row.id, "Done", True)

    assert shown(client, row, "Sum") == 0.7
    assert shown(client, row, "Stage")["name"] == "Hot"
    assert [one["name"] for one in shown(client, row, "Tags")] == ["a", "b"]
    assert shown(client, row, "Due")["start"] == "2026-07-01"
    assert shown(client, row, "Note")[0]["plain_text"] == "12,5 or so"
    assert shown(client, row, "Owner")[0]["name"] == "Anna"
    assert shown(client, row, "Done") is True
    assert shown(client, row, "State")["name"] == "Not started"
    assert client.pages.retrieve(row.id)["last_edited_by"]["id"] == anna


def test_columns_come_change_and_go(client: Any, person: Person, source: str) -> None:
    made = person.add_column(source, "Size", "number")
    person.rename_column(source, "Size", "Seats")
    person.retype_column(source, "Seats", "rich_text")
    person.delete_column(source, "Note")
    again = person.add_column(source, "Note", "rich_text")
    person.add_column(source, "Twice", "formula", {"expression": 'prop("Sum") * 2'})
    person.add_column(source, "Press", "button")

    columns = client.data_sources.retrieve(source)["properties"]
    assert columns["Seats"]["type"] == "rich_text"
    assert person.column(source, "Seats").id == made.id
    assert person.column(source, "Note").id == again.id
    assert columns["Press"]["button"] == {}
    assert not person.column(source, "Twice").by_api
    found = client.data_sources.query(
        source, filter={"property": "Twice", "formula": {"number": {"equals": 0}}}
    )
    assert found["results"] == []


def test_options_keep_their_ids(client: Any, person: Person, source: str) -> None:
    row = person.add_row(source, {"Stage": "Hot"})
    key = shown(client, row, "Stage")["id"]
    person.add_option(source, "Stage", "Cold")

    person.rename_option(source, "Stage", "Hot", "Warm")

    assert (shown(client, row, "Stage")["id"], shown(client, row, "Stage")["name"]) == (key, "Warm")
    person.delete_option(source, "Stage", "Warm")
    assert shown(client, row, "Stage") is None


def test_what_is_deleted_for_good_is_not_found(client: Any, person: Person, source: str) -> None:
    row = make_row(client, source)
    with pytest.raises(LookupError, match="not in the trash"):
        person.delete_for_good(row["id"])

    person.trash(row["id"])
    person.delete_for_good(row["id"])

    with pytest.raises(APIResponseError, match="Could not find page"):
        client.pages.retrieve(row["id"])
    assert client.data_sources.query(source, in_trash=True)["results"] == []


def test_unshared_things_vanish_for_a_connection(
    client: Any, person: Person, source: str, home: Page
) -> None:
    person.unshare(home.id, ["OKR"])

    with pytest.raises(APIResponseError, match="Could not find data source"):
        client.data_sources.retrieve(source)
    person.share(home.id, ["OKR"])
    assert client.data_sources.retrieve(source)["id"] == source


def test_a_resolved_remark_is_not_listed(client: Any, person: Person, home: Page) -> None:
    said = person.comment(home.id, "Really?")
    assert len(client.comments.list(block_id=home.id)["results"]) == 1

    person.resolve(said.discussion)

    assert client.comments.list(block_id=home.id)["results"] == []


@pytest.fixture
def template(client: Any, person: Person, home: Page) -> Page:
    """Objectives and key results that lead to each other, with all that refers to columns."""
    page = person.add_page(home.id, "OKR")
    goals = make_source(client, page.id, {"Name": {"title": {}}, "Nr": {"unique_id": {}}}, "Goals")
    options = [{"name": "Hot"}, {"name": "Cold"}]
    results = make_source(client, page.id, {
        "Name": {"title": {}}, "Goal": {"relation": {"data_source_id": goals, "dual_property": {}}},
        "Sum": {"number": {}}, "Stage": {"select": {"options": options}}, "State": {"status": {}},
        "Twice": {"formula": {"expression": 'prop("Sum") * 2'}},
    }, "Results")  # fmt: skip
    back = "Related to Results (Goal)"
    client.data_sources.update(goals, properties={
        back: {"name": "Results"},
        "Total": {"rollup": {"function": "sum", "relation_property_name": "Results",
                             "rollup_property_name": "Sum"}},
    })  # fmt: skip
    goal = make_row(client, goals, Name={"title": text("Grow")})
    for number in (1, 2):
        make_row(client, results, Goal={"relation": [{"id": goal["id"]}]}, Sum={"number": number},
                 Stage={"select": {"name": "Hot"}}, State={"status": {"name": "Done"}})  # fmt: skip
    client.views.create(
        data_source_id=results, name="Board", type="board",
        database_id=client.data_sources.retrieve(results)["parent"]["database_id"],
        filter={"property": "Sum", "number": {"greater_than": 1}},
        configuration={"type": "board", "group_by": {
            "type": "select", "property_id": "Stage", "sort": {"type": "manual"}}},
    )  # fmt: skip
    return page


def databases(client: Any, page: str) -> dict[str, str]:
    """Title of each database on a page → id of its data source."""
    inside = client.blocks.children.list(page)["results"]
    found = [one for one in inside if one["type"] == "child_database"]
    return {
        one["child_database"]["title"]:
            client.databases.retrieve(one["id"])["data_sources"][0]["id"]
        for one in found
    }  # fmt: skip


def test_nothing_of_a_template_keeps_its_id(
    client: Any, person: Person, template: Page, home: Page
) -> None:
    made = person.take_template(template.id, home.id)

    old, new = [str(everything(client, one)) for one in (template.id, made.id)]
    common = set(IDS.findall(old)) & set(IDS.findall(new))
    users = {one["id"] for one in client.users.list()["results"]}
    assert common <= {home.id, person.space.workspace_id, *users}
    assert property_ids(client, template.id) & property_ids(client, made.id) == {"title"}


def everything(client: Any, page: str) -> Any:
    """All that the API tells of what stands on a page."""
    sources = databases(client, page).values()
    views = [one["id"] for source in sources
             for one in client.views.list(data_source_id=source)["results"]]  # fmt: skip
    return [
        [client.data_sources.retrieve(one)["properties"] for one in sources],
        [client.data_sources.query(one)["results"] for one in sources],
        [client.views.retrieve(one) for one in views],
    ]


def property_ids(client: Any, page: str) -> set[str]:
    return {
        one["id"] for source in databases(client, page).values()
        for one in client.data_sources.retrieve(source)["properties"].values()
    }  # fmt: skip


def test_a_copy_of_a_template_works_by_itself(
    client: Any, notion: Notion, person: Person, template: Page, home: Page
) -> None:
    made = person.take_template(template.id, home.id)
    old, new = databases(client, template.id), databases(client, made.id)
    goal = client.data_sources.query(new["Goals"])["results"][0]
    rows = client.data_sources.query(new["Results"])["results"]

    assert (title_of(notion, made.id), made.parent.id) == ("OKR", home.id)
    assert {one["id"] for one in goal["properties"]["Results"]["relation"]} == {
        one["id"] for one in rows
    }
    assert goal["properties"]["Total"]["rollup"]["number"] == 3
    assert {one["properties"]["Twice"]["formula"]["number"] for one in rows} == {2, 4}
    assert {one["properties"]["Stage"]["select"]["name"] for one in rows} == {"Hot"}
    assert {one["properties"]["State"]["status"]["name"] for one in rows} == {"Done"}
    client.pages.update(rows[0]["id"], properties={"Sum": {"number": 10}})
    before = client.data_sources.query(old["Goals"])["results"][0]
    assert before["properties"]["Total"]["rollup"]["number"] == 3
    assert before["properties"]["Nr"]["unique_id"]["number"] == 1


def test_views_of_a_copy_look_at_the_copy(
    client: Any, person: Person, template: Page, home: Page
) -> None:
    made = person.take_template(template.id, home.id)
    source = databases(client, made.id)["Results"]
    columns = client.data_sources.retrieve(source)["properties"]

    listed = client.views.list(data_source_id=source)["results"]
    board = next(one for one in (client.views.retrieve(one["id"]) for one in listed)
                 if one["type"] == "board")  # fmt: skip

    assert board["filter"]["property"] == columns["Sum"]["id"]
    assert board["configuration"]["group_by"]["property_id"] == columns["Stage"]["id"]
    assert client.views.queries.create(board["id"])["total_count"] == 1


def test_a_database_is_duplicated_beside_itself(
    client: Any, person: Person, template: Page
) -> None:
    database = next(one for one in template.children if one in person.space.databases)

    copy = person.duplicate(database)

    assert title_of(person.space, copy.id).endswith("(1)")
    assert template.children.index(copy.id) == template.children.index(database) + 1
