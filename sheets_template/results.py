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
    weight_of,
    withheld,
)
from sync.core.choices import Status
from sync.core.formulas.objectives import OF
from sync.core.identity import Line
from sync.core.key_results import parse_key_result
from sync.core.links import Directory
from sync.core.model import Settings
from sync.core.rows import parse_objective
from sync.core.schema import FIRST_DATA_ROW, TABS
from sync.core.scoring import divide, round_half_up
from sync.core.scoring import roll_up as mean
from sync.core.vocabulary import Cell, Language, Row

Records = Mapping[str, Mapping[str, Scalar]]
"""The records of ``_okr`` by id."""
LOOKED_UP: Mapping[str, Mapping[str, str]] = {
    "key_results": {"notes": "message", "forecast": "forecast", "change": "change", "crm": "value"},
    "objectives": {"notes": "message"},
    "metrics": {"value": "value", "as_of": "as_of", "records": "records", "notes": "message"},
    "kpi": {"crm": "value", "notes": "message"},
}
"""Tab → column → what the service keeps for it."""
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
        **_looked_up(content, records),
        **{("key_results", *key): value for key, value in _of_key_results(results, language)},
        **{("objectives", *key): value for key, value in _of_objectives(objectives, language)},
        **{("kpi", *key): value for key, value in _of_kpi(content, records)},
        **{("review", *key): value for key, value in _of_review(content, directory, results)},
        **{("settings", *key): value for key, value in _of_settings(today, records)},
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


def _looked_up(content: Content, records: Records) -> Mapping[tuple[str, str, int], Scalar]:
    values: dict[tuple[str, str, int], Scalar] = {}
    for tab, columns in LOOKED_UP.items():
        for row, typed in enumerate(content.rows.get(tab, ()), FIRST_DATA_ROW):
            if typed.get("title") is None:
                continue
            record = records.get(str(content.value(tab, "id", row)), {})
            for column, kept in columns.items():
                values[tab, column, row] = _shown(record.get(kept))
            if tab == "key_results":
                day = record.get("as_of") if typed.get("metric") else typed.get("checked_on")
                values[tab, "as_of", row] = _shown(day)
    return values


Entry = tuple[tuple[str, int], Scalar]


def _of_key_results(results: tuple[Result, ...], language: Language) -> Iterator[Entry]:
    for result in results:
        status = result.status.title.of(language) if result.status else None
        shown = {
            "current": result.current, "progress": result.progress, "score": result.score,
            "pace": result.expected, "status": status,
        }  # fmt: skip
        for column, value in shown.items():
            yield (column, result.line.row.number), _shown(value)


def _of_objectives(objectives: tuple[ObjectiveResult, ...], language: Language) -> Iterator[Entry]:
    for result in objectives:
        row = result.line.row.number
        of = OF.of(language)
        yield ("coverage", row), f"{result.with_data}{of}{result.total}"
        yield ("score", row), _shown(result.score)
        yield ("status", row), result.status.title.of(language) if result.status else NOTHING


def _of_kpi(content: Content, records: Records) -> Iterator[Entry]:
    for row, typed in enumerate(content.rows.get("kpi", ()), FIRST_DATA_ROW):
        fetched = records.get(str(content.value("kpi", "id", row)), {}).get("value")
        value = fetched if typed.get("metric") else typed.get("typed")
        plan = typed.get("plan")
        if not isinstance(value, Decimal) or not isinstance(plan, Decimal) or plan <= 0:
            continue
        if typed.get("title") is not None:
            yield ("attainment", row), round_half_up(divide(value, plan), 4)


def _of_review(
    content: Content, directory: Directory, results: tuple[Result, ...]
) -> Iterator[Entry]:
    for row, typed in enumerate(content.rows.get("review", ()), FIRST_DATA_ROW):
        link = directory.find(str(typed.get("objective") or ""))
        members = of_objective(results, link.id) if link else []
        final = mean(((_weight(member), member.score) for member in members), final=True)
        yield ("final", row), _shown(final.score)


def _of_settings(today: date, records: Records) -> Iterator[Entry]:
    document = records.get("DOC", {})
    rows = {column.key: row for row, column in enumerate(TABS["settings"].columns, FIRST_DATA_ROW)}
    yield ("today", rows["today"]), today
    yield ("last_sync", rows["last_sync"]), _shown(document.get("as_of"))
    yield ("notes", rows["notes"]), _shown(document.get("message"))


def _weight(result: Result) -> Decimal:
    """As the formula takes it: a row whose score is withheld keeps its own weight."""
    typed = result.line.row.value("weight")
    usable = isinstance(typed, Decimal) and not isinstance(typed, bool) and typed >= 0
    return typed if usable and isinstance(typed, Decimal) else weight_of(result)


def _shown(value: Scalar) -> Scalar:
    return NOTHING if value is None else value
