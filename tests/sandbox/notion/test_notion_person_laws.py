"""Whatever people do in a workspace, it stays whole, and everything in it can be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from random import Random
from typing import Any

import pytest

from sandbox.notion.duplicating import inside
from sandbox.notion.errors import NotionError
from sandbox.notion.model import TITLE, Database, DataSource, Json, Page, Parent, Property
from sandbox.notion.person import Person
from sandbox.notion.querying import rows_of_view
from sandbox.notion.rendering import block_json, data_source_json, database_json, page_json
from sandbox.notion.rendering_views import view_json
from sandbox.notion.space import Notion
from sandbox.state import make_sandbox

KINDS = (
    "number", "select", "multi_select", "status", "date", "people", "checkbox", "url", "rich_text",
    "relation", "dual", "rollup", "formula", "unique_id", "created_time", "files",
)  # fmt: skip
FUNCTIONS = ("count", "show_original", "sum", "earliest_date", "show_unique", "percent_empty")
TYPED: Mapping[str, Any] = {
    "number": "12", "select": "East", "multi_select": ["A", "B"], "date": {"start": "2026-07-01"},
    "checkbox": True, "url": "https://example.com", "rich_text": "Hello",
    "title": "Close deals", "status": "Done",
}  # fmt: skip
MOST_PAGES, MOST_DATABASES = 60, 8
STEPS = 60


class Hand:
    """A person who does one thing after another, at random."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.space = make_sandbox(world="empty").notion
        self.anna = Person(self.space, self.space.add_user("Anna", email="anna@example.com").id)
        self.home = self.anna.add_page("", "Home").id
        self.token = self.space.add_connection("OKR", roots=[self.home])
        tables = [self.anna.add_database(self.home, title).id for title in ("Goals", "Results")]
        for table in tables:
            for kind in ("select", "multi_select", "number", "date", "people"):
                self.anna.add_column(table, kind, kind)
            for _ in range(3):
                self.anna.add_row(table)
        goal = {"data_source_id": tables[0], "type": "dual_property"}
        self.anna.add_column(tables[1], "Goal", "relation", goal)

    def act(self) -> None:
        """One thing, if it can be done now."""
        with suppress(NotionError, LookupError, ValueError):
            self.chance.choice(ACTS)(self)

    def source(self) -> DataSource:
        return self.chance.choice(list(self.space.data_sources.values()))

    def row(self) -> str:
        rows = [key for one in self.space.data_sources.values() for key in one.rows]
        return self.chance.choice(rows)

    def column(self, source: DataSource, *types: str) -> Property:
        found = [one for one in source.properties.values() if not types or one.type in types]
        return self.chance.choice(found)

    def name(self) -> str:
        return f"Column {self.chance.randrange(10_000)}"

    def kind(self, source: DataSource) -> tuple[str, Json]:
        """A type of columns and what it is made of."""
        kind = self.chance.choice(KINDS)
        if kind in {"relation", "dual"}:
            way = "dual_property" if kind == "dual" else "single_property"
            return "relation", {"data_source_id": self.source().id, "type": way}
        if kind == "rollup":
            relation = self.column(source, "relation")
            target = self.space.data_sources[relation.config["data_source_id"]]
            return "rollup", {
                "function": self.chance.choice(FUNCTIONS), "relation_property_id": relation.id,
                "rollup_property_id": self.column(target).id,
            }  # fmt: skip
        if kind == "formula":
            return kind, {"expression": f'prop("{self.column(source).name}")'}
        return kind, {"prefix": None} if kind == "unique_id" else {}


def add_column(hand: Hand) -> None:
    source = hand.source()
    hand.anna.add_column(source.id, hand.name(), *hand.kind(source))


def retype_column(hand: Hand) -> None:
    source = hand.source()
    column = hand.column(source)
    if column.id != TITLE:
        hand.anna.retype_column(source.id, column.name, *hand.kind(source))


def delete_column(hand: Hand) -> None:
    source = hand.source()
    column = hand.column(source)
    if column.id != TITLE:
        hand.anna.delete_column(source.id, column.name)


def rename_column(hand: Hand) -> None:
    source = hand.source()
    hand.anna.rename_column(source.id, hand.column(source).name, hand.name())


def change_options(hand: Hand) -> None:
    source = hand.source()
    column = hand.column(source, "select", "multi_select")
    hand.anna.add_option(source.id, column.name, hand.name())
    option = hand.chance.choice(column.config["options"])["name"]
    if hand.chance.random() < 0.5:
        hand.anna.rename_option(source.id, column.name, option, hand.name())
    else:
        hand.anna.delete_option(source.id, column.name, option)


def add_row(hand: Hand) -> None:
    hand.anna.add_row(hand.source().id)


def type_in(hand: Hand) -> None:
    row = hand.row()
    source = hand.space.data_sources[hand.space.pages[row].parent.id]
    column = hand.column(source)
    if column.type == "relation":
        rows = hand.space.data_sources[column.config["data_source_id"]].rows
        linked = hand.chance.sample(rows, hand.chance.randrange(min(len(rows), 3) + 1))
        hand.anna.put(row, column.name, linked)
    elif column.type == "people":
        hand.anna.type(row, column.name, [hand.anna.id])
    elif column.type in TYPED:
        hand.anna.type(row, column.name, TYPED[column.type])


def trash(hand: Hand) -> None:
    bases = list(hand.space.databases)
    hand.anna.trash(hand.chance.choice([hand.row(), hand.row(), hand.chance.choice(bases)]))


