"""What a client leaves behind when somebody adds a row to the tab it is writing into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bench._google_clients import Line, Wanted
from bench._google_stage import Stage
from sandbox.google.model import EMPTY, CellState, Entered, FormulaText, Spreadsheet, Tab
from sheets_template.layout import number_of
from sync.core.schema import TABS

TAB = TABS["key_results"].title.ru
COLUMN = "crm"
ADDED, TITLE = 3, "Новый клиент каждую неделю"
"""Where the new row stands, counted from 0, and what is typed into it."""


@dataclass(frozen=True, slots=True)
class Harm:
    """Counted against a copy of the sheet in which only the person was at work."""

    misplaced: int
    """Values that do not stand beside their key result."""
    formulas: int
    """Formulas lost outside the cells that were to be filled."""
    typed: int
    """Cells that people filled and that now hold something else."""


class Client(Protocol):
    """Somebody who puts values beside ids."""

    def change(self, wanted: Wanted, column: str, values: Mapping[str, float]) -> None: ...


def harm_of(
    stage: Stage, synced: str, make: Callable[[str], Client], values: Mapping[str, float]
) -> Harm:
    """Put values beside key results; a person acts just before the first write."""
    key, twin = stage.copy(synced), stage.copy(synced)
    _add_row(stage, twin)
    titles: Line = [column.title.ru for column in TABS["key_results"].columns]
    wanted = Wanted(TAB, [titles], [], ())
    before = len(stage.sandbox.between)
    stage.sandbox.between.append(_once_before_a_write(lambda: _add_row(stage, key)))
    make(key).change(wanted, TABS["key_results"].column(COLUMN).title.ru, values)
    del stage.sandbox.between[before:]
    return _compare(stage.google.spreadsheet(key), stage.google.spreadsheet(twin), values)


def _add_row(stage: Stage, key: str) -> None:
    person = stage.person(key)
    person.insert_rows(TAB, ADDED)
    person.type(TAB, f"B{ADDED + 1}", TITLE)


def _once_before_a_write(act: Callable[[], None]) -> Callable[[str], None]:
    waiting = [act]

    def heard(what: str) -> None:
        writes = what.startswith("PUT") or what.endswith((":clear", ":append", ":batchUpdate"))
        if writes and waiting:
            waiting.pop()()

    return heard


def _compare(sheet: Spreadsheet, twin: Spreadsheet, values: Mapping[str, float]) -> Harm:
    mine, theirs = _tab(sheet), _tab(twin)
    found, column = _rows(mine), number_of("key_results", COLUMN) - 1
    shown = {id_: sheet.value(mine, found[id_], column) for id_ in values if id_ in found}
    lost = [
        cell.entered
        for name, row in _rows(theirs).items()
        for place, cell in _line(theirs, row).items()
        if not (place == column and name in values)
        and not _same(cell.entered, _line(mine, found.get(name, -1)).get(place, EMPTY).entered)
    ]
    formulas = sum(isinstance(entered, FormulaText) for entered in lost)
    return Harm(
        misplaced=sum(shown.get(id_) != value for id_, value in values.items()),
        formulas=formulas,
        typed=len(lost) - formulas,
    )


def _tab(sheet: Spreadsheet) -> Tab:
    tab = sheet.titled(TAB)
    assert tab is not None
    return tab


def _rows(tab: Tab) -> dict[str, int]:
    """Rows by their ids; those without one by what they say."""
    return {
        str(name): row
        for row in range(tab.rows)
        if (name := tab.cell(row, 0).entered or tab.cell(row, 1).entered)
    }


def _line(tab: Tab, row: int) -> dict[int, CellState]:
    return {column: tab.cell(row, column) for column in range(tab.columns)}


def _same(one: Entered, other: Entered) -> bool:
    """Formulas look at their own rows, and so differ in their words."""
    both = isinstance(one, FormulaText) and isinstance(other, FormulaText)
    return both or one == other
