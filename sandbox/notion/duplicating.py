"""A template taken over into a workspace: a copy of a whole page in which nothing keeps its id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.notion.ids import decoded, encoded
from sandbox.notion.model import (
    TITLE,
    Block,
    Database,
    DataSource,
    Json,
    Node,
    Page,
    Parent,
    Property,
    View,
)
from sandbox.notion.operations import move
from sandbox.notion.operations_schema import new_id, rows_of
from sandbox.notion.page.copies import duplicate
from sandbox.notion.space import Notion

Renamed = Mapping[str, Mapping[str, str]]
"""Id of a data source → old id of a column or option → the new one."""
TOKEN = re.compile(r"\{\{notion:block_property:([^:}]+):([^:}]+):([^}]+)\}\}")


def duplicate_template(space: Notion, page: Page, by: str, into: Parent | None = None) -> Page:
    """A copy at the top of the workspace, or below another page, under the same title. Columns
    and options get new ids, too."""
    title = [*page.values.get(TITLE, [])]
    made = duplicate(space, page, by)
    assert isinstance(made, Page)
    made.values[TITLE] = title
    move(space, made.id, into or Parent("workspace"), by)
    sources = [one for one in inside(space, made) if isinstance(one, DataSource)]
    renamed = {source.id: _new_ids(space, source) for source in sources}
    for source in sources:
        _renew_rows(space, source, renamed[source.id])
        _renew_columns(source, renamed)
    for view in space.views.values():
        if view.data_source in renamed:
            _renew_view(view, renamed[view.data_source])
    return made


def inside(space: Notion, node: Node) -> Iterator[Node]:
    """A thing and all below it."""
    yield node
    parts: list[str] = []
    if isinstance(node, Page | Block):
        parts = node.children
    elif isinstance(node, Database):
        parts = node.data_sources
    elif isinstance(node, DataSource):
        parts = node.rows
    for one in parts:
        found = space.node(one)
        if found is not None:
            yield from inside(space, found)


def _new_ids(space: Notion, source: DataSource) -> dict[str, str]:
    found = {key: new_id(space, source) for key in source.properties if key != TITLE}
    for prop in source.properties.values():
        options = (*prop.config.get("options", ()), *prop.config.get("groups", ()))
        found |= {one["id"]: space.uuid() for one in options}
    return found


def _renew_rows(space: Notion, source: DataSource, new: Mapping[str, str]) -> None:
    for page in rows_of(space, source):
        page.values = {
            new.get(key, key): _options(source.properties[key], value, new)
            for key, value in page.values.items() if key in source.properties
        }  # fmt: skip
    source.last_number = {new.get(key, key): one for key, one in source.last_number.items()}


def _options(prop: Property, value: Any, new: Mapping[str, str]) -> Any:
    if "options" not in prop.config:
        return value
    if isinstance(value, list):
        return [new.get(one, one) for one in value]
    return new.get(value, value)


def _renew_columns(source: DataSource, renamed: Renamed) -> None:
    new = renamed[source.id]
    relations = {key: str(one.config.get("data_source_id", ""))
                 for key, one in source.properties.items()}  # fmt: skip
    for prop in source.properties.values():
        prop.config = _renewed(prop, source, relations, renamed)
        prop.id = new.get(prop.id, prop.id)
    source.properties = {prop.id: prop for prop in source.properties.values()}


def _renewed(
    prop: Property, source: DataSource, relations: Mapping[str, str], renamed: Renamed
) -> Json:
    own, config = renamed[source.id], dict(prop.config)
    if prop.type == "formula":
        config["expression"] = TOKEN.sub(lambda found: _token(found, renamed), config["expression"])
    elif prop.type == "rollup":
        relation, rolled = config["relation_property_id"], config["rollup_property_id"]
        other = renamed.get(relations.get(relation, ""), {})
        config["relation_property_id"] = own.get(relation, relation)
        config["rollup_property_id"] = other.get(rolled, rolled)
    elif "synced_property_id" in config:
        twin = config["synced_property_id"]
        config["synced_property_id"] = renamed[config["data_source_id"]].get(twin, twin)
    for name in ("options", "groups"):
        if name in config:
            config[name] = [_renewed_option(one, own) for one in config[name]]
    return config


def _renewed_option(option: Json, new: Mapping[str, str]) -> Json:
    found = {**option, "id": new[option["id"]]}
    if "option_ids" in found:
        found["option_ids"] = [new[one] for one in found["option_ids"]]
    return found


def _token(found: re.Match[str], renamed: Renamed) -> str:
    key, source, workspace = found.groups()
    prop = renamed.get(source, {}).get(decoded(key), decoded(key))
    return f"{{{{notion:block_property:{encoded(prop)}:{source}:{workspace}}}}}"


def _renew_view(view: View, new: Mapping[str, str]) -> None:
    view.filter = _swapped(view.filter, new)
    view.sorts = _swapped(view.sorts, new)
    view.configuration = _swapped(view.configuration, new)
    quick = view.quick_filters
    view.quick_filters = quick and {new.get(key, key): one for key, one in quick.items()}


def _swapped(kept: Any, new: Mapping[str, str]) -> Any:
    if isinstance(kept, dict):
        return {key: _swapped(one, new) for key, one in kept.items()}
    if isinstance(kept, list):
        return [_swapped(one, new) for one in kept]
    return new.get(kept, kept) if isinstance(kept, str) else kept
