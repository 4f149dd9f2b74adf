"""The sandbox's Notion, and the real notion-client talking to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from notion_client import Client
from notion_sites import notion_client

from sandbox.notion.model import Page, Parent
from sandbox.notion.space import Notion
from sandbox.state import Sandbox

ROOT = "5f3b2c1d-0a4e-4f6b-9c8d-7e6f5a4b3c2d"


@pytest.fixture
def notion(sandbox: Sandbox) -> Notion:
    """An empty workspace with a person."""
    sandbox.notion.add_user("Anna", email="anna@example.com")
    return sandbox.notion


@pytest.fixture
def anna(notion: Notion) -> str:
    """Id of the person."""
    return next(user.id for user in notion.users.values() if user.kind == "person")


@pytest.fixture
def home(notion: Notion, anna: str) -> Page:
    """A page at the top, which is shared with every client below."""
    return notion.add_page(Parent("workspace"), "Home", anna, id=ROOT)


@pytest.fixture(params=["2025-09-03", "2026-03-11"])
def version(request: pytest.FixtureRequest) -> str:
    """Each of the two versions of the API."""
    return str(request.param)


@pytest.fixture
def make_client(notion: Notion, home: Page) -> Callable[..., Client]:
    """``make_client(version="2026-03-11", capabilities=…)``: a connection that sees the home page,
    and its client, which never repeats a request."""

    def make(
        version: str = "2026-03-11", *, name: str = "OKR", capabilities: set[str] | None = None
    ) -> Client:
        token = notion.add_connection(name, roots=[home.id], capabilities=capabilities)
        return notion_client(notion, token, version)

    return make


@pytest.fixture
def client(make_client: Callable[..., Client], version: str) -> Client:
    """A client for each version."""
    return make_client(version)
