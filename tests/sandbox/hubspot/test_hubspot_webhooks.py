"""Webhooks: subscriptions, signed deliveries, tries again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import hubspot_shapes as shapes
import pytest
import requests
from hubspot_client import Hub, activity_id, deal_id
from web_hooks import Receiver

from sandbox.world.around import add_call
from sandbox.world.operations import (
    create_deal,
    delete,
    merge,
    move_stage,
    restore,
    set_amount,
    set_field,
    win,
)

APP = "/webhooks/v3/4117001"
PUBLIC = "https://okr.example.com/hubspot/events?team=1"


class Ears(Receiver):
    """What the service sends."""

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events of all deliveries."""
        return [event for _, body in self.heard for event in json.loads(body)]


@pytest.fixture
def ears() -> Iterator[Ears]:
    made = Ears()
    yield made
    made.close()


def subscribe(hub: Hub, ears: Ears, *events: str) -> None:
    hub.control("/hubspot/webhooks", {"target": ears.url, "public": PUBLIC, "events": events})


def run(hub: Hub) -> None:
    """What is due is sent when the clock jumps."""
    hub.sandbox.clock.advance(1)


def signature(secret: str, address: str, body: bytes, stamp: str) -> str:
    text = b"POST" + address.encode() + body + stamp.encode()
    return base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()


def accepts(hub: Hub, headers: dict[str, str], body: bytes) -> bool:
    """What a careful receiver does, by HubSpot's description of its third signature."""
    stamp = headers["x-hubspot-request-timestamp"]
    now = hub.sandbox.clock.now().timestamp() * 1000
    expected = signature(hub.portal.tokens.client_secret, PUBLIC, body, stamp)
    return headers["x-hubspot-signature-v3"] == expected and abs(now - int(stamp)) <= 300_000


