"""Which row is which: ids that are missing, doubled or moved to another row.

The service remembers a fingerprint of each row's text. A row whose text matches the fingerprint of
an id is that row, wherever it stands and whatever its ID cell says now.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sync.core.parsing import parse_link
from sync.core.schema import ID_TABS, TABS, Tab, Writer, fold_title
from sync.core.vocabulary import CellValue, Change, ErrorValue, Row, Snapshot


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row and the id it goes by."""

    id: str
    row: Row

    @property
    def title(self) -> str:
        return text_of(self.row.value("title"))


@dataclass(frozen=True, slots=True)
class Identity:
    """The filled rows of every tab with ids, and what has to be written into their ID cells."""

    lines: Mapping[str, tuple[Line, ...]]
    changes: tuple[Change, ...]
    doubled: frozenset[str]
    """Ids under which several rows with one and the same text stand."""
    shuffled: tuple[str, ...]
    """Ids whose texts have changed places, as a sort of some columns only leaves them."""


def identify(snapshot: Snapshot) -> Identity:
    """Give every filled row an id."""
    known = fingerprints(snapshot)
    parts = [_identify_tab(snapshot, TABS[key], known) for key in ID_TABS]
    return Identity(
        {key: part.lines[key] for key, part in zip(ID_TABS, parts, strict=True)},
        tuple(change for part in parts for change in part.changes),
        frozenset(id_ for part in parts for id_ in part.doubled),
        tuple(id_ for part in parts for id_ in part.shuffled),
    )


def fingerprint(title: CellValue) -> str:
    """Twelve hexadecimal digits of a row's text; empty for an empty one."""
    folded = fold_title(text_of(title))
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:12] if folded else ""


def fingerprints(snapshot: Snapshot) -> dict[str, str]:
    """The last known fingerprint of each id."""
    table = snapshot.tables.get("_okr")
    rows = table.rows if table else ()
    return {text_of(row.value("id")): text_of(row.value("fingerprint")) for row in rows}


def filled(row: Row, tab: Tab) -> bool:
    """Whether people have written anything into the row; a box left unticked says nothing."""
    values = (row.value(column.key) for column in tab.written_by(Writer.PEOPLE))
    return any(value is not None and value is not False for value in values)


def text_of(value: CellValue) -> str:
    """A cell as text, without surrounding spaces; empty for an error value."""
    return "" if value is None or isinstance(value, ErrorValue) else " ".join(str(value).split())


def canonical_id(value: CellValue, prefix: str) -> str:
    """``KR-001`` from what an ID cell holds (Cyrillic letters that look alike, lower case and
    missing zeros are mended); empty when it is no id of this prefix."""
    link = parse_link(text_of(value))
    named = link.id.startswith(prefix + "-") and not link.title
    return link.id if named and len(link.id) <= len(prefix) + 7 else ""


def make_id(prefix: str, number: int) -> str:
    return f"{prefix}-{number:03d}"


def _identify_tab(snapshot: Snapshot, tab: Tab, known: Mapping[str, str]) -> Identity:
    table = snapshot.tables.get(tab.key)
    rows = [row for row in table.rows if filled(row, tab)] if table else []
    if table is None or "id" not in table.columns:
        return Identity({tab.key: ()}, (), frozenset(), ())
    typed = [canonical_id(row.value("id"), tab.prefix) for row in rows]
    kept, doubled = _keep(rows, typed, known)
    everything = {canonical_id(row.value("id"), tab.prefix) for row in table.rows}
    fresh = _fresh_ids(tab.prefix, everything | known.keys() | _mentioned(snapshot))
    lost = {known[i]: i for i in known if i.startswith(tab.prefix + "-") and i not in everything}
    ids = [id_ or lost.pop(fingerprint(row.value("title")), "") or next(fresh)
           for id_, row in zip(kept, rows, strict=True)]  # fmt: skip
    changes = tuple(
        Change(tab.key, id_, "id", row.value("id"), id_, row.number)
        for id_, row in zip(ids, rows, strict=True)
        if row.value("id") != id_
    )
    lines = tuple(Line(id_, row) for id_, row in zip(ids, rows, strict=True))
    return Identity({tab.key: lines}, changes, doubled, _shuffled(lines, known))


def _keep(
    rows: list[Row], typed: list[str], known: Mapping[str, str]
) -> tuple[list[str], frozenset[str]]:
    """The id each row keeps, or an empty one; and ids that identical copies share for now."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, id_ in enumerate(typed):
        places[id_].append(place)
    prints = [fingerprint(row.value("title")) for row in rows]
    kept, doubled = [""] * len(rows), set()
    for id_, where in places.items():
        if not id_:
            continue
        owner = next((p for p in where if prints[p] == known.get(id_)), where[0])
        same = [p for p in where if prints[p] == prints[owner]]
        for place in same:
            kept[place] = id_
        if len(same) > 1:
            doubled.add(id_)
    return kept, frozenset(doubled)


def _fresh_ids(prefix: str, taken: Iterable[str]) -> Iterator[str]:
    """Ids above any that was ever used."""
    pattern = re.compile(rf"{prefix}-(\d{{1,6}})", re.ASCII)
    numbers = [int(found[1]) for id_ in taken if (found := pattern.fullmatch(id_))]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield make_id(prefix, number)


def _mentioned(snapshot: Snapshot) -> set[str]:
    """Ids of rows that are gone but that the history still knows."""
    table = snapshot.tables.get("history")
    return {text_of(row.value("id")) for row in table.rows} if table else set()


def _shuffled(lines: tuple[Line, ...], known: Mapping[str, str]) -> tuple[str, ...]:
    """Ids that hold the known text of another id while their own text has gone elsewhere.

    One such row is a new title; two or more are columns that were sorted without the others.
    """
    prefixes = {line.id.rsplit("-", 1)[0] for line in lines}
    count = Counter(print_ for id_, print_ in known.items() if id_.rsplit("-", 1)[0] in prefixes)
    owner = {print_: id_ for id_, print_ in known.items() if print_ and count[print_] == 1}
    prints = {line.id: fingerprint(line.row.value("title")) for line in lines}
    moved = [
        id_ for id_, print_ in prints.items()
        if id_ in known and known[id_] != print_
        and (other := owner.get(print_)) is not None and prints.get(other, print_) != print_
    ]  # fmt: skip
    return tuple(moved) if len(moved) > 1 else ()
