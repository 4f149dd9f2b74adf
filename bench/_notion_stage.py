"""The stage of ``bench.notion``: a workspace in the sandbox, its limit of requests, and a clock
that only calls and waiting move."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from notion_client import APIResponseError, Client

from bench.job import NOW, make_document
from sandbox.clock import Clock
from sandbox.notion.model import TITLE, DataSource, Json, Page, Parent, Property
from sandbox.notion.operations import create_row, set_values
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.operations_schema import add_property, rename_property
from sandbox.notion.options import new_option
from sandbox.notion.rendering import page_json
from sandbox.notion.texts import plain, plain_item
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sync.core.binding import Binding, BoundColumn, BoundTab
from sync.core.databases import DATABASES, LINKS, PERCENT, columns_of, property_type, title_key
from sync.core.layout import read_sheets
from sync.core.schema import TABS, Column
from sync.core.vocabulary import CellValue, Row
from sync.documents.notion.exchange import Habits, Line, make_line
from sync.secrets import Secret
from sync.transport import Clock as Waits

KEY_RESULTS = 100
SECONDS_A_CALL = 0.3
VERSION = "2026-03-11"


@dataclass(frozen=True, slots=True)
class Figures:
    """What one piece of work took."""

    reads: float
    writes: float
    refused: float
    """Answers 429."""
    notion: float
    """Seconds of the client itself, and with Notion's delays and limits."""

    @property
    def calls(self) -> float:
        return self.reads + self.writes


@dataclass
class Workspace:
    """A home page with its databases; rows are known by their ids or places."""

    stage: Stage
    binding: Binding
    token: str

    def source(self, tab: str) -> DataSource:
        return self.stage.sandbox.notion.data_sources[self.binding.tabs[tab].data_source]

    def rows(self, tab: str) -> list[Page]:
        space = self.stage.sandbox.notion
        return [space.pages[one] for one in self.source(tab).rows]

    def values(self, page: Page) -> Mapping[str, Json]:
        """Name of a property → its value as answers give it."""
        shown: Mapping[str, Json] = page_json(self.stage.sandbox.notion, page, VERSION)
        return shown["properties"]

    def type(self, tab: str, key: str, page: Page, value: float) -> None:
        """A person types a number."""
        name = self.binding.tabs[tab].columns[key].name
        prop = next(p for p in self.source(tab).properties.values() if p.name == name)
        set_values(self.stage.sandbox.notion, page, {prop.id: value}, self.stage.anna)

    def line(self) -> Line:
        """The service's way to Notion."""
        clock = self.stage.sandbox.clock
        waits = Waits(lambda: clock.now().timestamp(), clock.advance)
        return make_line(
            Secret(self.token), self.stage.sandbox.notion.base_url, Habits(clock=waits)
        )

    def client(self) -> Client:
        """The client others take, in good hands: it waits as long as it is told to."""
        base_url, clock = self.stage.sandbox.notion.base_url, self.stage.sandbox.clock
        options: Json = {"retry": False, "notion_version": VERSION}
        return _Waiting(clock, auth=self.token, base_url=base_url, **options)


