"""Errors told to the owner of a row by a comment: once, changed with the finding, withdrawn when it
is mended.

Which comments are the service's, and what they say, it keeps for itself: a list of comments leaves
out resolved ones, so looking there would tell everything again. One that people deleted or resolved
is not repeated for the same finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from notion_client import Client

from sync.documents.notion.refusals import is_gone
from sync.documents.notion.values import ITEM, Json
from sync.transport import Kind, TransportError

DIGITS = 16
UNSURE = "?"
"""In place of the id of a comment that may have been made; the next run looks for it."""
Kept = Mapping[str, Mapping[str, str]]
"""Page → ``comment``, its id, empty when it was refused; and ``hash`` of what it says."""
_NOTHING = {"comment": "", "hash": ""}


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
    for. A connection without the right to comment says nothing. Where Notion fails, what is left
    waits for the next run: a comment is no reason to call a run failed."""
    now = dict(kept)
    for page, remark in wanted.items():
        before = kept.get(page, _NOTHING)
        if before["hash"] == remark.hash and before["comment"] != UNSURE:
            continue
        try:
            comment = _said(client, page, remark, before["comment"])
        except TransportError:
            return now
        now[page] = {"comment": comment, "hash": remark.hash}
        if comment == UNSURE:
            return now
    with suppress(TransportError):
        for page in kept.keys() - wanted.keys():
            _withdraw(client, kept[page]["comment"])
            del now[page]
    return now


def _said(client: Client, page: str, remark: Remark, before: str) -> str:
    """The id of the comment that now says it; empty when there can be none."""
    if before == UNSURE:
        before = _looked_up(client, page, remark)
    if not before:
        return _made(client, page, remark)
    asked: dict[str, Any] = {"comment_id": before, "rich_text": _rich_text(remark)}
    try:
        return str(cast(Json, client.comments.update(**asked))["id"])
    except TransportError as error:
        if is_gone(error):
            return _made(client, page, remark)
        if error.kind is Kind.REFUSED:
            return ""
        raise


def _made(client: Client, page: str, remark: Remark) -> str:
    """A lost answer may mean that the comment is there: then it is looked for, never repeated."""
    try:
        made = client.comments.create(parent={"page_id": page}, rich_text=_rich_text(remark))
        return str(cast(Json, made)["id"])
    except TransportError as error:
        unsure = error.ambiguous or error.status == HTTPStatus.CONFLICT
        if not unsure and error.kind is not Kind.REFUSED:
            raise
    if not unsure:
        return ""
    try:
        return _looked_up(client, page, remark) or UNSURE
    except TransportError:
        return UNSURE


def _looked_up(client: Client, page: str, remark: Remark) -> str:
    """The id of a comment at the page that says it; empty when there is none."""
    said = remark.text[:ITEM]
    shown = cast(Json, client.comments.list(block_id=page, page_size=100))["results"]
    texts = ((one["id"], one["rich_text"]) for one in shown)
    return next((str(i) for i, items in texts if items and items[-1]["plain_text"] == said), "")


def _withdraw(client: Client, comment: str) -> None:
    """One of which nobody knows whether it was made is left to people."""
    if comment in ("", UNSURE):
        return
    try:
        client.comments.delete(comment_id=comment)
    except TransportError as error:
        if error.kind is not Kind.REFUSED:
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
