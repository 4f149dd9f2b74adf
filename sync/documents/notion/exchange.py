"""notion-client with the project's own way to the network underneath."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx
from notion_client import Client

from sync.secrets import Secret
from sync.transport import (
    Call,
    Clock,
    Kind,
    Limit,
    Patience,
    Repeat,
    Throttle,
    Transport,
)

NOTION = "https://api.notion.com"
VERSION = "2026-03-11"
PER_MINUTE = 180
"""Requests in 60 seconds that Notion grants a connection; 600 in its larger plans."""
DEADLINE = 65.0
"""Notion itself gives up after 60 seconds."""
_WINDOW = 61.0
"""A second more than Notion's own, since requests may travel at different speeds."""
_BLOCKED = "public_api_request_blocked"
_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ASKING = re.compile(r"/(?:query|queries|search|introspect)$")
_PACKED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""What is no longer true of a body that was unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a connection speaks to Notion; the defaults are right everywhere but in tests."""

    clock: Clock = Clock()  # noqa: RUF009 - a frozen value
    throttle: Throttle | None = None
    """Shared by all lines of one connection."""
    patience: Patience = Patience(seconds=180.0, refill=20.0)  # noqa: RUF009 - a frozen value
    per_minute: int = PER_MINUTE
    deadline: float = DEADLINE
    """Seconds for one request."""
    version: str = VERSION
    """Of the API."""


@dataclass(frozen=True, slots=True)
class Line:
    """What Notion is reached through. Threads need one each."""

    carrier: Transport
    token: Secret
    base_url: str | None = None
    """Instead of Notion's own host."""
    deadline: float = DEADLINE
    version: str = VERSION


def make_throttle(per_minute: int = PER_MINUTE) -> Throttle:
    """The limit of one connection."""
    return Throttle([Limit(per_minute, _WINDOW)])


def make_line(token: Secret, base_url: str | None = None, habits: Habits | None = None) -> Line:
    """A way to Notion for one thread. ``base_url`` stands in for Notion's host."""
    habits = habits or Habits()
    throttle = habits.throttle or make_throttle(habits.per_minute)
    carrier = Transport("Notion", None, habits.clock, throttle, habits.patience)
    return Line(carrier, token, base_url, habits.deadline, habits.version)


def make_client(line: Line) -> Client:
    """notion-client itself. It never repeats, logs or signs anything; what fails is a
    TransportError."""
    silent = logging.Logger("notion_client", logging.CRITICAL + 1)
    silent.addHandler(logging.NullHandler())
    logging.getLogger("httpx").setLevel(logging.WARNING)  # below, it tells whole addresses
    return Client(
        client=httpx.Client(transport=Exchange(line), trust_env=False),
        base_url=(line.base_url or NOTION).rstrip("/"),
        notion_version=line.version,
        logger=silent,
        log_level=logging.CRITICAL + 1,
        retry=False,
    )


class Exchange(httpx.BaseTransport):
    """Carries the requests of notion-client by the project's rules."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.partition("/v1/")[2]
        kind = repeat_of(request.method, path)
        call = Call(
            method=request.method, url=str(request.url), template=f"/v1/{template_of(path)}",
            repeat=kind, form=request.read() or None, headers=self._headers(request),
            shape=_is_grant if path.startswith("oauth/") else _is_object,
            judge=_judge(kind), deadline=self._line.deadline,
        )  # fmt: skip
        answer = self._line.carrier.send(call)
        told = {k: v for k, v in answer.headers.items() if k.lower() not in _PACKED}
        gone = answer.status_code >= HTTPStatus.BAD_REQUEST
        status = HTTPStatus.OK if gone else answer.status_code
        return httpx.Response(status, headers=told, content=answer.content)

    def _headers(self, request: httpx.Request) -> dict[str, str]:
        """Those of the request, signed unless it signs itself as OAuth's do."""
        wanted = ("notion-version", "content-type", "accept", "authorization")
        headers = {k: v for k, v in request.headers.items() if k in wanted}
        return {"authorization": f"Bearer {self._line.token.reveal()}", **headers}


def repeat_of(method: str, path: str) -> Repeat:
    """What a second sending of a request would do, by its path below ``/v1/``."""
    if method == "GET" or (method == "POST" and _ASKING.search(f"/{path}")):
        return Repeat.READ
    if path == "oauth/token":
        return Repeat.TOKEN
    if method == "DELETE" or path == "oauth/revoke":
        return Repeat.DELETE
    appends = path.endswith(("/children", "/markdown"))
    return Repeat.SET if method == "PATCH" and not appends else Repeat.CREATE


def template_of(path: str) -> str:
    """The path without ids."""
    parts = path.split("/")
    if "properties" in parts[:-1]:
        parts[-1] = "{id}"
    return "/".join("{id}" if _ID.fullmatch(part) else part for part in parts)


def told(body: bytes) -> dict[str, Any]:
    """The body of an error; empty when it is no object."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _judge(repeat: Repeat) -> Any:
    """What Notion's errors mean where statuses alone do not tell. A collision is worth another
    attempt, except where the attempt might have made something."""
    clashes = repeat in {Repeat.READ, Repeat.SET, Repeat.DELETE}

    def judge(status: int, body: bytes) -> Kind | None:
        if status == HTTPStatus.CONFLICT and clashes:
            return Kind.CLASHED
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            more = told(body).get("additional_data") or {}
            return Kind.REFUSED if more.get("rate_limit_reason") == _BLOCKED else None
        return None

    return judge


def _is_object(body: Any) -> bool:
    return isinstance(body, dict) and ("object" in body or "templates" in body)


def _is_grant(body: Any) -> bool:
    return isinstance(body, dict)
