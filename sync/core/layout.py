"""From grids of cells to a snapshot: the same for every document that is made of grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sync.core.grid import NO_VALUE, Sheet, clean, letters_of
from sync.core.layout_problems import (
    column_problems,
    merge_problem,
    row_problems,
    tab_problems,
    version_problem,
)
from sync.core.schema import (
    ID_TABS,
    SERVICE_TABS,
    TABS,
    Tab,
    Writer,
    find_tab,
    fold_title,
    title_language,
)
from sync.core.tabs import Found, Header, column_key, find_tabs
from sync.core.vocabulary import EMPTY, Cell, CellValue, Language, Problem, Row, Snapshot, Table

TOTALS = frozenset((
    "итого", "всего", "итог", "сумма", "среднее", "в среднем", "в сумме",
    "total", "totals", "grand total", "sum", "average",
))  # fmt: skip
"""Texts that make a row a sum of the others."""
MERGES = 500
"""Merged areas looked at in one tab; their followers are empty in a sound file anyway."""


def read_sheets(sheets: Sequence[Sheet]) -> Snapshot:
    """A document as read once. Tabs that are not there, or whose titles are gone, are absent."""
    found = find_tabs(sheets)
    language = _language(found, sheets)
    problems = list(tab_problems(found, sheets, language))
    tables = {}
    for key, place in found.places.items():
        if place.header is not None:
            tables[key], findings = _read_tab(place.header, sheets[place.sheet], language)
            problems += findings
    return Snapshot(_document_id(found, sheets), language, tables, tuple(problems))


def marker(sheet: Sheet, line: int, label: str) -> tuple[int, int] | None:
    """Row and column of what stands right of ``label`` at the head of ``_okr``."""
    for row in range(1, line + 1):
        for column in range(1, len(sheet.rows[row - 1]) + 1):
            if sheet.cell(row, column).value == label:
                return row, column + 1
    return None


def _document_id(found: Found, sheets: Sequence[Sheet]) -> str:
    place = found.places.get("_okr")
    if place is None or place.header is None:
        return ""
    sheet = sheets[place.sheet]
    where = marker(sheet, place.header.line, "document")
    value = sheet.cell(*where).value if where else None
    return (clean(str(value)) or "") if isinstance(value, str | Decimal) else ""


def _read_tab(header: Header, sheet: Sheet, language: Language) -> tuple[Table, list[Problem]]:
    merged = _followers(header, sheet)
    problems = [*column_problems(header, sheet, language), *merge_problem(header, merged)]
    if header.tab.key == "_okr":
        problems += version_problem(sheet, marker(sheet, header.line, "schema"))
    rows = [_setting_row(header, sheet)] if header.sideways else list(_rows(header, sheet, merged))
    if header.tab.key not in SERVICE_TABS and not header.sideways:
        totals = [row for row in rows if header.tab.key in ID_TABS and is_total(row)]
        problems += row_problems(header, sheet, rows, totals)
        summed = {row.number for row in totals}
        rows = [row for row in rows if row.number not in summed]
    places = header.places.items()
    letters = {k: str(n) if header.sideways else letters_of(n) for k, n in places}
    return Table(header.tab.key, sheet.title, header.titles, tuple(rows), letters), problems


def is_total(row: Row) -> bool:
    """Whether people sum up the other rows here."""
    texts = (row.value("id"), row.value("title"))
    return any(isinstance(t, str) and fold_title(t).rstrip(" :") in TOTALS for t in texts)


def _setting_row(header: Header, sheet: Sheet) -> Row:
    cells = ((key, _tidy(sheet.cell(n, header.line + 1), header.tab.column(key).writer))
             for key, n in header.places.items())  # fmt: skip
    return Row(1, {key: cell for key, cell in cells if cell is not EMPTY})


def _rows(header: Header, sheet: Sheet, merged: Mapping[int, set[int]]) -> Iterator[Row]:
    """The rows below the header that hold anything; in ``_lists``, whose columns are lists of
    their own, blank ones too."""
    ours = header.tab.key in SERVICE_TABS
    columns = [(key, n, Writer.SERVICE if ours else header.tab.column(key).writer)
               for key, n in header.places.items()]  # fmt: skip
    for number, line in enumerate(sheet.rows[header.line :], header.line + 1):
        gone = merged.get(number, ())
        found = ((key, _tidy(line[n - 1], writer, raw=ours))
                 for key, n, writer in columns if n <= len(line) and n not in gone)  # fmt: skip
        row = Row(number, {key: cell for key, cell in found if cell is not EMPTY})
        if header.tab.key == "_lists" or (_holds(row, header.tab) and not _titles(row, header.tab)):
            yield row


def _tidy(cell: Cell, writer: Writer, *, raw: bool = False) -> Cell:
    """A cell as people mean it. A formula of the template without a result yet is blank."""
    value: CellValue = cell.value
    if isinstance(value, str) and not raw:
        value = clean(value)
    elif writer is Writer.FORMULA and value == NO_VALUE:
        value = None
    if value is None and cell.formula is None:
        return EMPTY
    return cell if value is cell.value else Cell(value, cell.percent, cell.formula)


def _holds(row: Row, tab: Tab) -> bool:
    """Whether a row counts: by what people wrote or by its id, never by formulas alone."""
    writers = {column.key: column.writer for column in tab.columns}
    return any(cell.value is not None and writers[key] is not Writer.FORMULA
               for key, cell in row.cells.items())  # fmt: skip


def _titles(row: Row, tab: Tab) -> bool:
    """Whether the row is the header once more, as printed lists have it."""
    texts = [(key, cell.value) for key, cell in row.cells.items() if cell.value is not None]
    if not texts or column_key(tab, texts[0][1]) != texts[0][0]:
        return False
    same = sum(column_key(tab, text) == key for key, text in texts)
    return same >= 3 and 2 * same > len(texts)


def _followers(header: Header, sheet: Sheet) -> dict[int, set[int]]:
    """Row → columns of ours that a merge hides behind its first cell."""
    ours = set(header.places.values())
    hidden: dict[int, set[int]] = {}
    if header.sideways:
        return hidden
    for area in sheet.merges[:MERGES]:
        columns = {column for column in ours if area.left <= column <= area.right}
        rows = range(max(area.top, header.line + 1), min(area.bottom, len(sheet.rows)) + 1)
        for row in rows if columns else ():
            first = {area.left} if row == area.top else set()
            if columns - first:
                hidden.setdefault(row, set()).update(columns - first)
    return hidden


def _language(found: Found, sheets: Sequence[Sheet]) -> Language:
    votes = list(_votes(found, sheets))
    return "ru" if votes.count("ru") > votes.count("en") else "en"


def _votes(found: Found, sheets: Sequence[Sheet]) -> Iterable[Language | None]:
    for key, place in found.places.items():
        tab, title = TABS[key], sheets[place.sheet].title
        if find_tab(title) is tab:
            yield title_language(tab, title)
        for name, text in place.header.titles.items() if place.header else ():
            yield title_language(tab.column(name), text.rstrip(" :*"))
