"""The Where cell of a metric."""

from __future__ import annotations

import pytest

from sync.core.parsing import WhereError, parse_where
from sync.core.vocabulary import Condition


def test_semicolon_is_and_comma_is_or() -> None:
    assert parse_where("Segment = Enterprise, SMB; Amount >= 100000") == (
        Condition("Segment", "=", ("Enterprise", "SMB")),
        Condition("Amount", ">=", ("100000",)),
    )


@pytest.mark.parametrize(
    ("sign", "operator"),
    [
        ("=", "="), ("==", "="), ("!=", "!="), ("≠", "!="), ("<>", "!="), (">", ">"), (">=", ">="),
        ("≥", ">="), ("<", "<"), ("<=", "<="), ("≤", "<="),
    ],
)  # fmt: skip
def test_operators_and_their_other_spellings(sign: str, operator: str) -> None:
    conditions = parse_where(f"Amount{sign}5")

    assert isinstance(conditions, tuple)
    assert [(c.field, c.operator, c.values) for c in conditions] == [("Amount", operator, ("5",))]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ('"My; field" = A', "My; field", ("A",)),
        ("«Поле = 1» = «A, B», C", "Поле = 1", ("A, B", "C")),
        ('Field = "say ""hi"""', "Field", ('say "hi"',)),
        ("Сегмент клиента = Крупный  бизнес", "Сегмент клиента", ("Крупный бизнес",)),
        ("Client = ООО «Заря»", "Client", ("ООО «Заря»",)),
        ("Mood = Wow!", "Mood", ("Wow!",)),
    ],
)
def test_quotes_hold_what_needs_them(text: str, field: str, values: tuple[str, ...]) -> None:
    assert parse_where(text) == (Condition(field, "=", values),)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("100 тыс. ₽", "100000"),
        ("1 250 000", "1250000"),
        ('"1,5"', "1.5"),
        ("(5)", "-5"),
        ("01.10.2026", "2026-10-01"),
        ("1 октября 2026", "2026-10-01"),
    ],
)
def test_compared_values_come_back_in_plain_form(typed: str, plain: str) -> None:
    assert parse_where(f"Field >= {typed}") == (Condition("Field", ">=", (plain,)),)


@pytest.mark.parametrize("text", ["", "   ", ";", " ; ; "])
def test_nothing_asks_for_nothing(text: str) -> None:
    assert parse_where(text) == ()


def test_a_semicolon_at_the_end_is_harmless() -> None:
    assert parse_where("A = b;") == (Condition("A", "=", ("b",)),)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Segment", WhereError(8, "operator", "")),
        ("Segment Enterprise; A = b", WhereError(19, "operator", ";")),
        ("= a", WhereError(1, "name", "=")),
        ("A = b; , c", WhereError(8, "name", ",")),
        ("Segment =", WhereError(10, "value", "")),
        ("Segment = ; A = b", WhereError(11, "value", ";")),
        ("Segment = A, ; B = c", WhereError(14, "value", ";")),
        ("Segment = A = B", WhereError(13, "separator", "=")),
        ("Segment = SMB Amount > 5", WhereError(22, "separator", ">")),
        ('Segment = "A" B', WhereError(15, "separator", "B")),
        ('Segment = "A, B', WhereError(11, "closing-quote", '"')),
        ("Сегмент = «A; B = c", WhereError(11, "closing-quote", "«")),
        ("Amount >= 100,000", WhereError(15, "one-value", "000")),
        ("Amount > many", WhereError(10, "number-or-day", "many")),
        ('Amount > "1,234"', WhereError(10, "number-or-day", '"1,234"')),
        ("Day > 10/01/2026", WhereError(7, "number-or-day", "10/01/2026")),
    ],
)
def test_an_error_tells_the_place_and_what_was_expected(text: str, error: WhereError) -> None:
    assert parse_where(text) == error
