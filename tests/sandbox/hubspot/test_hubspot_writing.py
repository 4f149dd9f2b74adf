"""Creating and changing through the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hubspot_client import V3, Hub, activity_id, deal_id

from sandbox.hubspot.naming import COMPANIES

DEALS = f"{V3}/deals"
NEW = {
    "dealname": "New", "dealstage": "contractsent", "pipeline": "default", "amount": "125000.50",
    "closedate": "2026-12-20T10:00:00Z", "hubspot_owner_id": "61000022", "segment": "SMB",
    "deal_currency_code": "USD",
}  # fmt: skip


def test_a_created_deal_is_as_it_was_told(hub: Hub) -> None:
    made = hub.write("POST", DEALS, {"properties": NEW})

    assert made.status_code == 201
    found = hub.get(f"{DEALS}/{made.json()['id']}", properties=",".join(NEW))
    assert {name: found["properties"][name] for name in NEW} == NEW
    assert found["createdAt"] == found["updatedAt"] == "2026-11-23T09:00:00.000Z"


def test_readers_may_not_write(hub: Hub) -> None:
    one = f"{DEALS}/{deal_id(1)}"

    for method, path in (("POST", DEALS), ("PATCH", one), ("DELETE", one),
                         ("POST", f"{DEALS}/merge")):  # fmt: skip
        assert hub.ask(method, path, json={}).status_code == 403


def test_winning_fills_in_the_closing_date(hub: Hub) -> None:
    hub.write("PATCH", f"{DEALS}/{deal_id(950)}", {"properties": {"dealstage": "closedwon"}})

    wanted = {"properties": "closedate,hs_is_closed_won,days_to_close,hs_v2_date_entered_closedwon",
              "propertiesWithHistory": "dealstage"}  # fmt: skip
    found = hub.get(f"{DEALS}/{deal_id(950)}", **wanted)
    assert found["properties"]["closedate"] == "2026-11-23T09:00:00Z"
    assert found["properties"]["hs_is_closed_won"] == "true"
    assert found["properties"]["days_to_close"] == "12"
    assert found["properties"]["hs_v2_date_entered_closedwon"] == "2026-11-23T09:00:00Z"
    assert found["propertiesWithHistory"]["dealstage"][0]["sourceType"] == "INTEGRATION"


def test_a_deal_moves_to_another_pipeline(hub: Hub) -> None:
    upsell = hub.get("/crm/v3/pipelines/deals")["results"][1]
    told = {"pipeline": upsell["id"], "dealstage": upsell["stages"][1]["id"]}

    changed = hub.write("PATCH", f"{DEALS}/{deal_id(950)}", {"properties": told})

    assert changed.json()["properties"]["pipeline"] == upsell["id"]
    past = hub.get(f"{DEALS}/{deal_id(950)}", propertiesWithHistory="pipeline")
    values = [one["value"] for one in past["propertiesWithHistory"]["pipeline"]]
    assert values == [upsell["id"], "default"]


def test_an_empty_value_clears(hub: Hub) -> None:
    told = {"amount": "", "segment": "", "hubspot_owner_id": ""}

    changed = hub.write("PATCH", f"{DEALS}/{deal_id(1)}", {"properties": told})

    assert {name: changed.json()["properties"][name] for name in told} == dict.fromkeys(told)


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"nothing": "1"}, "PROPERTY_DOESNT_EXIST"),
        ({"hs_lastmodifieddate": "2026-01-01"}, "READ_ONLY_VALUE"),
        ({"segment": "Huge"}, "INVALID_OPTION"),
        ({"amount": "much"}, "INVALID_NUMBER"),
        ({"closedate": "soon"}, "INVALID_DATE"),
    ],
)
def test_wrong_values_change_nothing(hub: Hub, properties: dict[str, str], code: str) -> None:
    before = hub.get(f"{DEALS}/{deal_id(1)}")

    answer = hub.write("PATCH", f"{DEALS}/{deal_id(1)}", {"properties": properties})

    assert answer.status_code == 400
    told = json.loads(answer.json()["message"].partition(": ")[2])
    assert [one["error"] for one in told] == [code]
    assert hub.get(f"{DEALS}/{deal_id(1)}") == before


def test_a_stage_of_another_pipeline_is_refused(hub: Hub) -> None:
    upsell = hub.get("/crm/v3/pipelines/deals")["results"][1]
    told: dict[str, Any] = {"pipeline": "default", "dealstage": upsell["stages"][0]["id"]}

    for method, path in (("PATCH", f"{DEALS}/{deal_id(950)}"), ("POST", DEALS)):
        assert hub.write(method, path, {"properties": told}).status_code == 400


def test_archiving_goes_to_the_bin_and_may_be_repeated(hub: Hub) -> None:
    answers = [hub.write("DELETE", f"{DEALS}/{deal_id(1)}") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert hub.ask("GET", f"{DEALS}/{deal_id(1)}").status_code == 404
    assert hub.get(f"{DEALS}/{deal_id(1)}", archived="true")["archived"] is True


def test_merging_keeps_the_first_and_the_earlier_birth(hub: Hub) -> None:
    told = {"primaryObjectId": deal_id(950), "objectIdToMerge": deal_id(7)}
    born = hub.get(f"{DEALS}/{deal_id(7)}")["createdAt"]

    survivor = hub.write("POST", f"{DEALS}/merge", told)

    assert survivor.status_code == 200
    assert survivor.json()["id"] == deal_id(950)
    assert survivor.json()["createdAt"] == born
    assert hub.write("POST", f"{DEALS}/merge", told).status_code == 400


def test_batches_write_too(hub: Hub) -> None:
    made = hub.write("POST", f"{DEALS}/batch/create", {"inputs": [{"properties": NEW}] * 2})
    ids = [one["id"] for one in made.json()["results"]]
    inputs = [{"id": one, "properties": {"amount": "1"}} for one in [*ids, "77"]]

    changed = hub.write("POST", f"{DEALS}/batch/update", {"inputs": inputs})
    gone = hub.write("POST", f"{DEALS}/batch/archive", {"inputs": [{"id": one} for one in ids]})

    assert (made.status_code, changed.status_code, gone.status_code) == (201, 207, 204)
    assert [one["properties"]["amount"] for one in changed.json()["results"]] == ["1", "1"]
    assert all(hub.ask("GET", f"{DEALS}/{one}").status_code == 404 for one in ids)


def test_calls_and_meetings_are_logged(hub: Hub) -> None:
    link = {"to": {"id": deal_id(1)}, "types": []}
    call = {"hs_timestamp": "2026-11-22T10:00:00Z", "hs_call_duration": "61000",
            "hs_call_status": "COMPLETED", "hs_call_direction": "INBOUND",
            "hubspot_owner_id": "61000033", "hs_call_title": "Back again"}  # fmt: skip
    meeting = {"hs_timestamp": "2026-11-24T10:00:00Z", "hs_meeting_title": "Pilot",
               "hs_meeting_start_time": "2026-11-24T10:00:00Z",
               "hs_meeting_end_time": "2026-11-24T10:30:00Z",
               "hs_meeting_outcome": "SCHEDULED"}  # fmt: skip

    for kind, told in (("calls", call), ("meetings", meeting)):
        made = hub.write("POST", f"{V3}/{kind}", {"properties": told, "associations": [link]})
        assert made.status_code == 201, made.text
        found = hub.get(f"{V3}/{kind}/{made.json()['id']}", properties=",".join(told),
                        associations="deals")  # fmt: skip
        assert {name: found["properties"][name] for name in told} == told
        assert found["associations"]["deals"]["results"][0]["id"] == deal_id(1)


def test_a_meeting_is_held_later(hub: Hub) -> None:
    planned = next(one for one in hub.world.activities.values() if one.outcome == "scheduled")
    told = {"properties": {"hs_meeting_outcome": "COMPLETED"}}

    changed = hub.write("PATCH", f"{V3}/meetings/{activity_id(planned.number)}", told)

    assert changed.json()["updatedAt"] == "2026-11-23T09:00:00.000Z"
    assert hub.world.activity(planned.number).outcome == "completed"


def test_activities_need_a_moment(hub: Hub) -> None:
    answer = hub.write("POST", f"{V3}/calls", {"properties": {"hs_call_title": "x"}})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("kind", "name", "values"),
    [("companies", "name", ("Red Pier", "Red Sail")), ("contacts", "firstname", ("Ann", "Bea"))],
)
def test_companies_and_contacts_live_too(
    hub: Hub, kind: str, name: str, values: tuple[str, str]
) -> None:
    first, second = (
        hub.write("POST", f"{V3}/{kind}", {"properties": {name: value}}).json() for value in values
    )
    told = {"properties": {name: "Other", "hubspot_owner_id": "61000022"}}
    pair = {"primaryObjectId": second["id"], "objectIdToMerge": first["id"]}

    changed = hub.write("PATCH", f"{V3}/{kind}/{second['id']}", told).json()
    survivor = hub.write("POST", f"{V3}/{kind}/merge", pair).json()

    assert (first["properties"][name], second["properties"][name]) == values
    assert changed["properties"][name] == "Other"
    assert changed["properties"]["hubspot_owner_id"] == "61000022"
    assert survivor["id"] == second["id"]
    assert hub.get(f"{V3}/{kind}/{first['id']}")["id"] == second["id"]
    assert hub.write("DELETE", f"{V3}/{kind}/{second['id']}").status_code == 204
    assert hub.ask("GET", f"{V3}/{kind}/{second['id']}").status_code == 404


def test_deals_go_with_a_merged_company(hub: Hub) -> None:
    mine, other = (hub.world.deal(number).company or 0 for number in (1, 2))
    pair = {"primaryObjectId": COMPANIES.of(mine), "objectIdToMerge": COMPANIES.of(other)}
    hub.write("POST", f"{V3}/companies/merge", pair)

    found = hub.get(f"{DEALS}/{deal_id(2)}", associations="companies")

    assert found["associations"]["companies"]["results"][0]["id"] == COMPANIES.of(mine)


def test_calls_cannot_be_merged(hub: Hub) -> None:
    first, second = (one["id"] for one in hub.get(f"{V3}/calls", limit=2)["results"])
    pair = {"primaryObjectId": first, "objectIdToMerge": second}

    assert hub.write("POST", f"{V3}/calls/merge", pair).status_code == 400
