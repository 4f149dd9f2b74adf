"""A known column in a request that changes it: other settings, or another type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.asked import Asked
from sandbox.notion.columns import config
from sandbox.notion.model import DataSource, Json, Property
from sandbox.notion.operations import twin_of
from sandbox.notion.operations_schema import (
    OPTIONAL,
    rename_property,
    replace_options,
    retype_property,
    set_config,
)
from sandbox.notion.options import entered_options, entered_status
from sandbox.notion.told import mapping, only

Step = Callable[[DataSource], object]
PARTIAL = {"number": "format", "unique_id": "prefix", "formula": "expression"}
"""Types with one setting, which stays when it is not named."""


def changed_column(
    asked: Asked, scratch: DataSource, prop: Property, kind: str, told: Mapping[str, Any]
) -> list[Step]:  # fmt: skip
    """The steps, checked; ``prop`` stands in the draft and takes its new shape here."""
    where = f"body.properties.{prop.name}"
    if prop.type == kind:
        return _reset(asked, scratch, prop, told, where)
    kept = config(asked, scratch, kind, told, where)
    prop.type, prop.config, prop.by_api = kind, kept, True
    return [_retype(asked, prop)]


def _retype(asked: Asked, prop: Property) -> Step:
    return lambda source: retype_property(asked.space, source, prop, asked.by)


def _reset(
    asked: Asked, scratch: DataSource, prop: Property, told: Mapping[str, Any], where: str
) -> list[Step]:  # fmt: skip
    kind = prop.type
    inner = mapping(told[kind], f"{where}.{kind}")
    if kind in OPTIONAL:
        return _new_options(asked, prop, inner, f"{where}.{kind}")
    if kind == "relation":
        return _new_relation(asked, scratch, prop, told, where)
    if kind in PARTIAL and PARTIAL[kind] not in inner:
        only(inner, (PARTIAL[kind],), f"{where}.{kind}")
        return []
    kept = config(asked, scratch, kind, told, where)
    prop.config = kept
    return [lambda source: set_config(asked.space, source, prop.id, kept, asked.by)]


def _new_options(
    asked: Asked, prop: Property, told: Mapping[str, Any], where: str
) -> list[Step]:  # fmt: skip
    known = ("options", "groups") if prop.type == "status" else ("options",)
    only(told, known, where)
    if "options" not in told:
        return []
    if prop.type == "status":
        kept = entered_status(asked.space, told, where, prop.config)
    else:
        before = prop.config["options"]
        kept = {"options": entered_options(asked.space, told["options"], where, before)}
    prop.config = kept

    def step(source: DataSource) -> None:
        replace_options(asked.space, source, source.properties[prop.id], kept, asked.by)

    return [step]


def _new_relation(
    asked: Asked, scratch: DataSource, prop: Property, told: Mapping[str, Any], where: str
) -> list[Step]:  # fmt: skip
    kept: Json = config(asked, scratch, "relation", told, where)
    twin, dual = twin_of(asked.space, prop), kept["type"] == "dual_property"
    same = kept["data_source_id"] == prop.config["data_source_id"] and dual == (twin is not None)
    if not same:
        prop.config = kept
        return [_retype(asked, prop)]
    name = kept.get("twin")
    if twin is None or not name or name == twin.name:
        return []
    target, key = asked.space.data_sources[kept["data_source_id"]], twin.id
    return [lambda _source: rename_property(asked.space, target, key, name, asked.by)]
