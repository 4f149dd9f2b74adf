"""A fresh sandbox on a port of its own, and the real gspread client talking to it."""

from __future__ import annotations

from collections.abc import Iterator

import gspread
import pytest
from sandbox_clients import gspread_client

from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """An empty sandbox, served. Every Google answer is checked against Google's description, and at
    the end nothing may have been done that no real client may do."""
    made = make_sandbox(world="empty")
    made.google.switches.check_answers = True
    made.google.add_person(OWNER, name="Anna")
    made.google.add_robot(ROBOT)
    with serve(made):
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
