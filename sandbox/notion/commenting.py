"""Comments: what connections and people do to them."""

from __future__ import annotations

from sandbox.notion.model import Comment, Json, Parent
from sandbox.notion.space import Notion


def add_comment(
    space: Notion, parent: Parent, rich_text: list[Json], by: str, *, discussion: str = ""
) -> Comment:
    """A remark. Without a discussion it joins the open one of its page, or begins one."""
    now = space.now()
    comment = Comment(
        space.uuid(), parent, now, now, by, by,
        discussion=discussion or _open_one(space, parent) or space.uuid(), rich_text=rich_text,
    )  # fmt: skip
    space.comments[comment.id] = comment
    space.emit("comment.created", comment.id, by)
    return comment


def _open_one(space: Notion, parent: Parent) -> str:
    """The unresolved discussion of a page itself; blocks begin a new one each time."""
    if parent.kind != "page_id":
        return ""
    found = (one.discussion for one in space.comments.values()
             if one.parent == parent and not one.resolved and not one.in_trash)  # fmt: skip
    return next(found, "")


def change_comment(space: Notion, comment: Comment, rich_text: list[Json], by: str) -> None:
    """Say something else."""
    comment.rich_text = rich_text
    space.touch(comment, by)
    space.emit("comment.updated", comment.id, by)


def delete_comment(space: Notion, comment: Comment, by: str) -> None:
    """Take a comment back; it stays out of every list."""
    comment.in_trash = True
    space.emit("comment.deleted", comment.id, by)


def resolve(space: Notion, discussion: str, by: str, *, resolved: bool = True) -> None:
    """Close a discussion, or open it again. Connections see no closed ones."""
    for comment in space.comments.values():
        if comment.discussion == discussion and comment.resolved is not resolved:
            comment.resolved = resolved
            space.emit("comment.updated", comment.id, by)
