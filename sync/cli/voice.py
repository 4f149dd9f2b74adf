"""How a command answers: in which language, to people or to programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import click
from rich.console import Console

from sync.answer import Json
from sync.core.ports import Document
from sync.core.settings import language_of
from sync.core.vocabulary import Language
from sync.errors import SyncError
from sync.job import Report


@dataclass(frozen=True, slots=True)
class Voice:
    """What ``--json`` and ``--lang`` ask for."""

    as_json: bool
    language: Language | None
    """None: the language of the document."""
    console: Console

    def of(self, report: Report) -> Language:
        return self.language or report.found.checked.settings.language

    def tell(self, value: Mapping[str, Json]) -> None:
        """The one JSON object on standard output."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def answer(self, told: Mapping[str, Json], said: str) -> None:
        """The object for programs, or the sentence for people."""
        if self.as_json:
            self.tell(told)
        else:
            self.console.print(said, soft_wrap=True)


@contextmanager
def failing_in_its_language(document: Document, voice: Voice) -> Iterator[None]:
    """What stops a run is told in the language of the document, unless another one is asked for."""
    try:
        yield
    except SyncError as error:
        error.spoken = voice.language or _language_of(document)
        raise


def _language_of(document: Document) -> Language | None:
    try:
        return language_of(document.read())
    except SyncError:
        return None
