"""Rows of a document whose cells have been checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sync.core.choices import Calculation, Kind, MetricPeriod, ResultType, Rhythm, State
from sync.core.vocabulary import Condition, Language, Period


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole document. ``end`` is the last day of the cycle."""

    team: str
    cycle: str
    start: date
    end: date
    zone: str
    currency: str
    language: Language
    check_in_day: int
    """0 is Monday."""
    hide_names: bool
    confirm_drop: date | None
    dates_known: bool = True
    """False when the cycle's dates are missing or wrong; then nothing is measured or judged."""

    @property
    def period(self) -> Period:
        return Period(self.start, self.end + timedelta(days=1), self.zone)


@dataclass(frozen=True, slots=True)
class Objective:
    """Where to go."""

    id: str
    title: str
    owner: str = ""
    cycle: str = ""
    """As typed; blank is the current one."""
    team: str = ""
    kind: Kind = Kind.ASPIRATIONAL
    state: State = State.ACTIVE
    parent: str = ""
    """The id of the objective above, when it stands in the same document."""


@dataclass(frozen=True, slots=True)
class KeyResult:
    """How we will know. Percent-formatted numbers are fractions, others stand as typed."""

    id: str
    title: str
    type: ResultType
    target: Decimal
    objective: str = ""
    """The id of its objective."""
    start: Decimal | None = None
    upper: Decimal | None = None
    typed: Decimal | None = None
    """A number; for Yes or no 1 and 0."""
    unit: str = ""
    fractions: bool = False
    """The row's cells are formatted as percentages."""
    due: date | None = None
    weight: Decimal = Decimal(1)
    rhythm: Rhythm = Rhythm.WEEKLY
    metric: str = ""
    """The id of its metric; then ``typed`` is not looked at."""
    owner: str = ""
    confidence: Decimal | None = None
    blocker: str = ""
    next_step: str = ""
    checked_on: date | None = None

    @property
    def points(self) -> bool:
        """Rates stand in percentage points: 25 for a quarter."""
        return self.unit == "%" and not self.fractions


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of the Metrics tab, with names as typed."""

    id: str
    title: str
    source: str
    """Key of ``choices.Source``."""
    calculation: Calculation
    pipeline: str = ""
    """``Pipeline`` or ``Pipeline › Stage``."""
    segment_field: str = ""
    segment_values: tuple[str, ...] = ()
    owner: str = ""
    amount_field: str = ""
    within_days: int | None = None
    period: MetricPeriod = MetricPeriod.CYCLE
    corrections_days: int = 14
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure of the running business, which may be paid for."""

    id: str
    title: str
    plan: Decimal | None = None
    typed: Decimal | None = None
    metric: str = ""
    paid: bool = False
    fractions: bool = False
    """The plan is formatted as a percentage."""
