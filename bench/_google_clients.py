"""How others write results into a Google Sheet: three clients as good engineers write them with
gspread in ten minutes. They get for nothing what the service has to work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import gspread
from gspread.utils import ValueRenderOption, rowcol_to_a1

Scalar = str | float | bool
Line = list[Scalar]
UNFORMATTED = ValueRenderOption.unformatted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the tab of results ought to hold."""

    title: str
    heads: list[Line]
    """Its first lines; the last of them has the titles of the columns."""
    lines: list[Line]
    """One a key result, objective or metric; the first cell has its id."""
    read: tuple[str, ...]
    """Tabs that a whole sync has to look at."""

    @property
    def titles(self) -> list[str]:
        """Of the columns."""
        return [str(title) for title in self.heads[-1]]


class CellWise:
    """Reads each tab, then writes cell by cell what differs."""

    name = "cell by cell"

    def __init__(self, client: gspread.Client, key: str) -> None:
        self.client, self.key = client, key

    def sync(self, wanted: Wanted) -> None:
        book = self.client.open_by_key(self.key)
        for title in wanted.read:
            book.worksheet(title).get_all_values()
        sheet = book.worksheet(wanted.title)
        standing = sheet.get_all_values(value_render_option=UNFORMATTED)
        for number, line in _differing(standing, wanted):
            for column, value in enumerate(line, 1):
                if _at(standing, number, column) != value:
                    sheet.update_cell(number, column, value)

    def change(self, wanted: Wanted, column: str, values: Mapping[str, float]) -> None:
        sheet = self.client.open_by_key(self.key).worksheet(wanted.title)
        standing = sheet.get_all_values()
        rows = _rows(standing)
        place = wanted.titles.index(column) + 1
        for id_, value in values.items():
            sheet.update_cell(rows[id_], place, value)


class FindThenWrite:
    """Looks for the id before every write, so that the row is the right one."""

    name = "find, then write"

    def __init__(self, client: gspread.Client, key: str) -> None:
        self.client, self.key = client, key

    def sync(self, wanted: Wanted) -> None:
        book = self.client.open_by_key(self.key)
        for title in wanted.read:
            book.worksheet(title).get_all_values()
        sheet = book.worksheet(wanted.title)
        standing = sheet.get_all_values(value_render_option=UNFORMATTED)
        for free, line in _differing(standing, wanted):
            found = sheet.find(str(line[0]), in_column=1)
            sheet.update([line], rowcol_to_a1(found.row if found else free, 1))

    def change(self, wanted: Wanted, column: str, values: Mapping[str, float]) -> None:
        sheet = self.client.open_by_key(self.key).worksheet(wanted.title)
        place = wanted.titles.index(column) + 1
        for id_, value in values.items():
            found = sheet.find(id_, in_column=1)
            if found is not None:
                sheet.update_cell(found.row, place, value)


class WholeFrame:
    """Takes the tabs as tables, and puts the table of results back whole, as gspread's own pages
    show it for data frames."""

    name = "whole frame"

    def __init__(self, client: gspread.Client, key: str) -> None:
        self.client, self.key = client, key

    def sync(self, wanted: Wanted) -> None:
        book = self.client.open_by_key(self.key)
        for title in wanted.read:
            book.worksheet(title).get_all_records()
        sheet = book.worksheet(wanted.title)
        _frame(sheet, wanted)
        self._put(sheet, wanted.heads, wanted.lines)

    def change(self, wanted: Wanted, column: str, values: Mapping[str, float]) -> None:
        sheet = self.client.open_by_key(self.key).worksheet(wanted.title)
        frame = _frame(sheet, wanted)
        for record in frame:
            if (id_ := str(record[wanted.titles[0]])) in values:
                record[column] = values[id_]
        lines = [[record[title] for title in wanted.titles] for record in frame]
        self._put(sheet, wanted.heads, lines)

    def _put(self, sheet: gspread.Worksheet, heads: list[Line], lines: list[Line]) -> None:
        sheet.clear()
        sheet.update([*heads, *lines])


OTHERS = (CellWise, FindThenWrite, WholeFrame)


def _frame(sheet: gspread.Worksheet, wanted: Wanted) -> list[dict[str, Scalar]]:
    head, titles = len(wanted.heads), wanted.titles
    found: list[dict[str, Scalar]] = sheet.get_all_records(head=head, expected_headers=titles)
    return found


def _rows(standing: Sequence[Line]) -> dict[str, int]:
    """Id → number of its row."""
    return {str(line[0]): number for number, line in enumerate(standing, 1) if line and line[0]}


def _at(standing: Sequence[Line], row: int, column: int) -> Scalar:
    line = standing[row - 1] if row <= len(standing) else []
    return line[column - 1] if column <= len(line) else ""


def _differing(standing: Sequence[Line], wanted: Wanted) -> Iterator[tuple[int, Line]]:
    """The lines that are not as they ought to be, with their rows; new ids go below the others."""
    rows = _rows(standing)
    free = max(len(standing), len(wanted.heads)) + 1
    for line in wanted.lines:
        number = rows.get(str(line[0]))
        if number is None:
            yield free, line
            free += 1
        elif any(_at(standing, number, n) != value for n, value in enumerate(line, 1)):
            yield number, line
