"""Colours by their names."""

from __future__ import annotations

PLAIN = ("default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red")
"""Of options."""
ALL = (*PLAIN, *(f"{color}_background" for color in PLAIN))
"""Of text."""
ICONS = ("gray", "lightgray", "brown", "yellow", "orange", "green", "blue", "purple", "pink", "red")


def next_color(taken: int) -> str:
    """The colour of an option that came without one, after so many others."""
    return PLAIN[1:][taken % (len(PLAIN) - 1)]
