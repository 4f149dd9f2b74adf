"""Pace, status and forecast."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from builders import kr
from hypothesis import given
from hypothesis import strategies as st

from sync.core.choices import Kind, ResultType, Status
from sync.core.pace import Window, forecast, heading, pace, status, verdict
from sync.core.scoring import progress, score

R = ResultType
Q3 = (date(2026, 7, 1), date(2026, 9, 30))
A, C = Kind.ASPIRATIONAL, Kind.COMMITTED


def window(today: date, begin: date = Q3[0], due: date = Q3[1]) -> Window:
    return Window(begin, due, today)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 1), "0"),
        (date(2026, 7, 5), "0.0440"),
        (date(2026, 8, 15), "0.4945"),
        (date(2026, 9, 30), "1"),
        (date(2026, 10, 3), "1"),
        (date(2026, 6, 1), "0"),
    ],
)
def test_pace_is_the_share_of_whole_days(day: date, expected: str) -> None:
    assert pace(window(day)) == Decimal(expected)


def test_no_verdict_in_the_first_two_weeks_of_a_quarter() -> None:
    """2 % done on day 5 is "off track" elsewhere; 15 % of 91 days are 13.65."""
    row = kr(0, 100)

    assert status(row, Decimal(2), window(date(2026, 7, 14)), A) is Status.TOO_EARLY
    assert status(row, Decimal(2), window(date(2026, 7, 15)), A) is Status.OFF_TRACK


def test_at_least_seven_days_pass_before_a_verdict() -> None:
    short = Window(date(2026, 7, 1), date(2026, 7, 21), date(2026, 7, 7))

    assert status(kr(0, 100), Decimal(0), short, A) is Status.TOO_EARLY


@pytest.mark.parametrize(
    ("current", "kind", "expected"),
    [
        ("30", A, Status.ON_TRACK),
        ("29.4", A, Status.AT_RISK),
        ("19.6", A, Status.AT_RISK),
        ("19.0", A, Status.OFF_TRACK),
        ("45", C, Status.ON_TRACK),
        ("44", C, Status.AT_RISK),
        ("34", C, Status.OFF_TRACK),
        ("100", A, Status.DONE),
        ("130", C, Status.DONE),
    ],
)
def test_status_says_where_the_score_is_heading(current: str, kind: Kind, expected: Status) -> None:
    """Half of the time has passed, so the score will double."""
    half = Window(date(2026, 7, 1), date(2026, 10, 9), date(2026, 8, 20))

    assert status(kr(0, 100), Decimal(current), half, kind) is expected


def test_almost_there_on_the_last_day_is_no_failure() -> None:
    """Trackers that compare differences call 60 % on the last day only yellow; here 0.6 is good."""
    assert status(kr(0, 100), Decimal(60), window(Q3[1]), A) is Status.ON_TRACK
    assert status(kr(0, 100), Decimal(39), window(Q3[1]), A) is Status.OFF_TRACK


def test_a_total_is_not_off_track_while_it_lags_by_less_than_one() -> None:
    """Two deals a quarter, none after forty days: 0.53 of a deal behind what is needed."""
    few = kr(None, 2, R.COLLECT)

    assert status(few, Decimal(0), window(date(2026, 8, 10)), A) is Status.AT_RISK
    assert status(few, Decimal(0), window(date(2026, 9, 20)), A) is Status.OFF_TRACK


def test_kept_values_are_judged_by_their_range() -> None:
    margin = kr(None, 28, R.AT_LEAST)

    assert status(margin, Decimal(29), window(date(2026, 7, 2)), A) is Status.ON_TRACK
    assert status(margin, Decimal(27), window(date(2026, 7, 2)), A) is Status.OFF_TRACK
    assert status(margin, Decimal(29), window(Q3[1]), A) is Status.DONE


def test_yes_or_no_waits_for_its_due_date() -> None:
    launch = kr(None, 1, R.YES_NO)

    assert status(launch, Decimal(0), window(date(2026, 9, 29)), A) is Status.TOO_EARLY
    assert status(launch, Decimal(0), window(Q3[1]), A) is Status.OFF_TRACK
    assert status(launch, Decimal(1), window(date(2026, 7, 2)), A) is Status.DONE


def test_without_a_value_there_is_no_data() -> None:
    assert status(kr(0, 100), None, window(Q3[1]), A) is Status.NO_DATA


def test_a_score_rounded_up_to_one_is_not_done() -> None:
    assert status(kr(0, 1000), Decimal(996), window(Q3[1]), A) is Status.ON_TRACK
    assert status(kr(0, 1000), Decimal(1000), window(Q3[1]), A) is Status.DONE


def test_a_row_that_appeared_late_has_its_own_start() -> None:
    """Added on 1 September, ten days ago: a third of its time, not four fifths."""
    late = window(date(2026, 9, 11), begin=date(2026, 9, 1))

    assert status(kr(0, 100), Decimal(25), late, A) is Status.ON_TRACK


def test_forecast_is_held_within_one_and_silent_where_a_rate_says_nothing() -> None:
    half = Window(date(2026, 7, 1), date(2026, 10, 9), date(2026, 8, 20))

    assert forecast(kr(0, 100), Decimal(30), half) == Decimal("0.60")
    assert forecast(kr(0, 100), Decimal(80), half) == 1
    assert forecast(kr(None, 28, R.AT_LEAST), Decimal(29), half) is None
    assert forecast(kr(0, 100), Decimal(30), window(date(2026, 7, 3))) is None


@given(total=st.integers(1, 400), elapsed=st.integers(-30, 500), points=st.integers(0, 100))
def test_verdict_follows_the_number_people_see(total: int, elapsed: int, points: int) -> None:
    begin = date(2026, 1, 1)
    days = Window(begin, begin + timedelta(days=total), begin + timedelta(days=elapsed))
    value = Decimal(points) / 100

    ahead = heading(value, days)
    found = verdict(value, days, A)

    if points == 100:
        assert found is Status.DONE
    elif ahead is None:
        assert found is Status.TOO_EARLY
    else:
        expected = Status.ON_TRACK if ahead >= Decimal("0.6") else (
            Status.AT_RISK if ahead >= Decimal("0.4") else Status.OFF_TRACK)  # fmt: skip
        assert found is expected


def _red_share(final: float, kind: ResultType, seed: int) -> tuple[int, int]:
    """Red verdicts and all verdicts over simulated quarters of a steady key result."""
    dice = random.Random(seed)
    red = verdicts = 0
    for _ in range(200):
        target = dice.choice([3, 10, 50, 400, 2_000_000])
        start = 0 if kind is R.COLLECT else dice.choice([0, -20, 3 * target])
        row = kr(start, target, kind)
        for day in range(92):
            share = Decimal(str(final)) * day / 91
            current = start + (target - start) * share
            if kind is R.COLLECT and target <= 400:
                current = Decimal(int(current))
            today = Q3[0] + timedelta(days=day)
            found = status(row, current, window(today), A)
            red += found is Status.OFF_TRACK
            verdicts += found in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
    return red, verdicts


@pytest.mark.parametrize("kind", [R.REACH, R.COLLECT])
def test_simulated_quarters(
    kind: ResultType, record_property: Callable[[str, object], None]
) -> None:
    """A steady way to 0.65 is never called red; a steady way to 0.3 is, whenever a verdict can be
    given at all (a small count may lag by less than one unit)."""
    good, good_all = _red_share(0.65, kind, seed=1)
    bad, bad_all = _red_share(0.3, kind, seed=1)

    red = f"{good} of {good_all} at a steady 0.65, {bad} of {bad_all} at a steady 0.3"
    record_property("figure", f"status, {kind.key}: red verdicts: {red}")
    assert good == 0
    assert bad > 0.7 * bad_all if kind is R.COLLECT else bad == bad_all


def test_every_simulated_failure_is_red_in_the_end() -> None:
    for target in (4, 10, 50, 400):
        row = kr(None, target, R.COLLECT)
        current = Decimal(int(Decimal("0.3") * target))
        assert status(row, current, window(Q3[1]), A) is Status.OFF_TRACK, target


def test_score_and_status_agree_on_done() -> None:
    row = kr(0, 3)
    share = progress(row, Decimal(3))

    assert score(share) == 1
    assert status(row, Decimal(3), window(date(2026, 7, 2)), A) is Status.DONE
