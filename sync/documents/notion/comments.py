"""Errors told to the owner of a row by a comment: once, changed with the finding, withdrawn when it
is mended.

Which comments are the service's, and what they say, it keeps for itself: a list of comments leaves
out resolved ones, so looking there would tell everything again. One that people deleted or resolved
is not repeated for the same finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from notion_client import Client

from sync.documents.notion.refusals import is_gone
from sync.documents.notion.values import ITEM, Json
from sync.transport import TransportError

DIGITS = 16
Kept = Mapping[str, Mapping[str, str]]
"""Page → ``comment``, its id, empty when it was refused; and ``hash`` of what it says."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What to tell at one row, and whom."""

    text: str
    people: Sequence[str] = ()

    @property
    def hash(self) -> str:
        told = "\n".join((self.text, *self.people))
        return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


def update_comments(
    client: Client, wanted: Mapping[str, Remark], kept: Kept
) -> dict[str, Mapping[str, str]]:
    """Say what is new, change what is different, take back what is mended; nothing else is asked
    for. A connection without the right to comment says nothing."""
    now: dict[str, Mapping[str, str]] = {}
    for page, remark in wanted.items():
        before = kept.get(page)
        if before is not None and before["hash"] == remark.hash:
            now[page] = before
        else:
            comment = _said(client, page, remark, (before or {}).get("comment", ""))
            now[page] = {"comment": comment, "hash": remark.hash}
    for page in kept.keys() - wanted.keys():
        _withdraw(client, kept[page]["comment"])
    return now


def _said(client: Client, page: str, remark: Remark, before: str) -> str:
    """The id of the comment that now says it; empty when there can be none."""
    text = _rich_text(remark)
    try:
        if before:
            asked: dict[str, Any] = {"comment_id": before, "rich_text": text}
            return str(cast(Json, client.comments.update(**asked))["id"])
        made = client.comments.create(parent={"page_id": page}, rich_text=text)
        return str(cast(Json, made)["id"])
    except TransportError as error:
        if error.status == HTTPStatus.FORBIDDEN:
            return ""
        if not is_gone(error):
            raise
        return _said(client, page, remark, "") if before else ""


def _withdraw(client: Client, comment: str) -> None:
    if not comment:
        return
    try:
        client.comments.delete(comment_id=comment)
    except TransportError as error:
        if error.status != HTTPStatus.FORBIDDEN and not is_gone(error):
            raise


def _rich_text(remark: Remark) -> list[Json]:
    mentions = [
        part
        for person in remark.people
        for part in (
            {"type": "mention", "mention": {"user": {"id": person}}},
            {"type": "text", "text": {"content": " "}},
        )
    ]
    return [*mentions, {"type": "text", "text": {"content": remark.text[:ITEM]}}]
