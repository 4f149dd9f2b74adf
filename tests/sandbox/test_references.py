"""References follow the grid as they do in the browser, and as IronCalc moves them."""

from __future__ import annotations

from collections.abc import Callable

import ironcalc
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sandbox_grids import fill, spreadsheet, value

from sandbox.google.cells.changes import Cut, Deleted, GridChange, Inserted, Moved, changed_area
from sandbox.google.cells.formula import letters, tokens
from sandbox.google.cells.references import (
    adjusted,
    carried,
    copied,
    cut,
    overwritten,
    renamed,
    rewrite_formulas,
    without_tab,
)
from sandbox.google.model import Area, FormulaText

BOTTOM = 40  # rows that formulas below may speak of


@pytest.mark.parametrize(("before", "after"), [
    ("=A3", "=A5"),
    ("=A2", "=A2"),
    ("=$A$3+B$2+C4", "=$A$5+B$2+C6"),
    ("=SUM(A1:A9)", "=SUM(A1:A11)"),
    ("=SUM(A3:A9)", "=SUM(A5:A11)"),
    ("=SUM(A1:A2)", "=SUM(A1:A2)"),
    ("=SUM(A1:A3)", "=SUM(A1:A5)"),
    ("=SUM(A:B)", "=SUM(A:B)"),
    ("=SUM(A2:A)", "=SUM(A2:A)"),
    ("=SUM(A3:A)", "=SUM(A5:A)"),
    ("=SUM(3:4)", "=SUM(5:6)"),
    ("=Other!A3", "=Other!A3"),
    ("='Plan'!A3&\"A3\"", "='Plan'!A5&\"A3\""),
    ("=LOG10(A3)+TAX_2026", "=LOG10(A5)+TAX_2026"),
    ("=IF( A3 >1, 2 ,3)", "=IF( A5 >1, 2 ,3)"),
    ("=A1:INDEX(A:A,3)", "=A1:INDEX(A:A,3)"),
])  # fmt: skip
def test_two_rows_inserted_before_the_third(before: str, after: str) -> None:
    assert adjusted(before, "Plan", Inserted("Plan", "ROWS", 2, 2)) == after


@pytest.mark.parametrize(("before", "after"), [
    ("=A1", "=A1"),
    ("=A3", "=#REF!"),
    ("=Plan!A3", "=Plan!#REF!"),
    ("=A5", "=A3"),
    ("=SUM(A1:A9)", "=SUM(A1:A7)"),
    ("=SUM(A3:A4)", "=SUM(#REF!)"),
    ("=SUM(A3:A9)", "=SUM(A3:A7)"),
    ("=SUM(A1:A4)", "=SUM(A1:A2)"),
    ("=SUM(A4:A)", "=SUM(A3:A)"),
    ("=SUM(2:4)", "=SUM(2:2)"),
    ("=SUM(A:A)", "=SUM(A:A)"),
])  # fmt: skip
def test_rows_three_and_four_deleted(before: str, after: str) -> None:
    assert adjusted(before, "Plan", Deleted("Plan", "ROWS", 2, 4)) == after


@pytest.mark.parametrize(("before", "after"), [
    ("=C1", "=#REF!"), ("=D1", "=C1"), ("=SUM(A1:D1)", "=SUM(A1:C1)"), ("=SUM(C:C)", "=SUM(#REF!)"),
    ("=SUM(C:E)", "=SUM(C:D)"), ("=SUM(1:2)", "=SUM(1:2)"), ("=SUM(C2:E)", "=SUM(C2:D)"),
])  # fmt: skip
def test_column_c_deleted(before: str, after: str) -> None:
    assert adjusted(before, "Plan", Deleted("Plan", "COLUMNS", 2, 3)) == after


def test_titles_are_told_apart_without_regard_to_case() -> None:
    formula = "='КЛЮЧЕВЫЕ результаты'!A3+'It''s'!A3"

    changed = adjusted(formula, "Settings", Inserted("Ключевые результаты", "ROWS", 0, 1))

    assert changed == "='КЛЮЧЕВЫЕ результаты'!A4+'It''s'!A3"


numbers = st.integers(1, BOTTOM)
columns = st.integers(1, 8)
fixed = st.sampled_from(["", "$"])
ends = st.builds(
    lambda a, column, b, row: f"{a}{letters(column - 1)}{b}{row}", fixed, columns, fixed, numbers
)


def ordered(one: str, other: str) -> str:
    """IronCalc keeps reversed corners; Google puts them right when the formula is typed."""
    rows = sorted(int("".join(filter(str.isdigit, end))) for end in (one, other))
    names = sorted("".join(filter(str.isalpha, end)) for end in (one, other))
    return f"{names[0]}{rows[0]}:{names[1]}{rows[1]}"


formulas = st.lists(st.one_of(ends, st.builds(ordered, ends, ends)), min_size=1, max_size=4).map(
    lambda references: "=SUM(" + ",".join(references) + ")"
)


