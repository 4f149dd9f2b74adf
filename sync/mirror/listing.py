"""Lists the deals behind a reading: those counted, and those near by that are not and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    ColumnElement,
    RowMapping,
    Select,
    Subquery,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import BIT

from sync.core.choices import Reason
from sync.core.vocabulary import Evidence
from sync.mirror.criterion import Criteria

_USEFUL = (
    Reason.NO_AMOUNT, Reason.NO_CLOSE_DATE, Reason.NO_CREATE_DATE, Reason.DATES_REVERSED,
    Reason.NO_DATE, Reason.NO_DEAL, Reason.NOT_ANSWERED, Reason.NOT_HELD, Reason.CANCELLED,
    Reason.PLANNED,
    Reason.OTHER_CURRENCY, Reason.TOO_LATE, Reason.TOO_YOUNG, Reason.OTHER_STAGE,
    Reason.OTHER_PIPELINE, Reason.OTHER_OWNER, Reason.OTHER_SEGMENT, Reason.OTHER_CONDITION,
    Reason.NOT_WON, Reason.OTHER_PERIOD, Reason.NOT_CLOSED,
)  # fmt: skip
"""What can be mended in the CRM comes first, what is right as it is comes last."""
_RANK = {reason: place for place, reason in enumerate(_USEFUL)}


def listed(criteria: Criteria, near: CTE, most: int) -> Subquery:
    """At most so many deals counted, the latest first, and as many that are not.

    Of those not counted the ones that miss by a single criterion come first, one of each reason in
    turn, so that no reason crowds out the others.
    """
    by_one = _by_one(near, criteria, most).cte("by_one")
    return union_all(
        _counted(near, most), select(by_one), _by_more(near, by_one, most)
    ).subquery()  # fmt: skip


def evidence_of(
    rows: Iterable[RowMapping], criteria: Criteria, zone: ZoneInfo, most: int
) -> tuple[Evidence, ...]:
    """The rows of the list in order."""
    reasons = [one.reason for one in criteria.all]
    ordered = sorted(rows, key=lambda row: _usefulness(row, reasons))
    counted = [row for row in ordered if row["bits"] == 0]
    others = [row for row in ordered if row["bits"] != 0]
    return tuple(_evidence(row, reasons, zone) for row in (*counted, *others[:most]))


def _counted(near: CTE, most: int) -> Select[Any]:
    return (
        select(*_shown(near), literal(0).label("turn"))
        .where(near.c.bits == 0).order_by(*_latest(near)).limit(most)
    )  # fmt: skip


def _by_one(near: CTE, criteria: Criteria, most: int) -> Select[Any]:
    """The deals that miss by one criterion, with their turn among those that miss by the same."""
    bits = near.c.bits
    turn = func.row_number().over(partition_by=bits, order_by=_latest(near))
    single = bits.bitwise_and(bits - 1) == 0
    inner = select(*_shown(near), turn.label("turn")).where(bits != 0, single).subquery()
    ranks = {1 << place: _RANK[one.reason] for place, one in enumerate(criteria.all)}
    rank = case(ranks, value=inner.c.bits)
    return select(inner).order_by(inner.c.turn, rank, inner.c.id).limit(most)


def _by_more(near: CTE, by_one: CTE, most: int) -> Select[Any]:
    """The other deals, if there is room for them."""
    bits = near.c.bits
    taken = select(func.count()).select_from(by_one).scalar_subquery()
    missed = func.bit_count(cast(bits, BIT(64)))
    return (
        select(*_shown(near), literal(0).label("turn"))
        .where(bits.bitwise_and(bits - 1) != 0, taken < most)
        .order_by(missed, *_latest(near)).limit(most)
    )  # fmt: skip


def _shown(near: CTE) -> tuple[ColumnElement[Any], ...]:
    column = near.c
    return column.id, column.title, column.link, column.amount, column.moment, column.bits


def _latest(near: CTE) -> tuple[ColumnElement[Any], ...]:
    return near.c.moment.desc().nulls_last(), near.c.id


def _usefulness(row: RowMapping, reasons: list[Reason]) -> tuple[Any, ...]:
    bits = row["bits"]
    rank = _RANK[_first(bits, reasons)] if row["turn"] else 0
    latest = -row["moment"].timestamp() if row["moment"] else inf
    return bits.bit_count(), row["turn"], rank, latest, row["id"]


def _evidence(row: RowMapping, reasons: list[Reason], zone: ZoneInfo) -> Evidence:
    day: date | None = row["moment"].astimezone(zone).date() if row["moment"] else None
    bits = row["bits"]
    reason = _first(bits, reasons).key if bits else ""
    return Evidence(row["id"], row["title"], row["link"], day, row["amount"], not bits, reason)


def _first(bits: int, reasons: list[Reason]) -> Reason:
    """The reason of the first criterion that is missed."""
    return reasons[(bits & -bits).bit_length() - 1]
