"""How a deal came to be what it is: when its moves happened, and what of it a moment knows."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, NamedTuple

from sandbox.world.records import Deal, Edit
from sandbox.world.world import World


class Path(NamedTuple):
    """Where and between which moments a deal moved."""

    pipeline: int
    created: int
    last: int

    def between(self, chance: random.Random, count: int) -> list[int]:
        """So many moments in order, the creation first."""
        if count == 1:
            return [self.created]
        span = self.last - self.created
        inner = sorted(self.created + int(chance.random() * span) for _ in range(count - 2))
        return [self.created, *inner, self.last]


def told_until(world: World, deal: Deal, now: int) -> Deal:
    """The deal as it stood at a moment after its creation: what came later is not known yet.

    The closing date stays: of a deal that has not closed it is the day it is expected to.
    """
    moves = tuple(move for move in deal.moves if move.at <= now)
    edits = {field: tuple(edit for edit in history if edit.at <= now)
             for field, history in deal.edits.items()}  # fmt: skip
    fields: dict[str, Any] = {
        field: history[-1].value for field, history in edits.items() if field != "closing"
    }
    open_now = world.stages[moves[-1].stage].kind == "open"
    if open_now and moves != deal.moves:
        edits.pop("closing", None)
    return replace(
        deal, stage=moves[-1].stage, moves=moves, edits=edits,
        modified=last_touched(moves[-1].at, edits),
        loss_reason="" if open_now else deal.loss_reason, **fields,
    )  # fmt: skip


def last_touched(moved: int, edits: dict[str, tuple[Edit, ...]]) -> int:
    """The latest of the last move and all edits."""
    return max([moved, *(history[-1].at for history in edits.values() if history)])
