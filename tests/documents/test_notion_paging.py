"""Rows that come in several answers: part of them is never taken for all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from documents.google_files import running
from documents.notion_files import Workspace, codes, column, make_workspace
from teams import Team
from transport.scripted import Watch, answer, serving

from sandbox.notion.model import Property
from sandbox.notion.operations_schema import add_property, delete_property, rename_property
from sync.documents.notion import asking
from sync.documents.notion.errors import RestlessRowsError
from sync.documents.notion.exchange import Habits, make_client, make_line
from sync.secrets import Secret

SOURCE = "0b7c7a5e-4b1f-4c8d-9f11-0a2b3c4d5e6f"
BEFORE_THE_SECOND_PAGE = 7
"""Settings and objectives take a request each, and a request is told when it comes and goes."""


@contextmanager
def acting(act: Callable[[int, str], object]) -> Iterator[None]:
    """Somebody acts before and after every request, which are counted from 1."""
    told: list[str] = []

    def between(what: str) -> None:
        told.append(what)
        act(len(told), what)

    running().between.append(between)
    try:
        yield
    finally:
        running().between.remove(between)


@pytest.fixture
def notion() -> Workspace:
    """Two hundred and fifty key results."""
    rows = [{"id": f"KR-{n:03d}", "title": f"{n} calls by December 31", "target": 10, "typed": 5}
            for n in range(1, 251)]  # fmt: skip
    made = make_workspace(Team(key_results=rows, spare=0))
    for number, page in enumerate(made.filled.rows("key_results")):
        page.created += timedelta(seconds=number)
    return made


def test_a_column_renamed_between_two_answers_keeps_its_values(notion: Workspace) -> None:
    source, target = notion.source("key_results"), notion.prop("key_results", "target")

    def rename(number: int, _: str) -> None:
        if number == BEFORE_THE_SECOND_PAGE:
            rename_property(notion.space, source, target.id, "Zielwert", notion.anna)

    with acting(rename):
        snapshot = notion.read()

    assert column(snapshot, "key_results", "target") == [10] * 250


def test_a_column_deleted_between_two_answers_is_missing_everywhere(notion: Workspace) -> None:
    source, target = notion.source("key_results"), notion.prop("key_results", "target")

    def delete(number: int, _: str) -> None:
        if number == BEFORE_THE_SECOND_PAGE:
            delete_property(notion.space, source, target.id, notion.anna)

    with acting(delete):
        snapshot = notion.read()

    assert column(snapshot, "key_results", "target") == [None] * 250
    assert ("column-missing", "target") in codes(snapshot)


def test_columns_that_keep_changing_stop_the_run(notion: Workspace) -> None:
    source = notion.source("key_results")
    document = notion.open()

    def add(number: int, what: str) -> None:
        if source.id in what:
            new = Property("", f"New {number}", "number")
            add_property(notion.space, source, new, notion.anna)

    with acting(add), pytest.raises(RestlessRowsError):
        document.read()

    assert document.calls["read"] == 1 + 1 + 3 * 3


def page(**more: Any) -> bytes:
    row = {"object": "page", "id": SOURCE, "created_time": "2026-11-23T10:00:00.000Z",
           "properties": {}}  # fmt: skip
    return answer(200, json.dumps({"object": "list", "results": [row], **more}).encode())


@pytest.mark.parametrize("cursor", ["s:1", None], ids=["loops", "nowhere"])
def test_answers_that_lead_nowhere_are_no_database(cursor: str | None) -> None:
    with serving(page(has_more=True, next_cursor=cursor)) as server:
        line = make_line(Secret("ntn_test"), server.url, Habits(clock=Watch().clock))
        client = make_client(line)

        with pytest.raises(RestlessRowsError, match=r"Nothing was written\."):
            asking.rows_of(client, SOURCE)
        with pytest.raises(RestlessRowsError):
            asking.edited_rows(client, SOURCE, "2026-11-23T10:00:00.000Z")

    assert 3 < len(server.requests) < 20


def test_a_loop_that_ends_at_the_next_attempt_costs_nothing_more() -> None:
    loop = page(has_more=True, next_cursor="s:1")
    with serving(loop, loop, page(has_more=False, next_cursor=None)) as server:
        line = make_line(Secret("ntn_test"), server.url, Habits(clock=Watch().clock))

        rows = asking.rows_of(make_client(line), SOURCE)

    assert [row["id"] for row in rows] == [SOURCE]
    assert len(server.requests) == 3


def test_related_rows_that_never_end_are_told() -> None:
    found = {"object": "list", "results": [{"relation": {"id": SOURCE}}], "has_more": True,
             "next_cursor": "x"}  # fmt: skip
    with serving(answer(200, json.dumps(found).encode())) as server:
        line = make_line(Secret("ntn_test"), server.url, Habits(clock=Watch().clock))

        with pytest.raises(RestlessRowsError):
            asking.related_rows(make_client(line), SOURCE, "abcd")

    assert len(server.requests) == 2
