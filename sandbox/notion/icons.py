"""Icons, covers and files as requests give them and answers show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sandbox.notion.asked import uuid
from sandbox.notion.colors import ICONS
from sandbox.notion.model import Json
from sandbox.notion.moments import minute
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, mapping, one_of, only, text

LONGEST_URL = 2000
LIFETIME = timedelta(hours=1)
"""Of the address of an uploaded file."""
ICON_KINDS = ("emoji", "external", "file_upload", "custom_emoji", "icon", "file")
COVER_KINDS = ("external", "file_upload", "file")


def icon(space: Notion, told: object, where: str) -> Json | None:
    """An icon to keep; null takes it away."""
    return None if told is None else _picture(space, mapping(told, where), where, ICON_KINDS)


def cover(space: Notion, told: object, where: str) -> Json | None:
    """A cover to keep; null takes it away."""
    return None if told is None else _picture(space, mapping(told, where), where, COVER_KINDS)


def file(space: Notion, told: Mapping[str, Any], where: str) -> Json:
    """A file without its name or caption."""
    return _picture(space, told, where, COVER_KINDS)


def _picture(space: Notion, told: Mapping[str, Any], where: str, kinds: tuple[str, ...]) -> Json:
    kind = next((kind for kind in kinds if kind in told), None)
    if kind is None:
        raise one_of(kinds, where, told)
    only(told, (kind, "type"), where)
    if "type" in told:
        choice(told["type"], (kind,), f"{where}.type")
    place = f"{where}.{kind}"
    if kind == "emoji":
        return {"type": kind, kind: text(told[kind], place)}
    return _kept(space, kind, mapping(told[kind], place), place)


def _kept(space: Notion, kind: str, inner: Mapping[str, Any], where: str) -> Json:
    if kind == "icon":
        only(inner, ("name", "color"), where)
        color = choice(inner.get("color", "gray"), ICONS, f"{where}.color")
        name = text(inner.get("name", ABSENT), f"{where}.name")
        return {"type": kind, kind: {"name": name, "color": color}}
    if kind == "custom_emoji":
        only(inner, ("id", "name", "url"), where)
        key = uuid(inner.get("id"), f"{where}.id")
        url = inner.get("url", f"{space.base_url}/emoji/{key}")
        return {"type": kind, kind: {"id": key, "name": inner.get("name", ""), "url": url}}
    if kind == "file_upload":
        key = uuid(inner.get("id"), f"{where}.id")
        return {"type": "file", "file": {"url": f"{space.base_url}/files/{key}"}}
    url = text(inner.get("url", ABSENT), f"{where}.url", LONGEST_URL)
    return {"type": kind, kind: {"url": url}}


def shown_file(space: Notion, kept: Json | None) -> Json | None:
    """A file, icon or cover as an answer has it: what was uploaded gets an address for an hour."""
    if kept is None or kept["type"] != "file":
        return kept
    until = minute(space.now() + LIFETIME)
    return {**kept, "file": {"url": kept["file"]["url"], "expiry_time": until}}
