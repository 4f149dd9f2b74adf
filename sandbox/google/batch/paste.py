"""Requests that copy or cut cells and put them down elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sandbox.google.batch.cells import shifted
from sandbox.google.batch.context import Batch, RefusedError
from sandbox.google.batch.merging import check_not_partly, covers
from sandbox.google.cells.formula import End, Reference, rewrite
from sandbox.google.edits import range_of
from sandbox.google.model import Area, CellState, Entered, FormulaText, Tab
from sandbox.google.moving import move_block, take

Json = dict[str, Any]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copied:
    """One cell on its way: where it came from, what it shows, and how far it goes."""

    state: CellState
    value: Entered
    rows: int
    columns: int
    transposed: bool


def copy_paste(batch: Batch, request: Json) -> Json:
    tab, source = batch.area(request.get("source", {}))
    onto, wanted = batch.area(request.get("destination", {}))
    transposed = request.get("pasteOrientation") == "TRANSPOSE"
    kind = request.get("pasteType", "PASTE_NORMAL")
    height, width = (source.columns, source.rows) if transposed else (source.rows, source.columns)
    target = Area(
        onto.sheet_id,
        wanted.top,
        wanted.left,
        wanted.top + repeated(wanted.rows, height),
        wanted.left + repeated(wanted.columns, width),
    )
    check_inside(onto, target)
    batch.guard(target)
    if kind in MERGING:
        check_not_partly(onto, target)
    picked = pick(batch, tab, source, kind)
    for place in tiles(target, height, width):
        put_down(onto, source, picked, place, (kind, transposed))
    if kind in MERGING:
        copy_merges(tab, onto, source, target, transposed=transposed)
    if kind in COLOURING and not transposed:
        copy_rules(tab, onto, source, target)
    return {}


def repeated(wanted: int, size: int) -> int:
    """A destination that is a multiple of the source is filled, any other gets one copy."""
    return wanted if wanted % size == 0 else size


def check_inside(tab: Tab, target: Area) -> None:
    if target.bottom > tab.rows or target.right > tab.columns:
        raise RefusedError("The destination does not fit on the sheet.")


def tiles(target: Area, height: int, width: int) -> Iterator[Place]:
    for row in range(target.top, target.bottom, height):
        for column in range(target.left, target.right, width):
            yield row, column


def pick(batch: Batch, tab: Tab, source: Area, kind: str) -> dict[Place, tuple[CellState, Entered]]:
    """Cells, read before anything is put down: areas may overlap. What they show is worked out only
    where it is wanted."""
    shown = kind == "PASTE_VALUES"
    return {
        place: (tab.cell(*place), batch.spreadsheet.value(tab, *place) if shown else None)
        for row in range(source.top, source.bottom)
        for place in ((row, column) for column in range(source.left, source.right))
    }


def put_down(
    onto: Tab, source: Area, picked: dict[Place, tuple[CellState, Entered]], place: Place,
    how: tuple[str, bool],
) -> None:  # fmt: skip
    kind, transposed = how
    for (row, column), (state, value) in picked.items():
        down, across = row - source.top, column - source.left
        if transposed:
            down, across = across, down
        at = place[0] + down, place[1] + across
        one = Copied(state, value, at[0] - row, at[1] - column, transposed)
        onto.put(*at, pasted(kind, onto.cell(*at), one, (row, column)))


def pasted(kind: str, old: CellState, one: Copied, source: Place) -> CellState:
    """The cell after pasting that kind of thing over it."""
    state = one.state
    if kind == "PASTE_VALUES":
        return replace(old, entered=one.value, extras=state.extras)
    if kind == "PASTE_FORMAT":
        return replace(old, format=state.format)
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, validation=state.validation)
    if kind == "PASTE_CONDITIONAL_FORMATTING":
        return old
    moved = shifted(state, one.rows, one.columns)
    if one.transposed:
        moved = transposed_formula(state, one, source)
    if kind == "PASTE_FORMULA":
        return replace(old, entered=moved.entered, extras=state.extras)
    return with_borders(moved, old) if kind == "PASTE_NO_BORDERS" else moved


def with_borders(new: CellState, old: CellState) -> CellState:
    """The new cell inside the lines of the old one."""
    kept = {name: part for name, part in new.format.items() if name != "borders"}
    borders = {"borders": old.format["borders"]} if "borders" in old.format else {}
    return replace(new, format=kept | borders)


def transposed_formula(state: CellState, one: Copied, source: Place) -> CellState:
    """Distances to the cells a formula points at change from down to across and back."""
    formula = state.entered
    if not isinstance(formula, FormulaText) or formula.broken:
        return state
    home = source[0] + one.rows, source[1] + one.columns

    def turned(end: End) -> End | None:
        if end.row is None or end.column is None or end.row_fixed or end.column_fixed:
            return end
        row, column = home[0] + end.column - source[1], home[1] + end.row - source[0]
        return None if row < 0 or column < 0 else replace(end, row=row, column=column)

    def change(reference: Reference) -> str:
        first = turned(reference.first)
        last = reference.last and turned(reference.last)
        if first is None or (reference.last is not None and last is None):
            return f"{reference.prefix}#REF!"
        return str(replace(reference, first=first, last=last))

    return replace(state, entered=FormulaText(rewrite(formula.text, change)))


MERGING = {"PASTE_NORMAL", "PASTE_NO_BORDERS", "PASTE_FORMAT"}
COLOURING = MERGING | {"PASTE_CONDITIONAL_FORMATTING"}


def copy_merges(tab: Tab, onto: Tab, source: Area, target: Area, *, transposed: bool) -> None:
    inner = [area for merge in tab.merges if covers(source, area := tab.clip(merge))]
    onto.merges = [merge for merge in onto.merges if not covers(target, onto.clip(merge))]
    height, width = (source.columns, source.rows) if transposed else (source.rows, source.columns)
    for row, column in tiles(target, height, width):
        for area in inner:
            down, across = area.top - source.top, area.left - source.left
            rows, columns = area.rows, area.columns
            if transposed:
                down, across, rows, columns = across, down, columns, rows
            top, left = row + down, column + across
            made = Area(onto.sheet_id, top, left, top + rows, left + columns)
            onto.merges = [*onto.merges, range_of(made)]


def copy_rules(tab: Tab, onto: Tab, source: Area, target: Area) -> None:
    """Conditional formats reach over to the copy; to another tab they go as rules of their own."""
    for rule in tab.conditional_formats:
        reached = [
            range_of(moved_to(met, onto, row - source.top, column - source.left))
            for grid_range in rule["ranges"]
            if (met := source.meet(tab.clip(grid_range))) is not None
            for row, column in tiles(target, source.rows, source.columns)
        ]
        new = [one for one in reached if onto is not tab or not within(tab, one, rule)]
        if not new:
            continue
        if onto is tab:
            grown = {**rule, "ranges": [*rule["ranges"], *new]}
            rules = tab.conditional_formats
            tab.conditional_formats = [grown if one is rule else one for one in rules]
        else:
            onto.conditional_formats = [*onto.conditional_formats, {**rule, "ranges": new}]


def moved_to(area: Area, onto: Tab, rows: int, columns: int) -> Area:
    return Area(
        onto.sheet_id,
        area.top + rows,
        area.left + columns,
        area.bottom + rows,
        area.right + columns,
    )


def within(tab: Tab, grid_range: Json, rule: Json) -> bool:
    area = tab.clip(grid_range)
    return any(covers(tab.clip(one), area) for one in rule["ranges"])


def cut_paste(batch: Batch, request: Json) -> Json:
    """The source is emptied whatever is pasted; what pointed at the cells follows them."""
    tab, source = batch.writable(request.get("source", {}))
    onto, row, column = batch.coordinate(request.get("destination", {}))
    target = Area(onto.sheet_id, row, column, row + source.rows, column + source.columns)
    check_inside(onto, target)
    batch.guard(target)
    check_not_partly(tab, source)
    check_not_partly(onto, target)
    kind = request.get("pasteType", "PASTE_NORMAL")
    if kind == "PASTE_NORMAL":
        move_block(batch.spreadsheet, tab, source, onto, (row, column))
        return {}
    picked = pick(batch, tab, source, kind)
    take(tab, source)
    put_down(onto, source, picked, (row, column), (kind, False))
    return {}


KINDS = {"copyPaste": copy_paste, "cutPaste": cut_paste}
