"""Charts of Google Sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sheets_template import palette as p
from sheets_template.google.requests import Json, color, grid_range, stable_id
from sheets_template.google.tabs import pixel_widths, workbook_pixels
from sheets_template.model import Area, Chart, Sheet

FONT = "Arial"
HOLE = 0.55
KINDS = {"bars": "BAR", "columns": "COLUMN"}


def chart_requests(sheet: Sheet, ids: Mapping[str, int]) -> Iterator[Json]:
    """The charts of a tab, as much wider than in a workbook as its columns are."""
    usual = sum(workbook_pixels(width.letters) for width in sheet.widths)
    stretch = sum(pixel_widths(sheet)) / usual
    for number, chart in enumerate(sheet.charts):
        width, height = chart.size
        wider = replace(chart, size=(round(width * stretch), height))
        yield _request(wider, number, ids[sheet.key], ids[chart.sheet])


def _request(chart: Chart, number: int, sheet_id: int, source: int) -> Json:
    """The n-th chart of a tab, with an id of its own that is always the same."""
    spec = {
        "title": chart.title, "altText": chart.title, "fontName": FONT,
        "titleTextFormat": {"bold": True, "fontSize": 11, "foregroundColorStyle": color(p.NAVY)},
        "backgroundColorStyle": color(p.WHITE), "hiddenDimensionStrategy": "SHOW_ALL",
        **(_ring(chart, source) if chart.kind == "ring" else _axes(chart, source)),
    }  # fmt: skip
    position = {"overlayPosition": _place(chart, sheet_id)}
    border = {"colorStyle": color(p.LINE)}
    made = {"chartId": stable_id("chart", sheet_id, number), "spec": spec, "position": position}
    return {"addChart": {"chart": made | {"border": border}}}


def _place(chart: Chart, sheet_id: int) -> Json:
    row, column = chart.at
    width, height = chart.size
    return {
        "anchorCell": {"sheetId": sheet_id, "rowIndex": row - 1, "columnIndex": column - 1},
        "offsetXPixels": chart.inset, "widthPixels": width, "heightPixels": height,
    }  # fmt: skip


def _ring(chart: Chart, source: int) -> Json:
    """Slices take the accents of the theme: the API lets nobody colour one."""
    return {
        "pieChart": {
            "legendPosition": "RIGHT_LEGEND", "pieHole": HOLE,
            "domain": _cells(source, chart.categories), "series": _cells(source, chart.values),
        }
    }  # fmt: skip


def _axes(chart: Chart, source: int) -> Json:
    """Scores run from 0 to 1."""
    words, numbers = ("LEFT_AXIS", "BOTTOM_AXIS")
    if chart.kind == "columns":
        words, numbers = numbers, words
    scale = {"viewWindowMode": "EXPLICIT", "viewWindowMin": 0, "viewWindowMax": 1}
    letters = {"fontSize": 9, "foregroundColorStyle": color(p.GREY)}
    series = {
        "series": _cells(source, chart.values), "targetAxis": numbers,
        "colorStyle": color(chart.colors[0]), "dataLabel": {"type": "DATA", "textFormat": letters},
    }  # fmt: skip
    return {
        "basicChart": {
            "chartType": KINDS[chart.kind], "legendPosition": "NO_LEGEND", "headerCount": 0,
            "axis": [{"position": words}, {"position": numbers, "viewWindowOptions": scale}],
            "domains": [{"domain": _cells(source, chart.categories)}], "series": [series],
        }
    }  # fmt: skip


def _cells(source: int, area: Area) -> Json:
    return {"sourceRange": {"sources": [grid_range(source, area)]}}
