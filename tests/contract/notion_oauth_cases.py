"""Cases of OAuth and of custom emojis."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from notion_client import APIResponseError
from notion_client.errors import HTTPResponseError

from contract.notion_place import Case, Place
from sandbox.notion.apps import App

BACK = "https://okr.example.com/back"


def allowed(at: Place) -> tuple[App, str]:
    """A public connection, and the code that came back when its person said yes."""
    app = at.space.apps.register("OKR for all", [BACK])
    asked = {"client_id": app.client_id, "redirect_uri": BACK, "state": "s1", "owner": "user",
             "response_type": "code"}  # fmt: skip
    with httpx.Client(base_url=at.space.base_url, trust_env=False) as web:
        shown = web.get("/v1/oauth/authorize", params=asked)
        said = {**asked, "person": at.person, "page": at.home, "allow": "1"}
        answer = web.post("/v1/oauth/authorize", data=said)
    assert (shown.status_code, "OKR for all" in shown.text) == (200, True)
    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert told["state"] == ["s1"]
    return app, told["code"][0]


def exchanged(at: Place) -> tuple[App, dict[str, str]]:
    """The same, with the tokens for the code."""
    app, code = allowed(at)
    told: dict[str, str] = at.client.oauth.token(
        app.client_id, app.client_secret, grant_type="authorization_code", code=code,
        redirect_uri=BACK,
    )  # fmt: skip
    return app, told


def token(at: Place) -> None:
    app, code = allowed(at)
    known = (app.client_id, app.client_secret)
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}

    told = at.client.oauth.token(*known, **asked)

    assert (told["token_type"], told["owner"]["user"]["id"]) == ("bearer", at.person)
    me = at.client.users.me(auth=told["access_token"])
    assert (me["id"], me["name"]) == (told["bot_id"], "OKR for all")
    assert at.client.pages.retrieve(at.home, auth=told["access_token"])["id"] == at.home
    with pytest.raises(HTTPResponseError) as met:
        at.client.oauth.token(*known, **asked)
    assert (met.value.status, "invalid_grant" in met.value.body) == (400, True)
    fresh = at.client.oauth.token(
        *known, grant_type="refresh_token", refresh_token=told["refresh_token"]
    )
    assert fresh["bot_id"] == told["bot_id"]
    assert at.client.users.me(auth=fresh["access_token"])["id"] == told["bot_id"]
    with pytest.raises(APIResponseError, match="API token is invalid"):
        at.client.users.me(auth=told["access_token"])
    with pytest.raises(HTTPResponseError) as met:
        at.client.oauth.token(app.client_id, "wrong", **asked)
    assert (met.value.status, "invalid_client" in met.value.body) == (401, True)


def introspect(at: Place) -> None:
    app, told = exchanged(at)

    seen = at.client.oauth.introspect(app.client_id, app.client_secret, token=told["access_token"])
    unknown = at.client.oauth.introspect(app.client_id, app.client_secret, token="ntn_unknown")

    assert (seen["active"], unknown["active"]) == (True, False)
    assert {"read_content", "insert_content", "update_content"} <= set(seen["scope"].split())
    assert 0 <= at.space.now().timestamp() * 1000 - seen["iat"] < 60_000


def revoke(at: Place) -> None:
    app, told = exchanged(at)

    answer = at.client.oauth.revoke(app.client_id, app.client_secret, token=told["access_token"])

    assert list(answer) == ["request_id"]
    with pytest.raises(APIResponseError, match="API token is invalid"):
        at.client.users.me(auth=told["access_token"])


def list_custom_emojis(at: Place) -> None:
    listed = at.client.custom_emojis.list(name="okr", page_size=10)

    assert (listed["results"], listed["has_more"]) == ([], False)


CASES: dict[str, tuple[Case, str]] = {
    "oauth.token": (token, "POST oauth/token"),
    "oauth.introspect": (introspect, "POST oauth/introspect"),
    "oauth.revoke": (revoke, "POST oauth/revoke"),
    "custom_emojis.list": (list_custom_emojis, "GET custom_emojis"),
}
"""Method of the client → how it is tried, and the endpoint it calls."""
