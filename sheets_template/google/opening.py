"""What comes before the cells: properties of the file, and its tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheets_template import palette as p
from sheets_template.google.found import Found, FoundTab
from sheets_template.google.requests import Json, color
from sheets_template.google.tabs import PROPERTIES, emptying_requests, properties
from sheets_template.layout import template_layout
from sheets_template.model import Sheet, Workbook
from sync.core.vocabulary import Language

UNTITLED = frozenset({
    "", "untitled spreadsheet", "untitled", "новая таблица", "таблица без названия", "без названия",
})  # fmt: skip
"""Titles that nobody chose."""
LINK = "1155CC"


def locale_for(language: Language, locale: str) -> str:
    """The locale of the file: Russian words belong to decimal commas, English ones to any."""
    return "ru_RU" if language == "ru" and not locale.startswith("ru") else locale


def opening_requests(
    workbook: Workbook, found: Found, ids: Mapping[str, int], given: str = ""
) -> Iterator[Json]:
    """Make room: afterwards every tab exists and is empty. ``given`` is the title that an earlier
    try gave the file.

    The tab of a new file goes here and not at the end: hardly any time is left to type into it
    between the look at it and its end.
    """
    yield _file_properties(workbook, found, given)
    foreign = [tab for tab in found.tabs if tab.sheet_id not in ids.values()]
    yield from _renamed(foreign, workbook)
    for index, sheet in enumerate(workbook.sheets):
        yield from _tab(sheet, ids[sheet.key], index, found)
    if len(foreign) == 1 and not foreign[0].used:
        yield {"deleteSheet": {"sheetId": foreign[0].sheet_id}}


def _file_properties(workbook: Workbook, found: Found, given: str) -> Json:
    wanted: Json = {"locale": locale_for(workbook.language, found.locale)}
    if found.title == given or found.title.strip().casefold() in UNTITLED:
        wanted["title"] = workbook.title
    zone = _zone(workbook)
    if zone:
        wanted["timeZone"] = zone
    wanted["spreadsheetTheme"] = _theme(workbook)
    fields = ",".join(wanted)
    return {"updateSpreadsheetProperties": {"properties": wanted, "fields": fields}}


def _zone(workbook: Workbook) -> str:
    """The time zone that Settings name: the file's own Today belongs to the same day."""
    settings = next(sheet for sheet in workbook.sheets if sheet.key == "settings")
    row = template_layout(workbook.language).settings_rows["zone"]
    cell = settings.cells.get((row, 2))
    return str(cell.content or "") if cell else ""


def _theme(workbook: Workbook) -> Json:
    """Slices of a ring take the accents in their order."""
    charts = (chart for sheet in workbook.sheets for chart in sheet.charts)
    ring = next(chart.colors for chart in charts if chart.kind == "ring")
    accents = {f"ACCENT{number}": shade for number, shade in enumerate(ring, 1)}
    shades = {"TEXT": p.INK, "BACKGROUND": p.WHITE, **accents, "LINK": LINK}
    pairs = [{"colorType": name, "color": color(shade)} for name, shade in shades.items()]
    return {"primaryFontFamily": "Arial", "themeColors": pairs}


def _renamed(foreign: list[FoundTab], workbook: Workbook) -> Iterator[Json]:
    """An empty tab that bears one of our titles gives it up."""
    taken = {sheet.title.casefold() for sheet in workbook.sheets}
    taken |= {tab.title.casefold() for tab in foreign}
    ours = {sheet.title.casefold() for sheet in workbook.sheets}
    for tab in (tab for tab in foreign if tab.title.casefold() in ours):
        number = next(n for n in range(2, 1000) if f"{tab.title} {n}".casefold() not in taken)
        title = f"{tab.title} {number}"
        taken.add(title.casefold())
        given = {"sheetId": tab.sheet_id, "title": title}
        yield {"updateSheetProperties": {"properties": given, "fields": "title"}}


def _tab(sheet: Sheet, sheet_id: int, index: int, found: Found) -> Iterator[Json]:
    wanted = properties(sheet, sheet_id, index)
    tab = found.tab(sheet_id)
    if tab is None:
        yield {"addSheet": {"properties": wanted}}
        return
    if tab.used:
        yield from emptying_requests(tab)
    yield {"updateSheetProperties": {"properties": wanted, "fields": PROPERTIES}}
