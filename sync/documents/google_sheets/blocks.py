"""Cells as few rectangles, and rectangles as requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from sync.core.landing import Spot

Json = dict[str, Any]


class Block(NamedTuple):
    """Rows and columns counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


def blocks(spots: Iterable[Spot]) -> Iterator[Block]:
    """The cells as rectangles: runs of columns that repeat from row to row are one."""
    open_: dict[tuple[int, int], tuple[int, int]] = {}
    for row, runs in _runs(sorted(spots)):
        for run in [run for run, (_, last) in open_.items() if run not in runs or last != row - 1]:
            top, last = open_.pop(run)
            yield Block(top, run[0], last, run[1])
        for run in runs:
            open_[run] = (open_.get(run, (row, row))[0], row)
    for (left, right), (top, last) in open_.items():
        yield Block(top, left, last, right)


def update_cells(
    sheet_id: int, block: Block, cell: Callable[[int, int], Json], fields: str
) -> Json:
    """One rectangle of new cells."""
    start = {"sheetId": sheet_id, "rowIndex": block.top - 1, "columnIndex": block.left - 1}
    rows = [
        {"values": [cell(row, column) for column in range(block.left, block.right + 1)]}
        for row in range(block.top, block.bottom + 1)
    ]
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _runs(spots: list[Spot]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Row by row, the runs of columns that stand side by side."""
    rows: dict[int, list[int]] = {}
    for row, column in spots:
        rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        runs: list[list[int]] = []
        for column in columns:
            if runs and runs[-1][1] == column - 1:
                runs[-1][1] = column
            else:
                runs.append([column, column])
        yield row, [(left, right) for left, right in runs]
