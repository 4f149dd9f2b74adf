"""Takes databases that are already in Notion as a document: shows how, asks, and does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from notion_template.bind import (
    BoundElsewhereError,
    Proposal,
    TabProposal,
    carry_out,
    look,
    propose,
    stands,
)
from sync.answer import Json
from sync.cli import binding_words as words
from sync.cli.ordering import config
from sync.cli.voice import Voice
from sync.core.binding import document_id_of
from sync.core.databases import column_of, is_ours
from sync.core.schema import TABS
from sync.core.vocabulary import Language
from sync.wiring import Workshop, explaining_notion, notion_address, notion_id

if TYPE_CHECKING:
    from notion_client import Client

DONE, WRONG_USAGE = 0, 64
Ask = Callable[[str], bool]
"""Puts a question to a person; None where nobody sits."""


def bind_document(address: str, voice: Voice, *, yes: bool, ask: Ask | None) -> int:
    """Propose, and carry out what is agreed to; the exit code. Raises SyncError."""
    settings = config()
    home = notion_id(address, settings)
    path = notion_address(home, settings)
    with Workshop(settings) as workshop, explaining_notion(path):
        client = workshop.notion_client()
        proposal = propose(look(client, home), voice.language, workshop.binding_at(home))
        _stop_if_elsewhere(workshop, client, proposal)
        language = voice.language or proposal.language
        already = proposal.kept is not None and not proposal.adds
        if not voice.as_json and not already:
            print_proposal(voice.console, proposal, language)
        agreed = yes or already or _agreed(voice, ask, language)
        if agreed:
            today = datetime.now(UTC).date()
            carry_out(client, proposal, workshop.keep_binding, today)
    said = words.ALREADY if already else words.BOUND
    if not agreed:
        said = words.NEEDS_YES if voice.as_json or ask is None else words.DECLINED
    told = {"address": path, **proposal_json(proposal, language), "already": already,
            "bound": agreed}  # fmt: skip
    voice.answer(told, escape(said.of(language).format(path=path)))
    return DONE if agreed or (ask is not None and not voice.as_json) else WRONG_USAGE


def _stop_if_elsewhere(workshop: Workshop, client: Client, proposal: Proposal) -> None:
    """Raises BoundElsewhereError: two documents in one place would write over each other."""
    results = proposal.tabs.get("key_results")
    known = workshop.address_of(document_id_of(results.seen.data_source)) if results else None
    if proposal.kept is None and known and stands(client, notion_id(known, workshop.config)):
        raise BoundElsewhereError(proposal.title, known)


def _agreed(voice: Voice, ask: Ask | None, language: Language) -> bool:
    return ask is not None and not voice.as_json and ask(words.ASK.of(language))


def proposal_json(proposal: Proposal, language: Language) -> dict[str, Json]:
    """A proposal for programs."""
    return {
        "title": proposal.title,
        "origin": proposal.origin,
        "language": proposal.language,
        "tables": [_tab_json(tab) for tab in proposal.tabs.values()],
        "new_tables": list(proposal.made),
        "remarks": [
            {"code": remark.code, "text": remark.say(language)} for remark in proposal.remarks
        ],
    }


def _tab_json(tab: TabProposal) -> dict[str, Json]:
    return {
        "table": tab.tab, "title": tab.seen.title, "columns": {**tab.mapped},
        "added": {**tab.added}, "left": list(tab.left),
    }  # fmt: skip


def print_proposal(console: Console, proposal: Proposal, language: Language) -> None:
    """What would be read, what would be added, what stays."""
    head = words.TEMPLATE if proposal.origin == "template" else words.OWN
    console.print(escape(head.of(language).format(title=proposal.title)), soft_wrap=True)
    for tab in proposal.tabs.values():
        _print_tab(console, tab, language, whole=not tab.ours)
    if proposal.made:
        titles = ", ".join(TABS[tab].title.of(proposal.language) for tab in proposal.made)
        _print_line(console, words.MADE.of(language), titles)
    if proposal.remarks:
        console.print(f"\n[bold]{words.REMARKS.of(language)}[/]")
    for remark in proposal.remarks:
        console.print("  • " + escape(remark.say(language)), soft_wrap=True)
    console.print("\n" + words.PROMISE.of(language))


def _print_tab(console: Console, tab: TabProposal, language: Language, *, whole: bool) -> None:
    """One table; of one of ours only what is missing in it."""
    if whole or tab.added:
        ours = TABS[tab.tab].title.of(language)
        title = words.TABLE.of(language).format(ours=ours, theirs=tab.seen.title)
        console.print(f"\n[bold]{escape(title)}[/]", soft_wrap=True)
    if whole:
        console.print(_columns(tab, language))
    served, empty = _split(tab.tab, tab.added)
    _print_line(console, words.SERVED.of(language), served)
    _print_line(console, words.EMPTY.of(language), empty)
    if whole:
        _print_line(console, words.LEFT.of(language), ", ".join(tab.left))


def _columns(tab: TabProposal, language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(words.COLUMN.of(language))
    table.add_column(words.PROPERTY.of(language))
    for key, name in tab.mapped.items():
        if not is_ours(tab.tab, column_of(tab.tab, key)):
            table.add_row(column_of(tab.tab, key).title.of(language), escape(name))
    return table


def _split(tab: str, added: Mapping[str, str]) -> tuple[str, str]:
    """Names of what the service fills in, and of what people do."""
    served = [name for key, name in added.items() if is_ours(tab, column_of(tab, key))]
    return ", ".join(served), ", ".join(name for name in added.values() if name not in served)


def _print_line(console: Console, title: str, names: str) -> None:
    if names:
        console.print(f"[bold]{title}[/] {escape(names)}", soft_wrap=True)
