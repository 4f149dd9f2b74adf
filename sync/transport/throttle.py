"""What all calls to one service share: its limits, how long it wants to be left alone, and a
circuit breaker for when it is down."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

SORTS = ("read", "write", "token")
"""How calls are counted."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls in so many seconds, whatever the moment they are counted from."""

    calls: int
    seconds: float
    sorts: tuple[str, ...] = SORTS


class Throttle:
    """Shared by every transport that speaks to one service with one account."""

    def __init__(
        self, limits: Sequence[Limit] = (), *, failures: int = 5, window: float = 60.0
    ) -> None:
        self._limits = [(limit, deque[float](maxlen=limit.calls)) for limit in limits]
        self._most, self._window = failures, window
        self._failed: deque[float] = deque()
        self._opened: float | None = None
        self._probing = False
        self._held = 0.0
        self._lock = threading.Lock()

    def is_open(self, now: float) -> bool:
        """Whether the service is left alone. After the window one call may try it."""
        with self._lock:
            if self._opened is None:
                return False
            if now - self._opened < self._window or self._probing:
                return True
            self._probing = True
            return False

    def held(self, now: float) -> float:
        """Seconds for which the service asked to be left alone."""
        return max(self._held - now, 0.0)

    def reserve(self, now: float, sort: str) -> float:
        """Book the next place within the limits and tell how long to wait for it."""
        with self._lock:
            booked = [calls for limit, calls in self._limits if sort in limit.sorts]
            start = max([now, self._held, *self._free(sort)])
            for calls in booked:
                calls.append(start)
            return start - now

    def hold(self, until: float) -> None:
        """Nobody may call before this moment."""
        with self._lock:
            self._held = max(self._held, until)

    def failed(self, now: float) -> None:
        """The service did not work."""
        with self._lock:
            self._failed.append(now)
            while self._failed and now - self._failed[0] > self._window:
                self._failed.popleft()
            if self._probing or len(self._failed) >= self._most:
                self._opened, self._probing = now, False

    def worked(self) -> None:
        """The service answered: whatever was before is forgotten."""
        with self._lock:
            self._failed.clear()
            self._opened, self._probing = None, False

    def _free(self, sort: str) -> list[float]:
        """From when on each limit has room."""
        return [
            calls[0] + limit.seconds
            for limit, calls in self._limits
            if sort in limit.sorts and len(calls) >= limit.calls
        ]
