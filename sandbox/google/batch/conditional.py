"""Requests about conditional formats and about banding (alternating colours)."""

from __future__ import annotations

from typing import Any

from sandbox.google import conditions
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.batch.numbered import Shelf
from sandbox.google.masks import overlay
from sandbox.google.model import Tab

Json = dict[str, Any]

BANDS = Shelf("banded_ranges", "bandedRangeId", "banded range")


def add_rule(batch: Batch, request: Json) -> Json:
    rule = given("ConditionalFormatRule", request, "rule")
    tab = checked_rule(batch, rule)
    place = checked_place(request.get("index", 0), len(tab.conditional_formats) + 1)
    rules = tab.conditional_formats
    tab.conditional_formats = [*rules[:place], rule, *rules[place:]]
    return {}


def checked_rule(batch: Batch, rule: Json) -> Tab:
    """The tab of a rule that the service would take."""
    if not rule.get("ranges"):
        raise RefusedError("No ranges specified.")
    tabs = [batch.writable(grid_range)[0] for grid_range in rule["ranges"]]
    if any(tab is not tabs[0] for tab in tabs):
        raise RefusedError("All ranges of a conditional format rule must be on the same sheet.")
    if ("booleanRule" in rule) is ("gradientRule" in rule):
        raise RefusedError("Exactly one of booleanRule and gradientRule must be specified.")
    if "booleanRule" in rule:
        check_condition(rule["booleanRule"].get("condition", {}), validation=False)
    else:
        check_gradient(rule["gradientRule"])
    return tabs[0]


def check_gradient(gradient: Json) -> None:
    if not {"minpoint", "maxpoint"} <= gradient.keys():
        raise RefusedError("A gradient rule needs a minpoint and a maxpoint.")
    for point in gradient.values():
        if "type" not in point:
            raise RefusedError("InterpolationPoint.type must be specified.")
        if point["type"] not in {"MIN", "MAX"} and not point.get("value"):
            raise RefusedError("InterpolationPoint.value must be specified.")


def guard_rule(batch: Batch, tab: Tab, rule: Json) -> None:
    for grid_range in rule["ranges"]:
        batch.guard(tab.clip(grid_range))


def check_condition(condition: Json, *, validation: bool) -> None:
    try:
        conditions.check(condition, validation=validation)
    except conditions.ConditionError as error:
        raise RefusedError(str(error)) from error


def checked_place(index: int, size: int) -> int:
    if not 0 <= index < size:
        raise RefusedError(f"No conditional format on sheet at index: {index}")
    return index


def update_rule(batch: Batch, request: Json) -> Json:
    """Either replaces the rule at an index or moves it to another one."""
    rule, place = given("ConditionalFormatRule", request, "rule"), request.get("index", 0)
    tab = checked_rule(batch, rule) if rule else batch.tab(request.get("sheetId", 0))
    rules = tab.conditional_formats
    old = rules[checked_place(place, len(rules))]
    guard_rule(batch, tab, old)
    if not rule and "newIndex" not in request:
        raise RefusedError("Either rule or newIndex must be specified.")
    new_place = place if rule else checked_place(request["newIndex"], len(rules))
    others = [*rules[:place], *rules[place + 1 :]]
    new = rule or old
    tab.conditional_formats = [*others[:new_place], new, *others[new_place:]]
    indexes = {"oldIndex": place, "newIndex": new_place}
    shown = {name: at for name, at in indexes.items() if at}
    return {"newRule": new, **shown} | ({"oldRule": old} if rule else {})


def delete_rule(batch: Batch, request: Json) -> Json:
    tab = batch.tab(request.get("sheetId", 0))
    rules = tab.conditional_formats
    place = checked_place(request.get("index", 0), len(rules))
    guard_rule(batch, tab, rules[place])
    tab.conditional_formats = [*rules[:place], *rules[place + 1 :]]
    return {"rule": rules[place]}


def add_banding(batch: Batch, request: Json) -> Json:
    wanted = given("BandedRange", request, "bandedRange")
    tab = checked_bands(batch, wanted, but=None)
    number = BANDS.number_for(batch, wanted.get("bandedRangeId"))
    banded = {"bandedRangeId": number, **wanted} | {"bandedRangeId": number}
    BANDS.add(tab, banded)
    return {"bandedRange": banded}


def checked_bands(batch: Batch, wanted: Json, *, but: Json | None) -> Tab:
    if not (wanted.get("rowProperties") or wanted.get("columnProperties")):
        raise RefusedError("At least one of rowProperties and columnProperties must be specified.")
    for name in ("rowProperties", "columnProperties"):
        colours = wanted.get(name)
        if colours and not {"firstBandColor", "secondBandColor"} <= colours.keys():
            raise RefusedError(f"{name} needs firstBandColor and secondBandColor.")
    tab, area = batch.writable(wanted.get("range", {}))
    for other in tab.banded_ranges:
        if other is not but and area.meet(tab.clip(other["range"])):
            raise RefusedError(
                "You cannot add alternating background colors to a range that already has "
                "alternating background colors."
            )
    return tab


def update_banding(batch: Batch, request: Json) -> Json:
    wanted = given("BandedRange", request, "bandedRange")
    mask = mask_for("BandedRange", request)
    tab, old = BANDS.find(batch, wanted.get("bandedRangeId", 0))
    changed = overlay(old, wanted, mask) | {"bandedRangeId": old["bandedRangeId"]}
    moved = checked_bands(batch, changed, but=old)
    BANDS.remove(tab, old)
    BANDS.add(moved, changed)
    return {}


def delete_banding(batch: Batch, request: Json) -> Json:
    tab, old = BANDS.find(batch, request.get("bandedRangeId", 0))
    batch.guard(tab.clip(old["range"]))
    BANDS.remove(tab, old)
    return {}


KINDS = {
    "addConditionalFormatRule": add_rule,
    "updateConditionalFormatRule": update_rule,
    "deleteConditionalFormatRule": delete_rule,
    "addBanding": add_banding,
    "updateBanding": update_banding,
    "deleteBanding": delete_banding,
}
