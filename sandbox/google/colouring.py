"""Conditional formats as they show: which cells look different now, and how."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from sandbox.google.asking import evaluate_all, spelled, worth
from sandbox.google.cells.display import Display
from sandbox.google.cells.references import copied
from sandbox.google.conditions import holds, is_on
from sandbox.google.model import Area, Spreadsheet, Tab, Value
from sandbox.google.shapes import tidy

Json = dict[str, Any]
Place = tuple[int, int]
Looks = dict[Place, Json]
"""Cell → the part of CellFormat that rules change."""


def coloured(spreadsheet: Spreadsheet, tab: Tab, window: Area, display: Display) -> Looks:
    """Earlier rules win where two of them set the same member."""
    looks: Looks = {}
    customs = iter(custom(spreadsheet, tab, window))
    for rule in tab.conditional_formats:
        if "booleanRule" in rule:
            asked = rule["booleanRule"]["condition"]["type"] == "CUSTOM_FORMULA"
            found = next(customs) if asked else matching(spreadsheet, tab, rule, window, display)
            look = {place: rule["booleanRule"].get("format", {}) for place in found}
        else:
            look = gradient(spreadsheet, tab, rule, window, display)
        for place, added in look.items():
            looks[place] = joined(added, looks[place]) if place in looks else added
    return looks


def joined(under: Json, over: Json) -> Json:
    """Both formats in one; the second wins."""
    both = under | over
    for name in under.keys() & over.keys():
        if isinstance(under[name], dict) and not name.lower().endswith(("color", "colorstyle")):
            both[name] = joined(under[name], over[name])
    return both


def matching(
    spreadsheet: Spreadsheet, tab: Tab, rule: Json, window: Area, display: Display
) -> list[Place]:
    """Cells of the window for which a boolean rule without a formula is on."""
    condition = rule["booleanRule"]["condition"]
    known: dict[str, Value] = {}

    def read(operand: str) -> Value:
        if operand not in known:
            known[operand] = worth(spreadsheet, tab, (0, 0), operand)
        return known[operand]

    return [
        place
        for place in reached(tab, rule, window)
        if holds(condition, display.value(*place), display.text(*place), read)
    ]


def reached(tab: Tab, rule: Json, window: Area) -> Iterator[Place]:
    for grid_range in rule["ranges"]:
        met = window.meet(tab.clip(grid_range))
        if met is not None:
            for row in range(met.top, met.bottom):
                yield from ((row, column) for column in range(met.left, met.right))


def custom(spreadsheet: Spreadsheet, tab: Tab, window: Area) -> list[list[Place]]:
    """For each rule with a formula, the cells of the window for which it is on."""
    rules = [
        _moved_along(spreadsheet, tab, rule, window)
        for rule in tab.conditional_formats
        if rule.get("booleanRule", {}).get("condition", {}).get("type") == "CUSTOM_FORMULA"
    ]
    return [
        [place for place, value in values.items() if is_on(value)]
        for values in evaluate_all(spreadsheet, tab, rules)
    ]


def _moved_along(spreadsheet: Spreadsheet, tab: Tab, rule: Json, window: Area) -> dict[Place, str]:
    """The formula is written for the first cell of the rule, and moves along from there."""
    text = rule["booleanRule"]["condition"]["values"][0].get("userEnteredValue", "")
    formula = spelled(spreadsheet, text if text.startswith("=") else f"={text}")
    first = tab.clip(rule["ranges"][0])
    return {
        (row, column): copied(formula, row - first.top, column - first.left)
        for row, column in reached(tab, rule, window)
    }


def gradient(
    spreadsheet: Spreadsheet, tab: Tab, rule: Json, window: Area, display: Display
) -> Looks:
    """Numbers of the rule's ranges on a scale of two or three colours."""
    whole = [place for grid_range in rule["ranges"] for place in places_of(tab, grid_range)]
    numbers = {
        place: float(value)
        for place in whole
        if isinstance(value := display.value(*place), float) and not isinstance(value, bool)
    }
    scale = stops(spreadsheet, tab, rule["gradientRule"], sorted(numbers.values()))
    if scale is None:
        return {}
    looks = {}
    for place, value in numbers.items():
        if window.contains(*place):
            colour = tidy("Color", between(scale, value))
            looks[place] = {"backgroundColor": colour, "backgroundColorStyle": {"rgbColor": colour}}
    return looks


def places_of(tab: Tab, grid_range: Json) -> list[Place]:
    area = tab.clip(grid_range)
    return [place for place in tab.cells if area.contains(*place)]


def stops(
    spreadsheet: Spreadsheet, tab: Tab, rule: Json, ordered: list[float]
) -> list[tuple[float, Json]] | None:
    """(number, colour) of each point in order; none where a point's own number is none."""
    points = [rule[name] for name in ("minpoint", "midpoint", "maxpoint") if name in rule]
    found: list[tuple[float, Json]] = []
    for point in points if ordered else ():
        given = worth(spreadsheet, tab, (0, 0), point.get("value", ""))
        where = stop(point.get("type", ""), given, ordered)
        if where is None:
            return None
        found.append((where, point.get("color", {})))
    return sorted(found, key=lambda one: one[0]) or None


def stop(kind: str, given: Value, ordered: list[float]) -> float | None:
    least, most = ordered[0], ordered[-1]
    if kind in {"MIN", "MAX"}:
        return least if kind == "MIN" else most
    if not isinstance(given, float) or isinstance(given, bool):
        return None
    share = min(max(given, 0), 100) / 100
    if kind == "PERCENT":
        return least + (most - least) * share
    if kind == "PERCENTILE":
        low = int((len(ordered) - 1) * share)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * ((len(ordered) - 1) * share - low)
    return given


def between(scale: list[tuple[float, Json]], value: float) -> Json:
    at = bisect_left([where for where, _ in scale], value)
    if at == 0 or at == len(scale):
        return scale[min(at, len(scale) - 1)][1]
    (low, under), (high, over) = scale[at - 1], scale[at]
    share = 0.0 if high == low else (value - low) / (high - low)
    return {
        channel: under.get(channel, 0) + (over.get(channel, 0) - under.get(channel, 0)) * share
        for channel in ("red", "green", "blue")
    }
