"""Copies: of a tab within its file, of a tab into another file, of a whole file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from sandbox.google.cells.formula import rewrite
from sandbox.google.cells.references import renamed, without_tab
from sandbox.google.model import Caller, FormulaText, Spreadsheet, Tab
from sandbox.google.tabs import free_title, properties_of

Json = dict[str, Any]

NUMBERED = {
    "protected_ranges": "protectedRangeId",
    "banded_ranges": "bandedRangeId",
    "charts": "chartId",
    "slicers": "slicerId",
    "filter_views": "filterViewId",
}
"""List of a tab → the number its members carry, unique in the file."""
PLACED = (*NUMBERED, "merges", "conditional_formats", "basic_filter", "tables", "row_groups",
          "column_groups")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where a copied tab goes, and who copies."""

    spreadsheet: Spreadsheet
    random: Random
    caller: Caller

    def fresh(self, taken: set[int]) -> int:
        while (number := self.random.randrange(1, 2**31)) in taken:
            pass
        taken.add(number)
        return number


def copy_to(source: Tab, target: Target, *, with_metadata: bool = True) -> Json:
    """sheets.copyTo: the new tab comes last in the other file; its SheetProperties come back."""
    spreadsheet = target.spreadsheet
    sheet_id = target.fresh({tab.sheet_id for tab in spreadsheet.tabs})
    title = free_title(spreadsheet, f"Copy of {source.title}")
    made = copy_tab(target, source, sheet_id, title, with_metadata=with_metadata)
    spreadsheet.tabs.append(made)
    if not any(tab is source for tab in spreadsheet.tabs):
        loosen(made, spreadsheet, source.title, target.caller)
    spreadsheet.touch()
    return properties_of(made, len(spreadsheet.tabs) - 1)


def copy_tab(
    target: Target, tab: Tab, sheet_id: int, title: str, *, with_metadata: bool = True
) -> Tab:
    """A tab with new numbers for all that is numbered; it stands in no file yet."""
    made = tab.copied()
    made.sheet_id, made.title = sheet_id, title
    for name in PLACED:
        setattr(made, name, on_sheet(name, getattr(made, name), tab.sheet_id, sheet_id))
    for name, number in NUMBERED.items():
        taken = {one[number] for own in target.spreadsheet.tabs for one in getattr(own, name)}
        fresh = [{**one, number: target.fresh(taken)} for one in getattr(made, name)]
        setattr(made, name, fresh)
    made.tables = [renumbered_table(table, target) for table in made.tables]
    known = {one.metadata_id for one in all_metadata(target.spreadsheet)}
    made.developer_metadata = [
        replace(one, metadata_id=target.fresh(known))
        for one in made.developer_metadata
        if with_metadata
    ]
    return made


def all_metadata(spreadsheet: Spreadsheet) -> list[Any]:
    return [
        *spreadsheet.developer_metadata,
        *(one for tab in spreadsheet.tabs for one in tab.developer_metadata),
    ]


def renumbered_table(table: Json, target: Target) -> Json:
    """Names of tables are unique in a file, too."""
    taken = {one["name"] for tab in target.spreadsheet.tabs for one in tab.tables}
    number, name = 1, table["name"]
    while name in taken:
        number += 1
        name = f"{table['name']}_{number}"
    return {**table, "tableId": str(target.random.randrange(10**9, 10**10)), "name": name}


PLACES = {"merges", "range", "ranges", "sources", "unprotectedRanges", "anchorCell", "dataRange"}
"""Members that hold a GridRange, GridCoordinate or DimensionRange, or a list of them."""


def on_sheet(name: str, value: Any, old: int, new: int) -> Any:
    """JSON whose places on one tab are on another one now."""
    if isinstance(value, list):
        return [on_sheet(name, one, old, new) for one in value]
    if not isinstance(value, dict):
        return value
    if name not in PLACES:
        return {below: on_sheet(below, one, old, new) for below, one in value.items()}
    if value.get("sheetId", 0) != old:
        return value
    rest = {bound: at for bound, at in value.items() if bound != "sheetId"}
    return ({"sheetId": new} if new else {}) | rest


def loosen(tab: Tab, spreadsheet: Spreadsheet, old_title: str, caller: Caller) -> None:
    """A tab from another file points at what has the same name here, and at nothing else of it.

    Its protections are the copier's.
    """
    tab.protected_ranges = [owned(one, caller) for one in tab.protected_ranges]
    change = rewriter(spreadsheet, old_title, tab.title)
    for at, state in tab.cells.items():
        if isinstance(state.entered, FormulaText) and not state.entered.broken:
            text = change(state.entered.text)
            tab.cells[at] = replace(state, entered=FormulaText(text))


def rewriter(spreadsheet: Spreadsheet, old: str, new: str) -> Callable[[str], str]:
    def change(formula: str) -> str:
        formula = renamed(formula, old, new)
        for title in titles_in(formula):
            if spreadsheet.titled(title) is None:
                formula = without_tab(formula, title)
        return formula

    return change


def titles_in(formula: str) -> set[str]:
    """Tabs that a formula names."""
    found: set[str] = set()

    def note(reference: Any) -> str:
        if reference.tab is not None:
            found.add(reference.tab)
        return str(reference)

    rewrite(formula, note)
    return {title for title in found if not title.startswith("#")}


def owned(protection: Json, caller: Caller) -> Json:
    """The protection as the copier's: other editors did not come along."""
    if protection.get("warningOnly"):
        return protection
    return {**protection, "editors": {"users": [caller.email]}}


def copy_spreadsheet(source: Spreadsheet, spreadsheet_id: str, caller: Caller) -> Spreadsheet:
    """files.copy: sheet ids, names, metadata with its ids, notes and protections stay."""
    tabs = [tab.copied() for tab in source.tabs]
    for tab in tabs:
        tab.protected_ranges = [owned(one, caller) for one in tab.protected_ranges]
    return Spreadsheet(
        spreadsheet_id,
        dict(source.properties),
        source.now,
        tabs,
        [dict(named) for named in source.named_ranges],
        list(source.developer_metadata),
        source.localised_formulas,
    )
