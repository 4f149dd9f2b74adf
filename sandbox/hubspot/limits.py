"""How often an app may call: rolling windows and a daily count, by the sandbox's clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.hubspot.config import Config
from sandbox.hubspot.errors import TooManyRequestsError

TEN_SECONDS, SECOND, DAY = 10_000, 1_000, 86_400_000


@dataclass(slots=True)
class Window:
    """When the last calls were, over a stretch of milliseconds."""

    span: int
    times: deque[int] = field(default_factory=deque)

    def used(self, now: int) -> int:
        while self.times and (self.times[0] <= now - self.span or self.times[0] > now):
            self.times.popleft()
        return len(self.times)


class Limits:
    """Counts per app, and searches for the whole account. A refused call is not counted."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._windows: dict[str, Window] = {}
        self._daily: dict[str, tuple[int, int]] = {}
        self._searches = Window(SECOND)

    def take(self, app: str, now: int, request: str, *, search: bool) -> None:
        """Count one call, or refuse it; searches have a limit of their own."""
        if self.today(app, now) >= self._config.per_day:
            raise TooManyRequestsError("DAILY", request)
        window = self._searches if search else self._window(app)
        most, policy = (
            (self._config.searches_per_second, "SECONDLY")
            if search
            else (self._config.per_ten_seconds, "TEN_SECONDLY_ROLLING")
        )
        if window.used(now) >= most:
            raise TooManyRequestsError(policy, request)
        window.times.append(now)
        self._daily[app] = (now // DAY, self.today(app, now) + 1)

    def today(self, app: str, now: int) -> int:
        """Calls of an app since midnight."""
        day, count = self._daily.get(app, (0, 0))
        return count if day == now // DAY else 0

    def headers(self, app: str, now: int, *, daily: bool) -> Mapping[str, str]:
        """What normal answers say about the limits."""
        most = self._config.per_ten_seconds
        found = {
            "X-HubSpot-RateLimit-Max": str(most),
            "X-HubSpot-RateLimit-Remaining": str(max(0, most - self._window(app).used(now))),
            "X-HubSpot-RateLimit-Interval-Milliseconds": str(TEN_SECONDS),
        }
        if daily:
            left = self._config.per_day - self.today(app, now)
            found["X-HubSpot-RateLimit-Daily"] = str(self._config.per_day)
            found["X-HubSpot-RateLimit-Daily-Remaining"] = str(max(0, left))
        return found

    def _window(self, app: str) -> Window:
        return self._windows.setdefault(app, Window(TEN_SECONDS))
