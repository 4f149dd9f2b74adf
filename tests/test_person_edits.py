"""Whatever people do between two runs: none of their cells is lost, and no value ends under a wrong
id."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from documents.workbooks import read_file, write_with_xlsxwriter
from person import Person
from teams import KEY_RESULTS, METRICS, OBJECTIVES, Team, ToldMeter, sync

from sync.core.grid import Sheet
from sync.core.identity import fingerprint
from sync.core.ports import Document
from sync.core.schema import ID_TABS, SERVICE_TABS, TABS, Writer
from sync.core.tabs import find_tabs
from sync.core.vocabulary import CellValue, Language, Snapshot
from sync.documents.memory import MemoryDocument
from sync.documents.xlsx import XlsxDocument
from sync.errors import SyncError

SEQUENCES = 1_000
IN_FILES = 40
PARTS = 4

MORE_ROWS = tuple(
    {"id": f"KR-{n:03d}", "title": f"Result {n} from 10 to {n * 10}", "start": 10, "typed": 12 + n,
     "target": n * 10, "type": "Reach a level", "objective": "O-002", "weight": n % 3}
    for n in range(5, 9)
)  # fmt: skip
KPI = ({"id": "K-001", "title": "Plan fulfilment", "plan": 100, "typed": 80},)

Cells = dict[tuple[int, int, int], CellValue]


def team(language: Language) -> Team:
    return Team(OBJECTIVES, (*KEY_RESULTS, *MORE_ROWS), METRICS, KPI, language=language)


def meter(draw: random.Random) -> ToldMeter:
    """A share below one and a count of whole deals: a value tells which metric it is of."""
    share = Decimal(draw.randint(1, 99)) / 100
    return ToldMeter({"M-001": str(share), "M-002": str(draw.randint(100, 600))})


def peoples_cells(sheets: list[Sheet]) -> Cells:
    """Every cell but those that the service may write."""
    cells: Cells = {
        (number, row, column): cell.value
        for number, sheet in enumerate(sheets)
        for row, column, cell in sheet.filled()
    }
    for key, place in find_tabs(sheets).places.items():
        header = place.header
        if key in SERVICE_TABS:
            cells = {at: value for at, value in cells.items() if at[0] != place.sheet}
        elif header is not None:
            ours = {header.places[c.key] for c in TABS[key].columns
                    if c.writer is not Writer.PEOPLE and c.key in header.places}  # fmt: skip
            line = 1 if header.sideways else 2
            cells = {at: value for at, value in cells.items()
                     if at[0] != place.sheet or at[line] not in ours or (at[1] <= header.line
                     and not header.sideways)}  # fmt: skip
    return cells


def check_ids(snapshot: Snapshot) -> None:
    """Every filled row bears an id; only identical copies share one; what stands under an id is
    that row's."""
    known = {str(row.value("id")): row for row in snapshot.tables["_okr"].rows}
    for key in ID_TABS:
        table = snapshot.tables.get(key)
        titles: dict[str, set[str]] = {}
        for row in table.rows if table and "id" in table.columns else ():
            id_ = str(row.value("id"))
            if not any(row.value(c.key) is not None for c in TABS[key].written_by(Writer.PEOPLE)):
                continue
            titles.setdefault(id_, set()).add(fingerprint(row.value("title")))
            assert id_ in known, (key, row)
            assert (known[id_].value("fingerprint") or "") == fingerprint(row.value("title"))
            if key == "metrics" and known[id_].value("value") is not None:
                assert is_of(id_, known[id_].value("value"))
            if key == "key_results" and known[id_].value("value") is not None:
                source = str(known[id_].value("source")).split(" ", 1)[0]
                assert is_of(source, known[id_].value("value")), row
                chosen = str(row.value("metric")).split(" ", 1)[0]
                assert chosen == source or chosen not in titles_of(snapshot, "metrics"), row
        assert all(len(found) == 1 for found in titles.values()), titles


def titles_of(snapshot: Snapshot, tab: str) -> set[str]:
    """The ids and the titles of a tab, by either of which a row may be chosen."""
    table = snapshot.tables.get(tab)
    rows = table.rows if table else ()
    return {str(row.value(key)) for row in rows for key in ("id", "title")}


def is_of(metric: str, value: CellValue) -> bool:
    """Whether a value was measured by this metric; shares may stand in points."""
    assert isinstance(value, Decimal)
    return metric == ("M-002" if value >= 100 else "M-001")


def run_and_check(document: Document, sheets: list[Sheet], told: ToldMeter) -> str:
    """One run, and the promises it has to keep."""
    before = peoples_cells(sheets)
    try:
        sync(document, told)
    except SyncError as stopped:
        assert document.calls["write"] == 0
        return type(stopped).__name__
    after = (
        document.sheets
        if isinstance(document, MemoryDocument)
        else read_file(Path(document.address))
    )
    assert peoples_cells(after) == before
    snapshot = document.read()
    if "_okr" in snapshot.tables:
        check_ids(snapshot)
    again = sync(document, told)
    assert not again.plan, again.plan.changes[:5]
    return "done"


def sequences(part: int, number: int) -> Iterator[random.Random]:
    for seed in range(part * number, (part + 1) * number):
        yield random.Random(seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_sequence_of_edits_costs_a_cell_or_misplaces_a_value(
    part: int, record_property: Callable[[str, object], None]
) -> None:
    ends: Counter[str] = Counter()
    for draw in sequences(part, SEQUENCES // PARTS):
        language: Language = "ru" if draw.random() < 0.3 else "en"
        document = MemoryDocument(team(language).sheets())
        sync(document, meter(draw))
        person = Person(document.sheets, language, draw)
        for _ in range(draw.randint(1, 2)):
            person.act(times=draw.randint(1, 6))
            document.calls["write"] = 0
            ends[run_and_check(document, document.sheets, meter(draw))] += 1

    record_property("figure", f"person's edits, part {part + 1}: {dict(sorted(ends.items()))}")
    assert ends["done"] > 0.7 * ends.total()


@pytest.mark.slow
def test_the_same_holds_for_files(tmp_path: Path) -> None:
    ends: Counter[str] = Counter()
    for number, draw in enumerate(sequences(7, IN_FILES)):
        path = write_with_xlsxwriter(tmp_path / f"{number}.xlsx", team("en").sheets())
        sync(XlsxDocument(path), meter(draw))
        sheets = read_file(path)
        person = Person(sheets, "en", draw)
        person.act(times=draw.randint(1, 6))
        write_with_xlsxwriter(path, sheets)
        document = XlsxDocument(path)
        ends[run_and_check(document, read_file(path), meter(draw))] += 1

    assert ends["done"] > 0.6 * ends.total()
