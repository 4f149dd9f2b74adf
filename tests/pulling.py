"""A HubSpot sandbox that is pulled into the mirror, and the right answers to hold it against."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count

from sqlalchemy import Engine

from sandbox.clock import Clock
from sandbox.hubspot.naming import id_of
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox
from sandbox.world.making import Size, make_world
from sandbox.world.truth import ACTIVITIES, Question, answer
from sync.core.choices import Calculation
from sync.core.metric import MetricQuery
from sync.core.ports import RecordSource
from sync.core.vocabulary import Condition, Period, Reading
from sync.mirror.meter import MirrorMeter
from sync.mirror.pull import Order, Pulled, pull
from sync.secrets import Secret
from sync.sources.hubspot import HubSpotClient, HubSpotSource, Terms
from sync.sources.hubspot.paths import Paths
from sync.transport import Clock as ClientClock

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""In Moscow; everybody's time, which moves on only when somebody waits."""
NAMES = count(1)
EVERYTHING = 10**6
ZONES = ("Europe/Moscow", "Asia/Vladivostok", "America/New_York", "UTC")
SETTLED = 3700.0
"""Seconds after which search has caught up and deletions are looked for again."""


@dataclass
class Hub:
    """One portal, pulled under one name."""

    sandbox: Sandbox
    address: str
    engine: Engine
    connection: str
    token: str = ""

    def __post_init__(self) -> None:
        self.token = self.token or self.sandbox.hubspot.tokens.private

    def source(self, terms: Terms | None = None) -> HubSpotSource:
        """A new one, as each run has."""
        client = HubSpotClient(Secret(self.token), self.address, terms or self.terms())
        return HubSpotSource(client)

    def terms(self, version: str = "v3", deadline: float = 10.0) -> Terms:
        """The usual ones, by the clock of the sandbox: whoever waits moves it on."""
        clock = self.sandbox.clock
        told = ClientClock(lambda: clock.now().timestamp(), clock.advance, lambda: 0.5)
        return Terms(Paths(version), clock=told, deadline=deadline)

    def pull(self, source: RecordSource | None = None, *, whole: bool = False) -> Pulled:
        order = Order(self.sandbox.clock.now, whole=whole, patience=timedelta(seconds=5))
        return pull(self.engine, self.connection, source or self.source(), order)

    def settle(self) -> None:
        """Pull until nothing can be outstanding."""
        self.sandbox.clock.advance(SETTLED)
        self.pull()

    @contextmanager
    def meter(self) -> Iterator[MirrorMeter]:
        with MirrorMeter(self.engine, self.connection) as meter:
            yield meter

    def measure(self, query: MetricQuery, period: Period) -> Reading:
        with self.meter() as meter:
            return meter.measure(query, period, EVERYTHING)

    def agrees(self, question: Question) -> bool:
        """Whether the mirror counts just what the world says, record by record."""
        right = answer(self.sandbox.world, question)
        reading = self.measure(query_of(question), period_of(question))
        table = "activities" if question.metric in ACTIVITIES else "deals"
        counted = {item.record for item in reading.evidence if item.counted}
        return (
            same(reading, right.value)
            and counted == {id_of(table, number) for number in right.counted}
            and reading.cases == len(right.cases)
        )

    def disagreements(self, questions: list[Question]) -> list[Question]:
        return [question for question in questions if not self.agrees(question)]


@contextmanager
def hub(
    engine: Engine, *, world: str = "demo", size: Size | None = None, seed: int = 1
) -> Iterator[Hub]:
    """A served portal; at the end nothing careless may have been sent to it."""
    made = make_sandbox(world=world, clock=Clock(NOON, frozen=True))
    if size is not None:
        made.use_world(make_world(made.clock, seed=seed, size=size))
    with serve(made) as running:
        yield Hub(made, f"{running.url}/hubspot", engine, f"hub-{next(NAMES)}")
    assert made.violations == []


def query_of(question: Question) -> MetricQuery:
    """The metric that asks the same."""
    segment = Condition(question.field, "=", (question.option,)) if question.field else None
    return MetricQuery(
        "M-001",
        Calculation[question.metric.upper()],
        pipeline=question.pipeline,
        stage=question.stage,
        owner=question.owner,
        segment=segment,
        within_days=question.within_days,
        currency=question.currency,
    )


def period_of(question: Question) -> Period:
    return Period(question.start, question.end, question.zone)


def same(reading: Reading, right: Fraction | None) -> bool:
    if reading.value is None or right is None:
        return reading.value is None and right is None
    return abs(Fraction(reading.value) - right) <= abs(right) / 10**20


def random_questions(sandbox: Sandbox, chance: random.Random, number: int) -> list[Question]:
    """Questions with every kind of filter, over periods around today in several time zones."""
    return [_question(sandbox, chance) for _ in range(number)]


def _question(sandbox: Sandbox, chance: random.Random) -> Question:
    world = sandbox.world
    metric = chance.choice([one.key for one in Calculation])
    today = sandbox.clock.now().date()
    start = today - timedelta(days=chance.choice([3, 30, 53, 200, 800]))
    end = chance.choice([today + timedelta(days=1), start + timedelta(days=31)])
    pipeline = chance.choice([None, None, *world.pipelines.values()])
    stages = world.steps(pipeline.number) if pipeline else list(world.stages.values())
    field = chance.choice([None, None, *world.fields.values()])
    if metric in {"revenue_share", "deals_share"}:
        field = field or next(iter(world.fields.values()))
    return Question(
        metric,
        start,
        end,
        zone=chance.choice(ZONES),
        pipeline=pipeline.name if pipeline else "",
        stage=chance.choice(["", "", "", chance.choice(stages).name]),
        owner=chance.choice(["", "", *(user.name for user in world.users.values())]),
        field=field.label if field else "",
        option=chance.choice(field.options).label if field else "",
        currency=chance.choice(["", "RUB"]),
        within_days=chance.choice([None, 10, 30]) if metric == "win_rate_cohort" else None,
    )


def quarter(metric: str, **filters: str) -> Question:
    """A question about the current quarter."""
    return Question(metric, date(2026, 10, 1), date(2026, 11, 24), **filters)  # type: ignore[arg-type]
