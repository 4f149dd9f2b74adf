"""What a call or a meeting must meet to be counted. Definitions: ``docs/sources.md``.

What a metric asks of deals (pipeline, stage, segment, conditions) is asked of the deal that the
activity is linked to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Numeric, and_, case, cast, null, or_, true

from sync.core.choices import Calculation, Reason
from sync.core.metric import MetricQuery
from sync.core.vocabulary import Period
from sync.mirror.catalog import Catalog
from sync.mirror.criteria import NEAR, Asked
from sync.mirror.criterion import Criteria, Criterion, Shown, ask
from sync.mirror.tables import TENANT, activities, deals
from sync.mirror.wording import statement

_MINE = activities.c
_LINKED = deals.c.id.is_not(None)
SHOWN = Shown(
    activities.outerjoin(
        deals,
        and_(
            deals.c.tenant == _MINE.tenant,
            deals.c.connection == _MINE.connection,
            deals.c.id == _MINE.deal_id,
        ),
    ),
    _MINE.id,
    _MINE.title,
    _MINE.link,
)
_MISSED = {Calculation.CALLS: Reason.NOT_ANSWERED, Calculation.MEETINGS: Reason.NOT_HELD}


def activity_criteria(query: MetricQuery, period: Period, catalog: Catalog) -> Criteria:
    """What a metric of calls or meetings asks, over one period."""
    asked = Asked(query, period, catalog)
    of_deals = (*asked.place(), *asked.conditions(segment=True))
    nothing: ColumnElement[Any] = cast(null(), Numeric)
    return Criteria(
        SHOWN,
        (
            *asked.owned_by(_MINE.owner),
            *(_linked(of_deals) if of_deals else ()),
            *_took_place(query.calculation),
            _dated(),
            asked.in_period("took_place", _MINE.at),
        ),
        (),
        (),
        and_(
            _MINE.tenant == TENANT,
            _MINE.connection == catalog.records,
            _MINE.kind == query.calculation.key,
        ),
        or_(asked.within(_MINE.at, NEAR), _MINE.at.is_(None)),
        _MINE.at,
        nothing,
        nothing,
    )


def _linked(of_deals: tuple[Criterion, ...]) -> Iterator[Criterion]:
    """That there is a deal, and what is asked of it."""
    yield ask(statement("linked"), _LINKED, Reason.NO_DEAL, deals.c.title)
    for one in of_deals:
        passed = case((_LINKED, one.passed), else_=true())
        yield replace(one, passed=passed, asked=and_(one.asked, _LINKED))


def _took_place(calculation: Calculation) -> Iterator[Criterion]:
    """One test for whoever reads it, with a reason of its own for each way to fail."""
    for state, reason in (
        ("planned", Reason.PLANNED),
        ("cancelled", Reason.CANCELLED),
        ("missed", _MISSED[calculation]),
    ):
        told = _MINE.state == state
        asked = or_(told, _MINE.state == "done") if state == "missed" else told
        yield ask(statement(calculation.key), _MINE.state != state, reason, null(), asked)


def _dated() -> Criterion:
    return ask(statement("dated"), _MINE.at.is_not(None), Reason.NO_DATE, _MINE.at)
