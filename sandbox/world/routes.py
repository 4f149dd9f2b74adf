"""The control plane of the world: what people do in the CRM, and the right answers.

``POST /_control/world/move_stage {"number": 5, "stage": "Contract Sent"}`` takes what the function
of that name takes; amounts are strings. ``GET /_control/truth/revenue?start=…&end=…`` takes what
`Question` holds, and tells the numbers of the records counted as each CRM names them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from sandbox.world import around, clients, operations
from sandbox.world.demo import make_demo
from sandbox.world.making import Size, make_empty, make_world
from sandbox.world.records import Language
from sandbox.world.truth import ACTIVITIES, METRICS, Question, answer
from sandbox.world.world import NotInWorldError, TellsTime, World, milliseconds

if TYPE_CHECKING:
    from sandbox.state import Sandbox

OPERATIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        operations.create_deal, operations.move_stage, operations.win, operations.lose,
        operations.reopen, operations.set_amount, operations.set_field, operations.delete,
        operations.restore, operations.merge, around.add_call, around.add_meeting, around.add_task,
        around.change_activity, around.delete_activity, clients.create_company,
        clients.create_contact, around.rename_stage, around.rename_pipeline, around.rename_user,
        around.deactivate_user, around.add_option, around.rename_option, around.set_rate,
    )
}  # fmt: skip
AMOUNTS, MOMENTS = ("amount", "rate"), ("closing", "created", "at")


def blueprint(sandbox: Sandbox, ids: Mapping[str, Callable[[str, int], str]]) -> Blueprint:
    """``ids`` tells per CRM how it calls the world's ``deals`` and ``activities``."""
    pages = Blueprint("world", __name__, url_prefix="/_control")
    pages.register_error_handler(NotInWorldError, _refused)
    pages.register_error_handler(TypeError, _refused)
    _add_world(pages, sandbox)
    _add_truth(pages, sandbox, ids)
    return pages


def _add_world(pages: Blueprint, sandbox: Sandbox) -> None:
    @pages.post("/world/<name>")
    def operate(name: str) -> Response | tuple[Response, int]:
        if name not in OPERATIONS:
            return jsonify({"error": f"no operation {name!r}", "known": sorted(OPERATIONS)}), 404
        with sandbox.lock:
            done = OPERATIONS[name](sandbox.world, **read_arguments(request.get_json()))
        sandbox.schedule.run_due()
        return jsonify(plain(done))

    @pages.get("/world")
    def tell() -> Response:
        world = sandbox.world
        with sandbox.lock:
            return jsonify({
                "deals": len(world.deals), "activities": len(world.activities),
                "changes": len(world.changes), "users": [one.name for one in world.users.values()],
                "pipelines": {
                    pipeline.name: [stage.name for stage in world.steps(pipeline.number)]
                    for pipeline in world.pipelines.values()
                },
            })  # fmt: skip

    @pages.post("/world")
    def put() -> Response:
        """Another world: ``{"kind": "drawn", "seed": 2, "deals": 500, "language": "ru"}``."""
        made = make(sandbox.clock, **(request.get_json(silent=True) or {}))
        with sandbox.lock:
            sandbox.use_world(made)
        return tell()


def _add_truth(
    pages: Blueprint, sandbox: Sandbox, ids: Mapping[str, Callable[[str, int], str]]
) -> None:
    @pages.get("/truth/<metric>")
    def truth(metric: str) -> Response | tuple[Response, int]:
        if metric not in METRICS:
            return jsonify({"error": f"no metric {metric!r}", "known": sorted(METRICS)}), 404
        with sandbox.lock:
            found = answer(sandbox.world, read_question(metric, request.args))
        table = "activities" if metric in ACTIVITIES else "deals"
        value = None if found.value is None else str(Decimal(found.value.numerator) / Decimal(
            found.value.denominator))  # fmt: skip
        return jsonify({
            "value": value, "counted": len(found.counted), "cases": len(found.cases),
            "ids": {"world": list(found.counted)}
            | {crm: [name(table, number) for number in found.counted] for crm, name in ids.items()},
        })  # fmt: skip


def make(
    clock: TellsTime, kind: str = "demo", language: Language = "en", seed: int = 1, **size: int
) -> World:
    """The demo's world, an empty one, or one drawn in a size."""
    if kind == "demo":
        return make_demo(clock, language=language)
    if kind == "empty":
        return make_empty(clock, language=language)
    if kind == "drawn":
        return make_world(clock, seed=seed, size=Size(**size), language=language)
    raise NotInWorldError(f"no world {kind!r}; there are demo, empty and drawn")


def read_question(metric: str, given: Mapping[str, str]) -> Question:
    """A question from the query of a request; unknown parameters are an error."""
    known = {field.name for field in fields(Question)} - {"metric"}
    unknown = set(given) - known
    if unknown or not {"start", "end"} <= set(given):
        raise NotInWorldError(f"wanted start and end; known: {sorted(known)}, not {unknown}")
    read: dict[str, Any] = dict(given)
    for name in ("start", "end"):
        read[name] = date.fromisoformat(given[name])
    for name in ("within_days", "min_seconds"):
        if name in given:
            read[name] = int(given[name])
    for name in ("at_home", "any_outcome"):
        if name in given:
            read[name] = given[name].lower() in {"1", "true"}
    return Question(metric, **read)


def read_arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    """JSON as operations take it: amounts exact, moments in milliseconds or ISO 8601."""
    read = dict(given)
    for name in AMOUNTS:
        if read.get(name) is not None:
            read[name] = Decimal(str(read[name]))
    for name in MOMENTS:
        if isinstance(read.get(name), str):
            read[name] = _moment(read[name])
    if "contacts" in read:
        read["contacts"] = tuple(read["contacts"])
    if read.get("field") == "closing" and isinstance(read.get("value"), str):
        read["value"] = _moment(read["value"])
    if read.get("field") == "amount" and read.get("value") is not None:
        read["value"] = Decimal(str(read["value"]))
    return read


def plain(record: Any) -> Any:
    """A record as JSON."""
    if is_dataclass(record) and not isinstance(record, type):
        return {name: plain(value) for name, value in asdict(record).items()}
    if isinstance(record, Mapping):
        return {str(name): plain(value) for name, value in record.items()}
    if isinstance(record, tuple | list):
        return [plain(value) for value in record]
    return str(record) if isinstance(record, Decimal) else record


def _moment(text: str) -> int:
    return milliseconds(datetime.fromisoformat(text))


def _refused(error: Exception) -> tuple[Response, int]:
    return jsonify({"error": str(error)}), 400
