"""Texts and icons as Notion's requests have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]
ITEM = 2000
"""Characters of one item of a text."""


def plain(text: str, **look: object) -> list[Json]:
    """A text in as many items as it needs; ``look`` is bold, color, code …"""
    style = {"annotations": look} if look else {}
    return [
        {"type": "text", "text": {"content": text[at : at + ITEM]}, **style}
        for at in range(0, len(text), ITEM)
    ]


def quiet(text: str) -> list[Json]:
    """A text for the service more than for people."""
    return plain(text, color="gray")


def emoji(sign: str) -> Json:
    """An icon."""
    return {"type": "emoji", "emoji": sign}


def said(items: Iterable[Mapping[str, Any]]) -> str:
    """The text of an answer."""
    return "".join(str(item.get("plain_text", "")) for item in items)
