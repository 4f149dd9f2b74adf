"""How wide each column of the tables is and how it shows its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sheets_template.model import Numbers
from sync.core.schema import TABS


@dataclass(frozen=True, slots=True)
class Look:
    """One column of a table. Numbers stand in the middle: each row has a unit of its own."""

    width: float
    numbers: Numbers = Numbers.AS_TYPED
    align: Literal["", "left", "center", "right"] = ""
    wrap: bool = False
    folded: bool = False


GROUPED, SCORE, DAY, TEXT = Numbers.GROUPED, Numbers.SCORE, Numbers.DAY, Numbers.TEXT
ID = Look(7.5, align="center")
NOTES = Look(52, wrap=True)
STATUS = Look(14, align="center")
RATED = Look(9.5, SCORE, "center")
WORDS = Look(30, wrap=True)
NAME = Look(18)

LOOKS: Mapping[str, Mapping[str, Look]] = {
    "key_results": {
        "id": ID, "title": Look(44, wrap=True), "notes": NOTES, "owner": NAME,
        "status": STATUS, "score": RATED, "forecast": RATED,
        "start": Look(12, GROUPED), "target": Look(12, GROUPED), "current": Look(12, GROUPED),
        "change": Look(11.5, GROUPED), "typed": Look(13, GROUPED),
        "confidence": Look(13.5, align="center"),
        "blocker": Look(26, wrap=True), "next_step": Look(28, wrap=True),
        "checked_on": Look(14, DAY, "center"),
        "objective": Look(40, wrap=True, folded=True), "type": Look(20, folded=True),
        "unit": Look(10, TEXT, "center", folded=True), "upper": Look(11, GROUPED, folded=True),
        "due": Look(12, DAY, "center", folded=True),
        "weight": Look(7.5, folded=True, align="center"),
        "rhythm": Look(16, folded=True), "metric": Look(32, wrap=True, folded=True),
        "crm": Look(12, GROUPED, folded=True),
        "progress": Look(12, Numbers.PERCENT, "center", folded=True),
        "pace": Look(12, Numbers.PERCENT, "center", folded=True),
        "as_of": Look(12, DAY, "center", folded=True), "reason": Look(28, wrap=True, folded=True),
    },
    "objectives": {
        "id": ID, "title": Look(52, wrap=True), "owner": NAME, "notes": NOTES,
        "cycle": Look(11, TEXT, "center"), "team": NAME, "kind": Look(16), "state": Look(13),
        "parent": WORDS, "reason": WORDS, "coverage": Look(13, align="center"), "score": RATED,
        "status": STATUS,
    },
    "metrics": {
        "id": ID, "title": Look(32, wrap=True), "source": Look(17),
        "calculation": Look(33, wrap=True), "pipeline": Look(15, TEXT),
        "segment_field": Look(15, TEXT), "segment_value": Look(18, TEXT, wrap=True),
        "owner": Look(19), "from_stage": Look(15, TEXT, folded=True),
        "to_stage": Look(15, TEXT, folded=True), "amount_field": Look(15, TEXT, folded=True),
        "within_days": Look(11, align="center", folded=True), "period": Look(20, folded=True),
        "corrections_days": Look(17, align="center", folded=True),
        "where": Look(32, TEXT, wrap=True, folded=True), "value": Look(13, GROUPED),
        "as_of": Look(12, DAY, "center"), "records": Look(11, align="center"), "notes": NOTES,
    },
    "kpi": {
        "id": ID, "title": Look(42, wrap=True), "owner": NAME, "plan": Look(14, GROUPED),
        "typed": Look(14, GROUPED), "metric": Look(32, wrap=True), "paid": Look(13, align="center"),
        "crm": Look(14, GROUPED), "attainment": Look(13, Numbers.PERCENT, "center"),
        "notes": NOTES,
    },
    "ideas": {
        "title": Look(60, wrap=True), "author": NAME, "objective": Look(40, wrap=True),
        "votes": Look(9, align="center"), "decision": Look(44, wrap=True),
    },
    "review": {
        "objective": Look(44, wrap=True), "final": Look(11, SCORE, "center"),
        "grade": Look(11, SCORE, "center"), "happened": Look(40, wrap=True), "cause": Look(20),
        "lesson": Look(40, wrap=True), "next": Look(15),
    },
    "history": {
        "week": Look(12, DAY, "center"), "id": ID, "title": Look(44, wrap=True), "owner": NAME,
        "value": Look(13, GROUPED), "target": Look(13, GROUPED),
        "progress": Look(11, Numbers.PERCENT, "center"), "score": RATED, "status": STATUS,
        "confidence": Look(12.5, align="center"), "blocker": WORDS, "next_step": WORDS,
    },
    "evidence": {
        "metric": Look(36, wrap=True), "record": Look(13), "link": Look(34),
        "title": Look(52, wrap=True), "date": Look(12, DAY, "center"),
        "amount": Look(14, GROUPED, "right"), "counted": Look(28, wrap=True),
    },
    "people": {
        "name": Look(26), "email": Look(30), "telegram": Look(20, TEXT), "slack": Look(20, TEXT),
        "crm_user": Look(26),
    },
    "_okr": {column.key: Look(14) for column in TABS["_okr"].columns}
    | {"as_of": Look(12, DAY), "first_seen": Look(12, DAY), "message": Look(60)},
}  # fmt: skip

ROW_HEIGHTS: Mapping[str, float] = {
    "key_results": 42, "objectives": 42, "metrics": 32, "kpi": 32, "ideas": 32, "review": 42,
    "history": 30, "evidence": 20, "people": 21,
}  # fmt: skip
"""In points: room for two or three lines, so that long texts and notes are not cut off."""

PREPARED: Mapping[str, int] = {
    "key_results": 200, "objectives": 40, "metrics": 40, "kpi": 40, "ideas": 60, "review": 40,
    "people": 40, "history": 1, "evidence": 1,
}  # fmt: skip
"""Rows that stand ready below the titles. What the service fills in takes over the look of one."""
