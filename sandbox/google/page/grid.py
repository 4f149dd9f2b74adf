"""One tab as the page's script draws it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.google.a1 import resolve
from sandbox.google.cells.display import Display, formatted
from sandbox.google.cells.rendering import general
from sandbox.google.griddata import grid_data
from sandbox.google.hiding import filtered_rows
from sandbox.google.locales import Rules, rules_of
from sandbox.google.masks import parse_mask
from sandbox.google.model import Area, Caller, Spreadsheet, Tab, is_formula
from sandbox.google.page.charts import charts_of
from sandbox.google.page.looks import Edges, color_of, css_of, edges_of
from sandbox.google.widths import DEFAULT_HEIGHT, DEFAULT_WIDTH, text_width

Json = dict[str, Any]
Place = tuple[int, int]
SPARE_ROWS, SPARE_COLUMNS = 8, 2
"""Empty or merely prepared rows, and empty columns, drawn beyond the last filled one."""
FEWEST_ROWS, FEWEST_COLUMNS = 24, 8
MOST_ROWS, MOST_COLUMNS = 1000, 80
WANTED = parse_mask(
    "rowData.values(formattedValue,userEnteredValue,effectiveValue,effectiveFormat,note,"
    "dataValidation)"
)
ROOMY = 1.15
"""Texts may be drawn somewhat longer than they are estimated."""
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
        "tab": drawn.frame() | {"more": window.bottom < min(tab.rows, MOST_ROWS)},
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
        self.rules = rules_of(spreadsheet.locale)
        self.grid = tab.properties.get("gridProperties", {})
        self.spans = {(area.top, area.left): area for area in map(tab.clip, tab.merges)}
        self.styles: dict[str, int] = {}
        self.lists: dict[str, list[str]] = {}

    def frame(self) -> Json:
        gone = filtered_rows(self.spreadsheet, self.tab)
        grid = self.grid
        return {
            "id": self.tab.sheet_id,
            "rows": [self._row(row, gone) for row in range(self.window.bottom)],
            "columns": [self._column(column) for column in range(self.window.right)],
            "frozen": {"rows": grid.get("frozenRowCount", 0),
                       "columns": grid.get("frozenColumnCount", 0)},
            "plain": bool(grid.get("hideGridlines")),
            "charts": charts_of(
                self.spreadsheet, self.tab,
                lambda tab, row, column: formatted(self.spreadsheet, tab, row, column),
            ),
        }  # fmt: skip

    def cells(self) -> Json:
        """Row and column → what stands there and how it looks."""
        answer = grid_data(self.spreadsheet, self.tab, self.window, WANTED, self.caller)
        given = {
            (row, column): cell
            for row, line in enumerate(answer.get("rowData", []))
            for column, cell in enumerate(line.get("values", []))
        }
        edges = edges_of({at: cell.get("effectiveFormat", {}) for at, cell in given.items()})
        drawn = {
            at: self._cell(at, given.get(at, {}), edges)
            for at in given.keys() | edges.keys() | self.spans.keys()
        }
        for at, cell in drawn.items():
            if free := self._flows(at, given.get(at, {}), drawn):
                cell["flow"] = free
        return {f"{row},{column}": cell for (row, column), cell in drawn.items() if cell}

    def _cell(self, at: Place, cell: Json, edges: dict[Place, Edges]) -> Json:
        drawn: Json = {}
        if text := cell.get("formattedValue", ""):
            drawn["text"] = text
        if (entered := _entered(cell, text, self.rules)) != text:
            drawn["entered"] = entered
        span = self.spans.get(at)
        around = edges.get(at, {}) if span is None else _around(span, edges)
        if style := css_of(cell.get("effectiveFormat", {}), around):
            drawn["style"] = self.styles.setdefault(style, len(self.styles))
        if note := cell.get("note"):
            drawn["note"] = note
        condition = cell.get("dataValidation", {}).get("condition", {})
        if condition.get("type") in LISTS:
            drawn["list"] = self._list(condition)
        if span is not None:
            drawn["span"] = [span.rows, span.columns]
        return drawn

    def _flows(self, at: Place, cell: Json, drawn: dict[Place, Json]) -> int:
        """Over how many empty cells to its right a long text runs on."""
        look, text = cell.get("effectiveFormat", {}), cell.get("formattedValue", "")
        plain = look.get("wrapStrategy") == "OVERFLOW_CELL" and "\n" not in text
        if not plain or look.get("horizontalAlignment") != "LEFT" or at in self.spans:
            return 0
        (row, column), letters = at, look.get("textFormat", {})
        size, bold = letters.get("fontSize", 10), bool(letters.get("bold"))
        lacking = text_width(text, size, bold=bold) * ROOMY
        frozen = self.grid.get("frozenColumnCount", 0)
        last = frozen if column < frozen else self.window.right
        free = 0
        while lacking > self._column(column + free)["width"]:
            lacking -= self._column(column + free)["width"]
            following = (row, column + free + 1)
            if following[1] >= last or drawn.get(following, {}).keys() & {"text", "span", "list"}:
                break
            free += 1
        return free

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


def _around(span: Area, edges: dict[Place, Edges]) -> Edges:
    """The borders of merged cells are those of the cells at their ends."""
    right = edges.get((span.top, span.right - 1), {}).get("right")
    bottom = edges.get((span.bottom - 1, span.left), {}).get("bottom")
    found = {"right": right, "bottom": bottom}
    return {side: border for side, border in found.items() if border is not None}


def _entered(cell: Json, text: str, rules: Rules) -> str:
    """What the entry line shows: a formula as it is, a number with all its digits, else the text
    as it is shown."""
    entered = cell.get("userEnteredValue", {})
    if "formulaValue" in entered:
        return str(entered["formulaValue"])
    if "numberValue" not in entered:
        return text if entered else ""
    shape = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "NUMBER")
    if shape == "PERCENT":
        return general(float(entered["numberValue"]) * 100, rules) + "%"
    plain = shape in {"NUMBER", "CURRENCY", "NUMBER_FORMAT_TYPE_UNSPECIFIED"}
    return general(float(entered["numberValue"]), rules) if plain else text


def _texts_in(spreadsheet: Spreadsheet, spelled: str) -> Iterator[str]:
    """The filled cells of a range such as ``=_lists!$A$2:$A$1000``."""
    title, mark, place = spelled.lstrip("=").rpartition("!")
    area = resolve(spreadsheet, title + mark + place.replace("$", ""))
    tab = spreadsheet.tab(area.sheet_id)
    if tab is None:
        return
    shown = Display(spreadsheet, tab)
    filled = sorted(place for place in tab.cells if area.contains(*place))
    yield from filter(None, (shown.text(*place) for place in filled))
