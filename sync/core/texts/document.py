"""Words of the problems of document."""

from __future__ import annotations

from sync.core.texts.message import Message

MESSAGES: dict[str, Message] = {}
