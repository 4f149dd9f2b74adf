"""The right answers, counted record by record straight from the world.

Written to be obviously right, not fast: the numbers every CRM's sandbox must lead to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from statistics import median
from typing import Literal
from zoneinfo import ZoneInfo

from sandbox.world.records import HELD, Activity, Deal
from sandbox.world.world import World

DAY = 86_400_000
BY_CREATION = {"new_deals", "win_rate_cohort"}
MONEY = {"revenue", "average_check", "median_check", "revenue_share"}
SHARES = {"revenue_share", "deals_share"}
RATES = {"win_rate", "win_rate_cohort", *SHARES}
CYCLES = {"deal_cycle", "deal_cycle_median"}
ACTIVITIES = {"calls": "call", "meetings": "meeting"}
METRICS = {"won_deals", *BY_CREATION, *MONEY, *RATES, *CYCLES, *ACTIVITIES}


@dataclass(frozen=True, slots=True)
class Question:
    """What to count. Names are those people see in the CRM; empty means all."""

    metric: str
    start: date
    end: date
    """The first day after the period."""
    zone: str = "Europe/Moscow"
    pipeline: str = ""
    stage: str = ""
    owner: str = ""
    field: str = ""
    option: str = ""
    """``field`` and ``option`` select a segment; in a share they are what the numerator has."""
    currency: str = ""
    """Amounts in other currencies are left out; without it all are taken as they stand."""
    at_home: bool = False
    """Amounts are turned into the team's currency at the rate of the closing."""
    within_days: int | None = None
    closed_by: Literal["event", "field"] = "event"
    """Whether a deal closed when it came to its closed stage, or when its record says."""
    min_seconds: int = 0
    """Shorter calls are left out."""
    any_outcome: bool = False
    """Also calls nobody answered and meetings that were not held."""


@dataclass(frozen=True, slots=True)
class Answer:
    """None is no data. ``counted`` and ``cases`` are numbers of the world's records: those behind
    the value, and those it is divided by, or all of them where nothing is divided."""

    value: Fraction | None
    counted: tuple[int, ...]
    cases: tuple[int, ...]


def answer(world: World, question: Question) -> Answer:
    """Count; raises `KeyError` for a metric that does not exist."""
    if question.metric not in METRICS:
        raise KeyError(question.metric)
    if question.metric in ACTIVITIES:
        return _activities(world, question)
    cases = [deal for deal in world.deals.values() if _is_case(world, question, deal)]
    unpriced = cases
    if question.metric in MONEY:
        cases = [deal for deal in cases if _money(world, question, deal) is not None]
    counted = [deal for deal in cases if _is_hit(world, question, deal)]
    value = _value(world, question, counted, cases)
    if question.metric == "revenue" and unpriced and not cases:
        value = None
    return Answer(value, _numbers(counted), _numbers(cases))


def _value(
    world: World, question: Question, counted: list[Deal], cases: list[Deal]
) -> Fraction | None:
    value: Fraction | None
    match question.metric:
        case "won_deals" | "new_deals":
            value = Fraction(len(counted))
        case "revenue":
            value = _sum(world, question, counted)
        case "revenue_share":
            value = _over(_sum(world, question, counted), _sum(world, question, cases))
        case "average_check":
            value = _over(_sum(world, question, counted), len(counted))
        case "median_check":
            value = _middle([_money(world, question, deal) or Fraction() for deal in counted])
        case "deal_cycle":
            days = [_days(world, question, deal) for deal in counted]
            value = _over(sum(days, Fraction()), len(days))
        case "deal_cycle_median":
            value = _middle([_days(world, question, deal) for deal in counted])
        case _:
            value = _over(Fraction(len(counted)), len(cases))
    return value


def _over(part: Fraction, whole: Fraction | int) -> Fraction | None:
    return part / whole if whole else None


def _is_case(world: World, question: Question, deal: Deal) -> bool:
    """Whether a deal belongs to what is looked at, before the numerator is told apart."""
    if deal.deleted is not None or not _selected(world, question, deal):
        return False
    if question.metric not in SHARES and not _has_option(world, question, deal):
        return False
    if question.metric in BY_CREATION:
        within = question.within_days if question.metric == "win_rate_cohort" else None
        old_enough = within is None or deal.created + within * DAY <= world.now()
        return old_enough and _inside(question, deal.created)
    closed = _closed(world, question, deal)
    if closed is None or not _inside(question, closed):
        return False
    if question.metric in CYCLES and closed < deal.created:
        return False
    return question.metric == "win_rate" or world.state(deal) == "won"


