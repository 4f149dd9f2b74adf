"""Every calculation once more, deal by deal in plain Python, to hold the database against."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sync.core.choices import Reason
from sync.core.metric import MetricQuery
from sync.core.records import Deal, Export, FieldValue
from sync.core.vocabulary import Condition, Period

NEAR = timedelta(days=14)
MONEY = ("REVENUE", "AVERAGE_CHECK", "MEDIAN_CHECK", "REVENUE_SHARE")
CYCLES = ("DEAL_CYCLE", "DEAL_CYCLE_MEDIAN")
RATES = ("WIN_RATE", "WIN_RATE_COHORT")
BY_CREATION = ("NEW_DEALS", "WIN_RATE_COHORT")


@dataclass(frozen=True)
class Answer:
    value: Fraction | None
    counted: set[str]
    cases: set[str]
    missed: dict[str, list[Reason]]
    """Deals near by that are not counted, with all they fail at, in order."""


@dataclass(frozen=True)
class Oracle:
    """Answers one query over one export."""

    export: Export
    query: MetricQuery
    period: Period

    @property
    def name(self) -> str:
        return self.query.calculation.name

    def answer(self) -> Answer:
        near = [deal for deal in self.export.records if self.is_near(deal)]
        outer = [deal for deal in near if not self.fails(deal, money=False, hits=False)]
        cases = [deal for deal in near if not self.fails(deal, hits=False)]
        counted = [deal for deal in near if not self.fails(deal)]
        return Answer(
            self.value(outer, cases, counted),
            {deal.id for deal in counted},
            {deal.id for deal in cases},
            {deal.id: fails for deal in near if (fails := self.fails(deal))},
        )

    def value(
        self, outer: Sequence[Deal], cases: Sequence[Deal], counted: Sequence[Deal]
    ) -> Fraction | None:
        days = list(map(self.days, counted)) if self.name in CYCLES else []
        amounts = list(map(self.amount, counted)) if self.name in MONEY else []
        match self.name:
            case "WON_DEALS" | "NEW_DEALS":
                return Fraction(len(counted))
            case "REVENUE":
                return None if outer and not counted else sum(amounts, Fraction())
            case "REVENUE_SHARE":
                whole = sum(map(self.amount, cases), Fraction())
                return sum(amounts, Fraction()) / whole if whole else None
            case "AVERAGE_CHECK" | "DEAL_CYCLE":
                values = amounts + days
                return sum(values, Fraction()) / len(values) if values else None
            case "MEDIAN_CHECK" | "DEAL_CYCLE_MEDIAN":
                return median(amounts + days) if counted else None
        return Fraction(len(counted), len(cases)) if cases else None

    def fails(self, deal: Deal, *, money: bool = True, hits: bool = True) -> list[Reason]:
        """What keeps a deal from being counted."""
        found = self.filters(deal) + (
            self.by_creation(deal) if self.name in BY_CREATION else self.by_closing(deal)
        )
        if money and self.name in MONEY:
            found += self.money(deal)
        return found + self.hits(deal) if hits else found

    def filters(self, deal: Deal) -> list[Reason]:
        query = self.query
        segment = query.segment if not query.calculation.needs_segment else None
        asked = [
            (not query.pipeline or deal.pipeline == query.pipeline, Reason.OTHER_PIPELINE),
            (not query.stage or deal.stage == query.stage, Reason.OTHER_STAGE),
            (not query.owner or deal.owner == query.owner, Reason.OTHER_OWNER),
            (segment is None or self.meets(deal, segment), Reason.OTHER_SEGMENT),
            *((self.meets(deal, one), Reason.OTHER_CONDITION) for one in query.where),
        ]
        return [reason for met, reason in asked if not met]

    def by_closing(self, deal: Deal) -> list[Reason]:
        found = []
        closed, ended = self.closed(deal), deal.state != "open"
        if not ended:
            found.append(Reason.NOT_CLOSED)
        if self.name not in RATES and deal.state == "lost":
            found.append(Reason.NOT_WON)
        if ended and closed is None:
            found.append(Reason.NO_CLOSE_DATE)
        if self.name in CYCLES:
            found += [Reason.NO_CREATE_DATE] if deal.created is None else []
            found += [Reason.DATES_REVERSED] if self.is_reversed(deal) else []
        if closed is not None and not self.inside(closed):
            found.append(Reason.OTHER_PERIOD)
        return found

    def by_creation(self, deal: Deal) -> list[Reason]:
        if deal.created is None:
            return [Reason.NO_CREATE_DATE]
        found = [] if self.inside(deal.created) else [Reason.OTHER_PERIOD]
        limit = self.query.within_days
        if self.name == "WIN_RATE_COHORT" and limit is not None:
            young = deal.created + timedelta(days=limit) > self.export.as_of
            found += [Reason.TOO_YOUNG] if young else []
        return found

    def money(self, deal: Deal) -> list[Reason]:
        if self.amount_or_none(deal) is None:
            return [Reason.NO_AMOUNT]
        wanted = self.query.currency
        other = wanted and deal.currency not in ("", wanted)
        return [Reason.OTHER_CURRENCY] if other else []

    def hits(self, deal: Deal) -> list[Reason]:
        found: list[Reason] = []
        limit = self.query.within_days
        if self.name in RATES:
            found += [Reason.NOT_CLOSED] if deal.state == "open" and self.name != "WIN_RATE" else []
            found += [Reason.NOT_WON] if deal.state == "lost" else []
        if self.name == "WIN_RATE_COHORT" and limit is not None:
            won = deal.state == "won"
            found += [Reason.NO_CLOSE_DATE] if won and deal.closed is None else []
            found += [Reason.DATES_REVERSED] if self.is_reversed(deal) else []
            found += [Reason.TOO_LATE] if won and self.has_cycle(deal, above=limit) else []
        segment = self.query.segment
        if self.query.calculation.needs_segment and segment and not self.meets(deal, segment):
            found.append(Reason.OTHER_SEGMENT)
        return found

    def is_near(self, deal: Deal) -> bool:
        moment = deal.created if self.name in BY_CREATION else self.closed(deal)
        start, end = self.midnight(self.period.start), self.midnight(self.period.end)
        return moment is None or start - NEAR <= moment < end + NEAR

    def inside(self, moment: datetime) -> bool:
        return self.period.start <= self.local(moment) < self.period.end

    def local(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.period.zone)).date()

    def midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.period.zone)).astimezone(UTC)

    def closed(self, deal: Deal) -> datetime | None:
        return None if deal.state == "open" else deal.closed

    def days(self, deal: Deal) -> Fraction:
        assert deal.closed is not None
        assert deal.created is not None
        if self.export.whole_days:
            return Fraction((self.local(deal.closed) - self.local(deal.created)).days)
        microseconds = (deal.closed - deal.created) // timedelta(microseconds=1)
        return Fraction(microseconds, 86400 * 10**6)

    def has_cycle(self, deal: Deal, above: int) -> bool:
        closed = self.closed(deal)
        return closed is not None and deal.created is not None and self.days(deal) > above

    def is_reversed(self, deal: Deal) -> bool:
        closed = self.closed(deal)
        return closed is not None and deal.created is not None and self.days(deal) < 0

    def amount(self, deal: Deal) -> Fraction:
        amount = self.amount_or_none(deal)
        assert amount is not None
        return Fraction(amount)

    def amount_or_none(self, deal: Deal) -> Decimal | None:
        if not self.query.amount_field:
            return deal.amount
        found = deal.fields.get(self.query.amount_field)
        return found if isinstance(found, Decimal) else None

    def meets(self, deal: Deal, condition: Condition) -> bool:
        found: Any = self.cell(deal, condition.field)
        if isinstance(found, datetime):
            found = self.local(found)
        if found is None:
            return condition.operator == "!="
        read = _READERS[type(found)]
        found = _folded(found) if isinstance(found, str) else found
        wanted = [read(value) for value in condition.values]
        if condition.operator == "=":
            return found in wanted
        if condition.operator == "!=":
            return found not in wanted
        return _COMPARE[condition.operator](found, wanted[0])

    def cell(self, deal: Deal, field: str) -> FieldValue | datetime | None:
        standard: dict[str, FieldValue | datetime | None] = {
            "Amount": deal.amount, "Created": deal.created, "Closed": self.closed(deal),
            "Pipeline": deal.pipeline, "Owner": deal.owner or None,
        }  # fmt: skip
        return standard[field] if field in standard else deal.fields.get(field)


def _folded(text: str) -> str:
    return text.casefold()


_READERS: dict[type, Callable[[str], Any]] = {
    str: _folded,
    Decimal: Decimal,
    date: date.fromisoformat,
}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
