"""The Flask app of the sandbox, and the gate every call passes: log, faults, one at a time."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import Flask, Response, request

from sandbox import control
from sandbox.faults import HTML, ON_THE_WIRE, Fault, gzip_bomb
from sandbox.google import routes as google
from sandbox.google.page import routes as pages
from sandbox.hubspot import control as hubspot_control
from sandbox.hubspot import routes as hubspot
from sandbox.hubspot.naming import id_of
from sandbox.notion import control as notion_control
from sandbox.notion import routes as notion
from sandbox.notion.page import routes as notion_pages
from sandbox.state import Answer, Call, Sandbox
from sandbox.targets import target_of
from sandbox.world import routes as world

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
FREE = ("/_control", "/_page", "/static", "/favicon.ico", "/google/spreadsheets/", "/notion/p/")
"""Paths that are the sandbox's own: not logged, never failing. So is ``/``."""


def create_app(sandbox: Sandbox) -> Flask:
    """The whole sandbox as one WSGI app."""
    app = Flask("sandbox")
    app.url_map.merge_slashes = False
    app.extensions["sandbox"] = sandbox
    app.register_blueprint(control.blueprint(sandbox))
    app.register_blueprint(pages.blueprint(sandbox))
    app.register_blueprint(google.blueprint(sandbox))
    app.register_blueprint(world.blueprint(sandbox, {"hubspot": id_of}))
    app.register_blueprint(hubspot.blueprint(sandbox))
    app.register_blueprint(notion.blueprint(sandbox))
    app.register_blueprint(notion_control.blueprint(sandbox))
    app.register_blueprint(notion_pages.blueprint(sandbox))
    app.register_blueprint(hubspot_control.blueprint(sandbox))
    app.before_request(_name_the_route)
    for status in (404, 405):
        app.register_error_handler(status, lambda _: _unknown(sandbox))
    app.register_error_handler(Exception, lambda error: _broken(sandbox, error))
    app.wsgi_app = Gate(cast(WsgiApp, app.wsgi_app), sandbox)  # type: ignore[method-assign]
    return app


def current_call() -> Call:
    """The log's line of the request being answered; services fill in template and principal."""
    return cast(Call, request.environ["sandbox.call"])


def _name_the_route() -> None:
    call = request.environ.get("sandbox.call")
    if call is not None and request.url_rule is not None:
        call.template = str(request.url_rule)


def _unknown(sandbox: Sandbox) -> Response:
    """A route nobody wrote must never look like success, nor like a missing thing."""
    if request.routing_exception is None:
        return Response("Not found", 404, mimetype="text/plain")
    route = f"{request.method} {request.path}"
    sandbox.violate(f"no such route: {route}")
    body = {"error": {"code": 501, "status": "UNIMPLEMENTED", "message": f"sandbox: no {route}"}}
    return Response(json.dumps(body), 501, mimetype="application/json")


def _broken(sandbox: Sandbox, error: Exception) -> Response:
    """A fault of the sandbox itself is told as one, and fails the test that met it."""
    told = "".join(traceback.format_exception(error))
    sandbox.violate(f"broke at {request.method} {request.path}: {told}")
    return Response(f"sandbox: {told}", 500, mimetype="text/plain")


class Gate:
    """Around the app: one call at a time, each logged, each meeting its fault."""

    def __init__(self, app: WsgiApp, sandbox: Sandbox) -> None:
        self._app, self._sandbox = app, sandbox

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path, query = target_of(environ)
        if path == "/" or path.startswith(FREE):
            return self._app(environ, start_response)
        status, headers, body = self._answer(environ, path, query)
        self._sandbox.schedule.run_due()
        start_response(status, headers)
        return [body]

    def _answer(self, environ: dict[str, Any], path: str, query: str) -> Answer:
        sandbox, method = self._sandbox, str(environ["REQUEST_METHOD"])
        call = Call(sandbox.clock.now(), method, path, query)
        environ["sandbox.call"] = call
        self._tell(f"{method} {path}")
        with sandbox.lock:
            sandbox.calls.append(call)
            fault = sandbox.faults.take(method, f"{path}?{query}" if query else path)
            answer = self._carried_out(environ, fault)
            if fault is not None:
                call.fault = fault.kind
                answer = self._spoilt(environ, fault, answer)
            call.status, call.size = int(answer[0].split()[0]), len(answer[2])
        self._tell(f"{method} {path}")
        return answer

    def _tell(self, what: str) -> None:
        for listener in tuple(self._sandbox.between):
            listener(what)

    def _carried_out(self, environ: dict[str, Any], fault: Fault | None) -> Answer:
        if fault is not None and not fault.carried_out:
            return "200 OK", [("Content-Type", "application/json; charset=UTF-8")], b"{}"
        answer = collect(self._app, environ)
        for witness in self._sandbox.witnesses:
            witness(environ, answer)
        return answer

    def _spoilt(self, environ: dict[str, Any], fault: Fault, answer: Answer) -> Answer:
        if fault.kind in ON_THE_WIRE:
            _leave_to_the_wire(environ, fault)
            return answer
        headers = [*fault.headers.items()]
        kind, body = self._instead(fault, str(environ["PATH_INFO"]))
        status = fault.status if fault.kind in {"status", "html"} else 200
        if fault.kind == "gzip_bomb":
            headers.append(("Content-Encoding", "gzip"))
        headers += [("Content-Type", kind), ("Content-Length", str(len(body)))]
        return f"{status} Scripted", headers, body

    def _instead(self, fault: Fault, path: str) -> tuple[str, bytes]:
        """Content type and body of a fault that answers in the service's place."""
        if fault.kind in {"html", "html_200"}:
            return "text/html; charset=UTF-8", (fault.body or HTML).encode()
        if fault.kind == "empty_200":
            return "application/json; charset=UTF-8", b""
        if fault.kind == "gzip_bomb":
            return "application/json; charset=UTF-8", gzip_bomb(fault.megabytes)
        if fault.body is not None:
            return "application/json; charset=UTF-8", fault.body.encode()
        body: object = {"unexpected": ["shape"]}
        if fault.kind == "status":
            bodies = self._sandbox.fault_bodies
            speaker = next((bodies[prefix] for prefix in bodies if path.startswith(prefix)), None)
            body = {"error": fault.status} if speaker is None else speaker(path, fault.status)
        return "application/json; charset=UTF-8", json.dumps(body).encode()


def collect(app: WsgiApp, environ: dict[str, Any]) -> Answer:
    """The whole answer of a WSGI app."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        begun.append((status, headers))

    parts = app(environ, start)
    try:
        body = b"".join(parts)
    finally:
        if callable(close := getattr(parts, "close", None)):
            close()
    return *begun[-1], body


def _leave_to_the_wire(environ: dict[str, Any], fault: Fault) -> None:
    """Only the sandbox's own server can cut an answer; without it a lost one is an exception."""
    if "sandbox.wire" in environ:
        environ["sandbox.wire"].append(fault)
    elif fault.kind.startswith("drop"):
        raise ConnectionResetError(f"sandbox: {fault.kind}")
