"""The way every Notion call goes: token, version, rate, body, then the work and its answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from sandbox.notion.asked import VERSIONS, Asked
from sandbox.notion.errors import NotionError, invalid, restricted, too_many, unauthorized
from sandbox.notion.model import Json, Token
from sandbox.notion.space import Notion
from sandbox.notion.told import shown

if TYPE_CHECKING:
    from sandbox.state import Call, Sandbox

PREFIX = "/notion"
JSON_TYPE = "application/json; charset=utf-8"
LARGEST_BODY = 500_000
WINDOW = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is more than a 200 with a body; a ``bare`` one has no request id in it."""

    body: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False


Work = Callable[..., Json | Answer]


class Gate:
    """Registers paths of one sandbox's Notion and lets calls through."""

    def __init__(self, sandbox: Sandbox, pages: Blueprint) -> None:
        self._sandbox, self._pages = sandbox, pages

    @property
    def space(self) -> Notion:
        """The workspace as it is now: a reset puts another in its place."""
        return self._sandbox.notion

    def route(
        self, method: str, path: str, work: Work, *, needs: str = "", reads: bool = False
    ) -> None:
        """Serve ``work(asked, **parts of the path)``. ``needs`` is a capability; ``reads`` says
        that a POST changes nothing. ``path`` begins behind ``/v1``."""
        access = "read" if reads or method == "GET" else "write"

        def view(**parts: str) -> Response:
            note_call(path, access)
            return self._answered(work, needs, parts)

        self.plain(method, path, view)

    def plain(self, method: str, path: str, view: Callable[..., Response]) -> None:
        """Serve a function of Flask's kind, which checks for itself who asks."""
        for number, start in enumerate(("/v1", "//v1")):
            name = f"{method} {path} {number}".replace(".", "_")
            self._pages.add_url_rule(f"{PREFIX}{start}{path}", name, view, methods=[method])

    def written(self, answer: Answer) -> Response:
        """An answer in JSON with its request id."""
        request_id = self.space.uuid()
        body = answer.body if answer.bare else answer.body | {"request_id": request_id}
        return self._response(answer.status, body, request_id, answer.headers)

    def refused(self, error: NotionError) -> Response:
        """An error as Notion tells it."""
        request_id = self.space.uuid()
        return self._response(error.status, error.body(request_id), request_id, error.headers)

    def _answered(self, work: Work, needs: str, parts: Mapping[str, str]) -> Response:
        token = self._token()
        self._note_principal(token)
        version = _version()
        take_turn(self.space, token)
        if needs and needs not in token.capabilities:
            raise restricted()
        asked = Asked(self.space, token, version, _body(), request.args)
        self.space.viewer = token
        try:
            made = work(asked, **parts)
        finally:
            self.space.viewer = None
        answer = made if isinstance(made, Answer) else Answer(made)
        self.space.answered = (id(_call()), answer.body)
        return self.written(answer)

    def _token(self) -> Token:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        token = self.space.tokens.get(secret) if scheme.lower() == "bearer" else None
        if token is None:
            raise unauthorized()
        return token

    def _response(
        self, status: int, body: Json, request_id: str, headers: Mapping[str, str]
    ) -> Response:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        response = Response(text, status, mimetype="application/json")
        response.headers["Content-Type"] = JSON_TYPE
        response.headers["x-notion-request-id"] = request_id
        response.headers.update(headers)
        return response

    def _note_principal(self, token: Token) -> None:
        call = _call()
        if call is not None:
            call.principal = token.name


def take_turn(space: Notion, token: Token) -> None:
    """Count one request of a connection; refuse it when its last minute is full."""
    now, limit = space.now(), space.switches.per_minute
    sent = [moment for moment in space.requests.get(token.bot, []) if moment > now - WINDOW]
    space.requests[token.bot] = sent
    if space.switches.enforce_rate and len(sent) >= limit:
        until = sent[len(sent) - limit] + WINDOW - now
        raise too_many(max(1, ceil(until.total_seconds())))
    sent.append(now)


def note_call(path: str, access: str) -> None:
    """Let the log name the route, and whether it reads or writes."""
    call = _call()
    if call is not None:
        call.template, call.access = f"{PREFIX}/v1{path}", access


def _call() -> Call | None:
    found: Call | None = request.environ.get("sandbox.call")
    return found


def _version() -> str:
    version = request.headers.get("Notion-Version")
    if version in VERSIONS:
        return str(version)
    where = "Notion-Version header failed validation: Notion-Version header should be"
    if version is None:
        raise NotionError(400, "missing_version", f"{where} defined, instead was `undefined`.")
    words = ", ".join(f'`"{one}"`' for one in VERSIONS)
    raise invalid(f"{where} one of {words}, instead was `{shown(version)}`.")


def _body() -> Json:
    if request.method == "GET" or request.mimetype == "multipart/form-data":
        return {}
    raw = request.get_data()
    if len(raw) > LARGEST_BODY:
        raise invalid(
            f"body failed validation: body.length should be ≤ `{LARGEST_BODY}`,"
            f" instead was `{len(raw)}`."
        )
    try:
        found = json.loads(raw) if raw.strip() else {}
    except ValueError:
        raise NotionError(400, "invalid_json", "Error parsing JSON body.") from None
    if not isinstance(found, dict):
        raise invalid(
            f"body failed validation: body should be an object, instead was `{shown(found)}`."
        )
    return found
