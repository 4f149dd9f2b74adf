"""People at work between every two requests of a sync of their Notion workspace, through the real
client.

``OKR_INTERLEAVINGS=20000 pytest tests/test_notion_interleavings.py`` runs more of them.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from documents.google_files import Pause
from documents.notion_tables import fill
from notion_people import People
from notion_shadow import Shadow
from teams import NOW, Places, Team, ToldMeter, sync

from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sync.documents.notion import NotionDocument
from sync.documents.notion.exchange import Habits, make_line
from sync.errors import SyncError
from sync.job import Report
from sync.secrets import Secret
from sync.transport import Throttle

WANTED = int(os.environ.get("OKR_INTERLEAVINGS", "1040"))
PARTS = 4
RUNS = 16
"""Runs over one document before a fresh one is taken."""
CHANCES = {"before read": 0.03, "after read": 0.14, "before write": 0.1, "after write": 0.05}
MOST_EDITS = 6
"""In one run: people rest sometimes."""
READS = re.compile(r"POST .*/data_sources/([0-9a-f-]+)/query")
CLEAR = {"DocumentChangedError", "InTrashError", "NotSharedError", "UnsafePlanError"}
"""Errors by which people learn what they did."""
OWNERS = ("Anna Orlova", "Boris Wolf")


@dataclass
class Interleaving:
    """Listens to what the service asks of Notion, and lets the person act around it."""

    people: People
    edits: int = 0
    between: bool = False
    """Something was edited after a read and before a write that followed."""
    attempts: int = 0
    pending: bool = False
    after: bool = False
    reading: bool = False

    def __call__(self, what: str) -> None:
        read = READS.match(what)
        phase = f"{'after' if self.after else 'before'} {'read' if read else 'write'}"
        self.after = not self.after
        if read and phase == "after read":
            shadow = self.people.shadow
            shadow.read(shadow.tabs[read[1]])
            self.attempts += shadow.tabs[read[1]] == "settings"
            self.pending &= self.reading
        self.reading = bool(read)
        self.between |= self.pending and phase == "before write"
        self._act(phase)
        self.between |= self.pending and phase == "before write"

    def _act(self, phase: str) -> None:
        draw = self.people.draw
        if draw.random() >= CHANCES[phase] or self.edits >= MOST_EDITS:
            return
        self._nothing_is_lost()
        for _ in range(draw.randint(1, 2)):
            self.people.log.append(f"({phase})")
            self.people.act()
            self.edits += 1
        self.pending |= phase != "before read"

    def _nothing_is_lost(self) -> None:
        losses = self.people.shadow.losses()
        assert not losses, losses


@dataclass
class Tally:
    runs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """Names of the errors that runs ended with."""
    interleaved: int = 0
    between: int = 0
    finished: int = 0


@dataclass
class Place:
    """A document of the sandbox, how it is opened, and what is remembered of it."""

    sandbox: Sandbox
    people: People
    book: Places
    seed: int

    def open(self) -> NotionDocument:
        habits = Habits(clock=Pause().clock(), throttle=Throttle(()))
        filled = self.people.shadow.filled
        line = make_line(Secret(filled.token.secret), self.sandbox.notion.base_url, habits)
        return NotionDocument(line, filled.binding, self.book.shown_of)

    def told(self, found: object) -> str:
        return f"seed {self.seed}: {found}\n" + "\n".join(self.people.log[-60:])


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = make_sandbox(world="empty")
    made.notion.switches.enforce_rate = False
    with serve(made):
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_of_people_is_lost_and_no_value_misplaced(
    sandbox: Sandbox, part: int, record_property: Callable[[str, object], None]
) -> None:
    tally, seed = Tally(), part
    while tally.interleaved < WANTED // PARTS:
        _scenario(sandbox, seed, tally)
        seed += PARTS

    assert tally.between >= 0.6 * tally.interleaved
    assert tally.finished >= 0.7 * tally.runs
    record_property("figure", f"Notion interleavings, part {part}: {tally}")


def _scenario(sandbox: Sandbox, seed: int, tally: Tally) -> None:
    sandbox.reset()
    sandbox.notion.switches.enforce_rate = False
    draw = random.Random(seed)
    anna, _ = (sandbox.notion.add_user(name).id for name in OWNERS)
    filled = fill(sandbox.notion, Team(spare=1).sheets(), "en", anna)
    place = Place(sandbox, People(Shadow(filled), anna, draw), Places(), seed)
    for number in range(RUNS):
        place.people.log.append(f"run {number}")
        if draw.random() < 0.3:
            place.people.put_right()
        told = ToldMeter({"M-001": f"0.{draw.randint(10, 99)}", "M-002": str(draw.randint(1, 99))})
        _run(place, told, tally)
    _comes_to_rest(place)
    place.people.shadow.close()


def _run(place: Place, told: ToldMeter, tally: Tally) -> None:
    interleaving = Interleaving(place.people)
    place.people.shadow.written_ids.clear()
    place.sandbox.between[:] = [interleaving]
    try:
        report = sync(place.open(), told, place.book)
    except SyncError as error:
        place.people.log.append(f"refused: {type(error).__name__}: {error}")
        tally.ends[type(error).__name__] += 1
        report = None
    finally:
        place.sandbox.between.clear()
    assert tally.ends.keys() <= CLEAR, place.told(tally.ends)
    tally.runs += 1
    tally.finished += report is not None
    tally.interleaved += interleaving.edits > 0
    tally.between += interleaving.between
    _nothing_is_lost(place)
    if report is None or interleaving.attempts > 1:
        place.people.shadow.believe()
    if report is not None:
        _values_are_right(place, report)


def _nothing_is_lost(place: Place) -> None:
    shadow = place.people.shadow
    losses = shadow.losses()
    assert not losses, place.told(losses)
    assert not shadow.foreign, place.told(shadow.foreign)
    twice = shadow.weeks_made_twice()
    assert not twice, place.told(twice)
    assert not place.sandbox.violations, place.told(place.sandbox.violations)


def _values_are_right(place: Place, report: Report) -> None:
    """Values stand in the row they are of, and a row has an id that the service gave it, now or
    before, or what a person left there."""
    shadow = place.people.shadow
    for tab, lines in report.found.checked.lines.items():
        for line in lines:
            shadow.given.setdefault(shadow.order[tab][line.row.number - 1], set()).add(line.id)
    wrong = [
        f"{page}: {found!r}, given {shadow.given.get(page)}, left {shadow.left.get(page)!r}"
        for page, found in shadow.ids().items()
        if found != shadow.left.get(page, "") and found not in shadow.given.get(page, set())
    ]
    assert not wrong, place.told(wrong)
    misplaced = shadow.misplaced(report.plan.changes)
    assert not misplaced, place.told(misplaced)


def _comes_to_rest(place: Place) -> None:
    """With nobody typing, the last run finds nothing to do, and the history has each week once."""
    place.people.put_right()
    told = ToldMeter({"M-001": "0.29", "M-002": "31"})
    for last in (False, False, True):
        document = place.open()
        report = sync(document, told, place.book, now=NOW, force=True)
        _nothing_is_lost(place)
        assert not (last and report.plan.changes), place.told(report.plan.changes[:5])
        assert not (last and document.calls["write"]), place.told(document.calls)
    doubled = place.people.shadow.doubled_weeks()
    assert not doubled, place.told(doubled)
