"""Typing, showing and spelling in en_US, ru_RU and fr_FR."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.google.cells.rendering import general, rendered
from sandbox.google.cells.spelling import delocalised, localised
from sandbox.google.cells.typed import typed
from sandbox.google.locales import is_known, rules_of
from sandbox.google.model import Entered, ErrorCode, FormulaText, Value

TODAY = date(2026, 11, 23)
NEW_YEAR = 46023.0  # 1 January 2026
EN, RU, FR = rules_of("en_US"), rules_of("ru_RU"), rules_of("fr_FR")

# what is typed, what it is in each locale, the pattern it brings along in the first that reads it
TYPED: list[tuple[str, Entered, Entered, Entered, str]] = [
    ("42", 42.0, 42.0, 42.0, ""),
    ("0042", 42.0, 42.0, 42.0, ""),
    ("-7", -7.0, -7.0, -7.0, ""),
    ("(7)", -7.0, -7.0, -7.0, ""),
    (" 42 ", 42.0, 42.0, 42.0, ""),
    ("0,75", "0,75", 0.75, 0.75, ""),
    ("0.75", 0.75, "0.75", "0.75", ""),
    ("1.5", 1.5, 46143.0, 46143.0, "d.m"),
    ("2,000,000.01", 2000000.01, "2,000,000.01", "2,000,000.01", "#,##0.00"),
    ("1,234", 1234.0, 1.234, 1.234, "#,##0"),
    ("12,34", "12,34", 12.34, 12.34, ""),
    ("1 234,5", "1 234,5", 1234.5, 1234.5, "#,##0.00"),
    ("1\N{NO-BREAK SPACE}234", "1\N{NO-BREAK SPACE}234", 1234.0, 1234.0, "#,##0"),
    ("75%", 0.75, 0.75, 0.75, "0%"),
    ("12.5%", 0.125, "12.5%", "12.5%", "0.00%"),
    ("45 %", 0.45, 0.45, 0.45, "0%"),
    ("1e5", 100000.0, 100000.0, 100000.0, "0.00E+00"),
    ("$100.15", 100.15, "$100.15", "$100.15", '"$"#,##0.00'),
    ("-$5", -5.0, -5.0, -5.0, '"$"#,##0'),
    ("100 ₽", 100.0, 100.0, 100.0, "[$₽]#,##0"),
    ("TRUE", True, True, True, ""),
    ("false", False, False, False, ""),
    ("истина", "истина", True, "истина", ""),
    ("Vrai", "Vrai", "Vrai", True, ""),
    ("'0123", "0123", "0123", "0123", ""),
    ("2020-01-01", 43831.0, 43831.0, 43831.0, "yyyy-mm-dd"),
    ("1-2", NEW_YEAR + 1, 46054.0, 46054.0, "m-d"),
    ("1/2/2026", NEW_YEAR + 1, 46054.0, 46054.0, "m/d/yyyy"),
    ("01.02.2026", "01.02.2026", 46054.0, 46054.0, "dd.mm.yyyy"),
    ("31.12.26", "31.12.26", 46387.0, 46387.0, "dd.mm.yy"),
    ("31/12/2026", "31/12/2026", 46387.0, 46387.0, "dd/mm/yyyy"),
    ("13/13/2026", "13/13/2026", "13/13/2026", "13/13/2026", ""),
    ("Jan 1, 2026", NEW_YEAR, NEW_YEAR, NEW_YEAR, "mmm d, yyyy"),
    ("1 января 2026", "1 января 2026", NEW_YEAR, "1 января 2026", "d mmmm yyyy"),
    ("1 janvier 2026", "1 janvier 2026", "1 janvier 2026", NEW_YEAR, "d mmmm yyyy"),
    ("12:30", 0.5208333333333334, 0.5208333333333334, 0.5208333333333334, "hh:mm"),
    ("1:30 pm", 0.5625, 0.5625, 0.5625, "h:mm am/pm"),
    ("2026-01-01 06:00", NEW_YEAR + 0.25, NEW_YEAR + 0.25, NEW_YEAR + 0.25, "yyyy-mm-dd hh:mm"),
    ("25:00", "25:00", "25:00", "25:00", ""),
    ("1,8 млн", "1,8 млн", "1,8 млн", "1,8 млн", ""),
    ("3 of 4", "3 of 4", "3 of 4", "3 of 4", ""),
    ("O-001 · Grow", "O-001 · Grow", "O-001 · Grow", "O-001 · Grow", ""),
    ("+7 000 000-00-00", "+7 000 000-00-00", "+7 000 000-00-00", "+7 000 000-00-00", ""),
    ("", None, None, None, ""),
]


@pytest.mark.parametrize(("text", "en", "ru", "fr", "pattern"), TYPED)
def test_typed_text_is_read_as_the_locale_has_it(
    text: str, en: Entered, ru: Entered, fr: Entered, pattern: str
) -> None:
    found = [typed(text, rules, TODAY, {}) for rules in (EN, RU, FR)]

    assert [one.entered for one in found] == [en, ru, fr]
    patterns = [(one.number_format or {}).get("pattern", "") for one in found]
    assert next(filter(None, patterns), "") == pattern


def test_a_cell_for_plain_text_keeps_what_is_typed() -> None:
    for text in ("42", "=A1", "4.2026", "TRUE", "2026-01-01"):
        assert typed(text, RU, TODAY, {"type": "TEXT", "pattern": "@"}).entered == text


def test_a_number_typed_into_a_percentage_is_a_percentage() -> None:
    percent = {"type": "PERCENT", "pattern": "0.0%"}

    assert typed("75", EN, TODAY, percent).entered == 0.75
    assert typed("75%", EN, TODAY, percent) == typed("75", EN, TODAY, percent)


@pytest.mark.parametrize(("text", "present", "taken"), [
    ("1,234", {"type": "DATE", "pattern": "dd.mm.yyyy"}, None),
    ("42", {"type": "NUMBER", "pattern": "0.0"}, None),
    ("2026-01-01", {"type": "DATE", "pattern": "dd.mm.yyyy"}, None),
    ("2026-01-01", {"type": "NUMBER", "pattern": "0.0"}, "DATE"),
    ("75%", {"type": "NUMBER", "pattern": "0.0"}, "PERCENT"),
])  # fmt: skip
def test_a_chosen_format_gives_way_to_another_kind_only(
    text: str, present: dict[str, Any], taken: str | None
) -> None:
    assert (typed(text, EN, TODAY, present).number_format or {}).get("type") == taken


@settings(max_examples=150)
@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from([EN, RU, FR, rules_of("de_DE")]))
def test_what_is_shown_can_be_typed_again(number: Any, rules: Any) -> None:
    for form in ({}, {"type": "NUMBER", "pattern": "#,##0.000"}):
        shown = rendered(float(number), form, rules)

        assert typed(shown, rules, TODAY, {}).entered == pytest.approx(float(number), rel=1e-9)


@settings(max_examples=100)
@given(
    st.dates(date(1900, 3, 1), date(2090, 12, 31)),
    st.sampled_from(["en_US", "ru_RU", "fr_FR", "sv_SE", "ja_JP"]),
)
def test_a_day_shown_by_default_can_be_typed_again(day: date, locale: str) -> None:
    rules = rules_of(locale)
    serial = float((day - date(1899, 12, 30)).days)

    assert typed(rendered(serial, {"type": "DATE"}, rules), rules, TODAY, {}).entered == serial


@pytest.mark.parametrize(("number", "text"), [
    (0, "0"), (42, "42"), (-0.5, "-0.5"), (1 / 3, "0.3333333333"), (100 / 3, "33.33333333"),
    (1 / 1024, "0.0009765625"), (0.1 + 0.2, "0.3"), (1234567890.123, "1234567890"),
    (999999999999999, "999999999999999"), (1e15, "1E+15"), (1.5e20, "1.5E+20"), (1e-9, "1E-09"),
])  # fmt: skip
def test_a_number_without_a_format(number: float, text: str) -> None:
    assert general(float(number), EN) == text
    assert general(float(number), RU) == text.replace(".", ",")


@pytest.mark.parametrize(("pattern", "number", "text"), [
    ("0.00", 0.996, "1.00"),
    ("0.00", 2.675, "2.68"),
    ("0.00", -0.001, "0.00"),
    ("0", 0.5, "1"),
    ("0%", 0.125, "13%"),
    ("0.0%", 0.125, "12.5%"),
    ("#,##0", 1234567.5, "1,234,568"),
    ("#,##0.00", 999.999, "1,000.00"),
    ("#,##0", 0, "0"),
    ("#.##", 0.5, ".5"),
    ("0.##", 5, "5."),
    ("00000", 42, "00042"),
    ("000-0000", 5551234, "555-1234"),
    ('"$"#,##0.00', -1234.5, "-$1,234.50"),
    ('#,##0\\ "₽"', 1500, "1,500 ₽"),
    ("[$€]#,##0.00", 1.5, "€1.50"),
    ("[$₽-419]0", 1, "₽1"),
    ("0.00;(0.00)", -5, "(5.00)"),
    ('0;-0;"none"', 0, "none"),
    ("+0.0;-0.0;0", 0.7, "+0.7"),
    ("+0.0;-0.0;0", -0.7, "-0.7"),
    ("[Red]0.0;[Blue]-0.0", -1, "-1.0"),
    ("[>=1000]#,##0;0.##", 1500, "1,500"),
    ("[>=1000]#,##0;0.##", -2.5, "-2.5"),
    ("[<0]0.0;[=0]\"-\";0", 0, "-"),
    ("0.0,,\"M\"", 1234567, "1.2M"),
    ("0.00E+00", 12345, "1.23E+04"),
    ("0.00E+00", 0.00012, "1.20E-04"),
    ("@", 3.5, "3.5"),
    (";;;", 5, ""),
    ("General", 5.25, "5.25"),
    ("[>=1000]#,##0;[<=-1000]-#,##0;General", -180000, "-180,000"),
    ("[>=1000]#,##0;[<=-1000]-#,##0;General", -5.5, "-5.5"),
    ("General \"km\"", 12, "12 km"),
    ("yyyy-mm-dd", 46349, "2026-11-23"),
    ("dd.mm.yyyy", 46349, "23.11.2026"),
    ("m/d/yyyy", 46349, "11/23/2026"),
    ("d mmmm yyyy", 46349, "23 November 2026"),
    ("dddd, mmm d", 46349, "Monday, Nov 23"),
    ("m/d/yy h:mm:ss am/pm", 46349.75, "11/23/26 6:00:00 PM"),
    ("hh:mm", 46349.25, "06:00"),
    ("mm:ss.00", 0.5 / 86400, "00:00.50"),
    ("[h]:mm", 1.5, "36:00"),
])  # fmt: skip
def test_number_formats(pattern: str, number: float, text: str) -> None:
    assert rendered(float(number), {"type": "NUMBER", "pattern": pattern}, EN) == text


@pytest.mark.parametrize(("kind", "en", "ru", "fr"), [
    ("NUMBER", "46,349.75", "46 349,75", "46 349,75"),
    ("PERCENT", "4634975.00%", "4634975,00%", "4634975,00%"),
    ("CURRENCY", "$46,349.75", "46 349,75 ₽", "46 349,75 €"),
    ("DATE", "11/23/2026", "23.11.2026", "23/11/2026"),
    ("TIME", "6:00:00 PM", "18:00:00", "18:00:00"),
    ("DATE_TIME", "11/23/2026 18:00:00", "23.11.2026 18:00:00", "23/11/2026 18:00:00"),
    ("SCIENTIFIC", "4.63E+04", "4,63E+04", "4,63E+04"),
    ("TEXT", "46349.75", "46349,75", "46349,75"),
])  # fmt: skip
def test_formats_without_a_pattern_are_the_locales_own(
    kind: str, en: str, ru: str, fr: str
) -> None:
    shown = [rendered(46349.75, {"type": kind}, rules) for rules in (EN, RU, FR)]

    for special in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}":
        shown = [text.replace(special, " ") for text in shown]
    assert shown == [en, ru, fr]


@pytest.mark.parametrize(("value", "en", "ru"), [
    (True, "TRUE", "ИСТИНА"), (False, "FALSE", "ЛОЖЬ"), (ErrorCode.N_A, "#N/A", "#N/A"),
    ("1.5", "1.5", "1.5"), (None, "", ""),
])  # fmt: skip
def test_other_values_are_shown(value: Value, en: str, ru: str) -> None:
    assert (rendered(value, {}, EN), rendered(value, {}, RU)) == (en, ru)


def test_a_text_format_can_add_to_text() -> None:
    assert rendered("Plan", {"type": "TEXT", "pattern": '"→ "@'}, EN) == "→ Plan"
    assert rendered("Plan", {"type": "NUMBER", "pattern": "0.00"}, EN) == "Plan"


@pytest.mark.parametrize(("inside", "local"), [
    ("=SUM(A1,0.5)", "=SUM(A1;0,5)"),
    ("=IF(A1>=0.7,TRUE,\"a,b;0.5\")", "=IF(A1>=0,7;ИСТИНА;\"a,b;0.5\")"),
    ("={1,2.5;3,4}", "={1\\2,5;3\\4}"),
    ("=SUM({1,2},MAX(3,{4;5}))", "=SUM({1\\2};MAX(3;{4;5}))"),
    ("='x, y; 1.5'!A1+STDEV.S(1:3,B2:B)", "='x, y; 1.5'!A1+STDEV.S(1:3;B2:B)"),
    ("=$A$1+A1%", "=$A$1+A1%"),
    ("=#REF!+1.5", "=#REF!+1,5"),
    ("=1E+3*.5", "=1E+3*,5"),
])  # fmt: skip
def test_formulas_are_spelled_in_russian_and_back(inside: str, local: str) -> None:
    assert localised(inside, RU) == local
    assert delocalised(local, RU) == FormulaText(inside)
    assert localised(inside, EN) == inside
    assert delocalised(inside, EN) == FormulaText(inside)


@pytest.mark.parametrize("text", ["=SUM(A1,B1)", "=A1*0.5", "=IF(A1;1,5;2.5)", "=(1\\2)"])
def test_a_formula_with_the_marks_of_another_locale_is_broken(text: str) -> None:
    assert delocalised(text, RU) == FormulaText(text, broken=True)


def test_unknown_locales_are_told_apart() -> None:
    assert is_known("ru_RU")
    assert is_known("en")
    assert not is_known("xx_YY")
    assert not is_known("")
    assert rules_of("xx_YY").date == EN.date
