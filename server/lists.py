"""What the list of documents shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from server.boards import band_of, count_levels
from server.speech import Speech
from sync.store.documents import KeptDocument, documents_of
from sync.store.results import Kept, results_by_document
from sync.store.runs import KeptRun, last_runs


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the list."""

    document: KeptDocument
    errors: int
    advice: int
    bands: tuple[str, ...]
    """The colours of its objectives' scores; empty for one without a score."""
    run: KeptRun | None
    speech: Speech
    """In the time zone of the document."""


@dataclass(frozen=True, slots=True)
class ListView:
    """All documents, and the addresses where none could be read."""

    entries: tuple[Entry, ...]
    failed: tuple[KeptRun, ...]


def list_view(engine: Engine, speech: Speech) -> ListView:
    """Gather the list."""
    runs = last_runs(engine)
    kept = results_by_document(engine)
    latest = {run.address: run for run in reversed(runs)}
    documents = documents_of(engine)
    known = {document.address for document in documents}
    return ListView(
        tuple(_entry(each, kept, latest, speech) for each in documents),
        tuple(run for run in runs if run.address not in known and run.state != "done"),
    )


def _entry(
    document: KeptDocument, kept: Mapping[str, Kept], runs: Mapping[str, KeptRun], speech: Speech
) -> Entry:
    found = kept.get(document.id, Kept())
    errors, advice = count_levels(found.problems)
    return Entry(
        document,
        errors,
        advice,
        tuple(band_of(each.score, each.kind) for each in found.objectives if each.current),
        runs.get(document.address),
        replace(speech, zone=document.zone),
    )
