"""People who edit between the service's read and its write, and between the write and its repairs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from documents.google_files import GoogleFile, make_file, running
from documents.google_people import TAGS, Pair, tag_of
from documents.grids import find, make_sheets

from sandbox.state import Sandbox
from sync.core.grid import Sheet
from sync.core.identity import fingerprint, identify
from sync.core.repair import repair
from sync.core.schema import ID_TABS, TABS, Writer
from sync.core.vocabulary import EMPTY, Cell, Change, Plan, Record, Snapshot
from sync.errors import DocumentChangedError

COMPUTED = {tab: {c.title.en for c in TABS[tab].written_by(Writer.FORMULA)} for tab in ID_TABS}


def sheets_with_gaps() -> list[Sheet]:
    """Rows without ids and formulas, each row with a word of its own far to the right."""
    sheets = make_sheets()
    results = find(sheets, "key_results")
    for row, text in enumerate(["Trials", "Calls", "Deals"], len(results.rows) + 1):
        results.put(row, 2, Cell(f"{text} up"))
        results.put(row, 4, Cell("Ann"))
    results.put(3, 1, EMPTY)
    for key in ("objectives", "key_results"):
        sheet = find(sheets, key)
        for row in range(2, len(sheet.rows) + 1):
            sheet.put(row, TAGS + 1, Cell(f"tag {row}"))
    return sheets


def plan_for(snapshot: Snapshot) -> Plan:
    """Ids and formulas where they are missing, and a record for each row."""
    identity = identify(snapshot)
    changes: tuple[Change, ...] = (*identity.changes, *repair(snapshot, identity))
    records: list[Record] = [
        {"id": line.id, "message": line.title, "fingerprint": fingerprint(line.title)}
        for lines in identity.lines.values()
        for line in lines
    ]
    return Plan((*changes, Change("_okr", "x", "value", None, 1)), {"_okr": tuple(records)}, "doc-1")  # type: ignore[arg-type]


def planned(plan: Plan, file: GoogleFile) -> set[tuple[str, str]]:
    """Row and id of each id to be written, the row by its tag."""
    numbers = {"objectives": 7, "key_results": 14}
    return {
        (f"{number} {tag_of(tab, (change.row - 1, 0))}", str(change.after))
        for change in plan.changes
        if change.column == "id" and (number := numbers.get(change.place)) is not None
        if (tab := file.spreadsheet.tab(number)) is not None
    }


@contextmanager
def between(sandbox: Sandbox, act: object) -> Iterator[None]:
    sandbox.between.append(act)  # type: ignore[arg-type]
    try:
        yield
    finally:
        sandbox.between.clear()


def stray(pair: Pair, meant: set[tuple[str, str]]) -> list[str]:
    """Cells that are not as people left them, but for ids in the rows they were meant for and
    formulas in the columns of formulas."""
    titles = {"7": COMPUTED["objectives"], "14": COMPUTED["key_results"]}
    wrong = []
    for (row, column), (theirs, ours) in pair.differences().items():
        restored = ours.startswith("=") and column in titles[row.split()[0]]
        known = (row, ours) in meant or (" row " in row and any(ours == id_ for _, id_ in meant))
        given = column == "ID" and known
        if not restored and not given:
            wrong.append(f"{row} {column}: {theirs!r} became {ours!r}")
    return wrong


def race(seed: int, gaps: int) -> tuple[Pair, list[str]]:
    """Up to three runs while somebody edits in the first gaps; what went wrong."""
    draw = random.Random(seed)
    sandbox, sheets = running(), sheets_with_gaps()
    pair = Pair(make_file(sandbox, sheets), make_file(sandbox, sheets), draw)
    left = [gaps]

    def act(what: str) -> None:
        if "batchUpdate" in what and left[0] > 0 and pair.real.file_id in what:
            left[0] -= 1
            for _ in range(draw.randint(1, 3)):
                pair.act()

    document, meant = pair.real.open(), set[tuple[str, str]]()
    with between(sandbox, act):
        for _ in range(3):
            plan = plan_for(document.read())
            meant |= planned(plan, pair.real)
            with suppress(DocumentChangedError):
                document.apply(plan)
                break
    return pair, stray(pair, meant)


@pytest.mark.parametrize("seed", range(25))
def test_nothing_of_people_is_lost(seed: int) -> None:
    pair, wrong = race(seed, 1)

    assert wrong == [], pair.done
