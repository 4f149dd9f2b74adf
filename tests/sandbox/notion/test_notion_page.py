"""What the Notion page is told of a workspace, and what it may do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import requests
from notion_client import Client
from notion_desk import Team, add_guide, make_team

from sandbox.notion.model import TITLE, Page, Parent, Property
from sandbox.notion.operations import create_row, move, set_values, trash
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.operations_schema import add_property
from sandbox.notion.page.entries import RefusedError, number
from sandbox.notion.page.looks import date_text, number_text
from sandbox.notion.page.naming import address_of
from sandbox.notion.page.words import words_of
from sandbox.notion.texts import plain, plain_item
from sandbox.state import Sandbox

Json = dict[str, Any]


class Site:
    """The team's page over HTTP."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.url, self.team = sandbox.url, make_team(sandbox.notion)
        self.root = f"{sandbox.url}/notion/p/_"

    def get(self, path: str, **query: Any) -> Json:
        found: Json = requests.get(f"{self.root}{path}", params=query, timeout=20).json()
        return found

    def node(self, node_id: str, **query: Any) -> Json:
        return self.get(f"/node/{node_id}", **query)

    def base(self, view: str = "", **query: Any) -> Json:
        """The key results as a view shows them."""
        base = self.team.base.id
        chosen = {"v": f"{base}:{view}"} if view else {}
        found: Json = self.node(base, **chosen, **query)["bases"][base]
        return found

    def cell(self, row: int, column: str) -> Json:
        team = self.team
        rows = {one["id"]: one["cells"] for one in self.base()["rows"]}
        found: Json = rows[team.rows[row].id][team.column(column)]
        return found

    def act(self, what: str, **fields: Any) -> tuple[int, str]:
        """Status and message."""
        told = {"do": what, "as": self.team.me} | fields
        answer = requests.post(f"{self.root}/act", json=told, timeout=20)
        return answer.status_code, answer.json().get("message", "")

    def act_json(self, what: str, **fields: Any) -> Json:
        """What an act that succeeds answers."""
        told = {"do": what, "as": self.team.me} | fields
        answer = requests.post(f"{self.root}/act", json=told, timeout=20)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def set(self, row: int, column: str, value: Any) -> tuple[int, str]:
        where = {"page": self.team.rows[row].id, "property": self.team.column(column)}
        return self.act("set", **where, value=value)

    def schema(self, what: str, column: str, **fields: Any) -> tuple[int, str]:
        where = {"source": self.team.results.id, "property": self.team.column(column)}
        return self.act(what, **where, **fields)


@pytest.fixture
def site(sandbox: Sandbox) -> Site:
    sandbox.clock.set(datetime(2026, 8, 10, 9, tzinfo=UTC))
    return Site(sandbox)


def grouped(team: Team, kind: str, column: str, **more: Any) -> Json:
    by = {"type": kind, "property_id": team.column(column), "sort": {"type": "manual"}}
    return {"group_by": by | more}


def test_pages_are_served_by_any_address_that_ends_in_their_id(site: Site) -> None:
    page = site.team.home
    plain_id = page.id.replace("-", "")
    paths = (address_of(page), f"/notion/p/{plain_id}", f"/notion/p/Old-title-{plain_id}")
    answers = [requests.get(site.url + path, timeout=20) for path in paths]

    assert [(one.status_code, f'data-id="{page.id}"' in one.text) for one in answers] == [
        (200, True), (200, True), (200, True),
    ]  # fmt: skip
    assert "default-src 'none'" in answers[0].headers["Content-Security-Policy"]
    assert requests.get(f"{site.url}/notion/p/{'0' * 32}", timeout=20).status_code == 404
    assert site.node("0" * 32)["message"].startswith("There is no such page")


def test_the_language_is_that_of_the_browser_or_the_address(site: Site) -> None:
    address = f"{site.url}/notion/p/"
    russian = requests.get(address, headers={"Accept-Language": "ru"}, timeout=20).text
    asked = requests.get(address, params={"lang": "ru"}, timeout=20).text

    assert '<html lang="ru">' in russian
    assert '<html lang="ru">' in asked
    due = site.team.column("Due")
    rows = site.node(site.team.base.id, lang="ru")["bases"][site.team.base.id]["rows"]
    assert rows[0]["cells"][due]["text"] == "30 сентября 2026"


