"""Scripted failures: which call goes wrong, and how.

A fault waits in a queue until a call matches it. Most kinds answer *instead of* carrying the call
out; those that lose, cut or slow down an answer carry it out first. ``applied`` says otherwise.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

INSTEAD = frozenset(
    {"status", "html", "drop_before", "empty_200", "html_200", "other_json", "gzip_bomb"}
)
"""Kinds after which nothing was done, unless the fault says so."""
ON_THE_WIRE = frozenset(
    {
        "drop_before", "drop_after", "delay", "drip",
        "truncate", "truncate_matching_length", "truncate_chunked",
    }
)  # fmt: skip
"""Kinds that happen to the answer's bytes."""
KINDS = INSTEAD | ON_THE_WIRE

HTML = (
    "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>The server encountered a "
    "temporary error</h1><p>Please try again in 30 seconds.</p></body></html>"
)
BOMB_MEGABYTES = 200


@dataclass(slots=True)
class Fault:
    """One scripted failure. ``count`` calls meet it, after the first ``after`` were let through."""

    kind: str
    path: str = ".*"
    """Regular expression searched for in ``path?query`` as it came, still percent-encoded."""
    method: str = ""
    count: int = 1
    after: int = 0
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    seconds: float = 0.0
    """How long a delay lasts, or the pause between two bytes of a drip."""
    reset: bool = False
    """A dropped connection ends with a reset instead of a quiet close."""
    applied: bool | None = None
    megabytes: int = BOMB_MEGABYTES

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault of kind {self.kind!r}; there are {sorted(KINDS)}")
        re.compile(self.path)

    @property
    def carried_out(self) -> bool:
        """Whether the call takes effect although its caller learns otherwise."""
        return self.kind not in INSTEAD if self.applied is None else self.applied

    def matches(self, method: str, target: str) -> bool:
        """Whether a call is one of those this fault waits for."""
        wanted = self.method.upper()
        return (not wanted or wanted == method) and re.search(self.path, target) is not None


class Faults:
    """The queue. A call meets the first fault that matches and is due."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.latest: Fault | None = None
        """The one that was met last."""
        self.met: list[tuple[str, str]] = []

    def add(self, fault: Fault) -> Fault:
        """Queue a fault behind the others."""
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()
        self.met.clear()

    def waiting(self) -> list[Fault]:
        """Faults that no call has met yet, or not often enough."""
        return list(self._waiting)

    def take(self, method: str, target: str) -> Fault | None:
        """The fault this call meets; every matching fault that is not due yet counts it."""
        for fault in self._waiting:
            if not fault.matches(method, target):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.count -= 1
            if fault.count <= 0:
                self._waiting.remove(fault)
            self.latest = fault
            self.met.append((fault.kind, f"{method} {target}"))
            return fault
        return None


@cache
def gzip_bomb(megabytes: int) -> bytes:
    """A small gzip body that unpacks to many megabytes of blanks around a JSON object."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    blanks = b" " * 1_000_000
    parts = [packer.compress(b"{"), *(packer.compress(blanks) for _ in range(megabytes))]
    return b"".join([*parts, packer.compress(b"}"), packer.flush()])
