"""Tells won, lost and open deals apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sync.core.records import DealState
from sync.sources.crm_export.errors import UnknownStatesError
from sync.sources.crm_export.table import Table

_LOST = re.compile(
    r"\blost\b|closedlost|не ?реализ|провал|проигр|неуспе|^отказ|^закрыт\w* неуспешно"
    r"|disqualified|^lose$|^cancell?ed$|^отменен"
)
_WON = re.compile(
    r"\bwon\b(?!')|closedwon|^win$|выигр|закрыт\w* и реализован|^успех$|сделка успешна"
    r"|^успешн(ая|ые)( сделк\w*)?$|^успешно(\s*$|\s*[-–—(,:]|\s+(реализ|заверш|закры))"
)
_YES = {"1", "true", "yes", "y", "да", "истина", "x", "✓", "+"}

FLAGS = ("won", "lost", "ended")
"""Columns that say yes or no to a state, as keys of ``fields.STANDARD``."""

ENOUGH = 3
"""Deals of a stage that show whether it is an end."""


def state_of_stage(stage: str) -> DealState:
    """What a stage of this name means in the CRMs as they come, and where people kept the word."""
    folded = stage.casefold().replace("ё", "е")
    if _LOST.search(folded):
        return "lost"
    return "won" if _WON.search(folded) else "open"


def read_states(table: Table) -> list[DealState]:
    """The state of each row. Columns that say won, lost or closed go before the stage's name.

    Raises UnknownStatesError when a deal is closed and nothing tells how.
    """
    stages = table.texts("stage")
    by_stage = {stage: state_of_stage(stage) for stage in set(stages)}
    flags = {role: [text.casefold() in _YES for text in table.texts(role)]
             for role in FLAGS if role in table.roles}  # fmt: skip
    states: list[DealState] = []
    unknown: set[str] = set()
    for place, stage in enumerate(stages):
        state = _state(by_stage[stage], {role: flag[place] for role, flag in flags.items()})
        states.append(state or "open")
        if state is None:
            unknown.add(stage)
    if unknown:
        raise UnknownStatesError(sorted(unknown))
    return states


def _state(by_stage: DealState, flags: dict[str, bool]) -> DealState | None:
    """The state that flags and stage give; None for a deal closed nobody says how."""
    if flags.get("won"):
        return "won"
    if flags.get("lost"):
        return "lost"
    if flags.get("ended") is False or by_stage in flags:
        return "lost" if flags.get("ended") else "open"
    if not flags.get("ended") or by_stage != "open":
        return by_stage
    return "lost" if "won" in flags else None


def unclear_stages(
    table: Table, states: Sequence[DealState], closed: Sequence[datetime | None], now: datetime
) -> list[str]:
    """The open stages all of whose deals have ended already, so that they look like ends.

    Raises UnknownStatesError when deals have ended and none is known as won or lost.
    """
    if table.roles.keys() & set(FLAGS):
        return []
    stages = table.texts("stage")
    ended = [day is not None and day <= now for day in closed]
    if set(states) <= {"open"} and any(ended):
        raise UnknownStatesError(sorted(set(stages)))
    by_stage: dict[str, list[bool]] = defaultdict(list)
    for stage, state, done in zip(stages, states, ended, strict=True):
        if state == "open":
            by_stage[stage].append(done)
    return sorted(stage for stage, done in by_stage.items() if len(done) >= ENOUGH and all(done))
