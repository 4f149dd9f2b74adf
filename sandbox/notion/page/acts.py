"""What people do on the page: to values, rows, pages and comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sandbox.notion import operations
from sandbox.notion.model import TITLE, Block, Comment, Database, DataSource, Json, Page, Parent
from sandbox.notion.page import schema_acts
from sandbox.notion.page.copies import duplicate
from sandbox.notion.page.desk import Desk, GoneError
from sandbox.notion.page.drawing import parent_at
from sandbox.notion.page.entries import OddError, RefusedError, items, stored
from sandbox.notion.page.naming import brief
from sandbox.notion.page.sides import is_below

Act = Callable[[Desk], Json | None]


def carry_out(desk: Desk) -> Json:
    """Do what was told. Raises what stands against it."""
    act = ACTS.get(desk.any_text("do"))
    if act is None:
        raise OddError(desk.any_text("do"))
    return act(desk) or {}


def _add_page(desk: Desk) -> Json:
    """A page inside another, or at the top of the workspace."""
    above = desk.any_text("parent")
    parent = Parent("page_id", desk.page("parent").id) if above else Parent("workspace")
    return brief(operations.create_page(desk.space, parent, [], desk.me))


def _connect(desk: Desk) -> None:
    """Share a page with a connection, or no longer; what is above it stays as it is."""
    bot, node = desk.text("connection"), desk.node()
    token = next((one for one in desk.space.tokens.values() if one.bot == bot), None)
    if token is None:
        raise GoneError(bot)
    if desk.flag("on"):
        desk.space.share(token, node.id)
    else:
        token.roots.discard(node.id)


def _set(desk: Desk) -> None:
    page = desk.page()
    source = desk.space.data_sources.get(page.parent.id)
    if source is None:
        raise OddError("property")
    column = desk.column(source)
    value = stored(desk.space, column, desk.value("value"), desk.me)
    operations.set_values(desk.space, page, {column.id: value}, desk.me)


def _add_row(desk: Desk) -> Json:
    source, told = desk.source(), desk.value("values") or {}
    if not isinstance(told, dict):
        raise OddError("values")
    if any(one not in source.properties for one in told):
        raise GoneError("property")
    values = {one: stored(desk.space, source.properties[one], value, desk.me)
              for one, value in told.items()}  # fmt: skip
    return brief(operations.create_row(desk.space, source, values, desk.me))


def _title(desk: Desk) -> None:
    node, text = desk.node(), desk.any_text("text")
    if isinstance(node, Page):
        operations.set_values(desk.space, desk.page("id"), {TITLE: items(text)}, desk.me)
        return
    named: list[Database | DataSource] = [node]
    tables = [desk.space.data_sources[one] for one in node.data_sources]
    if len(tables) == 1:
        named += tables
    for one in named:
        one.title = items(text)
        desk.space.touch(one, desk.me)
        desk.space.emit(f"{operations.kind_of(one)}.content_updated", one.id, desk.me)


def _move(desk: Desk) -> None:
    target = desk.node("to")
    if isinstance(target, Database) and not target.data_sources:
        raise OddError("to")
    node = desk.node()
    if is_below(desk.space, target, node):
        raise OddError("to")
    operations.move(desk.space, node.id, parent_at(target), desk.me)


def _duplicate(desk: Desk) -> Json:
    node = desk.node()
    if desk.space.is_trashed(node.id):
        raise RefusedError("trashed")
    return brief(duplicate(desk.space, node, desk.me))


def _check(desk: Desk) -> None:
    block = desk.space.blocks.get(desk.id())
    if block is None or block.in_trash:
        raise GoneError("id")
    if not isinstance(block, Block) or block.type != "to_do":
        raise OddError("id")
    block.body = {**block.body, "checked": not block.body.get("checked")}
    desk.space.touch(block, desk.me)
    operations.content_changed(desk.space, block, desk.me)


def _comment(desk: Desk) -> None:
    space, thread = desk.space, desk.any_text("discussion")
    if thread:
        parent = _thread(desk)[0].parent
    else:
        parent, thread = Parent("page_id", desk.page().id), space.uuid()
    now = space.now()
    comment = Comment(
        space.uuid(), parent, now, now, desk.me, desk.me, discussion=thread,
        rich_text=items(desk.text("text")),
    )  # fmt: skip
    space.comments[comment.id] = comment
    space.emit("comment.created", comment.id, desk.me)


def _thread(desk: Desk) -> list[Comment]:
    key = desk.text("discussion")
    found = [one for one in desk.space.comments.values() if one.discussion == key]
    if not found:
        raise GoneError("discussion")
    return found


def _settle(desk: Desk, *, resolved: bool) -> None:
    for one in _thread(desk):
        one.resolved = resolved
        desk.space.touch(one, desk.me)
        desk.space.emit("comment.updated", one.id, desk.me)


ACTS: Mapping[str, Act] = {
    "add_page": _add_page,
    "connect": _connect,
    "set": _set,
    "add_row": _add_row,
    "title": _title,
    "move": _move,
    "check": _check,
    "duplicate": _duplicate,
    "comment": _comment,
    "resolve": lambda desk: _settle(desk, resolved=True),
    "reopen": lambda desk: _settle(desk, resolved=False),
    "trash": lambda desk: operations.trash(desk.space, desk.node().id, desk.me),
    "restore": lambda desk: operations.restore(desk.space, desk.node().id, desk.me),
    **schema_acts.ACTS,
}
"""What the page's script says → what is done."""
