"""The cells to fill in a document that computes nothing itself: what formulas show elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sync.core.board import of_objective
from sync.core.databases import DATABASES, columns_of, is_ours, legible
from sync.core.evidence_text import evidence_text
from sync.core.formula_values import (
    attainment,
    final_score,
    key_result_values,
    looked_up,
    objective_values,
)
from sync.core.identity import Line
from sync.core.links import Directory
from sync.core.planning import canonical
from sync.core.schema import SERVICE_TABS, Column, Type
from sync.core.vocabulary import CellValue, Change, Record, Row, Snapshot, Table
from sync.core.wanting import Findings

Wanted = Mapping[str, Sequence[Record]]
PageOf = Callable[[str], str]
"""Id of a metric → where its records are listed."""


def computed(
    snapshot: Snapshot, found: Findings, wanted: Wanted, page_of: PageOf
) -> tuple[Change, ...]:
    """All that differs from what the formulas of the template would show; ``wanted`` is the content
    of the service's tabs. A row keeps what nothing is known of."""
    records = {str(record.get("id")): record for record in wanted["_okr"]}
    evidence = _evidence(found, wanted["evidence"], page_of)
    return tuple(
        change
        for tab, line, values in _rows(snapshot, found, records, evidence)
        if (table := snapshot.tables.get(tab))
        for change in _changes(table, line, legible(tab, values))
    )


def only_rows(wanted: Wanted) -> Wanted:
    """The service's tabs that are rows of their own there; the others have gone into people's."""
    tabs = [tab for tab in SERVICE_TABS if tab in DATABASES]
    return {tab: tuple(legible(tab, record) for record in wanted[tab]) for tab in tabs}


def _rows(
    snapshot: Snapshot, found: Findings, records: Mapping[str, Record],
    evidence: Mapping[str, Record],
) -> Iterator[tuple[str, Line, Record]]:  # fmt: skip
    """Tab, row and the values of its columns."""
    lines, language = found.checked.lines, found.checked.settings.language
    for objective in found.board.objectives:
        record = records.get(objective.line.id, {})
        yield "objectives", objective.line, objective_values(objective, record, language)
    for result in found.board.results:
        record = records.get(result.line.id, {})
        yield "key_results", result.line, key_result_values(result, record, language)
    for line in lines["metrics"]:
        shown = looked_up("metrics", records.get(line.id, {}))
        yield "metrics", line, {**shown, **evidence.get(line.id, {})}
    for line in lines["kpi"]:
        yield "kpi", line, _kpi(line.row, records.get(line.id, {}))
    for row in _of(snapshot, "review"):
        yield "review", Line("", row), {"final": _final(row, found)}
    for row in _of(snapshot, "settings"):
        yield "settings", Line("", row), looked_up("settings", records.get("DOC", {}))


def _kpi(row: Row, record: Record) -> Record:
    chosen = row.value("metric") is not None
    value = record.get("value") if chosen else row.value("typed")
    return {**looked_up("kpi", record), "attainment": attainment(value, row.value("plan"))}


def _final(row: Row, found: Findings) -> Decimal | None:
    link = Directory(found.checked.lines["objectives"]).find(str(row.value("objective") or ""))
    return final_score(of_objective(found.board.results, link.id)) if link else None


def _evidence(found: Findings, records: Sequence[Record], page_of: PageOf) -> dict[str, Record]:
    """What to say of each metric that was read; the others keep what they have, unless names are to
    be hidden."""
    settings = found.checked.settings
    by_metric: dict[str, list[Record]] = {}
    for record in records:
        by_metric.setdefault(str(record.get("metric")).split(" ", 1)[0], []).append(record)
    unread = (line.id for line in found.checked.lines["metrics"] if settings.hide_names)
    return {id_: {"evidence": None} for id_ in unread} | {
        id_: {"evidence": evidence_text(said, page_of(id_), settings.language)}
        for id_, said in by_metric.items()
    }


def _changes(table: Table, line: Line, values: Record) -> Iterator[Change]:
    """The differences in one row, of columns that are there and that the service writes."""
    for column in columns_of(table.tab):
        key = column.key
        if key not in values or key not in table.columns or not is_ours(table.tab, column):
            continue
        before, after = line.row.value(key), _fitting(column, canonical(values[key]))
        if before != after:
            yield Change(table.tab, line.id, key, before, after, line.row.number)


def _fitting(column: Column, value: CellValue) -> CellValue:
    """The value, where a property of the column's type can hold it: a formula repeats anything."""
    if column.type is Type.DATE:
        return value if isinstance(value, date) else None
    if column.type is Type.NUMBER:
        return value if isinstance(value, Decimal) else None
    return value


def _of(snapshot: Snapshot, tab: str) -> tuple[Row, ...]:
    table = snapshot.tables.get(tab)
    return table.rows if table else ()
