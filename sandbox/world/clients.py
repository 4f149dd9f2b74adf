"""Companies and contacts: who deals are made with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from sandbox.world.records import NOBODY, Change, ChangeKind, Company, Contact
from sandbox.world.world import NotInWorldError, World, next_number

C = TypeVar("C", Company, Contact)


def create_company(world: World, name: str, owner: str | int | None = None) -> Company:
    now = world.now()
    number = next_number(world.companies)
    company = Company(number, name, world.user(owner).number if owner else NOBODY, now, now)
    return _put(world, None, company, "creation")


def create_contact(
    world: World, first: str, last: str, email: str = "", company: int | None = None
) -> Contact:
    now = world.now()
    number = next_number(world.contacts)
    contact = Contact(number, first, last, email, company, NOBODY, now, now)
    return _put(world, None, contact, "creation")


def change_client(world: World, client: C, **fields: Any) -> C:
    """Another name, another owner."""
    return _put(world, client, replace(client, modified=world.now(), **fields), "change")


def delete_client(world: World, client: C) -> C:
    """To the bin; deals keep pointing at it."""
    now = world.now()
    return _put(world, client, replace(client, deleted=now, modified=now), "deletion")


def merge_clients(world: World, first: C, second: C) -> C:
    """The first stays, with the earlier birth; deals of the second go with it."""
    if first.number == second.number or first.deleted is not None or second.deleted is not None:
        raise NotInWorldError(f"{first.number} and {second.number} cannot be merged")
    now = world.now()
    gone = replace(second, deleted=now, modified=now, merged_into=first.number)
    _put(world, second, gone, "deletion")
    for deal in tuple(world.deals.values()):
        if isinstance(first, Company) and deal.company == second.number:
            world.deals[deal.number] = replace(deal, company=first.number)
        if isinstance(first, Contact) and second.number in deal.contacts:
            kept: list[int] = [number for number in deal.contacts if number != second.number]
            contacts = tuple(dict.fromkeys((*kept, first.number)))
            world.deals[deal.number] = replace(deal, contacts=contacts)
    survivor = replace(first, created=min(first.created, second.created), modified=now)
    return _put(world, first, survivor, "merge", (second.number,))


def _put(
    world: World, before: C | None, after: C, kind: ChangeKind, others: tuple[int, ...] = ()
) -> C:
    number = len(world.changes) + 1
    world.put(after, Change(number, world.now(), kind, before, after, others=others))
    return after
