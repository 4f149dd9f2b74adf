"""Writing records: HubSpot's names and spellings turned into what people do in the world."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sandbox.hubspot.errors import invalid
from sandbox.hubspot.kinds import CALL, COMPANY, CONTACT, DEAL, MEETING, Kind
from sandbox.hubspot.naming import OWNERS, parse_moment, parse_number, pipeline_of, stage_of
from sandbox.hubspot.others import DISPOSITIONS, MEETING_OUTCOMES, TASK_STATUSES
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.properties import Property
from sandbox.world import around, clients, operations
from sandbox.world.records import NOBODY, Value
from sandbox.world.world import NotInWorldError

Json = dict[str, Any]
Values = Mapping[str, str]
OUTCOMES = {
    "hs_call_disposition": {key: word for word, key in DISPOSITIONS.items()},
    "hs_meeting_outcome": {key: word for word, key in MEETING_OUTCOMES.items()},
    "hs_task_status": {key: word for word, key in TASK_STATUSES.items()},
}
STATUSES = {"NO_ANSWER": "no_answer", "BUSY": "busy", "CANCELED": "canceled",
            "COMPLETED": "connected"}  # fmt: skip
TITLES = ("hs_call_title", "hs_meeting_title", "hs_task_subject")
TIMES = ("hs_timestamp", "hs_meeting_start_time")


def checked(portal: Portal, kind: Kind, given: object) -> Values:
    """Properties that may be written so; everything wrong is told at once, as HubSpot does."""
    if not isinstance(given, Mapping) or not given:
        raise invalid("Invalid input JSON: properties must be an object that is not empty")
    properties = portal.properties(kind)
    found = {str(name): "" if value is None else str(value) for name, value in given.items()}
    wrong = [
        {"isValid": False, "message": message, "error": code, "name": name}
        for name, value in found.items()
        for code, message in _problems(properties.get(name), name, value)
    ]
    if wrong:
        raise invalid(f"Property values were not valid: {json.dumps(wrong)}", errors=[
            {"message": one["message"], "code": one["error"],
             "context": {"propertyName": [one["name"]]}}
            for one in wrong
        ])  # fmt: skip
    return found


def _problems(found: Property | None, name: str, value: str) -> list[tuple[str, str]]:
    if found is None:
        return [("PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist')]
    if found.read_only:
        return [("READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set.')]
    options = [one.value for one in found.options] if name != "hubspot_owner_id" else []
    wrong = [
        (options and value not in options, "INVALID_OPTION",
         f"{value} was not one of the allowed options: {options}"),
        (found.type == "number" and parse_number(value) is None,
         "INVALID_NUMBER", f"{value} was not a valid number."),
        (found.type == "datetime" and parse_moment(value) is None,
         "INVALID_DATE", f"{value} was not a valid date."),
    ]  # fmt: skip
    return [(code, message) for is_wrong, code, message in wrong if value and is_wrong]


def create(portal: Portal, kind: Kind, values: Values) -> Any:
    """A new record; deals need a name of their stage's pipeline where they name one."""
    world = portal.world
    if kind is DEAL:
        return _create_deal(portal, values)
    if kind is COMPANY:
        made = clients.create_company(world, values.get("name", ""))
        return clients.change_client(world, made, **_of_client(portal, values))
    if kind is CONTACT:
        contact = clients.create_contact(world, "", "")
        return clients.change_client(world, contact, **_of_client(portal, values))
    if "hs_timestamp" not in values:
        raise invalid("Error creating the record. Some required properties were not set.",
                      context={"properties": ["hs_timestamp"]})  # fmt: skip
    wish = _activity(portal, values)
    add = {CALL: around.add_call, MEETING: around.add_meeting}.get(kind, around.add_task)
    return add(world, **wish)


def update(portal: Portal, kind: Kind, record: Any, values: Values) -> Any:
    """Change what is named; an empty value clears."""
    if kind is DEAL:
        return _update_deal(portal, record.number, values)
    if kind in (COMPANY, CONTACT):
        return clients.change_client(portal.world, record, **_of_client(portal, values))
    return around.change_activity(portal.world, record.number, **_activity(portal, values))


def _create_deal(portal: Portal, values: Values) -> Any:
    world = portal.world
    pipeline = pipeline_of(world, values.get("pipeline", "default"))
    stage = stage_of(world, values["dealstage"]) if values.get("dealstage") else None
    if pipeline is None or (stage is not None and stage.pipeline != pipeline.number):
        raise invalid(f"{values.get('dealstage')} is not a stage of the pipeline")
    closing = parse_moment(values.get("closedate", ""))
    created = parse_moment(values.get("createdate", ""))
    wish: operations.Wish = {
        "title": values.get("dealname", ""), "pipeline": pipeline.number,
        "amount": parse_number(values.get("amount", "")),
        "currency": values.get("deal_currency_code", world.currency),
        "custom": {key: values[key] for key in world.fields if values.get(key)},
    }  # fmt: skip
    if stage is not None:
        wish["stage"] = stage.number
    if closing is not None:
        wish["closing"] = closing
    if created is not None:
        wish["created"] = created
    if values.get("hubspot_owner_id"):
        wish["owner"] = _owner(portal, values["hubspot_owner_id"])
    return operations.create_deal(world, **wish)


