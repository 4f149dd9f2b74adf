"""Requests about what floats above the cells: charts and slicers."""

from __future__ import annotations

from typing import Any

from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.batch.numbered import Shelf
from sandbox.google.edits import BOUNDS
from sandbox.google.masks import overlay
from sandbox.google.model import Tab

Json = dict[str, Any]

CHARTS = Shelf("charts", "chartId", "chart")
SLICERS = Shelf("slicers", "slicerId", "slicer")
KINDS_OF_CHART = (
    "basicChart", "pieChart", "bubbleChart", "candlestickChart", "orgChart", "histogramChart",
    "waterfallChart", "treemapChart", "scorecardChart",
)  # fmt: skip
SIZE = {"widthPixels": 600, "heightPixels": 371}
SLICER_SIZE = {"widthPixels": 200, "heightPixels": 50}


def add_chart(batch: Batch, request: Json) -> Json:
    wanted = given("EmbeddedChart", request, "chart")
    number = object_number(batch, wanted.get("chartId"))
    check_spec(batch, wanted.get("spec", {}))
    tab, position = placed(batch, wanted.get("position", {}), SIZE)
    chart = {"chartId": number, "spec": wanted["spec"], "position": position}
    chart |= {"border": wanted["border"]} if "border" in wanted else {}
    CHARTS.add(tab, chart)
    return {"chart": chart}


def object_number(batch: Batch, wanted: int | None) -> int:
    """Charts and slicers share their numbers."""
    taken = {one["chartId"] for _, one in CHARTS.all(batch)}
    taken |= {one["slicerId"] for _, one in SLICERS.all(batch)}
    if not wanted:
        return batch.fresh_id(taken)
    if wanted in taken:
        raise RefusedError(f"An embedded object with id {wanted} already exists.")
    return wanted


def check_spec(batch: Batch, spec: Json) -> None:
    kinds = [kind for kind in KINDS_OF_CHART if kind in spec]
    if len(kinds) != 1:
        raise RefusedError("ChartSpec must have exactly one kind of chart.")
    basic = spec.get("basicChart")
    if basic is not None and not basic.get("series"):
        raise RefusedError("BasicChartSpec must have at least one series.")
    for grid_range in sources(spec):
        _, area = batch.area(grid_range)
        if area.rows != 1 and area.columns != 1:
            raise RefusedError("Exactly one dimension of a chart source must have a length of 1.")


def sources(value: Any) -> list[Json]:
    """Every GridRange within a chart's specification."""
    if isinstance(value, list):
        return [found for one in value for found in sources(one)]
    if not isinstance(value, dict):
        return []
    if not value.keys().isdisjoint(BOUNDS["ROWS"] + BOUNDS["COLUMNS"]):
        return [value]
    return [found for one in value.values() for found in sources(one)]


def placed(batch: Batch, position: Json, size: Json) -> tuple[Tab, Json]:
    """The tab that an object hangs over, and its position with nothing left open."""
    if "overlayPosition" not in position:
        raise RefusedError("sandbox: objects on a sheet of their own are not implemented")
    overlay_position = position["overlayPosition"]
    anchor = overlay_position.get("anchorCell", {})
    tab, _, _ = batch.coordinate(anchor)
    return tab, {"overlayPosition": size | {"anchorCell": anchor} | overlay_position}


def update_chart_spec(batch: Batch, request: Json) -> Json:
    spec = given("ChartSpec", request, "spec")
    tab, chart = CHARTS.find(batch, request.get("chartId", 0))
    check_spec(batch, spec)
    CHARTS.replace(tab, chart, {**chart, "spec": spec})
    return {}


def find_object(batch: Batch, number: int) -> tuple[Shelf, Tab, Json]:
    for shelf in (CHARTS, SLICERS):
        if shelf.has(batch, number):
            return shelf, *shelf.find(batch, number)
    raise RefusedError(f"No embedded object with id: {number}")


def delete_object(batch: Batch, request: Json) -> Json:
    shelf, tab, one = find_object(batch, request.get("objectId", 0))
    shelf.remove(tab, one)
    return {}


def update_position(batch: Batch, request: Json) -> Json:
    """The mask is about the overlay; the reply is the position that came of it."""
    wanted = given("EmbeddedObjectPosition", request, "newPosition")
    shelf, tab, one = find_object(batch, request.get("objectId", 0))
    if "overlayPosition" not in wanted:
        raise RefusedError("sandbox: objects on a sheet of their own are not implemented")
    mask = mask_for("OverlayPosition", request)
    changed = overlay(one["position"]["overlayPosition"], wanted["overlayPosition"], mask)
    size = SIZE if shelf is CHARTS else SLICER_SIZE
    onto, position = placed(batch, {"overlayPosition": changed}, size)
    moved = {**one, "position": position}
    shelf.remove(tab, one)
    shelf.add(onto, moved)
    return {"position": position}


def update_border(batch: Batch, request: Json) -> Json:
    wanted = given("EmbeddedObjectBorder", request, "border")
    mask = mask_for("EmbeddedObjectBorder", request)
    tab, chart = CHARTS.find(batch, request.get("objectId", 0))
    border = overlay(chart.get("border", {}), wanted, mask)
    rest = {name: part for name, part in chart.items() if name != "border"}
    CHARTS.replace(tab, chart, rest | ({"border": border} if border else {}))
    return {}


def add_slicer(batch: Batch, request: Json) -> Json:
    wanted = given("Slicer", request, "slicer")
    number = object_number(batch, wanted.get("slicerId"))
    given_spec = wanted.get("spec", {})
    batch.area(given_spec.get("dataRange", {}))
    tab, position = placed(batch, wanted.get("position", {}), SLICER_SIZE)
    spec = {"applyToPivotTables": True, "horizontalAlignment": "LEFT"} | given_spec
    slicer = {"slicerId": number, "spec": spec, "position": position}
    SLICERS.add(tab, slicer)
    return {"slicer": slicer}


def update_slicer_spec(batch: Batch, request: Json) -> Json:
    wanted = given("SlicerSpec", request, "spec")
    mask = mask_for("SlicerSpec", request)
    tab, slicer = SLICERS.find(batch, request.get("slicerId", 0))
    spec = overlay(slicer["spec"], wanted, mask)
    batch.area(spec.get("dataRange", {}))
    SLICERS.replace(tab, slicer, {**slicer, "spec": spec})
    return {}


KINDS = {
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "deleteEmbeddedObject": delete_object,
    "updateEmbeddedObjectPosition": update_position,
    "updateEmbeddedObjectBorder": update_border,
    "addSlicer": add_slicer,
    "updateSlicerSpec": update_slicer_spec,
}
