"""The weekly rows of the History tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sync.core.board import Result
from sync.core.schema import TABS
from sync.core.vocabulary import Language, Record, Snapshot


def week_of(today: date, check_in_day: int) -> date:
    """The check-in day that closes today's week; 0 is Monday."""
    return today + timedelta(days=(check_in_day - today.weekday()) % 7)


def records(snapshot: Snapshot) -> tuple[Record, ...]:
    """The history as it stands in the document."""
    table = snapshot.tables.get("history")
    names = [column.key for column in TABS["history"].columns]
    rows = table.rows if table else ()
    return tuple({name: row.value(name) for name in names} for row in rows)


def with_this_week(
    past: Sequence[Record], results: Sequence[Result], week: date, language: Language
) -> tuple[Record, ...]:
    """The past and one row of this week for each result; earlier weeks are closed."""
    current = {result.line.id: _record(result, week, language) for result in results}
    kept = [r for r in past if not (r.get("week") == week and str(r.get("id")) in current)]
    return (*kept, *current.values())


def last_values(past: Sequence[Record], week: date) -> Mapping[str, Decimal]:
    """The value of each id at the last check-in before this week's."""
    last: dict[str, tuple[date, Decimal]] = {}
    for record in past:
        day, id_, value = record.get("week"), str(record.get("id")), record.get("value")
        if not isinstance(day, date) or not isinstance(value, Decimal) or day >= week:
            continue
        if id_ not in last or day > last[id_][0]:
            last[id_] = (day, value)
    return {id_: value for id_, (_, value) in last.items()}


def changed_on(past: Sequence[Record], id_: str, value: Decimal, today: date) -> date | None:
    """When the value last became what it is, by the check-ins before today's: today when the last
    one shows another value, else the first of the unbroken run with this one. None without any.

    The row of the present week does not count: this run wrote it, or will.
    """
    rows = [(day, record.get("value")) for record in past
            if str(record.get("id")) == id_ and isinstance(day := record.get("week"), date)
            and day < today]  # fmt: skip
    since: date | None = None
    for day, seen in sorted(rows, key=lambda row: row[0], reverse=True):
        if seen != value:
            return since or today
        since = day
    return since


def _record(result: Result, week: date, language: Language) -> Record:
    kr = result.kr
    return {
        "week": week,
        "id": result.line.id,
        "title": result.line.title,
        "owner": kr.owner or None if kr else None,
        "value": result.current,
        "target": kr.target if kr else None,
        "progress": result.progress,
        "score": result.score,
        "status": result.status.title.of(language) if result.status else None,
        "confidence": kr.confidence if kr else None,
        "blocker": kr.blocker or None if kr else None,
        "next_step": kr.next_step or None if kr else None,
    }
