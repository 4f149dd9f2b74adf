"""Grids of cells and what they can hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.grid import Sheet, as_stored, clean, column_of, letters_of
from sync.core.vocabulary import EMPTY, Cell, ErrorValue


def test_a_grid_grows_as_needed() -> None:
    sheet = Sheet("One")

    sheet.put(2, 3, Cell("x"))

    assert sheet.rows == [[], [EMPTY, EMPTY, Cell("x")]]
    assert sheet.cell(2, 3) == Cell("x")
    assert sheet.cell(2, 4) == sheet.cell(9, 1) == sheet.cell(0, 0) == EMPTY
    assert list(sheet.filled()) == [(2, 3, Cell("x"))]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert (letters_of(number), column_of(letters)) == (letters, number)


@pytest.mark.parametrize("letters", ["", "a", "XFE", "ZZZ", "AAAA", "А", "1"])
def test_what_is_no_column_is_zero(letters: str) -> None:
    assert column_of(letters) == 0


@given(st.text(max_size=50))
def test_stored_text_is_legal_and_stays_as_it_is(text: str) -> None:
    kept = as_stored(text)

    assert kept == as_stored(kept)
    assert kept is None or isinstance(kept, str)
    (kept or "").encode()


def test_endless_text_is_cut_where_excel_cuts_it() -> None:
    kept = as_stored("😀" * 20_000)

    assert kept == "😀" * 16_383


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_stored_numbers_have_fifteen_digits(number: Decimal) -> None:
    kept = as_stored(number)

    assert kept == as_stored(kept)
    if isinstance(kept, Decimal):
        assert len(kept.normalize().as_tuple().digits) <= 15
        assert kept == 0 or abs(kept - number) <= abs(number) * Decimal("1e-14")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e308", "-1e400"])
def test_numbers_beyond_a_spreadsheet_are_errors(number: str) -> None:
    assert as_stored(Decimal(number)) == ErrorValue("#NUM!")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("\u200b", None), ("a\0b", "ab"), ("\u2066 x \u2069", "x"), ("👩\u200d💻", "👩\u200d💻")],
)
def test_invisible_letters_are_cleaned_off_the_ends(typed: str, meant: str | None) -> None:
    assert clean(typed) == meant
