"""Undo of a person's last change, which leaves alone what others did in the meantime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.google.model import EMPTY, CellState, Spreadsheet

Cells = dict[tuple[int, int], CellState]
Shape = tuple[tuple[int, str, int, int], ...]


@dataclass(slots=True)
class Step:
    """One change: how everything was before it, and which cells it changed."""

    everything: Callable[[], None]
    """Puts all back as it was, which is right if nobody did anything since."""
    revision: int
    shape: Shape
    before: dict[int, Cells]
    after: dict[int, Cells]


def shape_of(spreadsheet: Spreadsheet) -> Shape:
    """Tabs, their order, names and sizes."""
    return tuple((tab.sheet_id, tab.title, tab.rows, tab.columns) for tab in spreadsheet.tabs)


def cells_of(spreadsheet: Spreadsheet) -> dict[int, Cells]:
    """All cells, by tab; they are replaced and never changed in place."""
    return {tab.sheet_id: dict(tab.cells) for tab in spreadsheet.tabs}


def undo(spreadsheet: Spreadsheet, step: Step) -> bool:
    """Take a change back; False if it cannot be told from what others did since.

    Cells go back only where they still are as the change left them.
    """
    if spreadsheet.revision == step.revision:
        step.everything()
        return True
    if shape_of(spreadsheet) != step.shape or step.before.keys() != step.after.keys():
        return False
    for tab in spreadsheet.tabs:
        before, after = step.before[tab.sheet_id], step.after[tab.sheet_id]
        for place in before.keys() | after.keys():
            old, new = before.get(place, EMPTY), after.get(place, EMPTY)
            if old is not new and tab.cell(*place) is new:
                tab.put(*place, old)
    spreadsheet.touch()
    return True


Steps = dict[tuple[str, str], list[Step]]
"""(file, e-mail) → what that person did there, the last change last."""
