"""Scores of all rows of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core import pace, scoring
from sync.core.choices import Kind, State, Status
from sync.core.identity import Line
from sync.core.model import KeyResult, Objective, Settings


@dataclass(frozen=True, slots=True)
class Value:
    """What a key result stands at, in the scale of its row."""

    number: Decimal | None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A key result with its score. ``kr`` is None when an error withholds the score."""

    line: Line
    kr: KeyResult | None
    objective: Objective | None
    current: Decimal | None = None
    as_of: date | None = None
    progress: Decimal | None = None
    score: Decimal | None = None
    expected: Decimal | None = None
    status: Status | None = None
    forecast: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """An objective with the score its key results give it."""

    line: Line
    objective: Objective
    score: Decimal | None
    with_data: int
    total: int
    expected: Decimal | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The settings, today, and the day each row first appeared (absent: from the start)."""

    settings: Settings
    today: date
    first_seen: Mapping[str, date]

    def window(self, id_: str, due: date | None = None) -> pace.Window:
        start = self.settings.start
        begin = max(start, self.first_seen.get(id_, start))
        return pace.Window(begin, due or self.settings.end, self.today)

    def runs(self, objective: Objective | None) -> bool:
        """Whether rows of this objective get a status: of the current cycle and at work."""
        if objective is None or not self.settings.dates_known:
            return self.settings.dates_known
        return in_cycle(objective, self.settings) and objective.state is State.ACTIVE


def in_cycle(objective: Objective, settings: Settings) -> bool:
    """Whether the objective belongs to the current cycle; compared as the formulas do."""
    return not objective.cycle or objective.cycle.casefold() == settings.cycle.casefold()


def judge(
    line: Line, kr: KeyResult, objective: Objective | None, value: Value, calendar: Calendar
) -> Result:
    """Score one key result."""
    running = calendar.runs(objective)
    kind = objective.kind if objective else Kind.ASPIRATIONAL
    window = calendar.window(line.id, kr.due)
    share = scoring.progress(kr, value.number)
    return Result(
        line,
        kr,
        objective,
        current=value.number,
        as_of=value.as_of,
        progress=share,
        score=scoring.score(share),
        expected=pace.pace(window),
        status=pace.status(kr, value.number, window, kind) if running else None,
        forecast=pace.forecast(kr, value.number, window) if running else None,
    )


def withheld(line: Line, objective: Objective | None, calendar: Calendar) -> Result:
    """A row with an error: no score."""
    due = line.row.value("due")
    window = calendar.window(line.id, due if isinstance(due, date) else None)
    expected = pace.pace(window)
    status = Status.NO_DATA if calendar.runs(objective) else None
    return Result(line, None, objective, expected=expected, status=status)


def roll_up(
    line: Line, objective: Objective, results: Iterable[Result], calendar: Calendar
) -> ObjectiveResult:
    """Score one objective from the rounded scores of its key results."""
    pairs = [(weight_of(result), result.score) for result in results if result.line.title]
    rolled = scoring.roll_up(pairs)
    window = calendar.window(line.id)
    return ObjectiveResult(
        line,
        objective,
        rolled.score,
        rolled.with_data,
        rolled.total,
        expected=pace.pace(window),
        status=_status(rolled.score, objective, window) if calendar.runs(objective) else None,
    )


def weight_of(result: Result) -> Decimal:
    return result.kr.weight if result.kr else Decimal(1)


def of_objective(results: Sequence[Result], id_: str) -> list[Result]:
    """The key results under one objective."""
    return [result for result in results if result.objective and result.objective.id == id_]


def _status(score: Decimal | None, objective: Objective, window: pace.Window) -> Status:
    return Status.NO_DATA if score is None else pace.verdict(score, window, objective.kind)
