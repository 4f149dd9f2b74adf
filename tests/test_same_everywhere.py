"""The same OKRs as .xlsx, as a Google Sheet, in Notion and in memory: same scores, statuses and
problems."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from calculators.odd_rows import BROKEN, make_content
from columns_of_one_type import of_one_type
from documents.google_files import make_file, running
from documents.notion_files import make_workspace
from documents.workbooks import write_with_xlsxwriter
from teams import METRICS, SETTINGS, Places, Team, ToldMeter, sync

from sync.answer import answer
from sync.core.choices import Status
from sync.core.identity import make_id
from sync.core.ports import Document
from sync.core.schema import TABS
from sync.core.vocabulary import Cell, ErrorValue, Language
from sync.documents.xlsx import XlsxDocument

SETS, SETS_OF_TYPES = 60, 40
OBJECTIVES, KEY_RESULTS, KPIS = 3, 8, 2
LOCALES: dict[Language, str] = {"en": "en_US", "ru": "ru_RU"}
ODD: Sequence[object] = (
    # Numbers at the edge of what a cell holds, and as people type them.
    Decimal("0.1"), Decimal("123456789.123456"), Decimal("1E-7"), Decimal("-1E+15"), Decimal(0),
    "45 %", "1,8 млн", "1 000", "0,75", "007", "1e5", "12.5", "-3", "nan", "TRUE", "ИСТИНА",
    # Shown as percentages.
    Cell(Decimal("0.35"), percent=True), Cell(Decimal(1), percent=True),
    Cell(Decimal("-0.125"), percent=True), Cell(Decimal("0.333333333333333"), percent=True),
    # Days, and what only looks like them.
    date(2026, 12, 15), date(2026, 2, 28), date(2099, 12, 31), "15.12.2026", "2026-12-15", "1-2",
    # Truths, texts, what could be a formula.
    True, False, "да", "нет", "yes", "=1+1", "+7", "'12", " 12 ", "12", "🎯 ¾", "a\nb",
    # Formulas that people type.
    Cell(Decimal(42), formula="40+2"), Cell("ab", formula='"a"&"b"'), Cell(True, formula="1=1"),
    Cell(Decimal("0.5"), percent=True, formula="1/2"),
    Cell(date(2026, 12, 15), formula="DATE(2026,12,15)"),
    # Errors.
    Cell(ErrorValue("#DIV/0!"), formula="1/0"), Cell(ErrorValue("#N/A"), formula="NA()"),
    Cell(ErrorValue("#NUM!"), formula="SQRT(-1)"), Cell(ErrorValue("#VALUE!"), formula='1+"a"'),
    Cell(ErrorValue("#NAME?"), formula="NOSUCHNAME"), Cell(ErrorValue("#REF!"), formula="#REF!"),
)  # fmt: skip
SPOILT: Mapping[str, Sequence[str]] = {
    "key_results": ("start", "target", "typed", "upper", "weight", "due", "confidence", "unit",
                    "title", "checked_on", "blocker", "owner"),
    "objectives": ("title", "cycle", "kind", "state"),
    "kpi": ("plan", "typed", "title"),
    "settings": ("start", "end", "cycle", "confirm_drop", "team"),
}  # fmt: skip
"""Columns in which odd values turn up."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SETS))
def test_the_same_okrs_give_the_same_results_everywhere(seed: int, tmp_path: Path) -> None:
    """Every fifth set is also written, and read again."""
    writing = seed % 5 == 0
    documents, books = open_everywhere(make_team(seed), tmp_path), [Places() for _ in range(3)]

    memory, workbook, sheet = map(partial(results, write=writing), documents, books)
    assert workbook == memory
    assert sheet == memory

    if writing:
        memory, workbook, sheet = map(results, documents, books)
        assert workbook == memory
        assert sheet == memory
        assert memory["changes"] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SETS_OF_TYPES))
def test_what_databases_hold_gives_the_same_results_in_notion_too(
    seed: int, tmp_path: Path
) -> None:
    """All of them are written, and read again."""
    team, workspace = make_typed_team(seed), make_workspace(make_typed_team(seed))
    documents = [*open_everywhere(team, tmp_path), workspace.open()]
    books = [Places(), Places(), Places(), workspace.book]

    for _ in range(2):
        memory, workbook, sheet, notion = map(results, documents, books)
        assert workbook == memory
        assert sheet == memory
        assert found_in(notion) == found_in(memory)

    assert memory["changes"] == notion["changes"] == []


def found_in(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was found, whatever is written down of it."""
    return {key: said[key] for key in ("objectives", "key_results", "metrics", "problems")}


@pytest.mark.parametrize("typed", [False, True])
def test_the_sets_are_odd_enough(typed: bool) -> None:
    """They have rows of every status, and problems of many kinds."""
    teams = map(make_typed_team if typed else make_team, range(SETS))
    found = [results(team.document(), Places()) for team in teams]
    statuses = {row["status"] for said in found for row in said["key_results"]}
    codes = {problem["code"] for said in found for problem in said["problems"]}

    assert statuses == {status.key for status in Status} | {None}
    assert len(codes) >= 35


def open_everywhere(team: Team, folder: Path) -> list[Document]:
    """In memory, as a workbook, and as a Google Sheet behind the real client."""
    sheets = team.sheets()
    workbook = write_with_xlsxwriter(folder / "okr.xlsx", sheets)
    file = make_file(running(), sheets, LOCALES[team.language])
    return [team.document(), XlsxDocument(workbook), file.open()]


def results(document: Document, book: Places, *, write: bool = True) -> dict[str, Any]:
    """What a run says, but for what tells the documents apart."""
    told = ToldMeter({"M-001": "0.29", "M-002": "31"})
    said = answer(sync(document, told, book, write=write), "", "", {})
    return dict(said)


def make_team(seed: int) -> Team:
    """A small document of odd rows; each second one is in Russian."""
    draw = random.Random(seed)
    content = make_content(seed, OBJECTIVES, KEY_RESULTS, KPIS)
    rows = {
        tab: [
            spoilt(draw, tab, {"id": make_id(TABS[tab].prefix, number), **row})
            for number, row in enumerate(content.rows[tab], 1)
        ]
        for tab in ("objectives", "key_results", "kpi")
    }
    settings = spoilt(draw, "settings", SETTINGS) if seed % 4 == 0 else SETTINGS
    language: Language = "ru" if seed % 2 else "en"
    return Team(**rows, metrics=METRICS, settings=settings, language=language, spare=1)


def make_typed_team(seed: int) -> Team:
    """The same, as databases hold it."""
    return of_one_type(make_team(seed), random.Random(seed))


def spoilt(draw: random.Random, tab: str, row: Mapping[str, object]) -> Mapping[str, object]:
    """The row with an odd value or two."""
    broken = {key: Cell(ErrorValue(BROKEN), formula="1/0") for key, v in row.items() if v == BROKEN}
    odd = {draw.choice(SPOILT[tab]): draw.choice(ODD) for _ in range(draw.choice((0, 1, 1, 2)))}
    return {**row, **broken, **odd}
