"""The control plane of the HubSpot account: ``POST /_control/hubspot/<operation>``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, cast, get_args

from flask import Blueprint, Response, jsonify, request

from sandbox.hubspot.config import Config
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.tokens import SCOPES
from sandbox.hubspot.webhooks import Spoil

if TYPE_CHECKING:
    from sandbox.state import Sandbox

Json = dict[str, Any]


def blueprint(sandbox: Sandbox) -> Blueprint:
    """Tokens, settings, webhooks."""
    pages = Blueprint("hubspot_control", __name__, url_prefix="/_control/hubspot")

    @pages.get("")
    def tell() -> Response:
        portal = sandbox.hubspot
        tokens = portal.tokens
        return jsonify({
            "token": tokens.private, "writer": tokens.writer, "client_id": tokens.client_id,
            "client_secret": tokens.client_secret, "developer_key": tokens.developer_key,
            "config": asdict(portal.config),
            "sent": [asdict(one) for one in portal.webhooks.sent],
        })  # fmt: skip

    @pages.post("/<operation>")
    def operate(operation: str) -> Response | tuple[Response, int]:
        if operation not in OPERATIONS:
            return jsonify({"error": f"known: {sorted(OPERATIONS)}"}), 404
        try:
            answer = OPERATIONS[operation](sandbox.hubspot, request.get_json(silent=True) or {})
        except (LookupError, TypeError, ValueError) as error:
            return jsonify({"error": str(error)}), 400
        sandbox.schedule.run_due()
        return jsonify(answer)

    return pages


def configure(portal: Portal, told: Json) -> Json:
    """Other settings; names are those of `Config`."""
    known = {field.name for field in fields(Config)}
    if unknown := set(told) - known:
        raise LookupError(f"no setting {sorted(unknown)}; known: {sorted(known)}")
    for name, value in told.items():
        setattr(portal.config, name, value)
    return asdict(portal.config)


def token(portal: Portal, told: Json) -> Json:
    """One more private app with the scopes given."""
    return {"token": portal.tokens.issue(told.get("scopes", SCOPES))}


def code(portal: Portal, told: Json) -> Json:
    """What the page of consent would send back."""
    return {"code": portal.tokens.code(told.get("scopes", SCOPES), told["redirect_uri"])}


def revoke(portal: Portal, told: Json) -> Json:
    """Take a token away."""
    portal.tokens.revoke(told["token"])
    return {}


def webhooks(portal: Portal, told: Json) -> Json:
    """Set target, public address and subscriptions at once."""
    made = portal.webhooks
    made.target, made.public = told["target"], told.get("public", "")
    made.since = portal.world.now()
    for event in told.get("events", ()):
        name, _, wanted = str(event).partition(":")
        made.subscribe(name, wanted, "", active=True)
    return {"subscriptions": [one.shown() for one in made.subscriptions.values()]}


def flush(portal: Portal, told: Json) -> Json:
    """Send at once what waits."""
    del told
    portal.webhooks.flush()
    return {"sent": len(portal.webhooks.sent)}


def forge(portal: Portal, told: Json) -> Json:
    """Send the last events again, spoilt; tells how that was answered."""
    how = str(told.get("how"))
    if how not in get_args(Spoil):
        raise ValueError(f"how must be one of {get_args(Spoil)}")
    return {"status": portal.webhooks.send_spoilt(cast(Spoil, how))}


OPERATIONS: Mapping[str, Callable[[Portal, Json], Json]] = {
    "config": configure, "token": token, "code": code, "revoke": revoke, "webhooks": webhooks,
    "flush": flush, "forge": forge,
}  # fmt: skip
