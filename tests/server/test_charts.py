"""Where the points and words of a chart stand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.charts import DAY_ROOM, LEAST_GAP, NARROW, WIDE, Curve, Frame, draw, objective_curves
from sync.core.vocabulary import Record
from sync.store.results import Kept, KeptKeyResult, KeptObjective

FIRST = date(2026, 10, 5)
SPAN = (date(2026, 10, 1), date(2026, 12, 31))
SCORES = st.decimals(0, 1, places=2)


def curve(id_: str, *scores: str) -> Curve:
    weeks = {FIRST + timedelta(weeks=n): Decimal(score) for n, score in enumerate(scores)}
    return Curve(id_, id_, weeks)


def week(n: int, id_: str, score: str | None) -> Record:
    found = None if score is None else Decimal(score)
    return {"week": FIRST + timedelta(weeks=n), "id": id_, "score": found}


def test_better_scores_stand_higher_and_later_weeks_further_right() -> None:
    (drawn,) = draw([curve("O-001", "0", "0.5", "1")], SPAN).curves

    xs, ys = zip(*drawn.points, strict=True)
    assert list(xs) == sorted(xs)
    assert list(ys) == sorted(ys, reverse=True)
    assert ys[0] == WIDE.height - WIDE.bottom
    assert ys[-1] == WIDE.top


@given(st.lists(SCORES, min_size=1, max_size=8))
def test_names_at_the_ends_never_cover_one_another(scores: list[Decimal]) -> None:
    curves = [curve(f"O-{n:03d}", str(score)) for n, score in enumerate(scores)]

    heights = sorted(drawn.label for drawn in draw(curves, SPAN).curves)

    assert all(low - high >= LEAST_GAP - 0.2 for high, low in pairwise(heights))
    assert heights[-1] <= WIDE.height - WIDE.bottom + 0.1


@given(st.integers(1, 60), st.sampled_from([WIDE, NARROW]))
def test_names_of_days_have_room_and_the_last_one_is_there(weeks: int, frame: Frame) -> None:
    drawn = draw([curve("O-001", *["0.5"] * weeks)], None, frame)

    places = [x for _, x in drawn.weeks]
    assert all(right - left >= DAY_ROOM for left, right in pairwise(places))
    assert drawn.weeks[-1][0] == drawn.days[-1]


def test_without_any_week_there_is_nothing_to_draw() -> None:
    assert draw([], SPAN).curves == ()
    assert draw([], None).weeks == ()


def test_weeks_from_before_the_database_are_worked_out_from_the_key_results() -> None:
    """The first run takes over a History tab, which knows only key results."""
    kept = Kept(
        (KeptObjective("O-001", "Grow"),),
        (
            KeptKeyResult("KR-001", "Deals", "O-001", weight=Decimal(3)),
            KeptKeyResult("KR-002", "Churn", "O-001", weight=Decimal(1)),
            KeptKeyResult("KR-003", "Guardrail", "O-001", weight=Decimal(0)),
        ),
    )
    rows = [week(0, "KR-001", "0.4"), week(0, "KR-002", "0.8"), week(0, "KR-003", "1"),
            week(1, "KR-001", "0.6"), week(1, "KR-002", None), week(2, "KR-001", "1")]  # fmt: skip
    goals = [week(2, "O-001", "0.7")]

    (found,) = objective_curves(kept, goals, rows)

    assert list(found.scores.values()) == [Decimal("0.50"), Decimal("0.60"), Decimal("0.7")]


def test_objectives_of_other_cycles_have_no_curve() -> None:
    kept = Kept((KeptObjective("O-001", "Last year", current=False),))

    assert objective_curves(kept, [week(0, "O-001", "0.7")], []) == []
