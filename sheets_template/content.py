"""What people have typed into a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sheets_template.model import Scalar
from sync.core.choices import LanguageName
from sync.core.identity import make_id
from sync.core.schema import FIRST_DATA_ROW, TABS
from sync.core.settings import quarter_of
from sync.core.vocabulary import Language

Typed = Mapping[str, Scalar]
"""One row by column key."""


@dataclass(frozen=True, slots=True)
class Content:
    """The settings, and the rows of each tab from the first one below the titles."""

    settings: Typed
    rows: Mapping[str, Sequence[Typed]] = field(default_factory=dict)

    def value(self, tab: str, column: str, row: int) -> Scalar:
        """What stands in a cell. Rows of tabs with ids come with theirs, filled or not."""
        rows = self.rows.get(tab, ())
        typed = rows[row - FIRST_DATA_ROW] if row - FIRST_DATA_ROW < len(rows) else {}
        if column == "id" and TABS[tab].prefix:
            return make_id(TABS[tab].prefix, row - FIRST_DATA_ROW + 1)
        return typed.get(column)


def empty_content(language: Language, today: date) -> Content:
    """A workbook for the quarter of ``today`` in which everything else is still to be typed."""
    start, end = quarter_of(today)
    name = LanguageName[language.upper()].title.of(language)
    cycle = f"{start.year}-Q{(start.month + 2) // 3}"
    return Content({"cycle": cycle, "start": start, "end": end, "language": name})


def move_days(content: Content, by: timedelta) -> Content:
    """The same content with every day in it moved."""

    def moved(typed: Typed) -> Typed:
        return {key: day + by if isinstance(day, date) else day for key, day in typed.items()}

    rows = {tab: [moved(row) for row in found] for tab, found in content.rows.items()}
    return Content(moved(content.settings), rows)
