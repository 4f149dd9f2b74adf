"""The real notion-client over the project's own transport, against a server that errs."""

from __future__ import annotations

import gzip
import json
import logging
from typing import Any

import pytest
from notion_client import Client
from transport.scripted import Answer, Server, Watch, answer, reset, serving

from sync.documents.notion.exchange import (
    Habits,
    make_client,
    make_line,
    make_throttle,
    repeat_of,
    template_of,
)
from sync.secrets import Secret
from sync.transport import Kind, Repeat, TransportError

TOKEN = "ntn_not_a_real_token"
ID = "24c9a3f1-b2d8-4e5f-9a7b-6c5d4e3f2a1b"
OK = answer(200, b'{"object": "page"}')
BLOCKED = {"rate_limit_reason": "public_api_request_blocked"}


def client(server: Server, watch: Watch | None = None, **more: Any) -> Client:
    base = server.url.removesuffix("/path")
    habits = Habits(clock=(watch or Watch()).clock, **more)
    return make_client(make_line(Secret(TOKEN), base, habits))


def error(status: int, code: str, *headers: str, **more: Any) -> bytes:
    told = {"object": "error", "status": status, "code": code, "message": "No.", **more}
    return answer(status, json.dumps(told).encode(), *headers)


def set_page(notion: Client) -> object:
    return notion.pages.update(page_id=ID, properties={})


def make_page(notion: Client) -> object:
    return notion.pages.create(parent={"page_id": ID}, properties={})


@pytest.mark.parametrize(
    ("method", "path", "repeat"),
    [
        ("GET", f"pages/{ID}", Repeat.READ),
        ("GET", f"blocks/{ID}/children", Repeat.READ),
        ("POST", f"data_sources/{ID}/query", Repeat.READ),
        ("POST", "search", Repeat.READ),
        ("POST", f"views/{ID}/queries", Repeat.READ),
        ("POST", "oauth/introspect", Repeat.READ),
        ("PATCH", f"pages/{ID}", Repeat.SET),
        ("PATCH", f"databases/{ID}", Repeat.SET),
        ("PATCH", f"data_sources/{ID}", Repeat.SET),
        ("PATCH", f"blocks/{ID}", Repeat.SET),
        ("PATCH", f"views/{ID}", Repeat.SET),
        ("PATCH", f"comments/{ID}", Repeat.SET),
        ("DELETE", f"blocks/{ID}", Repeat.DELETE),
        ("DELETE", f"comments/{ID}", Repeat.DELETE),
        ("POST", "pages", Repeat.CREATE),
        ("POST", "databases", Repeat.CREATE),
        ("POST", "data_sources", Repeat.CREATE),
        ("POST", "views", Repeat.CREATE),
        ("POST", "comments", Repeat.CREATE),
        ("PATCH", f"blocks/{ID}/children", Repeat.CREATE),
        ("PATCH", f"pages/{ID}/markdown", Repeat.CREATE),
        ("POST", f"pages/{ID}/move", Repeat.CREATE),
        ("POST", "oauth/token", Repeat.TOKEN),
        ("POST", "oauth/revoke", Repeat.DELETE),
    ],
)
def test_what_a_second_sending_would_do(method: str, path: str, repeat: Repeat) -> None:
    assert repeat_of(method, path) is repeat


@pytest.mark.parametrize(
    ("path", "template"),
    [
        (f"pages/{ID}", "pages/{id}"),
        (f"data_sources/{ID.replace('-', '')}/query", "data_sources/{id}/query"),
        (f"pages/{ID}/properties/gY%7BP", "pages/{id}/properties/{id}"),
        ("users/me", "users/me"),
    ],
)
def test_logs_name_no_ids(path: str, template: str) -> None:
    assert template_of(path) == template


def test_a_request_carries_the_token_and_the_version() -> None:
    with serving(OK) as server:
        client(server).pages.retrieve(page_id=ID)

    head = server.requests[0].decode().lower()
    assert head.startswith(f"get /v1/pages/{ID} http/1.1")
    assert f"authorization: bearer {TOKEN}" in head
    assert "notion-version: 2026-03-11" in head


