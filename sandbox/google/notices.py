"""What Drive notices of changes, when, and whom it tells: the change list and the watch channels.

Cell edits are noticed late and together; a new title or sharing at once. Messages really go out, by
HTTP, to addresses on this machine; to any other address they are only noted down.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sandbox.schedule import Schedule

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.google.files import File

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRY_AGAIN = frozenset({500, 502, 503, 504})
TRIES = 5
FIRST_PAUSE = 10.0
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change list; ``seen_by`` could see the file until then."""

    time: datetime
    file_id: str
    seen_by: frozenset[str]


@dataclass(slots=True)
class Channel:
    """Where someone wants to hear of changes; without a file, of all they can see."""

    channel_id: str
    resource_id: str
    resource_uri: str
    address: str
    token: str
    email: str
    expires: datetime
    file_id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message that went out; status 0 means that nobody took it."""

    at: datetime
    channel_id: str
    number: int
    state: str
    changed: str
    status: int


@dataclass(slots=True)
class Message:
    """A message on its way."""

    channel: Channel
    number: int
    state: str
    changed: str
    tries: int = 0


@dataclass
class Notices:
    """The change list, the channels, and the record of what was delivered."""

    clock: Clock
    random: Random
    schedule: Schedule
    changes: list[Change] = field(default_factory=list)
    channels: dict[str, Channel] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)

    def open(self, channel: Channel) -> None:
        """Take a channel in and send its first message."""
        self.channels[channel.channel_id] = channel
        self._send(channel, "sync", "")

    def note(self, file: File, what: str, *, lost: str = "", state: str = "update") -> None:
        """Something changed: into the list, and to every channel that may hear of it.

        ``what`` is content, properties, permissions … or a mixture; ``lost`` is an account that can
        see the file no more.
        """
        seen_by = frozenset(one.email for one in file.permissions if one.email) | (
            {lost} if lost else frozenset()
        )
        self.changes.append(Change(self.clock.now(), file.file_id, seen_by))
        for channel in tuple(self.channels.values()):
            if channel.expires <= self.clock.now():
                del self.channels[channel.channel_id]
            elif channel.file_id == file.file_id:
                self._send(channel, state, what if state == "update" else "")
            elif not channel.file_id and channel.email in seen_by:
                self._send(channel, "change", "")

    def _send(self, channel: Channel, state: str, changed: str) -> None:
        channel.number += 1 if not channel.number else self.random.randint(1, 900)
        message = Message(channel, channel.number, state, changed)
        self.schedule.later(0, lambda: self._deliver(message))

    def _deliver(self, message: Message) -> None:
        """One attempt; a server in trouble gets more of them, each after twice the pause."""
        status = post(message, headers_of(message))
        self.deliveries.append(recorded(message, self.clock.now(), status))
        message.tries += 1
        if status in TRY_AGAIN and message.tries < TRIES:
            pause = FIRST_PAUSE * 2 ** (message.tries - 1)
            self.schedule.later(pause, lambda: self._deliver(message))


def recorded(message: Message, at: datetime, status: int) -> Delivery:
    """What became of one attempt."""
    number = message.channel.channel_id
    return Delivery(at, number, message.number, message.state, message.changed, status)


def headers_of(message: Message) -> dict[str, str]:
    """A message says everything in its headers; its body is empty."""
    channel = message.channel
    headers = {
        "X-Goog-Channel-ID": channel.channel_id,
        "X-Goog-Message-Number": str(message.number),
        "X-Goog-Resource-ID": channel.resource_id,
        "X-Goog-Resource-State": message.state,
        "X-Goog-Resource-URI": channel.resource_uri,
        "X-Goog-Changed": message.changed,
        "X-Goog-Channel-Expiration": channel.expires.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "X-Goog-Channel-Token": channel.token,
        "User-Agent": "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)",
        "Content-Length": "0",
    }
    return {name: value for name, value in headers.items() if value}


def post(message: Message, headers: dict[str, str]) -> int:
    """Send one message; only this machine is ever called."""
    parts = urlsplit(message.channel.address)
    if parts.hostname not in LOOPBACK or parts.scheme != "http":
        return 0
    connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=PATIENCE)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target or "/", headers=headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
