"""What HubSpot's published descriptions (v3 and v4, read in 2026) say its answers look like.

Written down from those descriptions, not from the sandbox: names, types, what must be there. A name
with ``?`` may be missing; anything not named here must not be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

Shape = Any

PAGING = {"next?": {"after": "text", "link?": "text"}, "prev?": {"before": "text", "link?": "text"}}
PAST = {
    "value": "text", "timestamp": "moment", "sourceType": "text", "sourceId?": "text",
    "sourceLabel?": "text", "updatedByUserId?": "int",
}  # fmt: skip
OBJECT = {
    "id": "text", "properties": ("map", "text or null"), "createdAt": "moment",
    "updatedAt": "moment", "archived?": "bool", "archivedAt?": "moment",
    "propertiesWithHistory?": ("map", [PAST]), "objectWriteTraceId?": "text",
}  # fmt: skip
LINKED = {
    **OBJECT,
    "associations?": ("map", {"results": [{"id": "text", "type": "text"}], "paging?": PAGING}),
}
PAGE = {"results": [LINKED], "paging?": PAGING}
FOUND = {"total": "int", "results": [OBJECT], "paging?": PAGING}
DETAIL = {
    "message": "text", "code?": "text", "in?": "text", "subCategory?": "text",
    "context?": ("map", ["text"]),
}  # fmt: skip
ERROR = {
    "status": "text", "message": "text", "correlationId": "uuid", "category": "text",
    "subCategory?": "text", "errors?": [DETAIL], "context?": ("map", ["text"]),
    "links?": ("map", "text"),
}  # fmt: skip
BATCH = {
    "status": ("one of", "PENDING", "PROCESSING", "CANCELED", "COMPLETE"), "results": [OBJECT],
    "startedAt": "moment", "completedAt": "moment", "requestedAt?": "moment",
    "links?": ("map", "text"), "numErrors?": "int",
    "errors?": [{
        "status": "text", "category": "text", "message": "text", "context": ("map", ["text"]),
        "errors?": [DETAIL], "links?": ("map", "text"), "id?": "text",
    }],
}  # fmt: skip
LINKS = {
    **BATCH,
    "results": [{
        "from": {"id": "text"},
        "to": [{
            "toObjectId": "int",
            "associationTypes": [{
                "category": ("one of", "HUBSPOT_DEFINED", "USER_DEFINED", "INTEGRATOR_DEFINED"),
                "typeId": "int", "label": "text or null",
            }],
        }],
        "paging?": PAGING,
    }],
}  # fmt: skip
STAGE = {
    "id": "text", "label": "text", "displayOrder": "int", "archived": "bool",
    "archivedAt?": "moment", "createdAt": "moment", "updatedAt": "moment",
    "metadata?": ("map", "text"),
    "writePermissions?": ("one of", "CRM_PERMISSIONS_ENFORCEMENT", "READ_ONLY", "INTERNAL_ONLY"),
}  # fmt: skip
PIPELINES = {
    "results": [{
        "id": "text", "label": "text", "displayOrder": "int", "archived": "bool",
        "archivedAt?": "moment", "createdAt": "moment", "updatedAt": "moment", "stages": [STAGE],
    }]
}  # fmt: skip
PROPERTY = {
    "name": "text", "label": "text", "groupName": "text", "description": "text",
    "type": ("one of", "string", "number", "date", "datetime", "enumeration", "bool"),
    "fieldType": ("one of", "textarea", "text", "date", "file", "number", "select", "radio",
                  "checkbox", "booleancheckbox", "calculation_equation"),
    "options": [{
        "label": "text", "value": "text", "hidden": "bool", "displayOrder?": "int",
        "description?": "text",
    }],
    "displayOrder?": "int", "calculated?": "bool", "externalOptions?": "bool", "archived?": "bool",
    "archivedAt?": "moment", "hasUniqueValue?": "bool", "hidden?": "bool",
    "hubspotDefined?": "bool", "formField?": "bool", "referencedObjectType?": "text",
    "calculationFormula?": "text", "showCurrencySymbol?": "bool", "createdUserId?": "text",
    "updatedUserId?": "text", "createdAt?": "moment", "updatedAt?": "moment",
    "modificationMetadata?": {
        "archivable": "bool", "readOnlyDefinition": "bool", "readOnlyValue": "bool",
        "readOnlyOptions?": "bool",
    },
}  # fmt: skip
PROPERTIES = {"results": [PROPERTY]}
OWNER = {
    "id": "text", "type": ("one of", "PERSON", "QUEUE"), "archived": "bool", "createdAt": "moment",
    "updatedAt": "moment", "email?": "text", "firstName?": "text", "lastName?": "text",
    "userId?": "int", "userIdIncludingInactive?": "int",
    "teams?": [{"id": "text", "name": "text", "primary": "bool"}],
}  # fmt: skip
OWNERS = {"results": [OWNER], "paging?": {"next?": {"after": "text", "link?": "text"}}}
ACCOUNT = {
    "portalId": "int", "timeZone": "text", "companyCurrency": "text",
    "additionalCurrencies": ["text"], "utcOffset": "text", "utcOffsetMilliseconds": "int",
    "uiDomain": "text", "dataHostingLocation": "text",
    "accountType": ("one of", "STANDARD", "DEVELOPER_TEST", "SANDBOX", "APP_DEVELOPER"),
}  # fmt: skip
USAGE = {
    "results": [{
        "name": "text", "usageLimit": "int", "currentUsage": "int", "collectedAt": "moment",
        "fetchStatus": ("one of", "SUCCESS", "TIMEOUT", "FAILURE", "CACHED", "NOTFOUND"),
        "resetsAt?": "moment",
    }],
    "paging?": PAGING,
}  # fmt: skip
RATES = {
    "results": [{
        "id": "text", "fromCurrencyCode": "text", "toCurrencyCode": "text",
        "conversionRate": "number", "visibleInUI": "bool", "effectiveAt": "moment",
        "createdAt": "moment", "updatedAt": "moment",
    }]
}  # fmt: skip
SUBSCRIPTION = {
    "id": "text", "eventType": "text", "active": "bool", "createdAt": "moment",
    "updatedAt?": "moment", "propertyName?": "text", "objectTypeId?": "text",
    "eventTypeName?": "text",
}  # fmt: skip
SETTINGS = {
    "targetUrl": "text", "createdAt": "moment", "updatedAt?": "moment",
    "throttling": {
        "maxConcurrentRequests": "int", "period?": ("one of", "SECONDLY", "ROLLING_MINUTE"),
    },
}  # fmt: skip


def problems(shape: Shape, value: Any, place: str = "$") -> list[str]:
    """What of an answer does not fit."""
    return list(_problems(shape, value, place))


def _problems(shape: Shape, value: Any, place: str) -> Iterator[str]:
    match shape:
        case str() if not _IS[shape](value):
            yield f"{place}: {value!r} is not {shape}"
        case [one]:
            yield from _inside(one, value, place, list)
        case ("map", one):
            yield from _inside(one, value, place, dict)
        case ("one of", *words) if value not in words:
            yield f"{place}: {value!r} is none of {words}"
        case Mapping():
            yield from _members(shape, value, place)


def _inside(one: Shape, value: Any, place: str, kind: type[Any]) -> Iterator[str]:
    """All members of a list or an object are alike."""
    if not isinstance(value, kind):
        yield f"{place}: not a {kind.__name__}"
        return
    pairs: Iterable[tuple[Any, Any]] = value.items() if kind is dict else enumerate(value)
    for name, item in pairs:
        yield from _problems(one, item, f"{place}.{name}")


def _members(shape: Mapping[str, Shape], value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: not a dict"
        return
    known = {name.removesuffix("?"): one for name, one in shape.items()}
    yield from (f"{place}.{name}: unknown" for name in value if name not in known)
    yield from (f"{place}.{name}: missing" for name in shape
                if not name.endswith("?") and name not in value)  # fmt: skip
    for name, item in value.items():
        if name in known:
            yield from _problems(known[name], item, f"{place}.{name}")


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_uuid(value: Any) -> bool:
    try:
        return bool(str(UUID(value)) == value)
    except (AttributeError, TypeError, ValueError):
        return False


_IS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "text or null": lambda value: value is None or isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "moment": _is_moment,
    "uuid": _is_uuid,
}