def by_ironcalc(formula: str, act: Callable[[ironcalc.UserModel], None], row: int) -> str:
    """The formula as it reads after IronCalc did the same; it stands below everything."""
    model = ironcalc.UserModel("test")
    model.set_user_input(0, 100, 20, formula)
    act(model)
    return str(model.get_cell_content(0, row, 20))


@settings(max_examples=150, deadline=None)
@given(formulas, numbers, st.integers(1, 5))
def test_insertion_agrees_with_ironcalc(formula: str, at: int, count: int) -> None:
    ours = adjusted(formula, "Sheet1", Inserted("Sheet1", "ROWS", at - 1, count))

    theirs = by_ironcalc(formula, lambda model: model.insert_rows(0, at, count), 100 + count)

    assert ours == theirs


@settings(max_examples=150, deadline=None)
@given(formulas, numbers, st.integers(1, 5))
def test_deletion_agrees_with_ironcalc(formula: str, at: int, count: int) -> None:
    """Except where an end of a range goes: there Google shrinks the range, IronCalc gives up."""
    theirs = by_ironcalc(formula, lambda model: model.delete_rows(0, at, count), 100 - count)
    assume("#REF!" not in theirs)

    assert adjusted(formula, "Sheet1", Deleted("Sheet1", "ROWS", at - 1, at - 1 + count)) == theirs


@settings(max_examples=150, deadline=None)
@given(formulas, numbers, st.integers(1, 5), st.integers(-30, 30).filter(bool))
def test_moving_rows_agrees_with_ironcalc(formula: str, at: int, count: int, delta: int) -> None:
    assume(at + delta >= 1)
    start, end = at - 1, at - 1 + count
    to = start + delta if delta < 0 else end + delta

    ours = adjusted(formula, "Sheet1", Moved("Sheet1", "ROWS", start, end, to))

    assert ours == by_ironcalc(formula, lambda model: model.move_rows(0, at, count, delta), 100)


@settings(max_examples=100, deadline=None)
@given(formulas, columns, st.integers(1, 3))
def test_insertion_of_columns_agrees_with_ironcalc(formula: str, at: int, count: int) -> None:
    model = ironcalc.UserModel("test")
    model.set_user_input(0, 1, 30, formula)
    model.insert_columns(0, at, count)

    ours = adjusted(formula, "Sheet1", Inserted("Sheet1", "COLUMNS", at - 1, count))

    assert ours == model.get_cell_content(0, 1, 30 + count)


@settings(max_examples=100, deadline=None)
@given(formulas, st.integers(1, 30))
def test_copies_agree_with_ironcalcs_filling_down(formula: str, rows: int) -> None:
    model = ironcalc.UserModel("test")
    model.set_user_input(0, 100, 20, formula)
    model.auto_fill_rows(0, 100, 20, 100, 20, 100 + rows)
    theirs = model.get_cell_content(0, 100 + rows, 20)

    assert copied(formula, rows, 0) == theirs


changes = st.one_of(
    st.builds(Inserted, st.just("Sheet1"), st.just("ROWS"), st.integers(0, 20), st.integers(1, 4)),
    st.builds(
        lambda start, count: Deleted("Sheet1", "ROWS", start, start + count),
        st.integers(0, 20),
        st.integers(1, 4),
    ),
)


@settings(max_examples=200)
@given(changes, st.integers(0, 20), st.integers(1, 10))
def test_a_span_holds_exactly_the_rows_it_held(change: GridChange, start: int, count: int) -> None:
    """Inserted ones inside come to it, deleted ones leave it, its own never get out."""
    span = change.span(start, start + count)
    own = {at for row in range(start, start + count) if (at := change.index(row)) is not None}

    if span is None:
        assert own == set()
    else:
        assert (min(own), max(own) + 1) == span


@settings(max_examples=100)
@given(formulas, st.integers(0, 30), st.integers(1, 5))
def test_inserting_and_deleting_again_changes_nothing(formula: str, at: int, count: int) -> None:
    there = adjusted(formula, "Sheet1", Inserted("Sheet1", "ROWS", at, count))

    back = adjusted(there, "Sheet1", Deleted("Sheet1", "ROWS", at, at + count))

    assert back == formula


def test_moved_rows_take_their_references_along() -> None:
    down = Moved("Plan", "ROWS", 1, 3, 10)

    assert [down.index(row) for row in (0, 1, 2, 3, 9, 10)] == [0, 8, 9, 1, 7, 10]
    assert adjusted("=A2+A4+A11", "Plan", down) == "=A9+A2+A11"


@pytest.mark.parametrize(("before", "after"), [
    ("=A3", "=B5"),
    ("=$A3+A$3+$A$3", "=$A5+B$3+$A$3"),
    ("=SUM(A1:B2)", "=SUM(B3:C4)"),
    ("=SUM($A$1:A1)", "=SUM($A$1:B3)"),
    ("=SUM(A:A)", "=SUM(B:B)"),
    ("=SUM(2:2)", "=SUM(4:4)"),
    ("='Key results'!A1", "='Key results'!B3"),
    ("=SUM(A2:A)", "=SUM(B4:B)"),
])  # fmt: skip
def test_a_copy_two_down_and_one_to_the_right(before: str, after: str) -> None:
    assert copied(before, 2, 1) == after


