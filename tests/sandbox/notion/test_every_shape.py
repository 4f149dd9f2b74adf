"""Every kind of column, value, block, rich text and view goes in and comes out in its right shape.

The shapes are the SDK's own types: the witness of ``conftest.py`` holds every answer against them.
What is said here is what has to come back.
"""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.notion.model import Page

Json = dict[str, Any]

URL = "https://example.com/file.pdf"
WHEN = {"start": "2026-11-24", "end": None, "time_zone": None}
LINK = {"type": "external", "external": {"url": URL}}

COLUMNS: dict[str, Json] = {
    "title": {}, "rich_text": {}, "number": {"format": "percent"},
    "select": {"options": [{"name": "a", "color": "red"}]},
    "multi_select": {"options": [{"name": "a"}, {"name": "b", "color": "pink"}]},
    "status": {}, "date": {}, "people": {}, "files": {}, "checkbox": {}, "url": {}, "email": {},
    "phone_number": {}, "created_time": {}, "created_by": {}, "last_edited_time": {},
    "last_edited_by": {}, "unique_id": {"prefix": "KR"}, "place": {},
    "formula": {"expression": 'prop("number") * 2'},
}  # fmt: skip
"""Kind → configuration, in a column of the same name."""
NOT_WRITTEN = {"created_time", "created_by", "last_edited_time", "last_edited_by", "unique_id",
               "formula", "rollup", "button", "verification"}  # fmt: skip
LISTED = {"title", "rich_text", "people", "relation", "rollup"}
"""Kinds whose values the property endpoint gives as lists."""
EMPTY: Json = {"title": [], "rich_text": [], "multi_select": [], "people": [], "files": [],
               "checkbox": False}  # fmt: skip


def text(words: str) -> list[Json]:
    return [{"text": {"content": words}}]


def table(client: Any, home: str, columns: dict[str, Json]) -> str:
    """A data source with a column of each kind, named after it."""
    made = client.databases.create(
        parent={"type": "page_id", "page_id": home}, title=text("All kinds"),
        initial_data_source={"properties": {kind: {kind: told} for kind, told in columns.items()}},
    )  # fmt: skip
    return str(made["data_sources"][0]["id"])


def row(client: Any, source: str, **values: object) -> Json:
    told = {kind: {kind: value} for kind, value in values.items()}
    made: Json = client.pages.create(parent={"data_source_id": source}, properties=told)
    return made


def given(person: str) -> Json:
    """A value of every kind that can be written."""
    return {
        "title": text("Deal"), "rich_text": text("note"), "number": 0.7, "select": {"name": "a"},
        "multi_select": [{"name": "a"}, {"name": "new"}], "status": {"name": "Done"},
        "date": {"start": "2026-11-24"}, "people": [{"id": person}],
        "files": [{"name": "file.pdf", **LINK}], "checkbox": True, "url": URL,
        "email": "anna@example.com", "phone_number": "+7 000 000-00-00",
        "place": {"lat": 55.5, "lon": 37.5, "name": "Office"},
    }  # fmt: skip


@pytest.fixture
def source(client: Any, home: Page) -> str:
    return table(client, home.id, COLUMNS)


def test_every_kind_of_column(client: Any, source: str) -> None:
    columns = client.data_sources.retrieve(source)["properties"]

    assert {name: one["type"] for name, one in columns.items()} == {kind: kind for kind in COLUMNS}
    assert columns["status"]["status"]["groups"][0]["name"] == "To-do"
    assert columns["number"]["number"] == {"format": "percent"}
    assert columns["unique_id"]["unique_id"] == {"prefix": "KR"}


def test_every_kind_of_value_when_empty(client: Any, source: str) -> None:
    values = row(client, source)["properties"]

    empty = {kind: values[kind][kind] for kind in COLUMNS
             if kind not in NOT_WRITTEN | {"status"}}  # fmt: skip
    assert empty == {kind: EMPTY.get(kind) for kind in empty}
    assert values["unique_id"]["unique_id"] == {"prefix": "KR", "number": 1}
    assert values["formula"]["formula"] == {"type": "number", "number": 0}


def test_every_kind_of_value(client: Any, source: str, anna: str) -> None:
    made = row(client, source, **given(anna))

    values = {kind: one[kind] for kind, one in made["properties"].items()}
    assert [one["name"] for one in values["multi_select"]] == ["a", "new"]
    assert (values["select"]["color"], values["status"]["name"]) == ("red", "Done")
    assert (values["date"], values["number"], values["url"]) == (WHEN, 0.7, URL)
    assert values["files"] == [{"name": "file.pdf", **LINK}]
    assert values["people"][0]["name"] == "Anna"
    assert (values["place"]["lat"], values["place"]["name"]) == (55.5, "Office")
    assert values["formula"] == {"type": "number", "number": 1.4}
    assert (values["created_by"]["name"], values["created_by"]["bot"]) == ("OKR", {})
    assert client.data_sources.query(source)["results"][0]["properties"] == made["properties"]
    for kind, one in made["properties"].items():
        item = client.pages.properties.retrieve(made["id"], one["id"])
        if kind in LISTED:
            assert [part["type"] for part in item["results"]] == [kind]
        else:
            assert item[kind] == one[kind]


