"""One Notion workspace: everything in it, who may see what, and who is told of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from sandbox.clock import Clock
from sandbox.notion.ids import dashed, new_property_id, new_uuid
from sandbox.notion.model import (
    TITLE,
    Block,
    Comment,
    Database,
    DataSource,
    Json,
    Node,
    Page,
    Parent,
    Switches,
    Token,
    User,
    View,
)
from sandbox.notion.texts import plain_item
from sandbox.schedule import Schedule

if TYPE_CHECKING:
    from sandbox.notion.apps import Apps
    from sandbox.notion.webhooks import Webhooks

CAPABILITIES = frozenset({"read", "insert", "update", "comment", "users", "emails"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed. Kinds are those of webhooks: ``page.created`` …"""

    kind: str
    entity: str
    """Id of what changed."""
    author: str
    at: datetime
    details: Json = field(default_factory=dict)


class Notion:
    """One workspace and its connections."""

    apps: Apps
    """Its public connections; like the next, put there by the sandbox that holds the workspace."""
    webhooks: Webhooks

    def __init__(
        self, clock: Clock, chance: Random, schedule: Schedule, violate: Callable[[str], None]
    ) -> None:
        self.clock, self.chance, self.schedule, self.violate = clock, chance, schedule, violate
        self.workspace_id = self.uuid()
        self.workspace_name = "Sales"
        self.base_url = "http://127.0.0.1/notion"
        self.site = "https://app.notion.com/p"
        """Where addresses of pages begin."""
        self.viewer: Token | None = None
        """Whose request is being answered; nobody's in what people see."""
        self.switches = Switches()
        self.users: dict[str, User] = {}
        self.tokens: dict[str, Token] = {}
        """By secret."""
        self.pages: dict[str, Page] = {}
        self.databases: dict[str, Database] = {}
        self.data_sources: dict[str, DataSource] = {}
        self.blocks: dict[str, Block] = {}
        self.views: dict[str, View] = {}
        self.comments: dict[str, Comment] = {}
        self.owners: dict[str, str] = {}
        """Bot of a public connection → the person who let it in."""
        self.top: list[str] = []
        """Ids of what stands at the top of the workspace."""
        self.listeners: list[Callable[[Event], None]] = []
        self.history: list[Event] = []
        """All that happened."""
        self.version = 0
        self.requests: dict[str, list[datetime]] = {}
        """Id of a bot → when it sent the requests of the last minute."""

        self.answered: tuple[int, Json] = (0, {})
        """Which call was carried out last, and what it was going to answer."""

    # ids and time

    def uuid(self) -> str:
        """One more id that no two things share."""
        return new_uuid(self.chance)

    def property_id(self) -> str:
        """One more id of a column."""
        return new_property_id(self.chance)

    def now(self) -> datetime:
        """The moment, exactly; answers cut it."""
        return self.clock.now()

    # people and connections

    def add_user(
        self, name: str, *, email: str = "", kind: str = "person", guest: bool = False
    ) -> User:
        """A person, or a bot with ``kind="bot"``."""
        user = User(self.uuid(), name, "bot" if kind == "bot" else "person", email, guest)
        self.users[user.id] = user
        return user

    def add_connection(
        self, name: str, *, roots: Iterable[str] = (),
        capabilities: Iterable[str] | None = None, public: bool = False, secret: str = "",
    ) -> Token:  # fmt: skip
        """A connection with its bot; ``roots`` are ids of what is shared with it."""
        bot = self.add_user(name, kind="bot")
        secret = secret or f"ntn_{self.uuid().replace('-', '')}"
        allowed = set(CAPABILITIES if capabilities is None else capabilities)
        token = Token(secret, bot.id, name, allowed, set(roots), public)
        self.tokens[secret] = token
        return token

    def share(self, token: Token, node_id: str) -> None:
        """Let a connection see something and all below it."""
        token.roots.add(dashed(node_id) or node_id)

    # places

    def add_page(self, parent: Parent, title: str, by: str, *, id: str = "") -> Page:  # noqa: A002
        """A page with a title and nothing else, last among its siblings."""
        now = self.now()
        page = Page(dashed(id) or self.uuid(), parent, now, now, by, by)
        page.values[TITLE] = [plain_item(title)] if title else []
        self.pages[page.id] = page
        self.siblings(parent).append(page.id)
        self.emit("page.created", page.id, by)
        return page

    def siblings(self, parent: Parent) -> list[str]:
        """The list in which everything with this parent stands. Raises LookupError."""
        if parent.kind == "workspace":
            return self.top
        if parent.kind == "data_source_id":
            return self.data_sources[parent.id].rows
        if parent.kind == "database_id":
            return self.databases[parent.id].data_sources
        return self.pages[parent.id].children if parent.id in self.pages else (
            self.blocks[parent.id].children
        )  # fmt: skip

    def node(self, id: str) -> Node | None:  # noqa: A002
        """A page, database, data source or block by its id, dashed or not."""
        key = dashed(id) or id
        return (
            self.pages.get(key) or self.databases.get(key) or self.data_sources.get(key)
            or self.blocks.get(key)
        )  # fmt: skip

    def above(self, node_id: str) -> Iterable[Node]:
        """The thing itself, then what it stands in, up to the workspace."""
        node = self.node(node_id) or self.comments.get(node_id) or self.views.get(node_id)
        while node is not None:
            yield node
            node = self.node(node.parent.id) if node.parent.id else None

    def is_shared(self, token: Token, node_id: str) -> bool:
        """Whether a connection sees it, for itself or through something above."""
        return any(node.id in token.roots for node in self.above(node_id))

    def is_visible(self, node_id: str) -> bool:
        """Whether the present viewer sees it."""
        return self.viewer is None or self.is_shared(self.viewer, node_id)

    def is_trashed(self, node_id: str) -> bool:
        """Whether it, or something above it, lies in the trash."""
        return any(node.in_trash for node in self.above(node_id))

    # changes

    def emit(self, kind: str, entity: str, by: str, **details: object) -> None:
        """Tell everybody of a change that was made; nothing is touched here."""
        self.version += 1
        event = Event(kind, entity, by, self.now(), dict(details))
        self.history.append(event)
        for listener in tuple(self.listeners):
            listener(event)

    def touch(self, node: Node, by: str) -> None:
        """Note who changed something, and when."""
        node.edited, node.edited_by = self.now(), by
