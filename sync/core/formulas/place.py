"""References and small pieces that the formulas are put together from.

Only functions that Google Sheets and Excel share, without arrays that spill. A formula never names
the sheet it stands on (sorting breaks in Excel), and ranges run from the header row to a sentinel
below the last row, so that rows added at either end are inside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sync.core.choices import Choice
from sync.core.schema import LAST_DATA_ROW, OKR_FIRST_ROW, OKR_LAST_ROW
from sync.core.vocabulary import Language

BLANK = '""'
_PLAIN_TITLE = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr]?[0-9]*[Cc]?[0-9]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a document keeps what the formulas look at, whatever its tabs are called."""

    titles: Mapping[str, str]
    """Tab key → its title in the document."""
    letters: Mapping[str, Mapping[str, str]]
    """Tab key → column key → its letter."""
    settings_rows: Mapping[str, int]
    """Setting key → its row in Settings."""
    language: Language
    """Of the words that formulas show."""
    settings_column: str = "B"
    """Where the values of Settings stand."""


def quote(title: str) -> str:
    """A tab's title as formulas spell it: in quotes unless it is a plain word."""
    if _PLAIN_TITLE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def text(words: str) -> str:
    """A text inside a formula."""
    return '"' + words.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Place:
    """The row a formula stands in, and the references seen from there."""

    layout: Layout
    tab: str
    row: int

    def cell(self, column: str) -> str:
        """A cell of the same row."""
        return f"${self.layout.letters[self.tab][column]}{self.row}"

    def column(self, tab: str, column: str) -> str:
        """A whole column of a tab, its header included."""
        letter = self.layout.letters[tab][column]
        return f"{self._sheet(tab)}${letter}$1:${letter}${LAST_DATA_ROW}"

    def head(self, tab: str, column: str) -> str:
        """The title of a column as it stands in the document."""
        return f"{self._sheet(tab)}${self.layout.letters[tab][column]}$1"

    def setting(self, key: str) -> str:
        """The value of a setting."""
        row = self.layout.settings_rows[key]
        return f"{self._sheet('settings')}${self.layout.settings_column}${row}"

    @property
    def today(self) -> str:
        return self.setting("today")

    def record(self, column: str, id_: str) -> str:
        """The cell of ``_okr`` in the row of an id; an error when there is none."""
        return f"INDEX({self._okr(column)},MATCH({id_},{self._okr('id')},0))"

    def word(self, choice: Choice) -> str:
        """A word of a list in the language of the document."""
        return text(choice.title.of(self.layout.language))

    def _okr(self, column: str) -> str:
        letter = self.layout.letters["_okr"][column]
        sheet = quote(self.layout.titles["_okr"])
        return f"{sheet}!${letter}${OKR_FIRST_ROW}:${letter}${OKR_LAST_ROW}"

    def _sheet(self, tab: str) -> str:
        return "" if tab == self.tab else quote(self.layout.titles[tab]) + "!"


def if_(condition: str, then: str, otherwise: str) -> str:
    return f"IF({condition},{then},{otherwise})"


def or_blank(expression: str) -> str:
    """The expression, or nothing when it cannot be computed."""
    return f"IFERROR({expression},{BLANK})"


def if_filled(place: Place, expression: str) -> str:
    """The expression in rows with a text, nothing in the prepared ones below."""
    return if_(f"{place.cell('title')}={BLANK}", BLANK, or_blank(expression))


def numbers(*cells: str) -> str:
    """Whether all of these cells hold numbers. TRUE, a number to LibreOffice, is none here."""
    logical = ",".join(f"ISLOGICAL({cell})" for cell in cells)
    odd = f"OR({logical})" if len(cells) > 1 else logical
    return f"AND(COUNT({','.join(cells)})={len(cells)},NOT({odd}))"


def is_one_of(cell: str, *choices: Choice) -> str:
    """Whether a cell holds one of these words, in either language."""
    words = [word for choice in choices for word in dict.fromkeys(choice.title)]
    return "OR(" + ",".join(f"{cell}={text(word)}" for word in words) + ")"


def look_up(place: Place, column: str, id_: str) -> str:
    """What the service keeps under an id. Every lookup hangs on the volatile Today: LibreOffice
    trusts cached results, and would go on showing those from before the service wrote."""
    found = place.record(column, id_)
    shown = if_(f"{found}={BLANK}", BLANK, found)
    return if_(f"{place.today}=0", BLANK, or_blank(shown))


def own(place: Place, column: str) -> str:
    """What the service keeps for the row itself."""
    return if_filled(place, look_up(place, column, place.cell("id")))


def share(part: str, whole: str) -> str:
    """A quotient rounded as ``scoring.divide`` does."""
    return f"ROUND({part}/{whole},10)"


def two_places(rounded: str) -> str:
    """What people see of a number already rounded to ten places."""
    return f"ROUND({rounded},2)"