@pytest.mark.parametrize("kind", sorted(set(COLUMNS) - NOT_WRITTEN - {"title"}))
def test_every_kind_of_value_is_cleared(client: Any, source: str, anna: str, kind: str) -> None:
    made = row(client, source, **{kind: given(anna)[kind]})
    assert made["properties"][kind][kind] not in (None, [], False)

    told = client.pages.update(made["id"], properties={kind: {kind: EMPTY.get(kind)}})

    expected = "Not started" if kind == "status" else EMPTY.get(kind)
    value = told["properties"][kind][kind]
    assert (value["name"] if kind == "status" else value) == expected


def test_relations_and_rollups(client: Any, source: str, home: Page) -> None:
    parent = table(client, home.id, {"title": {}})
    client.data_sources.update(source, properties={"relation": {"relation": {
        "data_source_id": parent, "type": "dual_property", "dual_property": {},
    }}})  # fmt: skip
    twin = client.data_sources.retrieve(source)["properties"]["relation"]["relation"]
    back = twin["dual_property"]["synced_property_name"]
    functions = ["count", "sum", "average", "max", "earliest_date", "latest_date", "show_original",
                 "percent_checked", "checked", "not_empty", "date_range"]  # fmt: skip
    of = {"earliest_date": "date", "latest_date": "date", "date_range": "date",
          "percent_checked": "checkbox", "checked": "checkbox", "count": "title"}  # fmt: skip
    client.data_sources.update(parent, properties={
        function: {"rollup": {"function": function, "relation_property_name": back,
                              "rollup_property_name": of.get(function, "number")}}
        for function in functions
    })  # fmt: skip
    one = row(client, parent, title=text("All"))
    before = client.pages.retrieve(one["id"])["properties"]

    for number in (1, 2):
        row(client, source, number=number, relation=[{"id": one["id"]}], checkbox=number == 1,
            date={"start": f"2026-11-0{number}"})  # fmt: skip

    after = client.pages.retrieve(one["id"])["properties"]
    assert (before["count"]["rollup"]["number"], before["max"]["rollup"]["number"]) == (0, None)
    numbers = {name: after[name]["rollup"].get("number") for name in functions}
    assert (numbers["count"], numbers["sum"], numbers["average"], numbers["max"]) == (2, 3, 1.5, 2)
    assert after["earliest_date"]["rollup"]["date"]["start"].startswith("2026-11-01")
    shown = after["show_original"]["rollup"]["array"]
    assert sorted(item["number"] for item in shown) == [1, 2]
    for function in functions:
        item = client.pages.properties.retrieve(one["id"], after[function]["id"])
        kind = item["property_item"]["rollup"] if item["object"] == "list" else item["rollup"]
        assert kind["function"] == function
    assert len(client.pages.properties.retrieve(one["id"], after[back]["id"])["results"]) == 2


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('prop("number") + 1', {"type": "number", "number": 3}),
        ('prop("number") > 1', {"type": "boolean", "boolean": True}),
        ('if(prop("checkbox"), "yes", "no")', {"type": "string", "string": "no"}),
        ('dateAdd(prop("date"), 1, "days")', {"type": "date"}),
    ],
)
def test_every_kind_of_formula(client: Any, source: str, expression: str, value: Json) -> None:
    client.data_sources.update(source, properties={"F": {"formula": {"expression": expression}}})

    made = row(client, source, number=2, date={"start": "2026-11-24"})

    assert made["properties"]["F"]["formula"].items() >= value.items()
    item = client.pages.properties.retrieve(made["id"], made["properties"]["F"]["id"])
    assert item["formula"] == made["properties"]["F"]["formula"]


TEXTUAL = ["paragraph", "heading_1", "heading_2", "heading_3", "heading_4", "bulleted_list_item",
           "numbered_list_item", "to_do", "toggle", "quote", "callout"]  # fmt: skip
