"""Content of pages in the sandbox's Notion."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from notion_client import APIResponseError
from notion_grids import make_row, make_source, text

from sandbox.notion.model import Page
from sandbox.notion.space import Notion

LINK = {"url": "https://example.com"}
KINDS: dict[str, tuple[Any, Any]] = {
    "paragraph": ({"rich_text": []}, {"rich_text": [], "icon": None, "color": "default"}),
    "heading_1": ({"rich_text": []},
                  {"rich_text": [], "is_toggleable": False, "color": "default"}),
    "heading_4": ({"rich_text": [], "color": "red_background"},
                  {"rich_text": [], "is_toggleable": False, "color": "red_background"}),
    "bulleted_list_item": ({"rich_text": []}, {"rich_text": [], "color": "default"}),
    "numbered_list_item": ({"rich_text": []}, {"rich_text": [], "color": "default"}),
    "toggle": ({"rich_text": []}, {"rich_text": [], "color": "default"}),
    "quote": ({"rich_text": []}, {"rich_text": [], "color": "default"}),
    "to_do": ({"rich_text": []}, {"rich_text": [], "checked": False, "color": "default"}),
    "callout": ({"rich_text": [], "icon": {"emoji": "🎯"}},
                {"rich_text": [], "icon": {"type": "emoji", "emoji": "🎯"}, "color": "default"}),
    "code": ({"rich_text": [], "language": "python"},
             {"caption": [], "rich_text": [], "language": "python"}),
    "equation": ({"expression": "x"}, {"expression": "x"}),
    "divider": ({}, {}), "breadcrumb": ({}, {}),
    "table_of_contents": ({}, {"color": "default"}),
    "bookmark": (LINK, {"caption": [], **LINK}), "embed": (LINK, {"caption": [], **LINK}),
    "image": ({"external": LINK}, {"caption": [], "type": "external", "external": LINK}),
    "file": ({"external": {"url": "https://example.com/a.pdf"}},
             {"caption": [], "type": "external",
              "external": {"url": "https://example.com/a.pdf"}, "name": "a.pdf"}),
    "synced_block": ({"synced_from": None}, {"synced_from": None}),
}  # fmt: skip


def add(client: Any, place: str, *blocks: Any, **told: Any) -> list[Any]:
    """The new blocks."""
    found: list[Any] = client.blocks.children.append(place, children=list(blocks), **told)[
        "results"
    ]
    return found


def said(client: Any, place: str) -> list[str]:
    """The texts of the paragraphs inside."""
    inside = client.blocks.children.list(place)["results"]
    return [one["paragraph"]["rich_text"][0]["plain_text"] for one in inside]


def words(what: str) -> Any:
    return {"paragraph": {"rich_text": text(what)}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_comes_back_completed(client: Any, home: Page, kind: str) -> None:
    given, shown = KINDS[kind]

    made = add(client, home.id, {kind: given})[0]

    assert (made["type"], made[kind]) == (kind, shown)
    found = client.blocks.retrieve(made["id"])
    assert found == {**made, "request_id": found["request_id"]}


def test_keys_of_a_block_stand_in_order(client: Any, home: Page, version: str) -> None:
    made = add(client, home.id, words("a"))[0]

    assert list(made) == [
        "object", "id", "parent", "created_time", "last_edited_time", "created_by",
        "last_edited_by", "has_children", "in_trash", "type", "paragraph",
        *(["archived"] if version == "2025-09-03" else []),
    ]  # fmt: skip
    assert made["parent"] == {"type": "page_id", "page_id": home.id}


def test_blocks_bring_others_inside(client: Any, home: Page) -> None:
    inner = {"paragraph": {"rich_text": [], "children": [words("deep")]}}
    toggle = add(client, home.id, {"toggle": {"rich_text": [], "children": [inner]}})[0]

    assert toggle["has_children"]
    below = client.blocks.children.list(toggle["id"])["results"][0]
    assert below["parent"] == {"type": "block_id", "block_id": toggle["id"]}
    assert said(client, below["id"]) == ["deep"]


def test_tables_and_columns_need_their_parts(client: Any, home: Page) -> None:
    row = {"table_row": {"cells": [text("a"), text("b")]}}
    column = {"column": {"children": [words("x")]}}

    table, columns = add(
        client, home.id,
        {"table": {"table_width": 2, "children": [row]}},
        {"column_list": {"children": [column, column]}},
    )  # fmt: skip

    assert table["table"] == {"table_width": 2, "has_column_header": False, "has_row_header": False}
    rows = client.blocks.children.list(table["id"])["results"]
    assert rows[0]["table_row"]["cells"][1][0]["plain_text"] == "b"
    assert len(client.blocks.children.list(columns["id"])["results"]) == 2
    with pytest.raises(APIResponseError, match="children should be defined"):
        add(client, home.id, {"table": {"table_width": 2}})
    with pytest.raises(APIResponseError, match="table_row should be defined"):
        add(client, home.id, {"table": {"table_width": 1, "children": [words("x")]}})


def nested(levels: int) -> Any:
    inside = {"children": [nested(levels - 1)]} if levels else {}
    return {"toggle": {"rich_text": [], **inside}}


def test_two_levels_at_most(client: Any, home: Page) -> None:
    assert len(add(client, home.id, nested(2))) == 1
    with pytest.raises(APIResponseError, match="children should be not present"):
        add(client, home.id, nested(3))


def test_a_hundred_blocks_at_most(client: Any, home: Page) -> None:
    with pytest.raises(APIResponseError) as met:
        add(client, home.id, *[{"divider": {}}] * 101)

    assert str(met.value) == (
        "body failed validation: body.children.length should be ≤ `100`, instead was `101`."
    )


def test_a_thousand_blocks_in_all(client: Any, home: Page) -> None:
    toggle: Any = {"toggle": {"rich_text": [], "children": [{"divider": {}}] * 100}}

    with pytest.raises(APIResponseError, match="≤ `1000` blocks in all, instead was `1010`"):
        add(client, home.id, *[toggle] * 10)
    assert home.children == []


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({}, "Fix one"), ({"foo": {}}, "Fix one"),
        ({"paragraph": {}}, "rich_text should be defined, instead was `undefined`."),
        ({"paragraph": {"rich_text": [], "foo": 1}}, "foo should be not present"),
        ({"paragraph": {"rich_text": [], "color": "x"}}, "color should be one of"),
        ({"divider": {}, "id": "x"}, "id should be not present"),
        ({"divider": {}, "type": "paragraph"}, 'type should be `"divider"`'),
        ({"to_do": {"rich_text": [], "checked": 1}}, "checked should be a boolean"),
        ({"child_page": {"title": "x"}}, "Fix one"),
        ({"divider": {"children": []}}, "children should be not present"),
    ],
)  # fmt: skip
def test_blocks_that_cannot_be(make_client: Any, home: Page, told: Any, message: str) -> None:
    with pytest.raises(APIResponseError, match=message) as met:
        add(make_client(), home.id, told)

    assert met.value.status == 400


def test_blocks_are_put_behind_others_and_at_the_start(client: Any, home: Page) -> None:
    first, _ = add(client, home.id, words("a"), words("d"))
    after = {"type": "after_block", "after_block": {"id": first["id"]}}

    add(client, home.id, words("b"), words("c"), position=after)
    add(client, home.id, words("0"), position={"type": "start"})
    add(client, home.id, words("e"), position={"type": "end"})

    assert said(client, home.id) == ["0", "a", "b", "c", "d", "e"]


def test_after_is_known_to_the_older_version_only(client: Any, home: Page, version: str) -> None:
    first, _ = add(client, home.id, words("a"), words("c"))

    if version == "2025-09-03":
        add(client, home.id, words("b"), after=first["id"])
        assert said(client, home.id) == ["a", "b", "c"]
    else:
        with pytest.raises(APIResponseError, match="after should be not present, instead was"):
            add(client, home.id, words("b"), after=first["id"])


def test_a_block_elsewhere_is_no_sibling(client: Any, home: Page) -> None:
    toggle = add(client, home.id, nested(1))[0]
    inner = client.blocks.children.list(toggle["id"])["results"][0]
    after = {"type": "after_block", "after_block": {"id": inner["id"]}}

    with pytest.raises(APIResponseError, match="is not a child of block"):
        add(client, home.id, words("x"), position=after)


def test_only_what_is_named_changes(client: Any, home: Page) -> None:
    made = add(client, home.id, {"to_do": {"rich_text": text("call"), "color": "red"}})[0]

    shown = client.blocks.update(made["id"], to_do={"checked": True})["to_do"]

    assert (shown["checked"], shown["color"]) == (True, "red")
    assert shown["rich_text"][0]["plain_text"] == "call"
    with pytest.raises(APIResponseError, match="type of a block cannot be changed"):
        client.blocks.update(made["id"], quote={"rich_text": []})


def test_a_picture_gets_another_address(client: Any, home: Page) -> None:
    made = add(client, home.id, {"image": {"external": LINK, "caption": text("c")}})[0]

    shown = client.blocks.update(made["id"], image={"external": {"url": "https://example.com/2"}})

    assert shown["image"]["external"] == {"url": "https://example.com/2"}
    assert shown["image"]["caption"][0]["plain_text"] == "c"


def test_deleted_blocks_vanish_from_the_list(client: Any, home: Page) -> None:
    made, _ = add(client, home.id, words("a"), words("b"))

    gone = client.blocks.delete(made["id"])

    assert gone["in_trash"]
    assert said(client, home.id) == ["b"]
    assert client.blocks.retrieve(made["id"])["in_trash"]
    with pytest.raises(APIResponseError, match="Can't edit block that is archived"):
        client.blocks.update(made["id"], **words("c"))
    assert not client.blocks.update(made["id"], in_trash=False)["in_trash"]
    assert said(client, home.id) == ["a", "b"]


def test_archived_means_the_trash_in_the_older_version(
    client: Any, home: Page, version: str
) -> None:
    made = add(client, home.id, words("a"))[0]

    if version == "2025-09-03":
        assert client.blocks.update(made["id"], archived=True)["archived"]
    else:
        with pytest.raises(APIResponseError) as met:
            client.blocks.update(made["id"], archived=True)
        assert "body.archived should be not present, instead was `true`." in str(met.value)


def test_pages_and_databases_are_blocks(client: Any, home: Page) -> None:
    page = client.pages.create(
        parent={"page_id": home.id}, properties={"title": {"title": text("Guide")}}
    )
    source = make_source(client, home.id, {}, "Deals")
    database = client.data_sources.retrieve(source)["parent"]["database_id"]

    shown = client.blocks.children.list(home.id)["results"]

    assert [(one["id"], one["type"], one[one["type"]]) for one in shown] == [
        (page["id"], "child_page", {"title": "Guide"}),
        (database, "child_database", {"title": "Deals"}),
    ]
    gone = client.blocks.delete(database)
    assert (gone["type"], gone["in_trash"]) == ("child_database", True)
    assert client.databases.retrieve(database)["in_trash"]
    assert client.blocks.delete(page["id"])["type"] == "child_page"
    assert client.pages.retrieve(page["id"])["in_trash"]


def test_a_row_has_content_too(client: Any, home: Page) -> None:
    row = make_row(client, make_source(client, home.id, {}))

    add(client, row["id"], words("notes"))

    assert said(client, row["id"]) == ["notes"]


def test_pages_of_blocks_follow_each_other(client: Any, home: Page) -> None:
    add(client, home.id, words("a"), words("b"), words("c"))

    first = client.blocks.children.list(home.id, page_size=2)
    rest = client.blocks.children.list(home.id, start_cursor=first["next_cursor"])

    assert first["next_cursor"] == home.children[2]
    assert (first["has_more"], rest["has_more"], len(rest["results"])) == (True, False, 1)
    assert list(first) == [
        "object", "results", "next_cursor", "has_more", "type", "block", "request_id",
    ]  # fmt: skip
    with pytest.raises(APIResponseError, match="start_cursor"):
        client.blocks.children.list(home.id, start_cursor=str(uuid4()))
    with pytest.raises(APIResponseError, match="page_size should be ≤ `100`"):
        client.blocks.children.list(home.id, page_size=101)


def test_a_free_workspace_holds_so_many_blocks(notion: Notion, client: Any, home: Page) -> None:
    notion.switches.block_limit = 2
    add(client, home.id, words("a"))

    with pytest.raises(APIResponseError, match="block limit") as met:
        add(client, home.id, words("b"))

    assert met.value.status == 403
