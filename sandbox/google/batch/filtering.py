"""Requests about the filter of a tab and about filter views."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.google.batch.conditional import check_condition
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.batch.numbered import Shelf
from sandbox.google.batch.sorting import sort
from sandbox.google.edits import range_of
from sandbox.google.masks import overlay
from sandbox.google.model import Tab
from sandbox.google.protection import backing

Json = dict[str, Any]

VIEWS = Shelf("filter_views", "filterViewId", "filter view")


def set_basic_filter(batch: Batch, request: Json) -> Json:
    """A range without bounds is kept as the full grid; sorting by a filter sorts the rows."""
    wanted = completed(given("BasicFilter", request, "filter"))
    if "tableId" in wanted:
        raise RefusedError("sandbox: filters of tables are not implemented")
    tab, area = batch.area(wanted.get("range", {}))
    check_criteria(wanted)
    kept = {**wanted, "range": range_of(area)}
    if wanted.get("sortSpecs") and area.rows > 1:
        below = replace(area, top=area.top + 1)
        batch.guard(below)
        sort(batch, tab, below, wanted["sortSpecs"])
    tab.basic_filter = kept
    return {}


def completed(wanted: Json) -> Json:
    """Criteria under both of their names; the list takes precedence over the map."""
    specs = wanted.get("filterSpecs")
    if specs is None:
        specs = [
            {"columnIndex": int(column), "filterCriteria": rule}
            for column, rule in wanted.get("criteria", {}).items()
        ]
    criteria = {str(spec.get("columnIndex", 0)): spec.get("filterCriteria", {}) for spec in specs}
    rest = {name: one for name, one in wanted.items() if name not in {"criteria", "filterSpecs"}}
    return rest | ({"criteria": criteria, "filterSpecs": specs} if specs else {})


def check_criteria(wanted: Json) -> None:
    for rule in wanted.get("criteria", {}).values():
        if "condition" in rule:
            check_condition(rule["condition"], validation=False)


def clear_basic_filter(batch: Batch, request: Json) -> Json:
    batch.tab(request.get("sheetId", 0)).basic_filter = None
    return {}


def add_filter_view(batch: Batch, request: Json) -> Json:
    wanted = completed(given("FilterView", request, "filter"))
    tab = checked_view(batch, wanted)
    number = VIEWS.number_for(batch, wanted.get("filterViewId"))
    title = wanted.get("title") or f"Filter {len(tab.filter_views) + 1}"
    view = {"filterViewId": number, "title": title, **wanted} | {"filterViewId": number}
    VIEWS.add(tab, view)
    return {"filter": view}


def checked_view(batch: Batch, wanted: Json) -> Tab:
    """The tab of a view, which covers a range or a named range."""
    check_criteria(wanted)
    if "tableId" in wanted:
        raise RefusedError("sandbox: filters of tables are not implemented")
    grid_range = backing(batch.spreadsheet, batch.spreadsheet.tabs[0], wanted)
    tab, area = batch.area(grid_range or {})
    if "range" in wanted:
        wanted["range"] = range_of(area)
    return tab


def update_filter_view(batch: Batch, request: Json) -> Json:
    wanted = completed(given("FilterView", request, "filter"))
    mask = mask_for("FilterView", request)
    tab, view = VIEWS.find(batch, wanted.get("filterViewId", 0))
    changed = overlay(view, wanted, mask)
    if mask.get("criteria") or mask.get("filterSpecs"):
        changed = {name: one for name, one in changed.items() if name not in CRITERIA}
        changed |= {name: wanted[name] for name in CRITERIA if name in wanted}
    changed |= {"filterViewId": view["filterViewId"]}
    moved = checked_view(batch, changed)
    VIEWS.remove(tab, view)
    VIEWS.add(moved, changed)
    return {}


CRITERIA = ("criteria", "filterSpecs")


def delete_filter_view(batch: Batch, request: Json) -> Json:
    tab, view = VIEWS.find(batch, request.get("filterId", 0))
    VIEWS.remove(tab, view)
    return {}


def duplicate_filter_view(batch: Batch, request: Json) -> Json:
    tab, view = VIEWS.find(batch, request.get("filterId", 0))
    number = VIEWS.number_for(batch, None)
    made = {**view, "filterViewId": number, "title": f"Copy of {view['title']}"}
    VIEWS.add(tab, made)
    return {"filter": made}


KINDS = {
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "deleteFilterView": delete_filter_view,
    "duplicateFilterView": duplicate_filter_view,
}
