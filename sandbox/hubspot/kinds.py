"""The kinds of records HubSpot knows, by all the names it gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.hubspot.naming import ACTIVITIES, COMPANIES, CONTACTS, DEALS, Ids
from sandbox.world.records import Activity, Company, Contact, Deal, Record
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. Activities need the scopes of contacts, as HubSpot has it."""

    name: str
    singular: str
    type_id: str
    ids: Ids
    scope: str
    shown: frozenset[str]
    """Properties that come when none are asked for; three of them come always."""
    searched: tuple[str, ...]
    """Properties in which free text is looked for."""
    modified: str = "hs_lastmodifieddate"
    created: str = "hs_createdate"

    @property
    def always(self) -> frozenset[str]:
        return frozenset({"hs_object_id", self.created, self.modified})

    def scopes(self, what: str) -> tuple[str, ...]:
        """Needed for reading, or for writing."""
        return (f"crm.objects.{self.scope}.{what}",)


DEAL = Kind(
    "deals", "deal", "0-3", DEALS, "deals",
    frozenset({"amount", "closedate", "dealname", "dealstage", "pipeline"}), ("dealname",),
    created="createdate",
)  # fmt: skip
CONTACT = Kind(
    "contacts", "contact", "0-1", CONTACTS, "contacts",
    frozenset({"firstname", "lastname", "email"}), ("firstname", "lastname", "email"),
    "lastmodifieddate", "createdate",
)  # fmt: skip
COMPANY = Kind(
    "companies", "company", "0-2", COMPANIES, "companies", frozenset({"name", "domain"}),
    ("name", "domain"), created="createdate",
)  # fmt: skip
CALL = Kind("calls", "call", "0-48", ACTIVITIES, "contacts", frozenset(), ("hs_call_title",))
MEETING = Kind(
    "meetings", "meeting", "0-47", ACTIVITIES, "contacts", frozenset(), ("hs_meeting_title",)
)
TASK = Kind("tasks", "task", "0-27", ACTIVITIES, "contacts", frozenset(), ("hs_task_subject",))
LEAD = Kind("leads", "lead", "0-136", Ids(600_000_000, 19), "leads", frozenset(), ("hs_lead_name",))

KINDS = (DEAL, CONTACT, COMPANY, CALL, MEETING, TASK, LEAD)
BY_NAME: Mapping[str, Kind] = {
    name: kind for kind in KINDS for name in (kind.name, kind.singular, kind.type_id)
}
_TABLES = {"deals": "deals", "contacts": "contacts", "companies": "companies"}
_TYPES: dict[type, Kind] = {Deal: DEAL, Contact: CONTACT, Company: COMPANY}
_ACTIVITIES = {"call": CALL, "meeting": MEETING, "task": TASK}


def kind_of(record: Record) -> Kind:
    if isinstance(record, Activity):
        return _ACTIVITIES[record.kind]
    return _TYPES[type(record)]


def records_of(world: World, kind: Kind) -> Mapping[int, Any]:
    """All records of a kind by the world's number; kinds of activities share their numbers."""
    if kind is LEAD:
        return {}
    table: dict[int, Any] = getattr(world, _TABLES.get(kind.name, "activities"))
    return table


def record(world: World, kind: Kind, number: int | None) -> Any | None:
    """A record by its number, those in the bin too; None when it is none of this kind."""
    found = None if number is None else records_of(world, kind).get(number)
    return found if found is not None and kind_of(found) is kind else None
