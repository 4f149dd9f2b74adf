"""People who edit between the read and the write of the service, and while it repairs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal

import pytest
from documents.google_files import GoogleFile, make_file, running
from documents.google_people import TAGS, Pair, tag_of
from documents.grids import find, make_sheets

from sandbox.google.person import Person
from sandbox.state import Sandbox
from sync.core.grid import Sheet
from sync.core.identity import fingerprint, identify
from sync.core.repair import repair
from sync.core.schema import ID_TABS, TABS, Writer
from sync.core.vocabulary import EMPTY, Cell, Change, Plan, Record, Snapshot
from sync.errors import DocumentChangedError

pytestmark = pytest.mark.slow

DIFFERS = Change("_okr", "x", "value", None, "1")
"""Makes a plan say that something differs."""
COMPUTED = {tab: {c.title.en for c in TABS[tab].written_by(Writer.FORMULA)} for tab in ID_TABS}


@pytest.fixture
def sandbox() -> Sandbox:
    return running()


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
    return Plan((*changes, DIFFERS), {"_okr": tuple(records)}, "doc-1")


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
def between(sandbox: Sandbox, act: Callable[[str], None]) -> Iterator[None]:
    sandbox.between.append(act)
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


@pytest.mark.parametrize("seed", range(15))
def test_nothing_of_people_is_lost(seed: int) -> None:
    pair, wrong = race(seed, 1)

    assert wrong == [], pair.done


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_nothing_is_lost_while_repairs_go_on(seed: int) -> None:
    """Somebody goes on editing during the repairs."""
    pair, wrong = race(seed, 3)

    assert wrong == [], pair.done


def test_rows_of_the_service_may_be_sorted_meanwhile(sandbox: Sandbox) -> None:
    """Its own tabs are written whole, so that no value stands under the wrong id."""
    file = make_file(sandbox, make_sheets())
    document = file.open()
    document.read()
    records = tuple({"week": None, "id": f"KR-{n:03d}", "value": Decimal(n)} for n in range(1, 9))

    with between(sandbox, once(lambda: file.anna.sort("History", "A2:L40", 4, descending=True))):
        document.apply(Plan((DIFFERS,), {"history": records}))

    rows = document.read().tables["history"].rows
    assert [(row.value("id"), row.value("value")) for row in rows] == [
        (f"KR-{n:03d}", Decimal(n)) for n in range(1, 9)
    ]


EDITS: dict[str, Callable[[Person], object]] = {
    "a line on top": lambda person: person.insert_rows("History", 0),
    "a column of theirs moved": lambda person: person.move_columns("History", 13, 2),
    "a column of ours moved": lambda person: person.move_columns("History", 1, 6),
    "another title": lambda person: person.type("History", "A1", "When"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_columns_of_people_in_tabs_of_the_service_survive(sandbox: Sandbox, edit: str) -> None:
    """Our records would land on what people keep there."""
    sheets = make_sheets()
    history = find(sheets, "history")
    history.put(1, 14, Cell("Mine"))
    history.put(2, 14, Cell("keep"))
    history.put(3, 14, Cell(None, formula="A2+1"))
    file, expected = make_file(sandbox, sheets), make_file(sandbox, sheets)
    document = file.open()
    document.read()
    EDITS[edit](expected.anna)
    plan = Plan((DIFFERS,), {"history": tuple({"id": f"KR-{n}"} for n in range(9))})

    act = once(lambda: EDITS[edit](file.anna))
    with between(sandbox, act), pytest.raises(DocumentChangedError):
        document.apply(plan)

    assert find(file.seen(), "history") == find(expected.seen(), "history")


def test_a_renamed_tab_is_read_again(sandbox: Sandbox) -> None:
    file = make_file(sandbox, sheets_with_gaps())
    document = file.open()
    plan = plan_for(document.read())

    rename = once(lambda: file.anna.rename_tab("Key results", "Итоги"))
    with between(sandbox, rename), suppress(DocumentChangedError):
        document.apply(plan)
    document.apply(plan_for(document.read()))

    rows = document.read().tables["key_results"].rows
    assert [row.value("id") for row in rows] == [
        "KR-001", "KR-004", "KR-003", "KR-005", "KR-006", "KR-007",
    ]  # fmt: skip


def test_the_stash_is_not_read_and_does_not_grow(sandbox: Sandbox) -> None:
    file = make_file(sandbox, sheets_with_gaps())
    document = file.open()
    sizes = []
    for number in range(3):
        plan = plan_for(document.read())
        record = {"id": "KR-001", "message": str(number)}
        document.apply(Plan((*plan.changes, DIFFERS), {"_okr": (record,)}))
        okr = file.spreadsheet.titled("_okr")
        assert okr is not None
        sizes.append((okr.rows, okr.columns))
    document.read()

    assert max(len(row) for row in find(document.sheets, "_okr").rows) <= 26
    assert sizes[1] == sizes[2]


def once(edit: Callable[[], object]) -> Callable[[str], None]:
    """Act before the first write."""
    done: list[bool] = []

    def act(what: str) -> None:
        if "batchUpdate" in what and not done:
            done.append(True)
            edit()

    return act
