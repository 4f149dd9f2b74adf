"""Every fault of the network at every call a document makes, before and after it took effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from documents.google_files import GoogleFile, Pause, line, make_file, running
from documents.grids import find, make_sheets

from sandbox.faults import Fault
from sandbox.state import Sandbox
from sync.core.grid import Sheet
from sync.core.vocabulary import EMPTY, Cell, Change, Plan
from sync.documents.google_sheets import GoogleSheetsDocument, open_google_document
from sync.documents.google_sheets.errors import (
    GoogleUnreachableError,
    QuotaError,
    SheetTooLargeError,
)
from sync.errors import DocumentError

DATE = "Wed, 14 Oct 2026 10:00:00 GMT"
LATER = {"Date": DATE, "Retry-After": "Wed, 14 Oct 2026 10:00:20 GMT"}
FAULTS: dict[str, Fault] = {
    "429": Fault("status", status=429),
    "429, seconds": Fault("status", status=429, headers={"Retry-After": "3"}),
    "429, 0": Fault("status", status=429, headers={"Retry-After": "0"}),
    "429, date": Fault("status", status=429, headers=LATER),
    "429, garbage": Fault("status", status=429, headers={"Retry-After": "soon"}),
    "429, an hour": Fault("status", status=429, headers={"Retry-After": "3600"}),
    "503, seconds": Fault("status", status=503, headers={"Retry-After": "3"}),
    "500": Fault("status", status=500),
    "500, applied": Fault("status", status=500, applied=True),
    "504": Fault("status", status=504),
    "502, HTML, applied": Fault("html", status=502, applied=True),
    "529": Fault("status", status=529),
    "reset": Fault("drop_before", reset=True),
    "empty close": Fault("drop_before"),
    "answer lost": Fault("drop_after", reset=True),
    "cut": Fault("truncate"),
    "cut, length adapted": Fault("truncate_matching_length"),
    "HTML 200": Fault("html_200"),
    "HTML 200, applied": Fault("html_200", applied=True),
    "empty 200": Fault("empty_200"),
    "other JSON": Fault("other_json"),
    "other JSON, applied": Fault("other_json", applied=True),
    "no answer": Fault("delay", seconds=0.3),
    "drip": Fault("drip", seconds=0.05),
    "bomb": Fault("gzip_bomb", megabytes=30),
}
CALLS = {"list": r"spreadsheets/[^/:]+\?", "read": ":getByDataFilter", "write": ":batchUpdate"}
MOST_REQUESTS = 16
PLAN = Plan(
    (Change("key_results", "KR-002", "id", None, "KR-002", 3),),
    {"_okr": ({"id": "KR-002", "message": "new"},), "history": ({"id": "KR-002"},)},
    "doc-1",
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = running()
    made.faults.clear()
    yield made
    made.faults.clear()


def sheets(*, okr: bool) -> list[Sheet]:
    made = [sheet for sheet in make_sheets() if okr or sheet.title != "_okr"]
    find(made, "key_results").put(3, 1, EMPTY)
    return made


def opened(file: GoogleFile) -> GoogleSheetsDocument:
    return file.open(deadline=0.2, pause=Pause())


def once_more(file: GoogleFile) -> list[Sheet]:
    """What stands there after a run without faults."""
    file.sandbox.faults.clear()
    document = file.open()
    document.read()
    document.apply(PLAN)
    assert [sheet.title for sheet in file.seen()].count("_okr") == 1
    return file.seen()


def attempt(file: GoogleFile, fault: Fault) -> DocumentError | None:
    """One run that meets a fault; the error it ends with."""
    document = opened(file)
    file.sandbox.faults.add(fault)
    before = len(file.sandbox.calls)
    try:
        document.read()
        document.apply(PLAN)
    except DocumentError as error:
        return error
    finally:
        assert len(file.sandbox.calls) - before <= MOST_REQUESTS
    return None


MATRIX = [
    *((name, call, True, count) for name in FAULTS for call in CALLS for count in (1, 99)),
    *((name, "write", False, 1) for name in FAULTS),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "call", "okr", "count"), MATRIX)
def test_a_fault_leaves_nothing_half_done(
    sandbox: Sandbox, name: str, call: str, okr: bool, count: int
) -> None:
    """Once or always; with ``_okr`` or without, which the write has to make then."""
    file, expected = (make_file(sandbox, sheets(okr=okr)) for _ in range(2))
    before, after = file.seen(), once_more(expected)

    error = attempt(file, replace(FAULTS[name], path=CALLS[call], count=count))

    assert file.seen() in (before, after)
    if error is None:
        assert file.seen() == after
    else:
        assert type(error) in (GoogleUnreachableError, QuotaError, SheetTooLargeError)
    if count == 1 and name not in ("429, an hour", "bomb"):
        assert error is None
    assert once_more(file) == after


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_the_read_after_a_lost_write_may_fail_as_well(sandbox: Sandbox, name: str) -> None:
    file, expected = (make_file(sandbox, sheets(okr=True)) for _ in range(2))
    before, after = file.seen(), once_more(expected)
    document = opened(file)
    document.read()
    sandbox.faults.add(Fault("drop_after", CALLS["write"], reset=True))
    sandbox.faults.add(replace(FAULTS[name], path=CALLS["read"], count=99))

    with pytest.raises(GoogleUnreachableError, match="not known whether the changes were made"):
        document.apply(PLAN)

    assert file.seen() in (before, after)
    assert once_more(file) == after


def test_what_was_said_when_nothing_was_sent(sandbox: Sandbox) -> None:
    file = make_file(sandbox, sheets(okr=True))
    document = opened(file)
    sandbox.faults.add(Fault("status", status=500, count=99))

    with pytest.raises(GoogleUnreachableError, match="Nothing was changed") as caught:
        document.read()

    assert "Ничего не изменено" in caught.value.say("ru")


def test_twenty_documents_do_not_storm_a_service_that_is_down(sandbox: Sandbox) -> None:
    """They share the limits and the breaker of their account."""
    files = [make_file(sandbox, sheets(okr=True)) for _ in range(20)]
    way = line(sandbox)
    sandbox.faults.add(Fault("status", status=500, count=999))
    before = len(sandbox.calls)

    for file in files:
        with pytest.raises(GoogleUnreachableError):
            open_google_document(file.file_id, way).read()

    assert len(sandbox.calls) - before == 5


def test_cells_of_others_are_not_touched_by_repeats(sandbox: Sandbox) -> None:
    """A write whose answer is lost, rows moved in the meantime: the id stays with its row."""
    file = make_file(sandbox, sheets(okr=True))
    document = opened(file)
    document.read()
    sandbox.faults.add(Fault("drop_after", CALLS["write"], reset=True))
    moved: list[bool] = []

    def act(what: str) -> None:
        if "getByDataFilter" in what and not moved:
            moved.append(True)
            file.anna.move_rows("Key results", 2, 5)

    sandbox.between.append(act)
    try:
        document.apply(PLAN)
    finally:
        sandbox.between.clear()

    results = find(file.seen(), "key_results")
    titles = {row[0].value: row[1].value for row in results.rows[1:] if row}
    assert titles == {"KR-001": "Win rate up", "KR-002": "Churn down", "KR-003": None}
    assert results.cell(3, 1) == Cell("KR-003")
