"""Formulas moved to other cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from sync.core.grid import letters_of
from sync.documents.ooxml.formulas import take_apart


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A1+A$1+$A$1", "C4+$A4+C$1+$A$1"),
        ('IF($A2="","A1 ""B2""",B2)', 'IF($A5="","A1 ""B2""",D5)'),
        ("Итоги!B2+'Лист A1'!B2+'it''s B2'!B2", "Итоги!D5+'Лист A1'!D5+'it''s B2'!D5"),
        ("SUM(A:A,$A:B,2:3,$2:3)", "SUM(C:C,$A:D,5:6,$2:6)"),
        ("LOG10(A1)+1E5+2.5+R2D2(A1)", "LOG10(C4)+1E5+2.5+R2D2(C4)"),
        ("A1:INDEX(B:B,5)", "C4:INDEX(D:D,5)"),
        ("Table1[[#This Row],[A1]]+Table1[B2]", "Table1[[#This Row],[A1]]+Table1[B2]"),
        ("A9999999+0:5+A0", "A9999999+0:5+A0"),
        ("XFE1+ABCD1+A1.x+Rate_A1", "XFE1+ABCD1+A1.x+Rate_A1"),
        ("[1]Sheet!A1+_xlfn.IFS(A1,1)", "[1]Sheet!C4+_xlfn.IFS(C4,1)"),
        ("TRUE+#REF!+A1", "TRUE+#REF!+C4"),
    ],
)
def test_relative_references_move(formula: str, moved: str) -> None:
    assert take_apart(formula, 2, 1).at(5, 3) == moved


def test_references_beyond_the_sheet_are_broken() -> None:
    assert take_apart("A1+B$2+XFD$1", 2, 2).at(1, 1) == "#REF!+A$2+XFC$1"
    assert take_apart("XFD$1", 2, 2).at(2, 3) == "#REF!"


REFERENCES = st.builds(
    lambda fixed, column, also, row: f"{'$' * fixed}{letters_of(column)}{'$' * also}{row}",
    st.booleans(), st.integers(1, 60), st.booleans(), st.integers(1, 2000),
)  # fmt: skip
PIECES = st.one_of(
    REFERENCES,
    st.builds(lambda a, b: f"{a}:{b}", REFERENCES, REFERENCES),
    st.builds(lambda a: f"_okr!{a}", REFERENCES),
    st.builds(lambda a: f"'Ключевые результаты'!{a}", REFERENCES),
    st.builds(lambda a: f'IF({a}="","",{a})', REFERENCES),
    st.builds(lambda a: f'SUMPRODUCT((LEFT({a},5)=$A$2)*({a}<>""))', REFERENCES),
    st.sampled_from(['"A1"', "1.5", "2E3", "TODAY()", "Today", "TRUE", "KR_001"]),
)


@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(0, 900), st.integers(0, 20))
def test_formulas_move_as_another_program_moves_them(
    pieces: list[str], down: int, right: int
) -> None:
    formula = "+".join(pieces)
    target = f"{letters_of(3 + right)}{2 + down}"

    moved = take_apart(formula, 2, 3).at(2 + down, 3 + right)

    assert f"={moved}" == Translator(f"={formula}", "C2").translate_formula(target)


@given(st.text("A019$:!'\"[](),+xЖ .", max_size=40), st.integers(1, 9))
def test_a_formula_that_stays_reads_as_before(formula: str, row: int) -> None:
    """Even one that no program would accept."""
    assert take_apart(formula, row, 2).at(row, 2) == formula
