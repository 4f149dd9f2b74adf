"""How the numbers of a property are shown, which no row tells: 0.7 is 70 % only in a percentage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from notion_client import Client

from sync.core.binding import Binding, BoundTab
from sync.documents.notion.asking import schema_of
from sync.documents.notion.values import Json

SCALED = ("key_results", "kpi")
"""Databases in which people type percentages."""


def with_formats(client: Client, binding: Binding) -> Binding:
    """The binding as the formats are now; one request a database."""
    tabs = {
        key: _checked(tab, schema_of(client, tab.data_source)) if key in SCALED else tab
        for key, tab in binding.tabs.items()
    }
    return replace(binding, tabs=tabs)


def _checked(tab: BoundTab, schema: Mapping[str, Json]) -> BoundTab:
    formats = {
        one["id"]: one["number"]["format"] for one in schema.values() if one["type"] == "number"
    }
    columns = {
        key: replace(column, percent=formats[column.id] == "percent")
        if column.id in formats
        else column
        for key, column in tab.columns.items()
    }
    return replace(tab, columns=columns)