def _is_hit(world: World, question: Question, deal: Deal) -> bool:
    """Whether a case is counted."""
    if question.metric in SHARES:
        return _has_option(world, question, deal)
    if question.metric == "win_rate":
        return world.state(deal) == "won"
    if question.metric == "win_rate_cohort":
        return world.state(deal) == "won" and _in_time(world, question, deal)
    return True


def _in_time(world: World, question: Question, deal: Deal) -> bool:
    if question.within_days is None:
        return True
    closed = _closed(world, question, deal)
    return closed is not None and 0 <= closed - deal.created <= question.within_days * DAY


def _selected(world: World, question: Question, deal: Deal) -> bool:
    stage = world.stages[deal.stage]
    return (
        question.pipeline in {"", world.pipelines[stage.pipeline].name}
        and question.stage in {"", stage.name}
        and _owned(world, question, deal.owner)
    )


def _owned(world: World, question: Question, owner: int) -> bool:
    user = world.users.get(owner)
    return question.owner in {"", user.name if user else ""}


def _has_option(world: World, question: Question, deal: Deal) -> bool:
    """Whether the deal has the option, by the words people see."""
    if not question.field:
        return True
    field = next(one for one in world.fields.values() if one.label == question.field)
    held = deal.custom.get(field.key)
    label = next((one.label for one in field.options if one.value == held), held)
    return label is not None and label.casefold() == question.option.casefold()


def _closed(world: World, question: Question, deal: Deal) -> int | None:
    if world.state(deal) == "open":
        return None
    return deal.closing if question.closed_by == "field" else _last_closing(world, deal)


def _last_closing(world: World, deal: Deal) -> int:
    """The moment from which on the deal has been in its present state."""
    state, since = world.state(deal), deal.moves[0].at
    before = ""
    for move in deal.moves:
        kind = world.stages[move.stage].kind
        if kind == state and before != state:
            since = move.at
        before = kind
    return since


def _money(world: World, question: Question, deal: Deal) -> Fraction | None:
    if deal.amount is None:
        return None
    if question.currency and deal.currency != question.currency and not question.at_home:
        return None
    if question.at_home:
        at = _closed(world, question, deal) or deal.modified
        return Fraction(world.at_home(deal.amount, deal.currency, at))
    return Fraction(deal.amount)


def _sum(world: World, question: Question, deals: Iterable[Deal]) -> Fraction:
    return sum((_money(world, question, deal) or Fraction() for deal in deals), Fraction())


def _days(world: World, question: Question, deal: Deal) -> Fraction:
    closed = _closed(world, question, deal)
    return Fraction((closed or 0) - deal.created, DAY)


def _middle(values: list[Fraction]) -> Fraction | None:
    return median(values) if values else None


def _activities(world: World, question: Question) -> Answer:
    """Calls and meetings by when they took place; those planned for later have not."""
    kind = ACTIVITIES[question.metric]
    counted = tuple(
        activity.number for activity in world.activities.values()
        if activity.kind == kind and activity.deleted is None and _inside(question, activity.at)
        and (question.any_outcome or activity.outcome in HELD)
        and (kind != "call" or activity.seconds >= question.min_seconds)
        and _owned(world, question, activity.owner) and _of_deals(world, question, activity)
    )  # fmt: skip
    return Answer(Fraction(len(counted)), counted, counted)


def _of_deals(world: World, question: Question, activity: Activity) -> bool:
    """Filters of deals ask the deal an activity belongs to, if anything is asked of deals. The
    activities of a deal that was merged go with its survivor."""
    if not (question.pipeline or question.stage or question.field):
        return True
    deal = world.survivor(activity.deal)
    if deal is None or deal.deleted is not None:
        return False
    stage = world.stages[deal.stage]
    return (
        question.pipeline in {"", world.pipelines[stage.pipeline].name}
        and question.stage in {"", stage.name}
        and _has_option(world, question, deal)
    )


def _inside(question: Question, at: int) -> bool:
    """Whether a moment falls on a day of the period, where the team lives."""
    moment = datetime.fromtimestamp(at // 1000, UTC) + timedelta(milliseconds=at % 1000)
    return question.start <= moment.astimezone(ZoneInfo(question.zone)).date() < question.end


def _numbers(deals: Iterable[Deal]) -> tuple[int, ...]:
    return tuple(deal.number for deal in deals)
