"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from sync.core.parsing import Unreadable, parse_date, tell_order

OCTOBER = date(2026, 10, 1)
JANUARY = date(2026, 1, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-01", "2026/10/01", "2026.10.01", "2026-10-1", "01.10.2026", "1.10.2026", "1.10.26",
        "01.10.2026 г.", " 01.10.2026\n", "２０２６-10-01", "2026\u201310\u201301",
        "1 октября 2026", "1 октября 2026 г.", "1 октября 2026 года", "01 октября 2026",
        "1\u00a0октября\u00a02026", "1 окт. 2026", "1 Октября 2026", "1-го октября 2026",
        "1 Oct 2026", "1 October 2026", "1st October 2026", "01-Oct-2026", "Oct 1, 2026",
        "Oct. 1 2026", "October 1st, 2026", "2026-10-01 12:30", "2026-10-01T23:59:59.123",
        "01.10.2026 09:15:00", "2026-10-01 9:15 AM",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert parse_date(text) == OCTOBER


@pytest.mark.parametrize("text", ["10/01/2026", "10-01-2026", "10/1/26"])
def test_what_means_two_days_is_refused_with_both(text: str) -> None:
    assert parse_date(text) == Unreadable("ambiguous-date", (JANUARY, OCTOBER))


@pytest.mark.parametrize("text", ["10/25/2026", "25/10/2026", "25-10-2026"])
def test_a_day_above_twelve_settles_the_order(text: str) -> None:
    assert parse_date(text) == date(2026, 10, 25)


def test_equal_day_and_month_are_clear() -> None:
    assert parse_date("5/5/2026") == date(2026, 5, 5)


def test_a_known_order_settles_the_day() -> None:
    assert parse_date("10/01/2026", "day") == JANUARY
    assert parse_date("10/01/2026", "month") == OCTOBER
    assert parse_date("25/10/2026", "month") == Unreadable("not-a-date")


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["10/01/2026", "25/10/2026"], "day"),
        (["10/01/2026", "10/25/2026"], "month"),
        (["10/01/2026"], None),
        (["10/25/2026", "25/10/2026"], None),
        (["2026-10-25", "", "n/a"], None),
    ],
)
def test_a_column_tells_its_order(column: list[str], expected: str | None) -> None:
    assert tell_order(column) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "завтра", "октябрь 2026", "1 октября", "Oct 1", "31.02.2026", "2026-13-01",
        "25.13.2026", "00.10.2026", "46296", "20261001", "1 foo 2026", "01.10", "2026",
        "01.10.2026 25:00", "2026-10-01T12:00:00Z", "2026-10-01T12:00:00+03:00", "01.10.2026.",
        "1.10.026", "#REF!", "1" * 100,
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    """A moment with a zone is refused too: its day depends on where one stands."""
    assert parse_date(text) == Unreadable("not-a-date")


def test_two_digits_of_a_year_are_taken_only_when_one_year_fits() -> None:
    assert parse_date("01.10.31") == date(2031, 10, 1)
    assert parse_date("01.10.95") == Unreadable(
        "ambiguous-date", (date(1995, 10, 1), date(2095, 10, 1))
    )


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2101, 1, 1), date(226, 10, 1)])
def test_years_outside_1990_to_2100_are_mistakes(day: date) -> None:
    assert parse_date(day.isoformat()) == Unreadable("date-out-of-range", (day,))
