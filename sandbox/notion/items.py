"""One property of a page, whole: what an answer with the page would cut off comes in pages here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.asked import Asked, bad_cursor, page_size
from sandbox.notion.computing import collected, rollup_json
from sandbox.notion.errors import invalid
from sandbox.notion.filters import known_property
from sandbox.notion.ids import encoded
from sandbox.notion.model import TITLE, Json, Page, Property
from sandbox.notion.rendering import PLAIN_TITLE
from sandbox.notion.rendering_values import value_json
from sandbox.notion.rollups import NOT_AS_ITEMS
from sandbox.notion.sight import Sight

LISTS = frozenset({"title", "rich_text", "relation", "people"})


def property_items(asked: Asked, page_id: str, property_id: str) -> Json:
    """A value, or a page of its parts. Rollups come with their aggregate."""
    page = asked.page(page_id)
    prop = _property(asked, page, property_id)
    if prop.type in LISTS:
        return _listed(asked, page, prop, _PARTS[prop.type](asked, page, prop), {})
    if prop.type == "rollup":
        return _rollup(asked, page, prop)
    shown = value_json(asked.space, page, prop)
    return _item(prop, shown[prop.type])


def _property(asked: Asked, page: Page, reference: str) -> Property:
    source = asked.space.data_sources.get(page.parent.id)
    if source is not None:
        return known_property(source, reference)
    if reference != TITLE:
        raise invalid(f"Could not find property with name or id: {reference}")
    return PLAIN_TITLE


def _item(prop: Property, part: Any) -> Json:
    return {"object": "property_item", "type": prop.type, "id": encoded(prop.id), prop.type: part}


def _parts_as_shown(asked: Asked, page: Page, prop: Property) -> list[Any]:
    found: list[Any] = value_json(asked.space, page, prop)[prop.type]
    return found


def _related(asked: Asked, page: Page, prop: Property) -> list[Any]:
    return [{"id": one.id} for one in Sight(asked.space).related(page, prop)]


_PARTS: Mapping[str, Callable[[Asked, Page, Property], list[Any]]] = {
    "title": _parts_as_shown, "rich_text": _parts_as_shown, "people": _parts_as_shown,
    "relation": _related,
}  # fmt: skip


def _listed(asked: Asked, page: Page, prop: Property, parts: list[Any], aggregate: Json) -> Json:
    """Part by part, each an item of its own."""
    size, start = page_size(asked, "query"), _start(asked, len(parts))
    end = start + size
    following = str(end) if end < len(parts) else None
    place = f"{asked.space.base_url}/v1/pages/{page.id}/properties/{encoded(prop.id)}"
    address = f"{place}?start_cursor={following}&page_size={size}" if following else None
    head = {"id": encoded(prop.id), "next_url": address, "type": prop.type, prop.type: aggregate}
    return {
        "object": "list", "results": [_item(prop, part) for part in parts[start:end]],
        "next_cursor": following, "has_more": following is not None, "type": "property_item",
        "property_item": head,
    }  # fmt: skip


def _start(asked: Asked, count: int) -> int:
    """Where the page asked for begins; cursors are places here."""
    cursor = asked.args.get("start_cursor")
    if cursor is None:
        return 0
    if not cursor.isdecimal() or not 0 < int(cursor) <= count:
        raise bad_cursor(cursor, "query")
    return int(cursor)


def _rollup(asked: Asked, page: Page, prop: Property) -> Json:
    """The rows behind the aggregate; all of them, however many a page's own value sees."""
    if prop.config["function"] in NOT_AS_ITEMS:
        aggregate: Json = {"type": "unsupported", "unsupported": {}}
        return _listed(asked, page, prop, [], aggregate | {"function": prop.config["function"]})
    sight = Sight(asked.space)
    aggregate = rollup_json(sight, page, prop, value_json)
    items = [item for cell in collected(sight, page, prop) for item in _items(asked, *cell)]
    shown = _listed(asked, page, prop, items, aggregate)
    shown["results"] = [one["rollup"] for one in shown["results"]]
    if aggregate["type"] == "array":
        shown["property_item"]["rollup"] = aggregate | {"array": []}
    return shown


def _items(asked: Asked, page: Page, prop: Property) -> list[Json]:
    """A related row's own value, part by part where it has several."""
    if prop.type in LISTS:
        return [_item(prop, part) for part in _PARTS[prop.type](asked, page, prop)]
    return [{"object": "property_item", **value_json(asked.space, page, prop)}]
