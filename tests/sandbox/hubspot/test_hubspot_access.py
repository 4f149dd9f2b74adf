"""Tokens, scopes and limits."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from hubspot_client import V3, Hub, deal_id

DEALS = f"{V3}/deals"


def grant(hub: Hub, **form: str) -> requests.Response:
    tokens = hub.portal.tokens
    told = {"client_id": tokens.client_id, "client_secret": tokens.client_secret, **form}
    return hub.session.post(f"{hub.url}/oauth/v1/token", data=told)


def connect(hub: Hub) -> dict[str, Any]:
    """What an app holds after a person has agreed."""
    back = "https://app.example.com/back"
    code = hub.control("/hubspot/code", {"redirect_uri": back})["code"]
    answer = grant(hub, grant_type="authorization_code", code=code, redirect_uri=back)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer pat-eu1-unknown", "Basic abc"])
def test_strangers_are_refused(hub: Hub, header: str) -> None:
    answer = hub.session.get(f"{hub.url}{DEALS}", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.json()["category"] == "INVALID_AUTHENTICATION"


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        (DEALS, "crm.objects.deals.read"),
        (f"{V3}/companies", "crm.objects.companies.read"),
        (f"{V3}/calls", "crm.objects.contacts.read"),
        (f"{V3}/meetings", "crm.objects.contacts.read"),
        ("/crm/v3/owners", "crm.objects.owners.read"),
        ("/settings/v3/currencies/exchange-rates/current", "settings.currencies.read"),
        ("/account-info/v3/details", "oauth"),
    ],
)
def test_each_path_needs_its_scope(hub: Hub, path: str, scope: str) -> None:
    without = hub.control("/hubspot/token", {"scopes": ["crm.objects.line_items.read"]})["token"]
    with_it = hub.control("/hubspot/token", {"scopes": [scope]})["token"]

    refused = hub.ask("GET", path, token=without)

    assert refused.status_code == 403
    body = refused.json()
    assert body["category"] == "MISSING_SCOPES"
    assert body["errors"][0]["context"] == {"requiredGranularScopes": [scope]}
    assert hub.ask("GET", path, token=with_it).status_code == 200


def test_pipelines_open_to_either_scope(hub: Hub) -> None:
    for scope in ("crm.schemas.deals.read", "crm.objects.deals.read"):
        token = hub.control("/hubspot/token", {"scopes": [scope]})["token"]
        assert hub.ask("GET", "/crm/v3/pipelines/deals", token=token).status_code == 200


def test_a_token_taken_away_is_worth_nothing(hub: Hub) -> None:
    token = hub.control("/hubspot/token")["token"]
    hub.control("/hubspot/revoke", {"token": token})

    assert hub.ask("GET", DEALS, token=token).status_code == 401


def test_access_ends_and_is_renewed(hub: Hub) -> None:
    held = connect(hub)
    assert held["expires_in"] == 1800
    assert held["token_type"] == "bearer"
    hub.sandbox.clock.advance(1800)

    refused = hub.ask("GET", DEALS, token=held["access_token"])
    renewed = grant(hub, grant_type="refresh_token", refresh_token=held["refresh_token"]).json()

    assert refused.status_code == 401
    assert refused.json()["category"] == "EXPIRED_AUTHENTICATION"
    assert renewed["refresh_token"] == held["refresh_token"]
    assert hub.ask("GET", DEALS, token=renewed["access_token"]).status_code == 200


def test_refresh_tokens_may_be_set_to_rotate(hub: Hub) -> None:
    held = connect(hub)
    hub.control("/hubspot/config", {"refresh_rotates": True})

    first = grant(hub, grant_type="refresh_token", refresh_token=held["refresh_token"])
    again = grant(hub, grant_type="refresh_token", refresh_token=held["refresh_token"])

    assert first.json()["refresh_token"] != held["refresh_token"]
    assert (again.status_code, again.json()["status"]) == (400, "BAD_REFRESH_TOKEN")


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"grant_type": "password"}, "BAD_GRANT_TYPE"),
        ({"grant_type": "refresh_token"}, "BAD_REFRESH_TOKEN"),
        ({"grant_type": "authorization_code", "code": "x"}, "BAD_AUTH_CODE"),
        ({"grant_type": "refresh_token", "client_secret": "x"}, "BAD_CLIENT_SECRET"),
        ({"grant_type": "refresh_token", "client_id": "x"}, "BAD_CLIENT_ID"),
    ],
)
def test_bad_requests_for_tokens(hub: Hub, form: dict[str, str], status: str) -> None:
    answer = grant(hub, **form)

    assert answer.status_code == 400
    assert answer.json()["status"] == status


def test_a_code_belongs_to_its_address(hub: Hub) -> None:
    code = hub.control("/hubspot/code", {"redirect_uri": "https://a.example.com"})["code"]
    form = {"grant_type": "authorization_code", "code": code}

    wrong = grant(hub, **form, redirect_uri="https://b.example.com")
    right = grant(hub, **form, redirect_uri="https://a.example.com")
    twice = grant(hub, **form, redirect_uri="https://a.example.com")

    assert wrong.json()["status"] == "MISMATCH_REDIRECT_URI_AUTH_CODE"
    assert right.status_code == 200
    assert twice.json()["status"] == "BAD_AUTH_CODE"


def test_the_window_of_ten_seconds_rolls(hub: Hub) -> None:
    """190 calls in any ten seconds; refused ones do not count."""
    hub.portal.config.per_ten_seconds = 5
    clock = hub.sandbox.clock
    for _ in range(3):
        assert hub.ask("GET", DEALS).status_code == 200
    clock.advance(6)
    for left in (1, 0):
        answer = hub.ask("GET", DEALS)
        assert answer.headers["X-HubSpot-RateLimit-Remaining"] == str(left)

    refused = hub.ask("GET", DEALS)
    clock.advance(4)
    after = [hub.ask("GET", DEALS).status_code for _ in range(4)]

    assert refused.status_code == 429
    body = refused.json()
    assert body["errorType"] == "RATE_LIMIT"
    assert body["policyName"] == "TEN_SECONDLY_ROLLING"
    assert body["message"] == "You have reached your ten_secondly_rolling limit."
    assert after == [200, 200, 200, 429]


def test_apps_have_windows_of_their_own(hub: Hub) -> None:
    hub.portal.config.per_ten_seconds = 1
    other = hub.control("/hubspot/token")["token"]

    answers = [hub.ask("GET", DEALS), hub.ask("GET", DEALS, token=other), hub.ask("GET", DEALS)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_searches_share_five_a_second(hub: Hub) -> None:
    """Whoever searches; and they do not count against the ten seconds."""
    other = hub.control("/hubspot/token")["token"]
    tokens = [hub.portal.tokens.private, other] * 3

    answers = [hub.ask("POST", f"{DEALS}/search", json={}, token=token) for token in tokens]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].json()["policyName"] == "SECONDLY"
    assert not any("X-HubSpot-RateLimit-Max" in answer.headers for answer in answers)
    assert hub.ask("GET", DEALS).headers["X-HubSpot-RateLimit-Remaining"] == "189"
    hub.sandbox.clock.advance(1)
    assert hub.ask("POST", f"{DEALS}/search", json={}).status_code == 200


def test_a_day_has_its_limit(hub: Hub) -> None:
    hub.portal.config.per_day = 2
    answers = [hub.ask("GET", DEALS) for _ in range(3)]
    hub.sandbox.clock.advance(86_400)

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[1].headers["X-HubSpot-RateLimit-Daily-Remaining"] == "0"
    assert answers[2].json()["policyName"] == "DAILY"
    assert hub.ask("GET", DEALS).status_code == 200


def test_apps_by_oauth_are_not_told_about_the_day(hub: Hub) -> None:
    headers = hub.ask("GET", DEALS, token=connect(hub)["access_token"]).headers

    assert headers["X-HubSpot-RateLimit-Max"] == "190"
    assert headers["X-HubSpot-RateLimit-Interval-Milliseconds"] == "10000"
    assert "X-HubSpot-RateLimit-Daily" not in headers


def test_the_log_says_who_asked_what(hub: Hub) -> None:
    hub.get(f"{DEALS}/{deal_id(1)}")

    call = hub.sandbox.calls[-1]
    assert call.service == "hubspot"
    assert call.template == "/hubspot/crm/v3/objects/<kind>/<number>"
    assert call.principal == "private-1"


@pytest.mark.parametrize("status", [429, 477, 502, 503])
def test_scripted_failures_speak_as_hubspot_does(hub: Hub, status: int) -> None:
    told = {"kind": "status", "path": "/objects/deals", "status": status,
            "headers": {"Retry-After": "2"}}  # fmt: skip
    hub.control("/faults", told)

    answer = hub.ask("GET", DEALS)

    assert answer.status_code == status
    assert answer.headers["Retry-After"] == "2"
    assert answer.json()["status"] == "error"
    assert hub.ask("GET", DEALS).status_code == 200
