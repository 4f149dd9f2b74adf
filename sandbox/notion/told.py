"""How Notion quotes what it was told when it complains."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from sandbox.notion.errors import NotionError, invalid

ABSENT: Final = object()
"""What stands for a missing field."""


def shown(value: object) -> str:
    """A value as JavaScript would print it."""
    if value is ABSENT:
        return "undefined"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def wrong(where: str, wanted: str, value: object) -> NotionError:
    """``where`` (``body.parent``) is not what it should be."""
    root = where.partition(".")[0].partition("[")[0]
    return invalid(
        f"{root} failed validation: {where} should be {wanted}, instead was `{shown(value)}`."
    )


def only(told: Mapping[str, Any], known: Collection[str], where: str = "body") -> None:
    """Refuse a field that means nothing here."""
    for key, value in told.items():
        if key not in known:
            raise wrong(f"{where}.{key}", "not present", value)


def one_of(alternatives: Collection[str], where: str, told: Mapping[str, Any]) -> NotionError:
    """None of the fields was given of which one must be."""
    lines = [
        f"{where}.{name} should be defined, instead was `{shown(told.get(name, ABSENT))}`."
        for name in alternatives
    ]
    root = where.partition(".")[0]
    return invalid("\n".join((f"{root} failed validation. Fix one:", *lines)))


def mapping(value: object, where: str) -> dict[str, Any]:
    """An object."""
    if value is ABSENT:
        raise wrong(where, "defined", value)
    if not isinstance(value, dict):
        raise wrong(where, "an object", value)
    return value


def listing(value: object, where: str, longest: int = 100) -> list[Any]:
    """A list of at most that many."""
    if value is ABSENT:
        raise wrong(where, "defined", value)
    if not isinstance(value, list):
        raise wrong(where, "an array", value)
    if len(value) > longest:
        raise wrong(f"{where}.length", f"≤ `{longest}`", len(value))
    return value


def text(value: object, where: str, longest: int = 2000) -> str:
    """A string of at most that many characters."""
    if value is ABSENT:
        raise wrong(where, "defined", value)
    if not isinstance(value, str):
        raise wrong(where, "a string", value)
    if len(value) > longest:
        raise wrong(f"{where}.length", f"≤ `{longest}`", len(value))
    return value


def flag(value: object, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise wrong(where, "a boolean", value)
    return value


def choice(value: object, known: Collection[str], where: str) -> str:
    """One of a few words."""
    if not isinstance(value, str) or value not in known:
        words = ", ".join(f'`"{word}"`' for word in known)
        raise wrong(where, words if len(known) == 1 else f"one of {words}", value)
    return value
