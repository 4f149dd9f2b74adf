"""Content of pages: ``/v1/blocks``. Pages and databases are blocks there, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.notion.appending import append, can_hold_blocks, entered_blocks
from sandbox.notion.asked import Asked, list_answer, paged
from sandbox.notion.block_kinds import EVERY, changed_body
from sandbox.notion.errors import archived, invalid
from sandbox.notion.gate import Gate
from sandbox.notion.model import Block, Database, Json, Page
from sandbox.notion.operations import content_changed, restore, trash
from sandbox.notion.page_routes import trash_told
from sandbox.notion.rendering import block_json
from sandbox.notion.told import ABSENT, choice, mapping, only


def add(gate: Gate) -> None:
    """Every path of blocks."""
    gate.route("GET", "/blocks/<block_id>/children", children, needs="read")
    gate.route("PATCH", "/blocks/<block_id>/children", append_children, needs="insert")
    gate.route("GET", "/blocks/<block_id>", retrieve, needs="read")
    gate.route("PATCH", "/blocks/<block_id>", update, needs="update")
    gate.route("DELETE", "/blocks/<block_id>", delete, needs="update")


def retrieve(asked: Asked, block_id: str) -> Json:
    """One block."""
    return block_json(asked.space, asked.block(block_id), asked.version)


def children(asked: Asked, block_id: str) -> Json:
    """What stands directly inside, without what lies in the trash."""
    node = asked.block(block_id)
    inside = [] if isinstance(node, Database) else _shown_children(asked, node)
    ids, following = paged(asked, inside)
    shown = (asked.block(one) for one in ids)
    results = [block_json(asked.space, one, asked.version) for one in shown]
    return list_answer("block", results, following)


def _shown_children(asked: Asked, node: Page | Block) -> list[str]:
    found = ((key, asked.space.node(key)) for key in node.children)
    return [key for key, child in found if child is not None and not child.in_trash]


def append_children(asked: Asked, block_id: str) -> Json:
    """Add up to a hundred blocks; the answer lists those of the first level."""
    only(asked.body, ("children", "position", *(("after",) if asked.old else ())))
    node = asked.block(block_id)
    drafts = entered_blocks(asked, asked.body.get("children", ABSENT), "body.children")
    can_hold_blocks(node)
    if asked.space.is_trashed(node.id):
        raise archived()
    assert not isinstance(node, Database)
    made = append(asked, node, drafts, _place(asked, node))
    return list_answer("block", [block_json(asked.space, one, asked.version) for one in made])


def _place(asked: Asked, node: Page | Block) -> str | None:
    if "after" in asked.body:
        return _sibling(asked, node, asked.body["after"], "body.after")
    if "position" not in asked.body:
        return ""
    told = mapping(asked.body["position"], "body.position")
    only(told, ("type", "after_block"), "body.position")
    kind = choice(told.get("type", ABSENT), ("after_block", "start", "end"), "body.position.type")
    if kind != "after_block":
        return None if kind == "start" else ""
    inner = mapping(told.get("after_block", ABSENT), "body.position.after_block")
    return _sibling(asked, node, inner.get("id", ""), "body.position.after_block.id")


def _sibling(asked: Asked, node: Page | Block, told: str, where: str) -> str:
    found = asked.block(told, where)
    if found.id not in node.children:
        raise invalid(f"Block with ID {found.id} is not a child of block with ID {node.id}.")
    return found.id


def update(asked: Asked, block_id: str) -> Json:
    """Change the fields that are named, or the trash."""
    body = trash_told(asked, (*EVERY, "type", "in_trash"))
    node = asked.block(block_id)
    kinds = [kind for kind in EVERY if kind in body]
    if body.get("in_trash") is False:
        restore(asked.space, node.id, asked.by)
    if asked.space.is_trashed(node.id) and (kinds or "in_trash" not in body):
        raise archived()
    if kinds:
        _change(asked, node, kinds, body)
    if body.get("in_trash"):
        trash(asked.space, node.id, asked.by)
    return block_json(asked.space, node, asked.version)


def _change(
    asked: Asked, node: Block | Page | Database, kinds: list[str], body: Mapping[str, Any]
) -> None:  # fmt: skip
    kind = node.type if isinstance(node, Block) else ""
    if kinds != [kind] or body.get("type", kind) != kind:
        shown = kind or ("child_page" if isinstance(node, Page) else "child_database")
        raise invalid(f"The type of a block cannot be changed; this one is {shown}.")
    assert isinstance(node, Block)
    told = mapping(body[kind], f"body.{kind}")
    node.body = changed_body(asked.space, kind, node.body, told, f"body.{kind}")
    asked.space.touch(node, asked.by)
    content_changed(asked.space, node, asked.by)


def delete(asked: Asked, block_id: str) -> Json:
    """Put a block, page or database into the trash."""
    node = asked.block(block_id)
    if asked.space.is_trashed(node.id):
        raise archived()
    trash(asked.space, node.id, asked.by)
    return block_json(asked.space, node, asked.version)
