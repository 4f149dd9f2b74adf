"""Rich text as requests give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.notion.colors import ALL
from sandbox.notion.ids import undashed
from sandbox.notion.model import TITLE, Json
from sandbox.notion.moments import entered_date
from sandbox.notion.rendering_users import value_user
from sandbox.notion.space import Notion
from sandbox.notion.texts import ANNOTATIONS, plain, plain_item
from sandbox.notion.told import ABSENT, choice, flag, listing, mapping, one_of, only, text, wrong

KINDS = ("text", "mention", "equation")
MENTIONS = ("user", "page", "database", "date", "template_mention", "custom_emoji")
COMMON = ("type", "annotations", "plain_text", "href")
LONGEST_URL = 2000
LONGEST_EQUATION = 1000


def rich_text(space: Notion, told: object, where: str) -> list[Json]:
    """Items as answers show them; an item may leave out its type and its looks."""
    items = listing(told, where)
    return [_item(space, mapping(one, f"{where}[{n}]"), f"{where}[{n}]")
            for n, one in enumerate(items)]  # fmt: skip


def _item(space: Notion, told: Mapping[str, Any], where: str) -> Json:
    kind = next((kind for kind in KINDS if kind in told), None)
    if kind is None:
        raise one_of(KINDS, where, told)
    only(told, (kind, *COMMON), where)
    if "type" in told:
        choice(told["type"], (kind,), f"{where}.type")
    looks = _annotations(told.get("annotations", {}), f"{where}.annotations")
    inner, place = mapping(told[kind], f"{where}.{kind}"), f"{where}.{kind}"
    if kind == "text":
        return _text(inner, looks, place)
    if kind == "equation":
        only(inner, ("expression",), place)
        expression = text(inner.get("expression", ABSENT), f"{place}.expression", LONGEST_EQUATION)
        return _other("equation", {"expression": expression}, looks, expression)
    return _mention(space, inner, looks, place)


def _annotations(told: object, where: str) -> Json:
    looks = mapping(told, where)
    only(looks, ANNOTATIONS, where)
    for name, value in looks.items():
        if name == "color":
            choice(value, ALL, f"{where}.color")
        else:
            flag(value, f"{where}.{name}")
    return looks


def _text(told: Mapping[str, Any], looks: Json, where: str) -> Json:
    only(told, ("content", "link"), where)
    content = text(told.get("content", ABSENT), f"{where}.content")
    link = told.get("link")
    if link is None:
        return plain_item(content, annotations=looks)
    url = mapping(link, f"{where}.link").get("url", ABSENT)
    return plain_item(content, link=text(url, f"{where}.link.url", LONGEST_URL), annotations=looks)


def _other(kind: str, inner: Json, looks: Json, said: str, href: str | None = None) -> Json:
    return {
        "type": kind, kind: inner, "annotations": {**ANNOTATIONS, **looks}, "plain_text": said,
        "href": href,
    }  # fmt: skip


def _mention(space: Notion, told: Mapping[str, Any], looks: Json, where: str) -> Json:
    kind = next((kind for kind in MENTIONS if kind in told), None)
    if kind is None:
        raise one_of(MENTIONS, where, told)
    only(told, (kind, "type"), where)
    inner = mapping(told[kind], f"{where}.{kind}")
    found, said, href = _mentioned(space, kind, inner, f"{where}.{kind}")
    return _other("mention", {"type": kind, kind: found}, looks, said, href)


def _mentioned(
    space: Notion, kind: str, told: Mapping[str, Any], where: str
) -> tuple[Json, str, str | None]:
    if kind == "date":
        found = mention_date(told, where)
        return found, " → ".join(filter(None, (found["start"], found["end"]))), None
    if kind in {"template_mention", "custom_emoji"}:
        return dict(told), f":{told['name']}:" if told.get("name") else "", None
    key = text(told.get("id", ABSENT), f"{where}.id")
    if kind == "user":
        user = value_user(space, key)
        return user, f"@{user.get('name', 'Anonymous')}", None
    return {"id": key}, _title(space, key), f"https://app.notion.com/p/{undashed(key)}"


def mention_date(told: Mapping[str, Any], where: str) -> Json:
    """A date within a text, or the value of a column."""
    only(told, ("start", "end", "time_zone"), where)
    zone = told.get("time_zone")
    if zone is not None:
        text(zone, f"{where}.time_zone")
    found: Json = {"start": None, "end": None, "time_zone": None}
    for name in ("start", "end"):
        value = told.get(name, ABSENT if name == "start" else None)
        if name == "end" and value is None:
            continue
        if value is ABSENT:
            raise wrong(f"{where}.{name}", "defined", value)
        shown = entered_date(value, zone) if isinstance(value, str) else None
        if shown is None:
            raise wrong(f"{where}.{name}", "a valid ISO 8601 date string", value)
        found[name] = shown
    return found


def _title(space: Notion, key: str) -> str:
    if key in space.pages:
        return plain(space.pages[key].values.get(TITLE, [])) or "Untitled"
    found = space.databases.get(key)
    return plain(found.title) if found else "Untitled"
