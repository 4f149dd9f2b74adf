"""Shapes of Notion's answers, and of what it takes, as JSON Schemas, one set per API version.

They are derived from the types of Notion's own SDK (``tests/notion_types``, `tools/setup types`).
The types cover several versions and connections at once, so they are made fit: looser where the
service is known to answer more than they say, stricter where the version, or what was recorded of
the service, leaves less room.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import jsonschema_rs

Json = dict[str, Any]

OLD, NEW = "2025-09-03", "2026-03-11"
VERSIONS = (OLD, NEW)
PLACE = Path(sys.prefix) / "notion-types" / "schemas.json"
REF = "#/definitions/"

UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
MINUTE = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$"
MILLISECOND = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$"
ENCODED = r"^([A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2})+$"
"""A property's id as it stands in addresses."""

CUT = {"page", "block", "data_source", "comment", "file_upload"}
"""Objects whose times are cut to the minute."""
EXACT = {"database", "view", "view_query"}
ALSO_CONFIGURED = ("button", "verification", "place")
"""Kinds of properties that data sources hold and the types leave out."""
PARTIAL = {
    f"{REF}Partial{kind}ObjectResponse"
    for kind in ("Block", "Comment", "Database", "DataSource", "DataSourceView", "Page", "User")
}


@cache
def validator(shape: str, version: str) -> jsonschema_rs.Draft7Validator:
    """Checks one body; ``shape`` is the name of the SDK's type."""
    definitions = shapes(version)
    if shape not in definitions:
        raise LookupError(f"{shape} is not among what make_schemas.js derived")
    return jsonschema_rs.Draft7Validator({"$ref": REF + shape, "definitions": definitions})


@cache
def shapes(version: str) -> Json:
    """All shapes, made fit for a version."""
    if not PLACE.is_file():
        raise FileNotFoundError(f"{PLACE} is missing: run tools/setup types")
    found: Json = json.loads(PLACE.read_text(encoding="utf-8"))
    _loosen(found)
    _tighten(found)
    for one in _objects(found):
        if version == NEW:
            _without_archived(one)
    return found


def _loosen(found: Json) -> None:
    """Add what the service answers and the types do not tell."""
    for branch in found["PagePropertyValueWithIdResponse"]["anyOf"]:
        if branch["properties"]["type"].get("const") == "relation":
            branch["properties"]["has_more"] = {"type": "boolean"}
            branch["required"].append("has_more")
    columns = found["DatabasePropertyConfigResponse"]["anyOf"]
    common = {name: columns[0]["properties"][name] for name in ("id", "name", "description")}
    columns += [_column(kind, common) for kind in ALSO_CONFIGURED]
    # Conditions of views are empty by their types, and by their comments what queries take.
    query = found["QueryDataSourceBodyParameters"]["properties"]
    found["ViewFilterRequest"] = query["filter"]
    found["ViewSortRequest"] = query["sorts"]["items"]
    for kind in ("Request", "Response"):
        found[f"QuickFilterCondition{kind}"] = {"type": "object", "minProperties": 1}


def _column(kind: str, common: Json) -> Json:
    own: Json = {"type": {"const": kind}, kind: {"type": "object"}}
    return {
        "type": "object",
        "properties": common | own,
        "required": [*common, *own],
        "additionalProperties": False,
    }


def _tighten(found: Json) -> None:
    """Say what strings look like, and that a connection that may read is told everything."""
    found["IdResponse"] = {"type": "string", "pattern": UUID}
    for named in ("PagePropertyValueWithIdResponse", "DatabasePropertyConfigResponse"):
        for branch in found[named]["anyOf"]:
            branch["properties"]["id"] = {"type": "string", "pattern": ENCODED}
    for one in _objects(found):
        _times(one)
    for one in _inside(found):
        if "anyOf" in one:
            whole = [branch for branch in one["anyOf"] if branch.get("$ref") not in PARTIAL]
            one["anyOf"] = whole if any("$ref" in branch for branch in whole) else one["anyOf"]


def _times(one: Json) -> None:
    kind = one["properties"].get("object", {}).get("const")
    pattern = MINUTE if kind in CUT else MILLISECOND if kind in EXACT else None
    for name in {"created_time", "last_edited_time", "expires_at"} & one["properties"].keys():
        if pattern is not None:
            one["properties"][name] = {"type": "string", "pattern": pattern}


def _without_archived(one: Json) -> None:
    """The old version tells ``archived`` beside ``in_trash``; the new one neither tells nor takes
    it."""
    if one["properties"].pop("archived", None):
        one["required"] = [name for name in one.get("required", []) if name != "archived"]


def _objects(part: object) -> Iterator[Json]:
    return (one for one in _inside(part) if isinstance(one.get("properties"), dict)
            and one.get("type") == "object")  # fmt: skip


def _inside(part: object) -> Iterator[Json]:
    if isinstance(part, dict):
        yield part
        for below in list(part.values()):
            yield from _inside(below)
    elif isinstance(part, list):
        for below in part:
            yield from _inside(below)


def faults(shape: str, version: str, body: object) -> list[str]:
    """Where an answer strays from its shape; none for what is right."""
    found = validator(shape, version).iter_errors(body)
    return [f"{shape} {text}" for error in found for text in _told(error)]


def webhook_faults(body: Json) -> list[str]:
    """Where the body of a webhook strays from the shape of its kind."""
    words = re.split(r"[._]", str(body.get("type")))
    return faults("".join(map(str.capitalize, words)) + "WebhookPayload", NEW, body)


def _told(error: jsonschema_rs.ValidationError) -> Iterator[str]:
    """An alternative is told by the branch that was meant."""
    for inner in _meant([error]):
        yield f"at /{'/'.join(map(str, inner.instance_path))}: {inner.message[:300]}"


def _meant(errors: list[jsonschema_rs.ValidationError]) -> list[jsonschema_rs.ValidationError]:
    """The errors, with those of the nearest branch in the place of each alternative."""
    found: list[jsonschema_rs.ValidationError] = []
    for error in errors:
        if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.AnyOf):
            depth = len(error.instance_path)
            branches = [_meant(branch) for branch in error.kind.context]
            found += min(branches, key=partial(_distance, depth=depth))
        else:
            found.append(error)
    return found


def _distance(branch: list[jsonschema_rs.ValidationError], depth: int) -> tuple[int, int]:
    """How far a branch is from what was said: what it calls itself counts before the rest."""
    another = sum(
        error.kind.name in {"const", "enum"}
        if len(error.instance_path) > depth
        else error.kind.name == "type"
        for error in branch
    )
    return another, len(branch)
