"""Everything one sandbox holds: its clock, its services, what was asked of it, what goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.google.store import Google
from sandbox.hubspot.portal import Portal
from sandbox.notion.apps import Apps
from sandbox.notion.space import Notion
from sandbox.notion.webhooks import Webhooks
from sandbox.schedule import Schedule
from sandbox.world.demo import make_demo
from sandbox.world.making import make_empty
from sandbox.world.world import World

Answer = tuple[str, list[tuple[str, str]], bytes]
"""Status line, headers, body."""


@dataclass(slots=True)
class Call:
    """One request of a client, as the log keeps it. No bodies, no tokens."""

    at: datetime
    method: str
    path: str
    """As it came, still percent-encoded."""
    query: str
    template: str = ""
    """The route with its variable parts named; services fill it in."""
    access: str = ""
    """``read`` or ``write``, where a service counts them apart."""
    principal: str = ""
    """Whose token it was."""
    status: int = 0
    size: int = 0
    """Bytes of the answer's body."""
    fault: str = ""

    @property
    def service(self) -> str:
        """First part of the path: ``google``, ``hubspot`` …"""
        return self.path.split("/")[1] if "/" in self.path else ""


class Sandbox:
    """The state behind one port.

    ``between`` holds functions called with ``"METHOD path"`` outside the lock, before a request is
    carried out and again after its answer was built: a test's person acts there.
    ``witnesses`` are shown each request and its answer before a fault spoils it.
    ``fault_bodies`` maps a prefix to what its service says, as JSON, when a fault gives a status.
    """

    def __init__(self, *, world: str, seed: int, clock: Clock) -> None:
        self.kind, self.seed, self.clock = world, seed, clock
        self.lock = threading.RLock()
        self.faults = Faults()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.between: list[Callable[[str], None]] = []
        self.witnesses: list[Callable[[dict[str, Any], Answer], None]] = []
        self.fault_bodies: dict[str, Callable[[str, int], object]] = {}
        self.schedule = Schedule(clock)
        self.url = "http://127.0.0.1"
        self._fill()
        clock.watchers.append(self.schedule.run_due)

    def _fill(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - the same seed gives the same ids
        self.google = Google(self.clock, self.random, self.schedule, self.lock)
        self.google.base_url = f"{self.url}/google"
        chance = Random(self.seed)  # noqa: S311 - as above
        self.notion = Notion(self.clock, chance, self.schedule, self.violate)
        self.notion.base_url = f"{self.url}/notion"
        self.notion.apps = Apps(self.notion)
        self.notion.webhooks = Webhooks(self.notion, self.schedule.later)
        self.notion.listeners.append(self.notion.webhooks.follow)
        self.use_world(WORLDS[self.kind](self.clock))

    def use_world(self, world: World) -> None:
        """Put another world behind every CRM; each starts afresh on it."""
        self.world = world
        chance = Random(self.seed)  # noqa: S311 - as above
        self.hubspot = Portal(world, chance, self.violate, self.schedule.later)

    def reset(self, *, world: str | None = None, seed: int | None = None) -> None:
        """Forget everything but the clock, and start again."""
        known(world or self.kind)
        with self.lock:
            self.kind = world or self.kind
            self.seed = self.seed if seed is None else seed
            self.faults.clear()
            self.calls.clear()
            self.violations.clear()
            self.schedule.clear()
            self._fill()

    def violate(self, what: str) -> None:
        """Note something no real client may do; tests assert that there is nothing of the kind."""
        self.violations.append(what)


WORLDS: dict[str, Callable[[Clock], World]] = {"demo": make_demo, "empty": make_empty}


def known(world: str) -> None:
    """Refuse a world that nobody made."""
    if world not in WORLDS:
        raise ValueError(f"no world {world!r}; there are 'demo' and 'empty'")


def make_sandbox(*, world: str = "demo", seed: int = 1, clock: Clock | None = None) -> Sandbox:
    """A fresh sandbox: ``demo`` comes with the sample team's world, ``empty`` with nothing."""
    known(world)
    return Sandbox(world=world, seed=seed, clock=clock or Clock())
