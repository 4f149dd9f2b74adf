"""A record as HubSpot's answers show it."""

from __future__ import annotations

from typing import Any

from sandbox.hubspot.asked import Wanted
from sandbox.hubspot.deals import history
from sandbox.hubspot.kinds import DEAL, Kind
from sandbox.hubspot.linking import linked, links_named
from sandbox.hubspot.naming import moment
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.properties import Property, values
from sandbox.world.records import Record

Json = dict[str, Any]


def shown(portal: Portal, kind: Kind, record: Any, asked: Wanted) -> Json:
    """One record with what was asked for, and the three properties that come always."""
    world, properties = portal.world, portal.properties(kind)
    named = asked.properties or kind.shown
    found: Json = {
        "id": kind.ids.of(record.number),
        "properties": values(world, record, properties, {*named, *kind.always, *asked.history}),
    }
    if asked.history:
        found["propertiesWithHistory"] = {
            name: past(portal, kind, record, properties[name])
            for name in asked.history if name in properties
        }  # fmt: skip
    found |= {
        "createdAt": moment(record.created),
        "updatedAt": moment(record.modified),
        "archived": record.deleted is not None,
    }
    if record.deleted is not None:
        found["archivedAt"] = moment(record.deleted)
    if asked.associations:
        found |= _associations(portal, kind, record, asked.associations)
    return found


def past(portal: Portal, kind: Kind, record: Any, found: Property) -> list[Json]:
    """Only deals keep histories; of the others the present value is all there is."""
    if kind is DEAL:
        return history(portal.world, record, found.name, found)
    value = found.get(portal.world, record)
    if value is None:
        return []
    return [{"value": value, "timestamp": moment(record.created), "sourceType": "INTEGRATION"}]


def _associations(portal: Portal, kind: Kind, record: Record, names: tuple[str, ...]) -> Json:
    """Links to the kinds asked for; those without any are left out, and all may be."""
    found: Json = {}
    for name in names:
        other = portal.kind(name)
        numbers = linked(portal.world, record, other) if other else []
        if other and numbers:
            found[other.name] = {
                "results": [
                    {"id": other.ids.of(number), "type": link.name}
                    for place, number in enumerate(numbers)
                    for link in links_named(portal, kind, other, first=place == 0)
                ]
            }
    return {"associations": found} if found else {}
