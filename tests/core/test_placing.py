"""From plans to cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from documents.grids import find, make_sheets
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.core.grid import Sheet
from sync.core.placing import Patch, place
from sync.core.schema import OKR, SERVICE_TABS, TABS, Writer
from sync.core.vocabulary import Cell, CellValue, Change, Formula, Plan, Record

OKR_TABLE: dict[str, tuple[Record, ...]] = {
    "_okr": (
        {"id": "KR-001", "kind": "row", "value": Decimal("0.5"), "as_of": date(2026, 10, 12)},
        {"id": "DOC", "message": "✓"},
    )
}


def patch_of(plan: Plan, sheets: list[Sheet], title: str) -> Patch:
    return next(patch for patch in place(plan, sheets).patches if patch.title == title)


def test_only_cells_that_differ_are_written() -> None:
    patch = patch_of(Plan((), OKR_TABLE, "doc-1"), make_sheets(), "_okr")

    assert patch.cells == {(3, 3): Decimal("0.5"), (4, 1): "DOC", (4, 7): "✓"}
    assert patch.first_record == 3


def test_records_that_are_gone_are_cleared_cell_by_cell() -> None:
    patch = patch_of(Plan((), {"history": ()}), make_sheets(), "History")

    assert patch.cells == {
        (row, column): None for row in (2, 3) for column in (1, 2, 5)
    }  # fmt: skip


def test_true_is_not_one() -> None:
    sheets = make_sheets()
    find(sheets, "_okr").put(3, 3, Cell(True))

    cells = patch_of(
        Plan((), {"_okr": ({"id": "KR-001", "value": Decimal(1)},)}), sheets, "_okr"
    ).cells

    assert cells[3, 3] == Decimal(1)


def test_the_document_takes_its_identity() -> None:
    patch = patch_of(Plan((), {}, "doc-2"), make_sheets(), "_okr")

    assert patch.cells == {(1, 4): "doc-2"}


def test_a_later_schema_version_is_kept() -> None:
    sheets = make_sheets()
    sheet = find(sheets, "_okr")
    sheet.put(1, 2, Cell(Decimal(9)))

    assert patch_of(Plan((), {}, "doc-2"), sheets, "_okr").cells == {(1, 4): "doc-2"}


def test_a_new_tab_of_the_service_has_marker_titles_and_records() -> None:
    sheets = [sheet for sheet in make_sheets() if sheet.title != "_okr"]

    patch = patch_of(Plan((), OKR_TABLE, "doc-1"), sheets, "_okr")

    assert patch.sheet is None
    assert [patch.cells[1, n] for n in range(1, 5)] == ["schema", Decimal(1), "document", "doc-1"]
    assert [patch.cells[2, n] for n in range(1, 13)] == [c.title.en for c in OKR.columns]
    assert patch.cells[4, 1] == "DOC"


def test_columns_are_found_by_title() -> None:
    sheets = make_sheets()
    for line in find(sheets, "_okr").rows:
        line.insert(0, Cell("mine"))

    patch = patch_of(Plan((), OKR_TABLE, "doc-1"), sheets, "_okr")

    assert patch.cells == {(3, 4): Decimal("0.5"), (4, 2): "DOC", (4, 8): "✓"}


def test_a_change_without_a_place_is_lost() -> None:
    sheets = [sheet for sheet in make_sheets() if sheet.title != "KPI"]
    gone = Change("kpi", "K-001", "id", None, "K-001", 2)
    header = Change("key_results", "KR-001", "id", None, "KR-001", 1)

    assert place(Plan((gone, header)), sheets).lost == (gone, header)


def test_changes_that_only_inform_have_no_place() -> None:
    shown = Change("key_results", "KR-001", "crm", None, Decimal(1))
    identity = Change("_okr", "DOC", "document", None, "doc-1")

    placement = place(Plan((shown, identity)), make_sheets())

    assert (placement.patches, placement.lost, placement.foreign) == ((), (), ())


VALUES: st.SearchStrategy[CellValue | Formula] = st.one_of(
    st.none(), st.text(max_size=5), st.integers(0, 9).map(Decimal), st.just(Formula("1")),
    st.booleans(),
)  # fmt: skip
CHANGES = st.builds(
    Change, place=st.sampled_from([*TABS, "nowhere"]), id=st.just("x"),
    column=st.sampled_from(sorted({c.key for tab in TABS.values() for c in tab.columns})),
    before=st.none(), after=VALUES, row=st.integers(-2, 9),
)  # fmt: skip


SHEETS = make_sheets()


@settings(max_examples=1000, deadline=None)
@given(st.lists(CHANGES, max_size=8))
def test_no_plan_places_anything_into_a_cell_of_people(changes: list[Change]) -> None:
    """Either the whole plan is refused, or its cells are ids, formulas and service tabs."""
    placement = place(Plan(tuple(changes), OKR_TABLE, "doc-1"), SHEETS)

    allowed = {
        (tab.title.en, place_): writer
        for tab in TABS.values()
        for place_, writer in enumerate((c.writer for c in tab.columns), 1)
    }
    for patch in placement.patches if not placement.foreign else ():
        for (row, column), value in patch.cells.items():
            name = (patch.title, row if patch.title == "Settings" else column)
            expected = {Writer.SERVICE: str, Writer.FORMULA: Formula}.get(allowed[name])
            in_service_tab = patch.title in (TABS[key].title.en for key in SERVICE_TABS)
            assert in_service_tab or (expected and isinstance(value, expected))
