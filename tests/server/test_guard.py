"""Other sites are kept out, and every answer carries the headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sites import Site, press, token
from teams import Team
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from server.guard import COOKIE, HEADERS

HERE = "http://localhost"


@pytest.fixture(scope="module", autouse=True)
def _document(site: Site) -> None:
    site.add("memory:guarded", Team())
    site.sync("memory:guarded", "guarded")


def rules(app: Flask) -> Iterator[tuple[str, str]]:
    """Every route with every method, with arguments that exist and ones that do not."""
    known = {"slug": "guarded", "metric": "M-001", "run": "1", "filename": "style.css"}
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            yield method, _filled(rule, known)
            yield method, _filled(rule, dict.fromkeys(known, "404"))


def _filled(rule: Rule, values: dict[str, str]) -> str:
    path = rule.rule
    for name in rule.arguments:
        for form in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
            path = path.replace(form, values[name])
    return path


def carries_headers(answer: TestResponse) -> bool:
    return all(answer.headers.get(name) == value for name, value in HEADERS.items())


def test_every_route_and_every_refusal_carries_the_headers(site: Site, client: FlaskClient) -> None:
    answers = {
        (method, path): client.open(path, method=method)
        for method, path in [*rules(site.app), ("GET", "/nowhere"), ("DELETE", "/"),
                             ("PUT", "/documents")]
    }  # fmt: skip
    strange = client.get("/", headers={"Host": "evil.example.com"})

    assert [key for key, answer in answers.items() if not carries_headers(answer)] == []
    assert carries_headers(strange)
    statuses = {answer.status_code for answer in answers.values()}
    assert {200, 403, 404} <= statuses
    assert not {status for status in statuses if status >= 500}


def test_no_page_allows_anything_inline(client: FlaskClient) -> None:
    for path in ("/", "/documents/guarded", "/documents/guarded/history", "/runs/1"):
        page = client.get(path).get_data(as_text=True)
        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == 1
        assert "onclick" not in page
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("host", [
    "evil.example.com", "evil.example.com:8080", "127.0.0.1.evil.example.com",
    "localhost.example.com", "127.0.0.1@evil.example.com", "",
])  # fmt: skip
def test_only_names_of_this_machine_are_answered(client: FlaskClient, host: str) -> None:
    """A name of an attacker that leads here is how a foreign page would read ours."""
    answer = client.get("/", headers={"Host": host})

    assert answer.status_code == 421
    assert "memory:guarded" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "[::1]:8080"])
def test_names_of_this_machine_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example.com"}, {"Origin": "null"}, {"Origin": "http://localhost:81"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
])  # fmt: skip
def test_a_form_sent_from_elsewhere_does_nothing(
    site: Site, client: FlaskClient, headers: dict[str, str]
) -> None:
    calls = dict(site.documents["memory:guarded"].calls)

    answer = client.post(
        "/documents/guarded/sync", data={"token": token(client)}, headers=headers
    )  # fmt: skip

    assert answer.status_code == 403
    assert "Nothing was done" in answer.get_data(as_text=True)
    assert site.documents["memory:guarded"].calls == calls


def test_a_form_without_its_token_or_with_another_ones_does_nothing(
    site: Site, client: FlaskClient
) -> None:
    foreign = token(site.app.test_client())
    token(client)

    for data in ({}, {"token": ""}, {"token": "x" * 64}, {"token": foreign}, {"token": "ж"}):
        assert client.post("/documents/guarded/sync", data=data).status_code == 403


def test_a_token_without_its_cookie_does_nothing(client: FlaskClient) -> None:
    mine = token(client)
    client.delete_cookie(COOKIE)

    assert client.post("/documents", data={"token": mine, "address": "/x"}).status_code == 403


def test_a_form_of_ours_is_carried_out(client: FlaskClient) -> None:
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    data = {"token": token(client), "address": ""}

    assert client.post("/documents", data=data, headers=headers).status_code == 422


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    form = client.get("/").headers["Set-Cookie"]
    language = client.get("/?lang=ru").headers.getlist("Set-Cookie")

    assert "HttpOnly" in form
    assert "SameSite=Strict" in form
    assert any("okr_lang=ru" in cookie and "HttpOnly" in cookie for cookie in language)


@pytest.mark.parametrize("asked", ["fr", "ru'><script>", "../../etc", "\r\nSet-Cookie: a=b"])
def test_a_language_that_we_do_not_speak_changes_nothing(client: FlaskClient, asked: str) -> None:
    answer = client.get("/", query_string={"lang": asked})

    assert answer.status_code == 200
    assert '<html lang="en">' in answer.get_data(as_text=True)
    assert "okr_lang" not in str(answer.headers)


def test_a_form_of_any_size_is_not_read(client: FlaskClient) -> None:
    status, page = press(client, "/documents", address="x" * 200_000)

    assert status == 413
    assert "cannot be answered" in page


def test_pages_are_not_kept_by_the_browser(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"
