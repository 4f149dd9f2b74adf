"""The tabs that are tables: titles, prepared rows, what is typed and what is computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sheets_template import palette as p
from sheets_template.checks import checks_of
from sheets_template.columns import LOOKS, PREPARED, ROW_HEIGHTS, Look
from sheets_template.content import Content
from sheets_template.model import (
    Cell,
    Computed,
    Numbers,
    Page,
    Position,
    Scalar,
    Sheet,
    Style,
    Width,
)
from sheets_template.results import Results
from sheets_template.rules import rules_of
from sync.core.formulas import Layout, formula
from sync.core.schema import FIRST_DATA_ROW, SERVICE_TABS, Column, Tab, Writer
from sync.core.vocabulary import Text

HEADER_HEIGHT = 34.0
FROZEN_COLUMNS = {"key_results": 3, "objectives": 2, "metrics": 2, "kpi": 2, "history": 3}
TAB_COLORS = {
    "key_results": p.TEAL, "objectives": p.TEAL, "metrics": "B98A2E", "kpi": "B98A2E",
    "ideas": "8A94A3", "review": p.TEAL, "history": "B9C2CD", "evidence": "B9C2CD",
    "people": "8A94A3",
}  # fmt: skip
WRITERS = {
    Writer.PEOPLE: Text("You fill this in.", "Заполняете вы."),
    Writer.FORMULA: Text("Computed by a formula.", "Считает формула."),
    Writer.SERVICE: Text("Filled in by the service.", "Заполняет сервис."),
}
FOLDED_NOTE = Text(
    "More columns stand at the right: click the + above this one.",
    "Правее есть ещё столбцы: нажмите + над этим.",
)


def table_sheet(tab: Tab, content: Content, results: Results, layout: Layout) -> Sheet:
    """One table with its prepared rows."""
    title = layout.titles[tab.key]
    looks = LOOKS[tab.key]
    cells = dict(_titles(tab, layout)) | dict(_rows(tab, content, results, layout))
    widths = [Width(look.width, look.folded) for look in looks.values()]
    frozen = (1, FROZEN_COLUMNS.get(tab.key, 0))
    return Sheet(
        tab.key, title, cells, tuple(widths), Page(title),
        heights={1: HEADER_HEIGHT}, row_height=ROW_HEIGHTS[tab.key], frozen=frozen,
        checks=checks_of(tab, layout), rules=rules_of(tab.key, layout),
        tab_color=TAB_COLORS[tab.key], grid=tab.key in SERVICE_TABS,
    )  # fmt: skip


def _titles(tab: Tab, layout: Layout) -> Iterator[tuple[Position, Cell]]:
    for number, column in enumerate(tab.columns, 1):
        style = p.title_style(_writer(tab, column))
        look = LOOKS[tab.key][column.key]
        centred = look.align == "center" or look.numbers is Numbers.GROUPED
        style = p.centred(style) if centred else replace(style, indent=1)
        note = _note(column, layout, last=number in _before_folded(tab))
        yield (1, number), Cell(column.title.of(layout.language), style, note=note)


def _note(column: Column, layout: Layout, *, last: bool) -> str:
    """What may be typed, who types it, and where the folded columns are."""
    hint, who = column.hint.of(layout.language), WRITERS[column.writer].of(layout.language)
    folded = FOLDED_NOTE.of(layout.language) if last else ""
    return "\n".join(filter(None, (hint, "" if who in hint else who, folded)))


def _before_folded(tab: Tab) -> list[int]:
    """The columns whose right neighbour begins a folded group."""
    folded = [look.folded for look in LOOKS[tab.key].values()]
    return [n for n in range(1, len(folded)) if folded[n] and not folded[n - 1]]


def _rows(
    tab: Tab, content: Content, results: Results, layout: Layout
) -> Iterator[tuple[Position, Cell]]:
    typed = len(content.rows.get(tab.key, ()))
    last = FIRST_DATA_ROW + max(PREPARED[tab.key], typed) - 1
    for row in range(FIRST_DATA_ROW, last + 1):
        for number, column in enumerate(tab.columns, 1):
            found: Scalar | Computed = content.value(tab.key, column.key, row)
            if column.writer is Writer.FORMULA:
                kept = results.value(tab.key, column.key, row)
                found = Computed(formula(tab.key, column.key, row, layout), kept)
            yield (row, number), Cell(found, _style(tab, column))


def _writer(tab: Tab, column: Column) -> Writer:
    """In tabs that are the service's from end to end the cells need not recede."""
    return Writer.FORMULA if tab.key in SERVICE_TABS else column.writer


def _style(tab: Tab, column: Column) -> Style:
    look: Look = LOOKS[tab.key][column.key]
    style = p.cell_style(_writer(tab, column), look.numbers)
    if column.key == "notes":
        style = replace(style, color=p.RUST, size=9)
    if tab.key in SERVICE_TABS:
        style = replace(style, color=p.INK, fill="", lines="")
    bold = column.key == "title" and tab.key not in SERVICE_TABS
    align = look.align or ("center" if look.numbers is Numbers.GROUPED else "left")
    indent = 0 if align == "center" else 1
    return replace(style, align=align, indent=indent, wrap=look.wrap, bold=bold)
