"""The whole path over a document in memory."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from teams import KEY_RESULTS, METRICS, NOW, OBJECTIVES, SETTINGS, Places, Team, ToldMeter, sync

from sync.core.choices import Status
from sync.core.grid import Sheet
from sync.core.vocabulary import Cell, CellValue, ErrorValue, Evidence
from sync.documents.memory import MemoryDocument
from sync.errors import DocumentCopiedError, UnsafePlanError
from sync.job import Report

NPS: dict[str, CellValue] = {
    "Key result": "NPS from 35 to 50", "Objective": "O-003", "Result type": "Reach a level",
    "Start value": Decimal(35), "Target": Decimal(50),
}  # fmt: skip


def codes(report: Report, id_: str = "") -> list[str]:
    return [p.code for p in report.found.problems if p.id == id_]


def tab(document: MemoryDocument, title: str) -> Sheet:
    return next(sheet for sheet in document.sheets if sheet.title == title)


def okr(document: MemoryDocument) -> dict[str, dict[str, CellValue]]:
    sheet = tab(document, "_okr")
    titles = [str(cell.value) for cell in sheet.rows[1]]
    rows = [dict(zip(titles, (c.value for c in row), strict=False)) for row in sheet.rows[2:]]
    return {str(row["id"]): row for row in rows if row.get("id")}


def test_first_run_fills_in_values_and_second_finds_nothing_to_do() -> None:
    document = Team().document()

    first, second = sync(document), sync(document)

    assert first.applied
    assert okr(document)["KR-001"]["value"] == Decimal(29)
    assert okr(document)["KR-002"]["value"] == Decimal(31)
    assert not second.plan
    assert document.calls == {"read": 2, "write": 1}


def test_scores_come_from_the_source_and_from_typed_values() -> None:
    report = sync(Team().document())

    found = {r.line.id: (r.score, r.status) for r in report.found.board.results}
    assert found["KR-001"] == (Decimal("0.54"), Status.ON_TRACK)
    assert found["KR-002"] == (Decimal("0.62"), Status.ON_TRACK)
    assert found["KR-003"][0] == Decimal("0.47")
    assert [o.score for o in report.found.board.objectives] == [
        Decimal("0.58"), Decimal("0.47"), Decimal("0.50"),
    ]  # fmt: skip


def test_a_plan_is_shown_without_a_write() -> None:
    document = Team().document()

    report = sync(document, write=False)

    assert report.plan
    assert document.calls["write"] == 0


def test_a_source_that_was_not_read_leaves_the_last_value_and_says_since_when() -> None:
    document = Team().document()
    sync(document)

    report = sync(document, ToldMeter(loaded=False))

    assert okr(document)["KR-001"]["value"] == Decimal(29)
    assert "source-not-read" in codes(report, "KR-001")
    assert report.found.board.results[0].score == Decimal("0.54")


def test_no_data_is_told_and_is_not_zero() -> None:
    report = sync(Team().document(), ToldMeter({"M-002": "31"}))

    assert report.found.board.results[0].score is None
    assert "no-cases" in codes(report, "KR-001")


def test_everything_at_zero_stops_the_run_and_loses_nothing() -> None:
    document = Team().document()
    sync(document)
    broken = ToldMeter({"M-001": None, "M-002": "0"})

    with pytest.raises(UnsafePlanError, match="--force"):
        sync(document, broken)

    assert okr(document)["KR-002"]["value"] == Decimal(31)
    assert sync(document, broken, force=True).applied
    assert okr(document)["KR-002"]["value"] == Decimal(0)


def test_todays_date_in_settings_confirms_the_drop() -> None:
    team = Team()
    document = team.document()
    sync(document)
    settings = tab(document, "Settings")
    row = next(n for n, r in enumerate(settings.rows, 1) if r[0].value == "Confirm drop")
    settings.put(row, 2, Cell((NOW + timedelta(hours=3)).date()))

    assert sync(document, ToldMeter({"M-001": None, "M-002": "0"})).applied


def test_a_new_month_starts_from_zero_rightly() -> None:
    """Metrics of the present month are at zero on its first day, in the middle of a cycle."""
    monthly = [{**metric, "period": "This month"} for metric in METRICS]
    document = Team(metrics=monthly).document()
    last, first = datetime(2026, 10, 31, 9, tzinfo=UTC), datetime(2026, 11, 1, 9, tzinfo=UTC)
    sync(document, ToldMeter({"M-001": "0.29", "M-002": "31"}, as_of=last), now=last)

    report = sync(document, ToldMeter({"M-002": "0"}, as_of=first), now=first)

    assert report.applied
    assert okr(document)["KR-002"]["value"] == Decimal(0)


@pytest.mark.parametrize("title", ["Objectives", "Key results", "Metrics"])
def test_a_tab_without_its_titles_stops_the_run(title: str) -> None:
    """Else its rows were new again once the titles are back, and too early to judge."""
    document = Team().document()
    sync(document)
    head = tab(document, title).rows[0]
    tab(document, title).rows[0] = [Cell() for _ in head]

    with pytest.raises(UnsafePlanError, match=title):
        sync(document)
    tab(document, title).rows[0] = head

    assert not sync(document).plan


def test_half_the_rows_gone_stops_the_run() -> None:
    document = Team().document()
    sync(document)
    rows = tab(document, "Key results").rows
    del rows[1:5]

    with pytest.raises(UnsafePlanError, match="rows are gone"):
        sync(document)


def test_a_copy_is_left_alone_until_it_is_adopted() -> None:
    places, original = Places(), Team().document()
    sync(original, book=places)
    copy = MemoryDocument(original.sheets, address="copy")

    with pytest.raises(DocumentCopiedError, match="--adopt"):
        sync(copy, book=places)
    adopted = sync(copy, book=places, adopt=True, new_id="okr-copy")

    assert adopted.applied
    assert copy.calls["write"] == 1
    assert not sync(copy, book=places, adopt=True, new_id="okr-again").plan


def test_an_overwritten_formula_is_restored_and_told_for_the_day() -> None:
    document = Team().document()
    sync(document)
    sheet = tab(document, "Key results")
    score = next(n for n, c in enumerate(sheet.rows[0], 1) if c.value == "Score")
    before = sheet.cell(2, score)
    sheet.put(2, score, Cell(Decimal("0.9")))

    report = sync(document)

    assert sheet.cell(2, score).formula == before.formula
    assert "formula-restored" in codes(report, "KR-001")
    assert "overwritten with “0.9”" in str(okr(document)["KR-001"]["message"])
    assert not sync(document).plan
    assert "formula-restored" not in codes(sync(document, now=NOW + timedelta(days=1)), "KR-001")


def test_an_inserted_row_gets_id_and_formulas_without_a_word() -> None:
    document = Team().document()
    sync(document)
    sheet = tab(document, "Key results")
    titles = [str(cell.value) for cell in sheet.rows[0]]
    new = NPS | {"Typed value": Decimal(41)}
    sheet.rows.insert(3, [Cell(new.get(title)) for title in titles])

    report = sync(document)

    assert sheet.cell(4, 1).value == "KR-008"
    assert (
        "$A4" in str(sheet.cell(4, titles.index("Score") + 1).formula or "")
        or sheet.cell(4, titles.index("Progress") + 1).formula
    )
    assert "formula-restored" not in codes(report, "KR-008")
    assert not sync(document).plan


def test_a_row_that_appears_later_starts_that_day() -> None:
    document = Team().document()
    sync(document)
    sheet = tab(document, "Key results")
    titles = [str(cell.value) for cell in sheet.rows[0]]
    for title, value in {**NPS, "Typed value": Decimal(36)}.items():
        sheet.put(6, titles.index(title) + 1, Cell(value))

    report = sync(document)

    found = {r.line.id: r.status for r in report.found.board.results}
    assert found["KR-005"] is Status.TOO_EARLY
    assert okr(document)["KR-005"]["first seen"] == NOW.date()


def test_rows_of_another_cycle_keep_what_they_had() -> None:
    old = [{**OBJECTIVES[0], "cycle": "2026-Q3"}, *OBJECTIVES[1:]]
    document = Team().document()
    sync(document)
    aged = Team(objectives=old).document()
    aged.sheets = [s if s.title != "_okr" else tab(document, "_okr") for s in aged.sheets]

    report = sync(aged, ToldMeter({"M-001": "0.5", "M-002": "50"}))

    first = report.found.board.results[0]
    assert first.status is None
    assert okr(aged)["KR-001"]["value"] == Decimal(29)


def test_the_week_is_kept_in_history_and_gives_the_change() -> None:
    document = Team().document()
    sync(document, now=NOW - timedelta(days=7))
    sync(document, ToldMeter({"M-001": "0.31", "M-002": "35"}))

    weeks = [row[0].value for row in tab(document, "History").rows[1:]]
    assert len(set(weeks)) == 2
    assert okr(document)["KR-002"]["change in a week"] == Decimal(4)


def test_a_new_cycle_has_no_week_before() -> None:
    """31 deals of the last quarter and 2 of this one are no loss of 29."""
    document = Team().document()
    last, first = datetime(2026, 12, 28, 9, tzinfo=UTC), datetime(2027, 1, 6, 9, tzinfo=UTC)
    sync(document, ToldMeter({"M-002": "31"}, as_of=last), now=last)
    settings = tab(document, "Settings")
    cycle: dict[str, CellValue] = {"Current cycle": "2027-Q1", "Cycle start": date(2027, 1, 1),
             "Cycle end": date(2027, 3, 31)}  # fmt: skip
    for number, row in enumerate(settings.rows, 1):
        if row[0].value in cycle:
            settings.put(number, 2, Cell(cycle[str(row[0].value)]))

    sync(document, ToldMeter({"M-002": "2"}, as_of=first), now=first)

    assert okr(document)["KR-002"]["value"] == Decimal(2)
    assert okr(document)["KR-002"]["change in a week"] is None


@pytest.mark.parametrize(
    ("plan", "expected"),
    [(Cell(Decimal("1.2"), percent=True), "0.29"), (Cell(Decimal("0.35")), "0.29"),
     (Cell(Decimal(35)), "29")],
)  # fmt: skip
def test_a_rate_stands_in_the_scale_of_its_plan(plan: Cell, expected: str) -> None:
    kpi = {"id": "K-001", "title": "Share", "plan": plan, "metric": "M-001 · Enterprise share"}
    document = Team(kpi=[kpi]).document()

    sync(document)

    assert okr(document)["K-001"]["value"] == Decimal(expected)


def test_an_error_in_one_row_never_stops_the_others() -> None:
    spoiled = [{**KEY_RESULTS[0], "target": "a lot"}, *KEY_RESULTS[1:]]

    report = sync(Team(key_results=spoiled).document())

    assert "not-a-number" in codes(report, "KR-001")
    assert [r.score is None for r in report.found.board.results] == [True, False, False, False]
    assert report.has_errors


def test_a_metric_that_names_nothing_known_is_told_at_its_key_result() -> None:
    """The last value stays, as it does for an error in the metric's own cells; no score is given
    for it."""
    document = Team().document()
    sync(document)
    metrics = tab(document, "Metrics")
    titles = [cell.value for cell in metrics.rows[0]]
    metrics.put(2, titles.index("Pipeline") + 1, Cell("Nowhere"))

    report = sync(document)

    assert "pipeline-unknown" in codes(report, "M-001")
    assert "metric-broken" in codes(report, "KR-001")
    assert report.found.board.results[0].score is None
    assert okr(document)["KR-001"]["value"] == Decimal(29)
    assert not sync(document).plan


def test_a_rate_without_a_start_is_offered_the_last_period() -> None:
    bare = [{k: v for k, v in KEY_RESULTS[0].items() if k != "start"}, *KEY_RESULTS[1:]]
    document = Team(key_results=bare).document()

    sync(document)

    assert "29 %" in str(okr(document)["KR-001"]["message"])


DEAL = Evidence("77", "Vector", "", date(2026, 10, 20), Decimal(500), counted=True, reason="")
WITH_DEAL: dict[str, str | None] = {"M-001": "0.29", "M-002": "31"}


def deals_shown(document: MemoryDocument) -> list[tuple[CellValue, ...]]:
    """Metric, title and amount of every deal in Evidence."""
    rows = [[cell.value for cell in row] for row in tab(document, "Evidence").rows[1:]]
    return [(str(row[0])[:5], row[3], row[5]) for row in rows if len(row) > 1 and row[1]]


def test_names_are_hidden_from_evidence_that_stays_too() -> None:
    """The source is not read in the run after the setting was changed."""
    document = Team().document()
    sync(document, ToldMeter(WITH_DEAL, records=(DEAL,)))
    settings = tab(document, "Settings")
    row = next(n for n, r in enumerate(settings.rows, 1) if r[0].value == "Hide names and amounts")
    settings.put(row, 2, Cell("Yes"))

    sync(document, ToldMeter(loaded=False))

    assert deals_shown(document) == [("M-001", None, None), ("M-002", None, None)]


def test_evidence_of_a_value_that_stays_stays() -> None:
    """A metric whose row has an error keeps its last value, and the deals behind it."""
    document = Team().document()
    told = ToldMeter(WITH_DEAL, records=(DEAL,))
    sync(document, told)
    metrics = tab(document, "Metrics")
    titles = [cell.value for cell in metrics.rows[0]]
    metrics.put(2, titles.index("What to count") + 1, Cell("Magic"))

    sync(document, told)

    assert okr(document)["M-001"]["value"] == Decimal("0.29")
    assert deals_shown(document) == [("M-001", "Vector", 500), ("M-002", "Vector", 500)]
    assert not sync(document, told).plan


def test_a_broken_link_is_told_once() -> None:
    spoiled = [{**KEY_RESULTS[2], "objective": ErrorValue("#REF!")}]

    report = sync(Team(key_results=spoiled).document())

    assert codes(report, "KR-003").count("value-ignored") == 1


def test_doubled_metrics_objectives_and_kpi_are_told() -> None:
    kpi = {"id": "K-001", "title": "Plan fulfilment", "plan": 100, "typed": 80}
    team = Team([*OBJECTIVES, OBJECTIVES[0]], metrics=[*METRICS, METRICS[1]], kpi=[kpi, kpi])

    report = sync(team.document(), write=False)

    for id_ in ("O-001", "M-002", "K-001"):
        assert codes(report, id_).count("row-doubled") == 1, id_
    assert "metric-broken" in codes(report, "KR-002")


def test_an_error_value_in_a_title_is_told_as_such() -> None:
    rows = [{**KEY_RESULTS[0], "title": ErrorValue("#REF!")}, *KEY_RESULTS[1:]]

    report = sync(Team(key_results=rows).document(), write=False)

    assert "formula-error" in codes(report, "KR-001")
    assert "title-missing" not in codes(report, "KR-001")
    assert report.found.board.results[0].line.title == ""


def test_one_metric_with_another_filter_may_fall_to_zero() -> None:
    """Records near by show that the source itself is there."""
    team = Team(key_results=KEY_RESULTS[1:], metrics=METRICS[1:])
    document = team.document()
    sync(document)

    assert sync(document, ToldMeter({"M-002": "0"}, near=50)).applied


def test_one_metric_whose_source_is_empty_stops() -> None:
    document = Team(key_results=KEY_RESULTS[1:], metrics=METRICS[1:]).document()
    sync(document)

    with pytest.raises(UnsafePlanError):
        sync(document, ToldMeter({"M-002": "0"}, near=0))


def test_a_mistyped_metric_keeps_the_value_until_it_is_mended() -> None:
    document = Team().document()
    sync(document)
    sheet = tab(document, "Key results")
    place = [cell.value for cell in sheet.rows[0]].index("Metric") + 1
    sheet.put(3, place, Cell("M-077 · Nothing"))

    report = sync(document)

    assert "metric-unknown" in codes(report, "KR-002")
    assert okr(document)["KR-002"]["value"] == Decimal(31)


def test_history_ends_with_the_cycle() -> None:
    document = Team(settings={**SETTINGS, "end": date(2026, 11, 24)}).document()

    for days in (0, 7, 14, 21):
        sync(document, now=NOW + timedelta(days=days))

    weeks = {row[0].value for row in tab(document, "History").rows[1:]}
    assert weeks == {date(2026, 11, 23), date(2026, 11, 30)}


def test_a_total_of_the_last_cycle_is_not_shown_in_the_next() -> None:
    """31 deals of the fourth quarter are no start into the first; a share is."""
    document = Team().document()
    sync(document)
    settings = tab(document, "Settings")
    for title, day in (("Cycle start", date(2027, 1, 1)), ("Cycle end", date(2027, 3, 31))):
        row = next(n for n, r in enumerate(settings.rows, 1) if r[0].value == title)
        settings.put(row, 2, Cell(day))

    report = sync(document, ToldMeter(loaded=False), now=datetime(2027, 1, 20, 9, tzinfo=UTC))

    assert "source-last-cycle" in codes(report, "KR-002")
    assert report.found.board.results[1].current is None
    assert report.found.board.results[0].current == Decimal(29)
    again = sync(document, ToldMeter(loaded=False), now=datetime(2027, 1, 20, 10, tzinfo=UTC))
    assert not again.plan
