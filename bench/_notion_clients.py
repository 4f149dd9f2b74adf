"""How others write results into Notion: three clients as good engineers write them with
notion-client in ten minutes. They get for nothing what the service has to work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from notion_client import Client
from notion_client.helpers import collect_paginated_api

Json = dict[str, Any]
Values = Mapping[str, Json]
"""Name of a property → its value, as a request gives it."""
READ_ONLY = frozenset({"formula", "rollup", "unique_id", "created_time", "last_edited_time"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rows ought to show."""

    rows: Mapping[str, Mapping[str, Values]]
    """Title of a database → id of a row → what is written there."""
    history: Sequence[Values]
    """Rows that ought to be in the history, by week and id."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a client works."""

    client: Client
    sources: Mapping[str, str]
    """Title of a database → id of its data source."""
    history: str
    """Title of the database of weekly rows."""
    id: str
    week: str
    """Names of the properties that name a row."""

    def read(self) -> dict[str, list[Json]]:
        """All rows of all databases: the results depend on them."""
        return {
            title: collect_paginated_api(self.client.data_sources.query, data_source_id=source)
            for title, source in self.sources.items()
        }

    def add_history(self, standing: Sequence[Json], wanted: Wanted) -> None:
        """Make the weekly rows that are not there yet."""
        known = {self.key(row["properties"]) for row in standing}
        for values in wanted.history:
            if self.key(values) not in known:
                self.client.pages.create(
                    parent={"data_source_id": self.sources[self.history]}, properties=dict(values)
                )

    def key(self, values: Values) -> tuple[str, str]:
        return said(values[self.week]), said(values[self.id])


class PropertyWise:
    """Reads all rows, then writes one property after another where it differs."""

    name = "one property at a time"

    def __init__(self, target: Target) -> None:
        self.target = target

    def sync(self, wanted: Wanted) -> None:
        standing = self.target.read()
        for row, values in _found(self.target, standing, wanted):
            for name, value in values.items():
                if said(row["properties"][name]) != said(value):
                    self.target.client.pages.update(page_id=row["id"], properties={name: value})
        self.target.add_history(standing[self.target.history], wanted)


class WholeRow:
    """Reads all rows, fills in the results, and puts the whole rows back."""

    name = "whole rows back"

    def __init__(self, target: Target) -> None:
        self.target = target

    def sync(self, wanted: Wanted) -> None:
        standing = self.target.read()
        for row, values in _found(self.target, standing, wanted):
            whole = {name: plain(value) for name, value in row["properties"].items()
                     if value["type"] not in READ_ONLY}  # fmt: skip
            self.target.client.pages.update(page_id=row["id"], properties={**whole, **values})
        self.target.add_history(standing[self.target.history], wanted)


class FindThenWrite:
    """Looks for the id before every write, so that the row is the right one."""

    name = "find, then write"

    def __init__(self, target: Target) -> None:
        self.target = target

    def sync(self, wanted: Wanted) -> None:
        standing, client = self.target.read(), self.target.client
        for title, rows in wanted.rows.items():
            for id_, values in rows.items():
                found: Any = client.data_sources.query(
                    data_source_id=self.target.sources[title],
                    filter={"property": self.target.id, "rich_text": {"equals": id_}},
                )
                for row in found["results"]:
                    changed = {n: v for n, v in values.items()
                               if said(row["properties"][n]) != said(v)}  # fmt: skip
                    if changed:
                        client.pages.update(page_id=row["id"], properties=changed)
        self.target.add_history(standing[self.target.history], wanted)


OTHERS = (PropertyWise, WholeRow, FindThenWrite)


def said(value: Json) -> str:
    """What a value says, as it is read or written."""
    kind = next(name for name in value if name not in ("id", "type"))
    found = value[kind]
    if isinstance(found, list):
        return "".join(_text(item) for item in found)
    if isinstance(found, dict):
        return str(found.get("name") or found.get("start"))
    return "" if found is None else str(found)


def _text(item: Json) -> str:
    text: Json = item.get("text") or {}
    return str(text.get("content", item.get("id", "")))


def plain(value: Json) -> Json:
    """A value as read, as it is written."""
    kind = value["type"]
    if kind == "relation":
        return {kind: [{"id": one["id"]} for one in value[kind]]}
    if kind == "people":
        return {kind: [{"object": "user", "id": one["id"]} for one in value[kind]]}
    return {kind: value[kind]}


def _found(
    target: Target, standing: Mapping[str, Sequence[Json]], wanted: Wanted
) -> Iterator[tuple[Json, Values]]:
    """The rows that are to show something, with what."""
    for title, rows in wanted.rows.items():
        for row in standing[title]:
            values = rows.get(said(row["properties"][target.id]))
            if values:
                yield row, values
