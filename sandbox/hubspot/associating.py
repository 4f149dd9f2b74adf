"""Links of many records at once."""

from __future__ import annotations

from typing import Any

from flask import Request

from sandbox.hubspot.asked import body, inputs, known_keys, known_query
from sandbox.hubspot.kinds import Kind
from sandbox.hubspot.linking import linked, links
from sandbox.hubspot.naming import moment
from sandbox.hubspot.objects import find
from sandbox.hubspot.portal import Portal

Json = dict[str, Any]
MOST = 1000


def read_links(portal: Portal, one: Kind, other: Kind, request: Request) -> tuple[int, Json]:
    """What each record is linked to; those without links are missing from the answer."""
    known_query(portal, request, frozenset())
    asked = body(portal, request, frozenset({"inputs"}))
    results = []
    for each in inputs(asked, MOST):
        known_keys(portal, each, frozenset({"id", "after"}), request.path)
        record = find(portal, one, str(each.get("id")))
        numbers = linked(portal.world, record, other) if record is not None else []
        if record is not None and numbers:
            results.append({
                "from": {"id": one.ids.of(record.number)},
                "to": [
                    {"toObjectId": int(other.ids.of(number)), "associationTypes": [
                        {"category": "HUBSPOT_DEFINED", "typeId": link.number, "label": link.label}
                        for link in links(portal, one, other, first=place == 0)
                    ]}
                    for place, number in enumerate(numbers)
                ],
            })  # fmt: skip
    now = moment(portal.world.now())
    return 200, {"status": "COMPLETE", "results": results, "startedAt": now, "completedAt": now}
