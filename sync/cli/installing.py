"""Builds the template inside an empty Google Sheet."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.console import Console

from sheets_template.google import Order, install
from sync.answer import Json
from sync.cli import words
from sync.cli.ordering import config
from sync.core.vocabulary import Language
from sync.wiring import open_spreadsheet


def install_template(
    address: str, language: Language, console: Console, *, sample: bool
) -> tuple[dict[str, Json], str]:
    """Build the template in a Google Sheet; goes on where an earlier run of it stopped. Gives the
    answer for programs and the sentence for people. Raises SyncError."""
    sheet = open_spreadsheet(address, config())

    def told(done: int, of: int) -> None:
        if console.is_terminal:
            console.print(words.INSTALLING.of(language).format(n=done, of=of))

    done = install(sheet, Order(language, sample, datetime.now(UTC).date()), told)
    answer: dict[str, Json] = {
        "written": sheet.address, "language": language, "sample": sample, "already": done.already,
        "calls": {"google_sheets": {**sheet.calls}},
    }  # fmt: skip
    said = words.INSTALLED_ALREADY if done.already else words.WRITTEN
    return answer, said.of(language).format(path=sheet.address)
