"""Pages as Markdown, and files, in the sandbox's Notion."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from notion_client import APIResponseError

from sandbox.notion.markdown import drafts, inline, written
from sandbox.notion.model import Page
from sandbox.state import Sandbox

TEXT = """# Plan
Call **them** at [home](https://example.com)
- one
\t- inner
\t```sql
\tselect 1
\t\tfrom deals
\t```
1. first
- [x] done
> wise
---
```python
a = 1

b = 2
```"""


def markdown(client: Any, page: str) -> str:
    return str(client.pages.retrieve_markdown(page)["markdown"])


def test_text_comes_back_as_it_was(client: Any, home: Page) -> None:
    client.pages.update_markdown(home.id, type="replace_content", replace_content={"new_str": TEXT})

    assert markdown(client, home.id) == TEXT


def test_a_page_is_made_of_markdown(client: Any, home: Page) -> None:
    page = client.pages.create(parent={"page_id": home.id}, properties={}, markdown=TEXT)

    assert markdown(client, page["id"]) == TEXT
    with pytest.raises(APIResponseError, match="together with body"):
        client.pages.create(
            parent={"page_id": home.id}, properties={}, markdown="x", children=[{"divider": {}}]
        )


def test_marks_within_a_line() -> None:
    said = "a **b** *c* ~~d~~ `e` [f](https://example.com) 2*3"

    items = inline(said)

    assert written(items) == said
    assert items[1]["annotations"]["bold"]
    assert items[9]["href"] == "https://example.com"


def test_nothing_makes_nothing() -> None:
    assert drafts(" \n\n") == []


def test_parts_are_put_in_and_exchanged(client: Any, home: Page) -> None:
    def change(kind: str, **told: Any) -> str:
        return str(client.pages.update_markdown(home.id, type=kind, **{kind: told})["markdown"])

    change("replace_content", new_str="one\nthree")
    assert change("insert_content", content="two", after="one...one") == "one\ntwo\nthree"
    assert change("insert_content", content="zero", position={"type": "start"})[:4] == "zero"
    updates = [{"old_str": "two", "new_str": "2"}]
    assert change("update_content", content_updates=updates) == "zero\none\n2\nthree"
    assert change(
        "replace_content_range", content="1\n", content_range="one...2\n"
    ) == "zero\n1\nthree"  # fmt: skip
    for wrong in ([{"old_str": "nine", "new_str": ""}], [{"old_str": "e", "new_str": ""}]):
        with pytest.raises(APIResponseError) as met:
            change("update_content", content_updates=wrong)
        assert met.value.status == 400


def test_pages_inside_are_not_lost_by_chance(client: Any, home: Page) -> None:
    inner = client.pages.create(parent={"page_id": home.id}, properties={})
    told = {"new_str": "Only text"}

    with pytest.raises(APIResponseError, match="allow_deleting_content"):
        client.pages.update_markdown(home.id, type="replace_content", replace_content=told)
    client.pages.update_markdown(
        home.id, type="replace_content", replace_content={**told, "allow_deleting_content": True}
    )

    assert client.pages.retrieve(inner["id"])["in_trash"]


def test_what_has_no_markdown_is_named(client: Any, home: Page) -> None:
    made = client.blocks.children.append(home.id, children=[{"breadcrumb": {}}])["results"][0]

    assert client.pages.retrieve_markdown(home.id)["unknown_block_ids"] == [made["id"]]


def test_a_task_is_done_later(client: Any, sandbox: Sandbox, home: Page) -> None:
    sandbox.clock.freeze()
    told = {"type": "insert_content", "insert_content": {"content": "x"}, "allow_async": True}

    task = client.request(f"pages/{home.id}/markdown", "PATCH", body=told)

    assert task["operation"] == {"surface": "rest", "name": "PATCH /v1/pages/:page_id/markdown"}
    assert markdown(client, home.id) == ""
    path = f"async_tasks/{task['id']}"
    assert client.request(path, "GET")["status"] == "queued"
    sandbox.clock.advance(3)
    assert client.request(path, "GET")["result"]["markdown"] == "x"
    with pytest.raises(APIResponseError, match="Could not find async task"):
        client.request("async_tasks/task_0", "GET")


def test_a_file_that_was_not_sent_expires(client: Any, sandbox: Sandbox, home: Page) -> None:
    made = client.file_uploads.create(filename="a.txt", content_type="text/plain")
    sandbox.clock.advance(3600)

    assert client.file_uploads.retrieve(made["id"])["status"] == "expired"
    with pytest.raises(APIResponseError, match="should be pending, but is expired"):
        client.file_uploads.send(made["id"], file=("a.txt", BytesIO(b"x"), "text/plain"))


def test_all_parts_are_needed(client: Any, home: Page) -> None:
    made = client.file_uploads.create(mode="multi_part", number_of_parts=2, filename="a.txt")
    client.file_uploads.send(
        made["id"], part_number="2", file=("a.txt", BytesIO(b"x"), "text/plain")
    )

    with pytest.raises(APIResponseError, match=r"Parts \[1\] of the file upload"):
        client.file_uploads.complete(made["id"])
    with pytest.raises(APIResponseError, match="part_number should be between `1` and `2`"):
        client.file_uploads.send(
            made["id"], part_number="3", file=("a.txt", BytesIO(b"x"), "text/plain")
        )


def test_a_sent_file_is_an_icon(client: Any, home: Page) -> None:
    made = client.file_uploads.create(filename="a.png")
    client.file_uploads.send(made["id"], file=("a.png", BytesIO(b"x"), "image/png"))

    shown = client.pages.update(home.id, icon={"file_upload": {"id": made["id"]}})["icon"]

    assert (shown["type"], set(shown["file"])) == ("file", {"url", "expiry_time"})
