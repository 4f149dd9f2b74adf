"""Views as requests: names become ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notion_template.properties import option_name
from notion_template.rich import Json
from notion_template.views import Look, Shown
from sync.core.binding import BoundTab
from sync.core.vocabulary import Language, Text

_WIDE = {"title": 340, "notes": 300, "blocker": 240, "next_step": 240, "evidence": 400}
"""Columns of sentences, in pixels."""
_GROUPED_AS = {"people": "person", "rich_text": "text"}
"""What a grouping is called where it is not called like the type of its property."""


def view_request(
    look: Look, bound: BoundTab, properties: Mapping[str, Json], language: Language
) -> Json:
    """Name, filter, sorts and configuration. ``properties`` are those of the data source by name.
    What the database has not is left out."""
    sorts = [
        {"property": bound.columns[key].id, "direction": direction}
        for key, direction in look.sorts
        if key in bound.columns
    ]
    found: Json = {
        "name": look.title.of(language), "type": look.kind,
        "configuration": _configuration(look, bound, properties, language),
    }  # fmt: skip
    if sorts:
        found["sorts"] = sorts
    if kept := _filter(look, bound, language):
        found["filter"] = kept
    return found


def can_be_made(look: Look, bound: BoundTab) -> bool:
    """Whether the columns are there without which the view is nothing."""
    needed = {look.group, look.dates, look.average, *(["owner"] if look.mine else ())} - {""}
    return needed <= bound.columns.keys()


def _configuration(
    look: Look, bound: BoundTab, properties: Mapping[str, Json], language: Language
) -> Json:
    found: Json = {"type": look.kind}
    if look.kind == "chart":
        average = {"aggregator": "average", "property_id": bound.columns[look.average].id}
        axis = _grouping(bound, look.group)
        return {**found, "chart_type": look.chart, "x_axis": axis, "y_axis": average}
    found["properties"] = list(_visible(look, bound, properties, language))
    if look.kind == "timeline":
        found |= {
            "date_property_id": bound.columns[look.dates].id,
            "preference": {"zoom_level": "month"},
        }
    elif look.group:
        found["group_by"] = _grouping(bound, look.group)
    return found


def _visible(
    look: Look, bound: BoundTab, properties: Mapping[str, Json], language: Language
) -> Iterator[Json]:
    """What is seen in order, then what is hidden."""
    ids = {shown: _id(shown, bound, properties, language) for shown in look.columns}
    for shown, one in ids.items():
        if one is not None:
            wide = isinstance(shown, str) and look.kind == "table" and shown in _WIDE
            width = {"width": _WIDE[str(shown)]} if wide else {}
            yield {"property_id": one, "visible": True, **width}
    hidden = (one.id for one in bound.columns.values() if one.id not in ids.values())
    yield from ({"property_id": one, "visible": False} for one in hidden)


def _id(
    shown: Shown, bound: BoundTab, properties: Mapping[str, Json], language: Language
) -> str | None:
    if isinstance(shown, Text):
        found = properties.get(shown.of(language))
        return str(found["id"]) if found else None
    column = bound.columns.get(shown)
    return column.id if column else None


def _grouping(bound: BoundTab, key: str) -> Json:
    column = bound.columns[key]
    kind = _GROUPED_AS.get(column.type, column.type)
    order = {"type": "ascending" if kind == "date" else "manual"}
    period = {"group_by": "week"} if kind == "date" else {}
    return {"type": kind, "property_id": column.id, "sort": order, **period}


def _filter(look: Look, bound: BoundTab, language: Language) -> Json | None:
    if look.mine:
        return {"property": bound.columns["owner"].id, "people": {"contains": "me"}}
    status = bound.columns.get("status")
    if not look.among or status is None:
        return None
    words = [one.title.of(language) for one in look.among]
    return {"or": [
        {"property": status.id, "select": {"equals": option_name(word)}} for word in words
    ]}  # fmt: skip
