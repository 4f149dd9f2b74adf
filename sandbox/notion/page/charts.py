"""What the chart of a view shows: values by group, in one series or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from sandbox.notion.model import DataSource, Json, Page, View
from sandbox.notion.page.cells import Cells
from sandbox.notion.page.groups import Group, groups_of
from sandbox.notion.page.looks import number_text

NUMBERS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "sum": sum, "average": mean, "median": median, "min": min, "max": max,
    "range": lambda values: max(values) - min(values),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plot:
    """The rows of a view, and what is counted of them."""

    cells: Cells
    source: DataSource
    rows: Sequence[Page]
    counted: Json

    @property
    def number_format(self) -> str:
        """That of the column which is counted."""
        how = self.counted.get("aggregator", "count")
        if how.startswith("percent"):
            return "percent"
        column = self.source.properties.get(self.counted.get("property_id", ""))
        return str(column.config.get("format", "number")) if column and how in NUMBERS else "number"

    def point(self, ids: Sequence[str]) -> Json:
        """What some of the rows come to."""
        wanted = set(ids)
        value = self._value([page for page in self.rows if page.id in wanted])
        rounded = None if value is None else round(value, 4)
        return {"value": rounded, "text": number_text(rounded, self.number_format)}

    def _value(self, rows: Sequence[Page]) -> float | None:
        how = self.counted.get("aggregator", "count")
        column = self.source.properties.get(self.counted.get("property_id", ""))
        if how == "count" or column is None:
            return len(rows)
        cells = [self.cells.cell(page, column) for page in rows]
        if how in NUMBERS:
            numbers = [one["value"] for one in cells if one.get("value") is not None]
            return NUMBERS[how](numbers) if numbers else None
        checked = "checked" in how
        full = [one for one in cells if (one.get("checked") if checked else _filled(one))]
        if how == "unique":
            return len({str(one.get("text") or one) for one in full})
        negative = "unchecked" in how or (how.endswith("empty") and "not_empty" not in how)
        found = len(cells) - len(full) if negative else len(full)
        return (found / len(cells) if cells else 0) if how.startswith("percent") else found


def chart_json(cells: Cells, source: DataSource, view: View, rows: Sequence[Page]) -> Json:
    """A chart, ready to be drawn."""
    wanted = view.configuration
    counted = wanted.get("value") or wanted.get("y_axis") or {"aggregator": "count"}
    plot = Plot(cells, source, rows, counted)
    across = groups_of(cells, source, rows, wanted.get("x_axis") or {})
    stacked = groups_of(cells, source, rows, wanted.get("stack_by") or {})
    series = [_series(plot, across, one) for one in stacked] or [_series(plot, across, None)]
    order = _order(wanted.get("sort", ""), series[0]["points"])
    labels = [{"text": _name(one), "color": one.color} for one in across]
    return {
        "kind": wanted.get("chart_type", "column"),
        "total": plot.point([page.id for page in rows])["text"],
        "labels": [labels[place] for place in order],
        "series": [{**one, "points": [one["points"][place] for place in order]} for one in series],
    }


def _series(plot: Plot, across: Sequence[Group], part: Group | None) -> Json:
    within = set(part.rows) if part else set()
    points = [plot.point([one for one in group.rows if part is None or one in within])
              for group in across]  # fmt: skip
    return {"name": _name(part) if part else "", "color": part.color if part else "",
            "points": points}  # fmt: skip


def _order(sort: str, points: Sequence[Json]) -> list[int]:
    places = list(range(len(points)))
    if sort.startswith("y_"):
        places.sort(key=lambda place: points[place]["value"] or 0)
    return places[::-1] if sort.endswith("descending") else places


def _name(group: Group) -> str:
    if group.name or group.cell is None:
        return group.name or "—"
    people = group.cell.get("people")
    return str(people[0]["name"]) if people else ("✓" if group.cell.get("checked") else "✗")


def _filled(cell: Json) -> bool:
    return any(cell.get(part) for part in
               ("text", "options", "people", "pages", "files", "checked", "cells"))  # fmt: skip
