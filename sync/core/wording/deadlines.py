"""Time that never comes due."""

from __future__ import annotations

import re

from sync.core.wording import patterns, russian
from sync.core.wording.text import is_cyrillic

_WHEN = re.compile(r"\b(?:когда|после того,? как|если) (\S+)(?: (\S+))?(?: (\S+))?")


def is_open_ended(line: str) -> bool:
    """«Soon», «по мере возможности», «когда выйдет новая версия»."""
    if patterns.OPEN_ENDED.search(line):
        return True
    return any(_names_a_future(match) for match in _WHEN.finditer(line))


def _names_a_future(match: re.Match[str]) -> bool:
    words = [word.strip(",.;:!?\"'()") for word in match.groups() if word]
    return any(is_cyrillic(word) and russian.is_future(word) for word in words)
