"""Bodies of requests: read as Google's JSON parser reads them, or refused in its words.

Members that are ``null`` count as absent in Sheets (Drive takes some of them away), but a ``null``
in a list of values stays: it skips a cell. Names may come in either spelling, numbers as text; what
does not fit is named by its place.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sandbox.google.discovery import fits, schema
from sandbox.google.errors import ApiError, malformed

Json = dict[str, Any]
Violation = tuple[str, str]

MESSAGES = "type.googleapis.com/google.apps.sheets.v4"
LIST_VALUE = "type.googleapis.com/google.protobuf.ListValue"
ROOTS = {"ValueRange": "data", "Spreadsheet": "spreadsheet"}
"""Bodies that the service binds to a member of its request, which then stands in its messages."""
INTEGER_TEXT = re.compile(r"-?\d+\Z")


def read_body(service: str, name: str, content: bytes) -> Json:
    """The JSON of a request, checked against its description and without its nulls."""
    if not content.strip():
        return {}
    try:
        body = json.loads(content)
    except ValueError as error:
        start = content[:40].decode("utf-8", "replace")
        text = f"Invalid JSON payload received. Unexpected token.\n{start}"
        raise malformed([("", text)]) from error
    if not isinstance(body, dict):
        raise malformed(
            [("", f"Invalid value at '{ROOTS.get(name, 'body')}' (Map), {shown(body)}")]
        )
    return accepted(service, name, body, may_hold_null=b"null" in content)


def request_problem(service: str, name: str, body: Json) -> ApiError | None:
    """Google's refusal of a body, or nothing when it takes it."""
    try:
        accepted(service, name, body)
    except ApiError as error:
        return error
    return None


def accepted(service: str, name: str, body: Json, *, may_hold_null: bool = True) -> Json:
    """The body as the method gets it. The quick way first: most bodies fit as they come."""
    if not name or fits(service, name, body):
        return body
    if may_hold_null and service == "sheets":
        body = without_nulls(body)
        if fits(service, name, body):
            return body
    reader = Reader(service)
    taken: Json = reader.read({"$ref": name}, body, ROOTS.get(name, ""))
    if reader.found and service == "sheets":
        raise malformed(reader.found)
    return taken


def without_nulls(value: Any) -> Any:
    """Members that are null are absent; elements that are null are not touched."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


class Reader:
    """Walks through a body beside its description and keeps what does not fit."""

    def __init__(self, service: str) -> None:
        self._service = service
        self.found: list[Violation] = []

    def read(self, shape: Json, value: Any, place: str) -> Any:
        """The value as it is understood; what is wrong goes to ``found``."""
        if value is None and self._service != "sheets":
            return None
        if "$ref" in shape:
            shape = schema(self._service, shape["$ref"]) | {"name": shape["$ref"]}
        kind = shape.get("type", "any")
        if kind == "object":
            return self._object(shape, value, place)
        if kind == "array":
            return self._array(shape, value, place)
        if kind in {"string", "integer", "number", "boolean"}:
            return self._scalar(shape, kind, value, place)
        return value

    def _object(self, shape: Json, value: Any, place: str) -> Any:
        if not isinstance(value, dict):
            self._wrong(place, f"{MESSAGES}.{shape.get('name')}", value)
            return {}
        known, rest = shape.get("properties", {}), shape.get("additionalProperties")
        taken: Json = {}
        for name, member in value.items():
            proper = name if name in known else camel(name)
            inner = f"{place}.{snake(proper)}" if place else snake(proper)
            if proper in known:
                taken[proper] = self.read(known[proper], member, inner)
            elif isinstance(rest, dict):
                taken[name] = self.read(rest, member, inner)
            else:
                at = f" at '{place}'" if place else ""
                text = (
                    f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.'
                )
                self.found.append((place, text))
        return taken

    def _array(self, shape: Json, value: Any, place: str) -> Any:
        items = shape["items"]
        rows = items.get("type") == "array"
        if not isinstance(value, list):
            if rows:
                self._wrong(place, LIST_VALUE, value)
                return []
            return [self.read(items, value, place)]
        if not rows:
            return [self.read(items, one, f"{place}[{at}]") for at, one in enumerate(value)]
        for at, one in enumerate(value):
            if not isinstance(one, list):
                self._wrong(f"{place}[{at}]", LIST_VALUE, one)
        return value

    def _scalar(self, shape: Json, kind: str, value: Any, place: str) -> Any:
        understood = understand(shape, kind, value)
        if understood is None:
            name = shape.get("format", kind).upper()
            sort = "TYPE_ENUM" if "enum" in shape else f"TYPE_{SPELLED.get(name, name)}"
            self._wrong(place, sort, value)
        return understood

    def _wrong(self, place: str, kind: str, value: Any) -> None:
        self.found.append((place, f"Invalid value at '{place}' ({kind}), {shown(value)}"))


SPELLED = {"BOOLEAN": "BOOL", "INTEGER": "INT32", "NUMBER": "DOUBLE", "GOOGLE-FIELDMASK": "STRING",
           "GOOGLE-DATETIME": "STRING", "DATE-TIME": "STRING"}  # fmt: skip


def understand(shape: Json, kind: str, value: Any) -> Any:
    """A scalar as its kind, where Google's parser is lenient; nothing if it cannot be."""
    if kind == "boolean":
        return value if isinstance(value, bool) else {"true": True, "false": False}.get(str(value))
    if isinstance(value, bool):
        return None
    if kind == "string":
        return text(shape, value)
    return whole(value) if kind == "integer" else number(value)


def text(shape: Json, value: Any) -> str | None:
    """A string: one of the words if there is a list of them, digits if it stands for an integer."""
    if shape.get("format") in {"int64", "uint64"}:
        found = whole(value)
        return None if found is None else str(found)
    known = "enum" not in shape or value in shape["enum"]
    return value if isinstance(value, str) and known else None


def whole(value: Any) -> int | None:
    """An integer, also as text or as a number without a fraction."""
    if isinstance(value, str):
        return int(value) if INTEGER_TEXT.match(value) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None


def number(value: Any) -> float | int | None:
    """A number, also as text."""
    if isinstance(value, (int, float)):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def shown(value: Any) -> str:
    """A value as the message quotes it."""
    return json.dumps(value, ensure_ascii=False)


def snake(name: str) -> str:
    """``sheetId`` → ``sheet_id``."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def camel(name: str) -> str:
    """``sheet_id`` → ``sheetId``."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)
