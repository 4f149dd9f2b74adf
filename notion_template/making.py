"""The databases and their columns: found again, or made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import unquote

from notion_template.bound import bound_columns
from notion_template.building import Building
from notion_template.client import Client
from notion_template.home import Inside
from notion_template.properties import TWO_WAY, Json, property_json, relation_json
from notion_template.rich import said
from notion_template.tables import ROLLUPS, TWIN, database_request, marked_tab
from sync.core.binding import BoundColumn, BoundTab
from sync.core.databases import DATABASES, LINKS, columns_of
from sync.transport import TransportError

IN_ORDER = ("key_results", "objectives", *(
    tab for tab in DATABASES if tab not in {"key_results", "objectives"}
))  # fmt: skip
"""Columns of the objectives come after those of the key results, which they sum up."""


def ensure_databases(building: Building, inside: Inside) -> None:
    """Every database, with its plain columns."""
    there = _marked(building, inside)
    for tab in DATABASES:
        bound = building.binding.tabs.get(tab)
        if bound is None or not _is_there(building.client, bound, inside):
            _replace(building, tab, there.get(tab) or _make(building, tab))
        building.done(f"database.{tab}")


def ensure_columns(building: Building) -> dict[str, dict[str, Json]]:
    """Every relation, then what sums them up, and whatever column is missing. Gives the properties
    of each database by name."""
    schemas = {}
    for tab in IN_ORDER:
        bound = building.binding.tabs[tab]
        shown = building.client.data_sources.retrieve(data_source_id=bound.data_source)
        changes = dict(_missing(building, tab, shown["properties"]))
        if changes:
            shown = building.client.data_sources.update(
                data_source_id=bound.data_source, properties=changes
            )
        schemas[tab] = shown["properties"]
        columns = bound_columns(tab, schemas[tab], building.language, bound)
        building.bind(tab, replace(bound, columns=columns))
        building.done(f"columns.{tab}")
        if tab == "objectives":
            building.note("rollups", bound.data_source)
    return schemas


def _replace(building: Building, tab: str, bound: BoundTab) -> None:
    """Take a database for a tab; what was made of an earlier one is forgotten."""
    made = {step: id_ for step, id_ in building.binding.made.items()
            if not step.startswith(f"view.{tab}.")}  # fmt: skip
    building.binding = replace(building.binding, made=made)
    building.bind(tab, bound)


def _marked(building: Building, inside: Inside) -> dict[str, BoundTab]:
    """Our databases on the page that the binding does not know yet; of two the first."""
    known = {bound.database for bound in building.binding.tabs.values()}
    found: dict[str, BoundTab] = {}
    if len(known.intersection(inside.databases)) == len(DATABASES):
        return found
    for database_id in inside.databases:
        if database_id in known:
            continue
        shown = building.client.databases.retrieve(database_id=database_id)
        tab = marked_tab(said(shown["description"]))
        if tab and tab not in found and not shown["in_trash"] and shown["data_sources"]:
            found[tab] = _bound(shown)
    return found


def _is_there(client: Client, bound: BoundTab, inside: Inside) -> bool:
    """Whether a database still is; people may have moved it away from the page."""
    if bound.database in inside.databases:
        return True
    try:
        return not client.databases.retrieve(database_id=bound.database)["in_trash"]
    except TransportError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return False
        raise


def _make(building: Building, tab: str) -> BoundTab:
    request = database_request(tab, building.language, building.binding.home)
    return _bound(building.client.databases.create(**request))


def _bound(database: Json) -> BoundTab:
    source = database["data_sources"][0]["id"]
    return BoundTab(database["id"], source, {}, said(database["title"]))


def _missing(building: Building, tab: str, shown: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """Columns to add, by name; names that something else bears already are left alone."""
    language, tabs = building.language, building.binding.tabs
    there = bound_columns(tab, shown, language, tabs[tab])
    for column in columns_of(tab):
        name = column.title.of(language)
        target = LINKS.get((tab, column.key))
        if target is not None:
            source = tabs[target].data_source
            if reference := _unlinked(shown, there.get(column.key), name, source):
                yield reference, relation_json(tab, column, language, source)
        elif column.key not in there and name not in shown:
            yield name, property_json(tab, column, language)
    if tab == "objectives" and _needs_summary(building):
        yield from _summary(building, shown)


def _unlinked(
    shown: Mapping[str, Json], there: BoundColumn | None, name: str, source: str
) -> str | None:
    """Name or id of a relation that is not there, or leads to a database that is gone."""
    if there is None:
        return None if name in shown else name
    config = next(one for one in shown.values() if one["id"] == there.id)
    astray = config["type"] == "relation" and config["relation"]["data_source_id"] != source
    return there.id if astray else None


def _needs_summary(building: Building) -> bool:
    """Whether the objectives were not summed up yet; what people took away stays away."""
    done = building.binding.made.get("rollups")
    forgotten = building.complete and done is None
    return not forgotten and done != building.binding.tabs["objectives"].data_source


def _summary(building: Building, shown: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """The other end of the key results' relation under its own name, and rollups over it."""
    twin = _twin(building, shown)
    if twin is None:
        return
    language = building.language
    name = TWIN.of(language)
    if twin["name"] != name and name not in shown:
        yield twin["id"], {"name": name}
    columns = building.binding.tabs["key_results"].columns
    for rollup in ROLLUPS:
        title = rollup.title.of(language)
        if title in shown or rollup.column not in columns:
            continue
        config = {
            "function": rollup.function, "relation_property_id": unquote(twin["id"]),
            "rollup_property_id": unquote(columns[rollup.column].id),
        }  # fmt: skip
        yield title, {"type": "rollup", "rollup": config,
                      "description": rollup.description.of(language)}  # fmt: skip


def _twin(building: Building, shown: Mapping[str, Json]) -> Json | None:
    tab, key = TWO_WAY
    ours = building.binding.tabs[tab].columns.get(key)
    for one in shown.values():
        if one["type"] == "relation" and ours is not None:
            there = one["relation"].get("dual_property") or {}
            if unquote(there.get("synced_property_id", "")) == unquote(ours.id):
                return one
    return None
