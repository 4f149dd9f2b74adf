"""What connections and people do to pages and rows. Values come as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
from sandbox.notion.options import default_option
from sandbox.notion.space import Notion

COMPUTED = frozenset({
    "formula", "rollup", "unique_id", "created_time", "created_by", "last_edited_time",
    "last_edited_by", "button", "verification",
})  # fmt: skip
"""Types whose values nobody enters."""


def create_page(
    space: Notion, parent: Parent, title: list[Json], by: str, *, after: str | None = ""
) -> Page:
    """A page that is no row; ``after`` is a sibling, None the start, nothing the end."""
    page = _new_page(space, parent, {TITLE: title} if title else {}, by, "")
    place(space.siblings(parent), page.id, after)
    space.emit("page.created", page.id, by)
    return page


def create_row(
    space: Notion, source: DataSource, values: Mapping[str, Any], by: str, *, id: str = ""  # noqa: A002
) -> Page:  # fmt: skip
    """A row with its number, its default status and both ends of its relations."""
    page = _new_page(space, Parent("data_source_id", source.id), {}, by, id)
    source.rows.append(page.id)
    for prop in source.properties.values():
        if prop.type == "unique_id":
            number_row(source, prop, page)
        elif prop.type == "status" and values.get(prop.id) is None:
            page.values[prop.id] = default_option(prop)
    for key, value in values.items():
        _store(space, page, source.properties[key], value)
    space.emit("page.created", page.id, by)
    return page


def _new_page(space: Notion, parent: Parent, values: Json, by: str, key: str) -> Page:
    now = space.now()
    page = Page(key or space.uuid(), parent, now, now, by, by, values=values)
    space.pages[page.id] = page
    return page


def number_row(source: DataSource, prop: Property, page: Page) -> None:
    """Give a row its number in one column."""
    number = source.last_number.get(prop.id, 0) + 1
    source.last_number[prop.id] = page.values[prop.id] = number


def set_values(space: Notion, page: Page, values: Mapping[str, Any], by: str) -> None:
    """Put values into a page, by id of the column; a two-way relation changes its other end."""
    if not values:
        return
    source = space.data_sources.get(page.parent.id)
    for key, value in values.items():
        if source is None:
            page.values[key] = value
        else:
            _store(space, page, source.properties[key], value)
    space.touch(page, by)
    space.emit("page.properties_updated", page.id, by, updated_properties=list(values))


def _store(space: Notion, page: Page, prop: Property, value: Any) -> None:
    if prop.type == "relation":
        _relate(space, page, prop, list(dict.fromkeys(value or [])))
    elif prop.type == "status" and value is None:
        page.values[prop.id] = default_option(prop)
    else:
        page.values[prop.id] = value


def _relate(space: Notion, page: Page, prop: Property, ids: list[str]) -> None:
    before: list[str] = page.values.get(prop.id) or []
    page.values[prop.id] = ids
    target, twin = space.data_sources.get(prop.config["data_source_id"]), twin_of(space, prop)
    if target is None or twin is None:
        return
    for gone in set(before) - set(ids):
        others = _ends(space, gone, twin)
        if page.id in others:
            others.remove(page.id)
    for new in ids:
        others = _ends(space, new, twin)
        if new not in before and page.id not in others:
            others.append(page.id)


def _ends(space: Notion, page_id: str, twin: Property) -> list[str]:
    """What the other end of a relation leads to, for change."""
    page = space.pages.get(page_id)
    if page is None:
        return []
    ids: list[str] = page.values.get(twin.id) or []
    page.values[twin.id] = ids
    return ids


def twin_of(space: Notion, prop: Property) -> Property | None:
    """The column at the other end of a two-way relation."""
    target = space.data_sources.get(prop.config.get("data_source_id", ""))
    return target.properties.get(prop.config.get("synced_property_id", "")) if target else None


# trash and places


def trash(space: Notion, node_id: str, by: str) -> None:
    """Put something, with all below it, into the trash."""
    _turn(space, node_id, by, "deleted", into_trash=True)


def restore(space: Notion, node_id: str, by: str) -> None:
    """Take it out again, where it was."""
    _turn(space, node_id, by, "undeleted", into_trash=False)


def _turn(space: Notion, node_id: str, by: str, event: str, *, into_trash: bool) -> None:
    node = _known(space, node_id)
    if node.in_trash is into_trash:
        return
    node.in_trash = into_trash
    space.touch(node, by)
    if isinstance(node, Block):
        content_changed(space, node, by)
    else:
        space.emit(f"{kind_of(node)}.{event}", node.id, by)


def move(
    space: Notion, node_id: str, parent: Parent, by: str, *, after: str | None = ""
) -> None:  # fmt: skip
    """Put a page, database or block elsewhere. A row that comes to another data source keeps the
    values whose columns are there under the same name and type."""
    node = _known(space, node_id)
    siblings, before = space.siblings(parent), node.parent
    space.siblings(before).remove(node.id)
    values: Json = {}
    if isinstance(node, Page) and before != parent:
        values = _moved_values(space, node, parent)
        _relate_all(space, node, {})
    node.parent = parent
    place(siblings, node.id, after)
    if isinstance(node, Page) and before != parent:
        _take_over(space, node, values)
    if isinstance(node, Page) and parent.kind == "data_source_id":
        _settle(space.data_sources[parent.id], node)
    space.touch(node, by)
    space.emit(f"{kind_of(node)}.moved", node.id, by)


def _take_over(space: Notion, page: Page, values: Json) -> None:
    source = space.data_sources.get(page.parent.id)
    columns = source.properties if source else {}
    page.values = {
        key: value for key, value in values.items()
        if key not in columns or columns[key].type != "relation"
    }  # fmt: skip
    _relate_all(space, page, values)


def _relate_all(space: Notion, page: Page, links: Mapping[str, Any]) -> None:
    """Let a row lead to what is told and nothing else, as far as that stands in the right table."""
    source = space.data_sources.get(page.parent.id)
    for prop in source.properties.values() if source else ():
        target = space.data_sources.get(prop.config.get("data_source_id", ""))
        if prop.type == "relation" and target is not None:
            told = links.get(prop.id) or []
            _relate(space, page, prop, [one for one in told if one in target.rows])


def _moved_values(space: Notion, page: Page, parent: Parent) -> Json:
    kept: Json = {TITLE: page.values[TITLE]} if TITLE in page.values else {}
    old, new = space.data_sources.get(page.parent.id), space.data_sources.get(parent.id)
    if old is None or new is None:
        return kept
    by_name = {(one.name, one.type): one for one in new.properties.values()}
    for prop in old.properties.values():
        found = by_name.get((prop.name, prop.type))
        if found and prop.id in page.values and prop.type not in COMPUTED:
            kept[found.id] = translated(prop, found, page.values[prop.id])
    return kept


def translated(old: Property, new: Property, value: Any) -> Any:
    """A value of one column as another of the same type has it: options by their names."""
    if old.type not in {"select", "status", "multi_select"}:
        return value
    names = {one["id"]: one["name"] for one in old.config["options"]}
    ids = {one["name"]: one["id"] for one in new.config["options"]}
    if old.type == "multi_select":
        return [ids[names[one]] for one in value or [] if names.get(one) in ids]
    return ids.get(names.get(value, ""))


def _settle(source: DataSource, page: Page) -> None:
    for prop in source.properties.values():
        if prop.type == "unique_id":
            number_row(source, prop, page)
        elif prop.type == "status" and page.values.get(prop.id) is None:
            page.values[prop.id] = default_option(prop)


def place(siblings: list[str], node_id: str, after: str | None = "") -> None:
    """Put an id behind another one, at the start (None) or at the end (nothing)."""
    if after is None:
        siblings.insert(0, node_id)
    elif after in siblings:
        siblings.insert(siblings.index(after) + 1, node_id)
    else:
        siblings.append(node_id)


def content_changed(space: Notion, block: Block, by: str) -> None:
    """Tell of a changed block, in the name of the page around it."""
    page = next((one for one in space.above(block.id) if isinstance(one, Page)), None)
    if page is None:
        return
    space.touch(page, by)
    space.emit(
        "page.content_updated", page.id, by,
        updated_blocks=[{"id": block.id, "type": "block"}],
    )  # fmt: skip


def kind_of(node: Node) -> str:
    """What events call it."""
    if isinstance(node, Page):
        return "page"
    if isinstance(node, Database):
        return "database"
    return "data_source" if isinstance(node, DataSource) else "block"


def _known(space: Notion, node_id: str) -> Node:
    node = space.node(node_id)
    if node is None:
        raise LookupError(f"nothing has the id {node_id}")
    return node
