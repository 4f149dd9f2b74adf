"""The template itself as a document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from documents.workbooks import members

from sheets_template import write_workbook
from sync.core.formulas import at_row, normal_form
from sync.core.schema import ID_TABS, TABS
from sync.core.vocabulary import Change, Formula, Language, Plan, Record
from sync.documents.xlsx import XlsxDocument

TODAY = date(2026, 11, 23)
RECORDS: tuple[Record, ...] = tuple(
    {"id": f"KR-{n:03d}", "kind": "row", "value": Decimal(n) / 8, "as_of": TODAY, "message": "✓ ё"}
    for n in range(1, 80)
)


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest) -> Language:
    return "ru" if request.param == "ru" else "en"


def test_the_template_has_every_tab_and_column(tmp_path: Path, language: Language) -> None:
    write_workbook(tmp_path / "okr.xlsx", language, sample=False, today=TODAY)

    snapshot = XlsxDocument(tmp_path / "okr.xlsx").read()

    assert snapshot.problems == ()
    assert snapshot.language == language
    for tab in (tab for tab in TABS.values() if tab.columns):
        assert set(snapshot.tables[tab.key].columns) == {column.key for column in tab.columns}


def test_the_template_takes_records_ids_and_formulas(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "okr.xlsx"
    write_workbook(path, language, sample=True, today=TODAY)
    document, before = XlsxDocument(path), members(path.read_bytes())
    table = document.read().tables["key_results"]
    row = table.rows[4]
    formula = at_row(normal_form(row.cell("current").formula or "", row.number), row.number)

    id_ = Change("key_results", "KR-900", "id", row.value("id"), "KR-900", row.number)
    mended = Change("key_results", "KR-900", "current", None, Formula(formula), row.number)
    document.apply(Plan((id_, mended), {"_okr": RECORDS, "history": ()}, "doc-1"))

    snapshot = document.read()
    after = snapshot.tables["key_results"].rows
    assert after[4].value("id") == "KR-900"
    assert after[4].cell("current").formula == formula
    assert [r for r in after if r.number != row.number] == [
        r for r in table.rows if r.number != row.number
    ]
    assert [{k: c.value for k, c in r.cells.items()} for r in snapshot.tables["_okr"].rows] == [
        dict(record) for record in RECORDS
    ]
    assert snapshot.tables["history"].rows == ()
    changed = {name for name, part in members(path.read_bytes()).items() if part != before[name]}
    assert len(changed) == 3
    assert all(name.startswith("xl/worksheets/sheet") for name in changed)


def test_prepared_rows_are_rows_by_their_ids(tmp_path: Path, language: Language) -> None:
    write_workbook(tmp_path / "okr.xlsx", language, sample=False, today=TODAY)

    snapshot = XlsxDocument(tmp_path / "okr.xlsx").read()

    for key in ID_TABS:
        rows = snapshot.tables[key].rows
        assert rows[0].value("id") == f"{TABS[key].prefix}-001"
        assert [row.number for row in rows] == list(range(2, len(rows) + 2))
