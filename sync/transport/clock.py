"""Time and chance, as an argument."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """The real ones unless a test says otherwise."""

    tick: Callable[[], float] = time.monotonic
    """Seconds that only ever grow."""
    sleep: Callable[[float], object] = time.sleep
    chance: Callable[[], float] = random.random
    """A number from 0 up to 1."""
