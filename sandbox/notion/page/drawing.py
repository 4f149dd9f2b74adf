"""Everything the page's script draws of one page or database."""

from __future__ import annotations

from sandbox.notion.columns import FUNCTIONS, NUMBER_FORMATS
from sandbox.notion.model import Database, DataSource, Json, Node, Page, Parent
from sandbox.notion.page import sides
from sandbox.notion.page.cells import row_json
from sandbox.notion.page.columns import TYPES, all_columns, column_json
from sandbox.notion.page.contents import bases_in, content_of
from sandbox.notion.page.looking import Look, base_json
from sandbox.notion.page.naming import ROOT, brief
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain


def found(space: Notion, node_id: str) -> Page | Database | None:
    """The page or database of an id; a table is shown as its database."""
    node = space.node(node_id)
    if isinstance(node, DataSource):
        node = space.databases.get(node.parent.id)
    return node if isinstance(node, Page | Database) else None


def drawing(look: Look, node: Page | Database | None) -> Json:
    """A page, a row or a database with all that stands around it; without one the start page."""
    space = look.space
    people = [look.cells.person(one.id) for one in space.users.values() if one.kind == "person"]
    me = look.me if look.me in {one["id"] for one in people} else ""
    return {
        "version": space.version, "me": me or (people[0]["id"] if people else ""),
        "people": people, "workspace": space.workspace_name, "root": ROOT,
        "today": space.now().date().isoformat(),
        "tree": sides.tree(space, space.top), "sources": sides.sources(space),
        "types": TYPES, "formats": NUMBER_FORMATS, "functions": FUNCTIONS,
        "node": None, "crumbs": [], "bases": {}, "facts": None, "content": [], "talk": [],
        "connections": [],
        **(_of(look, node) if node else {}),
    }  # fmt: skip


def _of(look: Look, node: Page | Database) -> Json:
    space = look.space
    shown: Json = {
        "node": {**brief(node), "in_trash": space.is_trashed(node.id), "locked": node.locked},
        "crumbs": sides.crumbs(space, node), "connections": sides.connections(space, node),
    }  # fmt: skip
    if isinstance(node, Database):
        shown["node"]["about"] = plain(node.description)
        return {**shown, "bases": {node.id: base_json(look, node)}}
    return {
        **shown, "facts": _facts(look, node), "talk": sides.talk(look.cells, node),
        "content": content_of(space, node.children),
        "bases": {one.id: base_json(look, one) for one in bases_in(space, node.children)},
    }  # fmt: skip


def _facts(look: Look, page: Page) -> Json | None:
    """The properties of a row, without its name, which is the title."""
    source = look.space.data_sources.get(page.parent.id)
    if source is None:
        return None
    columns = [column_json(one) for one in all_columns(source)]
    return {
        "columns": [one for one in columns if one["type"] != "title"],
        "cells": row_json(look.cells, page, source.properties.values())["cells"],
        "table": {"source": source.id, "locked": look.space.is_trashed(source.id), "all": columns},
    }


def parent_at(node: Node) -> Parent:
    """What a thing that is moved here gets for a parent: in a database its first table."""
    if isinstance(node, Database):
        return Parent("data_source_id", node.data_sources[0])
    return Parent("page_id", node.id)
