"""Cases of databases, data sources, pages and their properties: what a table is made of."""

from __future__ import annotations

import pytest
from notion_client import APIResponseError
from notion_shapes import OLD

from contract.notion_place import COLUMNS, Case, Place, names, plain, text

# databases


def create_database(at: Place) -> None:
    made = at.client.databases.create(
        parent={"type": "page_id", "page_id": at.home}, title=text("Deals"),
        description=text("What is sold"), icon={"type": "emoji", "emoji": "📈"}, is_inline=True,
        initial_data_source={"properties": {"Amount": {"number": {"format": "ruble"}}}},
    )  # fmt: skip

    assert (plain(made["title"]), plain(made["description"])) == ("Deals", "What is sold")
    assert (made["is_inline"], made["icon"]["emoji"]) == (True, "📈")
    assert [one["name"] for one in made["data_sources"]] == ["Deals"]
    columns = at.client.data_sources.retrieve(made["data_sources"][0]["id"])["properties"]
    assert {name: one["type"] for name, one in columns.items()} == {
        "Amount": "number", "Name": "title",
    }  # fmt: skip
    assert ("archived" in made) == (at.version == OLD)


def retrieve_database(at: Place) -> None:
    made = at.database()

    seen = at.client.databases.retrieve(made["id"].replace("-", ""))

    assert (seen["object"], seen["id"]) == ("database", made["id"])
    assert seen["parent"] == {"type": "page_id", "page_id": at.home}
    with pytest.raises(APIResponseError, match="Could not find database with ID"):
        at.client.databases.retrieve(at.home)


def update_database(at: Place) -> None:
    made = at.database()

    at.client.databases.update(
        made["id"], title=text("Sales"), description=text("All of them"), is_locked=True,
        icon={"type": "emoji", "emoji": "🎯"},
        cover={"type": "external", "external": {"url": "https://example.com/cover.png"}},
    )  # fmt: skip

    seen = at.client.databases.retrieve(made["id"])
    assert (plain(seen["title"]), plain(seen["description"])) == ("Sales", "All of them")
    assert (seen["is_locked"], seen["icon"]["emoji"]) == (True, "🎯")
    assert seen["cover"]["external"] == {"url": "https://example.com/cover.png"}
    assert at.client.databases.update(made["id"], in_trash=True)["in_trash"]


# data sources


def create_data_source(at: Place) -> None:
    base = at.database()

    made = at.client.data_sources.create(
        parent={"type": "database_id", "database_id": base["id"]}, title=text("Old deals"),
        properties=COLUMNS, icon={"type": "emoji", "emoji": "🗄️"},
    )  # fmt: skip

    assert made["parent"] == {"type": "database_id", "database_id": base["id"]}
    assert made["database_parent"] == {"type": "page_id", "page_id": at.home}
    assert list(made["properties"])[-1] == "Name"
    listed = at.client.databases.retrieve(base["id"])["data_sources"]
    assert [one["name"] for one in listed] == ["Deals", "Old deals"]


def retrieve_data_source(at: Place) -> None:
    source = at.source()

    seen = at.client.data_sources.retrieve(source)

    assert plain(seen["title"]) == "Deals"
    stage = seen["properties"]["Stage"]
    assert [(one["name"], one["description"]) for one in stage["select"]["options"]] == [
        ("New", None), ("Won", None),
    ]  # fmt: skip
    assert seen["properties"]["Name"]["id"] == "title"


def update_data_source(at: Place) -> None:
    source = at.source()
    old = at.client.data_sources.retrieve(source)["properties"]

    at.client.data_sources.update(
        source, title=text("Sales"),
        properties={
            "Notes": None, old["Value"]["id"]: {"name": "Amount"}, "Paid": {"checkbox": {}},
            "Due": {"type": "rich_text", "rich_text": {}},
        },
    )  # fmt: skip

    seen = at.client.data_sources.retrieve(source)
    columns = {name: (one["type"], one["id"]) for name, one in seen["properties"].items()}
    assert columns == {
        "Amount": ("number", old["Value"]["id"]), "Due": ("rich_text", old["Due"]["id"]),
        "Paid": ("checkbox", seen["properties"]["Paid"]["id"]), "Name": ("title", "title"),
        "Stage": ("select", old["Stage"]["id"]),
    }  # fmt: skip
    assert plain(seen["title"]) == "Sales"


