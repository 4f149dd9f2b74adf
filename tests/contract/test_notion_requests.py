"""What the product itself sends to Notion keeps to the types of Notion's own SDK.

The service takes more than they say, but nobody outside can tell how much more. Whether answers are
right is checked at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from documents.google_files import running
from documents.notion_files import Workspace, make_workspace
from notion_answers import Seen, watch
from notion_own_tables import make_place
from teams import Team

from notion_template import Order, install
from notion_template.bind import carry_out, propose
from sync.core.vocabulary import Language, Problem

pytestmark = pytest.mark.slow


@pytest.fixture
def seen() -> Iterator[Seen]:
    """A witness of one test in the sandbox that all share."""
    sandbox = running()
    before, known = list(sandbox.witnesses), len(sandbox.violations)
    sandbox.notion.switches.enforce_rate = False
    yield watch(sandbox, requests=True)
    sandbox.notion.switches.enforce_rate = True
    found = sandbox.violations[known:]
    sandbox.witnesses[:] = before
    assert found == []


def endpoints(seen: Seen) -> set[str]:
    return {endpoint for _, endpoint in seen.answers}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_run_and_the_next_after_an_edit(seen: Seen, language: Language) -> None:
    notion: Workspace = make_workspace(Team(spare=0, language=language))
    notion.sync()
    notion.type("key_results", 0, "target", 70)
    notion.type("key_results", 2, "start", None)
    notion.add("key_results", title="One more")
    notion.sync()

    assert endpoints(seen) >= {
        "POST data_sources/{data_source_id}/query", "PATCH pages/{page_id}", "POST pages",
    }  # fmt: skip


def test_remarks_for_the_owner_of_a_row(seen: Seen) -> None:
    """Said, changed with the finding, and withdrawn."""
    notion = make_workspace()
    notion.type("key_results", 2, "owner", [notion.anna])
    document = notion.open()
    document.read()
    findings = [Problem("title-missing", "key_results", "KR-003", "title"),
                Problem("target-missing", "key_results", "KR-003", "target")]  # fmt: skip

    kept = document.comment(findings[:1], {})
    kept = document.comment(findings, kept)
    document.comment([], kept)

    assert endpoints(seen) >= {
        "POST comments", "PATCH comments/{comment_id}", "DELETE comments/{comment_id}",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_template_with_a_sample(seen: Seen, language: Language) -> None:
    place = make_place()
    order = Order(place.page.id, language, True, date(2026, 11, 23))

    binding = install(place.client, order, None, lambda _: None, lambda *_: None)
    install(place.client, order, binding, lambda _: None, lambda *_: None)

    assert endpoints(seen) >= {
        "POST databases", "PATCH data_sources/{data_source_id}", "POST pages", "POST views",
    }  # fmt: skip


def test_tables_of_a_team_that_are_bound(seen: Seen) -> None:
    place = make_place()
    goals = place.table("Цели", {"Цель": "title", "Кто": "people"})
    place.table("Ключевые результаты", {"KR": "title", "Было": "number", "План": "number",
                                        "Факт": "number", "К цели": goals})  # fmt: skip

    carry_out(place.client, propose(place.look(), None, None), lambda _: None, date(2026, 11, 23))

    assert "PATCH data_sources/{data_source_id}" in endpoints(seen)
