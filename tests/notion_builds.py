"""The template built in the sandbox's Notion, broken off where a test wants it, and what there is
of it afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Protocol
from urllib.parse import unquote

import httpx
from notion_client import Client

from notion_template import Order, install
from sandbox.app import create_app
from sandbox.notion.model import DataSource, Page, Parent, Property
from sandbox.notion.person import Person
from sandbox.notion.space import Notion
from sandbox.state import Sandbox, make_sandbox
from sync.core.binding import Binding
from sync.core.vocabulary import Language
from sync.transport.errors import Failure, Kind, TransportError

TODAY = date(2026, 11, 23)
SILENT = logging.Logger("tests.notion.builds", logging.CRITICAL + 1)
SILENT.addHandler(logging.NullHandler())


class KilledError(Exception):
    """The installer's process is gone."""


class Breaking(httpx.BaseTransport):
    """Requests go into the sandbox without a network between. One of them may be the last: carried
    out or not, its answer never comes."""

    def __init__(self, app: Any) -> None:
        self._inner = httpx.WSGITransport(app)
        self.sent: list[str] = []
        self.last: int | None = None
        """Number of the request at which it breaks."""
        self.carried_out = False
        self.lost: list[int] = []
        """Numbers of requests whose answers are lost, one error each; the process lives on."""
        self.refused = ""
        """What no request may hold in its body."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(f"{request.method} {request.url.path}")
        number = len(self.sent)
        if number == self.last and not self.carried_out:
            raise KilledError
        if self.refused and self.refused in request.read().decode():
            raise TransportError("Notion", Failure(Kind.REFUSED, 403), reading=False)
        answer = self._inner.handle_request(request)
        answer.read()
        if number == self.last:
            raise KilledError
        reading = is_reading(self.sent[-1])
        if number in self.lost:
            raise TransportError("Notion", Failure(Kind.LOST), reading=reading)
        if answer.status_code >= 400:
            failure = Failure(Kind.REFUSED, answer.status_code, answer.content)
            raise TransportError("Notion", failure, reading=reading)
        return answer


def is_reading(request: str) -> bool:
    """Whether a request, as ``sent`` has it, changes nothing."""
    return request.startswith("GET") or request.endswith("/query")


@dataclass
class Site:
    """A page that is shared with a connection, and installers at work below it."""

    sandbox: Sandbox
    way: Breaking
    page: Page
    client: Client
    kept: Binding | None = None
    progress: list[tuple[int, int]] = field(default_factory=list)

    @property
    def space(self) -> Notion:
        return self.sandbox.notion

    def install(
        self, language: Language = "en", *, sample: bool = False, last: int | None = None,
        carried_out: bool = False, lost: tuple[int, ...] = (),
    ) -> Binding | None:  # fmt: skip
        """One run of the installer; None when it was broken off at request ``last``."""
        self.way.sent.clear()
        self.way.last, self.way.carried_out = last, carried_out
        self.way.lost = list(lost)
        order = Order(self.page.id, language, sample, TODAY)
        try:
            return install(self.client, order, self.kept, self._keep, self._tell)
        except KilledError:
            return None

    @property
    def person(self) -> Person:
        """The one whose page it is."""
        return Person(self.space, self.page.created_by)

    def source(self, title: str) -> DataSource:
        """A table by its title."""
        return next(one for one in self.space.data_sources.values() if _title(one) == title)

    def _keep(self, binding: Binding) -> None:
        self.kept = binding

    def _tell(self, done: int, of: int) -> None:
        self.progress.append((done, of))


@cache
def _served() -> tuple[Sandbox, Any]:
    """Building the routes takes longer than building a template."""
    sandbox = make_sandbox(world="empty")
    return sandbox, create_app(sandbox)


def make_site(*people: str, capabilities: set[str] | None = None) -> Site:
    """A fresh workspace with these people, in place of the one before."""
    sandbox, app = _served()
    sandbox.reset(world="empty", seed=1)
    space = sandbox.notion
    space.switches.enforce_rate = False
    users = [space.add_user(name) for name in people or ("Anna Orlova",)]
    page = space.add_page(Parent("workspace"), "Sales", users[0].id)
    token = space.add_connection("OKR Sync", roots=[page.id], capabilities=capabilities)
    way = Breaking(app)
    client = Client(
        auth=token.secret, base_url="http://127.0.0.1/notion", notion_version="2026-03-11",
        client=httpx.Client(transport=way), retry=False, logger=SILENT,
    )  # fmt: skip
    return Site(sandbox, way, page, client)


class Spot(Protocol):
    """A page in a workspace."""

    @property
    def space(self) -> Notion: ...

    page: Page


def there_is(site: Spot) -> dict[str, Any]:
    """Everything below the page that people can see, ids aside."""
    return {"page": list(_inside(site.space, site.page.id))}


def _inside(space: Notion, place: str) -> Iterator[Any]:
    node: Any = space.pages.get(place) or space.blocks[place]
    for child in node.children:
        if child in space.databases:
            if not space.databases[child].in_trash:
                yield _database(space, child)
        elif child in space.pages:
            page = space.pages[child]
            if not page.in_trash:
                yield {"page": _text(page.values["title"]), "inside": list(_inside(space, child))}
        else:
            block = space.blocks[child]
            text = _text(block.body.get("rich_text") or [])
            yield {"block": block.type, "text": text, "inside": list(_inside(space, child))}


def _database(space: Notion, id_: str) -> dict[str, Any]:
    database = space.databases[id_]
    return {
        "database": _text(database.title), "description": _text(database.description),
        "tables": [_table(space, space.data_sources[one]) for one in database.data_sources],
        "views": [_view(space, one) for one in database.views],
    }  # fmt: skip


def _table(space: Notion, source: DataSource) -> dict[str, Any]:
    rows = (space.pages[one] for one in source.rows)
    return {
        "columns": sorted((one.name, one.type) for one in source.properties.values()),
        "rows": sorted(str(_values(space, source, row)) for row in rows if not row.in_trash),
    }


def _values(space: Notion, source: DataSource, row: Page) -> dict[str, Any]:
    columns = {id_: source.properties[id_] for id_ in row.values}
    found = {one.name: _shown(space, one, row.values[id_]) for id_, one in columns.items()}
    return dict(sorted(found.items()))


def _shown(space: Notion, column: Property, value: Any) -> Any:
    match column.type:
        case "relation":
            return sorted(_text(space.pages[one].values.get("title", [])) for one in value)
        case "title" | "rich_text":
            return _text(value)
        case "select":
            return next(o["name"] for o in column.config["options"] if o["id"] == value)
        case "people":
            return [space.users[one].name for one in value]
        case _:
            return value


def _view(space: Notion, id_: str) -> dict[str, Any]:
    view = space.views[id_]
    names = {p.id: p.name for p in space.data_sources[view.data_source].properties.values()}
    shown = [
        name
        for one in view.configuration.get("properties", ())
        if one["visible"] and (name := names.get(unquote(one["property_id"])))
    ]
    return {"view": view.name, "type": view.type, "shown": shown, "filtered": bool(view.filter)}


def _title(source: DataSource) -> str:
    return _text(source.title)


def _text(items: list[dict[str, Any]]) -> str:
    return "".join(
        item["text"]["content"] if "text" in item else item.get("plain_text", "") for item in items
    )
