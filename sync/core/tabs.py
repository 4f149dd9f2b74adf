"""Where the tabs and columns of the schema stand in a document, whatever people did to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sync.core.grid import Sheet, clean
from sync.core.schema import SERVICE_TABS, TABS, Tab, find_tab, fold_title

MAIN_TABS = ("settings", "objectives", "key_results")
"""Without these nothing can be judged."""
HEADER_ROWS = 20
"""A header is looked for in so many rows."""
HEAD_ROWS = 60
"""Rows from the top that finding the tabs looks at; Settings stand below one another."""
NAME_COLUMNS = 10
"""The names of settings are looked for in so many columns."""
LIKENESS = 0.5
"""Share of titles in common from which a tab under a strange name is taken for one of ours."""

_KEYS: Mapping[str, Mapping[str, str]] = {
    tab.key: {
        fold_title(title): column.key
        for column in reversed(tab.columns)
        for title in (*column.aliases, *column.title)
    }
    for tab in TABS.values()
}
"""Tab key → folded title → column key."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the titles of one tab stand. In Settings, whose titles stand below one another,
    ``line`` is the column of the names and ``places`` are rows; elsewhere the other way round."""

    tab: Tab
    line: int
    places: Mapping[str, int]
    """Column key → number of its column, counted from 1."""
    titles: Mapping[str, str]
    """Column key → title as found."""
    doubled: tuple[tuple[str, str], ...] = ()
    """Key and title of columns that stand there again."""
    strangers: int = 0
    """Titles that are none of ours."""

    @property
    def likeness(self) -> float:
        return len(self.places) / (len(self.tab.columns) + self.strangers)

    @property
    def sideways(self) -> bool:
        return self.tab.key == "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """The sheet that is a tab; without a header when its titles are gone."""

    sheet: int
    header: Header | None


@dataclass(frozen=True, slots=True)
class Found:
    """The tabs of a document, and the sheets that are a second one of the same kind."""

    places: Mapping[str, Place]
    doubled: tuple[tuple[str, str], ...]
    """Tab key and the title of the sheet that is passed over."""

    @property
    def known(self) -> bool:
        """Whether this is a document of OKRs at all."""
        return any(key in self.places for key in MAIN_TABS)


@dataclass(frozen=True, slots=True)
class _Claim:
    rank: int
    place: Place


def find_tabs(sheets: Sequence[Sheet]) -> Found:
    """Which sheet is which tab: by its title, else by its columns; the first by order wins."""
    claims: dict[str, list[_Claim]] = {}
    for number, sheet in enumerate(sheets):
        for key, rank, header in _claim(sheet):
            claims.setdefault(key, []).append(_Claim(rank, Place(number, header)))
    places, doubled = {}, []
    for key in (key for key in TABS if key in claims):
        first, *others = sorted(claims[key], key=lambda claim: claim.rank)
        places[key] = first.place
        doubled += [(key, sheets[claim.place.sheet].title) for claim in others]
    return Found(places, tuple(doubled))


def find_header(tab: Tab, sheet: Sheet) -> Header | None:
    """The line with most titles of the tab, two at least."""
    lines = _name_columns(sheet) if tab.key == "settings" else _title_rows(sheet)
    headers = (_header(tab, number, line) for number, line in enumerate(lines, 1))
    best = max(headers, key=lambda header: len(header.places), default=None)
    return best if best is not None and len(best.places) >= 2 else None


def column_key(tab: Tab, title: object) -> str | None:
    """The column with this title; marks that people add to a title do not matter."""
    if not isinstance(title, str):
        return None
    return _KEYS[tab.key].get(_folded(title))


def _claim(sheet: Sheet) -> Iterable[tuple[str, int, Header | None]]:
    """The tab a sheet is taken for. Rank 0: title and columns say so; 1: columns alone; 2: the
    title alone. A service tab, which is written over, has to show half of its columns."""
    titled = find_tab(clean(sheet.title) or "")
    if titled is not None and not titled.columns:
        return
    own = find_header(titled, sheet) if titled else None
    best = None if own and own.likeness >= LIKENESS else _most_alike(sheet)
    if best and best.tab is not titled and (own is None or own.likeness < best.likeness / 2):
        yield best.tab.key, 1, best
    elif titled and own and (titled.key not in SERVICE_TABS or _half(own)):
        yield titled.key, 0, own
    elif titled:
        yield titled.key, 2, None


def _half(header: Header) -> bool:
    return 2 * len(header.places) >= len(header.tab.columns)


def _most_alike(sheet: Sheet) -> Header | None:
    headers = [find_header(tab, sheet) for tab in TABS.values() if tab.columns]
    known = [header for header in headers if header and header.likeness >= LIKENESS]
    return max(known, key=lambda header: header.likeness, default=None)


def _title_rows(sheet: Sheet) -> Iterable[Sequence[object]]:
    return ([cell.value for cell in row] for row in sheet.rows[:HEADER_ROWS])


def _name_columns(sheet: Sheet) -> Iterable[Sequence[object]]:
    return (
        [sheet.cell(row, column).value for row in range(1, min(len(sheet.rows), HEAD_ROWS) + 1)]
        for column in range(1, NAME_COLUMNS + 1)
    )


def _header(tab: Tab, number: int, line: Sequence[object]) -> Header:
    keys = _KEYS[tab.key]
    places: dict[str, int] = {}
    titles: dict[str, str] = {}
    doubled, strangers = [], 0
    for place, title in enumerate(line, 1):
        if not isinstance(title, str):
            continue
        key = keys.get(_folded(title))
        if key is None:
            strangers += tab.key != "settings"
        elif key in places:
            doubled.append((key, title))
        else:
            places[key], titles[key] = place, clean(title) or title
    return Header(tab, number, places, titles, tuple(doubled), strangers)


@lru_cache(maxsize=4096)
def _folded(title: str) -> str:
    return fold_title(clean(title) or "").rstrip(" :*")
