"""Laws of the parsers: numbers written the way of twelve places read back, and nothing raises."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.core.parsing import (
    Link,
    Number,
    Unreadable,
    WhereError,
    parse_cycle,
    parse_date,
    parse_link,
    parse_list,
    parse_number,
    parse_where,
    parse_yes_no,
)
from sync.core.texts.message import plain_number, show, show_number
from sync.core.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Convention:
    """How a place writes numbers."""

    place: str
    group: str
    decimal: str
    minus: str
    percent: str
    decimal_means: Literal[",", "."]
    digits: str = "0123456789"


NBSP, NARROW, LRM, ALM = "\u00a0", "\u202f", "\u200e", "\u061c"
CONVENTIONS = (
    Convention("ru-RU", NBSP, ",", "\u2212", "{}" + NBSP + "%", ","),
    Convention("en-US", ",", ".", "-", "{}%", "."),
    Convention("de-DE", ".", ",", "-", "{}" + NBSP + "%", ","),
    Convention("de-CH", "\u2019", ".", "-", "{}%", "."),
    Convention("fr-FR", NARROW, ",", "-", "{}" + NARROW + "%", ","),
    Convention("pl-PL", " ", ",", "\u2013", "{}%", ","),
    Convention("sv-SE", NBSP, ",", "\u2212", "{} %", ","),
    Convention("tr-TR", ".", ",", "-", "%{}", ","),
    Convention("pt-BR", ".", ",", "- ", "{}%", ","),
    Convention("he-IL", ",", ".", LRM + "-", "{}%", "."),
    Convention("ar-EG", "٬", "٫", ALM + "-", "{}٪" + ALM, ",", "٠١٢٣٤٥٦٧٨٩"),
    Convention("ja-JP", "，", "．", "－", "{}％", ".", "０１２３４５６７８９"),
)  # fmt: skip


def write(number: Decimal, percent: bool, convention: Convention) -> str:
    """The number as that place writes it."""
    whole, _, fraction = f"{number.copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", convention.group)
    text = grouped + (convention.decimal + fraction if fraction else "")
    text = text.translate(str.maketrans("0123456789", convention.digits))
    text = convention.percent.format(text) if percent else text
    return convention.minus + text if number < 0 else text


def numbers(count: int, seed: str) -> list[tuple[Decimal, bool]]:
    chance = random.Random(seed)
    drawn = []
    for _ in range(count):
        places = chance.randrange(7)
        digits = chance.randrange(10 ** chance.randrange(1, 13)) * chance.choice((1, 1, -1))
        drawn.append((Decimal(digits).scaleb(-places), chance.random() < 0.2))
    return drawn


@pytest.mark.slow
@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda convention: convention.place)
def test_a_hundred_thousand_numbers_of_a_place_read_back(convention: Convention) -> None:
    for number, percent in numbers(100_000, convention.place):
        text = write(number, percent, convention)

        assert parse_number(text, convention.decimal_means) == Number(number, percent), text


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
    st.booleans(),
    st.sampled_from(CONVENTIONS),
)
def test_any_number_of_a_place_reads_back(
    number: Decimal, percent: bool, convention: Convention
) -> None:
    text = write(number, percent, convention)
    assume(len(text) <= 100)

    assert parse_number(text, convention.decimal_means) == Number(number, percent)


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(CONVENTIONS),
)
def test_without_the_place_a_number_reads_back_or_is_refused_with_it_among_the_readings(
    number: Decimal, convention: Convention
) -> None:
    """Never another number, silently."""
    found = parse_number(write(number, False, convention))

    if isinstance(found, Number):
        assert found.value == number
    elif found.reason == "ambiguous-number":
        assert number in found.readings
    else:
        assert len(write(number, False, convention)) > 100


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(["en", "ru"]))
def test_what_messages_show_reads_back(number: Decimal, language: Language) -> None:
    decimal: Literal[",", "."] = "," if language == "ru" else "."
    for text in (show_number(number, language), plain_number(number, language)):
        if len(text) <= 100:
            assert parse_number(text, decimal) == Number(number)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["en", "ru"]))
def test_days_that_messages_show_read_back(day: date, language: Language) -> None:
    assert parse_date(show(day, language)) == day


def test_every_day_reads_back_in_both_languages() -> None:
    genitives = (
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
        "октября", "ноября", "декабря",
    )  # fmt: skip
    for offset in range(0, 40_000, 13):
        day = date(1990, 1, 1) + timedelta(offset)
        russian = f"{day.day} {genitives[day.month - 1]} {day.year} г."
        for text in (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%b %d, %Y}", russian):
            assert parse_date(text) == day


PIECES = (
    "1", "234", "5,5", ",", ".", " ", NBSP, "\u2212", "-", "(", ")", "%", "₽", "$", "млн", "тыс.",
    "k", "M", "дней", "октября", "Oct", "2026", "01", "/", "Q4", "кв.", "O-001", "·", '"', "«", "»",
    "„", "“", ";", "=", "!=", ">", "≤", "½", "²", "٣", "１", "\x00", "\x1f", "\t", "\n", "\u00ad",
    "\u200f", "\u202e", "\ud800", "\udfff", "👩\u200d💻", "é", "e\u0301", "万", "#REF!", "NaN", "_",
    "✓", "да", "'", "\\", "{}", "{0}", "%s",
)  # fmt: skip


def cell(chance: random.Random) -> str:
    """What may stand in a cell: pieces that matter to a parser, mixed with any characters."""
    length = chance.randrange(1, 9)
    return "".join(
        chance.choice(PIECES) if chance.random() < 0.8 else chr(chance.randrange(0x110000))
        for _ in range(length)
    )


def read_every_way(text: str) -> None:
    assert isinstance(parse_number(text), Number | Unreadable)
    assert isinstance(parse_number(text, ","), Number | Unreadable)
    assert isinstance(parse_date(text), date | Unreadable)
    assert isinstance(parse_date(text, "day"), date | Unreadable)
    assert parse_yes_no(text) in (True, False, None)
    assert isinstance(parse_cycle(text), str)
    assert isinstance(parse_link(text), Link)
    assert isinstance(parse_list(text), tuple)
    assert isinstance(parse_where(text), tuple | WhereError)


@pytest.mark.slow
def test_a_hundred_thousand_cells_never_raise() -> None:
    chance = random.Random(2026)
    for _ in range(100_000):
        read_every_way(cell(chance))


@given(st.text(st.characters()))
def test_any_text_never_raises(text: str) -> None:
    read_every_way(text)


@pytest.mark.parametrize(
    "piece",
    ["1", " ", ",", '"', "«", "„", '"a', "«a,", '"",', "=", "a=b;", "(", "1 ", "1.", "\u0301"],
)
def test_the_longest_cell_is_read_quickly(piece: str) -> None:
    """A cell holds at most 50,000 characters; none of them costs more than a moment."""
    read_every_way(piece * (50_001 // len(piece)))
