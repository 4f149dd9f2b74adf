"""What people do to their databases in Notion, and what a run makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from documents.google_files import running
from documents.notion_files import Workspace, codes, column, make_workspace
from teams import KEY_RESULTS, Team

from sandbox.notion.model import Property
from sandbox.notion.operations import trash
from sandbox.notion.operations_schema import (
    add_property,
    delete_property,
    rename_property,
    retype_property,
    set_config,
    set_options,
)
from sandbox.state import Call
from sync.core.databases import READ
from sync.core.notes import sentence
from sync.documents.notion import errors


@pytest.fixture
def notion() -> Workspace:
    return make_workspace()


def test_a_run_asks_each_database_once_and_writes_each_row_once(notion: Workspace) -> None:
    started = len(running().calls)
    document = notion.open()
    document.read()
    assert document.calls == {"read": len(READ), "write": 0}

    report = notion.sync()
    rows = {(c.place, c.row) for c in report.plan.changes if c.row}
    weeks = report.wanted["history"]
    again = notion.open()
    before = [call for call in _calls(notion, started) if call.access == "write"]
    assert len(before) == len(rows) + len(weeks)

    assert not notion.sync().plan
    assert [call for call in _calls(notion, started) if call.access == "write"] == before
    assert again.calls == {"read": 0, "write": 0}


def test_values_of_people_are_read_by_their_types(notion: Workspace) -> None:
    notion.type("key_results", 2, "typed", 37.5)
    notion.type("key_results", 2, "due", {"start": "2026-12-01", "end": "2026-12-15",
                                         "time_zone": None})  # fmt: skip
    notion.type("key_results", 2, "owner", [notion.anna])
    notion.type("key_results", 2, "blocker", " people\u200b ")

    row = notion.read().tables["key_results"].rows[2]

    assert row.value("typed") == Decimal("37.5")
    assert row.value("due") == date(2026, 12, 15)
    assert row.value("owner") == "Anna Orlova"
    assert row.value("blocker") == "people"
    assert row.value("objective") == "O-002 · A funnel that does not leak"


def test_a_renamed_column_and_a_renamed_option_go_on(notion: Workspace) -> None:
    target, kind = notion.prop("key_results", "target"), notion.prop("key_results", "type")
    rename_property(notion.space, notion.source("key_results"), target.id, "Zielwert", notion.anna)
    options = [{**one, "name": one["name"].upper() + "!"} for one in kind.config["options"]]
    set_options(notion.space, notion.source("key_results"), kind.id, options, notion.anna)

    snapshot = notion.read()

    assert column(snapshot, "key_results", "target") == [35, 50, 30, Decimal("1.8")]
    assert column(snapshot, "key_results", "type")[1] == "Collect a total"
    assert codes(snapshot) == []


def test_the_service_sets_an_option_that_people_renamed(notion: Workspace) -> None:
    status = notion.prop("key_results", "status")
    options = [{**one, "name": "🟢" if one["name"] == "On track" else one["name"]}
               for one in status.config["options"]]  # fmt: skip
    set_options(notion.space, notion.source("key_results"), status.id, options, notion.anna)

    notion.sync()

    assert [one["name"] for one in status.config["options"]].count("On track") == 0
    assert not notion.sync().plan


def test_a_deleted_column_is_told_and_one_made_again_is_found(notion: Workspace) -> None:
    source, target = notion.source("key_results"), notion.prop("key_results", "target")
    delete_property(notion.space, source, target.id, notion.anna)
    assert ("column-missing", "target") in codes(notion.read())

    add_property(notion.space, source, Property("", "Target", "number"), notion.anna)

    assert codes(notion.read()) == []


def test_a_retyped_column_is_told_and_read_as_it_is(notion: Workspace) -> None:
    target = replace(notion.prop("key_results", "target"), type="rich_text", config={})
    retype_property(notion.space, notion.source("key_results"), target, notion.anna)

    snapshot = notion.read()

    assert codes(snapshot) == [("column-retyped", "target")]
    assert "type “Text”; it was “Number”" in sentence(snapshot.problems[0], "en")
    assert column(snapshot, "key_results", "target")[0] == "35"


def test_a_column_that_gets_the_type_of_the_template_is_welcome(notion: Workspace) -> None:
    """Bound as a text, and then made the number that it should have been."""
    binding = notion.filled.binding
    bound = binding.tabs["key_results"]
    columns = {**bound.columns, "target": replace(bound.columns["target"], type="rich_text")}
    tabs = {**binding.tabs, "key_results": replace(bound, columns=columns)}
    filled = replace(notion.filled, binding=replace(binding, tabs=tabs))

    assert codes(replace(notion, filled=filled).read()) == []


def test_a_retyped_column_of_the_service_is_not_written(notion: Workspace) -> None:
    score = replace(notion.prop("key_results", "score"), type="rich_text", config={})
    retype_property(notion.space, notion.source("key_results"), score, notion.anna)

    report = notion.sync()

    assert ("column-retyped", "score") in codes(report.snapshot)
    assert notion.shown("key_results", 0, "score") == ""
    assert notion.shown("key_results", 0, "current") == 29
    assert not notion.sync().plan


def test_new_rows_get_ids_and_others_may_be_linked_to_them_at_once(notion: Workspace) -> None:
    page = notion.add("objectives", title="Win the north")
    notion.add("key_results", title="5 offices in the north by December 31",
               objective=[page.id], target=5, typed=2)  # fmt: skip

    report = notion.sync()

    assert notion.shown("objectives", 3, "id") == "O-004"
    assert notion.shown("key_results", 4, "id") == "KR-005"
    found = report.found.checked.key_results[4]
    assert found.objective == "O-004"
    assert not notion.sync().plan


def test_a_duplicated_row_gets_an_id_of_its_own_once_it_differs(notion: Workspace) -> None:
    notion.sync()
    first = notion.row("key_results", 2)
    copy = notion.add("key_results")
    copy.values.update({k: v for k, v in first.values.items() if v is not None})
    notion.type("key_results", 4, "title", "Deal cycle from 60 to 40 days")

    notion.sync()

    assert notion.shown("key_results", 2, "id") == "KR-003"
    assert notion.shown("key_results", 4, "id") == "KR-005"


def test_several_objectives_of_one_key_result_are_told(notion: Workspace) -> None:
    both = [notion.row("objectives", n).id for n in (1, 0)]
    notion.type("key_results", 2, "objective", both)

    snapshot = notion.read()

    assert ("link-several", "objective") in codes(snapshot)
    assert column(snapshot, "key_results", "objective")[2] == (
        "O-001 · Become the first choice of enterprise clients"
    )


def test_a_row_related_to_more_than_an_answer_shows_is_asked_for(notion: Workspace) -> None:
    """The first twenty-five lie in the trash."""
    pages = [notion.add("objectives", title=f"Old {n}") for n in range(30)]
    notion.type("key_results", 2, "objective", [p.id for p in pages])
    for page in pages[:29]:
        trash(notion.space, page.id, notion.anna)

    assert column(notion.read(), "key_results", "objective")[2] == "O-004 · Old 29"


def test_a_relation_that_leads_nowhere_is_blank(notion: Workspace) -> None:
    trash(notion.space, notion.row("objectives", 1).id, notion.anna)

    assert column(notion.read(), "key_results", "objective")[2] is None


def test_rows_without_anything_typed_are_passed_over(notion: Workspace) -> None:
    notion.add("key_results")

    assert len(notion.read().tables["key_results"].rows) == 4


def test_a_cycle_has_its_own_settings_row(notion: Workspace) -> None:
    notion.add("settings", cycle="2026-Q3", team="Old", start={
        "start": "2026-07-01", "end": None, "time_zone": None,
    }, end={"start": "2026-09-30", "end": None, "time_zone": None})  # fmt: skip

    report = notion.sync()

    assert report.found.checked.settings.cycle == "2026-Q4"
    assert notion.shown("settings", 0, "last_sync")["start"] == "2026-11-23"
    assert notion.shown("settings", 1, "last_sync") is None


def test_more_rows_than_a_query_gives_are_read_whole() -> None:
    rows = [{"id": f"KR-{n:03d}", "title": f"{n} calls by December 31"} for n in range(1, 451)]
    notion = make_workspace(Team(key_results=rows, spare=0))
    for number, page in enumerate(notion.filled.rows("key_results")):
        page.created += timedelta(seconds=number)
    notion.space.switches.query_cap = 200
    try:
        snapshot = notion.read()
    finally:
        notion.space.switches.query_cap = 10_000

    assert column(snapshot, "key_results", "id") == [row["id"] for row in rows]


def test_a_database_in_the_trash_is_no_empty_one(notion: Workspace) -> None:
    notion.sync()
    trash(notion.space, notion.filled.binding.tabs["key_results"].database, notion.anna)

    with pytest.raises(errors.InTrashError, match="Key results"):
        notion.read()


def test_a_page_no_longer_shared_says_with_whom_to_share_it(notion: Workspace) -> None:
    notion.filled.token.roots.clear()

    with pytest.raises(errors.NotSharedError, match="'OKR Sync'") as found:
        notion.read()

    assert "Подключения" in found.value.say("ru")


def test_a_token_that_was_renewed_is_told(notion: Workspace) -> None:
    notion.filled.token.secret = "ntn_other"

    with pytest.raises(errors.TokenRefusedError):
        notion.read()


def test_seventy_with_the_unit_percent_is_seventy_percent() -> None:
    rows = ({**KEY_RESULTS[0], "metric": None, "typed": 28.5},)
    notion = make_workspace(Team(key_results=rows, spare=0))

    report = notion.sync()

    assert report.found.board.results[0].score == Decimal("0.50")


def _calls(notion: Workspace, started: int) -> list[Call]:
    """Those of this connection; the sandbox serves other tests, too."""
    ours = (notion.filled.token.bot, notion.filled.token.name)
    return [call for call in running().calls[started:] if call.principal in ours]


def test_a_number_that_has_become_a_percentage_is_noticed_when_it_is_looked_for() -> None:
    """No row tells of it; the service looks once a day."""
    rows = ({**KEY_RESULTS[3], "typed": 0.024, "start": 0.03, "target": 0.018},)
    notion = make_workspace(Team(key_results=rows, spare=0))
    for key in ("typed", "start", "target"):
        config = {"format": "percent"}
        prop = notion.prop("key_results", key)
        set_config(notion.space, notion.source("key_results"), prop.id, config, notion.anna)

    unaware, aware = notion.open(), notion.open(check_formats=True)
    cells = [one.read().tables["key_results"].rows[0].cell("target") for one in (unaware, aware)]

    assert [cell.percent for cell in cells] == [False, True]
    assert (unaware.calls["read"], aware.calls["read"]) == (len(READ), len(READ) + 2)
    assert aware.checked
    assert aware.binding.tabs["key_results"].columns["target"].percent
    aware.read()
    assert aware.calls["read"] == 2 * len(READ) + 2
