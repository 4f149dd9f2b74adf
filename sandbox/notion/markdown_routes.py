"""Content of a page as Markdown: ``/v1/pages/{id}/markdown``, at once or as a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sandbox.notion.appending import Draft, append
from sandbox.notion.asked import Asked
from sandbox.notion.errors import archived, invalid, not_found
from sandbox.notion.gate import Answer, Gate
from sandbox.notion.ids import undashed
from sandbox.notion.markdown import drafts, markdown_of
from sandbox.notion.model import Block, Json, Page
from sandbox.notion.moments import exact
from sandbox.notion.operations import trash
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, flag, listing, mapping, only, text

SECONDS = 2
"""How long a task takes."""
PATH = "/pages/<page_id>/markdown"
LONGEST = 500_000


@dataclass(slots=True)
class Task:
    """A change that was promised."""

    id: str
    created: datetime
    page: str
    done: bool = False


def add(gate: Gate) -> None:
    """Both paths of Markdown, and that of tasks."""
    tasks = Tasks()
    gate.route("GET", PATH, retrieve, needs="read")
    gate.route("PATCH", PATH, tasks.update, needs="update")
    gate.route("GET", "/async_tasks/<task_id>", tasks.retrieve, needs="read")


def page_markdown(space: Notion, page: Page) -> Json:
    """The answer of every call here."""
    found = markdown_of(space, page)
    return {
        "object": "page_markdown", "id": page.id, "markdown": "\n".join(found.lines),
        "truncated": False, "unknown_block_ids": found.unknown,
    }  # fmt: skip


def retrieve(asked: Asked, page_id: str) -> Json:
    """What stands on a page."""
    return page_markdown(asked.space, asked.page(page_id))


class Tasks:
    """The promised changes of each workspace; a reset forgets them with it."""

    def __init__(self) -> None:
        self._shelves: WeakKeyDictionary[Notion, dict[str, Task]] = WeakKeyDictionary()

    def update(self, asked: Asked, page_id: str) -> Json | Answer:
        """Change the text; with ``allow_async`` some seconds later."""
        page = asked.page(page_id)
        change = _change(asked, page)
        if asked.space.is_trashed(page.id):
            raise archived()
        if not flag(asked.body.get("allow_async", False), "body.allow_async"):
            change()
            return page_markdown(asked.space, page)
        task = Task(f"task_{undashed(asked.space.uuid())}", asked.space.now(), page.id)
        self._shelves.setdefault(asked.space, {})[task.id] = task

        def carry_out() -> None:
            change()
            task.done = True

        asked.space.schedule.later(SECONDS, carry_out)
        return Answer(_shown(asked.space, task), 202)

    def retrieve(self, asked: Asked, task_id: str) -> Json:
        """How far a task is."""
        task = self._shelves.get(asked.space, {}).get(task_id)
        if task is None or not asked.space.is_shared(asked.token, task.page):
            raise not_found("async task", task_id, asked.token)
        return _shown(asked.space, task)


def _shown(space: Notion, task: Task) -> Json:
    started: Json = {
        "object": "async_task", "id": task.id,
        "status": "succeeded" if task.done else "queued",
        "status_url": f"{space.base_url}/v1/async_tasks/{task.id}",
        "created_time": exact(task.created).replace("+00:00", "Z"),
    }  # fmt: skip
    operation = {"surface": "rest", "name": "PATCH /v1/pages/:page_id/markdown"}
    if task.done:
        result = page_markdown(space, space.pages[task.page])
        return started | {"operation": operation, "result": result}
    return started | {"poll_after_seconds": SECONDS, "operation": operation}


def _change(asked: Asked, page: Page) -> Callable[[], None]:
    """The change that a request asks for, checked but not done."""
    kinds = ("insert_content", "replace_content", "update_content", "replace_content_range")
    kind = choice(asked.body.get("type", ABSENT), kinds, "body.type")
    only(asked.body, ("type", kind, "allow_async"))
    told, where = mapping(asked.body.get(kind, ABSENT), f"body.{kind}"), f"body.{kind}"
    if kind == "insert_content":
        return _insertion(asked, page, told, where)
    new = {
        "replace_content": _replaced, "update_content": _updated,
        "replace_content_range": _ranged,
    }[kind](_now(asked.space, page), told, where)  # fmt: skip
    deleting = flag(told.get("allow_deleting_content", False), f"{where}.allow_deleting_content")
    blocks = drafts(_without_nodes(asked, page, new, deleting=deleting))
    return lambda: _rewrite(asked, page, blocks, deleting=deleting)


def _insertion(
    asked: Asked, page: Page, told: Mapping[str, Any], where: str
) -> Callable[[], None]:  # fmt: skip
    only(told, ("content", "after", "position"), where)
    blocks = drafts(text(told.get("content", ABSENT), f"{where}.content", LONGEST))
    after: str | None = ""
    if "after" in told:
        after = _block_with(asked.space, page, text(told["after"], f"{where}.after", LONGEST))
    elif "position" in told:
        inner = mapping(told["position"], f"{where}.position")
        kind = choice(inner.get("type", ABSENT), ("start", "end"), f"{where}.position.type")
        after = None if kind == "start" else ""
    return lambda: _appended(asked, page, blocks, after)


def _appended(asked: Asked, page: Page, blocks: list[Draft], after: str | None) -> None:
    append(asked, page, blocks, after)


def _block_with(space: Notion, page: Page, selection: str) -> str:
    """The last block of a selection such as ``# Plan...end of it``."""
    last = selection.rpartition("...")[2].strip()
    for key in reversed(page.children):
        node = space.blocks.get(key)
        said = "".join(one["plain_text"] for one in node.body.get("rich_text", [])) if node else ""
        if node and not node.in_trash and last and last.lstrip("#->* ") in said:
            return key
    raise invalid(f"Could not find the selection in the page content: {selection}")


