"""``comments.*`` of a file."""

from __future__ import annotations

from typing import Any

from sandbox.google.drive.files import the_file
from sandbox.google.drive.listing import page_of
from sandbox.google.drive.shown import masked, stamp, user_json
from sandbox.google.errors import DriveError, few_file_permissions
from sandbox.google.files import File
from sandbox.google.incoming import Incoming

Json = dict[str, Any]


def shown(incoming: Incoming, comment: Json) -> Json:
    author = user_json(incoming.google, comment["author"], incoming.email)
    return {"kind": "drive#comment"} | comment | {"author": author}


def listed(incoming: Incoming) -> Json:
    file = the_file(incoming)
    gone_too = incoming.flag("includeDeleted")
    kept = [one for one in file.comments if gone_too or not one["deleted"]]
    page, following = page_of(incoming, kept, 100, usual=20)
    told = [shown(incoming, one) for one in page]
    return masked(
        incoming, "CommentList", {"kind": "drive#commentList", "comments": told} | following
    )


def create(incoming: Incoming) -> Json:
    file, body = the_file(incoming, "commenter"), incoming.body
    if not body.get("content"):
        raise DriveError(400, "required", "Required field missing: content")
    now = stamp(incoming.google.clock.now())
    comment = {name: body[name] for name in ("content", "anchor") if body.get(name)} | {
        "id": incoming.google.letters(11),
        "createdTime": now,
        "modifiedTime": now,
        "htmlContent": str(body["content"]).replace("&", "&amp;").replace("<", "&lt;"),
        "deleted": False,
        "resolved": False,
        "author": incoming.email,
        "replies": [],
    }
    file.comments.append(comment)
    return masked(incoming, "Comment", shown(incoming, comment))


def get(incoming: Incoming) -> Json:
    return masked(incoming, "Comment", shown(incoming, the_comment(incoming, the_file(incoming))))


def update(incoming: Incoming) -> Json:
    """Only its author changes a comment."""
    comment = own_comment(incoming)
    comment["content"] = incoming.body.get("content") or comment["content"]
    comment["modifiedTime"] = stamp(incoming.google.clock.now())
    return masked(incoming, "Comment", shown(incoming, comment))


def delete(incoming: Incoming) -> None:
    comment = own_comment(incoming)
    for name in ("content", "htmlContent", "anchor"):
        comment.pop(name, None)
    comment["deleted"] = True


def own_comment(incoming: Incoming) -> Json:
    comment = the_comment(incoming, the_file(incoming, "commenter"))
    if comment["author"] != incoming.email:
        raise few_file_permissions()
    return comment


def the_comment(incoming: Incoming, file: File) -> Json:
    wanted = incoming.path["commentId"]
    for one in file.comments:
        if one["id"] == wanted and not one["deleted"]:
            return one
    text = f"Comment not found: {wanted}."
    raise DriveError(404, "notFound", text, location="commentId")
