"""Views of databases: ``/v1/views`` but their queries."""

from __future__ import annotations

from sandbox.notion.asked import Asked, list_answer, paged, uuid
from sandbox.notion.errors import archived, invalid, not_found
from sandbox.notion.fitting import misfit
from sandbox.notion.gate import Gate
from sandbox.notion.model import Database, DataSource, Json, View
from sandbox.notion.rendering_views import brief_view, view_json
from sandbox.notion.told import ABSENT, choice, mapping, one_of, only, text
from sandbox.notion.views import (
    PLACEMENT,
    POSITION,
    Wanted,
    add_linked_database,
    add_view,
    add_widget,
    change_view,
    delete_view,
    make_view,
)

LOOKS = ("filter", "sorts", "quick_filters", "configuration")
TARGETS = ("database_id", "view_id", "create_database")
CREATE = ("data_source_id", "name", "type", *TARGETS, *LOOKS, "position", "placement")
LONGEST_NAME = 2000


def add(gate: Gate) -> None:
    """Every path of views but queries."""
    gate.route("POST", "/views", create, needs="insert")
    gate.route("GET", "/views", list_views, needs="read")
    gate.route("GET", "/views/<view_id>", retrieve, needs="read")
    gate.route("PATCH", "/views/<view_id>", update, needs="update")
    gate.route("DELETE", "/views/<view_id>", delete, needs="update")


def create(asked: Asked) -> Json:
    """One more tab of a database, a widget of a dashboard, or a linked database on a page."""
    body, space = asked.body, asked.space
    only(body, CREATE)
    source = asked.data_source(body.get("data_source_id", ABSENT), "body.data_source_id")
    wanted = _wanted(body)
    targets = [name for name in TARGETS if body.get(name) is not None]
    if not targets:
        raise one_of(TARGETS, "body", body)
    if len(targets) > 1:
        raise invalid(
            "body failed validation: exactly one of body.database_id, body.view_id and"
            " body.create_database should be defined."
        )
    if space.is_trashed(source.id):
        raise archived()
    if targets == ["view_id"]:
        dashboard = _dashboard(asked, body["view_id"])
        view = add_widget(space, dashboard, source, wanted, asked.by)
    elif targets == ["database_id"]:
        database = asked.database(body["database_id"], "body.database_id")
        view = add_view(space, database, source, wanted, asked.by)
    else:
        view = _linked(asked, source, wanted)
    return view_json(space, view)


def _wanted(body: Json) -> Wanted:
    name = text(body.get("name", ABSENT), "body.name", LONGEST_NAME)
    kind = text(body.get("type", ABSENT), "body.type")
    position = body.get("position")
    if position is not None:
        position = dict(POSITION(position, "body.position"))
        if "view_id" in position:
            position["view_id"] = uuid(position["view_id"], "body.position.view_id")
    placement = body.get("placement")
    if placement is not None:
        PLACEMENT(placement, "body.placement")
        if body.get("view_id") is None:
            raise misfit("body.placement", "not present", placement)
    looks = {key: body[key] for key in LOOKS if key in body}
    return Wanted(name, kind, looks, position, placement)


def _dashboard(asked: Asked, told: object) -> View:
    view = _view(asked, told, "body.view_id")
    if view.type != "dashboard":
        raise invalid(f"View with ID {view.id} is not a dashboard.")
    return view


def _linked(asked: Asked, source: DataSource, wanted: Wanted) -> View:
    told = mapping(asked.body["create_database"], "body.create_database")
    only(told, ("parent", "position"), "body.create_database")
    parent = mapping(told.get("parent", ABSENT), "body.create_database.parent")
    only(parent, ("type", "page_id"), "body.create_database.parent")
    page = asked.page(parent.get("page_id", ABSENT), "body.create_database.parent.page_id")
    after = _after(asked, told.get("position"))
    make_view(asked.space, page.id, source, wanted, asked.by)
    database: Database = add_linked_database(asked.space, page, source, asked.by, after=after)
    return add_view(asked.space, database, source, wanted, asked.by)


def _after(asked: Asked, told: object) -> str:
    if told is None:
        return ""
    where = "body.create_database.position"
    position = mapping(told, where)
    only(position, ("type", "block_id"), where)
    choice(position.get("type", ABSENT), ("after_block",), f"{where}.type")
    return asked.block(position.get("block_id", ABSENT), f"{where}.block_id").id


def _view(asked: Asked, told: object, where: str = "path.view_id") -> View:
    key = uuid(told, where)
    view = asked.space.views.get(key)
    if view is None or not asked.space.is_shared(asked.token, key):
        raise not_found("view", key, asked.token)
    return view


def list_views(asked: Asked) -> Json:
    """Ids of the views of a database, or of all that show a data source."""
    space, args = asked.space, asked.args
    if "database_id" in args:
        found = asked.database(args["database_id"], "query.database_id").views
    elif "data_source_id" in args:
        source = asked.data_source(args["data_source_id"], "query.data_source_id")
        shown = (one for one in space.views.values() if one.data_source == source.id)
        found = [one.id for one in shown if space.is_shared(asked.token, one.id)]
    else:
        raise one_of(("database_id", "data_source_id"), "query", {})
    ids, following = paged(asked, found)
    return list_answer("view", [{"object": "view", "id": one} for one in ids], following)


def retrieve(asked: Asked, view_id: str) -> Json:
    """One view."""
    return view_json(asked.space, _view(asked, view_id))


def update(asked: Asked, view_id: str) -> Json:
    """Change what is named; null takes a filter, sorts or quick filters away."""
    only(asked.body, ("name", *LOOKS))
    view = _view(asked, view_id)
    name = asked.body.get("name")
    if name is not None:
        text(name, "body.name", LONGEST_NAME)
    looks = {key: asked.body[key] for key in LOOKS if key in asked.body}
    change_view(asked.space, view, name, looks, asked.by)
    return view_json(asked.space, view)


def delete(asked: Asked, view_id: str) -> Json:
    """Take a view away."""
    view = _view(asked, view_id)
    delete_view(asked.space, view, asked.by)
    return brief_view(asked.space, view)
