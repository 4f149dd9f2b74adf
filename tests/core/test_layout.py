"""Documents as people leave them: every layout that comes up, and what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from documents.grids import column, find, make_sheets, move_column
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.core.grid import Area, Sheet
from sync.core.layout import read_sheets
from sync.core.schema import TABS
from sync.core.tabs import find_tabs
from sync.core.texts import MESSAGES, render
from sync.core.vocabulary import EMPTY, Cell, CellValue, Problem, Snapshot

Sheets = list[Sheet]
Step = Callable[[Sheets], object]
Codes = tuple[str, ...]

TITLES = ["Win rate up", "Churn down"]


def put(tab: str, row: int, place: int, value: CellValue) -> Step:
    return lambda sheets: find(sheets, tab).put(row, place, Cell(value))


def title(old: str, new: CellValue, tab: str = "key_results") -> Step:
    """Retype a title in the header."""

    def step(sheets: Sheets) -> None:
        sheet = find(sheets, tab)
        sheet.put(1, column(sheet, old), Cell(new))

    return step


def above(*lines: list[CellValue], tab: str = "key_results") -> Step:
    """Put lines above the header."""
    cells = [[Cell(value) for value in line] for line in lines]
    return lambda sheets: find(sheets, tab).rows.__setitem__(slice(0, 0), cells)


def tab_title(tab: str, new: str) -> Step:
    return lambda sheets: setattr(find(sheets, tab), "title", new)


def drop(*tabs: str) -> Step:
    def step(sheets: Sheets) -> None:
        sheets[:] = [s for s in sheets if not any(s.title in TABS[key].title for key in tabs)]

    return step


def drop_columns(tab: str, *titles: str) -> Step:
    def step(sheets: Sheets) -> None:
        for name in titles:
            sheet = find(sheets, tab)
            place = column(sheet, name)
            for line in sheet.rows:
                del line[place - 1 : place]

    return step


def copy_of(tab: str, new: str, place: int = 99) -> Step:
    def step(sheets: Sheets) -> None:
        sheets.insert(place, Sheet(new, [list(row) for row in find(sheets, tab).rows]))

    return step


def merge(*area: int, tab: str = "key_results") -> Step:
    return lambda sheets: setattr(find(sheets, tab), "merges", (Area(*area),))


def insert_row(row: int, *values: CellValue, tab: str = "key_results") -> Step:
    line = [Cell(value) if value is not None else EMPTY for value in values]
    return lambda sheets: find(sheets, tab).rows.insert(row - 1, line)


def insert_column(place: int, name: CellValue, tab: str = "key_results") -> Step:
    def step(sheets: Sheets) -> None:
        for number, line in enumerate(find(sheets, tab).rows):
            line.insert(place - 1, Cell(name if number == 0 else f"mine {number}"))

    return step


def repeat_header(row: int) -> Step:
    def step(sheets: Sheets) -> None:
        rows = find(sheets, "key_results").rows
        rows.insert(row - 1, list(rows[0]))

    return step


def swap_titles(one: str, two: str) -> Step:
    def step(sheets: Sheets) -> None:
        first, second = find(sheets, one), find(sheets, two)
        first.title, second.title = second.title, first.title

    return step


NONE: Codes = ()
DOTS: list[list[CellValue]] = [["."] for _ in range(20)]
UGLY: dict[str, tuple[Step, Codes]] = {
    "as the template has it": (lambda _: None, NONE),
    "a title above the header": (above(["Our OKRs"]), NONE),
    "a title, a blank line and a legend": (above(["OKRs", None, "Q4"], [], ["P", "S", "F"]), NONE),
    "a header in row 20": (above(*DOTS[:19]), NONE),
    "a header in row 21": (above(*DOTS), ("header-missing",)),
    "titles in capitals": (title("Target", "TARGET"), NONE),
    "titles with double and hard spaces": (title("Key result", "Key \u00a0 result"), NONE),
    "titles with invisible letters": (title("Target", "\ufeffTarget\u200b"), NONE),
    "titles with marks people add": (title("Target", "Target *"), NONE),
    "titles with a colon": (title("Owner", "Owner:"), NONE),
    "titles with a line break": (title("Key result", "Key\nresult"), NONE),
    "one title in the other language": (title("Target", "Целевое значение"), NONE),
    "a title that became a number": (title("Owner", Decimal(5)), ("column-optional-missing",)),
    "a wiped title of a needed column": (title("Target", None), ("column-missing",)),
    "a misspelt title": (title("Weight", "Wieght"), ("column-optional-missing",)),
    "a deleted column": (drop_columns("key_results", "Blocker"), ("column-optional-missing",)),
    "three deleted columns": (
        drop_columns("key_results", "Blocker", "Pace today", "Weight"),
        ("column-optional-missing",) * 3,
    ),
    "a column of the team's own": (insert_column(3, "Comment"), NONE),
    "a column without a title": (insert_column(1, None), NONE),
    "a column of numbers for a title": (insert_column(1, Decimal(1)), NONE),
    "a doubled column": (insert_column(40, "Target"), ("column-duplicate",)),
    "columns in another order": (lambda s: move_column(find(s, "key_results"), 2, 20), NONE),
    "the ID column at the far right": (lambda s: move_column(find(s, "key_results"), 1, 30), NONE),
    "blank lines between rows": (insert_row(3), NONE),
    "many blank lines": (lambda s: find(s, "key_results").rows.extend([[]] * 50), NONE),
    "lines of spaces": (insert_row(3, " ", "\u00a0", "\u200b"), NONE),
    "prepared formulas below": (
        lambda s: find(s, "key_results").put(50, 10, Cell("", formula='IF(A50="","",1)')), NONE,
    ),
    "a sum at the end": (insert_row(9, None, "Итого"), ("row-total",)),
    "a sum under the ids": (insert_row(9, "Total:", None, None), ("row-total",)),
    "an average": (insert_row(9, None, "Average", None, None, None, Decimal(1)), ("row-total",)),
    "the header once more for printing": (repeat_header(3), NONE),
    "a merged title above the header": (
        lambda s: (above(["OKRs"])(s), merge(1, 1, 1, 9)(s)), NONE,
    ),
    "merged cells beside our columns": (merge(2, 60, 3, 61), NONE),
    "merged cells below the rows": (merge(50, 1, 60, 9), NONE),
    "an owner merged over two rows": (merge(2, 4, 3, 4), ("cells-merged",)),
    "a row merged from end to end": (merge(4, 1, 4, 30), ("cells-merged",)),
    "everything merged": (merge(5, 1, 1_048_576, 16_384), NONE),
    "rows far below": (insert_row(2000, "KR-900", None), NONE),
    "a renamed tab": (tab_title("key_results", "Q4 results"), NONE),
    "a renamed and shortened tab": (
        lambda s: (drop_columns("key_results", "Pace today", "Forecast")(s),
                   tab_title("key_results", "Q4")(s)),
        ("column-optional-missing",) * 2,
    ),
    "a tab in the other language": (tab_title("key_results", "Ключевые результаты"), NONE),
    "a tab in capitals": (tab_title("key_results", " KEY RESULTS "), NONE),
    "tabs with exchanged titles": (swap_titles("objectives", "key_results"), NONE),
    "all tabs exchanged": (
        lambda s: [swap_titles("objectives", "key_results")(s), swap_titles("kpi", "metrics")(s)],
        NONE,
    ),
    "tabs in another order": (list.reverse, NONE),
    "tabs of the team's own": (
        lambda s: s.insert(0, Sheet("Prices", [[Cell("Owner"), Cell("Target")]])), NONE,
    ),
    "an empty tab": (lambda s: s.insert(0, Sheet("Лист1")), NONE),
    "a copy behind": (copy_of("key_results", "Key results (2)"), ("tab-duplicate",)),
    "a copy in front": (copy_of("key_results", "Key results (2)", 0), ("tab-duplicate",)),
    "a copy and no original": (
        lambda s: (copy_of("key_results", "Копия")(s), drop("key_results")(s)), NONE,
    ),
    "the same tab in both languages": (
        copy_of("key_results", "Ключевые результаты"), ("tab-duplicate",),
    ),
    "notes under our title in front": (
        lambda s: s.insert(0, Sheet("Ключевые результаты", [[Cell("Договорились …")]])),
        ("tab-duplicate",),
    ),
    "no tab for ideas": (drop("ideas"), ("tab-optional-missing",)),
    "no history and no evidence": (drop("history", "evidence"), ("tab-optional-missing",) * 2),
    "no tabs of charts and guides": (drop("overview", "start"), NONE),
    "no tab of ours for values": (drop("_okr"), NONE),
    "history with a title gone": (
        title("Owner", "Who", "history"), ("column-optional-missing",),
    ),
    "history without titles": (
        lambda s: find(s, "history").rows.__delitem__(0), ("header-optional-missing",),
    ),
    "a setting renamed": (put("settings", 7, 1, "Money"), ("setting-optional-missing",)),
    "a setting twice": (put("settings", 30, 1, "Currency"), ("setting-duplicate",)),
    "settings shifted to the right": (
        lambda s: move_column(find(s, "settings"), 9, 1), NONE,
    ),
    "settings below a title": (above(["Settings"], [], tab="settings"), NONE),
    "settings with blank lines": (insert_row(3, tab="settings"), NONE),
    "a later template": (put("_okr", 1, 2, Decimal(9)), ("schema-newer",)),
}  # fmt: skip


@pytest.mark.parametrize(("step", "codes"), UGLY.values(), ids=UGLY)
def test_an_ugly_layout_is_read_or_told_of(step: Step, codes: Codes) -> None:
    sheets = make_sheets()
    step(sheets)

    snapshot = read_sheets(sheets)

    assert tuple(sorted(problem.code for problem in snapshot.problems)) == codes
    if "header-missing" in codes:
        assert "key_results" not in snapshot.tables
    else:
        rows = snapshot.tables["key_results"].rows
        assert [t for row in rows if (t := row.value("title"))] == TITLES
        assert snapshot.tables["settings"].rows[0].value("start") == date(2026, 10, 1)
    say_all(snapshot)


def say_all(snapshot: Snapshot) -> None:
    """Every finding has words, and its details fit them."""
    for problem in snapshot.problems:
        for language in ("en", "ru"):
            words = render(MESSAGES[problem.code], problem.found, problem.details, language)
            assert "{" not in words


def read_with(*steps: Step) -> Snapshot:
    sheets = make_sheets("ru")
    for step in steps:
        step(sheets)
    return read_sheets(sheets)


KEY_RESULT_COLUMNS = len(TABS["key_results"].columns)


@settings(max_examples=300, deadline=None)
@given(
    st.permutations(range(KEY_RESULT_COLUMNS)),
    st.lists(st.tuples(st.integers(1, 30), st.text(max_size=9)), max_size=3),
)
def test_any_order_of_columns_reads_alike(order: list[int], own: list[tuple[int, str]]) -> None:
    """With columns of the team's own in between, whose titles are none of ours."""
    sheets = make_sheets()
    expected = [row.cells for row in read_sheets(sheets).tables["key_results"].rows]
    rows = find(sheets, "key_results").rows
    for line in rows:
        line.extend([EMPTY] * (KEY_RESULT_COLUMNS - len(line)))
        line[:] = [line[place] for place in order]
        for place, name in own:
            line.insert(place, Cell(f"own {name}"))

    snapshot = read_sheets(sheets)

    assert [row.cells for row in snapshot.tables["key_results"].rows] == expected
    assert snapshot.problems == ()