def query_data_source(at: Place) -> None:
    source = at.source()
    for name, value in (("a", 1), ("b", None), ("c", 3), ("d", 4)):
        at.row(source, name, Value={"number": value})
    wanted = {"property": "Value", "number": {"greater_than": 1}}
    value = at.client.data_sources.retrieve(source)["properties"]["Value"]["id"]

    def ask(**more: object) -> list[str]:
        return names(at.client.data_sources.query(source, **more))

    assert ask(sorts=[{"property": "Name", "direction": "descending"}]) == ["d", "c", "b", "a"]
    assert sorted(ask(filter=wanted)) == ["c", "d"]
    first = at.client.data_sources.query(source, page_size=3)
    rest = at.client.data_sources.query(source, start_cursor=first["next_cursor"])
    assert sorted(names(first) + names(rest)) == ["a", "b", "c", "d"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    only = at.client.data_sources.query(source, filter_properties=["title"])["results"][0]
    assert list(only["properties"]) == ["Name"]
    both = at.client.data_sources.query(source, filter_properties=[value, "title"])["results"][0]
    assert list(both["properties"]) == ["Value", "Name"]
    at.client.pages.update(first["results"][0]["id"], in_trash=True)
    assert len(ask()) == 3
    assert len(ask(in_trash=True)) == 1


def list_templates(at: Place) -> None:
    source = at.source()
    template = {"id": at.space.uuid(), "name": "Weekly", "is_default": True}
    at.space.data_sources[source].templates.append(template)

    listed = at.client.data_sources.list_templates(source)

    assert listed == {"templates": [template], "has_more": False, "next_cursor": None}


# pages


def create_page(at: Place) -> None:
    source = at.source()

    row = at.client.pages.create(
        parent={"type": "data_source_id", "data_source_id": source},
        icon={"type": "emoji", "emoji": "🤝"},
        properties={
            "Name": {"title": text("Ромашка")}, "Value": {"number": 12.5},
            "Stage": {"select": {"name": "Lost"}}, "Due": {"date": {"start": "2026-11-24"}},
        },
        children=[{"paragraph": {"rich_text": text("Met at a fair")}}],
    )  # fmt: skip

    values = row["properties"]
    assert (plain(values["Name"]["title"]), values["Value"]["number"]) == ("Ромашка", 12.5)
    assert (values["Stage"]["select"]["name"], values["Notes"]["rich_text"]) == ("Lost", [])
    assert values["Due"]["date"] == {"start": "2026-11-24", "end": None, "time_zone": None}
    assert row["parent"]["data_source_id"] == source
    inside = at.client.blocks.children.list(row["id"])["results"]
    assert plain(inside[0]["paragraph"]["rich_text"]) == "Met at a fair"
    page = at.client.pages.create(
        parent={"type": "page_id", "page_id": at.home}, properties={"title": text("Guide")}
    )
    assert plain(page["properties"]["title"]["title"]) == "Guide"
    assert page["url"].endswith("/Guide-" + page["id"].replace("-", ""))


def retrieve_page(at: Place) -> None:
    row = at.row(at.source(), "Ромашка")

    seen = at.client.pages.retrieve(row["id"])
    part = at.client.pages.retrieve(row["id"], filter_properties=["title"])

    assert {**seen, "request_id": ""} == {**row, "request_id": ""}
    assert list(part["properties"]) == ["Name"]
    assert list(seen["properties"])[-1] == "Name"


def update_page(at: Place) -> None:
    row = at.row(at.source(), "Ромашка", Notes={"rich_text": text("ours")})

    told = at.client.pages.update(
        row["id"], properties={"Value": {"number": 5}}, icon={"type": "emoji", "emoji": "🌼"},
        is_locked=True,
    )  # fmt: skip

    assert (told["properties"]["Value"]["number"], told["icon"]["emoji"]) == (5, "🌼")
    assert plain(told["properties"]["Notes"]["rich_text"]) == "ours"
    assert told["is_locked"]
    at.client.pages.update(row["id"], in_trash=True)
    with pytest.raises(APIResponseError, match="You must unarchive the block"):
        at.client.pages.update(row["id"], properties={"Value": {"number": 6}})
    back = at.client.pages.update(row["id"], in_trash=False)
    assert (back["in_trash"], back["properties"]["Value"]["number"]) == (False, 5)


def retrieve_property(at: Place) -> None:
    columns = {**COLUMNS, "People": {"people": {}}}
    source = at.source(columns=columns)
    at.client.data_sources.update(source, properties={"Part of": {"relation": {
        "data_source_id": source, "type": "single_property", "single_property": {},
    }}})  # fmt: skip
    targets = [at.row(source, f"Deal {n}")["id"] for n in range(30)]
    row = at.row(source, "All", Value={"number": 2}, People={"people": [{"id": at.person}]})
    told = at.client.pages.update(
        row["id"], properties={"Part of": {"relation": [{"id": one} for one in targets]}}
    )["properties"]

    def item(name: str, **more: object) -> dict[str, object]:
        found: dict[str, object] = at.client.pages.properties.retrieve(
            row["id"], told[name]["id"], **more
        )
        return found

    assert (item("Value")["type"], item("Value")["number"]) == ("number", 2)
    assert (len(told["Part of"]["relation"]), told["Part of"]["has_more"]) == (25, True)
    assert (len(item("Part of")["results"]), item("Part of")["has_more"]) == (30, False)  # type: ignore[arg-type]
    assert item("Part of", page_size=10)["has_more"]
    assert item("Name")["results"][0]["title"]["plain_text"] == "All"  # type: ignore[index]
    assert item("People")["results"][0]["people"]["id"] == at.person  # type: ignore[index]


def move_page(at: Place) -> None:
    page = at.client.pages.create(
        parent={"page_id": at.home}, properties={"title": {"title": text("Guide")}}
    )
    row = at.row(at.source(), "Ромашка")

    told = at.client.pages.move(row["id"], parent={"type": "page_id", "page_id": page["id"]})

    assert told["parent"] == {"type": "page_id", "page_id": page["id"]}
    inside = at.client.blocks.children.list(page["id"])["results"]
    assert [one["id"] for one in inside] == [row["id"]]


def retrieve_markdown(at: Place) -> None:
    at.client.blocks.children.append(at.home, children=[
        {"type": "heading_1", "heading_1": {"rich_text": text("Plan")}},
        {"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": text("Call")}},
    ])  # fmt: skip

    told = at.client.pages.retrieve_markdown(at.home)

    assert (told["id"], told["truncated"], told["unknown_block_ids"]) == (at.home, False, [])
    assert told["markdown"].split() == ["#", "Plan", "-", "Call"]


