"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sync.core.parsing import DecimalSign, Number, Unreadable, parse_number, tell_decimal

D = Decimal


def value(text: str, decimal: DecimalSign | None = None) -> Decimal:
    found = parse_number(text, decimal)
    assert isinstance(found, Number), f"{text!r} gave {found}"
    return found.value


def reason(text: str) -> str:
    found = parse_number(text)
    assert isinstance(found, Unreadable), f"{text!r} gave {found}"
    return found.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1250", "1250"),
        ("  1250\n", "1250"),
        ("007", "7"),
        ("+5", "5"),
        ("12,5", "12.5"),
        ("1.5", "1.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("1,2345", "1.2345"),
        ("1234,567", "1234.567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234,567", "1234.567"),
        ("1'234.56", "1234.56"),
        ("1\u2019234\u2019567", "1234567"),
        ("1 234", "1234"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1\u2009234\u2009567.5", "1234567.5"),
        ("1 234,567", "1234.567"),
    ],
)
def test_spaces_apostrophes_points_and_commas(text: str, expected: str) -> None:
    assert value(text) == D(expected)


@pytest.mark.parametrize("text", ["-5", "\u22125", "- 5", "\u20135", "\u20145", "(5)", "( 5 )"])
def test_every_minus_and_brackets_are_negative(text: str) -> None:
    assert value(text) == D(-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,8 млн", "1800000"),
        ("1.8млн.", "1800000"),
        ("1 250 тыс. руб.", "1250000"),
        ("5 т.р.", "5000"),
        ("2 млрд", "2000000000"),
        ("3 миллиона", "3000000"),
        ("12k", "12000"),
        ("12 к", "12000"),
        ("$1.2M", "1200000"),
        ("$1.2m", "1200000"),
        ("5М", "5000000"),
        ("5 mln", "5000000"),
        ("3bn", "3000000000"),
        ("5k€", "5000"),
        ("(1,5 млн ₽)", "-1500000"),
        ("−2 тыс.", "-2000"),
        ("1 000 000 000 000 000 000 000 000 000 001 тыс.", "1000000000000000000000000000001000"),
    ],
)
def test_thousands_and_millions_are_multiplied_out(text: str, expected: str) -> None:
    found = value(text)

    assert found == D(expected)
    assert "E" not in str(found)


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("1 250 ₽", "1250", "₽"),
        ("₽1250", "1250", "₽"),
        ("1250руб.", "1250", "руб."),
        ("руб. 5", "5", "руб."),
        ("100 р.", "100", "р."),
        ("-$5", "-5", "$"),
        ("$-5", "-5", "$"),
        ("$(1,234.50)", "-1234.5", "$"),
        ("(5) ₽", "-5", "₽"),
        ("R$ 5", "5", "R$"),
        ("USD 1,250.50", "1250.5", "USD"),
        ("1.000.000,00 €", "1000000", "€"),
        ("30 дней", "30", "дней"),
        ("15 min", "15", "min"),
        ("50 раб. дней", "50", "раб. дней"),
        ("5 руб./мес", "5", "руб./мес"),
        ("30 м²", "30", "м²"),
        ("3 п.п.", "3", "п.п."),
    ],
)
def test_currencies_and_units_stand_beside_the_number(text: str, expected: str, unit: str) -> None:
    found = parse_number(text)

    assert found == Number(D(expected), unit=unit)


@pytest.mark.parametrize("text", ["45 %", "45%", "45\u202f%", "%45", "45 процентов", "45 percent"])
def test_a_percent_sign_is_kept_apart_from_the_number(text: str) -> None:
    assert parse_number(text) == Number(D(45), percent=True)


def test_percent_fits_the_scale_of_the_row() -> None:
    """45 % is 0.45 among fractions and 45 among points; 0.45 stands as typed."""
    percent, plain = parse_number("12,5 %"), parse_number("0,45")

    assert isinstance(percent, Number)
    assert isinstance(plain, Number)
    assert percent.in_scale(fractions=True) == D("0.125")
    assert percent.in_scale(fractions=False) == D("12.5")
    assert plain.in_scale(fractions=True) == D("0.45")


