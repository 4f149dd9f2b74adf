"""Judges a key result: what keeps it from being a measurable outcome."""

from __future__ import annotations

import re

from sync.core.wording import patterns
from sync.core.wording.nouns import GROWN
from sync.core.wording.phrase import Phrase, parse
from sync.core.wording.sales import is_bare_sale
from sync.core.wording.senses import Deed, Thing, words
from sync.core.wording.units import Unit

VAGUE = "wording-vague"
NO_NUMBER = "wording-no-number"
TASK = "wording-task"
ACTIVITY = "wording-activity"
KPI_COPY = "wording-kpi-copy"
BUSINESS_AS_USUAL = "wording-business-as-usual"

_SEPARATOR = re.compile(r"\s(?:and|и|а также|plus)\s|[,;]\s|\s\+\s")
_PURPOSE = re.compile(r"(?:to|so|in order|чтобы|что|для|ради|с целью)\b")


def judge(line: str, *, has_numbers: bool) -> str | None:
    """The code of the main problem of a normalised line; None when it is a measurable outcome."""
    problem = _judge(parse(line), has_numbers=has_numbers)
    if problem in {None, KPI_COPY, ACTIVITY}:
        return problem
    return None if _ends_in_outcome(line) else problem


def _ends_in_outcome(line: str) -> bool:
    """«Launch a referral programme and win 40 customers by it»: the second part is an outcome.
    A purpose is not: «train reps to raise conversion» is done when they are trained."""
    for clause in _SEPARATOR.split(line)[1:]:
        phrase = parse(clause)
        reaches = phrase.deed in {Deed.CHANGE, Deed.REACH, Deed.SELL} and phrase.quantities
        if reaches and phrase.thing in GROWN and not _PURPOSE.match(clause):
            return _judge(phrase, has_numbers=False) is None
    return False


def _judge(phrase: Phrase, *, has_numbers: bool) -> str | None:
    planned = phrase.deed not in {Deed.TASK, Deed.MAKE, Deed.ACTIVITY}
    if planned and (phrase.thing is Thing.PLAN or patterns.PLAN_DONE.search(phrase.line)):
        return KPI_COPY
    if _counts_effort(phrase):
        return ACTIVITY
    if _counts_staff(phrase):
        return TASK
    if phrase.quantities or has_numbers:
        return _judge_measured(phrase)
    return _judge_unmeasured(phrase)


_LEVELS = {Unit.PERCENT, Unit.MONEY}
_EVENTS = words("hold run host провести проводить")
_TOIL = words("work work-on работать поработать разобраться")


def _counts_effort(phrase: Phrase) -> bool:
    """Calls and meetings by number; their share, price or length is an outcome."""
    if phrase.deed is Deed.ACTIVITY:
        return phrase.thing is not Thing.METRIC or phrase.first_unit not in _LEVELS
    if phrase.lemma in _EVENTS and phrase.thing in {Thing.OTHER, Thing.PERIOD, None}:
        return True
    if phrase.lemma in _TOIL and phrase.first_unit is Unit.COUNT:
        return phrase.thing is not Thing.METRIC
    return _counts_acts(phrase)


def _counts_acts(phrase: Phrase) -> bool:
    thing = phrase.counted if phrase.thing is Thing.AMOUNT else phrase.thing
    if thing is not Thing.ACT or phrase.first_unit in {Unit.MOMENT, Unit.SPAN, Unit.MONEY}:
        return False
    if phrase.deed is Deed.TASK:
        return phrase.first_unit is Unit.COUNT
    return phrase.first_unit is not Unit.PERCENT or phrase.deed is Deed.CHANGE


def _counts_staff(phrase: Phrase) -> bool:
    """«Onboard 3 SDRs», «100 % менеджеров прошли обучение»."""
    if phrase.thing is not Thing.STAFF or len(phrase.quantities) > 1:
        return False
    if phrase.deed is None and phrase.first_unit is Unit.PERCENT:
        return any(token.sense.thing is Thing.ACT for token in phrase.tokens)
    return phrase.first_unit is Unit.COUNT and phrase.counted is Thing.STAFF


