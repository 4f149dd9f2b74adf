"""Lists, single records and batches."""

from __future__ import annotations

import pytest
from hubspot_client import V3, Hub, activity_id, deal_id

from sandbox.world.around import add_call, delete_activity
from sandbox.world.operations import (
    delete,
    merge,
    move_stage,
    reopen,
    restore,
    set_amount,
    win,
)

ALL = 979
"""Deals of the sample team, as in the sample exports."""


def every(hub: Hub, path: str, **query: object) -> list[dict[str, object]]:
    """All pages of a list."""
    records, after = [], ""
    while True:
        page = hub.get(path, **query, **({"after": after} if after else {}))
        records += page["results"]
        if "paging" not in page:
            return records
        after = page["paging"]["next"]["after"]


def test_pages_give_every_deal_once(hub: Hub) -> None:
    ids = [str(one["id"]) for one in every(hub, f"{V3}/deals", limit=100)]

    assert len(ids) == ALL == len(set(ids))
    assert ids == sorted(ids, key=int)


def test_a_page_has_ten_deals_unless_asked(hub: Hub) -> None:
    page = hub.get(f"{V3}/deals")

    assert len(page["results"]) == 10
    assert page["paging"]["next"]["after"] == str(int(page["results"][-1]["id"]) + 1)
    assert hub.session.get(page["paging"]["next"]["link"]).status_code == 401


@pytest.mark.parametrize("name", ["deals", "deal", "0-3"])
@pytest.mark.parametrize(
    "path", ["/crm/v3/objects", "/crm/objects/2025-09", "/crm/objects/2026-03",
             "/crm/objects/2026-09"]
)  # fmt: skip
def test_all_versions_and_names_lead_to_the_same(hub: Hub, path: str, name: str) -> None:
    assert hub.get(f"{path}/{name}/{deal_id(7)}")["id"] == deal_id(7)


def test_a_version_that_was_never_published_is_not_found(hub: Hub) -> None:
    assert hub.ask("GET", "/crm/objects/2027-03/deals").status_code == 404


def test_values_are_strings_or_null(hub: Hub) -> None:
    wanted = "dealname,amount,dealstage,pipeline,closedate,segment,deal_currency_code,no_such"
    found = hub.get(f"{V3}/deals/{deal_id(1)}", properties=wanted)["properties"]

    assert found == {
        "amount": "274000", "closedate": "2026-07-29T14:10:00Z", "deal_currency_code": "RUB",
        "createdate": "2026-06-01T14:10:00Z", "dealname": "Lively Sparrow: licences",
        "dealstage": "closedlost", "hs_lastmodifieddate": "2026-07-29T14:10:00Z",
        "hs_object_id": "19800000031", "pipeline": "default", "segment": "Mid-market",
    }  # fmt: skip


def test_history_is_newest_first(hub: Hub) -> None:
    number = 950
    win(hub.world, number, by=2)
    hub.sandbox.clock.advance(60)
    reopen(hub.world, number)

    query = {"propertiesWithHistory": "dealstage,pipeline,amount"}
    found = hub.get(f"{V3}/deals/{deal_id(number)}", **query)["propertiesWithHistory"]

    stages = [one["value"] for one in found["dealstage"]]
    times = [one["timestamp"] for one in found["dealstage"]]
    assert stages[1] == "closedwon"
    assert times == sorted(times, reverse=True)
    assert found["dealstage"][1]["sourceType"] == "CRM_UI"
    assert found["dealstage"][1]["updatedByUserId"] == 7_000_706
    assert [one["value"] for one in found["pipeline"]] == ["default"]


def test_an_amount_keeps_its_former_values(hub: Hub) -> None:
    set_amount(hub.world, 1, None)

    found = hub.get(f"{V3}/deals/{deal_id(1)}", propertiesWithHistory="amount")

    assert found["properties"]["amount"] is None
    assert [one["value"] for one in found["propertiesWithHistory"]["amount"]] == ["", "274000"]


