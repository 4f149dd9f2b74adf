"""Requests about tables: a range with named, typed columns.

A table here is what it says about itself; that it grows with appended rows is left out.
"""

from __future__ import annotations

from typing import Any

from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.cells.display import formatted
from sandbox.google.edits import range_of
from sandbox.google.masks import overlay
from sandbox.google.model import Area, Tab

Json = dict[str, Any]


def add_table(batch: Batch, request: Json) -> Json:
    wanted = given("Table", request, "table")
    tab, area = checked_place(batch, wanted, but=None)
    taken = {table["tableId"] for one in batch.spreadsheet.tabs for table in one.tables}
    table_id = wanted.get("tableId") or str(batch.fresh_id(()))
    if table_id in taken:
        raise RefusedError(f"A table with id {table_id} already exists.")
    name = wanted.get("name") or f"Table{len(taken) + 1}"
    check_name(batch, name, but="")
    table = wanted | {"tableId": table_id, "name": name, "range": range_of(area)}
    table["columnProperties"] = columns_of(batch, tab, area, wanted.get("columnProperties", []))
    tab.tables = [*tab.tables, table]
    return {"table": table}


def checked_place(batch: Batch, wanted: Json, *, but: Json | None) -> tuple[Tab, Area]:
    tab, area = batch.writable(wanted.get("range", {}))
    for other in tab.tables:
        if other is not but and area.meet(tab.clip(other["range"])):
            raise RefusedError("A table cannot overlap another table.")
    return tab, area


def check_name(batch: Batch, name: str, *, but: str) -> None:
    for tab in batch.spreadsheet.tabs:
        for table in tab.tables:
            if table["name"].casefold() == name.casefold() and table["tableId"] != but:
                raise RefusedError(f'A table with the name "{name}" already exists.')


def columns_of(batch: Batch, tab: Tab, area: Area, wanted: list[Json]) -> list[Json]:
    """Every column of the table; names come from the header row where none is given."""
    known = {one.get("columnIndex", 0): one for one in wanted}
    if any(not 0 <= index < area.columns for index in known):
        raise RefusedError("columnIndex is outside of the table.")
    columns = []
    for index in range(area.columns):
        header = formatted(batch.spreadsheet, tab, area.top, area.left + index)
        named = {"columnName": header or f"Column {index + 1}", **known.get(index, {})}
        columns.append(named | ({"columnIndex": index} if index else {}))
    return columns


def find(batch: Batch, table_id: str) -> tuple[Tab, Json]:
    for tab in batch.spreadsheet.tabs:
        for table in tab.tables:
            if table["tableId"] == table_id:
                return tab, table
    raise RefusedError(f"No table with id: {table_id}")


def update_table(batch: Batch, request: Json) -> Json:
    wanted = given("Table", request, "table")
    mask = mask_for("Table", request)
    tab, table = find(batch, wanted.get("tableId", ""))
    changed = overlay(table, wanted, mask) | {"tableId": table["tableId"]}
    check_name(batch, changed.get("name", ""), but=table["tableId"])
    moved, area = checked_place(batch, changed, but=table)
    if moved is not tab:
        raise RefusedError("A table cannot move to another sheet.")
    columns = [
        one
        for one in changed.get("columnProperties", [])
        if one.get("columnIndex", 0) < area.columns
    ]
    changed["columnProperties"] = columns_of(batch, tab, area, columns)
    tab.tables = [changed if one is table else one for one in tab.tables]
    return {}


def delete_table(batch: Batch, request: Json) -> Json:
    """The conditional formats over its cells go with it; the cells stay."""
    tab, table = find(batch, request.get("tableId", ""))
    area = tab.clip(table["range"])
    batch.guard(area)
    tab.tables = [one for one in tab.tables if one is not table]
    tab.conditional_formats = [
        rule
        for rule in tab.conditional_formats
        if not all(tab.clip(one).meet(area) == tab.clip(one) for one in rule["ranges"])
    ]
    return {}


KINDS = {"addTable": add_table, "updateTable": update_table, "deleteTable": delete_table}