def _judge_measured(phrase: Phrase) -> str | None:
    match phrase.deed:
        case Deed.TASK:
            recruits = phrase.lemma == "recruit" and phrase.thing is Thing.OUTCOME
            return None if recruits else TASK
        case Deed.MAKE:
            return None if phrase.thing in GROWN and not is_bare_sale(phrase) else TASK
        case Deed.VAGUE | Deed.ASPIRE:
            return _judge_vague_deed(phrase)
        case Deed.ROUTINE | Deed.FULFIL:
            return _judge_routine(phrase)
        case Deed.CHANGE:
            return _judge_change(phrase)
        case _:
            return _judge_reached(phrase)


def _judge_reached(phrase: Phrase) -> str | None:
    if is_bare_sale(phrase):
        return KPI_COPY
    counted = phrase.first_unit is Unit.COUNT and phrase.deed is not Deed.KEEP
    if counted and phrase.thing is Thing.ARTIFACT and phrase.counted not in GROWN:
        return TASK
    if counted and phrase.ongoing and phrase.deed is Deed.OTHER and phrase.thing is Thing.OTHER:
        return ACTIVITY
    alone = counted and len(phrase.quantities) == 1 and phrase.counted not in GROWN
    unmeasured = alone or not phrase.quantities
    return VAGUE if phrase.thing is Thing.FUZZY and unmeasured else None


def _judge_change(phrase: Phrase) -> str | None:
    if len(phrase.quantities) > 1:
        return None
    if phrase.thing is Thing.FUZZY:
        return VAGUE
    improved = phrase.thing is Thing.ARTIFACT and phrase.counted is Thing.ARTIFACT
    return TASK if improved and phrase.first_unit is Unit.COUNT else None


def _judge_vague_deed(phrase: Phrase) -> str | None:
    if phrase.quantities and phrase.thing in GROWN:
        return None
    return None if phrase.first_unit in _LEVELS else VAGUE


def _judge_routine(phrase: Phrase) -> str | None:
    if phrase.first_unit is Unit.COUNT and phrase.thing is not Thing.METRIC:
        return ACTIVITY
    return None if phrase.quantities or phrase.thing in GROWN else BUSINESS_AS_USUAL


_UNMEASURED = {
    Deed.TASK: TASK,
    Deed.KEEP: BUSINESS_AS_USUAL,
    Deed.ROUTINE: BUSINESS_AS_USUAL,
    Deed.FULFIL: BUSINESS_AS_USUAL,
    Deed.VAGUE: VAGUE,
    Deed.ASPIRE: VAGUE,
}


def _judge_unmeasured(phrase: Phrase) -> str:
    if phrase.deed in _UNMEASURED:
        return _UNMEASURED[phrase.deed]
    match phrase.deed:
        case Deed.MAKE:
            return VAGUE if phrase.thing is Thing.FUZZY else TASK
        case Deed.LIGHT:
            return TASK if phrase.thing is Thing.ARTIFACT else VAGUE
        case None:
            return _judge_name(phrase)
        case _:
            return _judge_intent(phrase)


def _judge_intent(phrase: Phrase) -> str:
    if phrase.deed is Deed.REACH and patterns.OBLIGATION.search(phrase.line):
        return BUSINESS_AS_USUAL
    if phrase.thing in GROWN:
        return VAGUE if patterns.VAGUE_AMOUNT.search(phrase.line) else NO_NUMBER
    return TASK if phrase.deed is Deed.OTHER and not phrase.ongoing else VAGUE


def _judge_name(phrase: Phrase) -> str:
    if phrase.thing in GROWN:
        return KPI_COPY
    return TASK if phrase.thing is Thing.ARTIFACT else VAGUE
