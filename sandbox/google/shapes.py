"""Brings JSON that a client sent into the form in which the service gives it back.

Driven by Google's own description of the service: absent defaults, colours in eight bits, and
every colour under both of its names (``backgroundColor`` and ``backgroundColorStyle``).
"""

from __future__ import annotations

import math
import struct
from functools import cache
from typing import Any

from sandbox.google.discovery import schema as described_shape
from sandbox.google.masks import Mask
from sandbox.google.theme import theme_colour

Json = dict[str, Any]

ALWAYS_WRITTEN = {
    ("GridRange", "startRowIndex"), ("GridRange", "startColumnIndex"),
    ("DimensionRange", "startIndex"), ("SheetProperties", "sheetId"), ("SheetProperties", "index"),
    ("SortSpec", "dimensionIndex"), ("FilterSpec", "columnIndex"), ("TextRotation", "angle"),
    ("SlicerSpec", "applyToPivotTables"), ("DeveloperMetadataLocation", "sheetId"),
}  # fmt: skip
"""Members whose zero is told from their absence."""
ALWAYS_WRITTEN_OF = {"ExtendedValue", "TextFormat", "DataSourceParameter"}


@cache
def members(schema: str) -> Json:
    """Name of a member → its description."""
    found: Json = described_shape("sheets", schema).get("properties", {})
    return found


def tidy(schema: str, value: Json) -> Json:
    """A message as the service would print it; nothing of the argument is changed."""
    if schema == "Color":
        return eight_bits(value)
    described = members(schema)
    tidied = {}
    for name, member in value.items():
        if member is None or name not in described:
            continue
        kept = tidy_member(described[name], member)
        if kept is not None and (kept not in (0, "", False) or is_written(schema, name)):
            tidied[name] = kept
    mirror_colours(schema, tidied)
    return tidied


def is_written(schema: str, name: str) -> bool:
    return schema in ALWAYS_WRITTEN_OF or (schema, name) in ALWAYS_WRITTEN


def tidy_member(described: Json, member: Any) -> Any:
    """The member in its printed form; nothing at all where it holds only a default."""
    if "$ref" in described:
        return tidy(described["$ref"], member)
    if "items" in described:
        below = described["items"]
        return [tidy_member(below, {} if one is None else one) for one in member] or None
    if "additionalProperties" in described:
        values = described["additionalProperties"]
        return {key: tidy_member(values, one) for key, one in member.items()} or None
    if "enum" in described and str(member).endswith("_UNSPECIFIED"):
        return None
    return member


def eight_bits(colour: Json) -> Json:
    """Channels as the service keeps them; a channel of zero is left out."""
    kept = {
        channel: FRACTIONS[step]
        for channel in ("red", "green", "blue", "alpha")
        if (step := math.ceil(min(max(float(colour.get(channel) or 0), 0), 1) * 255 - 0.5)) > 0
    }
    if kept.get("alpha") == 1:
        del kept["alpha"]
    return kept


def printed_fraction(step: int) -> float | int:
    """The shortest number that is the same single-precision float as step / 255."""
    packed = struct.pack("f", step / 255)
    (single,) = struct.unpack("f", packed)
    tries = (float(f"{single:.{digits}g}") for digits in range(1, 10))
    shortest = next(number for number in tries if struct.pack("f", number) == packed)
    return int(shortest) if shortest in {0, 1} else shortest


FRACTIONS = [printed_fraction(step) for step in range(256)]


@cache
def colour_pairs(schema: str) -> tuple[tuple[str, str], ...]:
    """(plain name, name of the style) of every colour that a message has twice."""
    names = members(schema)
    return tuple(
        (name, f"{name}Style")
        for name, described in names.items()
        if described.get("$ref") == "Color" and f"{name}Style" in names
    )


def mirror_colours(schema: str, message: Json) -> None:
    """A style given beside a plain colour wins; one that says nothing is no colour."""
    for plain, style in colour_pairs(schema):
        if style in message and not message[style]:
            del message[style]
            message.pop(plain, None)
        elif style in message:
            given = message[style]
            colour = given.get("rgbColor", {})
            message[plain] = theme_colour(given["themeColor"]) if "themeColor" in given else colour
        elif plain in message:
            message[style] = {"rgbColor": message[plain]}


@cache
def below(schema: str, name: str) -> str | None:
    """Name of the message that a member holds, be it one, a list or a map of them."""
    described = members(schema).get(name, {})
    described = described.get("items", described.get("additionalProperties", described))
    found: str | None = described.get("$ref")
    return found


def widen(schema: str, mask: Mask) -> Mask:
    """The mask naming every colour under both of its names."""
    if mask.whole:
        return mask
    wide = {
        name: widen(inner, wanted) if (inner := below(schema, name)) else wanted
        for name, wanted in mask.members.items()
    }
    for plain, style in colour_pairs(schema):
        if plain in wide or style in wide:
            wide[plain] = wide[style] = Mask(whole=True)
    return Mask(members=wide)


def unknown_path(schema: str, mask: Mask) -> str | None:
    """The first path of the mask that the message does not have."""
    for path in mask.paths():
        inner: str | None = schema
        for name in path:
            if inner is None or (name != "*" and name not in members(inner)):
                return ".".join(path)
            inner = inner if name == "*" else below(inner, name)
    return None
