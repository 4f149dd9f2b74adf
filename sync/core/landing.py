"""Whether cells that were written by their row number landed where they were meant to, and what to
put back if not.

Between reading a document and writing into it people insert, sort and move. Where a document cannot
refuse such a write, it tells what stood in the rows just before, and how the tab looks afterwards.
From that alone follows what people had there, and which cells owe it to them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sync.core.following import (
    Content,
    Grid,
    follow_columns,
    follow_copies,
    follow_rows,
    skeleton,
)
from sync.core.formulas import at_row, normal_form

Spot = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Cells of one tab about to be written, with what is known of the tab from reading it."""

    wrote: Mapping[Spot, Content]
    seen: Grid
    """The row of titles, and the rows to be written into."""
    head: int
    """The row of titles; 0 when the tab has none."""
    loose: frozenset[int] = frozenset()
    """Columns that say nothing about which row it is: they are computed."""
    whole: bool = False
    """Whether all rows are written anew, so that it does not matter which stands where."""


@dataclass(frozen=True, slots=True)
class Debt:
    """A cell that does not hold what people have there."""

    spot: Spot
    ours: Content
    """What it holds instead."""
    theirs: Content


def landed(aim: Aim, before: Grid, *, apt: bool = True) -> tuple[Debt, ...]:
    """What a first write owes; nothing when each cell landed in the row it was meant for, and held
    what was read there or what we put there already. ``before`` are the rows as they stood just
    before the write. Where what was written is no longer ``apt``, all of it is owed."""
    if not apt or (aim.head and not _same_row(aim.seen, before, aim.head, frozenset())):
        wrong = set(aim.wrote)
    elif aim.whole:
        wrong = set()
    else:
        targets: dict[int, set[int]] = {}
        for row, column in aim.wrote:
            targets.setdefault(row, set()).add(column)
        same = {row: _same_row(aim.seen, before, row, aim.loose | columns)
                for row, columns in targets.items()}  # fmt: skip
        wrong = {
            spot for spot in aim.wrote if not same[spot[0]] or not _expected(spot, aim, before)
        }
    return _hits(aim.wrote, before, wrong)


@dataclass(frozen=True, slots=True)
class Past:
    """A tab as it stood when debts were made."""

    grid: Grid
    head: int
    """The row of titles; 0 when the tab has none."""
    apart: frozenset[int] = frozenset()
    """Columns of which some rows only are known."""
    partial: bool = False
    """Whether only some of its rows are known."""


def settle(
    debts: Sequence[Debt], then: Past, after: Grid, was: Mapping[Spot, Content]
) -> tuple[Debt, ...]:
    """What is owed after an attempt to put back every debt at its spot. When nothing moved in the
    meantime, that is nothing. Else the attempt itself hit other cells, and the debts moved on;
    those whose row, column or cell people have taken away are over."""
    found = overlaid(after, was)
    wanted = dict(was)
    for debt, place in located(debts, then, found):
        wanted[place] = _moved(debt.theirs, debt.spot[0], place[0])
    return _debts(wanted, after)


def located(debts: Sequence[Debt], then: Past, now: Grid) -> list[tuple[Debt, Spot]]:
    """Where each debt stands now: nowhere if people have taken it away, in several places if they
    have copied its row."""
    columns = follow_columns(then.grid, now, then.head)
    telling = {n: place for n, place in columns.items() if n not in then.apart}
    owing: dict[int, list[Debt]] = {}
    for debt in debts:
        owing.setdefault(debt.spot[0], []).append(debt)

    def owes(debt: Debt, row: int) -> bool:
        place = row, columns.get(debt.spot[1], 0)
        return min(place) > 0 and alike(at(now, place), debt.ours)

    def fits(row: int, place: int) -> bool:
        return row not in owing or any(owes(debt, place) for debt in owing[row])

    rows = follow_rows(then.grid, now, telling, fits)
    hit = {row: cells for row, cells in then.grid.items() if row in owing}
    copies = {} if then.partial else follow_copies(hit, now, telling, rows)
    pairs = [(row, rows[row]) for row in owing if row in rows] + [(o, n) for n, o in copies.items()]
    return [
        (debt, (new, columns[debt.spot[1]]))
        for old, new in pairs
        for debt in owing[old]
        if owes(debt, new)
    ]


def pursue(debts: Sequence[Debt], then: Past, before: Grid, now: Grid) -> tuple[Debt, ...]:
    """As ``settle``, where the tab was only looked at some time after the attempt: of the moment
    itself just the rows written into are known, as they stood ``before``."""
    put = {debt.spot: debt.theirs for debt in debts}
    past = Past(overlaid(before, put), then.head, partial=True)
    seen = {debt.spot for debt, _ in located(debts, then, before)}
    gone = [debt for debt in debts if debt.spot not in seen]
    hits = settle(debts, then, past.grid, {spot: at(before, spot) for spot in put})
    return (*relocated(hits, past, now), *relocated(gone, then, now))


def relocated(debts: Sequence[Debt], then: Past, now: Grid) -> tuple[Debt, ...]:
    """The debts where they stand now."""
    return settle(debts, then, now, {})


def overlaid(grid: Grid, cells: Mapping[Spot, Content]) -> Grid:
    """A grid with some cells replaced."""
    rows = {row: list(contents) for row, contents in grid.items()}
    for spot, content in cells.items():
        _put(rows, spot, content)
    return rows


def at(grid: Grid, spot: Spot) -> Content:
    """The content of a cell."""
    row = grid.get(spot[0], ())
    return row[spot[1] - 1] if spot[1] <= len(row) else ""


def alike(one: Content, other: Content) -> bool:
    """Whether two contents are the same; formulas without regard to what cells they point at, and
    what spills in without regard to its value, which people do not type here."""
    return one == other or skeleton(one) == skeleton(other)


def _same_row(one: Grid, other: Grid, row: int, apart: frozenset[int]) -> bool:
    """Whether a row is the same in both, but for some columns."""
    width = max(len(one.get(row, ())), len(other.get(row, ())))
    columns = (column for column in range(1, width + 1) if column not in apart)
    return all(alike(at(one, (row, column)), at(other, (row, column))) for column in columns)


def _expected(spot: Spot, aim: Aim, before: Grid) -> bool:
    content = at(before, spot)
    return alike(content, at(aim.seen, spot).removeprefix("~")) or alike(content, aim.wrote[spot])


def _hits(wrote: Mapping[Spot, Content], before: Grid, wrong: Collection[Spot]) -> tuple[Debt, ...]:
    """Cells that lost what they held."""
    return tuple(
        Debt(spot, content, at(before, spot))
        for spot, content in sorted(wrote.items())
        if spot in wrong and content != at(before, spot)
    )


def _debts(wanted: Mapping[Spot, Content], after: Grid) -> tuple[Debt, ...]:
    return tuple(
        Debt(spot, at(after, spot), content)
        for spot, content in sorted(wanted.items())
        if content != at(after, spot)
    )


def _put(grid: dict[int, list[Content]], spot: Spot, content: Content) -> None:
    row = grid.setdefault(spot[0], [])
    row.extend([""] * (spot[1] - len(row)))
    row[spot[1] - 1] = content


def _moved(content: Content, old: int, new: int) -> Content:
    """A formula as it reads in the row it has moved to."""
    if not content.startswith("=") or old == new:
        return content
    return "=" + at_row(normal_form(content[1:], old), new)
