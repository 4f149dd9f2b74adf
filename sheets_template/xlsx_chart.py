"""Charts of an .xlsx file."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart as XlsxChart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sheets_template import palette as p
from sheets_template.model import Area, Chart, Numbers

KINDS = {"bars": "bar", "columns": "column", "ring": "doughnut"}
LABELS = {Numbers.SCORE: "0.00;;;", Numbers.AS_TYPED: "0;;;"}
"""Blank cells count 0 in a chart and get no label."""
FONT = {"name": "Arial", "size": 9, "color": f"#{p.GREY}"}
NO_LINE = {"none": True}


def insert_chart(chart: Chart, source: str, target: Worksheet, book: Workbook, days: str) -> None:
    """Place a chart over the cells of a sheet; ``days`` is how its days are written."""
    made = book.add_chart({"type": KINDS[chart.kind]})
    made.add_series(_series(chart, source))
    title_font = {"name": "Arial", "size": 11, "bold": True, "color": f"#{p.NAVY}"}
    made.set_title({"name": chart.title, "name_font": title_font, "overlay": False})
    made.set_chartarea({"border": {"color": f"#{p.LINE}"}, "fill": {"color": f"#{p.WHITE}"}})
    if chart.kind == "ring":
        made.set_legend({"position": "right", "font": FONT})
        made.set_hole_size(55)
    else:
        made.set_legend({"none": True})
        _set_axes(chart, made, days)
    width, height = chart.size
    made.set_size({"width": width, "height": height})
    place = {"object_position": 2, "x_offset": chart.inset}
    target.insert_chart(chart.at[0] - 1, chart.at[1] - 1, made, place)


def _series(chart: Chart, source: str) -> dict[str, Any]:
    labels: dict[str, Any] = {"value": True, "num_format": LABELS[chart.numbers], "font": FONT}
    series: dict[str, Any] = {
        "categories": _range(source, chart.categories), "values": _range(source, chart.values),
        "data_labels": labels,
    }  # fmt: skip
    if len(chart.colors) > 1:
        points = [{"fill": {"color": f"#{color}"}} for color in chart.colors]
        return {**series, "points": points}
    return {**series, "fill": {"color": f"#{chart.colors[0]}"}, "border": NO_LINE, "gap": 60}


def _set_axes(chart: Chart, made: XlsxChart, days: str) -> None:
    """Scores run from 0 to 1; the first of the bars stands on top."""
    words = {"num_font": FONT, "line": {"color": f"#{p.LINE}"}, "major_tick_mark": "none"}
    numbers = {
        "min": 0, "max": 1, "major_unit": 0.2, "num_font": FONT, "num_format": "0.0",
        "line": NO_LINE, "major_gridlines": {"visible": True, "line": {"color": f"#{p.LINE}"}},
    }  # fmt: skip
    if chart.kind == "bars":
        made.set_x_axis({**numbers, "label_position": "none"})
        made.set_y_axis({**words, "reverse": True})
        return
    if chart.labels is Numbers.DAY:
        words |= {"num_format": days, "text_axis": True}
    made.set_x_axis(words)
    made.set_y_axis(numbers)


def _range(source: str, area: Area) -> list[Any]:
    return [source, area.top - 1, area.left - 1, area.bottom - 1, area.right - 1]
