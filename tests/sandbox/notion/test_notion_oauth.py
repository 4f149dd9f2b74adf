"""Public connections of the sandbox's Notion: consent, tokens and their renewal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from notion_client import APIResponseError
from notion_client.errors import UnknownHTTPResponseError
from notion_grids import make_source
from notion_sites import notion_client, raw

from sandbox.notion.apps import App
from sandbox.notion.model import Page
from sandbox.notion.space import Notion
from sandbox.state import Sandbox

BACK = "https://okr.example.com/notion/back"


@pytest.fixture
def app(notion: Notion) -> App:
    return notion.apps.register("OKR public", [BACK])


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


def grant(client: Any, app: App, **told: Any) -> Any:
    return client.oauth.token(app.client_id, app.client_secret, **told)


def exchange(client: Any, notion: Notion, app: App, person: str, *roots: str) -> Any:
    """Tokens for a person's consent to some pages."""
    code = notion.apps.consent(app, BACK, person, roots)
    return grant(client, app, grant_type="authorization_code", code=code, redirect_uri=BACK)


def works(notion: Notion, secret: str) -> bool:
    """Whether a token opens anything."""
    answer = raw(notion, "GET", "/v1/users/me", secret=secret)
    assert answer.status_code in {200, 401}
    return answer.status_code == 200


def refusal(call: Any) -> tuple[int, str]:
    """Status and code of a refused call; the client knows none of OAuth's codes."""
    with pytest.raises(UnknownHTTPResponseError) as met:
        call()
    return met.value.status, httpx.Response(200, text=met.value.body).json()["code"]


def test_a_code_is_exchanged_once(
    client: Any, notion: Notion, app: App, anna: str, home: Page
) -> None:
    code = notion.apps.consent(app, BACK, anna, [home.id])
    told: Any = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}

    given = grant(client, app, **told)

    assert list(given) == [
        "access_token", "token_type", "refresh_token", "bot_id", "workspace_icon",
        "workspace_name", "workspace_id", "owner", "duplicated_template_id", "request_id",
    ]  # fmt: skip
    assert (given["access_token"][:4], given["refresh_token"][:4]) == ("ntn_", "nrt_")
    assert given["owner"]["user"]["person"] == {"email": "anna@example.com"}
    assert given["duplicated_template_id"] is None
    assert refusal(lambda: grant(client, app, **told)) == (400, "invalid_grant")


def test_what_was_chosen_is_shared(
    client: Any, notion: Notion, app: App, anna: str, home: Page
) -> None:
    given = exchange(client, notion, app, anna, home.id)

    public: Any = notion_client(notion, notion.tokens[given["access_token"]])
    me = public.users.me()
    assert me["id"] == given["bot_id"]
    assert me["bot"]["owner"]["user"]["name"] == "Anna"
    assert public.pages.retrieve(home.id)["id"] == home.id
    assert public.pages.create(parent={"workspace": True}, properties={})["id"] in notion.top


def test_a_refresh_changes_both_tokens(
    client: Any, notion: Notion, app: App, anna: str, home: Page
) -> None:
    first = exchange(client, notion, app, anna, home.id)
    told: Any = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}

    second = grant(client, app, **told)

    assert second["access_token"] != first["access_token"]
    assert second["bot_id"] == first["bot_id"]
    assert (works(notion, first["access_token"]), works(notion, second["access_token"])) == (
        False, True,
    )  # fmt: skip
    assert refusal(lambda: grant(client, app, **told)) == (400, "invalid_grant")


def test_a_second_consent_is_the_same_installation(
    client: Any, notion: Notion, app: App, anna: str
) -> None:
    first, second = (exchange(client, notion, app, anna) for _ in range(2))

    assert first["bot_id"] == second["bot_id"]
    assert first["access_token"] != second["access_token"]


def test_tokens_are_looked_at_and_ended(client: Any, notion: Notion, app: App, anna: str) -> None:
    secret = exchange(client, notion, app, anna)["access_token"]
    ours = (app.client_id, app.client_secret)

    assert client.oauth.introspect(*ours, token=secret)["active"] is True
    assert set(client.oauth.revoke(*ours, token=secret)) == {"request_id"}
    told = client.oauth.introspect(*ours, token=secret)
    assert (told["active"], works(notion, secret)) == (False, False)


