"""Charts of a tab as SVG: bars, columns and rings, plain but true to their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from typing import Any

from sandbox.google.model import Spreadsheet, Tab
from sandbox.google.page.looks import color_of

Json = Mapping[str, Any]
Texts = Callable[[Tab, int, int], str]
"""The text a cell shows."""

COLORS = ("#4285f4", "#ea4335", "#fbbc04", "#34a853", "#ff6d01", "#46bdc6")
TITLE, MARGIN = 26, 12


@dataclass(frozen=True, slots=True)
class Points:
    """What one series shows: a label, a number and a colour a point."""

    labels: Sequence[str]
    values: Sequence[float]
    colors: Sequence[str]


def charts_of(spreadsheet: Spreadsheet, tab: Tab, texts: Texts) -> list[dict[str, Any]]:
    """Each chart with the cell it hangs on, how far from its corner, and its size in pixels."""
    return [_placed(spreadsheet, chart, texts) for chart in tab.charts]


def _placed(spreadsheet: Spreadsheet, chart: Json, texts: Texts) -> dict[str, Any]:
    over = chart.get("position", {}).get("overlayPosition", {})
    anchor = over.get("anchorCell", {})
    width, height = over.get("widthPixels", 600), over.get("heightPixels", 371)
    return {
        "row": anchor.get("rowIndex", 0),
        "column": anchor.get("columnIndex", 0),
        "right": over.get("offsetXPixels", 0),
        "down": over.get("offsetYPixels", 0),
        "width": width,
        "height": height,
        "svg": _svg(spreadsheet, chart.get("spec", {}), (width, height), texts),
    }


def _svg(spreadsheet: Spreadsheet, spec: Json, size: tuple[int, int], texts: Texts) -> str:
    width, height = size
    title = escape(spec.get("title", ""))
    if "pieChart" in spec:
        body = _ring(_pie_points(spreadsheet, spec["pieChart"], texts), size)
    elif "basicChart" in spec:
        basic = spec["basicChart"]
        points = _basic_points(spreadsheet, basic, texts)
        body = (_bars if basic.get("chartType") == "BAR" else _columns)(points, size)
    else:
        body = ""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' font-family="Arial, sans-serif" font-size="11" aria-label="{title}">'
        f'<text x="{MARGIN}" y="18" font-size="13" font-weight="600" fill="#1f2937">{title}</text>'
        f"{body}</svg>"
    )


def _bars(points: Points, size: tuple[int, int]) -> str:
    width, height = size
    label = width * 0.34
    step = (height - TITLE - MARGIN) / max(1, len(points.values))
    top = max([1.0, *points.values])
    parts = []
    for n, (name, value) in enumerate(zip(points.labels, points.values, strict=True)):
        y, length = TITLE + n * step, (width - label - 5 * MARGIN) * max(0.0, value) / top
        middle = y + step / 2 + 4
        parts.append(
            f'<text x="{label - 6:.0f}" y="{middle:.0f}" text-anchor="end" fill="#374151">'
            f"{escape(_short(name, 30))}</text>"
            f'<rect x="{label:.0f}" y="{y + step * 0.2:.1f}" width="{length:.1f}"'
            f' height="{step * 0.6:.1f}" rx="2" fill="{points.colors[n]}"/>'
            f'<text x="{label + length + 5:.0f}" y="{middle:.0f}" fill="#6b7280">{value:g}</text>'
        )
    return "".join(parts)


def _columns(points: Points, size: tuple[int, int]) -> str:
    width, height = size
    step = (width - 2 * MARGIN) / max(1, len(points.values))
    room, top = height - TITLE - 3 * MARGIN, max([1.0, *points.values])
    parts = []
    for n, (name, value) in enumerate(zip(points.labels, points.values, strict=True)):
        x, tall = MARGIN + n * step, (room - 14) * max(0.0, value) / top
        y, middle = TITLE + room - tall, x + step / 2
        parts.append(
            f'<rect x="{x + step * 0.2:.1f}" y="{y:.1f}" width="{step * 0.6:.1f}"'
            f' height="{tall:.1f}" rx="2" fill="{points.colors[n]}"/>'
            f'<text x="{middle:.0f}" y="{y - 4:.0f}" text-anchor="middle" fill="#374151">{value:g}'
            f'</text><text x="{middle:.0f}" y="{height - MARGIN:.0f}" text-anchor="middle"'
            f' fill="#6b7280">{escape(_short(name, 14))}</text>'
        )
    return "".join(parts)


def _ring(points: Points, size: tuple[int, int]) -> str:
    whole = sum(points.values)
    radius = (size[1] - TITLE - 2 * MARGIN) / 2
    x, y = MARGIN + radius, TITLE + radius
    parts, angle = [], -pi / 2
    for value, color in zip(points.values, points.colors, strict=True):
        turn = 2 * pi * value / whole if whole else 0
        if turn:
            parts.append(
                _arc((x, y), radius * 0.78, (angle, angle + min(turn, 2 * pi - 1e-4)), color)
            )
        angle += turn
    for n, (name, value) in enumerate(zip(points.labels, points.values, strict=True)):
        line = TITLE + 14 + n * 18
        parts.append(
            f'<rect x="{2 * radius + 30:.0f}" y="{line - 9}" width="10" height="10" rx="2"'
            f' fill="{points.colors[n]}"/><text x="{2 * radius + 46:.0f}" y="{line}"'
            f' fill="#374151">{escape(_short(name, 18))}: {value:g}</text>'
        )
    return "".join(parts)


def _arc(center: tuple[float, float], radius: float, ends: tuple[float, float], color: str) -> str:
    (x, y), (start, end) = center, ends
    large = int(end - start > pi)
    return (
        f'<path d="M {x + radius * cos(start):.1f} {y + radius * sin(start):.1f}'
        f" A {radius:.1f} {radius:.1f} 0 {large} 1"
        f' {x + radius * cos(end):.1f} {y + radius * sin(end):.1f}" fill="none"'
        f' stroke="{color}" stroke-width="{radius * 0.42:.1f}"/>'
    )


def _basic_points(spreadsheet: Spreadsheet, basic: Json, texts: Texts) -> Points:
    domains, series = basic.get("domains", []), basic.get("series", [])
    labels = _cells(spreadsheet, domains[0]["domain"]) if domains else []
    if not series:
        return Points([], [], [])
    one = series[0]
    color = color_of(one, "color") or COLORS[0]
    overrides = {o.get("index", 0): color_of(o, "color") for o in one.get("styleOverrides", [])}
    return _points(spreadsheet, labels, _cells(spreadsheet, one["series"]), texts,
                   lambda n: overrides.get(n) or color)  # fmt: skip


def _pie_points(spreadsheet: Spreadsheet, pie: Json, texts: Texts) -> Points:
    labels, values = _cells(spreadsheet, pie["domain"]), _cells(spreadsheet, pie["series"])
    colors = _accents(spreadsheet) or COLORS
    return _points(spreadsheet, labels, values, texts, lambda n: colors[n % len(colors)])


def _accents(spreadsheet: Spreadsheet) -> Sequence[str]:
    """Slices take the accents of the theme in their order."""
    pairs = spreadsheet.properties.get("spreadsheetTheme", {}).get("themeColors", [])
    found = {pair["colorType"]: color_of({"colorStyle": pair.get("color", {})}, "color")
             for pair in pairs}  # fmt: skip
    return [shade for name, shade in sorted(found.items()) if name.startswith("ACCENT") and shade]


def _points(
    spreadsheet: Spreadsheet, labels: Sequence[tuple[Tab, int, int]],
    values: Sequence[tuple[Tab, int, int]], texts: Texts, color: Callable[[int], str],
) -> Points:  # fmt: skip
    """Points whose value is a number; blank ones are left out, as Google leaves them."""
    found = [
        (texts(*label), value, color(n))
        for n, (label, place) in enumerate(zip(labels, values, strict=False))
        if isinstance(value := spreadsheet.value(*place), float)
        if texts(*label)
    ]
    return Points([f[0] for f in found], [f[1] for f in found], [f[2] for f in found])


def _cells(spreadsheet: Spreadsheet, chart_data: Json) -> list[tuple[Tab, int, int]]:
    """The cells of the first source range, row by row."""
    sources = chart_data.get("sourceRange", {}).get("sources", [])
    tab = spreadsheet.tab(sources[0].get("sheetId", 0)) if sources else None
    if tab is None:
        return []
    area = tab.clip(sources[0])
    return [(tab, row, column) for row in range(area.top, area.bottom)
            for column in range(area.left, area.right)]  # fmt: skip


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