def _update_deal(portal: Portal, number: int, values: Values) -> Any:
    world, properties = portal.world, portal.properties(DEAL)
    deal = world.deal(number)
    if "dealstage" in values or "pipeline" in values:
        stage = stage_of(world, values.get("dealstage", "")) or _first(portal, values)
        wanted = pipeline_of(world, values.get("pipeline", ""))
        if wanted is not None and stage.pipeline != wanted.number:
            raise invalid(f"{values.get('dealstage')} is not a stage of the pipeline")
        deal = operations.move_stage(world, number, stage.number, stage.pipeline)
    for name, text in values.items():
        field = properties[name].world_field
        if field:
            deal = operations.set_field(world, number, field, _value(portal, name, text))
    return deal


def _first(portal: Portal, values: Values) -> Any:
    pipeline = pipeline_of(portal.world, values.get("pipeline", ""))
    if pipeline is None:
        raise invalid("A deal needs a stage")
    return portal.world.steps(pipeline.number)[0]


def _value(portal: Portal, name: str, text: str) -> Value:
    """As the world keeps it."""
    if not text:
        return None
    if name == "amount":
        return parse_number(text)
    if name == "closedate":
        return parse_moment(text)
    return _owner(portal, text) if name == "hubspot_owner_id" else text


def _owner(portal: Portal, text: str) -> int:
    number = OWNERS.number(text)
    if number is None or number not in portal.world.users:
        raise invalid(f"hubspot_owner_id {text} is not an owner")
    return number


def _activity(portal: Portal, values: Values) -> around.ActivityWish:
    wish: around.ActivityWish = _times(values)
    if values.get("hs_call_status") in STATUSES:
        wish["outcome"] = STATUSES[values["hs_call_status"]]
    for name, words in OUTCOMES.items():
        if values.get(name) in words:
            wish["outcome"] = words[values[name]]
    for name in TITLES:
        if values.get(name):
            wish["title"] = values[name]
    if values.get("hs_call_direction"):
        wish["incoming"] = values["hs_call_direction"] == "INBOUND"
    if values.get("hubspot_owner_id"):
        wish["owner"] = _owner(portal, values["hubspot_owner_id"])
    return wish


def _times(values: Values) -> around.ActivityWish:
    """When an activity begins and how long it lasts."""
    wish: around.ActivityWish = {}
    for name in TIMES:
        if values.get(name) and (at := parse_moment(values[name])) is not None:
            wish["at"] = at
    end = parse_moment(values.get("hs_meeting_end_time", ""))
    if end is not None and "at" in wish:
        wish["seconds"] = max(0, (end - wish["at"]) // 1000)
    if values.get("hs_call_duration"):
        wish["seconds"] = int(values["hs_call_duration"]) // 1000
    return wish


def archive(portal: Portal, kind: Kind, record: Any) -> None:
    """To the bin."""
    if kind is DEAL:
        operations.delete(portal.world, record.number)
    elif kind in (COMPANY, CONTACT):
        clients.delete_client(portal.world, record)
    else:
        around.delete_activity(portal.world, record.number)


def merge(portal: Portal, kind: Kind, primary: Any, other: Any) -> Any:
    """The survivor of two records; activities cannot be merged."""
    try:
        if kind is DEAL:
            return operations.merge(portal.world, primary.number, other.number)
        if kind in (COMPANY, CONTACT):
            return clients.merge_clients(portal.world, primary, other)
    except NotInWorldError as error:
        raise invalid(str(error)) from error
    raise invalid(f"{kind.name} cannot be merged")


def _of_client(portal: Portal, values: Values) -> dict[str, Any]:
    """What companies and contacts keep; the rest has no place in the world."""
    names = {"name": "name", "firstname": "first", "lastname": "last", "email": "email"}
    fields: dict[str, Any] = {names[name]: text for name, text in values.items() if name in names}
    if "hubspot_owner_id" in values:
        owner = values["hubspot_owner_id"]
        fields["owner"] = _owner(portal, owner) if owner else NOBODY
    return fields


def link(portal: Portal, record: Any, wish: around.ActivityWish) -> Any:
    """What an activity belongs to."""
    return around.change_activity(portal.world, record.number, **wish)
