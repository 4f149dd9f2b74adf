"""Sharing, handing over and comments, as gspread does them."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from sandbox_clients import gspread_client, session

from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"
OTHER = "boris@example.com"
API = "https://www.googleapis.com/drive/v3/files"


@pytest.fixture
def file_id(sandbox: Sandbox) -> str:
    return sandbox.google.add_spreadsheet("Plan", OWNER).file_id


def roles(sandbox: Sandbox, file_id: str) -> dict[str, str]:
    return {one.email or one.kind: one.role for one in sandbox.google.files[file_id].permissions}


def share(client: gspread.Client, file_id: str, whom: str, kind: str, role: str) -> Any:
    return client.http_client.insert_permission(
        file_id, whom, perm_type=kind, role=role, email_message="Please have a look"
    ).json()


def reason(error: APIError) -> tuple[int, str]:
    return error.code, str(error.error["errors"][0]["reason"])


def test_sharing_by_account_group_domain_and_link(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    made = share(owner_gc, file_id, OTHER, "user", "writer")
    share(owner_gc, file_id, "team@example.com", "group", "reader")
    share(owner_gc, file_id, "example.org", "domain", "commenter")
    share(owner_gc, file_id, "", "anyone", "reader")

    assert made == {
        "kind": "drive#permission", "id": made["id"], "type": "user", "role": "writer",
    }  # fmt: skip
    assert roles(sandbox, file_id) == {
        OWNER: "owner", OTHER: "writer", "team@example.com": "reader", "example.org": "commenter",
        "anyone": "reader",
    }  # fmt: skip
    told = owner_gc.http_client.list_permissions(file_id)
    assert [(one["type"], one.get("emailAddress") or one.get("domain")) for one in told] == [
        ("user", OWNER), ("user", OTHER), ("group", "team@example.com"),
        ("domain", "example.org"), ("anyone", None),
    ]  # fmt: skip
    assert sandbox.google.mails == [
        (OTHER, "Please have a look"), ("team@example.com", "Please have a look"),
    ]  # fmt: skip
    assert sandbox.google.files[file_id].role_of("someone@example.org") == "commenter"


def test_sharing_again_changes_the_role(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    share(owner_gc, file_id, OTHER, "user", "reader")
    share(owner_gc, file_id, OTHER, "user", "writer")

    assert roles(sandbox, file_id) == {OWNER: "owner", OTHER: "writer"}


def test_sharing_ends(sandbox: Sandbox, owner_gc: gspread.Client, file_id: str) -> None:
    made = share(owner_gc, file_id, OTHER, "user", "writer")

    owner_gc.http_client.remove_permission(file_id, made["id"])

    assert roles(sandbox, file_id) == {OWNER: "owner"}
    with pytest.raises(APIError) as caught:
        owner_gc.http_client.remove_permission(file_id, made["id"])
    assert reason(caught.value) == (404, "notFound")


def test_readers_share_nothing_but_may_leave(sandbox: Sandbox, file_id: str) -> None:
    mine = sandbox.google.share(file_id, OTHER, "reader").permission_id
    reader = gspread_client(sandbox, OTHER)

    for action in (
        lambda: share(reader, file_id, ROBOT, "user", "reader"),
        lambda: reader.http_client.list_permissions(file_id),
    ):
        with pytest.raises(APIError) as caught:
            action()
        assert reason(caught.value) == (403, "insufficientFilePermissions")
    reader.http_client.remove_permission(file_id, mine)

    assert roles(sandbox, file_id) == {OWNER: "owner"}


def test_the_owner_cannot_be_shut_out(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    mine = sandbox.google.permission_id(OWNER)

    with pytest.raises(APIError) as caught:
        owner_gc.http_client.remove_permission(file_id, mine)
    assert reason(caught.value) == (403, "forbidden")
    with pytest.raises(APIError) as caught:
        share(owner_gc, file_id, OWNER, "user", "reader")
    assert reason(caught.value) == (403, "forbidden")


def test_a_file_is_offered_and_taken(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    """The way of gspread: the owner offers, the other one accepts."""
    theirs = share(owner_gc, file_id, OTHER, "user", "writer")["id"]
    place = f"{API}/{file_id}/permissions/{theirs}"
    taker = gspread_client(sandbox, OTHER).http_client
    taking: Any = {"json": {"role": "owner"}, "params": {"transferOwnership": True}}

    with pytest.raises(APIError) as caught:
        taker.request("patch", place, **taking)
    assert reason(caught.value) == (403, "insufficientFilePermissions")
    offer: Any = {"role": "writer", "pendingOwner": True}
    offered = owner_gc.http_client.request("patch", place, json=offer, params={"fields": "*"})
    taker.request("patch", place, **taking)

    assert offered.json()["pendingOwner"] is True
    assert roles(sandbox, file_id) == {OWNER: "writer", OTHER: "owner"}


def test_the_owner_hands_over_at_once_if_it_is_said_plainly(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str
) -> None:
    place = f"{API}/{file_id}/permissions"
    body: Any = {"type": "user", "role": "owner", "emailAddress": OTHER}

    with pytest.raises(APIError) as caught:
        owner_gc.http_client.request("post", place, json=body)
    owner_gc.http_client.request("post", place, json=body, params={"transferOwnership": "true"})

    assert reason(caught.value) == (403, "forbidden")
    assert roles(sandbox, file_id) == {OWNER: "writer", OTHER: "owner"}


@pytest.mark.parametrize(
    "body",
    [{}, {"type": "user"}, {"type": "alien", "role": "reader"}, {"type": "user", "role": "king"},
     {"type": "user", "role": "reader"}, {"type": "domain", "role": "reader"}],
)  # fmt: skip
def test_sharing_with_nobody_is_refused(
    sandbox: Sandbox, owner_gc: gspread.Client, file_id: str, body: dict[str, str]
) -> None:
    with pytest.raises(APIError) as caught:
        owner_gc.http_client.request("post", f"{API}/{file_id}/permissions", json=body)

    assert caught.value.code == 400


def test_comments_come_and_go(sandbox: Sandbox, file_id: str) -> None:
    sandbox.google.share(file_id, OTHER, "commenter")
    place = f"{sandbox.google.base_url}/drive/v3/files/{file_id}/comments"
    anna, boris = session(sandbox, OWNER), session(sandbox, OTHER)

    empty = anna.get(place, params={"fields": "comments"}).json()
    made = boris.post(place, json={"content": "Why <8>?"}, params={"fields": "id"}).json()
    told = anna.get(place, params={"fields": "comments(content,author/displayName)"}).json()
    wrong = anna.patch(f"{place}/{made['id']}", json={"content": "x"}, params={"fields": "id"})
    boris.delete(f"{place}/{made['id']}")

    assert empty == {"comments": []}
    assert list(made) == ["id"]
    assert told == {"comments": [{"content": "Why <8>?", "author": {"displayName": "boris"}}]}
    assert wrong.status_code == 403
    assert anna.get(place, params={"fields": "comments"}).json() == {"comments": []}
    gone: Any = {"fields": "comments(deleted)", "includeDeleted": True}
    assert anna.get(place, params=gone).json() == {"comments": [{"deleted": True}]}


def test_comments_are_told_only_by_name(sandbox: Sandbox, file_id: str) -> None:
    answer = session(sandbox, OWNER).get(
        f"{sandbox.google.base_url}/drive/v3/files/{file_id}/comments"
    )

    assert answer.status_code == 400
    assert "'fields' parameter is required" in answer.json()["error"]["message"]
