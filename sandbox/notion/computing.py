"""What cells come to, formulas and rollups included, at the present moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from sandbox.notion import cells
from sandbox.notion.formulas.evaluating import Row, evaluate
from sandbox.notion.formulas.kinds import ANY, BOOLEAN, DATE, NUMBER, Kind, as_text
from sandbox.notion.formulas.schema import kind_of_formula
from sandbox.notion.model import DataSource, Json, Page, Property
from sandbox.notion.rollups import kind_of, roll, unique_places, whole
from sandbox.notion.sight import FIRST, Sight
from sandbox.notion.space import Notion
from sandbox.notion.spans import Span, shown_span

Item = Callable[[Notion, Page, Property], Json]
"""A value as answers show it, with its id."""

RESULTS: Mapping[str, str] = {
    "string": "text", "number": "number", "boolean": "checkbox", "date": "date",
}  # fmt: skip
"""Type of a formula's result → the family that it compares with."""
PER_GROUP = frozenset({"count_per_group", "percent_per_group"})


def compute(space: Notion, page: Page, prop: Property, item: Item) -> Json:
    """What stands under ``formula`` or ``rollup`` in an answer."""
    sight = Sight(space, short=space.switches.rollup_over_25)
    if prop.type == "formula":
        return formula_json(evaluate(Row(sight, page, value), prop), kind_of_formula(space, prop))
    return rollup_json(sight, page, prop, item)


def value(sight: Sight, page: Page, prop: Property) -> Any:
    """What stands in any cell, as ``cells`` says; in a rollup that shows values a tuple of them."""
    if prop.type not in {"formula", "rollup"}:
        return cells.value(sight, page, prop)
    if prop.type == "rollup":
        inner = sight.through(page, prop)
        return None if inner is None else _rolled(inner, page, prop)
    kind = formula_type(sight.space, prop)
    return _comparable(evaluate(Row(sight, page, value), prop), kind)


def family(space: Notion, source: DataSource, prop: Property) -> str:
    """The family of a column; ``array`` for a rollup that shows values, ``none`` for what cannot
    be compared."""
    if prop.type == "formula":
        return RESULTS[formula_type(space, prop)]
    if prop.type == "rollup":
        return rollup_type(space, source, prop)
    return cells.FAMILIES.get(prop.type, "none")


def formula_type(space: Notion, prop: Property) -> str:
    """``string``, ``number``, ``boolean`` or ``date``."""
    return result_of(kind_of_formula(space, prop))


def result_of(kind: Kind) -> str:
    """The type of an answer for a kind of values; what is none of them is told in words."""
    return {NUMBER: "number", BOOLEAN: "boolean", DATE: "date"}.get(kind, "string")


def rollup_type(space: Notion, source: DataSource, prop: Property) -> str:
    """``number``, ``date``, ``array``, or ``unsupported`` for a rollup of a rollup, unless the
    sandbox is switched so."""
    target = rolled_up(space, source, prop)
    if target is not None and _is_nested(space, target[1]):
        return "unsupported"
    return kind_of(prop.config["function"])


def rolled_up(
    space: Notion, source: DataSource, prop: Property
) -> tuple[DataSource, Property] | None:
    """The column whose cells a rollup collects; nothing when it, or the relation, is gone."""
    relation = source.properties.get(prop.config["relation_property_id"])
    if relation is None or relation.type != "relation":
        return None
    target = space.data_sources.get(relation.config["data_source_id"])
    column = target.properties.get(prop.config["rollup_property_id"]) if target else None
    return None if target is None or column is None else (target, column)


def formula_json(found: Any, kind: Kind) -> Json:
    """The result of a formula; where its kind is unknown it is what it turned out to be."""
    if kind == ANY and found is not None:
        kind = {bool: BOOLEAN, int: NUMBER, float: NUMBER, Span: DATE}.get(type(found), ANY)
    name = result_of(kind)
    shown = _comparable(found, name)
    return {"type": name, name: shown_span(shown) if name == "date" else shown}


def _comparable(found: Any, name: str) -> Any:
    """A result as one of the four types; nothing for what does not fit it."""
    match name:
        case "boolean":
            return found is True
        case "number":
            fits = isinstance(found, int | float) and not isinstance(found, bool)
            return whole(found) if fits and isfinite(found) else None
        case "date":
            return found if isinstance(found, Span) else None
    return as_text(found)


def rollup_json(sight: Sight, page: Page, prop: Property, item: Item) -> Json:
    """The result of a rollup, values and all."""
    source, function = sight.source_of(page), prop.config["function"]
    kind = rollup_type(sight.space, source, prop) if source else "unsupported"
    found: Json = {"type": kind, kind: None}
    if kind == "unsupported":
        found[kind] = {}
    elif kind == "array":
        found[kind] = [_bare(item(sight.space, *one)) for one in collected(sight, page, prop)]
    else:
        rolled = _rolled(sight, page, prop)
        found[kind] = shown_span(rolled) if kind == "date" else rolled
    return found | {"function": function}


def collected(sight: Sight, page: Page, prop: Property) -> list[tuple[Page, Property]]:
    """The cells that a rollup shows: each related row and the column; for ``show_unique`` only
    the first of those that are equal."""
    rows, target = _rows(sight, page, prop)
    if target is None:
        return []
    if prop.config["function"] == "show_unique":
        found = [value(sight, row, target) for row in rows]
        rows = [rows[place] for place in unique_places(found)]
    return [(row, target) for row in rows]


def _rolled(sight: Sight, page: Page, prop: Property) -> Any:
    function = prop.config["function"]
    if kind_of(function) == "array":
        return tuple(value(sight, *one) for one in collected(sight, page, prop))
    rows, target = _rows(sight, page, prop)
    if target is None or _is_nested(sight.space, target):
        return roll(function, ())
    found = [value(sight, row, target) for row in rows]
    return roll(function, _complete(target, found) if function in PER_GROUP else found)


def _rows(sight: Sight, page: Page, prop: Property) -> tuple[list[Page], Property | None]:
    source = sight.source_of(page)
    target = rolled_up(sight.space, source, prop) if source else None
    if source is None or target is None:
        return [], None
    rows = sight.related(page, source.properties[prop.config["relation_property_id"]])
    return rows[:FIRST] if sight.short else rows, target[1]


def _is_nested(space: Notion, target: Property) -> bool:
    return target.type == "rollup" and not space.switches.nested_rollups


def _complete(target: Property, found: list[Any]) -> list[Any]:
    """Cells of a status without those that are not in its last group, ``Complete``."""
    groups = target.config.get("groups") if target.type == "status" else None
    if not groups:
        return found
    done = {one["name"] for one in target.config["options"]
            if one["id"] in groups[-1]["option_ids"]}  # fmt: skip
    return [cell if cell in done else None for cell in found]


def _bare(shown: Mapping[str, Any]) -> Json:
    """A value within a rollup has no id."""
    return {key: one for key, one in shown.items() if key != "id"}
