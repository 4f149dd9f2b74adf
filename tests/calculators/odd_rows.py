"""Documents full of odd rows: every result type, blank, wrong and extreme values."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sheets_template.content import Content, Typed
from sheets_template.model import Scalar
from sync.core.choices import Choice, Kind, ResultType, State
from sync.core.identity import Line, make_id
from sync.core.key_results import parse_key_result
from sync.core.links import Directory
from sync.core.vocabulary import Cell, Row

START, END, CYCLE = date(2026, 10, 1), date(2026, 12, 31), "2026-Q4"
OBJECTIVES, KEY_RESULTS, KPIS = 30, 700, 40
BROKEN = "#DIV/0!"
"""Stands for a cell whose formula is broken."""
METRIC = "M-001 · Revenue"
SEEN_BY_FORMULAS = frozenset({
    "number-as-text", "not-a-number", "number-ambiguous", "formula-error", "choice-unknown",
    "target-missing", "type-missing", "start-missing-rate", "start-equals-target",
    "target-not-positive", "upper-missing", "upper-below-target", "weight-negative",
    "yes-no-expected",
})  # fmt: skip
"""Errors that withhold a score without the help of the service."""

Records = dict[str, dict[str, Scalar]]


def make_content(
    seed: int, count: int = OBJECTIVES, key_results: int = KEY_RESULTS, kpis: int = KPIS
) -> Content:
    """The rows of a document, each with some chance of a wrong value; ``count`` objectives."""
    draw = random.Random(seed)
    objectives = [_objective(draw, number) for number in range(1, count + 1)]
    return Content(
        {"cycle": CYCLE, "start": START, "end": END},
        {
            "objectives": objectives,
            "key_results": [_key_result(draw, objectives) for _ in range(key_results)],
            "metrics": [{"title": "Revenue"}],
            "kpi": [_kpi(draw) for _ in range(kpis)],
            "review": [{"objective": _choice_of(draw, objectives)} for _ in range(count)],
        },
    )


def make_records(seed: int, content: Content) -> Records:
    """What the service keeps for them. It marks the errors that formulas cannot see, and no
    others: those have to show without it."""
    draw = random.Random(seed)
    ids = [make_id("KR", number) for number in range(1, KEY_RESULTS + 1)]
    records = {id_: _record(draw) for id_ in [*ids, *(make_id("K", n) for n in range(1, KPIS, 2))]}
    for number in range(1, OBJECTIVES, 4):
        seen = START + timedelta(draw.randint(0, 60))
        records[make_id("O", number)] = {"first_seen": seen, "message": "✓"}
    records["DOC"] = {"as_of": date(2026, 11, 20), "message": "Заполните даты."}
    for id_, codes in _findings(content).items():
        if codes and not codes & SEEN_BY_FORMULAS:
            records[id_]["level"] = "error"
    return records


def _objective(draw: random.Random, number: int) -> Typed:
    return {
        "title": draw.choice([f"Objective {number}", f"Стать лучше №{number}?", "Same title"]),
        "cycle": draw.choice([None] * 6 + [CYCLE, CYCLE.lower(), "2026-Q3"]),
        "kind": draw.choice([None, None, "nonsense", *_titles(Kind)]),
        "state": draw.choice([None] * 8 + ["nonsense", *_titles(State)]),
    }


def _choice_of(draw: random.Random, objectives: Sequence[Typed]) -> str | None:
    number = draw.randrange(len(objectives))
    id_, title = make_id("O", number + 1), str(objectives[number]["title"])
    odd = (f"{id_} · an older title", id_.lower(), id_, title, "O-999 · gone", None)
    return draw.choice([f"{id_} · {title}"] * 14 + [*odd])


def _key_result(draw: random.Random, objectives: Sequence[Typed]) -> Typed:
    kind = draw.choice([*_titles(ResultType) * 4, "reach a level", "?", None])
    row: dict[str, Scalar] = {
        "title": f"Key result {draw.randrange(10**6)}",
        "objective": _choice_of(draw, objectives),
        "type": kind,
        "unit": draw.choice([None, "%", "₽"]),
        "upper": draw.choice([None, Decimal(draw.randint(-5, 120))]),
        "due": draw.choice([None] * 3 + [START + timedelta(draw.randint(-5, 100))]),
        "weight": draw.choice([None] * 4 + [Decimal(n) for n in ("0", "1", "2", "0.35", "-1")]),
        "metric": draw.choice([None, None, None, METRIC]),
        "checked_on": draw.choice([None, date(2026, 11, 2)]),
        **_numbers(draw),
    }
    if kind in ResultType.YES_NO.title:
        answers: list[Scalar] = [True, False, Decimal(1), Decimal(0), "да", "No", "истина", "hm"]
        row["typed"] = draw.choice([*answers, None])
    return _spoiled(draw, row)


def _numbers(draw: random.Random) -> Typed:
    """A start, a target and a value: near together, far apart, at the edge of rounding."""
    places = draw.choice([0, 0, 1, 2, 3, 6])
    scale = Decimal(10) ** (draw.choice([0, 0, 1, 2, 3, 6]) if places < 3 else 0)
    start, target = (Decimal(draw.randint(-20, 120)).scaleb(-places) * scale for _ in range(2))
    share = draw.choice(
        [Decimal(draw.randint(-300, 1400)).scaleb(-3), Decimal("0.005"), Decimal(1)]
    )
    far = draw.choice([Decimal(0), Decimal(-1), Decimal(10) ** 15, -(Decimal(10) ** 12)])
    return {
        "start": draw.choice([start] * 6 + [None]),
        "target": draw.choice([target] * 20 + [None, far]),
        "typed": draw.choice([start + (target - start) * share] * 9 + [None, far, target, start]),
    }


def _spoiled(draw: random.Random, row: dict[str, Scalar]) -> Typed:
    """The row, now and then with a value of the wrong kind."""
    if draw.random() > 0.12:
        return row
    wrong: dict[str, tuple[Scalar, ...]] = {
        "weight": ("abc", "12", True),
        "metric": ("M-999 · gone", "revenue"),
        "title": (None,),
    }
    anything = ("1,8 млн", "n/a", "12", True, False, BROKEN)
    key = draw.choice(["start", "target", "upper", "typed", "due", *wrong])
    return {**row, key: draw.choice(wrong.get(key, anything))}


def _kpi(draw: random.Random) -> Typed:
    plans: list[Scalar] = [Decimal(n) for n in ("100", "0", "-5", "0.7")] + [None, "сто", True]
    facts: list[Scalar] = [Decimal(draw.randint(0, 150)), Decimal("33.335"), None, "много"]
    return {
        "title": draw.choice([f"KPI {draw.randrange(10**6)}"] * 9 + [None]),
        "plan": draw.choice(plans),
        "typed": draw.choice(facts),
        "metric": draw.choice([None, METRIC]),
    }


def _record(draw: random.Random) -> dict[str, Scalar]:
    number = Decimal(draw.randint(-50, 150))
    return {
        "value": draw.choice([None, number, number / 4, Decimal(1), Decimal(0)]),
        "as_of": draw.choice([None, date(2026, 11, 20)]),
        "message": draw.choice([None, "✓", "Введите 25."]),
        "forecast": draw.choice([None, Decimal("0.55")]),
        "change": draw.choice([None, Decimal(0), Decimal("-1.5")]),
        "first_seen": draw.choice([None] * 3 + [START + timedelta(draw.randint(-3, 95))]),
    }


def _titles(kind: type[Choice]) -> list[str]:
    return [title for member in kind for title in member.title]


def _findings(content: Content) -> dict[str, set[str]]:
    """The codes at each key result that gets no score."""
    lines = {tab: list(_lines(content, tab)) for tab in ("objectives", "metrics", "key_results")}
    above, metrics = Directory(lines["objectives"]), Directory(lines["metrics"])
    parsed = [
        parse_key_result(line, above, metrics, "en", doubled=False)
        for line in lines["key_results"] if line.title
    ]  # fmt: skip
    return {p.line.id: {problem.code for problem in p.problems} for p in parsed if p.kr is None}


def _lines(content: Content, tab: str) -> list[Line]:
    rows = enumerate(content.rows[tab], 2)
    return [
        Line(str(content.value(tab, "id", number)),
             Row(number, {key: Cell(value) for key, value in row.items()}))
        for number, row in rows
    ]  # fmt: skip
