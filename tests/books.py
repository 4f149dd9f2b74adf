"""A book that keeps in the database, for runs of documents in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Engine

from sync.core.ports import Document
from sync.core.vocabulary import Record
from sync.job import Report
from sync.store.history import history_of
from sync.store.keeping import Ending, keep_report
from sync.store.shown import shown_of


@dataclass
class Shelf:
    """What the workshop keeps, without its sources. ``run`` is the run that was opened."""

    engine: Engine
    run: int | None = None
    places: dict[str, str] = field(default_factory=dict)

    def address_of(self, document_id: str) -> str | None:
        return self.places.get(document_id)

    def history_of(self, document_id: str) -> tuple[Record, ...]:
        return history_of(self.engine, document_id)

    def shown_of(self, document_id: str) -> tuple[Record, ...]:
        return shown_of(self.engine, document_id)

    def remember(self, document_id: str, document: Document, report: Report) -> None:
        self.places[document_id] = document.address
        ending = None if self.run is None else Ending(self.run)
        keep_report(self.engine, document_id, document, report, ending)
