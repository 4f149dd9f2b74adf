"""Google's own description of its methods and shapes, as it ships with its Python client.

Routes come from it, requests are checked against it at run time, and tests check every answer with
schemas made as strict as it allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient
import jsonschema_rs

Json = dict[str, Any]

DOCUMENTS = {"sheets": "sheets.v4", "drive": "drive.v3", "drive2": "drive.v2"}
PLACES = {"sheets": "/", "drive": "/drive/v3/", "drive2": "/drive/v2/"}
DIGITS = "^-?[0-9]+$"


@dataclass(frozen=True, slots=True)
class Method:
    """One method of a service: where it is called, what it takes and answers."""

    service: str
    name: str
    """``spreadsheets.values.get``, ``files.copy`` …"""
    verb: str
    template: str
    """Path under the service's host, with its variable parts named."""
    request: str
    response: str
    query: Mapping[str, Json]
    upload: bool = False


@cache
def document(service: str) -> Json:
    """The bundled description of a service."""
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found: Json = json.loads((folder / f"{DOCUMENTS[service]}.json").read_text(encoding="utf-8"))
    return found


@cache
def methods(service: str) -> tuple[Method, ...]:
    """All methods of a service, each upload path as one of its own."""
    return tuple(_methods(service, document(service)))


def _methods(service: str, part: Json) -> Iterator[Method]:
    shared = document(service)["parameters"]
    for found in part.get("methods", {}).values():
        own = {
            name: rule
            for name, rule in found.get("parameters", {}).items()
            if rule["location"] == "query"
        }
        one = Method(
            service=service,
            name=found["id"].split(".", 1)[1],
            verb=found["httpMethod"],
            template=PLACES[service] + found["path"],
            request=found.get("request", {}).get("$ref", ""),
            response=found.get("response", {}).get("$ref", ""),
            query=shared | own,
        )
        yield one
        upload = found.get("mediaUpload", {}).get("protocols", {}).get("simple")
        if upload:
            yield Method(service, one.name, one.verb, upload["path"], one.request, one.response,
                         one.query, upload=True)  # fmt: skip
    for below in part.get("resources", {}).values():
        yield from _methods(service, below)


def schema(service: str, name: str) -> Json:
    """A shape as the service describes it."""
    found: Json = document(service)["schemas"][name]
    return found


@cache
def strict(service: str) -> Json:
    """All shapes of a service as JSON Schemas that allow nothing unknown."""
    return {name: _strict(shape) for name, shape in document(service)["schemas"].items()}


def _strict(shape: Json) -> Json:
    if "$ref" in shape:
        return {"$ref": f"#/$defs/{shape['$ref']}"}
    kind = shape.get("type", "any")
    if kind == "array":
        return {"type": "array", "items": _strict(shape["items"])}
    if kind == "object":
        return _strict_object(shape)
    return {} if kind == "any" else _strict_scalar(shape, kind)


def _strict_scalar(shape: Json, kind: str) -> Json:
    if kind == "string" and shape.get("format") in {"int64", "uint64"}:
        return {"type": "string", "pattern": DIGITS}
    return {"type": "string", "enum": shape["enum"]} if "enum" in shape else {"type": kind}


def _strict_object(shape: Json) -> Json:
    below = {name: _strict(member) for name, member in shape.get("properties", {}).items()}
    rest = shape.get("additionalProperties")
    return {
        "type": "object",
        "properties": below,
        "additionalProperties": _strict(rest) if isinstance(rest, dict) else False,
    }


@cache
def _validator(service: str, name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": strict(service)})


def fits(service: str, name: str, body: object) -> bool:
    """Whether JSON has exactly the described shape."""
    return _validator(service, name).is_valid(body)


def answer_problems(service: str, name: str, body: object) -> list[str]:
    """Where an answer strays from its description; none for what is right."""
    return [
        f"{name} at /{'/'.join(map(str, problem.instance_path))}: {problem.message}"
        for problem in _validator(service, name).iter_errors(body)
    ]


VARIABLE = re.compile(r"\{\+?(\w+)\}")


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Matches a still-encoded path; a variable part ends with its slash."""
    parts = VARIABLE.split(template)
    text = "".join(
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>[^/]*)"
        for place, part in enumerate(parts)
    )
    return re.compile(text + r"\Z")
