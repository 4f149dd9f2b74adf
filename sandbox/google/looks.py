"""effectiveFormat: how a cell looks once its own format, bands, rules and its value have spoken."""

from __future__ import annotations

from typing import Any

from sandbox.google.cells.display import Display
from sandbox.google.colouring import coloured, joined
from sandbox.google.model import EMPTY, Area, ErrorCode, Spreadsheet, Tab, Value
from sandbox.google.theme import DEFAULT_FORMAT

Json = dict[str, Any]
Place = tuple[int, int]


class Looks:
    """The looks of the cells of one window; made for one answer."""

    def __init__(self, spreadsheet: Spreadsheet, tab: Tab, window: Area, display: Display) -> None:
        self._tab, self._display = tab, display
        self._bands = bands(tab, window)
        self._rules = coloured(spreadsheet, tab, window, display)
        self._known: dict[tuple[Any, ...], Json] = {}

    def places(self) -> set[Place]:
        """Cells that look like something although nothing may stand in them."""
        return self._bands.keys() | self._rules.keys()

    def of(self, row: int, column: int) -> Json | None:
        """The whole look; nothing for a cell that nobody touched."""
        place = (row, column)
        state = self._tab.cells.get(place, EMPTY)
        band, rule = self._bands.get(place), self._rules.get(place)
        value = self._display.value(row, column)
        if value is None and not state.format and band is None and rule is None:
            return None
        number_format = self._display.number_format(row, column) if value is not None else {}
        key = (id(state.format), id(band), repr(rule), type(value), *number_format.values())
        if key not in self._known:
            self._known[key] = composed(state.format, band, rule, value, number_format)
        return self._known[key]


def composed(
    own: Json, band: Json | None, rule: Json | None, value: Value, number_format: Json
) -> Json:
    look = DEFAULT_FORMAT | {"hyperlinkDisplayType": "PLAIN_TEXT"}
    if band is not None:
        look = joined(look, band)
    if value is not None:
        look = joined(look, {"horizontalAlignment": alignment(value)})
    look = joined(look, own)
    if number_format:
        look["numberFormat"] = number_format
    return look if rule is None else joined(look, rule)


def alignment(value: Value) -> str:
    """Where a value stands when nobody said: numbers to the right, text to the left."""
    if isinstance(value, (bool, ErrorCode)):
        return "CENTER"
    return "LEFT" if isinstance(value, str) else "RIGHT"


def bands(tab: Tab, window: Area) -> dict[Place, Json]:
    """Cell → background by alternating colours."""
    shared: dict[str, Json] = {}
    found: dict[Place, Json] = {}
    for banded in tab.banded_ranges:
        area = tab.clip(banded["range"])
        met = window.meet(area)
        if met is None:
            continue
        for row in range(met.top, met.bottom):
            for column in range(met.left, met.right):
                colour = band_colour(banded, area, row, column)
                if colour is not None:
                    look = {"backgroundColor": colour, "backgroundColorStyle": {"rgbColor": colour}}
                    found[row, column] = shared.setdefault(repr(colour), look)
    return found


def band_colour(banded: Json, area: Area, row: int, column: int) -> Json | None:
    """Headers and footers before bands, first bands before second ones, rows before columns."""
    ranked = [
        colour
        for name, at, size in (
            ("rowProperties", row - area.top, area.rows),
            ("columnProperties", column - area.left, area.columns),
        )
        if name in banded
        for colour in [band(banded[name], at, size)]
    ]
    return min(ranked, key=lambda one: one[0])[1] if ranked else None


def band(colours: Json, at: int, size: int) -> tuple[int, Json | None]:
    """(rank, colour) of one line of the range."""
    if at == 0 and "headerColor" in colours:
        return 0, colours["headerColor"]
    if at == size - 1 and "footerColor" in colours:
        return 0, colours["footerColor"]
    turn = (at - ("headerColor" in colours)) % 2
    return (1, colours.get("firstBandColor")) if turn == 0 else (2, colours.get("secondBandColor"))
