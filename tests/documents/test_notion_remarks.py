"""Comments at rows with errors: one each, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from documents.google_files import running
from documents.notion_files import Workspace, make_workspace

from sandbox.faults import Fault
from sandbox.notion.commenting import delete_comment, resolve
from sandbox.notion.operations import trash
from sync.core.vocabulary import Problem
from sync.documents.notion import NotionDocument
from sync.documents.notion.comments import UNSURE, Kept

COMMENTS = r"/v1/comments$"
BROKEN = [Problem("title-missing", "key_results", f"KR-00{n}", "title") for n in (1, 2, 3)]
OTHER = Problem("target-missing", "key_results", "KR-001", "target")


@pytest.fixture
def notion() -> Iterator[Workspace]:
    made = make_workspace()
    made.type("key_results", 0, "owner", [made.anna])
    running().faults.clear()
    yield made
    running().faults.clear()


@pytest.fixture
def document(notion: Workspace) -> NotionDocument:
    opened = notion.open()
    opened.read()
    return opened


def said(notion: Workspace, row: int = 0) -> list[str]:
    """What stands at a key result."""
    page = notion.row("key_results", row).id
    return ["".join(item["plain_text"] for item in comment.rich_text)
            for comment in notion.space.comments.values()
            if comment.parent.id == page and not comment.in_trash]  # fmt: skip


def posts() -> int:
    return sum(call.method == "POST" and "/comments" in call.template for call in running().calls)


def test_the_owner_is_called_and_the_finding_named(
    notion: Workspace, document: NotionDocument
) -> None:
    before = posts()

    document.comment(BROKEN[:1], {})

    assert said(notion)[0].startswith("@Anna Orlova KR-001: The row has no title.")
    assert posts() - before == 1


def test_a_changed_finding_changes_the_comment(notion: Workspace, document: NotionDocument) -> None:
    kept = document.comment(BROKEN[:1], {})
    before = said(notion)

    again = document.comment([OTHER], kept)

    assert len(said(notion)) == 1
    assert said(notion) != before
    assert {page: one["comment"] for page, one in again.items()} == {
        page: one["comment"] for page, one in kept.items()
    }


def test_what_is_mended_is_taken_back(notion: Workspace, document: NotionDocument) -> None:
    kept = document.comment(BROKEN, {})

    assert document.comment(BROKEN[1:], kept).keys() < kept.keys()
    assert [len(said(notion, row)) for row in range(3)] == [0, 1, 1]


@pytest.mark.parametrize("how", ["deleted", "resolved"])
def test_a_comment_that_people_closed_is_not_repeated(
    notion: Workspace, document: NotionDocument, how: str
) -> None:
    kept = document.comment(BROKEN[:1], {})
    comment = notion.space.comments[next(iter(kept.values()))["comment"]]
    if how == "deleted":
        delete_comment(notion.space, comment, notion.anna)
    else:
        resolve(notion.space, comment.discussion, notion.anna)
    before = posts()

    assert document.comment(BROKEN[:1], kept) == kept
    assert posts() == before


LOST = [
    Fault("drop_after", COMMENTS, "POST", after=1),
    Fault("drop_before", COMMENTS, "POST", after=1),
    Fault("status", COMMENTS, "POST", status=503, applied=True, after=1),
    Fault("status", COMMENTS, "POST", status=502, after=1),
    Fault("status", COMMENTS, "POST", status=409, after=1),
    Fault("truncate", COMMENTS, "POST", after=1),
]


@pytest.mark.parametrize("look_fails", [False, True])
@pytest.mark.parametrize("fault", LOST, ids=lambda f: f"{f.kind}-{f.status}-{f.applied}")
def test_a_lost_answer_never_makes_two_of_one(
    notion: Workspace, document: NotionDocument, fault: Fault, look_fails: bool
) -> None:
    running().faults.add(Fault(fault.kind, fault.path, fault.method, status=fault.status,
                               applied=fault.applied, after=fault.after))  # fmt: skip
    if look_fails:
        running().faults.add(Fault("status", COMMENTS, "GET", status=503, count=99))
    kept: Kept = document.comment(BROKEN, {})
    running().faults.clear()

    kept = document.comment(BROKEN, kept)

    assert [len(said(notion, row)) for row in range(3)] == [1, 1, 1]
    assert UNSURE not in {one["comment"] for one in kept.values()}
    assert document.comment(BROKEN, kept) == kept


def test_notion_in_trouble_leaves_the_rest_to_the_next_run(
    notion: Workspace, document: NotionDocument
) -> None:
    running().faults.add(Fault("status", COMMENTS, "POST", status=429, count=99, after=1,
                               headers={"Retry-After": "3600"}))  # fmt: skip

    kept = document.comment(BROKEN, {})

    assert len(kept) == 1
    assert sum(len(said(notion, row)) for row in range(3)) == 1


def test_a_comment_that_cannot_be_taken_back_yet_is_kept_in_mind(
    notion: Workspace, document: NotionDocument
) -> None:
    kept = document.comment(BROKEN[:1], {})
    running().faults.add(Fault("status", r"/v1/comments/", "DELETE", status=500, count=99))

    assert document.comment([], kept) == kept

    running().faults.clear()
    again = notion.open()
    again.read()
    assert again.comment([], kept) == {}
    assert said(notion) == []


def test_a_row_in_the_trash_gets_none(notion: Workspace, document: NotionDocument) -> None:
    trash(notion.space, notion.row("key_results", 0).id, notion.anna)

    kept = document.comment(BROKEN[:2], {})

    assert sorted(bool(one["comment"]) for one in kept.values()) == [False, True]
