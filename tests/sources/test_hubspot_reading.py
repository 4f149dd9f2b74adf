"""What HubSpot's answers mean, case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from sync.core.records import Field, LiveDeal, Stage, StageChange
from sync.sources.hubspot.client import are_named, is_account, is_page, is_search
from sync.sources.hubspot.errors import HubSpotGarbledError
from sync.sources.hubspot.fields import choose_fields
from sync.sources.hubspot.paths import Paths
from sync.sources.hubspot.reading import (
    Account,
    moment,
    read_account,
    read_activity,
    read_deal,
    read_owner,
    read_stages,
)

ACCOUNT = Account("117", "RUB", "Europe/Moscow", "app.hubspot.com")
FIELDS = (
    Field("Deal Name", "text", "title", "dealname"), Field("Margin", "number", key="margin"),
    Field("Signed", "day", key="signed"), Field("Kind", "text", key="kind"),
    Field("Tags", "texts", key="tags", options={"a": "A", "b": "B"}),
)  # fmt: skip
MODIFIED = "2026-11-01T10:00:00.123Z"


def deal(history: object = None, **properties: str | None) -> LiveDeal:
    found: dict[str, Any] = {
        "id": "5001", "properties": {"hs_lastmodifieddate": MODIFIED, **properties},
    }  # fmt: skip
    if history is not None:
        found["propertiesWithHistory"] = {"dealstage": history}
    return read_deal(found, FIELDS, ACCOUNT)


def test_a_deal_with_nothing_filled_in() -> None:
    """Blank is not zero."""
    assert deal(amount="", dealname=None) == LiveDeal(
        "5001", datetime(2026, 11, 1, 10, 0, 0, 123000, UTC),
        link="https://app.hubspot.com/contacts/117/record/0-3/5001", currency="RUB",
    )  # fmt: skip


def test_the_history_comes_in_order() -> None:
    """The newest entry stands first; entries without a value or a moment are none."""
    history = [
        {"value": "closedwon", "timestamp": "2026-11-01T10:00:00.120Z"},
        {"value": "talks", "timestamp": "2026-09-01T08:00:00Z"},
        {"value": "", "timestamp": "2026-08-01T08:00:00Z"},
        {"value": "lost", "timestamp": "soon"},
        "odd",
    ]

    assert deal(history).changes == (
        StageChange(datetime(2026, 9, 1, 8, tzinfo=UTC), "talks"),
        StageChange(datetime(2026, 11, 1, 10, 0, 0, 120000, UTC), "closedwon"),
    )


@pytest.mark.parametrize(
    ("properties", "state"),
    [
        ({"hs_is_closed_won": "true", "hs_is_closed": "true"}, "won"),
        ({"hs_is_closed_won": "false", "hs_is_closed": "true"}, "lost"),
        ({"hs_is_closed": "false"}, "open"),
        ({}, "open"),
    ],
)
def test_the_state_by_the_deal_itself(properties: dict[str, str], state: str) -> None:
    assert deal(**properties).state == state


@pytest.mark.parametrize(
    ("text", "amount"),
    [("250000", Decimal(250000)), ("0", Decimal(0)), ("12.50", Decimal("12.50")), ("1e5",
     Decimal(100000)), ("NaN", None), ("Infinity", None), ("1e400", None), ("a lot", None)],
)  # fmt: skip
def test_amounts(text: str, amount: Decimal | None) -> None:
    assert deal(amount=text).amount == amount


def test_custom_values_by_their_kind() -> None:
    found = deal(margin="15.5", signed="2026-10-05", kind=" New \n business\x00 ", tags="a;b")

    assert found.fields == {
        "margin": Decimal("15.5"), "signed": date(2026, 10, 5), "kind": "New business",
        "tags": "a;b",
    }  # fmt: skip


def test_a_moment_is_its_day_where_the_account_is() -> None:
    assert deal(signed="2026-10-04T22:00:00Z").fields == {"signed": date(2026, 10, 5)}


@pytest.mark.parametrize("kind", ["mail me: anna@example.com", "word " * 30])
def test_private_texts_are_not_kept(kind: str) -> None:
    assert deal(kind=kind).fields == {}


def test_phone_numbers_in_titles_are_blotted_out() -> None:
    assert deal(dealname="Ring +7 000 123-45-67").title == "Ring •••"


def test_merged_ids_and_other_currencies() -> None:
    found = deal(hs_merged_object_ids="1;2", deal_currency_code="USD")

    assert (found.absorbed, found.currency) == (("1", "2"), "USD")


def test_a_record_without_its_stamp_is_garbled() -> None:
    with pytest.raises(HubSpotGarbledError):
        read_deal({"id": "1", "properties": {}}, FIELDS, ACCOUNT)


def stage(closed: object, probability: object) -> str:
    marks = {"isClosed": closed, "probability": probability}
    found = {"id": "s", "label": "Stage", "metadata": marks}
    return read_stages([{"id": "p", "label": "Sales", "stages": [found]}])[0].state


@pytest.mark.parametrize(
    ("closed", "probability", "state"),
    [("true", "1.0", "won"), ("true", "1", "won"), ("true", "0.0", "lost"),
     ("true", "0.5", "lost"), ("false", "1.0", "open"), ("false", "0.2", "open"),
     (True, "1.0", "won"), (None, None, "open")],
)  # fmt: skip
def test_the_marks_of_a_stage_are_strings(closed: object, probability: object, state: str) -> None:
    assert stage(closed, probability) == state


def test_stages_stand_in_the_order_of_the_screen() -> None:
    pipelines = [
        {"id": "2", "label": "Upsell", "displayOrder": 1,
         "stages": [{"id": "u", "label": "Talks", "displayOrder": 0}]},
        {"id": "1", "label": "Sales", "displayOrder": 0,
         "stages": [{"id": "b", "label": "Offer", "displayOrder": 1},
                    {"id": "a", "label": "Talks", "displayOrder": 0, "metadata": "odd"}]},
    ]  # fmt: skip

    assert [(one.pipeline_name, one.id) for one in read_stages(pipelines)] == [
        ("Sales", "a"), ("Sales", "b"), ("Upsell", "u"),
    ]  # fmt: skip
    assert read_stages([{"id": "1", "stages": [{"id": "x"}]}]) == (
        Stage("x", "x", "1", "1", "open"),
    )


def call(**properties: str | None) -> str:
    found = {"id": "7", "properties": {"hs_lastmodifieddate": MODIFIED, **properties}}
    return read_activity(found, "calls", (), ACCOUNT).state


@pytest.mark.parametrize(
    ("status", "disposition", "state"),
    [
        ("COMPLETED", "f240bbac-87c9-4f6e-bf70-924b57d47db7", "done"),
        ("COMPLETED", "b2cf5968-551e-4856-9783-52b3da59a7d0", "done"),
        ("COMPLETED", None, "done"),
        ("COMPLETED", "73a0d17f-1163-4015-bdd5-ec830791da20", "missed"),
        ("COMPLETED", "17b47fee-58de-441e-a44c-c6300d46f273", "missed"),
        ("NO_ANSWER", None, "missed"), ("BUSY", None, "missed"), ("FAILED", None, "missed"),
        ("CANCELED", None, "cancelled"), ("QUEUED", None, "planned"),
        ("SOMETHING", None, "planned"), (None, None, "planned"),
    ],
)  # fmt: skip
def test_what_came_of_a_call(status: str | None, disposition: str | None, state: str) -> None:
    """Calls logged by hand are completed whatever came of them; their outcome tells."""
    assert call(hs_call_status=status, hs_call_disposition=disposition) == state


def test_a_meeting() -> None:
    properties = {
        "hs_lastmodifieddate": MODIFIED, "hs_meeting_outcome": "COMPLETED",
        "hs_meeting_title": "Demo for anna@example.com", "hs_timestamp": "2026-10-01T09:00:00Z",
        "hs_meeting_start_time": "2026-10-01T09:00:00Z", "hubspot_owner_id": "61",
        "hs_meeting_end_time": "2026-10-01T10:30:00Z",
    }  # fmt: skip

    found = read_activity({"id": "9", "properties": properties}, "meetings", ["12", "9"], ACCOUNT)

    assert (found.state, found.seconds, found.owner) == ("done", Decimal(5400), "61")
    assert found.title == "Demo for •••"
    assert found.deal == "9"
    assert found.link == "https://app.hubspot.com/contacts/117/record/0-47/9"


def test_owners_keep_their_name_only() -> None:
    known = {"id": "1", "firstName": "Anna", "lastName": "Crane", "email": "anna@example.com"}
    nameless = {"id": "2", "firstName": "", "lastName": None, "email": "oleg@example.com"}

    assert read_owner(known, active=True).name == "Anna Crane"
    assert read_owner(nameless, active=False).name == "oleg"


def test_an_account_without_details() -> None:
    assert read_account({"portalId": 5, "timeZone": "Nowhere/Land"}) == Account(
        "5", "", "UTC", "app.hubspot.com"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-01T10:00:00.123Z", datetime(2026, 11, 1, 10, 0, 0, 123000, UTC)),
        ("2026-11-01T10:00:00Z", datetime(2026, 11, 1, 10, tzinfo=UTC)),
        ("1795000000000", datetime.fromtimestamp(1795000000, UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("yesterday", None), ("", None), (None, None), ("9" * 30, None), (5, None),
    ],
)  # fmt: skip
def test_moments(text: object, found: datetime | None) -> None:
    assert moment(text) == found


def prop(name: str, label: str, kind: str = "string", **more: object) -> dict[str, object]:
    return {"name": name, "label": label, "type": kind, "fieldType": "text", **more}


def test_the_fields_that_are_kept() -> None:
    """The standard ones, those that matter, and those the team added, unless they are private."""
    given = [
        prop("dealname", "Deal Name", hubspotDefined=True),
        prop("amount", "Amount", "number", hubspotDefined=True),
        prop("dealtype", "Deal Type", "enumeration", hubspotDefined=True,
             options=[{"label": "New", "value": "new"}, {"value": None}, "odd"]),
        prop("hs_created_by_user_id", "Created by", hubspotDefined=True),
        prop("segment", "Segment", "enumeration"),
        prop("segment2", "Segment", "enumeration"),
        prop("tags", "Tags", "enumeration", fieldType="checkbox"),
        prop("phone", "Client phone"), prop("notes", "Free text", fieldType="textarea"),
        prop("old", "Old", hidden=True), prop("odd", "Odd", "object_coordinates"),
    ]  # fmt: skip

    found = choose_fields(given)

    assert [(one.name, one.kind, one.role, one.key) for one in found] == [
        ("Deal Name", "text", "title", "dealname"), ("Amount", "number", "amount", "amount"),
        ("Deal Type", "text", "", "dealtype"), ("Segment", "text", "", "segment"),
        ("Segment (segment2)", "text", "", "segment2"), ("Tags", "texts", "", "tags"),
    ]  # fmt: skip
    assert found[2].options == {"new": "New"}


def test_so_many_fields_that_no_address_would_hold_them() -> None:
    found = choose_fields([prop(f"field_{number:04}", f"Field {number}") for number in range(2000)])

    assert 300 < len(found) < 500


def test_addresses_of_each_version() -> None:
    old, dated = Paths(), Paths("2026-09")

    assert (old.objects("deals"), dated.objects("deals")) == (
        "/crm/v3/objects/deals", "/crm/objects/2026-09/deals",
    )  # fmt: skip
    assert (old.owners(), dated.owners()) == ("/crm/v3/owners", "/crm/owners/2026-09")
    assert old.links("calls", "deals") == "/crm/v4/associations/calls/deals/batch/read"
    assert dated.account() == "/account-info/2026-09/details"


@pytest.mark.parametrize(
    "body",
    [
        None, [], {}, {"results": None}, {"results": [1]}, {"results": [{"id": 5}]},
        {"results": [{"id": "5"}]}, {"results": [], "paging": {}},
        {"results": [], "paging": {"next": {"after": 5}}}, {"results": [], "paging": []},
    ],
)  # fmt: skip
def test_other_shapes_are_no_page(body: object) -> None:
    assert not is_page(body)
    assert not is_search(body)
    assert not is_account(body)


def test_shapes_that_are_right() -> None:
    page = {"results": [{"id": "5", "properties": {}, "new": 1}], "total": 1, "paging": None}

    assert is_page(page)
    assert is_search(page)
    assert are_named({"results": [{"name": "amount"}, {"id": "7"}]})
    assert is_account({"portalId": 1})
