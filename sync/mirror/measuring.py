"""Puts a metric to the database: one pass over the deals near by gives totals and evidence."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, BigInteger, Connection, case, literal, select, true

from sync.core.choices import Calculation
from sync.core.vocabulary import Evidence
from sync.mirror.calculations import Totals, totals_of
from sync.mirror.criterion import Criteria
from sync.mirror.listing import evidence_of, listed


def ask(
    database: Connection, calculation: Calculation, criteria: Criteria, zone: ZoneInfo, most: int
) -> tuple[Totals, tuple[Evidence, ...]]:
    """The totals of one metric and at most so many records of each kind."""
    near = _near(criteria)
    columns = totals_of(calculation, criteria, near)
    totals = select(*columns).select_from(near)
    if most <= 0:
        return Totals(**database.execute(totals).mappings().one()), ()
    summed = totals.subquery("summed")
    records = listed(criteria, near, most)
    asked: Any = select(summed, records).select_from(summed).outerjoin(records, true())
    rows = database.execute(asked).mappings().all()
    names = [column.key for column in summed.c]
    found = Totals(**{name: rows[0][name] for name in names})
    evidence = (row for row in rows if row["id"] is not None)
    return found, evidence_of(evidence, criteria, zone, most)


def _near(criteria: Criteria) -> CTE:
    """The records near by: bit by bit which criteria each of them misses, and what is added up."""
    bits: Any = literal(0, BigInteger)
    shown = criteria.shown
    for place, one in enumerate(criteria.all):
        missed = case((one.passed, literal(0, BigInteger)), else_=literal(1 << place, BigInteger))
        bits = bits + missed
    return (
        select(
            shown.id.label("id"),
            shown.title.label("title"),
            shown.link.label("link"),
            criteria.amount.label("amount"),
            criteria.moment.label("moment"),
            criteria.measured.label("measured"),
            bits.label("bits"),
        )
        .select_from(shown.table)
        .where(criteria.ours, criteria.near)
        .cte("near")
        .prefix_with("MATERIALIZED")
    )
