"""What every kind of document promises, whatever people do to it."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from documents.grids import column, find, make_sheets, move_column
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.document_cases import CASES, Case, people_cells, values
from sync.core.choices import Status
from sync.core.grid import Sheet
from sync.core.planning import canonical
from sync.core.schema import TABS, Type
from sync.core.vocabulary import (
    EMPTY,
    Cell,
    CellValue,
    Change,
    Formula,
    Language,
    Plan,
    Record,
)
from sync.documents.errors import ForeignCellError
from sync.errors import DocumentChangedError

Open = Callable[[list[Sheet]], Case]

FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LANGUAGES: tuple[Language, ...] = ("en", "ru")
ANY = Change("_okr", "x", "value", None, Decimal(1))
"""Makes a plan say that something differs."""
MONDAY = date(2026, 10, 19)


@pytest.fixture(params=CASES)
def open_case(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    return lambda sheets: CASES[request.param](sheets, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_typed_is_read_alike(open_case: Open, language: Language) -> None:
    snapshot = open_case(make_sheets(language)).document.read()

    assert snapshot.problems == ()
    assert snapshot.language == language
    typed = [{key: row.get(key) for key in ("id", "title", "start", "target", "due", "objective")}
             for row in values(snapshot, "key_results")]  # fmt: skip
    assert typed == [
        {"id": "KR-001", "title": "Win rate up", "start": Decimal("0.2"),
         "target": Decimal("0.3"), "due": date(2026, 12, 15), "objective": "O-001 · Grow"},
        {"id": "KR-002", "title": "Churn down", "start": Decimal(8), "target": Decimal(4),
         "due": None, "objective": None},
        {"id": "KR-003", "title": None, "start": None, "target": None, "due": None,
         "objective": None},
    ]  # fmt: skip
    assert values(snapshot, "objectives") == [
        {"id": "O-001", "title": "Grow", "owner": "Ann", "cycle": "2026-Q4"},
        {"id": "O-002", "title": "Keep"},
    ]
    wanted = {"team": "Sales", "cycle": "2026-Q4", "start": date(2026, 10, 1),
              "end": date(2026, 12, 31)}  # fmt: skip
    assert wanted.items() <= values(snapshot, "settings")[0].items()


def test_percentages_are_fractions_and_say_so(open_case: Open) -> None:
    sheets = make_sheets()
    results = find(sheets, "key_results")
    results.put(2, column(results, "Target"), Cell(Decimal("0.35"), percent=True))

    row = open_case(sheets).document.read().tables["key_results"].rows[0]

    assert row.cell("target") == Cell(Decimal("0.35"), percent=True)
    assert not row.cell("start").percent


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Ann\u00a0", "Ann"), ("\u200bAnn\ufeff", "Ann"), ("\u202eAnn", "Ann"),
        ("\u0438\u0306", "й"), ("\u00a0 ", None), ("a\nb", "a\nb"), ("01", "01"), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_text_is_read_as_people_mean_it(open_case: Open, typed: str, read: str | None) -> None:
    sheets = make_sheets()
    results = find(sheets, "key_results")
    results.put(2, column(results, "Blocker"), Cell(typed))

    assert open_case(sheets).document.read().tables["key_results"].rows[0].value("blocker") == read


@pytest.mark.parametrize("name", ["  Ann\u00a0", "\u200bAnn\ufeff", "Ann"])
def test_names_are_read_as_people_mean_them(open_case: Open, name: str) -> None:
    sheets = make_sheets()
    results = find(sheets, "key_results")
    results.put(2, column(results, "Owner"), Cell(name))

    assert open_case(sheets).document.read().tables["key_results"].rows[0].value("owner") == "Ann"


def test_columns_stand_in_any_order(open_case: Open) -> None:
    sheets = make_sheets()
    move_column(find(sheets, "key_results"), 9, 1)

    snapshot = open_case(sheets).document.read()

    assert values(snapshot, "key_results")[1]["target"] == 4


def test_an_id_goes_into_its_row_and_nowhere_else(open_case: Open) -> None:
    sheets = make_sheets()
    find(sheets, "key_results").rows.insert(2, [EMPTY, Cell("Inserted"), EMPTY, Cell("Ann")])
    case = open_case(sheets)
    before = people_cells(case.seen())
    row = case.document.read().tables["key_results"].rows[1]

    case.document.apply(Plan((Change("key_results", "KR-004", "id", None, "KR-004", row.number),)))

    assert people_cells(case.seen()) == {**before, ("Key results", 3, 1): Cell("KR-004")}
    assert values(case.document.read(), "key_results")[1]["id"] == "KR-004"


@pytest.mark.parametrize(
    "change",
    [
        Change("key_results", "KR-001", "target", None, Decimal(1), 2),
        Change("key_results", "KR-001", "title", None, "x", 2),
        Change("key_results", "KR-001", "title", None, Formula("1"), 2),
        Change("key_results", "KR-001", "id", None, Formula("1"), 2),
        Change("settings", "", "team", None, "x", 1),
        Change("nowhere", "", "team", None, "x", 1),
    ],
)
def test_cells_of_people_are_never_written(open_case: Open, change: Change) -> None:
    case = open_case(make_sheets())
    case.document.read()
    before = case.seen()

    with pytest.raises(ForeignCellError, match="Nothing was written"):
        case.document.apply(Plan((ANY, change), {"history": ()}))

    assert case.seen() == before


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
LETTERS = string.ascii_letters + string.digits + "=+-@'\"<>&_x; \tЖёé→😀"
TEXTS = st.text(LETTERS, max_size=30)
DAYS = st.dates(date(1900, 3, 1), date(2200, 1, 1))
KINDS: dict[Type, st.SearchStrategy[CellValue]] = {Type.NUMBER: NUMBERS, Type.TEXT: TEXTS}
STATUSES = st.sampled_from([status.title.ru for status in Status])


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Record, ...]:
    """Any weekly rows, each week and id once."""
    optional: dict[str, st.SearchStrategy[CellValue]] = {
        column.key: st.none() | (STATUSES if column.key == "status" else KINDS[column.type])
        for column in TABS["history"].columns
        if column.key not in ("week", "id")
    }
    ids = st.integers(1, 5).map("KR-{:03d}".format)
    named: dict[str, st.SearchStrategy[CellValue]] = {"week": DAYS, "id": ids}
    record = st.fixed_dictionaries(named, optional=optional)
    drawn = draw(st.lists(record, max_size=6, unique_by=lambda one: (one["week"], one["id"])))
    return tuple({key: canonical(value) for key, value in one.items()} for one in drawn)


def filled(records: tuple[Record, ...]) -> list[Record]:
    """Without what is empty, by week and id."""
    kept: list[Record] = [{k: v for k, v in one.items() if v is not None} for one in records]
    return sorted(kept, key=lambda one: (str(one["week"]), str(one["id"])))


@pytest.mark.slow
@FEW
@given(first=weeks(), second=weeks())
def test_weeks_are_read_back(
    open_case: Open, first: tuple[Record, ...], second: tuple[Record, ...]
) -> None:
    """Applied twice, the second time with other rows; the people's cells stay."""
    case = open_case(make_sheets("ru"))
    before = people_cells(case.seen())
    for records in (first, second):
        document_id = case.document.read().document_id
        case.document.apply(Plan((ANY,), {"history": records}, document_id))

        assert filled(tuple(values(case.document.read(), "history"))) == filled(records)

    assert people_cells(case.seen()) == before


