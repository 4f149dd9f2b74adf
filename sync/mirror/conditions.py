"""Conditions on fields as SQL: ``Segment = Enterprise``, ``Amount >= 100000``."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Numeric,
    and_,
    case,
    cast,
    collate,
    false,
    func,
    literal,
    not_,
    or_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text as SqlText

from sync.core.parsing import Number, parse_date, parse_number
from sync.core.vocabulary import Condition
from sync.mirror.catalog import Catalog, KnownField
from sync.mirror.tables import deals

Compare = Callable[[Any, Any], ColumnElement[bool]]

COMPARE: dict[str, Compare] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_MOMENTS = {"created": deals.c.created_at, "closed": deals.c.closed_at}


@dataclass(frozen=True, slots=True)
class Met:
    """Whether a record meets a condition (never NULL), and what stands in its field."""

    passed: ColumnElement[bool]
    found: ColumnElement[Any]


def meets(condition: Condition, catalog: Catalog, zone: ZoneInfo) -> Met:
    """A condition over the deals. A blank field meets ``!=`` only; a comparison with what is no
    number and no day is met by none."""
    field = catalog.field(condition.field)
    if field is None:
        return Met(false(), literal(None))
    if field.role in _MOMENTS:
        column = _MOMENTS[field.role]
        return Met(_moment(column, condition, zone), column)
    stored = value_of(field)
    if field.kind == "number":
        return Met(_number(stored, condition), stored)
    if field.kind == "day":
        return Met(_day(collate(stored, "C"), condition), stored)
    found = case(dict(field.options), value=stored, else_=stored) if field.options else stored
    return Met(_text(stored, condition, field), found)


def value_of(field: KnownField) -> ColumnElement[Any]:
    """The cell of a field: a number as a number, a day as ``2026-10-05``, a text as it is."""
    if field.role:
        return deals.c[field.role]
    text = deals.c.custom[field.key or field.name].astext
    return cast(text, Numeric) if field.kind == "number" else text


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment a day begins, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _text(stored: ColumnElement[Any], condition: Condition, field: KnownField) -> Any:
    wanted = [spelt for value in condition.values for spelt in field.spellings(value)]
    found = func.coalesce(stored, "").in_(wanted)
    if field.kind == "texts":
        several = func.string_to_array(func.coalesce(stored, ""), ";", type_=ARRAY(SqlText))
        found = several.overlap(cast(wanted, ARRAY(SqlText)))
    return {"=": found, "!=": not_(found)}.get(condition.operator, false())


def _number(stored: ColumnElement[Any], condition: Condition) -> Any:
    numbers = [number for number in map(number_in, condition.values) if number is not None]
    return _compared(stored, condition.operator, numbers)


def _day(stored: ColumnElement[Any], condition: Condition) -> Any:
    days = [day.isoformat() for day in map(day_in, condition.values) if day]
    return _compared(stored, condition.operator, days)


def _compared(stored: ColumnElement[Any], sign: str, values: list[Any]) -> Any:
    if sign in COMPARE:
        one = COMPARE[sign](stored, values[0]) if values else false()
        return func.coalesce(one, literal(False))
    found = func.coalesce(stored.in_(values), literal(False))
    return not_(found) if sign == "!=" else found


def _moment(stored: ColumnElement[Any], condition: Condition, zone: ZoneInfo) -> Any:
    """Whole days: ``> 2026-10-05`` begins on the 6th."""
    days = [day for day in map(day_in, condition.values) if day]
    next_day = timedelta(days=1)
    if condition.operator in COMPARE:
        after = condition.operator in {">", "<="}
        sign = {">": ">=", "<=": "<"}.get(condition.operator, condition.operator)
        edges = [midnight(day + next_day if after else day, zone) for day in days]
        return _compared(stored, sign, edges)
    within = [
        and_(stored >= midnight(day, zone), stored < midnight(day + next_day, zone)) for day in days
    ]
    found = func.coalesce(or_(false(), *within), literal(False))
    return not_(found) if condition.operator == "!=" else found


def number_in(text: str) -> Decimal | None:
    """The number a condition names."""
    number = parse_number(text, ".")
    return number.value if isinstance(number, Number) else None


def day_in(text: str) -> date | None:
    """The day a condition names."""
    day = parse_date(text)
    return day if isinstance(day, date) else None
