"""What the numbers of a scored row say: its pace, its bound, its age, its thin data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sync.core import pace, scoring
from sync.core.board import Calendar, Result
from sync.core.choices import Calculation, Kind, ResultType, Rhythm, Status
from sync.core.history import Past
from sync.core.measuring import Measurement
from sync.core.model import KeyResult
from sync.core.schema import KEY_RESULTS
from sync.core.vocabulary import Language, Problem, Text

RHYTHM_DAYS = {Rhythm.WEEKLY: 7, Rhythm.MONTHLY: 31}
GRACE_DAYS = 3
FEW_CASES = 10
LOW_CONFIDENCE = 4
BELOW, ABOVE = Text("below", "ниже"), Text("above", "выше")


def advise(
    result: Result, measured: Measurement | None, past: Past, calendar: Calendar
) -> list[Problem]:
    """All that the numbers of one key result give reason to say."""
    kr = result.kr
    if kr is None or result.status is None:
        return []
    language = calendar.settings.language
    return [
        *_missing(kr, result, measured),
        *_pace(kr, result, calendar),
        *_bound(kr, result, language),
        *(
            _age_of_reading(kr, result, measured, calendar)
            if kr.metric
            else _age(kr, result, past, calendar)
        ),
        *_cases(kr, measured),
        *_typed(kr, result),
        *_confidence(kr, result),
    ]


def guardrails(results: Sequence[Result], language: Language) -> list[Problem]:
    """Breaches of key results that weigh nothing; they are told at the objective."""
    problems = []
    for result in results:
        kr, number = result.kr, result.current
        if kr is None or result.objective is None or kr.weight or kr.type not in pace.KEEP:
            continue
        if number is not None and scoring.distance(kr, number):
            details = _bound_details(kr, number, language)
            found = f"{result.line.id} · {result.line.title}"
            problems.append(Problem(
                "guardrail-breached", "objectives", result.objective.id, "title", found, details
            ))  # fmt: skip
    return problems


def _missing(kr: KeyResult, result: Result, measured: Measurement | None) -> list[Problem]:
    if result.current is not None:
        return []
    if not kr.metric:
        return [Problem("no-value-yet", "key_results", kr.id, "typed")]
    if measured and measured.reading:
        return [Problem("no-cases", "key_results", kr.id, "metric")]
    return []


def _pace(kr: KeyResult, result: Result, calendar: Calendar) -> list[Problem]:
    """One sentence explains a verdict that is not on track."""
    rated = kr.type not in (*pace.KEEP, ResultType.YES_NO)
    over = calendar.window(kr.id, kr.due).over
    if not rated or over or result.status not in (Status.AT_RISK, Status.OFF_TRACK):
        return []
    kind = result.objective.kind if result.objective else Kind.ASPIRATIONAL
    ahead = pace.heading(result.score or Decimal(0), calendar.window(kr.id, kr.due))
    found = ahead or Decimal(0)
    details = {"needed": pace.THRESHOLDS[kind][0]}
    return [Problem("pace-behind", "key_results", kr.id, "current", found, details)]


def _bound(kr: KeyResult, result: Result, language: Language) -> list[Problem]:
    number = result.current
    if kr.type not in pace.KEEP or number is None or not scoring.distance(kr, number):
        return []
    details = _bound_details(kr, number, language)
    return [Problem("outside-bound", "key_results", kr.id, "current", number, details)]


def _bound_details(kr: KeyResult, number: Decimal, language: Language) -> dict[str, str | Decimal]:
    away = scoring.distance(kr, number)
    upper = away > 0 and kr.type is ResultType.WITHIN and kr.upper is not None
    return {
        "distance": abs(away),
        "side": (BELOW if away < 0 else ABOVE).of(language),
        "bound": (kr.upper or kr.target) if upper else kr.target,
    }


def _age(kr: KeyResult, result: Result, past: Past, calendar: Calendar) -> list[Problem]:
    """A check-in confirms an unchanged value."""
    since = _fresh_on(kr, result, past, calendar)
    if not _is_old(kr, result, since, calendar):
        return []
    details = {"column": KEY_RESULTS.column("checked_on").title.of(calendar.settings.language)}
    return [Problem("stale", "key_results", kr.id, "checked_on", since, details)]


def _fresh_on(kr: KeyResult, result: Result, past: Past, calendar: Calendar) -> date:
    """The last day on which a typed value is known to have been right."""
    begin = calendar.window(kr.id).begin
    number = result.current
    changed = past.changed_on(kr.id, number, calendar.today) if number is not None else None
    days = [day for day in (kr.checked_on, changed, begin) if day and day <= calendar.today]
    return max(days, default=calendar.today)


def _age_of_reading(
    kr: KeyResult, result: Result, measured: Measurement | None, calendar: Calendar
) -> list[Problem]:
    """A source that was not read at all is told of elsewhere."""
    read = measured is not None and measured.reading is not None
    if not read or result.as_of is None or not _is_old(kr, result, result.as_of, calendar):
        return []
    return [Problem("stale-source", "key_results", kr.id, "metric", result.as_of)]


def _is_old(kr: KeyResult, result: Result, since: date, calendar: Calendar) -> bool:
    """Older than its measuring rhythm and three days, while the cycle runs."""
    days = RHYTHM_DAYS.get(kr.rhythm)
    settled = result.status is Status.DONE or calendar.today > calendar.settings.end
    if result.current is None or days is None or settled:
        return False
    return calendar.today - since > timedelta(days=days + GRACE_DAYS)


def _cases(kr: KeyResult, measured: Measurement | None) -> list[Problem]:
    reading = measured.reading if measured else None
    if not (measured and reading) or reading.value is None:
        return []
    ratio = measured.metric.calculation.is_rate
    if not ratio or reading.cases >= FEW_CASES:
        return []
    details = {"counted": reading.counted, "cases": reading.cases}
    return [Problem("little-data", "key_results", kr.id, "current", details=details)]


def _typed(kr: KeyResult, result: Result) -> list[Problem]:
    if not kr.metric or kr.typed is None or result.current in (None, kr.typed):
        return []
    details = {"crm": result.current or Decimal(0)}
    found = kr.typed
    return [Problem("typed-differs", "key_results", kr.id, "typed", found, details)]


def _confidence(kr: KeyResult, result: Result) -> list[Problem]:
    low = kr.confidence is not None and kr.confidence <= LOW_CONFIDENCE
    if not low or result.status is not Status.ON_TRACK or kr.blocker:
        return []
    found = kr.confidence or Decimal(0)
    return [Problem("confidence-low", "key_results", kr.id, "confidence", found)]


def amount_left_out(measured: Measurement) -> list[Problem]:
    """Won deals without an amount or in another currency, in metrics of money."""
    reading = measured.reading
    calculation = measured.metric.calculation
    money = calculation.is_money or calculation is Calculation.REVENUE_SHARE
    if reading is None or not (money and reading.left_out):
        return []
    found = str(reading.left_out)
    return [Problem("amount-left-out", "metrics", measured.metric.id, "value", found)]
