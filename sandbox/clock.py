"""The sandbox's own time: real time plus an offset, until it is frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """What every service of the sandbox takes for now.

    Whoever waits for a moment adds a function to ``watchers``: it is called after each jump.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._offset = timedelta(0)
        self._frozen: datetime | None = None
        self.watchers: list[Callable[[], None]] = []
        if frozen:
            self.freeze()
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._frozen if self._frozen is not None else datetime.now(UTC) + self._offset

    @property
    def frozen(self) -> bool:
        """Whether time stands still between jumps."""
        return self._frozen is not None

    def later(self, seconds: float) -> datetime:
        """The moment that many seconds from now."""
        return self.now() + timedelta(seconds=seconds)

    def advance(self, seconds: float) -> None:
        """Jump ahead; a frozen clock stays frozen at the new moment."""
        self.set(self.later(seconds))

    def set(self, moment: datetime) -> None:
        """Jump to a moment, which carries its zone."""
        if moment.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {moment!r}")
        moment = moment.astimezone(UTC)
        self._offset = moment - datetime.now(UTC)
        if self._frozen is not None:
            self._frozen = moment
        for watcher in tuple(self.watchers):
            watcher()

    def freeze(self) -> None:
        """Stand still at the present moment."""
        self._frozen = self.now()

    def restart(self) -> None:
        """Real time again, as with a new clock."""
        self._offset, self._frozen = timedelta(0), None

    def run(self) -> None:
        """Go on from where the clock stood."""
        if self._frozen is not None:
            self._offset, self._frozen = self._frozen - datetime.now(UTC), None
