"""Builds the template inside an empty Google Sheet, or under a page in Notion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console

import notion_template
from sheets_template.google import Order, install
from sync.answer import Json
from sync.cli import words
from sync.cli.ordering import config
from sync.core.vocabulary import Language
from sync.wiring import Workshop, notion_address, notion_id, open_spreadsheet


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


def install_in_notion(
    parent: str, language: Language, console: Console, *, sample: bool
) -> tuple[dict[str, Json], str]:
    """Build the template under a page; goes on where an earlier run of it stopped, whichever
    page it has become. Gives and raises the same."""
    settings = config()
    page, today = notion_id(parent, settings), datetime.now(UTC).date()
    order = notion_template.Order(page, language, sample, today)
    with Workshop(settings) as workshop, _counting(console, language) as told:
        client = workshop.notion_client()
        homes = notion_template.find_homes(client, page)
        kept = next((found for home in homes if (found := workshop.binding_at(home))), None)
        already = kept is not None and notion_template.is_complete(kept)
        done = notion_template.install(client, order, kept, workshop.keep_binding, told)
    address = notion_address(done.home, settings)
    answer: dict[str, Json] = {
        "written": address, "language": done.language, "sample": sample, "already": already,
    }  # fmt: skip
    said = words.INSTALLED_ALREADY if already else words.INSTALLED_IN_NOTION
    return answer, said.of(language).format(path=address)


@contextmanager
def _counting(console: Console, language: Language) -> Iterator[Callable[[int, int], None]]:
    """Steps as they are done, on a terminal; silence in a pipe."""
    if not console.is_terminal:
        yield lambda *_: None
        return
    text = words.INSTALLING.of(language)
    with console.status("…") as status:
        yield lambda done, of: status.update(text.format(n=done, of=of))
