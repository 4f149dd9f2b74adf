"""Search: what its index knows and when, filters, order, limits."""

from __future__ import annotations

from typing import Any

import pytest
from hubspot_client import V3, Hub, deal_id, where

from sandbox.world.making import Size, make_world
from sandbox.world.operations import create_deal, delete, move_stage, restore, set_amount

STAMP = "hs_lastmodifieddate"
HALLOWEEN = "2026-10-31T21:00:00Z"
"""1793480400000 in milliseconds."""
SORT = [{"propertyName": STAMP, "direction": "ASCENDING"}]


def test_writes_are_found_some_seconds_late(hub: Hub) -> None:
    """Reading by id sees them at once."""
    made = create_deal(hub.world, title="Zephyr", amount=None)
    filters = (where("dealname", "EQ", "Zephyr"),)

    assert hub.found(*filters) == []
    assert hub.get(f"{V3}/deals/{deal_id(made.number)}")["id"] == deal_id(made.number)
    hub.sandbox.clock.advance(15)
    assert hub.found(*filters) == [deal_id(made.number)]


def test_until_then_search_tells_the_old_value(hub: Hub) -> None:
    set_amount(hub.world, 1, None)
    filters = (where("hs_object_id", "EQ", deal_id(1)),)

    def amount() -> Any:
        return hub.search(filterGroups=[{"filters": list(filters)}], properties=["amount"])[
            "results"
        ][0]["properties"]["amount"]

    assert amount() == "274000"
    hub.sandbox.clock.advance(15)
    assert amount() is None


def test_the_lag_can_be_long(hub: Hub) -> None:
    hub.portal.config.search_lag = 120
    made = create_deal(hub.world, title="Zephyr")

    hub.sandbox.clock.advance(100)
    assert hub.found(where("dealname", "EQ", "Zephyr")) == []
    hub.sandbox.clock.advance(26)
    assert hub.found(where("dealname", "EQ", "Zephyr")) == [deal_id(made.number)]


def test_a_later_change_is_not_undone_by_an_earlier_one(hub: Hub) -> None:
    """The lag varies, so changes may reach the index in another order."""
    for stage in ("Qualified To Buy", "Contract Sent") * 10:
        move_stage(hub.world, 950, stage)
        hub.sandbox.clock.advance(0.001)
    hub.sandbox.clock.advance(20)

    found = hub.search(filterGroups=[{"filters": [where("hs_object_id", "EQ", deal_id(950))]}])

    assert found["results"][0]["properties"]["dealstage"] == "contractsent"


def test_the_total_follows_the_index(hub: Hub) -> None:
    before = hub.search()["total"]
    delete(hub.world, 1)

    assert hub.search()["total"] == before
    hub.sandbox.clock.advance(15)
    assert hub.search()["total"] == before - 1
    restore(hub.world, 1)
    hub.sandbox.clock.advance(15)
    assert hub.search()["total"] == before


@pytest.mark.parametrize("word", ["ascending", "string"])
def test_changes_since_a_moment_come_in_order(hub: Hub, word: str) -> None:
    sorts: list[Any] = SORT if word == "ascending" else [STAMP]
    since = str(1_790_000_000_000)
    groups = [{"filters": [where(STAMP, "GTE", since)]}]

    pages = [
        hub.search(filterGroups=groups, sorts=sorts, limit=200, after=str(after))
        for after in range(0, 800, 200)
    ]

    stamps = [one["updatedAt"] for page in pages for one in page["results"]]
    assert len(stamps) == pages[0]["total"]
    assert stamps == sorted(stamps)
    assert stamps[0] >= "2026-09-21"
    assert pages[0]["paging"] == {"next": {"after": "200"}}
    assert "paging" not in pages[-1]


def test_the_other_way_round(hub: Hub) -> None:
    found = hub.search(sorts=[{"propertyName": "amount", "direction": "DESCENDING"}], limit=200)

    amounts = [int(one["properties"]["amount"]) for one in found["results"]]
    assert amounts == sorted(amounts, reverse=True)


def test_blank_values_come_last(hub: Hub) -> None:
    total = hub.search()["total"]
    for sort in ("amount", "-amount"):
        page = hub.search(sorts=[sort], limit=20, after=str(total - 20), properties=["amount"])
        assert [one["properties"]["amount"] for one in page["results"]] == [None] * 20


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([where("dealstage", "EQ", "CLOSEDWON"), where("segment", "EQ", "enterprise")], 38),
        ([where("dealstage", "IN", values=["closedwon", "closedlost"])], 821),
        ([where("dealstage", "NOT_IN", values=["closedwon", "closedlost"]),
          where("pipeline", "EQ", "default")], 120),
        ([where("amount", "NOT_HAS_PROPERTY"), where("hs_is_closed_won", "EQ", "true")], 2),
        ([where("amount", "BETWEEN", "200000", highValue="300000"),
          where("hs_is_closed_won", "EQ", "true")], None),
        ([where("amount", "GT", "1000000")], 0),
        ([where("closedate", "GTE", "2026-10-01T00:00:00Z"),
          where("closedate", "LT", "1793480400000"),
          where("hs_is_closed_won", "EQ", "true")], None),
        ([where("dealname", "CONTAINS_TOKEN", "lantern*"), where("pipeline", "NEQ", "default")],
         None),
    ],
)  # fmt: skip
def test_filters_find_what_a_look_at_all_deals_finds(
    hub: Hub, filters: list[Any], expected: int | None
) -> None:
    found = hub.search(filterGroups=[{"filters": filters}])["total"]

    looked = sum(all(holds(hub, one, deal) for one in filters) for deal in alive(hub))
    assert found == looked
    assert expected is None or found == expected


