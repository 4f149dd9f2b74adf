"""Which adapter serves what: the only module that names concrete classes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from sync.config import Config
from sync.core.ports import Document
from sync.core.vocabulary import Problem
from sync.documents.xlsx import XlsxDocument
from sync.errors import SyncError
from sync.job import OpenSources, Sources
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter
from sync.store.database import open_database
from sync.store.documents import address_of, remember

DOCUMENTS: dict[str, Callable[[str], Document]] = {
    "xlsx": XlsxDocument,
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
    """The database and what stands on it, opened when first needed."""

    def __init__(self, config: Config) -> None:
        self.config = config

    @cached_property
    def engine(self) -> Engine:
        return open_database(self.config.database_url, self.config.data_dir)

    def sources(self, document: Document, deals: Path | None, now: datetime) -> OpenSources:
        """The sources of one document: its CRM export, read anew when a file is given, and as it
        was read last when none is."""
        connection = connection_of(document.address)

        def opened(zone: str) -> Sources:
            warnings: tuple[Problem, ...] = ()
            if deals is not None:
                from sync.sources.crm_export import read_export  # noqa: PLC0415 - pandas is slow

                export = read_export(deals, now=now, zone=zone)
                ingest(self.engine, connection, export)
                warnings = export.warnings
            return Sources({"crm_export": MirrorMeter(self.engine, connection)}, warnings)

        return opened

    def address_of(self, document_id: str) -> str | None:
        """Where a document was seen last, if a file still stands there."""
        found = address_of(self.engine, document_id)
        return found if found and Path(found).exists() else None

    def remember(self, document_id: str, kind: str, address: str) -> None:
        if address_of(self.engine, document_id) != address:
            remember(self.engine, document_id, kind, address)


def connection_of(address: str) -> str:
    """The name under which the records given for a document are kept."""
    return "export-" + hashlib.sha256(address.encode()).hexdigest()[:16]