def open_trash(hand: Hand) -> None:
    space = hand.space
    trashed = [key for key in (*space.pages, *space.databases) if space.is_trashed(key)]
    node = hand.chance.choice(trashed)
    bases = [one for one in space.databases.values() if not one.in_trash]
    if hand.chance.random() < 0.5 or (node in space.databases and not bases):
        hand.anna.restore(node)
    else:
        hand.anna.delete_for_good(node)


def duplicate(hand: Hand) -> None:
    room = len(hand.space.databases) < MOST_DATABASES and len(hand.space.pages) < MOST_PAGES
    node = hand.row() if not room else hand.chance.choice([hand.row(), *hand.space.databases])
    hand.anna.duplicate(node)


def take_template(hand: Hand) -> None:
    if len(hand.space.databases) < MOST_DATABASES and len(hand.space.pages) < MOST_PAGES:
        hand.anna.take_template(hand.home)


def move(hand: Hand) -> None:
    hand.anna.move(hand.row(), Parent("data_source_id", hand.source().id))


def talk(hand: Hand) -> None:
    comment = hand.anna.comment(hand.row(), "Why?")
    if hand.chance.random() < 0.5:
        hand.anna.resolve(comment.discussion)


ACTS: tuple[Callable[[Hand], None], ...] = (
    add_column, add_column, add_column, retype_column, delete_column, rename_column,
    change_options, add_row, add_row, type_in, type_in, type_in, type_in, trash, open_trash,
    duplicate, take_template, move, talk,
)  # fmt: skip


@pytest.mark.parametrize("seeds", [range(start, start + 40) for start in (0, 40, 80)])
def test_a_workspace_stays_whole(seeds: range) -> None:
    for seed in seeds:
        hand = Hand(seed)
        for _ in range(STEPS):
            hand.act()
        stands_in_its_place(hand.space)
        ends_of_relations_agree(hand.space)
        views_show_something(hand.space)
        everything_can_be_shown(hand)


@pytest.mark.parametrize("seed", range(30))
def test_a_copy_leads_to_nothing_of_the_original(seed: int) -> None:
    """But to tables in the trash, which no copy has, and to their rows."""
    hand = Hand(seed)
    for _ in range(STEPS):
        hand.act()
    space = hand.space
    views = set(space.views)
    originals = views | {
        node.id for node in inside(space, space.pages[hand.home])
        if not (isinstance(node, Database | DataSource) and space.is_trashed(node.id))
        and not space.is_trashed(node.parent.id)
    }  # fmt: skip

    made = hand.anna.take_template(hand.home)

    copied = [*inside(space, made), *(one for one in space.views.values() if one.id not in views)]
    told = " ".join(repr(asdict(node)) for node in copied)
    assert [key for key in originals if key in told] == []


def test_a_copy_forgets_rows_in_the_trash() -> None:
    """They are not copied; the copies of their friends must not lead back to the original."""
    hand = Hand(0)
    goals, results = hand.space.data_sources.values()
    goal, result = goals.rows[0], results.rows[0]
    hand.anna.put(result, "Goal", [goal])
    hand.anna.trash(goal)

    made = hand.anna.take_template(hand.home)

    values = [one.values for one in inside(hand.space, made) if isinstance(one, Page)]
    assert len(values) == 1 + 2 + 3
    assert goal not in repr(values)
    assert goal in repr(hand.space.pages[result].values)


def stands_in_its_place(space: Notion) -> None:
    """Everything is listed once where it says it stands, and no two things share an id."""
    shelves: tuple[Mapping[str, Any], ...] = (
        space.pages, space.databases, space.data_sources, space.blocks,
    )  # fmt: skip
    ids = [key for shelf in (*shelves, space.views, space.comments) for key in shelf]
    assert len(ids) == len(set(ids))
    for shelf in shelves:
        for key, node in shelf.items():
            assert node.id == key
            assert space.siblings(node.parent).count(key) == 1
    for source in space.data_sources.values():
        assert {key: one.id for key, one in source.properties.items()} == {
            key: key for key in source.properties
        }
        assert len({one.name for one in source.properties.values()}) == len(source.properties)


def ends_of_relations_agree(space: Notion) -> None:
    """A two-way relation leads back from each row that is still in the other table."""
    for source in space.data_sources.values():
        for key, column in source.properties.items():
            target = space.data_sources.get(column.config.get("data_source_id", ""))
            if target is None or "synced_property_id" not in column.config:
                continue
            twin = target.properties[column.config["synced_property_id"]]
            assert twin.config["synced_property_id"] == key
            for row in source.rows:
                linked = [one for one in space.pages[row].values.get(key) or []
                          if one in target.rows]  # fmt: skip
                assert all(row in space.pages[one].values[twin.id] for one in linked)


def views_show_something(space: Notion) -> None:
    """No view outlives its database or its rows; each can be looked at."""
    for view in space.views.values():
        assert view.id in space.databases[view.parent.id].views
        assert {page.parent.id for page in rows_of_view(space, view)} <= {view.data_source}


def everything_can_be_shown(hand: Hand) -> None:
    """To people, and to a connection that sees one page of it all, in both versions."""
    space = hand.space
    for space.viewer in (None, hand.token):
        for version in ("2025-09-03", "2026-03-11"):
            shown = [
                *(page_json(space, one, version) for one in space.pages.values()),
                *(database_json(space, one, version) for one in space.databases.values()),
                *(data_source_json(space, one, version) for one in space.data_sources.values()),
                *(block_json(space, one, version) for one in space.blocks.values()),
                *(view_json(space, one) for one in space.views.values()),
            ]
            assert all("id" in one for one in shown)
