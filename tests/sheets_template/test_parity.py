"""The formulas of the template and the core give the same results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from calculators.engines import Book, Value, by_ironcalc, by_libreoffice
from calculators.odd_book import TABS_USED, moved_layout, write
from calculators.odd_rows import KEY_RESULTS, make_content, make_records
from xlsxwriter.utility import xl_cell_to_rowcol

from sheets_template.layout import template_layout
from sheets_template.model import Scalar
from sheets_template.results import Results, compute
from sync.core.formulas import FORMULAS, Layout
from sync.core.vocabulary import Language

pytestmark = pytest.mark.slow
DAY_ZERO = date(1899, 12, 30)
WITHHELD = ("current", "pace", "as_of")
"""Columns that a row without a score may fill as it likes."""


@dataclass(frozen=True)
class Case:
    """One document, what the core says of it, and where its formulas stand."""

    name: str
    results: Results
    layout: Layout
    rows: Mapping[str, int]

    def wanted(self) -> Iterator[tuple[str, str, int, Scalar]]:
        withheld = {r.line.row.number for r in self.results.key_results if r.kr is None}
        for tab, column in FORMULAS:
            for row in range(2, 2 + self.rows.get(tab, 0)):
                if tab != "key_results" or row not in withheld or column not in WITHHELD:
                    yield tab, column, row, self.results.value(tab, column, row)

    def differences(self, book: Book) -> list[tuple[str, str, int, Scalar, Value]]:
        return [
            (tab, column, row, wanted, found)
            for tab, column, row, wanted in self.wanted()
            if not same(wanted, found := self.shown(book, tab, column, row))
        ]

    def shown(self, book: Book, tab: str, column: str, row: int) -> Value:
        number = xl_cell_to_rowcol(f"{self.layout.letters[tab][column]}1")[1] + 1
        return book[self.layout.titles[tab]].get((row, number))


DOCUMENTS: tuple[tuple[Language, date, bool], ...] = (
    ("en", date(2026, 10, 9), False),
    ("ru", date(2026, 11, 23), True),
    ("ru", date(2026, 12, 31), False),
)
"""Language, today, and whether tabs and columns were moved."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parity")


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    return [_make(seed, *given, folder) for seed, given in enumerate(DOCUMENTS)]


@pytest.fixture(scope="module")
def libreoffice(cases: list[Case], folder: Path) -> Mapping[str, Book]:
    files = [folder / case.name for case in cases]
    return by_libreoffice(files, folder / "libreoffice", forced=True)


def test_the_documents_hold_rows_enough(cases: list[Case]) -> None:
    scored = [r for case in cases for r in case.results.key_results if r.score is not None]

    assert sum(case.rows["key_results"] for case in cases) >= 2000
    assert len(scored) > 900


def test_libreoffice_agrees_with_the_core(
    cases: list[Case], libreoffice: Mapping[str, Book]
) -> None:
    assert [d for case in cases for d in case.differences(libreoffice[case.name])] == []


def test_ironcalc_agrees_with_the_core(cases: list[Case], folder: Path) -> None:
    assert [d for case in cases for d in case.differences(by_ironcalc(folder / case.name))] == []


def same(wanted: Scalar, found: Value) -> bool:
    if isinstance(wanted, date):
        wanted = Decimal((wanted - DAY_ZERO).days)
    if isinstance(wanted, Decimal):
        known = isinstance(found, int | float) and not isinstance(found, bool)
        near = 1e-9 * max(1.0, abs(float(wanted)))
        return known and found is not None and abs(float(found) - float(wanted)) <= near
    return found == (wanted or None)


def _make(seed: int, language: Language, today: date, moved: bool, folder: Path) -> Case:
    content = make_content(seed)
    records = make_records(seed, content)
    layout = moved_layout(language) if moved else template_layout(language)
    name = f"{seed}.xlsx"
    write(content, records, today, layout, folder / name)
    rows = {tab: len(content.rows[tab]) for tab in TABS_USED}
    return Case(name, compute(content, language, today, records), layout, rows)


def test_no_row_is_left_out(cases: list[Case]) -> None:
    assert {case.rows["key_results"] for case in cases} == {KEY_RESULTS}
