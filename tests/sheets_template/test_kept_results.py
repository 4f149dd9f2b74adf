"""The results kept beside the formulas of the template, and what programs make of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from calculators.engines import Book, by_ironcalc, by_libreoffice, read

from sheets_template import write_workbook
from sheets_template.layout import template_layout
from sheets_template.results import Records, Results, compute
from sheets_template.sample import sample_content
from sync.core.schema import OKR, TABS
from sync.core.vocabulary import Language

pytestmark = pytest.mark.slow
LANGUAGES: tuple[Language, ...] = ("en", "ru")
TODAY = datetime.now(UTC).date()
"""Programs take the real day for Today."""
RECORDS: Records = {
    "DOC": {"as_of": TODAY, "message": "✓"},
    "KR-001": {"value": Decimal("31.5"), "as_of": TODAY, "forecast": Decimal("0.9")},
    "KR-002": {"value": Decimal(24), "level": "ok", "change": Decimal(3)},
    "KR-010": {"level": "error", "message": "Введите 25."},
    "O-001": {"message": "✓", "first_seen": date(2026, 10, 20)},
    "M-001": {"value": Decimal("0.315"), "records": Decimal(14), "message": "✓"},
    "K-001": {"value": Decimal(20000000)},
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("kept")
    for language in LANGUAGES:
        write_workbook(made / f"{language}-empty.xlsx", language, sample=False, today=TODAY)
        sample = made / f"{language}-sample.xlsx"
        write_workbook(sample, language, sample=True, today=TODAY)
        _put_records(sample, made / f"{language}-synced.xlsx", RECORDS)
    return made


@pytest.fixture(scope="module")
def recalculated(folder: Path) -> Mapping[str, Book]:
    files = [*folder.glob("*-empty.xlsx"), *folder.glob("*-sample.xlsx")]
    return by_libreoffice(files, folder / "forced", forced=True)


@pytest.fixture(scope="module")
def opened(folder: Path) -> Mapping[str, Book]:
    """As LibreOffice shows a file by default: it trusts the results that are kept."""
    return by_libreoffice(folder.glob("*-synced.xlsx"), folder / "default", forced=False)


@pytest.mark.parametrize("name", [f"{lang}-{kind}.xlsx" for lang in LANGUAGES
                                  for kind in ("empty", "sample")])  # fmt: skip
def test_kept_results_are_what_programs_compute(
    name: str, folder: Path, recalculated: Mapping[str, Book]
) -> None:
    kept = read(folder / name)

    assert differences(kept, recalculated[name]) == []
    assert differences(kept, by_ironcalc(folder / name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_looks_up_anew_what_the_service_wrote(
    language: Language, opened: Mapping[str, Book]
) -> None:
    """The file keeps the results from before; Today, which is volatile, makes them move."""
    results = compute(sample_content(language, TODAY), language, TODAY, RECORDS)
    book = opened[f"{language}-synced.xlsx"]

    for tab in ("key_results", "objectives", "metrics", "kpi", "review"):
        assert _odd_cells(book, tab, results, language) == []


def differences(kept: Book, computed: Book) -> list[tuple[str, int, int, object, object]]:
    return [
        (sheet, *place, kept[sheet].get(place), computed[sheet].get(place))
        for sheet in kept
        for place in sorted(kept[sheet].keys() | computed[sheet].keys())
        if not _same(kept[sheet].get(place), computed[sheet].get(place))
    ]


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-9
    return one == other


def _odd_cells(
    book: Book, tab: str, results: Results, language: Language
) -> list[tuple[str, int, object, object]]:
    sheet = book[template_layout(language).titles[tab]]
    columns = [column.key for column in TABS[tab].columns]
    odd: list[tuple[str, int, object, object]] = []
    for (of, column, row), value in results.values.items():
        found = sheet.get((row, columns.index(column) + 1)) if of == tab else None
        if of == tab and not _same(_number(value), found):
            odd.append((column, row, value, found))
    return odd


def _number(value: object) -> object:
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return float(value) if isinstance(value, Decimal) else value or None


def _put_records(source: Path, target: Path, records: Records) -> None:
    """The same file with the service's records; all else stays as it is."""
    number = list(TABS).index("_okr") + 1
    rows = "".join(
        f'<row r="{row}">{_cells(row, {"id": id_, **record})}</row>'
        for row, (id_, record) in enumerate(records.items(), 3)
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == f"xl/worksheets/sheet{number}.xml":
                cleared = re.sub(rb'<row r="3".*?</row>', b"", content)
                content = cleared.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(item, content)


def _cells(row: int, record: Mapping[str, object]) -> str:
    letters = template_layout("en").letters["_okr"]
    found = []
    for column in OKR.columns:
        value = _number(record.get(column.key))
        place = f'r="{letters[column.key]}{row}"'
        if isinstance(value, int | float):
            found.append(f"<c {place}><v>{value}</v></c>")
        elif value is not None:
            found.append(f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>')
    return "".join(found)
