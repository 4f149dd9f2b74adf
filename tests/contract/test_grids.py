"""What documents promise that are grids of cells, whatever people do to them."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from documents.grids import FORMULAS, column, edit, find, make_sheets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.document_cases import GRIDS, SHARED, GridCase, people_cells, values
from sync.core.grid import Sheet
from sync.core.planning import canonical
from sync.core.schema import SERVICE_TABS, TABS, Type, Writer
from sync.core.vocabulary import (
    Cell,
    CellValue,
    Change,
    ErrorValue,
    Formula,
    Language,
    Plan,
    Record,
    Snapshot,
)
from sync.documents.errors import ForeignCellError, NotOkrDocumentError
from sync.errors import DocumentChangedError

Open = Callable[[list[Sheet]], GridCase]

FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LANGUAGES: tuple[Language, ...] = ("en", "ru")
ANY = Change("_okr", "x", "value", None, Decimal(1))
"""Makes a plan say that something differs."""


@pytest.fixture(params=[kind for kind in GRIDS if kind not in SHARED])
def open_quiet(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Documents that refuse to be written once they were changed."""
    return lambda sheets: GRIDS[request.param](sheets, tmp_path)


@pytest.fixture(params=GRIDS)
def open_case(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    return lambda sheets: GRIDS[request.param](sheets, tmp_path)


def typed(snapshot: Snapshot, tab: str) -> list[dict[str, CellValue]]:
    """The same without formulas: some kinds of document compute them, others show them as last
    computed."""
    columns = {column.key for column in TABS[tab].written_by(Writer.FORMULA)}
    return [{k: v for k, v in row.items() if k not in columns} for row in values(snapshot, tab)]


def codes(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.tab, problem.column) for problem in snapshot.problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_read_alike(open_case: Open, language: Language) -> None:
    snapshot = open_case(make_sheets(language)).document.read()

    assert snapshot.problems == ()
    assert snapshot.language == language
    assert snapshot.document_id == "doc-1"
    assert typed(snapshot, "key_results") == [
        {"id": "KR-001", "title": "Win rate up", "start": Decimal("0.2"), "target": Decimal("0.3"),
         "due": date(2026, 12, 15), "objective": "O-001 · Grow", "typed": True},
        {"id": "KR-002", "title": "Churn down", "start": Decimal(8), "target": Decimal(4)},
        {"id": "KR-003"},
    ]  # fmt: skip
    assert typed(snapshot, "settings") == [
        {"team": "Sales", "cycle": "2026-Q4", "start": date(2026, 10, 1), "end": date(2026, 12, 31)}
    ]
    assert isinstance(snapshot.tables["settings"].rows[0].value("today"), date)
    assert snapshot.tables["key_results"].rows[0].value("progress") is not None


def test_rows_know_where_they_stand_and_formulas_what_they_say(open_case: Open) -> None:
    snapshot = open_case(make_sheets()).document.read()

    rows = snapshot.tables["key_results"].rows
    assert [row.number for row in rows] == [2, 3, 4]
    assert rows[1].cell("current").formula == FORMULAS["current"].format(row=3)
    assert snapshot.tables["key_results"].letters["title"] == "B"
    assert snapshot.tables["settings"].letters["cycle"] == "3"


def test_errors_of_formulas_are_values(open_case: Open) -> None:
    sheets = make_sheets()
    results = find(sheets, "key_results")
    results.put(2, column(results, "Target"), Cell(ErrorValue("#REF!"), formula="Gone!A1"))

    row = open_case(sheets).document.read().tables["key_results"].rows[0]

    assert row.value("target") == ErrorValue("#REF!")


def rename(tab: str, title: str) -> Callable[[list[Sheet]], None]:
    def step(sheets: list[Sheet]) -> None:
        find(sheets, tab).title = title

    return step


def test_renamed_tabs_are_known_by_their_columns(open_case: Open) -> None:
    steps = [rename(key, f"tab {number}") for number, key in enumerate(TABS) if TABS[key].columns]

    snapshot = open_case(edit(make_sheets("ru"), *steps)).document.read()

    assert snapshot.problems == ()
    assert values(snapshot, "objectives")[1] == {"id": "O-002", "title": "Keep"}
    assert len(snapshot.tables) == len([tab for tab in TABS.values() if tab.columns])


def test_tabs_stand_in_any_order(open_case: Open) -> None:
    snapshot = open_case(edit(make_sheets(), list.reverse)).document.read()

    assert snapshot.problems == ()
    assert values(snapshot, "objectives")[1] == {"id": "O-002", "title": "Keep"}


def test_a_renamed_column_is_named_by_its_old_title(open_case: Open) -> None:
    sheets = make_sheets()
    results = find(sheets, "key_results")
    results.put(1, column(results, "Target"), Cell("Goal"))
    results.put(1, column(results, "Owner"), Cell("Who"))

    snapshot = open_case(sheets).document.read()

    assert codes(snapshot) == [
        ("column-optional-missing", "key_results", "owner"),
        ("column-missing", "key_results", "target"),
    ]
    assert snapshot.problems[1].details["title"] == "Target"


def test_an_old_row_of_settings_is_missed(open_case: Open) -> None:
    sheets = make_sheets("ru")
    find(sheets, "settings").put(4, 1, Cell("Старт"))

    assert codes(open_case(sheets).document.read()) == [("setting-missing", "settings", "start")]


def test_missing_tabs_are_errors_only_where_nothing_works_without(open_case: Open) -> None:
    sheets = [s for s in make_sheets() if s.title not in ("Objectives", "Ideas", "_okr")]

    snapshot = open_case(sheets).document.read()

    assert codes(snapshot) == [
        ("tab-missing", "objectives", ""),
        ("tab-optional-missing", "ideas", ""),
    ]
    assert "objectives" not in snapshot.tables


def test_the_first_of_two_tabs_is_read(open_case: Open) -> None:
    sheets = make_sheets()
    copy = Sheet("Key results (2)", [list(row) for row in find(sheets, "key_results").rows])
    copy.put(2, 2, Cell("copied"))
    sheets.insert(0, copy)

    snapshot = open_case(sheets).document.read()

    assert values(snapshot, "key_results")[0]["title"] == "Win rate up"
    assert codes(snapshot) == [("tab-duplicate", "key_results", "")]
    assert snapshot.problems[0].found == "Key results (2)"


def test_a_copy_never_stands_in_for_a_tab_of_the_service(open_case: Open) -> None:
    """History shares ten columns with Key results; the copy must not be written over."""
    sheets = [sheet for sheet in make_sheets() if sheet.title != "History"]
    sheets.append(
        Sheet("Copy of Key results", [list(row) for row in find(sheets, "key_results").rows])
    )
    case = open_case(sheets)
    before = people_cells(case.seen())

    assert "history" not in case.document.read().tables
    case.document.apply(Plan((ANY,), {"history": ({"id": "KR-001"},)}))

    assert people_cells(case.seen()) == before


def test_rows_in_between_are_passed_over(open_case: Open) -> None:
    sheets = make_sheets()
    find(sheets, "key_results").rows.insert(2, [])
    find(sheets, "key_results").rows.insert(0, [Cell("Our key results")])
    find(sheets, "key_results").rows.insert(1, [])

    snapshot = open_case(sheets).document.read()

    assert [row.number for row in snapshot.tables["key_results"].rows] == [4, 6, 7]
    assert snapshot.problems == ()


def test_prepared_rows_without_id_are_not_rows(open_case: Open) -> None:
    sheets = make_sheets()
    find(sheets, "key_results").put(9, 6, Cell("", formula='IF($B9="","",1)'))

    assert len(open_case(sheets).document.read().tables["key_results"].rows) == 3


def test_sums_of_rows_are_not_rows(open_case: Open) -> None:
    sheets = make_sheets("ru")
    find(sheets, "key_results").put(8, 2, Cell("Итого:"))
    find(sheets, "key_results").put(8, 9, Cell(Decimal("4.3")))

    snapshot = open_case(sheets).document.read()

    assert [row.number for row in snapshot.tables["key_results"].rows] == [2, 3, 4]
    assert codes(snapshot) == [("row-total", "key_results", "")]


def test_a_document_without_our_tabs_is_refused(open_case: Open) -> None:
    case = open_case([Sheet("Prices", [[Cell("Apples"), Cell(Decimal(3))]])])

    with pytest.raises(NotOkrDocumentError, match="okr-sync template"):
        case.document.read()


def test_a_formula_is_put_back(open_case: Open) -> None:
    sheets = make_sheets()
    results = find(sheets, "key_results")
    place, formula = column(results, "Current"), FORMULAS["current"].format(row=3)
    results.put(3, place, Cell(Decimal(99)))
    case = open_case(sheets)
    case.document.read()

    change = Change("key_results", "KR-002", "current", Decimal(99), Formula(formula), 3)
    case.document.apply(Plan((change,)))

    assert case.document.read().tables["key_results"].rows[1].cell("current") == Cell(
        None, formula=formula
    )


def test_a_formula_of_settings_is_put_back(open_case: Open) -> None:
    sheets = make_sheets()
    find(sheets, "settings").put(12, 2, Cell(date(2025, 1, 1)))
    case = open_case(sheets)
    row = int(case.document.read().tables["settings"].letters["today"])

    change = Change("settings", "", "today", date(2025, 1, 1), Formula("TODAY()"), row)
    case.document.apply(Plan((change,)))

    assert case.document.read().tables["settings"].rows[0].cell("today").formula == "TODAY()"


@pytest.mark.parametrize(
    "change",
    [
        Change("key_results", "KR-001", "target", None, Decimal(1), 2),
        Change("key_results", "KR-001", "title", None, "x", 2),
        Change("key_results", "KR-001", "title", None, Formula("1"), 2),
        Change("key_results", "KR-001", "id", None, Formula("1"), 2),
        Change("key_results", "KR-001", "score", None, Decimal(1), 2),
        Change("settings", "", "team", None, "x", 1),
        Change("nowhere", "", "team", None, "x", 1),
    ],
)
def test_cells_of_people_and_of_formulas_are_never_written(open_case: Open, change: Change) -> None:
    case = open_case(make_sheets())
    case.document.read()
    before = case.seen()

    with pytest.raises(ForeignCellError, match="Nothing was written"):
        case.document.apply(Plan((ANY, change), {"_okr": ({"id": "KR-001"},)}))

    assert case.seen() == before


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
LETTERS = string.ascii_letters + string.digits + "=+-@'\"<>&_x; \tЖёé→😀"
TEXTS = st.text(LETTERS, max_size=30)
DAYS = st.dates(date(1900, 3, 1), date(2200, 1, 1))
KINDS: dict[Type, st.SearchStrategy[CellValue]] = {
    Type.NUMBER: NUMBERS,
    Type.DATE: DAYS,
    Type.TEXT: TEXTS,
    Type.ID: TEXTS,
}


@st.composite
def service_tables(draw: st.DrawFn) -> dict[str, tuple[Record, ...]]:
    """Any records in any tab of the service."""
    tables: dict[str, tuple[Record, ...]] = {}
    for key in draw(st.sets(st.sampled_from(SERVICE_TABS), min_size=1)):
        columns = TABS[key].written_by(Writer.SERVICE)
        record = st.fixed_dictionaries(
            {columns[0].key: KINDS[columns[0].type].filter(bool)},
            optional={c.key: st.none() | KINDS[c.type] for c in columns[1:]},
        )
        records = draw(st.lists(record, max_size=6))
        tables[key] = tuple({k: canonical(v) for k, v in r.items()} for r in records)
    return tables


def filled(records: tuple[Record, ...]) -> list[dict[str, CellValue]]:
    kept: list[dict[str, CellValue]] = [
        {key: value for key, value in record.items() if value is not None} for record in records
    ]
    return [record for record in kept if record]


@pytest.mark.slow
@FEW
@given(first=service_tables(), second=service_tables())
def test_what_is_applied_is_read_back(
    open_case: Open,
    first: dict[str, tuple[Record, ...]],
    second: dict[str, tuple[Record, ...]],
) -> None:
    """Applied twice, the second time with fewer or more records; the people's cells stay."""
    case = open_case(make_sheets("ru"))
    before = people_cells(case.seen())
    wanted: dict[str, tuple[Record, ...]] = {}
    for tables in (first, second):
        case.document.read()
        case.document.apply(Plan((ANY,), tables, "doc-2"))
        wanted |= tables

    snapshot = case.document.read()

    for key, records in wanted.items():
        ours = {column.key for column in TABS[key].written_by(Writer.SERVICE)}
        rows = [{k: v for k, v in row.items() if k in ours} for row in values(snapshot, key)]
        assert [row for row in rows if row] == filled(records)
    assert snapshot.document_id == "doc-2"
    assert people_cells(case.seen()) == before


RAW = ["=1+1", "+7 900", "-5", "@SUM(A1)", "'quoted", "<b>&amp;</b>", "_x0041_", "a  b", "1", "да"]


def test_text_is_text_whatever_it_starts_with(open_case: Open) -> None:
    case = open_case(make_sheets())
    case.document.read()
    records = tuple({"metric": "M-001", "record": text, "title": text} for text in RAW)

    case.document.apply(Plan((ANY,), {"evidence": records}))

    assert [row["title"] for row in values(case.document.read(), "evidence")] == RAW
    shown = [cell for _, _, cell in find(case.seen(), "evidence").filled()]
    assert all(cell.formula is None for cell in shown)


def test_spaces_at_the_ends_survive_in_the_services_own_tabs(open_case: Open) -> None:
    case = open_case(make_sheets())
    case.document.read()

    case.document.apply(Plan((ANY,), {"_okr": ({"id": "a", "message": " two\r\n lines "},)}))

    assert values(case.document.read(), "_okr")[0]["message"] == " two\r\n lines "


def test_columns_people_add_stay_where_they_are(open_case: Open) -> None:
    sheets = make_sheets()
    find(sheets, "history").put(1, 14, Cell("Mine"))
    find(sheets, "history").put(3, 14, Cell("keep"))
    find(sheets, "_lists").put(1, 12, Cell("types"))
    find(sheets, "_lists").put(2, 12, Cell("Reach a level"))
    find(sheets, "_lists").put(2, 1, Cell("O-001 · Grow", formula="Objectives!A2"))
    case = open_case(sheets)
    case.document.read()

    case.document.apply(Plan((ANY,), {"history": (), "_lists": ({"objectives": "x"},)}))

    seen = case.seen()
    assert find(seen, "history").cell(3, 14).value == "keep"
    assert values(case.document.read(), "history") == []
    assert find(seen, "_lists").cell(2, 12).value == "Reach a level"
    assert find(seen, "_lists").cell(2, 1).formula == "Objectives!A2"


def test_a_plan_applied_again_finds_nothing_to_write(open_case: Open) -> None:
    case = open_case(make_sheets())
    plan = Plan((ANY,), {"_okr": ({"id": "KR-001", "value": Decimal("0.3")},)}, "doc-1")
    case.document.read()

    case.document.apply(plan)
    case.document.apply(plan)
    case.document.read()
    case.document.apply(plan)

    assert case.document.calls == {"read": case.first + 1, "write": 1}


def test_a_deleted_okr_tab_is_made_anew(open_case: Open) -> None:
    case = open_case([sheet for sheet in make_sheets("ru") if sheet.title != "_okr"])
    assert case.document.read().document_id == ""

    record: Record = {"id": "KR-001", "as_of": date(2026, 10, 12), "value": Decimal("0.5")}
    case.document.apply(Plan((ANY,), {"_okr": (record,)}, "doc-9"))

    snapshot = case.document.read()
    assert (snapshot.document_id, snapshot.problems) == ("doc-9", ())
    assert values(snapshot, "_okr") == [record]
    assert find(case.seen(), "_okr").hidden


def spoil_titles(sheet: Sheet) -> None:
    for place in range(1, len(sheet.rows[1]) + 1):
        sheet.put(2, place, Cell(f"spoilt {place}"))


def drop_marker(sheet: Sheet) -> None:
    del sheet.rows[0]


def drop_column(sheet: Sheet) -> None:
    for line in sheet.rows:
        del line[3:4]


@pytest.mark.parametrize("spoil", [spoil_titles, drop_marker, drop_column])
def test_a_spoilt_okr_tab_is_mended(open_case: Open, spoil: Callable[[Sheet], None]) -> None:
    sheets = make_sheets()
    spoil(find(sheets, "_okr"))
    case = open_case(sheets)
    case.document.read()

    record: Record = {"id": "KR-001", "as_of": date(2026, 10, 12), "records": Decimal(7)}
    case.document.apply(Plan((ANY,), {"_okr": (record,)}, "doc-1"))

    snapshot = case.document.read()
    assert values(snapshot, "_okr") == [record]
    assert snapshot.document_id == "doc-1"


def test_a_deleted_history_is_told_of(open_case: Open) -> None:
    case = open_case([sheet for sheet in make_sheets() if sheet.title != "History"])
    case.document.read()

    case.document.apply(Plan((ANY,), {"history": ({"id": "KR-001"},), "_okr": ({"id": "a"},)}))

    assert codes(case.document.read()) == [("tab-optional-missing", "history", "")]


def test_a_sheet_of_the_teams_own_named_history_is_not_written_over(open_case: Open) -> None:
    titles = ["Year", "Owner", "Value", "Target", "Status"]
    own = Sheet("History", [[Cell(title) for title in titles], [Cell(Decimal(2019)), Cell("Ann")]])
    case = open_case([own, *(sheet for sheet in make_sheets() if sheet.title != "History")])
    before = find(case.seen(), "history")
    assert ("header-optional-missing", "history", "") in codes(case.document.read())

    case.document.apply(Plan((ANY,), {"history": ({"id": "KR-001"},)}))

    assert find(case.seen(), "history") == before


def test_a_document_changed_after_reading_is_left_alone(open_quiet: Open) -> None:
    case = open_quiet(make_sheets())
    case.document.read()
    case.edit(lambda sheets: find(sheets, "key_results").put(3, 2, Cell("Changed")))
    before = case.seen()

    with pytest.raises(DocumentChangedError, match="Sync it again"):
        case.document.apply(Plan((ANY,), {"_okr": ({"id": "KR-001"},)}))

    assert case.seen() == before
