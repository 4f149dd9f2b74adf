"""What people do on the page to columns and their options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sandbox.notion import operations_schema as schema
from sandbox.notion.colors import PLAIN
from sandbox.notion.columns import FUNCTIONS, NUMBER_FORMATS
from sandbox.notion.expressions import written_back
from sandbox.notion.model import DataSource, Json, Property
from sandbox.notion.options import default_status, new_option
from sandbox.notion.page.columns import TYPES
from sandbox.notion.page.desk import Desk, GoneError
from sandbox.notion.page.entries import OddError, RefusedError, named

Act = Callable[[Desk], Json | None]


def _add(desk: Desk) -> None:
    source = desk.source()
    kind, config = _kind(desk, source)
    wanted = Property("", _new_name(desk, source), kind, config, by_api=False)
    made = schema.add_property(desk.space, source, wanted, desk.me)
    view = desk.space.views.get(desk.any_text("view"))
    if view is not None and view.configuration.get("properties"):
        view.configuration["properties"].append({"property_id": made.id, "visible": True})


def _retype(desk: Desk) -> None:
    source = desk.source()
    column, (kind, config) = desk.column(source), _kind(desk, source)
    wanted = replace(column, type=kind, config=config, by_api=False)
    schema.retype_property(desk.space, source, wanted, desk.me)


def _kind(desk: Desk, source: DataSource) -> tuple[str, Json]:
    """A type and what it needs to be set up."""
    kind = desk.text("type")
    if kind not in TYPES:
        raise OddError(kind)
    config = CONFIGS.get(kind)
    return kind, config(desk, source) if config else {}


def _relation(desk: Desk, _source: DataSource) -> Json:
    target = desk.space.data_sources.get(desk.id("target"))
    if target is None:
        raise GoneError("target")
    both = "dual_property" if desk.flag("both") else "single_property"
    return {"data_source_id": target.id, "type": both}


def _rollup(desk: Desk, source: DataSource) -> Json:
    relation = desk.column(source, "relation")
    target = desk.space.data_sources.get(str(relation.config.get("data_source_id", "")))
    if target is None or desk.text("function") not in FUNCTIONS:
        raise OddError("relation")
    return {
        "relation_property_id": relation.id,
        "rollup_property_id": desk.column(target, "rolled").id,
        "function": desk.text("function"),
    }


CONFIGS: Mapping[str, Callable[[Desk, DataSource], Json]] = {
    "number": lambda *_: {"format": "number"},
    "select": lambda *_: {"options": []},
    "multi_select": lambda *_: {"options": []},
    "status": lambda desk, _: default_status(desk.space),
    "unique_id": lambda *_: {"prefix": None},
    "relation": _relation,
    "rollup": _rollup,
    "formula": lambda desk, source: {
        "expression": written_back(desk.space, source, desk.text("expression"))
    },
}


def _rename(desk: Desk) -> None:
    source = desk.source()
    column = desk.column(source)
    schema.rename_property(desk.space, source, column.id, _new_name(desk, source, column), desk.me)


def _new_name(desk: Desk, source: DataSource, own: Property | None = None) -> str:
    """A name that no other column has."""
    name = desk.text("name")
    if any(one.name == name and one is not own for one in source.properties.values()):
        raise RefusedError("taken", name)
    return name


def _describe(desk: Desk) -> None:
    source = desk.source()
    text = desk.any_text("text") or None
    schema.describe_property(desk.space, source, desk.column(source).id, text, desk.me)


def _delete(desk: Desk) -> None:
    source = desk.source()
    schema.delete_property(desk.space, source, desk.column(source).id, desk.me)


def _format(desk: Desk) -> None:
    source, number_format = desk.source(), desk.text("format")
    column = desk.column(source)
    if column.type != "number" or number_format not in NUMBER_FORMATS:
        raise OddError(number_format)
    config = {**column.config, "format": number_format}
    schema.set_config(desk.space, source, column.id, config, desk.me)


def _options(desk: Desk, change: Callable[[Property, list[Json]], list[Json]]) -> None:
    source = desk.source()
    column = desk.column(source)
    if column.type not in {"select", "multi_select"}:
        raise OddError(column.type)
    options = change(column, [dict(one) for one in column.config["options"]])
    schema.set_options(desk.space, source, column.id, options, desk.me)


def _add_option(desk: Desk) -> None:
    name = named(desk.text("name"))

    def change(_column: Property, options: list[Json]) -> list[Json]:
        _free(options, name)
        return [*options, new_option(desk.space, name, len(options), _color(desk))]

    _options(desk, change)


def _change_option(desk: Desk) -> None:
    key, name = desk.text("option"), named(desk.text("name"))

    def change(_column: Property, options: list[Json]) -> list[Json]:
        _free([one for one in options if one["id"] != key], name)
        new = {"name": name, "color": _color(desk)}
        return [{**one, **new} if one["id"] == key else one for one in options]

    _options(desk, change)


def _free(options: list[Json], name: str) -> None:
    if any(one["name"].casefold() == name.casefold() for one in options):
        raise RefusedError("taken", name)


def _color(desk: Desk) -> str:
    color = desk.text("color")
    if color not in PLAIN:
        raise OddError(color)
    return color


def _delete_option(desk: Desk) -> None:
    key = desk.text("option")
    _options(desk, lambda _, options: [one for one in options if one["id"] != key])


ACTS: Mapping[str, Act] = {
    "add_column": _add,
    "retype_column": _retype,
    "rename_column": _rename,
    "describe_column": _describe,
    "delete_column": _delete,
    "format_column": _format,
    "add_option": _add_option,
    "change_option": _change_option,
    "delete_option": _delete_option,
}
