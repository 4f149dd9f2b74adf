"""Numbers inside sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sync.core.texts.message import Level, Message, plain_number, render, show_number
from sync.core.vocabulary import Text

D = Decimal


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        ("1250000.5", "1,250,000.5", "1\u00a0250\u00a0000,5"),
        ("12500", "12,500", "12\u00a0500"),
        ("1250.50", "1250.5", "1250,5"),
        ("-1250000", "-1,250,000", "-1\u00a0250\u00a0000"),
        ("0.65", "0.65", "0,65"),
        ("1E+6", "1,000,000", "1\u00a0000\u00a0000"),
        ("-0.00", "0", "0"),
        ("100", "100", "100"),
        ("12345678901234567890123456789012.5", "12,345,678,901,234,567,890,123,456,789,012.5",
         "12 345 678 901 234 567 890 123 456 789 012,5".replace(" ", "\u00a0")),
    ],
)  # fmt: skip
def test_numbers_are_shown_as_readers_write_them(number: str, english: str, russian: str) -> None:
    assert show_number(D(number), "en") == english
    assert show_number(D(number), "ru") == russian


def test_a_number_to_type_has_no_signs_between_thousands() -> None:
    assert plain_number(D("1250000.50"), "en") == "1250000.5"
    assert plain_number(D("1250000.50"), "ru") == "1250000,5"


def test_a_sentence_says_which_of_the_two_it_means() -> None:
    message = Message(
        Level.ERROR,
        Text("The CRM says {crm}. Type {crm:plain}.", "В CRM {crm}. Введите {crm:plain}."),
        Text("", ""),
    )

    said = render(message, "", {"crm": D(1800000)}, "ru")

    assert said == "В CRM 1\u00a0800\u00a0000. Введите 1800000."


def test_a_long_cell_is_cut_in_a_sentence() -> None:
    message = Message(Level.ERROR, Text("“{found}” is long.", "«{found}» — длинно."), Text("", ""))

    said = render(message, "слово " * 8000, {}, "ru")

    assert len(said) < 220
    assert said.endswith("…» — длинно.")
