"""A human editor at work on a spreadsheet: what the menus and the keyboard do.

Everything goes through the same requests that programs send, as that person, so protections and
roles hold. Typed entries are read in the sheet's locale and checked against strict validation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.google import protection
from sandbox.google.batch.context import RefusedError as RequestError
from sandbox.google.batch.entering import type_in
from sandbox.google.cells.formula import letters
from sandbox.google.drive.files import duplicate
from sandbox.google.editor import Editor, Where
from sandbox.google.model import Area, Tab
from sandbox.google.person_checks import RefusedError, invalid_entry, is_valid

Json = dict[str, Any]

COPIES = {"ru": "Копия {}", "es": "Copia de {}", "fr": "Copie de {}"}


class Person(Editor):
    """Someone with a file open. Rows and columns count from 0; cells are ``B2:C5`` of a tab."""

    # cells

    def type(self, tab: Where, cell: str, text: str) -> None:
        """Type into one cell, as it is typed there; an empty text clears it."""
        with self.changing():
            area = self.area(tab, cell)
            self.guard(area)
            self._type_in(self.tab(tab), (area.top, area.left), text)

    def paste_text(self, tab: Where, corner: str, rows: Sequence[Sequence[str]]) -> None:
        """Paste lines of text; validation does not look at what is pasted."""
        with self.changing():
            area, found = self.area(tab, corner), self.tab(tab)
            width, height = max(map(len, rows), default=1), len(rows)
            target = Area(found.sheet_id, area.top, area.left, area.top + height, area.left + width)
            self._grow(found, target)
            self.guard(target)
            for down, row in enumerate(rows):
                for along, text in enumerate(row):
                    enter(self, found, (area.top + down, area.left + along), text)
            self.sheet.touch()

    def clear(self, tab: Where, cells: str) -> None:
        """Delete what stands in the cells; formats, notes and rules stay."""
        wanted = {"range": self.place(tab, cells), "fields": "userEnteredValue"}
        self.do({"updateCells": wanted})

    def format(self, tab: Where, cells: str, look: Json) -> None:
        """Give the cells a look: a CellFormat whose members replace those they have."""
        fields = ",".join(f"userEnteredFormat.{name}" for name in look)
        repeated = {"range": self.place(tab, cells), "cell": {"userEnteredFormat": look}}
        self.do({"repeatCell": repeated | {"fields": fields}})

    def note(self, tab: Where, cell: str, text: str) -> None:
        """Put a note on the cells; an empty text takes it away."""
        repeated = {"range": self.place(tab, cell), "cell": {"note": text}, "fields": "note"}
        self.do({"repeatCell": repeated})

    # rows and columns

    def insert_rows(self, tab: Where, at: int, count: int = 1) -> None:
        """New rows above row ``at``; they look like the row above them."""
        self._insert(tab, "ROWS", at, count)

    def insert_columns(self, tab: Where, at: int, count: int = 1) -> None:
        """New columns left of column ``at``."""
        self._insert(tab, "COLUMNS", at, count)

    def delete_rows(self, tab: Where, at: int, count: int = 1) -> None:
        self.do({"deleteDimension": {"range": self._span(tab, "ROWS", at, count)}})

    def delete_columns(self, tab: Where, at: int, count: int = 1) -> None:
        self.do({"deleteDimension": {"range": self._span(tab, "COLUMNS", at, count)}})

    def move_rows(self, tab: Where, at: int, to: int, count: int = 1) -> None:
        """Drag rows: they come to stand before the row that is now row ``to``."""
        self._move(tab, "ROWS", (at, count), to)

    def move_columns(self, tab: Where, at: int, to: int, count: int = 1) -> None:
        """Drag columns: they come to stand before the column that is now column ``to``."""
        self._move(tab, "COLUMNS", (at, count), to)

    def hide_rows(self, tab: Where, at: int, count: int = 1, *, hidden: bool = True) -> None:
        """Hide rows, or show them again."""
        self._hide(self._span(tab, "ROWS", at, count), hidden=hidden)

    def hide_columns(self, tab: Where, at: int, count: int = 1, *, hidden: bool = True) -> None:
        """Hide columns, or show them again."""
        self._hide(self._span(tab, "COLUMNS", at, count), hidden=hidden)

    def sort(self, tab: Where, cells: str, column: int, *, descending: bool = False) -> None:
        """Sort the rows of a range by one column, counted from the tab's first."""
        self.do({"sortRange": {
            "range": self.place(tab, cells), "sortSpecs": [sorting(column, descending=descending)],
        }})  # fmt: skip

    def sort_by_filter(
        self, tab: Where, cells: str, column: int, *, descending: bool = False
    ) -> None:
        """Put a filter on the range, header first, and sort by it: the rows move."""
        wanted = {
            "range": self.place(tab, cells),
            "sortSpecs": [sorting(column, descending=descending)],
        }
        self.do({"setBasicFilter": {"filter": wanted}})

    def sort_by_filter_view(
        self, tab: Where, cells: str, column: int, *, descending: bool = False
    ) -> int:
        """Look at the range in another order; the rows stay where they are. The view's id."""
        view = {
            "range": self.place(tab, cells),
            "sortSpecs": [sorting(column, descending=descending)],
        }
        (reply,) = self.do({"addFilterView": {"filter": view | {"title": "Sorted"}}})
        return int(reply["addFilterView"]["filter"]["filterViewId"])

    def cut_paste(self, tab: Where, cells: str, corner: str, onto: Where | None = None) -> None:
        """Cut the cells and paste them elsewhere; references follow them."""
        there = self.area(tab if onto is None else onto, corner)
        target = {"sheetId": there.sheet_id, "rowIndex": there.top, "columnIndex": there.left}
        source = self.place(tab, cells)
        self.do({"cutPaste": {
            "source": source, "destination": target, "pasteType": "PASTE_NORMAL",
        }})  # fmt: skip

    def copy_paste(self, tab: Where, cells: str, target: str, onto: Where | None = None) -> None:
        """Copy the cells and paste them elsewhere, with formats, notes and rules."""
        there = self.place(tab if onto is None else onto, target)
        self.do({"copyPaste": {
            "source": self.place(tab, cells), "destination": there, "pasteType": "PASTE_NORMAL",
        }})  # fmt: skip

    def copy_rows(self, tab: Where, at: int, to: int, count: int = 1) -> None:
        """Copy rows and insert the copies above row ``to``."""
        number, shifted = self.tab(tab).sheet_id, at + count if to <= at else at
        source = {"sheetId": number, "startRowIndex": shifted, "endRowIndex": shifted + count}
        target = {"sheetId": number, "startRowIndex": to, "endRowIndex": to + count}
        room = {"range": self._span(tab, "ROWS", to, count), "inheritFromBefore": to > 0}
        pasted = {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}
        self.do({"insertDimension": room}, {"copyPaste": pasted})

    # tabs

    def add_tab(self, title: str, index: int | None = None) -> int:
        """A new tab; its number."""
        properties: Json = {"title": title} | ({} if index is None else {"index": index})
        (reply,) = self.do({"addSheet": {"properties": properties}})
        return int(reply["addSheet"]["properties"]["sheetId"])

    def rename_tab(self, tab: Where, title: str) -> None:
        self._set_tab(tab, title=title)

    def move_tab(self, tab: Where, index: int) -> None:
        """Drag the tab to another place; the places are counted before it is taken out."""
        self._set_tab(tab, index=index)

    def hide_tab(self, tab: Where, *, hidden: bool = True) -> None:
        self._set_tab(tab, hidden=hidden)

    def duplicate_tab(self, tab: Where, title: str = "") -> int:
        """A second tab like this one, right behind it; its number."""
        found = self.tab(tab)
        place = self.sheet.tabs.index(found) + 1
        wanted: Json = {"sourceSheetId": found.sheet_id, "insertSheetIndex": place}
        (reply,) = self.do({"duplicateSheet": wanted | ({"newSheetName": title} if title else {})})
        return int(reply["duplicateSheet"]["properties"]["sheetId"])

    def delete_tab(self, tab: Where) -> None:
        self.do({"deleteSheet": {"sheetId": self.tab(tab).sheet_id}})

    def protect(
        self,
        tab: Where,
        cells: str = "",
        *,
        warning_only: bool = False,
        editors: Sequence[str] = (),
    ) -> int:
        """Protect cells, or the whole tab; the protection's id."""
        wanted: Json = {"range": self.place(tab, cells), "warningOnly": warning_only}
        if editors:
            wanted["editors"] = {"users": [*editors]}
        (reply,) = self.do({"addProtectedRange": {"protectedRange": wanted}})
        return int(reply["addProtectedRange"]["protectedRange"]["protectedRangeId"])

    def unprotect(self, number: int) -> None:
        self.do({"deleteProtectedRange": {"protectedRangeId": number}})

    # the file

    def rename_file(self, name: str) -> None:
        with self.changing():
            self.sheet.properties = self.sheet.properties | {"title": name}
            self.sheet.touch()

    def make_copy(self, name: str = "") -> Person:
        """File → Make a copy: this person at the copy, which is theirs and shared with nobody."""
        google, language = self.google, self.caller.language
        if not self.file.role_of(self.email):
            raise RefusedError(protection.refusal(self.caller))
        title = name or COPIES.get(language[:2], "Copy of {}").format(self.file.name)
        with google.lock:
            made = duplicate(google, self.file, self.email, title)
            google.changed(made, self.email)
        return Person(google, made.file_id, self.email)

    # how

    def _type_in(self, tab: Tab, place: tuple[int, int], text: str) -> None:
        """What was typed must be short enough, and valid where the rule is strict."""
        strict = (tab.cell(*place).validation or {}).get("strict")
        enter(self, tab, place, text)
        self.sheet.touch()
        if strict and not is_valid(self.sheet, tab, place):
            name = f"{letters(place[1])}{place[0] + 1}"
            raise invalid_entry(self.caller.language, name)

    def _grow(self, tab: Tab, target: Area) -> None:
        """Pasting beyond the grid makes it larger."""
        for axis, lacking in (
            ("ROWS", target.bottom - tab.rows), ("COLUMNS", target.right - tab.columns),
        ):  # fmt: skip
            if lacking > 0:
                wanted = {"sheetId": tab.sheet_id, "dimension": axis, "length": lacking}
                self.do({"appendDimension": wanted})

    def _span(self, tab: Where, axis: str, at: int, count: int) -> Json:
        number = self.tab(tab).sheet_id
        return {"sheetId": number, "dimension": axis, "startIndex": at, "endIndex": at + count}

    def _insert(self, tab: Where, axis: str, at: int, count: int) -> None:
        wanted = {"range": self._span(tab, axis, at, count), "inheritFromBefore": at > 0}
        self.do({"insertDimension": wanted})

    def _move(self, tab: Where, axis: str, which: tuple[int, int], to: int) -> None:
        source = self._span(tab, axis, *which)
        self.do({"moveDimension": {"source": source, "destinationIndex": to}})

    def _hide(self, span: Json, *, hidden: bool) -> None:
        wanted = {"range": span, "properties": {"hiddenByUser": hidden}, "fields": "hiddenByUser"}
        self.do({"updateDimensionProperties": wanted})

    def _set_tab(self, tab: Where, **properties: Any) -> None:
        wanted = {"sheetId": self.tab(tab).sheet_id} | properties
        fields = ",".join(properties)
        self.do({"updateSheetProperties": {"properties": wanted, "fields": fields}})


def sorting(column: int, *, descending: bool) -> Json:
    """One key of a sort."""
    order = "DESCENDING" if descending else "ASCENDING"
    return {"dimensionIndex": column, "sortOrder": order}


def enter(person: Person, tab: Tab, place: tuple[int, int], text: str) -> None:
    """Text into a cell, or the editor's refusal."""
    try:
        type_in(person.sheet, tab, place, text)
    except RequestError as error:
        raise RefusedError(str(error)) from error
