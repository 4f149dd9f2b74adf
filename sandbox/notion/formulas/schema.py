"""Which kind of values a column gives to formulas."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.notion.formulas import checking
from sandbox.notion.formulas.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    PERSON,
    TEXT,
    Kind,
    list_of,
)  # fmt: skip
from sandbox.notion.formulas.nodes import FormulaError
from sandbox.notion.formulas.parsing import parse
from sandbox.notion.model import DataSource, Property
from sandbox.notion.rollups import kind_of
from sandbox.notion.space import Notion

PLAIN: Mapping[str, Kind] = {
    "title": TEXT, "rich_text": TEXT, "url": TEXT, "email": TEXT, "phone_number": TEXT,
    "select": TEXT, "status": TEXT, "unique_id": TEXT, "number": NUMBER, "checkbox": BOOLEAN,
    "date": DATE, "created_time": DATE, "last_edited_time": DATE, "created_by": PERSON,
    "last_edited_by": PERSON, "people": list_of(PERSON), "multi_select": list_of(TEXT),
    "files": list_of(TEXT),
}  # fmt: skip
Trail = frozenset[str]
"""Ids of the columns that are being looked into: what refers to one of them runs in a circle."""


def kind_of_column(
    space: Notion, source: DataSource, prop: Property, trail: Trail = frozenset()
) -> Kind:
    """The kind of a column's values. Raises FormulaError when it refers to itself."""
    if f"{source.id} {prop.id}" in trail:
        raise FormulaError(f'Circular reference in "{prop.name}".')
    trail |= {f"{source.id} {prop.id}"}
    if prop.type == "relation":
        return list_of(Kind("page", source=prop.config["data_source_id"]))
    if prop.type == "rollup":
        return _rollup(space, source, prop, trail)
    if prop.type == "formula":
        return _formula(space, prop, trail)
    return PLAIN.get(prop.type, ANY)


def kind_of_formula(space: Notion, prop: Property) -> Kind:
    """What a stored formula results in; a broken one in anything."""
    try:
        return _formula(space, prop, frozenset())
    except FormulaError:
        return ANY


def _formula(space: Notion, prop: Property, trail: Trail) -> Kind:
    node = parse(prop.config["expression"])
    return checking.checked(checking.Scope(space, None, trail=trail), node)[1]


def _rollup(space: Notion, source: DataSource, prop: Property, trail: Trail) -> Kind:
    kind = kind_of(prop.config["function"])
    if kind != "array":
        return NUMBER if kind == "number" else DATE
    relation = source.properties.get(prop.config["relation_property_id"])
    target = space.data_sources.get(relation.config.get("data_source_id", "")) if relation else None
    column = target.properties.get(prop.config["rollup_property_id"]) if target else None
    if target is None or column is None:
        return list_of(ANY)
    inner = kind_of_column(space, target, column, trail)
    return inner if inner.item is not None else list_of(inner)
