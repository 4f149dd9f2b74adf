"""Words of the problems of wording."""

from __future__ import annotations

from sync.core.texts.message import Message

MESSAGES: dict[str, Message] = {}
