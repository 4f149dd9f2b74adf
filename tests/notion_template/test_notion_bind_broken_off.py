"""A binding that is broken off anywhere, and carried out again."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from documents.google_files import running
from notion_own_tables import Place, make_place

from notion_template.bind import Proposal, carry_out, propose
from sandbox.faults import Fault
from sandbox.notion.model import Database
from sync.core.binding import Binding
from sync.transport import TransportError

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
TABLE = {
    "Key Result": "title", "Objective": ["Win enterprise", "Keep customers"], "Owner": "people",
    "Baseline": "number", "Target": "number", "Actual": "number", "Score": "number",
}  # fmt: skip
CHANGES = 8
"""Four databases, one change of columns, a cycle, two objectives."""

LOOKS = 4
"""At the columns of the four."""


def look_again(place: Place, home: str) -> Proposal:
    return propose(place.look(home))


def done(place: Place, home: str) -> Binding:
    kept: list[Binding] = []
    binding = carry_out(place.client, look_again(place, home), kept.append, TODAY)
    assert kept == [binding]
    return binding


def inventory(place: Place) -> dict[str, Any]:
    """What stands on the page: tables with their columns and the names of their rows."""
    nodes = (place.space.databases.get(child) for child in place.page.children)
    return {f"{n} {title(node)}": contents(place, node)
            for n, node in enumerate(one for one in nodes if one is not None)}  # fmt: skip


def title(node: Database) -> str:
    return "".join(item["plain_text"] for item in node.title)


def contents(place: Place, node: Database) -> tuple[list[str], list[str]]:
    source = place.space.data_sources[node.data_sources[0]]
    rows = [place.space.pages[row].values["title"][0]["plain_text"] for row in source.rows]
    return sorted(prop.name for prop in source.properties.values()), rows


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """What an undisturbed binding leaves behind."""
    place = make_place()
    place.table("OKR", TABLE)
    before = len(running().calls)
    done(place, place.page.id)
    sent = [call for call in running().calls[before:] if call.method in ("POST", "PATCH")]
    assert len([call for call in sent if not call.path.endswith("/query")]) == CHANGES
    return inventory(place)


@pytest.mark.parametrize("of", ["page", "database"])
@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
@pytest.mark.parametrize("step", range(CHANGES + LOOKS))
def test_it_ends_in_one_whole(whole: dict[str, Any], step: int, kind: str, of: str) -> None:
    place = make_place()
    table = place.table("OKR", TABLE)
    home = place.page.id if of == "page" else table.parent.id
    proposal = look_again(place, home)
    path = r"/notion/v1/(databases|pages|data_sources/[^/]*)$"
    running().faults.add(Fault(kind, path=path, after=step))

    with suppress(TransportError):
        carry_out(place.client, proposal, lambda _: None, TODAY)
    assert [met for met, _ in running().faults.met] == [kind]
    running().faults.clear()
    first = done(place, home)

    assert inventory(place) == whole
    assert done(place, home) == first
    assert inventory(place) == whole
