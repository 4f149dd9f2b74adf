"""The installer over the project's own way to Notion, which repeats by its own rules."""

from __future__ import annotations

import pytest
from documents.google_files import running
from notion_builds import TODAY, there_is
from notion_own_tables import Place, make_place

from notion_template import Order, install
from sandbox.faults import Fault
from sandbox.notion.failing import fault
from sync.errors import SyncError
from sync.transport import TransportError

pytestmark = pytest.mark.slow


def built(after: int = 0, *faults: Fault) -> Place:
    """A template built while each of these faults strikes once, after so many fitting requests."""
    place = make_place()
    place.space.switches.enforce_rate = False
    for one in faults:
        one.after = after
        running().faults.add(one)
    order = Order(place.page.id, "en", False, TODAY)
    try:
        install(place.client, order, None, lambda _: None, lambda *_: None)
    finally:
        running().faults.clear()
        place.space.switches.enforce_rate = True
    return place


def test_changes_of_columns_that_are_sent_twice_change_nothing() -> None:
    """A two-way relation has one twin, whichever answer was a 503."""
    wanted = there_is(built())

    for after in range(5):
        place = built(after, fault(503, "/v1/data_sources/", method="PATCH", committed=True))

        assert there_is(place) == wanted, f"change {after}"


@pytest.mark.parametrize("path", ["/v1/pages", "/v1/databases", "/v1/views"])
@pytest.mark.parametrize("status", [409, 503])
def test_what_was_made_in_spite_of_an_error_is_not_made_again(path: str, status: int) -> None:
    wanted = there_is(built())

    place = built(0, fault(status, path, method="POST", committed=True))

    assert there_is(place) == wanted


def test_a_notion_that_is_down_is_given_up_after_three_looks() -> None:
    with pytest.raises(SyncError, match="Try again") as raised:
        built(0, *(fault(503, "/v1/databases", method="POST") for _ in range(9)))

    assert isinstance(raised.value, TransportError)
