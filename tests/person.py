"""A person at work in a document: every edit that spreadsheets allow, made at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.core.formulas import FORMULAS, Layout, formula
from sync.core.grid import NO_VALUE, Sheet, letters_of
from sync.core.schema import ID_TABS, TABS, Writer
from sync.core.tabs import Header, find_tabs
from sync.core.vocabulary import EMPTY, Cell, CellValue, Language

VALUES: tuple[CellValue, ...] = (
    None, Decimal(0), Decimal(7), Decimal("12.5"), Decimal(-3), Decimal("1e15"), "1,8 млн", "45 %",
    "n/a", "да", True, date(2026, 11, 15), "=1+1", "Reach a level", "Накопить за период",
    "M-001 · Enterprise share", "O-002 · A funnel that does not leak", "O-999", "x" * 400,
    "Повысить эффективность отдела продаж", "Line one\nline two", "%", "🙂",
)  # fmt: skip
EDITED = (*ID_TABS, "people", "ideas")


@dataclass
class Person:
    """Edits the sheets of one document in place."""

    sheets: list[Sheet]
    language: Language
    draw: random.Random
    counter: int = 0

    def act(self, times: int) -> None:
        """Make some edits, then let the spreadsheet follow."""
        for _ in range(times):
            self._edit()
        self._recompute()

    def _edit(self) -> None:
        edits: list[Callable[[], object]] = [
            self.type_value, self.type_value, self.type_value, self.type_title, self.type_title,
            self.sort_rows, self.insert_row, self.delete_row, self.move_row, self.copy_row,
            self.copy_row_and_retitle, self.overwrite_formula, self.overwrite_id, self.rename_tab,
            self.rename_column, self.move_column, self.move_tab, self.add_column, self.sort_titles,
            self.clear_row, self.write_elsewhere,
        ]  # fmt: skip
        self.draw.choice(edits)()

    def type_value(self) -> None:
        """Anything into any cell of their own."""
        tab, sheet, header = self._tab()
        columns = [c.key for c in TABS[tab].written_by(Writer.PEOPLE) if c.key in header.places]
        if columns:
            where = self._row(sheet, header), header.places[self.draw.choice(columns)]
            sheet.put(*where, Cell(self.draw.choice(VALUES), percent=self.draw.random() < 0.1))

    def type_title(self) -> None:
        """A new text in a row, often one that was empty."""
        _, sheet, header = self._tab()
        if "title" in header.places:
            sheet.put(self._row(sheet, header), header.places["title"], Cell(self._new_text()))

    def sort_rows(self) -> None:
        """Whole rows, by any column."""
        _, sheet, header = self._tab()
        rows = sheet.rows[header.line :]
        by = self.draw.randrange(max(len(sheet.rows[header.line - 1]), 1))
        rows.sort(key=lambda row: str(row[by].value) if by < len(row) else "",
                  reverse=self.draw.random() < 0.5)  # fmt: skip
        sheet.rows[header.line :] = rows

    def sort_titles(self) -> None:
        """Only the column of titles: the ids stay behind. Seldom, as in life."""
        tab, sheet, header = self._tab()
        if self.draw.random() > 0.3 or "title" not in header.places or tab not in ID_TABS:
            return
        place = header.places["title"]
        titles = [sheet.cell(n, place) for n in range(header.line + 1, len(sheet.rows) + 1)]
        for number, cell in enumerate(sorted(titles, key=lambda c: str(c.value)), header.line + 1):
            sheet.put(number, place, cell)

    def insert_row(self) -> None:
        _, sheet, header = self._tab()
        sheet.rows.insert(self.draw.randint(header.line, len(sheet.rows)), [])

    def delete_row(self) -> None:
        _, sheet, header = self._tab()
        if len(sheet.rows) > header.line + 1:
            del sheet.rows[self._row(sheet, header) - 1]

    def move_row(self) -> None:
        _, sheet, header = self._tab()
        if len(sheet.rows) > header.line + 1:
            row = sheet.rows.pop(self._row(sheet, header) - 1)
            sheet.rows.insert(self.draw.randint(header.line, len(sheet.rows)), row)

    def copy_row(self) -> int:
        """With its id, as a copied row has it."""
        _, sheet, header = self._tab()
        if len(sheet.rows) <= header.line:
            return 0
        row = list(sheet.rows[self._row(sheet, header) - 1])
        at = self.draw.randint(header.line, len(sheet.rows))
        sheet.rows.insert(at, row)
        return at

    def copy_row_and_retitle(self) -> None:
        _, sheet, header = self._tab()
        if len(sheet.rows) <= header.line or "title" not in header.places:
            return
        sheet.rows.append(list(sheet.rows[self._row(sheet, header) - 1]))
        sheet.put(len(sheet.rows), header.places["title"], Cell(self._new_text()))

    def overwrite_formula(self) -> None:
        """A number where the template computes."""
        tab, sheet, header = self._tab()
        columns = [c.key for c in TABS[tab].written_by(Writer.FORMULA) if c.key in header.places]
        if columns:
            where = self._row(sheet, header), header.places[self.draw.choice(columns)]
            sheet.put(*where, self.draw.choice([Cell(Decimal("0.9")), EMPTY, Cell("done")]))

    def overwrite_id(self) -> None:
        tab, sheet, header = self._tab()
        if tab in ID_TABS and "id" in header.places:
            prefix = TABS[tab].prefix
            value = self.draw.choice([None, "oops", f"{prefix}-001", f"{prefix}-002", "kr-3", "7"])
            sheet.put(self._row(sheet, header), header.places["id"], Cell(value))

    def rename_tab(self) -> None:
        _, sheet, _ = self._tab()
        self.counter += 1
        sheet.title = f"My tab {self.counter}"

    def rename_column(self) -> None:
        """A column that is not needed; the others stop the run, see the tests of the job."""
        tab, sheet, header = self._tab()
        spare = [c.key for c in TABS[tab].columns if not c.required and c.key in header.places
                 and c.key != "id"]  # fmt: skip
        if spare and self.draw.random() < 0.5:
            self.counter += 1
            where = header.line, header.places[self.draw.choice(spare)]
            sheet.put(*where, Cell(f"My column {self.counter}"))

    def move_column(self) -> None:
        _, sheet, _ = self._tab()
        width = max(len(row) for row in sheet.rows)
        old, new = self.draw.randrange(width), self.draw.randrange(width)
        for row in sheet.rows[: len(sheet.rows)]:
            row.extend([EMPTY] * (width - len(row)))
            row.insert(new, row.pop(old))

    def add_column(self) -> None:
        """A column of their own, with notes in it."""
        _, sheet, header = self._tab()
        at = self.draw.randint(0, len(sheet.rows[header.line - 1]))
        for number, row in enumerate(sheet.rows, 1):
            row.extend([EMPTY] * (at - len(row)))
            row.insert(at, Cell("Ours" if number == header.line else f"note {number}"))

    def move_tab(self) -> None:
        sheet = self.sheets.pop(self.draw.randrange(len(self.sheets)))
        self.sheets.insert(self.draw.randint(0, len(self.sheets)), sheet)

    def clear_row(self) -> None:
        """All but the id and the formulas."""
        tab, sheet, header = self._tab()
        number = self._row(sheet, header)
        for column in TABS[tab].written_by(Writer.PEOPLE):
            if column.key in header.places:
                sheet.put(number, header.places[column.key], EMPTY)

    def write_elsewhere(self) -> None:
        """A sheet of their own."""
        self.counter += 1
        self.sheets.append(Sheet(f"Notes {self.counter}", [[Cell("mine"), Cell(Decimal(1))]]))

    def _tab(self) -> tuple[str, Sheet, Header]:
        places = find_tabs(self.sheets).places
        known = [(key, places[key]) for key in EDITED if key in places and places[key].header]
        key, place = self.draw.choice(known)
        assert place.header is not None
        return key, self.sheets[place.sheet], place.header

    def _row(self, sheet: Sheet, header: Header) -> int:
        return self.draw.randint(header.line + 1, max(len(sheet.rows), header.line + 1))

    def _new_text(self) -> str:
        self.counter += 1
        return f"Conversion number {self.counter} from 18 % to 25 %"

    def _recompute(self) -> None:
        """References in formulas follow what moved, as in every spreadsheet program."""
        places = find_tabs(self.sheets).places
        layout = layout_of(self.sheets, self.language)
        for key, place in places.items():
            if place.header is None or key == "_lists":
                continue
            for column in TABS[key].written_by(Writer.FORMULA):
                if column.key in place.header.places:
                    sheet = self.sheets[place.sheet]
                    _recompute_column(sheet, place.header, column.key, layout)


def _recompute_column(sheet: Sheet, header: Header, column: str, layout: Layout) -> None:
    place = header.places[column]
    numbers = [place] if header.sideways else range(header.line + 1, len(sheet.rows) + 1)
    for number in numbers:
        where = (number, header.line + 1 if header.sideways else place)
        if sheet.cell(*where).formula is not None:
            text = formula_or_none(header.tab.key, column, number, layout)
            if text is not None:
                sheet.put(*where, Cell(NO_VALUE, formula=text))


def formula_or_none(tab: str, column: str, row: int, layout: Layout) -> str | None:
    """None when a column the formula looks at has lost its title."""
    if (tab, column) not in FORMULAS:
        return None
    try:
        return formula(tab, column, row, layout)
    except KeyError:
        return None


def layout_of(sheets: list[Sheet], language: Language) -> Layout:
    """Where the sheets keep what formulas look at."""
    letters: dict[str, Mapping[str, str]] = {}
    titles: dict[str, str] = {}
    rows: Mapping[str, int] = {}
    for key, place in find_tabs(sheets).places.items():
        titles[key] = sheets[place.sheet].title
        if place.header is None:
            continue
        if key == "settings":
            rows = place.header.places
        else:
            letters[key] = {name: letters_of(n) for name, n in place.header.places.items()}
    return Layout(titles, letters, rows, language)
