"""Pages, databases, data sources and blocks as answers show them, keys in Notion's order."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from sandbox.notion.icons import shown_file
from sandbox.notion.ids import encoded, undashed
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
)
from sandbox.notion.moments import exact, minute
from sandbox.notion.rendering_users import partial_user
from sandbox.notion.rendering_values import ordered, value_json
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain

OLD = "2025-09-03"
"""The version in which ``archived`` stands beside ``in_trash``."""
PLAIN_TITLE = Property(TITLE, TITLE, "title")
"""Of a page that is no row."""
CUT = re.compile(r"[^A-Za-z0-9]+")


def page_json(space: Notion, page: Page, version: str, *, only: Collection[str] = ()) -> Json:
    """A page; ``only`` names by id the properties that are wanted."""
    trashed = space.is_trashed(page.id)
    found: Json = {
        "object": "page",
        "id": page.id,
        "created_time": minute(page.created),
        "last_edited_time": minute(page.edited),
        "created_by": partial_user(page.created_by),
        "last_edited_by": partial_user(page.edited_by),
        "cover": shown_file(space, page.cover),
        "icon": shown_file(space, page.icon),
        "parent": parent_json(space, page.parent),
        "in_trash": trashed,
        "is_archived": False,
        "is_locked": page.locked,
        "properties": _properties(space, page, only),
        "url": page_url(space, page.id, title_of(space, page.id)),
        "public_url": None,
    }
    return found | _archived(trashed, version)


def _properties(space: Notion, page: Page, only: Collection[str]) -> Json:
    source = space.data_sources.get(page.parent.id)
    if source is None:
        shown = value_json(space, page, PLAIN_TITLE)
        return {"title": shown} if not only or TITLE in only else {}
    return {
        one.name: value_json(space, page, one)
        for one in ordered(source) if not only or one.id in only
    }  # fmt: skip


def database_json(space: Notion, database: Database, version: str) -> Json:
    """A database with the names of its data sources."""
    trashed = space.is_trashed(database.id)
    sources = (space.data_sources[one] for one in database.data_sources)
    found: Json = {
        "object": "database",
        "id": database.id,
        "title": database.title,
        "description": database.description,
        "parent": parent_json(space, database.parent),
        "is_inline": database.inline,
        "in_trash": trashed,
        "is_locked": database.locked,
        "created_time": exact(database.created),
        "last_edited_time": exact(database.edited),
        "data_sources": [
            {"id": one.id, "name": plain(one.title)} for one in sources if not one.in_trash
        ],
        "icon": shown_file(space, database.icon),
        "cover": shown_file(space, database.cover),
        "url": page_url(space, database.id, plain(database.title)),
        "public_url": None,
    }
    return found | _archived(trashed, version)


def data_source_json(space: Notion, source: DataSource, version: str) -> Json:
    """A data source with its columns."""
    database = space.databases[source.parent.id]
    trashed = space.is_trashed(source.id)
    found: Json = {
        "object": "data_source",
        "id": source.id,
        "cover": shown_file(space, database.cover),
        "icon": shown_file(space, source.icon),
        "created_time": minute(source.created),
        "created_by": partial_user(source.created_by),
        "last_edited_by": partial_user(source.edited_by),
        "last_edited_time": minute(source.edited),
        "title": source.title,
        "description": database.description,
        "is_inline": database.inline,
        "properties": {one.name: property_config(space, source, one) for one in ordered(source)},
        "parent": {"type": "database_id", "database_id": database.id},
        "database_parent": parent_json(space, database.parent),
        "url": page_url(space, database.id, plain(database.title)),
        "public_url": None,
        "in_trash": trashed,
    }
    return found | _archived(trashed, version)


def property_config(space: Notion, source: DataSource, prop: Property) -> Json:
    """A column as data sources show it."""
    config: Json = prop.config
    if prop.type == "relation":
        config = _relation_config(space, prop)
    elif prop.type == "rollup":
        config = _rollup_config(space, source, prop)
    return {
        "id": encoded(prop.id), "name": prop.name, "description": prop.description,
        "type": prop.type, prop.type: config,
    }  # fmt: skip


def _relation_config(space: Notion, prop: Property) -> Json:
    target = space.data_sources.get(prop.config["data_source_id"])
    twin = target.properties.get(prop.config.get("synced_property_id", "")) if target else None
    found: Json = {
        "database_id": target.parent.id if target else None,
        "data_source_id": prop.config["data_source_id"],
    }
    if twin is None:
        return found | {"type": "single_property", "single_property": {}}
    synced = {"synced_property_name": twin.name, "synced_property_id": encoded(twin.id)}
    return found | {"type": "dual_property", "dual_property": synced}


def _rollup_config(space: Notion, source: DataSource, prop: Property) -> Json:
    relation = source.properties.get(prop.config["relation_property_id"])
    target = space.data_sources.get(relation.config.get("data_source_id", "")) if relation else None
    rolled = target.properties.get(prop.config["rollup_property_id"]) if target else None
    return {
        "rollup_property_name": rolled.name if rolled else "",
        "relation_property_name": relation.name if relation else "",
        "rollup_property_id": prop.config["rollup_property_id"],
        "relation_property_id": prop.config["relation_property_id"],
        "function": prop.config["function"],
    }


def block_json(space: Notion, node: Block | Page | Database, version: str) -> Json:
    """A block. A page is ``child_page``, a database ``child_database``."""
    kind, body = _block_body(space, node)
    trashed = space.is_trashed(node.id)
    children = [] if isinstance(node, Database) else node.children
    found: Json = {
        "object": "block",
        "id": node.id,
        "parent": parent_json(space, node.parent),
        "created_time": minute(node.created),
        "last_edited_time": minute(node.edited),
        "created_by": partial_user(node.created_by),
        "last_edited_by": partial_user(node.edited_by),
        "has_children": any(not _is_gone(space, one) for one in children),
        "in_trash": trashed,
        "type": kind,
        kind: body,
    }
    return found | _archived(trashed, version)


def _block_body(space: Notion, node: Block | Page | Database) -> tuple[str, Json]:
    if isinstance(node, Block):
        return node.type, _shown_body(space, node.body)
    kind = "child_page" if isinstance(node, Page) else "child_database"
    return kind, {"title": title_of(space, node.id)}


def _shown_body(space: Notion, body: Mapping[str, Any]) -> Json:
    shown = dict(body)
    if shown.get("icon"):
        shown["icon"] = shown_file(space, shown["icon"])
    return shown_file(space, shown) or {} if shown.get("type") == "file" else shown


def _is_gone(space: Notion, node_id: str) -> bool:
    node: Node | None = space.node(node_id)
    return node is None or node.in_trash


def parent_json(space: Notion, parent: Parent) -> Json:
    """Where something stands."""
    if parent.kind == "workspace":
        return {"type": "workspace", "workspace": True}
    found: Json = {"type": parent.kind, parent.kind: parent.id}
    if parent.kind == "data_source_id":
        found["database_id"] = space.data_sources[parent.id].parent.id
    return found


def title_of(space: Notion, node_id: str) -> str:
    """What a page or database is called."""
    page, database = space.pages.get(node_id), space.databases.get(node_id)
    if page is not None:
        return plain(page.values.get(TITLE, []))
    return plain(database.title) if database else ""


def page_url(space: Notion, node_id: str, title: str) -> str:
    """Where people find a page or database."""
    name = CUT.sub("-", title).strip("-")
    return f"{space.site}/{name}-{undashed(node_id)}" if name else (
        f"{space.site}/{undashed(node_id)}"
    )  # fmt: skip


def _archived(trashed: bool, version: str) -> Json:
    return {"archived": trashed} if version == OLD else {}
