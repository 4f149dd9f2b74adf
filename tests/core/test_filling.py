"""Documents that do not compute get what the formulas would show, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from builders import cell as cell_of
from teams import KEY_RESULTS, Places, Team, ToldMeter, sync

from sync.core.grid import Sheet
from sync.core.schema import TABS
from sync.core.settings import current_cycle
from sync.core.vocabulary import EMPTY, Cell, Evidence, Plan, Row, Snapshot, Table
from sync.documents.memory import MemoryDocument

RECORDS = (
    Evidence("501", "Globex, rollout", "", date(2026, 10, 12), Decimal(350000), True, ""),
    Evidence("502", "Initech", "", date(2026, 10, 5), None, False, "no_amount"),
)  # fmt: skip
KPI = ({"id": "K-001", "title": "Revenue", "plan": 200, "typed": 150},)


class Still(MemoryDocument):
    """A document whose formulas nobody computes."""

    live = False
    plan: Plan = Plan(())

    def read(self) -> Snapshot:
        """With a column for evidence, which no grid has."""
        snapshot = super().read()
        metrics = snapshot.tables["metrics"]
        metrics = replace(metrics, columns={**metrics.columns, "evidence": "Evidence"})
        return replace(snapshot, tables={**snapshot.tables, "metrics": metrics})

    def apply(self, plan: Plan) -> None:
        self.plan = plan


def planned(team: Team, told: ToldMeter | None = None) -> dict[tuple[str, str], object]:
    """Id and column of each value to fill in → the value."""
    report = sync(Still(team.sheets()), told, Places())
    return {(change.id, change.column): change.after for change in report.plan.changes}


def test_key_results_get_their_numbers() -> None:
    filled = planned(Team())

    assert filled["KR-003", "current"] == Decimal(38)
    assert filled["KR-003", "score"] == Decimal("0.47")
    assert filled["KR-001", "crm"] == Decimal(29)
    assert filled["KR-001", "as_of"] == date(2026, 11, 23)
    assert filled["KR-001", "status"] == "On track"
    assert filled["O-002", "coverage"] == "1 of 1"
    assert filled["", "last_sync"] == date(2026, 11, 23)


def test_shares_have_no_endless_digits() -> None:
    """Notion shows whatever digits there are."""
    report = sync(Still(Team().sheets()))

    shares = {c.id: c.after for c in report.plan.changes if c.column == "progress"}
    weeks = {str(row["id"]): row["progress"] for row in report.plan.tables["history"]}
    assert shares["KR-003"] == weeks["KR-003"] == Decimal("0.4667")


def test_a_property_of_days_gets_nothing_else() -> None:
    """A formula repeats whatever is typed under "Checked on"."""
    typed = [{**row, "checked_on": "soon"} for row in KEY_RESULTS]

    filled = planned(Team(key_results=typed))

    assert ("KR-003", "as_of") not in filled
    assert filled["KR-001", "as_of"] == date(2026, 11, 23)


def test_only_weekly_rows_are_tabs_of_their_own() -> None:
    report = sync(Still(Team().sheets()))

    assert set(report.plan.tables) == {"history"}
    assert {change.place for change in report.plan.changes} == {
        "settings", "objectives", "key_results", "metrics", "history", "_okr",
    }  # fmt: skip


def test_every_value_says_in_which_row_it_belongs() -> None:
    report = sync(Still(Team(kpi=KPI).sheets()))

    rows = [c for c in report.plan.changes if c.place not in ("history", "settings", "_okr")]
    assert all(change.row > 0 for change in rows)
    assert planned(Team(kpi=KPI))["K-001", "attainment"] == Decimal("0.75")


def test_the_evidence_of_a_metric_is_a_text_of_its_row() -> None:
    told = ToldMeter({"M-001": "0.29", "M-002": "31"}, records=RECORDS)

    said = planned(Team(), told)["M-001", "evidence"]

    assert str(said).splitlines() == [
        "Counted 31, not counted 89; listed here: 2",
        "✓ Globex, rollout · 2026-10-12 · 350,000",
        "✗ Initech · 2026-10-05 · no amount",
        "All of them: /documents/okr-new/metrics/M-001",
    ]


def test_a_cycle_has_a_row_of_settings_and_today_chooses() -> None:
    rows = tuple(
        Row(number, {"start": Cell(start), "end": Cell(end), "cycle": Cell(name)})
        for number, (name, start, end) in enumerate(
            [
                ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
                ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
                ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
            ],
            1,
        )
    )
    snapshot = Snapshot("", "en", {"settings": Table("settings", "Settings", {}, rows)})

    def chosen(day: date) -> object:
        return current_cycle(snapshot, day).tables["settings"].rows[0].value("cycle")

    assert chosen(date(2026, 12, 31)) == "2026-Q4"
    assert chosen(date(2026, 8, 1)) == "2026-Q3"
    assert chosen(date(2027, 5, 1)) == "2027-Q1"
    assert chosen(date(2026, 1, 1)) == "2026-Q3"


def test_values_in_rows_outlive_a_service_that_forgot_everything() -> None:
    """Nothing is known and the source fails: what stands in the row stays."""
    team = Team()
    shown = [{**row, "crm": 29, "as_of": date(2026, 11, 20)} if "metric" in row else row
             for row in team.key_results]  # fmt: skip
    report = sync(Still(plain(replace(team, key_results=shown))), ToldMeter(loaded=False))

    cells = {(c.id, c.column): c for c in report.plan.changes}
    assert ("KR-001", "crm") not in cells
    assert cells["KR-001", "current"].after == Decimal(29)


def test_rows_of_a_forgotten_document_are_not_taken_for_new_ones() -> None:
    """One with a value from the CRM does not make the others look as if they appeared today."""
    shown = [{**row, "crm": 29, "as_of": date(2026, 11, 20)} if "metric" in row else row
             for row in Team().key_results]  # fmt: skip
    team = Team(key_results=shown)
    fresh = planned(Team())

    report = sync(Still(plain(team)))

    filled = {(c.id, c.column): c.after for c in report.plan.changes}
    assert filled["KR-003", "status"] == fresh["KR-003", "status"] == "On track"
    assert filled["KR-003", "pace"] == fresh["KR-003", "pace"]


def plain(team: Team) -> list[Sheet]:
    """The document with values where formulas would be."""
    sheets = team.sheets()
    for sheet in sheets:
        for line, column, cell in [*sheet.filled()]:
            if cell.formula is not None:
                sheet.put(line, column, EMPTY)
    keys = [column.key for column in TABS["key_results"].columns]
    for number, row in enumerate(team.key_results, 2):
        for key in ("crm", "as_of"):
            if key in row:
                place = next(s for s in sheets if s.title == "Key results")
                place.put(number, keys.index(key) + 1, cell_of(row[key]))
    return sheets
