"""Requests that merge and unmerge cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google.batch.context import Batch, RefusedError
from sandbox.google.edits import range_of
from sandbox.google.model import Area, Tab

Json = dict[str, Any]

PARTLY = "You must select all cells in a merged range to merge or unmerge them."


def merge_cells(batch: Batch, request: Json) -> Json:
    """Swallows older merges that the new ones cover; only the top-left value stays."""
    tab, area = batch.writable(request.get("range", {}))
    check_not_partly(tab, area)
    pieces = [
        piece for piece in cut(area, request.get("mergeType", "MERGE_ALL")) if not single(piece)
    ]
    for piece in pieces:
        check_frozen(tab, piece)
    kept = [merge for merge in tab.merges if not covers(area, tab.clip(merge))]
    tab.merges = kept + [range_of(piece) for piece in pieces]
    for piece in pieces:
        keep_first(tab, piece)
    return {}


def cut(area: Area, kind: str) -> list[Area]:
    """What becomes one cell each."""
    if kind == "MERGE_ROWS":
        return [replace(area, top=row, bottom=row + 1) for row in range(area.top, area.bottom)]
    if kind == "MERGE_COLUMNS":
        columns = range(area.left, area.right)
        return [replace(area, left=column, right=column + 1) for column in columns]
    return [area]


def single(area: Area) -> bool:
    return area.rows == area.columns == 1


def covers(outer: Area, inner: Area) -> bool:
    return outer.meet(inner) == inner


def check_not_partly(tab: Tab, area: Area) -> None:
    for merge in tab.merges:
        old = tab.clip(merge)
        if area.meet(old) is not None and not covers(area, old):
            raise RefusedError(PARTLY)


def check_frozen(tab: Tab, area: Area) -> None:
    grid = tab.properties.get("gridProperties", {})
    if area.top < grid.get("frozenRowCount", 0) < area.bottom:
        raise RefusedError("You can't merge frozen and non-frozen rows.")
    if area.left < grid.get("frozenColumnCount", 0) < area.right:
        raise RefusedError("You can't merge frozen and non-frozen columns.")


def keep_first(tab: Tab, area: Area) -> None:
    for row, column in [place for place in tab.cells if area.contains(*place)]:
        if (row, column) != (area.top, area.left):
            tab.enter(row, column, None)


def unmerge_cells(batch: Batch, request: Json) -> Json:
    tab, area = batch.writable(request.get("range", {}))
    check_not_partly(tab, area)
    tab.merges = [merge for merge in tab.merges if area.meet(tab.clip(merge)) is None]
    return {}


KINDS = {"mergeCells": merge_cells, "unmergeCells": unmerge_cells}
