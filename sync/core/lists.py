"""The dropdown lists that the service keeps in ``_lists``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from sync.core.choices import Calculation, Source, titles
from sync.core.model import Settings
from sync.core.schema import LAST_DATA_ROW, LISTS, Writer
from sync.core.vocabulary import CellValue, Names, Record, Snapshot

SEPARATOR = " › "
MOST = LAST_DATA_ROW - 1


def list_records(
    snapshot: Snapshot, names: Iterable[Names], settings: Settings
) -> tuple[Record, ...]:
    """The lists as columns of rows; without names from a source its lists stay as they are. Where
    names are hidden, the values of fields are too: companies may stand among them."""
    language = settings.language
    columns: dict[str, list[CellValue]] = _present(snapshot)
    columns["sources"] = list(titles(Source, language))
    columns["calculations"] = list(titles(Calculation, language))
    found = list(names)
    if found:
        columns |= _from_sources(found)
    if settings.hide_names:
        columns["values"] = []
    keys = list(columns)
    rows = zip_longest(*(columns[key][:MOST] for key in keys))
    return tuple(dict(zip(keys, row, strict=True)) for row in rows)


def _from_sources(found: list[Names]) -> dict[str, list[CellValue]]:
    pipelines = [
        (pipeline, stages) for names in found for pipeline, stages in names.pipelines.items()
    ]
    return {
        "pipelines": _unique(
            text for pipeline, stages in pipelines
            for text in (pipeline, *(pipeline + SEPARATOR + stage for stage in stages))
        ),
        "owners": _unique(owner for names in found for owner in names.owners),
        "fields": _unique(field for names in found for field, seen in names.fields.items() if seen),
        "amount_fields": _unique(field for names in found for field in names.amount_fields),
        "values": _unique(v for names in found for seen in names.fields.values() for v in seen),
    }  # fmt: skip


def _present(snapshot: Snapshot) -> dict[str, list[CellValue]]:
    table = snapshot.tables.get("_lists")
    rows = table.rows if table else ()
    keys = [column.key for column in LISTS.columns if column.writer is Writer.SERVICE]
    columns = {key: [row.value(key) for row in rows] for key in keys}
    for values in columns.values():
        while values and values[-1] is None:
            values.pop()
    return columns


def _unique(texts: Iterable[str]) -> list[CellValue]:
    return list(dict.fromkeys(texts))
