"""What views show, asked for through the real client."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from notion_client import APIResponseError
from notion_rows import Table

from sandbox.notion.errors import NotionError
from sandbox.notion.model import Page, Parent, Property, View
from sandbox.notion.operations_schema import retype_property
from sandbox.notion.querying import rows_of_view
from sandbox.notion.space import Notion
from sandbox.notion.views import change_view


@pytest.fixture
def table(notion: Notion, home: Page) -> Table:
    """Five rows with scores."""
    made = Table(notion, parent=Parent("page_id", home.id))
    made.column("Score", "number")
    for score in range(5):
        made.row(str(score), Score=score)
    return made


@pytest.fixture
def view(table: Table) -> View:
    """Scores above 0, the highest first."""
    database = table.space.databases[table.source.parent.id]
    found = table.space.views[database.views[0]]
    key = table.named("Score").id
    found.filter = {"property": key, "number": {"greater_than": 0}}
    found.sorts = [{"property": key, "direction": "descending"}]
    return found


def test_a_view_query_keeps_its_rows_for_its_pages(client: Any, table: Table, view: View) -> None:
    ids = table.source.rows

    first = client.views.queries.create(view.id, page_size=3)
    table.space.pages[ids[1]].in_trash = True
    rest = client.views.queries.results(view.id, first["id"], start_cursor=first["next_cursor"])

    assert first["results"] == [{"object": "page", "id": one} for one in (ids[4], ids[3], ids[2])]
    assert (first["object"], first["view_id"], first["total_count"]) == ("view_query", view.id, 4)
    assert (first["has_more"], first["next_cursor"]) == (True, ids[1])
    assert (rest["type"], rest["has_more"]) == ("page", False)
    assert rest["results"] == [{"object": "page", "id": ids[1]}]


def test_a_view_query_ends_when_deleted_or_after_a_quarter_of_an_hour(
    client: Any, table: Table, view: View
) -> None:
    deleted, old = (client.views.queries.create(view.id) for _ in range(2))

    gone = client.views.queries.delete(view.id, deleted["id"])
    table.space.clock.advance(901)

    assert (gone["object"], gone["id"], gone["deleted"]) == ("view_query", deleted["id"], True)
    for query in (deleted, old):
        with pytest.raises(APIResponseError, match="Could not find view query"):
            client.views.queries.results(view.id, query["id"])


def test_the_cap_holds_for_views_too(client: Any, table: Table, view: View) -> None:
    table.space.switches.query_cap = 2

    found = client.views.queries.create(view.id)

    assert (len(found["results"]), found["has_more"]) == (2, False)
    assert found["request_status"]["type"] == "incomplete"


def test_a_view_that_is_not_shared_cannot_be_asked(client: Any, notion: Notion) -> None:
    hidden = Table(notion, "Hidden")
    key = notion.databases[hidden.source.parent.id].views[0]

    with pytest.raises(APIResponseError, match="Could not find view"):
        client.views.queries.create(key)


def test_quick_filters_narrow_a_view(table: Table, view: View) -> None:
    view.quick_filters = {table.named("Score").id: {"number": {"less_than": 3}}}

    found = rows_of_view(table.space, view)

    assert [page.id for page in found] == [table.source.rows[2], table.source.rows[1]]


def test_a_view_passes_over_columns_that_are_gone(table: Table, view: View) -> None:
    """A deleted column, or one that has another type by now, takes its conditions with it."""
    other = table.column("Other", "checkbox")
    gone = {"property": other.id, "checkbox": {"equals": True}}
    assert view.filter is not None
    view.filter = {"and": [view.filter, {"or": [gone]}]}
    view.sorts = [{"property": other.id, "direction": "ascending"}, *view.sorts]
    before = rows_of_view(table.space, view)

    del table.source.properties[other.id]
    after = rows_of_view(table.space, view)
    text = Property(table.named("Score").id, "Score", "rich_text")
    retype_property(table.space, table.source, text, table.by)

    assert before == []
    assert [page.id for page in after] == table.source.rows[:0:-1]
    assert len(rows_of_view(table.space, view)) == 5


@pytest.mark.parametrize(("looks", "message"), [
    ({"filter": {"property": "Score", "date": {"is_empty": True}}}, "does not match filter date"),
    ({"filter": {"property": "Score", "number": {"like": 1}}}, "number.equals should be defined"),
    ({"sorts": [{"property": "Cost", "direction": "ascending"}]}, "Could not find property"),
    ({"quick_filters": {"Score": {"number": {"equals": "1"}}}}, "should be a number"),
])  # fmt: skip
def test_a_view_with_a_filter_that_cannot_be_asked_is_refused(
    table: Table, view: View, looks: Any, message: str
) -> None:
    before = replace(view)

    with pytest.raises(NotionError, match=message):
        change_view(table.space, view, "New", looks, table.by)

    assert view == before
