"""The rows of the Evidence tab: the records behind each metric, counted or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sync.core.choices import Reason
from sync.core.identity import Line
from sync.core.measuring import Measurement
from sync.core.model import Settings
from sync.core.schema import EVIDENCE
from sync.core.vocabulary import Evidence, Language, Reading, Record, Snapshot, Text

LISTED = 50
"""Records of each kind, counted and not, that are listed for a metric."""
TOTAL = Text(
    "Counted {counted}, not counted {others}; listed here: {listed}",
    "Учтено {counted}, не учтено {others}; показано здесь: {listed}",
)
YES = Text("yes", "да")


def evidence_records(
    snapshot: Snapshot,
    lines: Iterable[Line],
    measured: Mapping[str, Measurement],
    settings: Settings,
) -> tuple[Record, ...]:
    """What Evidence ought to show; rows of metrics that were not read now, or cannot be for an
    error, stay with the value that stays. What is to be hidden goes from them too."""
    kept = _by_metric(snapshot)
    records: list[Record] = []
    for id_ in dict.fromkeys(line.id for line in lines):
        item = measured.get(id_)
        if item and item.reading:
            records += _records(f"{id_} · {item.metric.title}", item.reading, settings)
        else:
            found = kept.get(id_, ())
            records += map(_hidden, found) if settings.hide_names else found
    return tuple(records)


def _hidden(record: Record) -> Record:
    """Without the name and the amount of a deal; the line of totals names none."""
    return {**record, "title": None, "amount": None} if record["record"] else record


def _records(name: str, reading: Reading, settings: Settings) -> list[Record]:
    total = TOTAL.of(settings.language).format(
        counted=reading.counted, others=reading.not_counted, listed=len(reading.evidence)
    )
    rows = [_record(name, item, settings) for item in reading.evidence]
    return [{"metric": name, "title": total}, *rows]


def _record(name: str, item: Evidence, settings: Settings) -> Record:
    hidden = settings.hide_names
    return {
        "metric": name,
        "record": item.record,
        "link": item.link or None,
        "title": None if hidden else item.title or None,
        "date": item.day,
        "amount": None if hidden else item.amount,
        "counted": counted_word(item, settings.language),
    }


def counted_word(item: Evidence, language: Language) -> str:
    """Yes, or the reason why not."""
    return (YES if item.counted else Reason[item.reason.upper()].title).of(language)


def _by_metric(snapshot: Snapshot) -> Mapping[str, Sequence[Record]]:
    table = snapshot.tables.get("evidence")
    names = [column.key for column in EVIDENCE.columns]
    found: dict[str, list[Record]] = {}
    for row in table.rows if table else ():
        record = {name: row.value(name) for name in names}
        found.setdefault(str(record["metric"]).split(" ", 1)[0], []).append(record)
    return found
