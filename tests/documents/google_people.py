"""Somebody at work in a spreadsheet and likewise in its twin, which the service never sees."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from documents.google_files import OWNER, GoogleFile

from sandbox.google.model import FormulaText, Tab
from sandbox.google.person import Person
from sandbox.google.person_checks import RefusedError
from sync.core.following import skeleton
from sync.core.landing import Spot

TAGS = 30
"""The column, counted from 0, in which every row has a word of its own that nobody touches."""


@dataclass
class Pair:
    """A spreadsheet and its twin."""

    real: GoogleFile
    twin: GoogleFile
    draw: random.Random
    tabs: tuple[str, ...] = ("Key results", "Objectives")
    done: list[str] = field(default_factory=list)
    counter: int = 0

    def act(self) -> None:
        """One edit, the same in both."""
        edits: list[Callable[[], object]] = [
            self.insert_row, self.insert_row, self.delete_row, self.move_row, self.move_row,
            self.type, self.type, self.type_text, self.move_column, self.insert_column,
            self.rename_tab, self.copy_row, self.add_tab, self.type_elsewhere,
        ]  # fmt: skip
        edit = self.draw.choice(edits)
        self.done.append(edit.__name__)
        self.counter += 1
        edit()

    def insert_row(self) -> None:
        at = self._row()
        self._both(lambda person, tab: person.insert_rows(tab.sheet_id, at))

    def delete_row(self) -> None:
        at = self._row()
        self._both(lambda person, tab: person.delete_rows(tab.sheet_id, at))

    def move_row(self) -> None:
        at, to = self._row(), self._row()
        self._both(lambda person, tab: person.move_rows(tab.sheet_id, at, to))

    def copy_row(self) -> None:
        at, to = self._row(), self._row()
        self._both(lambda person, tab: person.copy_rows(tab.sheet_id, at, to))

    def move_column(self) -> None:
        at, to = self.draw.randrange(12), self.draw.randrange(12)
        self._both(lambda person, tab: person.move_columns(tab.sheet_id, at, to))

    def insert_column(self) -> None:
        at = self.draw.randrange(12)
        self._both(lambda person, tab: person.insert_columns(tab.sheet_id, at))

    def type(self) -> None:
        """A value into any cell, the service's as well."""
        where = f"{self.draw.choice('ABCDEFGHIJKL')}{self._row() + 1}"
        text = self.draw.choice([f"typed {self.counter}", "7", "", "=1+2"])
        self._both(lambda person, tab: person.type(tab.sheet_id, where, text))

    def type_text(self) -> None:
        """A new key result."""
        where = f"B{self.draw.randrange(2, 12)}"
        text = f"Conversion {self.counter} up"
        self._both(lambda person, tab: person.type(tab.sheet_id, where, text))

    def rename_tab(self) -> None:
        title = f"Our tab {self.counter}"
        self._both(lambda person, tab: person.rename_tab(tab.sheet_id, title))

    def add_tab(self) -> None:
        title = f"Notes {self.counter}"
        for file in (self.real, self.twin):
            Person(file.sandbox.google, file.file_id, OWNER).add_tab(title, index=1)

    def type_elsewhere(self) -> None:
        self._both(lambda person, _: person.type("Ideas", "A3", f"idea {self.counter}"))

    def _row(self) -> int:
        return self.draw.randrange(1, 9)

    def _both(self, edit: Callable[[Person, Tab], object]) -> None:
        number = self.draw.choice((7, 14)) if len(self.tabs) > 1 else 14
        for file in (self.real, self.twin):
            tab = file.spreadsheet.tab(number)
            person = Person(file.sandbox.google, file.file_id, OWNER)
            if tab is not None:
                try:
                    edit(person, tab)
                except RefusedError:
                    return

    def differences(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Tag of the row and title of the column → what the twin holds and what stands there, for
        all cells in which the two differ."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for number in (7, 14):
            mine, other = self.real.spreadsheet.tab(number), self.twin.spreadsheet.tab(number)
            assert mine is not None
            assert other is not None
            for place in mine.cells.keys() | other.cells.keys():
                one, two = text_at(other, place), text_at(mine, place)
                if skeleton(one) != skeleton(two):
                    found[f"{number} {tag_of(other, place)}", text_at(other, (0, place[1]))] = (
                        one,
                        two,
                    )
        return found


def tag_of(tab: Tab, place: Spot) -> str:
    return next((text_at(tab, (place[0], column)) for column in range(TAGS, TAGS + 9)
                 if text_at(tab, (place[0], column))), f"row {place[0]}")  # fmt: skip


def text_at(tab: Tab, place: Spot) -> str:
    entered = tab.cell(*place).entered
    if isinstance(entered, FormulaText):
        return entered.text
    return "" if entered is None else str(entered)
