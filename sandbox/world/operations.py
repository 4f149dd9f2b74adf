"""What people do to deals. Each operation takes the clock's time, bumps the modified stamp of what
it touches, appends history and a line in the world's log, and returns the new record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict, Unpack

from sandbox.world.records import (
    DEAL_FIELDS,
    NOBODY,
    Change,
    ChangeKind,
    Deal,
    Edit,
    Move,
    StageKind,
    Value,
)
from sandbox.world.world import NotInWorldError, World, next_number


class Wish(TypedDict, total=False):
    """What a new deal is to be like; everything may be left out."""

    title: str
    pipeline: str | int
    stage: str | int
    amount: Decimal | None
    currency: str
    closing: int | None
    owner: str | int
    company: int | None
    contacts: tuple[int, ...]
    custom: Mapping[str, str]
    created: int
    """Backdated, as an import does."""
    by: int


def create_deal(world: World, **wish: Unpack[Wish]) -> Deal:
    """A new deal in the first stage of the first pipeline, unless wished otherwise."""
    pipeline = world.pipeline(wish.get("pipeline", min(world.pipelines, default=0)))
    stage = (
        world.stage(wish["stage"], pipeline.number)
        if "stage" in wish else world.steps(pipeline.number)[0]
    )  # fmt: skip
    now, by = world.now(), wish.get("by", NOBODY)
    created = wish.get("created", now)
    number = next_number(world.deals)
    closing = wish.get("closing", now if stage.kind != "open" else None)
    deal = Deal(
        number, wish.get("title", f"Deal {number}"), stage.number, wish.get("amount"),
        wish.get("currency", world.currency), closing,
        world.user(wish["owner"]).number if wish.get("owner") else NOBODY,
        wish.get("company"), tuple(wish.get("contacts", ())), dict(wish.get("custom", {})),
        created, now, (Move(created, stage.number, by),), {},
    )  # fmt: skip
    return _put(world, None, deal, "creation", by=by)


def move_stage(
    world: World, number: int, stage: str | int, pipeline: str | int | None = None, by: int = NOBODY
) -> Deal:
    """To any stage; one of another pipeline moves the deal there. Closing fills the date in."""
    deal = world.deal(number)
    inside = world.stages[deal.stage].pipeline if pipeline is None else pipeline
    target = world.stage(stage, inside)
    now = world.now()
    if target.number == deal.stage:
        return deal
    closes = target.kind != "open" and target.kind != world.state(deal)
    moved = replace(
        deal, stage=target.number, moves=(*deal.moves, Move(now, target.number, by)), modified=now
    )
    after = _put(world, deal, moved, "change", field="stage", value=target.number, by=by)
    if not closes:
        return after
    closed = _edited(after, "closing", now, Edit(now, now, by))
    return _put(world, after, closed, "change", field="closing", value=now, by=by)


def win(world: World, number: int, by: int = NOBODY) -> Deal:
    return _end(world, number, "won", by)


def lose(world: World, number: int, reason: str = "", by: int = NOBODY) -> Deal:
    """Lost, with a reason where somebody gives one."""
    deal = _end(world, number, "lost", by)
    return set_field(world, number, "loss_reason", reason, by) if reason else deal


def reopen(world: World, number: int, stage: str | int | None = None, by: int = NOBODY) -> Deal:
    """Back to a stage, or to the one it was closed from. The closing date stays as it was."""
    deal = world.deal(number)
    here = world.stages[deal.stage].pipeline
    earlier = [
        move.stage for move in deal.moves
        if world.stages[move.stage].kind == "open" and world.stages[move.stage].pipeline == here
    ]  # fmt: skip
    last = earlier[-1] if earlier else world.steps(here)[0].number
    return move_stage(world, number, last if stage is None else stage, by=by)


def set_amount(world: World, number: int, amount: Decimal | None, by: int = NOBODY) -> Deal:
    return set_field(world, number, "amount", amount, by)


def set_field(world: World, number: int, field: str, value: Value, by: int = NOBODY) -> Deal:
    """Any field of `DEAL_FIELDS` or one the team has added; None empties it."""
    deal = world.deal(number)
    if field not in DEAL_FIELDS and field not in world.fields:
        raise NotInWorldError(f"deals have no field {field!r}")
    if field == "owner" and value is not None:
        assert isinstance(value, str | int)
        value = world.user(value).number
    old = value_of(deal, field)
    if old == value:
        return deal
    now = world.now()
    changed = replace(_edited(deal, field, value, Edit(now, value, by)), modified=now)
    return _put(world, deal, changed, "change", field=field, value=value, by=by)


def delete(world: World, number: int, by: int = NOBODY) -> Deal:
    """To the bin; numbers and links stay."""
    deal = world.deal(number)
    now = world.now()
    return _put(world, deal, replace(deal, deleted=now, modified=now), "deletion", by=by)


def restore(world: World, number: int, by: int = NOBODY) -> Deal:
    """Out of the bin; a deal merged into another cannot come back."""
    deal = world.deal(number)
    if deal.merged_into is not None:
        raise NotInWorldError(f"deal {number} has become part of {deal.merged_into}")
    return _put(world, deal, replace(deal, deleted=None, modified=world.now()), "restore", by=by)


def merge(world: World, primary: int, other: int, by: int = NOBODY) -> Deal:
    """Make two deals one: the first keeps its values, the second goes to the bin."""
    first, second = world.deal(primary), world.deal(other)
    if primary == other or first.deleted is not None or second.deleted is not None:
        raise NotInWorldError(f"deals {primary} and {other} cannot be merged")
    now = world.now()
    survivor, gone = merged(first, second, now)
    change = Change(len(world.changes) + 1, now, "deletion", second, gone, by=by)
    world.put(gone, change)
    return _put(world, first, survivor, "merge", by=by, others=(other,))


def merged(first: Deal, second: Deal, now: int) -> tuple[Deal, Deal]:
    """The survivor has the earlier creation and the moves of both, up to its own last one, which
    stays the last; so nothing that happened to the other changes when it closed."""
    last = first.moves[-1]
    union = sorted({*first.moves, *(move for move in second.moves if move.at < first.moves[0].at)})
    survivor = replace(
        first, created=min(first.created, second.created), modified=now,
        moves=(*(move for move in union if move != last), last),
        absorbed=(*first.absorbed, second.number, *second.absorbed),
    )  # fmt: skip
    gone = replace(second, deleted=now, modified=now, merged_into=first.number)
    return survivor, gone


def value_of(deal: Deal, field: str) -> Value:
    """What a field holds now; None when it is blank."""
    if field not in DEAL_FIELDS:
        return deal.custom.get(field)
    value: Value = getattr(deal, field)
    return value


def first_value(deal: Deal, field: str) -> Edit:
    """The value a field had from the creation on, where it never changed."""
    return Edit(deal.created, value_of(deal, field), NOBODY)


def _end(world: World, number: int, kind: StageKind, by: int) -> Deal:
    deal = world.deal(number)
    target = world.end(world.stages[deal.stage].pipeline, kind)
    return move_stage(world, number, target.number, by=by)


def _edited(deal: Deal, field: str, value: Value, edit: Edit) -> Deal:
    history = deal.edits.get(field) or (first_value(deal, field),)
    edits = {**deal.edits, field: (*history, edit)}
    if field in DEAL_FIELDS:
        blank = {"owner": NOBODY, "loss_reason": "", "title": ""}
        plain = blank.get(field) if value is None else value
        return replace(deal, edits=edits, **{field: plain})  # type: ignore[arg-type]
    custom = {key: kept for key, kept in deal.custom.items() if key != field}
    if value is not None:
        custom[field] = str(value)
    return replace(deal, edits=edits, custom=custom)


def _put(
    world: World, before: Deal | None, after: Deal, kind: ChangeKind, **details: Unpack[_Details]
) -> Deal:
    world.put(after, Change(len(world.changes) + 1, world.now(), kind, before, after, **details))
    return after


class _Details(TypedDict, total=False):
    field: str
    value: Value
    by: int
    others: tuple[int, ...]
