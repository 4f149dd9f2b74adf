"""Duplicates of rows, pages and databases, with all that stands inside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from copy import deepcopy
from dataclasses import replace
from typing import Any

from sandbox.notion import operations
from sandbox.notion.model import TITLE, Block, Database, DataSource, Json, Node, Page, View
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain_item

MARK = " (1)"
"""Behind the title of a copy; rows keep theirs."""


def duplicate(space: Notion, node: Page | Database, by: str) -> Page | Database:
    """A copy beside the original. Everything in it has new ids, but columns keep theirs;
    relations between things inside lead to their copies."""
    olds = list(_inside(space, node))
    new = {old.id: space.uuid() for old in olds}
    copies = {old.id: _copy(space, old, new, by) for old in olds}
    for old in olds:
        _keep(space, copies[old.id])
    made: Page | Database = copies[node.id]
    operations.place(space.siblings(node.parent), made.id, node.id)
    for old in olds:
        if isinstance(old, DataSource):
            _part_from_outside(copies[old.id], new)
            _forget_what_was_left(space, copies[old.id], set(new.values()))
    _settle(space, made, by)
    for each in copies.values():
        if isinstance(each, Page | Database | DataSource):
            space.emit(f"{operations.kind_of(each)}.created", each.id, by)
    return made


def _inside(space: Notion, node: Node) -> Iterator[Node]:
    """A thing and all in it that is not in the trash."""
    yield node
    parts: list[str] = []
    if isinstance(node, Page | Block):
        parts = node.children
    elif isinstance(node, DataSource):
        parts = node.rows
    elif isinstance(node, Database):
        parts = node.data_sources
        yield from (one for one in space.views.values() if one.parent.id == node.id)
    for one in parts:
        found = space.node(one)
        if found is not None and not found.in_trash:
            yield from _inside(space, found)


def _copy(space: Notion, old: Node, new: Mapping[str, str], by: str) -> Any:
    now = space.now()
    made = replace(
        deepcopy(old), id=new[old.id], created=now, edited=now, created_by=by, edited_by=by,
        parent=replace(old.parent, id=new.get(old.parent.id, old.parent.id)),
    )  # fmt: skip
    for name in INSIDE.get(type(old), ()):
        setattr(made, name, _mapped(getattr(made, name), new, whole=name not in LOOSE))
    if isinstance(made, DataSource):
        for prop in made.properties.values():
            prop.config = _mapped(prop.config, new)
    return made


INSIDE: Mapping[type, tuple[str, ...]] = {
    Page: ("children", "values"), Block: ("children", "body"), DataSource: ("rows",),
    Database: ("data_sources", "views"),
    View: ("data_source", "filter", "sorts", "configuration"),
}  # fmt: skip
"""Where ids of other things stand."""
LOOSE = frozenset({"values", "body", "data_source", "filter", "sorts", "configuration"})
"""Of these, ids of what is not copied stay; lists of what is inside lose them."""


def _mapped(value: Any, new: Mapping[str, str], *, whole: bool = False) -> Any:
    """The same with the ids of copies; formulas have them inside a longer text."""
    if isinstance(value, dict):
        return {key: _mapped(one, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_mapped(one, new) for one in value if not whole or one in new]
    if not isinstance(value, str) or len(value) < 36:
        return value
    if "{{" in value:
        for old, other in new.items():
            value = value.replace(old, other)
        return value
    return new.get(value, value)


def _keep(space: Notion, made: Node) -> None:
    """Put a copy on its shelf."""
    shelves: Mapping[type, dict[str, Any]] = {
        Page: space.pages, Block: space.blocks, Database: space.databases,
        DataSource: space.data_sources, View: space.views,
    }  # fmt: skip
    shelves[type(made)][made.id] = made


def _part_from_outside(source: Any, new: Mapping[str, str]) -> None:
    """A two-way relation to something that was not copied leads one way only."""
    inside = set(new.values())
    for prop in source.properties.values():
        if prop.config.get("data_source_id") not in inside:
            prop.config.pop("synced_property_id", None)


def _forget_what_was_left(space: Notion, source: DataSource, inside: Set[str]) -> None:
    """Rows in the trash are not copied, so copies do not lead to them where all others do."""
    for prop in source.properties.values():
        if prop.type != "relation" or prop.config["data_source_id"] not in inside:
            continue
        for row in source.rows:
            values = space.pages[row].values
            values[prop.id] = [one for one in values.get(prop.id) or [] if one in inside]


def _settle(space: Notion, made: Any, by: str) -> None:
    """A row gets a number of its own and both ends of its relations; others another title."""
    source = space.data_sources.get(made.parent.id)
    if source is None:
        title = made.values.get(TITLE, []) if isinstance(made, Page) else made.title
        marked: list[Json] = [*title, plain_item(MARK)] if title else []
        if isinstance(made, Page):
            made.values[TITLE] = marked
        else:
            made.title = marked
        return
    relations: Json = {}
    for prop in source.properties.values():
        if prop.type == "unique_id":
            operations.number_row(source, prop, made)
        elif prop.type == "relation" and made.values.get(prop.id):
            relations[prop.id] = made.values.pop(prop.id)
    operations.set_values(space, made, relations, by)
