"""How HubSpot names what the world numbers: ids of records, stages, pipelines, people; moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache

from sandbox.world.records import NOBODY, Pipeline, Stage, User
from sandbox.world.world import World

DEFAULT_STAGES = {
    101: "appointmentscheduled", 102: "qualifiedtobuy", 103: "decisionmakerboughtin",
    104: "contractsent",
}  # fmt: skip
"""HubSpot's own ids, which the first pipeline keeps whatever its stages are called."""
CLOSED = {"won": "closedwon", "lost": "closedlost"}


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids that look like HubSpot's, and are not the world's numbers."""

    base: int
    step: int

    def of(self, number: int) -> str:
        return str(self.base + self.step * number)

    def number(self, text: str) -> int | None:
        """The world's number behind an id; None where there is none."""
        if not text.isascii() or not text.isdigit() or len(text) > 15:
            return None
        number, rest = divmod(int(text) - self.base, self.step)
        return number if rest == 0 and number > 0 else None


DEALS, COMPANIES, CONTACTS = Ids(19_800_000_000, 31), Ids(8_300_000_000, 7), Ids(90_000_000, 13)
ACTIVITIES, OWNERS, TEAMS = Ids(45_000_000_000, 17), Ids(61_000_000, 11), Ids(33_000, 1)
USERS = 7_000_000
"""Ids of users follow their logins from here on."""


def id_of(table: str, number: int) -> str:
    """How HubSpot calls one of the world's ``deals`` or ``activities``."""
    return (DEALS if table == "deals" else ACTIVITIES).of(number)


def owner_id(number: int) -> str | None:
    return None if number == NOBODY else OWNERS.of(number)


def user_id(user: User) -> int:
    """By which HubSpot logs who changed something; not the owner's id."""
    return USERS + user.login


def pipeline_id(pipeline: int | Pipeline) -> str:
    number = pipeline if isinstance(pipeline, int) else pipeline.number
    return "default" if number == 1 else str(700_000 + 137 * number)


def stage_id(stage: Stage) -> str:
    if stage.pipeline == 1 and stage.kind != "open":
        return CLOSED[stage.kind]
    return DEFAULT_STAGES.get(stage.number) or str(1_200_000 + 97 * stage.number)


def stage_of(world: World, text: str) -> Stage | None:
    return next((stage for stage in world.stages.values() if stage_id(stage) == text), None)


def pipeline_of(world: World, text: str) -> Pipeline | None:
    return next((one for one in world.pipelines.values() if pipeline_id(one) == text), None)


def moment(at: int) -> str:
    """With milliseconds, as in ``createdAt``."""
    days, rest = divmod(at, 86_400_000)
    seconds, thousandths = divmod(rest, 1000)
    hours, seconds = divmod(seconds, 3600)
    return f"{_day(days)}T{hours:02}:{seconds // 60:02}:{seconds % 60:02}.{thousandths:03}Z"


def value_moment(at: int | None) -> str | None:
    """As in the value of a property, which leaves out milliseconds that are nought."""
    if at is None:
        return None
    return moment(at) if at % 1000 else f"{moment(at)[:-5]}Z"


def parse_moment(text: str) -> int | None:
    """Milliseconds from a number of them or from ISO 8601; a day is its midnight in UTC."""
    try:
        if text.isascii() and text.removeprefix("-").isdigit():
            return int(text)
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return round(found.timestamp() * 1000)


def parse_number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@cache
def _day(days: int) -> str:
    return date.fromordinal(days + 719_163).isoformat()
