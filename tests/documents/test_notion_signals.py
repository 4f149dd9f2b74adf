"""What changed since the last run: no edit is missed, although Notion tells of minutes only."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest
from documents.google_files import OWNER, Pause
from documents.notion_tables import Filled, fill
from teams import NOW, Team

from sandbox.clock import Clock
from sandbox.notion.person import Person
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sync.core.vocabulary import Change, Plan
from sync.documents.notion import NotionDocument
from sync.documents.notion.exchange import Habits, make_line
from sync.secrets import Secret
from sync.transport import Throttle

TIMINGS = 1_000
TAB = "key_results"


@dataclass
class Place:
    """A document with one database, and a person who edits it; time stands still in between."""

    sandbox: Sandbox
    filled: Filled
    anna: Person
    number: int = 0
    edited: set[str] = field(default_factory=set)
    """Rows since the last read."""

    @property
    def clock(self) -> Clock:
        return self.sandbox.clock

    def open(self) -> NotionDocument:
        token = Secret(self.filled.token.secret)
        habits = Habits(clock=Pause().clock(), throttle=Throttle(()))
        line = make_line(token, self.sandbox.notion.base_url, habits)
        binding = self.filled.binding
        alone = replace(binding, tabs={TAB: binding.tabs[TAB]})
        return NotionDocument(line, alone, lambda _: ())

    def rows(self) -> list[str]:
        return [page.id for page in self.filled.rows(TAB)]

    def edit(self, row: str, column: str = "blocker") -> None:
        """Something that never stood there before."""
        self.number += 1
        name = self.filled.prop(TAB, column).name
        self.anna.type(row, name, f"Edit {self.number}")
        self.edited.add(row)


@pytest.fixture
def place() -> Iterator[Place]:
    sandbox = make_sandbox(world="empty", clock=Clock(NOW, frozen=True))
    sandbox.notion.switches.enforce_rate = False
    with serve(sandbox):
        anna = sandbox.notion.add_user("Anna", email=OWNER)
        filled = fill(sandbox.notion, Team().sheets(), "en", anna.id)
        yield Place(sandbox, filled, Person(sandbox.notion, anna.id))


@pytest.mark.slow
def test_no_edit_is_missed_however_near_to_the_read(place: Place) -> None:
    """Two edits, most often within a minute: before and after the read, of one row or of two, in
    another column or in the same one; the service writes its own values in between."""
    draw, document = random.Random(8), place.open()
    for _ in range(TIMINGS):
        first, second = (draw.choice(place.rows()) for _ in range(2))
        place.edit(first)
        place.clock.advance(draw.choice((0, 0.001, draw.uniform(0, 60), draw.uniform(0, 200))))
        snapshot = document.read()
        mark = document.mark()
        place.edited.clear()
        _pass(place, draw)
        if draw.random() < 0.3:
            row = draw.choice(snapshot.tables[TAB].rows)
            score = Change(TAB, "", "score", None, Decimal(place.number), row.number)
            document.apply(Plan((score,)))
            _pass(place, draw)
        assert not document.edits(mark)
        place.edit(second, draw.choice(("blocker", "title", "next_step")))
        _pass(place, draw)

        found = document.edits(mark)

        assert set(found.pages) == place.edited == {second}


def _pass(place: Place, draw: random.Random) -> None:
    place.clock.advance(draw.choice((0, draw.uniform(0, 1), draw.uniform(0, 59))))


def test_a_new_row_and_one_that_comes_back_are_edits(place: Place) -> None:
    gone = place.rows()[1]
    place.anna.trash(gone)
    document = place.open()
    document.read()
    mark = document.mark()

    added = place.anna.add_row(place.filled.source(TAB).id, {"Key result": "Close 5 deals"})
    place.anna.restore(gone)

    assert set(document.edits(mark).pages) == {added.id, gone}


def test_asking_takes_one_request_a_database(place: Place) -> None:
    document = place.open()
    document.read()
    before = document.calls["read"]

    document.edits(document.mark())

    assert document.calls["read"] - before == 1


def test_what_is_edited_back_is_no_edit(place: Place) -> None:
    row = place.rows()[0]
    document = place.open()
    document.read()
    mark = document.mark()

    place.edit(row)
    place.anna.type(row, place.filled.prop(TAB, "blocker").name, "")

    assert not document.edits(mark)
