"""Formulas of spreadsheets whose locale has a decimal comma."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.formulas import FORMULAS, Layout, formula
from sync.core.schema import TABS
from sync.documents.google_sheets.spelling import has_comma, is_localised, to_core, to_local

PAIRS = [
    ("1+1", "1+1"),
    ("IF(A1>0.5,1.25,.5)", "IF(A1>0,5;1,25;,5)"),
    ('IF(A1="a,b;c","x ""1.5,2""",1)', 'IF(A1="a,b;c";"x ""1.5,2""";1)'),
    ("SUM('План, факт'!A1,'it''s; 1.5'!B2)", "SUM('План, факт'!A1;'it''s; 1.5'!B2)"),
    ("{1,2;3,4.5}", "{1\\2;3\\4,5}"),
    ("{SUM(1,2),3;4,5}", "{SUM(1;2)\\3;4\\5}"),
    ("SUM({1,2},3)", "SUM({1\\2};3)"),
    ("CEILING.MATH(1.5,2)+NORM.DIST(A1,1,2,TRUE)", "CEILING.MATH(1,5;2)+NORM.DIST(A1;1;2;TRUE)"),
    ("1.5E+3*$A$1:B2", "1,5E+3*$A$1:B2"),
    ("SUM(Sales[Won, lost],1)", "SUM(Sales[Won, lost];1)"),
]


@pytest.mark.parametrize(("core", "local"), PAIRS)
def test_formulas_go_out_and_come_back(core: str, local: str) -> None:
    assert (to_local(core), to_core(local)) == (local, core)


def test_every_formula_of_the_template_survives() -> None:
    titles = {key: f"Вкладка, {key}; 1.5" for key in TABS}
    letters = {key: {column.key: "B" for column in tab.columns} for key, tab in TABS.items()}
    rows = {column.key: 3 for column in TABS["settings"].columns}
    layout = Layout(titles, letters, rows, "ru")

    for tab, column in FORMULAS:
        text = formula(tab, column, 7, layout)
        assert to_core(to_local(text)) == text


FORMULA = st.recursive(
    st.sampled_from(["1.5", "A1", '"a;b,1.5"', "'x;,.'!B2", "TRUE", "2", "{1,2.5;3,4}"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda a: f"F({','.join(a)})"),
    max_leaves=8,
)


@given(FORMULA, st.integers(1, 30))
def test_nothing_is_lost_on_the_way(text: str, row: int) -> None:
    local = to_local(f"{text}+B{row}*1.{row}")

    assert to_core(local, row) == to_core(local) == f"{text}+B{row}*1.{row}"


@given(FORMULA)
def test_the_spelling_is_seen_from_the_formulas(text: str) -> None:
    if "," in text and "F(" in text and not text.startswith("{"):
        assert is_localised("ru_RU", ["1+1", to_local(text + "+F(A1,B1)")])
    assert not is_localised("ru_RU", ["1+1", "F(A1,B1)"])
    assert not is_localised("en_US", ["F(A1;B1)"])


def test_without_formulas_the_locale_decides() -> None:
    assert is_localised("ru_RU", [])
    assert is_localised("de_DE", ["1+1", "SUM(1,5)"])
    assert not is_localised("en_GB", [])


@pytest.mark.parametrize(
    ("locale", "comma"), [("ru_RU", True), ("es_ES", True), ("es_MX", False), ("de_CH", False),
                          ("en_US", False), ("ja_JP", False), ("pt_BR", True), ("", False)],
)  # fmt: skip
def test_locales_have_a_comma_or_a_point(locale: str, comma: bool) -> None:
    assert has_comma(locale) is comma
