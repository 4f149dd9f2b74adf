"""Reads the columns beyond the standard ones: what deals are selected and added up by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sync.core.privacy import has_phones, is_private, is_private_title
from sync.core.records import Field, FieldValue
from sync.sources.crm_export.amounts import read_amounts
from sync.sources.crm_export.cleaning import clean
from sync.sources.crm_export.grid import Value
from sync.sources.crm_export.moments import read_days
from sync.sources.crm_export.table import Table

_CODE = re.compile(r"0\d+", re.ASCII)
"""Numbers that begin with a zero are codes."""


@dataclass(frozen=True, slots=True)
class Custom:
    """One such column, with a value for each row; None where it is blank."""

    field: Field
    values: Sequence[FieldValue | None]


def read_customs(table: Table) -> list[Custom]:
    """The columns that may be kept, in the order of the file."""
    taken = set(table.roles.values())
    names = _unique(table.titles)
    return [
        custom
        for place, name in enumerate(names)
        if name and place not in taken and not is_private_title(name)
        for custom in [_custom(name, table.values(place))]
        if custom is not None
    ]


def _unique(titles: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    names = []
    for title in titles:
        seen[title] += 1
        names.append(title if seen[title] == 1 or not title else f"{title} ({seen[title]})")
    return names


def _custom(name: str, cells: Sequence[Value]) -> Custom | None:
    """A column as days, as numbers or as texts; None when it is blank or private."""
    texts = {cell: clean(cell) for cell in set(cells)}
    filled = {text for text in texts.values() if text}
    if not filled:
        return None
    days = _days(texts)
    if len(days) == len(filled):
        return Custom(Field(name, "day"), [days.get(texts[cell]) for cell in cells])
    if has_phones(filled):
        return None
    numbers = {} if any(map(_CODE.fullmatch, filled)) else read_amounts(filled)
    if len(numbers) == len(filled):
        amounts = {text: amount.number for text, amount in numbers.items()}
        return Custom(Field(name, "number"), [amounts.get(texts[cell]) for cell in cells])
    if is_private(filled, sum(1 for cell in cells if texts[cell])):
        return None
    return Custom(Field(name, "text"), [texts[cell] or None for cell in cells])


def _days(texts: Mapping[Value, str]) -> dict[str, date]:
    """The days among the cells, by their text."""
    found = {text: cell.date() for cell, text in texts.items() if isinstance(cell, datetime)}
    return found | read_days(text for text in texts.values() if text and text not in found)
