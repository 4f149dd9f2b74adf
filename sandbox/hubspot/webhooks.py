"""Webhooks: subscriptions, and deliveries that are signed, repeated and, on purpose, disordered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from sandbox.hubspot.events import Subscription, events
from sandbox.hubspot.kinds import kind_of
from sandbox.hubspot.posting import Post, post, signed
from sandbox.world.records import Change

if TYPE_CHECKING:
    from sandbox.hubspot.portal import Portal

Json = dict[str, Any]
Later = Callable[[float, Callable[[], None]], None]
Spoil = Literal["", "wrong_secret", "stale", "altered", "reserialised"]
MOST_EVENTS, MOST_AT_ONCE = 100, 10
PAUSES = (60, 120, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800)
"""Seconds before each further try; about a day in all."""


@dataclass(slots=True)
class Sent:
    """One delivery that was tried, for tests to look at."""

    events: list[Json]
    status: int
    """Nought when nobody answered in time."""


@dataclass(slots=True)
class Webhooks:
    """What one app is told, and where. ``later`` plans by the sandbox's clock."""

    portal: Portal
    later: Later
    target: str = ""
    public: str = ""
    """The address that signatures are made for, where a proxy changes it on the way."""
    since: int = 0
    most_at_once: int = MOST_AT_ONCE
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    _waiting: list[Json] = field(default_factory=list)
    _events: int = 100
    _last: Json | None = None

    def follow(self, change: Change) -> None:
        """Queue what subscribers want to know of a change."""
        portal = self.portal
        properties = portal.properties(kind_of(change.after))
        found = [
            {"eventId": self._number(), **event}
            for subscription in self.subscriptions.values()
            if subscription.active and subscription.event.split(".")[0]
            in {kind_of(change.after).singular, "object"}
            if subscription.kind_id in {"", kind_of(change.after).type_id}
            for event in events(portal.world, portal.config, properties, change, subscription)
        ]  # fmt: skip
        if found and self.target:
            self._waiting += found
            self.later(portal.config.webhook_delay, self.flush)

    def flush(self) -> None:
        """Send everything that waits, in lists of a hundred, ten at once."""
        waiting, self._waiting = self._waiting, []
        if self.portal.config.webhook_disorder:
            waiting = [*waiting, *waiting[::2]]
            self.portal.random.shuffle(waiting)
        self._send(list(_parts(waiting)))

    def send_spoilt(self, how: Spoil) -> int:
        """Send the last list once more in a way no receiver may accept; gives its answer."""
        if self._last is None:
            raise LookupError("nothing has been sent yet")
        return post(self._post([self._last], how), self.portal.config.webhook_seconds)

    def subscribe(self, event: str, property_name: str, kind_id: str, *, active: bool) -> Json:
        """One more subscription."""
        now = self.portal.world.now()
        number = max(self.subscriptions, default=900) + 1
        made = Subscription(number, event, now, now, active, property_name, kind_id)
        self.subscriptions[number] = made
        return made.shown()

    def switch(self, number: int, *, active: bool) -> Json:
        """Pause a subscription or wake it."""
        now = self.portal.world.now()
        self.subscriptions[number] = self.subscriptions[number].switched(active, now)
        return self.subscriptions[number].shown()

    def _send(self, parts: list[list[Json]]) -> None:
        if not parts or not self.target:
            return
        seconds = self.portal.config.webhook_seconds
        posts = [self._post(part, "") for part in parts]
        with ThreadPoolExecutor(self.most_at_once) as pool:
            answers = list(pool.map(lambda one: post(one, seconds), posts))
        for part, status in zip(parts, answers, strict=True):
            self.sent.append(Sent(part, status))
            self._last = part[-1]
            if not 200 <= status < 300:
                self._again(part)

    def _again(self, part: list[Json]) -> None:
        tried = part[0]["attemptNumber"] + 1
        if tried < self.portal.config.webhook_tries:
            again = [{**event, "attemptNumber": tried} for event in part]
            self.later(PAUSES[min(tried, len(PAUSES)) - 1], lambda: self._send([again]))

    def _post(self, part: list[Json], how: Spoil) -> Post:
        """A delivery, signed for the public address."""
        body = json.dumps(part, separators=(",", ":")).encode()
        secret = self.portal.tokens.client_secret
        now = self.portal.world.now()
        made = signed(
            Post(self.target, body, {}), self.public or self.target,
            "another secret" if how == "wrong_secret" else secret,
            now - 301_000 if how == "stale" else now,
        )  # fmt: skip
        if how == "altered":
            return replace(made, body=body.replace(b"objectId", b"objectID", 1))
        if how == "reserialised":
            return replace(made, body=json.dumps(part, indent=1).encode())
        return made

    def _number(self) -> int:
        self._events += 1
        return self._events


def _parts(waiting: list[Json]) -> Iterator[list[Json]]:
    for start in range(0, len(waiting), MOST_EVENTS):
        yield waiting[start : start + MOST_EVENTS]
