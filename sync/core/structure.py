"""Checks that look at several rows at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sync.core.board import ObjectiveResult, Result, of_objective, weight_of
from sync.core.choices import ResultType
from sync.core.identity import Line
from sync.core.measuring import Measurement
from sync.core.model import KeyResult, Kpi, Objective, Settings
from sync.core.schema import fold_title
from sync.core.vocabulary import Problem

MOST_OBJECTIVES, FEWEST_OBJECTIVES = 5, 3
MOST_KEY_RESULTS = 5


def count_objectives(objectives: Iterable[Objective], settings: Settings) -> list[Problem]:
    """Three to five objectives a team and cycle: more is an error of focus, fewer a hint."""
    teams = Counter(objective.team or settings.team for objective in objectives)
    problems = []
    for team, number in teams.items():
        details = {"team": team or "OKR"}
        if number > MOST_OBJECTIVES:
            problems.append(Problem("too-many-objectives", found=str(number), details=details))
        elif number < FEWEST_OBJECTIVES:
            problems.append(Problem("few-objectives", found=str(number), details=details))
    return problems


def check_objective(objective: Objective, results: Sequence[Result]) -> list[Problem]:
    """Two to five key results, one of them at least with a weight."""
    mine = of_objective(results, objective.id)
    say = [_count_code(len(mine))]
    if mine and all(weight_of(result) == 0 for result in mine):
        say.append("weights-all-zero")
    return [Problem(code, "objectives", objective.id, "title", str(len(mine)))
            for code in say if code]  # fmt: skip


def find_loops(objectives: Iterable[Objective]) -> list[Problem]:
    """Objectives that serve themselves, directly or in a circle."""
    parents = {objective.id: objective.parent for objective in objectives}
    problems, told = [], set[str]()
    for start in parents:
        path, seen = [start], {start}
        while (above := parents.get(path[-1], "")) and above not in seen:
            path.append(above)
            seen.add(above)
        if above and above == start and start not in told:
            told.update(path)
            found = " → ".join([*path, start])
            problems += [Problem("parent-loop", "objectives", id_, "parent", found) for id_ in path]
    return problems


def find_duplicates(lines: Mapping[str, Sequence[Line]]) -> list[Problem]:
    """Two rows of one tab with the same text."""
    problems = []
    for tab in ("objectives", "key_results", "metrics"):
        rows: dict[str, list[str]] = defaultdict(list)
        for line in lines[tab]:
            rows[fold_title(line.title)].append(line.id)
        for text, ids in rows.items():
            if text and len(set(ids)) > 1:
                for id_ in dict.fromkeys(ids):
                    others = ", ".join(other for other in ids if other != id_)
                    problems.append(Problem("duplicate-title", tab, id_, "title", others))
    return problems


def compare_with_kpi(
    key_results: Iterable[KeyResult], kpis: Sequence[Kpi], metrics: Mapping[str, Measurement]
) -> list[Problem]:
    """Key results that repeat a KPI row, or whose metric is paid for."""
    problems = []
    titles = {kpi.id: fold_title(kpi.title) for kpi in kpis}
    for kr in key_results:
        text = fold_title(kr.title)
        for kpi in kpis:
            same_metric = bool(kr.metric) and kr.metric == kpi.metric
            found = f"{kpi.id} · {kpi.title}"
            if same_metric and kpi.paid:
                problems.append(Problem("paid-metric", "key_results", kr.id, "metric", found))
            elif text == titles[kpi.id]:
                problems.append(Problem("copies-kpi-row", "key_results", kr.id, "title", found))
            elif same_metric and _is_unsegmented(metrics.get(kr.metric)):
                problems.append(Problem("copies-kpi-row", "key_results", kr.id, "metric", found))
    return problems


def check_dates(kr: KeyResult, settings: Settings) -> list[Problem]:
    """A due date inside the cycle."""
    if kr.due is None or settings.start <= kr.due <= settings.end:
        return []
    details = {"start": settings.start, "end": settings.end}
    return [Problem("due-outside-cycle", "key_results", kr.id, "due", kr.due, details)]


def check_kind(
    kr: KeyResult, measured: Measurement | None, current: Decimal | None
) -> list[Problem]:
    """Totals in level rows and levels in total rows."""
    calculation = measured.metric.calculation if measured else None
    far_below = (
        kr.type is ResultType.REACH and not kr.metric and current is not None
        and kr.start is not None and 0 < kr.start < kr.target
        and current < kr.start - (kr.target - kr.start)
    )  # fmt: skip
    if (kr.type is ResultType.REACH and calculation and calculation.accumulates) or far_below:
        return [Problem("looks-like-total", "key_results", kr.id, "type")]
    if kr.type is ResultType.COLLECT and calculation and not calculation.accumulates:
        return [Problem("looks-like-level", "key_results", kr.id, "type")]
    return []


def judge_cycle(objectives: Sequence[ObjectiveResult]) -> list[Problem]:
    """What a closed cycle as a whole says; only ever told after it has closed."""
    scores = [result.score for result in objectives if result.score is not None]
    if not scores:
        return []
    if all(score >= Decimal("0.95") for score in scores):
        return [Problem("targets-too-easy")]
    if 2 * sum(score < Decimal("0.4") for score in scores) > len(scores):
        return [Problem("targets-missed")]
    return []


def _count_code(number: int) -> str:
    if number == 0:
        return "no-key-results"
    if number > MOST_KEY_RESULTS:
        return "too-many-key-results"
    return "one-key-result" if number == 1 else ""


def _is_unsegmented(measured: Measurement | None) -> bool:
    metric = measured.metric if measured else None
    return metric is not None and not (metric.segment_field or metric.where or metric.pipeline)
