"""Rows of tables that were just made: the cycle, and the objectives that key results name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from notion_template.bind.proposal import Proposal
from notion_template.bind.remarking import options_of
from notion_template.client import every
from notion_template.properties import Json
from notion_template.rich import plain, said
from sync.core.binding import BoundTab
from sync.core.parsing import parse_cycle
from sync.core.settings import quarter_of

if TYPE_CHECKING:
    from notion_client import Client

MOST = 100
"""Objectives that are taken over; more are no objectives."""


def add_first_rows(
    client: Client, proposal: Proposal, tabs: Mapping[str, BoundTab], today: date
) -> None:
    """Each once, whatever an earlier attempt has made. Objectives are added by the first binding
    only: people may have deleted one since."""
    settings = tabs["settings"]
    ours = proposal.origin == "own" or "settings" in proposal.made
    if ours and not any(every(client.data_sources.query, data_source_id=settings.data_source)):
        _add(client, settings, _cycle_row(proposal, settings, today))
    if proposal.kept is not None or proposal.origin == "template":
        return
    wanted = list(_named(client, proposal, tabs))
    objectives = tabs["objectives"]
    if wanted:
        there = set(_texts(client, objectives, "title"))
        for title in wanted:
            if title not in there:
                _add(client, objectives, {objectives.columns["title"].id: {"title": plain(title)}})


def cycle_name(proposal: Proposal, today: date) -> str:
    """The present quarter, spelt as the team spells it."""
    start = quarter_of(today)[0]
    usual = f"{start.year}-Q{(start.month + 2) // 3}"
    objectives = proposal.tabs.get("objectives")
    name = objectives.mapped.get("cycle") if objectives else None
    if objectives is None or name is None:
        return usual
    options = options_of(objectives.seen.properties[name])
    return next((one for one in options if parse_cycle(one) == usual), usual)


def _cycle_row(proposal: Proposal, settings: BoundTab, today: date) -> Json:
    start, end = quarter_of(today)
    columns = settings.columns
    return {
        columns["cycle"].id: {"title": plain(cycle_name(proposal, today))},
        columns["start"].id: {"date": {"start": start.isoformat()}},
        columns["end"].id: {"date": {"start": end.isoformat()}},
    }


def _named(client: Client, proposal: Proposal, tabs: Mapping[str, BoundTab]) -> Iterator[str]:
    """The objectives that key results name by words, where there was no table of objectives."""
    results = proposal.tabs["key_results"]
    name = results.mapped.get("objective")
    ours = "objectives" in proposal.made or _is_ours(proposal)
    if name is None or not ours:
        return
    shown = results.seen.properties[name]
    if shown["type"] == "select":
        yield from options_of(shown)[:MOST]
    elif shown["type"] == "rich_text":
        texts = dict.fromkeys(_texts(client, tabs["key_results"], "objective"))
        yield from [text for text in texts if text][:MOST]


def _is_ours(proposal: Proposal) -> bool:
    """Whether an earlier attempt has made the table of objectives."""
    seen = proposal.tabs["objectives"].seen
    return f"{proposal.home[:8]} okr-sync:" in seen.description


def _texts(client: Client, bound: BoundTab, key: str) -> Iterable[str]:
    """What stands in a column of text, row by row."""
    wanted = bound.columns[key].id
    for page in every(client.data_sources.query, data_source_id=bound.data_source):
        for value in page["properties"].values():
            if value["id"] == wanted:
                yield " ".join(said(value[value["type"]]).split())


def _add(client: Client, bound: BoundTab, properties: Mapping[str, Any]) -> None:
    parent = {"type": "data_source_id", "data_source_id": bound.data_source}
    client.pages.create(parent=parent, properties=dict(properties))
