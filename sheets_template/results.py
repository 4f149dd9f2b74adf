"""What the formulas of a workbook show: the results kept beside them in the file.

They are the core's own. Previews that do not calculate show them, and LibreOffice trusts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sheets_template.content import Content
from sheets_template.model import Scalar
from sync.core.board import (
    Calendar,
    ObjectiveResult,
    Result,
    Value,
    judge,
    of_objective,
    roll_up,
    withheld,
)
from sync.core.choices import Status
from sync.core.formula_values import (
    attainment,
    final_score,
    key_result_values,
    looked_up,
    objective_values,
)
from sync.core.identity import Line
from sync.core.key_results import parse_key_result
from sync.core.links import Directory
from sync.core.model import Settings
from sync.core.rows import parse_objective
from sync.core.schema import FIRST_DATA_ROW, TABS
from sync.core.vocabulary import Cell, CellValue, ErrorValue, Language, Row

Records = Mapping[str, Mapping[str, Scalar]]
"""The records of ``_okr`` by id."""
Place = tuple[str, str, int]
"""Tab, column and row."""
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The values of all formulas; those not named are blank."""

    language: Language
    today: date
    objectives: tuple[ObjectiveResult, ...] = ()
    key_results: tuple[Result, ...] = ()
    values: Mapping[tuple[str, str, int], Scalar] = field(default_factory=dict)
    choices: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def value(self, tab: str, column: str, row: int) -> Scalar:
        return self.values.get((tab, column, row), NOTHING)

    def choice(self, tab: str, row: int) -> str:
        """``O-001 · title`` of a row."""
        return self.choices.get((tab, row), NOTHING)

    def runs(self, row: int) -> bool:
        """Whether an objective of the present cycle stands in a row of its tab."""
        return self.value("objectives", "status", row) != NOTHING


def compute(content: Content, language: Language, today: date, records: Records) -> Results:
    """Everything the formulas will show on a day."""
    lines = {tab: tuple(_lines(content, tab)) for tab in ("objectives", "key_results", "metrics")}
    calendar = _calendar(content, language, today, records)
    results = tuple(_key_results(lines, calendar, records))
    directory = Directory(lines["objectives"])
    objectives = tuple(
        roll_up(
            line,
            parse_objective(line, directory, calendar.settings.cycle, language)[0],
            of_objective(results, line.id),
            calendar,
        )
        for line in lines["objectives"]
    )
    choices = {
        (tab, line.row.number): f"{line.id} · {line.title}"
        for tab in ("objectives", "metrics")
        for line in lines[tab]
    }
    values = {
        **_looked_up("metrics", content, records),
        **_looked_up("kpi", content, records),
        **dict(_of_results(results, objectives, records, language)),
        **dict(_of_kpi(content, records)),
        **dict(_of_review(content, directory, results)),
        **dict(_of_settings(today, records)),
    }
    return Results(language, today, objectives, results, values, choices)


def _lines(content: Content, tab: str) -> Iterator[Line]:
    """The rows with a text; formulas leave the others blank."""
    keys = [column.key for column in TABS[tab].columns]
    for row, _ in enumerate(content.rows.get(tab, ()), FIRST_DATA_ROW):
        cells = {key: Cell(content.value(tab, key, row)) for key in keys}
        if cells["title"].value is not None:
            yield Line(str(content.value(tab, "id", row)), Row(row, cells))


def _calendar(content: Content, language: Language, today: date, records: Records) -> Calendar:
    typed = content.settings
    start, end = typed["start"], typed["end"]
    assert isinstance(start, date)
    assert isinstance(end, date)
    cycle = str(typed.get("cycle") or "")
    settings = Settings("", cycle, start, end, "UTC", "", language, 0, hide_names=False,
                        confirm_drop=None)  # fmt: skip
    seen = {id_: day for id_, record in records.items()
            if isinstance(day := record.get("first_seen"), date)}  # fmt: skip
    return Calendar(settings, today, seen)


def _key_results(
    lines: Mapping[str, tuple[Line, ...]], calendar: Calendar, records: Records
) -> Iterator[Result]:
    language = calendar.settings.language
    above, metrics = Directory(lines["objectives"]), Directory(lines["metrics"])
    objectives = {
        line.id: parse_objective(line, above, calendar.settings.cycle, language)[0]
        for line in lines["objectives"]
    }
    for line in lines["key_results"]:
        parsed = parse_key_result(line, above, metrics, language, doubled=False)
        objective = objectives.get(parsed.objective)
        if parsed.kr is None:
            yield withheld(line, objective, calendar)
            continue
        fetched = records.get(line.id, {}).get("value")
        number = parsed.kr.typed
        if parsed.kr.metric:
            number = fetched if isinstance(fetched, Decimal) else None
        result = judge(line, parsed.kr, objective, Value(number), calendar)
        if records.get(line.id, {}).get("level") == "error":
            status = Status.NO_DATA if result.status else None
            result = replace(result, progress=None, score=None, status=status)
        yield result


def _looked_up(tab: str, content: Content, records: Records) -> Mapping[Place, Scalar]:
    """The columns of a tab that repeat what the service keeps."""
    return {
        (tab, column, row): _shown(value)
        for row, typed in enumerate(content.rows.get(tab, ()), FIRST_DATA_ROW)
        if typed.get("title") is not None
        for column, value in looked_up(tab, _record(content, tab, row, records)).items()
    }


def _of_results(
    results: tuple[Result, ...], objectives: tuple[ObjectiveResult, ...], records: Records,
    language: Language,
) -> Iterator[tuple[Place, Scalar]]:  # fmt: skip
    for result in results:
        record = records.get(result.line.id, {})
        for column, value in key_result_values(result, record, language).items():
            yield ("key_results", column, result.line.row.number), _shown(value)
    for objective in objectives:
        record = records.get(objective.line.id, {})
        for column, value in objective_values(objective, record, language).items():
            yield ("objectives", column, objective.line.row.number), _shown(value)


def _of_kpi(content: Content, records: Records) -> Iterator[tuple[Place, Scalar]]:
    for row, typed in enumerate(content.rows.get("kpi", ()), FIRST_DATA_ROW):
        fetched = _record(content, "kpi", row, records).get("value")
        value = fetched if typed.get("metric") else typed.get("typed")
        reached = attainment(value, typed.get("plan"))
        if reached is not None and typed.get("title") is not None:
            yield ("kpi", "attainment", row), reached


def _of_review(
    content: Content, directory: Directory, results: tuple[Result, ...]
) -> Iterator[tuple[Place, Scalar]]:
    for row, typed in enumerate(content.rows.get("review", ()), FIRST_DATA_ROW):
        link = directory.find(str(typed.get("objective") or ""))
        members = of_objective(results, link.id) if link else []
        yield ("review", "final", row), _shown(final_score(members))


def _of_settings(today: date, records: Records) -> Iterator[tuple[Place, Scalar]]:
    rows = {column.key: row for row, column in enumerate(TABS["settings"].columns, FIRST_DATA_ROW)}
    yield ("settings", "today", rows["today"]), today
    for column, value in looked_up("settings", records.get("DOC", {})).items():
        yield ("settings", column, rows[column]), _shown(value)


def _record(content: Content, tab: str, row: int, records: Records) -> Mapping[str, Scalar]:
    return records.get(str(content.value(tab, "id", row)), {})


def _shown(value: CellValue) -> Scalar:
    return NOTHING if value is None or isinstance(value, ErrorValue) else value
