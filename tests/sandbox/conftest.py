"""A fresh sandbox on a port of its own, and the real gspread client talking to it."""

from __future__ import annotations

from collections.abc import Iterator

import gspread
import pytest
from notion_answers import watch
from sandbox_clients import gspread_client

from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    """The one port of a session; building its routes takes longer than most tests."""
    made = make_sandbox(world="empty")
    with serve(made):
        yield made


@pytest.fixture
def sandbox(served: Sandbox) -> Iterator[Sandbox]:
    """An empty sandbox, served. Every answer of Google and of Notion is checked against their own
    descriptions, and at the end nothing may have been done that no real client may do."""
    made = served
    made.between.clear()
    made.clock.restart()
    made.reset(world="empty", seed=1)
    made.google.switches.check_answers = True
    watch(made)
    made.google.add_person(OWNER, name="Anna")
    made.google.add_robot(ROBOT)
    yield made
    assert made.violations == []


@pytest.fixture
def gc(sandbox: Sandbox) -> gspread.Client:
    """gspread as the service account, over google-auth, with a token that the sandbox gave it."""
    return gspread_client(sandbox, ROBOT)


@pytest.fixture
def owner_gc(sandbox: Sandbox) -> gspread.Client:
    """gspread as a person with a Drive of her own, by a refresh token."""
    return gspread_client(sandbox, OWNER)


@pytest.fixture
def sheet(sandbox: Sandbox, gc: gspread.Client) -> gspread.Spreadsheet:
    """An empty spreadsheet of the owner, shared with the service account."""
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    sandbox.google.share(file.file_id, ROBOT)
    return gc.open_by_key(file.file_id)
