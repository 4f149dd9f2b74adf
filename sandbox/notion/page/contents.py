"""The content of a page, block by block, as the page's script draws it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.notion.icons import shown_file
from sandbox.notion.model import Block, Database, Json, Page
from sandbox.notion.page.naming import brief, runs_of
from sandbox.notion.space import Notion

LINKS = frozenset({"bookmark", "embed", "image", "file", "pdf", "video", "audio", "link_preview"})


def content_of(space: Notion, ids: Iterable[str]) -> list[Json]:
    """Everything inside a page or a block that is not in the trash."""
    nodes = [space.node(one) for one in ids]
    return [drawn for node in nodes if node is not None and not node.in_trash
            if (drawn := _drawn(space, node))]  # fmt: skip


def _drawn(space: Notion, node: Any) -> Json:
    if isinstance(node, Page):
        return {"id": node.id, "type": "child_page", "page": brief(node)}
    if isinstance(node, Database):
        inside = {"base": node.id} if node.inline else {"page": brief(node)}
        return {"id": node.id, "type": "child_database", **inside}
    return _block(space, node) if isinstance(node, Block) else {}


def _block(space: Notion, block: Block) -> Json:
    body = block.body
    shown: Json = {
        "id": block.id, "type": block.type, "runs": runs_of(space, _words(body)),
        "color": body.get("color", "default"),
        "children": content_of(space, block.children),
    }  # fmt: skip
    if block.type == "to_do":
        shown["checked"] = bool(body.get("checked"))
    elif block.type == "callout":
        shown["icon"] = (body.get("icon") or {}).get("emoji", "")
    elif block.type == "table":
        shown |= _table(space, block)
    elif block.type == "equation":
        shown["text"] = body.get("expression", "")
    elif block.type == "link_to_page":
        shown["page"] = _linked(space, body)
    elif block.type in LINKS:
        shown |= _link(space, block.type, body)
    return shown


def _words(body: Mapping[str, Any]) -> list[Json]:
    words: list[Json] = body.get("rich_text") or body.get("caption") or []
    return words


def _table(space: Notion, block: Block) -> Json:
    rows = [space.blocks[one] for one in block.children if one in space.blocks]
    return {
        "children": [], "head": block.body.get("has_column_header", False),
        "side": block.body.get("has_row_header", False),
        "rows": [[runs_of(space, cell) for cell in row.body.get("cells", [])]
                 for row in rows if not row.in_trash],
    }  # fmt: skip


def _linked(space: Notion, body: Mapping[str, Any]) -> Json | None:
    node = space.node(str(body.get(str(body.get("type", "")), "")))
    return None if node is None or node.in_trash else brief(node)


def _link(space: Notion, kind: str, body: Mapping[str, Any]) -> Json:
    if "url" in body:
        return {"href": body["url"], "text": body["url"]}
    shown = shown_file(space, dict(body)) or {}
    href = shown.get(shown.get("type", ""), {}).get("url", "")
    return {"href": href, "text": shown.get("name") or href or kind}


def bases_in(space: Notion, ids: Iterable[str]) -> list[Database]:
    """The databases that stand open inside a page, wherever in it."""
    found: list[Database] = []
    for one in ids:
        node = space.node(one)
        if node is None or node.in_trash:
            continue
        if isinstance(node, Database) and node.inline:
            found.append(node)
        elif isinstance(node, Block):
            found += bases_in(space, node.children)
    return found
