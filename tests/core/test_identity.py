"""Which row is which, whatever people do to ids."""

from __future__ import annotations

import pytest
from builders import snapshot
from hypothesis import given
from hypothesis import strategies as st

from sync.core.identity import canonical_id, fingerprint, identify
from sync.core.vocabulary import Snapshot


def record(id_: str, title: str) -> dict[str, object]:
    return {"id": id_, "fingerprint": fingerprint(title)}


def ids(document: Snapshot) -> list[tuple[str, str]]:
    return [(line.id, line.title) for line in identify(document).lines["key_results"]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("KR-001", "KR-001"),
        (" kr-1 ", "KR-001"),
        ("КР-007", "KR-007"),
        ("KR-1200", "KR-1200"),
        ("O-001", ""),
        ("KR-", ""),
        ("KR-001 · title", ""),
        ("7", ""),
        (None, ""),
    ],
)
def test_ids_are_read_as_people_spoil_them(typed: str | None, expected: str) -> None:
    assert canonical_id(typed, "KR") == expected


def test_new_rows_get_ids_above_all_that_were_ever_used() -> None:
    document = snapshot(
        [{"id": "KR-002", "title": "A"}, {"title": "B"}, {"title": "C"}],
        _okr=[record("KR-009", "Gone")],
        history=[{"id": "KR-011"}],
    )

    assert ids(document) == [("KR-002", "A"), ("KR-012", "B"), ("KR-013", "C")]
    assert [change.after for change in identify(document).changes] == ["KR-012", "KR-013"]


def test_prepared_rows_keep_their_ids_for_later() -> None:
    document = snapshot([{"id": "KR-001", "title": "A"}, {"id": "KR-002"}, {"title": "B"}])

    assert ids(document) == [("KR-001", "A"), ("KR-003", "B")]


def test_a_copied_row_gets_its_own_id_once_its_text_differs() -> None:
    known = [record("KR-001", "Share of enterprise")]
    copied = snapshot(
        [
            {"id": "KR-001", "title": "Share of SMB"},
            {"id": "KR-001", "title": "Share of enterprise"},
        ],
        _okr=known,
    )

    assert ids(copied) == [("KR-002", "Share of SMB"), ("KR-001", "Share of enterprise")]


def test_identical_copies_share_their_id_for_now() -> None:
    copied = snapshot(
        [{"id": "KR-001", "title": "A"}, {"id": "KR-001", "title": "A"}],
        _okr=[record("KR-001", "A")],
    )

    found = identify(copied)

    assert found.doubled == {"KR-001"}
    assert not found.changes


def test_without_a_fingerprint_the_topmost_copy_keeps_the_id() -> None:
    copied = snapshot([{"id": "KR-001", "title": "A"}, {"id": "KR-001", "title": "B"}])

    assert ids(copied) == [("KR-001", "A"), ("KR-002", "B")]


@pytest.mark.parametrize("typed", [None, "oops", "12"])
def test_an_overwritten_id_is_restored_by_the_text(typed: str | None) -> None:
    document = snapshot([{"id": typed, "title": "Churn"}], _okr=[record("KR-005", "Churn")])

    assert ids(document) == [("KR-005", "Churn")]


def test_an_id_is_never_restored_beside_the_row_that_bears_it() -> None:
    document = snapshot(
        [{"title": "Churn"}, {"id": "KR-005", "title": "Churn"}], _okr=[record("KR-005", "Churn")]
    )

    assert sorted(id_ for id_, _ in ids(document)) == ["KR-005", "KR-006"]


def test_texts_sorted_without_their_ids_are_noticed() -> None:
    known = [record("KR-001", "A"), record("KR-002", "B"), record("KR-003", "C")]
    rows = [{"id": "KR-001", "title": "B"}, {"id": "KR-002", "title": "C"},
            {"id": "KR-003", "title": "A"}]  # fmt: skip

    assert identify(snapshot(rows, _okr=known)).shuffled == ("KR-001", "KR-002", "KR-003")


def test_a_new_title_is_no_shuffle() -> None:
    known = [record("KR-001", "A"), record("KR-002", "B")]
    rows = [{"id": "KR-001", "title": "Quite new"}, {"id": "KR-002", "title": "B"}]

    assert identify(snapshot(rows, _okr=known)).shuffled == ()


@given(st.permutations(list(range(6))))
def test_sorting_whole_rows_changes_nothing(order: list[int]) -> None:
    rows = [{"id": f"KR-{n:03d}", "title": f"Result {n}"} for n in range(1, 7)]
    known = [record(str(row["id"]), str(row["title"])) for row in rows]

    found = identify(snapshot([rows[n] for n in order], _okr=known))

    assert not found.changes
    assert not found.shuffled


@given(st.lists(st.tuples(st.sampled_from(["", "KR-001", "KR-002", "kr-3", "x"]),
                          st.sampled_from("ABC")), max_size=8))  # fmt: skip
def test_every_row_ends_with_an_id_and_only_identical_copies_share(
    rows: list[tuple[str, str]],
) -> None:
    document = snapshot([{"id": id_ or None, "title": title} for id_, title in rows])

    found = identify(document)

    lines = found.lines["key_results"]
    assert len(lines) == len(rows)
    assert all(canonical_id(line.id, "KR") == line.id for line in lines)
    by_id: dict[str, set[str]] = {}
    for line in lines:
        by_id.setdefault(line.id, set()).add(line.title)
    assert all(len(titles) == 1 for titles in by_id.values())
