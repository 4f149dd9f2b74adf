"""References in formulas when the grid changes, cells are copied or moved, tabs renamed or deleted.

Every function takes a formula and gives a formula. Those about the whole file must be carried out
for every formula of it (`rewrite_formulas`), formulas of rules included; `copied` is for the copied
cell's own formula only. What is no longer there becomes #REF!.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sandbox.google.cells.changes import Cut, Deleted, GridChange
from sandbox.google.cells.formula import DEAD, End, Reference, rewrite, tab_prefix
from sandbox.google.model import Area, FormulaText, Spreadsheet


def adjusted(formula: str, own: str, change: GridChange) -> str:
    """After rows or columns were inserted, deleted or moved; `own` is the formula's tab."""

    def change_one(reference: Reference) -> str:
        if not _same(reference.tab if reference.tab is not None else own, change.title):
            return str(reference)
        return _adjusted(reference, change)

    return rewrite(formula, change_one)


def copied(formula: str, rows: int, columns: int) -> str:
    """As it stands in a copy so many rows further down and columns further right.

    For sorted rows, too: a sort carries formulas as copying them would.
    """
    return rewrite(formula, lambda reference: _shifted(reference, rows, columns))


def cut(formula: str, own: str, change: Cut) -> str:
    """After a cut and paste anywhere in the file: what pointed at the moved cells follows them.

    A range follows only if all of it was moved. Take it for formulas that stayed; for those inside
    the moved cells use `carried`.
    """

    def change_one(reference: Reference) -> str:
        tab = reference.tab if reference.tab is not None else own
        if not _same(tab, change.title) or not _inside(reference, change.source):
            return str(reference)
        moved = _moved(reference, change.rows, change.columns)
        return str(_on_tab(moved, change.onto, own))

    return rewrite(formula, change_one)


def carried(formula: str, change: Cut) -> str:
    """The formula of a cell that was itself moved: it still points at the same cells."""

    def change_one(reference: Reference) -> str:
        tab = reference.tab if reference.tab is not None else change.title
        if _same(tab, change.title) and _inside(reference, change.source):
            moved = _moved(reference, change.rows, change.columns)
            return str(_on_tab(moved, change.onto, change.onto))
        if _same(change.title, change.onto):
            return str(reference)
        return str(_on_tab(reference, tab, change.onto))

    return rewrite(formula, change_one)


def overwritten(formula: str, own: str, title: str, area: Area) -> str:
    """After the cells of an area were deleted for others to move up: references to them die."""

    def change_one(reference: Reference) -> str:
        tab = reference.tab if reference.tab is not None else own
        dead = _same(tab, title) and _inside(reference, area)
        return reference.prefix + DEAD if dead else str(reference)

    return rewrite(formula, change_one)


def renamed(formula: str, old: str, new: str) -> str:
    """After a tab was given another title."""

    def change_one(reference: Reference) -> str:
        if reference.tab is None or not _same(reference.tab, old):
            return str(reference)
        return str(replace(reference, tab=new, prefix=tab_prefix(new)))

    return rewrite(formula, change_one)


def without_tab(formula: str, title: str) -> str:
    """After a tab was deleted: `=Tab!A1` reads `=#REF!A1`, as Google leaves it."""

    def change_one(reference: Reference) -> str:
        if reference.tab is None or not _same(reference.tab, title):
            return str(reference)
        return str(replace(reference, tab=DEAD[:-1], prefix=DEAD))

    return rewrite(formula, change_one)


def rewrite_formulas(spreadsheet: Spreadsheet, change: Callable[[str, str], str]) -> None:
    """Every formula of the file's cells through `change`, which gets it and its tab's title."""
    for tab in spreadsheet.tabs:
        for place, state in list(tab.cells.items()):
            if isinstance(state.entered, FormulaText) and not state.entered.broken:
                text = change(state.entered.text, tab.title)
                if text != state.entered.text:
                    tab.cells[place] = replace(state, entered=FormulaText(text))
    spreadsheet.touch()


def _same(one: str, other: str) -> bool:
    return one == other or one.casefold() == other.casefold()


def _adjusted(reference: Reference, change: GridChange) -> str:
    first, last = reference.first, reference.last
    start = _at(first, change)
    if last is None:
        index = None if start is None else change.index(start)
        dead = reference.prefix + DEAD
        return dead if index is None else str(replace(reference, first=_put(first, change, index)))
    end = _at(last, change)
    if start is None or end is None:
        return str(reference if start is end else _open_ended(reference, change))
    span = change.span(min(start, end), max(start, end) + 1)
    if span is None:
        return reference.prefix + DEAD
    ends = (_put(first, change, span[0]), _put(last, change, span[1] - 1))
    return str(replace(reference, first=ends[0], last=ends[1]))


def _open_ended(reference: Reference, change: GridChange) -> Reference:
    """`A2:A` has one bound; deleting its row moves it to the next one that is left."""
    first, last = reference.first, reference.last or reference.first
    start, end = _at(first, change), _at(last, change)
    bound = change.index(start if start is not None else end or 0)
    index = change.start if bound is None and isinstance(change, Deleted) else bound or 0
    if start is None:
        return replace(reference, last=_put(last, change, index))
    return replace(reference, first=_put(first, change, index))


def _at(end: End, change: GridChange) -> int | None:
    return end.row if change.axis == "ROWS" else end.column


def _put(end: End, change: GridChange, index: int) -> End:
    return replace(end, row=index) if change.axis == "ROWS" else replace(end, column=index)


def _shifted(reference: Reference, rows: int, columns: int) -> str:
    """Fixed parts stay; one that would leave the grid kills the reference."""
    first = _end_shifted(reference.first, rows, columns)
    last = reference.last and _end_shifted(reference.last, rows, columns)
    if first is None or (last is None and reference.last is not None):
        return reference.prefix + DEAD
    return str(replace(reference, first=first, last=last))


def _end_shifted(end: End, rows: int, columns: int) -> End | None:
    row = end.row if end.row is None or end.row_fixed else end.row + rows
    column = end.column if end.column is None or end.column_fixed else end.column + columns
    if (row is not None and row < 0) or (column is not None and column < 0):
        return None
    return replace(end, row=row, column=column)


def _moved(reference: Reference, rows: int, columns: int) -> Reference:
    """Fixed parts move as well: the cells themselves went there."""

    def move(end: End) -> End:
        row = None if end.row is None else end.row + rows
        return replace(end, row=row, column=None if end.column is None else end.column + columns)

    last = None if reference.last is None else move(reference.last)
    return replace(reference, first=move(reference.first), last=last)


def _inside(reference: Reference, area: Area) -> bool:
    """True if everything it points at lies in the area; open ends never do."""
    ends = [end for end in (reference.first, reference.last) if end is not None]
    return all(
        end.row is not None and end.column is not None and area.contains(end.row, end.column)
        for end in ends
    )


def _on_tab(reference: Reference, title: str, own: str) -> Reference:
    """The reference said from the tab `own`: named only if it was, or has to be."""
    if _same(title, own) and (reference.tab is None or not _same(reference.tab, own)):
        return replace(reference, tab=None, prefix="")
    if reference.tab is not None and _same(reference.tab, title):
        return reference
    return replace(reference, tab=title, prefix=tab_prefix(title))
