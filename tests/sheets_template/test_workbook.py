"""The make-up of the template, as a value and as a file."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sheets_template import write_workbook
from sheets_template.__main__ import MADE_FOR
from sheets_template.build import make_workbook
from sheets_template.lists import FIXED, UNITS
from sheets_template.model import Cell, Computed, Dropdown, Rule, Sheet, Workbook
from sync.core.choices import titles
from sync.core.formulas import FORMULAS
from sync.core.formulas.place import quote
from sync.core.grid import column_of
from sync.core.schema import LAST_DATA_ROW, TABS, Writer
from sync.core.vocabulary import Language
from sync.core.wording import check_wording

LANGUAGES: tuple[Language, ...] = ("en", "ru")
TODAY = date(2026, 11, 23)
SHIPPED = Path(__file__).parents[2] / "templates"
ALLOWED = frozenset({
    "AND", "COUNT", "COUNTA", "COUNTIFS", "IF", "IFERROR", "INDEX", "ISLOGICAL", "ISNUMBER", "LEFT",
    "MATCH", "MAX", "MIN", "NOT", "OR", "ROUND", "SUM", "SUMIFS", "SUMPRODUCT", "TODAY",
})  # fmt: skip
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
TEXTS = re.compile(r'"(?:[^"]|"")*"')
REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^\W\d]\w*))!\$?([A-Z]{1,3})\$(\d+):\$?[A-Z]{1,3}\$(\d+)"
)


@pytest.fixture(scope="module", params=LANGUAGES)
def workbook(request: pytest.FixtureRequest) -> Workbook:
    return make_workbook(request.param, sample=True, today=TODAY)


@pytest.fixture(scope="module")
def file(workbook: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "book.xlsx"
    write_workbook(path, workbook.language, sample=True, today=TODAY)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_files_are_a_fresh_build(language: Language, tmp_path: Path) -> None:
    """After a change of the template: make templates."""
    fresh = tmp_path / "fresh.xlsx"
    write_workbook(fresh, language, sample=False, today=MADE_FOR)

    assert fresh.read_bytes() == (SHIPPED / f"okr-{language}.xlsx").read_bytes()


@pytest.mark.slow
def test_the_same_arguments_give_the_same_bytes(file: Path, workbook: Workbook) -> None:
    again = file.with_name("again.xlsx")
    write_workbook(again, workbook.language, sample=True, today=TODAY)

    assert again.read_bytes() == file.read_bytes()


def test_tabs_and_titles_are_those_of_the_schema(workbook: Workbook) -> None:
    assert [sheet.key for sheet in workbook.sheets] == list(TABS)
    for sheet in workbook.sheets:
        tab = TABS[sheet.key]
        assert sheet.title == tab.title.of(workbook.language)
        if sheet.key not in ("settings", "_okr", "_lists"):
            shown = [sheet.cells[1, number].content for number in range(1, len(tab.columns) + 1)]
            assert shown == [column.title.of(workbook.language) for column in tab.columns]


def test_every_formula_column_has_a_formula() -> None:
    columns = {(tab.key, c.key) for tab in TABS.values() for c in tab.written_by(Writer.FORMULA)}

    assert set(FORMULAS) == columns


def test_formulas_use_shared_functions_only(workbook: Workbook) -> None:
    used = {
        name
        for _, _, formula in _formulas(workbook)
        for name in FUNCTION.findall(TEXTS.sub('""', formula))
    }

    assert used <= ALLOWED


def test_no_formula_names_its_own_sheet(workbook: Workbook) -> None:
    """Sorting breaks in Excel when one does."""
    naming = [
        (sheet.title, place)
        for sheet, place, formula in _formulas(workbook)
        if quote(sheet.title) + "!" in TEXTS.sub('""', formula)
    ]

    assert naming == []


def test_every_lookup_hangs_on_today(workbook: Workbook) -> None:
    today = next(
        f"{quote(sheet.title)}!$B${place[0]}"
        for sheet, place, formula in _formulas(workbook)
        if formula == "TODAY()"
    )
    deaf = [
        (sheet.title, place)
        for sheet, place, formula in _formulas(workbook)
        if "_okr!" in formula and today not in formula and sheet.key != "settings"
    ]

    assert deaf == []


def test_every_dropdown_shows_a_list_that_exists(workbook: Workbook) -> None:
    """Lists of the service may still be empty; their columns have their titles."""
    sheets = {sheet.title: sheet for sheet in workbook.sheets}
    for sheet in workbook.sheets:
        for check in sheet.checks:
            if not isinstance(check, Dropdown):
                continue
            found = REFERENCE.fullmatch(check.source)
            assert found, check.source
            title, column = found[1] or found[2], column_of(found[3])
            assert isinstance(sheets[title].cells[1, column].content, str)
            assert 2 == int(found[4]) < int(found[5]) <= LAST_DATA_ROW


def test_dropdowns_of_choices_list_all_of_them(workbook: Workbook) -> None:
    lists = next(sheet for sheet in workbook.sheets if sheet.key == "_lists")
    columns = {cell.content: place[1] for place, cell in lists.cells.items() if place[0] == 1}
    for name, kind in FIXED.items():
        shown = [lists.cells[row, columns[name]].content for row in range(2, 2 + len(kind))]
        assert shown == titles(kind, workbook.language)
    units = [lists.cells[row, columns["units"]].content for row in range(2, 6)]
    assert units == list(UNITS[workbook.language][:4])


def test_only_hidden_tabs_are_protected(file: Path, workbook: Workbook) -> None:
    """A protected sheet refuses sorting even where sorting is allowed."""
    with zipfile.ZipFile(file) as parts:
        protected = [
            b"<sheetProtection" in parts.read(f"xl/worksheets/sheet{number}.xml")
            for number in range(1, len(workbook.sheets) + 1)
        ]
        book = parts.read("xl/workbook.xml").decode()

    assert protected == [TABS[sheet.key].hidden for sheet in workbook.sheets]
    assert re.findall(r'name="([^"]+)"[^>]* state="hidden"', book) == ["_okr", "_lists"]


@pytest.mark.slow
def test_openpyxl_opens_it_without_a_warning_and_keeps_it(file: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(file)
    saved = tmp_path / "saved.xlsx"
    book.save(saved)

    assert _make_up(saved) == _make_up(file)


def test_setup_columns_are_folded_behind_a_button(file: Path) -> None:
    sheet = openpyxl.load_workbook(file).worksheets[2]
    folded = [letter for letter, column in sheet.column_dimensions.items() if column.outlineLevel]

    assert folded[0] == "Q"
    assert all(sheet.column_dimensions[letter].hidden for letter in folded)
    assert sheet.column_dimensions["P"].collapsed
    assert sheet.freeze_panes == "D2"


def test_notes_on_titles_are_the_hints(workbook: Workbook) -> None:
    key_results = next(sheet for sheet in workbook.sheets if sheet.key == "key_results")
    for number, column in enumerate(TABS["key_results"].columns, 1):
        assert column.hint.of(workbook.language) in key_results.cells[1, number].note


def test_no_text_of_a_check_is_too_long_for_excel(workbook: Workbook) -> None:
    checks = [check for sheet in workbook.sheets for check in sheet.checks]

    assert max(len(check.title) for check in checks) <= 32
    assert max(len(check.message) for check in checks) <= 255


def test_rules_look_at_their_own_sheet_only(workbook: Workbook) -> None:
    """Google Sheets refuses conditional formats that look elsewhere."""
    rules = [rule for sheet in workbook.sheets for rule in sheet.rules if isinstance(rule, Rule)]

    assert [rule.formula for rule in rules if "!" in TEXTS.sub('""', rule.formula)] == []


def test_the_sample_is_well_worded_but_for_the_row_that_is_not(workbook: Workbook) -> None:
    found = {
        (sheet.key, cell.content): codes
        for sheet in workbook.sheets
        if sheet.key in ("objectives", "key_results")
        for cell in _column(sheet, 2)
        if (codes := _wording(sheet.key, str(cell.content)))
    }

    assert list(found.values()) == [("wording-vague",)]


def _wording(tab: str, text: str) -> tuple[str, ...]:
    if tab == "objectives":
        return check_wording(text, "objective")
    codes = check_wording(text, "key_result", has_numbers=True)
    return tuple(code for code in codes if not code.startswith("hint-"))


def _column(sheet: Sheet, number: int) -> Iterator[Cell]:
    for (row, column), cell in sheet.cells.items():
        if column == number and row > 1 and cell.content:
            yield cell


def _formulas(workbook: Workbook) -> Iterator[tuple[Sheet, tuple[int, int], str]]:
    for sheet in workbook.sheets:
        for place, cell in sheet.cells.items():
            if isinstance(cell.content, Computed):
                yield sheet, place, cell.content.formula


def _make_up(path: Path) -> list[tuple[str | int, ...]]:
    book = openpyxl.load_workbook(path)
    return [
        (
            sheet.title, sheet.max_row, len(sheet.data_validations.dataValidation),
            len(sheet.conditional_formatting), len(sheet.merged_cells.ranges),
            len(getattr(sheet, "_charts")),  # noqa: B009 - the only way to count them
            sum(cell.comment is not None for cell in sheet[1]),
        )
        for sheet in book.worksheets
    ]  # fmt: skip
