"""When a run stops and asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sync.core.brakes import Fall, all_fell, headers_gone, rows_gone, rows_shuffled, tabs_gone

START, TODAY = date(2026, 10, 1), date(2026, 11, 23)
IN_CYCLE, BEFORE = date(2026, 11, 20), date(2026, 9, 28)


def fall(before: str | None, as_of: date, now: str | None) -> Fall:
    return Fall("M-001 · Revenue", None if before is None else Decimal(before), as_of,
                None if now is None else Decimal(now), START)  # fmt: skip


def test_everything_at_zero_at_once_is_an_outage() -> None:
    falls = [fall("31", IN_CYCLE, "0"), fall("0.22", IN_CYCLE, None)]

    brake = all_fell(falls, None, TODAY)

    assert brake is not None
    assert brake.code == "all-zero"
    assert "--force" in brake.text.en
    assert "Подтверждаю обнуление" in brake.text.ru


def test_one_value_that_stands_is_enough_to_go_on() -> None:
    falls = [fall("31", IN_CYCLE, "0"), fall("5", IN_CYCLE, "4")]

    assert all_fell(falls, None, TODAY) is None


def test_a_new_cycle_starts_from_zero_rightly() -> None:
    assert all_fell([fall("31", BEFORE, "0")], None, TODAY) is None


def test_todays_confirmation_lets_the_drop_through() -> None:
    falls = [fall("31", IN_CYCLE, "0")]

    assert all_fell(falls, TODAY, TODAY) is None
    assert all_fell(falls, date(2026, 11, 22), TODAY) is not None


def test_zero_before_and_zero_now_is_no_fall() -> None:
    assert all_fell([fall("0", IN_CYCLE, "0"), fall(None, IN_CYCLE, None)], None, TODAY) is None


def test_half_the_rows_gone_stops() -> None:
    known = [f"KR-{n:03d}" for n in range(1, 9)]

    assert rows_gone(known, known[4:]) is not None
    assert rows_gone(known, known[3:]) is None


def test_a_few_rows_may_all_go() -> None:
    assert rows_gone(["KR-001", "KR-002"], []) is None


def test_a_tab_that_is_gone_is_named() -> None:
    brake = tabs_gone(["Objectives"])

    assert brake is not None
    assert "Objectives" in brake.text.ru
    assert tabs_gone([]) is None


def test_missing_headers_and_shuffled_rows_are_named() -> None:
    headers, rows = headers_gone(["ID", "Objective"]), rows_shuffled(("KR-001", "KR-002"))

    assert headers is not None
    assert "ID, Objective" in headers.text.en
    assert rows is not None
    assert "KR-001, KR-002" in rows.text.ru
    assert headers_gone([]) is None
    assert rows_shuffled(()) is None
