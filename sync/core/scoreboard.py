"""The score step: every key result and objective with its numbers, and what the numbers say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.core.advice import advise, amount_left_out, guardrails
from sync.core.board import (
    Calendar,
    ObjectiveResult,
    Result,
    judge,
    of_objective,
    roll_up,
    withheld,
)
from sync.core.history import Past
from sync.core.key_results import ParsedKeyResult
from sync.core.measuring import NOTHING_KNOWN, Known, Measurement
from sync.core.notes import level
from sync.core.structure import (
    check_dates,
    check_kind,
    check_objective,
    compare_with_kpi,
    judge_cycle,
)
from sync.core.validating import Checked
from sync.core.valuing import key_result_value
from sync.core.vocabulary import Problem

Measured = Mapping[str, Measurement]


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """All results, in the order of the document's rows."""

    results: tuple[Result, ...]
    objectives: tuple[ObjectiveResult, ...]
    problems: tuple[Problem, ...] = ()


def withhold_broken(checked: Checked, measured: Measured) -> Checked:
    """No score for key results whose metric names what its source does not have. It shows only
    when the metric is measured; an error in the metric's own cells was seen before."""
    broken = {id_ for id_, item in measured.items()
              if item.reading is None and level(item.problems) == "error"}  # fmt: skip
    key_results = tuple(_broken(kr) if kr.metric in broken else kr for kr in checked.key_results)
    told = (kr.problems[-1] for kr in key_results
            if kr.metric in broken and checked.is_current(kr.objective))  # fmt: skip
    return replace(checked, key_results=key_results, problems=(*checked.problems, *told))


def _broken(parsed: ParsedKeyResult) -> ParsedKeyResult:
    found = Problem("metric-broken", "key_results", parsed.line.id, "metric", parsed.metric)
    return replace(parsed, kr=None, problems=(*parsed.problems, found))


def score_all(
    checked: Checked,
    measured: Measured,
    known: Mapping[str, Known],
    past: Past,
    calendar: Calendar,
) -> Scoreboard:
    """Score every row and say what the numbers give reason to say."""
    results = tuple(_score(kr, checked, measured, known, calendar) for kr in checked.key_results)
    objectives = tuple(
        roll_up(line, objective, of_objective(results, line.id), calendar)
        for line in checked.lines["objectives"]
        if (objective := checked.objectives.get(line.id))
    )
    problems = [
        *_of_rows(checked, results, measured, past, calendar),
        *_of_objectives(checked, results, objectives, calendar),
        *(problem for item in measured.values() for problem in amount_left_out(item)),
    ]
    return Scoreboard(results, objectives, tuple(problems))


def _score(
    parsed: ParsedKeyResult,
    checked: Checked,
    measured: Measured,
    known: Mapping[str, Known],
    calendar: Calendar,
) -> Result:
    objective = checked.objectives.get(parsed.objective)
    if parsed.kr is None:
        return withheld(parsed.line, objective, calendar)
    before = known.get(parsed.line.id, NOTHING_KNOWN)
    value = key_result_value(parsed.kr, measured.get(parsed.metric), before, checked.settings)
    return judge(parsed.line, parsed.kr, objective, value, calendar)


def _of_rows(
    checked: Checked,
    results: Sequence[Result],
    measured: Measured,
    past: Past,
    calendar: Calendar,
) -> list[Problem]:
    problems: list[Problem] = []
    current = [r for r in results if r.kr and checked.is_current(r.kr.objective)]
    for result in current:
        assert result.kr is not None
        item = measured.get(result.kr.metric)
        problems += check_dates(result.kr, checked.settings)
        problems += check_kind(result.kr, item, result.current)
        problems += advise(result, item, past, calendar)
    key_results = [result.kr for result in current if result.kr]
    kpis = list(checked.kpis.values())
    return problems + compare_with_kpi(key_results, kpis, measured)


def _of_objectives(
    checked: Checked,
    results: Sequence[Result],
    objectives: Sequence[ObjectiveResult],
    calendar: Calendar,
) -> list[Problem]:
    running = [item for item in objectives if checked.checks(item.objective)]
    problems = [p for item in running for p in check_objective(item.objective, results)]
    ours = [r for r in results if r.objective and checked.checks(r.objective)]
    problems += guardrails(ours, checked.settings.language)
    over = checked.settings.dates_known and calendar.today > checked.settings.end
    return problems + (judge_cycle(running) if over else [])
