"""Formulas with their own row left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.formulas import FORMULAS, at_row, formula, normal_form
from sync.core.formulas.place import Layout, quote
from sync.core.grid import letters_of
from sync.core.schema import TABS
from sync.core.vocabulary import Language

ROWS = st.integers(2, 1_048_576)
TITLES = st.text(st.characters(exclude_characters="[]:*?/\\", exclude_categories=("C", "Z")),
                 min_size=1, max_size=20)  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(["+", "-", "(", ")", ",", "IF(", "LOG10(", "1.5", "A$7", "$A$7", "TRUE", "x7"]),
    st.builds(lambda letters, row: f"${letters}{row}", st.sampled_from(["A", "AB", "XFD"]), ROWS),
    st.builds(
        lambda words: '"' + words.replace('"', '""') + '"',
        st.text(st.characters(exclude_categories=["C"]), max_size=12),
    ),
    st.builds(lambda title: quote(title) + "!$A$1:$A$9", TITLES),
)


def layout(language: Language = "ru") -> Layout:
    letters = {key: {column.key: letters_of(number) for number, column in enumerate(tab.columns, 1)}
               for key, tab in TABS.items()}  # fmt: skip
    rows = {column.key: number for number, column in enumerate(TABS["settings"].columns, 2)}
    return Layout({k: t.title.of(language) for k, t in TABS.items()}, letters, rows, language)


@pytest.mark.parametrize(("text", "form"), [
    ("IF($B7=\"\",1,B7+$C$7+$C8)", "IF($B{r}=\"\",1,B{r}+$C$7+$C8)"),
    ('"see A7"&$A7', '"see A7"&$A{r}'),
    ("'Plan A7'!$A$1:$A$9+$A7", "'Plan A7'!$A$1:$A$9+$A{r}"),
    ("'It''s A7'!$B7+1", "'It''s A7'!$B{r}+1"),
    ("LOG7(A7)+Tab7!C9", "LOG7(A{r})+Tab7!C9"),
    ("A77+AA7+Q7_x+$A7.5", "A77+AA{r}+Q7_x+$A7.5"),
    ('"{r}"&A7', '"{r}"&A{r}'),
    ("SUM($A7:$C7)", "SUM($A{r}:$C{r})"),
])  # fmt: skip
def test_own_row_is_left_open_and_nothing_else(text: str, form: str) -> None:
    assert normal_form(text, 7) == form


@given(st.lists(PIECES, max_size=12).map("".join), ROWS)
def test_a_normal_form_gives_its_formula_back(text: str, row: int) -> None:
    assert at_row(normal_form(text, row), row) == text


@given(ROWS, ROWS)
def test_formulas_of_two_rows_have_one_form(one: int, other: int) -> None:
    for tab, column in FORMULAS:
        if tab not in ("settings", "_lists"):
            made = normal_form(formula(tab, column, one, layout()), one)
            assert at_row(made, other) == formula(tab, column, other, layout())


@given(TITLES)
def test_titles_are_quoted_unless_they_are_plain_words(title: str) -> None:
    spelt = quote(title)

    assert spelt == title or spelt == "'" + title.replace("'", "''") + "'"
    assert normal_form(f"{spelt}!$A$1+$B9", 9) == f"{spelt}!$A$1+$B{{r}}"


def test_a_layout_that_lacks_a_column_is_told() -> None:
    usual = layout()
    less = {**usual.letters, "key_results": {"id": "A", "title": "B"}}

    with pytest.raises(KeyError):
        formula("key_results", "progress", 2, Layout(usual.titles, less, usual.settings_rows, "ru"))