def test_the_tree_has_pages_and_databases_but_neither_rows_nor_linked_views(site: Site) -> None:
    add_guide(site.team)
    inner = site.team.block("toggle", "More")
    site.team.space.add_page(Parent("block_id", inner.id), "Inside", site.team.me)

    (home,) = site.get("/node/")["tree"]

    assert [one["title"] for one in home["children"]] == ["Objectives", "Key results", "Inside"]


def test_a_row_knows_the_way_to_it_and_its_properties(site: Site) -> None:
    shown = site.node(site.team.rows[0].id)

    assert [one["title"] for one in shown["crumbs"]] == [
        "Sales OKRs", "Key results", "Close 24 deals in the quarter",
    ]  # fmt: skip
    assert "title" not in {one["type"] for one in shown["facts"]["columns"]}
    assert shown["facts"]["cells"][site.team.column("Target")]["text"] == "1,024"


def test_a_table_of_a_database_is_shown_as_that_database(site: Site) -> None:
    assert site.node(site.team.results.id)["node"]["id"] == site.team.base.id


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "number", ""), (3, "number", "3"), (0.1 + 0.2, "percent", "30%"),
        (0.7, "percent", "70%"), (0.125, "percent", "12.5%"), (-1234567.5, "number_with_commas",
        "-1,234,567.5"), (1234.5, "dollar", "$1,234.50"), (5, "euro", "€5.00"),
        (1e21, "number", "1000000000000000000000"), (12.50, "number", "12.5"),
    ],
)  # fmt: skip
def test_numbers_look_as_their_format_says(
    value: float | None, number_format: str, text: str
) -> None:
    assert number_text(value, number_format) == text


