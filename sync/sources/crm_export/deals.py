"""Puts the columns of the list together into deals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sync.core.privacy import blot, name_only
from sync.core.records import Deal, DealState, Field, FieldKind, FieldValue
from sync.core.vocabulary import Problem
from sync.sources.crm_export.columns import Dates, Money, read_dates, read_money
from sync.sources.crm_export.customs import Custom, read_customs
from sync.sources.crm_export.rows import usable_rows
from sync.sources.crm_export.states import read_states, unclear_stages
from sync.sources.crm_export.table import Table

_KINDS: dict[str, FieldKind] = {
    "pipeline": "text",
    "stage": "text",
    "owner": "text",
    "amount": "number",
    "currency": "text",
    "created": "day",
    "closed": "day",
}
"""Standard columns that metrics may name."""


@dataclass(frozen=True, slots=True)
class Deals:
    """What the list holds."""

    records: tuple[Deal, ...]
    fields: tuple[Field, ...]
    whole_days: bool
    warnings: tuple[Problem, ...]


def read_deals(table: Table, file: str, zone: ZoneInfo, now: datetime) -> Deals:
    """The deals of the list and what was wrong with it. Raises ExportError."""
    table, problems = usable_rows(table, file)
    created = read_dates(table, "created", zone)
    closed = read_dates(table, "closed", zone)
    money = read_money(table)
    states = read_states(table)
    unclear = unclear_stages(table, states, closed.values, now)
    customs = read_customs(table)
    problems += [*created.problems, *closed.problems, *money.problems]
    problems += [Problem("export-stage-unclear", found=stage) for stage in unclear]
    return Deals(
        _join(_Columns(table, states, money, created, closed, customs)),
        (*_standard(table), *(custom.field for custom in customs)),
        not (created.has_times and closed.has_times),
        tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """All columns, side by side."""

    table: Table
    states: Sequence[DealState]
    money: Money
    created: Dates
    closed: Dates
    customs: Sequence[Custom]


def _join(columns: _Columns) -> tuple[Deal, ...]:
    table = columns.table
    ids, titles, links = table.texts("id"), table.texts("title"), table.texts("link")
    pipelines, stages = table.texts("pipeline"), table.texts("stage")
    owners = _each(name_only, table.texts("owner"))
    return tuple(
        Deal(
            id=name,
            title=blot(titles[place]) or name,
            link=links[place] if links[place].startswith("https://") else "",
            pipeline=pipelines[place],
            stage=stages[place],
            state=columns.states[place],
            amount=columns.money.values[place],
            currency=columns.money.currencies[place],
            owner=owners[place],
            created=columns.created.values[place],
            closed=columns.closed.values[place],
            fields=_filled(columns.customs, place),
        )
        for place, name in enumerate(ids)
    )


def _filled(customs: Sequence[Custom], place: int) -> dict[str, FieldValue]:
    cells = ((custom.field.name, custom.values[place]) for custom in customs)
    return {name: value for name, value in cells if value is not None}


def _each(change: Callable[[str], str], texts: Sequence[str]) -> list[str]:
    changed = {text: change(text) for text in set(texts)}
    return [changed[text] for text in texts]


def _standard(table: Table) -> list[Field]:
    """The standard columns that metrics may name, in the order of the file."""
    places = sorted((place, role) for role, place in table.roles.items() if role in _KINDS)
    return [Field(table.titles[place], _KINDS[role], role) for place, role in places]
