"""What pages and databases are called on the web page, and where they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sandbox.notion.ids import undashed
from sandbox.notion.model import TITLE, Database, DataSource, Json, Node, Page
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain

ROOT = "/notion/p/"
"""Under it are all pages, and what their script asks for."""


def title_of(node: Node) -> str:
    """Empty for a page without a name."""
    if isinstance(node, Page):
        return plain(node.values.get(TITLE) or ())
    return plain(node.title) if isinstance(node, Database | DataSource) else ""


def icon_of(node: Node) -> str:
    """The emoji; empty for other icons, which need an address or a picture."""
    icon = node.icon if isinstance(node, Page | Database | DataSource) else None
    return str(icon.get("emoji", "")) if icon else ""


def address_of(node: Node) -> str:
    """Where the page of a page or a database is."""
    slug = re.sub(r"[^\w]+", "-", title_of(node)).strip("-")
    return f"{ROOT}{slug}-{undashed(node.id)}" if slug else f"{ROOT}{undashed(node.id)}"


def brief(node: Node) -> Json:
    """What a link to a page or a database shows."""
    kind = "database" if isinstance(node, Database | DataSource) else "page"
    return {"id": node.id, "title": title_of(node), "icon": icon_of(node), "kind": kind,
            "address": address_of(node)}  # fmt: skip


def runs_of(space: Notion, items: Iterable[Json]) -> list[Json]:
    """Rich text as the script draws it."""
    return [_run(space, item) for item in items]


def _run(space: Notion, item: Json) -> Json:
    looks = item.get("annotations", {})
    run: Json = {"text": item["plain_text"]}
    run |= {name: looks[name] for name in
            ("bold", "italic", "strikethrough", "underline", "code", "color")
            if looks.get(name) not in (None, False, "default")}  # fmt: skip
    if item.get("href"):
        run["href"] = item["href"]
    if item["type"] != "text":
        run["mention"] = True
        mentioned = item.get("mention", {}).get("page") or item.get("mention", {}).get("database")
        node = space.node(mentioned["id"]) if mentioned else None
        if node is not None:
            run |= {"page": address_of(node), "text": title_of(node) or run["text"]}
    return run
