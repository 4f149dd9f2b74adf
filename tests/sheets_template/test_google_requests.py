"""The requests that build the template in Google Sheets, before anybody sends them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from sandbox.google.discovery import answer_problems
from sheets_template.build import make_workbook
from sheets_template.google.cells import DAY_ZERO
from sheets_template.google.checks import check_request
from sheets_template.google.formats import cell_format
from sheets_template.google.found import Found, parse_found
from sheets_template.google.marker import Marker, marker_request, parse_marker
from sheets_template.google.opening import locale_for, opening_requests
from sheets_template.google.parts import fingerprint, make_batches, tab_ids
from sheets_template.google.repeating import runs, shifted
from sheets_template.google.requests import Json
from sheets_template.google.tabs import pixel_widths
from sheets_template.model import (
    Area,
    Bounds,
    Computed,
    Dropdown,
    Numbers,
    Rule,
    Scalar,
    Sheet,
    Style,
    Workbook,
)
from sync.core.formulas.locale import from_locale
from sync.core.schema import TABS
from sync.core.vocabulary import Language
from sync.documents.ooxml.formulas import take_apart

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
LOCALES: dict[Language, str] = {"en": "en_US", "ru": "ru_RU"}
EMPTY = Found("Untitled spreadsheet", "en_US", "Etc/GMT", (), {})
Place = tuple[int, int]


@pytest.fixture(scope="module", params=LOCALES)
def workbook(request: pytest.FixtureRequest) -> Workbook:
    return make_workbook(request.param, sample=True, today=TODAY)


def requests_of(workbook: Workbook, locale: str = "") -> list[Json]:
    batches = make_batches(workbook, locale or LOCALES[workbook.language])
    return [request for batch in batches for part in batch for request in part.requests]


def kinds(requests: list[Json], kind: str) -> list[Json]:
    return [request[kind] for request in requests if kind in request]


def places(grid_range: Json) -> Iterator[Place]:
    """Its cells, counted from 1."""
    for row in range(grid_range["startRowIndex"], grid_range["endRowIndex"]):
        for column in range(grid_range["startColumnIndex"], grid_range["endColumnIndex"]):
            yield row + 1, column + 1


def entered(requests: list[Json], sheet_id: int) -> dict[Place, Json]:
    """What the cells of a tab hold in the end; references are moved down by other code than that
    which decided about them."""
    cells: dict[Place, Json] = {}
    for written in kinds(requests, "updateCells"):
        if written["start"]["sheetId"] == sheet_id:
            for row, line in enumerate(written["rows"], 1):
                for column, cell in enumerate(line.get("values", ()), 1):
                    cells[row, column] = cell
    for repeated in kinds(requests, "repeatCell"):
        value = repeated["cell"].get("userEnteredValue")
        if value and repeated["range"]["sheetId"] == sheet_id:
            top, left = next(places(repeated["range"]))
            pattern = take_apart(value["formulaValue"].replace(";", ","), top, left)
            for place in places(repeated["range"]):
                cells[place] = {"userEnteredValue": {"formulaValue": pattern.at(*place)}}
    return cells


def wanted(content: Scalar | Computed) -> object:
    if isinstance(content, Computed):
        return "=" + content.formula
    if isinstance(content, date):
        return (content - DAY_ZERO).days
    return content or None if isinstance(content, str) else content


def held(cell: Json, locale: str) -> object:
    value = cell.get("userEnteredValue", {})
    if "formulaValue" in value:
        return from_locale(value["formulaValue"], locale)
    if "numberValue" in value:
        return Decimal(str(value["numberValue"]))
    return next(iter(value.values()), None)


def test_every_request_is_one_that_google_describes(workbook: Workbook) -> None:
    opening = opening_requests(workbook, EMPTY, tab_ids(workbook, 0))
    requests = [*opening, *requests_of(workbook)]

    assert answer_problems("sheets", "BatchUpdateSpreadsheetRequest", {"requests": requests}) == []
    assert {len(request) for request in requests} == {1}


def test_the_cells_hold_what_the_workbook_says(workbook: Workbook) -> None:
    """Written for an English locale: what other locales change is tested with the formulas."""
    requests, ids = requests_of(workbook, "en_US"), tab_ids(workbook, 0)
    for sheet in workbook.sheets:
        cells = entered(requests, ids[sheet.key])
        odd = {
            place: (wanted(cell.content), held(cells.get(place, {}), "en_US"))
            for place, cell in sheet.cells.items()
            if held(cells.get(place, {}), "en_US") != wanted(cell.content)
        }
        assert odd == {}
        assert {place for place, cell in cells.items() if cell} <= sheet.cells.keys()


def test_notes_and_merges_are_those_of_the_workbook(workbook: Workbook) -> None:
    requests, ids = requests_of(workbook), tab_ids(workbook, 0)
    for sheet in workbook.sheets:
        cells = entered(requests, ids[sheet.key])
        notes = {place: cell["note"] for place, cell in cells.items() if "note" in cell}
        assert notes == {place: cell.note for place, cell in sheet.cells.items() if cell.note}
        merges = [merge["range"] for merge in kinds(requests, "mergeCells")
                  if merge["range"]["sheetId"] == ids[sheet.key]]  # fmt: skip
        assert {next(places(merge)) for merge in merges} == {
            place for place, cell in sheet.cells.items() if cell.columns > 1
        }


def test_every_cell_gets_its_look_once(workbook: Workbook) -> None:
    requests, ids = requests_of(workbook), tab_ids(workbook, 0)
    for sheet in workbook.sheets:
        looks: dict[Place, Json] = {}
        for repeated in kinds(requests, "repeatCell"):
            look = repeated["cell"].get("userEnteredFormat")
            if look and repeated["range"]["sheetId"] == ids[sheet.key]:
                found = list(places(repeated["range"]))
                assert looks.keys().isdisjoint(found)
                looks |= dict.fromkeys(found, look)
        assert looks.keys() == covered(sheet)
        rates = [place for place, look in looks.items()
                 if look.get("numberFormat", {}).get("pattern", "").endswith("0.0%")]  # fmt: skip
        for place, cell in sheet.cells.items():
            if place not in rates:
                assert looks[place] == cell_format(cell.style, workbook.language)
        assert len(rates) == (2 if sheet.key == "metrics" else 0)


def covered(sheet: Sheet) -> set[Place]:
    return {
        (row + down, column + right)
        for (row, column), cell in sheet.cells.items()
        for down in range(cell.rows)
        for right in range(cell.columns)
    }


def test_a_russian_file_gets_its_own_separators() -> None:
    requests = requests_of(make_workbook("ru", sample=True, today=TODAY))
    values = [cell.get("userEnteredValue", {}) for cells in (
        [repeated["cell"] for repeated in kinds(requests, "repeatCell")],
        [cell for written in kinds(requests, "updateCells")
         for row in written["rows"] for cell in row.get("values", ())],
    ) for cell in cells]  # fmt: skip
    formulas = [value["formulaValue"] for value in values if "formulaValue" in value]
    rules = [rule["rule"]["booleanRule"]["condition"]["values"][0]["userEnteredValue"]
             for rule in kinds(requests, "addConditionalFormatRule")
             if "booleanRule" in rule["rule"]]  # fmt: skip

    assert len(formulas) > 1000
    assert [formula for formula in formulas + rules if "0.7" in formula] == []
    assert any(">=0,7" in rule and "COUNT($F2)=1;" in rule for rule in rules)


def test_all_of_it_fits_into_a_few_requests(workbook: Workbook) -> None:
    whole = make_batches(workbook, LOCALES[workbook.language])
    small = make_batches(workbook, LOCALES[workbook.language], limit=100_000)

    assert len(whole) <= 2
    assert len(small) > 5
    assert all(sum(p.size for p in batch) <= 100_000 for batch in small if len(batch) > 1)
    assert [p for batch in small for p in batch] == [p for batch in whole for p in batch]


def test_ids_are_always_the_same_and_never_shared() -> None:
    workbook = make_workbook("en", sample=False, today=TODAY)
    requests = requests_of(workbook)
    charts = [chart["chart"]["chartId"] for chart in kinds(requests, "addChart")]
    protections = [protected["protectedRange"]["protectedRangeId"]
                   for protected in kinds(requests, "addProtectedRange")]  # fmt: skip
    ids = [*tab_ids(workbook, 0).values(), *tab_ids(workbook, 1).values(), *charts, *protections]

    assert len(set(ids)) == len(ids) == 2 * len(TABS) + 3 + 2
    assert all(0 < each < 2**31 for each in ids)
    assert tab_ids(workbook, 0) == tab_ids(make_workbook("ru", sample=True, today=TODAY), 0)


def test_rules_for_number_formats_alone_are_left_to_the_cells(workbook: Workbook) -> None:
    """Conditional formats of Google Sheets carry none, and know no CELL("format")."""
    rules = kinds(requests_of(workbook), "addConditionalFormatRule")
    colored = [rule for sheet in workbook.sheets for rule in sheet.rules
               if not isinstance(rule, Rule) or rule.color or rule.fill or rule.bold]  # fmt: skip

    assert len(rules) == len(colored)
    assert "numberFormat" not in str(rules)
    assert "CELL(" not in str(rules)


def test_only_hidden_tabs_are_protected_and_only_by_a_warning(workbook: Workbook) -> None:
    ids = tab_ids(workbook, 0)
    protections = [each["protectedRange"] for each in kinds(
        requests_of(workbook), "addProtectedRange")]  # fmt: skip

    assert [each["range"] for each in protections] == [
        {"sheetId": ids[key]} for key, tab in TABS.items() if tab.hidden
    ]
    assert {each["warningOnly"] for each in protections} == {True}


def test_setup_columns_fold_away() -> None:
    workbook = make_workbook("en", sample=False, today=TODAY)
    ids = tab_ids(workbook, 0)
    groups = {group["range"]["sheetId"]: group["range"]
              for group in kinds(requests_of(workbook), "addDimensionGroup")}  # fmt: skip
    folded = [group["dimensionGroup"] for group in kinds(
        requests_of(workbook), "updateDimensionGroup")]  # fmt: skip

    assert groups.keys() == {ids["key_results"], ids["metrics"]}
    setup = groups[ids["key_results"]]
    assert setup["startIndex"] == [c.key for c in TABS["key_results"].columns].index("objective")
    assert setup["endIndex"] == len(TABS["key_results"].columns)
    assert all(group["collapsed"] for group in folded)


WORDS = ("Choose from the list", "This cell takes a value from the list.")
ASKING = ("A number is needed", "Type digits only, such as 1800000. Keep it anyway?")


@pytest.mark.parametrize(("others", "strict", "message"), [
    ("refused", True, WORDS[1]), ("asked", False, WORDS[0]), ("taken", False, WORDS[0]),
])  # fmt: skip
def test_a_dropdown_refuses_only_what_has_to_come_from_its_list(
    others: str, strict: bool, message: str
) -> None:
    check = Dropdown(Area(2, 3, 9, 3), "_lists!$A$2:$A$9", others, *WORDS)  # type: ignore[arg-type]  # given as text
    made = check_request(check, 7, "ru_RU")["setDataValidation"]

    assert made["rule"] == {
        "condition": {"type": "ONE_OF_RANGE",
                      "values": [{"userEnteredValue": "=_lists!$A$2:$A$9"}]},
        "inputMessage": message, "strict": strict, "showCustomUi": True,
    }  # fmt: skip
    assert list(places(made["range"])) == [(row, 3) for row in range(2, 10)]


@pytest.mark.parametrize(("low", "high", "kind", "values"), [
    (Decimal(0), Decimal(10), "NUMBER_BETWEEN", ["0", "10"]),
    (-Decimal(10) ** 14, Decimal("0.5"), "NUMBER_BETWEEN", ["-100000000000000", "0,5"]),
    (date(2000, 1, 1), date(2100, 12, 31), "DATE_BETWEEN",
     ["=DATE(2000;1;1)", "=DATE(2100;12;31)"]),
])  # fmt: skip
def test_bounds_warn_and_ask_no_question(
    low: Decimal | date, high: Decimal | date, kind: str, values: list[str]
) -> None:
    made = check_request(Bounds(Area(2, 3, 9, 3), low, high, *ASKING), 7, "ru_RU")
    rule = made["setDataValidation"]["rule"]

    assert rule["condition"]["type"] == kind
    assert [value["userEnteredValue"] for value in rule["condition"]["values"]] == values
    assert rule["inputMessage"] == "Type digits only, such as 1800000."
    assert "strict" not in rule


def test_a_style_keeps_its_colours_lines_and_indent() -> None:
    style = Style(color="FF0000", fill="00FF00", bold=True, align="right", wrap=True, indent=2,
                  lines="0000FF", numbers=Numbers.DAY, top=True)  # fmt: skip
    line = {"style": "SOLID", "colorStyle": {"rgbColor": {"red": 0, "green": 0, "blue": 1}}}

    assert cell_format(style, "ru") == {
        "textFormat": {
            "foregroundColorStyle": {"rgbColor": {"red": 1, "green": 0, "blue": 0}},
            "fontSize": 10, "bold": True,
        },
        "backgroundColorStyle": {"rgbColor": {"red": 0, "green": 1, "blue": 0}},
        "horizontalAlignment": "RIGHT", "verticalAlignment": "TOP", "wrapStrategy": "WRAP",
        "padding": {"top": 2, "right": 21, "bottom": 2, "left": 3},
        "borders": {"top": line, "bottom": line, "left": line, "right": line},
        "numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"},
    }  # fmt: skip


@pytest.mark.parametrize(("formula", "lower"), [
    ("$A2&B$2&$C$2&D1", "$A5&B$2&$C$2&D4"),
    ('IF("A2"=\'Q4 A2\'!A2,LOG10(A2),Лист2!$B2)', 'IF("A2"=\'Q4 A2\'!A5,LOG10(A5),Лист2!$B5)'),
    ("SUM(A2:B2)+A2.x+R2D2(1)", "SUM(A5:B5)+A2.x+R2D2(1)"),
])  # fmt: skip
def test_formulas_move_down_as_a_fill_does(formula: str, lower: str) -> None:
    assert shifted(formula, 3) == lower


def test_rows_that_differ_break_a_run() -> None:
    column = {(row, 2): f"$A{row}*2" for row in range(2, 9)} | {(5, 2): "$A5*3"}
    other = {(row, 3): "$A$1" for row in range(2, 4)}

    assert list(runs(column | other)) == [((2, 2), 3), ((6, 2), 3)]


@pytest.mark.parametrize(("language", "before", "after"), [
    ("ru", "en_US", "ru_RU"), ("ru", "de_DE", "ru_RU"), ("ru", "ru_UA", "ru_UA"),
    ("en", "de_DE", "de_DE"), ("en", "ru_RU", "ru_RU"),
])  # fmt: skip
def test_russian_words_need_a_russian_locale(language: Language, before: str, after: str) -> None:
    assert locale_for(language, before) == after


@pytest.mark.parametrize(("title", "kept"), [
    ("Untitled spreadsheet", False), ("Новая таблица ", False), ("Our OKRs", True),
])  # fmt: skip
def test_a_title_that_somebody_chose_stays(title: str, kept: bool) -> None:
    workbook = make_workbook("en", sample=True, today=TODAY)
    found = Found(title, "en_US", "Etc/GMT", (), {})
    first = next(opening_requests(workbook, found, tab_ids(workbook, 0)))
    change = first["updateSpreadsheetProperties"]

    assert ("title" in change["properties"]) is not kept
    assert change["properties"]["timeZone"] == "Europe/Moscow"
    assert change["fields"].split(",") == list(change["properties"])


def test_an_empty_tab_with_one_of_our_titles_makes_room() -> None:
    workbook = make_workbook("en", sample=True, today=TODAY)
    answer = {"sheets": [{"properties": {"sheetId": n, "title": title}}
                         for n, title in enumerate(["overview", "Overview 2"])]}  # fmt: skip
    requests = list(opening_requests(workbook, parse_found(answer), tab_ids(workbook, 0)))

    assert kinds(requests, "updateSheetProperties") == [
        {"properties": {"sheetId": 0, "title": "overview 3"}, "fields": "title"}
    ]
    assert kinds(requests, "deleteSheet") == []


@pytest.mark.parametrize("sheet", [
    {"data": [{"rowData": [{}, {"values": [{}, {"userEnteredValue": {"numberValue": 0}}]}]}]},
    {"data": [{"rowData": [{"values": [{"note": "mine"}]}]}]},
    {"charts": [{"chartId": 4}]},
    {"protectedRanges": [{"protectedRangeId": 4}]},
    {"slicers": [{"slicerId": 4}]},
    {"tables": [{"tableId": "4"}]},
    {"properties": {"sheetId": 1, "title": "Chart1", "sheetType": "OBJECT"}},
])  # fmt: skip
def test_a_tab_that_shows_anything_is_in_use(sheet: Json) -> None:
    assert parse_found({"sheets": [sheet]}).tabs[0].used


def test_a_tab_with_formats_only_is_empty() -> None:
    sheet = {"properties": {"title": "Sheet1"}, "data": [{"rowData": [{"values": [{}]}]}]}

    assert not parse_found({"sheets": [sheet]}).tabs[0].used


def test_the_marker_is_read_as_written() -> None:
    marker = Marker(1, 3, "2026-11-23", 0, "abc", "OKRs")
    entry = marker_request(marker, exists=False)["createDeveloperMetadata"]["developerMetadata"]

    assert parse_marker({entry["metadataId"]: entry["metadataValue"]}) == marker
    assert parse_marker({entry["metadataId"]: "something else"}) is None
    assert parse_marker({}) is None


def test_another_sample_is_another_installation() -> None:
    made = [make_batches(make_workbook("en", sample=sample, today=TODAY), "en_US")
            for sample in (True, False, True)]  # fmt: skip

    assert fingerprint(made[0]) != fingerprint(made[1])
    assert fingerprint(made[0]) == fingerprint(made[2])


def test_columns_are_a_little_wider_and_charts_with_them() -> None:
    workbook = make_workbook("en", sample=True, today=TODAY)
    overview = next(sheet for sheet in workbook.sheets if sheet.key == "overview")
    people = next(sheet for sheet in workbook.sheets if sheet.key == "people")
    charts = [each["chart"] for each in kinds(requests_of(workbook), "addChart")]
    placed = [chart["position"]["overlayPosition"]["widthPixels"] for chart in charts]

    assert pixel_widths(overview)[:3] == [24, 98, 98]
    assert pixel_widths(people)[-1] == 26 * 7 + 5 + 16
    assert [round(wide / chart.size[0], 2) for wide, chart in zip(
        placed, overview.charts, strict=True)] == [1.06, 1.06, 1.06]  # fmt: skip
