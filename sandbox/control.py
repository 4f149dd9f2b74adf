"""The control plane under ``/_control``: what a test or a demo does to the sandbox over HTTP.

Everything here is also a plain method of the sandbox's objects, for tests in the same process.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from sandbox.faults import Fault

if TYPE_CHECKING:
    from sandbox.state import Sandbox

Json = dict[str, Any]


def blueprint(sandbox: Sandbox) -> Blueprint:
    """Routes of the whole sandbox; what belongs to one service stands in its own control module."""
    pages = Blueprint("control", __name__, url_prefix="/_control")

    @pages.post("/reset")
    def reset() -> Response:
        sandbox.reset(**_body())
        return jsonify({})

    @pages.route("/clock", methods=["GET", "POST"])
    def clock() -> Response:
        for name, value in _body().items():
            _turn(sandbox, name, value)
        return jsonify({"now": sandbox.clock.now().isoformat(), "frozen": sandbox.clock.frozen})

    @pages.route("/faults", methods=["GET", "POST", "DELETE"])
    def faults() -> Response:
        if request.method == "DELETE":
            sandbox.faults.clear()
        elif request.method == "POST":
            sandbox.faults.add(Fault(**_body()))
        return jsonify({"faults": [asdict(one) for one in sandbox.faults.waiting()]})

    @pages.route("/calls", methods=["GET", "DELETE"])
    def calls() -> Response:
        if request.method == "DELETE":
            sandbox.calls.clear()
        lines = [asdict(one) | {"at": one.at.isoformat()} for one in sandbox.calls]
        return jsonify({"calls": lines})

    @pages.route("/violations", methods=["GET", "DELETE"])
    def violations() -> Response:
        if request.method == "DELETE":
            sandbox.violations.clear()
        return jsonify({"violations": sandbox.violations})

    return pages


def _body() -> Json:
    return request.get_json(silent=True) or {}


def _turn(sandbox: Sandbox, name: str, value: Any) -> None:
    """One thing to do with the clock."""
    clock = sandbox.clock
    if name == "advance":
        clock.advance(float(value))
    elif name == "set":
        clock.set(datetime.fromisoformat(str(value)))
    elif name == "frozen":
        (clock.freeze if value else clock.run)()
    else:
        raise ValueError(f"the clock knows advance, set and frozen, not {name!r}")
