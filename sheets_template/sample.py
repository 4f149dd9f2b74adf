"""An invented team in the middle of a quarter, for demonstrations.

Two rows are wrong on purpose, so that the checks have something to say: a vague key result without
a number, and a value typed as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sheets_template.content import Content, Typed
from sheets_template.model import Scalar
from sheets_template.results import compute
from sheets_template.sample_rows import (
    CRM_HISTORY,
    END,
    IDEAS,
    KEY_RESULTS,
    KPI,
    METRICS,
    OBJECTIVES,
    PEOPLE,
    SETTINGS,
    START,
    TYPED_HISTORY,
    Raw,
    RawRow,
)
from sync.core.choices import Choice, Source
from sync.core.vocabulary import Language, Text

CHECK_INS = 13
WEEK = timedelta(days=7)
FIRST_CHECK_IN = START + timedelta(days=(0 - START.weekday()) % 7)
"""The first Monday of the cycle."""


def sample_content(language: Language, today: date, source: Source = Source.CRM_EXPORT) -> Content:
    """What the team has typed by a day of its quarter, and the weeks behind it; its metrics are
    read from ``source``."""
    settings = {**_said(SETTINGS, language), "start": START, "end": END}
    rows: dict[str, list[Typed]] = {
        "objectives": [_said(row, language) for row in OBJECTIVES],
        "metrics": [
            {**_said(row, language), "source": source.title.of(language)} for row in METRICS
        ],
        "people": [_said(row, language) for row in PEOPLE],
    }
    links = {
        "objectives": _links("O", rows["objectives"]), "metrics": _links("M", rows["metrics"]),
    }  # fmt: skip
    checked = last_check_in(today)
    rows["key_results"] = [
        {**_linked(row, links, language), **({"checked_on": checked} if checked else {})}
        for row in KEY_RESULTS
    ]
    rows["kpi"] = [_linked(row, links, language) for row in KPI]
    rows["ideas"] = [_linked(row, links, language) for row in IDEAS]
    rows["review"] = [{"objective": link} for link in links["objectives"].values()]
    content = Content(settings, rows)
    return replace(content, rows={**rows, "history": list(_history(content, language, today))})


def last_check_in(today: date) -> date | None:
    """The last Monday of the cycle up to a day; None before the first one."""
    weeks = min((today - FIRST_CHECK_IN).days // 7, CHECK_INS - 1)
    return FIRST_CHECK_IN + weeks * WEEK if weeks >= 0 else None


def _said(row: RawRow, language: Language) -> dict[str, Scalar]:
    return {key: _plain(value, language) for key, value in row.items()}


def _plain(value: Raw, language: Language) -> Scalar:
    if isinstance(value, Text):
        return value.of(language)
    if isinstance(value, Choice):
        return value.title.of(language)
    return Decimal(str(value)) if isinstance(value, int | float) else value


def _links(prefix: str, rows: list[Typed]) -> dict[str, str]:
    """Number of a row → what its choice looks like."""
    return {
        f"{prefix}-{number:03d}": f"{prefix}-{number:03d} · {row['title']}"
        for number, row in enumerate(rows, 1)
    }


def _linked(
    row: RawRow, links: Mapping[str, Mapping[str, str]], language: Language
) -> dict[str, Scalar]:
    said = _said(row, language)
    for column, tab in (("objective", "objectives"), ("metric", "metrics")):
        if column in said:
            said[column] = links[tab][str(said[column])]
    return said


def _history(content: Content, language: Language, today: date) -> Iterator[Typed]:
    """A row for every key result and check-in before today, as the service would have kept it."""
    for number in range(CHECK_INS):
        week = FIRST_CHECK_IN + number * WEEK
        if week >= today or number >= len(next(iter(TYPED_HISTORY.values()))):
            return
        yield from _week(content, language, week, number)


def _week(content: Content, language: Language, week: date, number: int) -> Iterator[Typed]:
    key_results = content.rows["key_results"]
    typed = {id_: Decimal(values[number]) for id_, values in TYPED_HISTORY.items()}
    fetched = {id_: {"value": Decimal(values[number])} for id_, values in CRM_HISTORY.items()}
    ids = [str(content.value("key_results", "id", row)) for row in range(2, len(key_results) + 2)]
    then: list[Typed] = [
        {**row, "typed": typed.get(id_)} for id_, row in zip(ids, key_results, strict=True)
    ]
    past = replace(content, rows={**content.rows, "key_results": then})
    for result in compute(past, language, week, fetched).key_results:
        if result.current is None or result.kr is None:
            continue
        yield {
            "week": week,
            "id": result.line.id,
            "title": result.line.title,
            "owner": result.kr.owner,
            "value": result.current,
            "target": result.kr.target,
            "progress": result.progress,
            "score": result.score,
            "status": result.status.title.of(language) if result.status else None,
            "confidence": result.kr.confidence,
        }
