"""A database as one of its views shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.notion.errors import NotionError
from sandbox.notion.filters import read_filter
from sandbox.notion.model import Database, DataSource, Json, Page, Property, View
from sandbox.notion.page.cells import Cells, row_json
from sandbox.notion.page.charts import chart_json
from sandbox.notion.page.columns import all_columns, column_json, columns_of
from sandbox.notion.page.groups import can_move, group_json, groups_of
from sandbox.notion.page.naming import brief
from sandbox.notion.page.rules import rules_of
from sandbox.notion.page.words import Words
from sandbox.notion.sight import Sight
from sandbox.notion.sorting import in_order, read_sorts
from sandbox.notion.space import Notion
from sandbox.notion.views import widgets_of

FIRST = 100
"""Rows that are drawn before somebody asks for more."""


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, in which words, at which views, how far down."""

    cells: Cells
    words: Words
    me: str = ""
    views: Mapping[str, str] = field(default_factory=dict)
    """Id of a database → the view chosen."""
    more: Mapping[str, int] = field(default_factory=dict)
    """Id of a database → rows to draw beyond the first."""

    @property
    def space(self) -> Notion:
        return self.cells.space


def base_json(look: Look, database: Database) -> Json:
    """A database with its tabs and what the chosen one shows."""
    views = [look.space.views[one] for one in database.views if one in look.space.views]
    wanted = look.views.get(database.id, "")
    chosen = next((one for one in views if one.id == wanted), views[0] if views else None)
    source = _source_of(look.space, database, chosen)
    shown: Json = {
        **brief(database), "views": [_tab(one) for one in views],
        "shut": look.space.is_trashed(database.id),
        "locked": database.locked or look.space.is_trashed(database.id),
    }  # fmt: skip
    return {**shown, **_seen(look, database, source, chosen)}


def _source_of(space: Notion, database: Database, view: View | None) -> DataSource | None:
    named = [view.data_source] if view else []
    return next((space.data_sources[one] for one in (*named, *database.data_sources)
                 if one in space.data_sources), None)  # fmt: skip


def _tab(view: View) -> Json:
    return {"id": view.id, "name": view.name, "type": view.type}


def _seen(look: Look, database: Database, source: DataSource | None, view: View | None) -> Json:
    """The part that differs from view to view."""
    if source is None:
        return {"source": "", "view": None, "rules": [], "rows": [], "columns": [], "all": []}
    shown: Json = {
        "source": source.id, "view": _tab(view) if view else None,
        "columns": columns_of(source, view),
        "all": [column_json(one) for one in all_columns(source)],
        "rules": [] if view is None else rules_of(look.cells, source, view, look.words),
        "wrap": bool(view and view.configuration.get("wrap_cells")),
    }  # fmt: skip
    if view is not None and view.type == "dashboard":
        return {**shown, "rows": [], "more": 0, "widgets": _widgets(look, database, view)}
    found = rows_of(look, source, view)
    shown["more"] = max(0, len(found) - FIRST - look.more.get(database.id, 0))
    drawn = found[: len(found) - shown["more"]]
    if view is not None and view.type == "chart":
        return {
            **shown,
            "rows": [],
            "more": 0,
            "chart": chart_json(look.cells, source, view, found),
        }
    return {
        **shown,
        "rows": _rows(look, source, view, drawn),
        **_grouped(look, source, view, drawn),
    }


def _widgets(look: Look, database: Database, dashboard: View) -> list[Json]:
    views = [look.space.views[one] for one in widgets_of(dashboard) if one in look.space.views]
    return [
        {**brief(database), "shut": False, "locked": True,
         **_seen(look, database, look.space.data_sources.get(one.data_source), one)}
        for one in views if one.type != "dashboard"
    ]  # fmt: skip


def rows_of(look: Look, source: DataSource, view: View | None) -> list[Page]:
    """The rows of a view, filtered and sorted; without sorting in the order of their making."""
    found = [look.space.pages[one] for one in source.rows if one in look.space.pages]
    found = [page for page in found if not page.in_trash]
    if view is None:
        return found
    sight = Sight(look.space, me=look.me)
    try:
        test = read_filter(sight, source, view.filter)
        sorts = read_sorts(sight, source, view.sorts)
    except NotionError:
        return found
    kept = [page for page in found if test(page)]
    return in_order(source, kept, sorts) if view.sorts else kept


def _rows(
    look: Look, source: DataSource, view: View | None, pages: Sequence[Page]
) -> list[Json]:  # fmt: skip
    days = _days(source, view)
    talked = Counter(one.parent.id for one in look.space.comments.values()
                     if not one.resolved and not one.in_trash)  # fmt: skip
    shown = [source.properties[one["id"]] for one in columns_of(source, view)]
    return [{**row_json(look.cells, page, shown), "comments": talked[page.id],
             **_span(look.cells, page, days)} for page in pages]  # fmt: skip


def _days(source: DataSource, view: View | None) -> list[Property]:
    """The columns by which a calendar or a timeline places rows."""
    asked = view.configuration if view else {}
    ids = [asked.get("date_property_id"), asked.get("end_date_property_id")]
    return [source.properties[one] for one in ids if one in source.properties]


def _span(cells: Cells, page: Page, days: Sequence[Property]) -> Json:
    if not days:
        return {}
    found = [cells.cell(page, one) for one in days]
    start = found[0].get("start")
    last = found[-1].get("end") or found[-1].get("start") or found[0].get("end")
    return {"from": start, "to": last}


def _grouped(look: Look, source: DataSource, view: View | None, rows: Sequence[Page]) -> Json:
    by = view.configuration.get("group_by") if view else None
    column = source.properties.get(by.get("property_id", "")) if by else None
    if by is None or column is None:
        return {"groups": None, "grouped": None}
    groups = groups_of(look.cells, source, rows, by)
    grouped = {**column_json(column), "editable": can_move(column, by)}
    return {"groups": [group_json(one) for one in groups], "grouped": grouped}
