"""What all tests share: loopback only, and one database."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_socket
from hypothesis import settings
from sqlalchemy import Engine

from sync.store.database import open_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

SANDBOX = Path(__file__).parent / "sandbox"

settings.register_profile("okr", deadline=None)
settings.load_profile("okr")
"""The machine may be busy; a slow example is no fault."""


def pytest_runtest_setup() -> None:
    """Only this machine is reachable."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The sandbox has many tests and seldom changes: they are not among the quick ones."""
    for item in items:
        if SANDBOX in item.path.parents:
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests keep with ``record_property("figure", …)``, from all workers."""
    passed = terminalreporter.getreports("passed")
    figures = [str(value) for report in passed for name, value in report.user_properties
               if name == "figure" and report.when == "call"]  # fmt: skip
    if figures:
        terminalreporter.section("figures")
        for line in sorted(figures):
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """A data folder whose embedded database all tests of a session share.

    It stands in the common temporary folder: the database runs as another user when tests run as
    root, and pytest closes its own folders to others. It goes when the process ends, after the
    database has stopped.
    """
    folder = Path(tempfile.mkdtemp(prefix="okr-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@pytest.fixture(scope="session")
def engine(data_dir: Path) -> Iterator[Engine]:
    """The database of the session. Tests keep apart by the names of connections and documents."""
    opened = open_database(None, data_dir)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; tests that need none do not wait for its client."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    program = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()