def test_a_missing_column_is_named_in_the_language_of_the_document() -> None:
    snapshot = read_with(title("Целевое значение", "План"))

    details = {"title": "Целевое значение", "tab": "Ключевые результаты"}
    assert snapshot.problems == (
        Problem("column-missing", "key_results", column="target", details=details),
    )


def test_a_doubled_column_names_the_one_that_is_read() -> None:
    (problem,) = read_with(insert_column(40, "Целевое значение")).problems

    assert (problem.found, problem.details["place"]) == ("Целевое значение", "I")


def test_rows_below_what_formulas_see_are_told_of_once() -> None:
    def fill(sheets: Sheets) -> None:
        for row in range(1000, 1010):
            find(sheets, "key_results").put(row, 2, Cell("x"))

    (problem,) = read_with(fill).problems

    assert (problem.code, problem.details["row"]) == ("rows-beyond", 1002)


def test_a_tab_that_was_not_read_to_its_end_is_an_error() -> None:
    (problem,) = read_with(lambda s: setattr(find(s, "key_results"), "cut", True)).problems

    assert problem.code == "tab-too-long"


def test_blank_rows_of_the_lists_keep_their_places() -> None:
    snapshot = read_with(insert_row(3, tab="_lists"))

    assert [row.number for row in snapshot.tables["_lists"].rows] == [2, 3, 4]


def test_the_service_reads_its_own_text_as_it_wrote_it() -> None:
    snapshot = read_with(put("_okr", 3, 7, " two \u200b"), put("objectives", 2, 2, " two \u200b"))

    assert snapshot.tables["_okr"].rows[0].value("message") == " two \u200b"
    assert snapshot.tables["objectives"].rows[0].value("title") == "two"


def test_finding_tabs_looks_at_the_first_rows_only() -> None:
    """So that a long sheet of the team's own is never read whole."""
    sheets = make_sheets()
    heads = [Sheet(s.title, s.rows[:60], s.hidden) for s in sheets]

    assert find_tabs(heads) == find_tabs(sheets)
