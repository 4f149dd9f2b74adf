"""Requests about groups of rows and columns: intervals that lie in one another, each with a depth.

The groups of an axis are kept as the depth of every row, plus which groups are collapsed: adding a
group raises the depth of its rows, deleting lowers it, and the intervals follow from that.
"""

from __future__ import annotations

from typing import Any

from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.batch.dimensions import SIZE, set_properties, size_of
from sandbox.google.masks import Mask
from sandbox.google.model import Tab

Json = dict[str, Any]

DEEPEST = 8


def groups_of(tab: Tab, axis: str) -> list[Json]:
    return tab.row_groups if axis == "ROWS" else tab.column_groups


def keep(tab: Tab, axis: str, groups: list[Json]) -> None:
    if axis == "ROWS":
        tab.row_groups = groups
    else:
        tab.column_groups = groups


def span_of(group: Json) -> tuple[int, int]:
    return group["range"].get("startIndex", 0), group["range"]["endIndex"]


def add_dimension_group(batch: Batch, request: Json) -> Json:
    tab, axis, span = batch.dimension(request.get("range", {}))
    batch.guard_tab(tab)
    spans = [span_of(group) for group in groups_of(tab, axis)]
    placed = with_span(spans, (span.start, span.stop))
    if depth_at(placed, span.start) > DEEPEST:
        raise RefusedError(f"Groups cannot be more than {DEEPEST} levels deep.")
    keep(tab, axis, as_groups(tab, axis, placed))
    return {"dimensionGroups": groups_of(tab, axis)}


def with_span(spans: list[tuple[int, int]], new: tuple[int, int]) -> list[tuple[int, int]]:
    """A group that overlaps another by part joins it; what both cover becomes the deeper one."""
    for at, (start, end) in enumerate(spans):
        overlaps = start < new[1] and new[0] < end
        within = (start <= new[0] and new[1] <= end) or (new[0] <= start and end <= new[1])
        if overlaps and not within:
            union = (min(start, new[0]), max(end, new[1]))
            common = (max(start, new[0]), min(end, new[1]))
            return with_span([*spans[:at], *spans[at + 1 :], union], common)
    return [*spans, new]


def depth_at(spans: list[tuple[int, int]], at: int) -> int:
    return sum(start <= at < end for start, end in spans)


def as_groups(tab: Tab, axis: str, spans: list[tuple[int, int]]) -> list[Json]:
    """In order of place, then of depth; a group that was collapsed stays so."""
    collapsed = {span_of(group) for group in groups_of(tab, axis) if group.get("collapsed")}
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    sheet = {"sheetId": tab.sheet_id} if tab.sheet_id else {}
    groups = []
    for place, (start, end) in enumerate(ordered):
        above = [one for one in ordered[:place] if one[0] <= start and end <= one[1]]
        group: Json = {
            "range": {**sheet, "dimension": axis, "startIndex": start, "endIndex": end},
            "depth": len(above) + 1,
        }
        groups.append(group | ({"collapsed": True} if (start, end) in collapsed else {}))
    return groups


def delete_dimension_group(batch: Batch, request: Json) -> Json:
    """The rows of the range become one level shallower; an empty reply is `{}` inside its kind."""
    tab, axis, span = batch.dimension(request.get("range", {}))
    batch.guard_tab(tab)
    depths = depths_of(tab, axis)
    if not any(depths[at] for at in span):
        noun = "row" if axis == "ROWS" else "column"
        raise RefusedError(f"There is no {noun} group at the given range.")
    for at in span:
        depths[at] = max(0, depths[at] - 1)
    keep(tab, axis, as_groups(tab, axis, spans_of(depths)))
    left = groups_of(tab, axis)
    return {"dimensionGroups": left} if left else {}


def depths_of(tab: Tab, axis: str) -> list[int]:
    depths = [0] * size_of(tab, axis)
    for group in groups_of(tab, axis):
        start, end = span_of(group)
        for at in range(start, end):
            depths[at] += 1
    return depths


def spans_of(depths: list[int]) -> list[tuple[int, int]]:
    """Intervals of at least each depth, so that deeper ones lie within shallower ones."""
    spans = []
    for level in range(1, max(depths, default=0) + 1):
        start = None
        for at, depth in enumerate([*depths, 0]):
            if depth >= level and start is None:
                start = at
            elif depth < level and start is not None:
                spans.append((start, at))
                start = None
    return spans


def update_dimension_group(batch: Batch, request: Json) -> Json:
    """Collapsing hides the rows of the group, expanding shows them."""
    wanted = given("DimensionGroup", request, "dimensionGroup")
    mask = mask_for("DimensionGroup", request)
    tab, axis, span = batch.dimension(wanted.get("range", {}))
    batch.guard_tab(tab)
    groups = groups_of(tab, axis)
    place = next(
        (
            at
            for at, group in enumerate(groups)
            if span_of(group) == (span.start, span.stop) and group["depth"] == wanted.get("depth")
        ),
        None,
    )
    if place is None:
        raise RefusedError("There is no group with that range and depth.")
    if mask.get("collapsed"):
        kept = {name: part for name, part in groups[place].items() if name != "collapsed"}
        collapsed = bool(wanted.get("collapsed"))
        changed = kept | ({"collapsed": True} if collapsed else {})
        keep(tab, axis, [*groups[:place], changed, *groups[place + 1 :]])
        set_properties(tab, axis, span, {"hiddenByUser": True} if collapsed else {}, HIDDEN)
    return {}


HIDDEN = Mask(members={"hiddenByUser": SIZE.members["pixelSize"]})

KINDS = {
    "addDimensionGroup": add_dimension_group,
    "deleteDimensionGroup": delete_dimension_group,
    "updateDimensionGroup": update_dimension_group,
}
