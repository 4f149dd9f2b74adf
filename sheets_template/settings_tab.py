"""The Settings tab: names, values and what to type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sheets_template import palette as p
from sheets_template.checks import checks_of_settings
from sheets_template.content import Content
from sheets_template.model import (
    Area,
    Cell,
    Computed,
    Numbers,
    Page,
    Position,
    Rule,
    Scalar,
    Sheet,
    Style,
    Width,
)
from sheets_template.results import Results
from sync.core.formulas import Layout, formula
from sync.core.schema import SETTINGS, Column, Type, Writer
from sync.core.vocabulary import Text

HEADS = (
    Text("Setting", "Настройка"),
    Text("Value", "Значение"),
    Text("What to type", "Что вводить"),
)
SERVED = Text("Filled in automatically.", "Заполняется автоматически.")
NAME = Style(color=p.INK, bold=True, lines=p.LINE, indent=1)
HINT = Style(color=p.GREY, wrap=True, lines=p.LINE, indent=1)


def settings_sheet(layout: Layout, content: Content, results: Results) -> Sheet:
    """The tab, one setting a row."""
    title = layout.titles["settings"]
    cells = dict(_cells(layout, content, results))
    rows = layout.settings_rows
    heights = dict.fromkeys(rows.values(), 22.0) | {1: 24.0, rows["notes"]: 60.0}
    needed = [rows[column.key] for column in SETTINGS.columns if column.required]
    rules = tuple(Rule(Area(row, 2, row, 2), f'$B{row}=""', "", p.AMBER) for row in needed)
    return Sheet(
        "settings", title, cells, (Width(30), Width(44), Width(80)), Page(title), heights=heights,
        frozen=(1, 0), checks=checks_of_settings(layout), rules=rules, tab_color="8A94A3",
        grid=False,
    )  # fmt: skip


def _cells(layout: Layout, content: Content, results: Results) -> Iterator[tuple[Position, Cell]]:
    head = replace(NAME, fill=p.BLUE)
    for number, words in enumerate(HEADS, 1):
        yield (1, number), Cell(words.of(layout.language), head)
    for column in SETTINGS.columns:
        row = layout.settings_rows[column.key]
        hint = column.hint.of(layout.language) or SERVED.of(layout.language)
        yield (row, 1), Cell(column.title.of(layout.language), NAME)
        yield (row, 2), Cell(_value(column, row, content, results, layout), _style(column))
        yield (row, 3), Cell(hint, HINT)


def _value(
    column: Column, row: int, content: Content, results: Results, layout: Layout
) -> Scalar | Computed:
    if column.writer is Writer.FORMULA:
        kept = results.value("settings", column.key, row)
        return Computed(formula("settings", column.key, row, layout), kept)
    return content.settings.get(column.key)


def _style(column: Column) -> Style:
    numbers = Numbers.DAY if column.type is Type.DATE else Numbers.AS_TYPED
    if column.key == "cycle":
        numbers = Numbers.TEXT
    style = p.cell_style(column.writer, numbers)
    color = p.RUST if column.key == "notes" else style.color
    return replace(style, color=color, align="left", indent=1, wrap=True)
