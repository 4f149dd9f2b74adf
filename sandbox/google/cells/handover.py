"""Formulas as the calculator takes them: what Google knows and IronCalc does not, said otherwise.

* Tabs go by invented names, because Google allows titles that no workbook format does.
* Open ends stop at the tab's grid (`A2:A` is unknown to IronCalc, whole columns are slow).
* Named ranges are put in by their cells; `ARRAYFORMULA(…)` is dropped, arrays spread by themselves.
* TODAY and NOW are the serials of the sandbox's clock in the spreadsheet's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.google.cells.formula import DEAD, End, Reference, tokens
from sandbox.google.cells.serials import serial
from sandbox.google.model import Area, Spreadsheet

CLOCK = ("TODAY", "NOW")
SPECIAL = (*CLOCK, "ARRAYFORMULA")


@dataclass(frozen=True)
class Layout:
    """What formulas of the whole file depend on besides cells."""

    tabs: Mapping[str, Area]
    """Casefolded titles to the tabs' grids."""
    names: Mapping[str, Area]
    """Casefolded names of named ranges to their cells."""
    known: dict[tuple[str, int], str] = field(default_factory=dict, compare=False)
    """References already said otherwise, by their text and the tab they stand on."""


def layout_of(spreadsheet: Spreadsheet) -> Layout:
    """The layout at this moment; it is compared, never changed."""
    tabs = {tab.title.casefold(): tab.area() for tab in spreadsheet.tabs}
    names = {}
    for named in spreadsheet.named_ranges:
        tab = spreadsheet.tab(named["range"].get("sheetId", 0))
        if tab is not None:
            names[named["name"].casefold()] = tab.clip(named["range"])
    return Layout(tabs, names)


def local_time(spreadsheet: Spreadsheet) -> datetime:
    """The sandbox's clock in the spreadsheet's time zone; an unknown zone counts as UTC."""
    try:
        zone = ZoneInfo(spreadsheet.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return spreadsheet.now().astimezone(zone)


def asks_clock(formula: str) -> bool:
    """True if the result changes by itself."""
    upper = formula.upper()
    return any(name in upper for name in CLOCK) and any(
        token.kind == "function" and token.text.upper() in CLOCK for token in tokens(formula)
    )


def handed_over(formula: str, own: Area, layout: Layout, now: datetime) -> str:
    """The formula for IronCalc; `own` is the grid of its tab."""
    parts: list[str] = []
    pieces = iter(tokens(formula))
    worded = (piece for piece in pieces if not piece.text.isspace())
    for token in pieces:
        if token.reference is not None:
            key = (token.text, own.sheet_id)
            if (said := layout.known.get(key)) is None:
                said = layout.known[key] = _reference(token.reference, own, layout)
            parts.append(said)
        elif token.kind == "function" and token.text.upper() in SPECIAL:
            if token.text.upper() == "ARRAYFORMULA":
                continue
            closing = [next(worded, None), next(worded, None)]
            plain = [piece.kind for piece in closing if piece] == ["open", "close"]
            parts.append(_clock(token.text.upper(), now) if plain else DEAD)
        elif token.kind == "name":
            parts.append(_name(token.text, layout))
        else:
            parts.append(token.text)
    return "".join(parts)


def tab_name(sheet_id: int) -> str:
    """What a tab is called inside the calculator."""
    return f"tab.{sheet_id}"


def _clock(function: str, now: datetime) -> str:
    value = serial(now.replace(tzinfo=None))
    return str(int(value)) if function == "TODAY" else repr(value)


def _name(text: str, layout: Layout) -> str:
    area = layout.names.get(text.rpartition("!")[2].casefold())
    if area is None:
        return text
    corners = (
        End(area.top, area.left, True, True),
        End(area.bottom - 1, area.right - 1, True, True),
    )
    single = area.rows == area.columns == 1
    return _prefix(area) + str(Reference(None, corners[0], None if single else corners[1]))


def _reference(reference: Reference, own: Area, layout: Layout) -> str:
    area = own if reference.tab is None else layout.tabs.get(reference.tab.casefold())
    if area is None:
        return DEAD
    first, last = _clipped(reference, area)
    prefix = "" if reference.tab is None else _prefix(area)
    return prefix + str(Reference(None, first, last))


def _clipped(reference: Reference, area: Area) -> tuple[End, End | None]:
    """Both ends with row and column, the far one not beyond the grid unless the near one is."""
    first, last = reference.first, reference.last
    if last is None or None not in (first.row, first.column, last.row, last.column):
        return first, last
    first = replace(first, row=first.row or 0, column=first.column or 0)
    row = area.bottom - 1 if last.row is None else last.row
    column = area.right - 1 if last.column is None else last.column
    return first, replace(last, row=row, column=column)


def _prefix(area: Area) -> str:
    return f"'{tab_name(area.sheet_id)}'!"
