"""Webhooks: what subscribers are told, a little later, signed, repeated and in no certain order."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC

from sandbox.hubspot.posting import Post, post
from sandbox.notion.ids import encoded, undashed
from sandbox.notion.model import Json, Page, Parent
from sandbox.notion.rendering import page_json, parent_json
from sandbox.notion.space import Event, Notion

COLLECTED = ("page.content_updated", "page.properties_updated", "data_source.schema_updated")
"""Kinds that are gathered for a while, so that many changes make one event."""
OPPOSITES = {"page.deleted": "page.undeleted", "page.locked": "page.unlocked"}
PAUSES = (60, 300, 900, 3600, 7200, 21_600, 50_000)
"""Seconds before each further try; about a day in all."""
FILES = "file_upload."
"""Kinds that stand nowhere: who sent a file is told of it."""
NOT_TOLD = frozenset({"block.deleted", "block.undeleted", "block.moved"})
WAIT = 5.0
"""Seconds that a receiver has for its answer."""


@dataclass(slots=True)
class Subscription:
    """Who is told. Nobody is, until the first delivery with its token was answered."""

    id: str
    url: str
    token: str
    bot: str
    kinds: frozenset[str]
    """Empty for all."""
    api_version: str
    verified: bool = False


@dataclass(slots=True)
class Delivery:
    """One that was tried, for tests to look at."""

    body: Json
    status: int
    """Nought when nobody answered in time."""


@dataclass(slots=True)
class Habits:
    """What goes wrong on purpose."""

    drop: int = 0
    """So many of the next events are lost."""
    twice: bool = False
    backwards: bool = False
    """Events of one moment come in the wrong order."""


@dataclass(slots=True)
class Webhooks:
    """The subscriptions of a workspace; ``plan`` is its schedule's ``later``."""

    space: Notion
    plan: Callable[[float, Callable[[], None]], None]
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    sent: list[Delivery] = field(default_factory=list)
    habits: Habits = field(default_factory=Habits)
    _waiting: list[Event] = field(default_factory=list)

    def subscribe(self, url: str, bot: str, kinds: tuple[str, ...] = (), *,
                  api_version: str = "2026-03-11") -> Subscription:  # fmt: skip
        """What a maker does in the settings: the address gets the token, unsigned."""
        token = f"secret_{undashed(self.space.uuid())}"
        made = Subscription(self.space.uuid(), url, token, bot, frozenset(kinds), api_version)
        self.subscriptions[made.id] = made
        self.plan(0, lambda: self._verify(made))
        return made

    def follow(self, event: Event) -> None:
        """Keep what subscribers want to know until its time has come."""
        if not self.subscriptions or event.kind in NOT_TOLD:
            return
        self._waiting.append(event)
        self.plan(self.space.switches.webhook_window, self.flush)

    def flush(self) -> None:
        """Send everything that waits."""
        waiting, self._waiting = gathered(self._waiting), []
        if self.habits.backwards:
            waiting.reverse()
        for event in waiting:
            if self.habits.drop > 0:
                self.habits.drop -= 1
                continue
            for subscription in tuple(self.subscriptions.values()):
                if subscription.verified and self._wanted(subscription, event):
                    self._tell(subscription, event)

    def press(self, page: Page, url: str, headers: Json | None = None) -> int:
        """A button's or automation's own hook: unsigned, with the page in it."""
        source = {
            "type": "automation", "automation_id": self.space.uuid(),
            "action_id": self.space.uuid(), "event_id": self.space.uuid(), "attempt": 1,
        }  # fmt: skip
        body = {"source": source, "data": page_json(self.space, page, "2026-03-11")}
        return self._post(url, body, {**(headers or {})})

    def _verify(self, subscription: Subscription) -> None:
        status = self._post(subscription.url, {"verification_token": subscription.token}, {})
        subscription.verified = 200 <= status < 300

    def _wanted(self, subscription: Subscription, event: Event) -> bool:
        if subscription.kinds and event.kind not in subscription.kinds:
            return False
        if event.kind.startswith(FILES):
            return event.author == subscription.bot
        token = next((one for one in self.space.tokens.values() if one.bot == subscription.bot),
                     None)  # fmt: skip
        place = event.details.get("parent", event.entity)
        return token is not None and self.space.is_shared(token, str(place))

    def _tell(self, subscription: Subscription, event: Event) -> None:
        body = self._body(subscription, event)
        for _ in range(2 if self.habits.twice else 1):
            self._attempt(subscription, body, 1)

    def _attempt(self, subscription: Subscription, body: Json, number: int) -> None:
        told = {**body, "attempt_number": number}
        status = self._post(subscription.url, told, {}, subscription.token)
        if not 200 <= status < 300 and number <= len(PAUSES):
            again = number + 1
            self.plan(PAUSES[number - 1], lambda: self._attempt(subscription, body, again))

    def _post(self, url: str, body: Json, headers: Json, token: str = "") -> int:
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        told = {"Content-Type": "application/json", **headers}
        if token:
            told["X-Notion-Signature"] = signature(raw, token)
        status = post(Post(url, raw, told), WAIT)
        self.sent.append(Delivery(body, status))
        return status

    def _body(self, subscription: Subscription, event: Event) -> Json:
        space = self.space
        author = space.users.get(event.author)
        at = event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        found: Json = {
            "id": space.uuid(), "timestamp": at, "workspace_id": space.workspace_id,
            "workspace_name": space.workspace_name, "subscription_id": subscription.id,
            "integration_id": subscription.bot, "type": event.kind,
            "authors": [{"id": event.author, "type": author.kind if author else "person"}],
            "attempt_number": 1, "api_version": subscription.api_version,
            "entity": {"id": event.entity, "type": event.kind.partition(".")[0]},
        }  # fmt: skip
        if not event.kind.startswith(FILES):
            found["data"] = self._details(event)
        if subscription.bot in space.owners:
            owner = {"id": space.owners[subscription.bot], "type": "person"}
            found["accessible_by"] = [owner, {"id": subscription.bot, "type": "bot"}]
        return found

    def _details(self, event: Event) -> Json:
        """What a kind of event says beside the thing it is about; never a value."""
        above = list(self.space.above(event.entity))
        found: Json = {"parent": self._parent(above[0].parent)} if above else {}
        found |= event.details
        if event.kind == "page.properties_updated":
            found["updated_properties"] = [encoded(one) for one in found["updated_properties"]]
        elif event.kind.endswith(".content_updated"):
            found.setdefault("updated_blocks", [])
        elif event.kind == "view.deleted":
            found["parent"] = {"id": event.details["parent"], "type": "database"}
        elif event.kind.startswith("comment."):
            found["page_id"] = next((one.id for one in above if isinstance(one, Page)), "")
        return found

    def _parent(self, parent: Parent) -> Json:
        shown = parent_json(self.space, parent)
        if shown["type"] == "workspace":
            return {"id": self.space.workspace_id, "type": "space"}
        kind = shown["type"].removesuffix("_id")
        if kind != "data_source":
            return {"id": shown[shown["type"]], "type": kind}
        return {"id": shown["database_id"], "type": "database",
                "data_source_id": shown["data_source_id"]}  # fmt: skip


def gathered(events: list[Event]) -> list[Event]:
    """One event in place of many of the same kind on the same thing; opposite ones cancel."""
    found: dict[tuple[str, str], Event] = {}
    for event in events:
        key = (event.kind, event.entity)
        opposite = next(
            (one for pair in OPPOSITES.items() if event.kind in pair for one in pair
             if one != event.kind), "",
        )  # fmt: skip
        if (opposite, event.entity) in found:
            del found[opposite, event.entity]
        elif event.kind in COLLECTED and key in found:
            found[key] = _joined(found[key], event)
        else:
            found[key] = event
    return list(found.values())


def _joined(first: Event, second: Event) -> Event:
    details: Json = dict(first.details)
    for name, listed in second.details.items():
        before = details.get(name, [])
        details[name] = [*before, *(one for one in listed if one not in before)]
    return Event(second.kind, second.entity, second.author, second.at, details)


def signature(raw: bytes, token: str) -> str:
    """What receivers compare with ``X-Notion-Signature``."""
    return "sha256=" + hmac.new(token.encode(), raw, hashlib.sha256).hexdigest()
