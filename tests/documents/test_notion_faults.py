"""Every fault of the network at every call a Notion document makes, before and after it took
effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import unquote

import pytest
from documents.google_files import Pause, running
from documents.notion_files import Workspace, make_workspace
from documents.test_google_faults import FAULTS, MOST_REQUESTS

from sandbox.faults import Fault
from sandbox.notion.operations import create_row
from sandbox.notion.texts import plain_item
from sync.core.databases import DATABASES, columns_of
from sync.core.vocabulary import Change, Plan
from sync.documents.notion import NotionDocument
from sync.documents.notion.errors import NotionBusyError, NotionUnreachableError
from sync.documents.notion.exchange import Habits, make_line
from sync.errors import DocumentError
from sync.secrets import Secret
from sync.transport import Throttle

CALLS: dict[str, Fault] = {
    "first read": Fault("status", "/query$", "POST"),
    "last read": Fault("status", "/query$", "POST", after=6),
    "first row": Fault("status", "/v1/pages/", "PATCH"),
    "last row": Fault("status", "/v1/pages/", "PATCH", after=2),
    "first week": Fault("status", "/v1/pages$", "POST"),
    "last week": Fault("status", "/v1/pages$", "POST", after=1),
    "thrown away": Fault("status", "/v1/pages/", "PATCH", after=3),
}
"""Where a fault strikes."""
MATRIX = [
    *((name, call, 1) for name in FAULTS for call in CALLS),
    *((name, call, 99) for name in FAULTS for call in CALLS if not call.startswith("last")),
]
WEEK = date(2026, 11, 23)
PLAN = Plan(
    (
        Change("key_results", "KR-001", "notes", None, "Look here", 1),
        Change("key_results", "KR-001", "score", None, Decimal("0.5"), 1),
        Change("key_results", "KR-002", "status", None, "On track", 2),
        Change("objectives", "O-001", "coverage", None, "2 of 2", 1),
    ),
    {
        "history": (
            {"week": WEEK, "id": "KR-001", "value": Decimal("0.5"), "blocker": "none"},
            {"week": WEEK, "id": "KR-002", "value": Decimal(7)},
        )
    },
)
Shown = dict[str, list[dict[str, Any]]]
ONCE_TOO_MUCH = ("429, an hour", "bomb")
"""One of these is enough to end a run."""


@pytest.fixture(autouse=True)
def _no_faults() -> Iterator[None]:
    running().faults.clear()
    yield
    running().faults.clear()


def made() -> Workspace:
    """With a row of the history that is there by mistake."""
    workspace = make_workspace()
    id_ = workspace.prop("history", "id")
    create_row(workspace.space, workspace.source("history"), {id_.id: [plain_item("KR-9")]},
               workspace.anna)  # fmt: skip
    return workspace


def opened(workspace: Workspace, deadline: float = 0.2) -> NotionDocument:
    token = Secret(workspace.filled.token.secret)
    habits = Habits(clock=Pause().clock(), throttle=Throttle(()), deadline=deadline)
    line = make_line(token, workspace.space.base_url, habits)
    return NotionDocument(line, workspace.filled.binding, lambda _: ())


def seen(workspace: Workspace) -> Shown:
    """All rows that are not in the trash, by column; options and people by their places."""
    return {tab: [_row(workspace, tab, number) for number in range(len(workspace.filled.rows(tab)))]
            for tab in DATABASES}  # fmt: skip


def _row(workspace: Workspace, tab: str, number: int) -> dict[str, Any]:
    bound, found = workspace.filled.binding.tabs[tab].columns, {}
    source, page = workspace.source(tab), workspace.row(tab, number)
    for key in (column.key for column in columns_of(tab) if column.key in bound):
        prop = source.properties[unquote(bound[key].id)]
        value = workspace.shown(tab, number, key)
        if prop.type == "select":
            names = {one["id"]: one["name"] for one in prop.config["options"]}
            value = names.get(page.values.get(prop.id))
        found[key] = len(value) if prop.type in ("relation", "people") and value else value
    return found


def once_more(workspace: Workspace) -> Shown:
    """What stands there after a run without faults."""
    running().faults.clear()
    document = opened(workspace, deadline=30)
    document.read()
    document.apply(PLAN)
    return seen(workspace)


@cache
def before_and_after() -> tuple[Shown, Shown]:
    workspace = made()
    return seen(workspace), once_more(workspace)


def attempt(workspace: Workspace, fault: Fault) -> DocumentError | None:
    """One run that meets a fault; the error it ends with."""
    document = opened(workspace)
    running().faults.add(fault)
    before = len(running().calls)
    try:
        document.read()
        document.apply(PLAN)
    except DocumentError as error:
        return error
    finally:
        assert len(running().calls) - before <= MOST_REQUESTS + 14
    return None


@pytest.mark.slow
@pytest.mark.parametrize(("name", "call", "count"), MATRIX)
def test_a_fault_costs_nothing_of_what_was_there(name: str, call: str, count: int) -> None:
    """Once or always; what was written stays, the rest comes with the next run, and nothing comes
    twice."""
    workspace, (before, after) = made(), before_and_after()
    where = CALLS[call]

    error = attempt(workspace, replace(
        FAULTS[name], path=where.path, method=where.method, after=where.after, count=count,
    ))  # fmt: skip

    found = seen(workspace)
    for tab in DATABASES:
        assert all(row in before[tab] + after[tab] for row in found[tab])
    weeks = [(row["week"] and row["week"]["start"], row["id"]) for row in found["history"]]
    assert len(set(weeks)) == len(weeks)
    assert type(error) in (type(None), NotionBusyError, NotionUnreachableError)
    if error is None:
        assert found == after
    assert error is None or count > 1 or name in ONCE_TOO_MUCH
    assert once_more(workspace) == after


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_looking_for_a_lost_week_may_fail_as_well(name: str) -> None:
    """The answer to a new row is lost, and so are those to the questions after it."""
    workspace, (_, after) = made(), before_and_after()
    document = opened(workspace)
    document.read()
    running().faults.add(Fault("drop_after", "/v1/pages$", "POST", reset=True))
    running().faults.add(replace(FAULTS[name], path="/query$", method="POST", count=99))

    with pytest.raises((NotionUnreachableError, NotionBusyError)):
        document.apply(PLAN)

    assert once_more(workspace) == after


def test_what_was_said_when_nothing_was_read() -> None:
    workspace = made()
    running().faults.add(Fault("status", status=500, count=99))

    with pytest.raises(NotionUnreachableError, match="Sync again in a few minutes") as caught:
        opened(workspace).read()

    assert "через несколько минут" in caught.value.say("ru")


def test_twenty_documents_do_not_storm_a_service_that_is_down() -> None:
    """They share the limits and the breaker of their connection."""
    workspace = made()
    habits = Habits(clock=Pause().clock(), throttle=Throttle(()))
    line = make_line(Secret(workspace.filled.token.secret), workspace.space.base_url, habits)
    running().faults.add(Fault("status", status=500, count=999))
    before = len(running().calls)

    for _ in range(20):
        document = NotionDocument(line, workspace.filled.binding, lambda _: ())
        with pytest.raises((NotionUnreachableError, NotionBusyError)):
            document.read()

    assert len(running().calls) - before == 5