def test_signing_in_uses_its_own_credentials() -> None:
    with serving(answer(200, b'{"access_token": "x"}')) as server:
        client(server).oauth.token(client_id="id", client_secret="of nobody", grant_type="x")

    assert b"authorization: basic " in server.requests[0].lower()
    assert TOKEN.encode() not in server.requests[0]


def test_bodies_and_questions_arrive_as_they_were_sent() -> None:
    with serving(OK) as server:
        client(server).data_sources.query(
            data_source_id=ID, filter_properties=["a b", "c"], page_size=3
        )

    head, _, body = server.requests[0].decode().partition("\r\n\r\n")
    assert "filter_properties=a+b&filter_properties=c" in head.replace("%20", "+")
    assert json.loads(body) == {"page_size": 3}


def test_a_packed_answer_is_unpacked_once() -> None:
    packed = answer(200, gzip.compress(b'{"object": "page"}'), "Content-Encoding: gzip")
    with serving(packed) as server:
        assert client(server).pages.retrieve(page_id=ID) == {"object": "page"}


AGAIN: dict[str, Answer] = {
    "409": error(409, "conflict_error"),
    "429": error(429, "rate_limited", "Retry-After: 2"),
    "500": error(500, "internal_server_error"),
    "502": answer(502, b"<html>"),
    "503": error(503, "service_unavailable"),
    "504": error(504, "gateway_timeout"),
    "529": error(529, "service_overload", "Retry-After: 2"),
    "reset": reset,
    "closed": b"",
    "empty": answer(200, b""),
    "of another shape": answer(200, b'{"hello": 1}'),
}


@pytest.mark.parametrize("fault", AGAIN)
def test_setting_a_value_is_repeated(fault: str) -> None:
    with serving(AGAIN[fault], OK) as server:
        assert set_page(client(server)) == {"object": "page"}

    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", [name for name in AGAIN if name not in ("409", "429")])
def test_making_a_page_is_not_and_may_have_worked(fault: str) -> None:
    with serving(AGAIN[fault], OK) as server, pytest.raises(TransportError) as caught:
        make_page(client(server))

    assert caught.value.ambiguous
    assert len(server.requests) == 1


def test_a_collision_while_making_a_page_is_left_to_the_caller() -> None:
    with serving(AGAIN["409"], OK) as server, pytest.raises(TransportError) as caught:
        make_page(client(server))

    assert (caught.value.status, caught.value.ambiguous) == (409, False)
    assert len(server.requests) == 1


def test_waits_as_notion_tells() -> None:
    watch = Watch(chance=0.0)
    with serving(AGAIN["429"], AGAIN["529"], OK) as server:
        set_page(client(server, watch))

    assert watch.slept == [2.0, 2.0]


def test_who_is_blocked_does_not_ask_again() -> None:
    blocked = error(429, "rate_limited", "Retry-After: 1", additional_data=BLOCKED)
    with serving(blocked, OK) as server, pytest.raises(TransportError) as caught:
        set_page(client(server))

    assert (caught.value.kind, caught.value.status) == (Kind.REFUSED, 429)
    assert len(server.requests) == 1


def test_what_is_gone_already_is_deleted() -> None:
    with serving(error(404, "object_not_found")) as server:
        client(server).blocks.delete(block_id=ID)

    assert len(server.requests) == 1


def test_no_more_requests_a_minute_than_granted() -> None:
    watch = Watch()
    throttle = make_throttle(3)
    with serving(OK) as server:
        for _ in range(2):
            notion = client(server, watch, throttle=throttle)
            for _ in range(2):
                notion.pages.retrieve(page_id=ID)

    assert watch.slept == [61.0]


def test_nothing_is_said_of_tokens_ids_and_values(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    refused = error(400, "validation_error", secret="Ann earns 5")
    with serving(AGAIN["500"], OK, refused) as server:
        set_page(client(server))
        with pytest.raises(TransportError):
            set_page(client(server))

    said = caplog.text + "".join(capsys.readouterr())
    assert "path=/v1/pages/{id}" in said
    for hidden in (TOKEN, ID, "Ann earns", "No.", "127.0.0.1"):
        assert hidden not in said
