"""Views: what a connection or a person does to them. Bodies are checked here, for both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sandbox.notion.errors import invalid
from sandbox.notion.fitting import (
    Shape,
    listed,
    misfit,
    missing,
    nullable,
    record,
    text,
    variants,
    whole,
    word,
)
from sandbox.notion.grouping import known_column
from sandbox.notion.model import Database, DataSource, Json, Page, Parent, View
from sandbox.notion.querying import check_view
from sandbox.notion.space import Notion
from sandbox.notion.view_shapes import VIEW_TYPES, configuration

DEFAULT = "Default view"
DIRECTION = word("ascending", "descending")
TIMESTAMP = word("created_time", "last_edited_time")
PLACEMENT = variants("type", {
    "new_row": record({"type": text}, {"row_index": whole}),
    "existing_row": record({"type": text, "row_index": whole}),
})  # fmt: skip
POSITION = variants("type", {
    "start": record({"type": text}), "end": record({"type": text}),
    "after_view": record({"type": text, "view_id": text}),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A view as it shall be made; ``looks`` holds filter, sorts and configuration as sent."""

    name: str
    type: str
    looks: Json
    position: Json | None = None
    """Among the views of a database."""
    placement: Json | None = None
    """Among the widgets of a dashboard."""


def add_default_view(space: Notion, database: Database, source: DataSource, by: str) -> View:
    """The table that every new data source comes with."""
    return add_view(space, database, source, Wanted(DEFAULT, "table", {}), by)


def add_view(
    space: Notion, database: Database, source: DataSource, wanted: Wanted, by: str
) -> View:
    """One more tab of a database."""
    view = make_view(space, database.id, source, wanted, by)
    database.views.insert(_place(database, wanted.position), view.id)
    space.views[view.id] = view
    space.emit("view.created", view.id, by, view_type=view.type)
    return view


def make_view(space: Notion, database_id: str, source: DataSource, wanted: Wanted, by: str) -> View:
    """A view that stands nowhere yet. Raises what does not fit."""
    word(*VIEW_TYPES)(wanted.type, "body.type")
    now = space.now()
    view = View(
        space.uuid(), Parent("database_id", database_id), now, now, by, by,
        data_source=source.id, name=wanted.name, type=wanted.type,
    )  # fmt: skip
    given = wanted.looks.get("configuration")
    if given is None and wanted.type in {"board", "calendar", "timeline", "chart"}:
        raise missing("body.configuration")
    view.configuration = {"type": wanted.type}
    apply_looks(view, source, wanted.looks)
    check_view(space, view)
    return view


def change_view(space: Notion, view: View, name: str | None, looks: Json, by: str) -> None:
    """Rename it, or let it show other things; what is not named stays."""
    source = space.data_sources[view.data_source]
    before = (view.name, view.filter, view.sorts, view.quick_filters, view.configuration)
    tried = replace(view)
    apply_looks(tried, source, looks)
    check_view(space, tried)
    apply_looks(view, source, looks)
    view.name = view.name if name is None else name
    after = (view.name, view.filter, view.sorts, view.quick_filters, view.configuration)
    if before == after:
        return
    space.touch(view, by)
    fields = [key for key in ("filter", "sorts", "configuration") if key in looks]
    updated = ["name", *fields] if name is not None else fields
    space.emit("view.updated", view.id, by, updated_fields=updated)


def delete_view(space: Notion, view: View, by: str) -> None:
    """Take a view away; a database keeps at least one."""
    database = space.databases[view.parent.id]
    if view.id in database.views:
        if len(database.views) == 1:
            raise invalid("Cannot delete the last view of a database.")
        database.views.remove(view.id)
    for other in space.views.values():
        _drop_widget(other, view.id)
    del space.views[view.id]
    space.emit("view.deleted", view.id, by, parent=database.id)


def add_widget(space: Notion, dashboard: View, source: DataSource, wanted: Wanted, by: str) -> View:
    """A view inside a dashboard: in a row of its own, or beside others."""
    view = make_view(space, dashboard.parent.id, source, wanted, by)
    rows: list[Json] = dashboard.configuration.get("rows", [])
    widget: Json = {"id": space.uuid(), "view_id": view.id}
    where = wanted.placement or {"type": "new_row"}
    index = where.get("row_index", len(rows))
    if where["type"] == "existing_row":
        if index >= len(rows):
            raise misfit("body.placement.row_index", "the index of a row", index)
        rows[index]["widgets"].append(widget)
    else:
        rows.insert(index, {"id": space.uuid(), "widgets": [widget]})
    dashboard.configuration["rows"] = rows
    space.views[view.id] = view
    space.emit("view.created", view.id, by, view_type=view.type)
    return view


