"""The whole workbook for a language, empty or with the sample team."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sheets_template.columns import LOOKS
from sheets_template.content import Content, empty_content, move_days
from sheets_template.guide import guide_sheet
from sheets_template.layout import template_layout
from sheets_template.lists import lists_sheet
from sheets_template.model import Cell, Page, Position, Sheet, Style, Width, Workbook
from sheets_template.overview import overview_sheet
from sheets_template.palette import ASH, GREY
from sheets_template.results import Results, compute
from sheets_template.sample import sample_content
from sheets_template.settings_tab import settings_sheet
from sheets_template.tables import table_sheet
from sync.core.choices import Source
from sync.core.formulas import Layout
from sync.core.schema import OKR, OKR_FIRST_ROW, SCHEMA_VERSION, TABS, Tab
from sync.core.vocabulary import Language, Text

TITLE = Text("OKRs", "OKR")
SUBJECT = Text(
    "Objectives and key results of a sales team", "Цели и ключевые результаты отдела продаж"
)


def make_workbook(
    language: Language,
    *,
    sample: bool,
    today: date,
    moved: timedelta = timedelta(0),
    source: Source = Source.CRM_EXPORT,
) -> Workbook:
    """The template as a value. ``today`` chooses the quarter of an empty one and the results that
    are kept beside the formulas; ``source`` is where the sample's metrics come from."""
    content = empty_content(language, today)
    if sample:
        content = move_days(sample_content(language, today - moved, source), moved)
    results = compute(content, language, today, {})
    layout = template_layout(language)
    sheets = tuple(_sheet(tab, content, results, layout) for tab in TABS.values())
    team = content.settings.get("team")
    title = TITLE.of(language) + (f" · {team}" if team else "")
    return Workbook(title, SUBJECT.of(language), language, sheets, today)


def _sheet(tab: Tab, content: Content, results: Results, layout: Layout) -> Sheet:
    match tab.key:
        case "start":
            return guide_sheet(layout)
        case "overview":
            return overview_sheet(layout, content, results)
        case "settings":
            return settings_sheet(layout, content, results)
        case "_okr":
            return _okr_sheet(layout)
        case "_lists":
            return lists_sheet(layout, results)
        case _:
            return table_sheet(tab, content, results, layout)


def _okr_sheet(layout: Layout) -> Sheet:
    """The service's own tab, still without records and without an identity."""
    head, quiet = Style(bold=True, fill=ASH), Style(color=GREY)
    marks = ("schema", Decimal(SCHEMA_VERSION), "document", None)
    cells: dict[Position, Cell] = {(1, n): Cell(mark, quiet) for n, mark in enumerate(marks, 1)}
    for number, column in enumerate(OKR.columns, 1):
        look = LOOKS["_okr"][column.key]
        cells[2, number] = Cell(column.title.of(layout.language), head)
        cells[OKR_FIRST_ROW, number] = Cell(None, Style(color=GREY, numbers=look.numbers))
    widths = tuple(Width(look.width) for look in LOOKS["_okr"].values())
    title = layout.titles["_okr"]
    return Sheet("_okr", title, cells, widths, Page(title, 2), frozen=(2, 1), hidden=True)