@pytest.mark.parametrize(
    ("entered", "value"),
    [
        ("", None), ("12", 12), ("12.5", 12.5), ("12,5", 12.5), ("1,800", 1800), ("1 800", 1800),
        ("1,800.25", 1800.25), ("70%", 0.7), ("-3", -3), ("$1,200", 1200), (".5", 0.5),
        ("1,2,3", None), ("12 pieces", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(entered: str, value: float | None) -> None:
    if entered in {"1,2,3", "12 pieces"}:
        with pytest.raises(RefusedError, match=entered):
            number(entered)
    else:
        assert number(entered) == value


@pytest.mark.parametrize(
    ("start", "end", "english", "russian"),
    [
        ("2026-07-01", None, "July 1, 2026", "1 июля 2026"),
        ("2026-07-01", "2026-07-03", "July 1, 2026 → July 3, 2026", "1 июля 2026 → 3 июля 2026"),
        ("2026-07-01T18:05:00.000+03:00", None, "July 1, 2026, 6:05 PM", "1 июля 2026, 18:05"),
    ],
)
def test_days_and_moments_are_spelt_out(
    start: str, end: str | None, english: str, russian: str
) -> None:
    value = {"start": start, "end": end, "time_zone": None}

    assert (date_text(value, "en"), date_text(value, "ru")) == (english, russian)


def test_computed_values_look_like_what_they_sum_up(site: Site) -> None:
    team = site.team
    rollup = next(one for one in team.objectives.properties.values() if one.type == "rollup")
    related = next(one.id for one in team.objectives.properties.values() if one.type == "relation")
    config = {"relation_property_id": related, "rollup_property_id": team.column("Status"),
              "function": "show_original"}  # fmt: skip
    shown = Property("", "States", "rollup", config)
    states = add_property(team.space, team.objectives, shown, team.me)

    base = team.objectives.parent.id
    first = site.node(base)["bases"][base]["rows"][0]["cells"]

    assert first[rollup.id]["text"] == "57.5%"
    assert [one["options"][0]["name"] for one in first[states.id]["cells"]] == [
        "On track", "At risk",
    ]  # fmt: skip
    assert site.cell(0, "Twice")["text"] == "2048"


def test_related_rows_in_the_trash_are_left_out(site: Site) -> None:
    trash(site.team.space, site.team.objectives.rows[0], site.team.me)

    assert site.cell(0, "Objective")["pages"] == []


def test_a_view_filters_sorts_and_shows_its_columns(site: Site) -> None:
    team = site.team
    target, status = team.column("Target"), team.column("Status")
    view = team.add_view(
        "Mine", "table",
        filter={"or": [{"property": status, "select": {"equals": "On track"}},
                       {"property": team.column("Owner"), "people": {"contains": "me"}}]},
        sorts=[{"property": target, "direction": "descending"}],
        configuration={"properties": [{"property_id": target, "visible": True, "width": 90},
                                      {"property_id": status, "visible": False}]},
    )  # fmt: skip

    seen, boris = site.base(view), site.base(view, **{"as": team.person("Boris Lange")})

    assert [one["cells"][target]["text"] for one in seen["rows"]] == ["1,024", "12", "2"]
    assert len(boris["rows"]) == 4
    assert [(one["name"], one["width"]) for one in seen["columns"]] == [
        ("Name", 280),
        ("Target", 90),
    ]
    assert seen["rules"] == [
        "Filter: Status is On track or Owner contains me", "Sort: Target ↓",
    ]  # fmt: skip


def test_a_view_whose_column_is_gone_shows_all_rows(site: Site) -> None:
    team = site.team
    status = {"property": team.column("Status"), "select": {"equals": "At risk"}}
    view = team.add_view("At risk", "table", filter=status)
    assert len(site.base(view)["rows"]) == 1

    site.schema("delete_column", "Status")

    assert len(site.base(view)["rows"]) == 4
    assert site.base(view)["rules"] == ["Filter: ? is At risk"]


@pytest.mark.parametrize(
    ("kind", "column", "more", "groups"),
    [
        ("select", "Status", {}, {"": 0, "On track": 2, "At risk": 1, "Off track": 1}),
        ("select", "Status", {"hide_empty_groups": True},
         {"On track": 2, "At risk": 1, "Off track": 1}),
        ("multi_select", "Tags", {}, {"": 1, "CRM": 2, "Team": 2}),
        ("status", "Stage", {"group_by": "group"}, {"To-do": 4, "In progress": 0, "Complete": 0}),
        ("person", "Owner", {}, {"": 1, "Anna Petrova": 2, "Boris Lange": 2}),
        ("relation", "Objective", {}, {"Build the team": 2, "Grow revenue in the north": 2}),
        ("date", "Due", {"group_by": "month"},
         {"": 1, "July 2026": 1, "August 2026": 1, "September 2026": 1}),
        ("number", "Target", {"range_start": 0, "range_end": 100, "range_size": 20},
         {"0–20": 2, "20–40": 1, "1020–1040": 1}),
        ("text", "Notes", {"group_by": "alphabet_prefix"}, {"": 3, "T": 1}),
        ("checkbox", "Done", {}, {"False": 3, "True": 1}),
    ],
)  # fmt: skip
def test_rows_are_grouped(
    site: Site, kind: str, column: str, more: Json, groups: dict[str, int]
) -> None:
    view = site.team.add_view(
        "Groups", "table", configuration=grouped(site.team, kind, column, **more)
    )

    found = site.base(view)["groups"]

    empty_shown = [one for one in found if one["rows"] or one["key"]]
    assert {one["name"] or one["key"]: len(one["rows"]) for one in empty_shown} == {
        name: rows for name, rows in groups.items() if name or rows
    }


def test_charts_count_what_their_view_says(site: Site) -> None:
    team = site.team
    axis = grouped(team, "select", "Status")["group_by"]
    average = {"aggregator": "average", "property_id": team.column("Progress")}
    done = {"aggregator": "percent_checked", "property_id": team.column("Done")}
    made = {
        name: team.add_view(name, "chart", configuration=looks) for name, looks in {
            "average": {"chart_type": "column", "x_axis": axis, "y_axis": average,
                        "sort": "y_ascending"},
            "count": {"chart_type": "bar", "x_axis": axis},
            "done": {"chart_type": "number", "value": done},
        }.items()
    }  # fmt: skip
    charts = {name: site.base(view)["chart"] for name, view in made.items()}

    average_of = charts["average"]
    assert [one["text"] for one in average_of["labels"]] == ["Off track", "At risk", "On track"]
    assert [one["text"] for one in average_of["series"][0]["points"]] == ["10%", "40%", "87.5%"]
    assert [one["value"] for one in charts["count"]["series"][0]["points"]] == [2, 1, 1]
    assert charts["done"]["total"] == "25%"


def test_rows_beyond_a_hundred_come_when_asked_for(site: Site) -> None:
    team = site.team
    for number_ in range(130):
        create_row(team.space, team.results, {TITLE: [plain_item(f"Row {number_}")]}, team.me)

    first, more = site.base(), site.base(more=f"{team.base.id}:100")

    assert (len(first["rows"]), first["more"]) == (100, 34)
    assert (len(more["rows"]), more["more"]) == (134, 0)


def test_content_is_told_block_by_block(site: Site) -> None:
    linked = add_guide(site.team)
    gone = site.team.block("paragraph", "Thrown away")
    trash(site.team.space, gone.id, site.team.me)
    shown = site.node(site.team.home.id)

    assert [one["type"] for one in shown["content"]] == [
        "child_database", "child_database", "heading_1", "paragraph", "callout",
        "numbered_list_item", "numbered_list_item", "bulleted_list_item", "to_do", "toggle",
        "divider", "table", "child_database",
    ]  # fmt: skip
    assert shown["content"][3]["runs"][1] == {"text": "every Monday", "bold": True}
    assert shown["content"][-1]["base"] == linked.id
    assert [len(one["rows"]) for one in shown["bases"].values()] == [1]


def test_rich_text_leads_to_mentioned_pages(site: Site) -> None:
    row = site.team.rows[1]
    mention = {**plain_item("Win rate"), "type": "mention",
               "mention": {"type": "page", "page": {"id": row.id}}}  # fmt: skip
    site.team.block("paragraph", rich_text=[mention])

    (run,) = site.node(site.team.home.id)["content"][-1]["runs"]

    assert run == {"text": "Win rate from 18 % to 25 %", "mention": True, "page": address_of(row)}


def test_values_are_entered_for_every_type(site: Site) -> None:
    team, row = site.team, site.team.rows[2]
    entered: dict[str, Any] = {
        "Name": "Hire three", "Notes": "Soon", "Target": "3", "Status": "New", "Stage": "Done",
        "Tags": ["CRM", "Fresh"], "Due": {"start": "2026-08-20T10:00:00Z", "end": None},
        "Owner": [team.person("Vera Sokolova")], "Objective": [team.objectives.rows[0]],
        "Done": True, "Link": " https://example.com ", "Mail": "", "Phone": None,
    }  # fmt: skip

    answers = {name: site.set(2, name, value) for name, value in entered.items()}

    assert answers == dict.fromkeys(entered, (200, ""))
    assert plain(row.values[TITLE]) == "Hire three"
    assert team.value(row, "Tags") == [team.option("Tags", "CRM"), team.option("Tags", "Fresh")]
    assert team.value(row, "Due")["start"] == "2026-08-20T10:00:00.000+00:00"
    assert (team.value(row, "Link"), team.value(row, "Mail")) == ("https://example.com", None)
    assert team.value(row, "Objective") == [team.objectives.rows[0]]


def test_long_text_is_kept_in_items_that_are_not_too_long(site: Site) -> None:
    assert site.set(0, "Notes", "я" * 4100)[0] == 200

    assert [len(one["plain_text"]) for one in site.team.value(site.team.rows[0], "Notes")] == [
        2000, 2000, 100,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Target", 5), ("Notes", ["a"]), ("Status", 7), ("Stage", "Unknown"), ("Tags", "CRM"),
        ("Due", "2026-01-01"), ("Due", {"start": "soon"}), ("Owner", ["nobody"]),
        ("Objective", ["2adf559a-11cb-4288-8a50-12dc582c18c9"]), ("Done", "yes"),
        ("Twice", "4"), ("Author", "me"),
    ],
)  # fmt: skip
def test_what_the_script_never_sends_is_refused(site: Site, column: str, value: Any) -> None:
    before = {**site.team.rows[0].values}

    status, message = site.set(0, column, value)

    assert (status, message.split(".")[0]) == (
        400, "The page sent something that the sandbox does not know",
    )  # fmt: skip
    assert site.team.rows[0].values == before


def test_refusals_are_told_in_the_readers_language(site: Site) -> None:
    where = {"page": site.team.rows[0].id, "property": site.team.column("Target")}
    told = {"do": "set", "as": site.team.me, "value": "много", **where}
    answer = requests.post(f"{site.root}/act", params={"lang": "ru"}, json=told, timeout=20)

    assert answer.json()["message"] == "«много» — не число. Впишите только цифры, например 12,5."


def test_an_act_needs_somebody_and_something_there(site: Site) -> None:
    bot = next(one.id for one in site.team.space.users.values() if one.kind == "bot")

    assert site.act("title", id=site.team.home.id, text="x", **{"as": bot})[0] == 403
    assert site.act("title", id=site.team.home.id, text="x", **{"as": "?"})[0] == 403
    assert site.act("explode")[0] == 400
    assert site.act("trash", id="0" * 32)[0] == 404
    assert requests.post(f"{site.root}/act", json=[1], timeout=20).status_code == 400


def test_what_lies_in_the_trash_is_not_changed(site: Site) -> None:
    trash(site.team.space, site.team.base.id, site.team.me)

    status, message = site.set(0, "Notes", "late")

    assert (status, message.split(".")[0]) == (400, "This is in the trash")
    (thrown,) = site.get("/trash")["found"]
    assert (thrown["title"], thrown["where"]) == ("Key results", "Sales OKRs")
    assert site.act("restore", id=site.team.base.id)[0] == 200
    assert site.set(0, "Notes", "late")[0] == 200


def test_rows_and_pages_move_where_they_may(site: Site) -> None:
    team = site.team
    places = {one["title"]: one["id"] for one in site.get(f"/places/{team.rows[0].id}")["places"]}
    assert set(places) == {"Objectives", "Sales OKRs"}

    assert site.act("move", id=team.rows[0].id, to=places["Objectives"])[0] == 200

    assert team.rows[0].parent.id == team.objectives.id
    assert site.act("move", id=team.home.id, to=team.base.id)[0] == 400
    move(team.space, team.rows[0].id, Parent("data_source_id", team.results.id), team.me)
    assert site.get(f"/places/{team.home.id}")["places"] == []


def test_a_database_and_its_only_table_are_renamed_together(site: Site) -> None:
    site.act("title", id=site.team.base.id, text="KR")
    site.act("title", id=site.team.home.id, text="")

    assert (plain(site.team.base.title), plain(site.team.results.title)) == ("KR", "KR")
    assert site.node(site.team.home.id)["node"]["title"] == ""


def test_columns_change_as_told(site: Site) -> None:
    team = site.team
    view = team.add_view("Short", "table", configuration={
        "properties": [{"property_id": team.column("Owner"), "visible": True}]
    })  # fmt: skip
    made = site.act("add_column", source=team.results.id, name="Risk", type="select", view=view)
    both = {"type": "relation", "target": team.objectives.id, "both": True}
    site.act("add_column", source=team.results.id, name="Second", **both)

    assert made[0] == 200
    assert [one["name"] for one in site.base(view)["columns"]] == ["Name", "Owner", "Risk"]
    assert "Related to Key results (Second)" in {
        one.name for one in team.objectives.properties.values()
    }
    assert site.schema("rename_column", "Risk", name="Owner")[0] == 400
    assert site.schema("retype_column", "Notes", type="select") == (200, "")
    assert site.cell(0, "Notes")["options"][0]["name"] == "Three large ones are in talks."
    assert site.schema("delete_column", "Name")[1] == "Cannot delete the title property."
    assert site.schema("format_column", "Target", format="euro")[0] == 200
    assert site.cell(0, "Target")["text"] == "€1,024.00"


def test_a_rollup_and_a_formula_are_added_by_hand(site: Site) -> None:
    team = site.team
    related = next(one.id for one in team.objectives.properties.values() if one.type == "relation")
    wanted = {"type": "rollup", "relation": related, "rolled": team.column("Target"),
              "function": "max"}  # fmt: skip
    assert site.act("add_column", source=team.objectives.id, name="Top", **wanted)[0] == 200
    formula = {"type": "formula", "expression": 'prop("Target") + 1'}
    assert site.act("add_column", source=team.results.id, name="Next", **formula)[0] == 200
    wrong = {"type": "formula", "expression": 'prop("Nothing") +'}
    assert site.act("add_column", source=team.results.id, name="Bad", **wrong)[0] == 400

    base = team.objectives.parent.id
    top = next(one.id for one in team.objectives.properties.values() if one.name == "Top")
    assert site.node(base)["bases"][base]["rows"][0]["cells"][top]["text"] == "1,024"
    assert site.cell(1, "Next")["text"] == "26"
    assert not team.results.properties[team.column("Next")].by_api


def test_options_change_as_told(site: Site) -> None:
    kept = site.team.option("Status", "At risk")
    changed = {"option": kept, "name": "In doubt", "color": "pink"}

    assert site.schema("change_option", "Status", **changed) == (200, "")
    assert site.schema("add_option", "Status", name="in doubt", color="red")[0] == 400
    assert site.schema("add_option", "Status", name="Two, three", color="red")[0] == 400
    assert (
        site.schema("delete_option", "Status", option=site.team.option("Status", "Off track"))[0]
        == 200
    )

    shown = site.cell(1, "Status")["options"][0]
    assert (shown["name"], shown["color"]) == ("In doubt", "pink")
    assert site.cell(2, "Status")["options"] == []


def test_comments_on_a_page_and_on_its_blocks(site: Site) -> None:
    add_guide(site.team)
    block = next(one for one in site.team.space.blocks.values() if one.type == "to_do")
    site.team.comment(block.id, "Who does it?")
    site.act("comment", page=site.team.home.id, text="Good")

    first, second = site.node(site.team.home.id)["talk"]
    site.act("comment", discussion=first["id"], text="I do")
    site.act("resolve", discussion=second["id"])

    first, second = site.node(site.team.home.id)["talk"]
    assert (first["about"], [one["author"] for one in first["remarks"]]) == (
        "Invite the team", ["Boris Lange", "Anna Petrova"],
    )  # fmt: skip
    assert (first["resolved"], second["resolved"]) == (False, True)


def test_a_duplicated_row_has_its_own_number_and_both_ends_of_relations(site: Site) -> None:
    team = site.team
    team.block("paragraph", "Inside", inside=team.rows[0].id)

    made = site.act_json("duplicate", id=team.rows[0].id)
    row = team.space.pages[made["id"]]

    assert team.results.rows.index(row.id) == 1
    assert (made["title"], team.value(row, "No")) == ("Close 24 deals in the quarter", 5)
    assert team.value(row, "Tags") == team.value(team.rows[0], "Tags")
    twin = next(one.id for one in team.objectives.properties.values() if one.type == "relation")
    assert row.id in team.space.pages[team.objectives.rows[0]].values[twin]
    assert [one["runs"][0]["text"] for one in site.node(row.id)["content"]] == ["Inside"]


def test_a_duplicated_page_has_new_ids_and_leads_into_itself(site: Site) -> None:
    team, space = site.team, site.team.space
    add_guide(team)
    trash(space, team.rows[3].id, team.me)
    before = {*space.pages, *space.databases, *space.data_sources, *space.blocks, *space.views}

    made = site.act_json("duplicate", id=team.home.id)

    assert made["title"] == "Sales OKRs (1)"
    copy = site.node(made["id"])
    objectives, results = (one["page"]["id"] for one in copy["content"][:2])
    base = site.node(results)["bases"][results]
    related = [one["cells"][team.column("Objective")]["pages"][0]["id"] for one in base["rows"]]
    own = [one["id"] for one in site.node(objectives)["bases"][objectives]["rows"]]
    assert related == [own[0], own[0], own[1]]
    assert base["rows"][0]["cells"][team.column("Twice")]["text"] == "2048"
    assert [len(one["rows"]) for one in copy["bases"].values()] == [1]
    assert before.isdisjoint({*related, *own, *copy["bases"], base["source"]})
    site.act("title", id=related[0], text="Another")
    assert site.cell(0, "Objective")["pages"][0]["title"] == "Grow revenue in the north"


def test_a_duplicated_database_leads_to_the_same_rows_one_way(site: Site) -> None:
    team = site.team
    made = site.act_json("duplicate", id=team.base.id)
    base = site.node(made["id"])["bases"][made["id"]]

    source = team.space.data_sources[base["source"]]
    relation = source.properties[team.column("Objective")]
    assert [len(base["rows"]), relation.config] == [4, {"data_source_id": team.objectives.id}]
    twin = next(one.id for one in team.objectives.properties.values() if one.type == "relation")
    first = team.space.pages[team.objectives.rows[0]]
    assert first.values[twin] == [team.rows[0].id, team.rows[1].id]


def test_every_change_raises_the_version(site: Site) -> None:
    acts: tuple[tuple[str, Json], ...] = (
        ("title", {"id": site.team.home.id, "text": "Plan"}),
        ("comment", {"page": site.team.home.id, "text": "Hm"}),
        ("add_row", {"source": site.team.results.id, "values": {}}),
        ("trash", {"id": site.team.rows[0].id}),
        ("restore", {"id": site.team.rows[0].id}),
        ("duplicate", {"id": site.team.rows[0].id}),
    )
    versions = [site.get("/version")["version"]]
    for what, fields in acts:
        assert site.act(what, **fields)[0] == 200, what
        versions.append(site.get("/version")["version"])

    assert all(old < new for old, new in pairwise(versions))


def test_a_database_without_a_table_and_a_workspace_without_people(sandbox: Sandbox) -> None:
    space = sandbox.notion
    bot = space.add_user("OKR Sync", kind="bot")
    home = space.add_page(Parent("workspace"), "", bot.id)
    bare = create_database(space, Parent("page_id", home.id), [], bot.id)
    address = f"{sandbox.url}/notion/p/_/node/{bare.id}"

    shown = requests.get(address, timeout=20).json()
    assert (shown["me"], shown["bases"][bare.id]["source"]) == ("", "")
    source = add_data_source(space, bare, [plain_item("T")], bot.id)
    page = create_row(space, source, {TITLE: [plain_item("R")]}, bot.id)
    set_values(space, page, {TITLE: [plain_item("S")]}, bot.id)

    assert requests.get(address, timeout=20).json()["bases"][bare.id]["rows"][0]["title"] == "S"


def test_what_a_connection_makes_is_drawn(
    sandbox: Sandbox, make_client: Callable[..., Client], home: Page
) -> None:
    """Through the API come the same things in other clothes."""
    client: Any = make_client()
    properties: Json = {
        "Name": {"title": {}}, "Score": {"number": {"format": "percent"}},
        "State": {"status": {"options": [{"name": "Open"}]}}, "When": {"date": {}},
        "Kind": {"select": {"options": [{"name": "A", "color": "red"}]}},
        "Made": {"created_time": {}}, "Half": {"formula": {"expression": 'prop("Score") / 2'}},
        "Page": {"url": {}}, "Doc": {"files": {}},
    }  # fmt: skip
    made = client.databases.create(
        parent={"page_id": home.id}, title=[{"text": {"content": "Plan"}}],
        initial_data_source={"properties": properties}, is_inline=True,
    )  # fmt: skip
    source = made["data_sources"][0]["id"]
    client.data_sources.update(source, properties={"Up": {"relation": {
        "data_source_id": source, "type": "single_property", "single_property": {},
    }}})  # fmt: skip
    link = {"name": "Plan", "type": "external", "external": {"url": "https://example.com/p"}}
    row = client.pages.create(parent={"data_source_id": source}, properties={
        "Name": {"title": [{"text": {"content": "First"}}]}, "Score": {"number": 0.5},
        "When": {"date": {"start": "2026-07-01T10:00:00+03:00"}}, "Doc": {"files": [link]},
        "Kind": {"select": {"name": "A"}},
    })  # fmt: skip
    client.pages.update(row["id"], properties={"Up": {"relation": [{"id": row["id"]}]}})
    words = {"paragraph": {"rich_text": [{"text": {"content": "Words"}}]}}
    client.blocks.children.append(row["id"], children=[words, {"divider": {}}])

    base = _node(sandbox, home.id)["bases"][made["id"]]
    cells = base["rows"][0]["cells"]
    by_name = {one["name"]: cells[one["id"]] for one in base["columns"]}
    shown = _node(sandbox, row["id"])

    assert (by_name["Score"]["text"], by_name["Half"]["text"]) == ("50%", "0.25")
    assert by_name["State"]["options"][0]["name"] == "Open"
    assert by_name["When"]["text"] == "July 1, 2026, 10:00 AM"
    assert by_name["Doc"]["files"] == [{"name": "Plan", "href": "https://example.com/p"}]
    assert by_name["Up"]["pages"][0]["title"] == "First"
    assert [one["type"] for one in shown["content"]] == ["paragraph", "divider"]
    assert base["view"]["name"] == "Default view"


def _node(sandbox: Sandbox, node_id: str) -> Json:
    address = f"{sandbox.url}/notion/p/_/node/{node_id}"
    found: Json = requests.get(address, timeout=20).json()
    return found


def test_pages_are_not_calls_of_a_client(site: Site, sandbox: Sandbox) -> None:
    site.base()

    assert sandbox.calls == []


def test_both_languages_say_everything() -> None:
    english, russian = words_of("en"), words_of("ru")

    assert english.keys() == russian.keys()
    for part in ("types", "colors", "conditions"):
        assert english[part].keys() == russian[part].keys()
