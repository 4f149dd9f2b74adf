"""Where the columns of a database are, by what Notion says of its properties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notion_template.properties import Json, choices_of, option_name
from sync.core.binding import BoundColumn, BoundTab
from sync.core.databases import columns_of, property_type
from sync.core.schema import Column, fold_title
from sync.core.vocabulary import Language


def bound_columns(
    tab: str, properties: Mapping[str, Json], language: Language, kept: BoundTab | None = None
) -> dict[str, BoundColumn]:
    """The columns that are there: by the ids of an earlier binding, else by name. A property that
    is called like a column and is of another type counts only under its old id."""
    by_id = {one["id"]: one for one in properties.values()}
    by_name = {fold_title(name): one for name, one in properties.items()}
    taken = {column.id for column in kept.columns.values()} if kept else set()
    found: dict[str, BoundColumn] = {}
    for column in columns_of(tab):
        before = kept.columns.get(column.key) if kept else None
        at = by_id.get(before.id) if before else None
        if at is None:
            at = by_name.get(fold_title(column.title.of(language)))
            if at and (at["id"] in taken or at["type"] != property_type(tab, column)):
                at = None
        if at:
            found[column.key] = bound_column(tab, column, at, language, before)
    return found


def bound_column(
    tab: str, column: Column, shown: Json, language: Language, before: BoundColumn | None = None
) -> BoundColumn:
    """One column, from its property as a data source shows it."""
    kind = before.type if before else str(shown["type"])
    config: Mapping[str, Any] = shown.get(shown["type"]) or {}
    percent = shown["type"] == "number" and config.get("format") == "percent"
    known = before.options if before else {}
    options = {**_options(tab, column, config, language), **known}
    return BoundColumn(shown["id"], kind, shown["name"], percent, options)


def _options(
    tab: str, column: Column, config: Mapping[str, Any], language: Language
) -> dict[str, str]:
    """Id of an option → the title of the choice it stands for."""
    listed = choices_of(tab, column)
    if listed is None:
        return {}
    words = {
        fold_title(option_name(title)): member.title.of(language)
        for member in listed for title in member.title
    }  # fmt: skip
    return {
        one["id"]: words[fold_title(one["name"])]
        for one in config.get("options") or ()
        if fold_title(one["name"]) in words
    }
