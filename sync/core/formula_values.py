"""What the formulas of the template show, as values: for documents that do not compute, and to be
kept beside the formulas of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sync.core.board import ObjectiveResult, Result, weight_of
from sync.core.formulas.objectives import OF
from sync.core.scoring import divide, roll_up, round_half_up
from sync.core.vocabulary import CellValue, Language, Record

LOOKED_UP: Mapping[str, Mapping[str, str]] = {
    "key_results": {"notes": "message", "forecast": "forecast", "change": "change", "crm": "value"},
    "objectives": {"notes": "message"},
    "metrics": {"value": "value", "as_of": "as_of", "records": "records", "notes": "message"},
    "kpi": {"crm": "value", "notes": "message"},
    "settings": {"last_sync": "as_of", "notes": "message"},
}
"""Tab → column → what ``_okr`` keeps for it."""


def looked_up(tab: str, record: Record) -> Record:
    """The columns of a row that repeat what the service keeps under its id."""
    return {column: record.get(kept) for column, kept in LOOKED_UP[tab].items()}


def key_result_values(result: Result, record: Record, language: Language) -> Record:
    """All formulas of a key result."""
    row = result.line.row
    fetched = row.value("metric") is not None
    return {
        **looked_up("key_results", record),
        "current": result.current,
        "progress": result.progress,
        "score": result.score,
        "pace": result.expected,
        "status": result.status.title.of(language) if result.status else None,
        "as_of": record.get("as_of") if fetched else row.value("checked_on"),
    }


def objective_values(result: ObjectiveResult, record: Record, language: Language) -> Record:
    """All formulas of an objective."""
    return {
        **looked_up("objectives", record),
        "coverage": f"{result.with_data}{OF.of(language)}{result.total}",
        "score": result.score,
        "status": result.status.title.of(language) if result.status else None,
    }


def attainment(value: CellValue, plan: CellValue) -> Decimal | None:
    """The value over the plan, to four places; None when either is no number."""
    if not isinstance(value, Decimal) or not isinstance(plan, Decimal) or plan <= 0:
        return None
    return round_half_up(divide(value, plan), 4)


def final_score(results: Iterable[Result]) -> Decimal | None:
    """The score of an objective by which a quarter is closed: no data counts 0."""
    return roll_up(((_weight(one), one.score) for one in results), final=True).score


def _weight(result: Result) -> Decimal:
    """As the formula takes it: a row whose score is withheld keeps its own weight."""
    typed = result.line.row.value("weight")
    return typed if isinstance(typed, Decimal) and typed >= 0 else weight_of(result)
