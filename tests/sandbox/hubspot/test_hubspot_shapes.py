"""Every answer has the names and types that HubSpot's own descriptions give."""

from __future__ import annotations

from typing import Any

import hubspot_shapes as shapes
import pytest
from hubspot_client import V3, Hub, activity_id, deal_id

from sandbox.world.operations import delete, merge

HISTORY = {"propertiesWithHistory": "dealstage,amount,closedate,hubspot_owner_id,pipeline,segment"}


@pytest.mark.parametrize("kind", ["deals", "companies", "contacts", "calls", "meetings", "tasks"])
def test_lists(hub: Hub, kind: str) -> None:
    page = hub.get(f"{V3}/{kind}", limit=50, associations="deals,companies,contacts")

    assert len(page["results"]) == 50
    assert shapes.problems(shapes.PAGE, page) == []


def test_every_property_of_deals(hub: Hub) -> None:
    """Whatever is asked for, values are strings or null."""
    named = [one["name"] for one in hub.get("/crm/v3/properties/deals")["results"]]
    told = {"inputs": [{"id": deal_id(number)} for number in range(900, 950)], "properties": named}

    found = hub.post(f"{V3}/deals/batch/read", told)

    assert shapes.problems(shapes.BATCH, found) == []
    assert all(set(one["properties"]) == set(named) for one in found["results"])


def test_histories(hub: Hub) -> None:
    page = hub.get(f"{V3}/deals", limit=50, **HISTORY)

    assert shapes.problems(shapes.PAGE, page) == []
    for one in page["results"]:
        for name, past in one["propertiesWithHistory"].items():
            assert past[0]["value"] == (one["properties"][name] or "")


def test_the_bin(hub: Hub) -> None:
    delete(hub.world, 1)
    merge(hub.world, 2, 3)
    page = hub.get(f"{V3}/deals", limit=10, archived="true")

    assert len(page["results"]) == 5
    assert shapes.problems(shapes.PAGE, page) == []


def test_searches(hub: Hub) -> None:
    found = hub.search(properties=["amount", "dealstage"], limit=200)

    assert shapes.problems(shapes.FOUND, found) == []
    assert not any("propertiesWithHistory" in one for one in found["results"])


def test_batches_and_what_they_miss(hub: Hub) -> None:
    told = {"inputs": [{"id": deal_id(1)}, {"id": "1"}], "propertiesWithHistory": ["amount"]}

    assert shapes.problems(shapes.BATCH, hub.post(f"{V3}/deals/batch/read", told)) == []


def test_links(hub: Hub) -> None:
    told = {"inputs": [{"id": deal_id(number)} for number in range(1, 200)]}

    for kind in ("companies", "contacts", "calls", "meetings", "tasks"):
        found = hub.post(f"/crm/v4/associations/deals/{kind}/batch/read", told)
        assert found["results"]
        assert shapes.problems(shapes.LINKS, found) == []


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/crm/v3/pipelines/deals", shapes.PIPELINES),
        ("/crm/pipelines/2026-09/deals", shapes.PIPELINES),
        ("/crm/v3/pipelines/contacts", shapes.PIPELINES),
        ("/crm/v3/pipelines/deals/default/stages", {"results": [shapes.STAGE]}),
        ("/crm/v3/properties/deals", shapes.PROPERTIES),
        ("/crm/v3/properties/calls", shapes.PROPERTIES),
        ("/crm/properties/2026-09/contacts", shapes.PROPERTIES),
        ("/crm/v3/properties/deals/segment", shapes.PROPERTY),
        ("/crm/v3/owners?limit=2", shapes.OWNERS),
        ("/crm/owners/2026-09", shapes.OWNERS),
        ("/crm/v3/owners/61000011", shapes.OWNER),
        ("/account-info/v3/details", shapes.ACCOUNT),
        ("/account-info/2026-09/details", shapes.ACCOUNT),
        ("/account-info/v3/api-usage/daily/private-apps", shapes.USAGE),
        ("/settings/v3/currencies/exchange-rates/current", shapes.RATES),
        ("/settings/currencies/2026-09/exchange-rates/current", shapes.RATES),
    ],
)
def test_metadata(hub: Hub, path: str, shape: Any) -> None:
    assert shapes.problems(shape, hub.get(path)) == []


@pytest.mark.parametrize(
    ("method", "path", "told", "status"),
    [
        ("GET", f"{V3}/deals/9", None, 404),
        ("GET", f"{V3}/nothing", None, 400),
        ("GET", "/crm/v3/properties/deals/nothing", None, 404),
        ("GET", "/crm/v3/pipelines/deals/nothing", None, 404),
        ("POST", f"{V3}/deals/search", {"filterGroups": [{"filters": [
            {"propertyName": "nothing", "operator": "EQ", "value": "1"}]}]}, 400),
        ("POST", f"{V3}/deals/batch/read", {"inputs": []}, 400),
        ("POST", f"{V3}/deals", {"properties": {"nothing": "1"}}, 403),
    ],
)  # fmt: skip
def test_errors(hub: Hub, method: str, path: str, told: Any, status: int) -> None:
    answer = hub.ask(method, path, json=told)

    assert answer.status_code == status
    assert shapes.problems(shapes.ERROR, answer.json()) == []


def test_what_is_written(hub: Hub) -> None:
    made = hub.write("POST", f"{V3}/deals", {"properties": {"dealname": "New"}})
    changed = hub.write("PATCH", f"{V3}/deals/{made.json()['id']}", {"properties": {"amount": "1"}})

    assert (made.status_code, changed.status_code) == (201, 200)
    assert shapes.problems(shapes.OBJECT, made.json()) == []
    assert shapes.problems(shapes.OBJECT, changed.json()) == []


def test_the_shapes_find_faults() -> None:
    """Else the tests above would prove nothing."""
    wrong = {"id": 1, "properties": {"amount": 5}, "createdAt": "today", "extra": True}

    found = shapes.problems(shapes.OBJECT, wrong)

    assert found == [
        "$.extra: unknown", "$.updatedAt: missing", "$.id: 1 is not text",
        "$.properties.amount: 5 is not text or null", "$.createdAt: 'today' is not moment",
    ]  # fmt: skip
    assert activity_id(1) == "45000000017"
