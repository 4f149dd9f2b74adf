"""Queries through the real client: pages, cursors, the cap, columns, the trash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notion_client import APIResponseError
from notion_client.helpers import iterate_paginated_api
from notion_rows import NOON, Table, workspace
from notion_sites import raw
from werkzeug.datastructures import MultiDict

from sandbox.notion.asked import Asked
from sandbox.notion.model import Json, Page, Parent
from sandbox.notion.paging import window
from sandbox.notion.space import Notion


@pytest.fixture
def goals(notion: Notion, home: Page) -> Table:
    """A table with a column, under the page that clients see."""
    notion.clock.set(NOON)
    table = Table(notion, parent=Parent("page_id", home.id))
    table.column("Score", "number")
    return table


def titles(answer: Json) -> list[str]:
    names = (one["properties"]["Name"]["title"] for one in answer["results"])
    return ["".join(item["plain_text"] for item in name) for name in names]


def test_a_query_filters_and_sorts(client: Any, goals: Table) -> None:
    for score in range(4):
        goals.row(str(score), Score=score)

    answer = client.data_sources.query(
        goals.source.id, filter={"property": "Score", "number": {"greater_than": 0}},
        sorts=[{"property": "Score", "direction": "descending"}],
    )  # fmt: skip

    assert titles(answer) == ["3", "2", "1"]
    assert {key: answer[key] for key in answer if key not in {"results", "request_id"}} == {
        "object": "list", "next_cursor": None, "has_more": False,
        "type": "page_or_data_source", "page_or_data_source": {},
    }  # fmt: skip


def test_a_hundred_rows_come_in_ten_pages(client: Any, goals: Table) -> None:
    made = [goals.row(str(number)).id for number in range(100)]

    found = list(iterate_paginated_api(
        client.data_sources.query, data_source_id=goals.source.id, page_size=10
    ))  # fmt: skip
    first = client.data_sources.query(goals.source.id, page_size=10)

    assert [one["id"] for one in found] == made[::-1]
    assert first["next_cursor"].startswith("s:")
    assert first["next_cursor"].endswith(f":{made[89]}")


def test_rows_that_change_between_two_pages_are_missed_or_met_twice(
    client: Any, goals: Table
) -> None:
    rows = [goals.row(str(score), Score=score) for score in range(4)]
    asked: Json = {"sorts": [{"property": "Score", "direction": "ascending"}], "page_size": 2}

    def second_page(cursor: str) -> list[str]:
        return titles(client.data_sources.query(goals.source.id, start_cursor=cursor, **asked))

    cursor = client.data_sources.query(goals.source.id, **asked)["next_cursor"]
    score = goals.named("Score").id
    rows[0].values[score] = 9
    assert second_page(cursor) == ["2", "3"]
    rows[0].values[score], rows[3].values[score] = 0, -1
    assert second_page(cursor) == ["2"]
    rows[2].in_trash = True
    assert second_page(cursor) == ["1"]


def test_a_cursor_of_another_query_is_refused(client: Any, goals: Table) -> None:
    for number in range(3):
        goals.row(str(number))
    cursor = client.data_sources.query(goals.source.id, page_size=1)["next_cursor"]

    for told in ("x", cursor):
        with pytest.raises(APIResponseError) as refused:
            client.data_sources.query(
                goals.source.id, start_cursor=told,
                filter={"property": "Name", "title": {"is_not_empty": True}},
            )  # fmt: skip
        assert refused.value.status == 400
        assert "body.start_cursor should be a valid cursor" in str(refused.value)


@pytest.mark.parametrize("size", [0, 101, "10"])
def test_pages_have_1_to_100_rows(client: Any, goals: Table, size: Any) -> None:
    with pytest.raises(APIResponseError, match=r"body\.page_size should be"):
        client.data_sources.query(goals.source.id, page_size=size)


def test_after_the_cap_an_answer_says_that_rows_are_missing(client: Any, goals: Table) -> None:
    for number in range(5):
        goals.row(str(number))
    goals.space.switches.query_cap = 4

    first = client.data_sources.query(goals.source.id, page_size=3)
    last = client.data_sources.query(
        goals.source.id, page_size=3, start_cursor=first["next_cursor"]
    )
    goals.space.switches.query_cap = 5
    whole = client.data_sources.query(goals.source.id)

    assert (first["has_more"], "request_status" in first) == (True, False)
    assert (titles(last), last["has_more"], last["next_cursor"]) == (["1"], False, None)
    assert last["request_status"] == {
        "type": "incomplete", "incomplete_reason": "query_result_limit_reached",
    }  # fmt: skip
    assert list(last)[-2:] == ["request_status", "request_id"]
    assert "request_status" not in whole


def test_rows_in_the_trash_come_only_when_asked_for(client: Any, goals: Table) -> None:
    goals.row("kept")
    goals.row("gone").in_trash = True

    assert titles(client.data_sources.query(goals.source.id)) == ["kept"]
    assert titles(client.data_sources.query(goals.source.id, in_trash=True)) == ["gone"]


def test_a_trashed_database_has_all_its_rows_in_the_trash(client: Any, goals: Table) -> None:
    goals.row("row")
    goals.space.databases[goals.source.parent.id].in_trash = True

    assert titles(client.data_sources.query(goals.source.id)) == []
    assert titles(client.data_sources.query(goals.source.id, in_trash=True)) == ["row"]


def test_archived_is_a_word_of_the_old_version(
    make_client: Callable[..., Any], goals: Table
) -> None:
    goals.row("gone").in_trash = True

    old = make_client("2025-09-03").data_sources.query(goals.source.id, archived=True)

    assert titles(old) == ["gone"]
    with pytest.raises(APIResponseError, match=r"body\.archived should be not present"):
        make_client().data_sources.query(goals.source.id, archived=True)


def test_columns_can_be_chosen_by_id(client: Any, goals: Table, notion: Notion) -> None:
    goals.row("row", Score=1)
    ids = ["title", goals.named("Score").id]
    secret = client.options.auth or ""
    goals.column("Other", "number")

    answer = client.data_sources.query(goals.source.id, filter_properties=ids)
    path = f"/v1/data_sources/{goals.source.id}/query?filter_properties[]=title"
    bracketed = raw(notion, "POST", path, secret=secret, json={}).json()

    assert set(answer["results"][0]["properties"]) == {"Name", "Score"}
    assert set(bracketed["results"][0]["properties"]) == {"Name"}
    with pytest.raises(APIResponseError, match="Could not find property with name or id: Cost"):
        client.data_sources.query(goals.source.id, filter_properties=["Cost"])


def test_unknown_fields_and_tables_are_refused(client: Any, goals: Table, notion: Notion) -> None:
    secret = client.options.auth or ""
    path = f"/v1/data_sources/{goals.source.id}/query"
    refused = raw(notion, "POST", path, secret=secret, json={"limit": 3}).json()

    assert refused["message"] == (
        "body failed validation: body.limit should be not present, instead was `3`."
    )
    hidden = Table(notion, "Hidden")
    with pytest.raises(APIResponseError) as unknown:
        client.data_sources.query(hidden.source.id)
    assert (unknown.value.status, unknown.value.code) == (404, "object_not_found")


def test_me_is_the_connection_itself(client: Any, goals: Table) -> None:
    made = client.pages.create(
        parent={"type": "data_source_id", "data_source_id": goals.source.id},
        properties={"Name": {"title": [{"text": {"content": "ours"}}]}},
    )
    goals.row("theirs")
    goals.column("By", "created_by")

    answer = client.data_sources.query(
        goals.source.id, filter={"property": "By", "created_by": {"contains": "me"}}
    )

    assert [one["id"] for one in answer["results"]] == [made["id"]]


def test_a_formula_of_a_connection_has_a_value_but_no_filter(client: Any, goals: Table) -> None:
    expression = 'prop("Score")*2'
    client.data_sources.update(
        goals.source.id, properties={"Double": {"formula": {"expression": expression}}}
    )
    goals.row("row")

    schema = client.data_sources.retrieve(goals.source.id)["properties"]["Double"]
    answer = client.data_sources.query(goals.source.id)

    token = schema["formula"]["expression"]
    assert token.startswith("{{notion:block_property:")
    assert token.endswith(f":{goals.source.id}:{goals.space.workspace_id}}}}} * 2")
    assert answer["results"][0]["properties"]["Double"]["formula"] == {
        "type": "number", "number": 0,
    }  # fmt: skip
    with pytest.raises(APIResponseError, match="Unable to filter based on a formula of unknown"):
        client.data_sources.query(
            goals.source.id, filter={"property": "Double", "formula": {"number": {"equals": 0}}}
        )


@given(st.integers(0, 12), st.integers(1, 5), st.integers(1, 15))
def test_pages_together_hold_every_row_up_to_the_cap(count: int, size: int, cap: int) -> None:
    space = workspace()
    token = space.add_connection("OKR")
    ids = [space.uuid() for _ in range(count)]
    found: list[str] = []
    cursor, cut = None, False
    while True:
        body = {"page_size": size, "start_cursor": cursor}
        part = window(Asked(space, token, "2026-03-11", body, MultiDict()), ids, "query", cap)
        found, cut = [*found, *part.entries], part.cut
        cursor = part.following
        if cursor is None:
            break

    assert found == ids[:cap]
    assert cut is (count > cap)
