"""What reading the layout of a document finds: tabs, columns and rows that are not as expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sync.core.grid import Sheet, letters_of
from sync.core.schema import LAST_DATA_ROW, SCHEMA_VERSION, TABS
from sync.core.tabs import MAIN_TABS, Found, Header
from sync.core.vocabulary import Language, Problem, Row


def tab_problems(found: Found, sheets: Sequence[Sheet], language: Language) -> Iterator[Problem]:
    """Tabs that are missing, without titles, or there twice. ``_okr`` is made anew silently."""
    for tab in TABS.values():
        if not tab.columns or tab.key == "_okr":
            continue
        place = found.places.get(tab.key)
        needed = tab.key in MAIN_TABS
        if place is None:
            code = "tab-missing" if needed else "tab-optional-missing"
            yield Problem(code, tab.key, details={"title": tab.title.of(language)})
        elif place.header is None:
            code = "header-missing" if needed else "header-optional-missing"
            titles = ", ".join(column.title.of(language) for column in tab.columns[:3])
            details = {"title": sheets[place.sheet].title, "columns": titles}
            yield Problem(code, tab.key, details=details)
    for key, title in found.doubled:
        kept = sheets[found.places[key].sheet].title
        yield Problem("tab-duplicate", key, found=title, details={"title": kept})


def column_problems(header: Header, sheet: Sheet, language: Language) -> Iterator[Problem]:
    """Columns, or settings, that are missing or there twice."""
    kind = "setting" if header.sideways else "column"
    for column in header.tab.columns:
        if column.key not in header.places and header.tab.key != "_okr":
            code = f"{kind}-missing" if column.required else f"{kind}-optional-missing"
            details = {"title": column.title.of(language), "tab": sheet.title}
            yield Problem(code, header.tab.key, column=column.key, details=details)
    for key, title in header.doubled:
        number = header.places[key]
        where = str(number) if header.sideways else letters_of(number)
        details = {"tab": sheet.title, "place": where}
        yield Problem(f"{kind}-duplicate", header.tab.key, "", key, title, details)


def merge_problem(header: Header, merged: Mapping[int, set[int]]) -> Iterator[Problem]:
    """One finding a tab, naming the first hidden cell."""
    if merged:
        row = min(merged)
        cell = f"{letters_of(min(merged[row]))}{row}"
        yield Problem("cells-merged", header.tab.key, found=cell)


def row_problems(
    header: Header, sheet: Sheet, rows: Sequence[Row], totals: Sequence[Row]
) -> Iterator[Problem]:
    """Rows that sum up, and rows below those that the formulas look at."""
    key = header.tab.key
    for row in totals:
        text = str(row.value("title") or row.value("id"))
        yield Problem("row-total", key, found=text, details={"row": row.number})
    beyond = [row.number for row in rows if row.number > LAST_DATA_ROW]
    if beyond:
        numbers = {"row": beyond[0], "last": LAST_DATA_ROW}
        yield Problem("rows-beyond", key, details={"tab": sheet.title, **numbers})
    if sheet.cut:
        yield Problem("tab-too-long", key, details={"tab": sheet.title, "last": len(sheet.rows)})


def version_problem(sheet: Sheet, where: tuple[int, int] | None) -> Iterator[Problem]:
    """The document comes from a later template than this program knows."""
    version = sheet.cell(*where).value if where else None
    if isinstance(version, Decimal) and version > SCHEMA_VERSION:
        yield Problem("schema-newer", found=f"{version:f}", details={"known": SCHEMA_VERSION})
