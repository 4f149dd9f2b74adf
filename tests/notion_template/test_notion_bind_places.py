"""Where a team keeps its tables, and what it is told before it agrees."""

from __future__ import annotations

from datetime import date

import pytest
from notion_own_tables import Place, make_place

from notion_template.bind import Proposal, carry_out, look, propose
from notion_template.bind.errors import NoPlaceError
from notion_template.bind.look import MOST_PLACES
from sandbox.notion.model import Block, Page, Parent
from sync.core.binding import Binding
from sync.documents.notion.exchange import make_client
from sync.transport import TransportError

TODAY = date(2026, 11, 23)
RESULTS = {"Key result": "title", "Start": "number", "Target": "number", "Actual": "number",
           "Owner": "people"}  # fmt: skip


@pytest.fixture
def place() -> Place:
    return make_place()


def proposed(place: Place, home: str = "") -> Proposal:
    return propose(place.look(home))


def bound(place: Place, proposal: Proposal) -> Binding:
    return carry_out(place.client, proposal, lambda _: None, TODAY)


def block(place: Place, kind: str, parent: Page | Block) -> Block:
    """A block as a person makes it."""
    now = place.space.now()
    above = Parent("block_id" if isinstance(parent, Block) else "page_id", parent.id)
    made = Block(place.space.uuid(), above, now, now, place.person.id, place.person.id, type=kind)
    place.space.blocks[made.id] = made
    parent.children.append(made.id)
    return made


def remarks(proposal: Proposal) -> list[tuple[str, str]]:
    """Codes, and the first word in quotes of each."""
    said = [(one.code, one.say("en"), one.say("ru")) for one in proposal.remarks]
    assert all("{" not in en + ru for _, en, ru in said)
    return [(code, en.split("“")[1].split("”")[0] if "“" in en else "") for code, en, _ in said]


def test_a_database_alone_is_enough(place: Place) -> None:
    """Its objectives stand on another page, and are reached by the relation."""
    other = place.person.add_page(place.page.id, "Strategy")
    goals = place.table("Company goals", {"Goal": "title", "Owner": "people"}, other.id)
    inner = place.person.add_page(place.page.id, "Sales")
    results = place.table("OKR", {**RESULTS, "Goal": goals}, inner.id)

    binding = bound(place, proposed(place, results.parent.id))

    assert binding.home == results.parent.id
    assert binding.tabs["objectives"].data_source == goals.id
    assert list(binding.tabs) == ["settings", "objectives", "key_results", "metrics", "history"]
    made = place.space.databases[binding.tabs["history"].database]
    assert made.parent.id == inner.id
    assert not proposed(place, results.parent.id).adds


def test_tables_in_columns_and_on_pages_inside_are_found(place: Place) -> None:
    columns = block(place, "column_list", place.page)
    column = block(place, "column", columns)
    results = place.table("Key results", RESULTS)
    database = place.space.databases[results.parent.id]
    place.page.children.remove(database.id)
    column.children.append(database.id)
    database.parent = Parent("block_id", column.id)
    inner = place.person.add_page(place.page.id, "Goals")
    goals = place.table("Objectives", {"Objective": "title"}, inner.id)

    found = proposed(place)

    assert found.tabs["key_results"].seen.data_source == results.id
    assert found.tabs["objectives"].seen.data_source == goals.id
    assert proposed(place, database.id).place == place.page.id


def test_a_large_wiki_is_not_read_whole(place: Place) -> None:
    place.table("OKR", RESULTS)
    for number in range(MOST_PLACES + 20):
        place.person.add_page(place.page.id, f"Page {number}")
    line = place.line()

    propose(look(make_client(line), place.page.id))

    assert line.carrier.calls["read"] < MOST_PLACES + 10


def test_tables_of_nobody_are_passed_over(place: Place) -> None:
    """In the trash, or related and not shared."""
    hidden = place.person.add_page("", "Private")
    secret = place.table("Objectives", {"Objective": "title"}, hidden.id)
    place.table("OKR", {**RESULTS, "Objective": secret})
    old = place.table("Key results", RESULTS)
    place.person.trash(old.parent.id)

    found = proposed(place)

    assert found.tabs["key_results"].seen.title == "OKR"
    assert "objective" not in found.tabs["key_results"].mapped
    assert found.tabs["key_results"].added["objective"] == "Objective (OKR Sync)"
    assert "objectives" in found.made


def test_a_database_nobody_may_stand_beside(place: Place) -> None:
    results = place.table("OKR", RESULTS)
    place.token.roots.clear()
    place.space.share(place.token, results.parent.id)

    with pytest.raises(NoPlaceError, match="Share that page"):
        proposed(place, results.parent.id)


def test_a_relation_under_another_name_is_the_link(place: Place) -> None:
    goals = place.table("Objectives", {"Objective": "title"})
    place.table("OKR", {**RESULTS, "Belongs to": goals, "Customers": "url"})

    assert proposed(place).tabs["key_results"].mapped["objective"] == "Belongs to"


