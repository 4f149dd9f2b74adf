"""The columns of the schema as properties of Notion's databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sync.core.choices import Choice, Kind, State, Status
from sync.core.databases import LINKS, PERCENT, columns_of, is_ours, property_type
from sync.core.schema import Column
from sync.core.vocabulary import Language, Text

Json = dict[str, Any]
LONGEST_DESCRIPTION = 280
TWO_WAY = ("key_results", "objective")
"""The relation that people also see from its other end."""
SERVED = Text("Filled in by the service. Keep it as it is.", "Заполняет сервис. Не меняйте.")
_SAID = Text("Filled in by the service.", "Заполняет сервис.")
HINTS = {
    ("key_results", "typed"): Text(
        "Today's value, when no metric is chosen. Yes or no: 1 or 0.",
        "Значение на сегодня, если метрика не выбрана. Для «Да или нет» — 1 или 0.",
    ),
    ("settings", "language"): Text(
        "Of the notes in the rows. Blank: the language of the properties' names.",
        "Язык замечаний. Пусто — язык, на котором названы свойства.",
    ),
    ("ideas", "votes"): Text("How many are for it.", "Сколько человек за."),
    ("review", "happened"): Text("In two or three sentences.", "В двух-трёх предложениях."),
    ("review", "lesson"): Text("What you take into the next cycle.",
                               "С чем идёте в следующий цикл."),
}  # fmt: skip
"""What to type, where Notion differs from a grid or a grid needs no words."""
COLORS: dict[Choice, str] = {
    Status.ON_TRACK: "green", Status.AT_RISK: "yellow", Status.OFF_TRACK: "red",
    Status.TOO_EARLY: "gray", Status.NO_DATA: "default", Status.DONE: "blue",
    Kind.ASPIRATIONAL: "purple", Kind.COMMITTED: "orange",
    State.DRAFT: "gray", State.ACTIVE: "green", State.CANCELLED: "brown",
}  # fmt: skip
"""As in the workbook, as far as Notion has them."""


def plain_properties(tab: str, language: Language) -> Json:
    """All properties of a database but relations and rollups, by name, in the order of the
    schema."""
    return {
        column.title.of(language): property_json(tab, column, language)
        for column in columns_of(tab)
        if (tab, column.key) not in LINKS
    }


def property_json(tab: str, column: Column, language: Language) -> Json:
    """A property that is no relation."""
    kind = property_type(tab, column)
    return {"type": kind, kind: _config(tab, column, language), **_described(tab, column, language)}


def relation_json(tab: str, column: Column, language: Language, data_source: str) -> Json:
    """A relation to the rows of a data source."""
    way = "dual_property" if (tab, column.key) == TWO_WAY else "single_property"
    config = {"data_source_id": data_source, "type": way, way: {}}
    return {"type": "relation", "relation": config, **_described(tab, column, language)}


def description_of(tab: str, column: Column, language: Language) -> str:
    """What to type, or that nobody has to."""
    hint = HINTS.get((tab, column.key), column.hint).of(language)
    if is_ours(tab, column) and _SAID.of(language) not in hint:
        hint = f"{hint} {SERVED.of(language)}".strip()
    return hint[:LONGEST_DESCRIPTION]


def choices_of(tab: str, column: Column) -> type[Choice] | None:
    """The list behind a select; None for any other property."""
    if property_type(tab, column) != "select":
        return None
    return column.choices or Status


def option_name(title: str) -> str:
    """A choice as an option is called: Notion allows no commas there."""
    head, comma, tail = title.partition(", ")
    return f"{head} ({tail})".replace(",", " ") if comma else title.replace(",", " ")


def _described(tab: str, column: Column, language: Language) -> Json:
    text = description_of(tab, column, language)
    return {"description": text} if text else {}


def _config(tab: str, column: Column, language: Language) -> Json:
    listed = choices_of(tab, column)
    if listed is not None:
        return {"options": list(_options(listed, language))}
    if property_type(tab, column) == "number":
        return {"format": "percent" if (tab, column.key) in PERCENT else "number"}
    return {}


def _options(listed: type[Choice], language: Language) -> Iterator[Json]:
    for member in listed:
        name = option_name(member.title.of(language))
        yield {"name": name, "color": COLORS.get(member, "default")}
