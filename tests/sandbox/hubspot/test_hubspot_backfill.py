"""The reference account read whole: as many calls as expected, under limits, in good time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hubspot_client import V3, Hub, deal_id

from sandbox.world.making import Size, make_world

BUDGET = 3_130
"""Calls that reading all of it should take, by the reckoning in the source's specification."""
DEAL = {
    "limit": "50", "propertiesWithHistory": "dealstage,pipeline",
    "properties": "dealname,dealstage,pipeline,amount,deal_currency_code,hubspot_owner_id,"
                  "createdate,closedate,segment,hs_merged_object_ids",
}  # fmt: skip
ACTIVITY = {"limit": "100", "properties": "hs_timestamp,hubspot_owner_id"}


def pages(hub: Hub, kind: str, query: dict[str, str]) -> Iterator[list[str]]:
    """Page by page; refused, the clock moves on a second, as a patient client waits."""
    after = ""
    while True:
        told = {**query, "after": after} if after else query
        answer = hub.ask("GET", f"{V3}/{kind}", params=told)
        if answer.status_code == 429:
            hub.sandbox.clock.advance(1)
            continue
        body = answer.json()
        yield [one["id"] for one in body["results"]]
        if "paging" not in body:
            return
        after = body["paging"]["next"]["after"]


@pytest.mark.slow
def test_the_reference_account_is_read_within_its_budget(hub: Hub) -> None:
    """50,000 deals with histories and 200,000 activities, with 190 calls in ten seconds."""
    hub.sandbox.use_world(make_world(hub.sandbox.clock, size=Size()))
    began = hub.sandbox.clock.now()

    deals = [one for page in pages(hub, "deals", DEAL) for one in page]
    activities = sum(
        len(page) for kind in ("calls", "meetings", "tasks") for page in pages(hub, kind, ACTIVITY)
    )
    for start in range(0, len(deals), 1000):
        hub.sandbox.clock.advance(1)
        told = {"inputs": [{"id": one} for one in deals[start : start + 1000]]}
        hub.post("/crm/v4/associations/deals/companies/batch/read", told)

    alive = [number for number, deal in hub.world.deals.items() if deal.deleted is None]
    assert deals == [deal_id(number) for number in alive]
    assert activities == sum(one.deleted is None for one in hub.world.activities.values())
    granted = [call for call in hub.sandbox.calls if call.status == 200]
    assert abs(len(granted) - BUDGET) < 0.2 * BUDGET
    assert (hub.sandbox.clock.now() - began).total_seconds() > len(granted) / 19 - 15
