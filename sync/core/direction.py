"""Which way a key result's own words say the value should go."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["rising", "falling"]

_FALLING = re.compile(
    r"^(сни[зж]|сокра[тщ]|уменьш|уре[зж]|понизи|упасть|падени|опусти"
    r"|reduc|cut|decreas|lower|shrink|shorten|drop|bring\s+down|decline)",
)
_RISING = re.compile(
    r"^(увелич|повыс|повыш|подня|вырас|нарас|нарости|рост\b|прирост|прибав"
    r"|increas|grow|rais|boost|lift|expand|doubl)",
)


def direction_of(text: str) -> Direction | None:
    """The direction the first word names; None when it names none."""
    start = text.strip().casefold()
    if _FALLING.match(start):
        return "falling"
    return "rising" if _RISING.match(start) else None
