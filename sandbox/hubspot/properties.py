"""What a property of a record is: its name, how it is described, and how its value is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.world.records import Record
from sandbox.world.world import World

Value = str | None
Getter = Callable[[World, Any], Value]
"""Gives the value of one property of one record, as a string or nothing."""
Type = Literal["string", "number", "datetime", "enumeration", "bool"]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind of records."""

    name: str
    label: str
    type: Type
    get: Getter
    group: str = ""
    field_type: str = ""
    options: tuple[Choice, ...] = ()
    read_only: bool = False
    calculated: bool = False
    custom: bool = False
    world_field: str = ""
    """Field of the world's deal that keeps its history."""


Properties = Mapping[str, Property]

FIELD_TYPES: dict[str, str] = {
    "string": "text", "number": "number", "datetime": "date", "enumeration": "select",
    "bool": "booleancheckbox",
}  # fmt: skip


def by_name(*properties: Property) -> dict[str, Property]:
    return {one.name: one for one in properties}


def values(
    world: World, record: Record, properties: Properties, wanted: frozenset[str] | set[str]
) -> dict[str, Value]:
    """The values asked for, by name in the order of the alphabet; unknown names are left out."""
    return {
        name: properties[name].get(world, record) for name in sorted(wanted) if name in properties
    }


def truth(value: bool) -> str:
    return "true" if value else "false"
