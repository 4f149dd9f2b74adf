"""A plan as requests: one for every page with a difference, and only the service's properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.core.binding import BoundColumn
from sync.core.databases import column_of, is_ours
from sync.core.vocabulary import CellValue, Change, Formula, Plan, Record, Row, Table
from sync.documents.notion.tables import Found
from sync.documents.notion.values import Json, payload

Key = tuple[CellValue, CellValue]
"""Week and id of a row of History."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Properties to set in one page."""

    page: str
    properties: Mapping[str, Json]
    """By property id."""


@dataclass(frozen=True, slots=True)
class Making:
    """A row to add."""

    data_source: str
    properties: Mapping[str, Json]
    same: Json
    """A filter that finds the row, should it be there already."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Everything a plan asks of Notion, in order."""

    settings: tuple[Setting, ...]
    makings: tuple[Making, ...] = ()
    removals: tuple[str, ...] = ()
    """Pages to put into the trash: rows of the service that are there twice, or by mistake."""


def foreign(plan: Plan) -> list[str]:
    """Changes to what people own; nothing of such a plan may be written."""
    return [
        f"{change.place} {change.id} {change.column}"
        for change in plan.changes
        if change.row > 0 and not _may(change)
    ]


def _may(change: Change) -> bool:
    try:
        column = column_of(change.place, change.column)
    except (KeyError, StopIteration):
        return False
    return is_ours(change.place, column) and not isinstance(change.after, Formula)


def orders(plan: Plan, found: Mapping[str, Found], history: Table | None) -> Orders:
    """What to send, rows before weeks."""
    rows = tuple(
        setting
        for tab, one in found.items()
        for setting in _settings([c for c in plan.changes if c.place == tab and c.row > 0], one)
    )
    wanted = plan.tables.get("history")
    if wanted is None or history is None or "history" not in found:
        return Orders(rows)
    weeks = _weeks(wanted, found["history"], history)
    return Orders((*rows, *weeks.settings), weeks.makings, weeks.removals)


def _settings(changes: Sequence[Change], found: Found) -> Iterator[Setting]:
    by_row: dict[int, dict[str, CellValue]] = {}
    for change in changes:
        if found.writable(change.column) and not isinstance(change.after, Formula):
            by_row.setdefault(change.row, {})[change.column] = change.after
    for row, values in by_row.items():
        yield Setting(found.pages[row - 1]["id"], _properties(found, values))


def _properties(found: Found, values: Record) -> dict[str, Json]:
    return {
        found.properties[key].id: payload(found.properties[key].type, value, _bound(found, key))
        for key, value in values.items()
        if found.writable(key)
    }


def _bound(found: Found, key: str) -> BoundColumn:
    return found.bound.columns[key]


def _weeks(wanted: Sequence[Record], found: Found, table: Table) -> Orders:
    """The difference between the weeks there are and those there ought to be, each once."""
    there: dict[Key, Row] = {}
    removals = []
    targets = {_key(record): record for record in wanted}
    for row in table.rows:
        key = (row.value("week"), row.value("id"))
        if key in there or key not in targets:
            removals.append(found.pages[row.number - 1]["id"])
        else:
            there[key] = row
    settings = [_week_setting(found, there[key], record)
                for key, record in targets.items() if key in there]  # fmt: skip
    makings = (_making(found, record) for key, record in targets.items() if key not in there)
    changed = tuple(setting for setting in settings if setting.properties)
    return Orders(changed, tuple(makings), tuple(removals))


def _week_setting(found: Found, row: Row, record: Record) -> Setting:
    values = {key: value for key, value in record.items() if row.value(key) != value}
    return Setting(found.pages[row.number - 1]["id"], _properties(found, values))


def _making(found: Found, record: Record) -> Making:
    values = {key: value for key, value in record.items() if value is not None}
    week, id_ = _key(record)
    same = {
        "and": [
            {"property": found.properties["week"].id,
             "date": {"equals": week.isoformat() if isinstance(week, date) else ""}},
            {"property": found.properties["id"].id, "rich_text": {"equals": str(id_)}},
        ]
    }  # fmt: skip
    return Making(found.bound.data_source, _properties(found, values), same)


def _key(record: Record) -> Key:
    return record.get("week"), record.get("id")
