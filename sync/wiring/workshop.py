"""The database and what stands on it: documents, sources, and what is kept of runs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, cast

from sqlalchemy import Engine

from sync.config import Config
from sync.core.binding import Binding
from sync.core.ports import Document, Explainer, RecordSource
from sync.core.records import Export, Stream
from sync.core.vocabulary import Record
from sync.documents.xlsx import XlsxDocument
from sync.errors import SourceError
from sync.job import Asked, OpenSources, Order, Report, Sources, run
from sync.mirror.ingest import forget, ingest, is_loaded
from sync.mirror.meter import MirrorMeter
from sync.mirror.pull import Order as PullOrder
from sync.mirror.pull import pull
from sync.secrets import Secret
from sync.store.bindings import (
    binding_at,
    comments_of,
    is_old,
    keep_binding,
    keep_comments,
    keep_mark,
    mark_of,
)
from sync.store.database import open_database
from sync.store.documents import address_of, keep_tabs, tabs_at
from sync.store.history import history_of
from sync.store.keeping import Ending, keep_report
from sync.store.running import OpenRun, Start, start_run
from sync.store.shown import shown_of
from sync.transport import Throttle
from sync.wiring.google import is_google, open_spreadsheet
from sync.wiring.notion import is_notion, notion_client, notion_id, notion_line

if TYPE_CHECKING:
    from notion_client import Client

    from sync.documents.notion import NotionDocument
    from sync.sources.hubspot.client import Terms


class LiveSource(RecordSource, Protocol):
    """A CRM that counts what it is asked."""

    @property
    def calls(self) -> int: ...


def _hubspot(config: Config) -> LiveSource | None:
    if config.hubspot_token is None:
        return None
    from sync.sources.hubspot import HubSpotClient, HubSpotSource  # noqa: PLC0415 - slow to load

    terms = _hubspot_terms(config.hubspot_token, config.hubspot_url)
    return HubSpotSource(HubSpotClient(config.hubspot_token, config.hubspot_url, terms))


@cache
def _hubspot_terms(_token: Secret, _address: str) -> Terms:
    """The limits of one account, which all its clients share."""
    from sync.sources.hubspot import client  # noqa: PLC0415 - as above

    return client.Terms(limits=Throttle(client.LIMITS), searches=Throttle(client.SEARCHES))


LIVE: dict[str, Callable[[Config], LiveSource | None]] = {"hubspot": _hubspot}
"""Key of a source → the CRM as the settings connect it; None when they do not."""


class Workshop:
    """The database and what stands on it, opened when first needed, closed at the end."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._open = ExitStack()
        self._given: Export | None = None
        self._run: int | None = None
        self.calls: dict[str, dict[str, int]] = {}
        """Requests to CRMs so far, by source: ``read`` and ``write``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._open.close()

    @cached_property
    def engine(self) -> Engine:
        engine = open_database(self.config.database_url, self.config.data_dir)
        self._open.callback(engine.dispose)
        return engine

    def open(self, address: str) -> Document:
        """The document behind what a user typed. Raises SyncError."""
        if is_notion(address, self.config):
            return self._notion(address)
        if not is_google(address):
            return XlsxDocument(Path(address).resolve())
        from sync.documents.google_sheets import GoogleSheetsDocument  # noqa: PLC0415 - slow

        spreadsheet = open_spreadsheet(address, self.config)
        return GoogleSheetsDocument(spreadsheet, tabs_at(self.engine, spreadsheet.address))

    def sources(self, deals: Path | None, now: datetime) -> OpenSources:
        """The sources of one document: its CRM export, as the file holds it when one is given, and
        as it was kept last when none is. A file is kept for later runs by ``remember`` only."""

        def opened(asked: Asked) -> Sources:
            live, failed = self._live(asked, now)
            if deals is None:
                kept = self._meter(connection_of(asked.document_id))
                return Sources({"crm_export": kept, **live}, failed=failed)
            export = self._read(deals, now, asked.zone)
            meter = self._meter(self._load(export, asked.document_id))
            return Sources({"crm_export": meter, **live}, export.warnings, failed)

        return opened

    def explainer(self, deals: Path | None, now: datetime) -> Callable[[str, str, str], Explainer]:
        """What takes single records apart: of a CRM as it was read last, of an export as of
        ``sources``."""

        def opened(zone: str, document_id: str, source: str) -> Explainer:
            if source in LIVE:
                return self._meter(source)
            if deals is None:
                return self._meter(connection_of(document_id))
            return self._meter(self._load(self._read(deals, now, zone), document_id))

        return opened

    def notion_client(self) -> Client:
        """Notion's own client, as the settings connect it. Raises SyncError."""
        return notion_client(self.config)

    def binding_at(self, home: str) -> Binding | None:
        """Where the databases of a page in Notion are; None when it was never bound."""
        return binding_at(self.engine, home)

    def keep_binding(self, binding: Binding) -> None:
        keep_binding(self.engine, binding)

    def address_of(self, document_id: str) -> str | None:
        """Where a document was seen last; a file only if it still stands there."""
        found = address_of(self.engine, document_id)
        return found if found and ("://" in found or Path(found).exists()) else None

    def history_of(self, document_id: str) -> tuple[Record, ...]:
        return history_of(self.engine, document_id)

    def shown_of(self, document_id: str) -> tuple[Record, ...]:
        return shown_of(self.engine, document_id)

    def remember(self, document_id: str, document: Document, report: Report) -> None:
        """Keep the export that a run was made with, and what the run found and wrote."""
        if self._given is not None:
            ingest(self.engine, connection_of(document_id), self._given)
        ending = None if self._run is None else Ending(self._run, self.calls)
        keep_report(self.engine, document_id, document, report, ending)
        if document.kind == "notion":
            self._remember_notion(cast("NotionDocument", document), report)
        if isinstance(tabs := getattr(document, "tab_ids", None), dict):
            keep_tabs(self.engine, document.address, tabs)

    def has_news(self, document: Document) -> bool:
        """Whether people may have changed the document since its last run, asked as cheaply as its
        kind allows; of most kinds nobody can tell without reading."""
        if document.kind != "notion":
            return True
        notion = cast("NotionDocument", document)
        mark = mark_of(self.engine, notion.binding.home)
        return mark is None or bool(notion.edits(mark))

    def begin(self, document: Document, started_by: str) -> OpenRun:
        """Open a run; no other one of this document begins before it ends. Raises
        AlreadyRunningError."""
        title = document.title or document.address
        start = Start(document.kind, document.address, title, started_by)
        return start_run(self.engine, start)

    def carry_out(
        self, opened: OpenRun, document: Document, sources: OpenSources, order: Order,
        progress: Callable[[str], None] = lambda _: None,
    ) -> Report:  # fmt: skip
        """The run that was opened, told step by step to those who watch; the order has to write."""

        def told(step: str) -> None:
            opened.note(step)
            progress(step)

        self._run = opened.run
        with opened:
            return run(document, sources, self, order, told)

    def sync(
        self, document: Document, sources: OpenSources, order: Order,
        progress: Callable[[str], None], started_by: str,
    ) -> Report:  # fmt: skip
        """Open a run and carry it out."""
        opened = self.begin(document, started_by)
        return self.carry_out(opened, document, sources, order, progress)

    def _notion(self, address: str) -> Document:
        from sync.documents.notion import NotionDocument  # noqa: PLC0415 - slow to load
        from sync.documents.notion.errors import NotBoundError  # noqa: PLC0415

        home = notion_id(address, self.config)
        binding = self.binding_at(home)
        if binding is None:
            raise NotBoundError(address)
        old = is_old(self.engine, home)
        return NotionDocument(notion_line(self.config), binding, self.shown_of, check_formats=old)

    def _remember_notion(self, document: NotionDocument, report: Report) -> None:
        """Keep what the document looked like, and tell owners of new errors if that is wished."""
        home = document.binding.home
        if document.checked:
            self.keep_binding(document.binding)
        keep_mark(self.engine, home, document.mark())
        if self.config.notion_comments:
            kept = comments_of(self.engine, home)
            keep_comments(self.engine, home, document.comment(report.found.problems, kept))

    def _live(
        self, asked: Asked, now: datetime
    ) -> tuple[dict[str, MirrorMeter], dict[str, SourceError]]:
        """The CRMs that are connected, brought up to date where the document counts by them."""
        failed: dict[str, SourceError] = {}
        connected = {kind: source for kind, make in LIVE.items() if (source := make(self.config))}
        for kind in connected.keys() & asked.kinds:
            try:
                self._pull(connected[kind], now, asked.progress)
            except SourceError as error:
                failed[kind] = error
        return {kind: self._meter(kind) for kind in connected}, failed

    def _pull(self, source: LiveSource, now: datetime, progress: Callable[[str], None]) -> None:
        def told(_stream: Stream, taken: int) -> None:
            progress(f"pull {taken}")

        before = source.calls
        try:
            pull(self.engine, source.kind, source, PullOrder(lambda: now, told))
        finally:
            counted = self.calls.setdefault(source.kind, {"read": 0, "write": 0})
            counted["read"] += source.calls - before

    def _meter(self, connection: str) -> MirrorMeter:
        return self._open.enter_context(MirrorMeter(self.engine, connection))

    def _read(self, deals: Path, now: datetime, zone: str) -> Export:
        from sync.sources.crm_export import read_export  # noqa: PLC0415 - pandas is slow to load

        self._given = read_export(deals, now=now, zone=zone)
        return self._given

    def _load(self, export: Export, document_id: str) -> str:
        """The connection that holds these records: the kept one if they are the same, else one for
        this run alone, so that a trial leaves no trace and two runs never mix."""
        name = connection_of(document_id)
        if not is_loaded(self.engine, name, export):
            name = f"draft-{secrets.token_hex(8)}"
            self._open.callback(forget, self.engine, name)
        ingest(self.engine, name, export)
        return name


def connection_of(document_id: str) -> str:
    """The name under which the records kept for a document stand; a new one has none yet."""
    return f"export-{document_id}"
