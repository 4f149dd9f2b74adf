"""The weeks of each document: rows of its History tab, and the scores of its objectives.

A week is closed once a later one has begun; what it holds is never changed afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Engine, func, select
from sqlalchemy.dialects.postgresql import insert

from sync.core.board import ObjectiveResult
from sync.core.vocabulary import Record
from sync.store.tables import TENANT, history
from sync.store.values import column_text, record_from_json, record_to_json

ROWS, OBJECTIVES = "row", "objective"
NO_DAY = date.min
"""Where rows stand whose week is no day."""


def keep_history(
    connection: Connection, document_id: str, rows: Sequence[Record],
    objectives: Iterable[ObjectiveResult],
) -> None:  # fmt: skip
    """Keep the rows of the latest week; all of them when nothing is kept of the document yet."""
    last = _latest(connection, document_id)
    keyed = list(_keyed(rows))
    week = max((day for _, day, _ in keyed), default=NO_DAY)
    if last is not None and last > week:
        return
    fresh = keyed if last is None else [item for item in keyed if item[1] == week]
    _put(connection, document_id, ROWS, fresh)
    if week > NO_DAY:
        scored = [
            {"week": week, "id": item.line.id, "title": item.line.title, "score": item.score,
             "status": item.status.key if item.status else None}
            for item in objectives if item.status is not None
        ]  # fmt: skip
        _put(connection, document_id, OBJECTIVES, list(_keyed(scored)))


def history_of(engine: Engine, document_id: str) -> tuple[Record, ...]:
    """The rows of the History tab, oldest first."""
    return _records(engine, document_id, ROWS)


def objective_weeks(engine: Engine, document_id: str) -> tuple[Record, ...]:
    """Week, id, title, score and key of the status of each objective, oldest first."""
    return _records(engine, document_id, OBJECTIVES)


def _records(engine: Engine, document_id: str, kind: str) -> tuple[Record, ...]:
    wanted = (
        select(history.c.record)
        .where(*_mine(document_id), history.c.kind == kind)
        .order_by(history.c.week, history.c.position)
    )
    with engine.connect() as connection:
        return tuple(record_from_json(kept) for kept in connection.scalars(wanted))


Keyed = tuple[tuple[str, int], date, Record]
"""Id with the count of its rows in that week so far, the week, and the row."""


def _keyed(rows: Iterable[Record]) -> Iterator[Keyed]:
    seen: Counter[tuple[str, date]] = Counter()
    for row in rows:
        day, id_ = row.get("week"), column_text(str(row.get("id")))
        week = day if isinstance(day, date) else NO_DAY
        seen[id_, week] += 1
        yield (id_, seen[id_, week]), week, row


def _put(connection: Connection, document_id: str, kind: str, rows: Sequence[Keyed]) -> None:
    if not rows:
        return
    values = [
        {"document_id": document_id, "kind": kind, "week": week, "id": id_, "number": number,
         "position": position, "record": record_to_json(row)}
        for position, ((id_, number), week, row) in enumerate(rows)
    ]  # fmt: skip
    added = insert(history)
    latest = added.on_conflict_do_update(
        index_elements=list(history.primary_key),
        set_={"position": added.excluded.position, "record": added.excluded.record},
    )
    connection.execute(latest, values)


def _latest(connection: Connection, document_id: str) -> date | None:
    wanted = select(func.max(history.c.week)).where(*_mine(document_id), history.c.kind == ROWS)
    found: date | None = connection.scalar(wanted)
    return found


def _mine(document_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return history.c.tenant == TENANT, history.c.document_id == document_id
