"""The control plane under ``/_control``: what a test or a demo does to the sandbox over HTTP.

Everything here is also a plain method of the sandbox's objects, for tests in the same process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from sandbox.faults import Fault
from sandbox.google.control import act

if TYPE_CHECKING:
    from sandbox.state import Sandbox

Json = dict[str, Any]
Route = Callable[["Sandbox", str, Json], Json]


def blueprint(sandbox: Sandbox) -> Blueprint:
    """``/_control/<name>`` for the whole sandbox, ``/_control/google/<operation>`` for Google's."""
    pages = Blueprint("control", __name__, url_prefix="/_control")

    @pages.route("/<name>", methods=["GET", "POST", "DELETE"])
    def whole(name: str) -> Response:
        if name not in ROUTES:
            return refused(LookupError(f"/_control has {sorted(ROUTES)}, not {name!r}"))
        return carried_out(lambda: ROUTES[name](sandbox, request.method, body()))

    @pages.post("/google/<operation>")
    def google(operation: str) -> Response:
        with sandbox.lock:
            answer = carried_out(lambda: act(sandbox.google, operation, body()))
        sandbox.schedule.run_due()
        return answer

    return pages


def body() -> Json:
    """What the request says, as JSON."""
    found: Json = request.get_json(silent=True) or {}
    return found


def carried_out(action: Callable[[], Json]) -> Response:
    """The answer, or in plain words why there is none."""
    try:
        return jsonify(action())
    except (LookupError, TypeError, ValueError) as error:
        return refused(error)


def refused(error: Exception) -> Response:
    """400 with what was wrong."""
    answer = jsonify({"error": f"{type(error).__name__}: {error}"})
    answer.status_code = 400
    return answer


def reset(sandbox: Sandbox, method: str, told: Json) -> Json:
    """POST: forget everything but the clock; ``world`` and ``seed`` may be new."""
    only(method, "POST")
    sandbox.reset(**told)
    return {}


def clock(sandbox: Sandbox, method: str, told: Json) -> Json:
    """GET the time; POST ``advance`` (seconds), ``set`` (a moment), ``frozen`` (true or false)."""
    only(method, "GET", "POST")
    for name, value in told.items():
        turn(sandbox, name, value)
    return {"now": sandbox.clock.now().isoformat(), "frozen": sandbox.clock.frozen}


def turn(sandbox: Sandbox, name: str, value: Any) -> None:
    """One thing to do with the clock."""
    if name == "advance":
        sandbox.clock.advance(float(value))
    elif name == "set":
        sandbox.clock.set(datetime.fromisoformat(str(value)))
    elif name == "frozen":
        (sandbox.clock.freeze if value else sandbox.clock.run)()
    else:
        raise ValueError(f"the clock knows advance, set and frozen, not {name!r}")


def faults(sandbox: Sandbox, method: str, told: Json) -> Json:
    """POST a fault, DELETE all of them, GET those that still wait."""
    if method == "DELETE":
        sandbox.faults.clear()
    elif method == "POST":
        sandbox.faults.add(Fault(**told))
    return {"faults": [asdict(one) for one in sandbox.faults.waiting()]}


def calls(sandbox: Sandbox, method: str, told: Json) -> Json:
    """GET the log of calls, DELETE it."""
    only(method, "GET", "DELETE")
    del told
    if method == "DELETE":
        sandbox.calls.clear()
    lines = [asdict(one) | {"at": one.at.isoformat()} for one in tuple(sandbox.calls)]
    return {"calls": lines}


def violations(sandbox: Sandbox, method: str, told: Json) -> Json:
    """GET what no real client may do, DELETE the list."""
    only(method, "GET", "DELETE")
    del told
    if method == "DELETE":
        sandbox.violations.clear()
    return {"violations": list(sandbox.violations)}


def only(method: str, *allowed: str) -> None:
    """Refuse a method that means nothing here."""
    if method not in allowed:
        raise ValueError(f"takes {' and '.join(allowed)}, not {method}")


ROUTES: dict[str, Route] = {
    "reset": reset, "clock": clock, "faults": faults, "calls": calls, "violations": violations,
}  # fmt: skip
