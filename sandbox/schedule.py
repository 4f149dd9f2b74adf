"""What is due later, by the sandbox's clock: deliveries, index lags.

Nothing sleeps: what is due runs when the clock jumps over it and after each request.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.clock import Clock


class Schedule:
    """Functions with the moment from which they may run, in the order of those moments."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Run ``action`` once that many seconds have passed; it runs outside the sandbox's lock."""
        due = self._clock.now() + timedelta(seconds=seconds)
        with self._lock:
            heapq.heappush(self._waiting, (due, next(self._numbers), action))

    def next_due(self) -> datetime | None:
        """When the next action is due."""
        with self._lock:
            return self._waiting[0][0] if self._waiting else None

    def run_due(self) -> None:
        """Run what is due by now, and what that makes due in its turn."""
        while (action := self._take()) is not None:
            action()

    def clear(self) -> None:
        """Forget what was planned."""
        with self._lock:
            self._waiting.clear()

    def _take(self) -> Callable[[], None] | None:
        with self._lock:
            if self._waiting and self._waiting[0][0] <= self._clock.now():
                return heapq.heappop(self._waiting)[2]
            return None
