"""The world itself: its records by number, its log of changes, and how names are found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from sandbox.world.records import (
    NOBODY,
    Activity,
    Change,
    Company,
    Contact,
    Deal,
    Field,
    Language,
    Pipeline,
    Record,
    Stage,
    StageKind,
    User,
)

R = TypeVar("R", Pipeline, Stage, User)
_TABLES = (
    "pipelines", "stages", "users", "fields", "companies", "contacts", "deals", "activities",
)  # fmt: skip


class TellsTime(Protocol):
    def now(self) -> datetime: ...


class NotInWorldError(LookupError):
    """No record of that number, or no such name."""


class World:
    """State behind every CRM. It is changed by ``sandbox.world.operations`` only."""

    def __init__(self, clock: TellsTime, *, language: Language = "en") -> None:
        self.clock, self.language = clock, language
        self.zone, self.currency = "Europe/Moscow", "RUB"
        self.rates: dict[str, list[tuple[int, Decimal]]] = {}
        """Currency → what one unit of it is worth at home, from which moment on."""
        self.pipelines: dict[int, Pipeline] = {}
        self.stages: dict[int, Stage] = {}
        self.users: dict[int, User] = {}
        self.fields: dict[str, Field] = {}
        self.companies: dict[int, Company] = {}
        self.contacts: dict[int, Contact] = {}
        self.deals: dict[int, Deal] = {}
        self.activities: dict[int, Activity] = {}
        self.changes: list[Change] = []
        self.listeners: list[Callable[[Change], None]] = []
        self._activities_of: dict[int, list[int]] | None = None

    def copied(self, clock: TellsTime) -> World:
        """The same records by another clock; nobody listens to it yet and nothing is logged."""
        other = World(clock, language=self.language)
        other.rates = {currency: list(rates) for currency, rates in self.rates.items()}
        for name in _TABLES:
            setattr(other, name, dict(getattr(self, name)))
        return other

    def now(self) -> int:
        """The clock's time in milliseconds."""
        return milliseconds(self.clock.now())

    def deal(self, number: int) -> Deal:
        """A deal, deleted ones too."""
        try:
            return self.deals[number]
        except KeyError:
            raise NotInWorldError(f"no deal {number!r}") from None

    def activity(self, number: int) -> Activity:
        try:
            return self.activities[number]
        except KeyError:
            raise NotInWorldError(f"no activity {number!r}") from None

    def pipeline(self, name: str | int) -> Pipeline:
        """By number or by name."""
        return _named(self.pipelines, name)

    def user(self, name: str | int) -> User:
        """By number or by full name."""
        return _named(self.users, name)

    def stage(self, name: str | int, pipeline: str | int | None = None) -> Stage:
        """By number, or by name inside a pipeline."""
        if isinstance(name, int):
            return _named(self.stages, name)
        inside = self.pipeline(pipeline).number if pipeline is not None else None
        stages = {
            number: stage for number, stage in self.stages.items()
            if inside is None or stage.pipeline == inside
        }  # fmt: skip
        return _named(stages, name)

    def steps(self, pipeline: int) -> list[Stage]:
        """The stages of a pipeline in order."""
        stages = [stage for stage in self.stages.values() if stage.pipeline == pipeline]
        return sorted(stages, key=lambda stage: stage.position)

    def end(self, pipeline: int, kind: StageKind) -> Stage:
        """The stage that means won, or lost."""
        return next(stage for stage in self.steps(pipeline) if stage.kind == kind)

    def state(self, deal: Deal) -> StageKind:
        return self.stages[deal.stage].kind

    def closed(self, deal: Deal) -> int | None:
        """When a deal really closed: since when it has been won, or lost, without a break."""
        kind = self.state(deal)
        if kind == "open":
            return None
        at = deal.moves[-1].at
        for move in reversed(deal.moves):
            if self.stages[move.stage].kind != kind:
                break
            at = move.at
        return at

    def at_home(self, amount: Decimal, currency: str, at: int) -> Decimal:
        """An amount in the team's own currency, at the rate of a moment."""
        if currency == self.currency:
            return amount
        rates = self.rates[currency]
        place = bisect_right(rates, at, key=lambda one: one[0])
        return amount * rates[max(0, place - 1)][1]

    def survivor(self, deal: int | None) -> Deal | None:
        """The deal that a number leads to: the one it was merged into, if it was."""
        found = None if deal is None else self.deals.get(deal)
        while found is not None and found.merged_into is not None:
            found = self.deals.get(found.merged_into)
        return found

    def activities_of(self, deal: Deal) -> list[int]:
        """Numbers of the activities of a deal and of those merged into it, oldest first."""
        if self._activities_of is None:
            self._activities_of = {}
            for activity in self.activities.values():
                if activity.deal is not None:
                    self._activities_of.setdefault(activity.deal, []).append(activity.number)
        mine = self._activities_of
        return sorted(one for each in (deal.number, *deal.absorbed) for one in mine.get(each, []))

    def put(self, record: Record, change: Change) -> None:
        """Put a record in its place and tell everybody; operations call it."""
        table = self.table(record)
        if isinstance(record, Activity) and record.number not in table:
            self._activities_of = None
        table[record.number] = record
        self.changes.append(change)
        for listener in tuple(self.listeners):
            listener(change)

    def table(self, record: Record) -> dict[int, Record]:
        """Where records of that kind are kept."""
        tables: dict[type, Any] = {
            Deal: self.deals, Company: self.companies, Contact: self.contacts,
            Activity: self.activities,
        }  # fmt: skip
        found: dict[int, Record] = tables[type(record)]
        return found


def milliseconds(moment: datetime) -> int:
    """Since 1970, in UTC."""
    return round(moment.timestamp() * 1000)


def next_number(table: Iterable[int]) -> int:
    """One above all that were ever given; nothing leaves a table."""
    return max(table, default=NOBODY) + 1


def _named(table: Mapping[int, R], name: str | int) -> R:
    if isinstance(name, int) and name in table:
        return table[name]
    found = [one for one in table.values() if one.name == name]
    if len(found) == 1:
        return found[0]
    known = ", ".join(sorted({one.name for one in table.values()}))
    raise NotInWorldError(f"{len(found)} things are called {name!r}; there are: {known}")
