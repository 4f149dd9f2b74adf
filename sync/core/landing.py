"""Whether cells that were written by their row number landed where they were meant to, and what to
put back if not.

Between reading a document and writing into it people insert, sort and move. Where a document cannot
refuse such a write, it tells in its answer what stood in each cell just before, and how the tab
looks just after. From that alone follows what people had there, and which cells owe it to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.core.following import Content, Grid, follow_columns, follow_rows, skeleton
from sync.core.formulas import at_row, normal_form

Spot = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Cells of one tab about to be written, with what is known of the tab from reading it."""

    spots: tuple[Spot, ...]
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


def landed(aim: Aim, after: Grid, was: Mapping[Spot, Content]) -> tuple[Debt, ...]:
    """What a first write owes; nothing when each cell landed in the row it was meant for, and held
    what was read there or what we put there before."""
    if aim.head and not _same_row(aim.seen, after, aim.head, frozenset()):
        wrong = aim.spots
    elif aim.whole:
        wrong = ()
    else:
        targets: dict[int, set[int]] = {}
        for row, column in aim.spots:
            targets.setdefault(row, set()).add(column)
        same = {row: _same_row(aim.seen, after, row, aim.loose | columns)
                for row, columns in targets.items()}  # fmt: skip
        wrong = tuple(
            spot for spot in aim.spots if not same[spot[0]] or not _expected(spot, aim, after, was)
        )
    return _debts({spot: was.get(spot, "") for spot in wrong}, after)


@dataclass(frozen=True, slots=True)
class Past:
    """A tab as it stood when debts were made."""

    grid: Grid
    head: int
    """The row of titles; 0 when the tab has none."""
    apart: frozenset[int] = frozenset()
    """Columns of which some rows only are known."""


def settle(
    debts: Sequence[Debt], then: Past, after: Grid, was: Mapping[Spot, Content]
) -> tuple[Debt, ...]:
    """What is owed after an attempt to put back every debt at its spot. When nothing moved in the
    meantime, that is nothing. Else the attempt itself hit other cells, and the debts moved on;
    those whose row, column or cell people have taken away are over."""
    found = {row: list(cells) for row, cells in after.items()}
    for spot, content in was.items():
        _put(found, spot, content)
    wanted = dict(was)
    columns = follow_columns(then.grid, found, then.head)
    telling = {n: place for n, place in columns.items() if n not in then.apart}
    owing: dict[int, list[Debt]] = {}
    for debt in debts:
        owing.setdefault(debt.spot[0], []).append(debt)

    def owes(debt: Debt, row: int) -> bool:
        place = row, columns.get(debt.spot[1], 0)
        return place[1] > 0 and alike(at(found, place), debt.ours)

    def fits(row: int, place: int) -> bool:
        return row not in owing or any(owes(debt, place) for debt in owing[row])

    rows = follow_rows(then.grid, found, telling, fits)
    for debt in debts:
        row = rows.get(debt.spot[0], 0)
        if row and owes(debt, row):
            wanted[row, columns[debt.spot[1]]] = _moved(debt.theirs, debt.spot[0], row)
    return _debts(wanted, after)


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


def _expected(spot: Spot, aim: Aim, after: Grid, was: Mapping[Spot, Content]) -> bool:
    before = was.get(spot, "")
    return alike(before, at(aim.seen, spot).removeprefix("~")) or alike(before, at(after, spot))


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
