"""How a command answers: in which language, to people or to programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import click
from rich.console import Console

from sync.answer import Json
from sync.core.vocabulary import Language
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
