"""Pages and rows of the sandbox's Notion: where they stand, how they come and go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from notion_client import APIResponseError, Client
from notion_grids import make_row, make_source, set_row, text
from notion_sites import notion_client

from sandbox.notion.model import Page, Parent
from sandbox.notion.operations import create_row, set_values, trash
from sandbox.notion.space import Event, Notion
from sandbox.state import Sandbox

NAME: dict[str, Any] = {"Name": {"title": {}}}


def make_page(client: Any, home: Page, title: str = "Guide", **told: Any) -> Any:
    properties = {"title": {"title": text(title)}}
    return client.pages.create(parent={"page_id": home.id}, properties=properties, **told)


def test_keys_of_a_page_stand_in_order(client: Any, home: Page, version: str) -> None:
    assert list(make_page(client, home)) == [
        "object", "id", "created_time", "last_edited_time", "created_by", "last_edited_by",
        "cover", "icon", "parent", "in_trash", "is_archived", "is_locked", "properties", "url",
        "public_url", *(["archived"] if version == "2025-09-03" else []), "request_id",
    ]  # fmt: skip


def test_parents_are_shown_in_full(client: Any, home: Page) -> None:
    source = make_source(client, home.id, NAME)
    database = client.data_sources.retrieve(source)["parent"]["database_id"]
    by_source = make_row(client, source)
    by_database = client.pages.create(parent={"database_id": database}, properties={})

    assert make_page(client, home)["parent"] == {"type": "page_id", "page_id": home.id}
    assert client.pages.retrieve(home.id)["parent"] == {"type": "workspace", "workspace": True}
    for row in (by_source, by_database):
        assert row["parent"] == {
            "type": "data_source_id", "data_source_id": source, "database_id": database,
        }  # fmt: skip


def test_times_are_cut_to_the_minute(client: Any, sandbox: Sandbox, home: Page) -> None:
    sandbox.clock.freeze()
    sandbox.clock.set(datetime(2026, 6, 27, 16, 55, 59, 999_000, UTC))

    assert make_page(client, home)["created_time"] == "2026-06-27T16:55:00.000Z"


def test_the_workspace_itself_is_for_public_connections(notion: Notion, client: Any) -> None:
    token = notion.add_connection("Public", public=True)
    public: Any = notion_client(notion, token)

    made = public.pages.create(parent={"workspace": True}, properties={})

    assert notion.top[-1] == made["id"]
    with pytest.raises(APIResponseError, match="Internal integrations"):
        client.pages.create(parent={"workspace": True}, properties={})


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({}, "body.parent should be defined, instead was `undefined`."),
        ({"parent": {}}, "Fix one:\nbody.parent.page_id should be defined"),
        ({"parent": {"page_id": "x"}}, "body.parent.page_id should be a valid uuid"),
        ({"parent": 5}, "body.parent should be an object, instead was `5`."),
        ({"foo": 1}, "body.foo should be not present, instead was `1`."),
    ],
)
def test_pages_that_cannot_be(make_client: Callable[..., Client], told: Any, message: str) -> None:
    with pytest.raises(APIResponseError) as met:
        make_client().request("pages", "POST", body=told)

    assert message in str(met.value)


def test_a_page_comes_with_looks_and_content(client: Any, home: Page) -> None:
    page = make_page(
        client, home, icon={"type": "emoji", "emoji": "🎯"},
        cover={"type": "external", "external": {"url": "https://example.com/c.png"}},
        children=[{"heading_1": {"rich_text": text("Start")}}],
    )  # fmt: skip

    assert page["icon"] == {"type": "emoji", "emoji": "🎯"}
    assert page["cover"]["external"] == {"url": "https://example.com/c.png"}
    assert client.blocks.children.list(page["id"])["results"][0]["type"] == "heading_1"
    assert client.pages.update(page["id"], icon={"icon": {"name": "star"}})["icon"] == {
        "type": "icon", "icon": {"name": "star", "color": "gray"},
    }  # fmt: skip


def test_a_page_is_put_where_it_is_wanted(client: Any, home: Page) -> None:
    first = make_page(client, home)
    second = make_page(client, home, position={"type": "page_start"})
    third = make_page(
        client, home, position={"type": "after_block", "after_block": {"id": second["id"]}}
    )

    assert home.children == [second["id"], third["id"], first["id"]]


def test_only_named_properties_change(client: Any, home: Page) -> None:
    source = make_source(client, home.id, {**NAME, "A": {"number": {}}, "B": {"number": {}}})
    row = make_row(client, source, A={"number": 1}, B={"number": 2})

    shown = set_row(client, row, A={"number": 5})

    assert (shown["A"]["number"], shown["B"]["number"]) == (5, 2)


def test_a_change_names_its_author_and_time(
    client: Any, sandbox: Sandbox, notion: Notion, home: Page, anna: str
) -> None:
    sandbox.clock.freeze()
    source = make_source(client, home.id, {**NAME, "A": {"number": {}}})
    row = create_row(notion, notion.data_sources[source], {}, anna)
    sandbox.clock.advance(120)

    client.pages.update(row.id, properties={"A": {"number": 5}})

    shown = client.pages.retrieve(row.id)
    assert shown["created_by"]["id"] == anna
    assert shown["last_edited_by"]["id"] == client.users.me()["id"]
    assert shown["last_edited_time"] > shown["created_time"]


def test_the_trash_is_shown_and_left_again(client: Any, home: Page) -> None:
    page = make_page(client, home)
    child = client.pages.create(parent={"page_id": page["id"]}, properties={})

    assert client.pages.update(page["id"], in_trash=True)["in_trash"]
    assert client.pages.retrieve(child["id"])["in_trash"]
    with pytest.raises(APIResponseError, match=r"You must unarchive the block before editing\."):
        client.pages.update(page["id"], icon=None)
    with pytest.raises(APIResponseError, match="archived"):
        client.pages.create(parent={"page_id": page["id"]}, properties={})
    back = client.pages.update(page["id"], in_trash=False, properties=text_title("Again"))
    assert (back["in_trash"], back["id"]) == (False, page["id"])
    assert back["properties"]["title"]["title"][0]["plain_text"] == "Again"


def text_title(said: str) -> Any:
    return {"title": {"title": text(said)}}


def test_archived_is_a_word_of_the_older_version(client: Any, home: Page, version: str) -> None:
    page = make_page(client, home)

    if version == "2025-09-03":
        shown = client.pages.update(page["id"], archived=True)
        assert (shown["archived"], shown["in_trash"]) == (True, True)
    else:
        with pytest.raises(APIResponseError) as met:
            client.pages.update(page["id"], archived=True)
        assert str(met.value) == (
            "body failed validation: body.archived should be not present, instead was `true`."
        )


def test_a_lock_is_kept_and_stops_no_connection(client: Any, home: Page) -> None:
    page = make_page(client, home)

    assert client.pages.update(page["id"], is_locked=True)["is_locked"]
    assert client.pages.update(page["id"], properties=text_title("x"))["is_locked"]


def test_content_is_erased(client: Any, home: Page) -> None:
    page = make_page(client, home, children=[{"divider": {}}, {"divider": {}}])

    client.pages.update(page["id"], erase_content=True)

    assert client.blocks.children.list(page["id"])["results"] == []


def test_a_page_moves(client: Any, home: Page) -> None:
    one, other = make_page(client, home, "One"), make_page(client, home, "Other")

    moved = client.pages.move(one["id"], parent={"type": "page_id", "page_id": other["id"]})

    assert moved["parent"]["page_id"] == other["id"]
    assert home.children == [other["id"]]
    with pytest.raises(APIResponseError, match="outside of the page itself"):
        client.pages.move(other["id"], parent={"page_id": one["id"]})


def test_a_row_moves_with_what_fits(client: Any, home: Page) -> None:
    """Same name and same type; options by their names."""
    columns: Any = {**NAME, "A": {"number": {}}, "S": {"select": {}}, "Only": {"number": {}}}
    source = make_source(client, home.id, columns)
    other: Any = {
        "Title": {"title": {}}, "A": {"rich_text": {}}, "Nr": {"unique_id": {}},
        "S": {"select": {"options": [{"name": "Hot"}]}},
    }  # fmt: skip
    target = make_source(client, home.id, other)
    row = make_row(
        client, source, Name={"title": text("Deal")}, A={"number": 1},
        S={"select": {"name": "Hot"}},
    )  # fmt: skip

    shown = client.pages.move(row["id"], parent={"data_source_id": target})["properties"]

    assert shown["Title"]["title"][0]["plain_text"] == "Deal"
    assert (shown["A"]["rich_text"], shown["S"]["select"]["name"]) == ([], "Hot")
    assert shown["Nr"]["unique_id"]["number"] == 1
    assert client.data_sources.query(source)["results"] == []


def test_a_template_is_applied_a_little_later(
    client: Any, sandbox: Sandbox, notion: Notion, home: Page, anna: str
) -> None:
    source = make_source(client, home.id, {**NAME, "A": {"number": {}}, "B": {"number": {}}})
    keys = {one.name: one.id for one in notion.data_sources[source].properties.values()}
    template = notion.add_page(Parent("page_id", home.id), "Weekly", anna)
    template.values |= {keys["A"]: 1, keys["B"]: 2}
    client.blocks.children.append(template.id, children=[{"divider": {}}])
    notion.data_sources[source].templates.append(
        {"id": template.id, "name": "Weekly", "is_default": True}
    )

    row = client.pages.create(
        parent={"data_source_id": source}, properties={"A": {"number": 5}},
        template={"type": "default"},
    )  # fmt: skip
    sandbox.clock.advance(5)

    shown = client.pages.retrieve(row["id"])["properties"]
    assert (row["properties"]["B"]["number"], shown["B"]["number"]) == (None, 2)
    assert shown["A"]["number"] == 5
    assert client.blocks.children.list(row["id"])["results"][0]["type"] == "divider"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ({"type": "default"}, "no default template"), ({"type": "x"}, "type should be one of"),
        ({"type": "template_id", "template_id": "5f3b2c1d-0a4e-4f6b-9c8d-7e6f5a4b3c2e"},
         "Could not find page"),
    ],
)  # fmt: skip
def test_templates_that_are_not_there(client: Any, home: Page, template: Any, message: str) -> None:
    source = make_source(client, home.id, NAME)

    with pytest.raises(APIResponseError, match=message):
        client.pages.create(parent={"data_source_id": source}, properties={}, template=template)


def test_a_relation_forgets_trashed_rows_until_they_return(
    client: Any, notion: Notion, home: Page, anna: str
) -> None:
    source = make_source(client, home.id, NAME)
    client.data_sources.update(
        source,
        properties={"Up": {"relation": {"data_source_id": source, "single_property": {}}}},
    )
    upper = make_row(client, source)
    row = make_row(client, source, Up={"relation": [{"id": upper["id"]}]})

    trash(notion, upper["id"], anna)

    assert client.pages.retrieve(row["id"])["properties"]["Up"]["relation"] == []
    client.pages.update(upper["id"], in_trash=False)
    assert client.pages.retrieve(row["id"])["properties"]["Up"]["relation"] == [{"id": upper["id"]}]


def test_every_change_is_told_once(client: Any, notion: Notion, home: Page) -> None:
    source = make_source(client, home.id, {**NAME, "A": {"number": {}}})
    told: list[Event] = []
    notion.listeners.append(told.append)
    before = notion.version

    row = make_row(client, source)
    set_row(client, row, A={"number": 1})
    client.pages.update(row["id"], is_locked=True)
    client.pages.update(row["id"], in_trash=True)
    client.pages.update(row["id"], in_trash=False)

    assert [one.kind for one in told] == [
        "page.created", "page.properties_updated", "page.locked", "page.deleted",
        "page.undeleted",
    ]  # fmt: skip
    assert told[1].details == {
        "updated_properties": [
            one.id for one in notion.data_sources[source].properties.values() if one.name == "A"
        ]
    }
    assert notion.version == before + 5
    assert {one.author for one in told} == {client.users.me()["id"]}


def test_nothing_is_told_when_nothing_is_set(notion: Notion, home: Page, anna: str) -> None:
    before = notion.version

    set_values(notion, home, {}, anna)

    assert notion.version == before


def test_a_refused_page_leaves_no_trace(client: Any, notion: Notion, home: Page) -> None:
    """Neither a row nor an option that its values would have made."""
    source = make_source(client, home.id, {**NAME, "S": {"select": {}}})

    refused: tuple[dict[str, Any], ...] = (
        {"children": [{"foo": {}}]}, {"icon": {}}, {"position": {"type": "page_end"}},
    )  # fmt: skip
    for told in refused:
        with pytest.raises(APIResponseError):
            client.pages.create(
                parent={"data_source_id": source},
                properties={"S": {"select": {"name": "Hot"}}}, **told,
            )  # fmt: skip

    assert notion.data_sources[source].rows == []
    columns = client.data_sources.retrieve(source)["properties"]
    assert columns["S"]["select"]["options"] == []


def test_rows_count_among_the_blocks_of_a_free_workspace(
    client: Any, notion: Notion, home: Page
) -> None:
    source = make_source(client, home.id, NAME)
    notion.switches.block_limit = 2
    make_row(client, source)

    with pytest.raises(APIResponseError, match="block limit"):
        make_row(client, source)
