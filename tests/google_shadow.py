"""A person at work in a Google Sheet while the service syncs it.

Everything the person does is done twice: in the document, and in a shadow that the service never
sees. The service changes nothing but its own cells, so whatever else differs between the two in
the end was lost or spoilt by it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sandbox.google.batch.context import RefusedError as RequestRefusedError
from sandbox.google.cells.formula import letters, tokens
from sandbox.google.cells.serials import serial
from sandbox.google.errors import GoogleError
from sandbox.google.files import File
from sandbox.google.model import CellState, Entered, FormulaText, Tab
from sandbox.google.person import Person
from sandbox.google.person_checks import RefusedError
from sandbox.google.store import Google
from sync.core.formulas import normal_form
from sync.core.grid import Sheet
from sync.core.schema import ID_TABS, SERVICE_TABS, TABS, Writer, find_tab
from sync.core.tabs import column_key
from sync.core.vocabulary import Cell, ErrorValue

OWNER, ROBOT = "anna@example.com", "robot@okr-sandbox.example.com"
TEXTS = (
    "", "7", "12,5", "45 %", "1,8 млн", "n/a", "Yes", "2026-11-15", "=1+1", "Reach a level",
    "O-002 · A funnel that does not leak", "M-001 · Enterprise share", "Повысить эффективность",
)  # fmt: skip
REFUSALS = (GoogleError, RefusedError, RequestRefusedError, LookupError)
SPARE = 8
"""Empty rows below what stands in a tab."""
MARK = "Row of the test"
"""Title of a column of people's, by which the test knows each row again."""
WIDEST = 30
LONG, SHORT = re.compile(r"\$(?:100[01]|2402)\b"), 60
"""Last rows of the ranges in formulas: computing over empty rows would take most of the time."""
LAST = re.compile(r"\$(?:[4-7]\d|9\d\d|1\d{3}|2\d{3})\b")
"""The last row of a range, here or in the template, whatever rows were inserted and deleted."""
MARKED = {TABS[key].title.en for key in ID_TABS}


def fill(google: Google, sheets: Sequence[Sheet], title: str = "Team") -> File:
    """A spreadsheet with these grids, shared with the service account."""
    file = google.add_spreadsheet(title, OWNER)
    assert file.spreadsheet is not None
    file.spreadsheet.tabs = [_tab(number, sheet) for number, sheet in enumerate(sheets)]
    file.spreadsheet.touch()
    google.share(file.file_id, ROBOT)
    return file


def _tab(number: int, sheet: Sheet) -> Tab:
    width = max((len(row) for row in sheet.rows), default=1)
    tab = Tab(101 + number, sheet.title, len(sheet.rows) + SPARE, width + 2)
    if sheet.hidden:
        tab.properties["hidden"] = True
    for row, column, cell in sheet.filled():
        tab.put(row - 1, column - 1, _state(cell))
    if sheet.title in MARKED:
        for row in range(tab.rows):
            tab.put(row, width, CellState(f"{number}/{row}" if row else MARK))
    return tab


def _state(cell: Cell) -> CellState:
    look = {"numberFormat": {"type": "PERCENT", "pattern": "0%"}} if cell.percent else {}
    value = cell.value
    if cell.formula is not None:
        return CellState(FormulaText("=" + LONG.sub(f"${SHORT}", cell.formula)), look)
    if isinstance(value, date):
        look = {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}}
        return CellState(serial(value), look)
    assert not isinstance(value, ErrorValue)
    return CellState(float(value) if isinstance(value, Decimal) else value, look)


