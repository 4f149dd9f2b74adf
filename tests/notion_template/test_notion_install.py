"""What the installer builds in Notion, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest
from notion_builds import Site, make_site, there_is

from notion_template import find_homes, is_complete
from sync.core.databases import DATABASES, columns_of, property_type
from sync.core.schema import TABS


@pytest.fixture
def site() -> Site:
    return make_site("Anna Crane", "Igor Swift")


def home(site: Site) -> Any:
    """What stands on the one page that was made."""
    (page,) = there_is(site)["page"]
    return page


def tables(site: Site) -> dict[str, Any]:
    """The databases with rows of their own."""
    return {one["database"]: one for one in home(site)["inside"] if one.get("tables")}


def test_every_column_of_the_schema_is_bound(site: Site) -> None:
    binding = site.install("ru")

    assert binding is not None
    assert binding.language == "ru"
    assert list(binding.tabs) == list(DATABASES)
    for tab, bound in binding.tabs.items():
        kinds = {column.key: property_type(tab, column) for column in columns_of(tab)}
        assert {key: column.type for key, column in bound.columns.items()} == kinds
    assert binding.document_id == site.kept.document_id if site.kept else False
    assert is_complete(binding)


def test_titles_are_of_the_language(site: Site) -> None:
    site.install("ru")

    assert list(tables(site)) == [TABS[tab].title.ru for tab in DATABASES]


def test_people_are_told_what_to_type_and_what_not(site: Site) -> None:
    site.install()

    told = {p.name: p.description for p in site.source("Key results").properties.values()}
    assert told["Target"] == "The value that means done. A plain number."
    assert told["Score"] == (
        "From 0 to 1; 0.6–0.7 is the ideal zone. Filled in by the service. Keep it as it is."
    )
    assert told["CRM value"] == "Filled in by the service."


def test_options_have_no_commas_and_keep_their_meaning(site: Site) -> None:
    binding = site.install()

    assert binding is not None
    counted = binding.tabs["metrics"].columns["calculation"]
    names = {
        option["id"]: option["name"]
        for one in site.source("Metrics").properties.values()
        if one.name == "What to count"
        for option in one.config["options"]
    }
    said = {names[id_]: word for id_, word in counted.options.items()}
    assert said["Win rate (deals closed)"] == "Win rate, deals closed"
    assert len(said) == len(names)


def test_only_shares_are_shown_as_percentages(site: Site) -> None:
    binding = site.install()

    assert binding is not None
    percent = {(tab, key) for tab, bound in binding.tabs.items()
               for key, column in bound.columns.items() if column.percent}  # fmt: skip
    assert percent == {("key_results", "progress"), ("key_results", "pace"),
                       ("history", "progress"), ("kpi", "attainment")}  # fmt: skip


def test_objectives_sum_up_their_key_results(site: Site) -> None:
    site.install(sample=True)

    columns = dict(tables(site)["Objectives"]["tables"][0]["columns"])
    assert columns["Key results"] == "relation"
    assert columns["Number of key results"] == "rollup"
    assert not [name for name in columns if name.startswith("Related to")]
    (row, *_) = tables(site)["Objectives"]["tables"][0]["rows"]
    assert "Share of enterprise revenue from 22 % to 35 %" in row


def test_the_sample_team_stands_in_its_rows(site: Site) -> None:
    site.install(sample=True)

    rows = {name: one["tables"][0]["rows"] for name, one in tables(site).items()}
    assert {name: len(found) for name, found in rows.items()} == {
        "Settings": 1, "Objectives": 3, "Key results": 14, "Metrics": 8, "KPI": 4, "Ideas": 4,
        "Review": 3, "History": 77,
    }  # fmt: skip
    assert "'ID': 'O-001'" in rows["Objectives"][0]
    assert "'Owner': ['Anna Crane']" in rows["Objectives"][0]
    assert "'Owner'" not in rows["Objectives"][2], "Mary is not in the workspace"
    assert sum("'Typed value'" in row for row in rows["Key results"]) == 6


def test_an_empty_template_has_its_cycle(site: Site) -> None:
    site.install()

    (row,) = tables(site)["Settings"]["tables"][0]["rows"]
    assert "'Current cycle': '2026-Q4'" in row
    assert "'start': '2026-10-01'" in row


def test_views_take_the_place_of_the_one_notion_makes(site: Site) -> None:
    site.install()

    views = [(one["view"], one["type"]) for one in tables(site)["Key results"]["views"]]
    assert views == [
        ("Check-in", "table"), ("By objective", "table"), ("By status", "board"),
        ("At risk", "table"), ("My key results", "table"), ("Timeline", "timeline"),
        ("Average score", "chart"), ("Setup", "table"),
    ]  # fmt: skip
    assert tables(site)["Key results"]["views"][0]["shown"][:3] == ["Key result", "Notes", "Owner"]


def test_linked_views_stand_below_their_heading(site: Site) -> None:
    site.install()

    inside = home(site)["inside"]
    start = [one.get("text") for one in inside].index("This week")
    linked = [one["views"][0]["view"] for one in inside[start + 1 : start + 4]]
    assert linked == ["At risk", "My key results", "By status"]


def test_the_guide_is_folded(site: Site) -> None:
    site.install("ru")

    toggles = [one for one in home(site)["inside"] if one.get("block") == "toggle"]
    assert toggles[0]["text"] == "Четыре шага для начала"
    assert len(toggles) == 9
    assert all(one["inside"] for one in toggles)


def test_a_complete_template_is_left_alone(site: Site) -> None:
    """Whatever people have made of it: views and rows that they took away stay away."""
    site.install(sample=True)
    source = site.source("Key results")
    site.person.trash(source.rows[0])
    board = next(view for view in site.space.views.values() if view.name == "Timeline")
    site.person.delete_view(board.id)
    left = there_is(site)

    site.install(sample=True)

    assert there_is(site) == left
    assert [one for one in site.way.sent if not one.startswith("GET")] == []
    assert len(site.way.sent) == 10


def test_what_the_service_needs_is_put_back(site: Site) -> None:
    before = site.install(sample=True)
    site.person.trash(site.source("KPI").parent.id)
    site.person.delete_column(site.source("Key results").id, "Forecast")

    after = site.install(sample=True)

    assert before is not None
    assert after is not None
    assert after.tabs["kpi"].database != before.tabs["kpi"].database
    assert after.tabs["kpi"].columns.keys() == before.tabs["kpi"].columns.keys()
    assert after.tabs["objectives"] == before.tabs["objectives"]
    assert ("Forecast", "number") in tables(site)["Key results"]["tables"][0]["columns"]


def test_renamed_things_are_known_again(site: Site) -> None:
    before = site.install()
    site.person.rename_column(site.source("Key results").id, "Target", "Goal")
    site.person.rename_option(site.source("Key results").id, "Status", "At risk", "Shaky")

    after = site.install()

    assert before is not None
    assert after is not None
    target = after.tabs["key_results"].columns["target"]
    assert (target.id, target.name) == (before.tabs["key_results"].columns["target"].id, "Goal")
    assert "At risk" in after.tabs["key_results"].columns["status"].options.values()


def test_the_page_is_found_by_what_it_says(site: Site) -> None:
    """Not by its title, which people change."""
    binding = site.install()
    assert binding is not None
    other = site.person.add_page(site.page.id, "OKRs of a sales team")

    site.person.rename(binding.home, "Our goals")

    assert find_homes(site.client, site.page.id) == [binding.home]
    assert find_homes(site.client, binding.home) == [binding.home]
    assert find_homes(site.client, other.id) == []


def test_progress_only_grows_and_ends_complete(site: Site) -> None:
    site.install(sample=True)

    done = [one for one, _ in site.progress]
    assert done == sorted(done)
    assert site.progress[-1][0] == site.progress[-1][1]


def test_charts_are_not_in_every_plan(site: Site) -> None:
    site.way.refused = '"chart"'

    binding = site.install()

    assert binding is not None
    assert is_complete(binding)
    assert {one["type"] for one in tables(site)["Key results"]["views"]} == {
        "table", "board", "timeline",
    }  # fmt: skip
