"""Webhooks of the sandbox's Notion: verified, gathered, signed, tried again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from notion_grids import make_row, make_source, set_row
from web_hooks import Receiver

from sandbox.notion.model import Page, Parent
from sandbox.notion.person import Person
from sandbox.notion.space import Notion
from sandbox.notion.webhooks import Habits, Subscription
from sandbox.state import Sandbox


class Ears(Receiver):
    """What the service sends."""

    @property
    def events(self) -> list[Any]:
        """All bodies but the first, which brings the token."""
        return [json.loads(body) for _, body in self.heard[1:]]


@pytest.fixture
def ears() -> Iterator[Ears]:
    made = Ears()
    yield made
    made.close()


@pytest.fixture
def source(client: Any, home: Page) -> str:
    return make_source(client, home.id, {"Name": {"title": {}}, "A": {"number": {}},
                                         "B": {"number": {}}})  # fmt: skip


@pytest.fixture
def row(client: Any, source: str) -> Any:
    return make_row(client, source)


@pytest.fixture
def subscription(
    client: Any, sandbox: Sandbox, notion: Notion, row: Any, ears: Ears
) -> Subscription:
    """All events of the connection, from now on."""
    sandbox.clock.freeze()
    made = notion.webhooks.subscribe(ears.url, client.users.me()["id"])
    sandbox.schedule.run_due()
    return made


def test_the_first_delivery_brings_the_token(subscription: Subscription, ears: Ears) -> None:
    headers, body = ears.heard[0]

    assert json.loads(body) == {"verification_token": subscription.token}
    assert "x-notion-signature" not in headers
    assert subscription.verified


def test_without_an_answer_nobody_is_told(
    client: Any, sandbox: Sandbox, notion: Notion, row: Any, ears: Ears
) -> None:
    ears.answers = [500]
    notion.webhooks.subscribe(ears.url, client.users.me()["id"])

    set_row(client, row, A={"number": 1})
    sandbox.clock.advance(61)

    assert len(ears.heard) == 1


def test_changes_of_a_minute_make_one_event(
    client: Any, sandbox: Sandbox, notion: Notion, subscription: Subscription, ears: Ears,
    row: Any, source: str,
) -> None:  # fmt: skip
    set_row(client, row, A={"number": 1})
    set_row(client, row, B={"number": 1})
    sandbox.clock.advance(59)
    assert ears.events == []

    sandbox.clock.advance(2)

    (event,) = ears.events
    assert (event["type"], event["entity"]) == (
        "page.properties_updated", {"id": row["id"], "type": "page"},
    )  # fmt: skip
    assert event["data"] == {
        "parent": {"id": notion.data_sources[source].parent.id, "type": "database",
                   "data_source_id": source},
        "updated_properties": [row["properties"][name]["id"] for name in "AB"],
    }  # fmt: skip
    assert event["authors"] == [{"id": client.users.me()["id"], "type": "bot"}]
    assert (event["attempt_number"], event["api_version"]) == (1, "2026-03-11")
    assert "accessible_by" not in event


def test_events_are_signed_with_the_token(
    client: Any, sandbox: Sandbox, subscription: Subscription, ears: Ears, row: Any
) -> None:
    set_row(client, row, A={"number": 1})
    sandbox.clock.advance(61)

    headers, raw = ears.heard[1]
    wanted = hmac.new(subscription.token.encode(), raw, hashlib.sha256).hexdigest()
    assert headers["x-notion-signature"] == f"sha256={wanted}"


def test_opposite_events_cancel(
    client: Any, sandbox: Sandbox, subscription: Subscription, ears: Ears, row: Any
) -> None:
    client.pages.update(row["id"], in_trash=True)
    client.pages.update(row["id"], in_trash=False)
    sandbox.clock.advance(61)

    assert ears.events == []


def test_a_person_is_named_as_the_author(
    sandbox: Sandbox, notion: Notion, subscription: Subscription, ears: Ears, row: Any, anna: str
) -> None:
    notion.switches.webhook_window = 0
    Person(notion, anna).type(row["id"], "A", "5")
    sandbox.clock.advance(1)

    assert ears.events[0]["authors"] == [{"id": anna, "type": "person"}]


def test_what_is_not_shared_is_not_told(
    sandbox: Sandbox, notion: Notion, subscription: Subscription, ears: Ears, anna: str
) -> None:
    notion.add_page(Parent("workspace"), "Private", anna)
    sandbox.clock.advance(61)

    assert ears.events == []


def test_a_refused_event_comes_again_up_to_eight_times(
    client: Any, sandbox: Sandbox, subscription: Subscription, ears: Ears, row: Any
) -> None:
    ears.answers = [500] * 20
    set_row(client, row, A={"number": 1})

    for _ in range(30):
        sandbox.clock.advance(3600)

    assert [one["attempt_number"] for one in ears.events] == list(range(1, 9))
    assert len({one["id"] for one in ears.events}) == 1


def test_events_are_lost_repeated_and_disordered_on_purpose(
    client: Any, sandbox: Sandbox, notion: Notion, subscription: Subscription, ears: Ears,
    row: Any, source: str,
) -> None:  # fmt: skip
    notion.webhooks.habits = Habits(drop=1, twice=True, backwards=True)
    set_row(client, row, A={"number": 1})
    second, third = make_row(client, source), make_row(client, source)
    sandbox.clock.advance(61)

    assert [one["entity"]["id"] for one in ears.events] == [
        second["id"], second["id"], row["id"], row["id"],
    ]  # fmt: skip
    assert third["id"] not in str(ears.events)


def test_kinds_can_be_chosen(
    client: Any, sandbox: Sandbox, notion: Notion, row: Any, source: str, ears: Ears
) -> None:
    notion.webhooks.subscribe(ears.url, client.users.me()["id"], ("data_source.schema_updated",))
    sandbox.schedule.run_due()
    set_row(client, row, A={"number": 1})
    client.data_sources.update(source, properties={"A": {"name": "Size"}})
    sandbox.clock.advance(61)

    (event,) = ears.events
    assert event["entity"] == {"id": source, "type": "data_source"}
    assert event["data"]["updated_properties"][0]["name"] == "Size"


def test_an_automation_sends_the_page_unsigned(
    client: Any, notion: Notion, row: Any, ears: Ears
) -> None:
    status = notion.webhooks.press(notion.pages[row["id"]], ears.url, {"X-Secret": "word"})

    headers, raw = ears.heard[0]
    told = json.loads(raw)
    assert (status, headers["x-secret"]) == (200, "word")
    assert (told["source"]["type"], told["data"]["id"]) == ("automation", row["id"])
    assert "x-notion-signature" not in headers


def test_remarks_and_views_are_told_of(
    client: Any, sandbox: Sandbox, notion: Notion, subscription: Subscription, ears: Ears,
    home: Page, source: str,
) -> None:  # fmt: skip
    database = notion.data_sources[source].parent.id
    said = client.comments.create(parent={"page_id": home.id}, rich_text=[])
    view = client.views.create(
        data_source_id=source, database_id=database, name="New", type="table"
    )
    client.views.delete(view["id"])
    sandbox.clock.advance(61)

    found = {(one["type"], one["entity"]["id"]) for one in ears.events}
    assert ("comment.created", said["id"]) in found
    assert ("view.deleted", view["id"]) in found
