"""The words of every problem code, in Russian and English: what is wrong, what to type, an example.

Each module beside this one holds the codes of one subject; ``MESSAGES`` joins them.
"""

from __future__ import annotations

from sync.core.texts import databases, document, export, metrics, rows, settings, wording
from sync.core.texts.message import Level, Message, render

__all__ = ["MESSAGES", "Level", "Message", "level_of", "render"]

MESSAGES: dict[str, Message] = {
    **rows.MESSAGES, **settings.MESSAGES, **wording.MESSAGES, **metrics.MESSAGES,
    **document.MESSAGES, **databases.MESSAGES, **export.MESSAGES,
}  # fmt: skip


def level_of(code: str) -> Level:
    """How grave a finding of this code is."""
    return MESSAGES[code].level
