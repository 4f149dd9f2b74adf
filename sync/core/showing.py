"""What the records of ``_okr`` ought to be: the values, notes and memory behind the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.identity import Line, fingerprint
from sync.core.measuring import NOTHING_KNOWN, Known
from sync.core.notes import level, note
from sync.core.schema import ID_TABS, OKR
from sync.core.vocabulary import CellValue, Language, Problem, Record

KINDS = {
    "objectives": "objective", "key_results": "key result", "metrics": "metric", "kpi": "kpi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The looked-up figures of one id."""

    value: Decimal | None = None
    as_of: date | None = None
    source: str = ""
    """The metric and the source it was measured in."""
    forecast: Decimal | None = None
    change: Decimal | None = None
    records: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What was known before, and whether a row that is new now appeared after the start."""

    known: Mapping[str, Known]
    today: date

    @property
    def met(self) -> bool:
        """Whether the service has filled in this document before."""
        return any(id_ != "DOC" for id_ in self.known)

    def first_seen(self, id_: str) -> date | None:
        """The day a row appeared in a document that was already known; rows of the first contact
        count from the start of the cycle."""
        if id_ in self.known:
            return self.known[id_].day("first_seen")
        return self.today if self.met else None

    def all_first_seen(self, lines: Iterable[Line]) -> dict[str, date]:
        return {line.id: day for line in lines if (day := self.first_seen(line.id))}


def okr_records(
    lines: Mapping[str, Sequence[Line]],
    current: Mapping[str, Shown],
    problems: Mapping[str, Sequence[Problem]],
    memory: Memory,
    language: Language,
) -> tuple[Record, ...]:
    """One record for the document and one for every filled row, in the order of their ids.

    Rows that are not in ``current`` belong to another cycle and keep what they had.
    """
    document: Record = {
        "id": "DOC",
        "kind": "document",
        "as_of": memory.today,
        "level": level(problems.get("", [])),
        "message": note(problems.get("", []), language),
    }
    records = {"DOC": document}
    for tab in ID_TABS:
        for line in sorted(lines[tab], key=lambda line: (len(line.id), line.id)):
            if line.id in current:
                said = problems.get(line.id, [])
                words = {"level": level(said), "message": note(said, language)}
                memory_of = _remembered(tab, line, memory)
                records.setdefault(line.id, {**memory_of, **_figures(current[line.id]), **words})
            else:
                records.setdefault(line.id, _as_before(tab, line, memory))
    return tuple(records.values())


def _figures(shown: Shown) -> Record:
    return {
        "value": shown.value,
        "as_of": shown.as_of,
        "source": shown.source or None,
        "forecast": shown.forecast,
        "change": shown.change,
        "records": shown.records,
    }


def _remembered(tab: str, line: Line, memory: Memory) -> Record:
    return {
        "id": line.id,
        "kind": KINDS[tab],
        "first_seen": memory.first_seen(line.id),
        "fingerprint": fingerprint(line.row.value("title")),
    }


def _as_before(tab: str, line: Line, memory: Memory) -> Record:
    row = memory.known.get(line.id, NOTHING_KNOWN).row
    before: dict[str, CellValue] = {column.key: row.value(column.key) for column in OKR.columns}
    return {**before, **_remembered(tab, line, memory)}
