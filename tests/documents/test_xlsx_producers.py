"""Workbooks as other programs save them, and ours as other programs open them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from documents.grids import column, find, make_sheets
from documents.workbooks import (
    convert_with_libreoffice,
    read_file,
    write_with_openpyxl,
    write_with_xlsxwriter,
)

from sync.core.grid import Area, Sheet
from sync.core.vocabulary import Cell, CellValue, Change, Formula, Plan, Snapshot
from sync.documents.xlsx import XlsxDocument

PLAN = Plan(
    (
        Change("key_results", "KR-004", "id", None, "KR-004", 5),
        Change("key_results", "KR-002", "current", None, Formula("$I3*2"), 3),
    ),
    {
        "_okr": (
            {"id": "KR-001", "value": Decimal("0.25"), "as_of": date(2026, 10, 14)},
            {"id": "KR-002", "message": "=1+1 & «ё» <b>\n two"},
        ),
        "history": ({"week": date(2026, 10, 19), "id": "KR-001", "score": Decimal("0.65")},),
    },
    "doc-2",
)


def sample() -> list[Sheet]:
    sheets = make_sheets("ru")
    results = find(sheets, "key_results")
    results.put(
        2, column(results, "Прогресс"), Cell(Decimal("0.5"), percent=True, formula="I2+0.2")
    )
    results.put(5, 2, Cell("Вставили сами"))
    results.put(5, 9, Cell(Decimal("0.1")))
    return sheets


def values(snapshot: Snapshot) -> dict[str, list[dict[str, CellValue]]]:
    return {
        key: [{k: c.value for k, c in row.cells.items() if c.value is not None} for row in t.rows]
        for key, t in snapshot.tables.items()
    }


def test_a_workbook_without_results_reads_alike_but_for_them(tmp_path: Path) -> None:
    """openpyxl writes formulas without values."""
    one = XlsxDocument(write_with_xlsxwriter(tmp_path / "one.xlsx", sample())).read()
    two = XlsxDocument(write_with_openpyxl(tmp_path / "two.xlsx", sample())).read()

    assert two.problems == one.problems == ()
    computed = {"current", "progress", "today"}
    for key, rows in values(one).items():
        kept = [{k: v for k, v in row.items() if k not in computed} for row in rows]
        assert values(two)[key] == kept
    row = two.tables["key_results"].rows[0]
    assert row.cell("progress") == Cell(None, percent=False, formula="I2+0.2")


@pytest.mark.slow
def test_libreoffice_saves_what_reads_alike(tmp_path: Path) -> None:
    path = write_with_xlsxwriter(tmp_path / "okr.xlsx", sample())
    before = XlsxDocument(path).read()

    after = XlsxDocument(convert_with_libreoffice(path, tmp_path / "out")).read()

    assert after.problems == ()
    assert (after.document_id, after.language) == ("doc-1", "ru")
    ours, theirs = values(before), values(after)
    assert {k: v for k, v in theirs.items() if k not in ("key_results", "settings")} == {
        k: v for k, v in ours.items() if k not in ("key_results", "settings")
    }
    assert [row["title"] for row in theirs["key_results"] if "title" in row] == [
        "Win rate up", "Churn down", "Вставили сами",
    ]  # fmt: skip
    formulas = [
        row.cell("current").formula for t in (before, after) for row in t.tables["key_results"].rows
    ]
    assert formulas[: len(formulas) // 2] == formulas[len(formulas) // 2 :]


@pytest.mark.slow
@pytest.mark.parametrize("date1904", [False, True])
def test_libreoffice_shows_what_was_written(tmp_path: Path, date1904: bool) -> None:
    path = write_with_xlsxwriter(tmp_path / "okr.xlsx", sample(), date1904=date1904)
    document = XlsxDocument(path)
    document.read()
    document.apply(PLAN)
    ours = values(document.read())

    theirs = values(XlsxDocument(convert_with_libreoffice(path, tmp_path / "out")).read())

    assert theirs["_okr"] == ours["_okr"] == [dict(record) for record in PLAN.tables["_okr"]]
    assert theirs["history"] == ours["history"] == [dict(PLAN.tables["history"][0])]
    assert theirs["key_results"][3]["id"] == "KR-004"
    assert theirs["key_results"][1]["current"] == 8


@pytest.mark.slow
def test_libreoffice_opens_a_workbook_with_a_new_tab(tmp_path: Path) -> None:
    sheets = [sheet for sheet in sample() if sheet.title != "_okr"]
    path = write_with_xlsxwriter(tmp_path / "okr.xlsx", sheets)
    document = XlsxDocument(path)
    document.read()
    document.apply(PLAN)

    snapshot = XlsxDocument(convert_with_libreoffice(path, tmp_path / "out")).read()

    assert snapshot.document_id == "doc-2"
    assert values(snapshot)["_okr"] == [dict(record) for record in PLAN.tables["_okr"]]


def test_merged_cells_are_empty_behind_the_first(tmp_path: Path) -> None:
    sheets = sample()
    results = find(sheets, "key_results")
    place = column(results, "Цель")
    results.merges = (Area(2, place, 4, place),)

    snapshot = XlsxDocument(write_with_xlsxwriter(tmp_path / "okr.xlsx", sheets)).read()

    rows = snapshot.tables["key_results"].rows
    assert [row.value("objective") for row in rows] == ["O-001 · Grow", None, None, None]
    assert [(p.code, p.found) for p in snapshot.problems] == [("cells-merged", "Q3")]


def test_a_workbook_can_be_taken_into_memory(tmp_path: Path) -> None:
    sheets = sample()

    read = read_file(write_with_xlsxwriter(tmp_path / "okr.xlsx", sheets))

    assert [sheet.title for sheet in read] == [sheet.title for sheet in sheets]
    assert [list(sheet.filled()) for sheet in read] == [list(sheet.filled()) for sheet in sheets]
