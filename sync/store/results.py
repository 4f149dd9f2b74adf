"""What the last run of a document found, for the pages: results, metrics, problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.postgresql import insert

from sync.core.board import ObjectiveResult, Result
from sync.core.key_results import ParsedKeyResult
from sync.core.vocabulary import Problem, Record
from sync.core.wanting import Findings
from sync.store.tables import TENANT, results
from sync.store.values import (
    Json,
    from_json,
    pack,
    record_from_json,
    record_to_json,
    to_json,
    unpack,
)


@dataclass(frozen=True, slots=True)
class KeptObjective:
    """An objective as the last run scored it. Choices stand as their keys."""

    id: str
    title: str
    owner: str = ""
    team: str = ""
    cycle: str = ""
    kind: str = "aspirational"
    state: str = "active"
    current: bool = True
    """Of the current cycle and not given up."""
    score: Decimal | None = None
    expected: Decimal | None = None
    status: str = ""
    with_data: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class KeptKeyResult:
    """A key result as the last run scored it. Numbers stand in the scale of its row."""

    id: str
    title: str
    objective: str = ""
    metric: str = ""
    sound: bool = True
    """False when an error withholds the score."""
    type: str = ""
    owner: str = ""
    unit: str = ""
    fractions: bool = False
    start: Decimal | None = None
    target: Decimal | None = None
    upper: Decimal | None = None
    current: Decimal | None = None
    as_of: date | None = None
    progress: Decimal | None = None
    score: Decimal | None = None
    expected: Decimal | None = None
    status: str = ""
    forecast: Decimal | None = None
    change: Decimal | None = None
    weight: Decimal | None = None
    confidence: Decimal | None = None
    blocker: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class KeptMetric:
    """A metric and the value that stands in the document."""

    id: str
    title: str
    calculation: str = ""
    """Key of ``choices.Calculation``; empty when an error keeps it from being measured."""
    source: str = ""
    currency: str = ""
    """Of the document."""
    value: Decimal | None = None
    as_of: date | None = None
    records: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a document's page shows of the last run."""

    objectives: tuple[KeptObjective, ...] = ()
    key_results: tuple[KeptKeyResult, ...] = ()
    metrics: tuple[KeptMetric, ...] = ()
    problems: tuple[Problem, ...] = ()
    run: int | None = field(default=None)


def keep_results(
    connection: Connection, document_id: str, found: Findings, shown: Iterable[Record],
    run: int | None,
) -> None:  # fmt: skip
    """Keep what a run found, in place of what an earlier one did."""
    figures = {str(record.get("id")): record for record in shown}
    checked = found.checked
    rows: dict[str, object] = {
        "run": run,
        "objectives": [
            pack(_objective(item, checked.checks(item.objective)))
            for item in found.board.objectives if item.line.title
        ],
        "key_results": [
            pack(_key_result(result, parsed, figures.get(result.line.id, {})))
            for result, parsed in zip(found.board.results, checked.key_results, strict=True)
        ],
        "metrics": [
            pack(_metric(line.id, line.title, found, figures.get(line.id, {})))
            for line in checked.lines["metrics"]
        ],
        "problems": [_problem(problem) for problem in found.problems],
    }  # fmt: skip
    put = insert(results).values(document_id=document_id, **rows)
    keys = [results.c.tenant, results.c.document_id]
    connection.execute(put.on_conflict_do_update(index_elements=keys, set_=rows))


def results_of(engine: Engine, document_id: str) -> Kept:
    """What the last run found; empty before the first."""
    wanted = select(results).where(results.c.tenant == TENANT, results.c.document_id == document_id)
    with engine.connect() as connection:
        row = connection.execute(wanted).mappings().one_or_none()
    return _kept(cast(Mapping[str, Sequence[Json]], row), row["run"]) if row else Kept()


def results_by_document(engine: Engine) -> Mapping[str, Kept]:
    """The same of all documents."""
    with engine.connect() as connection:
        rows = connection.execute(select(results).where(results.c.tenant == TENANT)).mappings()
        return {row["document_id"]: _kept(cast(Mapping[str, Sequence[Json]], row), row["run"])
                for row in rows}  # fmt: skip


def _kept(row: Mapping[str, Sequence[Json]], run: int | None) -> Kept:
    return Kept(
        tuple(unpack(KeptObjective, item) for item in row["objectives"]),
        tuple(unpack(KeptKeyResult, item) for item in row["key_results"]),
        tuple(unpack(KeptMetric, item) for item in row["metrics"]),
        tuple(_problem_from(item) for item in row["problems"]),
        run,
    )


def _objective(item: ObjectiveResult, current: bool) -> KeptObjective:
    objective = item.objective
    return KeptObjective(
        item.line.id,
        item.line.title,
        owner=objective.owner,
        team=objective.team,
        cycle=objective.cycle,
        kind=objective.kind.key,
        state=objective.state.key,
        current=current,
        score=item.score,
        expected=item.expected,
        status=item.status.key if item.status else "",
        with_data=item.with_data,
        total=item.total,
    )


def _key_result(result: Result, parsed: ParsedKeyResult, shown: Record) -> KeptKeyResult:
    kr = result.kr
    change = shown.get("change")
    judged: dict[str, object] = {} if kr is None else {
        "type": kr.type.key, "owner": kr.owner, "unit": kr.unit, "fractions": kr.fractions,
        "start": kr.start, "target": kr.target, "upper": kr.upper, "weight": kr.weight,
        "confidence": kr.confidence, "blocker": kr.blocker, "next_step": kr.next_step,
    }  # fmt: skip
    return KeptKeyResult(
        result.line.id,
        result.line.title,
        objective=parsed.objective,
        metric=parsed.metric,
        sound=kr is not None,
        current=result.current,
        as_of=result.as_of,
        progress=result.progress,
        score=result.score,
        expected=result.expected,
        status=result.status.key if result.status else "",
        forecast=result.forecast,
        change=change if isinstance(change, Decimal) else None,
        **judged,  # type: ignore[arg-type]  # fields of the key result
    )


def _metric(id_: str, title: str, found: Findings, shown: Record) -> KeptMetric:
    metric = found.checked.metrics.get(id_)
    value, day, records = shown.get("value"), shown.get("as_of"), shown.get("records")
    return KeptMetric(
        id_,
        title,
        calculation=metric.calculation.key if metric else "",
        source=metric.source if metric else "",
        currency=found.checked.settings.currency,
        value=value if isinstance(value, Decimal) else None,
        as_of=day if isinstance(day, date) else None,
        records=records if isinstance(records, Decimal) else None,
    )


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code, "tab": problem.tab, "id": problem.id, "column": problem.column,
        "found": to_json(problem.found), "details": record_to_json(problem.details),
    }  # fmt: skip


def _problem_from(kept: Json) -> Problem:
    assert isinstance(kept, dict)
    code, tab, id_, column = (str(kept[name]) for name in ("code", "tab", "id", "column"))
    found = cast(str | Decimal | date, from_json(kept["found"]))
    details = cast(Mapping[str, str | Decimal | date | int], record_from_json(kept["details"]))
    return Problem(code, tab, id_, column, found, details)
