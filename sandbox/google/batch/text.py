"""Requests about the text in cells: replace, trim, split, paste from elsewhere."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import StringIO
from typing import Any

from sandbox.google.batch.context import Batch, RefusedError
from sandbox.google.batch.dimensions import check_growth
from sandbox.google.batch.entering import check_length, type_in
from sandbox.google.batch.entering import typed_state as typed_cell
from sandbox.google.batch.paste import Copied, pasted
from sandbox.google.cells.display import Display
from sandbox.google.model import EMPTY, Area, FormulaText, Tab

Json = dict[str, Any]
Replace = Callable[[str], tuple[str, int]]
"""Text → text, and how many times something in it was replaced."""


def find_replace(batch: Batch, request: Json) -> Json:
    """What is left is read as if it had been typed; formulas are searched in their own text."""
    replaced = replacer(request)
    rows: set[tuple[int, int]] = set()
    counts: Counter[str] = Counter()
    for tab, area in searched(batch, request):
        display = Display(batch.spreadsheet, tab)
        for place in sorted(place for place in tab.cells if area.contains(*place)):
            formula = isinstance(tab.cell(*place).entered, FormulaText)
            if formula and not request.get("includeFormulas"):
                continue
            before = (display.source(*place) if formula else display.text(*place)) or ""
            after, times = replaced(before)
            if not times or not before:
                continue
            batch.guard(Area(tab.sheet_id, *place, place[0] + 1, place[1] + 1))
            type_in(batch.spreadsheet, tab, place, after)
            counts["formulasChanged" if formula else "valuesChanged"] += 1
            counts["occurrencesChanged"] += times
            rows.add((tab.sheet_id, place[0]))
    sheets = {sheet_id for sheet_id, _ in rows}
    counts |= Counter(rowsChanged=len(rows), sheetsChanged=len(sheets))
    return {name: count for name, count in counts.items() if count}


def searched(batch: Batch, request: Json) -> list[tuple[Tab, Area]]:
    ways = [way for way in ("range", "sheetId", "allSheets") if request.get(way) is not None]
    if len(ways) != 1:
        raise RefusedError("Exactly one of range, sheetId and allSheets must be specified.")
    if ways == ["range"]:
        return [batch.area(request["range"])]
    if ways == ["sheetId"]:
        tab = batch.tab(request["sheetId"])
        return [(tab, tab.area())]
    return [(tab, tab.area()) for tab in batch.spreadsheet.tabs]


def replacer(request: Json) -> Replace:
    """Regular expressions name their groups `$1`, as Java's do."""
    find, new = request.get("find", ""), request.get("replacement", "")
    if not find:
        raise RefusedError("find must be specified.")
    text = find if request.get("searchByRegex") else re.escape(find)
    if request.get("searchByRegex"):
        new = re.sub(r"\$(\d)", r"\\\1", new)
    else:
        new = new.replace("\\", r"\\")
    if request.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    try:
        pattern = re.compile(text, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error as error:
        raise RefusedError(f"Invalid regular expression: {error}") from error
    return lambda value: pattern.subn(new, value)


def trim_whitespace(batch: Batch, request: Json) -> Json:
    """Text stays text, whatever it starts with."""
    tab, area = batch.writable(request.get("range", {}))
    changed = 0
    for (row, column), state in list(tab.cells.items()):
        if area.contains(row, column) and isinstance(state.entered, str):
            trimmed = " ".join(state.entered.split())
            if trimmed != state.entered:
                tab.enter(row, column, trimmed or None)
                changed += 1
    return {"cellsChangedCount": changed} if changed else {}


DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def text_to_columns(batch: Batch, request: Json) -> Json:
    """Pieces go into the columns to the right, over what stands there."""
    tab, source = batch.area(request.get("source", {}))
    if source.columns != 1:
        raise RefusedError("The source must span exactly one column.")
    display = Display(batch.spreadsheet, tab)
    texts = {row: display.text(row, source.left) for row in range(source.top, source.bottom)}
    delimiter = delimiter_of(request, list(texts.values()))
    pieces = {row: text.split(delimiter) for row, text in texts.items() if delimiter in text}
    width = max(map(len, pieces.values()), default=1)
    batch.guard(Area(tab.sheet_id, source.top, source.left, source.bottom, source.left + width))
    widen(batch, tab, source.left + width)
    for row, parts in pieces.items():
        for across, part in enumerate(parts):
            type_in(batch.spreadsheet, tab, (row, source.left + across), part.strip())
    return {}


def delimiter_of(request: Json, texts: list[str]) -> str:
    kind = request.get("delimiterType")
    if kind in DELIMITERS:
        return DELIMITERS[kind]
    if kind == "CUSTOM":
        if not request.get("delimiter"):
            raise RefusedError("delimiter must be specified if delimiterType is CUSTOM.")
        return str(request["delimiter"])
    if kind == "AUTODETECT":
        tried = [",", ";", "\t", "|", " "]
        return max(tried, key=lambda mark: sum(mark in text for text in texts))
    raise RefusedError("delimiterType must be specified.")


def widen(batch: Batch, tab: Tab, columns: int) -> None:
    if columns > tab.columns:
        check_growth(batch, tab, "COLUMNS", columns - tab.columns)
        tab.columns = columns


def paste_data(batch: Batch, request: Json) -> Json:
    """Foreign text or a table of HTML, read cell by cell as if it had been typed."""
    tab, row, column = batch.coordinate(request.get("coordinate", {}))
    text = request.get("data", "")
    if bool(request.get("html")) is bool(request.get("delimiter")):
        raise RefusedError("Exactly one of delimiter and html must be specified.")
    rows = list(html_rows(text) if request.get("html") else text_rows(text, request["delimiter"]))
    width = max(map(len, rows), default=0)
    if not width:
        return {}
    if row + len(rows) > tab.rows:
        missing = row + len(rows) - tab.rows
        check_growth(batch, tab, "ROWS", missing)
        tab.rows += missing
    widen(batch, tab, column + width)
    batch.guard(Area(tab.sheet_id, row, column, row + len(rows), column + width))
    kind = request.get("type", "PASTE_NORMAL")
    for down, cells in enumerate(rows):
        for across, cell in enumerate(cells):
            paste_one(batch, tab, (row + down, column + across), cell, kind)
    return {}


def paste_one(batch: Batch, tab: Tab, place: tuple[int, int], text: str, kind: str) -> None:
    check_length(text)
    if kind == "PASTE_NORMAL":
        type_in(batch.spreadsheet, tab, place, text)
        return
    state = typed_cell(batch.spreadsheet, EMPTY, text)
    value = None if isinstance(state.entered, FormulaText) else state.entered
    one = Copied(state, value, 0, 0, transposed=False)
    tab.put(*place, pasted(kind, tab.cell(*place), one, place))


def text_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    if len(delimiter) == 1:
        yield from csv.reader(StringIO(text), delimiter=delimiter)
    else:
        yield from (line.split(delimiter) for line in text.splitlines())


class TableReader(HTMLParser):
    """Rows and cells of the tables in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows = self.rows or [[]]
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def html_rows(text: str) -> list[list[str]]:
    reader = TableReader()
    reader.feed(text)
    plain = re.sub(r"<[^>]*>", "", text).strip()
    return [[cell.strip() for cell in row] for row in reader.rows] or [[plain]]


KINDS = {
    "findReplace": find_replace,
    "trimWhitespace": trim_whitespace,
    "textToColumns": text_to_columns,
    "pasteData": paste_data,
}