def add_linked_database(
    space: Notion, page: Page, source: DataSource, by: str, *, after: str = ""
) -> Database:
    """A database without rows of its own: it shows those of another one."""
    now = space.now()
    database = Database(
        space.uuid(), Parent("page_id", page.id), now, now, by, by,
        title=[*source.title], inline=True,
    )  # fmt: skip
    space.databases[database.id] = database
    place = page.children.index(after) + 1 if after in page.children else len(page.children)
    page.children.insert(place, database.id)
    space.emit("database.created", database.id, by)
    return database


def dashboard_of(space: Notion, view: View) -> View | None:
    """The dashboard in which a view is a widget."""
    return next((one for one in space.views.values() if view.id in widgets_of(one)), None)


def widgets_of(view: View) -> list[str]:
    """Ids of the views in a dashboard."""
    rows = view.configuration.get("rows", [])
    return [widget["view_id"] for row in rows for widget in row["widgets"]]


def apply_looks(view: View, source: DataSource, looks: Json) -> None:
    """Check filter, sorts, quick filters and configuration, and keep them by property id."""
    if "filter" in looks:
        view.filter = fit_filter(source, looks["filter"])
    if "sorts" in looks:
        view.sorts = _sorts(source, looks["sorts"])
    if "quick_filters" in looks:
        view.quick_filters = _quick(source, view.quick_filters, looks["quick_filters"])
    if looks.get("configuration") is not None:
        view.configuration = _configured(view, source, looks["configuration"])


def _configured(view: View, source: DataSource, given: Any) -> Json:
    """The keys given, on top of what was there; null takes one away."""
    path = "body.configuration"
    if not isinstance(given, dict):
        raise misfit(path, "an object", given)
    if view.type == "dashboard":
        raise misfit(path, "not present", given)
    if given.get("type", view.type) != view.type:
        raise misfit(f"{path}.type", f'`"{view.type}"`', given["type"])
    found: Json = configuration(source)(given, path)
    return {key: one for key, one in {**view.configuration, **found}.items() if one is not None}


def fit_filter(source: DataSource, given: Any, path: str = "body.filter") -> Json | None:
    """A filter with ids in place of names. Raises what a query would."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise misfit(path, "an object", given)
    for joint in ("and", "or"):
        if joint in given:
            return {joint: listed(partial(_part, source))(given[joint], f"{path}.{joint}")}
    if "property" in given:
        named = text(given["property"], f"{path}.property")
        return {**given, "property": known_column(source, named).id}
    if "timestamp" not in given:
        raise missing(f"{path}.property")
    return {**given}


def _part(source: DataSource, given: Any, path: str) -> Json:
    found = fit_filter(source, given, path)
    if found is None:
        raise misfit(path, "an object", given)
    return found


def _sorts(source: DataSource, given: Any) -> list[Json]:
    found = nullable(listed(partial(_sort, source)))(given, "body.sorts")
    return found or []


def _sort(source: DataSource, given: Any, path: str) -> Json:
    by_column: Shape = record({"property": text, "direction": DIRECTION})
    by_time: Shape = record({"timestamp": TIMESTAMP, "direction": DIRECTION})
    timed = isinstance(given, dict) and "timestamp" in given
    found: Json = (by_time if timed else by_column)(given, path)
    if not timed:
        found["property"] = known_column(source, found["property"]).id
    return found


def _quick(source: DataSource, before: Json | None, given: Any) -> Json | None:
    """Conditions by column; null takes one away, or all of them."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise misfit("body.quick_filters", "an object", given)
    found = dict(before or {})
    for reference, condition in given.items():
        column = known_column(source, reference)
        if condition is None:
            found.pop(column.id, None)
            continue
        if not isinstance(condition, dict):
            raise misfit(f"body.quick_filters.{reference}", "an object", condition)
        found[column.id] = condition
    return found or None


def _place(database: Database, position: Json | None) -> int:
    if position is None or position["type"] == "end":
        return len(database.views)
    if position["type"] == "start":
        return 0
    if position["view_id"] not in database.views:
        raise misfit("body.position.view_id", "a view of the database", position["view_id"])
    return database.views.index(position["view_id"]) + 1


def _drop_widget(view: View, widget: str) -> None:
    rows = view.configuration.get("rows")
    if rows is None:
        return
    for row in rows:
        row["widgets"] = [one for one in row["widgets"] if one["view_id"] != widget]
    view.configuration["rows"] = [row for row in rows if row["widgets"]]