RAW = ["=1+1", "+7 900", "-5", "@SUM(A1)", "'quoted", "<b>&amp;</b>", "_x0041_", "a  b", "1", "да"]


def test_text_is_text_whatever_it_starts_with(open_case: Open) -> None:
    case = open_case(make_sheets())
    document_id = case.document.read().document_id
    records: tuple[Record, ...] = tuple(
        {"week": MONDAY + timedelta(7 * number), "id": "KR-001", "blocker": text}
        for number, text in enumerate(RAW)
    )

    case.document.apply(Plan((ANY,), {"history": records}, document_id))

    assert [row["blocker"] for row in values(case.document.read(), "history")] == RAW
    shown = [cell for _, _, cell in find(case.seen(), "history").filled()]
    assert all(cell.formula is None for cell in shown)


def test_an_empty_plan_writes_nothing(open_case: Open) -> None:
    case = open_case(make_sheets())
    case.document.read()
    before = case.seen()

    case.document.apply(Plan(()))

    assert case.seen() == before
    assert case.document.calls == {"read": case.first, "write": 0}


def test_weeks_that_are_there_are_not_written_again(open_case: Open) -> None:
    case = open_case(make_sheets())
    document_id = case.document.read().document_id
    record: Record = {"week": MONDAY, "id": "KR-001", "value": Decimal("0.3")}
    plan = Plan((ANY,), {"history": (record,)}, document_id)
    case.document.apply(plan)
    case.document.read()
    written = case.document.calls["write"]

    case.document.apply(plan)

    assert case.document.calls["write"] == written


def test_a_deleted_history_stays_deleted(open_case: Open) -> None:
    case = open_case([sheet for sheet in make_sheets() if sheet.title != "History"])
    document_id = case.document.read().document_id

    week: Record = {"week": MONDAY, "id": "KR-001"}
    case.document.apply(Plan((ANY,), {"history": (week,)}, document_id))

    assert "history" not in case.document.read().tables


def test_a_document_never_read_is_not_written(open_case: Open) -> None:
    case = open_case(make_sheets())

    with pytest.raises(DocumentChangedError):
        case.document.apply(Plan((ANY,), {"_okr": ({"id": "KR-001"},)}))
