"""Users of the sandbox's Notion, through the real client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from notion_client import APIResponseError, Client
from notion_sites import raw

from sandbox.notion.space import Notion


def test_me_is_the_bot_of_the_token(client: Any, notion: Notion) -> None:
    me = client.users.me()

    assert (me["object"], me["type"], me["name"]) == ("user", "bot", "OKR")
    assert me["bot"]["workspace_name"] == notion.workspace_name
    assert list(me)[-1] == "request_id"


def test_lists_persons_and_bots_but_no_guests(client: Any, notion: Notion) -> None:
    guest = notion.add_user("Gina", email="gina@example.com", guest=True)

    listed = client.users.list()["results"]

    assert [one["name"] for one in listed] == ["Anna", "OKR"]
    assert listed[0]["person"] == {"email": "anna@example.com"}
    assert client.users.retrieve(guest.id)["name"] == "Gina"


def test_emails_need_a_capability_of_their_own(make_client: Callable[..., Client]) -> None:
    client: Any = make_client(capabilities={"read", "users"})

    assert client.users.list()["results"][0]["person"] == {}


def test_listing_without_the_capability_is_refused(make_client: Callable[..., Client]) -> None:
    client: Any = make_client(capabilities={"read"})

    with pytest.raises(APIResponseError, match="does not have access") as met:
        client.users.list()

    assert (met.value.status, met.value.code) == (403, "restricted_resource")


def test_an_unknown_user_names_the_connection(client: Any) -> None:
    unknown = str(uuid4())

    with pytest.raises(APIResponseError, match=f"Could not find user with ID: {unknown}") as met:
        client.users.retrieve(unknown)

    assert met.value.additional_data == {"integration_id": client.users.me()["id"]}


def test_pages_of_users_follow_each_other(client: Any) -> None:
    first = client.users.list(page_size=1)
    rest = client.users.list(start_cursor=first["next_cursor"])

    assert first["has_more"]
    assert [one["name"] for one in (*first["results"], *rest["results"])] == ["Anna", "OKR"]


@pytest.mark.parametrize("path", ["/v1/users/me", "//v1/users/me"])
def test_a_doubled_slash_leads_there_too(client: Any, notion: Notion, path: str) -> None:
    answer = raw(notion, "GET", path, secret=client.options.auth)

    assert answer.status_code == 200
    assert answer.headers["x-notion-request-id"] == answer.json()["request_id"]