def test_lists_with_history_are_half_as_long(hub: Hub) -> None:
    answer = hub.ask(
        "GET", f"{V3}/deals", params={"limit": 51, "propertiesWithHistory": "dealstage"}
    )

    assert answer.status_code == 400
    assert "50" in answer.json()["message"]


def test_fifty_one_histories_are_too_many_for_a_batch(hub: Hub) -> None:
    inputs = [{"id": deal_id(number)} for number in range(1, 52)]
    told = {"inputs": inputs, "propertiesWithHistory": ["dealstage"]}

    answer = hub.ask("POST", f"{V3}/deals/batch/read", json=told)

    assert answer.status_code == 400
    assert "property histories is 50" in answer.json()["message"]
    told["inputs"] = inputs[:50]
    assert len(hub.post(f"{V3}/deals/batch/read", told)["results"]) == 50


def test_what_a_batch_misses_is_named(hub: Hub) -> None:
    told = {"inputs": [{"id": deal_id(1)}, {"id": "77"}], "properties": ["amount"]}

    answer = hub.ask("POST", f"{V3}/deals/batch/read", json=told)

    assert answer.status_code == 207
    body = answer.json()
    assert body["status"] == "COMPLETE"
    assert body["numErrors"] == 1
    assert body["errors"][0]["category"] == "OBJECT_NOT_FOUND"
    assert [one["id"] for one in body["results"]] == [deal_id(1)]


def test_deleted_deals_are_only_in_the_bin(hub: Hub) -> None:
    delete(hub.world, 3)

    assert hub.ask("GET", f"{V3}/deals/{deal_id(3)}").status_code == 404
    binned = every(hub, f"{V3}/deals", limit=100, archived="true")
    assert deal_id(3) in [one["id"] for one in binned]
    assert all(one["archived"] and one["archivedAt"] for one in binned)
    assert len(every(hub, f"{V3}/deals", limit=100)) == ALL - 1


def test_restored_deals_are_back_in_their_place(hub: Hub) -> None:
    delete(hub.world, 3)
    restore(hub.world, 3)

    assert [one["id"] for one in hub.get(f"{V3}/deals", limit=3)["results"]] == [
        deal_id(1), deal_id(2), deal_id(3),
    ]  # fmt: skip


def test_a_merged_deal_answers_as_its_survivor(hub: Hub) -> None:
    merge(hub.world, 10, 4)

    found = hub.get(f"{V3}/deals/{deal_id(4)}", properties="hs_merged_object_ids")

    assert found["id"] == deal_id(10)
    assert found["properties"]["hs_merged_object_ids"] == deal_id(4)
    told = {"inputs": [{"id": deal_id(4)}, {"id": deal_id(10)}]}
    assert [one["id"] for one in hub.post(f"{V3}/deals/batch/read", told)["results"]] == [
        deal_id(10)
    ]


def test_records_that_move_between_pages_are_not_lost(hub: Hub) -> None:
    """The list goes by id, so a change in the middle of it moves nothing."""
    first = hub.get(f"{V3}/deals", limit=100)
    delete(hub.world, 50)
    move_stage(hub.world, 500, "Contract Sent")
    after = first["paging"]["next"]["after"]

    second = hub.get(f"{V3}/deals", limit=1, after=after)

    assert second["results"][0]["id"] == deal_id(101)


def test_links_come_with_a_list(hub: Hub) -> None:
    found = hub.get(f"{V3}/deals/{deal_id(1)}", associations="companies,contacts,tickets")

    assert found["associations"] == {
        "companies": {"results": [
            {"id": "8300000973", "type": "deal_to_company"},
            {"id": "8300000973", "type": "deal_to_company_unlabeled"},
        ]},
        "contacts": {"results": [{"id": "90001807", "type": "deal_to_contact"}]},
    }  # fmt: skip


