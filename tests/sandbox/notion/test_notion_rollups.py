"""Rollups: each of the 24 functions, and where Notion's own are weak."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notion_rows import Table, workspace

from sandbox.notion.columns import FUNCTIONS
from sandbox.notion.errors import NotionError
from sandbox.notion.model import Json, Page


def date(start: str, end: str | None = None) -> Json:
    return {"start": start, "end": end, "time_zone": None}


@pytest.fixture(scope="module")
def goals() -> tuple[Table, Table, Page, Page]:
    """A goal with four steps, and one without any."""
    table = Table(workspace())
    steps = Table(table.space, "Steps")
    steps.column("Points", "number")
    steps.column("Due", "date")
    steps.column("Done", "checkbox")
    steps.column("Tags", "multi_select", options=["a", "b", "c"])
    steps.column("State", "status", options=["Open", "Closed"])
    open_id = steps.named("State").config["options"][0]["id"]
    group = {"id": "h", "name": "Complete", "color": "green",
             "option_ids": [steps.named("State").config["options"][1]["id"]]}  # fmt: skip
    steps.named("State").config["groups"][0]["option_ids"] = [open_id]
    steps.named("State").config["groups"].append(group)
    table.relation("Steps", steps)
    made = [
        steps.row("one", Points=3, Due="2026-02-01", Done=True, Tags=["a", "b"], State="Closed"),
        steps.row("two", Points=5, Tags=["a"], State="Open"),
        steps.row("three", Points=5, Due=date("2026-01-01", "2026-03-01"), State="Open"),
        steps.row("", State="Open"),
    ]
    return table, steps, table.row("goal", Steps=made), table.row("empty")


CASES: list[tuple[str, str, Any, Any]] = [
    ("count", "Points", 4, 0), ("count_values", "Points", 3, 0), ("count_values", "Tags", 3, 0),
    ("empty", "Points", 1, 0), ("not_empty", "Points", 3, 0), ("empty", "Done", 3, 0),
    ("unique", "Points", 2, 0), ("unique", "Tags", 2, 0), ("percent_empty", "Points", 0.25, None),
    ("percent_not_empty", "Points", 0.75, None), ("sum", "Points", 13, None),
    ("average", "Points", 13 / 3, None), ("median", "Points", 5, None), ("min", "Points", 3, None),
    ("max", "Points", 5, None), ("range", "Points", 2, None), ("checked", "Done", 1, 0),
    ("unchecked", "Done", 3, 0), ("percent_checked", "Done", 0.25, None),
    ("percent_unchecked", "Done", 0.75, None), ("count_per_group", "State", 1, 0),
    ("percent_per_group", "State", 0.25, None), ("count", "Name", 4, 0),
    ("not_empty", "Name", 3, 0), ("sum", "Name", None, None),
    ("earliest_date", "Due", date("2026-01-01"), None),
    ("latest_date", "Due", date("2026-03-01"), None),
    ("date_range", "Due", date("2026-01-01", "2026-03-01"), None),
]  # fmt: skip


@pytest.mark.parametrize(("function", "column", "result", "of_nothing"), CASES)
def test_a_rollup_comes_to(
    goals: tuple[Table, Table, Page, Page], function: str, column: str, result: Any, of_nothing: Any
) -> None:
    """Of no related rows only counts know something."""
    table, steps, full, empty = goals
    name = f"{function} {column} {len(table.source.properties)}"
    table.rollup(name, "Steps", column, function, steps)
    kind = "date" if "date" in function else "number"

    assert table.shown(full, name) == {"type": kind, kind: result, "function": function}
    assert table.shown(empty, name) == {"type": kind, kind: of_nothing, "function": function}


def test_every_function_is_tried() -> None:
    tried = {case[0] for case in CASES} | {"show_original", "show_unique"}

    assert tried == set(FUNCTIONS)


def scores(*points: float | None) -> tuple[Table, Table, Page]:
    """A goal with a step for each number."""
    table = Table(workspace())
    steps = Table(table.space, "Steps")
    steps.column("Points", "number")
    table.relation("Steps", steps)
    rows = [steps.row(str(place), Points=one) for place, one in enumerate(points)]
    return table, steps, table.row("goal", Steps=rows)


def test_values_are_shown_as_they_are_or_once() -> None:
    table, steps, row = scores(2, None, 2, 1)
    table.rollup("All", "Steps", "Points", "show_original", steps)
    table.rollup("Some", "Steps", "Points", "show_unique", steps)
    table.rollup("Names", "Steps", "Name", "show_original", steps)

    assert table.shown(row, "All")["array"] == [
        {"type": "number", "number": one} for one in (2, None, 2, 1)
    ]
    assert table.shown(row, "Some")["array"] == [
        {"type": "number", "number": one} for one in (2, 1)
    ]
    assert table.shown(row, "Names")["array"][0]["title"][0]["plain_text"] == "0"
    assert table.shown(table.row(), "All") == {
        "type": "array", "array": [], "function": "show_original",
    }  # fmt: skip


def test_trashed_rows_do_not_count() -> None:
    table, steps, row = scores(1, 2)
    table.rollup("Sum", "Steps", "Points", "sum", steps)
    table.space.pages[steps.source.rows[0]].in_trash = True

    assert table.shown(row, "Sum")["number"] == 2


def test_rollups_see_all_rows_unless_switched_to_the_first_25() -> None:
    table, steps, row = scores(*[1] * 30)
    table.rollup("Sum", "Steps", "Points", "sum", steps)

    assert table.shown(row, "Sum")["number"] == 30
    table.space.switches.rollup_over_25 = True
    assert table.shown(row, "Sum")["number"] == 25


def test_a_rollup_of_a_rollup_is_not_supported_unless_switched_on() -> None:
    table, steps, row = scores(1)
    table.rollup("Sum", "Steps", "Points", "sum", steps)
    top = Table(table.space, "Top")
    top.relation("Goals", table)
    top.rollup("Total", "Goals", "Sum", "sum", table)

    assert top.shown(top.row("all", Goals=[row]), "Total") == {
        "type": "unsupported", "unsupported": {}, "function": "sum",
    }  # fmt: skip
    table.space.switches.nested_rollups = True
    assert top.shown(top.row("more", Goals=[row]), "Total")["number"] == 1


def test_what_is_not_shared_is_empty_without_a_word() -> None:
    table, steps, row = scores(1, 2)
    table.rollup("Sum", "Steps", "Points", "sum", steps)
    table.rollup("Count", "Steps", "Points", "count", steps)
    table.formula("Length", 'prop("Steps").length()')
    table.space.viewer = table.space.add_connection("OKR", roots=[table.source.id])

    assert table.shown(row, "Sum")["number"] is None
    assert table.shown(row, "Count")["number"] == 0
    assert table.shown(row, "Length")["number"] == 0
    assert table.ask({"property": "Steps", "relation": {"is_empty": True}}) == ["goal"]


def test_a_rollup_whose_column_is_gone_comes_to_nothing() -> None:
    table, steps, row = scores(1)
    table.rollup("Sum", "Steps", "Points", "sum", steps)
    del steps.source.properties[steps.named("Points").id]

    assert table.shown(row, "Sum") == {"type": "number", "number": None, "function": "sum"}


def test_numbers_and_dates_of_rollups_are_filtered() -> None:
    table, steps, row = scores(1, 4)
    steps.column("Due", "date")
    table.rollup("Max", "Steps", "Points", "max", steps)
    table.rollup("Last", "Steps", "Due", "latest_date", steps)
    table.row("none")
    table.space.pages[row.values[table.named("Steps").id][0]].values[steps.named("Due").id] = date(
        "2026-07-15"
    )

    def asked(name: str, **condition: Json) -> list[str]:
        return table.ask({"property": name, "rollup": condition})

    assert asked("Max", number={"greater_than": 3}) == ["goal"]
    assert asked("Max", number={"is_empty": True}) == ["none"]
    assert asked("Last", date={"equals": "today"}) == ["goal"]
    with pytest.raises(NotionError, match="database property rollup does not match filter date"):
        asked("Max", date={"is_empty": True})
    with pytest.raises(NotionError, match="database property rollup does not match filter any"):
        asked("Max", any={"number": {"equals": 1}})


@given(st.lists(st.none() | st.integers(0, 3), max_size=4))
def test_every_and_none_part_as_recorded(points: list[int | None]) -> None:
    """Of nothing ``every`` is false and ``none`` true."""
    table, steps, _ = scores(*points)
    table.rollup("All", "Steps", "Points", "show_original", steps)

    met = {
        word: bool(table.ask({"property": "All", "rollup": {word: {"number": {"equals": 1}}}}))
        for word in ("any", "none", "every")
    }

    assert met == {
        "any": 1 in points, "none": 1 not in points,
        "every": bool(points) and set(points) == {1},
    }  # fmt: skip


def test_values_of_a_rollup_are_filtered_by_their_own_kind() -> None:
    table, steps, _ = scores(1)
    steps.column("State", "select", options=["Open"])
    table.rollup("States", "Steps", "State", "show_original", steps)
    table.rollup("Names", "Steps", "Name", "show_original", steps)

    def asked(name: str, condition: Json) -> list[str]:
        return table.ask({"property": name, "rollup": {"any": condition}})

    assert asked("States", {"select": {"is_empty": True}}) == ["goal"]
    assert asked("Names", {"rich_text": {"equals": "0"}}) == ["goal"]
    with pytest.raises(NotionError, match="does not match filter number"):
        asked("Names", {"number": {"equals": 0}})
    with pytest.raises(NotionError, match='option "Lost" not found'):
        asked("States", {"select": {"equals": "Lost"}})
