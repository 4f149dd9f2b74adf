"""What a run writes into Notion, whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from documents.google_files import running
from documents.notion_files import Workspace, make_workspace
from teams import ToldMeter

from sandbox.faults import Fault
from sandbox.notion.operations import trash
from sandbox.notion.operations_schema import delete_property, set_options
from sync.core.vocabulary import Change, Plan, Problem
from sync.documents.errors import ForeignCellError
from sync.documents.notion import errors
from sync.errors import SyncError

PAGES = r"/v1/pages$"


@pytest.fixture
def notion() -> Iterator[Workspace]:
    yield make_workspace()
    running().faults.clear()


@contextmanager
def acting(act: Callable[[str], None]) -> Iterator[None]:
    """Somebody acts around every request."""
    running().between.append(act)
    yield
    running().between.remove(act)


LOST = [
    Fault("status", PAGES, "POST", status=503, applied=True),
    Fault("status", PAGES, "POST", status=503),
    Fault("status", PAGES, "POST", status=409),
    Fault("status", PAGES, "POST", status=429, headers={"Retry-After": "7"}),
    Fault("status", PAGES, "POST", status=529, applied=True, headers={"Retry-After": "3"}),
    Fault("status", PAGES, "POST", status=502, applied=True),
    Fault("status", PAGES, "POST", status=504),
    Fault("drop_after", PAGES, "POST"),
    Fault("drop_before", PAGES, "POST"),
    Fault("truncate", PAGES, "POST"),
    Fault("html", PAGES, "POST", status=502, applied=True),
    Fault("other_json", PAGES, "POST", applied=True),
]


@pytest.mark.parametrize("fault", LOST, ids=lambda f: f"{f.kind}-{f.status}-{f.applied}")
def test_a_week_is_added_once_whatever_becomes_of_the_answer(
    notion: Workspace, fault: Fault
) -> None:
    running().faults.add(Fault(fault.kind, fault.path, fault.method, status=fault.status,
                               headers=fault.headers, applied=fault.applied))  # fmt: skip

    report = notion.sync()

    ids = [notion.shown("history", n, "id") for n in range(len(notion.filled.rows("history")))]
    assert sorted(ids) == sorted(str(record["id"]) for record in report.wanted["history"])
    assert not notion.sync().plan


@pytest.mark.parametrize("status", [409, 429, 500, 502, 503, 504, 529])
def test_a_row_is_written_again_until_it_is_written(notion: Workspace, status: int) -> None:
    running().faults.add(Fault("status", r"/v1/pages/", "PATCH", count=2, status=status))

    notion.sync()

    assert notion.shown("key_results", 2, "score") == 0.47
    assert not notion.sync().plan


def test_waits_as_notion_tells_and_stops_when_it_is_too_long(notion: Workspace) -> None:
    running().faults.add(Fault("status", r"/v1/pages/", "PATCH", status=429,
                               headers={"Retry-After": "7"}))  # fmt: skip
    notion.sync()
    assert [round(seconds) for seconds in notion.pause.slept if seconds > 5] == [7]

    running().faults.add(Fault("status", r"/query$", count=99, status=429,
                               headers={"Retry-After": "3600"}))  # fmt: skip
    with pytest.raises(errors.NotionBusyError):
        notion.sync()


def test_what_was_written_before_a_failure_is_not_written_again(notion: Workspace) -> None:
    running().faults.add(Fault("status", r"/v1/pages/", "PATCH", count=99, after=4, status=503))
    with pytest.raises(errors.NotionUnreachableError, match="goes on where it stopped"):
        notion.sync()
    running().faults.clear()
    before = len(running().calls)

    notion.sync()

    patched = [call for call in running().calls[before:] if call.method == "PATCH"]
    assert len(patched) == 10 - 4
    assert not notion.sync().plan


def test_a_row_thrown_away_meanwhile_is_passed_over(notion: Workspace) -> None:
    page = notion.row("key_results", 1).id

    def act(what: str) -> None:
        if what.startswith("PATCH"):
            trash(notion.space, page, notion.anna)

    with acting(act):
        report = notion.sync()

    assert report.applied
    assert len(notion.filled.rows("key_results")) == 3


def test_a_column_deleted_meanwhile_makes_the_run_start_again(notion: Workspace) -> None:
    gone = notion.prop("key_results", "score")

    def act(what: str) -> None:
        source = notion.source("key_results")
        if what.startswith("PATCH") and gone.id in source.properties:
            delete_property(notion.space, source, gone.id, notion.anna)

    with acting(act):
        report = notion.sync()

    assert "score" not in report.snapshot.tables["key_results"].columns
    assert notion.shown("key_results", 2, "current") == 38


def test_an_edit_between_read_and_write_stays_and_is_noticed(notion: Workspace) -> None:
    document = notion.open()
    document.read()
    notion.type("key_results", 2, "typed", 33)
    row = document.read().tables["key_results"].rows[2].number
    notion.type("key_results", 2, "typed", 31)

    document.apply(Plan((Change("key_results", "KR-003", "current", None, Decimal(33), row),)))

    assert document.moved
    assert notion.shown("key_results", 2, "typed") == 31


def test_access_lost_meanwhile_is_told(notion: Workspace) -> None:
    def act(what: str) -> None:
        if what.startswith("PATCH"):
            notion.filled.token.roots.clear()

    with acting(act), pytest.raises(errors.NotSharedError):
        notion.sync()


def test_nothing_of_people_may_stand_in_a_plan(notion: Workspace) -> None:
    document = notion.open()
    document.read()
    before = len(running().calls)

    with pytest.raises(ForeignCellError, match="KR-001 target"):
        document.apply(Plan((Change("key_results", "KR-001", "target", None, Decimal(1), 1),)))

    assert len(running().calls) == before


def test_doubled_weeks_are_thrown_away(notion: Workspace) -> None:
    notion.sync()
    week = notion.row("history", 0)
    copy = notion.add("history")
    copy.values.update(week.values)

    notion.sync()

    assert len(notion.filled.rows("history")) == 4
    assert not notion.sync().plan


def test_evidence_is_written_with_its_link(notion: Workspace) -> None:
    notion.sync()

    items = notion.row("metrics", 0).values[notion.prop("metrics", "evidence").id]
    linked = [item for item in items if item["text"]["link"]]
    assert linked == []
    assert "Counted 31" in notion.shown("metrics", 0, "evidence")


def test_an_error_is_told_to_its_owner_once_and_withdrawn(notion: Workspace) -> None:
    notion.type("key_results", 2, "owner", [notion.anna])
    document = notion.open()
    document.read()
    broken = Problem("title-missing", "key_results", "KR-003", "title")
    advice = Problem("metric-unused", "metrics", "M-001", "title")

    kept = document.comment([broken, advice], {})
    again = document.comment([broken], kept)
    comments = notion.space.comments.values()
    said = [c for c in comments if c.parent.id == notion.row("key_results", 2).id]

    assert again == kept
    assert len(said) == 1
    assert "KR-003: The row has no title." in "".join(i["plain_text"] for i in said[0].rich_text)
    assert document.comment([], kept) == {}


def test_without_the_right_to_comment_nothing_is_said(notion: Workspace) -> None:
    notion.filled.token.capabilities.discard("comment")
    document = notion.open()
    document.read()
    broken = Problem("title-missing", "key_results", "KR-003", "title")

    kept = document.comment([broken], {})

    assert [one["comment"] for one in kept.values()] == [""]
    assert document.comment([broken], kept) == kept


def test_a_source_that_fails_leaves_the_values_in_the_rows(notion: Workspace) -> None:
    notion.sync()

    report = notion.sync(ToldMeter(loaded=False))

    assert notion.shown("key_results", 0, "crm") == 29
    assert report.found.board.results[0].score == Decimal("0.54")


def test_every_refusal_says_what_to_do_in_both_languages() -> None:
    kinds: list[SyncError] = [
        errors.NotBoundError("a"), errors.NotSharedError("a", ""), errors.TokenRefusedError(),
        errors.NotAllowedError("a"), errors.WorkspaceFullError("a"), errors.InTrashError("a", "b"),
        errors.NotionBlockedError(), errors.NotionBusyError("a"),
        errors.NotionUnreachableError("a", unsure=True), errors.NotionRefusedError("a", 400, "x"),
        errors.TooManyRowsError(3),
    ]  # fmt: skip

    for kind in kinds:
        assert kind.say("en").endswith(".")
        assert kind.say("ru").endswith(".")
        assert kind.say("en") != kind.say("ru")


def test_an_option_that_people_deleted_is_made_again(notion: Workspace) -> None:
    """One refusal tells; other rows go by the name at once."""
    notion.sync()
    status = notion.prop("key_results", "status")
    set_options(notion.space, notion.source("key_results"), status.id, [], notion.anna)
    before = len(running().calls)

    notion.sync()

    again = notion.sync()
    shown = {option["id"]: option["name"] for option in status.config["options"]}
    assert {shown[notion.shown("key_results", n, "status")] for n in range(4)} == {"On track"}
    assert [call.status for call in running().calls[before:]].count(400) == 1
    assert not again.plan
