"""Reads the standard columns of numbers and dates, and says which cells could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import TypeVar

from sync.core.currencies import currency_code, is_currency
from sync.core.fields import split_unit
from sync.core.vocabulary import Problem
from sync.sources.crm_export.amounts import Amount, read_amounts
from sync.sources.crm_export.cleaning import clean
from sync.sources.crm_export.errors import ColumnUnreadableError
from sync.sources.crm_export.grid import Value
from sync.sources.crm_export.moments import order_of, read_moments
from sync.sources.crm_export.rows import numbered
from sync.sources.crm_export.table import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates, one value a row."""

    values: Sequence[datetime | None]
    has_times: bool
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Money:
    """The column of amounts, one value a row; currencies as codes, empty if nothing tells."""

    values: Sequence[Decimal | None]
    currencies: Sequence[str]
    problems: Sequence[Problem]


def read_dates(table: Table, role: str, zone: tzinfo) -> Dates:
    """The moments of a standard column. Raises ExportError.

    One program wrote both columns of dates, so what one tells about their order holds for both.
    """
    title = table.titles[table.roles[role]]
    cells = table.values(table.roles[role])
    both = {cell for kind in ("created", "closed") for cell in table.values(table.roles[kind])}
    moments = read_moments(title, filter(_is_filled, set(cells)), zone, order_of(both))
    values = [moments.read.get(cell) for cell in cells]
    return Dates(values, moments.has_times, _unread(table, title, cells, values))


def read_money(table: Table) -> Money:
    """The amounts and their currencies: from the column of currencies, else from beside the
    amount, else from the title. Raises ExportError."""
    title = table.titles[table.roles["amount"]]
    cells = table.values(table.roles["amount"])
    cleaned = {cell: clean(cell) for cell in set(cells) if isinstance(cell, str)}
    known = read_amounts(filter(None, cleaned.values()), money=True)
    amounts = [_amount(cell, cleaned, known) for cell in cells]
    unit = split_unit(title)[1]
    common = currency_code(unit) if is_currency(unit) else ""
    currencies = [
        currency_code(named) or (amount.currency if amount else "") or common
        for named, amount in zip(table.texts("currency"), amounts, strict=True)
    ]
    values = [amount.number if amount else None for amount in amounts]
    return Money(values, currencies, _unread(table, title, cells, values))


def _amount(cell: Value, cleaned: dict[str, str], known: dict[str, Amount]) -> Amount | None:
    if isinstance(cell, Decimal):
        return Amount(cell)
    return known.get(cleaned.get(cell, "")) if isinstance(cell, str) else None


def _is_filled(cell: Value) -> bool:
    return not isinstance(cell, str) or bool(clean(cell))


def _unread(
    table: Table, title: str, cells: Sequence[Value], values: Sequence[T | None]
) -> list[Problem]:
    """The cells that hold something nobody could read. Raises when that is most of them."""
    missed = [
        place
        for place, value in enumerate(values)
        if value is None and cells[place] != "" and _is_filled(cells[place])
    ]
    if not missed:
        return []
    example = clean(cells[missed[0]])
    if len(missed) * 2 > sum(map(_is_filled, cells)):
        raise ColumnUnreadableError(title, example)
    rows = numbered([table.rows[place] for place in missed])
    details: dict[str, str | int] = {"column": title, "rows": rows, "count": len(missed)}
    return [Problem("export-values-unreadable", found=example, details={**details})]
