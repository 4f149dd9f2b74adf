"""The order of rows: by value, empty ones last, equal ones newest first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notion_rows import Table, workspace

from sandbox.notion.errors import NotionError
from sandbox.notion.model import Json
from sandbox.notion.querying import rows
from sandbox.notion.sight import Sight


def by(name: str, direction: str = "ascending") -> Json:
    return {"property": name, "direction": direction}


def test_without_sorts_the_newest_row_stands_first() -> None:
    table = Table(workspace())
    made = [table.row(title).id for title in ("first", "second", "third")]

    found = rows(Sight(table.space), table.source, {})

    assert [page.id for page in found] == made[::-1]


CELLS: dict[str, tuple[Any, Any, Any]] = {
    "number": (-1, 2, 10), "rich_text": ("Alpha", "beta", "Gamma"), "url": ("a", "b", "c"),
    "date": ("2026-01-01", "2026-01-01T10:00:00.000+00:00", "2026-02-01"),
    "select": ("zeta", "mid", "alpha"), "multi_select": (["zeta"], ["zeta", "mid"], ["alpha"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", CELLS)
def test_values_have_a_natural_order_and_nothing_comes_last(kind: str) -> None:
    """Options stand in the order of their column."""
    table = Table(workspace())
    options: dict[str, Any] = {"options": ["zeta", "mid", "alpha"]} if "select" in kind else {}
    table.column("Value", kind, **options)
    low, middle, high = CELLS[kind]
    table.row("high", Value=high)
    table.row("none")
    table.row("low", Value=low)
    table.row("middle", Value=middle)

    assert table.ask(None, by("Value")) == ["low", "middle", "high", "none"]
    assert table.ask(None, by("Value", "descending")) == ["none", "high", "middle", "low"]


def test_people_rows_and_boxes_are_sorted_too() -> None:
    table = Table(workspace())
    teams = Table(table.space, "Teams")
    boris = table.space.add_user("Boris").id
    table.column("Owner", "people")
    table.column("Done", "checkbox")
    table.relation("Team", teams)
    table.row("b", Owner=[boris], Team=[teams.row("Yellow")], Done=True)
    table.row("a", Owner=[table.by], Team=[teams.row("Red")])

    for name in ("Owner", "Team", "Done"):
        assert table.ask(None, by(name)) == ["a", "b"]


def test_the_first_sort_counts_most_and_equal_rows_stand_newest_first() -> None:
    table = Table(workspace())
    table.column("Team", "rich_text")
    table.column("Score", "number")
    for title, team, score in (("1", "b", 1), ("2", "a", 1), ("3", "b", 2), ("4", "b", 1)):
        table.row(title, Team=team, Score=score)

    assert table.ask(None, by("Team"), by("Score", "descending")) == ["2", "3", "4", "1"]


def test_times_are_sorted_exactly_though_answers_cut_them() -> None:
    table = Table(workspace())
    first = table.row("first")
    table.row("second")
    table.space.clock.advance(5)
    table.space.touch(first, table.by)
    made: Json = {"timestamp": "created_time", "direction": "ascending"}
    edited: Json = {"timestamp": "last_edited_time", "direction": "descending"}

    assert table.ask(None, made) == ["first", "second"]
    assert table.ask(None, edited) == ["first", "second"]


def test_formulas_and_rollups_are_sorted_by_their_results() -> None:
    table = Table(workspace())
    steps = Table(table.space, "Steps")
    steps.column("Points", "number")
    table.relation("Steps", steps)
    table.rollup("Sum", "Steps", "Points", "sum", steps)
    table.formula("Name again", 'prop("Name")')
    table.row("b", Steps=[steps.row(Points=3)])
    table.row("a", Steps=[steps.row(Points=5)])
    table.row("c")

    assert table.ask(None, by("Sum")) == ["b", "a", "c"]
    assert table.ask(None, by("Name again")) == ["a", "b", "c"]


@pytest.mark.parametrize(("told", "message"), [
    (by("Cost"), "Could not find property with name or id: Cost"),
    ({"property": "Name"}, "body failed validation. Fix one:\nbody.sorts[0].direction should be"
     " defined, instead was `undefined`."),
    ({"direction": "ascending"}, "body failed validation. Fix one:\nbody.sorts[0].property should"
     " be defined, instead was `undefined`.\nbody.sorts[0].timestamp should be defined, instead"
     " was `undefined`."),
    (by("Go"), "Sorting by button properties is not supported."),
    (by("Name", "up"), 'body failed validation: body.sorts[0].direction should be one of'
     ' `"ascending"`, `"descending"`, instead was `"up"`.'),
])  # fmt: skip
def test_sorts_that_make_no_sense_are_refused(told: Json, message: str) -> None:
    table = Table(workspace())
    table.column("Go", "button", ui=True)

    with pytest.raises(NotionError) as refused:
        table.ask(None, told)

    assert refused.value.message == message


@given(st.lists(st.none() | st.integers(-2, 2), max_size=8))
def test_descending_is_ascending_backwards_but_for_equal_rows(scores: list[int | None]) -> None:
    table = Table(workspace())
    table.column("Score", "number")
    for place, score in enumerate(scores):
        table.row(str(place), Score=score)

    up, down = table.ask(None, by("Score")), table.ask(None, by("Score", "descending"))

    values = [scores[int(title)] for title in up]
    assert values == [scores[int(title)] for title in down][::-1]
    assert values == sorted(values, key=lambda one: (one is None, one or 0))
