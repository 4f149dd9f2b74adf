"""The columns of a table, as the page's script needs them."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.notion.model import DataSource, Json, Property, View

EDITABLE = frozenset({
    "title", "rich_text", "number", "select", "multi_select", "status", "date", "people",
    "relation", "checkbox", "url", "email", "phone_number",
})  # fmt: skip
TYPES = (
    "rich_text", "number", "select", "multi_select", "status", "date", "people", "checkbox",
    "url", "email", "phone_number", "files", "relation", "rollup", "formula", "unique_id",
    "created_time", "created_by", "last_edited_time", "last_edited_by",
)  # fmt: skip
"""Types that people can choose for a column."""
_WIDTHS = {
    "title": 280, "rich_text": 220, "number": 120, "checkbox": 100, "select": 140, "status": 140,
    "date": 160, "people": 170, "relation": 210, "unique_id": 90,
}  # fmt: skip
_ALL_SHOWN = frozenset({"table", "form"})
"""Views that show every column when none is named; cards show only the name of a row."""


def column_json(found: Property, width: int = 0) -> Json:
    """One column."""
    shown: Json = {
        "id": found.id, "name": found.name, "type": found.type,
        "description": found.description or "", "editable": found.type in EDITABLE,
        "width": width or _WIDTHS.get(found.type, 170),
    }  # fmt: skip
    if found.type in {"select", "multi_select", "status"}:
        shown["options"] = found.config.get("options", [])
    if found.type == "number":
        shown["format"] = found.config.get("format", "number")
    if found.type == "relation":
        shown |= {"target": found.config.get("data_source_id", "")}
    return shown


def all_columns(source: DataSource) -> list[Property]:
    """Every column, the name of a row first."""
    return sorted(source.properties.values(), key=lambda one: one.type != "title")


def columns_of(source: DataSource, view: View | None) -> list[Json]:
    """The columns a view shows, in its order and widths."""
    return [column_json(one, width) for one, width in _shown(source, view)]


def _shown(source: DataSource, view: View | None) -> Iterator[tuple[Property, int]]:
    everything = all_columns(source)
    named = view.configuration.get("properties") if view else None
    if not named:
        every = view is None or view.type in _ALL_SHOWN
        yield from ((one, 0) for one in everything if every or one.type == "title")
        return
    listed = [(source.properties[one["property_id"]], one) for one in named
              if one["property_id"] in source.properties]  # fmt: skip
    if not any(found.type == "title" for found, _ in listed):
        yield from ((one, 0) for one in everything if one.type == "title")
    for found, look in listed:
        if look.get("visible", True) or found.type == "title":
            yield found, int(look.get("width") or 0)
