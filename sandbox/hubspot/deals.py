"""Deals as HubSpot has them: their properties and what histories say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict, Unpack

from sandbox.hubspot.naming import (
    DEALS,
    moment,
    owner_id,
    pipeline_id,
    stage_id,
    user_id,
    value_moment,
)
from sandbox.hubspot.properties import Choice, Getter, Property, Type, Value, by_name, truth
from sandbox.world.records import NOBODY, Deal, Stage
from sandbox.world.world import World

Json = dict[str, Any]
GROUP = "dealinformation"


def deal_properties(world: World) -> dict[str, Property]:
    """All properties of deals, those of each stage and those the team has added included."""
    return by_name(*_own(world), *_closing(), *_of_stages(world), *_added(world))


def history(world: World, deal: Deal, name: str, found: Property) -> list[Json]:
    """Values of one property, the newest first."""
    return [_entry(world, *one) for one in reversed(list(_past(world, deal, name, found)))]


def _own(world: World) -> list[Property]:
    stages = tuple(Choice(stage_id(one), one.name) for one in world.stages.values())
    ways = tuple(Choice(pipeline_id(one), one.name) for one in world.pipelines.values())
    codes = tuple(Choice(code, code) for code in (world.currency, *world.rates))
    kinds = (Choice("newbusiness", "New Business"), Choice("existingbusiness", "Existing Business"))
    return [
        _of("dealname", "Deal Name", "string", lambda _, d: d.title, world_field="title"),
        _of("dealstage", "Deal Stage", "enumeration", lambda w, d: stage_id(w.stages[d.stage]),
            options=stages, field_type="radio"),
        _of("pipeline", "Pipeline", "enumeration",
            lambda w, d: pipeline_id(w.stages[d.stage].pipeline), options=ways),
        _of("amount", "Amount", "number", lambda _, d: _plain(d.amount), world_field="amount"),
        _of("deal_currency_code", "Currency", "enumeration", lambda _, d: d.currency or None,
            options=codes, world_field="currency"),
        _of("amount_in_home_currency", "Amount in company currency", "number", _at_home,
            read_only=True, calculated=True),
        _of("closedate", "Close Date", "datetime", lambda _, d: value_moment(d.closing),
            world_field="closing"),
        _of("createdate", "Create Date", "datetime", lambda _, d: value_moment(d.created)),
        _of("hs_createdate", "Object create date/time", "datetime",
            lambda _, d: value_moment(d.created), read_only=True),
        _of("hs_lastmodifieddate", "Last Modified Date", "datetime",
            lambda _, d: value_moment(d.modified), read_only=True),
        _of("hs_object_id", "Record ID", "number", lambda _, d: DEALS.of(d.number),
            read_only=True),
        _of("hubspot_owner_id", "Deal owner", "enumeration", lambda _, d: owner_id(d.owner),
            world_field="owner"),
        _of("dealtype", "Deal Type", "enumeration",
            lambda w, d: kinds[w.stages[d.stage].pipeline == 2].value, options=kinds,
            field_type="radio", read_only=True),
        _of("hs_merged_object_ids", "Merged Deal IDs", "enumeration", _merged, read_only=True),
        _of("num_associated_contacts", "Number of Associated Contacts", "number",
            lambda _, d: str(len(d.contacts)), read_only=True, calculated=True),
    ]  # fmt: skip


def _closing() -> list[Property]:
    """What HubSpot works out of the stage and the closing date."""
    return [
        _of("closed_lost_reason", "Closed Lost Reason", "string",
            lambda _, d: d.loss_reason or None, field_type="textarea", world_field="loss_reason"),
        _of("hs_is_closed", "Is Deal Closed?", "bool",
            lambda w, d: truth(w.state(d) != "open"), read_only=True, calculated=True),
        _of("hs_is_closed_won", "Is Closed Won", "bool",
            lambda w, d: truth(w.state(d) == "won"), read_only=True, calculated=True),
        _of("hs_is_closed_lost", "Is Closed Lost", "bool",
            lambda w, d: truth(w.state(d) == "lost"), read_only=True, calculated=True),
        _of("hs_deal_stage_probability", "Deal probability", "number",
            lambda w, d: str(w.stages[d.stage].probability), read_only=True),
        _of("days_to_close", "Days to close", "number", _days_to_close, read_only=True,
            calculated=True),
    ]  # fmt: skip


def _of_stages(world: World) -> Iterator[Property]:
    """When a deal last came to a stage and left it, and how long it has been there in all."""
    for stage in world.stages.values():
        place = f"{stage.name} ({world.pipelines[stage.pipeline].name})"
        for name, label, kind in (
            ("date_entered", f'Date entered "{place}"', "datetime"),
            ("date_exited", f'Date exited "{place}"', "datetime"),
            ("cumulative_time_in", f'Cumulative time in "{place}"', "number"),
        ):
            yield _of(
                f"hs_v2_{name}_{stage_id(stage)}", label, "datetime" if kind == "datetime"
                else "number", _stay(stage, name), read_only=True, calculated=True,
            )  # fmt: skip


def _added(world: World) -> Iterator[Property]:
    for field in world.fields.values():
        options = tuple(Choice(*option) for option in field.options)
        yield Property(
            field.key, field.label, "enumeration", _added_value(field.key), GROUP, "select",
            options, custom=True, world_field=field.key,
        )  # fmt: skip


class _Details(TypedDict, total=False):
    field_type: str
    options: tuple[Choice, ...]
    read_only: bool
    calculated: bool
    world_field: str


def _of(name: str, label: str, kind: Type, get: Getter, **details: Unpack[_Details]) -> Property:
    return Property(name, label, kind, get, GROUP, **details)


def _added_value(key: str) -> Getter:
    return lambda _, deal: deal.custom.get(key)


def _plain(amount: Any) -> Value:
    return None if amount is None else f"{amount:f}"


def _at_home(world: World, deal: Deal) -> Value:
    """At the rate of the closing date, or of the last change while the deal is open."""
    if deal.amount is None:
        return None
    at = deal.closing if deal.closing and world.state(deal) != "open" else deal.modified
    return f"{world.at_home(deal.amount, deal.currency, at).normalize():f}"


def _merged(_: World, deal: Deal) -> Value:
    return ";".join(map(DEALS.of, deal.absorbed)) or None


def _days_to_close(_: World, deal: Deal) -> Value:
    if deal.closing is None:
        return None
    return str(max(0, (deal.closing - deal.created) // 86_400_000))


def _stay(stage: Stage, what: str) -> Getter:
    number = stage.number

    def entered_exited(world: World, deal: Deal) -> Value:
        stays = [
            (move.at, after.at if after else None)
            for move, after in zip(deal.moves, (*deal.moves[1:], None), strict=True)
            if move.stage == number
        ]
        if not stays:
            return None
        if what == "date_entered":
            return value_moment(stays[-1][0])
        if what == "date_exited":
            return value_moment(stays[-1][1])
        return str(sum((end or world.now()) - begin for begin, end in stays))

    return entered_exited


def _past(world: World, deal: Deal, name: str, found: Property) -> Iterator[tuple[int, str, int]]:
    """Moment, value and who, the oldest first."""
    if name in {"dealstage", "pipeline"}:
        yield from _moved(world, deal, name)
    elif found.world_field in deal.edits:
        for edit in deal.edits[found.world_field]:
            yield edit.at, _spelt(name, edit.value), edit.by
    elif (value := found.get(world, deal)) is not None:
        yield deal.modified if found.calculated else deal.created, value, NOBODY


def _moved(world: World, deal: Deal, name: str) -> Iterator[tuple[int, str, int]]:
    before = ""
    for move in deal.moves:
        stage = world.stages[move.stage]
        value = stage_id(stage) if name == "dealstage" else pipeline_id(stage.pipeline)
        if value != before:
            yield move.at, value, move.by
        before = value


def _spelt(name: str, value: Any) -> str:
    """A value of the past, as its property is spelt."""
    if value is None or (name == "hubspot_owner_id" and value == NOBODY):
        return ""
    if name == "closedate":
        return value_moment(value) or ""
    if name == "hubspot_owner_id":
        return owner_id(value) or ""
    return str(value) if isinstance(value, str | int) else f"{value:f}"


def _entry(world: World, at: int, value: str, by: int) -> Json:
    entry: Json = {"value": value, "timestamp": moment(at)}
    if by == NOBODY:
        return {**entry, "sourceType": "INTEGRATION", "sourceId": "4117001"}
    user = user_id(world.users[by])
    return {
        **entry, "sourceType": "CRM_UI", "sourceId": f"userId:{user}", "updatedByUserId": user,
    }  # fmt: skip
