"""What a deal must meet to be counted, for each calculation. Definitions: ``docs/sources.md``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, literal, null, or_

from sync.core.choices import Reason
from sync.core.currencies import currency_code
from sync.core.metric import MetricQuery
from sync.core.records import HOME_AMOUNT
from sync.core.vocabulary import Condition, Period, Text
from sync.mirror.catalog import Catalog
from sync.mirror.conditions import meets, midnight, value_of
from sync.mirror.criterion import Criteria, Criterion, Shown, ask
from sync.mirror.tables import TENANT, deals
from sync.mirror.wording import between, stated, statement

NEAR = timedelta(days=14)
"""How far outside the period a deal still counts as near by."""

MOST_CONDITIONS = 30
"""Conditions that are asked one by one; the rest are asked together."""

_MONEY = {"REVENUE", "AVERAGE_CHECK", "MEDIAN_CHECK", "REVENUE_SHARE"}
_CREATED = {"NEW_DEALS", "WIN_RATE_COHORT"}
_RATES = {"WIN_RATE", "WIN_RATE_COHORT"}
_CYCLE = {"DEAL_CYCLE", "DEAL_CYCLE_MEDIAN"}

SHOWN = Shown(deals, deals.c.id, deals.c.title, deals.c.link)


def criteria_of(query: MetricQuery, period: Period, catalog: Catalog) -> Criteria:
    """What one metric asks, over one period."""
    name, asked = query.calculation.name, Asked(query, period, catalog)
    share = query.calculation.needs_segment
    filters = (*asked.place(), *asked.owned_by(), *asked.conditions(segment=not share))
    by_creation = name in _CREATED
    moment = deals.c.created_at if by_creation else deals.c.closed_at
    return Criteria(
        SHOWN,
        (*filters, *(asked.created(name) if by_creation else asked.closed(name))),
        tuple(asked.money()) if name in _MONEY else (),
        tuple(asked.hits(name)),
        asked.ours(),
        or_(asked.within(moment, NEAR), moment.is_(None)),
        moment,
        asked.amount,
        deals.c.cycle_seconds if name in _CYCLE else asked.amount,
    )


class Asked:
    """Builds the criteria of one query; holds what they all need."""

    def __init__(self, query: MetricQuery, period: Period, catalog: Catalog) -> None:
        self.query, self.period, self.catalog = query, period, catalog
        self.zone = ZoneInfo(period.zone)
        self.start, self.end = midnight(period.start, self.zone), midnight(period.end, self.zone)
        self.amount = self._amount()

    def place(self) -> Iterator[Criterion]:
        """Pipeline and stage, where the metric names them."""
        query, column = self.query, deals.c
        for kind, wanted, stored, reason in (
            ("pipeline", query.pipeline, column.pipeline, Reason.OTHER_PIPELINE),
            ("stage", query.stage, column.stage, Reason.OTHER_STAGE),
        ):
            if wanted:
                yield ask(stated(kind, wanted), stored == wanted, reason, stored)

    def owned_by(self, stored: ColumnElement[str] = deals.c.owner) -> Iterator[Criterion]:
        """The owner, where the metric names one."""
        if self.query.owner:
            test = stated("owner", self.query.owner)
            yield ask(test, stored == self.query.owner, Reason.OTHER_OWNER, stored)

    def conditions(self, *, segment: bool) -> Iterator[Criterion]:
        if segment and self.query.segment:
            yield self._condition(self.query.segment, Reason.OTHER_SEGMENT)
        where = [self._condition(one, Reason.OTHER_CONDITION) for one in self.query.where]
        yield from where[:MOST_CONDITIONS]
        if where[MOST_CONDITIONS:]:
            rest = and_(*(one.passed for one in where[MOST_CONDITIONS:]))
            yield ask(Text("…", "…"), rest, Reason.OTHER_CONDITION, null())

    def closed(self, name: str) -> Iterator[Criterion]:
        """Closed in the period; won, unless lost deals are members too."""
        column = deals.c
        ended = column.state != "open"
        yield ask(statement("ended"), ended, Reason.NOT_CLOSED, column.stage)
        if name not in _RATES:
            yield _won()
        yield _closing(ended)
        if name in _CYCLE:
            yield _creation()
            yield _not_reversed()
        yield self.in_period("closed", column.closed_at)

    def created(self, name: str) -> Iterator[Criterion]:
        """Created in the period, and long enough ago to judge where a limit is set."""
        column = deals.c.created_at
        yield _creation()
        yield self.in_period("created", column)
        if name == "WIN_RATE_COHORT" and self.query.within_days is not None:
            latest = self.catalog.as_of - timedelta(days=self.query.within_days)
            test = stated("mature", str(self.query.within_days))
            yield ask(test, column <= latest, Reason.TOO_YOUNG, column, column.is_not(None))

    def money(self) -> Iterator[Criterion]:
        known = self.amount.is_not(None)
        yield ask(statement("amount"), known, Reason.NO_AMOUNT, self.amount)
        if self.query.currency:
            code = currency_code(self.query.currency)
            found = self._currency()
            test, same = stated("currency", code), found.in_(["", code])
            yield ask(test, same, Reason.OTHER_CURRENCY, found, known)

    def hits(self, name: str) -> Iterator[Criterion]:
        """What the numerator has beyond the denominator."""
        if name == "WIN_RATE_COHORT":
            yield ask(
                statement("ended"), deals.c.state != "open", Reason.NOT_CLOSED, deals.c.stage
            )  # fmt: skip
        if name in _RATES:
            yield _won()
        if name == "WIN_RATE_COHORT" and self.query.within_days is not None:
            yield from _in_time(self.query.within_days)
        if self.query.calculation.needs_segment and self.query.segment:
            yield self._condition(self.query.segment, Reason.OTHER_SEGMENT)

    def ours(self) -> ColumnElement[bool]:
        return and_(deals.c.tenant == TENANT, deals.c.connection == self.catalog.records)

    def within(self, moment: ColumnElement[Any], margin: timedelta) -> ColumnElement[bool]:
        """In the period, or at most so far outside."""
        return and_(moment >= self.start - margin, moment < self.end + margin)

    def _amount(self) -> ColumnElement[Any]:
        if not self.query.amount_field:
            return deals.c.amount
        field = self.catalog.field(self.query.amount_field)
        return value_of(field) if field and field.kind == "number" else null()

    def _currency(self) -> ColumnElement[str]:
        """Of the amounts that are added up."""
        field = self.catalog.field(self.query.amount_field) if self.query.amount_field else None
        home = field is not None and field.key == HOME_AMOUNT
        return literal(self.catalog.currency) if home else deals.c.currency

    def _condition(self, condition: Condition, reason: Reason) -> Criterion:
        met = meets(condition, self.catalog, self.zone)
        words = f"{condition.field} {condition.operator} {', '.join(condition.values)}"
        return ask(Text(words, words), met.passed, reason, met.found)

    def in_period(self, kind: str, moment: ColumnElement[Any]) -> Criterion:
        inside = self.within(moment, timedelta())
        test = between(kind, self.period.start, self.period.end - timedelta(days=1))
        return ask(test, inside, Reason.OTHER_PERIOD, moment, moment.is_not(None))


def _won() -> Criterion:
    state = deals.c.state
    return ask(
        statement("won"), state == "won", Reason.NOT_WON, deals.c.stage, state != "open"
    )  # fmt: skip


def _closing(asked: ColumnElement[bool]) -> Criterion:
    column = deals.c.closed_at
    known = column.is_not(None)
    return ask(statement("closing"), known, Reason.NO_CLOSE_DATE, column, asked)


def _creation() -> Criterion:
    created = deals.c.created_at
    return ask(statement("creation"), created.is_not(None), Reason.NO_CREATE_DATE, created)


def _not_reversed() -> Criterion:
    seconds = deals.c.cycle_seconds
    asked, found = seconds.is_not(None), deals.c.closed_at
    return ask(statement("reversed"), seconds >= 0, Reason.DATES_REVERSED, found, asked)


def _in_time(days: int) -> Iterator[Criterion]:
    """Won within so many days of creation; asked of won deals only."""
    won, seconds = deals.c.state == "won", deals.c.cycle_seconds
    yield _closing(won)
    yield _not_reversed()
    asked = and_(won, seconds.is_not(None))
    test = stated("in_time", str(days))
    yield ask(test, seconds <= days * 86400, Reason.TOO_LATE, seconds / 86400, asked)