def _now(space: Notion, page: Page) -> str:
    return "\n".join(markdown_of(space, page).lines)


def _replaced(_before: str, told: Mapping[str, Any], where: str) -> str:
    only(told, ("new_str", "allow_deleting_content"), where)
    return text(told.get("new_str", ABSENT), f"{where}.new_str", LONGEST)


def _updated(before: str, told: Mapping[str, Any], where: str) -> str:
    only(told, ("content_updates", "allow_deleting_content"), where)
    updates = listing(told.get("content_updates", ABSENT), f"{where}.content_updates")
    for number, one in enumerate(updates):
        place = f"{where}.content_updates[{number}]"
        update = mapping(one, place)
        only(update, ("old_str", "new_str", "replace_all_matches"), place)
        old = text(update.get("old_str", ABSENT), f"{place}.old_str", LONGEST)
        new = text(update.get("new_str", ABSENT), f"{place}.new_str", LONGEST)
        before = _exchanged(before, old, new, every=bool(update.get("replace_all_matches")))
    return before


def _exchanged(before: str, old: str, new: str, *, every: bool) -> str:
    count = before.count(old) if old else 0
    if count == 0:
        raise invalid(f"Could not find old_str in the page content: {old}")
    if count > 1 and not every:
        raise invalid(f"old_str stands in the page {count} times; use replace_all_matches: {old}")
    return before.replace(old, new)


def _ranged(before: str, told: Mapping[str, Any], where: str) -> str:
    only(told, ("content", "content_range", "allow_deleting_content"), where)
    content = text(told.get("content", ABSENT), f"{where}.content", LONGEST)
    chosen = text(told.get("content_range", ABSENT), f"{where}.content_range", LONGEST)
    start, _, end = chosen.partition("...")
    begin = before.find(start)
    stop = before.find(end, begin + len(start)) if end else begin
    if begin < 0 or stop < 0:
        raise invalid(f"Could not find content_range in the page content: {chosen}")
    return before[:begin] + content + before[stop + len(end or start) :]


def _without_nodes(asked: Asked, page: Page, new: str, *, deleting: bool) -> str:
    """The text without the lines of pages and databases; all of them have to be still there."""
    lines = new.splitlines()
    kept = [line for line in lines if not line.lstrip().startswith(("<page ", "<database "))]
    inside = [one for one in page.children if one not in asked.space.blocks]
    gone = [one for one in inside if undashed(one) not in new and not _is_gone(asked.space, one)]
    if gone and not deleting:
        raise invalid(
            "This would delete child pages or databases. Set allow_deleting_content to do so."
        )
    return "\n".join(kept)


def _is_gone(space: Notion, key: str) -> bool:
    node = space.node(key)
    return node is None or node.in_trash


def _rewrite(asked: Asked, page: Page, blocks: list[Draft], *, deleting: bool) -> None:
    for key in tuple(page.children):
        node = asked.space.node(key)
        if node is not None and (deleting or isinstance(node, Block)):
            trash(asked.space, key, asked.by)
    append(asked, page, blocks)
