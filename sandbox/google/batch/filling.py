"""The request that goes on with a series: numbers, days, formulas, numbered texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sandbox.google.batch.cells import shifted
from sandbox.google.batch.context import Batch, RefusedError, axis_of
from sandbox.google.batch.paste import check_inside
from sandbox.google.model import Area, CellState, Entered, FormulaText, Tab

Json = dict[str, Any]
Place = tuple[int, int]

NUMBERED = re.compile(r"(.*?)(\d+)\Z", re.DOTALL)
DATED = {"DATE", "DATE_TIME"}


def auto_fill(batch: Batch, request: Json) -> Json:
    if ("range" in request) is ("sourceAndDestination" in request):
        raise RefusedError("Exactly one of range and sourceAndDestination must be specified.")
    tab, source, axis, length = (
        detected(batch, request["range"])
        if "range" in request
        else spelled_out(batch, request["sourceAndDestination"])
    )
    target = destination(source, axis, length)
    check_inside(tab, target)
    if min(target.top, target.left) < 0:
        raise RefusedError("The destination does not fit on the sheet.")
    batch.guard(target)
    alternate = bool(request.get("useAlternateSeries"))
    for line in lines(source, axis):
        go_on(tab, line, (axis, length), alternate=alternate)
    return {}


def spelled_out(batch: Batch, wanted: Json) -> tuple[Tab, Area, str, int]:
    tab, source = batch.area(wanted.get("source", {}))
    length = wanted.get("fillLength", 0)
    if not length:
        raise RefusedError("fillLength must not be 0.")
    return tab, source, axis_of(wanted.get("dimension")), length


def detected(batch: Batch, grid_range: Json) -> tuple[Tab, Area, str, int]:
    """The source is what is filled at the top of the range, or else at its left."""
    tab, area = batch.area(grid_range)
    filled = [
        place
        for place, state in tab.cells.items()
        if area.contains(*place) and state.entered is not None
    ]
    if not filled:
        raise RefusedError("There is nothing in the range to go on from.")
    bottom = max(row for row, _ in filled) + 1
    right = max(column for _, column in filled) + 1
    if bottom < area.bottom:
        return tab, replace(area, bottom=bottom), "ROWS", area.bottom - bottom
    if right < area.right:
        return tab, replace(area, right=right), "COLUMNS", area.right - right
    raise RefusedError("The range is full already.")


def destination(source: Area, axis: str, length: int) -> Area:
    """A negative length goes upwards or to the left."""
    if axis == "ROWS":
        start = source.bottom if length > 0 else source.top + length
        return replace(source, top=start, bottom=start + abs(length))
    start = source.right if length > 0 else source.left + length
    return replace(source, left=start, right=start + abs(length))


def lines(source: Area, axis: str) -> list[list[Place]]:
    """The columns of the source when rows are filled, and its rows otherwise."""
    rows, columns = range(source.top, source.bottom), range(source.left, source.right)
    if axis == "ROWS":
        return [[(row, column) for row in rows] for column in columns]
    return [[(row, column) for column in columns] for row in rows]


def go_on(tab: Tab, line: list[Place], how: tuple[str, int], *, alternate: bool) -> None:
    axis, length = how
    forward = line if length > 0 else line[::-1]
    states = [tab.cell(*place) for place in forward]
    for step in range(1, abs(length) + 1):
        model = (step - 1) % len(states)
        far, (row, column) = step if length > 0 else -step, forward[-1]
        at = (row + far, column) if axis == "ROWS" else (row, column + far)
        away = at[0] - forward[model][0], at[1] - forward[model][1]
        state = shifted(states[model], *away)
        if not isinstance(state.entered, FormulaText):
            state = replace(state, entered=continued(states, step, alternate=alternate))
        tab.put(*at, state)


def continued(states: Sequence[CellState], step: int, *, alternate: bool) -> Entered:
    """The value so many steps after the last one of the series; what is no series repeats."""
    values = [state.entered for state in states]
    repeat = values[(step - 1) % len(values)]
    numbers = [value for value in values if isinstance(value, float)]
    if len(numbers) == len(values):
        return next_number(numbers, states[-1], step, alternate=alternate)
    if len(values) == 1 and isinstance(repeat, str) and not alternate:
        found = NUMBERED.match(repeat)
        if found:
            return f"{found[1]}{int(found[2]) + step:0{len(found[2])}}"
    return repeat


def next_number(numbers: list[float], last: CellState, step: int, *, alternate: bool) -> float:
    """Several numbers go on along their line; one alone repeats unless it is a day."""
    if len(numbers) == 1:
        day = last.format.get("numberFormat", {}).get("type") in DATED
        return numbers[0] + (step if day is not alternate else 0)
    if alternate:
        return numbers[(step - 1) % len(numbers)]
    count, middle = len(numbers), (len(numbers) - 1) / 2
    mean = sum(numbers) / count
    spread = sum((at - middle) ** 2 for at in range(count))
    slope = sum((at - middle) * (number - mean) for at, number in enumerate(numbers)) / spread
    return round(mean + slope * (count - 1 + step - middle), 12)


KINDS = {"autoFill": auto_fill}
