"""Views of the sandbox's Notion, through the real client."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from notion_client import APIResponseError
from notion_grids import make_source

from sandbox.notion.ids import decoded
from sandbox.notion.model import Page
from sandbox.notion.space import Notion

COLUMNS: dict[str, Any] = {
    "Name": {"title": {}}, "Status": {"status": {}}, "Due": {"date": {}}, "Sum": {"number": {}},
    "Team": {"select": {"options": [{"name": "East"}]}},
}  # fmt: skip
MANUAL = {"type": "manual"}


@pytest.fixture
def source(client: Any, home: Page) -> str:
    return make_source(client, home.id, COLUMNS)


@pytest.fixture
def database(client: Any, source: str) -> str:
    return str(client.data_sources.retrieve(source)["parent"]["database_id"])


def id_of(client: Any, source: str, name: str) -> str:
    return str(client.data_sources.retrieve(source)["properties"][name]["id"])


def make(client: Any, source: str, **told: Any) -> Any:
    return client.views.create(data_source_id=source, **{"name": "New", "type": "table"} | told)


def test_a_view_is_shown_whole(client: Any, source: str, database: str) -> None:
    due = id_of(client, source, "Due")

    made = make(
        client, source, database_id=database, name="Late",
        filter={"property": "Due", "date": {"past_week": {}}},
        sorts=[{"property": "Due", "direction": "ascending"}],
        quick_filters={"Team": {"select": {"equals": "East"}}},
    )  # fmt: skip

    assert list(made) == [
        "object", "id", "parent", "data_source_id", "name", "type", "created_time", "created_by",
        "last_edited_time", "last_edited_by", "url", "filter", "sorts", "quick_filters",
        "configuration", "request_id",
    ]  # fmt: skip
    assert made["filter"] == {"property": due, "date": {"past_week": {}}}
    assert made["sorts"] == [{"property": due, "direction": "ascending"}]
    assert made["quick_filters"] == {
        id_of(client, source, "Team"): {"select": {"equals": "East"}},
    }
    assert made["configuration"] == {"type": "table"}
    assert made["url"].endswith(f"?v={made['id'].replace('-', '')}")


@pytest.mark.parametrize(
    ("kind", "configuration"),
    [
        ("board", {"group_by": {"type": "status", "property_id": "Status", "group_by": "option",
                                "sort": MANUAL}}),
        ("timeline", {"date_property_id": "Due", "preference": {"zoom_level": "month"}}),
        ("calendar", {"date_property_id": "Due"}),
        ("chart", {"chart_type": "column",
                   "x_axis": {"type": "select", "property_id": "Team", "sort": MANUAL},
                   "y_axis": {"aggregator": "average", "property_id": "Sum"}}),
    ],
)  # fmt: skip
def test_columns_in_a_configuration_are_known_by_their_ids(
    client: Any, source: str, database: str, kind: str, configuration: Any
) -> None:
    told = {"type": kind, **configuration}

    made = make(client, source, database_id=database, type=kind, configuration=told)

    assert made["configuration"]["type"] == kind
    ids = {id_of(client, source, name) for name in COLUMNS}
    assert set(named(made["configuration"])) <= ids


def named(shown: Any) -> list[str]:
    """Every reference to a column."""
    if not isinstance(shown, dict):
        return []
    own = [one for key, one in shown.items() if key.endswith("property_id")]
    return [*own, *(one for inner in shown.values() for one in named(inner))]


@pytest.mark.parametrize(
    ("kind", "configuration", "message"),
    [
        ("board", None, "configuration should be defined"),
        ("calendar", {}, "date_property_id should be defined"),
        ("calendar", {"date_property_id": "Nobody"}, "Could not find property"),
        ("calendar", {"date_property_id": "Sum"}, "date_property_id should be"),
        ("board", {"group_by": {"type": "select", "property_id": "Sum", "sort": MANUAL}},
         "property_id should be"),
        ("table", {"wrap": True}, "wrap should be not present"),
        ("table", {"type": "board"}, 'type should be `"table"`'),
    ],
)  # fmt: skip
def test_configurations_that_cannot_be(
    client: Any, notion: Notion, source: str, database: str, kind: str, configuration: Any,
    message: str,
) -> None:  # fmt: skip
    told = None if configuration is None else {"type": kind, **configuration}
    looks = {} if told is None else {"configuration": told}

    with pytest.raises(APIResponseError) as met:
        make(client, source, database_id=database, type=kind, **looks)

    assert (met.value.status, met.value.code) == (400, "validation_error")
    assert message in str(met.value)
    assert len(notion.databases[database].views) == 1


def test_exactly_one_place_is_named(client: Any, source: str, database: str) -> None:
    with pytest.raises(APIResponseError, match="Fix one"):
        make(client, source)
    with pytest.raises(APIResponseError, match="exactly one of"):
        make(client, source, database_id=database, view_id=str(uuid4()))


def test_views_stand_where_they_are_wanted(client: Any, source: str, database: str) -> None:
    default = client.views.list(database_id=database)["results"][0]["id"]
    last = make(client, source, database_id=database)["id"]
    first = make(client, source, database_id=database, position={"type": "start"})["id"]
    after = {"type": "after_view", "view_id": first}
    second = make(client, source, database_id=database, position=after)["id"]

    listed = client.views.list(database_id=database)["results"]
    assert [one["id"] for one in listed] == [first, second, default, last]
    assert listed[0] == {"object": "view", "id": first}
    pages = client.views.list(data_source_id=source, page_size=3)
    assert (len(pages["results"]), pages["has_more"]) == (3, True)


def test_a_linked_database_shows_the_rows_of_another(
    client: Any, notion: Notion, source: str, home: Page
) -> None:
    block = client.blocks.children.append(home.id, children=[{"divider": {}}])["results"][0]
    below: Any = client.pages.create(parent={"page_id": home.id}, properties={})

    made = make(client, source, create_database={
        "parent": {"type": "page_id", "page_id": home.id},
        "position": {"type": "after_block", "block_id": block["id"]},
    })  # fmt: skip

    linked = made["parent"]["database_id"]
    assert made["data_source_id"] == source
    assert home.children[-3:] == [block["id"], linked, below["id"]]
    assert notion.databases[linked].inline


def test_a_refused_linked_database_leaves_no_trace(
    client: Any, notion: Notion, source: str, home: Page
) -> None:
    before = [*home.children]

    with pytest.raises(APIResponseError):
        make(client, source, type="board",
             create_database={"parent": {"type": "page_id", "page_id": home.id}})  # fmt: skip

    assert home.children == before


def test_a_dashboard_holds_other_views(client: Any, source: str, database: str) -> None:
    board = make(client, source, database_id=database, type="dashboard")

    widget = make(client, source, view_id=board["id"])
    make(client, source, view_id=board["id"], placement={"type": "existing_row", "row_index": 0})

    rows = client.views.retrieve(board["id"])["configuration"]["rows"]
    assert [len(row["widgets"]) for row in rows] == [2]
    assert client.views.retrieve(widget["id"])["dashboard_view_id"] == board["id"]
    with pytest.raises(APIResponseError, match="is not a dashboard"):
        make(client, source, view_id=widget["id"])


def test_only_what_is_named_changes(client: Any, source: str, database: str) -> None:
    made = make(client, source, database_id=database,
                sorts=[{"property": "Sum", "direction": "descending"}])  # fmt: skip

    shown = client.views.update(
        made["id"], name="Other", configuration={"type": "table", "wrap_cells": True}
    )

    assert (shown["name"], shown["sorts"]) == ("Other", made["sorts"])
    assert shown["configuration"] == {"type": "table", "wrap_cells": True}
    assert client.views.update(made["id"], sorts=None)["sorts"] is None


def test_the_last_view_stays(client: Any, source: str, database: str) -> None:
    default = client.views.list(database_id=database)["results"][0]["id"]
    made = make(client, source, database_id=database)

    gone = client.views.delete(made["id"])

    assert list(gone) == ["object", "id", "parent", "type", "request_id"]
    with pytest.raises(APIResponseError, match="Could not find view"):
        client.views.retrieve(made["id"])
    with pytest.raises(APIResponseError, match="last view"):
        client.views.delete(default)


def test_ids_of_columns_are_taken_in_both_spellings(
    client: Any, source: str, database: str
) -> None:
    due = id_of(client, source, "Due")

    shown = [
        make(client, source, database_id=database, type="calendar",
             configuration={"type": "calendar", "date_property_id": spelt})["configuration"]
        for spelt in (due, decoded(due))
    ]  # fmt: skip

    assert shown == [{"type": "calendar", "date_property_id": due}] * 2
