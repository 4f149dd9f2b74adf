"""GridData: the cells of a window with exactly the members that a mask wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.google import metadata
from sandbox.google.cells.display import Display
from sandbox.google.hiding import filtered_rows
from sandbox.google.looks import Looks
from sandbox.google.masks import Mask, prune
from sandbox.google.model import EMPTY, Area, Caller, CellState, FormulaText, Spreadsheet, Tab
from sandbox.google.widths import DEFAULT_HEIGHT, DEFAULT_WIDTH

Json = dict[str, Any]
Place = tuple[int, int]
ReadPlace = Callable[[int, int], Any]
"""Row and column → a member's JSON, or nothing."""
ReadState = Callable[[CellState], Any]

LINK = re.compile(r'=HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)


def grid_data(spreadsheet: Spreadsheet, tab: Tab, window: Area, mask: Mask, caller: Caller) -> Json:
    """One GridData; rows and cells end with the last one that has something wanted."""
    answer: Json = {}
    if window.top and mask.get("startRow"):
        answer["startRow"] = window.top
    if window.left and mask.get("startColumn"):
        answer["startColumn"] = window.left
    values = (mask.get("rowData") or Mask()).get("values")
    if values is not None:
        rows = row_data(spreadsheet, tab, window, values)
        if rows:
            answer["rowData"] = rows
    if (wanted := mask.get("rowMetadata")) is not None:
        span = range(window.top, window.bottom)
        answer["rowMetadata"] = dimension_data(spreadsheet, tab, span, wanted, (caller, "ROWS"))
    if (wanted := mask.get("columnMetadata")) is not None:
        span = range(window.left, window.right)
        answer["columnMetadata"] = dimension_data(
            spreadsheet, tab, span, wanted, (caller, "COLUMNS")
        )
    return answer


def row_data(spreadsheet: Spreadsheet, tab: Tab, window: Area, mask: Mask) -> list[Json]:
    """One entry a row, empty where nothing wanted stands in it."""
    display = Display(spreadsheet, tab)
    coloured = asks_for_looks(mask.get("effectiveFormat"))
    looks = Looks(spreadsheet, tab, window, display) if coloured else None
    shown = list(readers_of_places(mask, display, looks))
    kept = list(readers_of_states(mask))
    cells, extra = tab.cells, looks.places() if looks else set()
    by_row: dict[int, dict[int, Json]] = {}
    for place in within(display.places() | extra, window):
        state = cells.get(place, EMPTY)
        cell = {name: found for name, read in shown if (found := read(*place)) is not None}
        for name, read_state in kept:
            if (part := read_state(state)) is not None:
                cell[name] = part
        if cell:
            by_row.setdefault(place[0], {})[place[1]] = cell
    return [
        row_of(by_row.get(row, {}), window)
        for row in range(window.top, max(by_row, default=-1) + 1)
    ]


def asks_for_looks(mask: Mask | None) -> bool:
    """Whether more of the effective format is wanted than the number format, which neither bands
    nor rules change: working those out takes most of the time."""
    return mask is not None and (mask.whole or set(mask.members) != {"numberFormat"})


def within(places: set[Place], window: Area) -> Iterator[Place]:
    """The shorter of two ways: through the window, or through what there is."""
    if window.rows * window.columns < len(places):
        for row in range(window.top, window.bottom):
            for column in range(window.left, window.right):
                if (row, column) in places:
                    yield row, column
        return
    yield from (place for place in places if window.contains(*place))


def row_of(cells: dict[int, Json], window: Area) -> Json:
    if not cells:
        return {}
    return {"values": [cells.get(at, {}) for at in range(window.left, max(cells) + 1)]}


def readers_of_places(
    mask: Mask, display: Display, looks: Looks | None
) -> Iterator[tuple[str, ReadPlace]]:
    """The wanted members of CellData that have to be worked out."""
    found: dict[str, ReadPlace] = {
        "userEnteredValue": display.entered,
        "effectiveValue": display.effective,
        "formattedValue": lambda row, column: display.text(row, column) or None,
    }

    def numbers(row: int, column: int) -> Json | None:
        known = display.value(row, column) is not None
        found = display.number_format(row, column) if known else display.own_numbers(row, column)
        return {"numberFormat": found} if found else None

    found["effectiveFormat"] = looks.of if looks is not None else numbers
    for name, read in found.items():
        if (wanted := mask.get(name)) is not None:
            yield name, read if wanted.whole else part_of_place(read, wanted)


def readers_of_states(mask: Mask) -> Iterator[tuple[str, ReadState]]:
    """Those that are given as they are kept."""
    found: dict[str, ReadState] = {
        "userEnteredFormat": lambda state: state.format or None,
        "note": lambda state: state.note or None,
        "dataValidation": lambda state: state.validation,
        "hyperlink": link,
        "textFormatRuns": lambda state: state.extras.get("textFormatRuns"),
        "chipRuns": lambda state: state.extras.get("chipRuns"),
    }
    for name, read in found.items():
        if (wanted := mask.get(name)) is not None:
            yield name, read if wanted.whole else part_of_state(read, wanted)


def part_of_place(read: ReadPlace, wanted: Mask) -> ReadPlace:
    cut = cutter(wanted)
    return lambda row, column: cut(read(row, column))


def part_of_state(read: ReadState, wanted: Mask) -> ReadState:
    cut = cutter(wanted)
    return lambda state: cut(read(state))


def cutter(wanted: Mask) -> Callable[[Any], Any]:
    """Cuts the wanted part out; formats are shared between cells, so each is cut once."""
    known: dict[int, tuple[Any, Any]] = {}

    def cut(whole: Any) -> Any:
        if whole is None or id(whole) not in known:
            known[id(whole)] = whole, None if whole is None else prune(whole, wanted) or None
        return known[id(whole)][1]

    return cut


def link(state: CellState) -> str | None:
    """Where the cell as a whole leads."""
    if state.format and (uri := state.format.get("textFormat", {}).get("link", {}).get("uri")):
        return str(uri)
    if isinstance(state.entered, FormulaText):
        found = LINK.match(state.entered.text)
        return found[1].replace('""', '"') if found else None
    runs = state.extras.get("textFormatRuns", ()) if state.extras else ()
    links = [run["format"]["link"]["uri"] for run in runs if "link" in run.get("format", {})]
    return str(links[0]) if len(links) == 1 else None


def dimension_data(
    spreadsheet: Spreadsheet, tab: Tab, span: range, mask: Mask, who: tuple[Caller, str]
) -> list[Json]:
    """DimensionProperties of every row or column of the window."""
    caller, axis = who
    rows = axis == "ROWS"
    properties = tab.row_properties if rows else tab.column_properties
    usual = {"pixelSize": DEFAULT_HEIGHT if rows else DEFAULT_WIDTH}
    hidden = filtered_rows(spreadsheet, tab) if rows and mask.get("hiddenByFilter") else set()
    entries: dict[int, list[Json]] = {}
    if mask.get("developerMetadata"):
        for one in tab.developer_metadata:
            if one.axis == axis and metadata.visible(one, caller):
                found = metadata.as_json(metadata.Entry(one, tab))
                entries.setdefault(one.index, []).append(found)
    plain = prune(usual, mask)
    special = properties.keys() | hidden | entries.keys()
    return [
        prune(
            usual
            | properties.get(at, {})
            | ({"hiddenByFilter": True} if at in hidden else {})
            | ({"developerMetadata": entries[at]} if at in entries else {}),
            mask,
        )
        if at in special
        else plain
        for at in span
    ]
