"""Google's JSON for places (ranges, coordinates, anchors) after rows or columns changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.google.cells.changes import Deleted, GridChange, Inserted
from sandbox.google.model import Area

Json = dict[str, Any]

BOUNDS = {
    "ROWS": ("startRowIndex", "endRowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex"),
}
COORDINATE = {"ROWS": "rowIndex", "COLUMNS": "columnIndex"}
EDGE = 2**31
"""An end without a bound, as a number no grid reaches."""


def range_of(area: Area) -> Json:
    """The GridRange of cells, as the service writes it."""
    return ({"sheetId": area.sheet_id} if area.sheet_id else {}) | {
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one tab's grid; references know the tab by title, JSON by its id."""

    sheet_id: int
    change: GridChange

    @property
    def axis(self) -> str:
        return self.change.axis

    def span(self, start: int, end: int | None) -> tuple[int, int | None] | None:
        """Where these rows or columns are afterwards; None if none is left."""
        left = self.change.span(start, EDGE if end is None else end)
        if left is None or end is not None:
            return left
        return left[0], None

    def landed(self, index: int) -> int:
        """Where the row or column is, or the one that took its place."""
        at = self.change.index(index)
        return self.change.start if at is None and isinstance(self.change, Deleted) else at or 0


class Gone:
    """Stands for JSON whose cells no longer exist."""


GONE = Gone()


def edited(value: Any, edit: Edit) -> Any:
    """The JSON with every place in it adjusted; `GONE` if it was about deleted cells alone.

    A list loses the elements that are gone; a message is gone with any of its members, except a
    chart's list of sources, which may be left empty.
    """
    if isinstance(value, list):
        return [kept for one in value if (kept := edited(one, edit)) is not GONE]
    if not isinstance(value, dict):
        return value
    if not value.keys().isdisjoint(BOUNDS["ROWS"] + BOUNDS["COLUMNS"]):
        return edited_range(value, edit)
    if "dimension" in value and "startIndex" in value:
        return edited_dimension(value, edit)
    kept = {name: edited_member(name, one, edit) for name, one in value.items()}
    return GONE if GONE in kept.values() else kept


def edited_member(name: str, value: Any, edit: Edit) -> Any:
    return edited_coordinate(value, edit) if name == "anchorCell" else edited(value, edit)


def edited_range(grid_range: Json, edit: Edit) -> Any:
    """A GridRange; a side without a bound keeps none."""
    first, last = BOUNDS[edit.axis]
    if grid_range.get("sheetId", 0) != edit.sheet_id or not {first, last} & grid_range.keys():
        return grid_range
    span = edit.span(grid_range.get(first, 0), grid_range.get(last))
    return GONE if span is None else {**grid_range, **bounded((first, last), span)}


def edited_dimension(dimension_range: Json, edit: Edit) -> Any:
    """A DimensionRange."""
    same = dimension_range.get("sheetId", 0) == edit.sheet_id
    if not same or dimension_range["dimension"] != edit.axis:
        return dimension_range
    span = edit.span(dimension_range["startIndex"], dimension_range.get("endIndex"))
    if span is None:
        return GONE
    return {**dimension_range, **bounded(("startIndex", "endIndex"), span)}


def bounded(names: tuple[str, str], span: tuple[int, int | None]) -> Json:
    return {name: bound for name, bound in zip(names, span, strict=True) if bound is not None}


def edited_coordinate(coordinate: Json, edit: Edit) -> Json:
    """A GridCoordinate stays at the place where its own row or column vanished."""
    name = COORDINATE[edit.axis]
    if coordinate.get("sheetId", 0) != edit.sheet_id:
        return coordinate
    at = edit.landed(coordinate.get(name, 0))
    kept = {key: part for key, part in coordinate.items() if key != name}
    return kept | ({name: at} if at else {})


def edited_filter(filter_or_view: Json, edit: Edit) -> Any:
    """A filter names its columns by number as well."""
    kept = edited(filter_or_view, edit)
    own = filter_or_view.get("range", {}).get("sheetId", 0) == edit.sheet_id
    if kept is GONE or not own or edit.axis != "COLUMNS":
        return kept
    kept = dict(kept)
    if "criteria" in kept:
        kept["criteria"] = {
            str(at): rule
            for column, rule in kept["criteria"].items()
            if (at := edit.change.index(int(column))) is not None
        }
    for name, member in (("filterSpecs", "columnIndex"), ("sortSpecs", "dimensionIndex")):
        if name in kept:
            kept[name] = [
                {**spec, member: at}
                for spec in kept[name]
                if (at := edit.change.index(spec.get(member, 0))) is not None
            ]
    return kept


def edited_count(count: int, edit: Edit) -> int:
    """How many rows or columns are frozen afterwards; a move changes nothing about it."""
    change = edit.change
    if isinstance(change, Inserted):
        return count + change.count if change.at < count else count
    if isinstance(change, Deleted):
        return count - max(0, min(count, change.end) - change.start)
    return count
