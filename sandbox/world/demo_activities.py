"""Calls, meetings and tasks of the sample team."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sandbox.world.records import Activity, ActivityKind, Deal
from sandbox.world.world import World, milliseconds

QUARTER, BEFORE = date(2026, 10, 1), date(2026, 8, 3)
LAST_DAY, PLANNED_UNTIL = date(2026, 11, 20), date(2026, 12, 4)
HELD = 124
"""Meetings the team has held in its quarter by the sample day."""
ZONE = ZoneInfo("Europe/Moscow")
MINUTE = 60_000


class Plan(NamedTuple):
    """So many activities of one kind and outcome between two days."""

    kind: ActivityKind
    outcome: str
    many: int
    first: date
    last: date


class Place(NamedTuple):
    """Which activity, of which deal, when."""

    number: int
    deal: Deal
    at: int


PLANS = (
    Plan("meeting", "completed", HELD, QUARTER, LAST_DAY),
    Plan("meeting", "completed", 118, BEFORE, date(2026, 9, 30)),
    Plan("meeting", "no_show", 17, QUARTER, LAST_DAY),
    Plan("meeting", "canceled", 12, QUARTER, LAST_DAY),
    Plan("meeting", "rescheduled", 9, QUARTER, LAST_DAY),
    Plan("meeting", "scheduled", 14, date(2026, 11, 24), PLANNED_UNTIL),
    Plan("call", "connected", 820, QUARTER, LAST_DAY),
    Plan("call", "connected", 760, BEFORE, date(2026, 9, 30)),
    Plan("call", "no_answer", 390, BEFORE, LAST_DAY),
    Plan("call", "busy", 70, BEFORE, LAST_DAY),
    Plan("call", "voicemail", 110, BEFORE, LAST_DAY),
    Plan("task", "done", 260, BEFORE, LAST_DAY),
    Plan("task", "open", 90, date(2026, 11, 16), PLANNED_UNTIL),
)


def add_activities(world: World, chance: random.Random, moved: timedelta) -> None:
    """Each belongs to a deal and to the deal's owner; what lies ahead is planned."""
    deals = [deal for deal in world.deals.values() if deal.deleted is None]
    number, now = 0, world.now()
    for plan in PLANS:
        for _ in range(plan.many):
            number += 1
            at = _working_minute(chance, plan) + moved
            one = _activity(
                plan, Place(number, chance.choice(deals), milliseconds(at)), chance, now
            )
            if one.modified <= now:
                world.activities[number] = one


def _activity(plan: Plan, place: Place, chance: random.Random, now: int) -> Activity:
    number, deal, at = place
    talked = plan.kind == "call" and plan.outcome in {"connected", "voicemail"}
    seconds = chance.randrange(20, 900) if talked else 3600 if plan.kind == "meeting" else 0
    planned = at if plan.kind == "call" else at - chance.randrange(1, 10) * 1440 * MINUTE
    ahead = at + seconds * 1000 > now and plan.kind != "call"
    outcome = {"meeting": "scheduled", "task": "open"}[plan.kind] if ahead else plan.outcome
    touched = planned if outcome in {"scheduled", "open"} else at + seconds * 1000
    return Activity(
        number, plan.kind, f"{plan.kind.capitalize()}: {deal.title}", at, seconds, outcome,
        plan.kind == "call" and chance.random() < 0.3, deal.owner, deal.number,
        deal.contacts[0] if deal.contacts else None, deal.company, planned, touched,
    )  # fmt: skip


def _working_minute(chance: random.Random, plan: Plan) -> datetime:
    while True:
        day = plan.first + timedelta(days=chance.randrange((plan.last - plan.first).days + 1))
        if day.weekday() < 5:
            hour, minute = chance.randrange(9, 19), chance.randrange(60)
            return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
