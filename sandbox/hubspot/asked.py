"""What a request asks for, read with HubSpot's eyes: unknown parts are passed over as HubSpot does,
and noted, since no careful client sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request

from sandbox.hubspot.errors import invalid
from sandbox.hubspot.portal import Portal

Json = dict[str, Any]
PAGE = frozenset(
    {"limit", "after", "properties", "propertiesWithHistory", "associations", "archived"}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to tell of each record."""

    properties: frozenset[str] = frozenset()
    history: tuple[str, ...] = ()
    associations: tuple[str, ...] = ()
    archived: bool = False


def wanted(request: Request) -> Wanted:
    """From the query of a list or of a single record."""
    return Wanted(
        frozenset(listed(request, "properties")), tuple(listed(request, "propertiesWithHistory")),
        tuple(listed(request, "associations")), flag(request, "archived"),
    )  # fmt: skip


def listed(request: Request, name: str) -> list[str]:
    """A parameter that may be repeated, separated by commas, or both."""
    parts = (part for text in request.args.getlist(name) for part in text.split(","))
    return [part.strip() for part in parts if part.strip()]


def flag(request: Request, name: str) -> bool:
    return request.args.get(name, "false").lower() == "true"


def whole(request: Request, name: str, default: int, most: int) -> int:
    """A number between 1 and a bound."""
    text = request.args.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise invalid(f"Unable to parse value for query parameter: {name}")
    if not 1 <= int(text) <= most:
        raise invalid(f"Invalid value for {name}: {text}. It must be between 1 and {most}.")
    return int(text)


def known_query(portal: Portal, request: Request, names: frozenset[str]) -> None:
    """Note parameters that mean nothing here."""
    for name in request.args:
        if name not in names:
            portal.violate(f"unknown query parameter {name!r}: {request.method} {request.path}")


def body(portal: Portal, request: Request, names: frozenset[str]) -> Json:
    """The JSON object of a request."""
    found = request.get_json(silent=True)
    if not isinstance(found, dict):
        raise invalid("Invalid input JSON: a JSON object is expected")
    known_keys(portal, found, names, request.path)
    return found


def known_keys(portal: Portal, found: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    """Note members that mean nothing here."""
    for name in found:
        if name not in names:
            portal.violate(f"unknown body key {name!r}: {where}")


def inputs(found: Json, most: int) -> list[Json]:
    """The list of a batch request."""
    several = found.get("inputs")
    if not isinstance(several, list) or not all(isinstance(one, dict) for one in several):
        raise invalid("Invalid input JSON: inputs must be a list of objects")
    if not several:
        raise invalid("The list of inputs must not be empty")
    if len(several) > most:
        raise invalid(
            f"The maximum number of inputs supported in a batch request is {most}. Please reduce"
            " the number of items and try again"
        )
    return several


def texts(found: Json, name: str) -> list[str]:
    """A list of strings in a body; absent is empty."""
    several = found.get(name) or []
    if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
        raise invalid(f"Invalid input JSON: {name} must be a list of strings")
    return several
