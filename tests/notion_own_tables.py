"""A team's own tables in the sandbox's Notion, made by a person, and the connection that sees
them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from documents.google_files import Pause, running
from notion_client import Client

from notion_template.bind import Found, look
from sandbox.notion.model import DataSource, Json, Page, Token
from sandbox.notion.options import new_option
from sandbox.notion.person import Person
from sandbox.notion.space import Notion
from sync.documents.notion.exchange import Habits, Line, make_client, make_line
from sync.secrets import Secret

Kinds = Mapping[str, Any]
"""Name of a column → its type; a list is a select with these options; ``percent`` a number;
a DataSource a relation to it. ``title`` is the name that rows go by."""


@dataclass
class Place:
    """A page, its person, and a connection that sees the page."""

    space: Notion
    person: Person
    page: Page
    token: Token

    @property
    def client(self) -> Client:
        return make_client(self.line())

    def line(self) -> Line:
        habits = Habits(clock=Pause().clock())
        return make_line(Secret(self.token.secret), self.space.base_url, habits)

    def look(self, home: str = "") -> Found:
        return look(self.client, home or self.page.id)

    def table(self, title: str, kinds: Kinds, parent: str = "") -> DataSource:
        """A table with these columns."""
        source = self.person.add_database(parent or self.page.id, title)
        for name, kind in kinds.items():
            if kind == "title":
                self.person.rename_column(source.id, "Name", name)
            else:
                self.person.add_column(source.id, name, *self._kind(kind))
        return source

    def rows(self, source: DataSource, *rows: Mapping[str, Any]) -> list[Page]:
        """Rows as the person types them."""
        return [self.person.add_row(source.id, row) for row in rows]

    def _kind(self, kind: Any) -> tuple[str, Json]:
        if isinstance(kind, DataSource):
            return "relation", {
                "data_source_id": kind.id, "type": "single_property", "single_property": {},
            }  # fmt: skip
        if isinstance(kind, list):
            options = [new_option(self.space, name, n) for n, name in enumerate(kind)]
            return "select", {"options": options}
        return ("number", {"format": "percent"}) if kind == "percent" else (kind, {})


def make_place(title: str = "Sales") -> Place:
    """A page of its own in the sandbox that all tests of a process share."""
    space = running().notion
    space.switches.enforce_rate = False
    person = Person(space, space.add_user("Anna Orlova", email="anna@example.com").id)
    page = person.add_page("", title)
    return Place(space, person, page, space.add_connection("OKR Sync", roots=[page.id]))


def columns(source: DataSource) -> dict[str, Any]:
    """All columns of a table by id, as the sandbox keeps them."""
    return {key: deepcopy(prop) for key, prop in source.properties.items()}


def values(space: Notion, source: DataSource) -> dict[str, Any]:
    """All values of a table by row."""
    return {row: deepcopy(space.pages[row].values) for row in source.rows}


def names(source: DataSource, ids: Sequence[str]) -> Iterator[str]:
    """Names of columns by their ids."""
    return (source.properties[key].name for key in ids)
