"""People at work between every two steps of a sync of their Google Sheet, through the real client.

``OKR_INTERLEAVINGS=20000 pytest tests/test_google_interleavings.py`` runs more of them.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from google_shadow import OWNER, ROBOT, People, fill
from sandbox_clients import google_credentials
from teams import NOW, Places, Team, ToldMeter, sync

from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sync.core.vocabulary import CellValue, Record
from sync.documents.google_sheets import GoogleSheetsDocument, open_google_document
from sync.documents.google_sheets.document import TabIds
from sync.documents.google_sheets.opening import Habits, make_line
from sync.errors import SyncError
from sync.job import Report
from sync.transport import Throttle

WANTED = int(os.environ.get("OKR_INTERLEAVINGS", "2000"))
PARTS = 4
RUNS = 16
"""Runs over one document before a fresh one is taken."""
CHANCES = {"before read": 0.2, "after read": 0.55, "before write": 0.45, "after write": 0.3}
MOST_EDITS = 8
"""In one run: people rest sometimes."""
Open = Callable[[str, TabIds], GoogleSheetsDocument]


@dataclass
class Interleaving:
    """Listens to what the service asks of Google, and lets the person act around it."""

    people: People
    edits: int = 0
    between: bool = False
    """Something was edited after a read and before the write that followed."""
    wrote: bool = False
    seen: dict[tuple[str, int], str] = field(default_factory=dict)
    """Which row was which when the service read."""
    pending: bool = False
    after: bool = False

    def __call__(self, what: str) -> None:
        verb = {":getByDataFilter": "read", ":batchUpdate": "write"}.get(what[what.rfind(":") :])
        if verb is None:
            return
        phase = f"{'after' if self.after else 'before'} {verb}"
        self.after = not self.after
        if phase == "after read":
            self.seen, self.pending = self.people.marks(), False
        self._act(phase)
        if phase == "before write":
            self.between |= self.pending
            self.wrote = True

    def _act(self, phase: str) -> None:
        draw = self.people.draw
        if draw.random() >= CHANCES[phase] or self.edits >= MOST_EDITS:
            return
        for _ in range(draw.randint(1, 2)):
            self.people.log.append(f"({phase})")
            self.people.act()
            self.edits += 1
        self.pending |= phase in ("after read", "before write")


@dataclass
class Tally:
    runs: int = 0
    interleaved: int = 0
    between: int = 0
    finished: int = 0


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = make_sandbox(world="empty")
    made.google.add_person(OWNER)
    made.google.add_robot(ROBOT)
    with serve(made):
        yield made


@pytest.fixture(scope="module")
def open_sheet(sandbox: Sandbox) -> Open:
    """The document as the service opens it, with what it knew of the tabs before."""
    credentials = google_credentials(sandbox, ROBOT)
    throttle = Throttle(())

    def opened(file_id: str, known: TabIds) -> GoogleSheetsDocument:
        line = make_line(credentials, sandbox.google.base_url, Habits(throttle=throttle))
        return open_google_document(file_id, line, known)

    return opened


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_of_people_is_lost_and_no_value_misplaced(
    sandbox: Sandbox, open_sheet: Open, part: int, record_property: Callable[[str, object], None]
) -> None:
    tally, seed = Tally(), part
    while tally.interleaved < WANTED // PARTS:
        _scenario(sandbox, open_sheet, seed, tally)
        seed += PARTS

    assert tally.between >= 0.6 * tally.interleaved
    assert tally.finished >= 0.8 * tally.runs
    record_property("figure", f"interleavings, part {part}: {tally}")


def _scenario(sandbox: Sandbox, open_sheet: Open, seed: int, tally: Tally) -> None:
    draw = random.Random(seed)
    file = fill(sandbox.google, Team(spare=2).sheets(), f"Team {seed}")
    people, book = People(sandbox.google, file, draw), Places()
    known: TabIds = {}
    for number in range(RUNS):
        people.log.append(f"run {number}")
        told = ToldMeter({"M-001": f"0.{draw.randint(10, 99)}", "M-002": str(draw.randint(1, 99))})
        interleaving = Interleaving(people)
        document = open_sheet(file.file_id, known)
        sandbox.between[:] = [interleaving]
        try:
            report = sync(document, told, book)
        except SyncError as error:
            people.log.append(f"refused: {type(error).__name__}")
            report = None
        finally:
            sandbox.between.clear()
        known = document.tab_ids
        tally.runs += 1
        tally.finished += report is not None
        tally.interleaved += interleaving.edits > 0
        tally.between += interleaving.between and interleaving.wrote
        _nothing_is_lost(people, seed)
        if report is not None:
            _ids_are_right(people, report, interleaving, seed)
            _values_are_right(people, report, seed)
    _comes_to_rest(file.file_id, known, open_sheet, people, book, seed)
    del sandbox.google.files[file.file_id], sandbox.google.files[people.shadow.file.file_id]


def _told(people: People, seed: int, found: object) -> str:
    return f"seed {seed}: {found}\n" + "\n".join(people.log[-40:])


def _nothing_is_lost(people: People, seed: int) -> None:
    losses = people.losses()
    assert not losses, _told(people, seed, losses)
    misplaced = list(people.misplaced_formulas())
    assert not misplaced, _told(people, seed, misplaced)


def _ids_are_right(people: People, report: Report, interleaving: Interleaving, seed: int) -> None:
    """A row has an id that the service gave it, now or before, or what the person left there."""
    for kind, lines in report.found.checked.lines.items():
        for line in lines:
            if mark := interleaving.seen.get((kind, line.row.number)):
                people.given.setdefault(mark, set()).add(line.id)
    wrong = [
        f"{mark}: {found!r}, given {people.given.get(mark)!r}, left {left!r}"
        for mark, found, left in people.ids()
        if found != left and found not in people.given.get(mark, set())
    ]
    assert not wrong, _told(people, seed, wrong)


def _values_are_right(people: People, report: Report, seed: int) -> None:
    """Every record of ``_okr`` says of its id what the report says."""
    wanted = {str(record["id"]): record for record in report.wanted["_okr"]}
    spoilt = any(people.kinds.get(number) == "_okr" for number in people.spoilt)
    wrong = [
        (record["id"], record.get("value"), wanted.get(str(record["id"]), {}).get("value"))
        for record in people.records("_okr")
        if record.get("id") and not _same(record, wanted.get(str(record["id"])))
    ]
    assert spoilt or not wrong, _told(people, seed, wrong)


def _same(record: Mapping[str, object], wanted: Record | None) -> bool:
    return wanted is not None and _plain(wanted.get("value")) == record.get("value")


def _plain(value: CellValue) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _comes_to_rest(
    file_id: str, known: TabIds, open_sheet: Open, people: People, book: Places, seed: int
) -> None:
    """With nobody typing, the second run finds nothing to do."""
    told = ToldMeter({"M-001": "0.29", "M-002": "31"})
    for last in (False, False, True):
        document = open_sheet(file_id, known)
        try:
            report = sync(document, told, book, now=NOW, force=True)
        except SyncError:
            return
        known = document.tab_ids
        assert not (last and report.plan.changes), _told(people, seed, report.plan.changes[:5])
    assert document.calls["write"] == 0
    _nothing_is_lost(people, seed)
