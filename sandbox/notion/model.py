"""What a Notion workspace holds, as the sandbox keeps it; ``rendering`` makes answers of it.

Values stand as the API gives them, reduced to what is stored: options by id, people and related
rows by id, formulas and rollups not at all. Moments are exact here and cut when they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
TITLE = "title"
"""Id of every title property."""
ParentKind = Literal["workspace", "page_id", "database_id", "data_source_id", "block_id"]


@dataclass(frozen=True, slots=True)
class Parent:
    """Where something stands; the id of the workspace is empty."""

    kind: ParentKind
    id: str = ""


@dataclass(slots=True)
class User:
    """A person, a guest or a bot. Guests are never listed."""

    id: str
    name: str
    kind: Literal["person", "bot"] = "person"
    email: str = ""
    guest: bool = False


@dataclass(slots=True)
class Token:
    """A connection's way in."""

    secret: str
    bot: str
    """Id of the connection's user."""
    name: str
    """Of the connection, as people see it."""
    capabilities: set[str] = field(
        default_factory=lambda: {"read", "insert", "update", "comment", "users", "emails"}
    )
    roots: set[str] = field(default_factory=set)
    """Ids of what was shared with it; everything below is shared too."""
    public: bool = False
    """Whether it came by OAuth; only such a one may write to the workspace itself."""


@dataclass(slots=True)
class Node:
    """Anything with an id of its own that stands somewhere."""

    id: str
    parent: Parent
    created: datetime
    edited: datetime
    created_by: str
    edited_by: str
    in_trash: bool = False


@dataclass(slots=True)
class Block(Node):
    """A piece of a page's content. Pages and databases have one too, of the same id, of the types
    ``child_page`` and ``child_database``, which is made when it is shown."""

    type: str = "paragraph"
    body: Json = field(default_factory=dict)
    """What stands under the name of its type."""
    children: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page(Node):
    """A page, or a row when its parent is a data source."""

    values: dict[str, Any] = field(default_factory=dict)
    """Property id → stored value; what is absent is empty. A page that is no row has ``title``."""
    icon: Json | None = None
    cover: Json | None = None
    locked: bool = False
    children: list[str] = field(default_factory=list)
    """Ids of blocks, pages and databases inside, in order."""


@dataclass(slots=True)
class Property:
    """A column."""

    id: str
    """As stored, not percent-encoded."""
    name: str
    type: str
    config: Json = field(default_factory=dict)
    """What stands under the name of its type. Options keep id, name, color, description; a rollup
    the ids it refers to, not their names; a relation its target and the id of its twin; a formula
    its expression as Notion writes it back."""
    description: str | None = None
    by_api: bool = True
    """Made by a connection: filters refuse such formulas."""


@dataclass(slots=True)
class DataSource(Node):
    """A table: its columns and, in order of their making, its rows."""

    title: list[Json] = field(default_factory=list)
    icon: Json | None = None
    properties: dict[str, Property] = field(default_factory=dict)
    """By id."""
    rows: list[str] = field(default_factory=list)
    """Ids of all pages of it, trashed ones too."""
    last_number: dict[str, int] = field(default_factory=dict)
    """Last number given by each unique_id property."""
    templates: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class Database(Node):
    """The container of data sources and views."""

    title: list[Json] = field(default_factory=list)
    description: list[Json] = field(default_factory=list)
    inline: bool = False
    icon: Json | None = None
    cover: Json | None = None
    locked: bool = False
    data_sources: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)


@dataclass(slots=True)
class View(Node):
    """One way to look at a data source; its parent is a database."""

    data_source: str = ""
    name: str = ""
    type: str = "table"
    filter: Json | None = None
    sorts: list[Json] = field(default_factory=list)
    quick_filters: Json | None = None
    configuration: Json = field(default_factory=dict)


@dataclass(slots=True)
class Comment(Node):
    """A remark; its parent is a page or a block."""

    discussion: str = ""
    rich_text: list[Json] = field(default_factory=list)
    display_name: Json | None = None
    resolved: bool = False


@dataclass(slots=True)
class Switches:
    """What is not established, or differs between plans, and can be set."""

    per_minute: int = 180
    """Requests in 60 seconds that one connection may send; 600 in paid plans."""
    enforce_rate: bool = True
    query_cap: int = 10_000
    search_delay: float = 0.0
    """Seconds until a change shows up in search."""
    rollup_over_25: bool = False
    """Whether formulas and rollups in page answers see only the first 25 related rows."""
    nested_rollups: bool = False
    """Whether rollups of rollups are computed; otherwise they are unsupported, as Notion warns."""
    block_limit: int = 0
    """Blocks a free workspace may hold; 0 for no limit."""
    webhook_window: float = 60.0
    """Seconds over which page updates are collected."""
