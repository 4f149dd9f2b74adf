"""Values of pages as answers show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.computing import compute
from sandbox.notion.icons import shown_file
from sandbox.notion.ids import encoded
from sandbox.notion.model import TITLE, DataSource, Json, Page, Property
from sandbox.notion.moments import minute
from sandbox.notion.options import find_option
from sandbox.notion.rendering_users import value_user
from sandbox.notion.space import Notion

FIRST = 25
"""Related rows that a value shows."""
LAST = {TITLE: 1, "verification": 2, "verification_owner": 3}

Shown = Callable[[Notion, Page, Property], Any]


def ordered(source: DataSource) -> list[Property]:
    """The columns in the order of answers: by id, the title last."""
    return sorted(source.properties.values(), key=lambda one: (LAST.get(one.id, 0), one.id))


def value_json(space: Notion, page: Page, prop: Property) -> Json:
    """One value with its id and type."""
    found: Json = {"id": encoded(prop.id), "type": prop.type, prop.type: None}
    if prop.type == "relation":
        ids = related(space, page, prop)
        found["relation"] = [{"id": one} for one in ids[:FIRST]]
        found["has_more"] = len(ids) > FIRST
    else:
        found[prop.type] = SHOWN.get(prop.type, _stored)(space, page, prop)
    return found


def related(space: Notion, page: Page, prop: Property) -> list[str]:
    """Ids of the related rows, without those in the trash; none if their database is not shared
    with who asks."""
    ids: list[str] = page.values.get(prop.id) or []
    if not ids or not space.is_visible(prop.config["data_source_id"]):
        return []
    return [one for one in ids if one in space.pages and not space.pages[one].in_trash]


def option_json(prop: Property, option_id: str | None) -> Json | None:
    """An option as values show it."""
    if option_id is None:
        return None
    found = find_option(prop.config["options"], {"id": option_id})
    return found and {"id": found["id"], "name": found["name"], "color": found["color"]}


def _stored(_space: Notion, page: Page, prop: Property) -> Any:
    return page.values.get(prop.id)


def _text(_space: Notion, page: Page, prop: Property) -> list[Json]:
    return page.values.get(prop.id) or []


def _checkbox(_space: Notion, page: Page, prop: Property) -> bool:
    return bool(page.values.get(prop.id))


def _option(_space: Notion, page: Page, prop: Property) -> Json | None:
    return option_json(prop, page.values.get(prop.id))


def _options(_space: Notion, page: Page, prop: Property) -> list[Json]:
    shown = (option_json(prop, one) for one in page.values.get(prop.id) or [])
    return [one for one in shown if one is not None]


def _people(space: Notion, page: Page, prop: Property) -> list[Json]:
    return [value_user(space, one) for one in page.values.get(prop.id) or []]


def _files(space: Notion, page: Page, prop: Property) -> list[Json]:
    return [shown_file(space, one) or {} for one in page.values.get(prop.id) or []]


def _unique_id(_space: Notion, page: Page, prop: Property) -> Json:
    return {"prefix": prop.config.get("prefix"), "number": page.values.get(prop.id)}


def _computed(space: Notion, page: Page, prop: Property) -> Json:
    return compute(space, page, prop, value_json)


def _verification(_space: Notion, _page: Page, _prop: Property) -> Json:
    return {"state": "unverified", "date": None, "verified_by": None}


SHOWN: Mapping[str, Shown] = {
    "title": _text, "rich_text": _text, "checkbox": _checkbox, "select": _option,
    "status": _option, "multi_select": _options, "people": _people, "files": _files,
    "unique_id": _unique_id, "verification": _verification, "formula": _computed,
    "rollup": _computed,
    "button": lambda _space, _page, _prop: {},
    "created_time": lambda _space, page, _prop: minute(page.created),
    "last_edited_time": lambda _space, page, _prop: minute(page.edited),
    "created_by": lambda space, page, _prop: value_user(space, page.created_by),
    "last_edited_by": lambda space, page, _prop: value_user(space, page.edited_by),
}  # fmt: skip