def test_what_is_worth_knowing_is_said(place: Place) -> None:
    table = {"KR": "title", "Start": "percent", "Target": "number", "Actual": "rich_text",
             "Confidence": "percent", "Objective": "rich_text"}  # fmt: skip
    place.table("Key results", table)
    place.table("OKR", {"KR": "title", "Target": "number", "Current": "number"})

    assert remarks(proposed(place)) == [
        ("objective-by-name", "Objective"), ("text-number", "Actual"), ("scales-mixed", ""),
        ("confidence-percent", "Confidence"), ("fill-in", "Result type"), ("several", "OKR"),
    ]  # fmt: skip


def test_objectives_and_results_in_one_table(place: Place) -> None:
    results = place.table("OKRs", RESULTS)
    place.person.add_column(results.id, "Parent item", "relation", {
        "data_source_id": results.id, "type": "single_property", "single_property": {},
    })  # fmt: skip

    assert ("one-table", "OKRs") in remarks(proposed(place))


def test_quarters_are_spelt_as_the_team_spells_them(place: Place) -> None:
    goals = place.table("Goals", {"Goal": "title", "Quarter": ["Q3 2026", "Q4 2026"]})
    place.table("OKR", {**RESULTS, "Goal": goals})

    settings = bound(place, proposed(place)).tabs["settings"]

    rows = place.space.data_sources[settings.data_source].rows
    assert [place.space.pages[row].values["title"][0]["plain_text"] for row in rows] == ["Q4 2026"]


def test_cycles_without_quarters_are_left_alone(place: Place) -> None:
    goals = place.table("Goals", {"Goal": "title", "Cycle": ["Spring", "Autumn"]})
    place.table("OKR", {**RESULTS, "Goal": goals})

    found = proposed(place)

    assert ("cycle-left", "Cycle") in remarks(found)
    assert "cycle" not in found.tabs["objectives"].mapped


def test_new_columns_have_the_scale_of_their_neighbours(place: Place) -> None:
    results = place.table("Key results", {"KR": "title", "Target": "percent"})

    binding = bound(place, proposed(place))

    typed = place.person.column(results.id, "Typed value")
    assert typed.config["format"] == "percent"
    assert binding.tabs["key_results"].columns["typed"].percent
    assert binding.tabs["key_results"].columns["target"].percent


def test_texts_that_name_objectives_become_rows_once(place: Place) -> None:
    results = place.table("OKR", {**RESULTS, "Objective": "rich_text"})
    named = {"A": "Win", "B": "", "C": "Keep", "D": "Win"}
    place.rows(results, *({"Key result": a, "Objective": b} for a, b in named.items()))

    first = bound(place, proposed(place))
    bound(place, propose(place.look(), None, first))

    rows = place.space.data_sources[first.tabs["objectives"].data_source].rows
    titles = {place.space.pages[row].values["title"][0]["plain_text"] for row in rows}
    assert (len(rows), titles) == (2, {"Win", "Keep"})


def test_columns_renamed_after_the_binding_stay_what_they_are(place: Place) -> None:
    results = place.table("OKR", RESULTS)
    first = bound(place, proposed(place))
    place.person.rename_column(results.id, "Actual", "Number of the week")
    place.person.rename_column(results.id, "Score", "Our score")

    again = propose(place.look(), None, first)

    assert not again.adds
    assert again.tabs["key_results"].mapped["typed"] == "Number of the week"
    assert again.tabs["key_results"].mapped["score"] == "Our score"


def test_what_people_have_retyped_is_read_anew(place: Place) -> None:
    """A column of theirs may be of another type; one of the service's is made once more."""
    results = place.table("OKR", {**RESULTS, "Plan": "number"})
    first = bound(place, proposed(place))
    place.person.retype_column(results.id, "Actual", "number", {"format": "percent"})
    place.person.retype_column(results.id, "Owner", "rich_text")
    place.person.retype_column(results.id, "Start", "files")
    place.person.retype_column(results.id, "Score", "rich_text")

    again = propose(place.look(), None, first)
    second = bound(place, again).tabs["key_results"].columns

    assert dict(again.tabs["key_results"].added) == {"score": "Score (OKR Sync)"}
    assert second["typed"].percent
    assert second["owner"].type == "rich_text"
    assert second["score"].id != first.tabs["key_results"].columns["score"].id
    assert "start" not in second


def test_settings_that_were_deleted_are_made_again(place: Place) -> None:
    place.table("OKR", RESULTS)
    first = bound(place, proposed(place))
    place.person.trash(first.tabs["settings"].database)

    again = propose(place.look(), None, first)
    second = bound(place, again)

    assert again.made == ("settings",)
    source = place.space.data_sources[second.tabs["settings"].data_source]
    assert len(source.rows) == 1
    assert second.tabs["history"] == first.tabs["history"]


def test_without_the_right_to_insert_nothing_is_made(place: Place) -> None:
    place.table("OKR", RESULTS)
    proposal = proposed(place)
    place.token.capabilities.discard("insert")
    version = place.space.version

    with pytest.raises(TransportError):
        bound(place, proposal)

    assert place.space.version == version
