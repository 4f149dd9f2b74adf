"""The one definition of all tabs and columns.

It feeds the readers, the checks, both templates and ``docs/columns.md``. Titles are fixed: people
copy the template and files travel. A retired title moves to ``aliases`` and is recognised for ever.

``model`` says what a tab and a column are; ``goals``, ``work`` and ``service`` hold the tabs.
"""

from __future__ import annotations

from collections.abc import Iterable

from sync.core.schema.goals import KEY_RESULTS, OBJECTIVES, SETTINGS
from sync.core.schema.model import Column, Tab, Type, Writer
from sync.core.schema.service import (
    EVIDENCE,
    HISTORY,
    LISTS,
    OKR,
    OKR_FIRST_ROW,
    OKR_LAST_ROW,
)
from sync.core.schema.work import IDEAS, KPI, METRICS, PEOPLE, REVIEW
from sync.core.vocabulary import Language, Text

__all__ = [
    "EVIDENCE", "FIRST_DATA_ROW", "HISTORY", "IDEAS", "ID_TABS", "KEY_RESULTS", "KPI",
    "LAST_DATA_ROW", "LISTS", "METRICS", "OBJECTIVES", "OKR", "OKR_FIRST_ROW", "OKR_LAST_ROW",
    "OVERVIEW", "PEOPLE", "REVIEW", "SCHEMA_VERSION", "SERVICE_TABS", "SETTINGS", "START", "TABS",
    "Column", "Tab", "Type", "Writer", "find_column", "find_tab", "fold_title", "title_language",
]  # fmt: skip

SCHEMA_VERSION = 1
FIRST_DATA_ROW = 2
LAST_DATA_ROW = 1001
"""Rows that the formulas of the template look at: a thousand below the header."""


START = Tab("start", Text("Start here", "С чего начать"), ())
OVERVIEW = Tab("overview", Text("Overview", "Сводка"), ())

TABS: dict[str, Tab] = {
    tab.key: tab
    for tab in (
        START, OVERVIEW, KEY_RESULTS, OBJECTIVES, METRICS, KPI, IDEAS, REVIEW, HISTORY, EVIDENCE,
        PEOPLE, SETTINGS, OKR, LISTS,
    )
}  # fmt: skip
"""In the order of the tabs of a document."""

SERVICE_TABS = ("_okr", "_lists", "history", "evidence")
"""Tabs whose rows the service owns (in ``_lists`` the columns marked S)."""

ID_TABS = ("objectives", "key_results", "metrics", "kpi")
"""Tabs whose rows carry ids."""


def fold_title(text: str) -> str:
    """A title reduced to what is compared: case, spaces and ё do not matter."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold().replace("ё", "е")


def find_tab(title: str) -> Tab | None:
    """The tab with this title in either language, or with an older title."""
    return next((tab for tab in TABS.values() if fold_title(title) in _titles(tab)), None)


def find_column(tab: Tab, title: str) -> Column | None:
    """The column with this title in either language, or with an older title."""
    folded = fold_title(title)
    return next((column for column in tab.columns if folded in _titles(column)), None)


def title_language(item: Tab | Column, title: str) -> Language | None:
    """The language a found title belongs to; None when both languages share it."""
    if item.title.en == item.title.ru:
        return None
    return "ru" if fold_title(title) == fold_title(item.title.ru) else "en"


def _titles(item: Tab | Column) -> Iterable[str]:
    return {fold_title(title) for title in (*item.title, *item.aliases)}
