"""What of a report is kept, all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from books import Shelf
from sqlalchemy import Engine, select
from teams import METRICS, NOW, SETTINGS, Team, ToldMeter, sync

from sync.core.vocabulary import Evidence
from sync.job import Report
from sync.store import tables
from sync.store.documents import document_of, documents_of, keep_tabs, tabs_at
from sync.store.evidence import evidence_of, readings_by_metric
from sync.store.keeping import keep_report
from sync.store.results import results_by_document, results_of
from sync.store.running import Start, start_run
from sync.store.shown import shown_of

RECORDS = (
    Evidence("101", "Alpha", "https://crm.example.com/101", date(2026, 10, 5), Decimal("1250.50"),
             True, ""),
    Evidence("102", "Beta", "", None, None, False, "no_amount"),
)  # fmt: skip
READ = {"M-001": "0.29", "M-002": "31"}


def meter(**told: object) -> ToldMeter:
    return ToldMeter(**{"values": dict(READ), "records": RECORDS, **told})  # type: ignore[arg-type]  # fields of the meter


def test_the_document_says_what_it_is(engine: Engine) -> None:
    sync(Team().document(), book=Shelf(engine), new_id="keep-document")

    found = document_of(engine, "keep-document")

    assert found is not None
    assert (found.team, found.cycle, found.zone) == ("B2B", "2026-Q4", "Europe/Moscow")
    assert (found.starts, found.ends) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (found.language, found.title, found.synced is not None) == ("en", "memory", True)
    assert found.level in {"ok", "advice"}
    assert found in documents_of(engine)


def test_a_document_without_dates_has_none(engine: Engine) -> None:
    settings = {**SETTINGS, "start": None, "end": None}
    sync(Team(settings=settings).document(), book=Shelf(engine), new_id="keep-dateless")

    found = document_of(engine, "keep-dateless")

    assert found is not None
    assert (found.starts, found.ends, found.level) == (None, None, "error")


def test_results_come_back_as_the_run_found_them(engine: Engine) -> None:
    report = sync(Team().document(), book=Shelf(engine), new_id="keep-results")

    kept = results_of(engine, "keep-results")

    board = report.found.board
    assert [(o.id, o.score, o.total) for o in kept.objectives] == [
        (o.line.id, o.score, o.total) for o in board.objectives
    ]
    assert [(k.id, k.current, k.score, k.status) for k in kept.key_results] == [
        (r.line.id, r.current, r.score, r.status.key if r.status else "") for r in board.results
    ]
    assert kept.problems == report.found.problems
    assert [(m.id, m.value, m.calculation) for m in kept.metrics] == [
        ("M-001", Decimal("0.29"), "revenue_share"), ("M-002", Decimal(31), "won_deals"),
    ]  # fmt: skip
    assert results_by_document(engine)["keep-results"] == kept


def test_a_broken_row_is_kept_without_a_score(engine: Engine) -> None:
    broken = [{"id": "KR-001", "title": "Win rate of 30 %", "objective": "O-001", "target": 30,
               "type": "Reach a level", "start": "about 20"}]  # fmt: skip
    sync(Team(key_results=broken).document(), book=Shelf(engine), new_id="keep-broken")

    (found,) = results_of(engine, "keep-broken").key_results

    assert (found.sound, found.score, found.objective) == (False, None, "O-001")


def test_evidence_is_kept_with_its_true_totals(engine: Engine) -> None:
    sync(Team().document(), meter(), Shelf(engine), new_id="keep-evidence")

    found = evidence_of(engine, "keep-evidence", "M-002")

    assert found is not None
    assert (found.counted, found.not_counted, found.value) == (31, 89, Decimal(31))
    assert found.records == RECORDS
    assert found.moment == NOW
    assert set(readings_by_metric(engine, "keep-evidence")) == {"M-001", "M-002"}
    assert evidence_of(engine, "keep-evidence", "M-404") is None


def test_a_metric_that_could_not_be_read_keeps_its_evidence_and_one_that_is_gone_loses_it(
    engine: Engine,
) -> None:
    shelf = Shelf(engine)
    sync(Team().document(), meter(), shelf, new_id="keep-gone")

    silent = meter(loaded=False)
    sync(Team(metrics=METRICS[:1]).document(), silent, shelf, new_id="keep-gone")

    assert list(readings_by_metric(engine, "keep-gone")) == ["M-001"]


def test_hidden_names_are_not_kept_and_those_kept_before_are_wiped(engine: Engine) -> None:
    shelf = Shelf(engine)
    sync(Team().document(), meter(), shelf, new_id="keep-hidden")
    hiding = Team(settings={**SETTINGS, "hide_names": "Yes"})

    sync(hiding.document(), meter(loaded=False), shelf, new_id="keep-hidden")
    wiped = evidence_of(engine, "keep-hidden", "M-002")
    sync(hiding.document(), meter(), shelf, new_id="keep-hidden")
    fresh = evidence_of(engine, "keep-hidden", "M-002")

    for found in (wiped, fresh):
        assert found is not None
        assert [(item.record, item.title, item.amount) for item in found.records] == [
            ("101", "", None), ("102", "", None),
        ]  # fmt: skip


def test_readings_are_kept_by_run_to_the_last_digit(engine: Engine) -> None:
    told = meter(values={"M-001": "0.2900000000000000000001", "M-002": None})
    with start_run(engine, Start("memory", "keep-readings", "x", "cli")) as opened:
        sync(Team().document(), told, Shelf(engine, opened.run), new_id="keep-readings")

    with engine.connect() as connection:
        rows = connection.execute(
            select(tables.readings.c.metric, tables.readings.c.value, tables.readings.c.as_of)
            .where(tables.readings.c.run == opened.run)
            .order_by(tables.readings.c.metric)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("M-001", Decimal("0.2900000000000000000001"), NOW), ("M-002", None, NOW),
    ]  # fmt: skip


def test_a_document_that_lost_okr_gets_its_last_values_back(engine: Engine) -> None:
    document, shelf = Team().document(), Shelf(engine)
    before = sync(document, meter(), shelf, new_id="keep-shown")
    tab = next(sheet for sheet in document.sheets if sheet.title == "_okr")
    assert shown_of(engine, "keep-shown") == before.wanted["_okr"]
    del tab.rows[2:]

    later = NOW + timedelta(days=1)
    report = sync(document, meter(loaded=False), shelf, later, new_id="keep-shown")

    values = {record["id"]: record.get("value") for record in report.wanted["_okr"]}
    assert values["M-002"] == Decimal(31)


def test_a_report_is_kept_whole_or_not_at_all(engine: Engine) -> None:
    shelf = Shelf(engine)
    report = sync(Team().document(), book=shelf, new_id="keep-whole")
    before = (results_of(engine, "keep-whole"), document_of(engine, "keep-whole"))
    broken: Report = replace(report, wanted={"history": report.wanted["history"]})

    with pytest.raises(KeyError):
        keep_report(engine, "keep-whole", Team().document(), broken)

    assert (results_of(engine, "keep-whole"), document_of(engine, "keep-whole")) == before


def test_a_document_is_reminded_of_its_tabs(engine: Engine) -> None:
    document = Team().document()
    document.address = "https://sheets.example.com/keep-tabs"
    sync(document, book=Shelf(engine), new_id="keep-tabs")

    keep_tabs(engine, document.address, {"key_results": 7, "_okr": 9})
    sync(document, book=Shelf(engine), new_id="keep-tabs")

    assert tabs_at(engine, document.address) == {"key_results": 7, "_okr": 9}
    assert tabs_at(engine, "elsewhere") == {}