BLOCKS: dict[str, Json] = {
    **{kind: {"rich_text": [{"text": {"content": kind}}]} for kind in TEXTUAL},
    "divider": {}, "breadcrumb": {}, "table_of_contents": {},
    "code": {"rich_text": [{"text": {"content": "1 + 1"}}], "language": "python"},
    "equation": {"expression": "e=mc^2"}, "bookmark": {"url": URL}, "embed": {"url": URL},
    "image": LINK, "video": LINK, "pdf": LINK, "file": LINK, "audio": LINK,
    "synced_block": {"synced_from": None,
                     "children": [{"paragraph": {"rich_text": [{"text": {"content": "in"}}]}}]},
    "table": {"table_width": 2, "has_column_header": True, "children": [
        {"table_row": {"cells": [[{"text": {"content": "a"}}], []]}},
    ]},
    "column_list": {"children": [
        {"column": {"children": [{"paragraph": {"rich_text": []}}]}},
        {"column": {"children": [{"paragraph": {"rich_text": []}}]}},
    ]},
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_every_kind_of_block(client: Any, home: Page, kind: str) -> None:
    told = client.blocks.children.append(home.id, children=[{"type": kind, kind: BLOCKS[kind]}])

    made = told["results"][0]
    listed = client.blocks.children.list(home.id)["results"]
    assert (made["type"], listed) == (kind, [made])
    seen = client.blocks.retrieve(made["id"])
    assert {name: value for name, value in seen.items() if name != "request_id"} == made
    inside = client.blocks.children.list(made["id"])["results"]
    assert made["has_children"] == bool(inside)
    for below in inside:
        assert below["parent"] == {"type": "block_id", "block_id": made["id"]}
        client.blocks.children.list(below["id"])
    assert client.blocks.delete(made["id"])["in_trash"]


def test_links_to_pages_and_what_stands_on_a_page(client: Any, home: Page, source: str) -> None:
    page = client.pages.create(parent={"page_id": home.id}, properties={"title": text("Guide")})
    link = {"link_to_page": {"type": "page_id", "page_id": page["id"]}}

    client.blocks.children.append(home.id, children=[link])

    listed = client.blocks.children.list(home.id)["results"]
    assert [one["type"] for one in listed] == ["child_database", "child_page", "link_to_page"]
    assert listed[0]["child_database"] == {"title": "All kinds"}
    assert listed[1]["child_page"] == {"title": "Guide"}


def test_every_kind_of_rich_text(client: Any, home: Page, source: str, anna: str) -> None:
    database = client.data_sources.retrieve(source)["parent"]["database_id"]
    items: list[Json] = [
        {"text": {"content": "a link", "link": {"url": URL}}},
        {"text": {"content": "bold"}, "annotations": {"bold": True, "color": "red_background"}},
        {"equation": {"expression": "x^2"}},
        {"mention": {"user": {"id": anna}}},
        {"mention": {"page": {"id": home.id}}},
        {"mention": {"database": {"id": database}}},
        {"mention": {"date": {"start": "2026-11-24"}}},
    ]

    told = client.blocks.children.append(home.id, children=[{"paragraph": {"rich_text": items}}])

    shown = told["results"][0]["paragraph"]["rich_text"]
    assert [one["type"] for one in shown] == ["text", "text", "equation"] + ["mention"] * 4
    assert shown[0]["href"] == URL
    assert shown[1]["annotations"]["color"] == "red_background"
    assert [one["plain_text"] for one in shown[2:6]] == ["x^2", "@Anna", "Home", "All kinds"]


@pytest.mark.parametrize(
    ("kind", "configuration"),
    [
        ("table", {"wrap_cells": True, "frozen_column_index": 1}),
        ("board", {"group_by": {"type": "status", "property_id": "status", "group_by": "option",
                                "sort": {"type": "manual"}}}),
        ("list", None),
        ("calendar", {"date_property_id": "date"}),
        ("timeline", {"date_property_id": "date", "preference": {"zoom_level": "quarter"}}),
        ("gallery", {"cover_size": "small"}),
        ("form", None),
        ("chart", {"chart_type": "column",
                   "x_axis": {"type": "select", "property_id": "select",
                              "sort": {"type": "manual"}},
                   "y_axis": {"aggregator": "average", "property_id": "number"}}),
        ("chart", {"chart_type": "number", "value": {"aggregator": "count"}}),
        ("map", None),
        ("dashboard", None),
    ],
)  # fmt: skip
def test_every_kind_of_view(
    client: Any, source: str, kind: str, configuration: Json | None
) -> None:
    seen = client.data_sources.retrieve(source)
    ids = {name: one["id"] for name, one in seen["properties"].items()}
    more = {} if configuration is None else {
        "configuration": {"type": kind, **_by_id(configuration, ids)}
    }  # fmt: skip

    made = client.views.create(
        database_id=seen["parent"]["database_id"], data_source_id=source, type=kind, name="New",
        **more,
    )  # fmt: skip

    assert (made["type"], made["configuration"]["type"]) == (kind, kind)
    assert client.views.retrieve(made["id"])["configuration"] == made["configuration"]
    listed = client.views.list(database_id=seen["parent"]["database_id"])["results"]
    assert [one["id"] for one in listed][-1] == made["id"]


def _by_id(told: Any, ids: dict[str, str]) -> Any:
    """A configuration with columns by their ids instead of their names."""
    if isinstance(told, dict):
        return {name: ids[value] if name.endswith("property_id") else _by_id(value, ids)
                for name, value in told.items()}  # fmt: skip
    return told


@pytest.mark.parametrize("look", [
    {"icon": {"type": "emoji", "emoji": "🎯"}}, {"icon": LINK}, {"cover": LINK},
    {"icon": {"type": "icon", "icon": {"name": "pizza", "color": "blue"}}},
])  # fmt: skip
def test_every_kind_of_icon_and_cover(client: Any, home: Page, look: Json) -> None:
    page = client.pages.create(
        parent={"page_id": home.id}, properties={"title": text("Guide")}, **look
    )

    name = next(iter(look))
    assert page[name] == look[name]
    assert client.pages.update(page["id"], **{name: None})[name] is None