def test_a_copy_that_would_leave_the_grid_refers_to_nothing() -> None:
    assert copied("=A1+B2+SUM(A1:B2)+Other!A1", -1, 0) == "=#REF!+B1+SUM(#REF!)+Other!#REF!"


MOVE = Cut("Plan", Area(0, 0, 0, 2, 2), "Plan", 9, 3)
AWAY = Cut("Plan", Area(0, 0, 0, 2, 2), "Other tab", 9, 3)


@pytest.mark.parametrize(("before", "after"), [
    ("=A1", "=D10"),
    ("=$A$1+C1", "=$D$10+C1"),
    ("=SUM(A1:B2)", "=SUM(D10:E11)"),
    ("=SUM(A1:B3)", "=SUM(A1:B3)"),
    ("=SUM(A:A)", "=SUM(A:A)"),
    ("=Plan!B2", "=Plan!E11"),
    ("=Third!A1", "=Third!A1"),
])  # fmt: skip
def test_references_follow_cells_that_were_cut(before: str, after: str) -> None:
    assert cut(before, "Plan", MOVE) == after


def test_references_follow_to_another_tab() -> None:
    assert cut("=A1+Plan!A1+C3", "Plan", AWAY) == "='Other tab'!D10+'Other tab'!D10+C3"
    assert cut("=Plan!A1+A1", "Other tab", AWAY) == "=D10+A1"


def test_a_formula_that_was_cut_still_points_at_the_same_cells() -> None:
    assert carried("=A1+C3+Third!A1", MOVE) == "=D10+C3+Third!A1"
    assert carried("=A1+C3+'Other tab'!B7", AWAY) == "=D10+Plan!C3+'Other tab'!B7"


def test_deleted_cells_die_in_references() -> None:
    area = Area(0, 0, 0, 2, 2)

    changed = overwritten("=A1+C1+SUM(A1:B2)+SUM(A1:B3)", "Plan", "Plan", area)

    assert changed == "=#REF!+C1+SUM(#REF!)+SUM(A1:B3)"


def test_a_renamed_tab_is_quoted_when_it_must_be() -> None:
    formula = "=Plan!A1+'Plan'!B2+Planned!A1+A1&\"Plan!A1\""

    assert renamed(formula, "plan", "It's Q4") == (
        "='It''s Q4'!A1+'It''s Q4'!B2+Planned!A1+A1&\"Plan!A1\""
    )
    assert renamed("='Key results'!A1", "Key results", "Goals") == "=Goals!A1"
    assert renamed("=Plan!A1", "Plan", "Q4") == "='Q4'!A1"


def test_a_deleted_tab_leaves_dead_references() -> None:
    book = fill(spreadsheet("Plan", "Fact"), {"Plan!A1": "=SUM(Fact!A1:A3)+1", "Plan!B1": "=2"})
    book.tabs.pop()
    rewrite_formulas(book, lambda formula, _: without_tab(formula, "Fact"))

    assert book.tabs[0].cell(0, 0).entered == FormulaText("=SUM(#REF!A1:A3)+1")
    assert str(value(book, "Plan!A1")) == "ErrorCode.REF"


def test_every_formula_of_the_file_is_rewritten() -> None:
    book = fill(spreadsheet("Plan", "Fact"), {
        "Plan!A1": "=A5+Fact!A5", "Fact!B1": "=Plan!A5", "Fact!C1": "text A5", "Plan!A5": 4,
    })  # fmt: skip
    rewrite_formulas(book, lambda text, own: adjusted(text, own, Inserted("Plan", "ROWS", 1, 1)))

    assert book.tabs[0].cell(0, 0).entered == FormulaText("=A6+Fact!A5")
    assert book.tabs[1].cell(0, 1).entered == FormulaText("=Plan!A6")
    assert book.tabs[1].cell(0, 2).entered == "text A5"


def test_areas_change_as_ranges_do() -> None:
    area = Area(0, 2, 0, 5, 3)

    assert changed_area(area, Inserted("Plan", "ROWS", 2, 1)) == Area(0, 3, 0, 6, 3)
    assert changed_area(area, Inserted("Plan", "ROWS", 5, 1)) == area
    assert changed_area(area, Deleted("Plan", "COLUMNS", 0, 2)) == Area(0, 2, 0, 5, 1)
    assert changed_area(area, Deleted("Plan", "ROWS", 0, 9)) is None


@settings(max_examples=200)
@given(st.text(alphabet="AB12$:!'\"(),;{}#REF+. Sя_", max_size=30))
def test_tokens_joined_give_the_formula_back(text: str) -> None:
    assert "".join(token.text for token in tokens(f"={text}")) == f"={text}"
