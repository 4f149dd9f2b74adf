"""The weeks of a document: taken over from its tab, added to, never changed once closed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from books import Shelf
from sqlalchemy import Engine
from teams import NOW, Team, sync

from sync.core.board import ObjectiveResult
from sync.core.vocabulary import Record
from sync.documents.memory import MemoryDocument
from sync.store.history import history_of, keep_history, objective_weeks

FIRST, SECOND = date(2026, 11, 16), date(2026, 11, 23)


def row(week: date | None, id_: str = "KR-001", value: str = "1") -> Record:
    return {"week": week, "id": id_, "title": "Deals", "value": Decimal(value)}


def keep(engine: Engine, document: str, *rows: Record) -> None:
    nothing: tuple[ObjectiveResult, ...] = ()
    with engine.begin() as connection:
        keep_history(connection, document, rows, nothing)


def test_a_document_nobody_saw_has_no_weeks(engine: Engine) -> None:
    assert history_of(engine, "history-never") == ()


def test_all_weeks_are_taken_over_when_none_is_kept(engine: Engine) -> None:
    keep(engine, "history-new", row(SECOND), row(FIRST), row(SECOND, "KR-002"))

    found = history_of(engine, "history-new")

    assert found == (row(FIRST), row(SECOND), row(SECOND, "KR-002"))


def test_this_week_is_renewed_and_earlier_ones_stay(engine: Engine) -> None:
    keep(engine, "history-week", row(FIRST, value="1"))
    keep(engine, "history-week", row(FIRST, value="1"), row(SECOND, value="2"))

    keep(engine, "history-week", row(FIRST, value="99"), row(SECOND, value="3"))

    assert history_of(engine, "history-week") == (row(FIRST, value="1"), row(SECOND, value="3"))


def test_a_clock_that_ran_back_changes_nothing(engine: Engine) -> None:
    keep(engine, "history-back", row(FIRST, value="1"), row(SECOND, value="2"))

    keep(engine, "history-back", row(FIRST, value="99"))

    assert history_of(engine, "history-back") == (row(FIRST, value="1"), row(SECOND, value="2"))


def test_doubled_rows_and_rows_without_a_day_are_kept_as_they_stand(engine: Engine) -> None:
    """So that what the tab held at first contact is not a difference at the second run."""
    rows = (row(None, "typed by hand"), row(FIRST), row(FIRST, value="2"))

    keep(engine, "history-odd", *rows)

    assert history_of(engine, "history-odd") == rows


def test_a_lost_tab_comes_back_from_what_is_kept(engine: Engine) -> None:
    document, shelf = Team().document(), Shelf(engine)
    sync(document, book=shelf, new_id="history-lost")
    tab = next(sheet for sheet in document.sheets if sheet.title == "History")
    full = [list(line) for line in tab.rows]
    del tab.rows[1:]

    report = sync(document, book=shelf, new_id="unused")

    assert {change.place for change in report.plan.changes} == {"history"}
    assert [line[:8] for line in tab.rows] == [line[:8] for line in full]


def test_the_next_week_adds_rows_and_the_second_run_finds_nothing(engine: Engine) -> None:
    document, shelf = Team().document(), Shelf(engine)
    sync(document, book=shelf, new_id="history-two")

    sync(document, book=shelf, now=NOW + timedelta(days=7))
    again = sync(document, book=shelf, now=NOW + timedelta(days=7))

    assert not again.plan
    weeks = {record["week"] for record in history_of(engine, "history-two")}
    assert weeks == {date(2026, 11, 23), date(2026, 11, 30)}


def test_scores_of_objectives_are_kept_week_by_week(engine: Engine) -> None:
    document, shelf = Team().document(), Shelf(engine)

    sync(document, book=shelf, new_id="history-goals")
    sync(document, book=shelf, now=NOW + timedelta(days=7))

    found = [(str(record["id"]), record["week"]) for record in
             objective_weeks(engine, "history-goals")]  # fmt: skip
    ids = ["O-001", "O-002", "O-003"]
    assert found == [(id_, day) for day in (SECOND, date(2026, 11, 30)) for id_ in ids]
    scores = [record["score"] for record in objective_weeks(engine, "history-goals")]
    assert all(isinstance(score, Decimal) for score in scores)


def test_weeks_typed_into_the_tab_are_taken_over_by_a_new_database(engine: Engine) -> None:
    first = Team().document()
    sync(first, new_id="history-moved")
    moved = MemoryDocument(first.sheets)

    report = sync(moved, book=Shelf(engine), now=NOW + timedelta(days=7))

    assert report.plan
    weeks = [record["week"] for record in history_of(engine, "history-moved")]
    assert weeks.count(SECOND) == weeks.count(date(2026, 11, 30)) == 4
