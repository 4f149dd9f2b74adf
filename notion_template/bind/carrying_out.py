"""Adds what the service needs, and says where everything is.

Values of rows that are there are never touched, and properties of people's never changed. Whatever
was added by an earlier attempt is known again by ``look``, so the whole can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from notion_template.bind.additions import added_json
from notion_template.bind.first_rows import add_first_rows
from notion_template.bind.proposal import Proposal
from notion_template.bind.tabs import TabProposal
from notion_template.bound import bound_column, bound_columns
from notion_template.properties import Json
from notion_template.rich import plain, quiet, said
from notion_template.tables import DESCRIPTIONS, database_request
from sync.core.binding import Binding, BoundColumn, BoundTab
from sync.core.databases import DATABASES, column_of

if TYPE_CHECKING:
    from notion_client import Client


def carry_out(
    client: Client, proposal: Proposal, keep: Callable[[Binding], None], today: date
) -> Binding:
    """Make what is missing and keep the binding, at the very end: a half of one is none. Raises
    TransportError; what was done by then is found again."""
    tabs = {tab: _there(one) for tab, one in proposal.tabs.items()}
    for tab in proposal.made:
        tabs[tab] = _made(client, proposal, tab)
    for tab, one in proposal.tabs.items():
        tabs[tab] = _completed(client, proposal, one, tabs)
    for tab in proposal.made:
        if tab not in proposal.tabs:
            tabs[tab] = _with_links(client, proposal, tab, tabs)
    in_order = {tab: tabs[tab] for tab in DATABASES if tab in tabs}
    add_first_rows(client, proposal, in_order, today)
    kept = proposal.kept
    binding = Binding(
        proposal.home, proposal.language, in_order, proposal.title, proposal.origin,
        kept.made if kept else {},
    )  # fmt: skip
    keep(binding)
    return binding


def _there(one: TabProposal) -> BoundTab:
    return BoundTab(one.seen.database, one.seen.data_source, {}, one.seen.title)


def _made(client: Client, proposal: Proposal, tab: str) -> BoundTab:
    """A table of ours, beside the others. Its description tells whose it is."""
    request = database_request(tab, proposal.language, proposal.place)
    text = DESCRIPTIONS[tab].of(proposal.language)
    request["description"] = [*plain(text), *quiet(f" ({proposal.home[:8]} okr-sync:{tab})")]
    made = cast(Json, client.databases.create(**request))
    source = made["data_sources"][0]["id"]
    return BoundTab(made["id"], source, {}, said(made["title"]))


def _completed(
    client: Client, proposal: Proposal, one: TabProposal, tabs: Mapping[str, BoundTab]
) -> BoundTab:
    """A table with the properties that it lacked, all in one request; none when it lacks none."""
    shown: Mapping[str, Json] = one.seen.properties
    added = {
        name: added_json(one, key, proposal.language, tabs) for key, name in one.added.items()
    }  # fmt: skip
    if added:
        source = one.seen.data_source
        answer = client.data_sources.update(data_source_id=source, properties=added)
        shown = cast(Json, answer)["properties"]
    names = {**one.mapped, **one.added}
    before = proposal.kept.tabs.get(one.tab) if proposal.kept else None
    columns = {
        key: _column(proposal, one.tab, key, shown[name], before) for key, name in names.items()
    }  # fmt: skip
    return replace(tabs[one.tab], columns=columns)


def _column(
    proposal: Proposal, tab: str, key: str, shown: Json, before: BoundTab | None
) -> BoundColumn:
    column, known = column_of(tab, key), before.columns.get(key) if before else None
    same = known is not None and known.id == shown["id"]
    now = replace(known, type=shown["type"]) if known and same else None
    return bound_column(tab, column, shown, proposal.language, now)


def _with_links(
    client: Client, proposal: Proposal, tab: str, tabs: Mapping[str, BoundTab]
) -> BoundTab:
    """A new table with its columns."""
    bound = tabs[tab]
    shown = cast(Json, client.data_sources.retrieve(data_source_id=bound.data_source))
    columns = bound_columns(tab, shown["properties"], proposal.language)
    return replace(bound, columns=columns)
