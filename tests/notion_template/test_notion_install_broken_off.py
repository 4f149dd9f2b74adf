"""The installer broken off after every single request, and run again."""

from __future__ import annotations

from typing import Any

import pytest
from notion_builds import Site, is_reading, make_site, there_is

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole() -> tuple[dict[str, Any], list[str]]:
    """A complete template without rows of a team, and the requests it took."""
    site = make_site()
    assert site.install() is not None
    return there_is(site), [*site.way.sent]


def broken_off(last: int, *, carried_out: bool, forgotten: bool = False) -> Site:
    """A site where the first run ended at a request, and a second one went on; ``forgotten`` when
    nothing that the first one kept is left."""
    site = make_site()
    assert site.install(last=last, carried_out=carried_out) is None
    if forgotten:
        site.kept = None
    assert site.install() is not None
    return site


def test_not_sent_and_run_again_it_ends_in_one_template(
    whole: tuple[dict[str, Any], list[str]],
) -> None:
    """Whichever request was the one that was not carried out."""
    wanted, requests = whole

    for last in range(1, len(requests) + 1):
        assert there_is(broken_off(last, carried_out=False)) == wanted, f"request {last}"


@pytest.mark.parametrize("forgotten", [False, True])
def test_carried_out_and_run_again_it_ends_in_one_template(
    whole: tuple[dict[str, Any], list[str]], *, forgotten: bool
) -> None:
    """Whichever write was the one whose answer never came; with and without what was kept."""
    wanted, requests = whole
    writes = [n for n, request in enumerate(requests, 1) if not is_reading(request)]

    for last in writes:
        site = broken_off(last, carried_out=True, forgotten=forgotten)

        assert there_is(site) == wanted, f"request {last}: {requests[last - 1]}"


def test_a_lost_answer_is_looked_after_at_once(whole: tuple[dict[str, Any], list[str]]) -> None:
    """The same run goes on, whichever write it was."""
    wanted, requests = whole
    writes = [n for n, request in enumerate(requests, 1) if not is_reading(request)]

    for number in writes:
        site = make_site()
        site.install(lost=(number,))

        assert there_is(site) == wanted, f"request {number}: {requests[number - 1]}"


def test_rows_of_the_sample_team_are_never_doubled() -> None:
    """Broken off at every row, by turns with and without what was kept."""
    site = make_site("Anna Crane", "Igor Swift")
    site.install(sample=True)
    wanted = there_is(site)
    rows = [n for n, request in enumerate(site.way.sent, 1) if request == "POST /notion/v1/pages"]

    for turn, last in enumerate(rows):
        site = make_site("Anna Crane", "Igor Swift")
        assert site.install(sample=True, last=last, carried_out=True) is None
        site.kept = None if turn % 2 else site.kept
        site.install(sample=True)

        assert there_is(site) == wanted, f"request {last}"


@pytest.mark.parametrize("carried_out", [False, True])
def test_what_was_made_anew_is_not_made_twice(*, carried_out: bool) -> None:
    """A table that people threw away, put back by a run that is broken off anywhere."""
    whole = make_site()
    whole.install()
    wanted = by_title(whole)
    last = 0
    done = None

    while done is None:
        last += 1
        site = make_site()
        site.install()
        site.person.trash(site.source("Objectives").parent.id)
        done = site.install(last=last, carried_out=carried_out)
        site.install()

        assert by_title(site) == wanted, f"request {last}"


def by_title(site: Site) -> list[Any]:
    """What stands on the page, wherever."""
    return sorted(map(str, there_is(site)["page"][0]["inside"]))


def test_a_copy_that_people_made_of_the_page_does_not_matter() -> None:
    site = make_site()
    site.install()
    site.person.duplicate(site.page.children[0])
    both = there_is(site)
    assert len(both["page"]) == 2

    site.kept = None
    site.install()

    assert there_is(site) == both
