"""What the configuration of a view may say, for each type of view.

Shapes are made for one data source: every property named must be one of its columns, and of a type
that serves the purpose. They give the configuration with decoded ids in place of names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.fitting import (
    Shape,
    flag,
    listed,
    misfit,
    missing,
    nullable,
    number,
    record,
    text,
    variants,
    whole,
    word,
)  # fmt: skip
from sandbox.notion.grouping import DATES, column, group_by
from sandbox.notion.model import DataSource

Shapes = Mapping[str, Shape]
Json = dict[str, Any]
HEIGHT = nullable(word("small", "medium", "large", "extra_large"))
AGGREGATORS = (
    "count", "count_values", "sum", "average", "median", "min", "max", "range", "unique", "empty",
    "not_empty", "percent_empty", "percent_not_empty", "checked", "unchecked", "percent_checked",
    "percent_unchecked", "earliest_date", "latest_date", "date_range",
)  # fmt: skip
AGGREGATED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("sum", "average", "median", "min", "max", "range"),
                    ("number", "formula", "rollup", "unique_id")),
    **dict.fromkeys(("checked", "unchecked", "percent_checked", "percent_unchecked"),
                    ("checkbox", "formula", "rollup")),
    **dict.fromkeys(("earliest_date", "latest_date", "date_range"), (*DATES, "formula", "rollup")),
}  # fmt: skip
"""Aggregator → the types of columns it can count; others count any."""
THEMES = (
    "gray", "blue", "yellow", "green", "purple", "teal", "orange", "pink", "red", "auto",
    "colorful",
)  # fmt: skip
LINES = (
    "gray", "lightgray", "brown", "yellow", "orange", "green", "blue", "purple", "pink", "red",
)  # fmt: skip
ZOOMS = ("hours", "day", "week", "bi_week", "month", "quarter", "year", "5_years")
DATE_FORMATS = (
    "full", "short", "month_day_year", "day_month_year", "year_month_day", "relative",
)  # fmt: skip


def configuration(source: DataSource) -> Shape:
    """The configuration of a view of any type but ``dashboard``, which takes none."""
    return variants("type", {kind: make(source) for kind, make in TYPES.items()})


def _shown(source: DataSource) -> Shape:
    """Which columns are seen, in their order."""
    return nullable(listed(record({"property_id": column(source)}, {
        "visible": flag, "width": whole, "wrap": flag,
        "status_show_as": word("select", "checkbox"),
        "card_property_width_mode": word("full_line", "inline"),
        "date_format": word(*DATE_FORMATS), "time_format": word("12_hour", "24_hour", "hidden"),
    })))  # fmt: skip


def _cards(source: DataSource) -> Shapes:
    """What boards and galleries have in common."""
    cover = record(
        {"type": word("page_cover", "page_content", "property")},
        {"property_id": column(source, "files")},
    )
    return {
        "properties": _shown(source), "cover": nullable(cover),
        "cover_size": nullable(word("small", "medium", "large")),
        "cover_aspect": nullable(word("contain", "cover")),
        "card_layout": nullable(word("list", "compact")),
    }  # fmt: skip


def _table(source: DataSource) -> Shape:
    subtasks = record({}, {
        "property_id": column(source, "relation"), "toggle_column_id": column(source),
        "display_mode": word("show", "hidden", "flattened", "disabled"),
        "filter_scope": word("parents", "parents_and_subitems", "subitems"),
    })  # fmt: skip
    return record({"type": word("table")}, {
        "properties": _shown(source), "group_by": nullable(group_by(source)),
        "subtasks": nullable(subtasks), "wrap_cells": flag, "frozen_column_index": whole,
        "show_vertical_lines": flag,
    })  # fmt: skip


def _board(source: DataSource) -> Shape:
    grouped = group_by(source)
    return record({"type": word("board"), "group_by": grouped},
                  {"sub_group_by": nullable(grouped), **_cards(source)})  # fmt: skip


def _gallery(source: DataSource) -> Shape:
    return record({"type": word("gallery")}, _cards(source))


def _list(source: DataSource) -> Shape:
    return record({"type": word("list")}, {"properties": _shown(source)})


def _calendar(source: DataSource) -> Shape:
    return record({"type": word("calendar"), "date_property_id": _dated(source)}, {
        "properties": _shown(source), "view_range": nullable(word("week", "month")),
        "show_weekends": nullable(flag),
    })  # fmt: skip


def _timeline(source: DataSource) -> Shape:
    preference = record({"zoom_level": word(*ZOOMS)}, {"center_timestamp": number})
    arrows = record({}, {"property_id": nullable(column(source, "relation"))})
    return record({"type": word("timeline"), "date_property_id": _dated(source)}, {
        "end_date_property_id": nullable(_dated(source)), "properties": _shown(source),
        "show_table": nullable(flag), "table_properties": _shown(source),
        "preference": nullable(preference), "arrows_by": nullable(arrows),
        "color_by": nullable(flag),
    })  # fmt: skip


def _dated(source: DataSource) -> Shape:
    return column(source, *DATES, "formula", "rollup")


def _form(source: DataSource) -> Shape:
    del source
    allowed = word("none", "comment_only", "reader", "read_and_write", "editor")
    return record({"type": word("form")}, {
        "is_form_closed": nullable(flag), "anonymous_submissions": nullable(flag),
        "submission_permissions": nullable(allowed),
    })  # fmt: skip


def _map(source: DataSource) -> Shape:
    return record({"type": word("map")}, {
        "height": HEIGHT, "map_by": nullable(column(source, "place")),
        "properties": _shown(source),
    })  # fmt: skip


def _aggregation(source: DataSource) -> Shape:
    """Most aggregators count a column; ``count`` counts rows."""
    known = record({"aggregator": word(*AGGREGATORS)}, {"property_id": column(source)})

    def fit(value: Any, path: str) -> Any:
        found: Json = known(value, path)
        aggregator = found["aggregator"]
        if "property_id" not in found:
            if aggregator != "count":
                raise missing(f"{path}.property_id")
        elif aggregator in AGGREGATED:
            column(source, *AGGREGATED[aggregator])(found["property_id"], f"{path}.property_id")
        return found

    return fit


def _chart(source: DataSource) -> Shape:
    grouped, counted = nullable(group_by(source)), nullable(_aggregation(source))
    known = record({"type": word("chart"), "chart_type": word(*CHARTS)}, {
        "x_axis": grouped, "y_axis": counted, "value": counted, "stack_by": grouped,
        "x_axis_property_id": nullable(column(source)),
        "y_axis_property_id": nullable(column(source)), **_CHART,
    })  # fmt: skip

    def fit(value: Any, path: str) -> Any:
        found: Json = known(value, path)
        if found["chart_type"] == "number" and found.get("x_axis") is not None:
            raise misfit(f"{path}.x_axis", "not present", found["x_axis"])
        return found

    return fit


CHARTS = ("column", "bar", "line", "donut", "number")
_REFERENCE = record(
    {"value": number, "label": text, "color": word(*LINES), "dash_style": word("solid", "dash")},
    {"id": text},
)
_CHART: Shapes = {
    "sort": nullable(word("manual", "x_ascending", "x_descending", "y_ascending", "y_descending")),
    "color_theme": nullable(word(*THEMES)), "height": HEIGHT,
    "hide_empty_groups": nullable(flag),
    "legend_position": nullable(word("off", "bottom", "side")),
    "show_data_labels": nullable(flag),
    "axis_labels": nullable(word("none", "x_axis", "y_axis", "both")),
    "grid_lines": nullable(word("none", "horizontal", "vertical", "both")),
    "cumulative": nullable(flag), "smooth_line": nullable(flag),
    "hide_line_fill_area": nullable(flag),
    "group_style": nullable(word("normal", "percent", "side_by_side")),
    "y_axis_min": nullable(number), "y_axis_max": nullable(number),
    "donut_labels": nullable(word("none", "value", "name", "name_and_value")),
    "hide_title": nullable(flag), "reference_lines": nullable(listed(_REFERENCE)),
    "caption": nullable(text), "color_by_value": nullable(flag),
}  # fmt: skip
TYPES: Mapping[str, Callable[[DataSource], Shape]] = {
    "table": _table, "board": _board, "list": _list, "calendar": _calendar,
    "timeline": _timeline, "gallery": _gallery, "form": _form, "chart": _chart, "map": _map,
}  # fmt: skip
VIEW_TYPES = (*TYPES, "dashboard")