@pytest.mark.parametrize(
    ("text", "expected"), [("٣", "3"), ("１２", "12"), ("１，５", "1.5"), ("٤٥٪", "45"), ("𝟓", "5")]
)
def test_digits_of_other_scripts_count(text: str, expected: str) -> None:
    assert value(text) == D(expected)


@pytest.mark.parametrize("text", ["1\u200b000", "\u200e5", "\u202a5\u202c", "\ufeff5"])
def test_invisible_marks_change_nothing(text: str) -> None:
    assert value(text) in (D(5), D(1000))


AMBIGUOUS = {
    "1,234": ("1234", "1.234"),
    "1.234": ("1234", "1.234"),
    "12,345": ("12345", "12.345"),
    "123.456": ("123456", "123.456"),
    "-1,234": ("-1234", "-1.234"),
    "(1,234)": ("-1234", "-1.234"),
    "$1,234": ("1234", "1.234"),
    "1,234 %": ("1234", "1.234"),
    "1,234 млн": ("1234000000", "1234000"),
    "1.2m": ("1.2", "1200000"),
    "5м": ("5", "5000000"),
    "5 mm": ("5", "5000000"),
    "5 т": ("5", "5000"),
    "5 b": ("5", "5000000000"),
}


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_means_two_things_is_refused_with_both_readings(text: str) -> None:
    readings = tuple(D(reading) for reading in AMBIGUOUS[text])

    assert parse_number(text) == Unreadable("ambiguous-number", readings)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "—", "+", "%", "$", "()", "NaN", "nan", "inf", "-inf", "Infinity", "1e5",
        "1E+5", "1_000", "0x10", "½", "1½", "5²", "①", "1/2", "#REF!", "#N/A", "Loading...", "=5",
        "12 34", "1 2345", "12,34,567", "1,23,456", "1.234,567.8", "1 234'567", "1  000", "1.",
        "1,", "1,,5", "--5", "+-5", "(-5)", "-(5)", "(5", "5)", "1) 5", "5 %%", "5 % ₽",
        "$5 %", "~5", ">5", "≈ 5", "около 5", "№5", "+7 999 123-45-67", "10:30", "5 из 10",
        "5 с половиной", "5 или больше", "5 10", "5\n100", "5\t100", "01.10", "5万", "1\x002",
        "5\u00ad", "\u00ad5", "да", "5 100 000 00", "5 дней 3 часа", "9" * 200,
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    assert reason(text) == "not-a-number"


@pytest.mark.parametrize("text", ["5-10", "5 – 10", "5–10 дней", "5..10", "от 5 до 10", "5 to 10"])
def test_a_range_is_no_number(text: str) -> None:
    assert reason(text) == "number-range"


@pytest.mark.parametrize(
    "text", ["01.10.2026", "2026-10-01", "10/01/2026", "1 октября 2026", "10 Oct", "1 октября"]
)
def test_a_date_is_no_number(text: str) -> None:
    assert reason(text) == "number-date"


def test_a_known_decimal_sign_settles_what_is_ambiguous() -> None:
    assert value("1,234", ",") == D("1.234")
    assert value("1,234", ".") == D(1234)
    assert value("1.234", ",") == D(1234)
    assert value("1.234", ".") == D("1.234")


def test_a_known_decimal_sign_refuses_what_contradicts_it() -> None:
    """In a column of decimal commas 12.5 is a typing mistake, not twelve and a half."""
    assert isinstance(parse_number("12.5", ","), Unreadable)
    assert isinstance(parse_number("1,234,567", ","), Unreadable)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["1,234", "12,50"], ","),
        (["1,234", "1,234,567"], "."),
        (["1.234", "99.9"], "."),
        (["1 234", "5"], None),
        (["1,234", "2,345"], None),
        (["12,5", "12.5"], None),
        (["n/a", "", "0,5"], ","),
        ([], None),
    ],
)
def test_a_column_tells_its_decimal_sign(column: list[str], expected: str | None) -> None:
    assert tell_decimal(column) == expected


def test_zero_has_no_sign() -> None:
    assert str(value("-0")) == "0"
