"""Plans: what differs, and that nothing is left after they are applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from builders import snapshot, table
from hypothesis import given
from hypothesis import strategies as st

from sync.core.planning import canonical, make_plan
from sync.core.vocabulary import CellValue, Change, Record, Snapshot

values: st.SearchStrategy[CellValue] = st.one_of(
    st.none(), st.text(max_size=20), st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(), st.booleans(),
)  # fmt: skip
records = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["KR-001", "KR-002", "KR-003", "DOC"]),
                           "value": values, "message": values}),
    max_size=4, unique_by=lambda record: str(record["id"]),
)  # fmt: skip


def applied(document: Snapshot, tables: Mapping[str, Sequence[Record]]) -> Snapshot:
    """The document with these service tabs, its identity kept."""
    written = {tab: table(tab, rows) for tab, rows in tables.items()}
    return Snapshot("okr-1", document.language, {**document.tables, **written})


@given(records, records)
def test_applying_a_plan_leaves_nothing_to_plan(
    current: list[Record], wanted: list[Record]
) -> None:
    before = snapshot(_okr=current, document_id="okr-1")

    plan = make_plan(before, {"_okr": wanted}, (), "okr-1")
    after = applied(before, plan.tables)

    assert not make_plan(after, {"_okr": wanted}, (), "okr-1")


def test_a_change_names_the_id_the_column_and_both_values() -> None:
    before = snapshot(_okr=[{"id": "KR-001", "value": 3}], document_id="okr-1")

    plan = make_plan(before, {"_okr": [{"id": "KR-001", "value": Decimal(5)}]}, (), "okr-1")

    assert plan.changes == (Change("_okr", "KR-001", "value", Decimal(3), Decimal(5)),)


def test_equal_numbers_are_no_change() -> None:
    before = snapshot(_okr=[{"id": "KR-001", "value": Decimal("0.50")}], document_id="okr-1")

    assert not make_plan(before, {"_okr": [{"id": "KR-001", "value": Decimal("0.5")}]}, (), "okr-1")


def test_a_record_that_is_gone_is_one_change() -> None:
    before = snapshot(_okr=[{"id": "KR-001", "value": 3}], document_id="okr-1")

    plan = make_plan(before, {"_okr": []}, (), "okr-1")

    assert plan.changes == (Change("_okr", "KR-001", "id", "KR-001", None),)
    assert plan.tables == {"_okr": ()}


def test_a_tab_that_people_deleted_is_passed_over() -> None:
    whole = snapshot(document_id="okr-1")
    tables = {key: found for key, found in whole.tables.items() if key != "history"}
    before = Snapshot("okr-1", "en", tables)

    plan = make_plan(
        before, {"history": [{"week": date(2026, 11, 23), "id": "KR-001"}]}, (), "okr-1"
    )

    assert not plan


def without_column(tab: str, column: str) -> Snapshot:
    """A document in which people deleted one column of a service tab."""
    whole = snapshot(document_id="okr-1")
    table_ = whole.tables[tab]
    columns = {key: title for key, title in table_.columns.items() if key != column}
    return replace(whole, tables={**whole.tables, tab: replace(table_, columns=columns)})


WEEK: Record = {"week": date(2026, 11, 23), "id": "KR-001", "next_step": "call"}


def test_a_column_that_people_deleted_is_passed_over() -> None:
    before = without_column("history", "next_step")

    plan = make_plan(before, {"history": [WEEK]}, (), "okr-1")

    assert {change.column for change in plan.changes} == {"week", "id"}


def test_rows_that_cannot_be_told_apart_are_left_alone() -> None:
    """Else every run would find its own rows of History unknown, and add them once more."""
    before = without_column("history", "id")

    assert not make_plan(before, {"history": [WEEK]}, (), "okr-1")


def test_a_new_document_gets_its_identity() -> None:
    plan = make_plan(snapshot(), {}, (), "okr-1")

    assert plan.changes == (Change("_okr", "DOC", "document", None, "okr-1"),)


@given(values)
def test_canonical_values_stay_as_they_are(value: CellValue) -> None:
    assert canonical(canonical(value)) == canonical(value)
