"""Grids as databases in the sandbox's Notion, put straight into its state, and back again.

A column there has one type: that of the template where its values allow it, else a number, a date,
a checkbox or a text, as its values are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from sandbox.notion.model import TITLE, Database, DataSource, Json, Page, Parent, Property, Token
from sandbox.notion.operations import create_row, set_values
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.operations_schema import add_property, rename_property
from sandbox.notion.options import new_option
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain_item
from sync.core.binding import Binding, BoundColumn, BoundTab
from sync.core.choices import Status
from sync.core.databases import (
    DATABASES,
    LINKS,
    PERCENT,
    columns_of,
    is_ours,
    property_type,
    title_key,
)
from sync.core.grid import Sheet
from sync.core.schema import Column
from sync.core.tabs import Header, find_tabs
from sync.core.vocabulary import Cell, CellValue, ErrorValue, Language, Text

LONGEST = 2000
Values = Mapping[str, Cell]
"""Key of a column → what stands in it, in one row."""


@dataclass
class Filled:
    """A home page with databases that hold what some grids hold, shared with one connection."""

    space: Notion
    token: Token
    binding: Binding
    pages: dict[tuple[str, int], str] = field(default_factory=dict)
    """Tab and number of the row, counted from 0 → id of its page."""

    def source(self, tab: str) -> DataSource:
        return self.space.data_sources[self.binding.tabs[tab].data_source]

    def prop(self, tab: str, key: str) -> Property:
        """The property of a column. Raises StopIteration when it is gone."""
        wanted = self.binding.tabs[tab].columns[key].id
        return next(p for p in self.source(tab).properties.values() if encoded(p.id) == wanted)

    def rows(self, tab: str) -> list[Page]:
        """The rows that are not in the trash, in order of their making."""
        pages = (self.space.pages[one] for one in self.source(tab).rows)
        return [page for page in pages if not page.in_trash]


@dataclass(frozen=True)
class _Plan:
    """A database to be: its rows, and the type of each of its columns."""

    key: str
    title: str
    rows: list[Values]
    types: Mapping[str, str]
    names: Mapping[str, str]
    percent: frozenset[str]
    language: Language


def fill(
    space: Notion, sheets: Sequence[Sheet], language: Language, by: str, *, title: str = "OKR"
) -> Filled:
    """Databases for the tabs that stand in the grids, in the workspace of ``space``."""
    home = space.add_page(Parent("workspace"), title, by)
    token = space.add_connection("OKR Sync", roots=(home.id,))
    plans = {plan.key: plan for plan in _plans(sheets, language)}
    made = {key: _database(space, plans[key], home.id, by) for key in DATABASES if key in plans}
    filled = Filled(space, token, Binding(home.id, language, {}, title))
    tabs = {
        key: BoundTab(
            database.id, source.id, dict(_columns(space, plans[key], source, made, by)),
            plans[key].title,
        )
        for key, (database, source) in made.items()
    }  # fmt: skip
    filled.binding = Binding(home.id, language, tabs, title)
    for key in made:
        _add_rows(filled, plans[key], by)
    for key in made:
        _link_rows(filled, plans[key], by)
    return filled


def encoded(property_id: str) -> str:
    """An id as answers spell it."""
    return quote(property_id, safe="")


# what the grids hold


def _plans(sheets: Sequence[Sheet], language: Language) -> Iterator[_Plan]:
    places = find_tabs(sheets).places
    links = {
        link
        for place in places.values() if place.header and "id" in place.header.places
        for row in _rows(sheets[place.sheet], place.header) for link in _links_to(row)
    }  # fmt: skip
    for key, place in places.items():
        if key not in DATABASES or place.header is None:
            continue
        header = place.header
        rows = list(_rows(sheets[place.sheet], header))
        there = {*header.places, "evidence"}
        columns = [column for column in columns_of(key) if column.key in there]
        types = {column.key: _type(key, column, rows, links) for column in columns}
        names = {c.key: header.titles.get(c.key, c.title.of(language)) for c in columns}
        percent = frozenset(
            name for name, type_ in types.items()
            if type_ == "number" and (
                (key, name) in PERCENT or any(row[name].percent for row in rows if name in row)
            )
        )  # fmt: skip
        yield _Plan(key, sheets[place.sheet].title, rows, types, names, percent, language)


def _rows(sheet: Sheet, header: Header) -> Iterator[Values]:
    """What people typed; the cell of a formula is as good as empty."""
    if header.sideways:
        yield _kept({k: sheet.cell(row, header.line + 1) for k, row in header.places.items()})
        return
    for number in range(header.line + 1, len(sheet.rows) + 1):
        row = _kept({k: sheet.cell(number, column) for k, column in header.places.items()})
        if row:
            yield row


def _kept(row: Values) -> Values:
    return {k: cell for k, cell in row.items() if cell.formula is None and cell.value is not None}


def _type(tab: str, column: Column, rows: Sequence[Values], links: Collection[str]) -> str:
    usual = property_type(tab, column)
    values = [row[column.key].value for row in rows if column.key in row]
    found = {type(value) for value in values if value is not None}
    if usual in ("title", "rich_text") or not found or is_ours(tab, column):
        return usual
    if usual == "relation" and not all(str(value) in links for value in values):
        return "rich_text"
    if found == {str}:
        fits = usual in ("relation", "people") or (
            usual == "select" and all(_is_option(str(value)) for value in values)
        )
        return usual if fits else "rich_text"
    if found == {Decimal}:
        return "number"
    return "date" if found == {date} else "checkbox" if found == {bool} else "rich_text"


def _links_to(row: Values) -> Iterator[str]:
    """How a row is chosen elsewhere."""
    id_, title = (str(row[key].value or "") if key in row else "" for key in ("id", "title"))
    yield id_
    yield f"{id_} · {title.strip()}"


def _id_of(link: CellValue) -> str:
    return str(link).split(" ", 1)[0]


def _is_option(text: str) -> bool:
    return "," not in text and len(text) <= 100


# the databases


def _database(space: Notion, plan: _Plan, home: str, by: str) -> tuple[Database, DataSource]:
    title = [plain_item(plan.title)]
    database = create_database(space, Parent("page_id", home), title, by)
    name = plan.names.get(title_key(plan.key), "Name")
    source = add_data_source(space, database, title, by)
    rename_property(space, source, TITLE, name, by)
    return database, source


def _columns(
    space: Notion, plan: _Plan, source: DataSource,
    made: Mapping[str, tuple[Database, DataSource]], by: str,
) -> Iterator[tuple[str, BoundColumn]]:  # fmt: skip
    for key, type_ in plan.types.items():
        name = plan.names[key]
        if type_ == "title":
            yield key, BoundColumn("title", "title", name)
            continue
        percent = key in plan.percent
        config = _config(space, plan, key, type_)
        if type_ == "relation":
            target = made[LINKS[plan.key, key]][1]
            config = {"data_source_id": target.id, "type": "single_property", "single_property": {}}
        prop = add_property(space, source, Property("", name, type_, config), by)
        options = {one["id"]: one["name"] for one in config.get("options", ())}
        yield key, BoundColumn(encoded(prop.id), type_, name, percent, options)


def _config(space: Notion, plan: _Plan, key: str, type_: str) -> Json:
    if type_ == "number":
        return {"format": "percent" if key in plan.percent else "number"}
    if type_ != "select":
        return {}
    used = [str(row[key].value) for row in plan.rows if key in row]
    column = next(column for column in columns_of(plan.key) if column.key == key)
    choices = Status if key == "status" else column.choices
    known = [choice.title for choice in choices] if choices else []
    names = _names(used, known, plan.language)
    return {"options": [new_option(space, name, n) for n, name in enumerate(names)]}


def _names(used: Sequence[str], known: Sequence[Text], language: Language) -> Sequence[str]:
    """Options: the words of the schema, and others that are in use."""
    words = [title.of(language) for title in known]
    folded = {word.casefold() for word in words}
    return [*words, *dict.fromkeys(word for word in used if word.casefold() not in folded)]


# the rows


def _add_rows(filled: Filled, plan: _Plan, by: str) -> None:
    """All but the relations, whose rows may not be there yet."""
    source = filled.source(plan.key)
    for number, row in enumerate(plan.rows):
        values = {
            filled.prop(plan.key, key).id: stored(filled, plan.key, key, cell.value)
            for key, cell in row.items()
            if key in plan.types and plan.types[key] != "relation"
        }
        page = create_row(filled.space, source, values, by)
        filled.pages[plan.key, number] = page.id


def _link_rows(filled: Filled, plan: _Plan, by: str) -> None:
    for number, row in enumerate(plan.rows):
        page = filled.space.pages[filled.pages[plan.key, number]]
        links = {
            filled.prop(plan.key, key).id: [_page_of(filled, LINKS[plan.key, key], cell.value)]
            for key, cell in row.items() if plan.types.get(key) == "relation"
        }  # fmt: skip
        set_values(filled.space, page, links, by)


def _page_of(filled: Filled, tab: str, link: CellValue) -> str:
    id_ = filled.prop(tab, "id").id
    return next(
        page.id for page in filled.rows(tab)
        if "".join(item["plain_text"] for item in page.values.get(id_, ())) == _id_of(link)
    )  # fmt: skip


def stored(filled: Filled, tab: str, key: str, value: CellValue) -> Any:
    """A value as a property of its type keeps it."""
    prop = filled.prop(tab, key)
    if value is None or prop.type == "checkbox":
        return value
    if prop.type in ("title", "rich_text"):
        return rich(_text(value))
    if prop.type == "select":
        wanted = str(value).casefold()
        return next(o["id"] for o in prop.config["options"] if o["name"].casefold() == wanted)
    if prop.type == "people":
        return [_user(filled.space, str(value))]
    if isinstance(value, date):
        return {"start": value.isoformat(), "end": None, "time_zone": None}
    assert isinstance(value, Decimal)
    return float(value)


def rich(text: str) -> list[Json]:
    """A text as items of the length that Notion allows."""
    return [plain_item(text[n : n + LONGEST]) for n in range(0, len(text), LONGEST)]


def _text(value: CellValue) -> str:
    assert not isinstance(value, ErrorValue)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _user(space: Notion, name: str) -> str:
    known = next((user.id for user in space.users.values() if user.name == name), None)
    return known or space.add_user(name).id
