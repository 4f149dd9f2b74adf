"""Databases and data sources: ``/v1/databases`` and ``/v1/data_sources`` but queries."""

from __future__ import annotations

from sandbox.notion.asked import Asked
from sandbox.notion.errors import archived, invalid
from sandbox.notion.gate import Gate
from sandbox.notion.icons import cover, icon
from sandbox.notion.model import Database, DataSource, Json, Parent
from sandbox.notion.operations import move, restore, trash
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.page_routes import refuse_trashed, trash_told
from sandbox.notion.rendering import data_source_json, database_json
from sandbox.notion.rich import rich_text
from sandbox.notion.schemas import change_columns, create_columns
from sandbox.notion.texts import plain_item
from sandbox.notion.told import ABSENT, choice, flag, mapping, one_of, only

CREATE = (
    "parent", "title", "description", "is_inline", "icon", "cover", "initial_data_source",
)  # fmt: skip
UPDATE = (
    "title", "description", "is_inline", "icon", "cover", "in_trash", "is_locked", "parent",
)  # fmt: skip
UNTITLED = "New database"


def add(gate: Gate) -> None:
    """Every path of databases and data sources but queries, views and templates."""
    gate.route("POST", "/databases", create, needs="insert")
    gate.route("GET", "/databases/<database_id>", retrieve, needs="read")
    gate.route("PATCH", "/databases/<database_id>", update, needs="update")
    gate.route("POST", "/data_sources", create_source, needs="insert")
    gate.route("GET", "/data_sources/<data_source_id>", retrieve_source, needs="read")
    gate.route("PATCH", "/data_sources/<data_source_id>", update_source, needs="update")


def create(asked: Asked) -> Json:
    """A database with its first data source and its first view."""
    body, space = asked.body, asked.space
    only(body, CREATE)
    parent = _parent(asked, body.get("parent", ABSENT))
    first = mapping(body.get("initial_data_source", {}), "body.initial_data_source")
    only(first, ("properties",), "body.initial_data_source")
    title = rich_text(space, body.get("title", []), "body.title")
    draft = create_columns(
        asked, first.get("properties", {}), "body.initial_data_source.properties"
    )
    looks = _looks(asked, body)
    database = create_database(space, parent, title or [plain_item(UNTITLED)], asked.by)
    _dress(database, looks)
    source = add_data_source(
        space, database, list(database.title), asked.by,
        id=draft.source.id,
    )  # fmt: skip
    draft.build(source)
    return database_json(space, database, asked.version)


def _parent(asked: Asked, told: object) -> Parent:
    told = mapping(told, "body.parent")
    only(told, ("type", "page_id", "workspace"), "body.parent")
    kind = next((one for one in ("page_id", "workspace") if one in told), None)
    if kind is None:
        raise one_of(("page_id", "workspace"), "body.parent", told)
    choice(told.get("type", kind), (kind,), "body.parent.type")
    if kind == "workspace":
        if not asked.token.public:
            raise invalid("Internal integrations cannot create databases in the workspace itself.")
        return Parent("workspace")
    page = asked.page(told["page_id"], "body.parent.page_id")
    if asked.space.is_trashed(page.id):
        raise archived()
    return Parent("page_id", page.id)


def _looks(asked: Asked, body: Json) -> Json:
    """The checked fields that a database has beside its title."""
    space = asked.space
    found: Json = {}
    if "description" in body:
        found["description"] = rich_text(space, body["description"], "body.description")
    if "is_inline" in body:
        found["inline"] = flag(body["is_inline"], "body.is_inline")
    if "is_locked" in body:
        found["locked"] = flag(body["is_locked"], "body.is_locked")
    if "icon" in body:
        found["icon"] = icon(space, body["icon"], "body.icon")
    if "cover" in body:
        found["cover"] = cover(space, body["cover"], "body.cover")
    return found


def _dress(node: Database | DataSource, looks: Json) -> None:
    for name, value in looks.items():
        setattr(node, name, value)


def retrieve(asked: Asked, database_id: str) -> Json:
    """A database."""
    return database_json(asked.space, asked.database(database_id), asked.version)


def update(asked: Asked, database_id: str) -> Json:
    """Change what is named."""
    body, database = trash_told(asked, UPDATE), asked.database(database_id)
    space = asked.space
    looks = _looks(asked, body)
    if "title" in body:
        looks["title"] = rich_text(space, body["title"], "body.title")
    parent = _parent(asked, body["parent"]) if "parent" in body else None
    refuse_trashed(asked, database, body)
    if body.get("in_trash") is False:
        restore(space, database.id, asked.by)
    if looks:
        _dress(database, looks)
        space.touch(database, asked.by)
        space.emit("database.content_updated", database.id, asked.by)
    if parent is not None and parent != database.parent:
        move(space, database.id, parent, asked.by)
    if body.get("in_trash"):
        trash(space, database.id, asked.by)
    return database_json(space, database, asked.version)


def create_source(asked: Asked) -> Json:
    """One more table in a database."""
    body, space = asked.body, asked.space
    only(body, ("parent", "title", "icon", "properties"))
    database = _database(asked, body.get("parent", ABSENT))
    title = rich_text(space, body.get("title", []), "body.title")
    picture = icon(space, body.get("icon"), "body.icon")
    draft = create_columns(asked, body.get("properties", ABSENT), "body.properties")
    source = add_data_source(
        space, database, title or [plain_item("New data source")], asked.by,
        id=draft.source.id,
    )  # fmt: skip
    source.icon = picture
    draft.build(source)
    return data_source_json(space, source, asked.version)


def _database(asked: Asked, told: object) -> Database:
    told = mapping(told, "body.parent")
    only(told, ("type", "database_id"), "body.parent")
    if "database_id" not in told:
        raise one_of(("database_id",), "body.parent", told)
    found = asked.database(told["database_id"], "body.parent.database_id")
    if asked.space.is_trashed(found.id):
        raise archived()
    return found


def retrieve_source(asked: Asked, data_source_id: str) -> Json:
    """A data source with its columns."""
    return data_source_json(asked.space, asked.data_source(data_source_id), asked.version)


def update_source(asked: Asked, data_source_id: str) -> Json:
    """Change title, icon, place, columns or the trash."""
    body = trash_told(asked, ("title", "icon", "in_trash", "parent", "properties"))
    source, space = asked.data_source(data_source_id), asked.space
    looks: Json = {}
    if "title" in body:
        looks["title"] = rich_text(space, body["title"], "body.title")
    if "icon" in body:
        looks["icon"] = icon(space, body["icon"], "body.icon")
    database = _database(asked, body["parent"]) if "parent" in body else None
    refuse_trashed(asked, source, body)
    change_columns(asked, source, body.get("properties", {}))
    if body.get("in_trash") is False:
        restore(space, source.id, asked.by)
    if looks:
        _dress(source, looks)
        space.touch(source, asked.by)
        space.emit("data_source.content_updated", source.id, asked.by)
    if database is not None and database.id != source.parent.id:
        move(space, source.id, Parent("database_id", database.id), asked.by)
    if body.get("in_trash"):
        trash(space, source.id, asked.by)
    return data_source_json(space, source, asked.version)
