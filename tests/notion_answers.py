"""A witness that holds every answer of the sandbox's Notion against the types of Notion's own SDK.

``watch(sandbox)`` makes every stray answer a violation, whichever test met it. What a schema cannot
say is checked too: the request id, the order of columns, and the shape of errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import notion_shapes

from sandbox.state import Answer, Sandbox
from sandbox.targets import target_of

Json = dict[str, Any]

PREFIX = re.compile(r"/notion/?/v1/")
ID = re.compile(r"\{\w+\}")

ENDPOINTS: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "notion_types" / "endpoints.json").read_text(encoding="utf-8")
)
"""Endpoint → the SDK's types of what it answers and takes; the first that fits counts."""
LATER = "GetAsyncTaskResponse"
"""What a 202 answers, wherever it comes from."""
NOT_JSON = {"GET oauth/authorize", "POST oauth/authorize"}
BARE = {"GET data_sources/{data_source_id}/templates"}
"""Answers without a request id."""

CODES: dict[int, set[str]] = {
    400: {"invalid_json", "invalid_request_url", "invalid_request", "missing_version",
          "validation_error"},
    401: {"unauthorized"},
    403: {"restricted_resource"},
    404: {"object_not_found"},
    409: {"conflict_error"},
    429: {"rate_limited"},
}  # fmt: skip
"""Codes an error of the service's own carries; OAuth has others."""
OAUTH_CODES: dict[int, set[str]] = {
    400: {"invalid_grant", "invalid_request", "unsupported_grant_type", "validation_error",
          "invalid_json"},
    401: {"invalid_client"},
}  # fmt: skip
LAST_COLUMNS = ("title", "verification", "verification_owner")


class Seen:
    """Counts what was checked, as ``(version, endpoint)``."""

    def __init__(self, sandbox: Sandbox, *, requests: bool = False) -> None:
        self._sandbox, self._requests = sandbox, requests
        self.answers: set[tuple[str, str]] = set()

    def witness(self, environ: dict[str, Any], answer: Answer) -> None:
        """Note what is wrong with one answer, and with what was asked for if that is wanted."""
        path, _ = target_of(environ)
        behind = PREFIX.match(path)
        if behind is None:
            return
        verb, rest = str(environ["REQUEST_METHOD"]), path[behind.end() :]
        version = str(environ.get("HTTP_NOTION_VERSION", notion_shapes.NEW))
        endpoint = endpoint_of(verb, rest)
        for fault in answer_faults(endpoint or f"{verb} {rest}", version, answer):
            self._sandbox.violate(f"{verb} {rest} ({version}): {fault}")
        if endpoint is None or not answer[0].startswith("2"):
            return
        self.answers.add((version, endpoint))
        if self._requests:
            for fault in request_faults(endpoint, version, body_of(environ)):
                self._sandbox.violate(f"{verb} {rest} ({version}) was sent {fault}")


def watch(sandbox: Sandbox, *, requests: bool = False) -> Seen:
    """Check every answer from now on; it replaces a witness that watched before.

    With ``requests`` also what was sent: the service takes more than its types say, but nobody
    outside can tell how much more, so what the product sends keeps to them.
    """
    seen = Seen(sandbox, requests=requests)
    for version in notion_shapes.VERSIONS:
        notion_shapes.shapes(version)
    sandbox.witnesses[:] = [seen.witness]
    return seen


def endpoint_of(verb: str, path: str) -> str | None:
    """The key in ``ENDPOINTS`` of a path behind ``/v1/``."""
    for endpoint in ENDPOINTS:
        spoken, _, template = endpoint.partition(" ")
        parts = "[^/]+".join(re.escape(text) for text in ID.split(template))
        if spoken == verb and re.fullmatch(parts, path):
            return endpoint
    return None


def body_of(environ: Mapping[str, Any]) -> Json:
    """What was sent, if it was JSON."""
    if "json" not in str(environ.get("CONTENT_TYPE")):
        return {}
    environ["wsgi.input"].seek(0)
    found: Json = json.loads(environ["wsgi.input"].read() or b"{}")
    return found


def request_faults(endpoint: str, version: str, body: Json) -> list[str]:
    """Where a request strays from what its endpoint says it takes."""
    shape = ENDPOINTS[endpoint].get("takes")
    if shape is None:
        return [f"a body where none is taken: {body}"] if body else []
    return notion_shapes.faults(shape, version, body)


def answer_faults(endpoint: str, version: str, answer: Answer) -> list[str]:
    """What is wrong with one answer; nothing for what is right."""
    status, told, raw = int(answer[0].split()[0]), dict(answer[1]), answer[2]
    if endpoint in NOT_JSON:
        return []
    if told.get("Content-Type") != "application/json; charset=utf-8":
        return [f"{status} of the type {told.get('Content-Type')}"]
    try:
        body: Json = json.loads(raw)
    except ValueError:
        return [f"{status} with what is no JSON: {raw[:80]!r}"]
    found = _request_id(endpoint, told, body)
    rest = {name: value for name, value in body.items() if name != "request_id"}
    if status >= 400:
        return found + list(_error(endpoint, status, rest))
    if endpoint not in ENDPOINTS:
        return [*found, "is answered, but no type is known for it"]
    shape = LATER if status == 202 else ENDPOINTS[endpoint]["answers"]
    version = version if version in notion_shapes.VERSIONS else notion_shapes.NEW
    return found + notion_shapes.faults(shape, version, rest) + list(_disorder(body))


def _request_id(endpoint: str, told: Mapping[str, str], body: Json) -> list[str]:
    header = told.get("x-notion-request-id")
    if header is None or not re.match(notion_shapes.UUID, header):
        return [f"the request id in the headers is {header!r}"]
    if endpoint in BARE and body.get("object") != "error":
        return ["has a request id in its body"] if "request_id" in body else []
    if list(body)[-1:] != ["request_id"] or body["request_id"] != header:
        return ["does not end with the request id of its headers"]
    return []


def _error(endpoint: str, status: int, body: Json) -> Iterator[str]:
    codes = (OAUTH_CODES if " oauth/" in endpoint else CODES).get(status)
    if codes is None:
        yield f"fails by itself with {status}: {body}"
    elif body.get("code") not in codes:
        yield f"{status} with the code {body.get('code')!r}"
    if " oauth/" in endpoint and "error" in body:
        return
    wanted = ["object", "status", "code", "message"]
    if "additional_data" in body:
        wanted.append("additional_data")
    if list(body) != wanted or (body["object"], body["status"]) != ("error", status):
        yield f"an error of the shape {list(body)}"


def _disorder(body: Json) -> Iterator[str]:
    """Columns stand by their ids, decoded; the title last."""
    for one in [body, *body.get("results", [])]:
        columns = one.get("properties")
        if one.get("object") not in {"page", "data_source"} or not isinstance(columns, dict):
            continue
        ids = [unquote(column["id"]) for column in columns.values()]
        if ids != sorted(ids, key=_place):
            yield f"columns stand as {ids}"


def _place(column: str) -> tuple[int, str]:
    return (LAST_COLUMNS.index(column) + 1 if column in LAST_COLUMNS else 0), column
