"""A sandbox for the template in Google Sheets, one for a module: each test takes a new file."""

from __future__ import annotations

from collections.abc import Iterator

import gspread
import pytest
from google_template import NOON, OWNER, ROBOT, Opener, Sheet
from sandbox_clients import gspread_client

from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = make_sandbox(world="empty")
    made.clock.set(NOON)
    made.clock.freeze()
    made.google.switches.check_answers = True
    made.google.switches.check_assertion_time = False
    made.google.add_person(OWNER, name="Anna")
    made.google.add_robot(ROBOT)
    with serve(made):
        yield made
    assert made.violations == []


@pytest.fixture(scope="module")
def gc(sandbox: Sandbox) -> gspread.Client:
    return gspread_client(sandbox, ROBOT)


@pytest.fixture
def opened(gc: gspread.Client) -> Opener:
    """The service's client for a file."""
    return lambda file: Sheet(gc, file.file_id)
