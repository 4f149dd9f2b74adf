"""What the sandbox does not know it refuses, at every endpoint that takes a body: a misspelt key
must never look like success, and a refused request changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from notion_answers import ENDPOINTS
from notion_client import APIResponseError, Client
from notion_shapes import OLD

from sandbox.notion.model import Page
from sandbox.notion.space import Notion

Json = dict[str, Any]

WORDS = [{"text": {"content": "Hello"}}]
PARAGRAPH = {"paragraph": {"rich_text": WORDS}}


@dataclass(frozen=True, slots=True)
class Things:
    """Ids of one of each; all stand on the home page."""

    home_id: str
    page_id: str
    database_id: str
    data_source_id: str
    block_id: str
    view_id: str
    comment_id: str


Body = Callable[[Things], Json]

BODIES: dict[str, Body] = {
    "POST databases": lambda at: {"parent": {"type": "page_id", "page_id": at.page_id}},
    "PATCH databases/{database_id}": lambda _: {"title": WORDS},
    "POST data_sources": lambda at: {
        "parent": {"type": "database_id", "database_id": at.database_id}, "properties": {},
    },
    "PATCH data_sources/{data_source_id}": lambda _: {"title": WORDS},
    "POST data_sources/{data_source_id}/query": lambda _: {"page_size": 1},
    "POST pages": lambda at: {
        "parent": {"page_id": at.page_id}, "properties": {"title": {"title": WORDS}},
    },
    "PATCH pages/{page_id}": lambda _: {"icon": {"type": "emoji", "emoji": "🎯"}},
    "POST pages/{page_id}/move": lambda at: {
        "parent": {"type": "page_id", "page_id": at.home_id},
    },
    "PATCH pages/{page_id}/markdown": lambda _: {
        "type": "replace_content", "replace_content": {"new_str": "Hello"},
    },
    "POST blocks/meeting_notes/query": lambda _: {"limit": 1},
    "PATCH blocks/{block_id}": lambda _: PARAGRAPH,
    "PATCH blocks/{block_id}/children": lambda _: {"children": [PARAGRAPH]},
    "POST views": lambda at: {
        "database_id": at.database_id, "data_source_id": at.data_source_id, "type": "table",
        "name": "All",
    },
    "PATCH views/{view_id}": lambda _: {"name": "All"},
    "POST views/{view_id}/queries": lambda _: {"page_size": 1},
    "POST search": lambda _: {"query": "Hello"},
    "POST comments": lambda at: {"parent": {"page_id": at.page_id}, "rich_text": WORDS},
    "PATCH comments/{comment_id}": lambda _: {"rich_text": WORDS},
    "POST file_uploads": lambda _: {"filename": "plan.txt"},
}  # fmt: skip
"""A small request that every one of them takes."""
OAUTH = {"POST oauth/token", "POST oauth/introspect", "POST oauth/revoke"}
"""They know a connection by its own name and word; their own tests are with them."""


@pytest.fixture
def things(client: Any, home: Page) -> Things:
    base = client.databases.create(parent={"type": "page_id", "page_id": home.id}, title=WORDS)
    source = base["data_sources"][0]["id"]
    page = client.pages.create(parent={"page_id": home.id}, properties={"title": {"title": WORDS}})
    block = client.blocks.children.append(home.id, children=[PARAGRAPH])["results"][0]
    view = client.views.list(data_source_id=source)["results"][0]
    comment = client.comments.create(parent={"page_id": home.id}, rich_text=WORDS)
    return Things(home.id, page["id"], base["id"], source, block["id"], view["id"], comment["id"])


def path_of(endpoint: str, things: Things) -> str:
    template = endpoint.partition(" ")[2]
    return template.format(**{name: getattr(things, name) for name in Things.__slots__})


def test_no_endpoint_is_left_out() -> None:
    assert {name for name, one in ENDPOINTS.items() if "takes" in one} == BODIES.keys() | OAUTH


@pytest.mark.parametrize("endpoint", sorted(BODIES))
def test_an_unknown_key_is_refused(
    client: Client, notion: Notion, things: Things, endpoint: str
) -> None:
    body, path, before = BODIES[endpoint](things), path_of(endpoint, things), notion.version

    with pytest.raises(APIResponseError, match="colour should be not present") as met:
        client.request(path, endpoint.split(maxsplit=1)[0], body={**body, "colour": "red"})

    assert (met.value.status, met.value.code) == (400, "validation_error")
    assert notion.version == before


@pytest.mark.parametrize("endpoint", sorted(BODIES))
def test_without_it_the_same_request_is_taken(
    client: Client, things: Things, endpoint: str
) -> None:
    path, body = path_of(endpoint, things), BODIES[endpoint](things)

    told = client.request(path, endpoint.split(maxsplit=1)[0], body=body)

    assert "request_id" in told


@pytest.mark.parametrize("place", ["databases", "data_sources", "pages", "blocks"])
def test_only_the_old_version_takes_archived(
    client: Client, version: str, things: Things, place: str
) -> None:
    path = f"{place}/{getattr(things, place.removesuffix('s') + '_id')}"

    if version == OLD:
        assert client.request(path, "PATCH", body={"archived": True})["in_trash"]
    else:
        with pytest.raises(APIResponseError, match="archived should be not present"):
            client.request(path, "PATCH", body={"archived": True})