def test_links_of_many_calls(hub: Hub) -> None:
    call = add_call(hub.world, deal=1)
    alone = add_call(hub.world)
    told = {"inputs": [{"id": activity_id(call.number)}, {"id": activity_id(alone.number)}]}

    found = hub.post("/crm/v4/associations/calls/deals/batch/read", told)

    assert found["status"] == "COMPLETE"
    assert found["results"] == [{
        "from": {"id": activity_id(call.number)},
        "to": [{"toObjectId": int(deal_id(1)), "associationTypes": [
            {"category": "HUBSPOT_DEFINED", "typeId": 206, "label": None}
        ]}],
    }]  # fmt: skip


def test_links_follow_a_merge(hub: Hub) -> None:
    call = add_call(hub.world, deal=4)
    merge(hub.world, 10, 4)

    told = {"inputs": [{"id": activity_id(call.number)}]}
    found = hub.post("/crm/v4/associations/calls/deals/batch/read", told)
    back = hub.get(f"{V3}/deals/{deal_id(10)}", associations="calls")["associations"]

    assert found["results"][0]["to"][0]["toObjectId"] == int(deal_id(10))
    assert activity_id(call.number) in [one["id"] for one in back["calls"]["results"]]


def test_too_many_links_at_once_are_refused(hub: Hub) -> None:
    told = {"inputs": [{"id": str(number)} for number in range(1001)]}

    answer = hub.ask("POST", "/crm/v4/associations/deals/companies/batch/read", json=told)

    assert answer.status_code == 400


def test_calls_and_meetings_have_kinds_of_their_own(hub: Hub) -> None:
    call = add_call(hub.world, seconds=90, outcome="no_answer", deal=1)

    wanted = "hs_call_status,hs_call_duration,hs_call_disposition,hs_call_direction"
    found = hub.get(f"{V3}/calls/{activity_id(call.number)}", properties=wanted)["properties"]

    assert found["hs_call_status"] == "NO_ANSWER"
    assert found["hs_call_duration"] == "90000"
    assert found["hs_call_direction"] == "OUTBOUND"
    assert found["hs_call_disposition"] == "73a0d17f-1163-4015-bdd5-ec830791da20"
    assert hub.ask("GET", f"{V3}/meetings/{activity_id(call.number)}").status_code == 404


def test_deleted_calls_go_to_their_bin(hub: Hub) -> None:
    call = add_call(hub.world)
    delete_activity(hub.world, call.number)

    assert [one["id"] for one in every(hub, f"{V3}/calls", archived="true")] == [
        activity_id(call.number)
    ]


def test_contacts_name_their_stamp_differently(hub: Hub) -> None:
    found = hub.get(f"{V3}/contacts", limit=1)["results"][0]["properties"]

    assert "lastmodifieddate" in found
    assert "hs_lastmodifieddate" not in found


def test_leads_are_a_kind_without_records(hub: Hub) -> None:
    assert hub.get(f"{V3}/leads") == {"results": []}


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_impossible_pages_are_refused(hub: Hub, limit: str) -> None:
    answer = hub.ask("GET", f"{V3}/deals", params={"limit": limit})

    assert answer.status_code == 400
    assert answer.json()["category"] == "VALIDATION_ERROR"


def test_careless_parameters_are_noted_and_passed_over(hub: Hub) -> None:
    assert hub.ask("GET", f"{V3}/deals", params={"pageSize": 5}).status_code == 200
    told = {"inputs": [{"id": deal_id(1), "kind": "x"}], "fields": []}
    assert hub.ask("POST", f"{V3}/deals/batch/read", json=told).status_code == 200

    assert len(hub.sandbox.violations) == 3
    hub.sandbox.violations.clear()


def test_paths_nobody_wrote_are_loud(hub: Hub) -> None:
    assert hub.ask("GET", "/crm/v3/lists").status_code == 501
    assert hub.sandbox.violations == ["no such route: GET /hubspot/crm/v3/lists"]
    hub.sandbox.violations.clear()
