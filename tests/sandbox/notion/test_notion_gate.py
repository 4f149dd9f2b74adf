"""What every call of the sandbox's Notion has to bring, and how it is refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
from notion_client import APIResponseError
from notion_sites import notion_client, raw

from sandbox.notion.failing import fault
from sandbox.notion.model import Page, Token
from sandbox.notion.space import Notion
from sandbox.state import Sandbox


@pytest.fixture
def token(notion: Notion, home: Page) -> Token:
    return notion.add_connection("OKR", roots=[home.id])


def body(answer: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    return found


def test_an_error_has_its_own_shape(notion: Notion, token: Token) -> None:
    unknown = str(uuid4())

    answer = raw(notion, "GET", f"/v1/pages/{unknown}", secret=token.secret)

    assert answer.status_code == 404
    assert list(body(answer)) == [
        "object", "status", "code", "message", "additional_data", "request_id",
    ]  # fmt: skip
    assert body(answer)["message"] == (
        f"Could not find page with ID: {unknown}. Make sure the relevant pages and databases are"
        ' shared with your integration "OKR".'
    )
    assert body(answer)["additional_data"] == {"integration_id": token.bot}
    assert answer.headers["x-notion-request-id"] == body(answer)["request_id"]
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("kind", ["pages", "databases", "data_sources", "blocks"])
def test_what_is_not_shared_is_not_found(notion: Notion, token: Token, kind: str) -> None:
    answer = raw(notion, "GET", f"/v1/{kind}/{uuid4()}", secret=token.secret)

    named = {"data_sources": "data source"}.get(kind, kind[:-1])
    assert (answer.status_code, body(answer)["code"]) == (404, "object_not_found")
    assert body(answer)["message"].startswith(f"Could not find {named} with ID: ")


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_an_unknown_address_is_an_invalid_url(
    sandbox: Sandbox, notion: Notion, token: Token, method: str
) -> None:
    answer = raw(notion, method, "/v1/nothing", secret=token.secret)

    assert answer.status_code == 400
    assert (body(answer)["code"], body(answer)["message"]) == (
        "invalid_request_url", "Invalid request URL.",
    )  # fmt: skip
    assert sandbox.violations == [f"no such path of Notion: {method} nothing"]
    sandbox.violations.clear()


def test_a_known_address_with_a_wrong_method_is_invalid_too(
    sandbox: Sandbox, notion: Notion, token: Token
) -> None:
    answer = raw(notion, "DELETE", "/v1/users/me", secret=token.secret)

    assert body(answer)["code"] == "invalid_request_url"
    sandbox.violations.clear()


@pytest.mark.parametrize("secret", ["", "ntn_wrong"])
def test_a_wrong_token_is_refused(notion: Notion, secret: str) -> None:
    answer = raw(notion, "GET", "/v1/users/me", secret=secret or "x")

    assert (answer.status_code, body(answer)["message"]) == (401, "API token is invalid.")


def test_the_version_must_be_named(notion: Notion, token: Token) -> None:
    answer = raw(notion, "GET", "/v1/users/me", secret=token.secret, version=None)

    assert (answer.status_code, body(answer)["code"]) == (400, "missing_version")
    assert body(answer)["message"] == (
        "Notion-Version header failed validation: Notion-Version header should be defined,"
        " instead was `undefined`."
    )


@pytest.mark.parametrize("version", ["2022-06-28", "2030-01-01"])
def test_other_versions_are_not_served(notion: Notion, token: Token, version: str) -> None:
    answer = raw(notion, "GET", "/v1/users/me", secret=token.secret, version=version)

    assert answer.status_code == 400
    assert f'instead was `"{version}"`.' in body(answer)["message"]


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"{", "invalid_json", "Error parsing JSON body."),
        (b"[]", "validation_error", "body should be an object, instead was `[]`."),
        (b'{"query":"' + b"x" * 500_001 + b'"}', "validation_error", "should be ≤ `500000`"),
    ],
)
def test_bodies_that_cannot_be(
    notion: Notion, token: Token, content: bytes, code: str, message: str
) -> None:
    answer = raw(notion, "POST", "/v1/pages", secret=token.secret, content=content)

    assert (answer.status_code, body(answer)["code"]) == (400, code)
    assert message in body(answer)["message"]


@pytest.mark.parametrize(
    "told", ["x", "12345678-1234-1234-1234-123456789abc", "12345678123412341234123456789ab"]
)
def test_an_id_that_is_none(notion: Notion, token: Token, told: str) -> None:
    """Version and variant of a UUID count."""
    answer = raw(notion, "GET", f"/v1/pages/{told}", secret=token.secret)

    assert body(answer)["message"] == (
        f'path failed validation: path.page_id should be a valid uuid, instead was `"{told}"`.'
    )


def test_ids_are_taken_without_dashes(notion: Notion, token: Token, home: Page) -> None:
    plain = home.id.replace("-", "").upper()

    assert body(raw(notion, "GET", f"/v1/pages/{plain}", secret=token.secret))["id"] == home.id


def test_the_minute_has_180_requests(sandbox: Sandbox, notion: Notion, token: Token) -> None:
    sandbox.clock.freeze()
    client: Any = notion_client(notion, token)
    for _ in range(180):
        client.users.me()
    sandbox.clock.advance(20)

    with pytest.raises(APIResponseError, match="You have been rate limited") as met:
        client.users.me()

    assert (met.value.status, met.value.headers["retry-after"]) == (429, "40")
    assert met.value.additional_data == {
        "rate_limit_reason": "public_api_request_rate_limit", "retry_after": "40",
    }  # fmt: skip
    sandbox.clock.advance(40)
    assert client.users.me()["object"] == "user"


def test_each_connection_has_a_minute_of_its_own(
    sandbox: Sandbox, notion: Notion, token: Token, home: Page
) -> None:
    sandbox.clock.freeze()
    notion.switches.per_minute = 1
    other: Any = notion_client(notion, notion.add_connection("Other"))
    client: Any = notion_client(notion, token)

    client.users.me()

    assert other.users.me()["name"] == "Other"
    with pytest.raises(APIResponseError):
        client.users.me()
    notion.switches.enforce_rate = False
    assert client.users.me()["name"] == "OKR"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (409, "conflict_error"), (429, "rate_limited"), (500, "internal_server_error"),
        (502, "bad_gateway"), (503, "service_unavailable"), (504, "gateway_timeout"),
        (529, "service_overload"),
    ],
)  # fmt: skip
def test_scripted_failures_speak_as_notion_does(
    sandbox: Sandbox, notion: Notion, token: Token, status: int, code: str
) -> None:
    sandbox.faults.add(fault(status, "/v1/users/me", retry_after=7))

    answer = raw(notion, "GET", "/v1/users/me", secret=token.secret)

    assert (answer.status_code, body(answer)["code"]) == (status, code)
    assert answer.headers["Retry-After"] == "7"
    if status == 429:
        assert body(answer)["additional_data"]["retry_after"] == "7"


def test_a_committed_503_names_what_was_made(
    sandbox: Sandbox, notion: Notion, token: Token, home: Page
) -> None:
    sandbox.faults.add(fault(503, "/v1/pages", method="POST", committed=True))
    client: Any = notion_client(notion, token)

    with pytest.raises(APIResponseError) as met:
        client.pages.create(parent={"page_id": home.id}, properties={})

    told = met.value.additional_data
    assert told is not None
    assert notion.pages[str(told["committed_resource_id"])].parent.id == home.id
    assert told["retry_guidance"][1] == "Do not repeat the write."


def test_a_committed_append_names_the_blocks(
    sandbox: Sandbox, notion: Notion, token: Token, home: Page
) -> None:
    sandbox.faults.add(fault(503, "/children", committed=True))
    client: Any = notion_client(notion, token)

    with pytest.raises(APIResponseError) as met:
        client.blocks.children.append(home.id, children=[{"divider": {}}])

    assert met.value.additional_data is not None
    assert met.value.additional_data["committed_child_ids"] == home.children


def test_a_503_before_the_work_commits_nothing(
    sandbox: Sandbox, notion: Notion, token: Token, home: Page
) -> None:
    sandbox.faults.add(fault(503, "/v1/pages", method="POST"))
    client: Any = notion_client(notion, token)

    with pytest.raises(APIResponseError) as met:
        client.pages.create(parent={"page_id": home.id}, properties={})

    assert met.value.additional_data is None
    assert home.children == []


def test_the_log_names_route_access_and_connection(
    sandbox: Sandbox, notion: Notion, token: Token, home: Page
) -> None:
    client: Any = notion_client(notion, token)
    client.pages.retrieve(home.id)
    client.pages.create(parent={"page_id": home.id}, properties={})

    assert [(call.template, call.access, call.principal) for call in sandbox.calls] == [
        ("/notion/v1/pages/<page_id>", "read", "OKR"),
        ("/notion/v1/pages", "write", "OKR"),
    ]


def test_a_connection_without_insert_creates_nothing(notion: Notion, home: Page) -> None:
    token = notion.add_connection("Reader", roots=[home.id], capabilities={"read"})
    client: Any = notion_client(notion, token)

    with pytest.raises(APIResponseError, match="does not have access to this resource"):
        client.pages.create(parent={"page_id": home.id}, properties={})
