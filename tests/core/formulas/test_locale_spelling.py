"""Formulas in the spelling of other locales."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from sheets_template.build import make_workbook
from sheets_template.model import Computed, Rule
from sync.core.formulas.locale import from_locale, has_decimal_comma, to_locale

SPELLINGS = [
    ("IF($A2=\"\",0.7,MAX(1,.5))", "IF($A2=\"\";0,7;MAX(1;,5))"),
    ('AND(COUNT($F2)=1,$F2>=0.6)', 'AND(COUNT($F2)=1;$F2>=0,6)'),
    ('COUNTIFS(A1:A9,">="&0.7)', 'COUNTIFS(A1:A9;">="&0,7)'),
    ('IF(A1="a,b;1.5","say ""1,5""",2)', 'IF(A1="a,b;1.5";"say ""1,5""";2)'),
    ("SUM('It''s 1,5; 2.5'!A1:A2,Цели!$B$1)", "SUM('It''s 1,5; 2.5'!A1:A2;Цели!$B$1)"),
    ("{1,2;3.5,4}", "{1\\2;3,5\\4}"),
    ("SUM({1,IF(A1,2,3);4,5},6)", "SUM({1\\IF(A1;2;3);4\\5};6)"),
    ("1.5E-3*A1+2.E2", "1,5E-3*A1+2,E2"),
    ("SUM(T1[[#ALL],[a.b]],1.5)", "SUM(T1[[#ALL],[a.b]];1,5)"),
    ("=PERCENTILE.INC(A1:A9,0.5)", "=PERCENTILE.INC(A1:A9;0,5)"),
    ("TODAY()", "TODAY()"),
]  # fmt: skip
LOCALES = (
    "ar_EG az_AZ be_BY bg_BG bn_IN ca_ES cs_CZ cy_GB da_DK de_AT de_CH de_DE el_GR en_AU en_CA"
    " en_GB en_IE en_IN en_US en_ZA es_AR es_BO es_CL es_CO es_CR es_EC es_ES es_MX es_PE es_PY"
    " es_US es_UY es_VE et_EE fa_IR fi_FI fil_PH fr_BE fr_CA fr_CH fr_FR gu_IN he_IL hi_IN hr_HR"
    " hu_HU hy_AM id_ID is_IS it_CH it_IT ja_JP ka_GE kk_KZ kn_IN ko_KR lt_LT lv_LV mk_MK ml_IN"
    " mn_MN mr_IN ms_MY my_MM nb_NO nl_BE nl_NL nn_NO pa_IN pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK"
    " sl_SI sq_AL sr_RS sv_SE ta_IN te_IN th_TH tr_TR uk_UA ur_PK uz_UZ vi_VN zh_CN zh_HK zh_TW"
)


@pytest.mark.parametrize(("english", "russian"), SPELLINGS)
def test_a_decimal_comma_changes_separators_and_nothing_in_quotes(
    english: str, russian: str
) -> None:
    assert to_locale(english, "ru_RU") == russian
    assert from_locale(russian, "ru_RU") == english


@pytest.mark.parametrize(("english", "_"), SPELLINGS)
def test_a_decimal_point_changes_nothing(english: str, _: str) -> None:
    assert to_locale(english, "en_GB") == english
    assert from_locale(english, "en_GB") == english


@pytest.mark.parametrize("locale", LOCALES.split())
def test_every_locale_has_the_mark_that_unicode_gives_it(locale: str) -> None:
    mark = Locale.parse(locale).number_symbols["latn"]["decimal"]

    assert has_decimal_comma(locale) == (mark == ",")


def test_old_names_of_languages_and_dashes_are_known() -> None:
    assert has_decimal_comma("in_ID")
    assert has_decimal_comma("no_NO")
    assert not has_decimal_comma("iw_IL")
    assert has_decimal_comma("ru-RU")
    assert not has_decimal_comma("")


def test_every_formula_of_the_template_survives_the_way_there_and_back() -> None:
    workbook = make_workbook("ru", sample=True, today=date(2026, 11, 23))
    cells = (cell.content for sheet in workbook.sheets for cell in sheet.cells.values())
    formulas = {content.formula for content in cells if isinstance(content, Computed)}
    formulas |= {r.formula for s in workbook.sheets for r in s.rules if isinstance(r, Rule)}

    assert len(formulas) > 4000
    assert {f for f in formulas if from_locale(to_locale(f, "ru_RU"), "ru_RU") != f} == set()


@given(st.text(alphabet="A1.5,;\\{}()\"'[]é+ ", max_size=40))
def test_odd_texts_neither_fail_nor_grow(text: str) -> None:
    assert len(to_locale(text, "de_DE")) == len(text) == len(from_locale(text, "de_DE"))
