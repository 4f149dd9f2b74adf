"""OAuth of public connections: ``/v1/oauth``, with the page on which people consent."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request

from sandbox.notion.apps import App, Apps, refused
from sandbox.notion.gate import Answer, Gate, note_call
from sandbox.notion.model import Json
from sandbox.notion.rendering import title_of
from sandbox.notion.told import ABSENT, only, text

WORDS = {
    "en": {
        "title": "Let {name} in?", "who": "You are", "pages": "Pages it may see and change",
        "template": "Use the template of the maker instead: a copy of “{name}”",
        "allow": "Allow", "deny": "Cancel",
        "unknown": "No connection is registered under this address. Check client_id and"
        " redirect_uri.",
    },
    "ru": {
        "title": "Открыть доступ для {name}?", "who": "Вы —",
        "pages": "Какие страницы можно видеть и менять",
        "template": "Взять шаблон автора: копию страницы «{name}»",
        "allow": "Разрешить", "deny": "Отменить",
        "unknown": "По этому адресу подключение не зарегистрировано. Проверьте client_id и"
        " redirect_uri.",
    },
}  # fmt: skip


def add(gate: Gate) -> None:
    """The page of consent, and what connections call."""
    gate.plain("GET", "/oauth/authorize", lambda: _page(gate))
    gate.plain("POST", "/oauth/authorize", lambda: _decided(gate))
    gate.plain("POST", "/oauth/token", lambda: _called(gate, "/oauth/token", _token))
    gate.plain("POST", "/oauth/introspect", lambda: _called(gate, "/oauth/introspect", _introspect))
    gate.plain("POST", "/oauth/revoke", lambda: _called(gate, "/oauth/revoke", _revoke))


def _called(gate: Gate, path: str, work: object) -> Response:
    note_call(path, "write")
    apps = gate.space.apps
    assert callable(work)
    return gate.written(Answer(work(apps, _client(apps), _body())))


def _client(apps: Apps) -> App:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    try:
        key, _, word = base64.b64decode(secret, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        key = word = ""
    app = apps.known.get(key)
    if scheme.lower() != "basic" or app is None or app.client_secret != word:
        raise refused("invalid_client", "The client is unknown or its secret is wrong.", 401)
    return app


def _body() -> Json:
    found = request.get_json(silent=True)
    if not isinstance(found, dict):
        raise refused("invalid_json", "Error parsing JSON body.")
    return found


def _token(apps: Apps, app: App, body: Json) -> Json:
    only(body, ("grant_type", "code", "redirect_uri", "refresh_token", "external_account"))
    kind = body.get("grant_type")
    if kind == "authorization_code":
        return apps.exchange(app, _told(body, "code"), body.get("redirect_uri"))
    if kind == "refresh_token":
        return apps.refresh(app, _told(body, "refresh_token"))
    if kind is None:
        raise refused("invalid_request", "The grant_type is missing.")
    raise refused("unsupported_grant_type", f"The grant_type {kind} is not supported.")


def _told(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise refused("invalid_request", f"The {name} is missing.")
    return value


def _introspect(apps: Apps, app: App, body: Json) -> Json:
    only(body, ("token",))
    return apps.introspect(app, text(body.get("token", ABSENT), "body.token"))


def _revoke(apps: Apps, app: App, body: Json) -> Json:
    only(body, ("token",))
    apps.revoke(app, text(body.get("token", ABSENT), "body.token"))
    return {}


# what people see


def _known(apps: Apps) -> App | None:
    """The connection that asks, if it asks from an address that it registered."""
    app = apps.known.get(request.values.get("client_id", ""))
    address = request.values.get("redirect_uri", "")
    return app if app is not None and address in app.redirect_uris else None


def _page(gate: Gate) -> Response:
    space = gate.space
    app, language = _known(space.apps), request.accept_languages.best_match(list(WORDS)) or "en"
    words = WORDS[language]
    pages = [(key, title_of(space, key)) for key in space.top if not space.is_trashed(key)]
    people = [one for one in space.users.values() if one.kind == "person" and not one.guest]
    template = title_of(space, app.template) if app and app.template else ""
    shown = render_template(
        "notion_consent.html", app=app, w=words, language=language, pages=pages, people=people,
        template=template, asked=request.args,
    )  # fmt: skip
    return make_response(shown, 200 if app else 400)


def _decided(gate: Gate) -> Response:
    space, form = gate.space, request.form
    app = _known(space.apps)
    if app is None:
        return _page(gate)
    address, kept = form["redirect_uri"], {"state": form["state"]} if "state" in form else {}
    if "allow" not in form:
        return _back(address, {"error": "access_denied", **kept})
    person = form.get("person", "")
    if person not in space.users:
        return _page(gate)
    if "template" in form:
        code = space.apps.consent_with_template(app, address, person)
    else:
        code = space.apps.consent(app, address, person, form.getlist("page"))
    return _back(address, {"code": code, **kept})


def _back(address: str, told: Json) -> Response:
    joint = "&" if "?" in address else "?"
    return make_response(redirect(f"{address}{joint}{urlencode(told)}"))
