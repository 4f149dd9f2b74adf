"""HTTP for every Google path: find the method, check who asks, answer in Google's shape.

Methods and their paths come from Google's description, so a method nobody wrote here is known by
name and refused loudly. The path is matched while still percent-encoded: titles may hold slashes,
and the verb after the last colon decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from flask import Blueprint, Response, request

from sandbox.google import discovery
from sandbox.google.bodies import read_body
from sandbox.google.discovery import Method
from sandbox.google.errors import ApiError, DriveError, GoogleError, malformed, scripted_body
from sandbox.google.gate import access_of, admit, token_of
from sandbox.google.incoming import Incoming, Raw
from sandbox.google.masks import prune
from sandbox.google.methods import HANDLERS, file_for
from sandbox.google.reading import read_mask
from sandbox.google.tokens import certs, grant
from sandbox.targets import target_of

if TYPE_CHECKING:
    from sandbox.state import Sandbox

Json = dict[str, Any]
Handler = Callable[[Incoming], Json | Raw | None]
PREFIX = "/google"
VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
MASK_THEMSELVES = frozenset({"spreadsheets.get", "spreadsheets.getByDataFilter"})
"""Methods to whose work the mask of fields matters."""
JSON_TYPE = "application/json; charset=UTF-8"


def blueprint(sandbox: Sandbox) -> Blueprint:
    """Everything under ``/google``."""
    pages = Blueprint("google", __name__, url_prefix=PREFIX)
    sandbox.fault_bodies[PREFIX] = scripted_body

    @pages.post("/token")
    def token() -> Response:
        status, body = grant(sandbox.google, request.form)
        return written(body, status=status)

    @pages.get("/oauth2/v1/certs")
    def certificates() -> Response:
        return written(certs(sandbox.google))

    @pages.route("/<path:rest>", methods=VERBS)
    def call(rest: str) -> Response:
        del rest
        return answer(sandbox)

    return pages


def answer(sandbox: Sandbox) -> Response:
    """Answer the present request of Flask."""
    path, query_text = target_of(request.environ)
    query = parse_qs(query_text, keep_blank_values=True)
    pretty = query.get("prettyPrint", ["true"])[-1].lower() != "false"
    try:
        found = route(request.method, path.removeprefix(PREFIX))
        if found is None:
            return unknown(sandbox, f"{request.method} {path}")
        return carry_out(sandbox, *found, query)
    except GoogleError as error:
        return written(error.body(), status=error.status, headers=error.headers, pretty=pretty)


def route(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method behind a still-encoded path, and its arguments decoded once."""
    for method in BY_VERB.get(verb, ()):
        found = discovery.pattern(method.template).match(path)
        if found is not None:
            return method, {name: unquote(text) for name, text in found.groupdict().items()}
    return None


def _ordered() -> dict[str, list[Method]]:
    """Fixed parts before variable ones, a verb behind a colon before none."""
    everything = [one for service in discovery.DOCUMENTS for one in discovery.methods(service)]

    def rank(one: Method) -> tuple[bool, int, int]:
        last = one.template.rsplit("/", 1)[-1]
        return ":" not in last, one.template.count("{"), -len(one.template)

    return {
        verb: sorted((one for one in everything if one.verb == verb), key=rank) for verb in VERBS
    }


BY_VERB = _ordered()


def carry_out(
    sandbox: Sandbox, method: Method, path: Mapping[str, str], query: Mapping[str, list[str]]
) -> Response:
    """Check the call and let the method's function answer it."""
    google = sandbox.google
    call = request.environ["sandbox.call"]
    call.template, call.access = PREFIX + method.template, access_of(method)
    token = token_of(google, dict(request.headers), drive=method.service != "sheets")
    call.principal = token.email
    admit(google, method, token)
    check_query(method, query)
    handler: Handler | None = HANDLERS.get((method.service, method.name, method.upload))
    if handler is None:
        return unknown(sandbox, f"method {method.service}.{method.name}")
    content = request.get_data()
    body = {} if method.upload else read_body(method.service, method.request, content)
    incoming = Incoming(google, method, path, query, body, token, content)
    incoming.violate = sandbox.violate
    incoming.file = file_for(incoming)
    result = observed(incoming, handler)
    if isinstance(result, Raw):
        return Response(result.content, content_type=result.mime_type)
    if result is None:
        return Response(status=204)
    if method.service == "sheets" and method.name not in MASK_THEMSELVES:
        result = prune(result, read_mask(method.response, incoming.text("fields")))
    if google.switches.check_answers:
        for problem in discovery.answer_problems(method.service, method.response, result):
            sandbox.violate(f"{method.name} answered {problem}")
    return written(result, pretty=incoming.flag("prettyPrint", default=True))


def observed(incoming: Incoming, handler: Handler) -> Json | Raw | None:
    """The function's result; Drive takes notice of what it changed in a spreadsheet."""
    if incoming.file is None or incoming.method.service == "drive":
        return handler(incoming)
    with incoming.google.noticing(incoming.file, incoming.email):
        return handler(incoming)


def check_query(method: Method, query: Mapping[str, list[str]]) -> None:
    """Sheets refuses what it does not know; Drive looks past it."""
    for name, given in query.items():
        rule = method.query.get(name)
        if rule is None:
            if method.service != "sheets":
                continue
            raise malformed([("", (
                f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query '
                f"parameter. Field '{name}' could not be found in request message."
            ))])  # fmt: skip
        wrong = next(
            (text for text in given if text and text not in rule.get("enum", [text])), None
        )
        if wrong is not None and not name.startswith("$"):
            raise bad_parameter(method, name, wrong)


def bad_parameter(method: Method, name: str, value: str) -> GoogleError:
    """400 for a query parameter that is none of its words."""
    if method.service != "sheets":
        return DriveError(400, "invalidParameter", f"Invalid value '{value}'.", location=name)
    kind = name[0].upper() + name[1:]
    text = (
        f"Invalid value at '{name}' (type.googleapis.com/google.apps.sheets.v4.{kind}), \"{value}\""
    )
    return malformed([(name, text)])


def unknown(sandbox: Sandbox, what: str) -> Response:
    """What is not built says so, and is remembered."""
    sandbox.violate(f"no such route: {what}")
    return written(ApiError(501, f"sandbox: {what} not implemented").body(), status=501)


def written(
    body: Json, *, status: int = 200, headers: Mapping[str, str] | None = None, pretty: bool = True
) -> Response:
    """JSON as Google writes it: two blanks a level unless told otherwise."""
    layout: dict[str, Any] = {"indent": 2} if pretty else {"separators": (",", ":")}
    text = json.dumps(body, ensure_ascii=False, **layout) + "\n"
    return Response(text, status, dict(headers or {}), content_type=JSON_TYPE)
