"""What a Google Sheet is read by: its tabs' ids, one request, cells of any kind and locale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from documents.google_files import GoogleFile, make_file, running
from documents.grids import FORMULAS, column, find, make_sheets

from sync.core.grid import Sheet
from sync.core.vocabulary import Cell, Change, ErrorValue, Formula, Plan, Record
from sync.documents.google_sheets import parse_address
from sync.documents.google_sheets.cells import content_of, entered_of, make_cell, raw_value
from sync.documents.google_sheets.document import TabIds
from sync.documents.google_sheets.windows import Window

ID = "1AbC_dEf-0123456789012345678901234567890abcd"
HOME = "https://docs.google.com/spreadsheets"
DIFFERS = Change("_okr", "x", "value", None, "1")


def known(file: GoogleFile) -> TabIds:
    """What an earlier run has learnt, as it is kept."""
    document = file.open()
    document.read()
    kept: TabIds = json.loads(json.dumps(document.tab_ids))
    return kept


def test_first_contact_takes_two_reads_and_every_other_one() -> None:
    file = make_file(running(), make_sheets())
    first = file.open()
    first.read()
    again = file.open(tab_ids=first.tab_ids)
    again.read()

    assert (first.calls["read"], again.calls["read"]) == (2, 1)
    assert first.title == "Plan"


def test_renamed_moved_tabs_are_found_by_their_ids() -> None:
    file = make_file(running(), make_sheets())
    ids = known(file)
    file.anna.rename_tab("Key results", "Итоги")
    file.anna.move_tab("Итоги", 0)
    file.anna.rename_tab("_okr", "service")

    document = file.open(tab_ids=ids)
    snapshot = document.read()

    assert snapshot.tables["key_results"].title == "Итоги"
    assert snapshot.tables["_okr"].title == "service"
    assert (snapshot.problems, document.calls["read"]) == ((), 1)


def test_a_renamed_tab_is_found_at_first_contact_too() -> None:
    sheets = make_sheets()
    find(sheets, "key_results").title = "Итоги"
    for row in range(6, 90):
        find(sheets, "key_results" if row < 0 else "objectives").put(row, 2, Cell(f"Goal {row}"))
    sheets[1].title = "Ours"
    file = make_file(running(), sheets)
    document = file.open()

    snapshot = document.read()

    assert len(snapshot.tables["objectives"].rows) == 86
    assert document.calls["read"] == 3


def test_a_deleted_tab_is_missed_and_looked_for() -> None:
    file = make_file(running(), make_sheets())
    ids = known(file)
    file.anna.delete_tab("Objectives")
    document = file.open(tab_ids=ids)

    snapshot = document.read()

    assert [problem.code for problem in snapshot.problems] == ["tab-missing"]
    assert document.calls["read"] == 3
    assert "objectives" not in document.tab_ids["tabs"]


def test_a_tab_that_comes_back_is_found() -> None:
    sheets = make_sheets()
    file = make_file(running(), [s for s in sheets if s.title != "Ideas"])
    ids = known(file)
    file.anna.add_tab("Ideas")
    file.anna.paste_text("Ideas", "A1", [["Idea", "Author"]])

    assert "ideas" in file.open(tab_ids=ids).read().tables


def test_a_duplicate_is_told_of_again_and_again() -> None:
    """What is said must not change from run to run, or every run would write."""
    file = make_file(running(), make_sheets())
    file.anna.duplicate_tab("Key results", "Key results (2)")
    ids = known(file)
    document = file.open(tab_ids=ids)

    problems = document.read().problems

    assert [(p.code, p.found) for p in problems] == [("tab-duplicate", "Key results (2)")]
    assert document.calls["read"] == 1


def test_tabs_of_others_are_only_looked_into() -> None:
    big = Sheet("Raw deals", [[Cell(Decimal(n)) for n in range(60)] for _ in range(500)])
    file = make_file(running(), [big, *make_sheets()])
    ids = known(file)
    sizes = [call.size for call in file.sandbox.calls[-1:]]
    file.open(tab_ids=ids).read()

    assert sizes[0] < 1_000_000
    assert file.sandbox.calls[-1].size < 60_000


@pytest.mark.parametrize("spelt", [True, False], ids=["localised", "plain"])
def test_formulas_of_other_locales_come_and_go(spelt: bool) -> None:
    """Nobody outside Google knows which spelling its API has; both work."""
    file = make_file(running(), make_sheets("ru"), locale="ru_RU")
    file.spreadsheet.localised_formulas = spelt
    document = file.open()
    rows = document.read().tables["key_results"].rows

    change = Change("key_results", "KR-003", "progress", None, Formula("ROUND($K4/2.5,10)"), 4)
    document.apply(Plan((change,)))

    assert rows[0].cell("current").formula == FORMULAS["current"].format(row=2)
    results = find(file.seen(), "key_results")
    assert results.cell(4, column(results, "Прогресс")).formula == "ROUND($K4/2.5,10)"


def test_days_and_numbers_stay_what_they_are_under_any_format() -> None:
    """Somebody gave the column of values a format for dates, and took it from the days."""
    file = make_file(running(), make_sheets())
    file.anna.format("History", "E2:E9", {"numberFormat": {"type": "DATE"}})
    file.anna.format("History", "A2:A9", {"numberFormat": {"type": "NUMBER", "pattern": "0"}})
    document = file.open()
    document.read()

    record: Record = {"week": date(2026, 10, 19), "id": "KR-001", "value": Decimal("0.5")}
    document.apply(Plan((DIFFERS,), {"history": (record, record)}))

    rows = document.read().tables["history"].rows
    assert [(row.value("week"), row.value("value")) for row in rows] == [
        (date(2026, 10, 19), Decimal("0.5"))
    ] * 2


def test_formats_of_people_stay_where_they_fit() -> None:
    file = make_file(running(), make_sheets())
    file.anna.format("History", "E2:E9", {"numberFormat": {"type": "NUMBER", "pattern": "0.000"}})
    document = file.open()
    document.read()

    document.apply(Plan((DIFFERS,), {"history": ({"id": "KR-001", "value": Decimal("0.5")},)}))

    tab = file.spreadsheet.titled("History")
    assert tab is not None
    assert tab.cell(1, 4).format["numberFormat"]["pattern"] == "0.000"


DATE = {"numberFormat": {"type": "DATE"}}
MOMENT = {"numberFormat": {"type": "DATE_TIME", "pattern": "dd.mm.yyyy hh:mm"}}


def number(value: object, look: Mapping[str, Any] | None = None) -> dict[str, Any]:
    raw: dict[str, Any] = {"effectiveValue": {"numberValue": value}}
    return raw | {"userEnteredValue": {"numberValue": value}} | (
        {"effectiveFormat": look} if look else {}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        ({}, Cell()),
        ({"effectiveFormat": DATE}, Cell()),
        (number(5), Cell(Decimal(5))),
        (number(Decimal("0.1")), Cell(Decimal("0.1"))),
        (number(Decimal("0.30000000000000004")), Cell(Decimal("0.3"))),
        (number(46300, DATE), Cell(date(2026, 10, 5))),
        (number(Decimal("46300.75"), MOMENT), Cell(date(2026, 10, 5))),
        (number(1, DATE), Cell(date(1899, 12, 31))),
        (number(0, DATE), Cell(date(1899, 12, 30))),
        (number(-1, DATE), Cell(date(1899, 12, 29))),
        (number(3_000_000, DATE), Cell(ErrorValue("#NUM!"))),
        (number(-800_000, DATE), Cell(ErrorValue("#NUM!"))),
        (number(Decimal("0.5"), {"numberFormat": {"type": "TIME"}}), Cell(Decimal("0.5"))),
        (number(Decimal("0.5"), {"numberFormat": {"type": "PERCENT"}}), Cell(Decimal("0.5"), True)),
        (number(Decimal("0.5"), {"numberFormat": {"type": "NUMBER", "pattern": "0.0%"}}),
         Cell(Decimal("0.5"), True)),
        (number(5, {"numberFormat": {"type": "CURRENCY", "pattern": "[$₽]#"}}), Cell(Decimal(5))),
        ({"effectiveValue": {"boolValue": False}}, Cell(False)),
        ({"effectiveValue": {"stringValue": ""}}, Cell()),
        ({"effectiveValue": {"stringValue": "007"}}, Cell("007")),
        ({"effectiveValue": {"errorValue": {"type": "N_A", "message": "x"}},
          "userEnteredValue": {"formulaValue": "=NA()"}}, Cell(ErrorValue("#N/A"), formula="NA()")),
        ({"effectiveValue": {"errorValue": {"type": "NEWER"}}}, Cell(ErrorValue("#ERROR!"))),
        ({"userEnteredValue": {"formulaValue": '=""'}, "effectiveValue": {"stringValue": ""}},
         Cell(None, formula='""')),
        ({"userEnteredValue": {"formulaValue": "=X"}}, Cell(None, formula="X")),
    ],
)  # fmt: skip
def test_cells_are_read_as_typed_values(raw: dict[str, Any], cell: Cell) -> None:
    assert make_cell(raw) == cell


@pytest.mark.parametrize(
    "entered",
    [{}, {"numberValue": 0.1}, {"stringValue": "=1+1"}, {"stringValue": "да"}, {"boolValue": True},
     {"formulaValue": "=A1"}],
)  # fmt: skip
def test_contents_give_back_what_was_typed(entered: dict[str, Any]) -> None:
    assert entered_of(content_of({"userEnteredValue": entered})) == entered


def test_what_spills_in_is_no_content_of_its_own() -> None:
    assert content_of({"effectiveValue": {"numberValue": 3}}) == '~{"numberValue": 3.0}'


def test_numbers_are_whole_where_they_are() -> None:
    values = (Decimal(5), Decimal("0.5"), True, date(2026, 10, 5))

    assert [raw_value(value) for value in values] == [
        {"numberValue": 5}, {"numberValue": 0.5}, {"boolValue": True}, {"numberValue": 46300},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("window", "a1"),
    [
        (Window(1), "'It''s'"), (Window(1, 1, 2, 0, 4), "'It''s'!B:D"),
        (Window(1, 5, 1, 7), "'It''s'!5:7"),
        (Window(1, 5, 27, 7, 28), "'It''s'!AA5:AB7"),
    ],
)  # fmt: skip
def test_windows_have_names(window: Window, a1: str) -> None:
    assert window.a1("It's") == a1


@pytest.mark.parametrize(
    "text",
    [
        ID, f" {ID} ", f"{HOME}/d/{ID}/edit?usp=sharing#gid=12", f"{HOME}/u/0/d/{ID}/edit",
        f"docs.google.com/spreadsheets/d/{ID}", f"{HOME}/d/{ID}/copy",
        f"https://docs.google.com/a/example.com/spreadsheets/d/{ID}/edit#gid=0",
        f"https://drive.google.com/open?id={ID}", f"https://drive.google.com/file/d/{ID}/view",
        f"http://127.0.0.1:8090/google/spreadsheets/d/{ID}/edit",
    ],
)  # fmt: skip
def test_every_form_of_an_address_is_understood(text: str) -> None:
    assert parse_address(text) == ID


@pytest.mark.parametrize(
    "text",
    [
        "", "plan.xlsx", f"https://example.com/spreadsheets/d/{ID}", f"{HOME}/d/x",
        f"https://docs.google.com/document/d/{ID}", f"{HOME}/d/e/2PACX-{ID}/pubhtml",
        f"https://docs.google.com.example.com/spreadsheets/d/{ID}", "http://[bad",
        f"https://docs.google.com@example.com/spreadsheets/d/{ID}/edit", "/home/ann/okr.xlsx",
    ],
)  # fmt: skip
def test_other_addresses_are_none(text: str) -> None:
    assert parse_address(text) is None
