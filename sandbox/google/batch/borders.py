"""The request that draws borders around and within a range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox.google.batch.context import Batch, given
from sandbox.google.model import Area, Tab

Json = dict[str, Any]

SIDES = ("top", "bottom", "left", "right")
WIDTHS = {"DOTTED": 1, "DASHED": 1, "SOLID": 1, "SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}


def update_borders(batch: Batch, request: Json) -> Json:
    """A side that the request does not name stays as it is; style NONE takes it away."""
    tab, area = batch.writable(request.get("range", {}))
    wanted = {
        name: border_of(given("Border", request, name))
        for name in (*SIDES, "innerHorizontal", "innerVertical")
        if name in request
    }
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            draw(tab, (row, column), dict(sides(area, row, column, wanted)))
    return {}


def border_of(given_border: Json) -> Json | None:
    style = given_border.get("style", "NONE")
    if style == "NONE":
        return None
    black: Json = {"color": {}, "colorStyle": {"rgbColor": {}}}
    return {"style": style, "width": WIDTHS[style], **black, **given_border}


def sides(area: Area, row: int, column: int, wanted: Json) -> Iterator[tuple[str, Json | None]]:
    """Which line each side of this cell gets: the outer one at the edge, else the inner one."""
    lines = {
        "top": "top" if row == area.top else "innerHorizontal",
        "bottom": "bottom" if row == area.bottom - 1 else "innerHorizontal",
        "left": "left" if column == area.left else "innerVertical",
        "right": "right" if column == area.right - 1 else "innerVertical",
    }
    for side, line in lines.items():
        if line in wanted:
            yield side, wanted[line]


def draw(tab: Tab, place: tuple[int, int], lines: dict[str, Json | None]) -> None:
    state = tab.cell(*place)
    drawn = state.format.get("borders", {}) | lines
    drawn = {side: line for side, line in drawn.items() if line is not None}
    rest = {name: part for name, part in state.format.items() if name != "borders"}
    tab.put(*place, replace(state, format=rest | ({"borders": drawn} if drawn else {})))


KINDS = {"updateBorders": update_borders}
