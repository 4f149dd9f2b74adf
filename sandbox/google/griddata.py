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
from sandbox.google.model import EMPTY, Area, Caller, Spreadsheet, Tab
from sandbox.google.widths import DEFAULT_HEIGHT, DEFAULT_WIDTH

Json = dict[str, Any]
Place = tuple[int, int]
Member = Callable[[int, int], Any]
"""Row and column → the member's JSON, or nothing."""

LINK = re.compile(r'=HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
EXTRAS = ("textFormatRuns", "chipRuns")


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
    looks = Looks(spreadsheet, tab, window, display) if mask.get("effectiveFormat") else None
    members = list(readers(tab, mask, display, looks))
    extra = looks.places() if looks else set()
    by_row: dict[int, dict[int, Json]] = {}
    for row, column in within(display.places() | extra, window):
        cell = {name: found for name, read in members if (found := read(row, column)) is not None}
        if cell:
            by_row.setdefault(row, {})[column] = cell
    return [
        row_of(by_row.get(row, {}), window)
        for row in range(window.top, max(by_row, default=-1) + 1)
    ]


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


def readers(
    tab: Tab, mask: Mask, display: Display, looks: Looks | None
) -> Iterator[tuple[str, Member]]:
    """The wanted members of CellData, each with how it is read."""
    cells = tab.cells
    plainly: dict[str, Member] = {
        "userEnteredValue": display.entered,
        "effectiveValue": display.effective,
        "formattedValue": lambda row, column: display.text(row, column) or None,
        "userEnteredFormat": lambda row, column: cells.get((row, column), EMPTY).format or None,
        "note": lambda row, column: cells.get((row, column), EMPTY).note or None,
        "dataValidation": lambda row, column: cells.get((row, column), EMPTY).validation,
        "hyperlink": lambda row, column: link(tab, row, column),
    }
    if looks is not None:
        plainly["effectiveFormat"] = looks.of
    for name in EXTRAS:
        plainly[name] = extra_reader(tab, name)
    for name, read in plainly.items():
        wanted = mask.get(name)
        if wanted is not None:
            yield name, read if wanted.whole else pruned(read, wanted)


def extra_reader(tab: Tab, name: str) -> Member:
    return lambda row, column: tab.cells.get((row, column), EMPTY).extras.get(name)


def pruned(read: Member, wanted: Mask) -> Member:
    """Part of a member; formats are shared between cells, so each is cut once."""
    known: dict[int, tuple[Any, Any]] = {}

    def read_part(row: int, column: int) -> Any:
        whole = read(row, column)
        if whole is None or not isinstance(whole, dict):
            return whole
        if id(whole) not in known:
            known[id(whole)] = whole, prune(whole, wanted) or None
        return known[id(whole)][1]

    return read_part


def link(tab: Tab, row: int, column: int) -> str | None:
    """Where the cell as a whole leads."""
    state = tab.cells.get((row, column), EMPTY)
    if uri := state.format.get("textFormat", {}).get("link", {}).get("uri"):
        return str(uri)
    formula = getattr(state.entered, "text", "")
    found = LINK.match(formula) if formula else None
    if found:
        return found[1].replace('""', '"')
    links = [
        run.get("format", {}).get("link", {}) for run in state.extras.get("textFormatRuns", ())
    ]
    return links[0].get("uri") if len(links) == 1 else None


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