def update_markdown(at: Place) -> None:
    told = at.client.pages.update_markdown(
        at.home, type="replace_content", replace_content={"new_str": "# Plan\n\nCall them"}
    )

    assert told["markdown"].split("\n")[0] == "# Plan"
    inside = at.client.blocks.children.list(at.home)["results"]
    assert [one["type"] for one in inside] == ["heading_1", "paragraph"]


CASES: dict[str, tuple[Case, str]] = {
    "databases.create": (create_database, "POST databases"),
    "databases.retrieve": (retrieve_database, "GET databases/{database_id}"),
    "databases.update": (update_database, "PATCH databases/{database_id}"),
    "data_sources.create": (create_data_source, "POST data_sources"),
    "data_sources.retrieve": (retrieve_data_source, "GET data_sources/{data_source_id}"),
    "data_sources.update": (update_data_source, "PATCH data_sources/{data_source_id}"),
    "data_sources.query": (query_data_source, "POST data_sources/{data_source_id}/query"),
    "data_sources.list_templates": (
        list_templates, "GET data_sources/{data_source_id}/templates",
    ),
    "pages.create": (create_page, "POST pages"),
    "pages.retrieve": (retrieve_page, "GET pages/{page_id}"),
    "pages.update": (update_page, "PATCH pages/{page_id}"),
    "pages.properties.retrieve": (
        retrieve_property, "GET pages/{page_id}/properties/{property_id}",
    ),
    "pages.move": (move_page, "POST pages/{page_id}/move"),
    "pages.retrieve_markdown": (retrieve_markdown, "GET pages/{page_id}/markdown"),
    "pages.update_markdown": (update_markdown, "PATCH pages/{page_id}/markdown"),
}  # fmt: skip
"""Method of the client → how it is tried, and the endpoint it calls."""
