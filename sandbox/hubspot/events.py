"""What webhooks tell: events made of the world's changes, for those who subscribed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sandbox.hubspot.config import Config
from sandbox.hubspot.kinds import COMPANY, CONTACT, DEAL, Kind, kind_of
from sandbox.hubspot.naming import moment, user_id
from sandbox.hubspot.properties import Property
from sandbox.world.records import NOBODY, Change
from sandbox.world.world import World

Json = dict[str, Any]
VERBS = ("creation", "deletion", "propertyChange", "restore", "merge", "associationChange")
NAMED = (DEAL, CONTACT, COMPANY)
TYPES = frozenset(
    f"{name}.{verb}" for name in (*(kind.singular for kind in NAMED), "object") for verb in VERBS
)
_VERBS = {
    "creation": "creation", "deletion": "deletion", "restore": "restore", "merge": "merge",
    "change": "propertyChange",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subscription:
    """What an app wants to be told. ``object.*`` needs the kind's id beside it."""

    number: int
    event: str
    created: int
    modified: int
    active: bool = False
    property: str = ""
    kind_id: str = ""

    def shown(self) -> Json:
        found: Json = {
            "id": str(self.number), "eventType": self.event, "active": self.active,
            "createdAt": moment(self.created), "updatedAt": moment(self.modified),
        }  # fmt: skip
        if self.property:
            found["propertyName"] = self.property
        return {**found, "objectTypeId": self.kind_id} if self.kind_id else found

    def wants(self, kind: Kind, verb: str) -> bool:
        """Whether it is about such records and about such a thing happening to them."""
        about, _, wanted = self.event.partition(".")
        fits = about == kind.singular or (about == "object" and self.kind_id == kind.type_id)
        return self.active and fits and wanted == verb

    def switched(self, active: bool, now: int) -> Subscription:
        return replace(self, active=active, modified=now)


def events(
    world: World, config: Config, properties: dict[str, Property], change: Change,
    subscription: Subscription,
) -> Iterator[Json]:  # fmt: skip
    """The events one subscription gets of one change."""
    kind = kind_of(change.after)
    by = world.users.get(change.by)
    about = {
        "subscriptionId": subscription.number, "portalId": config.portal_id,
        "appId": config.app_id, "occurredAt": change.at, "subscriptionType": subscription.event,
        "attemptNumber": 0, "objectId": int(kind.ids.of(change.after.number)),
        "changeSource": "INTEGRATION" if change.by == NOBODY else "CRM",
        "sourceId": f"userId:{user_id(by)}" if by else str(config.app_id),
    }  # fmt: skip
    if subscription.event.startswith("object."):
        about["objectTypeId"] = kind.type_id
    verb = subscription.event.partition(".")[2]
    if verb == "propertyChange":
        for name in sorted(_changed(world, properties, change)):
            if subscription.property in {"", name}:
                value = properties[name].get(world, change.after)
                yield {**about, "propertyName": name, "propertyValue": value or ""}
    elif subscription.wants(kind, _VERBS[change.kind]):
        yield {**about, **_merged(kind, config, change)} if verb == "merge" else about


def _changed(world: World, properties: dict[str, Property], change: Change) -> set[str]:
    """Properties people set that differ now; of a new record all that hold something."""
    if change.kind not in {"creation", "change"}:
        return set()
    return {
        name for name, found in properties.items()
        if not found.calculated and not found.read_only
        and found.get(world, change.after)
        != (found.get(world, change.before) if change.before is not None else None)
    }  # fmt: skip


def _merged(kind: Kind, config: Config, change: Change) -> Json:
    if not config.webhook_merge_details:
        return {}
    survivor = int(kind.ids.of(change.after.number))
    return {
        "primaryObjectId": survivor, "newObjectId": survivor, "numberOfPropertiesMoved": 1,
        "mergedObjectIds": [int(kind.ids.of(number)) for number in change.others],
    }  # fmt: skip
