"""A synced workbook opened in LibreOffice as people have it shows what the service answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from calculators.engines import Book, Value, by_ironcalc, by_libreoffice
from teams import Nowhere

from sheets_template import write_workbook
from sync.answer import number
from sync.core.notes import by_id, note
from sync.core.schema import KEY_RESULTS, OBJECTIVES
from sync.core.vocabulary import Language
from sync.documents.xlsx import XlsxDocument
from sync.job import Order, Report, Sources, run
from sync.mirror.ingest import ingest
from sync.mirror.meter import MirrorMeter
from sync.sources.crm_export import read_export

pytestmark = pytest.mark.slow
EXAMPLES = Path(__file__).parent.parent / "examples"
EXPORTS: Mapping[str, Language] = {
    "deals-amocrm.csv": "ru", "deals-bitrix24.csv": "ru", "deals-hubspot.csv": "en",
    "deals-salesforce.xlsx": "en",
}  # fmt: skip


@dataclass(frozen=True)
class Synced:
    """A file after one run, and what the run answered."""

    path: Path
    language: Language
    report: Report


@pytest.fixture(scope="module")
def synced(engine, tmp_path_factory: pytest.TempPathFactory) -> list[Synced]:  # type: ignore[no-untyped-def]  # of conftest
    """The sample team after a run today on each export: formulas know no other day. At nine it
    is one day in Moscow, where the team is, and in UTC, which the spreadsheets are told."""
    folder = tmp_path_factory.mktemp("synced")
    now = datetime.now(UTC).replace(hour=9)
    return [_sync(engine, folder / f"{name}.xlsx", language, EXAMPLES / name, now)
           for name, language in EXPORTS.items()]  # fmt: skip


def _sync(engine, path: Path, language: Language, export: Path, now: datetime) -> Synced:  # type: ignore[no-untyped-def]  # of conftest
    write_workbook(path, language, sample=True, today=now.date())
    ingest(engine, f"synced {path.name}", read_export(export, now=now, zone="Europe/Moscow"))
    with MirrorMeter(engine, f"synced {path.name}") as meter:
        sources = Sources({"crm_export": meter})
        order = Order(now, f"okr-{path.stem}", write=True)
        report = run(XlsxDocument(path), lambda *_: sources, Nowhere(), order)
    return Synced(path, language, report)


def test_libreoffice_shows_the_answers_of_the_run(synced: list[Synced], tmp_path: Path) -> None:
    """With its default profile, which trusts the results kept in a file."""
    files = [one.path for one in synced]
    books = by_libreoffice(files, tmp_path, forced=False)

    for one in synced:
        compare(one, books[one.path.name])


def test_ironcalc_shows_the_same(synced: list[Synced]) -> None:
    for one in synced[::2]:
        compare(one, by_ironcalc(one.path))


def compare(one: Synced, book: Book) -> None:
    """Value, score, status and notes beside every row."""
    language = one.language
    sheet = book[KEY_RESULTS.title.of(language)]
    places = _places(sheet, {c.key: c.title.of(language) for c in KEY_RESULTS.columns})
    said = by_id(one.report.found.problems)
    assert len(one.report.found.board.results) > 10
    for result in one.report.found.board.results:
        row = result.line.row.number
        shown = {key: sheet.get((row, column)) for key, column in places.items()}
        assert shown["score"] == near(number(result.score)), result.line
        assert shown["current"] == near(number(result.current)) or result.score is None
        assert shown["status"] == (result.status.title.of(language) if result.status else None)
        assert shown["notes"] == note(said.get(result.line.id, []), language)
    sheet = book[OBJECTIVES.title.of(language)]
    places = _places(sheet, {c.key: c.title.of(language) for c in OBJECTIVES.columns})
    for objective in one.report.found.board.objectives:
        row = objective.line.row.number
        assert sheet.get((row, places["score"])) == near(number(objective.score))
        status = objective.status
        assert sheet.get((row, places["status"])) == (status and status.title.of(language))


def near(value: float | None) -> object:
    return None if value is None else pytest.approx(value)


def _places(sheet: Mapping[tuple[int, int], Value], titles: Mapping[str, str]) -> dict[str, int]:
    found = {value: column for (row, column), value in sheet.items() if row == 1}
    return {key: found[title] for key, title in titles.items()}
