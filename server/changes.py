"""What a run changed, in the words that stand above the columns people see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from server import words
from server.speech import Speech
from sync.core.choices import Calculation
from sync.core.notes import CLEAN
from sync.core.schema import TABS
from sync.core.texts.message import show
from sync.core.vocabulary import CellValue, Change, ErrorValue, Formula, Text
from sync.store.results import Kept
from sync.store.runs import MOST_TOLD, KeptRun

SEEN_AS = {
    "forecast": ("key_results", "forecast"), "change": ("key_results", "change"),
    "records": ("metrics", "records"), "message": ("key_results", "notes"),
    "as_of": ("key_results", "as_of"),
}  # fmt: skip
"""Column of ``_okr`` → the column in which people see it; ``value`` differs by the kind of row."""
VALUES = {"KR": ("key_results", "crm"), "M": ("metrics", "value"), "K": ("kpi", "crm")}
FIRST = ("value", "message")
PREFIXES = ("DOC", "KR", "O", "M", "K")
MINOR = ("as_of",)


@dataclass(frozen=True, slots=True)
class Line:
    """One value before and after."""

    column: str
    before: str
    after: str
    minor: bool
    """Shown only when nothing else in its row changed."""


@dataclass
class Group:
    """What changed in one row of the document."""

    id: str
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changes:
    """A run's changes, row by row; of long lists the number of cells."""

    groups: tuple[Group, ...]
    lists: tuple[str, ...]
    more: bool
    """Whether there are more than are listed."""


def changes_of(run: KeptRun, kept: Kept, speech: Speech, most: int) -> Changes:
    """The changes of a run in people's words, for at most so many rows."""
    rates = _in_percent(kept)
    groups: dict[str, Group] = {}
    for change in sorted(filter(_worth, run.told), key=_weight):
        group = groups.setdefault(change.id, Group(change.id, run.titles.get(change.id, "")))
        group.lines.append(_line(change, speech, rate=change.id in rates))
    for group in groups.values():
        group.lines[:] = [line for line in group.lines if not line.minor] or group.lines
    cut = len(groups) > most or len(run.told) >= MOST_TOLD
    ordered = sorted(groups.values(), key=_place)
    return Changes(tuple(ordered[:most]), tuple(_lists(run.places, speech)), cut)


def column_title(change: Change) -> Text:
    """The title above the column where people see a change."""
    if change.place == "_okr" and change.column == "document":
        return words.IDENTITY
    if change.id == "DOC" and change.column == "as_of":
        return _title("settings", "last_sync")
    if change.place == "_okr" and change.column == "value":
        return _title(*VALUES.get(change.id.split("-")[0], ("_okr", "value")))
    seen = SEEN_AS.get(change.column) if change.place == "_okr" else None
    return _title(*(seen or (change.place, change.column)))


def _title(tab: str, key: str) -> Text:
    """The title of a column; its key when an earlier version has called it otherwise."""
    columns = TABS[tab].columns if tab in TABS else ()
    return next((column.title for column in columns if column.key == key), Text(key, key))


def _in_percent(kept: Kept) -> set[str]:
    """Rows whose values are kept as fractions and read as percentages."""
    rates = {metric.id for metric in kept.metrics
             if metric.calculation and Calculation[metric.calculation.upper()].is_rate}  # fmt: skip
    return rates | {kr.id for kr in kept.key_results if kr.fractions}


def _weight(change: Change) -> tuple[int, str]:
    return (0 if change.column in FIRST else 1), change.column


def _place(group: Group) -> tuple[int, str]:
    """Key results first: they are what people look for."""
    prefix = group.id.split("-")[0]
    return (PREFIXES.index(prefix) if prefix in PREFIXES else len(PREFIXES)), group.id


def _worth(change: Change) -> bool:
    """A row that was clean from the start, or has nothing more to say because it is gone, says
    nothing new."""
    return not (change.column == "message" and {change.before, change.after} == {None, CLEAN})


def _line(change: Change, speech: Speech, *, rate: bool) -> Line:
    percent = rate and change.place == "_okr" and change.column in {"value", "change"}
    title = speech.say(column_title(change))
    write = _score if change.column == "forecast" else _shown
    before, after = (write(value, speech, percent) for value in (change.before, change.after))
    return Line(title, before, after, minor=change.column in MINOR)


def _score(value: CellValue | Formula, speech: Speech, percent: bool) -> str:
    return speech.score(value) if isinstance(value, Decimal) else _shown(value, speech, percent)


def _shown(value: CellValue | Formula, speech: Speech, percent: bool) -> str:
    match value:
        case None | "":
            return speech.say(words.BLANK)
        case Formula():
            return speech.say(words.FORMULA)
        case ErrorValue():
            return value.code
        case bool():
            return speech.say(words.YES if value else words.NO)
        case Decimal() if percent:
            return speech.percent(value)
        case _:
            return show(value, speech.language)


def _lists(places: Mapping[str, int], speech: Speech) -> Iterable[str]:
    for tab in ("history", "evidence", "_lists"):
        if places.get(tab):
            title = words.LISTS if tab == "_lists" else TABS[tab].title
            yield speech.say(words.CELLS, tab=speech.say(title), n=places[tab])
