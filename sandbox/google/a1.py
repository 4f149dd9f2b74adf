"""A1 notation as the values methods take it and say it: titles, named ranges, open ends, R1C1.

A name without an exclamation mark is first a named range, then a place on the first visible tab,
then a tab. Left of the mark stands a tab, whatever else has that name. Titles with blanks or
emoji need no quotes coming in, and get them going out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.google.cells.formula import column_number, letters, tab_prefix
from sandbox.google.errors import ApiError, invalid
from sandbox.google.model import MAX_COLUMNS, Area, Spreadsheet, Tab

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})\Z")
_R1C1 = re.compile(r"[Rr]([0-9]+)[Cc]([0-9]+)(?::[Rr]([0-9]+)[Cc]([0-9]+))?\Z")
_QUOTED = re.compile(r"'((?:[^']|'')*)'(?:!(.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Corners as asked for, counted from 0 and inclusive; None where the range is open."""

    top: int | None
    left: int | None
    bottom: int | None
    right: int | None

    def ordered(self) -> _Bounds:
        """Reversed corners are put right: D4:A1 is A1:D4."""
        top, bottom = _in_order(self.top, self.bottom)
        left, right = _in_order(self.left, self.right)
        return _Bounds(top, left, bottom, right)


def resolve(spreadsheet: Spreadsheet, text: str, *, clip: bool = True) -> Area:
    """The cells that a range means. Open ends end with the grid, and so does a far corner outside.

    Raises 400 for what is no range, and for one that starts outside the grid; without `clip` also
    for one that ends outside.
    """
    tab, area = _found(spreadsheet, text)
    beyond = area.top >= tab.rows or area.left >= tab.columns
    if beyond or (not clip and (area.bottom > tab.rows or area.right > tab.columns)):
        raise exceeds(tab, area)
    return area.meet(tab.area()) or area


def shown(spreadsheet: Spreadsheet, area: Area) -> str:
    """How answers write it: `Sheet1!A1:B2`, `'Key results'!C3`."""
    tab = spreadsheet.tab(area.sheet_id)
    return shown_on(tab.title if tab else "", area)


def shown_on(title: str, area: Area) -> str:
    """The same for a tab known by its title."""
    first = f"{letters(area.left)}{area.top + 1}"
    last = f"{letters(area.right - 1)}{area.bottom}"
    return tab_prefix(title) + (first if first == last else f"{first}:{last}")


def exceeds(tab: Tab, area: Area) -> ApiError:
    """400 for cells outside the grid."""
    return invalid(
        f"Range ({shown_on(tab.title, area)}) exceeds grid limits. "
        f"Max rows: {tab.rows}, max columns: {tab.columns}"
    )


def unparsable(text: str) -> ApiError:
    """400 for a range that names nothing."""
    return invalid(f"Unable to parse range: {text}")


def _found(spreadsheet: Spreadsheet, text: str) -> tuple[Tab, Area]:
    title, place = _parted(text)
    if title is None:
        return _named(spreadsheet, place) or _bare(spreadsheet, place, text)
    tab = spreadsheet.titled(title) if title else spreadsheet.first_visible()
    if tab is None:
        raise unparsable(text)
    if place is None:
        return tab, tab.area()
    if (bounds := parsed(place)) is not None:
        return tab, _cells(tab, bounds)
    found = _named(spreadsheet, place)
    if found is None:
        raise unparsable(text)
    return found


def _parted(text: str) -> tuple[str | None, str | None]:
    """(tab or None, place or None): `'It''s'!A1`, `'Tab'`, `Tab!A1`, `A1`."""
    quoted = _QUOTED.match(text)
    if quoted is not None:
        return quoted[1].replace("''", "'"), quoted[2]
    title, mark, place = text.rpartition("!")
    return (title, place) if mark else (None, text)


def _bare(spreadsheet: Spreadsheet, place: str | None, text: str) -> tuple[Tab, Area]:
    if (bounds := parsed(place or "")) is not None:
        tab = spreadsheet.first_visible()
        return tab, _cells(tab, bounds)
    titled = spreadsheet.titled(text)
    if titled is None:
        raise unparsable(text)
    return titled, titled.area()


def _named(spreadsheet: Spreadsheet, name: str | None) -> tuple[Tab, Area] | None:
    wanted = (name or "").casefold()
    for named in spreadsheet.named_ranges:
        tab = spreadsheet.tab(named["range"].get("sheetId", 0))
        if named["name"].casefold() == wanted and tab is not None:
            area = tab.clip(named["range"])
            return (tab, area) if area.rows > 0 and area.columns > 0 else None
    return None


def parsed(place: str) -> _Bounds | None:
    """`A1`, `A1:B2`, `A:B`, `1:2`, `A2:B`, `A1:2`, `R1C1:R2C2`; None if it is none of these."""
    if (match := _R1C1.match(place)) is not None:
        numbers = [None if part is None else int(part) - 1 for part in match.groups()]
        top, left, bottom, right = numbers
        if None in (top, left) or -1 in numbers:
            return None
        return _Bounds(
            top, left, top if bottom is None else bottom, left if right is None else right
        ).ordered()
    first, colon, last = place.partition(":")
    start, end = _corner(first), _corner(last if colon else first)
    single = not colon and (start is None or None in start)
    if start is None or end is None or single:
        return None
    return _Bounds(*start, *end).ordered()


def _corner(text: str) -> tuple[int | None, int | None] | None:
    """(row, column); None for what is no corner."""
    match = _CORNER.match(text)
    if match is None or not (match[1] or match[2]) or match[2].startswith("0"):
        return None
    column = column_number(match[1]) if match[1] else None
    if column is not None and column >= MAX_COLUMNS:
        return None
    return int(match[2]) - 1 if match[2] else None, column


def _cells(tab: Tab, bounds: _Bounds) -> Area:
    bottom = max(tab.rows, 1) - 1 if bounds.bottom is None else bounds.bottom
    right = tab.columns - 1 if bounds.right is None else bounds.right
    top, left = bounds.top or 0, bounds.left or 0
    return Area(tab.sheet_id, top, left, max(bottom, top) + 1, max(right, left) + 1)


def _in_order(one: int | None, other: int | None) -> tuple[int | None, int | None]:
    """The smaller first; an open side is always the far one."""
    if one is None or other is None:
        return (other, None) if one is None else (one, None)
    return min(one, other), max(one, other)
