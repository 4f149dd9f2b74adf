"""Carrying a call: attempts, waits, limits, and the books of what was sent."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import requests

from sync.transport.attempt import attempt
from sync.transport.calls import Call, Repeat
from sync.transport.clock import Clock
from sync.transport.errors import Failure, Kind, TransportError
from sync.transport.sockets import prepare
from sync.transport.throttle import Limit, Throttle
from sync.transport.waiting import SPREAD, Patience, may_repeat, pause

logger = logging.getLogger(__name__)

_DOWN = frozenset({Kind.UNREACHABLE, Kind.LOST, Kind.SLOW, Kind.FAILED, Kind.GARBLED})
"""What speaks against a service as a whole."""


class Transport:
    """Speaks to one service with one account. Threads need a transport each; they share the
    ``throttle``."""

    def __init__(
        self,
        service: str,
        session: requests.Session | None = None,
        clock: Clock | None = None,
        throttle: Throttle | Sequence[Limit] = (),
        patience: Patience | None = None,
    ) -> None:
        self.service = service
        """Its name, as people know it."""
        self.session = prepare(session or requests.Session())
        self.clock = clock or Clock()
        self.throttle = throttle if isinstance(throttle, Throttle) else Throttle(throttle)
        self.patience = patience or Patience()
        self.calls = {"read": 0, "write": 0, "token": 0}
        """Requests sent so far, repeated ones included."""

    def send(self, call: Call) -> requests.Response:
        """The answer to a call, its body read and checked. Raises TransportError."""
        waited, number = 0.0, 1
        while True:
            waited += self._wait_for_room(call)
            answer = self._attempt(call, number)
            if isinstance(answer, requests.Response):
                return answer
            again = pause(answer, number, self.patience, self.clock)
            down = self.throttle.is_open(self.clock.tick())
            late = waited + again > self.patience.seconds or number >= self.patience.attempts
            if down or late or not may_repeat(call.repeat, answer):
                raise self._error(call, answer)
            self.clock.sleep(again)
            waited += again
            number += 1

    def _wait_for_room(self, call: Call) -> float:
        """Wait until the service may be asked; tells how long the service itself made us wait."""
        now = self.clock.tick()
        held = self.throttle.held(now)
        if held > self.patience.seconds:
            raise self._error(call, Failure(Kind.BUSY, wait=held))
        if self.throttle.is_open(now):
            raise self._error(call, Failure(Kind.RESTING))
        wait = self.throttle.reserve(now, sort_of(call.repeat))
        if wait > 0:
            self.clock.sleep(wait + SPREAD * held * self.clock.chance())
        return held

    def _attempt(self, call: Call, number: int) -> requests.Response | Failure:
        self.calls[sort_of(call.repeat)] += 1
        started = self.clock.tick()
        answer = attempt(self.session, call)
        now = self.clock.tick()
        if isinstance(answer, Failure) and answer.kind in _DOWN:
            self.throttle.failed(now)
        else:
            self.throttle.worked()
        if isinstance(answer, Failure) and answer.wait:
            self.throttle.hold(now + answer.wait)
        self._note(call, answer, number, now - started)
        return answer

    def _error(self, call: Call, failure: Failure) -> TransportError:
        return TransportError(self.service, failure, reading=call.repeat is Repeat.READ)

    def _note(
        self, call: Call, answer: requests.Response | Failure, number: int, seconds: float
    ) -> None:
        failed = isinstance(answer, Failure)
        status = answer.status if isinstance(answer, Failure) else answer.status_code
        logger.log(
            logging.WARNING if failed else logging.DEBUG,
            "service=%s method=%s path=%s status=%d outcome=%s attempt=%d ms=%d",
            self.service, call.method, call.template, status,
            answer.kind.name.lower() if isinstance(answer, Failure) else "ok",
            number, round(1000 * seconds),
        )  # fmt: skip


def sort_of(repeat: Repeat) -> str:
    """How a call is counted: ``read``, ``write`` or ``token``."""
    if repeat is Repeat.READ:
        return "read"
    return "token" if repeat is Repeat.TOKEN else "write"
