"""A site whose documents stand in memory and whose source answers as told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from teams import NOW, Team, ToldMeter

from server.app import create_app
from server.desk import Desk
from sync.config import Config
from sync.core.ports import Document
from sync.core.vocabulary import Evidence, Snapshot
from sync.documents.memory import MemoryDocument
from sync.job import OpenSources, Order, Report, Sources
from sync.store.documents import address_of
from sync.wiring import Workshop

READ = {"M-001": "0.29", "M-002": "31"}

RECORDS = (
    Evidence("101", "Alpha: rollout", "https://crm.example.com/101", date(2026, 10, 5),
             Decimal("1250.50"), True, ""),
    Evidence("102", "Beta: support", "javascript:alert(1)", date(2026, 9, 5), None, False,
             "other_period"),
)  # fmt: skip


class SlowDocument(MemoryDocument):
    """A document whose reading waits until the test lets it go on."""

    def __init__(self, document: MemoryDocument) -> None:
        super().__init__(document.sheets, document.address)
        self.title = document.title
        self.reached, self.go_on = threading.Event(), threading.Event()

    def read(self) -> Snapshot:
        self.reached.set()
        assert self.go_on.wait(20)
        return super().read()


@dataclass
class Site:
    """An app, and what its documents and sources are."""

    app: Flask
    config: Config
    documents: dict[str, Document] = field(default_factory=dict)
    meter: ToldMeter = field(default_factory=lambda: ToldMeter(dict(READ)))
    now: datetime = NOW
    existing: set[str] = field(default_factory=set)
    """Addresses at which a copied document's original still stands."""

    def add(self, address: str, team: Team | None = None, title: str = "") -> MemoryDocument:
        """A document that nobody has synced yet."""
        document = (team or Team()).document()
        document.address, document.title = address, title or address
        self.documents[address] = document
        return document

    def sync(self, address: str, id_: str, meter: ToldMeter | None = None) -> Report:
        """Bring a document up to date, as the command line does."""
        document = self.documents[address]
        with self.workshop(meter) as workshop:
            order = Order(self.now, id_, write=True)
            return workshop.sync(
                document, workshop.sources(None, self.now), order, lambda _: None, "cli"
            )

    def workshop(self, meter: ToldMeter | None = None) -> Workshop:
        return MemoryWorkshop(self.config, self, meter)

    def close(self) -> None:
        desk: Desk = self.app.extensions["desk"]
        desk.close()


@dataclass
class Served:
    """A site that listens."""

    site: Site
    address: str


class MemoryWorkshop(Workshop):
    """The real database; the source is told, and documents in memory are always still there."""

    def __init__(self, config: Config, site: Site | None, meter: ToldMeter | None) -> None:
        super().__init__(config)
        self.site, self.meter = site, meter

    def open(self, address: str) -> Document:
        found = self.site.documents.get(address) if self.site else None
        return found or super().open(address)

    def address_of(self, document_id: str) -> str | None:
        found = address_of(self.engine, document_id)
        return found if self.site and found in self.site.existing else None

    def sources(self, deals: Path | None, now: datetime) -> OpenSources:
        assert self.site is not None
        told = self.meter or self.site.meter
        return lambda *_: Sources({"crm_export": told})


def make_site(config: Config) -> Site:
    """A site on this database."""
    holder: list[Site] = []

    def workshop() -> Workshop:
        return holder[0].workshop() if holder else MemoryWorkshop(config, None, None)

    app = create_app(config, workshop, lambda: holder[0].now)
    app.testing = False
    holder.append(Site(app, config))
    return holder[0]


def token(client: FlaskClient) -> str:
    """The token that the forms of a page carry, with the cookie in the client."""
    page = client.get("/").get_data(as_text=True)
    return page.split('name="token" value="')[1].split('"')[0]


def press(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    """Press the button of a form; status and page."""
    answer = client.post(path, data={"token": token(client), **fields})
    return answer.status_code, answer.get_data(as_text=True)


def wait_for(done: Callable[[], bool]) -> None:
    """Until something another thread does has come about."""
    waiting = threading.Event()
    for _ in range(2000):
        if done():
            return
        waiting.wait(0.01)
    raise AssertionError("it never came about")
