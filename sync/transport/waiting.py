"""How long to wait before asking again, and when to stop asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from sync.transport.calls import Repeat
from sync.transport.clock import Clock
from sync.transport.errors import NOTHING_DONE, PERMANENT, Failure, Kind

HARMLESS = frozenset({Repeat.READ, Repeat.SET, Repeat.DELETE})
SPREAD = 0.1
"""Waits that a service asked for are lengthened by up to this share, so that jobs do not wake at
one and the same moment."""
LONGEST_WAIT = 10_000_000.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try."""

    attempts: int = 4
    seconds: float = 90.0
    """All waiting between the attempts of one call together."""
    first: float = 0.5
    """The longest wait after the first failure; it doubles each time."""
    longest: float = 30.0
    refill: float = 10.0
    """Seconds to wait after a 429 that does not say how long."""


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds of ``Retry-After``: a number, or a date counted from the answer's own; None for
    anything else."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return min(float(text), LONGEST_WAIT)
    until, now = _moment(text), _moment(headers.get("Date", ""))
    if until is None or now is None:
        return None
    return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)


def may_repeat(repeat: Repeat, failure: Failure) -> bool:
    """Whether asking again is harmless and of use."""
    if failure.kind in PERMANENT or failure.kind is Kind.RESTING:
        return False
    return repeat in HARMLESS or failure.kind in NOTHING_DONE


def pause(failure: Failure, attempt: int, patience: Patience, clock: Clock) -> float:
    """Seconds to wait after the failure of an attempt, counted from 1."""
    asked = failure.wait
    if asked is None and failure.kind is Kind.BUSY:
        asked = patience.refill
    if asked is not None:
        return asked + SPREAD * asked * clock.chance()
    return clock.chance() * min(patience.longest, patience.first * 2.0 ** (attempt - 1))


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else None