class _Waiting(Client):
    def __init__(self, clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        self._clock = clock
        self.logger.disabled = True

    def request(self, *place: Any, **more: Any) -> Any:
        while True:
            try:
                return super().request(*place, **more)
            except APIResponseError as error:
                if error.status != 429:
                    raise
                self._clock.advance(float(error.headers["Retry-After"]))


class Stage:
    """A served sandbox; each client gets a workspace page of its own."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.served = 0.0
        """Seconds that the sandbox spent on answers."""
        self._began: float | None = None
        self.anna = sandbox.notion.add_user("Анна Орлова", email="anna@example.com").id

    def workspace(self) -> Workspace:
        """The template in Russian with so many key results, shared with a connection of its own."""
        space = self.sandbox.notion
        home = space.add_page(Parent("workspace"), "План", self.anna)
        token = space.add_connection(f"OKR {len(space.tokens)}", roots=(home.id,))
        made = {key: self._database(key, home.id) for key in DATABASES}
        tabs = {key: self._columns(key, made) for key in DATABASES}
        workspace = Workspace(self, Binding(home.id, "ru", tabs, "План"), token.secret)
        snapshot = read_sheets(make_document(KEY_RESULTS).sheets)
        pages = {
            (key, str(row.value("id"))): create_row(space, made[key], {}, self.anna)
            for key in DATABASES
            for row in snapshot.tables[key].rows
        }
        for key in DATABASES:
            for row in snapshot.tables[key].rows:
                page = pages[key, str(row.value("id"))]
                set_values(space, page, dict(_typed(made[key], key, row, pages)), self.anna)
        return workspace

    def measure(self, work: Callable[[], object]) -> Figures:
        """Do some work, with the whole limit of a minute at hand."""
        clock, calls = self.sandbox.clock, self.sandbox.calls
        clock.advance(120)
        calls.clear()
        self.served = 0.0
        begun, started = clock.now(), time.perf_counter()
        work()
        own = time.perf_counter() - started - self.served
        waited = (clock.now() - begun).total_seconds()
        done = [call.access for call in calls if call.status == 200]
        refused = sum(call.status == 429 for call in calls)
        return Figures(done.count("read"), done.count("write"), refused, own + waited)

    def delay(self, _call: str) -> None:
        """Let time pass; called as a request comes and as its answer goes."""
        self.sandbox.clock.advance(SECONDS_A_CALL / 2)
        now = time.perf_counter()
        if self._began is None:
            self._began = now
        else:
            self.served += now - self._began
            self._began = None

    def _database(self, tab: str, home: str) -> DataSource:
        space, title = self.sandbox.notion, [plain_item(TABS[tab].title.ru)]
        database = create_database(space, Parent("page_id", home), title, self.anna)
        name = next(c.title.ru for c in columns_of(tab) if c.key == title_key(tab))
        source = add_data_source(space, database, title, self.anna)
        rename_property(space, source, TITLE, name, self.anna)
        return source

    def _columns(self, tab: str, made: Mapping[str, DataSource]) -> BoundTab:
        source, columns = made[tab], {}
        for column in columns_of(tab):
            kind, name = property_type(tab, column), column.title.ru
            if kind == "title":
                columns[column.key] = BoundColumn("title", kind, name)
                continue
            config = self._config(tab, column, kind, made)
            wanted = Property("", name, kind, config)
            prop = add_property(self.sandbox.notion, source, wanted, self.anna)
            options = {one["id"]: one["name"] for one in config.get("options", ())}
            percent = (tab, column.key) in PERCENT
            columns[column.key] = BoundColumn(quote(prop.id, safe=""), kind, name, percent, options)
        return BoundTab(source.parent.id, source.id, columns, plain(source.title))

    def _config(
        self, tab: str, column: Column, kind: str, made: Mapping[str, DataSource]
    ) -> Json:  # fmt: skip
        if kind == "number":
            return {"format": "percent" if (tab, column.key) in PERCENT else "number"}
        if kind == "relation":
            return {"data_source_id": made[LINKS[tab, column.key]].id}
        words = [choice.title.ru for choice in column.choices or ()]
        space = self.sandbox.notion
        options = [new_option(space, word, number) for number, word in enumerate(words)]
        return {"options": options} if kind == "select" else {}


def _typed(
    source: DataSource, tab: str, row: Row, pages: Mapping[tuple[str, str], Page]
) -> Iterator[tuple[str, Any]]:
    """What people typed into a row, by id of the property, as it is stored."""
    by_name = {prop.name: prop for prop in source.properties.values()}
    for column in columns_of(tab):
        value = row.value(column.key)
        if value is None or row.cell(column.key).formula is not None:
            continue
        prop = by_name[column.title.ru]
        if prop.type == "relation":
            target = pages[LINKS[tab, column.key], str(value).split(" ", 1)[0]]
            yield prop.id, [target.id]
        elif prop.type == "select":
            options = {one["name"]: one["id"] for one in prop.config["options"]}
            yield prop.id, options[str(value)]
        else:
            yield prop.id, _stored(prop.type, value)


def _stored(kind: str, value: CellValue) -> Any:
    if kind in ("title", "rich_text"):
        return [plain_item(str(value))]
    if kind == "date":
        return {"start": str(value), "end": None, "time_zone": None}
    return float(value) if isinstance(value, Decimal) else value


@contextmanager
def set_stage() -> Iterator[Stage]:
    """A sandbox in which 180 requests a minute are enforced, and each call takes its time on the
    sandbox's own frozen clock."""
    sandbox = make_sandbox(world="empty", clock=Clock(NOW, frozen=True))
    with serve(sandbox):
        stage = Stage(sandbox)
        sandbox.between.append(stage.delay)
        yield stage
