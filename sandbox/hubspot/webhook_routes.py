"""HTTP for what developers set up about webhooks, with the developer's key."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Response, request

from sandbox.hubspot.asked import body, inputs, known_query
from sandbox.hubspot.errors import invalid, not_found, unauthorised
from sandbox.hubspot.events import TYPES
from sandbox.hubspot.gate import Gate, known_version
from sandbox.hubspot.naming import moment
from sandbox.hubspot.portal import Portal

Json = dict[str, Any]
V3, DATED = "/webhooks/v3/<int:app>", "/app-webhooks/<version>/<int:app>"
SUBSCRIPTION = frozenset({"eventType", "propertyName", "active", "objectTypeId", "eventTypeName"})


def add(gate: Gate) -> None:
    """Register the paths."""
    _settings(gate)
    _subscriptions(gate)
    _one(gate)


def _enter(gate: Gate, app: int, version: str) -> Portal:
    """The developer's key comes in the query or as a bearer's token."""
    known_version(version)
    portal = gate.portal
    known_query(portal, request, frozenset({"hapikey"}))
    given = request.args.get("hapikey") or request.headers.get("Authorization", "")[7:]
    if not hmac.compare_digest(given, portal.tokens.developer_key):
        raise unauthorised()
    if app != portal.config.app_id:
        raise not_found(f"no app {app}")
    return portal


def _settings(gate: Gate) -> None:
    @gate.path("GET", f"{V3}/settings", f"{DATED}/settings")
    def read(app: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        if not portal.webhooks.target:
            raise not_found("No webhook settings found for this app")
        return gate.written(200, _told(portal))

    @gate.path("PUT", f"{V3}/settings", f"{DATED}/settings")
    def configure(app: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        asked = body(portal, request, frozenset({"targetUrl", "throttling"}))
        url = asked.get("targetUrl")
        if not isinstance(url, str) or not url.startswith(("http://", "https://")):
            raise invalid("targetUrl must be an address")
        most = (asked.get("throttling") or {}).get("maxConcurrentRequests", 10)
        if not isinstance(most, int) or most < 1:
            raise invalid("maxConcurrentRequests must be a positive number")
        webhooks = portal.webhooks
        webhooks.target, webhooks.most_at_once = url, min(most, 10)
        webhooks.since = portal.world.now()
        return gate.written(200, _told(portal))

    @gate.path("DELETE", f"{V3}/settings", f"{DATED}/settings")
    def clear(app: int, version: str = "2026-09") -> Response:
        _enter(gate, app, version).webhooks.target = ""
        return gate.written(204, None)


def _told(portal: Portal) -> Json:
    webhooks = portal.webhooks
    return {
        "targetUrl": webhooks.target,
        "throttling": {"maxConcurrentRequests": webhooks.most_at_once, "period": "SECONDLY"},
        "createdAt": moment(webhooks.since), "updatedAt": moment(webhooks.since),
    }  # fmt: skip


def _subscriptions(gate: Gate) -> None:
    @gate.path("GET", f"{V3}/subscriptions", f"{DATED}/subscriptions")
    def every(app: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        found = [one.shown() for one in portal.webhooks.subscriptions.values()]
        return gate.written(200, {"results": found})

    @gate.path("POST", f"{V3}/subscriptions", f"{DATED}/subscriptions")
    def create(app: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        asked = body(portal, request, SUBSCRIPTION)
        event = str(asked.get("eventType"))
        if event not in TYPES:
            raise invalid(f"Invalid eventType: {event}")
        kind_id = str(asked.get("objectTypeId") or "")
        if event.startswith("object.") and portal.kind(kind_id) is None:
            raise invalid(f"{event} needs an objectTypeId")
        made = portal.webhooks.subscribe(
            event, str(asked.get("propertyName") or ""), kind_id,
            active=asked.get("active") is True,
        )  # fmt: skip
        return gate.written(201, made)

    @gate.path("POST", f"{V3}/subscriptions/batch/update", f"{DATED}/subscriptions/batch/update")
    def update(app: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        several = inputs(body(portal, request, frozenset({"inputs"})), 100)
        known = [one for one in several if one.get("id") in portal.webhooks.subscriptions]
        found = [
            portal.webhooks.switch(one["id"], active=one.get("active") is True) for one in known
        ]
        missing = [str(one.get("id")) for one in several if one not in known]
        answer = _switched(found, missing, moment(portal.world.now()))
        return gate.written(207 if missing else 200, answer)


def _switched(found: list[Json], missing: list[str], now: str) -> Json:
    """The answer of a batch of subscriptions; what is not there comes as one error."""
    answer: Json = {"status": "COMPLETE", "results": found, "startedAt": now, "completedAt": now}
    if not missing:
        return answer
    return answer | {"numErrors": 1, "errors": [{
        "status": "error", "category": "SUBSCRIPTION_ID_NOT_FOUND",
        "message": f"Failed to find subscriptions by id {', '.join(missing)}.",
        "context": {"subscriptionIds": missing},
    }]}  # fmt: skip


def _one(gate: Gate) -> None:
    paths = (f"{V3}/subscriptions/<int:number>", f"{DATED}/subscriptions/<int:number>")

    @gate.path("GET", *paths)
    def read(app: int, number: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        _known(portal, number)
        return gate.written(200, portal.webhooks.subscriptions[number].shown())

    @gate.path("PATCH", *paths)
    def switch(app: int, number: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        _known(portal, number)
        asked = body(portal, request, frozenset({"active"}))
        return gate.written(
            200, portal.webhooks.switch(number, active=asked.get("active") is True)
        )  # fmt: skip

    @gate.path("DELETE", *paths)
    def remove(app: int, number: int, version: str = "2026-09") -> Response:
        portal = _enter(gate, app, version)
        _known(portal, number)
        del portal.webhooks.subscriptions[number]
        return gate.written(204, None)


def _known(portal: Portal, number: int) -> None:
    if number not in portal.webhooks.subscriptions:
        raise not_found(f"Failed to find subscription by id {number}")
