"""The way every HubSpot call goes: version, token, limits, then the work, headers and all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from sandbox.hubspot.errors import HubError, not_found
from sandbox.hubspot.kinds import Kind
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.tokens import Token

if TYPE_CHECKING:
    from sandbox.state import Call, Sandbox

Json = dict[str, Any]
Work = Callable[[Portal, Token], tuple[int, Json | None]]
PREFIX = "/hubspot"
DATES = ("2025-09", "2026-03", "2026-09")
JSON_TYPE = "application/json;charset=utf-8"


class Gate:
    """Registers paths of one sandbox's HubSpot and lets calls through."""

    def __init__(self, sandbox: Sandbox, pages: Blueprint) -> None:
        self._sandbox, self._pages = sandbox, pages

    @property
    def portal(self) -> Portal:
        """The portal as it is now: a reset puts another in its place."""
        return self._sandbox.hubspot

    def path(self, method: str, *paths: str) -> Callable[[Callable[..., Response]], None]:
        """Serve one function under several paths."""

        def register(function: Callable[..., Response]) -> None:
            for path in paths:
                name = f"{method} {path}".replace(".", "_")
                self._pages.add_url_rule(path, name, function, methods=[method])

        return register

    def answered(self, scopes: tuple[str, ...], work: Work, *, search: bool = False) -> Response:
        """Check who asks and how often, do the work, write the answer."""
        portal = self.portal
        now = portal.world.now()
        token = portal.tokens.check(request.headers.get("Authorization", ""), now, scopes)
        self._name(token.app)
        portal.limits.take(token.app, now, portal.uuid(), search=search)
        try:
            status, found = work(portal, token)
        except HubError as error:
            error.headers = self._headers(token, search=search)
            raise
        return self.written(status, found, self._headers(token, search=search))

    def written(
        self, status: int, found: object | None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """An answer in JSON, or none at all."""
        text = "" if found is None else json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        response = Response(text, status, mimetype="application/json")
        response.headers["Content-Type"] = JSON_TYPE
        response.headers["X-HubSpot-Correlation-Id"] = self.portal.uuid()
        response.headers.update(headers or {})
        return response

    def refused(self, error: HubError) -> Response:
        return self.written(error.status, error.body(self.portal.uuid()), error.headers)

    def kind(self, name: str) -> Kind:
        """A kind of records by any of its names."""
        found = self.portal.kind(name)
        if found is None:
            raise HubError(400, "VALIDATION_ERROR", f"Unable to infer object type from: {name}")
        return found

    def _headers(self, token: Token, *, search: bool) -> Mapping[str, str]:
        portal = self.portal
        if search and not portal.config.search_headers:
            return {}
        return portal.limits.headers(token.app, portal.world.now(), daily=token.private)

    def _name(self, app: str) -> None:
        call: Call | None = request.environ.get("sandbox.call")
        if call is not None:
            call.principal = app


def known_version(version: str) -> None:
    """Dates HubSpot has never published are not found."""
    if version not in DATES:
        raise not_found(f"no version {version}")


def scripted_body(portal: Portal, status: int) -> Json:
    """What HubSpot says when a fault gives a status."""
    messages = {
        429: "You have reached your ten_secondly_rolling limit.",
        477: "Migration in progress",
    }
    error = HubError(status, "RATE_LIMITS" if status == 429 else "INTERNAL_ERROR",
                     messages.get(status, "internal error"))  # fmt: skip
    found = error.body(portal.uuid())
    if status == 429:
        del found["category"]
        found |= {"errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING",
                  "requestId": portal.uuid()}  # fmt: skip
    return found