@dataclass
class People:
    """One person with the document and its shadow open."""

    google: Google
    file: File
    draw: random.Random
    log: list[str] = field(default_factory=list)
    counter: int = 0
    given: dict[str, set[str]] = field(default_factory=dict)
    """Mark of a row → every id that the service has known it by."""
    copies: dict[str, str] = field(default_factory=dict)
    """Titles of tabs that began as copies of ours, with what the service had written there."""
    spoilt: set[int] = field(default_factory=set)
    """Service tabs that the person meddled with."""

    def __post_init__(self) -> None:
        self.real = Person(self.google, self.file.file_id, OWNER)
        self.shadow = self.real.make_copy("shadow")
        self.kinds = {tab.sheet_id: found.key for tab in self.real.sheet.tabs
                      if (found := find_tab(tab.title))}  # fmt: skip

    def act(self) -> None:
        """One edit of any kind."""
        kinds: Sequence[Callable[[], None]] = (
            self.type_value, self.type_value, self.type_title, self.type_title, self.type_new_row,
            self.type_id, self.overwrite_formula, self.insert_rows, self.delete_row, self.move_row,
            self.sort_rows, self.copy_row, self.insert_column, self.move_column, self.rename_tab,
            self.move_tab, self.duplicate_tab, self.meddle, self.clear_row, self.write_aside,
        )  # fmt: skip
        self.draw.choice(kinds)()

    def both(self, what: str, act: Callable[[Person], object]) -> None:
        """The same in the document and in the shadow; what is refused there is not done here."""
        try:
            act(self.real)
        except REFUSALS:
            return
        self.log.append(what)
        act(self.shadow)

    # what a person types

    def type_value(self) -> None:
        tab = self._people_tab()
        columns = self._columns(tab, Writer.PEOPLE)
        if columns:
            self._type(tab, self._row(tab), self.draw.choice(columns), self.draw.choice(TEXTS))

    def type_title(self) -> None:
        tab = self._people_tab()
        for column in self._named(tab, "title"):
            self._type(tab, self._row(tab), column, self._text())

    def type_new_row(self) -> None:
        """Below everything, where no id and no formula stands."""
        tab = self._people_tab()
        below = 1 + max((row for row, _ in tab.cells), default=0)
        for column in self._named(tab, "title"):
            self._type(tab, min(below, tab.rows - 1), column, self._text())

    def type_id(self) -> None:
        tab = self._people_tab()
        for column in self._named(tab, "id"):
            self._type(tab, self._row(tab), column, self.draw.choice(("", "KR-001", "x", "O-002")))

    def overwrite_formula(self) -> None:
        tab = self._people_tab()
        columns = self._columns(tab, Writer.FORMULA)
        if columns:
            self._type(tab, self._row(tab), self.draw.choice(columns), self._text())

    def write_aside(self) -> None:
        """Right of the table, where nobody else writes."""
        tab = self._people_tab()
        self._type(tab, self._row(tab), tab.columns - 1, self._text())

    def clear_row(self) -> None:
        tab = self._people_tab()
        row = self._row(tab)
        cells = f"A{row + 1}:{letters(tab.columns - 1)}{row + 1}"
        self.both(f"clear {tab.title} {cells}", lambda p: p.clear(tab.sheet_id, cells))

    # what a person moves

    def insert_rows(self) -> None:
        tab = self._people_tab()
        row, count = self._row(tab), self.draw.randint(1, 2)
        self.both(f"insert {count} rows {tab.title} {row}",
                  lambda p: p.insert_rows(tab.sheet_id, row, count))  # fmt: skip

    def delete_row(self) -> None:
        tab = self._people_tab()
        row = self._row(tab)
        self.both(f"delete row {tab.title} {row}", lambda p: p.delete_rows(tab.sheet_id, row))

    def move_row(self) -> None:
        tab = self._people_tab()
        row, to = self._row(tab), self._row(tab)
        self.both(f"move row {tab.title} {row} {to}",
                  lambda p: p.move_rows(tab.sheet_id, row, to))  # fmt: skip

    def copy_row(self) -> None:
        tab = self._people_tab()
        row, to = self._row(tab), self._row(tab)
        self.both(f"copy row {tab.title} {row} {to}",
                  lambda p: p.copy_rows(tab.sheet_id, row, to))  # fmt: skip

    def sort_rows(self) -> None:
        """Whole rows, by a column of theirs: the order is the same in the shadow."""
        tab = self._people_tab()
        columns = self._columns(tab, Writer.PEOPLE)
        if not columns:
            return
        column, down = self.draw.choice(columns), self.draw.random() < 0.5
        cells = f"A2:{letters(tab.columns - 1)}{tab.rows}"
        self.both(f"sort {tab.title} by {column}",
                  lambda p: p.sort(tab.sheet_id, cells, column, descending=down))  # fmt: skip

    def insert_column(self) -> None:
        tab = self._people_tab()
        column = self.draw.randrange(tab.columns)
        self.both(f"insert column {tab.title} {column}",
                  lambda p: p.insert_columns(tab.sheet_id, column))  # fmt: skip

    def move_column(self) -> None:
        tab = self._people_tab()
        column, to = self.draw.randrange(tab.columns), self.draw.randrange(tab.columns)
        self.both(f"move column {tab.title} {column} {to}",
                  lambda p: p.move_columns(tab.sheet_id, column, to))  # fmt: skip

    # what a person does to tabs

    def rename_tab(self) -> None:
        tab, title = self._people_tab(), f"Tab {self._count()}"
        self.both(f"rename {tab.title} {title}", lambda p: p.rename_tab(tab.sheet_id, title))

    def move_tab(self) -> None:
        tab, place = self._people_tab(), self.draw.randrange(4)
        self.both(f"move tab {tab.title}", lambda p: p.move_tab(tab.sheet_id, place))

    def duplicate_tab(self) -> None:
        """A copy of one of ours, or an empty tab: both are theirs. Seldom, or documents grow."""
        if self.draw.random() > 0.3:
            return
        tab, title = self._people_tab(), f"Own {self._count()}"
        if self.draw.random() < 0.5:
            self.both(f"add {title}", lambda p: p.add_tab(title))
        else:
            self.copies[title] = self.kind(tab)
            self.both(f"duplicate {tab.title} as {title}",
                      lambda p: p.duplicate_tab(tab.sheet_id, title))  # fmt: skip

    def meddle(self) -> None:
        """Rows of the service's own tabs: sorted, inserted, deleted."""
        tabs = [tab for tab in self.real.sheet.tabs if self.kind(tab) in SERVICE_TABS]
        tab = self.draw.choice(tabs)
        row = self.draw.randrange(1, max(2, tab.rows - SPARE))
        self.spoilt.add(tab.sheet_id)
        if self.draw.random() < 0.5:
            self.both(f"insert row {tab.title} {row}", lambda p: p.insert_rows(tab.sheet_id, row))
        else:
            self.both(f"delete row {tab.title} {row}", lambda p: p.delete_rows(tab.sheet_id, row))

    # places

    def kind(self, tab: Tab) -> str:
        """The key of the tab a sheet is, by its number, whatever its title is now."""
        return self.kinds.get(tab.sheet_id, "")

    def _like(self, tab: Tab) -> str:
        return self.kind(tab) or self.copies.get(tab.title, "")

    def _people_tab(self) -> Tab:
        wanted = (*ID_TABS, "people")
        return self.draw.choice([t for t in self.real.sheet.tabs if self.kind(t) in wanted])

    def _columns(self, tab: Tab, writer: Writer) -> list[int]:
        keys = {column.key for column in TABS[self.kind(tab)].written_by(writer)}
        return [number for number, key in self.titled(tab) if key in keys]

    def _named(self, tab: Tab, name: str) -> list[int]:
        return [number for number, key in self.titled(tab) if key == name]

    def titled(self, tab: Tab, like: str = "") -> Iterator[tuple[int, str]]:
        """Each column of ours that has its title: number and key."""
        schema = TABS[like or self.kind(tab)]
        for column in range(tab.columns):
            key = column_key(schema, tab.cell(0, column).entered)
            if key:
                yield column, key

    def _row(self, tab: Tab) -> int:
        used = 1 + max((row for row, _ in tab.cells), default=1)
        return self.draw.randrange(1, max(2, min(used + 1, tab.rows)))

    def _type(self, tab: Tab, row: int, column: int, text: str) -> None:
        cell = f"{letters(column)}{row + 1}"
        self.both(f"type {tab.title}!{cell} {text!r}", lambda p: p.type(tab.sheet_id, cell, text))

    def _text(self) -> str:
        return self.draw.choice(
            (f"Close {self._count()} deals by December", f"Note {self.counter}")
        )

    def _count(self) -> int:
        self.counter += 1
        return self.counter

    # what must hold

    def losses(self) -> list[str]:
        """Cells of people that are not as they left them."""
        return [loss for tab in self.shadow.sheet.tabs for loss in self._losses_in(tab)]

    def _losses_in(self, shadow: Tab) -> Iterator[str]:
        known = self.kind(shadow)
        sheet = self.real.sheet
        real = sheet.tab(shadow.sheet_id) if known else sheet.titled(shadow.title)
        if real is None:
            yield f"{shadow.title}: the tab is gone"
            return
        if self.kind(shadow) in SERVICE_TABS:
            return
        ours = self._service_columns(shadow)
        for place in sorted(shadow.cells.keys() | real.cells.keys()):
            left, found = shadow.cell(*place).entered, real.cell(*place).entered
            if left != found and not (place[0] and place[1] in ours):
                yield f"{shadow.title} {place}: {left!r} became {found!r}"

    def _service_columns(self, tab: Tab) -> set[int]:
        """Columns that the service may fill; in Settings, which stand sideways, the second."""
        key = self._like(tab)
        if key not in ID_TABS:
            return {1} if key == "settings" else set()
        ours = {"id", *(column.key for column in TABS[key].written_by(Writer.FORMULA))}
        return {number for number, name in self.titled(tab, key) if name in ours}

    def misplaced_formulas(self) -> Iterator[str]:
        """Formulas that look at another row than their own, unless a person put them there."""
        for shadow in self.shadow.sheet.tabs:
            real = self.real.sheet.tab(shadow.sheet_id)
            if real is None or self.kind(shadow) not in ID_TABS:
                continue
            for column in self._columns(shadow, Writer.FORMULA):
                left = [shadow.cell(row, column).entered for row in range(shadow.rows)]
                counted = Counter(filter(None, (_form(e, row) for row, e in enumerate(left))))
                forms = set(counted)
                most = max(counted.values(), default=0)
                usual = most > 1 and 2 * most > counted.total()
                for row in range(1, real.rows):
                    found = real.cell(row, column).entered
                    known = _form(found, row) in forms if usual else _looks_at(found, row)
                    strange = found != left[row] and not known
                    if isinstance(found, FormulaText) and strange:
                        yield f"{real.title} {row, column}: {found.text}"

    def marks(self) -> dict[tuple[str, int], str]:
        """Tab and row, counted from 1 as the service does, to the mark of the row."""
        return {
            (self.kind(tab), row + 1): mark
            for tab in self.real.sheet.tabs
            for column in range(tab.columns)
            if tab.cell(0, column).entered == MARK
            for row in range(1, tab.rows)
            if isinstance(mark := tab.cell(row, column).entered, str)
        }

    def ids(self) -> Iterator[tuple[str, Entered, Entered]]:
        """The mark of each row that has one of its own, the id that stands there, and the id that
        the person left there."""
        marks = self.marks()
        counted = Counter(marks.values())
        for (kind, row), mark in marks.items():
            shadow = next(tab for tab in self.shadow.sheet.tabs if self.kind(tab) == kind)
            real = self.real.sheet.tab(shadow.sheet_id)
            for column in self._named(shadow, "id") if counted[mark] == 1 and real else ():
                assert real is not None
                yield mark, real.cell(row - 1, column).entered, shadow.cell(row - 1, column).entered

    def records(self, key: str) -> list[dict[str, Entered]]:
        """The rows of a service tab as they stand, by column key; none when the tab is gone."""
        tab = next((tab for tab in self.real.sheet.tabs if self.kind(tab) == key), None)
        if tab is None:
            return []
        heads = [row for row in range(5) if len(self._heads(tab, row, key)) > 2]
        if not heads:
            return []
        columns = self._heads(tab, heads[0], key)
        return [
            {name: tab.cell(row, column).entered for name, column in columns.items()}
            for row in range(heads[0] + 1, tab.rows)
        ]

    def _heads(self, tab: Tab, row: int, key: str) -> dict[str, int]:
        """Column key → its column; copies that the service keeps stand far to the right."""
        found: dict[str, int] = {}
        for column in range(min(tab.columns, WIDEST)):
            if name := column_key(TABS[key], tab.cell(row, column).entered):
                found.setdefault(name, column)
        return found


def _looks_at(entered: Entered, row: int) -> bool:
    """Whether a formula looks at its own row and at no other; where the person has cleared all
    formulas of a column, the service puts back those of the template."""
    text = entered.text if isinstance(entered, FormulaText) else ""
    ends = [end for token in tokens(text) if token.reference
            for end in (token.reference.first, token.reference.last) if end]  # fmt: skip
    return all(end.row in (row, None) or end.row_fixed for end in ends)


def _form(entered: Entered, row: int) -> str:
    if not isinstance(entered, FormulaText):
        return ""
    return normal_form(LAST.sub("$N", entered.text.removeprefix("=")), row + 1)
