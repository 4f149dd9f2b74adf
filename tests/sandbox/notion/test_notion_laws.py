"""What always holds in the sandbox's Notion, whatever is done to it."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.clock import Clock
from sandbox.notion.ids import dashed, decoded, encoded, new_property_id, new_uuid, undashed
from sandbox.notion.model import DataSource, Page, Parent, Property
from sandbox.notion.moments import entered_date
from sandbox.notion.operations import create_row, move, restore, set_values, trash, twin_of
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.operations_schema import (
    add_property,
    delete_property,
    retype_property,
    set_options,
)
from sandbox.notion.rendering import page_json
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain_item
from sandbox.schedule import Schedule


def workspace() -> tuple[Notion, str]:
    """An empty workspace and the id of its one person."""
    clock = Clock(frozen=True)
    violations: list[str] = []
    space = Notion(clock, Random(1), Schedule(clock), violations.append)
    return space, space.add_user("Anna").id


def table(space: Notion, by: str, title: str = "Deals") -> DataSource:
    database = create_database(space, Parent("workspace"), [plain_item(title)], by)
    return add_data_source(space, database, [plain_item(title)], by)


def column(space: Notion, source: DataSource, kind: str, by: str, **config: object) -> Property:
    wanted = Property("", kind, kind, dict(config), by_api=False)
    return add_property(space, source, wanted, by)


steps = st.lists(
    st.tuples(st.booleans(), st.integers(0, 3), st.lists(st.integers(0, 3), max_size=4)),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_both_ends_of_a_relation_always_agree(
    changes: list[tuple[bool, int, list[int]]],
) -> None:
    """Whichever side is written, and in which order."""
    space, anna = workspace()
    left, right = table(space, anna, "Left"), table(space, anna, "Right")
    prop = column(space, left, "relation", anna, data_source_id=right.id, type="dual_property")
    twin = twin_of(space, prop)
    assert twin is not None
    sides = [
        (prop, [create_row(space, left, {}, anna) for _ in range(4)]),
        (twin, [create_row(space, right, {}, anna) for _ in range(4)]),
    ]

    for from_left, row, others in changes:
        (own, rows), (_, targets) = sides if from_left else sides[::-1]
        set_values(space, rows[row], {own.id: [targets[n].id for n in others]}, anna)

    assert pairs(*sides[0]) == {(b, a) for a, b in pairs(*sides[1])}


def pairs(prop: Property, rows: list[Page]) -> set[tuple[str, str]]:
    ids = [(row.id, other) for row in rows for other in row.values.get(prop.id) or []]
    assert max(Counter(ids).values(), default=0) < 2
    return set(ids)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=10))
def test_things_stand_in_one_place_whatever_moves(moves: list[tuple[int, bool]]) -> None:
    space, anna = workspace()
    homes = [Parent("page_id", space.add_page(Parent("workspace"), "Home", anna).id)
             for _ in range(2)]  # fmt: skip
    pages = [space.add_page(homes[0], str(n), anna) for n in range(5)]

    for number, first in moves:
        move(space, pages[number].id, homes[0 if first else 1], anna)

    places = [space.pages[home.id].children for home in homes]
    assert sorted(places[0] + places[1]) == sorted(page.id for page in pages)
    for home, children in zip(homes, places, strict=True):
        assert {space.pages[one].parent for one in children} <= {home}


def test_what_stands_below_follows_into_the_trash_and_back() -> None:
    space, anna = workspace()
    source = table(space, anna)
    row = create_row(space, source, {}, anna)
    database = source.parent.id

    trash(space, database, anna)
    assert page_json(space, row, "2026-03-11")["in_trash"]
    trash(space, database, anna)
    restore(space, database, anna)

    assert not space.is_trashed(row.id)
    assert not row.in_trash


@pytest.mark.parametrize(
    ("kind", "value", "into", "config", "kept"),
    [
        ("number", 3, "rich_text", {}, [plain_item("3")]),
        ("number", 2.5, "rich_text", {}, [plain_item("2.5")]),
        ("rich_text", [plain_item("1,250")], "number", {"format": "number"}, 1250),
        ("rich_text", [plain_item("soon")], "number", {"format": "number"}, None),
        ("rich_text", [plain_item("2026-07-01")], "date", {},
         {"start": "2026-07-01", "end": None, "time_zone": None}),
        ("date", {"start": "2026-07-01", "end": "2026-07-02", "time_zone": None}, "rich_text", {},
         [plain_item("2026-07-01 → 2026-07-02")]),
        ("checkbox", True, "rich_text", {}, [plain_item("Yes")]),
        ("rich_text", [plain_item("yes")], "checkbox", {}, True),
        ("email", "a@example.com", "rich_text", {}, [plain_item("a@example.com")]),
        ("people", ["x"], "number", {"format": "number"}, None),
        ("number", 3, "formula", {"expression": "1"}, None),
    ],
)  # fmt: skip
def test_another_type_keeps_what_it_can_read(
    kind: str, value: object, into: str, config: dict[str, object], kept: object
) -> None:
    space, anna = workspace()
    source = table(space, anna)
    prop = column(space, source, kind, anna)
    row = create_row(space, source, {prop.id: value}, anna)

    retype_property(space, source, Property(prop.id, "", into, dict(config)), anna)

    assert row.values.get(prop.id) == kept
    assert (prop.name, prop.type) == (kind, into)


def test_words_divided_by_commas_become_several_options() -> None:
    space, anna = workspace()
    source = table(space, anna)
    prop = column(space, source, "rich_text", anna)
    row = create_row(space, source, {prop.id: [plain_item("Hot, New,hot")]}, anna)

    retype_property(space, source, Property(prop.id, "", "multi_select", {"options": []}), anna)

    names = {one["id"]: one["name"] for one in prop.config["options"]}
    assert [names[one] for one in row.values[prop.id]] == ["Hot", "New"]


def test_a_relation_keeps_its_rows_when_it_becomes_two_way() -> None:
    space, anna = workspace()
    left, right = table(space, anna, "Left"), table(space, anna, "Right")
    prop = column(space, left, "relation", anna, data_source_id=right.id, type="single_property")
    target = create_row(space, right, {}, anna)
    row = create_row(space, left, {prop.id: [target.id]}, anna)

    told = {"data_source_id": right.id, "type": "dual_property", "twin": "Back"}
    retype_property(space, left, Property(prop.id, "", "relation", told), anna)

    twin = twin_of(space, prop)
    assert twin is not None
    assert (twin.name, target.values[twin.id], row.values[prop.id]) == (
        "Back", [row.id], [target.id],
    )  # fmt: skip


def test_a_deleted_column_leaves_nothing_in_the_rows() -> None:
    space, anna = workspace()
    source = table(space, anna)
    prop = column(space, source, "number", anna, format="number")
    row = create_row(space, source, {prop.id: 5}, anna)

    delete_property(space, source, prop.id, anna)

    assert set(row.values) == set()
    assert set(source.properties) == {"title"}


def test_a_removed_option_leaves_the_rows() -> None:
    space, anna = workspace()
    source = table(space, anna)
    options = [{"id": key, "name": key, "color": "red", "description": None} for key in "ab"]
    prop = column(space, source, "multi_select", anna, options=options)
    row = create_row(space, source, {prop.id: ["a", "b"]}, anna)

    set_options(space, source, prop.id, options[:1], anna)

    assert row.values[prop.id] == ["a"]


@given(st.randoms(use_true_random=False))
def test_ids_go_there_and_back(chance: Random) -> None:
    key, prop = new_uuid(chance), new_property_id(chance)

    assert dashed(undashed(key)) == dashed(key.upper()) == key
    assert decoded(encoded(prop)) == prop
    assert len(prop) == 4


@pytest.mark.parametrize(
    "text",
    ["", "x", key := "0b7e6a52-1c3d-5e4f-c9a8-123456789abc", f"{key}0", "0b7e6a52"],
)
def test_what_is_no_id(text: str) -> None:
    assert dashed(text) is None


@given(st.datetimes(timezones=st.timezones()), st.dates())
def test_a_date_given_back_is_taken_again(moment: object, day: object) -> None:
    for text in (moment.isoformat(), day.isoformat()):  # type: ignore[attr-defined]
        shown = entered_date(text)
        assert shown is not None
        assert entered_date(shown) == shown


@pytest.mark.parametrize("text", ["", "2026", "2026-13-01", "20260701", "tomorrow", "2026-W01-1"])
def test_what_is_no_date(text: str) -> None:
    assert entered_date(text) is None


def test_a_floating_moment_takes_the_zone_it_is_told() -> None:
    assert entered_date("2026-07-01T10:00", "Asia/Tokyo") == "2026-07-01T10:00:00.000+09:00"
    assert entered_date("2026-07-01T10:00", "Nowhere/At-All") is None
