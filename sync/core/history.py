"""The weekly rows of the History tab."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sync.core.board import Result
from sync.core.schema import TABS
from sync.core.vocabulary import CellValue, Language, Record, Snapshot


def week_of(today: date, check_in_day: int) -> date:
    """The check-in day that closes today's week; 0 is Monday."""
    return today + timedelta(days=(check_in_day - today.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Past:
    """The history as it stands in the document."""

    records: tuple[Record, ...]
    weeks: Mapping[str, Sequence[tuple[date, CellValue]]]
    """Id → check-in days and values, the latest first."""

    def last_value(self, id_: str, week: date, start: date) -> Decimal | None:
        """The value at the last check-in before this week's, in the cycle that began at ``start``:
        what was collected in another one is no measure for this."""
        earlier = (value for day, value in self.weeks.get(id_, ()) if start <= day < week)
        return next((value for value in earlier if isinstance(value, Decimal)), None)

    def changed_on(self, id_: str, value: Decimal, today: date) -> date | None:
        """When the value last became what it is, by the check-ins before today's: today when the
        last one shows another value, else the first of the unbroken run with this one. None
        without any. The row of the present week does not count: this run wrote it, or will.
        """
        since: date | None = None
        for day, seen in self.weeks.get(id_, ()):
            if day >= today:
                continue
            if seen != value:
                return since or today
            since = day
        return since


def kept_or_read(kept: Sequence[Record], snapshot: Snapshot) -> Past:
    """What is kept in the database; a document that is new to it brings its own."""
    return past_from(kept) if kept else past_of(snapshot)


def past_of(snapshot: Snapshot) -> Past:
    """Read the History tab."""
    table = snapshot.tables.get("history")
    names = [column.key for column in TABS["history"].columns]
    rows = table.rows if table else ()
    return past_from([{name: row.value(name) for name in names} for row in rows])


def past_from(records: Sequence[Record]) -> Past:
    """The past as its weekly rows tell it."""
    weeks: dict[str, list[tuple[date, CellValue]]] = defaultdict(list)
    for record in records:
        if isinstance(day := record.get("week"), date):
            weeks[str(record.get("id"))].append((day, record.get("value")))
    for seen in weeks.values():
        seen.sort(key=lambda item: item[0], reverse=True)
    return Past(tuple(records), weeks)


def with_this_week(
    past: Past, results: Sequence[Result], week: date, language: Language
) -> tuple[Record, ...]:
    """The past and one row of this week for each result; earlier weeks are closed."""
    current = {result.line.id: _record(result, week, language) for result in results}
    kept = [record for record in past.records
            if not (record.get("week") == week and str(record.get("id")) in current)]  # fmt: skip
    return (*kept, *current.values())


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
