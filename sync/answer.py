"""A report as one JSON object (design section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sync.core.board import ObjectiveResult, Result
from sync.core.measuring import rounded
from sync.core.notes import grave_first, sentence
from sync.core.texts import level_of
from sync.core.valuing import day_of
from sync.core.vocabulary import CellValue, Change, ErrorValue, Formula, Language, Problem
from sync.job import Report

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def answer(
    report: Report, title: str, kind: str, calls: Mapping[str, Mapping[str, int]],
    language: Language | None = None,
) -> dict[str, Json]:  # fmt: skip
    """Everything a run found and did. Numbers are JSON numbers or null, days are ISO texts."""
    found = report.found
    settings = found.checked.settings
    spoken = language or settings.language
    return {
        "document": {
            "title": title,
            "kind": kind,
            "cycle": settings.cycle,
            "language": settings.language,
        },
        "objectives": [_objective(result) for result in found.board.objectives],
        "key_results": [
            _key_result(result, parsed.objective, parsed.metric)
            for result, parsed in zip(
                found.board.results, found.checked.key_results, strict=True
            )
        ],
        "metrics": [_metric(report, line.id, line.title)
                    for line in found.checked.lines["metrics"]],
        "problems": [_problem(problem, spoken) for problem in grave_first(found.problems)],
        "changes": [change_json(change) for change in report.plan.changes],
        "calls": {service: dict(counts) for service, counts in calls.items()},
    }  # fmt: skip


def change_json(change: Change) -> dict[str, Json]:
    """One planned or made change."""
    return {
        "place": change.place,
        "id": change.id,
        "column": change.column,
        "before": plain(change.before),
        "after": plain(change.after),
    }


def plain(value: CellValue | Formula) -> Json:
    """A cell value as JSON has it; a formula with its ``=``."""
    match value:
        case Formula():
            return "=" + value.text
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case ErrorValue():
            return value.code
        case _:
            return value


def number(value: Decimal | None) -> int | float | None:
    """A whole number without a point, another with one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _objective(result: ObjectiveResult) -> dict[str, Json]:
    return {
        "id": result.line.id,
        "title": result.line.title,
        "current": None,
        "progress": number(result.score),
        "score": number(result.score),
        "expected": number(result.expected),
        "status": result.status.key if result.status else None,
    }


def _key_result(result: Result, objective: str, metric: str) -> dict[str, Json]:
    return {
        "id": result.line.id,
        "title": result.line.title,
        "objective": objective or None,
        "metric": metric or None,
        "current": number(result.current),
        "progress": number(result.progress),
        "score": number(result.score),
        "expected": number(result.expected),
        "status": result.status.key if result.status else None,
        "as_of": result.as_of.isoformat() if result.as_of else None,
    }


def _metric(report: Report, id_: str, title: str) -> dict[str, Json]:
    """A metric with its reading, or with the last value that still stands in the document."""
    measured = report.found.measured.get(id_)
    if measured and measured.reading:
        reading = measured.reading
        value = reading.value
        return {
            "id": id_,
            "title": title,
            "value": None if value is None else number(rounded(value, measured.metric.calculation)),
            "counted": reading.counted,
            "as_of": day_of(reading, report.found.checked.settings).isoformat(),
        }
    known = report.found.memory.known.get(id_)
    as_of = known.day("as_of") if known else None
    return {
        "id": id_,
        "title": title,
        "value": number(known.value) if known else None,
        "counted": None,
        "as_of": as_of.isoformat() if as_of else None,
    }


def _problem(problem: Problem, language: Language) -> dict[str, Json]:
    return {
        "code": problem.code,
        "level": level_of(problem.code).value,
        "tab": problem.tab or None,
        "id": problem.id or None,
        "column": problem.column or None,
        "found": plain(problem.found) if problem.found != "" else None,
        "message": sentence(problem, language),
    }
