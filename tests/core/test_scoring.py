"""Progress, scores, roll-up and bands: the definitions, their vectors, and the wrong results that
shipped trackers are known to give."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import kr
from hypothesis import given
from hypothesis import strategies as st

from sync.core.choices import Kind, ResultType
from sync.core.scoring import Band, band, distance, progress, roll_up, round_half_up, score, shown

R = ResultType
numbers = st.decimals(-1_000_000, 1_000_000, places=3)

VECTORS = [
    ("increase", "0", "50", "20", "0.4", "0.40"),
    ("share of enterprise", "22", "35", "31", "0.6923076923", "0.69"),
    ("conversion as fractions", "0.12", "0.18", "0.15", "0.5", "0.50"),
    ("conversion as points", "12", "18", "15", "0.5", "0.50"),
    ("below baseline", "20", "100", "0", "-0.25", "0"),
    ("beyond target", "20", "100", "150", "1.625", "1"),
    ("decrease", "100", "20", "60", "0.5", "0.50"),
    ("decrease, beyond", "100", "20", "10", "1.125", "1"),
    ("decrease, worse", "100", "20", "120", "-0.25", "0"),
    ("churn", "3.0", "1.8", "1.6", "1.1666666667", "1"),
    ("deal cycle, no change", "45", "30", "45", "0", "0"),
    ("NPS from below zero", "-20", "30", "5", "0.5", "0.50"),
    ("loss to profit", "-500", "100", "-200", "0.5", "0.50"),
    ("crossing zero downwards", "10", "-5", "0", "0.6666666667", "0.67"),
]


@pytest.mark.parametrize(("case", "start", "target", "current", "share", "points"), VECTORS)
def test_levels_score_by_the_way_covered(
    case: str, start: str, target: str, current: str, share: str, points: str
) -> None:
    found = progress(kr(start, target), Decimal(current))

    assert (found, score(found)) == (Decimal(share), Decimal(points)), case


def test_start_equal_to_target_is_no_way_at_all() -> None:
    """A scale library gives 0.5 here, another tracker divides by zero, a third shows 0 %."""
    assert progress(kr(50, 50), Decimal(50)) is None
    assert progress(kr(50, 50), Decimal(70)) is None


@pytest.mark.parametrize(
    ("tracker", "start", "target", "current", "share"),
    [
        ("stores 1.0 and shows 150 %", 0, 100, "150", "1.5"),
        ("stores 0 and shows -25 %", 20, 100, "0", "-0.25"),
        ("rejects negative values", 0, 100, "-10", "-0.1"),
        ("knows whole numbers only", 0, 10, "2.5", "0.25"),
        ("breaks on falling results", 10, 0, "7", "0.3"),
        ("says 50 % instead of 59 %", 0, 10, "5.9", "0.59"),
        ("rewards reaching a falling target with 0", 100, 20, "20", "1"),
        ("rewards staying at the start with 100", 100, 20, "100", "0"),
        ("divides current by target", "3.0", "1.8", "2.4", "0.5"),
    ],
)
def test_known_wrong_results_of_shipped_trackers(
    tracker: str, start: Decimal, target: Decimal, current: str, share: str
) -> None:
    assert progress(kr(start, target), Decimal(current)) == Decimal(share), tracker


def test_distance_to_a_bound_earns_nothing_extra() -> None:
    """A product gives 120 at 0.8, 50 at 1.5 and -50 at 2.5 for "at most 1"."""
    at_most = kr(target=1, type_=R.AT_MOST)

    found = [score(progress(at_most, Decimal(text))) for text in ("0.8", "1", "1.5", "2.5")]

    assert found == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("kind", "target", "upper", "current", "share", "away"),
    [
        (R.AT_LEAST, 28, None, "28", 1, "0"),
        (R.AT_LEAST, 28, None, "27.7", 0, "-0.3"),
        (R.AT_MOST, 2, None, "1.5", 1, "0"),
        (R.AT_MOST, 2, None, "2.25", 0, "0.25"),
        (R.WITHIN, 5, 10, "7", 1, "0"),
        (R.WITHIN, 5, 10, "4", 0, "-1"),
        (R.WITHIN, 5, 10, "12", 0, "2"),
    ],
)
def test_kept_values_count_inside_their_bound_only(
    kind: ResultType, target: int, upper: int | None, current: str, share: int, away: str
) -> None:
    fields = {} if upper is None else {"upper": upper}
    row = kr(target=target, type_=kind, **fields)

    assert progress(row, Decimal(current)) == share
    assert distance(row, Decimal(current)) == Decimal(away)


def test_totals_and_steps_count_from_zero() -> None:
    assert progress(kr(10, 50, R.COLLECT), Decimal(20)) == Decimal("0.4")
    assert progress(kr(None, 4, R.MILESTONES), Decimal(3)) == Decimal("0.75")


def test_no_data_is_not_zero() -> None:
    for kind in ResultType:
        assert progress(kr(0, 10, kind, upper=20), None) is None
    assert score(None) is None


def test_one_rounding_would_give_nothing_for_a_hundredth() -> None:
    """From 1 to 2, now 1.005: in binary one ROUND gives 0.00."""
    assert score(progress(kr(1, 2), Decimal("1.005"))) == Decimal("0.01")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(3, "1.0"), (1, "0.5"), (1, "0")], "0.70"),
        ([(1, "0.5"), (1, None)], "0.50"),
        ([(1, "0.4"), (0, "1.0")], "0.40"),
        ([(0, "1.0")], None),
        ([(1, None)], None),
        ([], None),
    ],
)
def test_objective_is_the_weighted_mean_of_what_is_known(
    pairs: list[tuple[int, str | None]], expected: str | None
) -> None:
    known = [(Decimal(w), None if s is None else Decimal(s)) for w, s in pairs]

    assert roll_up(known).score == (None if expected is None else Decimal(expected))


def test_final_score_counts_missing_results_as_zero() -> None:
    pairs = [(Decimal(1), Decimal("0.8")), (Decimal(1), None)]

    assert roll_up(pairs).score == Decimal("0.80")
    assert roll_up(pairs, final=True).score == Decimal("0.40")
    assert (roll_up(pairs).with_data, roll_up(pairs).total) == (1, 2)


@pytest.mark.parametrize(
    ("points", "kind", "expected"),
    [
        ("0.70", Kind.ASPIRATIONAL, Band.GREEN),
        ("0.69", Kind.ASPIRATIONAL, Band.IDEAL),
        ("0.60", Kind.ASPIRATIONAL, Band.IDEAL),
        ("0.59", Kind.ASPIRATIONAL, Band.YELLOW),
        ("0.40", Kind.ASPIRATIONAL, Band.YELLOW),
        ("0.39", Kind.ASPIRATIONAL, Band.RED),
        ("0.99", Kind.COMMITTED, Band.YELLOW),
        ("1.00", Kind.COMMITTED, Band.GREEN),
    ],
)
def test_bands_are_half_open(points: str, kind: Kind, expected: Band) -> None:
    assert band(Decimal(points), kind) is expected


def test_band_is_taken_from_the_number_people_see() -> None:
    """0.6999 is shown as 0.70 and must not be another colour than 0.70."""
    assert band(shown(Decimal("0.6999"))) is Band.GREEN


@given(start=numbers, target=numbers, current=numbers)
def test_scores_stay_between_0_and_1(start: Decimal, target: Decimal, current: Decimal) -> None:
    found = score(progress(kr(start, target), current))

    assert found is None if start == target else 0 <= (found or 0) <= 1


@given(start=numbers, target=numbers, current=numbers)
def test_mirrored_rows_score_alike(start: Decimal, target: Decimal, current: Decimal) -> None:
    """A falling result is a rising one with all signs turned."""
    assert progress(kr(start, target), current) == progress(kr(-start, -target), -current)


@given(start=numbers, target=numbers, first=numbers, second=numbers)
def test_nearer_to_the_target_never_scores_less(
    start: Decimal, target: Decimal, first: Decimal, second: Decimal
) -> None:
    row = kr(start, target)
    near, far = sorted((first, second), key=lambda value: (value - start) * (target - start),
                       reverse=True)  # fmt: skip

    assert (progress(row, near) or 0) >= (progress(row, far) or 0)


@given(st.lists(st.tuples(st.integers(0, 5), st.decimals(0, 1, places=2)), max_size=8))
def test_roll_up_lies_between_its_scores(pairs: list[tuple[int, Decimal]]) -> None:
    found = roll_up([(Decimal(weight), points) for weight, points in pairs]).score
    counted = [points for weight, points in pairs if weight]

    assert (found is None) == (not counted)
    if found is not None:
        assert min(counted) <= found <= max(counted)


@given(st.decimals(-1000, 1000, places=12), st.integers(0, 10))
def test_rounding_goes_away_from_zero_at_the_half(number: Decimal, places: int) -> None:
    found = round_half_up(number, places)

    assert abs(found - number) <= Decimal(5).scaleb(-places - 1)
    assert round_half_up(-number, places) == -found


@pytest.mark.parametrize("type_", ResultType)
@pytest.mark.parametrize("current", ["1E+60", "-1E+300", "1E-300", "123456789012345E+40"])
def test_numbers_as_large_as_a_cell_holds_are_scored(type_: ResultType, current: str) -> None:
    for target in ("3E-300", "7", "9E+307"):
        row = kr(start=2, target=target, type_=type_, upper="9.5E+307")
        found = score(progress(row, Decimal(current)))

        assert found is not None
        assert 0 <= found <= 1
