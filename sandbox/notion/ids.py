"""Ids as Notion writes and reads them: UUIDs with or without dashes, property ids in four signs."""

from __future__ import annotations

import re
from random import Random
from urllib.parse import quote, unquote
from uuid import UUID

SIGNS = "".join(chr(n) for n in range(33, 127) if chr(n) not in "/%")
"""Of property ids. A slash or a percent sign would make their addresses ambiguous."""
_HEX = re.compile(r"[0-9a-f]{32}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_uuid(chance: Random) -> str:
    """A random UUID, dashed and in lower case."""
    return str(UUID(int=chance.getrandbits(128), version=4))


def new_property_id(chance: Random) -> str:
    """Four signs."""
    return "".join(chance.choices(SIGNS, k=4))


def dashed(text: str) -> str | None:
    """The id as answers show it; nothing when it is no UUID (version and variant count)."""
    plain = text.lower()
    if _HEX.fullmatch(plain):
        plain = "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
    return plain if _UUID.fullmatch(plain) else None


def undashed(text: str) -> str:
    """The id as addresses of pages show it."""
    return text.replace("-", "")


def encoded(property_id: str) -> str:
    """A property's id as answers spell it: ``gY{P`` is ``gY%7BP``."""
    return quote(property_id, safe="")


def decoded(text: str) -> str:
    """A property's id as it is kept, whichever way it was spelt."""
    return unquote(text)
