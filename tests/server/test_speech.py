"""How numbers, days, moments and addresses are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import words
from server.addresses import is_link
from server.speech import Speech
from sync.core.page_addresses import id_of, slug_of

NOW = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
EN, RU = Speech("en", NOW, "Europe/Moscow"), Speech("ru", NOW, "Europe/Moscow")


@pytest.mark.parametrize(
    ("moment", "english", "russian"),
    [
        (datetime(2026, 11, 23, 21, 5, tzinfo=UTC), "today at 00:05", "сегодня в 00:05"),
        (datetime(2026, 11, 23, 20, 59, tzinfo=UTC), "yesterday at 23:59", "вчера в 23:59"),
        (datetime(2026, 11, 1, 9, 0, tzinfo=UTC), "1 Nov at 12:00", "1 ноября в 12:00"),
        (datetime(2025, 5, 9, 9, 0, tzinfo=UTC), "9 May 2025 at 12:00", "9 мая 2025 в 12:00"),
    ],
)
def test_moments_stand_on_the_clocks_of_the_document(
    moment: datetime, english: str, russian: str
) -> None:
    """It is half past nine in the evening in UTC, and past midnight in Moscow."""
    said = [speech.moment(moment).replace("\u00a0", " ") for speech in (EN, RU)]

    assert said == [english, russian]


def test_a_cycle_knows_its_day() -> None:
    first, last = date(2026, 10, 1), date(2026, 12, 31)

    assert EN.cycle_day(first, last) == "day 55 of 92"
    assert RU.cycle_day(first, last) == "день 55 из 92"
    assert EN.cycle_day(date(2027, 1, 1), last) == "the cycle has not begun"
    assert EN.cycle_day(first, date(2026, 11, 1)) == "the cycle is over"


@pytest.mark.parametrize(
    ("value", "calculation", "english", "russian"),
    [
        ("0.290611966", "revenue_share", "29.06 %", "29,06 %"),
        ("28916500", "revenue", "28,916,500 RUB", "28 916 500 RUB"),
        ("31", "won_deals", "31", "31"),
        ("38.3", "deal_cycle", "38.3", "38,3"),
        ("7", "counted_in_a_later_version", "7", "7"),
    ],
)
def test_metrics_are_read_with_their_unit(
    value: str, calculation: str, english: str, russian: str
) -> None:
    said = [speech.measured(Decimal(value), calculation, "RUB") for speech in (EN, RU)]

    assert [text.replace("\u00a0", " ") for text in said] == [english, russian]


def test_counts_are_written_as_numbers_of_the_language() -> None:
    said = [speech.say(words.COUNTED, n=12345) for speech in (EN, RU)]

    assert said == ["counted 12,345", "учтено 12\u00a0345"]


def test_no_data_is_not_zero() -> None:
    assert (EN.score(None), EN.number(None), EN.day(None)) == ("—", "—", "—")
    assert (EN.score(Decimal(0)), RU.score(Decimal("0.5"))) == ("0.00", "0,50")


@given(st.text(min_size=1).filter(lambda text: text.isprintable() or "\n" in text))
def test_any_identity_fits_into_an_address_and_comes_back(identity: str) -> None:
    slug = slug_of(identity)

    assert id_of(slug) == identity
    assert slug.isascii()
    assert "/" not in slug


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://crm.example.com/deals/101", True),
        ("http://127.0.0.1:8090/google/spreadsheets/d/1", True),
        ("http://crm.example.com/deals/101", False),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)//https://", False),
        ("data:text/html,<script>", False),
        ("/home/anna/okr.xlsx", False),
        ("http://[oops", False),
        ("", False),
    ],
)
def test_only_web_pages_are_linked_to(address: str, linked: bool) -> None:
    assert is_link(address) is linked
