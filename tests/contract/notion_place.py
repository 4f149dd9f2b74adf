"""Where a case of the contract with notion-client stands: a client, and what it may build on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.notion.space import Notion
from sandbox.state import Sandbox

Json = dict[str, Any]

COLUMNS: Json = {
    "Name": {"title": {}},
    "Value": {"number": {"format": "number"}},
    "Stage": {"select": {"options": [{"name": "New", "color": "blue"}, {"name": "Won"}]}},
    "Due": {"date": {}},
    "Notes": {"rich_text": {}},
}
SECRET = "secret_client"
"""Of the public connection; its id is the bot's."""


@dataclass(frozen=True, slots=True)
class Place:
    """One connection with a page that is shared with it. ``client`` is notion-client's own; its
    methods are typed for both its flavours, which helps nobody here."""

    client: Any
    sandbox: Sandbox
    home: str
    person: str
    """Id of the person to whom the page belongs."""
    version: str

    @property
    def space(self) -> Notion:
        """The workspace behind the client."""
        return self.sandbox.notion

    def database(self, title: str = "Deals", columns: Json | None = None) -> Json:
        """A database on the home page."""
        made: Json = self.client.databases.create(
            parent={"type": "page_id", "page_id": self.home}, title=text(title),
            initial_data_source={"properties": columns or COLUMNS},
        )  # fmt: skip
        return made

    def source(self, title: str = "Deals", columns: Json | None = None) -> str:
        """Id of the data source of a new database."""
        return str(self.database(title, columns)["data_sources"][0]["id"])

    def row(self, source: str, name: str, **values: object) -> Json:
        """A row; values stand under the names of columns, as the API takes them."""
        made: Json = self.client.pages.create(
            parent={"type": "data_source_id", "data_source_id": source},
            properties={"Name": {"title": text(name)}, **values},
        )  # fmt: skip
        return made

    def paragraph(self, words: str = "Hello") -> Json:
        """A paragraph at the end of the home page."""
        listed = self.client.blocks.children.append(self.home, children=[paragraph(words)])
        made: Json = listed["results"][0]
        return made

    def view(self, **more: object) -> Json:
        """A table beside the one that each database begins with."""
        base = self.database()
        made: Json = self.client.views.create(
            database_id=base["id"], data_source_id=base["data_sources"][0]["id"], type="table",
            name="All", **more,
        )  # fmt: skip
        return made


Case = Callable[[Place], None]


def text(words: str) -> list[Json]:
    """Rich text as people send it."""
    return [{"text": {"content": words}}]


def plain(items: list[Json]) -> str:
    """Rich text as people read it."""
    return "".join(item["plain_text"] for item in items)


def paragraph(words: str) -> Json:
    """A paragraph to append."""
    return {"object": "block", "type": "paragraph", "paragraph": {"rich_text": text(words)}}


def names(listed: Json) -> list[str]:
    """Titles of the rows of an answer."""
    return [plain(row["properties"]["Name"]["title"]) for row in listed["results"]]
