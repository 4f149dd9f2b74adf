"""Findings about a metric, told again at the rows that live on it."""

from __future__ import annotations

from sync.core.scoreboard import Measured
from sync.core.validating import Checked
from sync.core.vocabulary import Problem

TOLD = (
    "source-not-read", "source-last-cycle", "source-never-read", "source-failed",
    "source-failed-never", "source-not-connected", "period-closed",
)  # fmt: skip
"""Why a value is not fresh."""


def told_at_rows(checked: Checked, measured: Measured) -> list[Problem]:
    """Why the value of a key result or a KPI is not fresh, or is not there, at its own row."""
    users = [("key_results", kr.line.id, kr.metric) for kr in checked.key_results
             if checked.is_current(kr.objective)]  # fmt: skip
    users += [("kpi", kpi.id, kpi.metric) for kpi in checked.kpis.values()]
    stale = [
        Problem(problem.code, tab, id_, "metric", problem.found, problem.details)
        for tab, id_, metric in users
        if metric in measured
        for problem in measured[metric].problems
        if problem.code in TOLD
    ]
    broken = [
        Problem("metric-broken", "kpi", kpi.id, "metric", kpi.metric)
        for kpi in checked.kpis.values()
        if kpi.metric and _is_broken(kpi.metric, checked, measured)
    ]
    return stale + broken


def _is_broken(metric: str, checked: Checked, measured: Measured) -> bool:
    """Whether an error in the metric's own row keeps it from being measured."""
    found = measured.get(metric)
    if metric not in checked.metrics or found is None:
        return True
    named = [problem for problem in found.problems if problem.code not in TOLD]
    return found.reading is None and bool(named)
