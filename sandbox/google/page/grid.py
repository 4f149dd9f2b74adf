"""One tab as the page's script draws it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.google.a1 import resolve
from sandbox.google.cells.display import formatted
from sandbox.google.griddata import grid_data
from sandbox.google.hiding import filtered_rows
from sandbox.google.masks import parse_mask
from sandbox.google.model import Area, Caller, Spreadsheet, Tab, is_formula
from sandbox.google.page.charts import charts_of
from sandbox.google.page.looks import color_of, css_of
from sandbox.google.widths import DEFAULT_HEIGHT, DEFAULT_WIDTH

Json = dict[str, Any]
SPARE_ROWS, SPARE_COLUMNS = 8, 2
"""Empty or merely prepared rows, and empty columns, drawn beyond the last filled one."""
FEWEST_ROWS, FEWEST_COLUMNS = 24, 8
MOST_ROWS, MOST_COLUMNS = 1000, 80
WANTED = parse_mask(
    "rowData.values(formattedValue,userEnteredValue,effectiveFormat,note,dataValidation)"
)
LISTS = {"ONE_OF_LIST", "ONE_OF_RANGE"}


def grid_of(spreadsheet: Spreadsheet, tab: Tab, caller: Caller, more: int = 0) -> Json:
    """Everything the page shows of one tab, with so many rows more than are in use, and the list
    of tabs."""
    window = _window(tab, more)
    drawn = _Drawn(spreadsheet, tab, caller, window)
    return {
        "title": spreadsheet.properties.get("title", ""),
        "version": spreadsheet.revision,
        "tabs": [_named(one) for one in spreadsheet.tabs],
        "tab": drawn.frame() | {"more": window.bottom < tab.rows},
        "cells": drawn.cells(),
        "styles": list(drawn.styles),
        "lists": list(drawn.lists.values()),
    }


def _named(tab: Tab) -> Json:
    return {
        "id": tab.sheet_id,
        "title": tab.title,
        "hidden": bool(tab.properties.get("hidden")),
        "color": color_of(tab.properties, "tabColor"),
    }


def _window(tab: Tab, more: int) -> Area:
    """Rows that are only prepared (an id in the first column, formulas) are not in use."""
    typed = [place for place, cell in tab.cells.items()
             if cell.note or not (cell.entered is None or is_formula(cell.entered))]  # fmt: skip
    rows = max((row for row, column in typed if column), default=0) + 1 + SPARE_ROWS + more
    columns = max((column for _, column in typed), default=0) + 1 + SPARE_COLUMNS
    bottom = min(tab.rows, MOST_ROWS, max(rows, FEWEST_ROWS))
    right = min(tab.columns, MOST_COLUMNS, max(columns, FEWEST_COLUMNS))
    return Area(tab.sheet_id, 0, 0, bottom, right)


class _Drawn:
    """One drawing of a tab; collects the styles and the lists met."""

    def __init__(self, spreadsheet: Spreadsheet, tab: Tab, caller: Caller, window: Area) -> None:
        self.spreadsheet, self.tab, self.caller, self.window = spreadsheet, tab, caller, window
        self.styles: dict[str, int] = {}
        self.lists: dict[str, list[str]] = {}

    def frame(self) -> Json:
        tab, grid = self.tab, self.tab.properties.get("gridProperties", {})
        gone = filtered_rows(self.spreadsheet, tab)
        rows = [self._row(row, gone) for row in range(self.window.bottom)]
        columns = [self._column(column) for column in range(self.window.right)]
        frozen = {
            "rows": grid.get("frozenRowCount", 0),
            "columns": grid.get("frozenColumnCount", 0),
        }

        def corner(row: int, column: int) -> tuple[int, int]:
            across = sum(c["width"] for c in columns[:column] if not c["hidden"])
            return across, sum(r["height"] for r in rows[:row] if not r["hidden"])

        def text(of: Tab, row: int, column: int) -> str:
            return formatted(self.spreadsheet, of, row, column)

        return {
            "id": tab.sheet_id, "rows": rows, "columns": columns, "frozen": frozen,
            "plain": bool(grid.get("hideGridlines")),
            "charts": charts_of(self.spreadsheet, tab, corner, text),
        }  # fmt: skip

    def cells(self) -> Json:
        answer = grid_data(self.spreadsheet, self.tab, self.window, WANTED, self.caller)
        spans = {(area.top, area.left): [area.rows, area.columns] for area in self._merges()}
        found = {}
        for row, line in enumerate(answer.get("rowData", [])):
            for column, cell in enumerate(line.get("values", [])):
                if drawn := self._cell(cell, spans.get((row, column))):
                    found[f"{row},{column}"] = drawn
        return found

    def _merges(self) -> Iterator[Area]:
        return (self.tab.clip(merge) for merge in self.tab.merges)

    def _cell(self, cell: Json, span: list[int] | None) -> Json:
        text = cell.get("formattedValue", "")
        drawn: Json = {"text": text, "entered": _entered(cell, text)}
        if style := css_of(cell.get("effectiveFormat", {})):
            drawn["style"] = self.styles.setdefault(style, len(self.styles))
        if note := cell.get("note"):
            drawn["note"] = note
        condition = cell.get("dataValidation", {}).get("condition", {})
        if condition.get("type") in LISTS:
            drawn["list"] = self._list(condition)
        if span:
            drawn["span"] = span
        return drawn if text or len(drawn) > 2 else {}

    def _list(self, condition: Json) -> int:
        """The number of the list that a cell offers."""
        values = [value.get("userEnteredValue", "") for value in condition.get("values", [])]
        key = "\n".join(values)
        if key not in self.lists:
            whole = condition["type"] == "ONE_OF_LIST"
            self.lists[key] = values if whole else list(_texts_in(self.spreadsheet, key))
        return list(self.lists).index(key)

    def _row(self, row: int, gone: set[int]) -> Json:
        found = self.tab.row_properties.get(row, {})
        hidden = bool(found.get("hiddenByUser")) or row in gone
        return {"height": found.get("pixelSize", DEFAULT_HEIGHT), "hidden": hidden}

    def _column(self, column: int) -> Json:
        found = self.tab.column_properties.get(column, {})
        groups = (group.get("range", {}) for group in self.tab.column_groups)
        grouped = any(g.get("startIndex", 0) <= column < g.get("endIndex", 0) for g in groups)
        width = found.get("pixelSize", DEFAULT_WIDTH)
        return {"width": width, "hidden": bool(found.get("hiddenByUser")), "grouped": grouped}


def _entered(cell: Json, text: str) -> str:
    """What the entry line shows: a formula as it is, else the text as it is shown."""
    entered = cell.get("userEnteredValue", {})
    return str(entered.get("formulaValue") or (text if entered else ""))


def _texts_in(spreadsheet: Spreadsheet, spelled: str) -> Iterator[str]:
    """The filled cells of a range such as ``=_lists!$A$2:$A$1000``."""
    title, mark, place = spelled.lstrip("=").rpartition("!")
    area = resolve(spreadsheet, title + mark + place.replace("$", ""))
    tab = spreadsheet.tab(area.sheet_id)
    if tab is None:
        return
    filled = sorted(place for place in tab.cells if area.contains(*place))
    yield from filter(None, (formatted(spreadsheet, tab, *place) for place in filled))
