"""Comments: ``/v1/comments``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.notion.asked import Asked, list_answer, paged, uuid
from sandbox.notion.commenting import add_comment, change_comment, delete_comment
from sandbox.notion.errors import archived, invalid, not_found, restricted
from sandbox.notion.gate import Gate
from sandbox.notion.markdown import inline
from sandbox.notion.model import Comment, Json, Page, Parent
from sandbox.notion.moments import minute
from sandbox.notion.rendering import parent_json
from sandbox.notion.rendering_users import partial_user
from sandbox.notion.rich import rich_text
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, mapping, one_of, only, text

CREATE = ("parent", "discussion_id", "rich_text", "markdown", "display_name")
WORDS = ("rich_text", "markdown")
SPEAKERS = ("integration", "user", "custom")


def add(gate: Gate) -> None:
    """Every path of comments."""
    gate.route("POST", "/comments", create, needs="comment")
    gate.route("GET", "/comments", list_comments, needs="comment")
    gate.route("GET", "/comments/<comment_id>", retrieve, needs="comment")
    gate.route("PATCH", "/comments/<comment_id>", update, needs="comment")
    gate.route("DELETE", "/comments/<comment_id>", delete, needs="comment")


def comment_json(space: Notion, comment: Comment) -> Json:
    """A comment; a person speaks in her own name."""
    author = space.users.get(comment.created_by)
    speaker = {"type": "user", "resolved_name": author.name if author else None}
    return {
        "object": "comment",
        "id": comment.id,
        "parent": parent_json(space, comment.parent),
        "discussion_id": comment.discussion,
        "created_time": minute(comment.created),
        "last_edited_time": minute(comment.edited),
        "created_by": partial_user(comment.created_by),
        "rich_text": comment.rich_text,
        "display_name": comment.display_name or speaker,
    }


def create(asked: Asked) -> Json:
    """On a page or block, or in a discussion."""
    body, space = asked.body, asked.space
    only(body, CREATE)
    words, speaker = _words(asked), _speaker(asked, body.get("display_name"))
    if ("parent" in body) == ("discussion_id" in body):
        raise one_of(("parent", "discussion_id"), "body", body)
    if "parent" in body:
        parent, discussion = _parent(asked, body["parent"]), ""
    else:
        parent, discussion = _discussion(asked, body["discussion_id"])
    if space.is_trashed(parent.id):
        raise archived()
    comment = add_comment(space, parent, words, asked.by, discussion=discussion)
    comment.display_name = speaker
    return comment_json(space, comment)


def _words(asked: Asked) -> list[Json]:
    body = asked.body
    if ("rich_text" in body) == ("markdown" in body):
        raise one_of(WORDS, "body", body)
    if "rich_text" in body:
        return rich_text(asked.space, body["rich_text"], "body.rich_text")
    return inline(text(body["markdown"], "body.markdown", 100_000))


def _speaker(asked: Asked, told: object) -> Json:
    if told is None:
        return {"type": "integration", "resolved_name": asked.token.name}
    inner = mapping(told, "body.display_name")
    only(inner, ("type", "custom"), "body.display_name")
    kind = choice(inner.get("type", ABSENT), SPEAKERS, "body.display_name.type")
    if kind != "custom":
        return {"type": kind, "resolved_name": asked.token.name}
    custom = mapping(inner.get("custom", ABSENT), "body.display_name.custom")
    name = text(custom.get("name", ABSENT), "body.display_name.custom.name", 100)
    return {"type": "custom", "resolved_name": name}


def _parent(asked: Asked, told: object) -> Parent:
    parent: Mapping[str, Any] = mapping(told, "body.parent")
    only(parent, ("page_id", "block_id", "type"), "body.parent")
    if "page_id" in parent:
        return Parent("page_id", asked.page(parent["page_id"], "body.parent.page_id").id)
    if "block_id" not in parent:
        raise one_of(("page_id", "block_id"), "body.parent", parent)
    node = asked.block(parent["block_id"], "body.parent.block_id")
    return Parent("page_id" if isinstance(node, Page) else "block_id", node.id)


def _discussion(asked: Asked, told: object) -> tuple[Parent, str]:
    key = uuid(told, "body.discussion_id")
    for comment in asked.space.comments.values():
        known = comment.discussion == key and not comment.in_trash
        if known and asked.space.is_shared(asked.token, comment.parent.id):
            return comment.parent, key
    raise not_found("discussion", key, asked.token)


def list_comments(asked: Asked) -> Json:
    """Open ones of a page or block, oldest first."""
    told = asked.args.get("block_id")
    if told is None:
        raise one_of(("block_id",), "query", {})
    node = asked.block(told, "query.block_id")
    found = [one.id for one in asked.space.comments.values()
             if one.parent.id == node.id and not one.resolved and not one.in_trash]  # fmt: skip
    ids, following = paged(asked, found)
    shown = [comment_json(asked.space, asked.space.comments[one]) for one in ids]
    return list_answer("comment", shown, following)


def _comment(asked: Asked, told: str) -> Comment:
    key = uuid(told, "path.comment_id")
    comment = asked.space.comments.get(key)
    seen = comment is not None and asked.space.is_shared(asked.token, comment.parent.id)
    if comment is None or comment.in_trash or not seen:
        raise not_found("comment", key, asked.token)
    return comment


def _own(asked: Asked, told: str) -> Comment:
    comment = _comment(asked, told)
    if comment.created_by != asked.by:
        raise restricted()
    return comment


def retrieve(asked: Asked, comment_id: str) -> Json:
    """One comment, also a resolved one."""
    return comment_json(asked.space, _comment(asked, comment_id))


def update(asked: Asked, comment_id: str) -> Json:
    """Only the author may say something else."""
    only(asked.body, WORDS)
    comment, words = _own(asked, comment_id), _words(asked)
    if not words:
        raise invalid("body failed validation: body.rich_text should be populated.")
    change_comment(asked.space, comment, words, asked.by)
    return comment_json(asked.space, comment)


def delete(asked: Asked, comment_id: str) -> Json:
    """Only the author may take it back; the answer is the whole comment."""
    comment = _own(asked, comment_id)
    delete_comment(asked.space, comment, asked.by)
    return comment_json(asked.space, comment)
