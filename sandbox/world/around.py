"""What happens around deals: calls, meetings, tasks; and what administrators do: names, options,
rates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypedDict, Unpack

from sandbox.world.records import (
    NOBODY,
    Activity,
    ActivityKind,
    Change,
    ChangeKind,
    Field,
    Option,
    Pipeline,
    Record,
    Stage,
    User,
)
from sandbox.world.world import NotInWorldError, World, next_number


class ActivityWish(TypedDict, total=False):
    """What an activity is to be like; everything may be left out."""

    title: str
    at: int
    seconds: int
    outcome: str
    incoming: bool
    owner: str | int
    deal: int | None
    contact: int | None
    company: int | None


def add_call(world: World, **wish: Unpack[ActivityWish]) -> Activity:
    """A call just made, answered unless wished otherwise."""
    return _add(world, "call", {"seconds": 180, "outcome": "connected", **wish})


def add_meeting(world: World, **wish: Unpack[ActivityWish]) -> Activity:
    """A meeting of an hour, held unless wished otherwise."""
    return _add(world, "meeting", {"seconds": 3600, "outcome": "completed", **wish})


def add_task(world: World, **wish: Unpack[ActivityWish]) -> Activity:
    return _add(world, "task", {"seconds": 0, "outcome": "open", **wish})


def change_activity(world: World, number: int, **wish: Unpack[ActivityWish]) -> Activity:
    """Another outcome, another time."""
    before = world.activity(number)
    fields = dict(wish)
    if "owner" in wish:
        fields["owner"] = world.user(wish["owner"]).number
    after = replace(before, modified=world.now(), **fields)  # type: ignore[arg-type]
    return _told(world, before, after, "change", next(iter(wish), ""))


def delete_activity(world: World, number: int) -> Activity:
    before, now = world.activity(number), world.now()
    return _told(world, before, replace(before, deleted=now, modified=now), "deletion")


def rename_stage(
    world: World, stage: str | int, name: str, pipeline: str | int | None = None
) -> Stage:
    """Deals are not touched: they point at the stage, not at its name."""
    renamed = replace(world.stage(stage, pipeline), name=name, modified=world.now())
    world.stages[renamed.number] = renamed
    return renamed


def rename_pipeline(world: World, pipeline: str | int, name: str) -> Pipeline:
    renamed = replace(world.pipeline(pipeline), name=name, modified=world.now())
    world.pipelines[renamed.number] = renamed
    return renamed


def rename_user(world: World, user: str | int, first: str, last: str) -> User:
    renamed = replace(world.user(user), first=first, last=last, modified=world.now())
    world.users[renamed.number] = renamed
    return renamed


def deactivate_user(world: World, user: str | int) -> User:
    """Somebody leaves; their deals keep them as owner."""
    gone = replace(world.user(user), active=False, modified=world.now())
    world.users[gone.number] = gone
    return gone


def add_option(world: World, field: str, value: str, label: str = "") -> Field:
    """One more value that a field may have."""
    old = _field(world, field)
    option = Option(value, label or value)
    grown = replace(old, options=(*old.options, option), modified=world.now())
    world.fields[field] = grown
    return grown


def rename_option(world: World, field: str, value: str, label: str) -> Field:
    """Other words for a value; deals keep the value."""
    old = _field(world, field)
    options = tuple(Option(value, label) if one.value == value else one for one in old.options)
    world.fields[field] = replace(old, options=options, modified=world.now())
    return world.fields[field]


def set_rate(world: World, currency: str, rate: Decimal) -> Decimal:
    """What one unit is worth at home from now on."""
    world.rates.setdefault(currency, []).append((world.now(), rate))
    return rate


def _add(world: World, kind: ActivityKind, wish: ActivityWish) -> Activity:
    now = world.now()
    number = next_number(world.activities)
    deal = wish.get("deal")
    owner = wish.get("owner") or (world.deal(deal).owner if deal is not None else NOBODY)
    activity = Activity(
        number, kind, wish.get("title", f"{kind} {number}"), wish.get("at", now),
        wish.get("seconds", 0), wish.get("outcome", ""), wish.get("incoming", False),
        world.user(owner).number if owner else NOBODY, deal, wish.get("contact"),
        wish.get("company"), now, now,
    )  # fmt: skip
    world.put(activity, Change(len(world.changes) + 1, now, "creation", None, activity))
    return activity


def _told(
    world: World, before: Record, after: Activity, kind: ChangeKind, field: str = ""
) -> Activity:
    world.put(after, Change(len(world.changes) + 1, world.now(), kind, before, after, field))
    return after


def _field(world: World, key: str) -> Field:
    if key not in world.fields:
        raise NotInWorldError(f"deals have no field {key!r}; there are: {sorted(world.fields)}")
    return world.fields[key]
