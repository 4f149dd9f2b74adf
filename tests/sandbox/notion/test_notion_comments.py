"""Comments in the sandbox's Notion, through the real client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from notion_client import APIResponseError, Client
from notion_grids import text

from sandbox.notion.commenting import add_comment, resolve
from sandbox.notion.model import Page, Parent
from sandbox.notion.space import Event, Notion
from sandbox.notion.texts import plain_item


def say(client: Any, page: Page, words: str, **told: Any) -> Any:
    return client.comments.create(parent={"page_id": page.id}, rich_text=text(words), **told)


def heard(client: Any, place: str) -> list[str]:
    listed = client.comments.list(block_id=place)["results"]
    return [one["rich_text"][0]["plain_text"] for one in listed]


def test_a_comment_is_shown_whole(client: Any, home: Page) -> None:
    made = say(client, home, "Really?")

    assert list(made) == [
        "object", "id", "parent", "discussion_id", "created_time", "last_edited_time",
        "created_by", "rich_text", "display_name", "request_id",
    ]  # fmt: skip
    assert made["created_by"] == {"object": "user", "id": client.users.me()["id"]}
    assert made["display_name"] == {"type": "integration", "resolved_name": "OKR"}


def test_remarks_on_a_page_join_one_discussion(client: Any, home: Page) -> None:
    first, second = say(client, home, "one"), say(client, home, "two")

    assert first["discussion_id"] == second["discussion_id"]
    assert heard(client, home.id) == ["one", "two"]


def test_a_reply_belongs_to_its_block(client: Any, home: Page) -> None:
    block = client.blocks.children.append(home.id, children=[{"divider": {}}])["results"][0]
    first = client.comments.create(parent={"block_id": block["id"]}, rich_text=text("why?"))

    reply = client.comments.create(discussion_id=first["discussion_id"], rich_text=text("so"))

    assert reply["parent"] == {"type": "block_id", "block_id": block["id"]}
    assert (heard(client, block["id"]), heard(client, home.id)) == (["why?", "so"], [])


def test_resolved_discussions_are_not_listed(
    client: Any, notion: Notion, home: Page, anna: str
) -> None:
    """A list cannot tell whether something was ever said."""
    made = say(client, home, "Mend this")

    resolve(notion, made["discussion_id"], anna)

    assert heard(client, home.id) == []
    assert client.comments.retrieve(made["id"])["id"] == made["id"]
    assert say(client, home, "Again")["discussion_id"] != made["discussion_id"]


def test_words_are_changed_and_taken_back(client: Any, home: Page) -> None:
    made = say(client, home, "one")

    changed = client.comments.update(made["id"], markdown="**two**")
    gone = client.comments.delete(made["id"])

    assert changed["rich_text"][0]["annotations"]["bold"]
    assert gone["rich_text"] == changed["rich_text"]
    assert heard(client, home.id) == []
    with pytest.raises(APIResponseError, match="Could not find comment"):
        client.comments.retrieve(made["id"])


def test_those_of_others_are_read_only(client: Any, notion: Notion, home: Page, anna: str) -> None:
    theirs = add_comment(notion, Parent("page_id", home.id), [plain_item("Mine")], anna)

    shown = client.comments.retrieve(theirs.id)

    assert shown["display_name"] == {"type": "user", "resolved_name": "Anna"}
    with pytest.raises(APIResponseError) as met:
        client.comments.delete(theirs.id)
    assert met.value.status == 403


def test_without_the_capability_nothing_is_said_or_heard(
    make_client: Callable[..., Client], home: Page
) -> None:
    client: Any = make_client(capabilities={"read", "insert", "update"})

    with pytest.raises(APIResponseError, match="does not have access"):
        say(client, home, "x")
    with pytest.raises(APIResponseError, match="does not have access") as met:
        client.comments.list(block_id=home.id)
    assert met.value.status == 403


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"rich_text": []}, "body.parent should be defined"),
        ({"parent": {"page_id": str(uuid4())}, "rich_text": []}, "Could not find page"),
        ({"discussion_id": str(uuid4()), "rich_text": []}, "Could not find discussion"),
        ({"parent": {}, "rich_text": []}, "body.parent.page_id should be defined"),
    ],
)
def test_comments_that_cannot_be(
    make_client: Callable[..., Client], told: Any, message: str
) -> None:
    with pytest.raises(APIResponseError, match=message):
        make_client().request("comments", "POST", body=told)


def test_words_come_in_one_of_two_ways(make_client: Callable[..., Client], home: Page) -> None:
    told = {"parent": {"page_id": home.id}, "rich_text": [], "markdown": "x"}

    with pytest.raises(APIResponseError, match="Fix one"):
        make_client().request("comments", "POST", body=told)


def test_comments_are_told_of(client: Any, notion: Notion, home: Page) -> None:
    told: list[Event] = []
    notion.listeners.append(told.append)

    made = say(client, home, "one")
    client.comments.update(made["id"], rich_text=text("two"))
    client.comments.delete(made["id"])

    assert [one.kind for one in told] == ["comment.created", "comment.updated", "comment.deleted"]