def test_a_stage_change_is_told(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.propertyChange:dealstage")

    hub.control("/world/move_stage", {"number": 950, "stage": "Closed Lost", "by": 2})

    assert ears.events == [{
        "eventId": 101, "subscriptionId": 901, "portalId": 24_000_117, "appId": 4_117_001,
        "occurredAt": 1_795_424_400_000, "subscriptionType": "deal.propertyChange",
        "attemptNumber": 0, "objectId": int(deal_id(950)), "changeSource": "CRM",
        "sourceId": "userId:7000706", "propertyName": "dealstage", "propertyValue": "closedlost",
    }]  # fmt: skip


def test_deliveries_are_signed_for_the_public_address(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.propertyChange")
    set_amount(hub.world, 1, None)
    run(hub)

    headers, body = ears.heard[0]
    secret = hub.portal.tokens.client_secret
    assert accepts(hub, headers, body)
    assert headers["x-hubspot-signature"] == hashlib.sha256(secret.encode() + body).hexdigest()
    assert headers["x-hubspot-signature-version"] == "v1"
    stamp = headers["x-hubspot-request-timestamp"]
    assert headers["x-hubspot-signature-v3"] != signature(secret, ears.url, body, stamp)


@pytest.mark.parametrize("how", ["wrong_secret", "stale", "altered", "reserialised"])
def test_forged_deliveries_do_not_pass(hub: Hub, ears: Ears, how: str) -> None:
    subscribe(hub, ears, "deal.propertyChange")
    set_amount(hub.world, 1, None)
    run(hub)

    hub.control("/hubspot/forge", {"how": how})

    assert len(ears.heard) == 2
    assert not accepts(hub, *ears.heard[1])


def test_every_kind_of_event(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.creation", "deal.deletion", "deal.restore", "deal.merge")
    made = create_deal(hub.world)
    delete(hub.world, made.number)
    restore(hub.world, made.number)
    merge(hub.world, 1, made.number)
    run(hub)

    types = [event["subscriptionType"] for event in ears.events]
    assert types == [
        "deal.creation",
        "deal.deletion",
        "deal.restore",
        "deal.deletion",
        "deal.merge",
    ]
    merged = ears.events[-1]
    assert merged["primaryObjectId"] == merged["newObjectId"] == int(deal_id(1))
    assert merged["mergedObjectIds"] == [int(deal_id(made.number))]


def test_winning_tells_the_closing_date_too(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.propertyChange")
    win(hub.world, 950)
    run(hub)

    told = {event["propertyName"]: event["propertyValue"] for event in ears.events}
    assert told == {"dealstage": "closedwon", "closedate": "2026-11-23T09:00:00Z"}


def test_calls_are_told_as_objects(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears)
    key = {"hapikey": hub.portal.tokens.developer_key}
    told = {"eventType": "object.creation", "objectTypeId": "0-48", "active": True}
    made = hub.session.post(f"{hub.url}{APP}/subscriptions", params=key, json=told)

    call = add_call(hub.world)
    create_deal(hub.world)
    run(hub)

    assert made.status_code == 201
    assert [event["objectId"] for event in ears.events] == [int(activity_id(call.number))]
    assert ears.events[0]["objectTypeId"] == "0-48"


def test_many_events_come_in_lists_of_a_hundred(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.propertyChange:segment")
    for number in range(1, 251):
        option = "SMB" if hub.world.deal(number).custom["segment"] != "SMB" else "Enterprise"
        set_field(hub.world, number, "segment", option)
    run(hub)

    assert sorted(len(json.loads(body)) for _, body in ears.heard) == [50, 100, 100]
    assert len({event["eventId"] for event in ears.events}) == 250


def test_refused_deliveries_are_tried_again_later_and_later(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.propertyChange:amount")
    ears.answers = [500, 302, 404]
    set_amount(hub.world, 1, None)
    heard = []
    for seconds in (1, 59, 1, 119, 1, 400):
        hub.sandbox.clock.advance(seconds)
        heard.append(len(ears.heard))

    assert heard == [1, 1, 2, 2, 3, 4]
    assert [event["attemptNumber"] for event in ears.events] == [0, 1, 2, 3]
    assert len({event["eventId"] for event in ears.events}) == 1


def test_hubspot_gives_up_after_ten_tries(hub: Hub, ears: Ears) -> None:
    subscribe(hub, ears, "deal.propertyChange:amount")
    ears.answers = [503] * 20
    set_amount(hub.world, 1, None)
    for _ in range(30):
        hub.sandbox.clock.advance(30_000)

    assert [event["attemptNumber"] for event in ears.events] == list(range(10))
    assert [one.status for one in hub.portal.webhooks.sent] == [503] * 10


def test_nobody_at_home_counts_as_a_failure(hub: Hub, ears: Ears) -> None:
    told = {"target": "http://127.0.0.1:9/x", "events": ["deal.propertyChange:amount"]}
    hub.control("/hubspot/webhooks", told)
    hub.control("/world/set_amount", {"number": 1, "amount": "5"})

    assert [one.status for one in hub.portal.webhooks.sent] == [0]


def test_events_may_come_twice_and_in_another_order(hub: Hub, ears: Ears) -> None:
    hub.portal.config.webhook_disorder = True
    subscribe(hub, ears, "deal.propertyChange:dealstage")
    for stage in ("Qualified To Buy", "Decision Maker Bought-In", "Contract Sent", "Closed Won"):
        move_stage(hub.world, 940, "Closed Lost")
        move_stage(hub.world, 940, stage)
    run(hub)

    ids = [event["eventId"] for event in ears.events]
    assert len(ids) > len(set(ids))
    assert ids != sorted(ids)


def test_settings_and_subscriptions_are_kept(hub: Hub, ears: Ears) -> None:
    def ask(method: str, path: str, told: Any = None, key: str = "") -> requests.Response:
        query = {"hapikey": key or hub.portal.tokens.developer_key}
        return hub.session.request(method, f"{hub.url}{path}", params=query, json=told)

    put = {"targetUrl": ears.url, "throttling": {"maxConcurrentRequests": 5, "period": "SECONDLY"}}
    assert ask("GET", f"{APP}/settings").status_code == 404
    assert ask("PUT", f"{APP}/settings", put, "wrong").status_code == 401
    assert shapes.problems(shapes.SETTINGS, ask("PUT", f"{APP}/settings", put).json()) == []
    told = {"eventType": "deal.propertyChange", "propertyName": "amount"}
    made = ask("POST", "/app-webhooks/2026-09/4117001/subscriptions", told).json()
    assert shapes.problems(shapes.SUBSCRIPTION, made) == []
    assert made["active"] is False
    one = f"{APP}/subscriptions/{made['id']}"
    assert ask("PATCH", one, {"active": True}).json()["active"] is True
    inputs = [{"id": int(made["id"]), "active": False}, {"id": 5, "active": True}]
    assert ask("POST", f"{APP}/subscriptions/batch/update", {"inputs": inputs}).status_code == 207
    assert ask("GET", one).json()["active"] is False
    assert ask("GET", f"{APP}/subscriptions").json()["results"] == [ask("GET", one).json()]
    assert ask("POST", f"{APP}/subscriptions", {"eventType": "deal.sale"}).status_code == 400
    assert ask("DELETE", one).status_code == 204
    assert ask("GET", one).status_code == 404
    assert ask("DELETE", f"{APP}/settings").status_code == 204
    assert ask("GET", "/webhooks/v3/1/settings").status_code == 404
