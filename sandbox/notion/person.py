"""What a person does in a workspace, as Notion's pages would let her: nothing here is checked
against what a connection may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.notion import operations, operations_schema
from sandbox.notion.commenting import add_comment, resolve
from sandbox.notion.duplicating import duplicate_template, inside
from sandbox.notion.expressions import written_back
from sandbox.notion.forgetting import forget
from sandbox.notion.model import (
    TITLE,
    Comment,
    Database,
    DataSource,
    Json,
    Page,
    Parent,
    Property,
)
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.options import default_status, new_option
from sandbox.notion.page.copies import duplicate
from sandbox.notion.page.entries import items, stored
from sandbox.notion.space import Notion
from sandbox.notion.views import delete_view


class Person:
    """Somebody at work. Columns are named by their names, things by their ids."""

    def __init__(self, space: Notion, user_id: str) -> None:
        self.space, self.id = space, user_id

    # cells and rows

    def type(self, row: str, column: str, entered: Any) -> None:
        """Enter something as on the page: ``"12,5"``, the name of an option, a list of names …"""
        page = self.space.pages[row]
        prop = self.column(page.parent.id, column)
        value = stored(self.space, prop, entered, self.id)
        operations.set_values(self.space, page, {prop.id: value}, self.id)

    def put(self, row: str, column: str, value: Any) -> None:
        """Set a value as it is stored."""
        page = self.space.pages[row]
        prop = self.column(page.parent.id, column)
        operations.set_values(self.space, page, {prop.id: value}, self.id)

    def add_row(self, source: str, cells: Mapping[str, Any] | None = None) -> Page:
        """A new row with what is entered in it."""
        told = (cells or {}).items()
        props = {name: self.column(source, name) for name, _ in told}
        values = {props[name].id: stored(self.space, props[name], one, self.id)
                  for name, one in told}  # fmt: skip
        return operations.create_row(self.space, self.source(source), values, self.id)

    def add_page(self, parent: str, title: str) -> Page:
        """A page below another, or at the top with no parent."""
        place = Parent("page_id", parent) if parent else Parent("workspace")
        return operations.create_page(self.space, place, items(title), self.id)

    def trash(self, node: str) -> None:
        """Put something into the trash."""
        operations.trash(self.space, node, self.id)

    def restore(self, node: str) -> None:
        """Take it out again."""
        operations.restore(self.space, node, self.id)

    def move(self, node: str, parent: Parent) -> None:
        """Put something elsewhere."""
        operations.move(self.space, node, parent, self.id)

    def duplicate(self, node: str) -> Page | Database:
        """A copy beside the original, as the menu makes it."""
        found = self.space.pages.get(node) or self.space.databases[node]
        return duplicate(self.space, found, self.id)

    def take_template(self, page: str, into: str = "") -> Page:
        """A copy of a published page in which everything has new ids."""
        parent = Parent("page_id", into) if into else Parent("workspace")
        return duplicate_template(self.space, self.space.pages[page], self.id, parent)

    def delete_for_good(self, node: str) -> None:
        """Empty the trash of one thing; nobody finds it again."""
        found = self.space.node(node)
        if found is None or not self.space.is_trashed(node):
            raise LookupError(f"{node} is not in the trash")
        self.space.siblings(found.parent).remove(found.id)
        forget(self.space, {one.id for one in inside(self.space, found)})

    # columns

    def source(self, source: str) -> DataSource:
        """A data source by its id."""
        return self.space.data_sources[source]

    def column(self, source: str, name: str) -> Property:
        """A column by its name. Raises LookupError."""
        for prop in self.source(source).properties.values():
            if prop.name == name:
                return prop
        raise LookupError(f"no column is called {name!r}")

    def add_column(self, source: str, name: str, kind: str, config: Json | None = None) -> Property:
        """A new column; options of a status and formulas come as people make them."""
        table = self.source(source)
        kept = self._config(table, kind, config or {})
        wanted = Property("", name, kind, kept, by_api=False)
        return operations_schema.add_property(self.space, table, wanted, self.id)

    def rename_column(self, source: str, name: str, new: str) -> None:
        """Call a column something else."""
        key = self.column(source, name).id
        operations_schema.rename_property(self.space, self.source(source), key, new, self.id)

    def retype_column(
        self, source: str, name: str, kind: str, config: Json | None = None
    ) -> None:  # fmt: skip
        """Give a column another type."""
        table = self.source(source)
        key, kept = self.column(source, name).id, self._config(table, kind, config or {})
        wanted = Property(key, name, kind, kept, by_api=False)
        operations_schema.retype_property(self.space, table, wanted, self.id)

    def delete_column(self, source: str, name: str) -> None:
        """Take a column away."""
        key = self.column(source, name).id
        operations_schema.delete_property(self.space, self.source(source), key, self.id)

    def _config(self, source: DataSource, kind: str, config: Json) -> Json:
        if kind in {"select", "multi_select"} and "options" not in config:
            return {**config, "options": []}
        if kind == "status" and "options" not in config:
            return default_status(self.space)
        if kind == "formula":
            return {"expression": written_back(self.space, source, config["expression"])}
        return {"format": "number", **config} if kind == "number" else config

    # options

    def add_option(self, source: str, column: str, name: str) -> str:
        """One more option; its id."""
        prop = self.column(source, column)
        option = new_option(self.space, name, len(prop.config["options"]))
        self._set_options(source, prop, [*prop.config["options"], option])
        return str(option["id"])

    def rename_option(self, source: str, column: str, name: str, new: str) -> None:
        """Call an option something else; its id stays."""
        prop = self.column(source, column)
        self._set_options(source, prop, [
            {**one, "name": new} if one["name"] == name else one for one in prop.config["options"]
        ])  # fmt: skip

    def delete_option(self, source: str, column: str, name: str) -> None:
        """Take an option away, from all rows, too."""
        prop = self.column(source, column)
        kept = [one for one in prop.config["options"] if one["name"] != name]
        self._set_options(source, prop, kept)

    def _set_options(self, source: str, prop: Property, options: list[Json]) -> None:
        operations_schema.set_options(self.space, self.source(source), prop.id, options, self.id)

    # databases, views, comments, sharing

    def add_database(self, parent: str, title: str) -> DataSource:
        """A database with one table in it."""
        place = Parent("page_id", parent) if parent else Parent("workspace")
        database = create_database(self.space, place, items(title), self.id)
        return add_data_source(self.space, database, items(title), self.id)

    def rename(self, node: str, title: str) -> None:
        """Give a page or a database another title."""
        if node in self.space.pages:
            operations.set_values(
                self.space, self.space.pages[node], {TITLE: items(title)}, self.id
            )
            return
        database = self.space.databases[node]
        database.title = items(title)
        self.space.touch(database, self.id)
        self.space.emit("database.content_updated", node, self.id)

    def delete_view(self, view: str) -> None:
        """Take a view away."""
        delete_view(self.space, self.space.views[view], self.id)

    def comment(self, page: str, text: str, discussion: str = "") -> Comment:
        """Say something about a page or a block."""
        parent = Parent("page_id" if page in self.space.pages else "block_id", page)
        return add_comment(self.space, parent, items(text), self.id, discussion=discussion)

    def resolve(self, discussion: str) -> None:
        """Close a discussion."""
        resolve(self.space, discussion, self.id)

    def share(self, node: str, connections: Sequence[str]) -> None:
        """Let connections see something, by their names."""
        for token in self.space.tokens.values():
            if token.name in connections:
                self.space.share(token, node)
        self.space.version += 1

    def unshare(self, node: str, connections: Sequence[str]) -> None:
        """Take it back."""
        for token in self.space.tokens.values():
            if token.name in connections:
                token.roots.discard(node)
        self.space.version += 1
