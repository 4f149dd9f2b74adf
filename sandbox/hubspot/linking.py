"""Links between records, and HubSpot's numbers for their kinds."""

from __future__ import annotations

from typing import Any, NamedTuple

from sandbox.hubspot.kinds import (
    CALL,
    COMPANY,
    CONTACT,
    DEAL,
    MEETING,
    TASK,
    Kind,
    kind_of,
    record,
)
from sandbox.hubspot.portal import Portal
from sandbox.world.records import Activity, Company, Contact, Deal, Record
from sandbox.world.world import World


class Link(NamedTuple):
    """A kind of link; only some have a label."""

    number: int
    name: str
    label: str | None = None


_TYPES: dict[tuple[str, str], int] = {
    ("deals", "contacts"): 3, ("contacts", "deals"): 4,
    ("calls", "deals"): 206, ("deals", "calls"): 205,
    ("calls", "contacts"): 194, ("contacts", "calls"): 193,
    ("calls", "companies"): 182, ("companies", "calls"): 181,
    ("meetings", "deals"): 212, ("deals", "meetings"): 211,
    ("meetings", "contacts"): 200, ("contacts", "meetings"): 199,
    ("meetings", "companies"): 188, ("companies", "meetings"): 187,
    ("tasks", "deals"): 216, ("deals", "tasks"): 215,
    ("tasks", "contacts"): 204, ("contacts", "tasks"): 203,
    ("tasks", "companies"): 192, ("companies", "tasks"): 191,
}  # fmt: skip
_PRIMARY: dict[tuple[str, str], tuple[int, int]] = {
    ("deals", "companies"): (5, 341), ("companies", "deals"): (6, 342),
    ("contacts", "companies"): (1, 279), ("companies", "contacts"): (2, 280),
}  # fmt: skip
"""Links that may be primary: number of the primary link, number of the plain one."""


def links(portal: Portal, one: Kind, other: Kind, *, first: bool) -> list[Link]:
    """The kinds of link between two records; the first company is the primary one."""
    pair = (one.name, other.name)
    name = f"{one.singular}_to_{other.singular}"
    if pair not in _PRIMARY:
        return [Link(_TYPES[pair], name)] if pair in _TYPES else []
    primary, plain = _PRIMARY[pair]
    unlabelled = Link(plain, f"{name}_unlabeled")
    if not first:
        return [unlabelled]
    twice = portal.config.primary_company_twice
    return [Link(primary, name, "Primary"), *([unlabelled] if twice else [])]


def links_named(portal: Portal, one: Kind, other: Kind, *, first: bool) -> list[Link]:
    """The same, as lists of records name them."""
    return links(portal, one, other, first=first)


def linked(world: World, one: Record, other: Kind) -> list[int]:
    """Numbers of the records of another kind that a record is linked to, none from the bin."""
    found = (record(world, other, number) for number in _numbers(world, one, other))
    return [one.number for one in found if one is not None and one.deleted is None]


def _numbers(world: World, one: Any, other: Kind) -> list[int]:
    if isinstance(one, Deal):
        return _of_deal(world, one, other)
    if isinstance(one, Activity):
        deal = world.survivor(one.deal)
        number = deal.number if deal is not None else None
        found = {DEAL: number, CONTACT: one.contact, COMPANY: one.company}.get(other)
        return [] if found is None else [found]
    if isinstance(one, Contact) and other is COMPANY:
        return [] if one.company is None else [one.company]
    return _backwards(world, one, other)


def _of_deal(world: World, deal: Deal, other: Kind) -> list[int]:
    if other in (CALL, MEETING, TASK):
        return world.activities_of(deal)
    if other is COMPANY:
        return [] if deal.company is None else [deal.company]
    return list(deal.contacts) if other is CONTACT else []


def _backwards(world: World, one: Company | Contact, other: Kind) -> list[int]:
    """Who points at a company or a contact; looked for among all, since few ask."""
    if other is DEAL:
        return [
            deal.number for deal in world.deals.values()
            if (one.number == deal.company and isinstance(one, Company))
            or (one.number in deal.contacts and isinstance(one, Contact))
        ]  # fmt: skip
    if other is CONTACT and isinstance(one, Company):
        return [each.number for each in world.contacts.values() if each.company == one.number]
    if other in (CALL, MEETING, TASK):
        field = "company" if isinstance(one, Company) else "contact"
        return [
            each.number for each in world.activities.values()
            if getattr(each, field) == one.number and kind_of(each) is other
        ]  # fmt: skip
    return []
