"""Which adapter serves what: the only module that names concrete classes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from sync.config import Config
from sync.core.ports import Document, Explainer
from sync.core.vocabulary import Problem
from sync.documents.xlsx import XlsxDocument
from sync.errors import SyncError
from sync.job import OpenSources, Sources
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter
from sync.store.database import open_database
from sync.store.documents import address_of, remember

DOCUMENTS: dict[str, Callable[[str], Document]] = {
    "xlsx": lambda address: XlsxDocument(Path(address).expanduser().absolute()),
}
"""Kind of document → what opens its address."""


class NotYetError(SyncError):
    """An address of a document that this version cannot open."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is not a file. This version works on .xlsx files: download the document"
            " as .xlsx and name that file.",
            f"«{address}» — не файл. Эта версия работает с файлами .xlsx: скачайте документ как"
            " .xlsx и укажите этот файл.",
        )


def open_document(address: str) -> Document:
    """The document behind what a user typed. Raises SyncError."""
    if "://" in address:
        raise NotYetError(address)
    return DOCUMENTS["xlsx"](address)


class Workshop:
    """The database and what stands on it, opened when first needed, closed at the end."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._open.close()

    @cached_property
    def engine(self) -> Engine:
        engine = open_database(self.config.database_url, self.config.data_dir)
        self._open.callback(engine.dispose)
        return engine

    def sources(self, document: Document, deals: Path | None, now: datetime) -> OpenSources:
        """The sources of one document: its CRM export, read anew when a file is given, and as it
        was read last when none is."""

        def opened(zone: str) -> Sources:
            warnings = self._load(document, deals, now, zone) if deals else ()
            return Sources({"crm_export": self._meter(document)}, warnings)

        return opened

    def explainer(
        self, document: Document, deals: Path | None, now: datetime
    ) -> Callable[[str], Explainer]:
        """The CRM export of one document, for questions about single records."""

        def opened(zone: str) -> Explainer:
            if deals:
                self._load(document, deals, now, zone)
            return self._meter(document)

        return opened

    def address_of(self, document_id: str) -> str | None:
        """Where a document was seen last, if a file still stands there."""
        found = address_of(self.engine, document_id)
        return found if found and Path(found).exists() else None

    def remember(self, document_id: str, kind: str, address: str) -> None:
        if address_of(self.engine, document_id) != address:
            remember(self.engine, document_id, kind, address)

    def _meter(self, document: Document) -> MirrorMeter:
        meter = MirrorMeter(self.engine, connection_of(document.address))
        return self._open.enter_context(meter)

    def _load(
        self, document: Document, deals: Path, now: datetime, zone: str
    ) -> tuple[Problem, ...]:
        from sync.sources.crm_export import read_export  # noqa: PLC0415 - pandas is slow to load

        export = read_export(deals, now=now, zone=zone)
        ingest(self.engine, connection_of(document.address), export)
        return export.warnings


def connection_of(address: str) -> str:
    """The name under which the records given for a document are kept."""
    return "export-" + hashlib.sha256(address.encode()).hexdigest()[:16]
