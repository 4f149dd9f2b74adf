"""A workspace without a server, and a table in it that tests fill by the names of columns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sandbox.clock import Clock
from sandbox.notion.expressions import written_back
from sandbox.notion.model import TITLE, DataSource, Json, Page, Parent, Property
from sandbox.notion.operations import create_row
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.operations_schema import add_property
from sandbox.notion.querying import rows
from sandbox.notion.rendering_values import value_json
from sandbox.notion.sight import Sight
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain, plain_item
from sandbox.schedule import Schedule

NOON = datetime(2026, 7, 15, 12, 30, 40, tzinfo=UTC)
"""A Wednesday."""
TEXTS = frozenset({"title", "rich_text"})
CHOICES = frozenset({"select", "status", "multi_select"})


def workspace() -> Notion:
    """An empty workspace at noon of a Wednesday, with a person."""
    clock = Clock(NOON, frozen=True)

    def violate(what: str) -> None:
        raise AssertionError(what)

    space = Notion(clock, Random(1), Schedule(clock), violate)
    space.add_user("Anna", email="anna@example.com")
    return space


class Table:
    """A data source at the top of a workspace."""

    def __init__(self, space: Notion, name: str = "Goals", parent: Parent | None = None) -> None:
        self.space, self.by = space, next(iter(space.users))
        title = [plain_item(name)]
        base = create_database(space, parent or Parent("workspace"), title, self.by)
        self.source: DataSource = add_data_source(space, base, title, self.by)

    def column(self, name: str, kind: str, *, ui: bool = False, **config: Any) -> Property:
        """One more column. ``options`` are names; ``ui`` says that a person made it."""
        if kind in CHOICES:
            names = config.get("options", ())
            config["options"] = [
                {"id": self.space.uuid(), "name": one, "color": "gray", "description": None}
                for one in names
            ]
        if kind == "number":
            config.setdefault("format", "number")
        if kind == "status":
            ids = [one["id"] for one in config["options"]]
            config["groups"] = [{"id": "g", "name": "To-do", "color": "gray", "option_ids": ids}]
        wanted = Property("", name, kind, config, by_api=not ui)
        return add_property(self.space, self.source, wanted, self.by)

    def relation(self, name: str, to: Table) -> Property:
        """A one-way relation."""
        return self.column(name, "relation", data_source_id=to.source.id, type="single_property")

    def rollup(self, name: str, relation: str, column: str, function: str, to: Table) -> Property:
        """A rollup of a column of the related rows."""
        return self.column(
            name, "rollup", function=function, relation_property_id=self.named(relation).id,
            rollup_property_id=to.named(column).id,
        )  # fmt: skip

    def formula(self, name: str, expression: str, *, ui: bool = False) -> Property:
        """A formula as a connection makes it."""
        written = written_back(self.space, self.source, expression)
        return self.column(name, "formula", ui=ui, expression=written)

    def named(self, name: str) -> Property:
        """A column by its name; ``Name`` is the title."""
        return next(one for one in self.source.properties.values() if one.name == name)

    def row(self, title: str = "", **values: Any) -> Page:
        """A row, made a minute after the last one. Values stand by the names of columns: texts as
        they read, options by name, dates as they begin, related rows as they are."""
        stored = {self.named(name).id: self._stored(self.named(name), value)
                  for name, value in values.items()}  # fmt: skip
        stored[TITLE] = [plain_item(title)] if title else []
        self.space.clock.advance(60)
        return create_row(self.space, self.source, stored, self.by)

    def ask(self, told: Json | None = None, *sorts: Json) -> list[str]:
        """Titles of the rows that a filter finds; in the order of the sorts, or of their names."""
        asked: Json = {"filter": told, "sorts": list(sorts)}
        found = rows(Sight(self.space, me=self.by), self.source, asked)
        titles = [title_of(page) for page in found]
        return titles if sorts else sorted(titles)

    def shown(self, page: Page, name: str) -> Any:
        """What an answer shows of a cell."""
        prop = self.named(name)
        return value_json(self.space, page, prop)[prop.type]

    @staticmethod
    def _stored(prop: Property, value: Any) -> Any:
        if prop.type in TEXTS:
            return [plain_item(value)] if value else []
        if prop.type == "relation":
            return [page.id for page in value]
        if prop.type == "date" and isinstance(value, str):
            return {"start": value, "end": None, "time_zone": None}
        if prop.type in CHOICES and value is not None:
            ids = {one["name"]: one["id"] for one in prop.config["options"]}
            return ids[value] if isinstance(value, str) else [ids[one] for one in value]
        return value


def title_of(page: Page) -> str:
    """What a row is called."""
    return plain(page.values.get(TITLE) or [])


def day(days: int) -> str:
    """A day so far from today."""
    return (NOON + timedelta(days=days)).date().isoformat()
