"""What has to change so that a document shows what it ought to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sync.core.grid import as_stored, clean
from sync.core.schema import TABS, Writer
from sync.core.vocabulary import CellValue, Change, Plan, Record, Snapshot, Table

LONGEST_TEXT = 2000
"""Longer texts are cut in the service's own cells; a cell of Excel holds 32,767 characters."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "_okr": ("id",), "history": ("week", "id"), "evidence": ("metric", "record"), "_lists": (),
}  # fmt: skip
"""The columns that name a record; a list is named by its place."""


def make_plan(
    snapshot: Snapshot,
    wanted: Mapping[str, Sequence[Record]],
    others: Iterable[Change],
    document_id: str,
) -> Plan:
    """All differences: service tabs against the records wanted there, and the ids and formulas to
    put into people's rows. Service tabs and columns that are not there are passed over, and so are
    tabs whose rows cannot be told apart; ``_okr`` is put back."""
    changes: list[Change] = list(others)
    tables: dict[str, tuple[Record, ...]] = {}
    for tab, records in wanted.items():
        table = snapshot.tables.get(tab)
        names = _columns(tab, table)
        if not names:
            continue
        target = tuple(_clean(record, names) for record in records)
        current = [{name: canonical(row.value(name)) for name in names}
                   for row in (table.rows if table else ())]  # fmt: skip
        found = _differences(tab, names, current, target)
        if found:
            tables[tab] = target
            changes.extend(found)
    if document_id != snapshot.document_id:
        before = snapshot.document_id or None
        changes.append(Change("_okr", "DOC", "document", before, document_id))
    return Plan(tuple(changes), tables, document_id)


def canonical(value: CellValue) -> CellValue:
    """A value as a spreadsheet gives it back: 15 digits, text without what a cell cannot hold."""
    if isinstance(value, str):
        return clean(str(as_stored(value) or "")[:LONGEST_TEXT])
    return as_stored(value)


def _columns(tab: str, table: Table | None) -> list[str]:
    """The columns to fill; none when the tab, or a column that names its rows, is gone."""
    ours = [column.key for column in TABS[tab].written_by(Writer.SERVICE)]
    if tab == "_okr":
        return ours
    named = table is not None and all(key in table.columns for key in KEYS[tab])
    return [key for key in ours if table and key in table.columns] if named else []


def _clean(record: Record, names: Iterable[str]) -> Record:
    return {key: canonical(record.get(key)) for key in names}


def _differences(
    tab: str, names: Sequence[str], current: Sequence[Record], target: Sequence[Record]
) -> list[Change]:
    before = dict(_keyed(tab, current))
    after = dict(_keyed(tab, target))
    changes = [
        Change(tab, _name(key), name, before.get(key, {}).get(name), record[name])
        for key, record in after.items()
        for name in names
        if before.get(key, {}).get(name) != record[name]
    ]
    gone = (key for key in before if key not in after)
    return changes + [Change(tab, _name(key), names[0], _name(key), None) for key in gone]


def _keyed(tab: str, records: Iterable[Record]) -> Iterable[tuple[tuple[str, ...], Record]]:
    """Records under their names. Doubled names are told apart by a count, so none is lost."""
    seen: dict[tuple[str, ...], int] = {}
    for place, record in enumerate(records):
        if not any(value is not None for value in record.values()):
            continue
        name = tuple(str(record.get(key)) for key in KEYS[tab]) or (str(place + 1),)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else (*name, str(seen[name]))), record


def _name(key: tuple[str, ...]) -> str:
    return "/".join(key)
