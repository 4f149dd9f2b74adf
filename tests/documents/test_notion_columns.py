"""Columns that people change in databases without rows, which show none of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents.notion_files import Workspace, codes, make_workspace

from sandbox.notion.operations_schema import delete_property, rename_property, retype_property
from sync.core.databases import READ


@pytest.fixture
def notion() -> Workspace:
    return make_workspace()


def change(notion: Workspace, key: str, how: str) -> None:
    """A person changes a column of the empty History."""
    source, column = notion.source("history"), notion.prop("history", key)
    if how == "deleted":
        delete_property(notion.space, source, column.id, notion.anna)
    else:
        other = "number" if column.type != "number" else "rich_text"
        new = replace(column, type=other, config={})
        retype_property(notion.space, source, new, notion.anna)


@pytest.mark.parametrize("how", ["deleted", "retyped"])
@pytest.mark.parametrize(("key", "weeks"), [("week", 0), ("id", 0), ("score", 4)])
def test_a_column_changed_before_the_first_row_costs_itself_alone(
    notion: Workspace, key: str, weeks: int, how: str
) -> None:
    """Without week or ID no row could be found again, so none is made."""
    change(notion, key, how)

    report = notion.sync()

    code = {"deleted": "column-optional-missing", "retyped": "column-retyped"}[how]
    assert (code, key) in codes(report.snapshot)
    assert notion.shown("key_results", 2, "score") == 0.47
    assert len(notion.filled.rows("history")) == weeks


def test_a_column_renamed_before_the_first_row_goes_on(notion: Workspace) -> None:
    score = notion.prop("history", "score")
    rename_property(notion.space, notion.source("history"), score.id, "Wertung", notion.anna)

    notion.sync()

    assert [notion.shown("history", n, "score") for n in range(4)].count(None) == 0
    assert not notion.sync().plan


def test_columns_are_asked_for_only_after_a_surprise(notion: Workspace) -> None:
    change(notion, "score", "deleted")
    document = notion.open()

    document.read()

    assert document.calls["read"] == len(READ)
