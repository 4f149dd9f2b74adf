"""Options of select, multi-select and status columns, and the groups of a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.notion.colors import PLAIN, next_color
from sandbox.notion.errors import invalid
from sandbox.notion.model import Json, Property
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, listing, mapping, one_of, only, text, wrong

GROUPS = (("To-do", "gray"), ("In progress", "blue"), ("Complete", "green"))
STATUS = (("Not started", "default"), ("In progress", "blue"), ("Done", "green"))
LONGEST_NAME = 100
FIELDS = ("id", "name", "color", "description")


def find_option(options: Sequence[Json], told: Mapping[str, Any]) -> Json | None:
    """A known option by id, or by its name in upper or lower case."""
    if told.get("id"):
        return next((one for one in options if one["id"] == told["id"]), None)
    name = str(told.get("name", "")).casefold()
    return next((one for one in options if one["name"].casefold() == name), None)


def option_name(value: object, where: str) -> str:
    """A name that an option may have."""
    name = text(value, where, LONGEST_NAME)
    if not name:
        raise wrong(where, "populated", name)
    if "," in name:
        raise invalid(f"Invalid select option, commas not allowed: {name}")
    return name


def new_option(space: Notion, name: str, taken: int, color: str | None = None) -> Json:
    """One more option."""
    return {
        "id": space.uuid(), "name": name, "color": color or next_color(taken), "description": None,
    }  # fmt: skip


def entered_options(
    space: Notion, told: object, where: str, known: Sequence[Json], extra: Sequence[str] = ()
) -> list[Json]:
    """The options that a request lists; known ones keep their id and colour."""
    found: list[Json] = []
    for number, one in enumerate(listing(told, f"{where}.options")):
        place = f"{where}.options[{number}]"
        option = _option(space, mapping(one, place), place, (*known, *found), extra)
        if any(option["id"] == other["id"] or option["name"].casefold() == other["name"].casefold()
               for other in found):  # fmt: skip
            raise invalid(f"Options must have unique names, but {option['name']!r} is repeated.")
        found.append(option)
    return found


def _option(
    space: Notion, told: Mapping[str, Any], where: str, known: Sequence[Json], extra: Sequence[str]
) -> Json:
    only(told, (*FIELDS, *extra), where)
    if "id" not in told and "name" not in told:
        raise one_of(("name", "id"), where, told)
    if "color" in told:
        choice(told["color"], PLAIN, f"{where}.color")
    name = option_name(told["name"], f"{where}.name") if "name" in told else None
    option = find_option(known, told) or find_option(known, {"name": name or ABSENT})
    if option is None:
        if name is None:
            raise invalid(f'Select option with ID "{told["id"]}" does not exist.')
        option = new_option(space, name, len(known), told.get("color"))
    return {
        **option, "name": name or option["name"],
        "description": told.get("description", option["description"]),
    }  # fmt: skip


def default_status(space: Notion) -> Json:
    """Three options, one in each group."""
    options = [new_option(space, name, 0, color) for name, color in STATUS]
    groups = [_group(space, name, color, [option["id"]])
              for (name, color), option in zip(GROUPS, options, strict=True)]  # fmt: skip
    return {"options": options, "groups": groups}


def entered_status(
    space: Notion, told: Mapping[str, Any], where: str, known: Json | None = None
) -> Json:
    """A status column; options that name no group stay where they are, or go to To-do."""
    if "options" not in told:
        return known or default_status(space)
    before = known or {"options": [], "groups": []}
    options = entered_options(space, told["options"], where, before["options"], ("group",))
    groups: list[Json] = [{**one, "option_ids": []} for one in before["groups"]] or [
        _group(space, name, color, []) for name, color in GROUPS
    ]
    for number, option in enumerate(options):
        wanted = told["options"][number].get("group") or _group_of(before, option["id"])
        _named_group(groups, wanted, f"{where}.options[{number}].group").append(option["id"])
    return {"options": options, "groups": groups}


def regrouped(config: Json) -> Json:
    """A status column whose groups hold exactly its options; new ones stand in the first."""
    ids = [option["id"] for option in config["options"]]
    groups = [{**one, "option_ids": [key for key in one["option_ids"] if key in ids]}
              for one in config["groups"]]  # fmt: skip
    placed = {key for one in groups for key in one["option_ids"]}
    groups[0]["option_ids"] += [key for key in ids if key not in placed]
    return {**config, "groups": groups}


def _group(space: Notion, name: str, color: str, ids: list[str]) -> Json:
    return {"id": space.uuid(), "name": name, "color": color, "option_ids": ids}


def _group_of(config: Json, option_id: str) -> str:
    return next(
        (one["name"] for one in config["groups"] if option_id in one["option_ids"]), GROUPS[0][0]
    )


def _named_group(groups: list[Json], name: object, where: str) -> list[str]:
    for group in groups:
        if group["name"] == name or group["id"] == name:
            ids: list[str] = group["option_ids"]
            return ids
    if name == GROUPS[0][0]:
        first: list[str] = groups[0]["option_ids"]
        return first
    raise wrong(where, "one of " + ", ".join(f'`"{one["name"]}"`' for one in groups), name)


def default_option(prop: Property) -> str | None:
    """The option of a status that a new row has: the first of the first group."""
    for group in prop.config["groups"]:
        if group["option_ids"]:
            return str(group["option_ids"][0])
    return None
