"""Views as answers show them."""

from __future__ import annotations

from typing import Any

from sandbox.notion.ids import encoded, undashed
from sandbox.notion.model import Json, View
from sandbox.notion.moments import exact
from sandbox.notion.rendering import page_url, parent_json, title_of
from sandbox.notion.rendering_users import partial_user
from sandbox.notion.space import Notion
from sandbox.notion.views import dashboard_of


def view_json(space: Notion, view: View) -> Json:
    """A view; the ids of columns in it are percent-encoded."""
    database = view.parent.id
    address = page_url(space, database, title_of(space, database))
    quick = view.quick_filters
    found: Json = {
        "object": "view",
        "id": view.id,
        "parent": parent_json(space, view.parent),
        "data_source_id": view.data_source,
        "name": view.name,
        "type": view.type,
        "created_time": exact(view.created),
        "created_by": partial_user(view.created_by),
        "last_edited_time": exact(view.edited),
        "last_edited_by": partial_user(view.edited_by),
        "url": f"{address}?v={undashed(view.id)}",
        "filter": _outward(view.filter),
        "sorts": _outward(view.sorts) or None,
        "quick_filters": quick and {encoded(key): one for key, one in quick.items()},
        "configuration": _outward(view.configuration),
    }
    if view.type == "dashboard":
        found["configuration"].setdefault("rows", [])
    dashboard = dashboard_of(space, view)
    return found if dashboard is None else found | {"dashboard_view_id": dashboard.id}


def brief_view(space: Notion, view: View) -> Json:
    """What is left to say of a view that was deleted."""
    return {
        "object": "view", "id": view.id, "parent": parent_json(space, view.parent),
        "type": view.type,
    }  # fmt: skip


def _outward(kept: Any) -> Any:
    if isinstance(kept, list):
        return [_outward(one) for one in kept]
    if not isinstance(kept, dict):
        return kept
    return {key: encoded(one) if _names_a_column(key, one) else _outward(one)
            for key, one in kept.items()}  # fmt: skip


def _names_a_column(key: str, value: object) -> bool:
    named = key == "property" or key.endswith(("property_id", "map_by"))
    return named and isinstance(value, str)
