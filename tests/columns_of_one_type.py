"""Odd rows as databases hold them: a column has one type, and every cell of it a value of that type
or none.

What databases cannot hold at all is left out: formulas that people type into single cells, the
error values of such formulas, single cells shown as percentages (whole columns are, instead), and
ticks, which are never blank there.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from teams import Rows, Team

from sync.core.databases import LINKS, title_key
from sync.core.grid import clean
from sync.core.schema import TABS
from sync.core.vocabulary import Cell, CellValue, ErrorValue

Kind = type[str] | type[Decimal] | type[date]
SHARES = ("start", "target", "typed", "upper")
"""Columns that are shown as percentages together."""


def of_one_type(team: Team, draw: random.Random) -> Team:
    """The same rows with columns of one type each."""
    links = {tab: _choices(getattr(team, tab)) for tab in ("objectives", "metrics")}
    shares = draw.random() < 0.3
    rows: dict[str, Rows] = {
        tab: _table(tab, getattr(team, tab), links, draw, shares=shares)
        for tab in ("objectives", "key_results", "metrics", "kpi")
    }
    settings = _table("settings", [team.settings], links, draw)[0]
    return replace(team, **rows, settings=settings)  # type: ignore[arg-type]  # fields of the dataclass


def _choices(rows: Rows) -> dict[str, str]:
    """Id of a row → how a link names it. A row in which nothing stands is none."""
    filled = [row for row in rows if any(plain(v) is not None for k, v in row.items() if k != "id")]
    titles = {str(row["id"]): clean(str(_as(str, plain(row.get("title"))) or "")) for row in filled}
    return {id_: f"{id_} · {title}" if title else id_ for id_, title in titles.items()}


def _table(
    tab: str, rows: Rows, links: Mapping[str, Mapping[str, str]], draw: random.Random, *,
    shares: bool = False,
) -> list[dict[str, object]]:  # fmt: skip
    kept: list[dict[str, object]] = [{} for _ in rows]
    for column in TABS[tab].columns:
        key = column.key
        values = [plain(row.get(key)) for row in rows]
        if (tab, key) in LINKS:
            cells = _links(values, links[LINKS[tab, key]], draw)
        else:
            kind = str if key == title_key(tab) or column.choices else _kind(values, draw)
            cells = [_as(kind, value) for value in values]
            if column.choices:
                cells = _options(cells)
        for row, value in zip(kept, cells, strict=True):
            if value is not None:
                share = shares and key in SHARES and isinstance(value, Decimal)
                row[key] = Cell(value, percent=True) if share else value
    return kept


def plain(value: object) -> CellValue:
    """What a cell says, whatever stands behind it and however it looks."""
    found = value.value if isinstance(value, Cell) else value
    if isinstance(found, int | float) and not isinstance(found, bool):
        return Decimal(str(found))
    assert found is None or isinstance(found, str | bool | Decimal | date | ErrorValue)
    return None if isinstance(found, ErrorValue) else found


def _kind(values: Sequence[CellValue], draw: random.Random) -> Kind:
    """The type of a column: most often what most of its values have."""
    kinds: list[Kind] = [
        kind for value in values for kind in (str, Decimal, date) if isinstance(value, kind)
    ]
    if not kinds:
        return Decimal
    usual = Counter(kinds).most_common(1)[0][0]
    return usual if draw.random() < 0.8 else draw.choice(kinds)


def _as(kind: Kind, value: CellValue) -> CellValue:
    """A value in a column of some type: anything can be written as a text."""
    if isinstance(value, bool):
        return {str: "yes" if value else "no", Decimal: Decimal(value)}.get(kind)
    if kind is str and value is not None:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return value if isinstance(value, kind) else None


def _links(
    values: Sequence[CellValue], rows: Mapping[str, str], draw: random.Random
) -> list[CellValue]:
    """Relations, which lead to rows that are there; or texts, as people type them."""
    texts = [_as(str, value) for value in values]
    if draw.random() < 0.3:
        return texts
    found = (str(text).split(" ", 1)[0] for text in texts)
    return [rows.get(id_) for id_ in found]


def _options(values: Sequence[CellValue]) -> list[CellValue]:
    """Words that differ in case only are one option."""
    first: dict[str, str] = {}
    for value in values:
        if isinstance(value, str):
            first.setdefault(value.casefold(), value)
    return [first[value.casefold()] if isinstance(value, str) else None for value in values]
