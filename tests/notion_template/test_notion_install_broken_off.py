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