def alive(hub: Hub) -> list[dict[str, Any]]:
    """The properties of all deals, page by page."""
    hub.portal.config.per_ten_seconds = 1000
    names = "dealstage,segment,pipeline,amount,hs_is_closed_won,closedate,dealname"
    deals, after = [], "0"
    while after:
        page = hub.get(f"{V3}/deals", limit=100, properties=names, after=after)
        deals += [one["properties"] for one in page["results"]]
        after = page.get("paging", {}).get("next", {}).get("after", "")
    return deals


def holds(hub: Hub, one: dict[str, Any], deal: dict[str, Any]) -> bool:
    """A filter, understood without the sandbox's code."""
    value: str | None = deal[one["propertyName"]]
    operator: str = one["operator"]
    if operator == "NOT_HAS_PROPERTY" or value is None:
        return operator == "NOT_HAS_PROPERTY" and value is None
    wanted = [str(each).lower() for each in one.get("values", [one.get("value")])]
    if operator in {"EQ", "IN", "NEQ", "NOT_IN"}:
        return (value.lower() in wanted) is (operator in {"EQ", "IN"})
    if operator == "CONTAINS_TOKEN":
        return any(word.startswith(wanted[0][:-1]) for word in value.lower().split())
    if one["propertyName"] == "closedate":
        return value >= "2026-10-01T00:00:00Z" if operator == "GTE" else value < HALLOWEEN
    high = int(one.get("highValue", 10**9))
    return int(wanted[0]) <= int(value) <= high and (operator != "GT" or value != wanted[0])


def test_groups_are_alternatives(hub: Hub) -> None:
    groups = [{"filters": [where("hs_object_id", "EQ", deal_id(number))]} for number in (1, 2)]

    assert [one["id"] for one in hub.search(filterGroups=groups)["results"]] == [
        deal_id(1), deal_id(2),
    ]  # fmt: skip


def test_free_text_looks_at_the_beginnings_of_words(hub: Hub) -> None:
    found = hub.search(query="lively sparr", properties=["dealname"], limit=200)["results"]

    names = {one["properties"]["dealname"].split(":")[0] for one in found}
    assert names == {"Lively Sparrow"}


@pytest.mark.parametrize(
    "told",
    [
        {"limit": 201},
        {"limit": 200, "after": "9801"},
        {"filterGroups": [{"filters": []}] * 6},
        {"filterGroups": [{"filters": [where("amount", "GT", "1")] * 7}]},
        {"filterGroups": [{"filters": [where("amount", "GT", "1")] * 5}] * 4},
        {"filterGroups": [{"filters": [where("nothing", "GT", "1")]}]},
        {"filterGroups": [{"filters": [where("amount", "GT", "much")]}]},
        {"filterGroups": [{"filters": [where("amount", "IN", "1")]}]},
        {"filterGroups": [{"filters": [where("amount", "GT")]}]},
        {"sorts": ["amount", "closedate"]},
        {"sorts": ["nothing"]},
        {"sorts": [{"propertyName": "amount", "direction": "UP"}]},
        {"query": "x" * 3000},
        {"filterGroups": {"filters": []}},
        {"after": "first"},
    ],
)
def test_what_hubspot_refuses(hub: Hub, told: dict[str, Any]) -> None:
    answer = hub.ask("POST", f"{V3}/deals/search", json=told)

    assert answer.status_code == 400, answer.text
    assert answer.json()["category"] == "VALIDATION_ERROR"


def test_the_last_page_below_the_cap_is_served(hub: Hub) -> None:
    assert hub.search(limit=200, after="9800")["results"] == []


def test_unknown_members_are_noted(hub: Hub) -> None:
    told = {"filter": [], "filterGroups": [{"filters": [where("amount", "LIKE", "1")]}]}

    assert hub.ask("POST", f"{V3}/deals/search", json=told).status_code == 400
    assert hub.sandbox.violations == [
        "unknown body key 'filter': /hubspot/crm/v3/objects/deals/search",
        "unknown operator 'LIKE' in a filter",
    ]
    hub.sandbox.violations.clear()


def test_what_lies_above_the_cap_is_reached_by_moving_the_bound(hub: Hub) -> None:
    """Deep pages end at 10,000, here at 1,000; going on from the last stamp reaches the rest, also
    where more deals than fit on a page were touched in the same millisecond."""
    hub.portal.config.most_results = 1000
    size = Size(deals=1_500, activities=0, stage_changes=5_000)
    hub.sandbox.use_world(make_world(hub.sandbox.clock, seed=3, size=size))
    alive = {number for number, deal in hub.world.deals.items() if deal.deleted is None}
    bound, last, seen = "0", "0", set[str]()
    for _ in range(100):
        groups = [
            {"filters": [where(STAMP, "GT", bound)]},
            {"filters": [where(STAMP, "EQ", bound), where("hs_object_id", "GT", last)]},
        ]
        page = hub.search(filterGroups=groups, sorts=SORT, limit=200)
        seen |= {one["id"] for one in page["results"]}
        if len(page["results"]) < 200:
            break
        bound, last = page["results"][-1]["updatedAt"], page["results"][-1]["id"]

    assert len(alive) > 1_000
    assert seen == {deal_id(number) for number in alive}


def test_activities_are_searched_too(hub: Hub) -> None:
    held = hub.found(where("hs_meeting_outcome", "EQ", "COMPLETED"),
                     where("hs_timestamp", "GTE", "2026-10-01"), kind="meetings")  # fmt: skip

    assert len(held) == 124
