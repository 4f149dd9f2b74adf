"""What one cell holds and shows, in the words of CellData."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sandbox_grids import NOON, fill, spreadsheet

from sandbox.google.cells.display import Display, formatted, number, number_format
from sandbox.google.cells.typed import typed
from sandbox.google.locales import rules_of
from sandbox.google.model import CellState, ErrorCode, FormulaText, Spreadsheet


def shown(book: Spreadsheet, row: int = 0, column: int = 0) -> tuple[Any, Any, str, Any]:
    """userEnteredValue, effectiveValue, formattedValue and the number format."""
    display = Display(book, book.tabs[0])
    return (
        display.entered(row, column), display.effective(row, column),
        display.text(row, column), display.number_format(row, column),
    )  # fmt: skip


def type_in(book: Spreadsheet, text: str, row: int = 0, column: int = 0) -> None:
    """As a person would: a number format may come along."""
    tab = book.tabs[0]
    found = typed(text, rules_of(book.locale), NOON.date(), {})
    form = {"numberFormat": found.number_format} if found.number_format else {}
    tab.put(row, column, CellState(found.entered, form))
    book.touch()


@pytest.mark.parametrize(("text", "value", "formatted", "form"), [
    ("", None, "", {}),
    ("42", {"numberValue": 42}, "42", {}),
    ("0.5", {"numberValue": 0.5}, "0.5", {}),
    ("word", {"stringValue": "word"}, "word", {}),
    ("TRUE", {"boolValue": True}, "TRUE", {}),
    ("75%", {"numberValue": 0.75}, "75%", {"type": "PERCENT", "pattern": "0%"}),
    ("$5.50", {"numberValue": 5.5}, "$5.50", {"type": "CURRENCY", "pattern": '"$"#,##0.00'}),
    ("2026-11-23", {"numberValue": 46349}, "2026-11-23", {"type": "DATE", "pattern": "yyyy-mm-dd"}),
    ("1-2", {"numberValue": 46024}, "1-2", {"type": "DATE", "pattern": "m-d"}),
])  # fmt: skip
def test_typed_cells(text: str, value: Any, formatted: str, form: Any) -> None:
    book = spreadsheet()

    type_in(book, text)

    assert shown(book) == (value, value, formatted, form)


def test_a_formula_shows_its_result() -> None:
    book = fill(spreadsheet(), {"A1": "=1/3"})

    assert shown(book) == (
        {"formulaValue": "=1/3"}, {"numberValue": 1 / 3}, "0.3333333333", {},
    )  # fmt: skip


def test_an_error_has_its_type() -> None:
    book = fill(spreadsheet(), {"A1": "=1/0"})
    entered, effective, text, _ = shown(book)

    assert entered == {"formulaValue": "=1/0"}
    assert effective["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert text == "#DIV/0!"


def test_every_error_is_named_as_google_names_it() -> None:
    """The names are those of ErrorValue.type; the discovery document checks them in answers."""
    assert {code.name: code.value for code in ErrorCode} == {
        "ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!",
        "VALUE": "#VALUE!", "REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A",
    }  # fmt: skip


def test_a_formula_takes_over_a_format() -> None:
    book = spreadsheet()
    type_in(book, "2026-11-23", 0, 0)
    type_in(book, "75%", 1, 0)
    fill(book, {"B1": "=A1+1", "B2": "=A2*2", "B3": "=TODAY()", "B4": "=B1", "B5": '=A2&""',
                "B6": "=COUNT(A1)", "B7": "=SUM(A2:A2)", "B8": "=NOW()"})  # fmt: skip

    texts = [formatted(book, book.tabs[0], row, 1) for row in range(8)]

    assert texts == [
        "2026-11-24", "150%", "11/23/2026", "2026-11-24", "0.75", "1", "75%", "11/23/2026 12:00:00",
    ]  # fmt: skip


def test_its_own_format_comes_first() -> None:
    book = spreadsheet()
    type_in(book, "2026-11-23")
    own = {"numberFormat": {"type": "NUMBER", "pattern": "0.0"}}
    book.tabs[0].put(0, 1, CellState(FormulaText("=A1"), own))
    book.touch()

    assert shown(book, 0, 1)[2:] == ("46349.0", {"type": "NUMBER", "pattern": "0.0"})


def test_a_circle_of_formulas_has_no_format() -> None:
    book = fill(spreadsheet(), {"A1": "=B1", "B1": "=A1"})

    assert number_format(book, book.tabs[0], (0, 0)) == {}
    assert formatted(book, book.tabs[0], 0, 0) == "#REF!"


def test_a_type_without_pattern_gets_the_locales() -> None:
    book = spreadsheet(locale="ru_RU")
    book.tabs[0].put(0, 0, CellState(46349.0, {"numberFormat": {"type": "DATE"}}))

    assert shown(book)[2:] == ("23.11.2026", {"type": "DATE", "pattern": "dd.MM.yyyy"})


def test_a_russian_sheet_spells_formulas_its_way() -> None:
    book = fill(spreadsheet(locale="ru_RU"), {"A1": "=SUM(1,0.5)"})
    local = shown(book)
    book.localised_formulas = False

    assert (local[0], local[2]) == ({"formulaValue": "=SUM(1;0,5)"}, "1,5")
    assert shown(book)[0] == {"formulaValue": "=SUM(1,0.5)"}


def test_a_broken_formula_keeps_its_text() -> None:
    book = spreadsheet(locale="ru_RU")
    type_in(book, "=SUM(1,5.5)")

    entered, effective, text, _ = shown(book)

    assert (entered, text) == ({"formulaValue": "=SUM(1,5.5)"}, "#ERROR!")
    assert effective["errorValue"]["type"] == "ERROR"


def test_a_cell_that_an_array_reached_shows_a_value_nobody_entered() -> None:
    book = fill(spreadsheet(), {"A1": "=SEQUENCE(2)"})

    assert shown(book, 1, 0)[:3] == (None, {"numberValue": 2}, "2")
    assert Display(book, book.tabs[0]).places() == {(0, 0), (1, 0)}


def test_new_content_drops_runs_and_chips_and_nothing_else() -> None:
    book = spreadsheet()
    kept = CellState("text", {"textFormat": {"bold": True}}, "note", {"condition": {}})
    book.tabs[0].put(0, 0, replace(kept, extras={"textFormatRuns": [{}]}))

    book.tabs[0].enter(0, 0, "other")

    assert book.tabs[0].cell(0, 0) == replace(kept, entered="other")


@pytest.mark.parametrize(("value", "text"), [
    (42.0, "42"), (0.5, "0.5"), (-0.0, "0"), (1e15, "1000000000000000"), (1e300, "1e+300"),
])  # fmt: skip
def test_whole_numbers_are_written_without_a_point(value: float, text: str) -> None:
    assert str(number(value)) == text
