"""One database as a table of the schema: its columns as they are now, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.core.binding import BoundColumn, BoundTab
from sync.core.databases import column_of, columns_of, is_ours, property_type
from sync.core.schema import Column, Writer
from sync.core.texts.databases import type_name
from sync.core.vocabulary import EMPTY, Cell, Language, Problem, Row
from sync.documents.notion.values import Json, cell_of, content_of

READABLE_AS = {"text": frozenset({"title", "rich_text", "url", "email", "phone_number"})}
"""Types between which nothing is lost."""
LAST_DAY = frozenset({"due", "end"})
"""Of a range of days these columns mean the end."""


@dataclass(frozen=True, slots=True)
class Property:
    """A column as the rows of a database show it."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Found:
    """A database as read: its pages in the order of creation, and where each column is."""

    tab: str
    bound: BoundTab
    pages: Sequence[Json]
    properties: Mapping[str, Property]
    """Key of a column → its property, of those that are there."""

    def value(self, page: Json, key: str) -> Json | None:
        """What a page holds under a column; None where it has no such property. By its id: people
        may rename it between two answers of one query."""
        at = self.properties.get(key)
        if at is None:
            return None
        held: Mapping[str, Json] = page["properties"]
        if at.name in held and held[at.name]["id"] == at.id:
            return held[at.name]
        return next((value for value in held.values() if value["id"] == at.id), None)

    def writable(self, key: str) -> bool:
        """Whether the service may set this property: it is there and of the type it was made."""
        at = self.properties.get(key)
        return at is not None and at.type == self.bound.columns[key].type


def look(
    tab: str, bound: BoundTab, pages: Sequence[Json], schema: Mapping[str, Json] | None = None
) -> Found:
    """Find the columns: by the ids of their properties, else by name and type, as of one that was
    deleted and made again. A database without rows shows none; it is taken for what it was, unless
    its ``schema`` was asked for."""
    held = pages[0]["properties"] if pages else schema
    if held is None:
        known = {k: Property(c.id, c.name, c.type) for k, c in bound.columns.items()}
        return Found(tab, bound, pages, known)
    shown = [Property(value["id"], name, value["type"]) for name, value in held.items()]
    by_id = {one.id: one for one in shown}
    taken = {column.id for column in bound.columns.values()}
    strays = {(one.name, one.type): one for one in shown if one.id not in taken}
    properties = {
        key: at
        for key, column in bound.columns.items()
        if (at := by_id.get(column.id) or strays.get((column.name, column.type)))
    }
    return Found(tab, bound, pages, properties)


def rows(found: Found) -> Iterator[Row]:
    """The rows in which anybody has written anything, relations aside, numbered by creation."""
    for number, page in enumerate(found.pages, 1):
        cells = dict(_cells(found, page))
        typed = (cell.value for key, cell in cells.items() if _is_typed(found.tab, key))
        if any(value is not False for value in typed) or _links(found, page):
            yield Row(number, cells)


def columns_there(found: Found) -> dict[str, str]:
    """Key → name now, of the columns that can be read, and of the service's that can be written."""
    return {
        key: at.name
        for key, at in found.properties.items()
        if found.writable(key) or not is_ours(found.tab, column_of(found.tab, key))
    }


def contents(found: Found, page: Json) -> dict[str, Any]:
    """What people have put into a row, by property id."""
    return {
        found.properties[column.key].id: content_of(value)
        for column in columns_of(found.tab)
        if not is_ours(found.tab, column) and (value := found.value(page, column.key)) is not None
    }


def problems(found: Found, language: Language, *, complete: bool) -> Iterator[Problem]:
    """Columns that are gone, or of another type. Of a document that is not our template
    (``complete`` is false) only those are missed that once were there, or that nobody can do
    without."""
    for column in columns_of(found.tab):
        bound, at = found.bound.columns.get(column.key), found.properties.get(column.key)
        if at is None and (bound or complete or column.required):
            yield _missing(found, column, bound, language)
        elif bound and at and not _fits(bound.type, at.type, property_type(found.tab, column)):
            yield _retyped(found, column, bound, at, language)


def _missing(
    found: Found, column: Column, bound: BoundColumn | None, language: Language
) -> Problem:
    code = "column-missing" if column.required else "column-optional-missing"
    title = (bound.name if bound else "") or column.title.of(language)
    return Problem(code, found.tab, column=column.key,
                   details={"title": title, "tab": found.bound.title})  # fmt: skip


def _retyped(
    found: Found, column: Column, bound: BoundColumn, at: Property, language: Language
) -> Problem:
    before, now = type_name(bound.type, language), type_name(at.type, language)
    details = {"title": at.name, "tab": found.bound.title, "before": before}
    return Problem("column-retyped", found.tab, "", column.key, now, details)


def _fits(before: str, now: str, template: str) -> bool:
    """Whether nothing is lost: the type is as bound or alike, or as the template has it."""
    alike = any({before, now} <= kinds for kinds in READABLE_AS.values())
    return now in (before, template) or alike


def _cells(found: Found, page: Json) -> Iterator[tuple[str, Cell]]:
    for key in found.properties:
        value = found.value(page, key)
        if value is None or value["type"] == "relation":
            continue
        bound = found.bound.columns[key]
        cell = cell_of(value, bound, last_day=key in LAST_DAY)
        if cell is not EMPTY and cell.value is not None:
            yield key, cell


def _is_typed(tab: str, key: str) -> bool:
    """Whether people, or the service as their row's name, put it there."""
    return column_of(tab, key).writer is not Writer.FORMULA


def _links(found: Found, page: Json) -> bool:
    return any(
        (value := found.value(page, key)) and value["type"] == "relation" and value["relation"]
        for key in found.properties
    )
