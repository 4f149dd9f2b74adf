"""Rich text: items as answers show them, and what they say."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.notion.model import Json

ANNOTATIONS: Json = {
    "bold": False, "italic": False, "strikethrough": False, "underline": False, "code": False,
    "color": "default",
}  # fmt: skip


def plain_item(content: str, *, link: str | None = None, annotations: Json | None = None) -> Json:
    """One item of text."""
    return {
        "type": "text",
        "text": {"content": content, "link": None if link is None else {"url": link}},
        "annotations": {**ANNOTATIONS, **(annotations or {})},
        "plain_text": content,
        "href": link,
    }


def plain(items: Iterable[Json]) -> str:
    """What items say, without their looks."""
    return "".join(str(item["plain_text"]) for item in items)