def test_requests_that_cannot_be(
    client: Any, sandbox: Sandbox, notion: Notion, app: App, anna: str
) -> None:
    code = notion.apps.consent(app, BACK, anna, [])
    wrong = App(app.client_id, "wrong", "", ())
    told: Any = {"grant_type": "authorization_code", "code": code}

    assert refusal(lambda: grant(client, wrong, **told)) == (401, "invalid_client")
    assert refusal(lambda: grant(client, app, **told, redirect_uri="https://example.com")) == (
        400, "invalid_grant",
    )  # fmt: skip
    assert refusal(lambda: grant(client, app, grant_type="password")) == (
        400, "unsupported_grant_type",
    )  # fmt: skip
    with pytest.raises(APIResponseError, match="The refresh_token is missing"):
        grant(client, app, grant_type="refresh_token")
    late = notion.apps.consent(app, BACK, anna, [])
    sandbox.clock.advance(601)
    assert refusal(lambda: grant(client, app, **{**told, "code": late}, redirect_uri=BACK)) == (
        400, "invalid_grant",
    )  # fmt: skip


def test_people_consent_on_a_page(
    client: Any, http: httpx.Client, notion: Notion, app: App, anna: str, home: Page
) -> None:
    address = f"{notion.base_url}/v1/oauth/authorize"
    asked = {"client_id": app.client_id, "redirect_uri": BACK, "response_type": "code",
             "owner": "user", "state": "s 1"}  # fmt: skip

    page = http.get(address, params=asked, headers={"Accept-Language": "ru"})
    sent = http.post(address, data={**asked, "person": anna, "page": home.id, "allow": "1"})

    assert "Открыть доступ для OKR public?" in page.text
    assert "Home" in page.text
    back = parse_qs(urlsplit(sent.headers["location"]).query)
    assert (sent.status_code, back["state"]) == (302, ["s 1"])
    given = grant(
        client, app, grant_type="authorization_code", code=back["code"][0], redirect_uri=BACK
    )
    assert notion.tokens[given["access_token"]].roots == {home.id}


def test_people_may_refuse(http: httpx.Client, notion: Notion, app: App, anna: str) -> None:
    told = {"client_id": app.client_id, "redirect_uri": BACK, "state": "s", "person": anna}

    sent = http.post(f"{notion.base_url}/v1/oauth/authorize", data={**told, "deny": "1"})

    assert sent.headers["location"] == f"{BACK}?error=access_denied&state=s"


def test_nobody_consents_for_a_stranger(http: httpx.Client, notion: Notion, app: App) -> None:
    told = {"client_id": app.client_id, "redirect_uri": BACK, "allow": "1", "person": "nobody"}

    sent = http.post(f"{notion.base_url}/v1/oauth/authorize", data=told)

    assert "location" not in sent.headers
    assert 'name="person"' in sent.text


def test_an_unknown_address_gets_nothing(http: httpx.Client, notion: Notion, app: App) -> None:
    asked = {"client_id": app.client_id, "redirect_uri": "https://thief.example.com"}

    answer = http.get(f"{notion.base_url}/v1/oauth/authorize", params=asked)

    assert answer.status_code == 400
    assert "No connection is registered" in answer.text


def test_a_template_is_duplicated_on_consent(
    client: Any, http: httpx.Client, notion: Notion, anna: str, home: Page
) -> None:
    make_source(client, home.id, {"Name": {"title": {}}})
    app = notion.apps.register("OKR public", [BACK], template=home.id)
    told = {"client_id": app.client_id, "redirect_uri": BACK, "person": anna, "template": "1",
            "allow": "1"}  # fmt: skip

    sent = http.post(f"{notion.base_url}/v1/oauth/authorize", data=told)

    code = parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]
    given = grant(client, app, grant_type="authorization_code", code=code, redirect_uri=BACK)
    copy = given["duplicated_template_id"]
    public: Any = notion_client(notion, notion.tokens[given["access_token"]])
    inside = public.blocks.children.list(copy)["results"]
    assert copy != home.id
    assert [one["type"] for one in inside] == ["child_database"]
    with pytest.raises(APIResponseError, match="Could not find page"):
        public.pages.retrieve(home.id)
