"""Columns: their types, how requests describe them, and how to find one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.asked import Asked, uuid
from sandbox.notion.errors import NotionError, invalid
from sandbox.notion.expressions import written_back
from sandbox.notion.ids import decoded
from sandbox.notion.model import DataSource, Json, Property
from sandbox.notion.options import entered_options, entered_status
from sandbox.notion.told import ABSENT, choice, mapping, one_of, only, text

PLAIN_TYPES = (
    "title", "rich_text", "url", "people", "files", "email", "phone_number", "date", "checkbox",
    "created_by", "created_time", "last_edited_by", "last_edited_time", "place",
)  # fmt: skip
"""Those that have nothing to set."""
TYPES = (
    "number", "formula", "select", "multi_select", "status", "relation", "rollup", "unique_id",
    *PLAIN_TYPES,
)  # fmt: skip
"""Those that a connection can make."""
NUMBER_FORMATS = (
    "number", "number_with_commas", "percent", "dollar", "australian_dollar", "canadian_dollar",
    "singapore_dollar", "euro", "pound", "yen", "ruble", "rupee", "won", "yuan", "real", "lira",
    "rupiah", "franc", "hong_kong_dollar", "new_zealand_dollar", "krona", "norwegian_krone",
    "mexican_peso", "rand", "new_taiwan_dollar", "danish_krone", "zloty", "baht", "forint",
    "koruna", "shekel", "chilean_peso", "philippine_peso", "dirham", "colombian_peso", "riyal",
    "ringgit", "leu", "argentine_peso", "uruguayan_peso", "peruvian_sol",
)  # fmt: skip
FUNCTIONS = (
    "count", "count_values", "empty", "not_empty", "unique", "show_unique", "percent_empty",
    "percent_not_empty", "sum", "average", "median", "min", "max", "range", "earliest_date",
    "latest_date", "date_range", "checked", "unchecked", "percent_checked", "percent_unchecked",
    "count_per_group", "percent_per_group", "show_original",
)  # fmt: skip
LONGEST_DESCRIPTION = 280
COMMON = ("id", "name", "type", "description")

Config = Callable[["Asked", DataSource, Mapping[str, Any], str], Json]
"""What a column keeps of what a request says about it. Relations keep the name that their twin
shall have under ``twin``."""


def find_property(source: DataSource, reference: str) -> Property | None:
    """A column by its name or id; ids may be percent-encoded."""
    named = (one for one in source.properties.values() if one.name == reference)
    return (
        next(named, None) or source.properties.get(reference)
        or source.properties.get(decoded(reference))
    )  # fmt: skip


def missing_property(reference: str) -> NotionError:
    """A column that a filter, sort or rollup names is not there."""
    return invalid(f"Could not find property with name or id: {reference}")


def type_told(told: Mapping[str, Any], where: str) -> str | None:
    """The type that a request gives a column; nothing when it says none."""
    kinds = [kind for kind in TYPES if kind in told]
    only(told, (*kinds, *COMMON), where)
    if "type" in told:
        choice(told["type"], kinds or TYPES, f"{where}.type")
    if len(kinds) > 1:
        raise invalid(f"body failed validation: {where} should have one type, has {kinds}.")
    if not kinds and "type" in told:
        mapping(told.get(told["type"], ABSENT), f"{where}.{told['type']}")
    return kinds[0] if kinds else None


def needed_type(told: Mapping[str, Any], where: str) -> str:
    """The type of a new column."""
    found = type_told(told, where)
    if found is None:
        raise one_of(TYPES, where, told)
    return found


def description(told: Mapping[str, Any], where: str) -> str | None:
    """What people read about the column."""
    value = told.get("description")
    if value is None:
        return None
    return text(value, f"{where}.description", LONGEST_DESCRIPTION)


def config(
    asked: Asked, source: DataSource, kind: str, told: Mapping[str, Any], where: str
) -> Json:
    """What a new column keeps."""
    inner = mapping(told[kind], f"{where}.{kind}")
    return CONFIGS.get(kind, _empty)(asked, source, inner, f"{where}.{kind}")


def _empty(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    del asked, source
    only(told, (), where)
    return {}


def _number(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    del asked, source
    only(told, ("format",), where)
    return {"format": choice(told.get("format", "number"), NUMBER_FORMATS, f"{where}.format")}


def _select(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    del source
    only(told, ("options",), where)
    return {"options": entered_options(asked.space, told.get("options", []), where, ())}


def _status(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    del source
    only(told, ("options", "groups"), where)
    return entered_status(asked.space, told, where)


def _unique_id(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    only(told, ("prefix",), where)
    prefix = told.get("prefix")
    if prefix is None:
        return {"prefix": None}
    prefix = text(prefix, f"{where}.prefix", 10)
    for other in asked.space.data_sources.values():
        for one in other.properties.values():
            if one.type == "unique_id" and one.config["prefix"] == prefix and other is not source:
                raise invalid(f'The prefix "{prefix}" is already used in this workspace.')
    return {"prefix": prefix}


def _formula(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    only(told, ("expression",), where)
    expression = text(told.get("expression", ""), f"{where}.expression", 100_000)
    return {"expression": written_back(asked.space, source, expression)}


def _relation(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    del source
    only(told, ("data_source_id", "database_id", "type", "single_property", "dual_property"), where)
    key = uuid(told.get("data_source_id", ABSENT), f"{where}.data_source_id")
    kinds = [kind for kind in ("single_property", "dual_property") if kind in told]
    if len(kinds) != 1:
        raise one_of(("single_property", "dual_property"), where, told)
    kind = choice(told.get("type", kinds[0]), kinds, f"{where}.type")
    inner = mapping(told[kind], f"{where}.{kind}")
    known = ("synced_property_name", "synced_property_id") if kind == "dual_property" else ()
    only(inner, known, f"{where}.{kind}")
    target = asked.data_source(key, f"{where}.data_source_id")
    found: Json = {"data_source_id": target.id, "type": kind}
    if "synced_property_name" in inner:
        found["twin"] = text(inner["synced_property_name"], f"{where}.{kind}.synced_property_name")
    return found


def _rollup(asked: Asked, source: DataSource, told: Mapping[str, Any], where: str) -> Json:
    names = [f"{which}_property_{by}" for which in ("relation", "rollup") for by in ("id", "name")]
    only(told, (*names, "function"), where)
    function = choice(told.get("function", ABSENT), FUNCTIONS, f"{where}.function")
    relation = _referred(source, told, "relation", where)
    if relation.type != "relation":
        raise invalid(f"{relation.name} is expected to be relation.")
    target = asked.space.data_sources[relation.config["data_source_id"]]
    return {
        "relation_property_id": relation.id,
        "rollup_property_id": _referred(target, told, "rollup", where).id,
        "function": function,
    }


def _referred(source: DataSource, told: Mapping[str, Any], which: str, where: str) -> Property:
    by_id, by_name = f"{which}_property_id", f"{which}_property_name"
    name = told.get(by_id) or told.get(by_name)
    if name is None:
        raise one_of((by_id, by_name), where, told)
    found = find_property(source, text(name, f"{where}.{by_id}"))
    if found is None:
        raise missing_property(str(name))
    return found


CONFIGS: Mapping[str, Config] = {
    "number": _number, "select": _select, "multi_select": _select, "status": _status,
    "unique_id": _unique_id, "formula": _formula, "relation": _relation, "rollup": _rollup,
}  # fmt: skip
