"""Filters: every kind of column and operator, groups, and what is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notion_rows import Table, day, workspace

from sandbox.notion.errors import NotionError
from sandbox.notion.model import Json

NUMBERS = st.none() | st.integers(-3, 3)
WORDS = st.sampled_from(["", "Win", "win deals", "Lose", "deals"])


def on(name: str, kind: str, **condition: Any) -> Json:
    """A condition on one column."""
    return {"property": name, kind: condition}


@pytest.fixture
def texts() -> Table:
    table = Table(workspace())
    for kind in ("rich_text", "url", "email", "phone_number"):
        table.column(kind, kind)
    table.row("Win deals", rich_text="Win deals", url="Win deals", email="Win deals",
              phone_number="Win deals")  # fmt: skip
    table.row("")
    return table


TEXT_CASES = [
    ("equals", "win DEALS", ["Win deals"]), ("equals", "win", []),
    ("does_not_equal", "win deals", [""]), ("contains", "DEAL", ["Win deals"]),
    ("does_not_contain", "deal", [""]), ("starts_with", "win", ["Win deals"]),
    ("ends_with", "deals", ["Win deals"]), ("ends_with", "win", []), ("is_empty", True, [""]),
    ("is_not_empty", True, ["Win deals"]),
]  # fmt: skip


@pytest.mark.parametrize(("operator", "operand", "found"), TEXT_CASES)
@pytest.mark.parametrize("name", ["Name", "rich_text", "url", "email", "phone_number"])
def test_text_is_compared_without_case(
    texts: Table, name: str, operator: str, operand: Any, found: list[str]
) -> None:
    """The key ``rich_text`` serves all five kinds of text."""
    kind = "title" if name == "Name" else name

    assert texts.ask(on(name, kind, **{operator: operand})) == found
    assert texts.ask(on(name, "rich_text", **{operator: operand})) == found


@pytest.mark.parametrize(("operator", "operand", "found"), [
    ("equals", 2, ["two"]), ("does_not_equal", 2, ["none", "three"]),
    ("greater_than", 2, ["three"]),
    ("less_than", 3, ["two"]), ("greater_than_or_equal_to", 2, ["three", "two"]),
    ("less_than_or_equal_to", 2, ["two"]), ("is_empty", True, ["none"]),
    ("is_not_empty", True, ["three", "two"]),
])  # fmt: skip
def test_no_number_is_neither_more_nor_less(operator: str, operand: Any, found: list[str]) -> None:
    table = Table(workspace())
    table.column("Score", "number")
    table.row("two", Score=2)
    table.row("three", Score=3)
    table.row("none")

    assert table.ask(on("Score", "number", **{operator: operand})) == found


def test_numbers_of_rows_are_compared_as_numbers() -> None:
    table = Table(workspace())
    table.column("No", "unique_id", prefix="KR")
    table.row("first")
    table.row("second")

    assert table.ask(on("No", "unique_id", greater_than=1)) == ["second"]


def test_a_box_is_checked_or_not() -> None:
    table = Table(workspace())
    table.column("Done", "checkbox")
    table.row("yes", Done=True)
    table.row("no")

    assert table.ask(on("Done", "checkbox", equals=True)) == ["yes"]
    assert table.ask(on("Done", "checkbox", equals=False)) == ["no"]
    assert table.ask(on("Done", "checkbox", does_not_equal=True)) == ["no"]


@pytest.fixture(params=["select", "status"])
def chosen(request: pytest.FixtureRequest) -> Table:
    table = Table(workspace())
    table.column("State", request.param, options=["Open", "Late", "Done"])
    table.row("open", State="Open")
    table.row("late", State="Late")
    table.row("none")
    return table


def test_options_are_asked_for_by_name_or_id(chosen: Table) -> None:
    kind = chosen.named("State").type
    first = ["none", "open"] if kind == "status" else ["open"]
    option = chosen.named("State").config["options"][0]["id"]

    assert chosen.ask(on("State", kind, equals="Open")) == first
    assert chosen.ask(on("State", kind, equals=option)) == first
    assert chosen.ask(on("State", kind, equals=["Open", "Late"])) == ["late", *first]
    assert "late" not in chosen.ask(on("State", kind, does_not_equal=["Late"]))


def test_a_cell_without_an_option_does_not_equal_any() -> None:
    table = Table(workspace())
    table.column("State", "select", options=["Open"])
    table.row("none")

    assert table.ask(on("State", "select", does_not_equal="Open")) == ["none"]
    assert table.ask(on("State", "select", is_empty=True)) == ["none"]


def test_an_unknown_option_is_refused(chosen: Table) -> None:
    kind = chosen.named("State").type

    with pytest.raises(NotionError, match=rf'{kind} option "Lost" not found for property "State"'):
        chosen.ask(on("State", kind, equals="Lost"))


def test_tags_hold_one_of_the_names() -> None:
    table = Table(workspace())
    table.column("Tags", "multi_select", options=["a", "b", "c"])
    table.row("ab", Tags=["a", "b"])
    table.row("none")

    assert table.ask(on("Tags", "multi_select", contains="b")) == ["ab"]
    assert table.ask(on("Tags", "multi_select", contains=["b", "c"])) == ["ab"]
    assert table.ask(on("Tags", "multi_select", does_not_contain="c")) == ["ab", "none"]
    assert table.ask(on("Tags", "multi_select", is_empty=True)) == ["none"]


def test_people_are_asked_for_by_id_or_as_me() -> None:
    table = Table(workspace())
    table.column("Owner", "people")
    table.column("Made by", "created_by")
    other = table.space.add_user("Boris").id
    table.row("mine", Owner=[table.by, other])
    table.row("nobody's")

    assert table.ask(on("Owner", "people", contains="me")) == ["mine"]
    assert table.ask(on("Owner", "people", contains=other)) == ["mine"]
    assert table.ask(on("Owner", "people", does_not_contain=other)) == ["nobody's"]
    assert table.ask(on("Owner", "people", is_empty=True)) == ["nobody's"]
    assert table.ask(on("Made by", "created_by", contains="me")) == ["mine", "nobody's"]


def test_relations_are_asked_for_by_page() -> None:
    table = Table(workspace())
    other = Table(table.space, "Teams")
    team, gone = other.row("Sales"), other.row("Gone")
    table.relation("Team", other)
    table.row("ours", Team=[team])
    table.row("gone", Team=[gone])
    gone.in_trash = True

    assert table.ask(on("Team", "relation", contains=team.id)) == ["ours"]
    assert table.ask(on("Team", "relation", does_not_contain=team.id)) == ["gone"]
    assert table.ask(on("Team", "relation", is_empty=True)) == ["gone"]


def test_files_are_there_or_not() -> None:
    table = Table(workspace())
    table.column("Files", "files")
    table.row("one", Files=[{"name": "a", "type": "external", "external": {"url": "x"}}])
    table.row("none")

    assert table.ask(on("Files", "files", is_not_empty=True)) == ["one"]


DAYS = {"-31": day(-31), "-7": day(-7), "-1": day(-1), "0": day(0), "1": day(1), "7": day(7),
        "400": day(400)}  # fmt: skip


@pytest.mark.parametrize(("condition", "found"), [
    ({"equals": day(0)}, ["0"]), ({"equals": "today"}, ["0"]), ({"equals": "tomorrow"}, ["1"]),
    ({"equals": "yesterday"}, ["-1"]), ({"equals": "one_week_ago"}, ["-7"]),
    ({"equals": "one_week_from_now"}, ["7"]), ({"before": "one_month_ago"}, ["-31"]),
    ({"after": "one_month_from_now"}, ["400"]), ({"before": day(-1)}, ["-31", "-7"]),
    ({"after": "tomorrow"}, ["400", "7"]), ({"on_or_before": "yesterday"}, ["-1", "-31", "-7"]),
    ({"on_or_after": day(7)}, ["400", "7"]), ({"past_week": {}}, ["-1", "-7", "0"]),
    ({"next_week": {}}, ["0", "1", "7"]), ({"this_week": {}}, ["-1", "0", "1"]),
    ({"past_month": {}}, ["-1", "-7", "0"]), ({"past_year": {}}, ["-1", "-31", "-7", "0"]),
    ({"next_month": {}}, ["0", "1", "7"]), ({"next_year": {}}, ["0", "1", "7"]),
    ({"is_empty": True}, ["none"]),
])  # fmt: skip
def test_ranges_of_days_hold_today_and_both_ends(condition: Json, found: list[str]) -> None:
    table = Table(workspace())
    table.column("Due", "date")
    for title, start in DAYS.items():
        table.row(title, Due=start)
    table.row("none")

    assert table.ask(on("Due", "date", **condition)) == found


def test_moments_are_compared_to_the_minute() -> None:
    table = Table(workspace())
    table.column("At", "date")
    table.row("cut", At="2026-07-04T09:11:00.000+03:00")

    assert table.ask(on("At", "date", equals="2026-07-04T06:11:15.377Z")) == ["cut"]
    assert table.ask(on("At", "date", equals="2026-07-04T06:12:00Z")) == []
    assert table.ask(on("At", "date", equals="2026-07-04")) == ["cut"]


def test_rows_are_asked_for_by_when_they_were_made() -> None:
    table = Table(workspace())
    table.row("first")
    second = table.row("second")
    made = {"on_or_after": second.created.isoformat()}

    assert table.ask({"timestamp": "created_time", "created_time": made}) == ["second"]
    assert (
        table.ask({"timestamp": "last_edited_time", "last_edited_time": {"is_empty": True}}) == []
    )


def test_groups_join_conditions_two_levels_deep() -> None:
    table = Table(workspace())
    table.column("Score", "number")
    for score in range(5):
        table.row(str(score), Score=score)
    low, high, two = (on("Score", "number", **{operator: 2})
                      for operator in ("less_than", "greater_than", "equals"))  # fmt: skip

    assert table.ask({"or": [low, two]}) == ["0", "1", "2"]
    assert table.ask({"and": [low, high]}) == []
    assert table.ask({"and": [{"or": [low, high]}, {"or": [two, high]}]}) == ["3", "4"]
    assert table.ask({"and": []}) == ["0", "1", "2", "3", "4"]
    with pytest.raises(NotionError, match=re.escape(
        "body failed validation: body.filter.and[0].or[0].and should be not present, instead was"
    )):  # fmt: skip
        table.ask({"and": [{"or": [{"and": [low]}]}]})


@pytest.mark.parametrize(("told", "message"), [
    (on("Cost", "number", equals=1), "Could not find property with name or id: Cost"),
    (on("Score", "date", is_empty=True), "database property number does not match filter date"),
    (on("Name", "url", is_empty=True), "database property title does not match filter url"),
    (on("Score", "number", equals="1"),
     'body failed validation: body.filter.number.equals should be a number, instead was `"1"`.'),
    (on("Score", "number", equals=True),
     "body failed validation: body.filter.number.equals should be a number, instead was `true`."),
    (on("Score", "number", is_empty=False),
     "body failed validation: body.filter.number.is_empty should be `true`, instead was `false`."),
    (on("Score", "number", equals=1, less_than=3),
     "body failed validation: body.filter.number.less_than should be not present,"
     " instead was `3`."),
    (on("Due", "date", after="soon"),
     "body failed validation: body.filter.date.after should be a valid ISO 8601 date string,"
     ' instead was `"soon"`.'),
    (on("Due", "date", this_week=True),
     "body failed validation: body.filter.date.this_week should be an empty object,"
     " instead was `true`."),
    (on("Owner", "people", contains="Anna"),
     "body failed validation: body.filter.people.contains should be a valid uuid,"
     ' instead was `"Anna"`.'),
    ({**on("Score", "number", equals=1), "color": "red"},
     "body failed validation: body.filter.color should be not present, instead was `\"red\"`."),
    ([], "body failed validation: body.filter should be an object, instead was `[]`."),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(told: Any, message: str) -> None:
    table = Table(workspace())
    table.column("Score", "number")
    table.column("Due", "date")
    table.column("Owner", "people")

    with pytest.raises(NotionError) as refused:
        table.ask(told)

    assert (refused.value.status, refused.value.message) == (400, message)


def test_a_condition_of_no_known_kind_is_told_all_kinds() -> None:
    table = Table(workspace())

    with pytest.raises(NotionError) as refused:
        table.ask({"property": "Name", "text": {"equals": "x"}})

    lines = refused.value.message.splitlines()
    assert lines[0] == "body failed validation. Fix one:"
    assert lines[1] == "body.filter.or should be defined, instead was `undefined`."
    assert "body.filter.rich_text should be defined, instead was `undefined`." in lines


def test_an_unknown_operator_is_told_all_operators() -> None:
    table = Table(workspace())

    with pytest.raises(NotionError, match=r"body\.filter\.title\.contains should be defined"):
        table.ask(on("Name", "title", like="x"))


def test_a_page_that_nobody_verified_has_the_state_none() -> None:
    table = Table(workspace())
    table.column("Checked", "verification")
    table.row("row")

    assert table.ask(on("Checked", "verification", status="none")) == ["row"]
    assert table.ask(on("Checked", "verification", does_not_equal="none")) == []


@pytest.mark.parametrize(("told", "message"), [
    ({"timestamp": "due", "due": {}}, "body.filter.timestamp should be one of"),
    ({"timestamp": "created_time"}, "body.filter.created_time should be defined"),
    ({"timestamp": "created_time", "created_time": {}}, "body.filter.created_time.equals should"),
    ({"title": {"is_empty": True}}, "body.filter.property should be defined"),
    ({**on("Name", "title", is_empty=True), "type": "url"}, "body.filter.type should be"),
    ({"and": {}}, "body.filter.and should be an array"),
    ({"and": [], "or": []}, "body.filter.or should be not present"),
    (on("Name", "title", equals=3), "body.filter.title.equals should be a string"),
    (on("Made", "created_by", contains=None), "body.filter.created_by.contains should be a valid"),
    (on("Box", "checkbox", equals="yes"), "body.filter.checkbox.equals should be a boolean"),
    (on("Tags", "multi_select", contains=3), "body.filter.multi_select.contains should be a str"),
    (on("Tags", "multi_select", contains=[3]), "body.filter.multi_select.contains[0] should be"),
    (on("Tags", "multi_select", like=3), "body.filter.multi_select.contains should be defined"),
])  # fmt: skip
def test_a_refusal_names_the_place(told: Json, message: str) -> None:
    table = Table(workspace())
    table.column("Made", "created_by")
    table.column("Box", "checkbox")
    table.column("Tags", "multi_select", options=["a"])

    with pytest.raises(NotionError, match=re.escape(message)):
        table.ask(told)


OPPOSITES = [("equals", "does_not_equal"), ("contains", "does_not_contain"),
             ("is_empty", "is_not_empty")]  # fmt: skip


@given(st.lists(WORDS, max_size=6), WORDS, st.sampled_from(OPPOSITES))
def test_a_filter_and_its_opposite_part_the_rows(
    words: list[str], wanted: str, operators: tuple[str, str]
) -> None:
    """Negative operators are met by empty cells, so nothing falls between the two."""
    table = Table(workspace())
    table.column("Text", "rich_text")
    for number, word in enumerate(words):
        table.row(str(number), Text=word)

    found = [
        table.ask(on("Text", "rich_text", **{one: True if "empty" in one else wanted}))
        for one in operators
    ]

    assert sorted([*found[0], *found[1]]) == table.ask()
    assert set(found[0]).isdisjoint(found[1])


@given(st.lists(NUMBERS, max_size=8), st.integers(-3, 3))
def test_comparisons_part_the_rows_that_have_a_number(
    numbers: list[int | None], wanted: int
) -> None:
    table = Table(workspace())
    table.column("Score", "number")
    for place, number in enumerate(numbers):
        table.row(str(place), Score=number)

    parts = [table.ask(on("Score", "number", **{one: wanted}))
             for one in ("less_than", "greater_than_or_equal_to")]  # fmt: skip
    empty = table.ask(on("Score", "number", is_empty=True))

    assert sorted([*parts[0], *parts[1], *empty]) == table.ask()
    differ = table.ask(on("Score", "number", does_not_equal=wanted))
    assert set(empty) <= set(differ)
