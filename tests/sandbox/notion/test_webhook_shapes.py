"""Every kind of event that the sandbox's Notion sends has the shape of the SDK's own type."""

from __future__ import annotations

from typing import Any

import pytest
from notion_shapes import webhook_faults

from sandbox.notion.model import Page
from sandbox.notion.space import Notion
from sandbox.notion.webhooks import Subscription
from sandbox.state import Sandbox

WORDS = [{"text": {"content": "Hello"}}]
KINDS = {
    "page.created", "page.properties_updated", "page.content_updated", "page.moved",
    "page.deleted", "page.undeleted", "page.locked", "page.unlocked",
    "database.created", "database.content_updated", "database.deleted", "database.undeleted",
    "data_source.created", "data_source.schema_updated", "data_source.content_updated",
    "data_source.deleted", "data_source.undeleted",
    "view.created", "view.updated", "view.deleted",
    "comment.created", "comment.updated", "comment.deleted",
    "file_upload.created", "file_upload.completed",
}  # fmt: skip
"""What a connection can bring about."""


@pytest.fixture
def nobody(client: Any, sandbox: Sandbox, notion: Notion) -> Subscription:
    """A subscription whose receiver never answers; what it was sent is kept all the same."""
    sandbox.clock.freeze()
    made = notion.webhooks.subscribe("http://127.0.0.1:9/hook", client.users.me()["id"])
    sandbox.schedule.run_due()
    made.verified = True
    return made


def tables(client: Any, home: str) -> tuple[str, str, str]:
    """A database, its data source and a row, changed in every way."""
    base = client.databases.create(parent={"type": "page_id", "page_id": home}, title=WORDS)
    source = base["data_sources"][0]["id"]
    client.databases.update(base["id"], description=WORDS)
    client.data_sources.update(source, properties={"Value": {"number": {}}})
    client.data_sources.update(source, properties={"Value": {"name": "Amount"}})
    client.data_sources.update(source, title=WORDS, properties={"Amount": None})
    client.data_sources.update(source, properties={"Value": {"number": {}}})
    row = client.pages.create(parent={"data_source_id": source}, properties={})
    client.pages.update(row["id"], properties={"Value": {"number": 5}})
    client.blocks.children.append(row["id"], children=[{"paragraph": {"rich_text": WORDS}}])
    return base["id"], source, row["id"]


def comments_and_files(client: Any, row: str) -> None:
    comment = client.comments.create(parent={"page_id": row}, rich_text=WORDS)
    client.comments.update(comment["id"], rich_text=WORDS)
    client.comments.delete(comment["id"])
    upload = client.file_uploads.create(filename="plan.txt", content_type="text/plain")
    client.file_uploads.send(upload["id"], file=("plan.txt", b"call them", "text/plain"))


def test_every_event_has_its_shape(
    client: Any, sandbox: Sandbox, notion: Notion, home: Page, nobody: Subscription
) -> None:
    def wait() -> None:
        """Opposite events of one minute would cancel out."""
        sandbox.clock.advance(61)

    base, source, row = tables(client, home.id)
    comments_and_files(client, row)
    view = client.views.create(database_id=base, data_source_id=source, type="table", name="All")
    client.views.update(view["id"], name="Every one")
    client.pages.update(row, is_locked=True)
    wait()
    client.views.delete(view["id"])
    client.pages.update(row, is_locked=False)
    client.pages.move(row, parent={"type": "page_id", "page_id": home.id})
    wait()
    for thing, change in ((row, client.pages.update), (source, client.data_sources.update),
                          (base, client.databases.update)):  # fmt: skip
        change(thing, in_trash=True)
        wait()
        change(thing, in_trash=False)
        wait()

    sent = [one.body for one in notion.webhooks.sent if "type" in one.body]
    assert [fault for body in sent for fault in webhook_faults(body)] == []
    assert {str(body["type"]) for body in sent} >= KINDS


def test_above_a_page_at_the_top_is_the_workspace(
    sandbox: Sandbox, notion: Notion, home: Page, anna: str, nobody: Subscription
) -> None:
    notion.emit("page.created", home.id, anna)
    sandbox.clock.advance(61)

    body = notion.webhooks.sent[-1].body
    assert body["data"]["parent"] == {"id": notion.workspace_id, "type": "space"}
    assert webhook_faults(body) == []
