"""What connections and people do to columns: add, rename, describe, retype, delete, set options."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.notion.converting import converted
from sandbox.notion.errors import invalid
from sandbox.notion.model import TITLE, DataSource, Json, Page, Property
from sandbox.notion.operations import number_row, twin_of
from sandbox.notion.options import default_option, regrouped
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain

OPTIONAL = frozenset({"select", "multi_select", "status"})
"""Types with options."""


def add_property(space: Notion, source: DataSource, wanted: Property, by: str) -> Property:
    """One more column; without an id it gets one. A relation whose settings say
    ``"type": "dual_property"`` makes its twin, called ``twin`` or as Notion calls it."""
    free_name(source, wanted.name)
    key = wanted.id or (TITLE if wanted.type == "title" else new_id(space, source))
    prop = replace(wanted, id=key, config=_kept(wanted.config))
    source.properties[prop.id] = prop
    _fill(space, source, prop)
    _link(space, source, prop, wanted.config, by)
    schema_changed(space, source, prop, "created", by)
    return prop


def _link(space: Notion, source: DataSource, prop: Property, config: Json, by: str) -> None:
    if prop.type == "relation" and config.get("type") == "dual_property":
        add_twin(space, source, prop, str(config.get("twin", "")), by)


def new_id(space: Notion, source: DataSource) -> str:
    """An id that no column of the data source has."""
    key = space.property_id()
    return new_id(space, source) if key in source.properties else key


def free_name(source: DataSource, name: str, own: str = "") -> None:
    """Refuse a name that another column has."""
    if not name:
        raise invalid("Property name cannot be empty.")
    if any(one.name == name and one.id != own for one in source.properties.values()):
        raise invalid(f'A property named "{name}" already exists.')


def _kept(config: Json) -> Json:
    return {key: value for key, value in config.items() if key not in {"type", "twin"}}


def _fill(space: Notion, source: DataSource, prop: Property) -> None:
    """Values that the rows have at once."""
    if prop.type == "unique_id":
        source.last_number[prop.id] = 0
    for page in rows_of(space, source):
        if prop.type == "unique_id":
            number_row(source, prop, page)
        elif prop.type == "status":
            page.values[prop.id] = default_option(prop)


def rows_of(space: Notion, source: DataSource) -> list[Page]:
    """All rows, trashed ones too."""
    return [space.pages[one] for one in source.rows]


def add_twin(space: Notion, source: DataSource, prop: Property, name: str, by: str) -> None:
    """The column at the other end of a relation."""
    target = space.data_sources[prop.config["data_source_id"]]
    name = name or f"Related to {plain(source.title)} ({prop.name})"
    names = {one.name for one in target.properties.values()}
    while name in names:
        name += " 1"
    config = {"data_source_id": source.id, "synced_property_id": prop.id}
    twin = Property(new_id(space, target), name, "relation", config, None, prop.by_api)
    target.properties[twin.id] = twin
    prop.config["synced_property_id"] = twin.id
    for page in rows_of(space, source):
        for other in page.values.get(prop.id) or []:
            space.pages[other].values.setdefault(twin.id, []).append(page.id)
    schema_changed(space, target, twin, "created", by)


def rename_property(space: Notion, source: DataSource, key: str, name: str, by: str) -> None:
    """Call a column something else; its id stays."""
    free_name(source, name, key)
    source.properties[key].name = name
    schema_changed(space, source, source.properties[key], "updated", by)


def describe_property(
    space: Notion, source: DataSource, key: str, description: str | None, by: str
) -> None:
    """Change what people read about a column."""
    source.properties[key].description = description
    schema_changed(space, source, source.properties[key], "updated", by)


def delete_property(space: Notion, source: DataSource, key: str, by: str) -> None:
    """Take a column and its values away. The other end of a two-way relation stays, alone."""
    if key == TITLE:
        raise invalid("Cannot delete the title property.")
    prop = source.properties[key]
    _untwin(space, prop)
    del source.properties[key]
    source.last_number.pop(key, None)
    for page in rows_of(space, source):
        page.values.pop(key, None)
    schema_changed(space, source, prop, "deleted", by)


def _untwin(space: Notion, prop: Property) -> None:
    twin = twin_of(space, prop) if prop.type == "relation" else None
    if twin is not None:
        twin.config.pop("synced_property_id", None)
    prop.config.pop("synced_property_id", None)


def retype_property(space: Notion, source: DataSource, wanted: Property, by: str) -> None:
    """Give the column with the id of ``wanted`` its type and settings; values that mean something
    there are carried over."""
    prop = source.properties[wanted.id]
    if (prop.id == TITLE) != (wanted.type == "title"):
        raise invalid("The title property cannot change its type, nor another become one.")
    old = replace(prop, config=dict(prop.config))
    _untwin(space, prop)
    source.last_number.pop(prop.id, None)
    prop.type, prop.config, prop.by_api = wanted.type, _kept(wanted.config), wanted.by_api
    _convert(space, source, old, prop)
    _fill_gaps(space, source, prop)
    _link(space, source, prop, wanted.config, by)
    schema_changed(space, source, prop, "updated", by)


def _convert(space: Notion, source: DataSource, old: Property, new: Property) -> None:
    for page in rows_of(space, source):
        value: Any = converted(space, old, new, page.values.pop(old.id, None))
        if value is not None:
            page.values[new.id] = value


def _fill_gaps(space: Notion, source: DataSource, prop: Property) -> None:
    if prop.type == "unique_id":
        _fill(space, source, prop)
    elif prop.type == "status":
        for page in rows_of(space, source):
            if page.values.get(prop.id) is None:
                page.values[prop.id] = default_option(prop)


def set_config(space: Notion, source: DataSource, key: str, config: Json, by: str) -> None:
    """Other settings for a column that keeps its type: format, prefix, expression …"""
    prop = source.properties[key]
    if prop.config == config:
        return
    prop.config = config
    schema_changed(space, source, prop, "updated", by)


def set_options(
    space: Notion, source: DataSource, key: str, options: list[Json], by: str
) -> None:  # fmt: skip
    """Put a new list of options, as stored, in place of the old one; what is gone vanishes from
    the rows. New options of a status stand in its first group."""
    prop = source.properties[key]
    config = {**prop.config, "options": options}
    replace_options(space, source, prop, regrouped(config) if prop.type == "status" else config, by)


def replace_options(
    space: Notion, source: DataSource, prop: Property, config: Json, by: str
) -> None:  # fmt: skip
    """The same with the groups of a status."""
    known = {option["id"] for option in config["options"]}
    changed, prop.config = prop.config != config, config
    for page in rows_of(space, source):
        value = page.values.get(prop.id)
        if isinstance(value, list):
            page.values[prop.id] = [one for one in value if one in known]
        elif value is not None and value not in known:
            page.values[prop.id] = default_option(prop) if prop.type == "status" else None
    if changed:
        schema_changed(space, source, prop, "updated", by)


def schema_changed(
    space: Notion, source: DataSource, prop: Property, action: str, by: str
) -> None:  # fmt: skip
    """Tell of a column that was created, updated or deleted."""
    space.touch(source, by)
    space.emit(
        "data_source.schema_updated", source.id, by,
        updated_properties=[{"id": prop.id, "name": prop.name, "action": action}],
    )  # fmt: skip
